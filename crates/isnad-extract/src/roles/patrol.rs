//! Patrols and columns as doers: "a patrol of the army attacked a village".

use super::Finder;
use super::frame::Verb;
use super::phrase::{Head, Phrase, close};
use crate::actors::ActorMention;
use crate::vocabulary::{Object, Small};
use isnad_language::Features;
use isnad_model::{Stance, Target};

/// Words from a patrol to the force that it is of at most.
const WHOSE: usize = 3;

impl Finder<'_, '_> {
    /// The forces that a patrol is of, with those who are joined to them: "a joint patrol of the army and X".
    fn patrol_of(&self, p: &Phrase) -> Vec<ActorMention> {
        let r = self.r;
        if !matches!(p.head, Head::Site(s) if s.target == Some(Target::ConvoyPatrol)) {
            return Vec::new();
        }
        let linked = |a: &ActorMention| {
            let t = a.tokens.start;
            let to = r.chart.matches_at(t).iter().any(|m| m.features.has(Features::TO));
            to || t < p.end || r.is(t - 1, Small::From) || r.is(t - 1, Small::Affiliation)
        };
        let whose = |a: &&ActorMention| {
            (p.at + 1..p.end + WHOSE).contains(&a.tokens.start) && !(a.weak || a.people) && a.who.fights() && linked(a)
        };
        let mut all: Vec<ActorMention> =
            r.actors_in(p.at + 1..p.end + WHOSE).iter().find(whose).cloned().into_iter().collect();
        while let Some(last) = all.last()
            && let Some(next) = r.actors_at(last.tokens.end).find(|a| self.joined_to(last, a) && a.who.fights())
        {
            all.push(next.clone());
        }
        all
    }

    /// Whether a patrol is the subject of a verb that has an object, and what its forces then did.
    pub(super) fn patrol_does(&mut self, v: &Verb, object: Object, before: Option<&Phrase>, bare: &[Phrase]) -> bool {
        let behind = bare.first().filter(|p| p.at <= v.end + 1 && v.features.has(Features::FEMININE));
        let (patrol, objects) = match (behind, before) {
            (Some(p), _) if bare.len() > 1 => (*p, &bare[1..]),
            (None, Some(p)) if !bare.is_empty() => (*p, bare),
            _ => return false,
        };
        let victims = objects.first().is_some_and(|p| object == Object::Target || self.is_people(p));
        let mut forces = if victims { self.patrol_of(&patrol) } else { Vec::new() };
        // "a patrol of the army and X had killed": with its forces it stands right before the verb
        let near = forces.last().is_some_and(|a| a.tokens.end <= v.at && close(self.r, a.tokens.end, v.at));
        if behind.is_none() && !near {
            forces.clear();
        }
        for a in &forces {
            self.blame(a, Stance::Asserted, "role:patrol");
        }
        if !forces.is_empty() && object == Object::Target {
            self.aim(&objects[0], objects, "role:object");
        }
        !forces.is_empty()
    }

    /// "An attack that a patrol of the army carried out".
    pub(super) fn patrol_performs(&mut self, p: &Phrase) -> bool {
        let forces = self.patrol_of(p);
        for a in &forces {
            self.blame(a, Stance::Asserted, "role:patrol");
        }
        !forces.is_empty()
    }
}
