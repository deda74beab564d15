//! Attacks from the air that a verb or noun of ground war tells: "planes of the army shelled", "a drone hit a car".

use super::TriggerHit;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Object, Small, Start, Word};
use isnad_language::{Features, Match};
use isnad_model::{Of, Tactic};
use std::ops::Range;

/// How aircraft shell or hit: "the coalition's planes shelled", "shelling carried out by a plane".
pub(super) fn from_the_air(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> Option<(Incident, Tactic)> {
    let verb = !h.trigger.noun && h.trigger.object == Object::Target;
    let blow = matches!(h.trigger.kind, Incident::Attack | Incident::Strike);
    if !(h.trigger.kind == Incident::Shelling || verb && blow) {
        return None;
    }
    let behind = (h.end.saturating_sub(1).max(h.at)..(h.end + 3).min(s.end)).take_while(|t| !r.mark(*t, ",.;:"));
    // "the French air force went on shelling": a noun behind who flies
    let noun = |t: &usize| h.trigger.noun && (*t..h.at).all(|k| r.has(k, Word::MEANS | Word::DEMONYM));
    let before = (h.at.saturating_sub(3).max(s.start)..h.at).filter(|t| verb || noun(t));
    // "an aircraft of the army shelled"
    let one = |f: Features| !f.has(Features::PLURAL);
    let craft = |t: usize| {
        r.words(t).any(|(m, w)| matches!(w, Word::Thing(x) if x.of == Of::Aircraft && !x.plural && one(m.features)))
    };
    let air = (Incident::Airstrike, Tactic::AirStrike);
    if verb && opened_by(r, h, s, Incident::Airstrike) || h.trigger.noun && answering_craft(r, h, s) {
        return Some(air);
    }
    if let Some(told) = another_craft(r, h, s).filter(|_| verb) {
        return Some(told);
    }
    // a drone right before or right behind its verb
    let drone = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind == Some(Incident::Drone)));
    let near = |t: usize| verb && t < s.end && drone(t);
    let aims = h.trigger.kind == Incident::Shelling && verb && h.end < s.end && craft(h.end);
    if !near(h.end) && (aims || verb && craft_aims(r, h, s)) {
        return Some(air);
    }
    if drone_behind(r, h, s)
        || verb && opened_by(r, h, s, Incident::Drone)
        || near(h.end)
        || (h.at.saturating_sub(2).max(s.start)..h.at).any(near)
    {
        return Some((Incident::Drone, Tactic::DroneStrike));
    }
    let flies = |t: usize| {
        let craft = |w: &Word| matches!(w, Word::Means(m) if m.kind == Some(Incident::Airstrike));
        r.is(t, Small::AirForce) || r.words(t).any(|(_, w)| craft(w))
    };
    behind.chain(before).any(flies).then_some(air)
}

/// "Warplanes, belonging to the army, shelled", "a drone of the militia shelled": aircraft or a drone open the clause of a verb
/// in the gender of several things, and only their description stands between.
fn opened_by(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>, kind: Incident) -> bool {
    if !h.features.has(Features::FEMININE) {
        return false;
    }
    let from = h.at.saturating_sub(DESCRIBED).max(s.start);
    let flies = |t: usize| {
        let bare = |f: Features| !f.any(Features::WITH | Features::TO | Features::AS);
        r.words(t).any(|(m, w)| matches!(w, Word::Means(x) if x.kind == Some(kind)) && bare(m.features))
    };
    let opens = |t: usize| t == s.start || r.mark(t - 1, ".;:") || r.is(t - 1, Small::That);
    let told = |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Trigger(x) if !x.weak));
    (from..h.at).any(|t| opens(t) && flies(t) && !(t + 1..h.at).any(told))
}

/// "The aircraft hit a market": aircraft, in the gender of the verb, right behind it, and behind them what can be hit.
fn craft_aims(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let led = |f: Features| f.prepositional() || f.any(Features::CONJUNCTION | Features::PRONOUN);
    let craft =
        |(m, w): (&Match, &Word)| matches!(w, Word::Thing(x) if x.of == Of::Aircraft && !x.drone) && !led(m.features);
    if !h.features.has(Features::FEMININE) || h.features.has(Features::PASSIVE) || h.end >= s.end {
        return false;
    }
    let Some(end) = r.words(h.end).filter(|x| craft(*x)).map(|(m, _)| m.end as usize).max() else { return false };
    let aim = (end..(end + AIM).min(s.end)).take_while(|t| !r.mark(*t, ".;:"));
    let hit = Word::SITE.or(Word::PERSON).or(Word::CUE).or(Start::Actor.mark()).or(Start::Place.mark());
    aim.into_iter().any(|t| r.has(t, hit))
}

/// "A drone hit a motorcycle in X. *Another* hit a car in Y": aircraft told shortly before.
fn another_craft(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> Option<(Incident, Tactic)> {
    let other = h.end < s.end && r.is(h.end, Small::Other) && h.features.has(Features::FEMININE);
    let aimed = |t: usize| r.has(t, Word::SITE | Word::PERSON | Word::THING | Word::CUE);
    if !other || !(h.end + 1..(h.end + AIM).min(s.end)).any(aimed) {
        return None;
    }
    let from = h.at.saturating_sub(SHORTLY);
    r.marked(from..h.at, Word::MEANS).last().and_then(|t| {
        r.words(t).find_map(|(_, w)| match w {
            Word::Means(m) if matches!(m.kind, Some(Incident::Drone)) => Some((Incident::Drone, Tactic::DroneStrike)),
            Word::Means(m) if matches!(m.kind, Some(Incident::Airstrike)) => {
                Some((Incident::Airstrike, Tactic::AirStrike))
            }
            _ => None,
        })
    })
}

/// Words back from "another" to the aircraft that it is one more of at most.
const SHORTLY: usize = 20;

/// Words between aircraft and what they hit at most.
const AIM: usize = 6;

/// "Planes answered with shelling": aircraft right before a noun led by "with", an adjective at most between.
fn answering_craft(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let craft = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Thing(x) if x.of == Of::Aircraft && !x.drone));
    h.features.has(Features::WITH)
        && (h.at.saturating_sub(2).max(s.start)..h.at)
            .any(|t| craft(t) && (t + 1..h.at).all(|k| r.has(k, Word::DEMONYM)))
}

/// Words that describe aircraft between them and their verb at most.
const DESCRIBED: usize = 10;

/// "A drone hit a car in", "shelling from a drone": the word that can mean a march too, as the subject of a verb in its gender
/// that opens its clause, or behind a noun with "from" or "through".
fn drone_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let drone = |t: usize| {
        t < s.end && !r.has(t, Word::TRIGGER) && r.words(t).any(|(_, w)| matches!(w, Word::Thing(x) if x.drone))
    };
    if h.trigger.noun {
        return r.any(h.end..h.end + 1, &[Small::From, Small::Channel, Small::Agent]) && drone(h.end + 1);
    }
    let opens = h.at == s.start || r.mark(h.at - 1, ",.;:") || r.is(h.at - 1, Small::That);
    opens && h.features.has(Features::FEMININE) && drone(h.end)
}

/// "A drone killed the leader of", "an attack by drone": aircraft right behind a verb of killing, which they did, or behind
/// "with" and an attack.
pub(super) fn flown(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> Option<(Incident, Tactic)> {
    use Incident as I;
    let kills = matches!(h.trigger.kind, I::Killing | I::Assassination) && !h.trigger.noun;
    let blow = matches!(h.trigger.kind, I::Attack | I::Strike | I::Raid) && h.trigger.noun;
    if !(kills || blow) || h.end >= s.end || h.features.has(Features::PASSIVE) {
        return None;
    }
    if kills && r.is(h.end, Small::AirForce) {
        return Some((I::Airstrike, Tactic::AirStrike));
    }
    r.words(h.end).find_map(|(m, w)| match w {
        Word::Means(x) if m.features.has(Features::WITH) == blow => {
            let air = |k: &Incident| matches!(k, Incident::Airstrike | Incident::Drone);
            x.kind.filter(air).zip(x.tactic)
        }
        _ => None,
    })
}
