//! Two enemies told of in one incident: the one told first acted, the other is whom it met.

use super::Finder;
use crate::actors::state_of;
use crate::incidents::Segment;
use crate::vocabulary::{Incident, Small};
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

    /// Gas in a country, and the raids of other states in answer to it: who flew those is not who used the gas.
    pub(super) fn other_blow(&mut self, segments: &[&Segment]) {
        let r = self.r;
        let gas = |g: &&&Segment| g.triggers.iter().any(|t| t.trigger.kind == Incident::Chemical);
        let told: Vec<_> = segments.iter().filter(gas).map(|g| r.chart.bytes(g.tokens.clone())).collect();
        if told.is_empty() || told.len() == segments.len() {
            return;
        }
        let home = self.country.clone();
        let at = |s: &super::Suspect| match s.evidence.field {
            Field::Title => s.evidence.start as usize,
            Field::Text => s.evidence.start as usize + r.title_bytes + 1,
        };
        let foreign = |s: &super::Suspect| state_of(&s.id).is_some_and(|cc| Some(cc) != home.as_deref());
        let answered = segments.iter().any(|g| r.any(r.sentence(g.sentence), &[Small::Retort]));
        if !answered {
            return;
        }
        self.parts
            .perpetrators
            .retain(|s| s.stance != Stance::Asserted || !foreign(s) || told.iter().any(|bytes| bytes.contains(&at(s))));
    }
}
