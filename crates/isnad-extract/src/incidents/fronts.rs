//! Another front: something told anew at places that have nothing to do with those of the incidents told before.

use super::{Draft, Segment, TriggerHit};
use crate::claims::Figured;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small};
use isnad_model::{Measure, PlacePrecision};
use isnad_places::distance_km;

/// Whether none of a segment's places has to do with those of a draft, as far as anybody knows where they lie.
pub(super) fn elsewhere(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let here = |p: &&usize| {
        let p = &r.places[**p];
        p.precision != PlacePrecision::Country && !p.compass && stands_in(r, p)
    };
    let mut apart = false;
    for a in g.places.iter().filter(here).map(|p| &r.places[*p]) {
        for b in d.segments.iter().flat_map(|k| segments[*k].places.iter().filter(here)).map(|p| &r.places[*p]) {
            match near(a, b) {
                Some(true) => return false,
                Some(false) => apart = true,
                None => {}
            }
        }
    }
    apart
}

/// A province counts where a preposition says that something happened in it.
fn stands_in(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let start = p.span.start;
    p.precision != PlacePrecision::Admin1 || p.prepositional || start > 0 && r.is(start - 1, Small::Locative)
}

/// Whether a segment tells anew that somebody fought, struck or took ground.
pub(super) fn fought_anew(g: &Segment) -> bool {
    use Incident as I;
    let told = |t: &TriggerHit| match t.trigger.kind {
        I::Takeover | I::Regain | I::Clash => true,
        I::Disrupt => !t.trigger.weak,
        I::Attack
        | I::Raid
        | I::Strike
        | I::Airstrike
        | I::Drone
        | I::Shelling
        | I::Bombing
        | I::Ied
        | I::Carbomb
        | I::Suicide => !t.trigger.weak || !t.trigger.noun,
        _ => false,
    };
    g.triggers.iter().any(|t| !t.general && !t.known() && told(t))
}

/// Whether a segment tells anew that people protested.
pub(super) fn marched_anew(g: &Segment) -> bool {
    g.triggers.iter().any(|t| t.trigger.kind == Incident::Protest && !t.general && !t.trigger.weak && !t.known())
}

/// Whether a segment tells anew that some were killed: how many, and no toll of what was told before.
pub(super) fn died_anew(g: &Segment, figures: &[Figured]) -> bool {
    let killing = |t: &TriggerHit| t.trigger.kind == Incident::Killing && !t.known();
    let counted = |k: &usize| figures[*k].measure == Measure::Killed && figures[*k].figure.low.is_some_and(|n| n > 0);
    g.triggers.iter().any(killing) && g.figures.iter().any(counted)
}

/// Whether two places may be one, lie in one another or next to each other; `None` where nobody knows.
fn near(a: &PlaceMention, b: &PlaceMention) -> Option<bool> {
    if a.name == b.name {
        return Some(true);
    }
    let wide = |p: &PlaceMention| p.precision == PlacePrecision::Admin1;
    match (wide(a), wide(b)) {
        (true, false) => b.admin1.map(|x| Some(x) == a.id),
        (false, true) => a.admin1.map(|x| Some(x) == b.id),
        (true, true) => Some(false),
        _ => a.point.zip(b.point).map(|(x, y)| distance_km(x, y) < NEAR_KM),
    }
}

/// Within this distance two places may belong to one fight, in kilometres.
const NEAR_KM: f64 = 25.0;
