//! Crowds that attack, burn and storm: what tells a riot by who did it.

use super::TriggerHit;
use super::rally::crowd;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Start, Word};
use isnad_language::Features;
use std::ops::Range;

/// Words between a verb and the crowd that is its subject at most.
const NEAR: usize = 3;
/// Words from a clash to its second side at most.
const SIDES: usize = 6;

/// Whether protesters are the subject of a verb of attack, arson or storming (ACLED: a violent demonstration).
/// `led`: the sentence has told before of a crowd that protests or riots.
pub(super) fn rioted(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>, led: bool) -> bool {
    use Incident as I;
    let deed = matches!(h.trigger.kind, I::Riot | I::Attack | I::Looting | I::Siege | I::Seize | I::Takeover);
    if deed && h.trigger.noun {
        return tried(r, h, s);
    }
    if !deed || h.features.has(Features::PASSIVE) {
        return false;
    }
    let open = |t: &usize| !r.mark(*t, ",.;:");
    let person = |t: &usize| r.has(*t, Word::PERSON | Word::FORCE);
    // "hundreds marched and smashed windows": the crowd goes on
    let goes_on = led && h.features.has(Features::CONJUNCTION) && h.features.has(Features::PLURAL);
    let armed = |t: usize| r.actors_at(t).any(|a| a.who.fights() || a.of.irregular());
    if goes_on && !(h.end..(h.end + 2).min(s.end)).any(armed) {
        return true;
    }
    // "dozens of workers stormed the office in protest at"
    let angry = || r.any(s.clone(), &[Small::Cause, Small::Intervention]);
    if h.features.has(Features::PAST) && counted(r, h.end..(h.end + NEAR).min(s.end)) && angry() {
        return true;
    }
    // "protesters stormed": a form of the object right behind the verb names those whom it hit
    let object = |t: usize| t == h.end && r.chart.matches_at(t).iter().all(|m| m.features.has(Features::OBLIQUE));
    let behind = (h.end..(h.end + NEAR).min(s.end)).take_while(open).find(person);
    // "angry youths": the adjective tells
    let angry = |t: usize| t + 1 < s.end && unarmed(r, t) && protesters(r, t + 1);
    if behind.is_some_and(|t| (protesters(r, t) || angry(t)) && !object(t)) {
        return true;
    }
    let after = h.features.any(Features::PLURAL | Features::PRESENT);
    let before = || (h.at.saturating_sub(NEAR).max(s.start)..h.at).rev().take_while(open).find(person);
    after && before().is_some_and(|t| protesters(r, t))
}

/// "Dozens of workers tried to storm the office", dispersed or out for something: who tried it stands before the deed.
fn tried(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let before = h.at.saturating_sub(TRIED).max(s.start)..h.at;
    let clause = before.rev().take_while(|t| !r.mark(*t, ",.;:"));
    let Some(verb) = clause.into_iter().find(|t| r.is(*t, Small::Attempt)) else { return false };
    let who = verb + 1..h.at;
    let out = || {
        let storms = matches!(h.trigger.kind, Incident::Attack | Incident::Looting);
        storms && r.any(s.clone(), &[Small::Cause, Small::Intervention])
    };
    who.clone().any(|t| protesters(r, t)) || counted(r, who) && out()
}

/// Whether a word names people without arms: no soldiers.
fn unarmed(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.acts == Some(Acts::Civilians)))
}

/// Whether a number of people without arms stands first in a run of tokens.
fn counted(r: &Reading<'_>, tokens: Range<usize>) -> bool {
    crowd(r, tokens).is_some_and(|t| r.has(t, Start::Quantity.mark()))
}

/// Words from an attempt to its deed at most, with those who tried between.
const TRIED: usize = 9;

/// Whether a sentence has told of a crowd.
pub(super) fn crowd_led(before: &[TriggerHit]) -> bool {
    before.last().is_some_and(|x| matches!(x.trigger.kind, Incident::Protest | Incident::Riot) && !x.general)
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
