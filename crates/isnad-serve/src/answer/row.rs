//! An event as lists show it.

use isnad_model::{DateRange, Event, EventActor, EventType, Location, Measure, Of, SubEventType};
use isnad_store::{EventRow, State};
use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// One event of a list.
#[derive(Debug, Serialize)]
pub(crate) struct Row<'a> {
    id: &'a str,
    event_type: EventType,
    sub_event_type: SubEventType,
    date: Option<DateRange>,
    #[serde(serialize_with = "places")]
    locations: &'a [Location],
    actors: &'a [EventActor],
    estimates: Vec<Toll>,
    voices: u32,
    articles: usize,
    contradictions: usize,
    updated: Timestamp,
    status: State,
}

#[derive(Debug, Serialize)]
struct Toll {
    measure: Measure,
    of: Of,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
}

impl<'a> Row<'a> {
    /// Of a row of the record.
    pub fn new(row: &'a EventRow) -> Self {
        let event: &Event = &row.event;
        let toll =
            |e: &isnad_model::Estimate| Toll { measure: e.measure, of: e.of, low: e.low, best: e.best, high: e.high };
        Self {
            id: &event.id,
            event_type: event.event_type,
            sub_event_type: event.sub_event_type,
            date: event.date,
            locations: &event.locations,
            actors: &event.actors,
            estimates: event.estimates.iter().map(toll).collect(),
            voices: event.voices,
            articles: articles(event),
            contradictions: event.contradictions.len(),
            updated: row.changed,
            status: row.state,
        }
    }
}

/// How many articles tell an event.
fn articles(event: &Event) -> usize {
    // members are sorted by article
    event.members.chunk_by(|a, b| a.article == b.article).count()
}

/// Places without the spans they were read in.
fn places<S: Serializer>(places: &[Location], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Place<'a> {
        name: &'a str,
        country: Option<&'a str>,
        lat: Option<f64>,
        lon: Option<f64>,
        precision: isnad_model::PlacePrecision,
        relation: isnad_model::Relation,
    }
    serializer.collect_seq(places.iter().map(|l| Place {
        name: &l.name,
        country: l.country.as_deref(),
        lat: l.lat,
        lon: l.lon,
        precision: l.precision,
        relation: l.relation,
    }))
}
