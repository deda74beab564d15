//! Days of the week, with and without a date beside them.

use super::expr::{DateExpr, Unit, Which};
use super::resolve::{Anchor, TOLERANCE};
use super::span::{add_days, range, shift, unit_around, weekday_from, weekday_near, weekday_until};
use isnad_model::DateRange;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Days ahead that are still announced by their weekday.
const AHEAD: i32 = 60;

/// "Tuesday, 1 May" without a year: the return told, unless only the next one, some weeks ahead, is such a weekday.
pub(super) fn weekday_told(weekday: Weekday, date: &DateExpr, told: DateRange, anchor: &Anchor) -> Option<DateRange> {
    let day = told.start();
    let bare = matches!(date, DateExpr::Absolute { year: None, month: Some(_), day: Some(_), which: Which::Bare });
    let next = || {
        let next = day.checked_add(1.year()).ok()?;
        let ahead = (next - anchor.now()?).get_days();
        (next.day() == day.day() && next.weekday() == weekday && (1..=AHEAD).contains(&ahead)).then_some(next)
    };
    if bare
        && day.weekday() != weekday
        && let Some(next) = next()
    {
        return Some(DateRange::day(next));
    }
    Some(told)
}

pub(super) fn a_weekday(weekday: Weekday, which: Which, anchor: &Anchor, near: Option<Date>) -> Option<Date> {
    let Some(now) = near.or(anchor.now()) else {
        return weekday_near(anchor.reference?.start(), weekday);
    };
    match which {
        Which::Bare | Which::This => weekday_until(now, weekday),
        Which::Last => weekday_until(add_days(now, -1)?, weekday),
        Which::BeforeLast => add_days(weekday_until(add_days(now, -1)?, weekday)?, -7),
        Which::Next => weekday_from(add_days(now, 1)?, weekday),
    }
}

/// "Thursday the 21st": the latest of three months in which that day is a Thursday, else the latest Thursday.
pub(super) fn weekday_the(weekday: Weekday, d: i8, anchor: &Anchor, near: Option<Date>) -> Option<DateRange> {
    let now = near.or(anchor.now())?;
    let limit = add_days(now, TOLERANCE)?;
    (0..3)
        .filter_map(|back| shift(now.first_of_month(), Unit::Month, -back))
        .filter_map(|first| Date::new(first.year(), first.month(), d).ok())
        .find(|day| *day <= limit && day.weekday() == weekday)
        .or_else(|| weekday_until(now, weekday))
        .map(DateRange::day)
}

pub(super) fn weekend(days: (Weekday, Weekday), which: Which, anchor: &Anchor) -> Option<DateRange> {
    let now = anchor.now()?;
    let last = add_days(now, -1)?;
    let start = match which {
        Which::Bare => weekday_until(now, days.0)?,
        Which::Last => {
            let start = weekday_until(last, days.0)?;
            let end = weekday_from(start, days.1)?;
            if end < now { start } else { add_days(start, -7)? }
        }
        Which::BeforeLast => add_days(weekend(days, Which::Last, anchor)?.start(), -7)?,
        Which::This => weekday_from(unit_around(Unit::Week, now, 0)?.start(), days.0)?,
        Which::Next => weekday_from(add_days(now, 1)?, days.0)?,
    };
    Some(range(start, weekday_from(start, days.1)?))
}
