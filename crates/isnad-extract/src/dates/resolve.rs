//! From what a text says about time to days of the calendar.

use super::expr::{Count, Counted, DateExpr, Frame, Season, Unit, Which};
use super::hijri;
use super::span::{
    add_days, month, part, range, seasons, shift, unit_around, weekday_from, weekday_near, weekday_until, year, years,
};
use super::weekdays::{a_weekday, weekday_the, weekday_told, weekend};
use isnad_model::{DatePrecision, DateRange};
use jiff::civil::Date;

/// What a date is set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// Day of publication.
    pub published: Option<Date>,
    /// Day that the article itself gives; stands in where the publication is not known.
    pub dateline: Option<Date>,
    /// The date told before, from which "two days later" counts.
    pub reference: Option<DateRange>,
}

impl Anchor {
    /// An article published on a day.
    pub fn published(day: Date) -> Self {
        Self { published: Some(day), ..Self::default() }
    }

    /// The same with a date told before.
    pub fn told(self, reference: DateRange) -> Self {
        Self { reference: Some(reference), ..self }
    }

    /// The day that relative dates count from.
    pub fn now(&self) -> Option<Date> {
        self.published.or(self.dateline)
    }

    fn base(&self, frame: Frame, later: bool) -> Option<DateRange> {
        match frame {
            Frame::Publication => self.now().map(DateRange::day),
            Frame::Told => self.reference,
        }
        .map(|r| if later { DateRange::new(r.end(), r.end(), r.precision()) } else { r })
    }
}

/// Days that a date without a year may lie after publication: agencies in other time zones.
pub(super) const TOLERANCE: i32 = 1;

impl DateExpr {
    /// The days meant; `None` where the anchor does not fix them, for open stretches and for durations.
    pub fn resolve(&self, anchor: &Anchor) -> Option<DateRange> {
        resolve(self, anchor, None)
    }
}

/// Resolves dates in the order of the text, each against the one told before it.
pub fn resolve_in_order<'a>(exprs: impl IntoIterator<Item = &'a DateExpr>, anchor: &Anchor) -> Vec<Option<DateRange>> {
    let mut anchor = *anchor;
    exprs
        .into_iter()
        .map(|e| {
            let found = e.resolve(&anchor);
            anchor.reference = found.or(anchor.reference);
            found
        })
        .collect()
}

/// Days that a stretch told as still going on can lie back and be told as one incident.
const LATELY: i32 = 7;

/// "Since Saturday": from that day to publication; "until dawn on Sunday": that day. Where it lies some days back at most.
pub fn going_on(expr: &DateExpr, anchor: &Anchor) -> Option<DateRange> {
    let (DateExpr::Since(told) | DateExpr::Until(told)) = expr else { return None };
    let published = anchor.published?;
    let day = resolve(told, anchor, None).filter(|d| d.precision() == DatePrecision::Day)?.start();
    let ended = matches!(expr, DateExpr::Until(_));
    match (published - day).get_days() {
        0 => Some(DateRange::day(day)),
        1..=LATELY if ended => Some(DateRange::day(day)),
        1..=LATELY => Some(range(day, published)),
        _ => None,
    }
}

/// `near`: the day that dates without a year must not pass, where it is not publication.
fn resolve(expr: &DateExpr, anchor: &Anchor, near: Option<Date>) -> Option<DateRange> {
    match expr {
        DateExpr::Absolute { year: y, month: m, day: d, which } => absolute(*y, *m, *d, *which, anchor, near),
        DateExpr::Hijri { year, month, day, which } => islamic(*year, *month, *day, *which, anchor, near),
        DateExpr::Weekday { weekday, which, date } => match date.as_deref() {
            Some(DateExpr::Period { unit: Unit::Day, offset, frame }) => {
                let day = add_days(anchor.base(*frame, false)?.start(), *offset)?;
                Some(DateRange::day(weekday_near(day, *weekday)?))
            }
            Some(DateExpr::Absolute { year: None, month: None, day: Some(d), .. }) => {
                weekday_the(*weekday, *d, anchor, near)
            }
            Some(date) => weekday_told(*weekday, date, resolve(date, anchor, near)?, anchor),
            None => a_weekday(*weekday, *which, anchor, near).map(DateRange::day),
        },
        DateExpr::Weekend { days, which } => weekend(*days, *which, anchor),
        DateExpr::Period { unit, offset, frame } => {
            let base = anchor.base(*frame, *offset > 0)?;
            if *frame == Frame::Told && coarser(base, *unit) {
                return None;
            }
            if *unit == Unit::Day && *offset == 0 { Some(base) } else { unit_around(*unit, base.start(), *offset) }
        }
        DateExpr::Ago { unit, count, later, frame } => ago(*unit, *count, *later, anchor.base(*frame, *later)?),
        DateExpr::Lately { unit, count, later, frame } => {
            lately(*unit, *count, *later, *frame, anchor.base(*frame, *later)?)
        }
        DateExpr::Part { part: p, of } => part(resolve(of, anchor, near)?, *p),
        DateExpr::Within { what, of } => within(what, resolve(of, anchor, near)?),
        DateExpr::Nth { n, counted, of } => nth(i32::from(*n), *counted, resolve(of, anchor, near)?),
        DateExpr::Season { season, year, which } => a_season(*season, *year, *which, anchor),
        DateExpr::Decade { start } => years(*start, 10),
        DateExpr::Span { from, to } => spanned(from, to, anchor, near),
        DateExpr::Since(_) | DateExpr::Until(_) | DateExpr::Before(_) | DateExpr::After(_) => None,
        DateExpr::Duration { .. } => None,
    }
}

/// Whether a told stretch is too long to count smaller units from it.
fn coarser(told: DateRange, unit: Unit) -> bool {
    match told.precision() {
        DatePrecision::Day | DatePrecision::Range => false,
        DatePrecision::Week => unit < Unit::Week,
        DatePrecision::Month => unit < Unit::Month,
        DatePrecision::Year => unit < Unit::Year,
    }
}

fn absolute(
    y: Option<i16>,
    m: Option<i8>,
    d: Option<i8>,
    which: Which,
    anchor: &Anchor,
    near: Option<Date>,
) -> Option<DateRange> {
    let in_year = |y: i16| match (m, d) {
        (Some(m), Some(d)) => Date::new(y, m, d).ok().map(DateRange::day),
        (Some(m), None) => month(Date::new(y, m, 1).ok()?),
        (None, _) => year(y),
    };
    match (y, m, d) {
        (Some(y), None, Some(_)) => year(y),
        (Some(y), ..) => in_year(y),
        (None, Some(_), Some(_)) if which == Which::Bare && near.is_none() && soon(anchor, in_year).is_some() => {
            soon(anchor, in_year)
        }
        (None, Some(_), _) => {
            pick(which, anchor, near, |day| i32::from(day.year()), |k| in_year(i16::try_from(k).ok()?))
        }
        // a day of the month alone: months counted through
        (None, None, Some(d)) => pick(
            which,
            anchor,
            near,
            |day| i32::from(day.year()) * 12 + i32::from(day.month()) - 1,
            |k| {
                let (y, m) = (i16::try_from(k.div_euclid(12)).ok()?, k.rem_euclid(12) as i8 + 1);
                Date::new(y, m, d).ok().map(DateRange::day)
            },
        ),
        (None, None, None) => None,
    }
}

/// Days ahead of publication on which a day told without its year is the coming one: "the parade of 4 July".
const SOON: i32 = 10;

/// The return of a day of the year that is at hand.
fn soon(anchor: &Anchor, in_year: impl Fn(i16) -> Option<DateRange>) -> Option<DateRange> {
    let now = anchor.now()?;
    let ahead = |d: &DateRange| (TOLERANCE + 1..=SOON).contains(&(d.start() - now).get_days());
    (now.year()..=now.year() + 1).filter_map(in_year).find(ahead)
}

fn islamic(
    y: Option<i16>,
    m: i8,
    d: Option<i8>,
    which: Which,
    anchor: &Anchor,
    near: Option<Date>,
) -> Option<DateRange> {
    let in_year = |y: i16| match d {
        Some(d) => hijri::to_gregorian(y, m, d).map(DateRange::day),
        None => hijri::month(y, m).map(|(a, b)| DateRange::new(a, b, DatePrecision::Month)),
    };
    match y {
        Some(y) => in_year(y),
        None => pick(
            which,
            anchor,
            near,
            |day| hijri::year_of(day).map_or(0, i32::from),
            |k| in_year(i16::try_from(k).ok()?),
        ),
    }
}

/// Chooses among the yearly (or monthly) returns of a date; `index` gives the return near a day, `at` its days.
fn pick(
    which: Which,
    anchor: &Anchor,
    near: Option<Date>,
    index: impl Fn(Date) -> i32,
    at: impl Fn(i32) -> Option<DateRange>,
) -> Option<DateRange> {
    let Some(now) = near.or(anchor.now()) else {
        // with no day of publication, the return nearest to what was told before
        let told = anchor.reference?.start();
        let k = index(told);
        let away = |r: &DateRange| told.until(r.start()).map_or(i32::MAX, |s| s.get_days().abs());
        return (k - 1..=k + 1).filter_map(&at).min_by_key(away);
    };
    let k = index(now);
    let limit = if near.is_some() { now } else { add_days(now, TOLERANCE)? };
    match which {
        Which::Bare => (k - 9..=k + 1).rev().filter_map(&at).find(|r| r.start() <= limit),
        Which::This => at(k),
        Which::Last => (k - 9..=k).rev().filter_map(&at).find(|r| r.end() < now),
        Which::BeforeLast => (k - 9..=k).rev().filter_map(&at).filter(|r| r.end() < now).nth(1),
        Which::Next => (k..=k + 9).filter_map(&at).find(|r| r.start() > now),
    }
}

fn ago(unit: Unit, count: Count, later: bool, base: DateRange) -> Option<DateRange> {
    if coarser(base, unit) {
        return None;
    }
    let sign = if later { 1 } else { -1 };
    let day = base.start();
    let at = |n: i32| shift(day, unit, sign * n);
    match (unit, count) {
        (Unit::Minute, _) => Some(DateRange::day(day)),
        (Unit::Hour, Some(n)) if n >= 24 => Some(DateRange::day(at(n)?)),
        (Unit::Hour, _) => Some(range(add_days(day, sign)?, day)),
        (Unit::Day, Some(n)) => Some(DateRange::day(at(n)?)),
        (Unit::Day, None) => {
            let (near, far) = (at(1)?, at(7)?);
            Some(DateRange::new(near, far, DatePrecision::Week))
        }
        (Unit::Week, Some(n)) => {
            let centre = at(n)?;
            Some(DateRange::new(add_days(centre, -3)?, add_days(centre, 3)?, DatePrecision::Week))
        }
        (Unit::Week, None) => Some(range(at(1)?, at(5)?)),
        (Unit::Month, Some(n)) => month(at(n)?),
        (Unit::Month, None) => Some(range(at(1)?, at(6)?)),
        (Unit::Quarter, Some(n)) => unit_around(Unit::Quarter, at(n)?, 0),
        (Unit::Year, Some(n)) => year(at(n)?.year()),
        // ten years are a round number, and so are "some" years
        _ => None,
    }
}

fn lately(unit: Unit, count: Count, later: bool, frame: Frame, base: DateRange) -> Option<DateRange> {
    if coarser(base, unit) {
        return None;
    }
    let day = base.start();
    let sign = if later { 1 } else { -1 };
    let n = match (unit, count) {
        (Unit::Minute | Unit::Hour, n) => n.unwrap_or(24).saturating_add(23) / 24,
        (_, Some(n)) => n,
        // the last days, with no number: the week up to publication
        (Unit::Day, None) => {
            let far = add_days(day, 6 * sign)?;
            return Some(DateRange::new(day, far, DatePrecision::Week));
        }
        (Unit::Week, None) => 4,
        (Unit::Month, None) => 3,
        _ => return None,
    };
    let unit = if unit < Unit::Day { Unit::Day } else { unit };
    let far = shift(day, unit, n * sign)?;
    let near = if frame == Frame::Told { add_days(day, sign)? } else { day };
    let precision = if unit == Unit::Week && n == 1 || unit == Unit::Day && n == 7 {
        DatePrecision::Week
    } else {
        DatePrecision::Range
    };
    let far = if unit == Unit::Day { far } else { add_days(far, -sign)? };
    Some(DateRange::new(near, far, precision))
}

fn within(what: &DateExpr, of: DateRange) -> Option<DateRange> {
    let inside = |r: DateRange| of.contains(&r).then_some(r);
    match what {
        DateExpr::Absolute { year: None, month: None, day: Some(d), .. } => {
            let first = of.start();
            if of.precision() != DatePrecision::Month {
                return None;
            }
            add_days(first, i32::from(*d) - 1).map(DateRange::day).and_then(inside)
        }
        DateExpr::Absolute { year: None, month: Some(m), day, .. } => {
            let first = Date::new(of.start().year(), *m, day.unwrap_or(1)).ok()?;
            inside(if day.is_some() { DateRange::day(first) } else { month(first)? })
        }
        DateExpr::Weekday { weekday, date: None, .. } => inside(DateRange::day(weekday_from(of.start(), *weekday)?)),
        DateExpr::Season { season, .. } => seasons(*season, of.start().year()),
        DateExpr::Part { part: p, of: inner } => part(within(inner, of)?, *p),
        DateExpr::Span { from, to } => Some(range(within(from, of)?.start(), within(to, of)?.end())),
        other => other.resolve(&Anchor::published(of.end())).and_then(inside),
    }
}

fn nth(n: i32, counted: Counted, of: DateRange) -> Option<DateRange> {
    let inside = |r: DateRange| of.contains(&r).then_some(r);
    let from_start = |step: i32| add_days(of.start(), (n - 1) * step);
    match counted {
        Counted::Weekday(w) if n > 0 => inside(DateRange::day(add_days(weekday_from(of.start(), w)?, 7 * (n - 1))?)),
        Counted::Weekday(w) => inside(DateRange::day(add_days(weekday_until(of.end(), w)?, 7 * (n + 1))?)),
        Counted::Unit(Unit::Day) if n > 0 => inside(DateRange::day(from_start(1)?)),
        Counted::Unit(Unit::Day) => inside(DateRange::day(add_days(of.end(), n + 1)?)),
        // weeks of a year by ISO; weeks of a month are counted from its first and from its last day
        Counted::Unit(Unit::Week) if of.precision() == DatePrecision::Year => {
            let first = unit_around(Unit::Week, Date::new(of.start().year(), 1, 4).ok()?, 0)?.start();
            let last = unit_around(Unit::Week, Date::new(of.start().year(), 12, 28).ok()?, 0)?.start();
            unit_around(Unit::Week, if n > 0 { first } else { last }, if n > 0 { n - 1 } else { n + 1 })
        }
        Counted::Unit(Unit::Week) => {
            let start = if n > 0 { from_start(7)? } else { add_days(of.end(), 7 * n + 1)? };
            let end = add_days(start, 6)?.min(of.end());
            (start <= of.end() && start >= of.start()).then(|| DateRange::new(start, end, DatePrecision::Week))
        }
        Counted::Unit(unit @ (Unit::Month | Unit::Quarter)) => {
            let base = if n > 0 { of.start() } else { of.end() };
            inside(unit_around(unit, base, if n > 0 { n - 1 } else { n + 1 })?)
        }
        Counted::Unit(_) => None,
    }
}

fn a_season(season: Season, year: Option<i16>, which: Which, anchor: &Anchor) -> Option<DateRange> {
    match year {
        Some(y) => seasons(season, y),
        None => {
            anchor.now()?;
            pick(which, anchor, None, |day| i32::from(day.year()), |k| seasons(season, i16::try_from(k).ok()?))
        }
    }
}

fn spanned(from: &DateExpr, to: &DateExpr, anchor: &Anchor, near: Option<Date>) -> Option<DateRange> {
    // the end without a year follows the beginning that has one
    if from.has_year() && !to.has_year() {
        let start = resolve(from, anchor, near)?;
        let limit = shift(start.start(), Unit::Year, 1).and_then(|d| add_days(d, -1));
        let end = if to.recurs() { resolve(to, anchor, limit)? } else { resolve(to, anchor, near)? };
        return (start.start() <= end.end()).then(|| range(start.start(), end.end()));
    }
    let end = resolve(to, anchor, near)?;
    let start = if from.recurs() { resolve(from, anchor, Some(end.end()))? } else { resolve(from, anchor, near)? };
    (start.start() <= end.end()).then(|| range(start.start(), end.end()))
}

impl DateExpr {
    fn has_year(&self) -> bool {
        match self {
            DateExpr::Absolute { year, .. } | DateExpr::Hijri { year, .. } | DateExpr::Season { year, .. } => {
                year.is_some()
            }
            DateExpr::Weekday { date: Some(d), .. } => d.has_year(),
            DateExpr::Part { of, .. } | DateExpr::Within { of, .. } | DateExpr::Nth { of, .. } => of.has_year(),
            _ => false,
        }
    }

    /// Whether it returns every week or year, so that the text leaves open which one is meant.
    fn recurs(&self) -> bool {
        match self {
            DateExpr::Absolute { year: None, which, .. } | DateExpr::Hijri { year: None, which, .. } => {
                *which == Which::Bare
            }
            DateExpr::Weekday { which, date, .. } => match date {
                Some(d) => d.recurs(),
                None => *which == Which::Bare,
            },
            DateExpr::Part { of, .. } => of.recurs(),
            _ => false,
        }
    }
}
