//! Forces that come after an attack: who shoots or arrests the attacker did not do it.

use super::frame::Verb;
use super::phrase::{Lead, Phrase};
use super::{Finder, assault};
use crate::actors::{ActorMention, Who};
use crate::claims::Figured;
use crate::incidents::{Segment, TriggerHit};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::Features;
use isnad_model::Of;
use std::ops::Range;

/// Words between "before" and the deed that ended an attack at most.
const ENDED: usize = 5;

/// Words between an operation and who leads it at most.
const SEARCH: usize = 3;

/// Words behind a deed among which its object stands.
const OBJECT: usize = 5;

impl Finder<'_, '_> {
    /// "A man stabbed four people, and the police killed him": the police only answered.
    pub(super) fn answers(&self, v: &Verb, kind: Incident, p: &Phrase, phrases: &[Phrase]) -> bool {
        let one = |q: &Phrase| {
            q.actor()
                .map(|a| &self.r.actors[a])
                .is_some_and(|a| a.people && !a.plural && matches!(a.who, Who::Of(Acts::Armed | Acts::Civilians)))
        };
        if !self.force(p) {
            return false;
        }
        let ended = self.ended(v.at);
        let shot = matches!(kind, Incident::Killing | Incident::Shooting);
        // "a gunman killed four people, then the police killed him"
        let gunman = |q: &Phrase| one(q) && q.actor().is_some_and(|a| self.r.actors[a].of == Of::Militants);
        let killer = |q: &Phrase| gunman(q) && !self.parts.perpetrators.is_empty();
        if shot && v.features.has(Features::PRONOUN) && phrases.iter().any(|q| q.end <= v.at && killer(q)) {
            return true;
        }
        if !self.attacked && !ended {
            return false;
        }
        let him = v.features.has(Features::PRONOUN) && shot || ended;
        let caught = shot || matches!(kind, Incident::Arrest | Incident::Operation);
        him && phrases.iter().any(|q| q.end <= v.at && one(q))
            || caught && (ended || self.assault_beside(v.at)) && self.culprit(v.end..v.end + OBJECT)
            || self.stormed_back(v, kind, p, phrases)
    }

    /// "… and the police stormed the building", "struck a cordon around it": what the gunmen told before had entered, or
    /// nothing that can be hit.
    fn stormed_back(&self, v: &Verb, kind: Incident, p: &Phrase, phrases: &[Phrase]) -> bool {
        if kind != Incident::Attack || !self.assaulted || self.parts.perpetrators.iter().all(|s| s.regular) {
            return false;
        }
        let r = self.r;
        let known = |t: usize| {
            r.words(t).any(|(m, w)| matches!(w, Word::Site(_) | Word::Thing(_)) && m.features.has(Features::DEFINITE))
        };
        let mut clause = (v.end..(v.end + OBJECT).min(r.chart.len())).take_while(|t| !r.mark(*t, ",.;:"));
        let from = p.end.max(v.end);
        let object = phrases.iter().find(|q| q.at >= from && q.at < from + OBJECT && q.lead == Lead::Bare);
        clause.any(known) || object.is_none()
    }

    /// "The police launched an operation against the attackers", told behind the attack; "before the police opened fire".
    pub(super) fn operates_after(&self, v: &Verb, p: &Phrase, behind: &[Phrase]) -> bool {
        if self.ended(v.at) && self.force(p) {
            return true;
        }
        let operation = |p: &Phrase| {
            self.r.words(p.at).any(|(_, w)| matches!(w, Word::Trigger(t) if t.kind == Incident::Operation))
        };
        self.assaulted && !self.fired && self.force(p) && behind.iter().find(|p| p.is_event()).is_some_and(operation)
    }

    /// "A search by the army", told behind the attack.
    pub(super) fn searches_after(&self, g: &Segment, p: &Phrase) -> bool {
        let near = g.triggers.iter().rev().find(|t| t.end <= p.at && p.at - t.end <= SEARCH);
        self.assaulted && !self.fired && near.is_some_and(|t| t.trigger.kind == Incident::Operation)
    }

    /// "The police managed to arrest the suspect", "to kill the attacker", told behind the attack.
    pub(super) fn manages_after(&self, p: &Phrase, kind: Incident, noun: usize) -> bool {
        let caught = kind == Incident::Arrest && !self.arrests;
        let shot = kind == Incident::Killing && self.culprit(noun + 1..noun + 1 + OBJECT);
        self.attacked && self.assault_beside(noun) && !self.fired && self.force(p) && (caught || shot)
    }

    /// Whether the one who is told to have killed only shot the attacker.
    pub(super) fn shot_attacker(&self, f: &Figured, governor: usize, a: &ActorMention) -> bool {
        let force = a.is_force();
        let told = self.attacked && self.assault_beside(governor) || self.ended(governor);
        told && force && self.culprit(governor + 1..f.tokens.end.max(f.at + 1) + 1)
    }

    /// "The one who carried out the attack was killed *by the police*".
    pub(super) fn answered_by(&self, p: &Phrase) -> bool {
        let from = p.at.saturating_sub(OBJECT);
        self.attacked && self.force(p) && self.culprit(from..p.at) && self.assaults.iter().any(|a| *a < from)
    }

    /// Whether an assault is told that is not this deed.
    fn assault_beside(&self, at: usize) -> bool {
        self.assaults.iter().any(|a| *a != at)
    }

    /// "… before the police shot him": whether what a token tells ended the attack told before it.
    pub(super) fn ended(&self, at: usize) -> bool {
        (at.saturating_sub(ENDED)..at).any(|t| self.r.is(t, Small::Beforehand))
    }

    /// Whether the army or the police of a country stands in a phrase.
    fn force(&self, p: &Phrase) -> bool {
        let r = self.r;
        p.actor().is_some_and(|a| r.actors[a].is_force())
    }

    /// "The attacker", "the suspect", "who carried it out": one of whom the text has told what he did. More than one
    /// only where it told the attack first.
    fn culprit(&self, tokens: Range<usize>) -> bool {
        let r = self.r;
        let clause = tokens.take_while(|t| *t < r.chart.len() && !r.mark(*t, ",.;:"));
        let known = |a: &ActorMention| {
            a.people && a.who == Who::Of(Acts::Armed) && a.of == Of::Militants && (!a.plural || self.assaulted)
        };
        clause.into_iter().any(|t| {
            let definite = || r.chart.matches_at(t).iter().any(|m| m.features.has(Features::DEFINITE));
            // "killed a gunman who attacked a church"
            let attacks = |a: &ActorMention| self.assaults.contains(&a.tokens.end);
            let named = r.has(t, Small::Culprit.mark() | Small::Culprits.mark());
            named || r.actors_at(t).any(|a| known(a) && (definite() || !a.plural && attacks(a)))
        })
    }
}

/// Where assaults are told, and whether one is told first. What a force does is none.
pub(super) fn assaults(r: &Reading<'_>, segments: &[&Segment]) -> (Vec<usize>, bool) {
    let by_force = |t: &TriggerHit| {
        let force = |a: &ActorMention| !a.people && a.is_force();
        // "that the group's men attacked a unit of the army": who stands before the verb did it
        let others = r.actors.iter().any(|a| a.tokens.end == t.at && a.who.fights() && !a.is_force());
        !others && (t.at..=t.end).any(|k| r.actors_at(k).any(force))
    };
    let told = segments.iter().flat_map(|g| &g.triggers).filter(|t| !t.general);
    let all: Vec<(usize, bool)> = told.map(|t| (t.at, assault(t.trigger.kind) && !by_force(t))).collect();
    let first = all.first().is_some_and(|(_, assault)| *assault);
    (all.into_iter().filter(|(_, assault)| *assault).map(|(at, _)| at).collect(), first)
}
