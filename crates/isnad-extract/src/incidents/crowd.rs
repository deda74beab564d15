//! Crowds that attack, burn and storm: what tells a riot by who did it.

use super::TriggerHit;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Word};
use isnad_language::Features;
use std::ops::Range;

/// Words between a verb and the crowd that is its subject at most.
const NEAR: usize = 3;
/// Words from a clash to its second side at most.
const SIDES: usize = 6;

/// Whether protesters are the subject of a verb of attack, arson or storming (ACLED: a violent demonstration).
pub(super) fn rioted(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    use Incident as I;
    let deed = matches!(h.trigger.kind, I::Riot | I::Attack | I::Looting | I::Siege | I::Seize | I::Takeover);
    if !deed || h.trigger.noun || h.features.has(Features::PASSIVE) {
        return false;
    }
    let open = |t: &usize| !r.mark(*t, ",.;:");
    let person = |t: &usize| r.has(*t, Word::PERSON | Word::FORCE);
    // "protesters stormed": a form of the object right behind the verb names those whom it hit
    let object = |t: usize| t == h.end && r.chart.matches_at(t).iter().all(|m| m.features.has(Features::OBLIQUE));
    let behind = (h.end..(h.end + NEAR).min(s.end)).take_while(open).find(person);
    if behind.is_some_and(|t| protesters(r, t) && !object(t)) {
        return true;
    }
    let after = h.features.any(Features::PLURAL | Features::PRESENT);
    let before = || (h.at.saturating_sub(NEAR).max(s.start)..h.at).rev().take_while(open).find(person);
    after && before().is_some_and(|t| protesters(r, t))
}

/// Whether protesters stand beside a clash: "clashes between protesters and the police".
pub(crate) fn met_crowd(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let near = (h.end..(h.end + SIDES).min(s.end)).take_while(|t| !r.mark(*t, ".;:"));
    h.trigger.kind == Incident::Clash && near.into_iter().any(|t| protesters(r, t))
}

/// Whether a word names those who protest.
pub(crate) fn protesters(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.protest))
}
