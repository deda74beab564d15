//! Two enemies told of in one incident: the one told first acted, the other is whom it met.

use super::Finder;
use isnad_model::{Field, Stance};

/// Rules by which somebody is named as a doer without a deed of his own.
const LOOSE: [&str; 5] =
    ["role:armed-men", "role:attackers", "role:supports", "role:only-group-told", "role:only-army-told"];

impl Finder<'_, '_> {
    /// A state and the rebels it fights are not both the doers of one deed: who was told first is; the other, where he is
    /// told as hit, too, only fought back.
    pub(super) fn enemies(&mut self) {
        let place = |s: &super::Suspect| (s.evidence.field == Field::Text, s.evidence.start);
        let firm = |s: &&super::Suspect| {
            matches!(s.stance, Stance::Asserted | Stance::Claimed)
                && !LOOSE.contains(&s.evidence.rule.as_str())
                && s.evidence.rule != super::UNNAMED
        };
        let Some(first) = self.parts.perpetrators.iter().filter(firm).min_by_key(|s| place(s)) else { return };
        let (id, state) = (first.id.clone(), self.of_state(first));
        let hit = |id: &str| {
            let hunted = self.parts.hunted.iter().chain(&self.parts.targets).any(|(t, _)| t == id);
            hunted || self.parts.hurt.iter().any(|t| t == id)
        };
        let met: Vec<String> = self
            .parts
            .perpetrators
            .iter()
            .filter(|s| s.id != id && self.of_state(s) != state && hit(&s.id))
            .map(|s| s.id.clone())
            .collect();
        self.parts.perpetrators.retain(|s| !met.contains(&s.id));
    }
}
