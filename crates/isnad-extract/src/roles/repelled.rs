//! Attacks that were beaten off: who beat them off was attacked.

use super::Finder;
use super::frame::close;
use super::phrase::{Lead, Phrase};
use super::victims::civil;
use crate::actors::Who;
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Small};

/// Words between the verb and the noun of the attack at most.
const REACH: usize = 6;

impl Finder<'_, '_> {
    /// "The army repelled an attack by X": the army was attacked.
    pub(super) fn repelled(&mut self, g: &Segment, phrases: &[Phrase]) {
        let r = self.r;
        for verb in g.tokens.clone().filter(|t| r.is(*t, Small::Repel)) {
            let Some(attack) = g.triggers.iter().find(|t| t.trigger.noun && t.at > verb && t.at <= verb + REACH) else {
                continue;
            };
            if (verb.saturating_sub(2).max(g.tokens.start)..verb).any(|t| r.is(t, Small::Negation)) {
                continue;
            }
            let force = |p: &&Phrase| {
                let party =
                    |a: usize| !matches!(r.actors[a].who, Who::Of(Acts::Armed | Acts::Civilians | Acts::Government));
                p.lead == Lead::Bare && p.actor().is_some_and(party)
            };
            let between = phrases.iter().filter(force).find(|p| p.at > verb && p.end <= attack.at);
            let before = || phrases.iter().rev().filter(force).find(|p| p.end <= verb && close(r, p.end, verb));
            let Some(p) = between.or_else(before) else { continue };
            let mut all = vec![*p];
            for q in phrases.iter().filter(|q| q.at >= p.end && q.at < attack.at) {
                if q.joined && q.at - all[all.len() - 1].end <= 1 && q.actor().is_some() {
                    all.push(*q);
                }
            }
            for p in all {
                let Some(id) = p.actor().and_then(|a| self.id(&r.actors[a])) else { continue };
                self.parts.repelling.push((id, r.evidence(p.tokens(), "role:repelled")));
            }
        }
    }

    /// Those who beat off an attack are its targets where the attackers are told, too.
    pub(super) fn beaten_off(&mut self) {
        let repelling = std::mem::take(&mut self.parts.repelling);
        let defends = |id: &str| repelling.iter().any(|(d, _)| d == id);
        if !self.parts.perpetrators.iter().any(|s| !defends(&s.id) && !self.of_state(s)) {
            return;
        }
        self.parts.perpetrators.retain(|s| !defends(&s.id));
        if !self.parts.perpetrators.iter().any(|s| self.of_state(s)) {
            self.parts.support.clear();
        }
        // who shoots down what flies at a town is not its target
        let people = self.parts.targets.iter().any(|(id, _)| id.starts_with("civilians:"));
        if self.fired || people || self.parts.sites.iter().any(|s| civil(s.target)) {
            return;
        }
        for (id, e) in repelling {
            if !self.parts.targets.iter().any(|(i, _)| *i == id) {
                self.parts.targets.push((id, e));
            }
        }
    }
}
