//! Triggers of a sentence that tell something as happened: neither denied nor planned nor supposed.

use super::TriggerHit;
use crate::attribution::Attribution;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use std::ops::Range;

/// Triggers of a sentence that tell something as happened.
pub(super) fn triggers(r: &Reading<'_>, attribution: &Attribution, s: Range<usize>, title: bool) -> Vec<TriggerHit> {
    let mut out: Vec<TriggerHit> = Vec::new();
    let legal = r.any(s.clone(), &[Small::Legal]);
    let mut t = s.start;
    while t < s.end {
        let mut best: Option<TriggerHit> = None;
        for (m, w) in r.words(t) {
            let Word::Trigger(trigger) = w else { continue };
            // "dead" is no "killed me"
            if m.features.has(Features::PRONOUN)
                && r.words(t).any(|(m, w)| matches!(w, Word::Person(_)) && !m.features.has(Features::PRONOUN))
            {
                continue;
            }
            // "at dawn" is written like "blew up"
            if m.end - m.start == 1 && !trigger.noun && r.date_at(t).is_some() {
                continue;
            }
            let hit = TriggerHit {
                at: t,
                end: m.end as usize,
                trigger: *trigger,
                features: m.features,
                entry: m.entry,
                general: false,
            };
            let better = match &best {
                None => true,
                Some(b) => {
                    hit.end > b.end
                        || (hit.end == b.end && reading_rank(r, &hit, s.start) > reading_rank(r, b, s.start))
                }
            };
            if better {
                best = Some(hit);
            }
        }
        let Some(mut hit) = best else {
            t += 1;
            continue;
        };
        t = hit.end.max(t + 1);
        if attribution.speaking.get(hit.at).copied().unwrap_or(false) {
            continue;
        }
        if !asserted(r, &hit, s.clone()) {
            continue;
        }
        // a sentence of death is no killing yet
        let sentenced = matches!(
            hit.trigger.kind,
            Incident::Massacre | Incident::Killing | Incident::Arrest | Incident::Assassination
        );
        if sentenced && legal {
            continue;
        }
        let plural = hit.features.has(Features::PLURAL);
        // "X was killed by the police": told with who did it, a killing is an incident of its own
        if hit.trigger.kind == Incident::Killing
            && !hit.trigger.noun
            && (hit.end..(hit.end + 9).min(s.end)).any(|k| r.is(k, Small::Agent))
        {
            hit.trigger.weak = false;
        }
        let present = hit.features.has(Features::PRESENT) && !title;
        hit.general = hit.trigger.general && plural || present;
        out.push(hit);
    }
    out
}

pub(super) fn reading_rank(r: &Reading<'_>, h: &TriggerHit, start: usize) -> i32 {
    let mut n = 0;
    if h.trigger.noun {
        if h.features.any(Features::DEFINITE | Features::WITH | Features::TO | Features::AS | Features::PRONOUN) {
            n += 3;
        }
        if h.at > start
            && r.words(h.at - 1)
                .any(|(_, w)| matches!(w, Word::Small(Small::Locative | Small::Result | Small::Temporal)))
        {
            n += 3;
        }
        n += 1;
    } else {
        n += 2;
        if h.features.has(Features::DEFINITE) {
            n -= 5;
        }
    }
    if h.trigger.weak {
        n -= 1;
    }
    n
}

/// Whether nothing right before denies, plans or supposes the trigger.
pub(super) fn asserted(r: &Reading<'_>, h: &TriggerHit, s: Range<usize>) -> bool {
    if h.features.has(Features::FUTURE) {
        return false;
    }
    let from = h.at.saturating_sub(4).max(s.start);
    for t in (from..h.at).rev() {
        if r.mark(t, ",.;:") {
            break;
        }
        let near = h.at - t;
        if near <= 2 && (r.is(t, Small::Negation)) {
            return false;
        }
        if near <= 2 && r.is(t, Small::NegationNext) && !r.is(t, Small::Any) {
            return false;
        }
        if near <= 3 && (r.is(t, Small::Plan) || r.is(t, Small::Denial)) {
            return false;
        }
        if near <= 2 && r.is(t, Small::Hypothesis) {
            return false;
        }
    }
    true
}
