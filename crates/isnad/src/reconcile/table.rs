//! Events as a table for people.

use crate::bidi::isolate_runs;
use crate::extract::{date, hedge, tidy};
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Width};
use isnad_model::{Estimate, Event, Location, Role};
use std::io::IsTerminal;

const HEADER: [&str; 7] = ["event", "date", "place", "type", "perpetrator → target", "figures", "contradictions"];

/// The column of dates, and the width of a day with its padding: days are not torn apart.
const DATE: usize = 1;
const DAY: u16 = 12;
/// Width of a table that goes to no terminal.
const WIDTH: u16 = 150;

/// A row per event.
pub fn of(events: &[Event]) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    if !std::io::stdout().is_terminal() {
        table.set_width(WIDTH);
    }
    table.set_header(HEADER.map(|h| Cell::new(h).add_attribute(Attribute::Bold)));
    for event in events {
        table.add_row(row(event));
    }
    if let Some(dates) = table.column_mut(DATE) {
        dates.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(DAY)));
    }
    table.lines().map(|line| isolate_runs(&line) + "\n").collect()
}

fn row(event: &Event) -> [String; 7] {
    let members = event.members.len();
    let told = match (members, event.voices as usize) {
        (1, _) => "1 report".to_owned(),
        (n, voices) if voices == n => format!("{n} reports"),
        (n, voices) => format!("{n} reports, {voices} voices"),
    };
    let lines = |lines: Vec<String>| if lines.is_empty() { "?".to_owned() } else { lines.join("\n") };
    [
        format!("{}\n{told}", tidy(&event.id)),
        event.date.map_or_else(|| "?".to_owned(), date),
        lines(event.locations.iter().map(place).collect()),
        event.sub_event_type.name().to_owned(),
        lines(parties(event)),
        event.estimates.iter().map(estimate).collect::<Vec<_>>().join("\n"),
        event.contradictions.iter().map(|c| tidy(&c.text)).collect::<Vec<_>>().join("\n"),
    ]
}

fn place(place: &Location) -> String {
    let country = place.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
    format!("{}{country}", tidy(&place.name))
}

fn parties(event: &Event) -> Vec<String> {
    let of = |role, before: &'static str| {
        let actors = event.actors.iter().filter(move |a| a.role == role);
        actors.map(move |a| format!("{before}{}{}", a.id, a.stance.map_or("", hedge)))
    };
    of(Role::Perpetrator, "").chain(of(Role::Target, "→ ")).chain(of(Role::Other, "also ")).collect()
}

/// Best, and behind it the span; `?` where nothing can be set.
fn estimate(e: &Estimate) -> String {
    let n = |n: Option<u64>, open: &str| n.map_or_else(|| open.to_owned(), |n| n.to_string());
    let what = format!("{} {}", e.measure.name().replace('_', " "), e.of.name());
    match (e.low, e.best, e.high) {
        (low, best, high) if low == best && best == high => format!("{what} {}", n(best, "?")),
        (low, best, high) => format!("{what} {} ({} to {})", n(best, "?"), n(low, "?"), n(high, "?")),
    }
}
