//! One body that was found, with whose it is.

use super::hits::Hit;
use crate::reading::Reading;
use crate::vocabulary::{Person, Small, Word};
use isnad_language::{Features, Match};
use isnad_model::Measure;

/// Words from a word of finding to the body found at most.
const FOUND: usize = 4;

/// "Found *the body of* So-and-so": one body, which is followed by whose it is; a body that is borne to its grave may be of
/// one who died in his bed.
pub(super) fn body_of_one(r: &Reading<'_>, h: &Hit) -> bool {
    let closed = Features::DEFINITE | Features::PRONOUN | Features::PRONOUN_PLURAL | Features::PLURAL | Features::DUAL;
    let one = |m: &Match, p: &Person| p.body && !p.plural && m.end as usize == h.end && !m.features.any(closed);
    let start = h.at.saturating_sub(FOUND).max(r.sentence(r.chart.sentence_of(h.at)).start);
    let found = |(_, w): (&Match, &Word)| matches!(w, Word::Measure(x) if matches!(x.measure, Measure::Killed | Measure::Seized));
    r.words(h.at).any(|(m, w)| matches!(w, Word::Person(p) if one(m, p)))
        && r.marked(start..h.at, Word::MEASURE).any(|t| r.words(t).any(found) && !r.is(t, Small::Mourned))
}

/// Words that befall one only where somebody is described: a bare "freed" mostly speaks of places, a body may be anybody's.
pub(super) fn describes_only(r: &Reading<'_>, h: &Hit) -> bool {
    h.word.measure == Measure::Freed && h.end == h.at + 1 || body_of_one(r, h)
}
