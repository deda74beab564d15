//! One event, as little of it as filters and maps need.

use super::Names;
use isnad_model::{Event, EventType, Measure, Of, PlacePrecision, SubEventType};
use isnad_store::{EventRow, State, Uid};
use jiff::Timestamp;
use jiff::civil::Date;

/// A place of an event.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
    /// How finely it is told.
    pub precision: PlacePrecision,
}

/// A figure of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Toll {
    /// What is counted.
    pub measure: Measure,
    /// Whom or what.
    pub of: Of,
    /// The figure to quote, or the least where there is none to quote.
    pub number: Option<u64>,
    /// The figure to quote.
    pub best: Option<u64>,
}

/// An event in the index.
#[derive(Debug, Clone)]
pub(crate) struct Light {
    /// Its id.
    pub uid: Uid,
    /// ACLED event type.
    pub kind: EventType,
    /// ACLED sub-event type.
    pub sub: SubEventType,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// ISO codes of the countries it happened in.
    pub countries: Box<[[u8; 2]]>,
    /// Places with coordinates.
    pub points: Box<[Point]>,
    /// Who took part, by number.
    pub actors: Box<[u32]>,
    /// Articles that tell it, by their numbers in the record.
    pub articles: Box<[u32]>,
    /// Names of its places in every spelling, by number.
    pub names: Box<[u32]>,
    /// Its figures.
    pub tolls: Box<[Toll]>,
    /// How many were killed, to quote.
    pub killed: Option<u64>,
    /// Claims weighed in its figures.
    pub claims: u32,
    /// Disagreements.
    pub contradictions: u32,
    /// What analysts said of it.
    pub state: State,
    /// When it last changed.
    pub changed: Timestamp,
}

impl Light {
    /// Of a row of the record; `None` where its id is none, which a sound record does not hold.
    /// Which articles tell it and what they call its places is filled in afterwards.
    pub fn new(row: &EventRow, actors: &mut Names) -> Option<Self> {
        let event = &row.event;
        let country = |code: &String| <[u8; 2]>::try_from(code.as_bytes()).ok();
        let mut countries: Vec<[u8; 2]> =
            event.locations.iter().filter_map(|l| l.country.as_ref().and_then(country)).collect();
        countries.sort_unstable();
        countries.dedup();
        let mut part: Vec<u32> = event.actors.iter().map(|a| actors.number(&a.id)).collect();
        part.sort_unstable();
        part.dedup();
        let points =
            event.locations.iter().filter_map(|l| Some(Point { lon: l.lon?, lat: l.lat?, precision: l.precision }));
        let tolls = event.estimates.iter().map(|e| Toll {
            measure: e.measure,
            of: e.of,
            number: e.best.or(e.low),
            best: e.best,
        });
        Some(Self {
            uid: Uid::parse(&event.id)?,
            kind: event.event_type,
            sub: event.sub_event_type,
            days: event.date.map(|d| (d.start(), d.end())),
            countries: countries.into(),
            points: points.collect(),
            actors: part.into(),
            articles: Box::default(),
            names: Box::default(),
            tolls: tolls.collect(),
            killed: killed(event),
            claims: event.estimates.iter().map(|e| e.claims.len() as u32).sum(),
            contradictions: event.contradictions.len() as u32,
            state: row.state,
            changed: row.changed,
        })
    }

    /// Days since 1970 of its first day; far in the future where it has none.
    pub fn first_day(&self) -> i64 {
        const EPOCH: Date = jiff::civil::date(1970, 1, 1);
        self.days.map_or(i64::from(i32::MAX), |(d, _)| EPOCH.until(d).map_or(0, |s| i64::from(s.get_days())))
    }
}

/// All killed in one figure: the total where one is told, else the sum of the classes.
fn killed(event: &Event) -> Option<u64> {
    let killed = |of: Option<Of>| {
        event
            .estimates
            .iter()
            .filter(move |e| e.measure == Measure::Killed && of.is_none_or(|of| e.of == of))
            .filter_map(|e| e.best)
    };
    killed(Some(Of::People)).next().or_else(|| killed(None).reduce(u64::saturating_add))
}
