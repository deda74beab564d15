//! The number of those whom something befell, told as a phrase: "the number of the soldiers who were killed".

use super::hits::Hit;
use super::told::losses_of;
use crate::actors::of_acts;
use crate::quantities::{Quantity, class_behind, described};
use crate::reading::Reading;
use crate::vocabulary::{Acts, MeasureWord, Small, Word};
use isnad_language::{Features, Match};
use isnad_model::{Measure, Of};
use std::ops::Range;

/// Words of who is counted, between the word for a number and what befell them, at most.
const WHO: usize = 4;

/// Words from the verb of raising to the tally that it raises at most.
const RAISED: usize = 8;

/// "The number *of the soldiers who fell*", "the toll *of the slain soldiers*": a tally that no entry of the lexicon holds whole.
pub(super) fn tally(r: &Reading<'_>, t: usize, end: usize) -> Option<Hit> {
    let from = r.vocabulary.small(&r.chart, t, Small::Tally)?;
    if let Some(h) = the_tally(r, t, from) {
        return Some(h);
    }
    // "the number *of its dead*"
    let own = r.words(from).find_map(|(m, w)| match w {
        Word::Person(p)
            if (p.plural || m.features.has(Features::PLURAL))
                && m.features.any(Features::PRONOUN | Features::PRONOUN_PLURAL) =>
        {
            p.measure.map(|measure| (measure, m.end as usize))
        }
        _ => None,
    });
    if let Some((measure, end)) = own {
        let features = r.chart.matches_at(t).first().map_or(Features::NONE, |m| m.features);
        return Some(Hit { at: t, end, word: MeasureWord::tally(measure), features });
    }
    let person = r.words(from).find(
        |(m, w)| matches!(w, Word::Person(p) if p.measure.is_none() && (p.plural || m.features.has(Features::PLURAL))),
    )?;
    let features = r.chart.matches_at(t).first().map_or(Features::NONE, |m| m.features);
    let from = person.0.end as usize;
    (from..end.min(from + WHO)).find_map(|k| {
        let slain = r.words(k).find_map(|(m, w)| match w {
            Word::Person(p) if m.features.has(Features::DEFINITE) && !m.features.has(Features::CONJUNCTION) => {
                p.measure.map(|measure| (measure, m.end as usize))
            }
            _ => None,
        });
        let told = slain.or_else(|| befell(r, k).map(|(word, end)| (word.measure, end)));
        told.map(|(measure, end)| Hit { at: t, end, word: MeasureWord::tally(measure), features })
    })
}

/// Words back to those whose number "the toll" is at most.
const KNOWN: usize = 60;

/// "*The toll* rose to", "*the number* exceeds": of those whose death was told before.
fn the_tally(r: &Reading<'_>, t: usize, end: usize) -> Option<Hit> {
    let known = |f: Features| f.any(Features::DEFINITE | Features::PRONOUN | Features::PRONOUN_PLURAL);
    let features = r.chart.matches_at(t).iter().map(|m| m.features).find(|f| known(*f))?;
    // "the group *whose number* reaches twenty"
    let pronoun = Features::PRONOUN | Features::PRONOUN_PLURAL;
    let whose = features.any(pronoun) && (t.saturating_sub(2)..t).any(|k| r.is(k, Small::Relative));
    if whose {
        return None;
    }
    let rises = r.is(end, Small::Reach) || r.ends(t, Small::Reach) || raised(r, t);
    let dead = |(_, w): (&Match, &Word)| match w {
        Word::Measure(m) => m.measure == Measure::Killed && !(m.weak || m.light),
        Word::Person(p) => p.measure == Some(Measure::Killed),
        _ => false,
    };
    let told = || (t.saturating_sub(KNOWN)..t).any(|k| r.has(k, Word::MEASURE | Word::PERSON) && r.words(k).any(dead));
    (rises && told()).then(|| Hit { at: t, end, word: MeasureWord::tally(Measure::Killed), features })
}

/// "*Who were killed*", "*who fell*": what befell those right before, with the end of the verb.
pub(super) fn befell(r: &Reading<'_>, at: usize) -> Option<(MeasureWord, usize)> {
    let verb = r.vocabulary.small(&r.chart, at, Small::Relative)?;
    let words = r.words(verb).filter(|(m, _)| m.features.has(Features::PLURAL) || m.end as usize > verb + 1);
    let befell = words.filter_map(|(m, w)| match w {
        Word::Measure(x) if !(x.noun || x.things || x.count) => Some((*x, m.end as usize)),
        _ => None,
    });
    befell.max_by_key(|(_, end)| *end)
}

/// Who is counted behind a tally or in it: "the number of dead *of the army*", "the number of *the slain soldiers*".
pub(super) fn class(r: &Reading<'_>, h: &Hit) -> Option<(usize, Of, Option<Acts>, Option<String>)> {
    let behind = || class_behind(r, h.end, true).or_else(|| described(r, h.end)).or_else(|| losses_of(r, h.end));
    behind().or_else(|| counted(r, h).map(|(of, acts, country)| (h.end, of, acts, country)))
}

/// Who is counted in a tally: "the number of *the soldiers* who …".
pub(super) fn counted(r: &Reading<'_>, h: &Hit) -> Option<(Of, Option<Acts>, Option<String>)> {
    let from = r.vocabulary.small(&r.chart, h.at, Small::Tally)?;
    let person = described(r, from).map(|(_, of, acts, country)| (of, acts, country));
    person.or_else(|| {
        r.words(from).find_map(|(_, w)| match w {
            Word::Person(p) if p.of != Of::People && p.measure.is_none() => Some((p.of, p.acts, None)),
            Word::Force(f) if !f.weak => Some((of_acts(f.acts), Some(f.acts), None)),
            _ => None,
        })
    })
}

/// Whether a tally is told to reach the number at a token: "rose …to", "the government raised … to", "… so that it reached".
pub(super) fn reaches(r: &Reading<'_>, h: &Hit, at: usize) -> bool {
    let to = r.is(at - 1, Small::To);
    to && (r.ends(h.at, Small::Reach) || raised(r, h.at))
        || r.ends(at, Small::Reach)
        || to && r.ends(at - 1, Small::Reach)
}

/// "*The ministry raised* the toll", "*raised* to nine the number of": whether a verb of counting stands before a token in its
/// clause.
pub(super) fn raised(r: &Reading<'_>, at: usize) -> bool {
    let start = r.sentence(r.chart.sentence_of(at)).start;
    // "this attack raises to 90 the number": a sum of many attacks
    (at.saturating_sub(RAISED).max(start)..at)
        .rev()
        .take_while(|t| !r.mark(*t, ",.;:") && !r.has(*t, Word::TRIGGER))
        .any(|t| r.words(t).any(|(m, w)| matches!(w, Word::Speech(v) if v.counts) && verb(m.features)))
}

fn verb(features: Features) -> bool {
    features.any(Features::PAST | Features::PRESENT)
}

/// A number without what is counted, or of people of no class: what a tally can reach.
pub(super) fn bare(q: &Quantity) -> bool {
    let nobody = q.of == Of::People && matches!(q.acts, None | Some(Acts::Civilians)) && q.measure.is_none();
    q.elliptic || nobody && !(q.unknown || q.single || q.other)
}

/// A number of people of a class, to which "the number of its dead" can rise: "to seventeen soldiers".
pub(super) fn classed(q: &Quantity) -> bool {
    q.of != Of::People && !q.is_thing() && q.measure.is_none() && !(q.unknown || q.single || q.other || q.definite)
}

/// Whether nothing but what tells of one deed stands between a tally and its number.
pub(super) fn unbroken(r: &Reading<'_>, gap: Range<usize>) -> bool {
    // "so that it reached" is written like "told"
    let speaks = |t: usize| !r.is(t, Small::Reach) && r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak));
    !gap.into_iter().any(|t| r.mark(t, ".;:!?") || r.is(t, Small::That) || speaks(t))
}
