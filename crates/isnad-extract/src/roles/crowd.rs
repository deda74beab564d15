//! Crowds and those who disperse them.

use super::Finder;
use super::phrase::{Lead, Phrase, phrases};
use crate::actors::Who;
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident, Small};
use isnad_model::Stance;

impl Finder<'_, '_> {
    /// "The police dispersed the crowd": the verb is none of attack, yet the force is who acted (codebook: police against
    /// protesters are perpetrators).
    pub(super) fn dispersed(&mut self, segments: &[&Segment]) {
        let r = self.r;
        if !self.parts.perpetrators.is_empty() {
            return;
        }
        let crowd = |g: &&&Segment| g.triggers.iter().any(|t| t.trigger.kind == Incident::Protest);
        for g in segments.iter().filter(crowd) {
            if !r.any(g.tokens.clone(), &[Small::Intervention]) {
                continue;
            }
            let force = |p: &&Phrase| {
                p.lead == Lead::Bare
                    && p.actor().is_some_and(|a| matches!(r.actors[a].who, Who::Of(Acts::Police | Acts::Military)))
            };
            let all = phrases(r, self.attribution, g);
            let Some(a) = all.iter().find(force).and_then(Phrase::actor).map(|a| r.actors[a].clone()) else { continue };
            if self.id(&a).is_some_and(|id| self.parts.targets.iter().all(|(t, _)| *t != id)) {
                self.blame(&a, Stance::Asserted, "role:disperses");
                return;
            }
        }
    }
}
