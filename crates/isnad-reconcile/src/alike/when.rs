//! When: intervals of days, with how exactly they are told.

use super::weights::Feature;
use crate::Told;
use isnad_model::DatePrecision;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

/// Days between the guess of an undated main report and its publication.
const FRESH: i32 = 7;

/// The days an incident can have happened on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// The text says so.
    Told(i32, i32, DatePrecision),
    /// Main news without a date: the days up to publication.
    Guessed(i32, i32),
    /// Nothing to go by, but not after the day of publication where that is known.
    Unknown(Option<i32>),
}

/// Days since 1970.
pub fn day_number(day: Date) -> i32 {
    let hours = date(1970, 1, 1).duration_until(day).as_hours();
    i32::try_from(hours.div_euclid(24)).unwrap_or(0)
}

impl When {
    pub fn of(told: &Told) -> Self {
        let published = told.article.published.map(day_number);
        match (told.report.date, published) {
            (Some(d), _) => When::Told(day_number(d.start()), day_number(d.end()), d.precision()),
            (None, Some(day)) if told.report.main => When::Guessed(day - FRESH, day),
            (None, published) => When::Unknown(published),
        }
    }

    /// The days to look on, where they are few enough to look on each.
    pub fn days(self) -> Option<(i32, i32)> {
        match self {
            When::Told(start, end, _) | When::Guessed(start, end) if end - start <= 31 => Some((start, end)),
            _ => None,
        }
    }

    /// How the two fit; `None` where they cannot be one event.
    pub fn compare(self, other: Self) -> Option<Feature> {
        use DatePrecision::{Day, Month, Range, Week, Year};
        match (self, other) {
            (When::Told(a, b, p), When::Told(c, d, q)) => {
                let gap = (c - b).max(a - d);
                let coarse = p.max(q);
                match (gap, coarse) {
                    (..=0, Year) => Some(Feature::SameYear),
                    (..=0, Month) => Some(Feature::SameMonth),
                    (..=0, Week | Range) if (a, b) == (c, d) && (4..=10).contains(&(b - a)) => Some(Feature::SameSpan),
                    (..=0, Week) => Some(Feature::SameWeek),
                    (..=0, Range) if (b - a).max(d - c) > 10 => Some(Feature::SameMonth),
                    (..=0, Range) if (b - a).max(d - c) > 3 => Some(Feature::SameWeek),
                    (..=0, Range) if a.max(c) == b.min(d) && (a < c) == (b < d) && a != c && b != d => {
                        Some(Feature::DaysTouch)
                    }
                    (..=0, Range) => Some(Feature::DaysOverlap),
                    (..=0, Day) => Some(Feature::SameDay),
                    (1, Day) => Some(Feature::NextDay),
                    (1, Range) => Some(Feature::NextToSpan),
                    (2, _) => Some(Feature::TwoDaysApart),
                    _ => None,
                }
            }
            (When::Guessed(a, b), When::Told(c, d, p)) | (When::Told(c, d, p), When::Guessed(a, b)) => {
                match (c <= b && a <= d, p) {
                    (true, Day | Range | Week) => Some(Feature::FitsPublication),
                    (true, _) => Some(Feature::NoDate),
                    (false, _) => (c - b <= 1).then_some(Feature::MissesPublication),
                }
            }
            (When::Guessed(a, b), When::Guessed(c, d)) => {
                Some(if (b - d).abs() <= 3 && c <= b && a <= d { Feature::FitsPublication } else { Feature::NoDate })
            }
            (When::Unknown(Some(until)), When::Told(start, _, Day))
            | (When::Told(start, _, Day), When::Unknown(Some(until)))
                if (start..=start + FRESH).contains(&until) =>
            {
                Some(Feature::FitsPassing)
            }
            (When::Unknown(until), When::Told(start, ..) | When::Guessed(start, _))
            | (When::Told(start, ..) | When::Guessed(start, _), When::Unknown(until)) => {
                until.is_none_or(|until| start <= until + 1).then_some(Feature::NoDate)
            }
            (When::Unknown(_), When::Unknown(_)) => Some(Feature::NoDate),
        }
    }
}
