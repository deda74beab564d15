//! The productions of the date patterns, typed once when the pack is loaded.
//!
//! | `make=` | reads the captures | gives |
//! | --- | --- | --- |
//! | `absolute` | `day` `month` `year` `shift` | a date with the parts there are |
//! | `days` | `from` `to` `month` `year` | a span of days of one month |
//! | `hijri` | `day` `month` `year` `shift` | a date of the Islamic calendar |
//! | `numeric` | `a` `b` `c`, `order=dmy` … | a date in digits; one that does not exist is reported |
//! | `weekday` | `weekday` `shift` `date` | a day of the week |
//! | `day` | `word`, or `offset=` | today, yesterday … |
//! | `period` | `unit` `shift`, or `offset=` | a calendar unit |
//! | `ago` | `unit` `count`, `later` | so many units back (or ahead) |
//! | `lately` | `unit` `count` `shift`, `later` | the last (or next) units |
//! | `part` | `part` `of` (`part=`) | a part of a period |
//! | `within` | `what` or `day`, `of` | something shorter inside something longer |
//! | `nth` | `n` (`n=`), `weekday` or `unit`, `of` | the n-th of something |
//! | `span` | `from` `to` `year` | from one date to another |
//! | `weekend` | `weekend` `shift` | a weekend |
//! | `season` | `season` `year` `shift` | a season |
//! | `decade` | `decade` | ten years |
//! | `since` `until` `before` `after` | `of` | an open stretch |
//! | `pass` | `of` | what `of` is |
//! | `duration` | `unit` `count` | a length |
//! | `nothing` | | no date: keeps shorter patterns from reading one |
//!
//! Further attributes: `level=` the round in which the pattern is tried; `as=` the kind under which later rounds
//! find it; `inner` for what is no date by itself; `told` for what counts from the date told before; `open` for
//! what goes on from there; `spelled` where the year must be in words. A capture `core` narrows what is marked as the date.

use super::expr::{Frame, Part, Unit};
use super::words;
use isnad_language::{PackError, Pattern};

/// Kinds under which the rounds pass dates on; `date`, `period` and `duration` are also what other stages see.
pub(super) const KINDS: &[&str] = &[
    "date",
    "period",
    "duration",
    "month",
    "month_rel",
    "year",
    "year_rel",
    "week_rel",
    "day",
    "day_rel",
    "weekday",
    "span",
    "hijri",
    "season",
    "decade",
    "numeral",
    "nothing",
];

/// What a pattern gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    Absolute,
    Days,
    Hijri,
    Numeric,
    Weekday,
    Day,
    Period,
    Ago,
    Lately,
    Part,
    Within,
    Nth,
    Span,
    Weekend,
    Season,
    Decade,
    Since,
    Until,
    Before,
    After,
    Pass,
    Duration,
    Nothing,
}

/// A production.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) make: Make,
    pub(super) level: u8,
    pub(super) kind: &'static str,
    pub(super) inner: bool,
    pub(super) frame: Frame,
    pub(super) offset: Option<i32>,
    pub(super) n: Option<i8>,
    pub(super) part: Option<Part>,
    pub(super) unit: Option<Unit>,
    pub(super) shift: Option<words::Shift>,
    pub(super) later: bool,
    /// Goes on from there to the present.
    pub(super) open: bool,
    /// The year must be told in words.
    pub(super) spelled: bool,
    pub(super) order: [u8; 3],
    pub(super) name: std::sync::Arc<str>,
}

impl Rule {
    pub(super) fn new(p: &Pattern) -> Result<Self, PackError> {
        let fault = |m: String| PackError::new("L023", &p.file, p.line, 3, m);
        let make = match p.get("make").unwrap_or("") {
            "absolute" => Make::Absolute,
            "days" => Make::Days,
            "hijri" => Make::Hijri,
            "numeric" => Make::Numeric,
            "weekday" => Make::Weekday,
            "day" => Make::Day,
            "period" => Make::Period,
            "ago" => Make::Ago,
            "lately" => Make::Lately,
            "part" => Make::Part,
            "within" => Make::Within,
            "nth" => Make::Nth,
            "span" => Make::Span,
            "weekend" => Make::Weekend,
            "season" => Make::Season,
            "decade" => Make::Decade,
            "since" => Make::Since,
            "until" => Make::Until,
            "before" => Make::Before,
            "after" => Make::After,
            "pass" => Make::Pass,
            "duration" => Make::Duration,
            "nothing" => Make::Nothing,
            other => return Err(fault(format!("`make={other}` is none of the productions of dates"))),
        };
        let kind = match (p.get("as"), make) {
            (Some(name), _) => KINDS
                .iter()
                .find(|k| **k == name)
                .copied()
                .ok_or_else(|| fault(format!("`as={name}`: the kinds are {}", KINDS.join(" "))))?,
            (None, Make::Since | Make::Until | Make::Before | Make::After) => "period",
            (None, Make::Duration) => "duration",
            (None, Make::Nothing) => "nothing",
            (None, _) => "date",
        };
        let number = |key: &str| match p.get(key).map(|v| v.parse::<i32>()) {
            None => Ok(None),
            Some(Ok(n)) => Ok(Some(n)),
            Some(Err(_)) => Err(fault(format!("`{key}=` needs a whole number"))),
        };
        let level = number("level")?.and_then(|n| u8::try_from(n).ok());
        let order = match p.get("order") {
            None | Some("dmy") => *b"dmy",
            Some("ymd") => *b"ymd",
            Some("my") => *b"my ",
            Some("ym") => *b"ym ",
            Some("dm") => *b"dm ",
            Some(other) => return Err(fault(format!("`order={other}`: write dmy, ymd, my, ym or dm"))),
        };
        Ok(Self {
            make,
            level: level.ok_or_else(|| fault("`level=` must be a number from 0".to_owned()))?,
            kind,
            inner: p.has("inner"),
            frame: if p.has("told") { Frame::Told } else { Frame::Publication },
            offset: number("offset")?,
            n: number("n")?.map(|n| n as i8),
            part: p.get("part").map(words::part).transpose().map_err(fault)?,
            unit: p.get("unit").map(words::unit).transpose().map_err(fault)?,
            shift: p.get("shift").map(words::shift).transpose().map_err(fault)?,
            later: p.has("later"),
            open: p.has("open"),
            spelled: p.has("spelled"),
            order,
            name: p.name.as_str().into(),
        })
    }
}
