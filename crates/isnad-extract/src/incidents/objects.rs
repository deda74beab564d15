//! What stands behind a word of taking, fleeing or building: ground, a town, arms, people, a base.

use super::TriggerHit;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::PlacePrecision;
use std::ops::Range;

/// Whether a word of taking tells that ground was taken: no purpose ("to free the town"), no attempt, and a place or a post
/// behind it.
pub(super) fn ground_taken(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let tried = (h.at.saturating_sub(6).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:"));
    // "to regain control of": two words of taking
    let purpose = h.at > s.start
        && r.words(h.at - 1).any(|(m, w)| {
            matches!(w, Word::Trigger(x) if x.kind == Incident::Regain || x.kind == Incident::Takeover)
                && m.features.has(Features::TO)
        });
    if purpose || h.features.has(Features::TO) || tried.into_iter().any(|t| r.is(t, Small::Attempt)) {
        return false;
    }
    for t in (h.end.saturating_sub(1)..(h.end + 8).min(s.end)).take_while(|t| !r.mark(*t, ".;:")) {
        if r.has(t, Word::CUE | Word::SITE | Word::ANAPHOR) || r.places_at(t).next().is_some() {
            return true;
        }
        // "freed the hostages in the town"
        if t >= h.end && r.has(t, Word::PERSON) {
            return false;
        }
    }
    false
}

/// Whether a town, a district or "the town" stands right behind a word of seizing.
pub(super) fn town_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let town = |t: usize| {
        r.has(t, Word::ANAPHOR)
            || r.words(t).any(|(_, w)| {
                matches!(w, Word::Cue(c) if matches!(c.precision, PlacePrecision::Settlement | PlacePrecision::Admin1 | PlacePrecision::Admin2))
            })
            || r.places_at(t).any(|p| p.precision != PlacePrecision::Country)
    };
    let object = |t: &usize| !r.mark(*t, ",.;:") && !r.has(*t, Word::THING | Word::MEANS) && !r.is(*t, Small::Locative);
    (h.end..(h.end + 7).min(s.end)).take_while(object).any(town)
}

/// Whether arms stand right behind a word of seizing or defusing.
pub(super) fn arms_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(|t| {
        r.words(t).any(|(_, w)| {
            matches!(w, Word::Thing(x) if x.of == isnad_model::Of::Weapons)
                || matches!(w, Word::Means(m) if matches!(m.kind, Some(Incident::Ied | Incident::Carbomb | Incident::Drone | Incident::Shelling)))
        })
    })
}

/// Whether people are what a verb takes: "stopped a Tunisian", "two of its men were stopped".
pub(super) fn people_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let people = |t: usize| {
        r.has(t, Word::PERSON)
            || r.is(t, Small::Suspect)
            || r.words(t).any(|(m, w)| matches!(w, Word::Demonym(_)) && !m.features.has(Features::DEFINITE))
    };
    (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(people)
}

/// Whether captives stand behind a word of flight, a base behind a word of building.
pub(super) fn object_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let clause = (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ",.;:"));
    let flight = h.trigger.kind == Incident::Prisonbreak;
    clause.into_iter().any(|t| {
        r.words(t).any(|(m, w)| match w {
            Word::Person(p) => flight && p.captive,
            Word::Site(x) if flight => x.target == Some(isnad_model::Target::Prison),
            Word::Site(x) => {
                x.target == Some(isnad_model::Target::MilitaryBase) && !x.owned && !m.features.has(Features::DEFINITE)
            }
            _ => false,
        })
    })
}
