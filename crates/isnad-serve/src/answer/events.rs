//! `GET /events`: the events that filters let through, page by page.

use super::row::Row;
use super::{json, limit};
use crate::index::{Index, Order};
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::selection::{Chosen, Selection};
use crate::server::App;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use isnad_store::Uid;
use serde_json::{Value, json};
use std::sync::Arc;

/// Events of one page at most; ACLED's own limit.
const MOST: usize = 5000;

/// Pages are counted up to here.
const LAST_PAGE: usize = 1_000_000;

/// Where a page begins.
#[derive(Debug, Clone, Copy)]
enum Start {
    /// After so many.
    Skip(usize),
    /// After this event.
    After(Uid),
}

/// Answers.
pub(crate) async fn list(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let selection = Selection::read(&mut params)?;
    let order = order(&mut params)?;
    let limit = limit(&mut params, 50, MOST)?;
    let start = start(&mut params, limit)?;
    let fields = params.all("fields");
    let format = params.one("format")?;
    params.done()?;
    let index = app.fresh.index();
    let chosen = selection.resolve(&index, &app).await?;
    let (page, total) = page(&index, &chosen, order, start, limit)?;
    let next = (page.more).then(|| page.ids.last().map(Uid::to_string)).flatten();
    match format.as_deref() {
        None | Some("json") => {}
        Some(other) => return super::export::page(&app, page.ids, other).await,
    }
    let ids = page.ids;
    let rows = app.pool.read(move |store| Ok(store.rows(&ids)?)).await?;
    let items: Vec<Value> =
        rows.iter().map(|r| serde_json::to_value(Row::new(r)).map_err(Problem::inside)).collect::<Answer<_>>()?;
    let items = items.into_iter().map(|row| only(row, &fields)).collect::<Answer<Vec<_>>>()?;
    json(&json!({"items": items, "next": next, "total": total}))
}

/// Events of a page.
#[derive(Debug)]
struct Found {
    ids: Vec<Uid>,
    more: bool,
}

fn page(index: &Index, chosen: &Chosen, order: Order, start: Start, limit: usize) -> Answer<(Found, usize)> {
    let mut found = Found { ids: Vec::with_capacity(limit.min(1000)), more: false };
    let mut total = 0;
    let mut begun = matches!(start, Start::Skip(_));
    let mut passed = false;
    for event in index.ordered(order) {
        let takes = chosen.takes(event);
        total += usize::from(takes);
        if let Start::After(uid) = start
            && event.uid == uid
        {
            (begun, passed) = (true, true);
            continue;
        }
        let skipped = matches!(start, Start::Skip(n) if total <= n);
        if takes && begun && !skipped {
            match found.ids.len() < limit {
                true => found.ids.push(event.uid),
                false => found.more = true,
            }
        }
    }
    if matches!(start, Start::After(_)) && !passed {
        let detail = "the page cannot go on where it ended: that event is gone; begin again without `cursor`";
        return Err(Problem::new(StatusCode::CONFLICT, "Gone meanwhile", detail));
    }
    Ok((found, total))
}

fn order(params: &mut Params) -> Answer<Order> {
    match params.one("sort")?.as_deref() {
        None | Some("-date") => Ok(Order::Latest),
        Some("date") => Ok(Order::Date),
        Some("killed") => Ok(Order::Killed),
        Some("updated") => Ok(Order::Updated),
        Some(other) => Err(Problem::bad(format!("`sort={other}` is none; write date, -date, killed or updated"))),
    }
}

/// `cursor` as the page before gave it, else ACLED's `page`, from 1.
fn start(params: &mut Params, limit: usize) -> Answer<Start> {
    let cursor = params.one("cursor")?;
    let page = params.within("page", 1..=LAST_PAGE)?;
    match (cursor, page) {
        (Some(cursor), _) => Uid::parse(&cursor).map(Start::After).ok_or_else(|| {
            Problem::bad(format!("`cursor={cursor}` is none; write what `next` of the page before says"))
        }),
        (None, page) => Ok(Start::Skip(page.map_or(0, |p| (p - 1).saturating_mul(limit)))),
    }
}

/// The row with the fields asked for only.
fn only(row: Value, fields: &[String]) -> Answer<Value> {
    let Value::Object(object) = row else { return Ok(row) };
    if fields.is_empty() {
        return Ok(Value::Object(object));
    }
    if let Some(unknown) = fields.iter().find(|f| !object.contains_key(*f)) {
        let known: Vec<&str> = object.keys().map(String::as_str).collect();
        return Err(Problem::bad(format!("`{unknown}` is no field of an event here; there are: {}", known.join(", "))));
    }
    Ok(Value::Object(object.into_iter().filter(|(k, _)| fields.contains(k)).collect()))
}
