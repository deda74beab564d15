//! Subjects that stand further off: of the verb before, of a noun of taking, of a deed that only answers another.

use super::Finder;
use super::frame::{Sort, Verb, close};
use super::phrase::{Lead, Phrase};
use crate::actors::Who;
use crate::vocabulary::{Acts, Incident, Small};
use isnad_language::Features;
use isnad_model::Of;

/// Words between "before" and the deed that ended an attack at most.
const ENDED: usize = 5;

impl Finder<'_, '_> {
    /// The party right before or right behind a verb.
    pub(super) fn own_subject(&self, v: &Verb, phrases: &[Phrase], left: usize) -> Option<Phrase> {
        let party = |p: &&Phrase| p.lead == Lead::Bare && p.party() && !p.genitive;
        let behind = phrases.iter().filter(party).find(|p| p.at >= v.end && p.at <= v.end + 1);
        let before =
            || phrases.iter().rev().filter(party).find(|p| p.end <= v.at && p.at >= left && close(self.r, p.end, v.at));
        behind.or_else(before).copied()
    }

    /// Whether a figure tells that a verb befell those whom a phrase names.
    pub(super) fn befell(&self, v: &Verb, p: &Phrase) -> bool {
        self.befallen.iter().any(|(governor, told)| *governor == v.at && told.contains(&p.at))
    }

    /// Armed men in the plural.
    pub(super) fn gunmen(&self, p: &Phrase) -> bool {
        let armed = |a: usize| {
            let a = &self.r.actors[a];
            a.of == Of::Militants && (a.plural || !a.people)
        };
        p.lead == Lead::Bare && p.actor().is_some_and(armed)
    }

    /// A verb of taking land that goes on with the subject of the verb before.
    pub(super) fn carried(&mut self, v: &Verb, subject: Option<Phrase>, phrases: &[Phrase]) {
        let (Sort::Deed(kind, _), Some(p)) = (v.sort, subject) else { return };
        let takes = matches!(kind, Incident::Regain | Incident::Takeover);
        if takes && !v.features.any(Features::PASSIVE | Features::PRESENT) && self.able(&p, kind) {
            self.all_do(&p, phrases, kind, "role:subject");
        }
    }

    /// "A man stabbed four people, and the police killed him": the police only answered.
    pub(super) fn answers(&self, v: &Verb, kind: Incident, p: &Phrase, phrases: &[Phrase]) -> bool {
        let one = |q: &Phrase| {
            q.actor()
                .map(|a| &self.r.actors[a])
                .is_some_and(|a| a.people && !a.plural && matches!(a.who, Who::Of(Acts::Armed | Acts::Civilians)))
        };
        let force = p.actor().is_some_and(|a| matches!(self.r.actors[a].who, Who::Of(Acts::Military | Acts::Police)));
        let him = v.features.has(Features::PRONOUN) && matches!(kind, Incident::Killing | Incident::Shooting);
        (self.attacked && him || self.ended(v.at)) && force && phrases.iter().any(|q| q.end <= v.at && one(q))
    }

    /// "… before the police shot him": whether what a token tells ended the attack told before it.
    pub(super) fn ended(&self, at: usize) -> bool {
        (at.saturating_sub(ENDED)..at).any(|t| self.r.is(t, Small::Beforehand))
    }

    /// "The army announced the retaking of …": a noun of taking right behind the party that tells it.
    pub(super) fn announced_taking(&self, v: &Verb) -> bool {
        let r = self.r;
        let Sort::Deed(Incident::Regain | Incident::Takeover, _) = v.sort else { return false };
        let Some(chain) = self.attribution.chain_at(v.at).filter(|c| c.speaker.end <= v.at) else { return false };
        let between = || chain.speaker.end..v.at;
        let apart = between().filter(|k| !r.mark(*k, ",") && r.date_at(*k).is_none()).count();
        apart <= 1 && !between().any(|k| r.is(k, Small::That))
    }
}
