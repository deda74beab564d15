//! `GET /stats`: what the filters let through in numbers, and what they can be set to.

use super::json;
use crate::params::Params;
use crate::problem::Answer;
use crate::selection::Selection;
use crate::server::App;
use axum::extract::{RawQuery, State};
use isnad_store::State as Status;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Actors listed at most.
const ACTORS: usize = 200;

#[derive(Debug, Serialize)]
struct Count {
    key: String,
    events: u32,
}

/// Answers.
pub(crate) async fn stats(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let selection = Selection::read(&mut params)?;
    params.done()?;
    let index = app.fresh.index();
    let chosen = selection.resolve(&index, &app).await?;
    let mut countries: BTreeMap<[u8; 2], u32> = BTreeMap::new();
    let (mut kinds, mut subs) = (BTreeMap::new(), BTreeMap::new());
    let mut actors = vec![0u32; index.actors.len()];
    let mut told = vec![false; index.articles as usize];
    let (mut events, mut claims, mut killed, mut contradicted) = (0u64, 0u64, 0u64, 0u64);
    for e in index.events().iter().filter(|e| chosen.takes(e)) {
        events += 1;
        claims += u64::from(e.claims);
        killed = killed.saturating_add(e.killed.unwrap_or(0));
        contradicted += u64::from(e.contradictions > 0);
        for country in &e.countries {
            *countries.entry(*country).or_default() += 1;
        }
        *kinds.entry(e.kind).or_insert(0) += 1;
        *subs.entry(e.sub).or_insert(0) += 1;
        for actor in &e.actors {
            actors[*actor as usize] += 1;
        }
        for article in &e.articles {
            told[*article as usize] = true;
        }
    }
    let shown = index.events().iter().filter(|e| e.state != Status::Rejected);
    let (first, last) =
        shown.filter_map(|e| e.days).fold((None, None), |(a, b): (Option<_>, Option<_>), (from, to)| {
            (Some(a.map_or(from, |a| from.min(a))), b.max(Some(to)))
        });
    let actors = index.actors.all().map(|(k, id)| (id.to_owned(), actors[k as usize])).filter(|(_, n)| *n > 0);
    let mut actors = counts(actors);
    actors.truncate(ACTORS);
    json(&json!({
        "events": events,
        "articles": told.iter().filter(|t| **t).count(),
        "claims": claims,
        "killed": killed,
        "contradicted": contradicted,
        "countries": counts(countries.into_iter().map(|(c, n)| (String::from_utf8_lossy(&c).into_owned(), n))),
        "types": counts(kinds.into_iter().map(|(t, n)| (t.name().to_owned(), n))),
        "sub_types": counts(subs.into_iter().map(|(t, n)| (t.name().to_owned(), n))),
        "actors": actors,
        "from": first,
        "to": last,
    }))
}

/// Most first, then by name.
fn counts(all: impl Iterator<Item = (String, u32)>) -> Vec<Count> {
    let mut list: Vec<Count> = all.map(|(key, events)| Count { key, events }).collect();
    list.sort_by(|a, b| b.events.cmp(&a.events).then_with(|| a.key.cmp(&b.key)));
    list
}
