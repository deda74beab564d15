//! Whether a segment can belong to an incident: by place, by kind, by date.

use super::{Draft, Segment};
use crate::reading::Reading;
use crate::vocabulary::Incident;
use isnad_model::{DatePrecision, DateRange, PlacePrecision};
use isnad_places::distance_km;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Same,
    Open,
    Apart,
}

pub(super) fn place_fit(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> Fit {
    let fine = |p: &usize| {
        matches!(r.places[*p].precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
            && !r.places[*p].compass
    };
    let mine: Vec<usize> = g.places.iter().copied().filter(|p| fine(p)).collect();
    let theirs: Vec<usize> =
        d.segments.iter().flat_map(|k| segments[*k].places.iter().copied()).filter(|p| fine(p)).collect();
    if mine.is_empty() || theirs.is_empty() {
        // regions and countries can still contradict
        let region = |ps: &mut dyn Iterator<Item = usize>| -> Vec<Option<String>> {
            ps.map(|p| r.places[p].country.clone()).collect()
        };
        let a = region(&mut g.places.iter().copied());
        let b = region(&mut d.segments.iter().flat_map(|k| segments[*k].places.iter().copied()));
        let apart = !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.contains(x));
        return if apart { Fit::Apart } else { Fit::Open };
    }
    let same = mine.iter().any(|m| {
        theirs.iter().any(|t| {
            let (a, b) = (&r.places[*m], &r.places[*t]);
            a.name == b.name
                || match (a.point, b.point) {
                    (Some(x), Some(y)) => distance_km(x, y) < 20.0,
                    _ => false,
                }
        })
    });
    if same { Fit::Same } else { Fit::Apart }
}

pub(super) fn kinds_fit(g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let family = |k: Incident| match k {
        Incident::Agreement | Incident::Groupchange | Incident::Coup | Incident::Base => 1,
        Incident::Protest | Incident::Riot | Incident::Mob => 2,
        Incident::Arrest | Incident::Release | Incident::Disrupt => 3,
        _ => 0,
    };
    let mine: Vec<u8> = g.triggers.iter().map(|t| family(t.trigger.kind)).collect();
    let theirs: Vec<u8> =
        d.segments.iter().flat_map(|k| segments[*k].triggers.iter().map(|t| family(t.trigger.kind))).collect();
    mine.is_empty()
        || theirs.is_empty()
        || mine.iter().any(|m| theirs.contains(m))
        // arrests and shots at a protest belong to what led to them
        || mine.iter().all(|m| *m == 3)
        || theirs.contains(&2)
}

pub(super) fn compatible(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let place = place_fit(r, g, d, segments);
    let place_ok = place != Fit::Apart || g.definite;
    place_ok && kinds_fit(g, d, segments)
}

/// A month or year told outside the lead dates something else than a fresh incident.
pub(super) fn stale(date: &DateRange, lead: bool) -> bool {
    !lead && matches!(date.precision(), DatePrecision::Month | DatePrecision::Year)
}
