//! Shots, shells and missiles that tell an incident by themselves.

use super::TriggerHit;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Object, Small, Trigger, Word};
use isnad_language::{Features, Match};
use isnad_model::{Measure, PlacePrecision, Tactic};
use std::ops::Range;

/// "Dozens were hurt by gunfire": shots that no other word of the sentence tells.
pub(super) fn shot(r: &Reading<'_>, s: Range<usize>) -> Option<TriggerHit> {
    let hurt = |t: &usize| {
        let before = (t.saturating_sub(HURT).max(s.start)..*t).rev().take_while(|k| !r.mark(*k, ".;:"));
        before.into_iter().any(|k| r.words(k).any(|(_, w)| befell(w, k + 2 >= *t).is_some_and(casualty)))
    };
    let fired = |t: usize| {
        let means = r.words(t).find(|(_, w)| matches!(w, Word::Means(m) if m.tactic == Some(Tactic::ArmedAssault)));
        means.map(|(m, _)| (t, m))
    };
    let (t, m) = r.marked(s.clone(), Word::MEANS).filter_map(fired).find(|(t, _)| hurt(t))?;
    let trigger = by_arms(Incident::Shooting, Some(Tactic::ArmedAssault));
    let (features, entry) = (m.features, m.entry);
    Some(TriggerHit { at: t, end: m.end as usize, trigger, features, entry, general: false, anew: true })
}

/// "Three policemen met their death at the hands of gunmen": who killed, where no other word of the sentence tells how.
pub(super) fn felled(r: &Reading<'_>, s: Range<usize>) -> Option<TriggerHit> {
    let dead = |t: usize| {
        let before = (t.saturating_sub(HURT).max(s.start)..t).rev().take_while(|k| !r.mark(*k, ".;:"));
        before.into_iter().any(|k| r.words(k).any(|(_, w)| befell(w, k + 2 >= t) == Some(Measure::Killed)))
    };
    let by = |t: usize| r.words(t).find(|(_, w)| matches!(w, Word::Small(Small::Agent))).map(|(m, _)| (t, m));
    let armed = |end: usize| r.actors_at(end).any(|a| a.who.fights() || a.of.irregular());
    let (at, m) =
        r.marked(s.clone(), Small::Agent.mark()).filter_map(by).find(|(t, m)| armed(m.end as usize) && dead(*t))?;
    let trigger = by_arms(Incident::Killing, None);
    let (features, entry) = (m.features, m.entry);
    Some(TriggerHit { at, end: m.end as usize, trigger, features, entry, general: false, anew: true })
}

/// "Four passengers died when their bus ran over a mine": mines that no other word of the sentence tells.
pub(super) fn mined(r: &Reading<'_>, s: Range<usize>) -> Option<TriggerHit> {
    let laid = |t: usize| {
        let by =
            |k: usize| r.is(k, Small::Result) || r.chart.matches_at(k).iter().any(|m| m.features.has(Features::WITH));
        let over = t > s.start && (r.is(t - 1, Small::Toward) || by(t - 1));
        r.words(t).find_map(|(m, w)| match w {
            Word::Means(x) if x.kind == Some(Incident::Ied) && (over || m.features.has(Features::WITH)) => {
                Some((t, m, x))
            }
            _ => None,
        })
    };
    let (at, m, means) = r.marked(s.clone(), Word::MEANS).find_map(laid)?;
    // "a mine was found after a soldier had been killed"
    let found = |(_, w): (&Match, &Word)| matches!(w, Word::Measure(m) if m.measure == Measure::Seized);
    let told = s.clone().any(|t| r.words(t).any(|(_, w)| befell(w, true).is_some_and(casualty)))
        && !s.clone().any(|t| r.words(t).any(found));
    told.then(|| TriggerHit {
        at,
        end: m.end as usize,
        trigger: by_arms(Incident::Ied, means.tactic),
        features: m.features,
        entry: m.entry,
        general: false,
        anew: true,
    })
}

/// A trigger that the arms or the crowd alone make.
pub(super) fn by_arms(kind: Incident, tactic: Option<Tactic>) -> Trigger {
    Trigger {
        kind,
        noun: true,
        object: Object::Unknown,
        weak: false,
        general: false,
        tactic,
        military: false,
        people: false,
        fired: false,
        enters: false,
    }
}

/// What a word says that befell somebody: a verb, or the noun of those whom it befell where it stands close by ("three
/// *dead* by gunfire").
fn befell(w: &Word, close: bool) -> Option<Measure> {
    match w {
        Word::Measure(m) if !m.weak => Some(m.measure),
        Word::Person(p) if close => p.measure,
        _ => None,
    }
}

fn casualty(m: Measure) -> bool {
    matches!(m, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded)
}

/// "Three shells fell", "a plane fired a missile": the arms that fall or are fired tell the incident.
pub(super) fn launched(r: &Reading<'_>, t: usize, s: &Range<usize>, title: bool) -> Option<TriggerHit> {
    let (m, means) = r.words(t).find_map(|(m, w)| match w {
        Word::Means(means) if means.light => Some((m, means)),
        _ => None,
    })?;
    let kind = means.kind.filter(|k| matches!(k, Incident::Shelling | Incident::Airstrike | Incident::Drone))?;
    let before = (t.saturating_sub(FIRED).max(s.start)..t).rev().take_while(|k| !r.mark(*k, ",.;:"));
    // "three shells that were fired from": right behind, at most an adjective between
    let behind = (m.end as usize..(m.end as usize + 2).min(r.chart.len())).take_while(|k| !r.mark(*k, ",.;:"));
    let fired = before.chain(behind).any(|k| {
        r.words(k).any(|(m, w)| match w {
            Word::Small(Small::Perform) => m.features.has(Features::PAST),
            // shells that fall hit somebody, a plane that falls hits nobody
            Word::Measure(v) => v.light && kind != Incident::Airstrike,
            _ => false,
        })
    });
    // "after the group's firing of a missile at": who fires stands between
    let warned = |k: usize| (k.saturating_sub(FIRED).max(s.start)..k).any(|x| r.is(x, Small::Warning));
    let firing = |k: usize| r.is(k, Small::Launching) && r.actors_at(k + 1).next().is_some() && !warned(k);
    // "condemned the firing of missiles from X at Y"
    let aimed_at = || {
        let clause = m.end as usize..(m.end as usize + AIMED).min(s.end);
        let on = clause.take_while(|k| !r.mark(*k, ".;:")).find(|k| r.is(*k, Small::Toward));
        on.is_some_and(|on| r.places_at(on + 1).next().is_some())
    };
    let right_behind = t > s.start && r.is(t - 1, Small::Launching) && !warned(t) && aimed_at();
    let fired = fired || right_behind || (t.saturating_sub(FIRED).max(s.start)..t).any(firing);
    // "the destruction by a missile of a building"
    let destroying =
        |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Measure(v) if v.noun && v.measure == Measure::Destroyed));
    let building = || (m.end as usize..(m.end as usize + 3).min(s.end)).any(|k| r.has(k, Word::SITE));
    let fired = fired || t > s.start && destroying(t - 1) && building();
    // a headline leaves the verb out: "shells on the port"
    let aimed = || {
        let end = m.end as usize;
        title
            && !m.features.has(Features::DEFINITE)
            && end < s.end
            && r.is(end, Small::Toward)
            && (end + 1..(end + 4).min(s.end)).any(|k| r.places_at(k).next().is_some())
    };
    let trigger = by_arms(kind, means.tactic);
    let hit = TriggerHit {
        at: t,
        end: m.end as usize,
        trigger,
        features: m.features,
        entry: m.entry,
        general: false,
        anew: fired,
    };
    (fired || aimed()).then_some(hit)
}

/// Whether a verb of exchanging stands before what was exchanged, with those who did it between.
pub(super) fn exchanged(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let before = (h.at.saturating_sub(EXCHANGED).max(s.start)..h.at).rev();
    before.take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.is(t, Small::Exchange))
}

/// "A man opened fire in the church": a verb of carrying out, who did it, and "fire".
pub(super) fn opened_fire(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let verb =
        |t: usize| r.words(t).any(|(m, w)| matches!(w, Word::Small(Small::Perform)) && m.features.has(Features::PAST));
    let before = (h.at.saturating_sub(OPENED).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ",.;:"));
    before
        .into_iter()
        .any(|t| t + 1 < h.at && verb(t) && (r.has(t + 1, Word::PERSON) || r.actors_at(t + 1).next().is_some()))
}

/// Words between a verb of opening fire and "fire" at most.
const OPENED: usize = 9;

/// Words between a verb of exchanging and what was exchanged at most.
const EXCHANGED: usize = 7;

/// Words between a verb of firing and what was fired at most: who fired stands between them.
const FIRED: usize = 5;

/// Words between what was fired and the place at which it was fired at most.
const AIMED: usize = 6;

/// Words between those hurt and the shots at most.
const HURT: usize = 8;

/// Whether somebody launched it, with a town or a site that it was launched at.
pub(super) fn launched_at(r: &Reading<'_>, hit: &TriggerHit, s: &Range<usize>) -> bool {
    let verb = |(m, w): (&Match, &Word)| matches!(w, Word::Small(Small::Perform)) && m.features.has(Features::PAST);
    let mut before = (hit.at.saturating_sub(LAUNCHED).max(s.start)..hit.at).rev().take_while(|t| !r.mark(*t, ",.;:"));
    if !before.any(|t| r.words(t).any(verb)) {
        return false;
    }
    let behind = hit.end..(hit.end + LAUNCHED).min(s.end);
    let Some(on) = behind.clone().take_while(|t| !r.mark(*t, ",.;:")).find(|t| r.is(*t, Small::Toward)) else {
        return false;
    };
    let town = |t: usize| r.places_at(t).any(|p| p.precision != PlacePrecision::Country);
    let aim = on..(on + 3).min(s.end);
    aim.clone().any(town) || r.any_site(aim, |_| true)
}

/// Words between a verb of launching and strikes, and from those to what they were launched at, at most.
const LAUNCHED: usize = 7;
