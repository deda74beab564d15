//! Whether a draft tells an incident rather than a background: time, place or actor, and something that happened.

mod beside;
mod crime;
mod lead;
mod strategic;
mod words;

use crate::incidents::{Draft, Segment, Told, TriggerHit};
use crate::reading::Reading;
use crate::roles;
use isnad_model::{
    Actor, Claim, DatePrecision, DateRange, EventType, Location, Measure, PlacePrecision, Qualifier, Role, SubEventType,
};

/// So many are mostly those of many incidents, though one seems to tell of them.
pub(crate) const MASS: u64 = 500;

/// Days after which an incident is no news any more.
pub(crate) const FRESH: i32 = 9;

/// A draft with what has been read of it.
pub(crate) struct Case<'a, 'p> {
    pub r: &'a Reading<'p>,
    pub told: &'a Told,
    pub draft: &'a Draft,
    pub sub_type: &'a SubEventType,
    /// The day that the text tells.
    pub date: Option<DateRange>,
    /// Nobody tells its day, but it stands in the day's news.
    pub fresh: bool,
    pub locations: &'a [Location],
    pub claims: &'a [Claim],
    pub actors: &'a [Actor],
}

impl Case<'_, '_> {
    /// Whether the draft makes a report.
    pub(crate) fn worth(&self) -> bool {
        let told = self.strong() || self.weak() || !self.claims.is_empty();
        if !told || self.ordinary_crime() || self.mishap() {
            return false;
        }
        if self.sub_type.event_type() == EventType::Strategic {
            self.strategic()
        } else if self.leads() {
            self.in_the_lead() || self.told.week && self.below_the_lead()
        } else {
            self.below_the_lead()
        }
    }

    fn segments(&self) -> impl Iterator<Item = &Segment> {
        self.draft.segments.iter().map(|k| &self.told.segments[*k])
    }

    fn triggers(&self) -> impl Iterator<Item = &TriggerHit> {
        self.segments().flat_map(|g| &g.triggers)
    }

    /// The triggers that tell something anew.
    fn news(&self) -> impl Iterator<Item = &TriggerHit> {
        self.triggers().filter(|t| !t.general && !t.known())
    }

    /// Whether a word tells an incident by itself. Headline and lead may do so in the plural: "explosions shook the town on
    /// Sunday".
    fn strong(&self) -> bool {
        let told_at = self.date.is_some() && self.draft.main;
        self.triggers().any(|t| !t.trigger.weak && (!t.general || told_at))
    }

    /// Whether a word tells one incident at all: the dead tell that "raids on the town" were one, and so does "launched
    /// raids on the town on Sunday".
    fn weak(&self) -> bool {
        let died = self.died();
        let launched = |t: &TriggerHit| self.date.is_some() && self.draft.main && t.trigger.noun && self.made(t);
        self.triggers().any(|t| !t.general || died || launched(t))
    }

    /// Whether a number of dead or wounded is told.
    fn died(&self) -> bool {
        let counted = |c: &Claim| c.figure.qualifier != Qualifier::Vague;
        self.claims.iter().any(|c| matches!(c.measure, Measure::Killed | Measure::Wounded) && counted(c))
    }

    /// Whether a place below the country is told.
    fn fine(&self) -> bool {
        self.locations.iter().any(|l| l.precision != PlacePrecision::Country)
    }

    fn precision(&self) -> Option<DatePrecision> {
        self.date.map(|d| d.precision())
    }

    fn year_only(&self) -> bool {
        self.precision() == Some(DatePrecision::Year)
    }

    /// Whether more than the year is told of its time.
    fn timed(&self) -> bool {
        self.date.is_some() && !self.year_only()
    }

    /// Whether it is the news, told in headline or lead.
    fn leads(&self) -> bool {
        self.draft.main && self.segments().any(|g| g.sentence < self.r.title_sentences + 3)
    }

    /// Whether ground changed hands.
    fn ground(&self) -> bool {
        matches!(self.sub_type, SubEventType::GovernmentRegains | SubEventType::NonStateOvertakes)
    }

    /// Whether the text tells who did it.
    fn perpetrator(&self) -> bool {
        self.actors.iter().any(|a| a.role == Role::Perpetrator && roles::is_told(a))
    }

    /// Told as further back, or as known.
    fn aside(&self) -> bool {
        self.draft.background || self.draft.known
    }
}
