//! What analysts' decisions come to: which reports belong together or apart, what is rejected, what is corrected.

use crate::decide::{Correction, Kept, Ruling};
use crate::ingest::Writer;
use crate::{Result, Uid, decide};
use isnad_model::{Estimate, Event, EventActor};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::collections::BTreeSet;

/// What analysts said of an event as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nobody has looked at it, or nobody said so.
    Open,
    /// A person has checked it; its reports stay together.
    Confirmed,
    /// A person says it is no event; it is kept, and not shown unless asked for.
    Rejected,
}

impl State {
    /// The name that the record and the command line use.
    pub fn name(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Confirmed => "confirmed",
            State::Rejected => "rejected",
        }
    }

    pub(crate) fn from_name(name: &str) -> State {
        match name {
            "confirmed" => State::Confirmed,
            "rejected" => State::Rejected,
            _ => State::Open,
        }
    }
}

/// The decisions in force.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    together: FxHashMap<Uid, Vec<Uid>>,
    apart: FxHashMap<Uid, Vec<Uid>>,
    rejected: FxHashSet<Uid>,
    states: FxHashMap<Uid, State>,
    corrections: Vec<(Uid, i64, Correction, String)>,
}

impl Decided {
    /// Of all decisions, oldest first; those that were undone do not count.
    pub fn new(decisions: &[Kept]) -> Self {
        let mut of = Decided::default();
        let active: Vec<&Kept> = decide::in_force(decisions);
        let splits: Vec<BTreeSet<Uid>> = active
            .iter()
            .filter_map(|d| match &d.what {
                Ruling::Split { reports, .. } => Some(reports.iter().copied().collect()),
                _ => None,
            })
            .collect();
        for decision in &active {
            match &decision.what {
                Ruling::Merge { reports, .. } => of.chain(reports, &splits),
                Ruling::Confirm { event, reports } => {
                    of.chain(reports, &splits);
                    of.states.insert(*event, State::Confirmed);
                }
                Ruling::Reject { event, reports } => {
                    of.rejected.extend(reports);
                    of.states.insert(*event, State::Rejected);
                }
                Ruling::Split { reports, rest, .. } => {
                    of.chain(reports, &splits);
                    of.chain(rest, &splits);
                    of.keep_apart(reports, rest);
                }
                Ruling::Apart { a, b } => of.keep_apart(&[*a], &[*b]),
                Ruling::Correct { event, correction } => {
                    let by = format!("corrected by {} (decision {}): {}", decision.by, decision.seq, decision.why);
                    of.corrections.push((*event, decision.seq, correction.clone(), by));
                }
                Ruling::Undo { .. } => {}
            }
        }
        of
    }

    /// Reports that belong together, but not across what was split: each part is a chain of its own.
    fn chain(&mut self, reports: &[Uid], splits: &[BTreeSet<Uid>]) {
        let mut parts: FxHashMap<Vec<bool>, Vec<Uid>> = FxHashMap::default();
        for uid in reports {
            parts.entry(splits.iter().map(|s| s.contains(uid)).collect()).or_default().push(*uid);
        }
        for part in parts.values() {
            for pair in part.windows(2) {
                self.together.entry(pair[0]).or_default().push(pair[1]);
                self.together.entry(pair[1]).or_default().push(pair[0]);
            }
        }
    }

    fn keep_apart(&mut self, some: &[Uid], others: &[Uid]) {
        for a in some {
            for b in others {
                self.apart.entry(*a).or_default().push(*b);
                self.apart.entry(*b).or_default().push(*a);
            }
        }
    }

    /// Whether nothing binds any reports.
    pub fn is_empty(&self) -> bool {
        self.together.is_empty() && self.apart.is_empty()
    }

    /// Reports that a decision put together with this one.
    pub fn together(&self, uid: Uid) -> &[Uid] {
        self.together.get(&uid).map_or(&[], Vec::as_slice)
    }

    /// Reports that a decision keeps apart from this one.
    pub fn apart(&self, uid: Uid) -> &[Uid] {
        self.apart.get(&uid).map_or(&[], Vec::as_slice)
    }

    /// Whether no report was rejected.
    pub fn nothing_rejected(&self) -> bool {
        self.rejected.is_empty()
    }

    /// Whether the report was rejected with its event: it stays there and joins nothing.
    pub fn is_rejected(&self, uid: Uid) -> bool {
        self.rejected.contains(&uid)
    }

    /// What was said of an event as a whole.
    pub fn state(&self, event: Uid) -> State {
        self.states.get(&event).copied().unwrap_or(State::Open)
    }

    /// Applies the corrections of all ids that lead to an event, oldest first; whether there were any.
    pub fn correct(&self, ids: &BTreeSet<Uid>, event: &mut Event) -> bool {
        let mut any = false;
        for (_, _, correction, by) in self.corrections.iter().filter(|(uid, ..)| ids.contains(uid)) {
            apply(correction, by, event);
            any = true;
        }
        any
    }
}

fn apply(correction: &Correction, by: &str, event: &mut Event) {
    match correction {
        Correction::Date(date) => event.date = *date,
        Correction::Type(sub) => {
            event.sub_event_type = *sub;
            event.event_type = sub.event_type();
        }
        Correction::Locations(locations) => event.locations.clone_from(locations),
        Correction::Figure { measure, of, low, best, high } => {
            let claims = match event.estimates.iter().position(|e| (e.measure, e.of) == (*measure, *of)) {
                Some(k) => event.estimates.remove(k).claims,
                None => Vec::new(),
            };
            let why = by.to_owned();
            let (measure, of) = (*measure, *of);
            let (low, best, high) = (*low, *best, *high);
            event.estimates.push(Estimate { measure, of, low, best, high, why, grounds: Vec::new(), claims });
            event.estimates.sort_by_key(|e| (e.measure, e.of));
        }
        Correction::Actor { id, role, stance } => {
            let reports = event.actors.iter().find(|a| a.id == *id).map_or(0, |a| a.reports);
            event.actors.retain(|a| a.id != *id);
            event.actors.push(EventActor { id: id.clone(), role: *role, stance: *stance, reports });
        }
        Correction::NoActor { id } => event.actors.retain(|a| a.id != *id),
    }
}

impl Writer<'_> {
    /// The decisions in force, read once a transaction where another program may have added some.
    pub fn decided(&mut self) -> Result<&Decided> {
        let db = self.db;
        match &mut self.memory.decided {
            Some(decided) => Ok(decided),
            empty => Ok(empty.insert(Decided::new(&decide::kept(db)?))),
        }
    }
}
