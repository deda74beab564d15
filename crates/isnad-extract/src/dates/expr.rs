//! What a text says about time, before it is set against a day of publication.

use jiff::civil::Weekday;

/// Units of time that texts count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three months, from January.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years.
    Century,
}

/// Which of several candidates is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Which {
    /// Not said: the latest that is not after publication.
    #[default]
    Bare,
    /// The one that publication falls into.
    This,
    /// The latest that is over.
    Last,
    /// The one before that: "Friday before last".
    BeforeLast,
    /// The first that has not begun.
    Next,
}

/// From where a relative date counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Frame {
    /// From the day of publication.
    Publication,
    /// From the date told before.
    Told,
}

/// A stretch of a longer period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The first third; of a month the days 1 to 10.
    Early,
    /// The second third; of a month the days 11 to 20.
    Middle,
    /// The last third; of a month the days from 21.
    Late,
    /// The first half.
    FirstHalf,
    /// The second half.
    SecondHalf,
}

/// A season of the northern year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February of the next year.
    Winter,
}

/// What is counted in "the second Tuesday of", "the last week of".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counted {
    /// Days of the week.
    Weekday(Weekday),
    /// Units.
    Unit(Unit),
}

/// How many units; `None` is "some".
pub type Count = Option<i32>;

/// A point or stretch of time as the text tells it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DateExpr {
    /// A Gregorian date with any of its parts.
    Absolute {
        /// Year.
        year: Option<i16>,
        /// Month, 1 to 12.
        month: Option<i8>,
        /// Day of the month.
        day: Option<i8>,
        /// Which one, where no year is told.
        which: Which,
    },
    /// A date of the Islamic calendar.
    Hijri {
        /// Year of the Hijra.
        year: Option<i16>,
        /// Month, 1 to 12.
        month: i8,
        /// Day of the month.
        day: Option<i8>,
        /// Which one, where no year is told.
        which: Which,
    },
    /// A day of the week, perhaps with its date.
    Weekday {
        /// The day.
        weekday: Weekday,
        /// Which one.
        which: Which,
        /// The date told beside it, which wins.
        date: Option<Box<DateExpr>>,
    },
    /// A weekend.
    Weekend {
        /// First and last day.
        days: (Weekday, Weekday),
        /// Which one.
        which: Which,
    },
    /// The calendar unit so many units away: "last month" is (Month, -1), "today" is (Day, 0).
    Period {
        /// The unit.
        unit: Unit,
        /// How many units later.
        offset: i32,
        /// From where.
        frame: Frame,
    },
    /// So many units back or ahead: "three days ago", "two days later".
    Ago {
        /// The unit.
        unit: Unit,
        /// How many.
        count: Count,
        /// Ahead instead of back.
        later: bool,
        /// From where.
        frame: Frame,
    },
    /// A run of units up to the anchor or from it: "the last three days", "the following four days".
    Lately {
        /// The unit.
        unit: Unit,
        /// How many.
        count: Count,
        /// Ahead instead of back.
        later: bool,
        /// From where.
        frame: Frame,
    },
    /// A part of a longer stretch.
    Part {
        /// Which part.
        part: Part,
        /// Of what.
        of: Box<DateExpr>,
    },
    /// Something incomplete inside something longer: "the 20th of last month", "Tuesday of last week".
    Within {
        /// The shorter.
        what: Box<DateExpr>,
        /// The longer.
        of: Box<DateExpr>,
    },
    /// The n-th of something; negative from the end.
    Nth {
        /// Which, from 1, or from -1 backwards.
        n: i8,
        /// Of what kind.
        counted: Counted,
        /// In what.
        of: Box<DateExpr>,
    },
    /// A season.
    Season {
        /// The season.
        season: Season,
        /// Its year.
        year: Option<i16>,
        /// Which one, where no year is told.
        which: Which,
    },
    /// Ten years.
    Decade {
        /// The first of them.
        start: i16,
    },
    /// From one to another.
    Span {
        /// The first.
        from: Box<DateExpr>,
        /// The last.
        to: Box<DateExpr>,
    },
    /// Open towards the present: dates no event.
    Since(Box<DateExpr>),
    /// Open towards the past: dates no event.
    Until(Box<DateExpr>),
    /// Some time before.
    Before(Box<DateExpr>),
    /// Some time after.
    After(Box<DateExpr>),
    /// A length, no date.
    Duration {
        /// The unit.
        unit: Unit,
        /// How many.
        count: Count,
    },
}

impl DateExpr {
    /// Whether the stretch has only one end, so that it dates no event by itself.
    pub fn is_open(&self) -> bool {
        matches!(self, DateExpr::Since(_) | DateExpr::Until(_) | DateExpr::Before(_) | DateExpr::After(_))
    }

    /// The date inside an open stretch; the expression itself otherwise.
    pub fn core(&self) -> &DateExpr {
        match self {
            DateExpr::Since(x) | DateExpr::Until(x) | DateExpr::Before(x) | DateExpr::After(x) => x.core(),
            _ => self,
        }
    }

    /// Whether it counts from the date told before, so that it says nothing without one.
    pub fn is_told(&self) -> bool {
        match self {
            DateExpr::Period { frame, .. } | DateExpr::Ago { frame, .. } | DateExpr::Lately { frame, .. } => {
                *frame == Frame::Told
            }
            DateExpr::Part { of, .. } | DateExpr::Within { of, .. } | DateExpr::Nth { of, .. } => of.is_told(),
            DateExpr::Span { from, to } => from.is_told() || to.is_told(),
            DateExpr::Weekday { date: Some(date), .. } => date.is_told(),
            _ => self.is_open() && self.core().is_told(),
        }
    }

    /// Day, month and year, where the text gives all three.
    pub fn full_date(&self) -> Option<jiff::civil::Date> {
        match self {
            DateExpr::Absolute { year: Some(y), month: Some(m), day: Some(d), .. } => {
                jiff::civil::Date::new(*y, *m, *d).ok()
            }
            DateExpr::Hijri { year: Some(y), month, day: Some(d), .. } => super::hijri::to_gregorian(*y, *month, *d),
            DateExpr::Weekday { date: Some(date), .. } => date.full_date(),
            _ => None,
        }
    }
}
