//! `GET /sources`: who says what how often, and how far from what all say together.

use super::raw;
use crate::index::Index;
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::server::App;
use axum::extract::{RawQuery, State};
use isnad_model::SourceKind;
use isnad_store::{Store, Uid};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::sync::{Arc, PoisonError};

/// Sources listed at most, most claims first.
const MOST: usize = 2000;

#[derive(Debug, Serialize)]
struct Source {
    kind: SourceKind,
    name: String,
    claims: u64,
    events: usize,
    /// Mean of (figure - best) / best, over the claims that can be compared.
    mean_deviation: Option<f64>,
}

#[derive(Debug, Default)]
struct Sum {
    claims: u64,
    events: FxHashSet<Uid>,
    deviation: f64,
    compared: u64,
}

/// Answers.
pub(crate) async fn sources(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    Params::read(query.as_deref())?.done()?;
    let index = app.fresh.index();
    let kept = app.sources.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((version, text)) = kept
        && version == index.version
    {
        return Ok(raw(text.to_string()));
    }
    let version = index.version;
    let text: Arc<str> = app.pool.read(move |store| gather(store, &index)).await?.into();
    *app.sources.lock().unwrap_or_else(PoisonError::into_inner) = Some((version, text.clone()));
    Ok(raw(text.to_string()))
}

fn gather(store: &Store, index: &Index) -> Answer<String> {
    let mut sums: FxHashMap<(SourceKind, String), Sum> = FxHashMap::default();
    store.each_claim(|claim| {
        let figure = (claim.low == claim.high).then_some(claim.low).flatten();
        let event = index.get(claim.event);
        let alone = event.is_none_or(|e| e.claims < 2);
        let best = event.and_then(|e| e.tolls.iter().find(|t| t.measure == claim.measure && t.of == claim.of)?.best);
        for link in claim.sources {
            let sum = sums.entry((link.kind, link.name)).or_default();
            sum.claims += 1;
            sum.events.insert(claim.event);
            if let (Some(figure), Some(best), false) = (figure, best.filter(|b| *b > 0), alone) {
                sum.deviation += (figure as f64 - best as f64) / best as f64;
                sum.compared += 1;
            }
        }
    })?;
    let mut list: Vec<Source> = sums
        .into_iter()
        .map(|((kind, name), s)| Source {
            kind,
            name,
            claims: s.claims,
            events: s.events.len(),
            mean_deviation: (s.compared > 0).then(|| s.deviation / s.compared as f64),
        })
        .collect();
    list.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| (a.kind, &a.name).cmp(&(b.kind, &b.name))));
    list.truncate(MOST);
    serde_json::to_string(&list).map_err(Problem::inside)
}
