//! What else an army tells to have done beside its raids: arrests, arms found.

use super::{Draft, Segment};
use crate::claims::Figured;
use crate::vocabulary::Incident;
use isnad_model::Measure;

/// The one kind of a segment that tells nothing but arrests with their number, or arms found.
pub(super) fn only_kind(g: &Segment, figures: &[Figured]) -> Option<Incident> {
    let first = &g.triggers.first()?.trigger;
    let counted = || g.figures.iter().any(|k| figures[*k].measure == Measure::Arrested);
    let told = match first.kind {
        Incident::Arrest => counted(),
        Incident::Disrupt => !first.weak,
        _ => false,
    };
    let alone = || g.triggers.iter().all(|t| t.trigger.kind == first.kind || t.general || t.known());
    (told && alone()).then_some(first.kind)
}

/// Whether a draft tells a kind of incident.
pub(super) fn tells(d: &Draft, kind: Incident, segments: &[Segment]) -> bool {
    d.segments.iter().flat_map(|k| &segments[*k].triggers).any(|t| t.trigger.kind == kind)
}

/// Aircraft brought down where a draft tells of a raid by drones: they are those of the raid.
pub(super) fn brought_down(kind: Incident, d: &Draft, segments: &[Segment]) -> bool {
    let mut all = d.segments.iter().flat_map(|k| &segments[*k].triggers);
    kind == Incident::Disrupt && all.any(|t| t.trigger.kind == Incident::Drone)
}
