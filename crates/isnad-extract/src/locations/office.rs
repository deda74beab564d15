//! Places told in the name of an office: "the governor of X was killed in Y".

use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::Word;
use isnad_model::{Relation, SourceKind};

/// Words of an office at most.
const WORDS: usize = 3;

/// Words from a verb of condemning to the seat of its subject at most.
const BODY: usize = 6;

/// Leaves out what only names an office, where its sentence tells another place.
pub(super) fn leave_out(r: &Reading<'_>, places: &mut Vec<usize>) {
    let sentence = |p: usize| r.chart.sentence_of(r.places[p].tokens.start);
    let all = places.clone();
    let elsewhere =
        |p: usize| all.iter().any(|q| *q != p && sentence(*q) == sentence(p) && *q > p && !office(r, &r.places[*q]));
    places.retain(|p| !(office(r, &r.places[*p]) && elsewhere(*p)));
}

/// "The dean of the envoys *in X* condemned the attack in Y": where somebody sits who condemns what happened elsewhere.
pub(super) fn condemner(r: &Reading<'_>, m: &PlaceMention) -> bool {
    let sentence = r.sentence(r.chart.sentence_of(m.tokens.start));
    let condemns = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if v.condemns));
    let deed = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun));
    let near = (m.tokens.end..sentence.end.min(m.tokens.end + WORDS)).take_while(|t| !r.mark(*t, ",.;:"));
    let before = sentence.start.max(m.tokens.start.saturating_sub(BODY))..m.tokens.start;
    near.into_iter().any(condemns)
        || before.clone().any(condemns) && !before.into_iter().any(deed) && !(sentence.start..m.tokens.start).any(deed)
}

/// Whether a name stands right behind an office, with nothing that says "in".
fn office(r: &Reading<'_>, m: &PlaceMention) -> bool {
    let start = m.span.start;
    let held = |kind: SourceKind| {
        use SourceKind::{Government, LocalOfficial, Military, Police};
        matches!(kind, Government | LocalOfficial | Military | Police)
    };
    !m.prepositional
        && m.relation == Relation::In
        && (start.saturating_sub(WORDS)..start).any(|t| {
            r.words(t).any(|(found, w)| found.end as usize == start && matches!(w, Word::Speaker(s) if held(s.kind)))
        })
}
