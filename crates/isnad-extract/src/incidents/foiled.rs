//! Deeds that did not come to pass: plots foiled, attacks that the police broke up.

use super::TriggerHit;
use crate::actors::{ActorMention, Who};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small};
use std::ops::Range;

/// "Foiled a plot to blow up …": the deed right behind has not happened.
pub(super) fn foiled(before: &[TriggerHit], hit: &TriggerHit) -> bool {
    use Incident as I;
    let plot = |x: &TriggerHit| x.trigger.kind == I::Disrupt && x.trigger.noun && hit.at <= x.end + 1;
    let deed = matches!(hit.trigger.kind, I::Bombing | I::Suicide | I::Attack | I::Assassination | I::Abduction);
    deed && hit.trigger.noun && !hit.known() && before.last().is_some_and(plot)
}

/// "The police foiled an attack": a plan that they broke up, where soldiers would have beaten it off.
pub(super) fn thwarted(r: &Reading<'_>, hit: &TriggerHit, s: &Range<usize>) -> bool {
    use Incident as I;
    let deed = matches!(hit.trigger.kind, I::Bombing | I::Suicide | I::Attack | I::Assassination | I::Chemical);
    if !deed || !hit.trigger.noun || hit.known() {
        return false;
    }
    let clause = (hit.at.saturating_sub(FOILED).max(s.start)..hit.at).rev().take_while(|t| !r.mark(*t, ".;:"));
    let Some(verb) = clause.into_iter().find(|t| r.is(*t, Small::Repel)) else { return false };
    let police = |a: &ActorMention| !a.weak && matches!(a.who, Who::Of(Acts::Police | Acts::Government));
    let mut near = r.actors.iter().filter(|a| (verb + 1..hit.at).contains(&a.tokens.start) || a.tokens.end == verb);
    near.any(police)
}

/// Words between a verb of foiling and the deed at most.
const FOILED: usize = 6;
