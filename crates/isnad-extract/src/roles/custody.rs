//! Arrests: who was taken into custody, and by whom where only the announcement tells.

use super::Finder;
use crate::actors::{id_of, state_of};
use crate::claims::Figured;
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident};
use isnad_model::{Field, Measure, Of, SourceKind, Stance};

/// Words between a force and those it says it took at most.
const SOON: usize = 6;

impl Finder<'_, '_> {
    /// "The arrest of four members of X": X did not do it. "The ministry announced the arrest": its police did.
    pub(super) fn custody(&mut self, segments: &[&Segment], figures: &[Figured]) {
        let mut triggers = segments.iter().flat_map(|g| &g.triggers).peekable();
        if triggers.peek().is_none() {
            return;
        }
        // the raids in which people were taken, the arms that were found with them
        let killed = segments.iter().flat_map(|g| &g.figures).any(|i| figures[*i].measure == Measure::Killed);
        let with_it = |k| matches!(k, Incident::Operation | Incident::Disrupt) && self.arrests && !killed;
        let only = triggers.all(|t| t.trigger.kind == Incident::Arrest || with_it(t.trigger.kind));
        if !only && !self.arrests {
            return;
        }
        let taken = segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]);
        let first = taken.filter(|f| f.measure == Measure::Arrested).map(|f| f.at).min();
        // "took apart a cell": nobody counted
        let taking = segments.iter().flat_map(|g| &g.triggers).map(|t| t.at).min();
        let Some(at) = first.or(taking.filter(|_| only)) else { return };
        if !only {
            // "announced the arrest of two men who attacked …"
            if self.parts.perpetrators.iter().all(|s| !s.regular) && self.announces(at) {
                let others = std::mem::take(&mut self.parts.perpetrators);
                self.announcer(at);
                if self.parts.perpetrators.is_empty() {
                    self.parts.perpetrators = others;
                }
            }
            return;
        }
        let first = self.r.evidence(at..at + 1, "role:custody");
        let place = |field: Field, start: u32| (field == Field::Text, start);
        let behind = |field, start| place(field, start) > place(first.field, first.start);
        let (held, did): (Vec<_>, Vec<_>) = std::mem::take(&mut self.parts.perpetrators)
            .into_iter()
            .partition(|s| !s.regular && behind(s.evidence.field, s.evidence.start));
        self.parts.perpetrators = did;
        for s in held {
            if !self.parts.targets.iter().any(|(id, _)| *id == s.id) {
                self.parts.targets.push((s.id, s.evidence));
            }
        }
        if self.parts.perpetrators.is_empty() {
            self.announcer(at);
        }
        if self.parts.targets.is_empty() && self.parts.implied.is_empty() {
            let class =
                segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).find(|f| f.at == at).map(|f| f.of);
            // people of another country than that whose army took them
            let army = self.parts.perpetrators.first().and_then(|s| state_of(&s.id));
            let foreign = segments
                .iter()
                .flat_map(|g| &g.figures)
                .map(|i| &figures[*i])
                .any(|f| f.at == at && f.country.is_some() && f.country.as_deref() != army);
            let acts = match class {
                Some(Of::Civilians) => Acts::Civilians,
                Some(Of::Militants) => Acts::Armed,
                Some(Of::People) if foreign => Acts::Civilians,
                _ => return,
            };
            if let Some(id) = id_of(acts, self.country.as_deref()) {
                self.target(id, at..at + 1, "role:custody");
            }
        }
    }

    /// Whether a force tells of an arrest right behind the verb of saying.
    fn announces(&self, at: usize) -> bool {
        let chain = self.attribution.chain_at(at);
        chain.is_some_and(|c| c.speaker.end <= at && at - c.speaker.end <= SOON)
    }

    /// A force, or a ministry for its police, that tells of an arrest in its own name.
    fn announcer(&mut self, at: usize) {
        let Some(chain) = self.attribution.chain_at(at) else { return };
        let acts = match chain.links.first().map(|l| l.kind) {
            Some(SourceKind::Government | SourceKind::Police | SourceKind::SecuritySource) => Acts::Police,
            Some(SourceKind::Military) => Acts::Military,
            _ => return,
        };
        if let Some(id) = id_of(acts, self.country.as_deref()) {
            self.perpetrator(id, Stance::Asserted, false, at..at + 1, "role:announcer");
        }
    }
}
