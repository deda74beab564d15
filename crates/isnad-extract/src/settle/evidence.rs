//! What the segments of a draft say of the kind of its incident.

use crate::vocabulary::Incident;
use isnad_model::Tactic;

#[derive(Default)]
pub(super) struct Evidence {
    pub(super) kinds: Vec<(Incident, f32)>,
    pub(super) tactics: Vec<Tactic>,
    /// Vocabulary of arms: tells a raid from a football match.
    pub(super) armed: bool,
    /// Arms or armed men are told of, whoever was hurt.
    pub(super) arms: bool,
    /// A trigger that tells an incident by itself.
    pub(super) told: bool,
    /// A trigger that tells one by itself, and not as known.
    pub(super) anew: bool,
    /// An agreement told as one of peace, not by the bare word.
    pub(super) peace: bool,
    pub(super) assault: bool,
    /// Weight of the bare words for an attack that has been told: they say nothing of how it was done.
    pub(super) named: f32,
    /// Guns, rockets or their shells are told of: a bare "bombardment" may be one from the air.
    pub(super) shells: bool,
    pub(super) protest: bool,
    /// Protesters are told of, whether or not they were hurt.
    pub(super) crowd: bool,
    /// Weight of the clashes of which they are one side.
    pub(super) met_crowd: f32,
    /// Several people were hurt, in an article that speaks of protests.
    pub(super) amid_crowd: bool,
    /// Headline and lead tell of a fight on the ground.
    pub(super) by_ground: bool,
    pub(super) intervention: bool,
    /// People were taken, by a force of a state.
    pub(super) arrested: bool,
    pub(super) signed: bool,
    /// Headline and lead tell an arrest before anything else.
    pub(super) arrest_first: bool,
    /// The first deed told is that captives were freed.
    pub(super) release_led: bool,
    /// The bodies of those killed were found.
    pub(super) bodies: bool,
    /// Told as having met no fight.
    pub(super) unopposed: bool,
    /// The first deed told is an arrest, or a raid in which people were taken.
    pub(super) arrest_led: bool,
    /// The first perpetrator is told of as an army.
    pub(super) army: bool,
    /// A militia that fights its state is told of.
    pub(super) rebel_militia: bool,
    /// Those hurt are fighters: armed men, soldiers, militias.
    pub(super) fighters_hurt: bool,
    /// Some of those hurt are not known to be fighters.
    pub(super) others_hurt: bool,
}

impl Evidence {
    pub(super) fn add(&mut self, kind: Incident, weight: f32) {
        match self.kinds.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, w)) => *w += weight,
            None => self.kinds.push((kind, weight)),
        }
    }

    pub(super) fn has(&self, kind: Incident) -> bool {
        self.kinds.iter().any(|(k, _)| *k == kind)
    }

    pub(super) fn weight(&self, kinds: &[Incident]) -> f32 {
        self.kinds.iter().filter(|(k, _)| kinds.contains(k)).map(|(_, w)| w).sum()
    }

    pub(super) fn tactic(&mut self, t: Tactic) {
        if !self.tactics.contains(&t) {
            self.tactics.push(t);
        }
    }
}
