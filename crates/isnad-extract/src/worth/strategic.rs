//! Strategic developments: accords, arrests, arms found, sieges, bases.

use super::Case;
use crate::incidents::Segment;
use crate::vocabulary::Incident;
use isnad_model::{DatePrecision, Measure, SubEventType};

impl Case<'_, '_> {
    pub(super) fn strategic(&self) -> bool {
        let (lead, timed) = (self.leads(), self.timed());
        match self.sub_type {
            SubEventType::Agreement => timed || lead && self.date.is_none() && self.fine(),
            SubEventType::Arrests | SubEventType::DisruptedWeapons => self.seized(),
            SubEventType::Other | SubEventType::Looting => self.lasting(),
            SubEventType::BaseEstablished => (timed || lead) && self.fine() && (self.strong() || self.perpetrator()),
            _ => {
                let named =
                    self.perpetrator() || !self.actors.is_empty() || lead && (self.date.is_some() || self.opens());
                (timed || lead) && self.fine() && named
            }
        }
    }

    /// Arrests, and arms found or shot down.
    fn seized(&self) -> bool {
        let (lead, timed, fine) = (self.leads(), self.timed(), self.fine());
        let (strong, perpetrator) = (self.strong(), self.perpetrator());
        let shot_down = *self.sub_type == SubEventType::DisruptedWeapons && strong && fine && !self.draft.background;
        // "and took 40 men in the town": told with its number beside fresh news
        let arrested = || self.claims.iter().any(|c| c.measure == Measure::Arrested);
        let day = self.precision() == Some(DatePrecision::Day);
        let beside = fine && (perpetrator || day && arrested()) && !self.claims.is_empty() && !self.aside();
        // "the authorities had announced last week the arrest of 15 in X"
        let before = fine && timed && !self.year_only() && (perpetrator || day) && arrested();
        let told = lead && timed && fine;
        // "the ministry announced the arrest of 37 men of a cell": nobody says where in the country
        let announced = lead && self.fresh && perpetrator && arrested() && !self.locations.is_empty() && self.sides();
        (lead || timed && strong || shot_down || beside || before)
            && (fine || timed || announced)
            && (!self.claims.is_empty()
                || (strong || lead) && perpetrator
                || self.headline_arrest()
                || told
                || shot_down && self.opens())
    }

    /// "Police take the planner of the bombing": the headline tells it, whoever was taken.
    fn headline_arrest(&self) -> bool {
        let first = |kind: Incident| {
            self.segments().any(|g| g.title && g.triggers.first().is_some_and(|t| t.trigger.kind == kind))
        };
        *self.sub_type == SubEventType::Arrests && self.draft.main && first(Incident::Arrest)
    }

    /// "Hostage freed in the north of the country": headline and first sentence tell it before anything else.
    fn hostages(&self) -> bool {
        let freed = |g: &Segment| g.triggers.first().is_some_and(|t| t.trigger.kind == Incident::Release);
        let led = |g: &Segment| g.sentence <= self.r.title_sentences && freed(g);
        let hostage = |t: usize| self.r.words(t).any(|(_, w)| w.of_hostages());
        *self.sub_type == SubEventType::Other
            && self.leads()
            && self.segments().any(|g| led(g) && self.r.sentence(g.sentence).any(hostage))
    }

    /// A siege that goes on, hostages freed, a prison broken.
    fn lasting(&self) -> bool {
        let (strong, perpetrator, fine) = (self.strong(), self.perpetrator(), self.fine());
        let freed = || {
            let counted = self.claims.iter().any(|c| c.measure == Measure::Freed);
            fine && (self.date.is_some() || self.opens()) && counted
        };
        strong && fine && perpetrator
            || self.hostages()
                && (self.date.is_some() || self.fresh)
                && !(self.locations.is_empty() && self.claims.is_empty())
            || (self.leads() || self.timed()) && (strong || perpetrator || freed()) && (fine || self.date.is_some())
    }
}
