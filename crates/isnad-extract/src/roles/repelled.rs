//! Attacks that were beaten off: who beat them off was attacked.

use super::Finder;
use super::phrase::{Lead, Phrase};
use super::victims::civil;
use crate::actors::Who;
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_model::{Stance, Target};

/// Words between the verb and the noun of the attack at most.
const REACH: usize = 6;

/// Words between the attack and a verb that stands behind it at most.
const BACK: usize = 9;

/// Words between who beat it off and the verb at most.
const SUBJECT: usize = 8;

impl Finder<'_, '_> {
    /// "The army repelled an attack by X": the army was attacked. `known` are the targets and sites told before.
    pub(super) fn repelled(&mut self, g: &Segment, phrases: &[Phrase], known: (usize, usize)) {
        let r = self.r;
        let house = |t: Target| civil(t) && t != Target::VillageTown;
        let people = self.parts.targets[known.0..].iter().any(|(id, _)| id.starts_with("civilians:"))
            || self.parts.sites[known.1..].iter().any(|s| house(s.target));
        for verb in r.marked(g.tokens.clone(), Small::Repel.mark()) {
            let noun = || g.triggers.iter().filter(|t| t.trigger.noun);
            // "an attack by X that Y beat off": the attack stands before
            let ahead = noun().find(|t| t.at > verb && t.at <= verb + REACH);
            let behind = || noun().rev().find(|t| t.end <= verb && t.end + BACK > verb);
            let Some(attack) = ahead.or_else(behind) else { continue };
            if (verb.saturating_sub(2).max(g.tokens.start)..verb).any(|t| r.is(t, Small::Negation)) {
                continue;
            }
            let force = |p: &&Phrase| {
                let party =
                    |a: usize| !matches!(r.actors[a].who, Who::Of(Acts::Armed | Acts::Civilians | Acts::Government));
                p.lead == Lead::Bare && p.actor().is_some_and(party)
            };
            let stop = if attack.at > verb { attack.at } else { (verb + REACH).min(g.tokens.end) };
            let between = phrases.iter().filter(force).find(|p| p.at > verb && p.end <= stop);
            // "the army managed to beat off": only words that tell of nothing else stand between
            let quiet = |p: &&Phrase| {
                verb - p.end <= SUBJECT
                    && !(p.end..verb).any(|t| r.mark(t, ".;:") || r.any_trigger(t..t + 1) || r.is(t, Small::That))
            };
            let before = || {
                let told = phrases.iter().rev().filter(force).find(|p| p.end <= verb && quiet(p));
                told.filter(|_| attack.at > verb)
            };
            let Some(p) = between.or_else(before) else { continue };
            let mut all = vec![*p];
            for q in phrases.iter().filter(|q| q.at >= p.end && q.at < stop.max(verb)) {
                if q.joined && q.at - all[all.len() - 1].end <= 1 && q.actor().is_some() {
                    all.push(*q);
                }
            }
            // "the police foiled an attack": nobody was attacked
            if attack.trigger.kind == Incident::Disrupt {
                for p in &all {
                    self.perpetrator_of(p, Stance::Asserted, "role:foiled");
                }
                continue;
            }
            for p in all {
                let Some(id) = p.actor().and_then(|a| self.id(&r.actors[a])) else { continue };
                // who shoots down what flies at a town is not its target
                let far = |k| matches!(k, Incident::Shelling | Incident::Airstrike | Incident::Raid | Incident::Drone);
                let arms = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind.is_some_and(far)));
                let around =
                    attack.at.saturating_sub(REACH).max(g.tokens.start)..(attack.end + REACH).min(g.tokens.end);
                let flew = far(attack.trigger.kind) || self.fired && around.into_iter().any(arms);
                self.parts.repelling.push((id, r.evidence(p.tokens(), "role:repelled"), people || flew));
            }
        }
    }

    /// Those who beat off an attack are its targets where the attackers are told, too.
    pub(super) fn beaten_off(&mut self) {
        let repelling = std::mem::take(&mut self.parts.repelling);
        let defends = |id: &str| repelling.iter().any(|(d, ..)| d == id);
        if !self.parts.perpetrators.iter().any(|s| !defends(&s.id) && !self.of_state(s)) {
            return;
        }
        self.parts.perpetrators.retain(|s| !defends(&s.id));
        if !self.parts.perpetrators.iter().any(|s| self.of_state(s)) {
            self.parts.support.clear();
        }
        if self.parts.sites.iter().any(|s| civil(s.target) && s.target != Target::VillageTown) {
            return;
        }
        for (id, e, people) in repelling {
            if !people && !self.parts.targets.iter().any(|(i, _)| *i == id) {
                self.parts.targets.push((id, e));
            }
        }
    }
}
