//! The calendar words of a pack, typed once when the pack is loaded.

use super::expr::{Part, Season, Unit};
use isnad_language::{Entry, EntryId, Lexicon, PackError};
use jiff::civil::Weekday;

/// What a calendar word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Month(i8),
    HijriMonth(i8),
    Weekday(Weekday),
    Weekend(Weekday, Weekday),
    Unit(Unit),
    /// A day counted from today.
    Day(i32),
    Shift(Shift),
    Part(Part),
    Season(Season),
    Decade(i16),
    /// A day of the month that has a name of its own.
    DayOfMonth(i8),
}

/// Where an adjective like "last", "next", "same" points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    Last,
    /// The one before the last.
    BeforeLast,
    This,
    Next,
    /// The same as told before.
    Same,
    /// The one after the one told before.
    Following,
    /// The one before the one told before.
    Preceding,
}

/// Calendar words by entry of the lexicon.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Vec<Option<Word>>);

impl Words {
    pub(super) fn new(lexicon: &Lexicon, faults: &mut Vec<PackError>) -> Self {
        Self(
            lexicon
                .entries()
                .iter()
                .map(|e| match word(e) {
                    Ok(w) => w,
                    Err(message) => {
                        faults.push(e.fault(message));
                        None
                    }
                })
                .collect(),
        )
    }

    pub(super) fn get(&self, entry: EntryId) -> Option<Word> {
        self.0.get(entry.index()).copied().flatten()
    }
}

fn word(e: &Entry) -> Result<Option<Word>, String> {
    let number = |key: &str, low: i32, high: i32| {
        e.get(key)
            .and_then(|v| v.parse::<i32>().ok())
            .filter(|v| (low..=high).contains(v))
            .ok_or_else(|| format!("`{}` needs {key}={low}..{high}", e.class))
    };
    Ok(Some(match e.class.as_str() {
        "month" | "weak_month" => Word::Month(number("n", 1, 12)? as i8),
        "hijri_month" | "weak_hijri_month" => Word::HijriMonth(number("n", 1, 12)? as i8),
        "weekday" | "weekday_noun" => Word::Weekday(weekday(number("n", 1, 7)?)?),
        "weekend" | "this_weekend" => Word::Weekend(weekday(number("first", 1, 7)?)?, weekday(number("last", 1, 7)?)?),
        "time_unit" => Word::Unit(unit(e.get("unit").unwrap_or(""))?),
        "day_word" => Word::Day(number("offset", -9, 9)?),
        "time_shift" => Word::Shift(shift(e.get("to").unwrap_or(""))?),
        "part_of_time" => Word::Part(part(e.get("part").unwrap_or(""))?),
        "season" => Word::Season(season(e.get("season").unwrap_or(""))?),
        "decade" => Word::Decade(number("start", 1000, 2100)? as i16),
        "day_of_month" => Word::DayOfMonth(number("n", 1, 31)? as i8),
        _ => return Ok(None),
    }))
}

/// Monday is 1.
fn weekday(n: i32) -> Result<Weekday, String> {
    Weekday::from_monday_one_offset(n as i8).map_err(|e| e.to_string())
}

pub(super) fn unit(name: &str) -> Result<Unit, String> {
    Ok(match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        other => return Err(format!("`{other}` is no unit of time")),
    })
}

pub(super) fn shift(name: &str) -> Result<Shift, String> {
    Ok(match name {
        "last" => Shift::Last,
        "this" => Shift::This,
        "next" => Shift::Next,
        "same" => Shift::Same,
        "following" => Shift::Following,
        "preceding" => Shift::Preceding,
        "before_last" => Shift::BeforeLast,
        other => {
            return Err(format!("`{other}`: write to=last, before_last, this, next, same, following or preceding"));
        }
    })
}

pub(super) fn part(name: &str) -> Result<Part, String> {
    Ok(match name {
        "early" => Part::Early,
        "middle" => Part::Middle,
        "late" => Part::Late,
        "first_half" => Part::FirstHalf,
        "second_half" => Part::SecondHalf,
        other => return Err(format!("`{other}`: write part=early, middle, late, first_half or second_half")),
    })
}

fn season(name: &str) -> Result<Season, String> {
    Ok(match name {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        other => return Err(format!("`{other}` is no season")),
    })
}
