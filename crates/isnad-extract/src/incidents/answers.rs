//! What was answered, how it was answered, and for what those killed were sought: incidents told inside the account of another.

use super::TriggerHit;
use super::cuts::places_of;
use super::fit::{Method, method};
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small};
use isnad_language::Features;
use isnad_model::{Measure, Of};
use std::ops::Range;

/// "… in answer to rockets fired at the town", "these raids come after rockets were fired": how the other side attacked.
pub(super) fn answered(r: &Reading<'_>, triggers: &[TriggerHit], figures: &[Figured], t: usize, end: usize) -> bool {
    if !r.is(t, Small::Retort) && !r.is(t, Small::Afterwards) {
        return false;
    }
    let retort = r.is(t, Small::Retort);
    let reach = if retort { 5 } else { 3 };
    let mut behind = triggers.iter().filter(|x| x.at > t && x.at <= t + reach && x.at < end);
    let attack = behind.any(|x| x.trigger.noun && !x.known() && method(x.trigger.kind).is_some());
    let placed = || {
        r.places_in(t + 1..end).iter().any(|p| !p.aside)
            || retort && r.actors_in(t + 1..end).iter().any(|a| a.of == Of::Military)
    };
    // "died after an explosion": of it
    let before = || triggers.iter().filter(|x| x.at < t);
    let known = || before().next().is_some() && before().all(|x| x.trigger.noun && x.known());
    // "raids after a soldier was killed", "raids after rockets were fired": no raid is what follows from itself
    let way = |x: &TriggerHit| {
        if x.trigger.kind == Incident::Strike { Some(Method::Air) } else { method(x.trigger.kind) }
    };
    let fire = before().filter_map(way).find(|m| matches!(m, Method::Air | Method::Artillery));
    let near = || triggers.iter().filter(|x| x.at > t && x.at <= t + reach && x.at < end);
    let soldier = |x: &TriggerHit| {
        let mut hurt = figures.iter().filter(|f| f.at >= x.at && f.at <= x.end + 1);
        x.trigger.kind == Incident::Killing && hurt.any(|f| f.of == Of::Military && f.measure == Measure::Killed)
    };
    let rockets = |x: &TriggerHit| {
        method(x.trigger.kind) == Some(Method::Artillery) && x.trigger.noun && !x.known() && fire == Some(Method::Air)
    };
    // "missiles in answer to the attack on the town"
    let avenged = |x: &TriggerHit| {
        retort && x.trigger.noun && !x.trigger.weak && !x.known() && x.trigger.kind == Incident::Attack && placed()
    };
    let cause =
        fire.is_some() && near().any(avenged) || fire.is_some() && near().any(|x| soldier(x) || rockets(x) && placed());
    // "strikes in answer to what is believed to have been a gas attack in the town"
    let gas = |x: &TriggerHit| x.trigger.noun && x.trigger.kind == Incident::Chemical;
    let poisoned = || {
        let mut behind = triggers.iter().filter(|x| x.at > t && x.at <= t + GAS && x.at < end);
        retort && behind.any(gas) && before().any(|x| !gas(x)) && placed()
    };
    attack && placed() && (retort || known()) || cause || poisoned() || came_after(r, triggers, t, end)
}

/// "Aircraft struck X, *after a car bomb in Y*", "shelled the strip after charges went off at the fence": what had happened
/// elsewhere, or in a way that is not the one told before it.
fn came_after(r: &Reading<'_>, triggers: &[TriggerHit], t: usize, end: usize) -> bool {
    if !r.is(t, Small::Afterwards) {
        return false;
    }
    let anew = |x: &&TriggerHit| !x.known() && !x.general;
    let deed = |x: &TriggerHit| method(x.trigger.kind).is_some() || x.trigger.kind == Incident::Operation;
    let before = || triggers.iter().filter(|x| x.at < t).filter(anew);
    let behind = || triggers.iter().filter(|x| x.at > t && x.at <= t + 3 && x.at < end && x.trigger.noun).filter(anew);
    let attack = |x: &TriggerHit| method(x.trigger.kind).is_some() || x.trigger.kind == Incident::Attack;
    let start = r.sentence(r.chart.sentence_of(t)).start;
    let elsewhere = || {
        let (a, b) = (places_of(r, start..t), places_of(r, t..end));
        a.zip(b).is_some_and(|(a, b)| !b.iter().any(|p| a.contains(p)))
    };
    let far = |x: &TriggerHit| matches!(method(x.trigger.kind), Some(Method::Air | Method::Artillery));
    let bomb = |x: &TriggerHit| method(x.trigger.kind) == Some(Method::Bomb);
    // "the police broke up a march after *the suicide attack that* hit X at the start of the week"
    let told_of = |x: &TriggerHit| {
        let relative = (x.end..(x.end + 3).min(end)).any(|k| r.is(k, Small::Relative));
        x.trigger.noun && x.known() && relative && attack(x) && r.dates_in(x.end..end).iter().any(|d| d.kind == "date")
    };
    let answer =
        |x: &TriggerHit| far(x) || matches!(x.trigger.kind, Incident::Protest | Incident::Arrest | Incident::Operation);
    let known = || triggers.iter().any(|x| x.at > t && x.at <= t + 3 && x.at < end && told_of(x));
    before().any(deed) && behind().any(attack) && elsewhere()
        || before().any(far) && behind().any(bomb)
        || triggers.iter().any(|x| x.at < t && answer(x)) && known() && elsewhere()
}

/// Words between "in answer to" and the gas attack that was answered at most.
const GAS: usize = 8;

/// "The factions struck back by shelling the town": an answer, told with how it was given.
pub(super) fn struck_back(r: &Reading<'_>, triggers: &[TriggerHit], t: usize, end: usize) -> bool {
    let means = |x: &&TriggerHit| {
        x.at > t && x.at < (t + 8).min(end) && x.trigger.noun && x.features.has(Features::WITH) && !x.known()
    };
    let attack = |x: &TriggerHit| method(x.trigger.kind).is_some() || x.trigger.kind == Incident::Attack;
    r.is(t, Small::StruckBack) && triggers.iter().filter(means).any(attack)
}

/// "The police killed six men responsible for the bombing of …": the deed for which they were sought, another one.
pub(super) fn hunted(r: &Reading<'_>, triggers: &[TriggerHit], before: Range<usize>, t: usize, end: usize) -> bool {
    use Incident as I;
    if !r.is(t, Small::Suspect) {
        return false;
    }
    let hunt = |x: &&TriggerHit| before.contains(&x.at);
    let hunted = triggers.iter().filter(hunt).all(|x| {
        matches!(x.trigger.kind, I::Killing | I::Operation | I::Clash) || method(x.trigger.kind) == Some(Method::Air)
    });
    let reach = (t + 6).min(end);
    let mut deeds = triggers.iter().filter(|x| x.at > t && x.at < reach && x.trigger.noun);
    // "the bombing that hit …", "the attack on the hotel in 2015" are told here for the first time
    let dated = |x: &TriggerHit| r.dates_in(x.end..end).iter().any(|d| d.kind == "date");
    let anew = |x: &TriggerHit| !x.known() || r.is(x.end, Small::Relative) || dated(x);
    let attack = |x: &TriggerHit| {
        anew(x) && !x.general && (x.trigger.kind == I::Attack || method(x.trigger.kind) == Some(Method::Bomb))
    };
    hunted && triggers.iter().any(|x| hunt(&x)) && deeds.any(attack)
}

/// Whether a segment tells nothing but what was answered.
pub(super) fn told_in_answer(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    range: Range<usize>,
) -> bool {
    let opens = r.is(range.start, Small::Retort) || r.is(range.start, Small::Afterwards);
    opens
        && range.start > 0
        && r.sentence(r.chart.sentence_of(range.start)).start != range.start
        && answered(r, triggers, figures, range.start, range.end)
}
