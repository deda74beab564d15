//! Crowds and those who disperse them.

use super::frame::Verb;
use super::phrase::{Lead, Phrase, phrases};
use super::{Finder, Suspect};
use crate::actors::{Who, id_of};
use crate::incidents::{Segment, protesters};
use crate::vocabulary::{Acts, Incident, Small};
use isnad_model::Stance;

/// Words between a verb and the crowd that is its subject at most.
const NEAR: usize = 4;

impl Finder<'_, '_> {
    /// "Protesters stormed the parliament", "threw stones at the police": the crowd did it, to whom or what stands behind.
    pub(super) fn rioters(&mut self, v: &Verb, phrases: &[Phrase], right: usize) {
        let near = v.at.saturating_sub(NEAR)..(v.end + NEAR).min(right);
        let Some(at) = near.filter(|t| protesters(self.r, *t)).min_by_key(|t| t.abs_diff(v.end)) else { return };
        self.rioters = self.rioters.or(Some(at));
        let behind: Vec<Phrase> =
            phrases.iter().filter(|p| p.at >= v.end && p.at > at && p.at < right).copied().collect();
        if let Some(k) = behind.iter().position(|p| matches!(p.lead, Lead::Bare | Lead::On) && !p.is_event()) {
            self.aim(&behind[k], &behind[k..], "role:riot");
        }
    }

    /// The people of the country as those who did it: only a crowd can (codebook: demonstrators are perpetrators).
    /// Where a force fired at it or dispersed it, the force did it.
    pub(super) fn crowd_did(&mut self, segments: &[&Segment]) {
        let (Some(at), Some(id)) = (self.rioters, id_of(Acts::Civilians, self.country.as_deref())) else { return };
        let shot = |g: &&Segment| {
            self.r.any(g.tokens.clone(), &[Small::Intervention])
                || g.triggers.iter().any(|t| t.trigger.kind == Incident::Shooting)
        };
        if !self.parts.perpetrators.is_empty() || segments.iter().any(shot) {
            return;
        }
        self.parts.perpetrators.push(Suspect {
            id,
            stance: Stance::Asserted,
            broad: false,
            regular: false,
            sources: Vec::new(),
            evidence: self.r.evidence(at..at + 1, "role:riot"),
        });
    }

    /// "The police dispersed the crowd": the verb is none of attack, yet the force is who acted (codebook: police against
    /// protesters are perpetrators).
    pub(super) fn dispersed(&mut self, segments: &[&Segment]) {
        let r = self.r;
        if !self.parts.perpetrators.is_empty() {
            self.crowd_hit(segments);
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
                self.crowd_hit(segments);
                return;
            }
        }
    }

    /// Those whom a force dispersed, fired at or arrested in a march are its target.
    fn crowd_hit(&mut self, segments: &[&Segment]) {
        let kinds = || segments.iter().flat_map(|g| &g.triggers).map(|t| t.trigger.kind);
        let march = kinds().any(|k| k == Incident::Protest) && !kinds().any(|k| k == Incident::Riot);
        let force = self.parts.perpetrators.iter().all(|s| s.regular);
        let nobody = self.parts.targets.is_empty() && self.parts.implied.is_empty();
        let met = segments.iter().find_map(|g| {
            let met = |t: &usize| self.r.is(*t, Small::Intervention);
            g.tokens.clone().find(met)
        });
        if march
            && force
            && nobody
            && let Some(t) = met
            && let Some(id) = id_of(Acts::Civilians, self.country.as_deref())
        {
            self.target(id, t..t + 1, "role:crowd");
        }
    }
}
