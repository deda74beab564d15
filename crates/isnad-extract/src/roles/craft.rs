//! Aircraft and drones told with whose they are: "a drone of the army hit …".

use super::Finder;
use super::frame::Verb;
use super::phrase::close;
use crate::actors::{ActorMention, Who};
use crate::incidents::TriggerHit;
use crate::reading::Reading;
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

    /// Where the bare name of a weapon ends that is the subject of a verb right before it, nobody's by its name: "*the
    /// artillery* shelled the gunmen's posts".
    pub(super) fn weapon_of(&self, v: &Verb) -> Option<usize> {
        let r = self.r;
        let fires = |w: &Word| match w {
            Word::Means(m) => {
                matches!(m.kind, Some(Incident::Airstrike | Incident::Drone | Incident::Shelling | Incident::Ied))
            }
            Word::Thing(x) => x.of == Of::Aircraft,
            _ => false,
        };
        let led = |f: Features| f.prepositional() || f.any(Features::CONJUNCTION | Features::PRONOUN);
        let weapons = r.words(v.end).filter(|(m, w)| fires(w) && !led(m.features));
        // "the army's aircraft", "Turkish artillery", "planes that belong to X"
        let whose = |end: usize| {
            r.actors_at(v.end).chain(r.actors_at(end)).next().is_some()
                || r.has(end, Word::DEMONYM | Small::Affiliation.mark())
        };
        weapons.map(|(m, _)| m.end as usize).max().filter(|end| *end < r.chart.len() && !whose(*end))
    }

    /// Who is named as the owner right behind a craft that begins at a token.
    fn owner_at(&self, t: usize) -> Option<&ActorMention> {
        let r = self.r;
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

/// Whether a craft is the subject of a verb of attack: right behind it, and not what was brought down or destroyed.
pub(super) fn flown(r: &Reading<'_>, t: &TriggerHit) -> bool {
    use Incident as I;
    let attacks = matches!(t.trigger.kind, I::Attack | I::Raid | I::Airstrike | I::Drone | I::Shelling);
    let led = |f: Features| f.prepositional() || f.any(Features::CONJUNCTION | Features::PRONOUN);
    attacks
        && !t.trigger.noun
        && !t.features.has(Features::PASSIVE)
        && t.end < r.chart.len()
        && r.words(t.end).any(|(m, w)| craft(w) && !led(m.features))
}

/// Whether a word names what flies and strikes.
pub(super) fn craft(w: &Word) -> bool {
    match w {
        Word::Means(m) => matches!(m.kind, Some(Incident::Airstrike | Incident::Drone)),
        Word::Thing(x) => x.of == Of::Aircraft,
        _ => false,
    }
}
