use crate::Dossier;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Holds events back until some time has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// How many hours.
    pub hours: u32,
    /// The moment of the export.
    pub now: Timestamp,
}

impl Hold {
    /// Whether an event is too young: fewer hours have passed since the end (UTC) of the last day on which it can have
    /// happened. It cannot have happened after it was told, so the earliest day of publication bounds an interval that
    /// runs on beyond it, and stands for the day of an undated event; without either it is the moment at which it came
    /// into the record. An event that nothing dates is held.
    pub fn holds(&self, dossier: &Dossier) -> bool {
        let told = dossier.tellings.iter().filter_map(|t| t.article.published).min();
        let day = match (dossier.event.date.map(|d| (d.start(), d.end())), told) {
            (Some((start, end)), Some(told)) => Some(end.min(told.max(start))),
            (Some((_, end)), None) => Some(end),
            (None, told) => told,
        };
        let Some(since) = day.and_then(end_of).or(dossier.born) else { return true };
        self.now.duration_since(since).as_secs() < i64::from(self.hours) * 3600
    }
}

/// The first moment of the next day, UTC.
fn end_of(day: Date) -> Option<Timestamp> {
    Some(day.checked_add(1.day()).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
