//! From a pattern found in a text to the expression it tells.

use super::Candidate;
use super::expr::{Counted, DateExpr, Frame, Unit, Which};
use super::rule::{Make, Rule};
use super::words::{Shift, Word, Words};
use crate::numbers::Numbers;
use isnad_language::{Chart, Found};
use jiff::civil::Date;

/// What a pattern came to.
pub(super) enum Built {
    Expr(DateExpr),
    /// A date that no calendar has.
    Impossible,
    /// Not a date after all.
    No,
}

impl From<Option<DateExpr>> for Built {
    fn from(x: Option<DateExpr>) -> Self {
        x.map_or(Built::No, Built::Expr)
    }
}

pub(super) struct Builder<'a> {
    pub(super) chart: &'a Chart,
    pub(super) words: &'a Words,
    pub(super) candidates: &'a [Candidate],
    pub(super) numbers: &'a Numbers,
    pub(super) found: &'a Found<'a>,
    pub(super) rule: &'a Rule,
}

impl Builder<'_> {
    pub(super) fn build(&self) -> Built {
        let rule = self.rule;
        match rule.make {
            Make::Absolute => return self.absolute(),
            Make::Numeric => return self.numeric(),
            Make::Days => return self.days().into(),
            Make::Nothing => return Built::Expr(DateExpr::Duration { unit: Unit::Day, count: None }),
            _ => {}
        }
        let of = || self.expr("of").map(|e| Box::new(e.clone()));
        match rule.make {
            Make::Hijri => self.hijri(),
            Make::Weekday => self.weekday(),
            Make::Day => self.day(),
            Make::Period => self.period(),
            Make::Ago => self.ago(),
            Make::Lately => self.lately(),
            Make::Part => self.part(),
            Make::Within => self.within(),
            Make::Nth => self.nth(),
            Make::Span => self.span(),
            Make::Weekend => self.weekend(),
            Make::Season => self.season(),
            Make::Decade => self.decade(),
            Make::Since => of().map(DateExpr::Since),
            Make::Until => of().map(DateExpr::Until),
            Make::Before => of().map(DateExpr::Before),
            Make::After => of().map(DateExpr::After),
            Make::Pass => self.expr("of").cloned(),
            Make::Duration => {
                self.unit().map(|(unit, features)| DateExpr::Duration { unit, count: self.count(features) })
            }
            Make::Absolute | Make::Numeric | Make::Days | Make::Nothing => None,
        }
        .into()
    }

    fn absolute(&self) -> Built {
        let (mut year, mut month, mut which) = (None, None, Which::Bare);
        if let Some(range) = self.found.capture("month") {
            match self.expr_at(range.clone()) {
                Some(DateExpr::Absolute { year: y, month: m, which: w, .. }) => (year, month, which) = (*y, *m, *w),
                _ => {
                    month = match self.word_as("month", |w| if let Word::Month(m) = w { Some(m) } else { None }) {
                        Some((m, _)) => Some(m),
                        None => self.number_at(range).and_then(|n| i8::try_from(n).ok()),
                    }
                }
            }
            // a name doubled in the other system must be the same month
            if let Some(again) = self.found.capture("same")
                && !self.chart.matches_at(again.start).iter().any(|m| {
                    m.end as usize == again.end
                        && matches!(self.words.get(m.entry), Some(Word::Month(n)) if Some(n) == month)
                })
            {
                return Built::No;
            }
            if !month.is_some_and(|m| (1..=12).contains(&m)) {
                return Built::No;
            }
        }
        if self.found.capture("year").is_some() {
            year = self.year();
            if year.is_none() {
                return Built::No;
            }
        }
        let day = if self.found.capture("day").is_some() {
            let Some(d) = self.day_number() else { return Built::No };
            Some(d)
        } else {
            None
        };
        if self.shift().is_some() {
            which = self.which();
        }
        checked(year, month, day, which)
    }

    fn numeric(&self) -> Built {
        let part = |name: &str| self.found.capture(name).map_or("", |r| self.chart.norm(r.start));
        in_order(self.rule.order, [part("a"), part("b"), part("c")])
    }

    fn days(&self) -> Option<DateExpr> {
        let month = self.expr("month")?;
        let one = |name: &str| {
            let d = i8::try_from(self.number(name)?).ok().filter(|d| (1..=31).contains(d))?;
            match month {
                DateExpr::Absolute { year, month: Some(m), which, .. } => {
                    let year = if self.found.capture("year").is_some() { Some(self.year()?) } else { *year };
                    match checked(year, Some(*m), Some(d), *which) {
                        Built::Expr(e) => Some(e),
                        _ => None,
                    }
                }
                DateExpr::Hijri { year, month, which, .. } => {
                    Some(DateExpr::Hijri { year: *year, month: *month, day: Some(d), which: *which })
                }
                period => Some(DateExpr::Within { what: Box::new(day_alone(d)), of: Box::new(period.clone()) }),
            }
        };
        Some(DateExpr::Span { from: Box::new(one("from")?), to: Box::new(one("to")?) })
    }

    fn hijri(&self) -> Option<DateExpr> {
        let (mut year, mut which) = (None, self.which());
        let month;
        if let Some((m, _)) = self.word_as("month", |w| if let Word::HijriMonth(m) = w { Some(m) } else { None }) {
            month = Some(m);
        } else if let Some(DateExpr::Hijri { month: m, year: y, which: w, .. }) = self.expr("month") {
            (month, year) = (Some(*m), *y);
            which = if self.shift().is_some() { which } else { *w };
        } else {
            // "21/10/1436"
            month = self.number("month").and_then(|n| i8::try_from(n).ok()).filter(|m| (1..=12).contains(m));
        }
        let month = month?;
        let day = match self.found.capture("day") {
            Some(_) => Some(self.day_number().filter(|d| *d <= 30)?),
            None => None,
        };
        if self.found.capture("year").is_some() {
            year = Some(self.number("year").and_then(|n| i16::try_from(n).ok()).filter(|y| (1..1600).contains(y))?);
        }
        Some(DateExpr::Hijri { year, month, day, which })
    }

    fn weekday(&self) -> Option<DateExpr> {
        let date = match self.found.capture("date") {
            None => None,
            Some(range) => Some(Box::new(match self.expr_at(range.clone()) {
                Some(e) => e.clone(),
                None => day_alone(self.number_at(range)?.try_into().ok().filter(|d| (1..=31).contains(d))?),
            })),
        };
        let spelled = self.word_as("weekday", |w| if let Word::Weekday(d) = w { Some(d) } else { None });
        let (weekday, which, old) = match (spelled, self.expr("weekday")) {
            (Some((weekday, _)), _) => (weekday, self.which(), None),
            (None, Some(DateExpr::Weekday { weekday, which, date })) => (*weekday, *which, date.clone()),
            _ => return None,
        };
        // "the third Tuesday of May 2018" is not Tuesday the third, if that day is no Tuesday
        let differs = date.as_ref().and_then(|d| d.full_date()).is_some_and(|d| d.weekday() != weekday);
        if differs && self.found.capture("date").is_some_and(|r| self.is_nth(r.start)) {
            return None;
        }
        Some(DateExpr::Weekday { weekday, which, date: date.or(old) })
    }

    fn day(&self) -> Option<DateExpr> {
        let offset =
            match (self.rule.offset, self.word_as("word", |w| if let Word::Day(n) = w { Some(n) } else { None })) {
                (Some(n), _) => n,
                (None, Some((n, _))) => n,
                _ => return None,
            };
        Some(DateExpr::Period { unit: Unit::Day, offset, frame: self.rule.frame })
    }

    fn period(&self) -> Option<DateExpr> {
        let (unit, _) = self.unit()?;
        let (offset, frame) = match (self.rule.offset, self.shift()) {
            (Some(n), _) => (n, self.rule.frame),
            (None, Some(Shift::Last)) => (-1, self.rule.frame),
            (None, Some(Shift::BeforeLast)) => (-2, self.rule.frame),
            (None, Some(Shift::This) | None) => (0, self.rule.frame),
            (None, Some(Shift::Next)) => (1, self.rule.frame),
            (None, Some(Shift::Same)) => (0, Frame::Told),
            (None, Some(Shift::Following)) => (1, Frame::Told),
            (None, Some(Shift::Preceding)) => (-1, Frame::Told),
        };
        Some(DateExpr::Period { unit, offset, frame })
    }

    fn ago(&self) -> Option<DateExpr> {
        let (unit, features) = self.unit()?;
        let ago = DateExpr::Ago { unit, count: self.count(features), later: self.rule.later, frame: self.rule.frame };
        Some(if self.rule.open { DateExpr::Since(Box::new(ago)) } else { ago })
    }

    fn lately(&self) -> Option<DateExpr> {
        let (unit, features) = self.unit()?;
        let (later, frame) = match self.shift() {
            Some(Shift::Next) => (true, self.rule.frame),
            Some(Shift::Following) => (true, Frame::Told),
            Some(Shift::Preceding) => (false, Frame::Told),
            Some(Shift::Last | Shift::BeforeLast | Shift::This | Shift::Same) => (false, self.rule.frame),
            None => (self.rule.later, self.rule.frame),
        };
        Some(DateExpr::Lately { unit, count: self.count(features), later, frame })
    }

    fn part(&self) -> Option<DateExpr> {
        let spelled = self.word_as("part", |w| if let Word::Part(p) = w { Some(p) } else { None });
        let part = self.rule.part.or(spelled.map(|(p, _)| p))?;
        let of = match self.expr("of") {
            Some(of) => of.clone(),
            // a bare unit: the beginning of the week, the end of the year
            None => self.period()?,
        };
        Some(DateExpr::Part { part, of: Box::new(of) })
    }

    fn within(&self) -> Option<DateExpr> {
        let what = match self.expr("what") {
            Some(w) => w.clone(),
            None => match self.word("what") {
                Some((Word::Weekday(weekday), _)) => DateExpr::Weekday { weekday, which: Which::Bare, date: None },
                _ => day_alone(self.day_number()?),
            },
        };
        Some(DateExpr::Within { what: Box::new(what), of: Box::new(self.expr("of")?.clone()) })
    }

    fn nth(&self) -> Option<DateExpr> {
        let n = match self.rule.n {
            Some(n) => n,
            None => i8::try_from(self.number("n")?).ok()?,
        };
        let counted = match self.word_as("weekday", |w| if let Word::Weekday(d) = w { Some(d) } else { None }) {
            Some((d, _)) => Counted::Weekday(d),
            None => Counted::Unit(self.unit()?.0),
        };
        (n != 0).then_some(())?;
        Some(DateExpr::Nth { n, counted, of: Box::new(self.expr("of")?.clone()) })
    }

    fn span(&self) -> Option<DateExpr> {
        let (mut from, to) = (self.expr("from")?.clone(), self.expr("to")?.clone());
        // "May and June 2015": the year is told once, at the end
        if let (DateExpr::Absolute { year: y @ None, .. }, DateExpr::Absolute { year: Some(z), month: Some(_), .. }) =
            (&mut from, &to)
            && self.rule.part.is_none()
            && matches!(&to, DateExpr::Absolute { day: None, .. })
        {
            *y = Some(*z);
        }
        if matches!((&from, &to), (DateExpr::Duration { .. }, _) | (_, DateExpr::Duration { .. })) {
            return None;
        }
        Some(DateExpr::Span { from: Box::new(from), to: Box::new(to) })
    }

    fn weekend(&self) -> Option<DateExpr> {
        let (days, _) = self.word_as("weekend", |w| if let Word::Weekend(a, b) = w { Some((a, b)) } else { None })?;
        Some(DateExpr::Weekend { days, which: self.which() })
    }

    fn season(&self) -> Option<DateExpr> {
        let (season, _) = self.word_as("season", |w| if let Word::Season(s) = w { Some(s) } else { None })?;
        let year = match self.found.capture("year") {
            Some(_) => Some(self.year()?),
            None => None,
        };
        Some(DateExpr::Season { season, year, which: self.which() })
    }

    fn decade(&self) -> Option<DateExpr> {
        let (start, _) = self.word_as("decade", |w| if let Word::Decade(s) = w { Some(s) } else { None })?;
        Some(DateExpr::Decade { start })
    }
}

fn day_alone(day: i8) -> DateExpr {
    DateExpr::Absolute { year: None, month: None, day: Some(day), which: Which::Bare }
}

/// A Gregorian date that exists in its year, or in a leap year where none is told.
fn checked(year: Option<i16>, month: Option<i8>, day: Option<i8>, which: Which) -> Built {
    let exists = match (month, day) {
        (None, None) => year.is_some(),
        (None, Some(_)) => year.is_none(),
        (Some(m), d) => Date::new(year.unwrap_or(2000), m, d.unwrap_or(1)).is_ok(),
    };
    if exists { Built::Expr(DateExpr::Absolute { year, month, day, which }) } else { Built::Impossible }
}

/// A date whose parts stand in a fixed order.
pub(super) fn in_order(order: [u8; 3], parts: [&str; 3]) -> Built {
    let (mut year, mut month, mut day) = (None, None, None);
    for (what, text) in order.iter().zip(parts) {
        let Ok(n) = text.parse::<i16>() else {
            if text.is_empty() && *what == b' ' {
                continue;
            }
            return Built::No;
        };
        match what {
            b'y' if text.len() == 4 => year = Some(n),
            b'y' if text.len() == 2 => year = Some(if n < 50 { 2000 + n } else { 1900 + n }),
            b'm' => month = i8::try_from(n).ok(),
            b'd' => day = i8::try_from(n).ok(),
            _ => return Built::No,
        }
    }
    checked(year, month, day, Which::Bare)
}
