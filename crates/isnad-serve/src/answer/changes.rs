//! What changed: as feeds, as a list of what is gone, and as it happens.

use super::{json, limit};
use crate::index::{Light, Order};
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::selection::{Selection, moment};
use crate::server::App;
use atom_syndication::{ContentBuilder, EntryBuilder, FeedBuilder, GeneratorBuilder, LinkBuilder, TextBuilder};
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event as Told, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use isnad_model::Measure;
use isnad_store::{ChangeKind, EventRow, Uid};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// Entries of a feed, unless asked for fewer.
const ENTRIES: usize = 100;

/// Answers with the ids that are no events any longer, since a time.
pub(crate) async fn deleted(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let since = params
        .one("since")?
        .ok_or_else(|| Problem::bad("`since` is missing; write a time, as 2024-09-17T06:00:00Z"))?;
    let since = moment(&since)?;
    params.done()?;
    let changes = app.pool.read(move |store| Ok(store.changes_since(since)?)).await?;
    let gone = changes.iter().filter(|c| matches!(c.kind, ChangeKind::Merged | ChangeKind::Withdrawn));
    let items: Vec<Value> = gone.map(|c| json!({"id": c.event, "at": c.at, "kind": c.kind, "into": c.other})).collect();
    json(&json!({"items": items}))
}

/// Events that changed last, among those that filters let through.
async fn latest(app: &App, query: Option<&str>) -> Answer<Vec<EventRow>> {
    let mut params = Params::read(query)?;
    let selection = Selection::read(&mut params)?;
    let limit = limit(&mut params, ENTRIES, 500)?;
    params.done()?;
    let index = app.fresh.index();
    let chosen = selection.resolve(&index, app).await?;
    let ids: Vec<Uid> =
        index.ordered(Order::Updated).filter(|e| chosen.takes(e)).take(limit).map(|e: &Light| e.uid).collect();
    app.pool.read(move |store| Ok(store.rows(&ids)?)).await
}

/// Answers with an Atom feed.
pub(crate) async fn atom(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let rows = latest(&app, query.as_deref()).await?;
    let entries = rows.iter().map(|row| {
        let id = &row.event.id;
        EntryBuilder::default()
            .id(format!("urn:isnad:{id}"))
            .title(TextBuilder::default().value(title(row)).build())
            .updated(fixed(row.changed))
            .link(LinkBuilder::default().href(format!("/events/{id}")).build())
            .content(ContentBuilder::default().content_type("text".to_owned()).value(summary(row)).build())
            .build()
    });
    let feed = FeedBuilder::default()
        .id("urn:isnad:events")
        .title("Isnad: events that changed")
        .updated(fixed(rows.first().map_or(Timestamp::UNIX_EPOCH, |r| r.changed)))
        .generator(GeneratorBuilder::default().value("isnad").version(env!("CARGO_PKG_VERSION").to_owned()).build())
        .link(LinkBuilder::default().rel("self").href(address("feed.atom", query.as_deref())).build())
        .entries(entries.collect::<Vec<_>>())
        .build();
    Ok(([(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed.to_string()).into_response())
}

/// Answers with a JSON Feed 1.1.
pub(crate) async fn json_feed(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let rows = latest(&app, query.as_deref()).await?;
    let items = rows.iter().map(|row| {
        let id = &row.event.id;
        json!({
            "id": format!("urn:isnad:{id}"), "url": format!("/events/{id}"), "title": title(row),
            "content_text": summary(row), "date_published": row.born, "date_modified": row.changed,
        })
    });
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Isnad: events that changed",
        "feed_url": address("feed.json", query.as_deref()), "items": items.collect::<Vec<_>>(),
    });
    Ok(([(header::CONTENT_TYPE, "application/feed+json; charset=utf-8")], feed.to_string()).into_response())
}

/// Answers with ids of events as they change, for as long as the client listens.
pub(crate) async fn live(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer<Response> {
    Params::read(query.as_deref())?.done()?;
    let full = |_| {
        let detail = "as many listen as the server takes; ask for `updated_since` now and then";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Busy", detail).header(header::RETRY_AFTER, "60")
    };
    let seat = app.listeners.clone().try_acquire_owned().map_err(full)?;
    Ok(Sse::new(told(&app, seat)).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response())
}

fn told(app: &App, seat: OwnedSemaphorePermit) -> impl Stream<Item = Result<Told, Infallible>> + use<> {
    let changes = BroadcastStream::new(app.fresh.listen());
    // a client that comes back sees by it whether anything happened meanwhile
    let hello = Told::default().event("hello").data(json!({"version": app.fresh.index().version}).to_string());
    let changes = changes.map(move |changed| {
        // free again when the client goes
        let _seat = &seat;
        Ok(match changed {
            Ok(changed) => {
                let data = json!({"version": changed.version, "events": *changed.events, "gone": *changed.gone});
                Told::default().event("changed").data(data.to_string())
            }
            // a listener that was too slow reads all anew
            Err(_) => Told::default().event("missed").data("{}"),
        })
    });
    tokio_stream::once(Ok(hello)).chain(changes)
}

fn address(name: &str, query: Option<&str>) -> String {
    match query.filter(|q| !q.is_empty()) {
        Some(query) => format!("/api/v1/{name}?{query}"),
        None => format!("/api/v1/{name}"),
    }
}

fn fixed(at: Timestamp) -> atom_syndication::FixedDateTime {
    at.to_string().parse().unwrap_or_default()
}

/// Day, type and place.
fn title(row: &EventRow) -> String {
    let event = &row.event;
    let day = match event.date {
        None => "no date".to_owned(),
        Some(d) if d.start() == d.end() => d.start().to_string(),
        Some(d) => format!("{} to {}", d.start(), d.end()),
    };
    let places: Vec<&str> = event.locations.iter().map(|l| l.name.as_str()).collect();
    let places = if places.is_empty() { "place unknown".to_owned() } else { places.join(", ") };
    format!("{day}: {}, {places}", event.sub_event_type.name())
}

/// The figures, and how many tell it.
fn summary(row: &EventRow) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    let figures = row
        .event
        .estimates
        .iter()
        .filter(|e| matches!(e.measure, Measure::Killed | Measure::Wounded | Measure::Abducted));
    let mut parts: Vec<String> = figures
        .map(|e| {
            format!("{} {} {} ({} to {})", number(e.best), e.of.name(), e.measure.name(), number(e.low), number(e.high))
        })
        .collect();
    parts.push(format!("{} independent sources", row.event.voices));
    if !row.event.contradictions.is_empty() {
        parts.push(format!("{} contradictions", row.event.contradictions.len()));
    }
    parts.join("; ")
}
