//! Men brought down and aircraft destroyed: arrests and arms, where the words could mean a government or a building.

use super::TriggerHit;
use crate::quantities::Quantity;
use crate::reading::Reading;
use crate::vocabulary::Word;
use isnad_language::Features;
use isnad_model::Of;
use std::ops::Range;

/// "Brought down four men": people who are counted or sought are arrested, where a government would be overthrown.
pub(super) fn brought_down(r: &Reading<'_>, hit: &TriggerHit, s: &Range<usize>) -> bool {
    let near = hit.end.saturating_sub(1)..(hit.end + 2).min(s.end);
    let counted = |q: &Quantity| !q.single && matches!(q.of, Of::People | Of::Militants | Of::Civilians);
    r.quantities_in(near.clone()).iter().any(counted)
        || near.into_iter().any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.of == Of::Militants)))
}

/// "The army destroyed four drones": aircraft behind a force that destroyed them.
pub(super) fn downed(r: &Reading<'_>, hit: &TriggerHit, s: &Range<usize>) -> bool {
    let force = r.actors_at(hit.end).filter(|a| !a.weak && a.who.fights()).map(|a| a.tokens.end).max();
    let Some(end) = force.filter(|_| hit.features.has(Features::PAST)) else { return false };
    r.quantities_in(end..(end + 2).min(s.end)).iter().any(|q| q.of == Of::Aircraft)
}
