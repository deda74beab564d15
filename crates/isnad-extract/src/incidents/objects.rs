//! What stands behind a word of taking, fleeing or building: ground, a town, arms, people, a base.

use super::TriggerHit;
use crate::actors::ActorMention;
use crate::asides::aside_end;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{Measure, Of, PlacePrecision, SourceKind, Target};
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
        // "took back three rifles in the town"
        if t >= h.end && r.words(t).any(|(_, w)| matches!(w, Word::Thing(x) if x.of == Of::Weapons)) {
            return false;
        }
        // "freed the hostages in the town", but "the rebels took control of the town", "drove the rebels out of the town"
        let took = |t: usize| {
            let side = |a: &ActorMention| h.trigger.kind == Incident::Takeover && a.who.fights() || a.of.irregular();
            r.actors_at(t).any(side)
        };
        if t >= h.end && r.has(t, Word::PERSON) && !took(t) {
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

/// Words from "entered" to the town behind who entered it at most.
const ENTERED: usize = 4;

/// Whether men at arms entered a town or gave up a base: who did right behind the verb, and the town or base behind them.
pub(super) fn entered(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let given_up = h.trigger.kind == Incident::Withdraw;
    let force = r.actors_at(h.end).filter(|a| !a.weak && (!a.people || a.plural));
    let armed = force.filter(|a| a.who.fights()).map(|a| a.tokens.end);
    let Some(end) = armed.max().filter(|_| given_up || h.features.has(Features::PAST)) else { return false };
    let town = |t: usize| {
        r.words(t).any(|(_, w)| match w {
            Word::Cue(c) => c.precision == PlacePrecision::Settlement && !c.weak,
            // "the mission handed over its camp in X to the army"
            Word::Site(x) => given_up && x.target == Some(Target::MilitaryBase),
            _ => false,
        })
    };
    (end..(end + ENTERED).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(town)
}

/// Whether arms stand right behind a word of seizing or defusing, arms or aircraft behind one of shooting down.
pub(super) fn arms_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let shot_down = r.words(h.at).any(|(_, w)| matches!(w, Word::Measure(m) if m.measure == Measure::Destroyed));
    (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(|t| {
        r.words(t).any(|(_, w)| match w {
            Word::Thing(x) => x.of == Of::Weapons || shot_down && x.of == Of::Aircraft && t < h.end + CRAFT,
            Word::Means(m) => {
                matches!(m.kind, Some(Incident::Ied | Incident::Carbomb | Incident::Drone | Incident::Shelling))
            }
            _ => false,
        })
    })
}

/// Words from "shot down" to the aircraft at most: who did it stands between.
const CRAFT: usize = 5;

/// Whether a cell stands behind a word of breaking up, with who did it between.
pub(super) fn cell_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    (h.end..(h.end + 6).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(|t| r.is(t, Small::Cell))
}

/// Whether people are what a verb takes: "stopped a Tunisian", "two of its men were stopped".
pub(super) fn people_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let people = |t: usize| {
        r.has(t, Word::PERSON)
            || r.is(t, Small::Suspect)
            || r.words(t).any(|(m, w)| matches!(w, Word::Demonym(_)) && !m.features.has(Features::DEFINITE))
    };
    // "stopped on Sunday, in raids on the town, twelve people"
    let aside = (h.end..(h.end + 5).min(s.end)).find_map(|t| aside_end(r, t, s.end));
    let behind = aside.map_or(0..0, |end| end..(end + 3).min(s.end));
    let near = h.end..(h.end + 7).min(s.end);
    near.take_while(|t| !r.mark(*t, ".;:")).chain(behind).any(people)
}

/// Whether one in office is the subject of a verb of attack, and nobody is told as hurt and no weapon as used: "the minister
/// attacked the opposition" in words.
pub(super) fn in_words(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let office = |t: usize| {
        r.words(t).any(|(m, w)| match w {
            Word::Speaker(x) => !x.text && matches!(x.kind, SourceKind::Government | SourceKind::Diplomat),
            Word::Person(p) => {
                p.acts == Some(Acts::Government) && !p.plural && !m.features.any(Features::PLURAL | Features::DUAL)
            }
            _ => false,
        })
    };
    let force = |t: usize| r.has(t, Word::FORCE) || r.words(t).any(|(_, w)| matches!(w, Word::Means(_)));
    let verb = h.trigger.kind == Incident::Attack && !h.trigger.noun && h.trigger.tactic.is_none();
    verb && h.end < s.end
        && office(h.end)
        && !r.has(h.end, Word::FORCE)
        && !s.clone().any(|t| r.has(t, Word::MEASURE) || force(t) && t > h.end + OFFICE)
}

/// Words of an office: "the prime minister of X".
const OFFICE: usize = 3;

/// Whether captives stand behind a word of flight, a base behind a word of building.
pub(super) fn object_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let clause = (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ",.;:"));
    let flight = h.trigger.kind == Incident::Prisonbreak;
    // "built a hospital near the base"
    let apart = |t: &usize| !flight && (r.is(*t, Small::Locative) || r.is(*t, Small::Near));
    clause.take_while(|t| !apart(t)).any(|t| {
        r.words(t).any(|(m, w)| match w {
            Word::Person(p) => flight && p.captive,
            Word::Site(x) if flight => x.target == Some(Target::Prison),
            Word::Site(x) => x.target == Some(Target::MilitaryBase) && !x.owned && !m.features.has(Features::DEFINITE),
            _ => false,
        })
    })
}
