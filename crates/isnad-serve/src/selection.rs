//! Which events a request is about.

use crate::index::{Index, Light};
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::search::Articles;
use crate::server::App;
use isnad_model::{EventType, Measure, Of, SubEventType};
use isnad_store::{Bounds, State};
use isnad_text::fold;
use jiff::Timestamp;
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Conditions that must all hold; of the values of one condition, one suffices.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    countries: Vec<[u8; 2]>,
    within: Option<Bounds>,
    from: Option<Date>,
    to: Option<Date>,
    types: Vec<EventType>,
    subs: Vec<SubEventType>,
    actors: Vec<String>,
    least: Vec<(Measure, Option<Of>, u64)>,
    contradicted: bool,
    since: Option<Timestamp>,
    status: Status,
    place: Option<String>,
    /// What only the record's own index of words knows.
    text: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Status {
    #[default]
    NotRejected,
    Just(State),
    All,
}

/// The `event_date_where` of ACLED.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Compare {
    On,
    Between,
    Before,
    After,
}

impl Selection {
    /// Takes the filters out of the parameters: our names and ACLED's.
    pub fn read(params: &mut Params) -> Answer<Self> {
        let mut s = Self {
            countries: countries(params)?,
            place: params.words("place")?.or(params.words("location")?),
            text: params.words("q")?,
            from: params.parsed("from", DAY)?,
            to: params.parsed("to", DAY)?,
            ..Self::default()
        };
        if let Some(told) = params.one("bbox")? {
            s.within = Some(upright(&told).parse().map_err(|e: isnad_store::Error| Problem::bad(e.to_string()))?);
        }
        for name in params.all("type").into_iter().chain(params.all("event_type")) {
            s.types.push(
                EventType::ALL.iter().copied().find(|t| same(t.name(), &name)).ok_or_else(|| none("type", &name))?,
            );
        }
        for name in params.all("sub_type").into_iter().chain(params.all("sub_event_type")) {
            let found = SubEventType::ALL.iter().copied().find(|t| same(t.name(), &name));
            s.subs.push(found.ok_or_else(|| none("sub_type", &name))?);
        }
        for name in ["actor", "actor1", "actor2"] {
            s.actors.extend(params.all(name));
        }
        for told in params.all("min") {
            s.least.push(least(&told)?);
        }
        if let Some(n) = params.within("fatalities", 0..=FIGURE)? {
            s.least.push((Measure::Killed, None, n));
        }
        s.contradicted = params.parsed("contradicted", "true or false")?.unwrap_or(false);
        s.since = params.one("updated_since")?.map(|t| moment(&t)).transpose()?;
        s.status = match params.one("status")?.as_deref() {
            None => Status::NotRejected,
            Some("open") => Status::Just(State::Open),
            Some("confirmed") => Status::Just(State::Confirmed),
            Some("rejected") => Status::Just(State::Rejected),
            Some("all") => Status::All,
            Some(other) => return Err(none("status", other)),
        };
        s.acled_days(params)?;
        Ok(s)
    }

    /// `event_date=a|b` with `event_date_where`, and `year`.
    fn acled_days(&mut self, params: &mut Params) -> Answer<()> {
        let told = params.one("event_date")?;
        let days = told.iter().flat_map(|days| days.split('|'));
        let days: Vec<Date> =
            days.map(|d| d.trim().parse().map_err(|_| none("event_date", d))).collect::<Answer<_>>()?;
        let how = match params.one("event_date_where")?.as_deref() {
            None | Some("=") => Compare::On,
            Some(told) if told.eq_ignore_ascii_case("between") => Compare::Between,
            Some("<" | "<=") => Compare::Before,
            Some(">" | ">=") => Compare::After,
            Some(other) => return Err(none("event_date_where", other)),
        };
        match (days.as_slice(), how) {
            ([], _) => {}
            ([a, b], Compare::Between | Compare::On) => (self.from, self.to) = (Some(*a.min(b)), Some(*a.max(b))),
            ([day], Compare::On) => (self.from, self.to) = (Some(*day), Some(*day)),
            ([a], Compare::Before) => self.to = Some(*a),
            ([a], Compare::After) => self.from = Some(*a),
            // of two days, the one that lets more through
            ([a, b], Compare::Before) => self.to = Some(*a.max(b)),
            ([a, b], Compare::After) => self.from = Some(*a.min(b)),
            ([a], Compare::Between) => (self.from, self.to) = (Some(*a), Some(*a)),
            _ => return Err(Problem::bad("`event_date` takes one day, or two with event_date_where=BETWEEN")),
        }
        if let Some(year) = params.within::<i16>("year", 1900..=2100)? {
            let day = |m, d| Date::new(year, m, d).map_err(|_| none("year", &year.to_string()));
            (self.from, self.to) = (Some(day(1, 1)?), Some(day(12, 31)?));
        }
        Ok(())
    }

    /// The conditions against an index, and what the record's own index of words finds.
    pub async fn resolve(self, index: &Arc<Index>, app: &App) -> Answer<Chosen> {
        let articles = match &self.text {
            None => None,
            Some(text) => Some(app.searches.find(&app.pool, index.version, text).await?),
        };
        let names = self.place.as_ref().map(|told| {
            let part = fold(told.trim());
            let named = index.names.all().filter(|(_, name)| !part.is_empty() && name.contains(&part));
            named.map(|(k, _)| k).collect()
        });
        let actors = self.actors.iter().flat_map(|told| {
            let told = told.clone();
            index.actors.all().filter(move |(_, id)| begins(id, &told)).map(|(k, _)| k).collect::<Vec<_>>()
        });
        Ok(Chosen { actors: actors.collect(), names, articles, s: self })
    }
}

/// A selection made ready for one index.
#[derive(Debug)]
pub(crate) struct Chosen {
    s: Selection,
    actors: FxHashSet<u32>,
    names: Option<FxHashSet<u32>>,
    articles: Option<Arc<Articles>>,
}

impl Chosen {
    /// Whether an event is meant.
    pub fn takes(&self, e: &Light) -> bool {
        let s = &self.s;
        let status = match s.status {
            Status::NotRejected => e.state != State::Rejected,
            Status::Just(state) => e.state == state,
            Status::All => true,
        };
        status
            && (s.types.is_empty() || s.types.contains(&e.kind))
            && (s.subs.is_empty() || s.subs.contains(&e.sub))
            && (s.countries.is_empty() || e.countries.iter().any(|c| s.countries.contains(c)))
            && (s.from.is_none() && s.to.is_none()
                || e.days.is_some_and(|(a, b)| s.from.is_none_or(|from| b >= from) && s.to.is_none_or(|to| a <= to)))
            && (s.actors.is_empty() || e.actors.iter().any(|a| self.actors.contains(a)))
            && s.within.is_none_or(|b| e.points.iter().any(|p| inside(&b, p.lon, p.lat)))
            && s.least.iter().all(|(measure, of, n)| {
                e.tolls.iter().any(|t| {
                    t.measure == *measure && of.is_none_or(|of| t.of == of) && t.number.is_some_and(|x| x >= *n)
                }) || (*measure == Measure::Killed && of.is_none() && e.killed.is_some_and(|x| x >= *n))
            })
            && (!s.contradicted || e.contradictions > 0)
            && s.since.is_none_or(|since| e.changed > since)
            && self.names.as_ref().is_none_or(|names| e.names.iter().any(|n| names.contains(n)))
            && self.articles.as_ref().is_none_or(|some| e.articles.iter().any(|n| some.hold(*n)))
    }
}

/// Greatest figure that can be asked for.
const FIGURE: u64 = 1_000_000_000;

/// How a day is written.
const DAY: &str = "a day as 2024-09-17";

/// A box whose south is its lesser latitude, whichever way round they were sent; anything else is left as it is.
fn upright(told: &str) -> String {
    let parts: Vec<&str> = told.split(',').map(str::trim).collect();
    match (parts.as_slice(), parts.iter().map(|p| p.parse::<f64>()).collect::<Result<Vec<_>, _>>()) {
        ([west, south, east, north], Ok(numbers)) if numbers[1] > numbers[3] => {
            [*west, *north, *east, *south].join(",")
        }
        _ => told.to_owned(),
    }
}

fn same(name: &str, told: &str) -> bool {
    name.eq_ignore_ascii_case(told.trim())
}

fn begins(id: &str, told: &str) -> bool {
    id == told || id.strip_prefix(told).is_some_and(|rest| rest.starts_with(':'))
}

fn none(name: &str, told: &str) -> Problem {
    Problem::bad(format!("`{name}={told}` is none; /api/openapi.json lists what it may be"))
}

fn countries(params: &mut Params) -> Answer<Vec<[u8; 2]>> {
    let told = params.all("country");
    let code = |c: &String| match c.trim().as_bytes() {
        [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic() => {
            Ok([a.to_ascii_uppercase(), b.to_ascii_uppercase()])
        }
        _ => Err(Problem::bad(format!("`country={c}` is no code; write the two letters of ISO 3166, as ML"))),
    };
    told.iter().map(code).collect()
}

/// `killed:10`, `killed:civilians:10`
fn least(told: &str) -> Answer<(Measure, Option<Of>, u64)> {
    let wrong = || {
        Problem::bad(format!("`min={told}` cannot be read; write measure:number, as killed:10 or killed:civilians:10"))
    };
    let parts: Vec<&str> = told.split(':').collect();
    let (measure, of, n) = match parts.as_slice() {
        [measure, n] => (measure, None, n),
        [measure, of, n] => (measure, Some(Of::from_name(of).ok_or_else(wrong)?), n),
        _ => return Err(wrong()),
    };
    Ok((Measure::from_name(measure).ok_or_else(wrong)?, of, n.parse().map_err(|_| wrong())?))
}

/// A time as RFC 3339 has it, or a day.
pub(crate) fn moment(told: &str) -> Answer<Timestamp> {
    let day =
        || told.parse::<Date>().ok().and_then(|d| d.to_zoned(jiff::tz::TimeZone::UTC).ok()).map(|z| z.timestamp());
    told.parse()
        .ok()
        .or_else(day)
        .ok_or_else(|| Problem::bad(format!("`{told}` is no time; write 2024-09-17T06:00:00Z or a day")))
}

fn inside(b: &Bounds, lon: f64, lat: f64) -> bool {
    let across = if b.west <= b.east { lon >= b.west && lon <= b.east } else { lon >= b.west || lon <= b.east };
    across && lat >= b.south && lat <= b.north
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Answer<Selection> {
        let mut params = Params::read(Some(query))?;
        let s = Selection::read(&mut params)?;
        params.done()?;
        Ok(s)
    }

    #[test]
    fn acled_spellings_mean_the_same() {
        let a = read("event_date=2024-01-01%7C2024-02-01&event_date_where=BETWEEN&event_type=battles").unwrap();
        let b = read("from=2024-01-01&to=2024-02-01&type=Battles").unwrap();
        assert_eq!((a.from, a.to, a.types), (b.from, b.to, b.types));
        assert_eq!(read("year=2024").unwrap().to, Some("2024-12-31".parse().unwrap()));
        assert_eq!(read("event_date=2024-01-01&event_date_where=%3E").unwrap().to, None);
        let c = read("event_date=2024-02-01|2024-01-01&event_date_where=%3C").unwrap();
        assert_eq!((c.from, c.to), (None, b.to));
        assert_eq!(read("bbox=0,20,1,10").unwrap().within, read("bbox=0,10,1,20").unwrap().within);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for wrong in [
            "country=Mali",
            "bbox=1,2",
            "bbox=0,120,1,10",
            "bbox=0,x,1,10",
            "from=2024-13-01",
            "type=War",
            "min=killed",
            "min=hurt:1",
            "updated_since=yesterday",
            "status=new",
            "event_date=2024-01-01&event_date_where=NEAR",
            "year=99999",
            "year=1899",
            "fatalities=-1",
            "event_date=2023-02-29",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn boxes_may_cross_the_last_meridian() {
        let b: Bounds = "170,-10,-170,10".parse().unwrap();
        assert!(inside(&b, 175.0, 0.0) && inside(&b, -175.0, 0.0) && !inside(&b, 0.0, 0.0));
    }
}
