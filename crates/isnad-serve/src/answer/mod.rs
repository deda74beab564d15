//! What each address answers.

pub(crate) mod articles;
pub(crate) mod changes;
pub(crate) mod dossier;
pub(crate) mod events;
pub mod export;
pub(crate) mod map;
pub(crate) mod me;
pub mod openapi;
pub(crate) mod review;
mod row;
pub(crate) mod sources;
pub(crate) mod stats;
pub(crate) mod timeline;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::params::Params;
use crate::problem::{Answer, Problem};

/// An answer in JSON.
pub(crate) fn json(value: &impl Serialize) -> Answer {
    let text = serde_json::to_string(value).map_err(Problem::inside)?;
    Ok(raw(text))
}

/// An answer that is JSON already.
pub(crate) fn raw(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// `limit`: how many items at most, between 1 and `most`.
pub(crate) fn limit(params: &mut Params, usual: usize, most: usize) -> Answer<usize> {
    Ok(params.within("limit", 1..=most)?.unwrap_or(usual))
}

/// The last place that a page of a list can begin at.
const FURTHEST: usize = 1_000_000_000;

/// A page of a list that is short enough to be had whole; the cursor is the place to go on from.
#[derive(Debug, Serialize)]
pub(crate) struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
    pub total: usize,
}

impl<T> Page<T> {
    /// Cuts a page out of a whole list.
    pub fn cut(all: impl ExactSizeIterator<Item = T>, params: &mut Params) -> Answer<Self> {
        let limit = limit(params, 50, 1000)?;
        let start = params.within("cursor", 0..=FURTHEST)?.unwrap_or(0);
        let total = all.len();
        let items: Vec<T> = all.skip(start).take(limit).collect();
        let end = start.saturating_add(items.len());
        Ok(Self { next: (end < total && !items.is_empty()).then(|| end.to_string()), items, total })
    }
}
