use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How exactly a date is told (codebook, section 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatePrecision {
    /// One day.
    Day,
    /// A bounded span of days.
    Range,
    /// A calendar or seven-day week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// An interval of days, both ends inclusive; `start <= end` by construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DateRange {
    start: Date,
    end: Date,
    precision: DatePrecision,
}

impl DateRange {
    /// The interval between two days, whichever order they are given in.
    pub fn new(a: Date, b: Date, precision: DatePrecision) -> Self {
        Self { start: a.min(b), end: a.max(b), precision }
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self { start: day, end: day, precision: DatePrecision::Day }
    }

    /// First day.
    pub fn start(&self) -> Date {
        self.start
    }

    /// Last day.
    pub fn end(&self) -> Date {
        self.end
    }

    /// How exactly it is told.
    pub fn precision(&self) -> DatePrecision {
        self.precision
    }

    /// Whether the two intervals share a day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// Whether every day of `other` lies in this interval.
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
