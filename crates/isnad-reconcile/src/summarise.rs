//! What the reports of one event come to.

use crate::Told;
use isnad_model::{ClaimRef, Estimate, Event, EventActor, Measure, Member, Of};
use std::collections::BTreeMap;

/// Which figure stands for many; each is defined in `docs/reconcile.md`. Only derived columns depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// The least figure that a trusted voice gives.
    Conservative,
    /// The figure of the best placed sources.
    #[default]
    Best,
    /// The figure told last.
    Latest,
    /// The figure that most independent voices tell.
    MostReported,
}

/// One event of its members; they must not be empty, else the event is one without members.
///
/// The id is made from the first member; a record puts its own permanent id in its place.
pub fn summarise(members: &[&Told], policy: Policy) -> Option<Event> {
    let _ = policy;
    let mut told = members.to_vec();
    told.sort_by_key(|t| t.member());
    let first = told.first()?;
    let mut actors: BTreeMap<&str, EventActor> = BTreeMap::new();
    let mut estimates: BTreeMap<(Measure, Of), Estimate> = BTreeMap::new();
    for t in &told {
        for a in &t.report.actors {
            let actor = EventActor { id: a.id.clone(), role: a.role, stance: a.stance, reports: 0 };
            let actor = actors.entry(&a.id).or_insert(actor);
            actor.reports += 1;
            actor.stance = actor.stance.into_iter().chain(a.stance).min();
        }
        for (claim, c) in t.report.claims.iter().enumerate() {
            let estimate = estimates.entry((c.measure, c.of)).or_insert_with(|| Estimate {
                measure: c.measure,
                of: c.of,
                low: None,
                best: None,
                high: None,
                why: "least and greatest told".to_owned(),
                claims: Vec::new(),
            });
            let Member { article, report } = t.member();
            estimate.claims.push(ClaimRef { article, report, claim: u32::try_from(claim).unwrap_or(u32::MAX) });
            estimate.low = estimate.low.into_iter().chain(c.figure.low).min();
            estimate.high = estimate.high.into_iter().chain(c.figure.high).max();
            estimate.best = estimate.best.or(c.figure.low);
        }
    }
    Some(Event {
        id: format!("{}#{}", first.article.id, first.index),
        members: told.iter().map(|t| t.member()).collect(),
        event_type: first.report.event_type,
        sub_event_type: first.report.sub_event_type,
        date: told.iter().filter_map(|t| t.report.date).min_by_key(|d| (d.precision(), d.start())),
        locations: first.report.locations.clone(),
        actors: actors.into_values().collect(),
        tactics: first.report.tactics.clone(),
        targets: first.report.targets.clone(),
        voices: u32::try_from(told.len()).unwrap_or(u32::MAX),
        estimates: estimates.into_values().collect(),
        contradictions: Vec::new(),
        responsibility: Vec::new(),
    })
}
