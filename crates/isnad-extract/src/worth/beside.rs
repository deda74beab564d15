//! What is told below the lead: beside the day's news, or as its background.

use super::{Case, words};
use crate::incidents::TriggerHit;
use crate::roles;
use crate::vocabulary::{Incident, Object, Small, Word};
use isnad_language::Features;
use isnad_model::{Actor, DatePrecision, Of, Role, SubEventType};

/// So many in one figure are seldom those of one incident that has no place.
const MANY: u64 = 50;

/// Words between "made" and the progress at most.
const MADE: usize = 8;

impl Case<'_, '_> {
    pub(super) fn below_the_lead(&self) -> bool {
        if self.answered() {
            return true;
        }
        // "days after a similar raid": nothing that could be found again
        let exact = self.precision() == Some(DatePrecision::Day);
        if self.draft.after.is_some() && !exact && self.locations.is_empty() && self.claims.is_empty() {
            return false;
        }
        // "crowds had called for it in the streets": nobody says where
        if *self.sub_type == SubEventType::PeacefulProtest && self.locations.is_empty() && !exact {
            return false;
        }
        self.fought_beside() || self.done_beside() || self.dated_deed() || self.toll_at_a_place() || self.of_a_year()
    }

    /// What the news answered: the other side's deed.
    fn answered(&self) -> bool {
        let retort = self.draft.segments.first().is_some_and(|k| self.told.segments[*k].retort);
        let soldiers = |t: usize| self.segments().any(|g| g.tokens.contains(&t));
        let shot_at = || self.r.actors.iter().any(|a| a.of == Of::Military && soldiers(a.tokens.start));
        retort && (self.strong() && (!self.locations.is_empty() || self.perpetrator()) || shot_at())
    }

    /// "Clashes broke out at the camp", "in Gafsa marches set out": told beside the day's news.
    fn fought_beside(&self) -> bool {
        // "in Gafsa marches set out"
        let marched = |t: &TriggerHit| t.trigger.kind == Incident::Protest && (t.anew || !t.trigger.noun);
        let fought = || self.news().any(|t| !t.trigger.weak && (words::fight(t) || marched(t)));
        // "in X a bomb went off under a lawyer's car"
        let blast = |t: &TriggerHit| words::blow(t) && (!t.trigger.weak || t.trigger.kind == Incident::Bombing);
        let blown =
            || *self.sub_type == SubEventType::RemoteExplosive && self.news().any(|t| !t.trigger.noun && blast(t));
        let apart = !self.aside() && self.draft.after.is_none();
        self.fresh && !self.draft.main && self.fine() && apart && (fought() || blown())
    }

    /// Told anew, with a place and who did it.
    fn done_beside(&self) -> bool {
        let parties = || self.actors.iter().any(|a| a.role != Role::Target && roles::is_told(a));
        self.fine() && !self.aside() && (self.anew() && parties() || self.hit() || self.took())
    }

    /// A day, a month, and something hit.
    fn dated_deed(&self) -> bool {
        // many killed in a month, nobody says where: the month's sum
        let sum = || {
            let many = self.claims.iter().any(|c| c.figure.low.is_some_and(|n| n >= MANY));
            self.precision() == Some(DatePrecision::Month) && many
        };
        let deed = || self.triggers().any(|t| !t.general && !words::talk(t));
        let fine = self.fine();
        self.timed()
            && (self.strong()
                || !self.claims.is_empty() && (fine || !sum())
                || fine && (self.ground() || deed() && self.perpetrator()))
    }

    /// A place and a toll.
    fn toll_at_a_place(&self) -> bool {
        self.fine() && !self.claims.is_empty() && (self.strong() || self.weak())
    }

    /// "The attacks of 2016, which killed 32 people", "the attack on the parliament in 2014".
    fn of_a_year(&self) -> bool {
        let one_deed = || self.triggers().any(|t| t.trigger.noun && !t.trigger.weak && !t.general && words::blow(t));
        let named = || !self.claims.is_empty() || self.anew() && (self.perpetrator() || one_deed());
        self.year_only() && self.strong() && (self.died() && one_deed() || self.fine() && named())
    }

    fn anew(&self) -> bool {
        self.news().any(|t| !t.trigger.weak)
    }

    /// "The coalition hit their posts in the district".
    pub(super) fn hit(&self) -> bool {
        let struck = |t: &TriggerHit| !t.trigger.noun && matches!(t.trigger.object, Object::Target | Object::Victim);
        let target = || self.actors.iter().any(|a| a.role == Role::Target);
        self.perpetrator() && target() && self.news().any(struck)
    }

    /// "Units took the hills", "announced the seizure of the hills", "made progress in the district".
    pub(super) fn took(&self) -> bool {
        let named = |a: &Actor| a.role == Role::Perpetrator && roles::is_told(a) && !a.id.starts_with("unidentified");
        let taken = |t: &TriggerHit| {
            let by_noun = || self.announced(t) && self.actors.iter().any(named);
            self.ground() && words::ground(t) && (!t.trigger.noun || by_noun())
        };
        let advanced = |t: &TriggerHit| words::advance(t) && (!t.trigger.noun || self.made(t));
        self.perpetrator() && self.news().any(|t| taken(t) || advanced(t))
    }

    /// No "after the seizure of …".
    fn announced(&self, t: &TriggerHit) -> bool {
        let earlier = |k: usize| [Small::Temporal, Small::Afterwards, Small::Since].iter().any(|s| self.r.is(k, *s));
        !(t.at.saturating_sub(2)..t.at).any(earlier)
    }

    /// A noun as the object of "made".
    pub(super) fn made(&self, t: &TriggerHit) -> bool {
        let r = self.r;
        let past = |k: usize| {
            let deed = |w: &Word| matches!(w, Word::Small(Small::Perform));
            r.words(k).any(|(m, w)| deed(w) && m.features.has(Features::PAST))
        };
        (t.at.saturating_sub(MADE)..t.at).rev().take_while(|k| !r.mark(*k, ".;:")).any(past)
    }
}
