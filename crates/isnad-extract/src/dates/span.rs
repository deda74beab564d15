//! Small calendar sums over `jiff` dates; all of them give `None` beyond the calendar's bounds.

use super::expr::{Part, Season, Unit};
use isnad_model::{DatePrecision, DateRange};
use jiff::Span;
use jiff::civil::{Date, Weekday};

pub(super) fn add_days(day: Date, n: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(n).ok()?).ok()
}

fn months(n: i32) -> Option<Span> {
    Span::new().try_months(n).ok()
}

pub(super) fn range(start: Date, end: Date) -> DateRange {
    DateRange::new(start, end, DatePrecision::Range)
}

/// The Monday on or before a day.
fn monday(day: Date) -> Option<Date> {
    add_days(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// The calendar unit that holds `day`, moved by `offset` units.
pub(super) fn unit_around(unit: Unit, day: Date, offset: i32) -> Option<DateRange> {
    let i16_offset = i16::try_from(offset).ok()?;
    match unit {
        Unit::Minute | Unit::Hour if offset == 0 => Some(DateRange::day(day)),
        Unit::Minute | Unit::Hour => Some(range(add_days(day, offset.signum())?, day)),
        Unit::Day => Some(DateRange::day(add_days(day, offset)?)),
        Unit::Week => {
            let start = add_days(monday(day)?, offset.checked_mul(7)?)?;
            Some(DateRange::new(start, add_days(start, 6)?, DatePrecision::Week))
        }
        Unit::Month => month(day.first_of_month().checked_add(months(offset)?).ok()?),
        Unit::Quarter => {
            let first = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let start = first.checked_add(months(offset.checked_mul(3)?)?).ok()?;
            Some(range(start, start.checked_add(months(2)?).ok()?.last_of_month()))
        }
        Unit::Year => year(day.year().checked_add(i16_offset)?),
        Unit::Decade => years(day.year().div_euclid(10).checked_add(i16_offset)?.checked_mul(10)?, 10),
        Unit::Century => years(day.year().div_euclid(100).checked_add(i16_offset)?.checked_mul(100)?, 100),
    }
}

/// The month that holds a day.
pub(super) fn month(day: Date) -> Option<DateRange> {
    Some(DateRange::new(day.first_of_month(), day.last_of_month(), DatePrecision::Month))
}

pub(super) fn year(year: i16) -> Option<DateRange> {
    let start = Date::new(year, 1, 1).ok()?;
    Some(DateRange::new(start, start.last_of_year(), DatePrecision::Year))
}

/// A run of years.
pub(super) fn years(first: i16, n: i16) -> Option<DateRange> {
    Some(range(Date::new(first, 1, 1).ok()?, Date::new(first.checked_add(n - 1)?, 12, 31).ok()?))
}

/// Moves a day by units, as people count: months end where the month ends.
pub(super) fn shift(day: Date, unit: Unit, n: i32) -> Option<Date> {
    let span = match unit {
        Unit::Minute => return Some(day),
        Unit::Hour => return add_days(day, n / 24),
        Unit::Day => Span::new().try_days(n),
        Unit::Week => Span::new().try_weeks(n),
        Unit::Month => Span::new().try_months(n),
        Unit::Quarter => Span::new().try_months(n.checked_mul(3)?),
        Unit::Year => Span::new().try_years(n),
        Unit::Decade => Span::new().try_years(n.checked_mul(10)?),
        Unit::Century => Span::new().try_years(n.checked_mul(100)?),
    };
    day.checked_add(span.ok()?).ok()
}

/// The latest such weekday on or before a day.
pub(super) fn weekday_until(day: Date, weekday: Weekday) -> Option<Date> {
    add_days(day, -i32::from(weekday.until(day.weekday())))
}

/// The first such weekday on or after a day.
pub(super) fn weekday_from(day: Date, weekday: Weekday) -> Option<Date> {
    add_days(day, i32::from(weekday.since(day.weekday())))
}

/// The such weekday next to a day, at most three days away.
pub(super) fn weekday_near(day: Date, weekday: Weekday) -> Option<Date> {
    weekday_until(add_days(day, 3)?, weekday)
}

/// A part of a stretch: tens of days of a month, beginning, middle and end of a week, else thirds or halves.
pub(super) fn part(of: DateRange, part: Part) -> Option<DateRange> {
    let days = of.start().until(of.end()).ok()?.get_days() + 1;
    let cut = |from: i32, to: i32| Some(range(add_days(of.start(), from)?, add_days(of.start(), to - 1)?));
    let run = |from: i32, n: i32| {
        let start = of.start().checked_add(months(from)?).ok()?;
        Some(range(start, start.checked_add(months(n - 1)?).ok()?.last_of_month()))
    };
    match (of.precision(), part) {
        (DatePrecision::Day, _) => Some(of),
        (DatePrecision::Year, Part::Early) => run(0, 4),
        (DatePrecision::Year, Part::Middle) => run(4, 4),
        (DatePrecision::Year, Part::Late) => run(8, 4),
        (DatePrecision::Year, Part::FirstHalf) => run(0, 6),
        (DatePrecision::Year, Part::SecondHalf) => run(6, 6),
        (DatePrecision::Week, Part::Early | Part::FirstHalf) => cut(0, 3),
        (DatePrecision::Week, Part::Middle) => cut(1, 4),
        (DatePrecision::Week, Part::Late | Part::SecondHalf) => cut(3, days),
        (_, Part::FirstHalf) => cut(0, (days + 1).min(30) / 2 + (days - 30).max(0) / 2),
        (_, Part::SecondHalf) => cut((days + 1).min(30) / 2 + (days - 30).max(0) / 2, days),
        (_, Part::Early) if days <= 31 => cut(0, 10.min(days)),
        (_, Part::Middle) if days <= 31 => cut(10.min(days - 1), 20.min(days)),
        (_, Part::Late) if days <= 31 => cut(20.min(days - 1), days),
        (_, Part::Early) => cut(0, days / 3),
        (_, Part::Middle) => cut(days / 3, days * 2 / 3),
        (_, Part::Late) => cut(days * 2 / 3, days),
    }
}

/// A season of a year, in whole months.
pub(super) fn seasons(season: Season, y: i16) -> Option<DateRange> {
    let (first, last, next_year) = match season {
        Season::Spring => (3, 5, 0),
        Season::Summer => (6, 8, 0),
        Season::Autumn => (9, 11, 0),
        Season::Winter => (12, 2, 1),
    };
    Some(range(Date::new(y, first, 1).ok()?, Date::new(y.checked_add(next_year)?, last, 1).ok()?.last_of_month()))
}
