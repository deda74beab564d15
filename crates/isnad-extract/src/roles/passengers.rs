//! Who was in a vehicle that was hit: "a bus carrying soldiers", "a car with four aid workers on board".

use super::Finder;
use super::phrase::Phrase;
use crate::actors::{ActorMention, Who, id_of};
use crate::vocabulary::{Acts, Site, Small};
use isnad_model::Target;
use std::ops::Range;

/// Words between a vehicle and the word that leads to those in it, and from it to them, at most.
const NEAR: usize = 4;

impl Finder<'_, '_> {
    /// Takes those told to be in a vehicle for targets; the kind of target that it is with them in it.
    pub(super) fn passengers(&mut self, p: &Phrase, s: Site) -> Option<Target> {
        let target = s.unowned.or(s.target)?;
        if !matches!(target, Target::VehicleCivilian | Target::ConvoyPatrol | Target::Boat) {
            return None;
        }
        let (id, tokens) = self.aboard(p.end)?;
        let armed = id.starts_with("state:") && !id.ends_with(":government");
        self.target(id, tokens, "role:aboard");
        Some(if armed && target == Target::VehicleCivilian { Target::ConvoyPatrol } else { target })
    }

    fn aboard(&self, from: usize) -> Option<(String, Range<usize>)> {
        let r = self.r;
        let end = r.sentence(r.chart.sentence_of(from.checked_sub(1)?)).end;
        let clause = |from: usize| (from..end.min(from + NEAR)).take_while(|t| !r.mark(*t, ".;:"));
        let behind = clause(from).find_map(|t| r.vocabulary.small(&r.chart, t, Small::Aboard))?;
        let rides = |a: &&ActorMention| {
            let force = matches!(a.who, Who::Of(Acts::Military | Acts::Police));
            (a.people || force) && !a.weak && !matches!(a.who, Who::Of(Acts::Armed))
        };
        clause(behind).find_map(|t| {
            let party = r.actors_at(t).find(rides).and_then(|a| Some((self.id(a)?, a.tokens.clone())));
            let counted = || {
                let q = r.quantities_in(t..t + 1).iter().find(|q| !q.is_thing())?;
                let acts = q.acts.filter(|a| *a != Acts::Armed)?;
                Some((id_of(acts, q.country.as_deref().or(self.country.as_deref()))?, q.tokens.clone()))
            };
            party.or_else(counted)
        })
    }
}
