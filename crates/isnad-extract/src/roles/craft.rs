//! Aircraft and drones told with whose they are: "a drone of the army hit …".

use super::Finder;
use super::frame::Verb;
use super::phrase::close;
use crate::actors::{ActorMention, Who};
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::Features;
use isnad_model::Of;

/// Words of a craft's name and its owner's before a verb at most.
const BEFORE: usize = 8;

impl Finder<'_, '_> {
    /// The owner of the craft that is the subject of a verb: right behind it, or right before.
    pub(super) fn craft_of(&self, v: &Verb) -> Option<ActorMention> {
        let sentence = self.r.chart.sentence_of(v.at);
        let before = || {
            let near = (v.at.saturating_sub(BEFORE)..v.at).rev().filter(|t| self.r.chart.sentence_of(*t) == sentence);
            near.into_iter().find_map(|t| self.owner_at(t).filter(|a| close(self.r, a.tokens.end, v.at)))
        };
        // "which carried out on Monday a drone of the army"
        let behind = self.r.date_at(v.end).map_or(v.end, |d| d.range.end);
        self.owner_at(behind).or_else(before).cloned()
    }

    /// Who is named as the owner right behind a craft that begins at a token.
    fn owner_at(&self, t: usize) -> Option<&ActorMention> {
        let r = self.r;
        let air = |k| matches!(k, Some(Incident::Airstrike | Incident::Drone));
        let craft = |w: &Word| match w {
            Word::Means(m) => air(m.kind),
            Word::Thing(x) => x.of == Of::Aircraft,
            _ => false,
        };
        let end = r.words(t).filter(|(_, w)| craft(w)).map(|(m, _)| m.end as usize).max()?;
        // "belonging to"
        let end = end + usize::from(r.is(end, Small::Affiliation));
        let to = |a: &ActorMention| r.chart.matches_at(a.tokens.start).iter().any(|m| m.features.has(Features::TO));
        // a group by its name or a force, not some of its men
        let flies = |a: &ActorMention| match &a.who {
            Who::Named(_) => a.who.fights(),
            Who::Of(acts) => matches!(acts, Acts::Military | Acts::Police | Acts::Militia) && !a.people,
        };
        r.actors_in(t + 1..end + 1).first().filter(|a| to(a) && flies(a) && !a.weak)
    }
}
