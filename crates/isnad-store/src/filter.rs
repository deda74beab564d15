//! Which events to show, and in which order.

use crate::{Error, Result};
use isnad_model::{Estimate, EventType, Measure, Of, Role, SubEventType};
use isnad_text::fold;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Conditions on events; all that are given must hold. The default is every event that was not rejected, by day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// ISO 3166-1 alpha-2 codes; one of the event's places lies in one of them.
    pub countries: Vec<String>,
    /// Part of a place's name, in any of the spellings that articles use.
    pub place: Option<String>,
    /// One of the event's places lies in it.
    pub within: Option<Bounds>,
    /// It may have happened on this day or later.
    pub from: Option<Date>,
    /// It may have happened on this day or earlier.
    pub to: Option<Date>,
    /// Event types or sub-event types, by the codebook's names in any case; one of them.
    pub types: Vec<String>,
    /// Actors; each takes part.
    pub actors: Vec<ActorFilter>,
    /// Figures; each holds.
    pub figures: Vec<Threshold>,
    /// Words that one of its articles holds, all of them; `"…"` for words in a row, `*` for the rest of a word.
    pub text: Option<String>,
    /// It came into being or changed after this moment.
    pub changed_since: Option<Timestamp>,
    /// Only what a person has confirmed.
    pub confirmed: bool,
    /// What a person has rejected too.
    pub rejected: bool,
    /// The order.
    pub sort: Sort,
    /// The other way round.
    pub descending: bool,
    /// So many at most.
    pub limit: Option<u32>,
    /// After so many.
    pub offset: u32,
}

/// A box of degrees, WGS 84; where west is greater than east it crosses the 180th meridian.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl FromStr for Bounds {
    type Err = Error;

    /// `west,south,east,north`
    fn from_str(text: &str) -> Result<Self> {
        let numbers: Vec<f64> = text.split(',').filter_map(|n| n.trim().parse().ok()).collect();
        match (numbers.as_slice(), text.split(',').count()) {
            ([west, south, east, north], 4)
                if south <= north
                    && [south, north].iter().all(|n| n.abs() <= 90.0)
                    && [west, east].iter().all(|n| n.abs() <= 180.0) =>
            {
                Ok(Self { west: *west, south: *south, east: *east, north: *north })
            }
            _ => {
                Err(Error::Search(format!("`{text}` is no box; write west,south,east,north in degrees, as -5,12,4,16")))
            }
        }
    }
}

/// An actor that takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorFilter {
    /// Identifier after the codebook, or the beginning of one up to a colon (`state:ML`).
    pub id: String,
    /// In this part.
    pub role: Option<Role>,
}

impl FromStr for ActorFilter {
    type Err = Error;

    /// `jnim`, or `jnim=perpetrator`
    fn from_str(text: &str) -> Result<Self> {
        let (id, role) = match text.split_once('=') {
            Some((id, role)) => (id, Some(role)),
            None => (text, None),
        };
        let unknown =
            |role: &str| Error::Search(format!("`{role}` is no part of an actor; write perpetrator, target or other"));
        let role = role.map(|r| Role::from_name(r.trim()).ok_or_else(|| unknown(r))).transpose()?;
        Ok(Self { id: id.trim().to_owned(), role })
    }
}

/// How a figure compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// At least.
    AtLeast,
    /// More than.
    MoreThan,
    /// At most.
    AtMost,
    /// Less than.
    LessThan,
    /// Just.
    Equal,
}

/// A bound on a figure: the one to quote, or the least where there is none to quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threshold {
    /// What is counted.
    pub measure: Measure,
    /// Whom or what; `None`: the greatest figure of any class.
    pub of: Option<Of>,
    /// How.
    pub comparison: Comparison,
    /// With what.
    pub number: u64,
}

impl Threshold {
    /// Whether figures keep to it; no figure keeps to none.
    pub(crate) fn holds(&self, figures: &[Estimate]) -> bool {
        greatest(figures, self.measure, self.of).is_some_and(|n| match self.comparison {
            Comparison::AtLeast => n >= self.number,
            Comparison::MoreThan => n > self.number,
            Comparison::AtMost => n <= self.number,
            Comparison::LessThan => n < self.number,
            Comparison::Equal => n == self.number,
        })
    }
}

/// The greatest figure of a measure, of one class or all: the one to quote, or the least where there is none.
pub(crate) fn greatest(figures: &[Estimate], measure: Measure, of: Option<Of>) -> Option<u64> {
    let of_measure = figures.iter().filter(|e| e.measure == measure && of.is_none_or(|of| e.of == of));
    of_measure.filter_map(|e| e.best.or(e.low)).max()
}

impl FromStr for Threshold {
    type Err = Error;

    /// `killed>=10`, `killed:civilians>=10`
    fn from_str(text: &str) -> Result<Self> {
        const SIGNS: [(&str, Comparison); 5] = [
            (">=", Comparison::AtLeast),
            ("<=", Comparison::AtMost),
            (">", Comparison::MoreThan),
            ("<", Comparison::LessThan),
            ("=", Comparison::Equal),
        ];
        let wrong = |why: &str| {
            Error::Search(format!(
                "`{text}` is no bound on a figure ({why}); write it as killed>=10 or killed:civilians>=10"
            ))
        };
        let split = SIGNS.iter().find_map(|(sign, c)| text.split_once(sign).map(|(a, b)| (a, *c, b)));
        let (what, comparison, number) = split.ok_or_else(|| wrong("a sign is missing: >=, <=, >, < or ="))?;
        let (measure, of) = match what.split_once(':') {
            Some((measure, of)) => (measure, Some(of)),
            None => (what, None),
        };
        let measure =
            Measure::from_name(measure.trim()).ok_or_else(|| wrong("the measure is none of the codebook's"))?;
        let of = of.map(|o| Of::from_name(o.trim()).ok_or_else(|| wrong("the class is none of the codebook's")));
        let number = number.trim().parse().map_err(|_| wrong("the number is none"))?;
        Ok(Self { measure, of: of.transpose()?, comparison, number })
    }
}

/// What events are ordered by; those without it come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// First day.
    #[default]
    Date,
    /// When the record last changed it.
    Changed,
    /// The greatest number killed.
    Killed,
    /// How many independent voices tell it.
    Voices,
}

/// A condition in SQL with its values.
pub(crate) struct Query {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Filter {
    /// The conditions as SQL over `events e`, beginning with `WHERE`.
    pub(crate) fn conditions(&self) -> Result<Query> {
        let mut all: Vec<String> = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        let mut add = |sql: &str, of: Vec<Value>| {
            all.push(sql.to_owned());
            values.extend(of);
        };
        match (self.confirmed, self.rejected) {
            (true, true) => add("e.state <> 'open'", vec![]),
            (true, false) => add("e.state = 'confirmed'", vec![]),
            (false, false) => add("e.state <> 'rejected'", vec![]),
            (false, true) => {}
        }
        if !self.countries.is_empty() {
            let marks = vec!["?"; self.countries.len()].join(",");
            let codes = self.countries.iter().map(|c| Value::from(c.trim().to_ascii_uppercase())).collect();
            add(&format!("e.id IN (SELECT event FROM event_places WHERE country IN ({marks}))"), codes);
        }
        if let Some(place) = &self.place {
            let part = Value::from(fold(place.trim()));
            add(
                "(e.id IN (SELECT event FROM event_places WHERE instr(name, ?) > 0)
                  OR e.id IN (SELECT m.event FROM place_names p JOIN members m ON m.report = p.report WHERE instr(p.name, ?) > 0))",
                vec![part.clone(), part],
            );
        }
        if let Some(b) = &self.within {
            let east_west = if b.west <= b.east { "lon >= ? AND lon <= ?" } else { "(lon >= ? OR lon <= ?)" };
            let sql = format!("e.id IN (SELECT event FROM event_places WHERE lat >= ? AND lat <= ? AND {east_west})");
            add(&sql, [b.south, b.north, b.west, b.east].map(Value::from).to_vec());
        }
        if let Some(from) = self.from {
            add("e.end_day >= ?", vec![Value::from(from.to_string())]);
        }
        if let Some(to) = self.to {
            add("e.start_day <= ?", vec![Value::from(to.to_string())]);
        }
        if !self.types.is_empty() {
            let names: Vec<Value> = self.types.iter().map(|t| known_type(t).map(Value::from)).collect::<Result<_>>()?;
            let marks = vec!["?"; names.len()].join(",");
            add(&format!("(e.type IN ({marks}) OR e.sub_type IN ({marks}))"), [names.clone(), names].concat());
        }
        for actor in &self.actors {
            let role = actor.role.map_or("", |_| "AND role = ?");
            let sql = format!(
                "e.id IN (SELECT event FROM event_actors WHERE (actor = ? OR substr(actor, 1, length(?) + 1) = ? || ':') {role})"
            );
            let mut of = vec![Value::from(actor.id.clone()); 3];
            of.extend(actor.role.map(|r| Value::from(r.name().to_owned())));
            add(&sql, of);
        }
        for figure in &self.figures {
            let sign = match figure.comparison {
                Comparison::AtLeast => ">=",
                Comparison::MoreThan => ">",
                Comparison::AtMost => "<=",
                Comparison::LessThan => "<",
                Comparison::Equal => "=",
            };
            let class = figure.of.map_or("", |_| "AND of = ?");
            let sql = format!(
                "(SELECT max(coalesce(best, low)) FROM estimates WHERE event = e.id AND measure = ? {class}) {sign} ?"
            );
            let mut of = vec![Value::from(figure.measure.name().to_owned())];
            of.extend(figure.of.map(|o| Value::from(o.name().to_owned())));
            of.push(Value::from(i64::try_from(figure.number).unwrap_or(i64::MAX)));
            add(&sql, of);
        }
        if let Some(text) = &self.text {
            add(
                "e.id IN (SELECT m.event FROM words w JOIN reports r ON r.article = w.rowid JOIN members m ON m.report = r.id
                          WHERE words MATCH ?)",
                vec![Value::from(search(text)?)],
            );
        }
        if let Some(since) = self.changed_since {
            add("e.changed > ?", vec![Value::from(since.as_millisecond())]);
        }
        let sql = if all.is_empty() { String::new() } else { format!(" WHERE {}", all.join(" AND ")) };
        Ok(Query { sql, values })
    }

    /// Conditions, order and number as SQL over `events e`.
    pub(crate) fn query(&self) -> Result<Query> {
        let Query { mut sql, values } = self.conditions()?;
        let by = match self.sort {
            Sort::Date => "e.start_day",
            Sort::Changed => "e.changed",
            Sort::Killed => {
                "(SELECT max(coalesce(best, low)) FROM estimates WHERE event = e.id AND measure = 'killed')"
            }
            Sort::Voices => "e.voices",
        };
        let way = if self.descending { "DESC" } else { "ASC" };
        sql.push_str(&format!(" ORDER BY {by} {way} NULLS LAST, e.id"));
        if self.limit.is_some() || self.offset > 0 {
            let limit = self.limit.map_or(-1, i64::from);
            sql.push_str(&format!(" LIMIT {limit} OFFSET {}", self.offset));
        }
        Ok(Query { sql, values })
    }
}

/// The codebook's spelling of a type's name.
fn known_type(name: &str) -> Result<String> {
    let told = name.trim().to_lowercase();
    let types = EventType::ALL.iter().map(|t| t.name());
    let names: Vec<&str> = types.chain(SubEventType::ALL.iter().map(|t| t.name())).collect();
    match names.iter().find(|n| n.to_lowercase() == told) {
        Some(name) => Ok((*name).to_owned()),
        None => {
            let near: Vec<&str> = names.iter().copied().filter(|n| n.to_lowercase().contains(&told)).collect();
            match near.as_slice() {
                [one] => Ok((*one).to_owned()),
                [] => {
                    Err(Error::Search(format!("`{name}` is no type of the codebook; there are: {}", names.join(", "))))
                }
                several => Err(Error::Search(format!("`{name}` may be: {}", several.join(", ")))),
            }
        }
    }
}

/// Words as people write them, in the language of the full-text index.
pub(crate) fn search(text: &str) -> Result<String> {
    let mut out: Vec<String> = Vec::new();
    for (k, part) in text.split('"').enumerate() {
        // every second part stands between quotation marks
        let phrases: Vec<&str> = if k % 2 == 1 { vec![part] } else { part.split_whitespace().collect() };
        for phrase in phrases {
            let (words, rest) = match phrase.strip_suffix('*') {
                Some(words) => (words, "*"),
                None => (phrase, ""),
            };
            let folded = fold(words);
            if folded.chars().any(char::is_alphanumeric) {
                out.push(format!("\"{}\"{rest}", folded.replace('"', " ")));
            }
        }
    }
    if out.is_empty() {
        return Err(Error::Search(format!("`{text}` holds no word to look for")));
    }
    Ok(out.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_on_figures_are_read() {
        let t: Threshold = "killed:civilians>=10".parse().unwrap();
        assert_eq!(
            (t.measure, t.of, t.comparison, t.number),
            (Measure::Killed, Some(Of::Civilians), Comparison::AtLeast, 10)
        );
        let t: Threshold = "wounded < 3".parse().unwrap();
        assert_eq!((t.measure, t.of, t.comparison, t.number), (Measure::Wounded, None, Comparison::LessThan, 3));
        for wrong in ["killed", "killed>=x", "hurt>1", "killed:cats>1"] {
            assert!(wrong.parse::<Threshold>().unwrap_err().to_string().contains("killed>=10"), "{wrong}");
        }
    }

    #[test]
    fn boxes_are_read() {
        assert!("-5,12,4,16".parse::<Bounds>().is_ok());
        for wrong in ["", "1,2,3", "1,2,3,x", "0,20,1,10", "0,0,0,100"] {
            assert!(wrong.parse::<Bounds>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn words_are_quoted_and_folded() {
        assert_eq!(search("مقتل \"قرب القاعدة\" Sév*").unwrap(), "\"مقتل\" \"قرب القاعده\" \"sev\"*");
        assert!(search(" \"\" - ").is_err());
    }
}
