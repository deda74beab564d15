//! Whether a deed is told as done: neither denied nor planned nor warned of.

use super::TriggerHit;
use super::objects::ground_taken;
use super::when::ANNIVERSARY;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::{Features, Match};
use std::ops::Range;

/// What tells since when something goes on: "since *the coup*", "since he was toppled and *killed*".
fn since_his_death(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let fell = h.trigger.kind == Incident::Coup && h.trigger.noun && h.at > s.start && r.is(h.at - 1, Small::Since);
    fell || h.trigger.kind == Incident::Killing && h.features.has(Features::PRONOUN) && r.since(s.start, h.at)
}

/// Whether nothing right before denies, plans or supposes the trigger, and no adjective behind it.
pub(super) fn asserted(r: &Reading<'_>, h: &TriggerHit, s: Range<usize>) -> bool {
    if h.features.has(Features::FUTURE) {
        return false;
    }
    if matches!(h.trigger.kind, Incident::Regain | Incident::Takeover) && !ground_taken(r, h, &s) {
        return false;
    }
    // "any new attack": none that has happened
    if h.trigger.noun && h.at > s.start && r.is(h.at - 1, Small::Any) {
        return false;
    }
    if since_his_death(r, h, &s)
        || rumour_denied(r, h, &s)
        || promised(r, h, &s)
        || may_be(r, h, &s)
        || called_for(r, h, &s)
    {
        return false;
    }
    // "a possible military attack"
    for t in h.end..(h.end + 2).min(s.end) {
        if r.is(t, Small::Prospective) {
            return false;
        }
        if r.mark(t, ",.;:") || r.is(t, Small::Locative) || r.is(t, Small::Toward) {
            break;
        }
    }
    // "protests that they intend to hold"
    if h.trigger.noun {
        let relative = (h.end..h.end + 1).take_while(|t| r.is(*t, Small::Relative)).count();
        let next = h.end + relative;
        let planned = next < s.end
            && r.words(next).any(|(m, w)| {
                matches!(w, Word::Small(Small::Plan))
                    && !m.features.has(Features::PAST)
                    && !m.features.has(Features::DEFINITE)
            });
        if planned
            && !r.mark(next, ",.;:")
            && r.chart.matches_at(next).iter().any(|m| m.end as usize == next + 1)
            && h.trigger.kind == Incident::Protest
        {
            return false;
        }
    }
    // "if they are attacked", "threatened to strike": as far as the clause goes
    let clause = h.at.saturating_sub(10).max(s.start)..h.at;
    let supposed = r.any(clause.clone(), &[Small::Condition])
        && clause
            .rev()
            .take_while(|t| !r.mark(*t, ",.;:"))
            // "threatened to strike in answer to an attack": the attack has happened
            .take_while(|t| !r.is(*t, Small::Temporal) && !r.is(*t, Small::Relative) && !r.is(*t, Small::Retort))
            .any(|t| r.is(t, Small::Condition));
    if supposed || warned_of(r, h, &s) || not_done(r, h, &s) {
        return false;
    }
    // "no attack took place", "denied that any attack took place", "the intention of the group to carry out attacks"
    let between = |t: &usize| r.is(*t, Small::Any) || r.is(*t, Small::Occur) || r.is(*t, Small::Perform);
    let head = h.at - (s.start..h.at).rev().take(2).take_while(between).count();
    let reach = if head < h.at { 4 } else { 3 };
    let from = head.saturating_sub(4).max(s.start);
    // "foiled a plot to blow up a plane and took four men": a clause of its own
    let joined = !h.trigger.noun && h.features.has(Features::PAST) && h.features.has(Features::CONJUNCTION);
    for t in (from..head).rev() {
        if joined || r.mark(t, ",.;:") {
            break;
        }
        let near = head - t;
        // "*the attack did not cause* any losses"
        let caused = || h.trigger.noun && h.features.has(Features::DEFINITE) && r.is(t + 1, Small::Result);
        if near <= 2 && (r.is(t, Small::Negation)) && !caused() {
            return false;
        }
        if near <= 2 && r.is(t, Small::NegationNext) && !r.is(t, Small::Any) && !caused() {
            return false;
        }
        let anniversary = || r.date_at(t).is_some_and(|d| &*d.pattern == ANNIVERSARY);
        if near <= reach && (r.is(t, Small::Plan) && !anniversary() || r.is(t, Small::Denial)) {
            return false;
        }
        if near <= 2 && r.is(t, Small::Hypothesis) {
            return false;
        }
    }
    true
}

/// "Denied flatly what pages had spread of the fall of a base and the killing of its commander": what a denial is about,
/// behind "of".
fn rumour_denied(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    if !h.trigger.noun || h.features.has(Features::DEFINITE) {
        return false;
    }
    let clause = h.at.saturating_sub(RUMOUR).max(s.start)..h.at;
    if !r.any(clause.clone(), &[Small::Denial]) {
        return false;
    }
    let clause = clause.rev().take_while(|t| !r.mark(*t, ".;:"));
    let mut of = false;
    for t in clause {
        // whoever denies his part in it says that it happened
        let part = [Small::Claiming, Small::ClaimingWeak, Small::Disclaiming, Small::Accusation, Small::Responsible];
        // "what pages had spread of it"
        let spread = |f: Features| of && f.has(Features::PRONOUN);
        let says =
            |(m, w): (&Match, &Word)| matches!(w, Word::Speech(v) if !(v.weak || v.denies)) && !spread(m.features);
        if part.iter().any(|p| r.is(t, *p)) || !r.is(t, Small::Act) && r.words(t).any(says) {
            return false;
        }
        of |= r.is(t, Small::Relayed);
        if of && r.is(t, Small::Denial) {
            return true;
        }
    }
    false
}

/// "Gunmen may launch attacks": a particle before a verb in the present, and the deed as its object.
fn may_be(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let clause = h.at.saturating_sub(PROMISED).max(s.start)..h.at;
    if !h.trigger.noun || h.known() || !r.any(clause.clone(), &[Small::May]) {
        return false;
    }
    let present = |t: usize| {
        let forms = r.chart.matches_at(t);
        let is = |f: Features| forms.iter().any(|m| m.features.has(f));
        is(Features::PRESENT) && !is(Features::PAST)
    };
    clause
        .rev()
        .take_while(|t| !r.mark(*t, ".;:") && !r.is(*t, Small::Temporal))
        .any(|t| r.is(t, Small::May) && present(t + 1))
}

/// "It will answer with a shelling of", "they will enable the army to launch an attack": a verb in the future, and the deed
/// as what it is done with or as the object of a verbal noun.
fn promised(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let launched = h.at > s.start && (r.is(h.at - 1, Small::Perform) || r.is(h.at - 1, Small::Occur));
    if !h.trigger.noun || h.known() || !(launched || h.features.has(Features::WITH)) {
        return false;
    }
    let future = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::FUTURE));
    (h.at.saturating_sub(PROMISED).max(s.start)..h.at)
        .rev()
        .take_while(|t| !r.mark(*t, ".;:") && !r.is(*t, Small::Temporal) && !r.is(*t, Small::Relative))
        .any(future)
}

/// "The minister *called* on the army *to shell* the quarter": a deed wished for, not done.
fn called_for(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let launched = |t: &usize| r.is(*t, Small::Perform) || r.is(*t, Small::Occur);
    let head = h.at - (s.start..h.at).rev().take(1).take_while(launched).count();
    let wished = |f: Features| f.prepositional() && !f.has(Features::DEFINITE);
    let to = head > s.start && r.is(head - 1, Small::To);
    let doing = || h.at > s.start && r.is(h.at - 1, Small::Doing);
    let by = h.trigger.noun && (doing() || r.chart.matches_at(head).iter().any(|m| wished(m.features)));
    if h.known() || !(to || by) {
        return false;
    }
    (head.saturating_sub(CALLED).max(s.start)..head)
        .rev()
        .take_while(|t| !r.mark(*t, ",.;:") && !r.has(*t, Word::TRIGGER))
        .take_while(|t| !r.is(*t, Small::Temporal) && !r.is(*t, Small::Relative))
        .any(|t| r.is(t, Small::Call))
}

/// "Warned the capital, on Tuesday, of hitting the army": "of" right before the deed, and somebody who warns before it.
fn warned_of(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let between = |t: &usize| r.is(*t, Small::Occur) || r.is(*t, Small::Perform);
    let head = h.at - (s.start..h.at).rev().take(1).take_while(between).count();
    if !h.trigger.noun || h.known() || head <= s.start || !r.is(head - 1, Small::From) {
        return false;
    }
    (head.saturating_sub(WARNING).max(s.start)..head - 1)
        .rev()
        .take_while(|t| !r.mark(*t, ".;:") && !r.has(*t, Word::TRIGGER) && !r.is(*t, Small::Temporal))
        .any(|t| r.is(t, Small::Warning))
}

/// "Took no part in carrying out attacks": a verb denied, and the deed as its object.
fn not_done(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    if !h.trigger.noun || h.known() {
        return false;
    }
    let clause = (h.at.saturating_sub(DENIED).max(s.start)..h.at).rev();
    let stop = |t: &usize| r.mark(*t, ",.;:") || r.has(*t, Word::TRIGGER | Word::SPEECH) || r.is(*t, Small::Temporal);
    let denied = clause.take_while(|t| !stop(t)).find(|t| r.is(*t, Small::Negation));
    denied.is_some_and(|n| (n + 2..h.at).any(|t| r.is(t, Small::Locative)))
}

/// Words from a denial to what is denied at most.
const RUMOUR: usize = 24;

/// Words from a verb in the future to what it promises at most.
const PROMISED: usize = 8;

/// Words from a denied verb to its deed at most.
const DENIED: usize = 6;

/// Words from one who calls for a deed to the deed at most.
const CALLED: usize = 7;

/// Words from one who warns to what he warns of at most.
const WARNING: usize = 14;
