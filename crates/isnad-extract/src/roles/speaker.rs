//! Those who tell it as what they did themselves: "the army said that it bombed …".

use super::Finder;
use super::frame::Verb;
use crate::actors::{ActorMention, Who, id_of};
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::Features;
use isnad_model::{ClaimStance, PlacePrecision, SourceKind, Stance};

/// Words between one who speaks and what he says he did at most.
const SPOKEN: usize = 14;

impl Finder<'_, '_> {
    /// A verb whose subject is only referred to behind "that": the one who speaks.
    pub(super) fn speaker_does(&mut self, v: &Verb, rule: &'static str) {
        if self.refers_to_speaker(v.at) && !v.features.has(Features::PASSIVE) || self.announced_taking(v) {
            self.speaker(v.at, rule);
        }
    }

    /// Whether "that he", "that they" stands right before a verb.
    pub(super) fn refers_to_speaker(&self, at: usize) -> bool {
        at > 0 && self.r.is(at - 1, Small::ThatSubject)
    }

    /// The party whose account a token belongs to, as the one who did what it tells.
    pub(super) fn speaker(&mut self, at: usize, rule: &'static str) {
        let r = self.r;
        let Some(chain) = self.attribution.chain_at(at) else { return };
        // "the movement denied any part in the blast"
        if chain.stance == Some(ClaimStance::Denied) {
            return;
        }
        // who accuses another does not speak of his own deed
        let accuses = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if v.accuses));
        if (chain.speaker.start.saturating_sub(2)..at).any(accuses) {
            return;
        }
        // "an officer said that he killed five": the enemy
        let one = |a: &ActorMention| {
            r.words(a.tokens.start).any(|(m, w)| {
                matches!(w, Word::Person(p) if !p.plural) && !m.features.any(Features::PLURAL | Features::DUAL)
            })
        };
        let able = |a: &&ActorMention| {
            matches!(a.who, Who::Named(_)) && a.kind != SourceKind::Un
                || matches!(a.who, Who::Of(Acts::Military | Acts::Police)) && !one(a)
        };
        let party = r.actors_in(chain.speaker.clone()).iter().find(able);
        // "said the army in its answer to the newspaper that it …"
        let before = || {
            let speaks = |a: &&ActorMention| a.tokens.end <= at && self.attribution.speaking[a.tokens.start];
            let near = |a: &&ActorMention| a.tokens.start + SPOKEN > at && speaks(a);
            r.actors_in(at.saturating_sub(SPOKEN)..at)
                .iter()
                .rev()
                .filter(able)
                .find(|a| near(a))
                .filter(|_| self.refers_to_speaker(at))
        };
        let party = party.or_else(before);
        let state = r.places.iter().position(|p| {
            chain.speaker.contains(&p.tokens.start) && p.precision == PlacePrecision::Country && !p.prepositional
        });
        if party.is_none()
            && chain.speaker.len() == 1
            && let Some(k) = state
        {
            self.blame_state(k, Stance::Asserted, rule);
        }
        // "the government said that it struck": its army
        let government = chain.links.first().is_some_and(|l| l.kind == SourceKind::Government);
        let force = self.armed && !self.arrests;
        if party.is_none() && state.is_none() && government && force && self.refers_to_speaker(at) {
            let told = chain.speaker.clone();
            if let Some(id) = id_of(Acts::Military, self.country.as_deref()) {
                self.perpetrator(id, Stance::Claimed, false, told, rule);
            }
        }
        if let Some(a) = party.cloned() {
            let stance = if a.kind == SourceKind::ArmedGroup { Stance::Claimed } else { Stance::Asserted };
            self.blame(&a, stance, rule);
        }
    }
}
