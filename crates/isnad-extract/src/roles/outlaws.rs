//! People of whom a force tells no more than that it killed them.

use super::{Finder, Suspect};
use crate::actors::{army_in, id_of, state_of};
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident};

impl Finder<'_, '_> {
    /// "The guards killed three people in a security operation": those whom a force hunted down in its own country were
    /// armed men to it.
    pub(super) fn outlaws(&mut self, segments: &[&Segment]) {
        use Incident as I;
        let kinds = || segments.iter().flat_map(|g| &g.triggers).map(|t| t.trigger.kind);
        let other = |k| matches!(k, I::Airstrike | I::Raid | I::Drone | I::Shelling | I::Protest | I::Riot | I::Attack);
        if self.attacked || !kinds().any(|k| k == I::Operation) || kinds().any(other) {
            return;
        }
        let Some(home) = self.country.clone().filter(|cc| army_in(cc) == cc) else { return };
        let own = |s: &Suspect| state_of(&s.id) == Some(home.as_str());
        if self.parts.perpetrators.is_empty() || !self.parts.perpetrators.iter().all(own) {
            return;
        }
        let Some(hunted) = id_of(Acts::Armed, Some(&home)) else { return };
        for (id, e) in &mut self.parts.targets {
            if id.starts_with("civilians:") && e.rule == "role:people" {
                id.clone_from(&hunted);
            }
        }
    }
}
