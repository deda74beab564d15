//! When two parts of reports say the same, and how alike two reports are.

use crate::article::{Claim, Days, Location, Report};
use isnad_model::{EventType, Measure, Of, PlacePrecision, Role};
use std::collections::BTreeSet;

/// Two points are one place within so many kilometres, where one of them is a point …
const POINT_KM: f64 = 25.0;
/// … and where both are regions.
const REGION_KM: f64 = 150.0;

pub(crate) fn same_place(gold: &Location, read: &Location) -> bool {
    use PlacePrecision::{Admin1, Area, Country, Settlement, Site};
    let point = |l: &Location| matches!(l.precision, Site | Settlement | Area);
    let either = |p: PlacePrecision| gold.precision == p || read.precision == p;
    if point(gold) != point(read) && (either(Admin1) || either(Country)) {
        return false;
    }
    if either(Country) {
        return gold.precision == read.precision && gold.country == read.country;
    }
    match (at(gold), at(read)) {
        (Some(a), Some(b)) => kilometres(a, b) <= if point(gold) || point(read) { POINT_KM } else { REGION_KM },
        _ => std::iter::once(&gold.name).chain(&gold.aka).any(|n| letters(n) == letters(&read.name)),
    }
}

fn at(l: &Location) -> Option<(f64, f64)> {
    l.lat.zip(l.lon)
}

fn kilometres((lat1, lon1): (f64, f64), (lat2, lon2): (f64, f64)) -> f64 {
    let p = std::f64::consts::PI / 180.0;
    let (north, east) = (((lat2 - lat1) * p / 2.0).sin(), ((lon2 - lon1) * p / 2.0).sin());
    let h = north.powi(2) + (lat1 * p).cos() * (lat2 * p).cos() * east.powi(2);
    12_742.0 * h.sqrt().asin()
}

fn letters(name: &str) -> String {
    let vowel_mark = |c: &char| ('\u{64b}'..='\u{65f}').contains(c) || *c == '\u{670}';
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric() && !vowel_mark(c)).collect()
}

/// Actors in a role; the country of unnamed armed men and of civilians does not count, nor the sort of a named group.
pub(crate) fn actors(report: &Report, role: Role) -> BTreeSet<String> {
    report.actors.iter().filter(|a| a.role == role).map(|a| actor(&a.id)).collect()
}

pub(crate) fn actor(id: &str) -> String {
    let id = id.to_lowercase();
    for unnamed in ["unidentified", "civilians"] {
        if id.starts_with(unnamed) {
            return id.split(':').next().unwrap_or_default().to_owned();
        }
    }
    id.strip_prefix("group:").or_else(|| id.strip_prefix("militia:")).unwrap_or(&id).to_owned()
}

/// The figure itself, whoever it counts.
pub(crate) fn value(c: &Claim) -> (Measure, Option<u64>, Option<u64>) {
    (c.measure, c.low, c.high)
}

pub(crate) fn same_claim(gold: &Claim, read: &Claim) -> bool {
    value(gold) == value(read) && compatible(gold.of, read.of)
}

/// "People" and "things" fit every class; so do the two classes of an armed group's men, and of a state's.
fn compatible(a: Of, b: Of) -> bool {
    let pair = |x: Of, y: Of| (a, b) == (x, y) || (a, b) == (y, x);
    let open = |o: Of| a == o || b == o;
    a == b
        || open(Of::People)
        || open(Of::Things)
        || pair(Of::Militants, Of::Mercenaries)
        || pair(Of::Military, Of::Militia)
}

pub(crate) fn same_chain(gold: &Claim, read: &Claim) -> bool {
    gold.sources.iter().map(|s| s.kind).eq(read.sources.iter().map(|s| s.kind))
}

/// Whether two stretches of days meet, a day of slack on either side; unknown where one is not told.
fn meet(a: Option<Days>, b: Option<Days>) -> Option<bool> {
    let (a, b) = (a?, b?);
    let until = |d: Days| d.end.tomorrow().unwrap_or(d.end);
    Some(a.start <= until(b) && b.start <= until(a))
}

/// From 0 to 1: how sure it is that two reports speak of one incident.
pub(crate) fn likeness(gold: &Report, read: &Report) -> f64 {
    let mut s = match meet(gold.date, read.date) {
        Some(false) => return 0.0,
        Some(true) => 0.25,
        None => 0.08,
    };
    if gold.locations.is_empty() && read.locations.is_empty() {
        s += 0.12;
    } else {
        let hits = gold.locations.iter().filter(|g| read.locations.iter().any(|r| same_place(g, r))).count();
        if hits > 0 {
            s += 0.20 + 0.15 * hits as f64 / gold.locations.len() as f64;
        }
    }
    let violent = |t: Option<EventType>| {
        matches!(t, Some(EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians))
    };
    if gold.sub_event_type == read.sub_event_type {
        s += 0.15;
    } else if gold.event_type == read.event_type || violent(gold.event_type) && violent(read.event_type) {
        s += 0.08;
    }
    for (role, weight) in [(Role::Perpetrator, 0.07), (Role::Target, 0.03)] {
        if !actors(gold, role).is_disjoint(&actors(read, role)) {
            s += weight;
        }
    }
    let values = |r: &Report| r.claims.iter().map(value).collect::<BTreeSet<_>>();
    let (g, r) = (values(gold), values(read));
    if g.is_empty() && r.is_empty() {
        s += 0.10;
    } else if !g.is_empty() && !r.is_empty() {
        s += 0.20 * g.intersection(&r).count() as f64 / g.len().min(r.len()) as f64;
    }
    s
}
