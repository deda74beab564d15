//! Fighters who leave a town, by themselves or in buses under an accord: whether a word of leaving tells that.

use super::TriggerHit;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::PlacePrecision;
use std::ops::Range;

/// Words from a word of leaving to who leaves at most, on either side.
const REACH: usize = 8;

/// Words from a word of leaving to what is left at most.
const LEFT: usize = 14;

/// Words from an accord to what it provides for at most.
const PROVIDED: usize = 6;

/// Whether fighters left a place that is told: "buses with rebels left the town". An accord that they are to leave tells
/// nothing done.
pub(super) fn left(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let clause = |range: Range<usize>| range.take_while(|t| !r.mark(*t, ".;:"));
    let fighters = |t: usize| r.actors_at(t).any(|a| a.of.irregular());
    let place = |t: usize| r.places_at(t).any(|p| p.precision != PlacePrecision::Country);
    let Some(from) = clause(h.end..(h.end + LEFT).min(s.end)).find(|t| place(*t)) else { return false };
    // the headline puts those who leave before the verb
    let before = h.at.saturating_sub(if h.trigger.noun { 0 } else { REACH }).max(s.start)..h.at;
    let who = clause(h.end..(h.end + REACH).min(from)).any(fighters) || clause(before).any(fighters);
    let provided = (h.at.saturating_sub(PROVIDED).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ",.;:"));
    let accord = |t: usize| {
        r.is(t, Small::Attempt)
            || r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.kind == Incident::Agreement))
    };
    let told_before = h.trigger.noun && h.known() && h.features.has(Features::PRONOUN);
    who && !told_before && !provided.into_iter().any(accord)
}
