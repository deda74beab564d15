//! Two enemies told of in one incident: the one told first acted, the other is whom it met.

use super::Finder;
use crate::actors::state_of;
use crate::claims::Figured;
use crate::incidents::Segment;
use crate::vocabulary::{Incident, Small};
use isnad_model::{Field, Of, Stance};

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
        let foreign = |s: &super::Suspect| state_of(&s.id).is_some_and(|cc| Some(cc) != home.as_deref());
        let answered = segments.iter().any(|g| r.any(r.sentence(g.sentence), &[Small::Retort]));
        if !answered {
            return;
        }
        let other = |s: &&super::Suspect| s.stance == Stance::Asserted && foreign(s);
        let apart = |s: &&super::Suspect| !told.iter().any(|bytes| bytes.contains(&self.position(s)));
        let all = self.parts.perpetrators.iter();
        let flew: Vec<String> = all.filter(other).filter(apart).map(|s| s.id.clone()).collect();
        self.parts.perpetrators.retain(|s| !flew.contains(&s.id));
    }

    /// "Three of its soldiers fell in clashes; its aircraft struck in answer": who lost men first and only answered did
    /// not begin it.
    pub(super) fn answered(&mut self, segments: &[&Segment], figures: &[Figured]) {
        let r = self.r;
        let first = segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).find(|f| super::victims::harm(f));
        if first.is_none_or(|f| f.of != Of::Military) {
            return;
        }
        let answer = |g: &&&Segment| r.any(r.sentence(g.sentence), &[Small::Retort]);
        let told: Vec<_> = segments.iter().filter(answer).map(|g| r.chart.bytes(r.sentence(g.sentence))).collect();
        let hurt = self.parts.hurt.clone();
        let at = |s: &super::Suspect| self.position(s);
        let lost: Vec<String> = self
            .parts
            .perpetrators
            .iter()
            .filter(|s| s.regular && hurt.contains(&s.id) && told.iter().any(|b| b.contains(&at(s))))
            .map(|s| s.id.clone())
            .collect();
        self.parts.perpetrators.retain(|s| !lost.contains(&s.id));
    }

    /// Where the evidence of a suspect stands, in bytes of headline and body together.
    fn position(&self, s: &super::Suspect) -> usize {
        match s.evidence.field {
            Field::Title => s.evidence.start as usize,
            Field::Text => s.evidence.start as usize + self.r.title_bytes + 1,
        }
    }
}
