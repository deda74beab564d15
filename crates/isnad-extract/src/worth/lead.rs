//! The news of headline and lead.

use super::Case;
use crate::incidents::{Segment, TriggerHit};
use crate::roles;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{Actor, DatePrecision, Measure, Role, SubEventType};

impl Case<'_, '_> {
    pub(super) fn in_the_lead(&self) -> bool {
        if self.recalls() || self.held() || self.nothing_told() {
            return false;
        }
        let (strong, weak, fine, perpetrator) = (self.strong(), self.weak(), self.fine(), self.perpetrator());
        let dated = self.date.is_some();
        let more = || self.triggers().any(|t| !t.general && !super::words::war(t));
        // "a journalist was killed in the consulate", nobody says by whom
        let killed = || self.news().any(|t| t.trigger.kind == Incident::Killing);
        (strong
            || weak && !self.claims.is_empty()
            || weak && fine && perpetrator && (dated || more())
            || weak && fine && (dated || self.opens()) && (self.blown_up() || perpetrator)
            || weak && fine && self.bled()
            || self.ground() && dated
            || self.headed() && fine && killed())
            && (fine || dated || !self.locations.is_empty() || perpetrator || strong && self.men_of_a_state())
    }

    /// Whether it opens fresh news: told anew by a verb in the headline or the first sentence of the body.
    pub(super) fn opens(&self) -> bool {
        let r = self.r;
        let first = |s: usize| s <= r.title_sentences;
        let told = |t: &TriggerHit| !t.trigger.noun && !t.general && !t.known() && !super::words::war(t);
        // storms bring trees and power lines down, too
        let disaster = |s: usize| r.any(r.sentence(s), &[Small::Disaster, Small::Accident]);
        let calm = !(0..r.sentences()).take(r.title_sentences + 2).any(disaster);
        self.fresh && calm && self.segments().any(|g| first(g.sentence) && g.triggers.iter().any(told))
    }

    /// "A roadside bomb hit a vehicle of the army on Sunday": nobody is told to have laid it.
    fn blown_up(&self) -> bool {
        let hit = |a: &Actor| a.role == Role::Target && roles::is_told(a);
        *self.sub_type == SubEventType::RemoteExplosive && self.actors.iter().any(hit)
    }

    /// "An explosion shook the centre and left wounded": people hurt whom nobody counts.
    fn bled(&self) -> bool {
        let r = self.r;
        let hurt = |t: usize| {
            r.words(t).any(|(m, w)| {
                let several = |p: bool| p || m.features.has(Features::PLURAL);
                matches!(w, Word::Person(p) if several(p.plural) && matches!(p.measure, Some(Measure::Killed | Measure::Wounded)))
            })
        };
        let denied = |t: usize| r.is(t, Small::Negation) || r.is(t, Small::Condition);
        let told = |g: &Segment| g.tokens.clone().any(hurt) && !g.tokens.clone().any(denied);
        *self.sub_type == SubEventType::RemoteExplosive && self.segments().any(told)
    }

    /// "Four soldiers of X were killed in an ambush": the dead tell in which war.
    fn men_of_a_state(&self) -> bool {
        let hit = |a: &Actor| a.role == Role::Target && a.id.starts_with("state:") && roles::is_told(a);
        self.died() && self.actors.iter().any(hit)
    }

    /// Whether the headline tells of it.
    fn headed(&self) -> bool {
        self.segments().any(|g| g.title || self.r.title_sentences == 0)
    }

    /// An article about something else that recalls an old month or year, or tells neither day nor deed.
    fn recalls(&self) -> bool {
        let old = matches!(self.precision(), Some(DatePrecision::Month | DatePrecision::Year));
        // fresh news has its headline or its first sentence tell what happened
        let first = || self.segments().any(|g| g.sentence == self.r.title_sentences && !g.triggers.is_empty());
        let nowhere = || {
            let told = first() && (self.strong() || self.ground());
            self.date.is_none() && !told && !(self.fine() && (self.hit() || self.took()))
        };
        // "in May the group blew up a mosque in the town"
        let named = |a: &Actor| a.role == Role::Perpetrator && roles::is_told(a) && !a.id.starts_with("unidentified");
        let told = || self.strong() && self.fine() && self.actors.iter().any(named);
        !self.headed() && self.claims.is_empty() && (old && !told() || nowhere())
    }

    /// "Since they took the port": ground that somebody holds.
    fn held(&self) -> bool {
        let known = || self.triggers().all(|t| t.trigger.noun && t.known());
        self.ground() && self.date.is_none() && self.claims.is_empty() && known()
    }

    /// "They practise killing": neither day nor place nor toll, and nothing that is told anew.
    fn nothing_told(&self) -> bool {
        let anew = || self.news().any(|t| !t.trigger.weak);
        self.date.is_none() && self.claims.is_empty() && !self.fine() && !self.ground() && !anew()
    }
}
