//! `GET /map`: where events happened; points, or counts in a grid where there are too many.

use super::json;
use crate::index::Light;
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::selection::Selection;
use crate::server::App;
use axum::extract::{RawQuery, State};
use isnad_model::EventType;
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::sync::Arc;

/// Events that are shown one by one at most.
const POINTS: usize = 5000;

/// Answers.
pub(crate) async fn map(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let selection = Selection::read(&mut params)?;
    let zoom: f64 = params.parsed("zoom", "a number from 0 to 24")?.unwrap_or(3.0);
    if !(0.0..=24.0).contains(&zoom) {
        return Err(Problem::bad(format!("`zoom={zoom}` is out of bounds; write 0 to 24")));
    }
    params.done()?;
    let index = app.fresh.index();
    let chosen = selection.resolve(&index, &app).await?;
    let taken: Vec<&Light> = index.events().iter().filter(|e| chosen.takes(e)).collect();
    let unplaced = taken.iter().filter(|e| e.points.is_empty()).count();
    if taken.len() - unplaced > POINTS {
        let size = side(zoom);
        return json(&json!({"cells": cells(&taken, size), "cell_size": size, "unplaced": unplaced}));
    }
    let points: Vec<Value> = taken.iter().flat_map(|e| points(e)).collect();
    json(&json!({"points": points, "unplaced": unplaced}))
}

/// Side of a cell in degrees: about a fortieth of what the page shows at that zoom.
fn side(zoom: f64) -> f64 {
    (20.0 / 2f64.powf(zoom.round() - 1.0)).clamp(0.05, 20.0)
}

/// An event at each of its places.
fn points(event: &Light) -> impl Iterator<Item = Value> {
    let kind = EventType::ALL.iter().position(|t| *t == event.kind);
    event.points.iter().map(move |p| json!([p.lon, p.lat, p.precision, kind, event.killed, event.uid]))
}

/// Counts by cell: middle, events, killed. An event counts once, at its first place.
fn cells(events: &[&Light], size: f64) -> Vec<(f64, f64, u32, u64)> {
    let mut cells: FxHashMap<(i32, i32), (u32, u64)> = FxHashMap::default();
    for event in events {
        if let Some(p) = event.points.first() {
            let cell = cells.entry(((p.lon / size).floor() as i32, (p.lat / size).floor() as i32)).or_default();
            cell.0 += 1;
            cell.1 += event.killed.unwrap_or(0);
        }
    }
    let mut list: Vec<_> = cells.into_iter().collect();
    list.sort_unstable();
    let middle = |k: i32| ((f64::from(k) + 0.5) * size * 1e4).round() / 1e4;
    list.into_iter().map(|((x, y), (n, killed))| (middle(x), middle(y), n, killed)).collect()
}
