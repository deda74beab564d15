//! `isnad events`: the events of a record that meet some conditions.

use super::when::moment;
use crate::cli::record::{Conditions, Events, Listed, Order};
use crate::reconcile::{policy, table};
use anyhow::Result;
use isnad_model::{Event, Measure, Role};
use isnad_reconcile::Policy;
use isnad_store::{EventRow, Filter, Sort, Store};
use std::io::{self, BufWriter, IsTerminal, Write};

/// Runs the command.
pub fn run(options: &Events) -> Result<bool> {
    let store = Store::open_read_only(&options.record.record)?;
    let filter = Filter {
        sort: match options.sort {
            Order::Date => Sort::Date,
            Order::Changed => Sort::Changed,
            Order::Killed => Sort::Killed,
            Order::Voices => Sort::Voices,
        },
        descending: options.descending,
        limit: options.limit.map(std::num::NonZeroU32::get),
        ..filter(&options.conditions)?
    };
    let terminal = io::stdout().is_terminal();
    let format = options.format.unwrap_or(if terminal { Listed::Table } else { Listed::Jsonl });
    let figures = options.estimate.map(policy);
    let mut out = BufWriter::new(io::stdout().lock());
    match format {
        Listed::Table => {
            let events: Vec<Event> = all(&store, &filter, figures)?.into_iter().map(|row| row.event).collect();
            out.write_all(table::of(&events).as_bytes())?;
            out.flush()?;
            eprintln!("{} of {} events", events.len(), store.count(&Filter::default())?);
        }
        Listed::Json => {
            serde_json::to_writer_pretty(&mut out, &all(&store, &filter, figures)?)?;
            out.write_all(b"\n")?;
        }
        Listed::Jsonl => each(&store, &filter, figures, |row| {
            serde_json::to_writer(&mut out, row)?;
            Ok(out.write_all(b"\n")?)
        })?,
        Listed::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(COLUMNS)?;
            each(&store, &filter, figures, |row| Ok(csv.write_record(cells(row))?))?;
            csv.flush()?;
        }
    }
    out.flush()?;
    Ok(true)
}

/// The conditions as the record reads them.
pub fn filter(conditions: &Conditions) -> Result<Filter> {
    Ok(Filter {
        countries: conditions.country.clone(),
        place: conditions.place.clone(),
        within: conditions.within,
        from: conditions.from,
        to: conditions.to,
        types: conditions.types.clone(),
        actors: conditions.actor.clone(),
        figures: conditions.figure.clone(),
        text: conditions.text.clone(),
        changed_since: conditions.changed_since.as_deref().map(moment).transpose()?,
        confirmed: conditions.confirmed,
        rejected: conditions.rejected,
        ..Filter::default()
    })
}

/// Goes through events one by one; stops at the first that cannot be written.
fn each(
    store: &Store,
    filter: &Filter,
    figures: Option<Policy>,
    mut write: impl FnMut(&EventRow) -> Result<()>,
) -> Result<()> {
    let mut failed = None;
    store.each_event_by(filter, figures, |row| {
        failed = write(&row).err();
        Ok(failed.is_none())
    })?;
    failed.map_or(Ok(()), Err)
}

fn all(store: &Store, filter: &Filter, figures: Option<Policy>) -> Result<Vec<EventRow>> {
    let mut rows = Vec::new();
    store.each_event_by(filter, figures, |row| {
        rows.push(row);
        Ok(true)
    })?;
    Ok(rows)
}

const COLUMNS: [&str; 20] = [
    "id",
    "state",
    "date_start",
    "date_end",
    "event_type",
    "sub_event_type",
    "place",
    "country",
    "lat",
    "lon",
    "perpetrators",
    "targets",
    "killed_low",
    "killed_best",
    "killed_high",
    "wounded_best",
    "reports",
    "voices",
    "contradictions",
    "changed",
];

fn cells(row: &EventRow) -> [String; 20] {
    let e = &row.event;
    let place = e.locations.first();
    let number = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
    let degrees = |x: Option<f64>| x.map(|x| x.to_string()).unwrap_or_default();
    let actors = |role: Role| -> String {
        let of = e.actors.iter().filter(|a| a.role == role).map(|a| a.id.as_str());
        safe(&of.collect::<Vec<_>>().join(";"))
    };
    // the class with the greatest figure stands for the measure
    let figures = |measure: Measure| {
        let of = e.estimates.iter().filter(|x| x.measure == measure);
        of.max_by_key(|x| x.best.or(x.low)).map_or((None, None, None), |x| (x.low, x.best, x.high))
    };
    let (killed, wounded) = (figures(Measure::Killed), figures(Measure::Wounded));
    [
        e.id.clone(),
        row.state.name().to_owned(),
        e.date.map(|d| d.start().to_string()).unwrap_or_default(),
        e.date.map(|d| d.end().to_string()).unwrap_or_default(),
        e.event_type.name().to_owned(),
        e.sub_event_type.name().to_owned(),
        place.map(|l| safe(&l.name)).unwrap_or_default(),
        place.and_then(|l| l.country.clone()).unwrap_or_default(),
        degrees(place.and_then(|l| l.lat)),
        degrees(place.and_then(|l| l.lon)),
        actors(Role::Perpetrator),
        actors(Role::Target),
        number(killed.0),
        number(killed.1),
        number(killed.2),
        number(wounded.1),
        e.members.len().to_string(),
        e.voices.to_string(),
        e.contradictions.len().to_string(),
        row.changed.to_string(),
    ]
}

/// Text that a spreadsheet would take for a formula gets a mark before it.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
