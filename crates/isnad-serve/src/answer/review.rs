//! Suggestions, decisions and the log of them.

use super::{Page, json};
use crate::auth::Caller;
use crate::params::Params;
use crate::patience;
use crate::problem::{Answer, Problem};
use crate::server::App;
use crate::tokens::Scope;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use isnad_model::{DateRange, Location, Member};
use isnad_store::{Ask, Correction, Store, Uid};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, PoisonError};

/// Near matches looked through at most.
const NEAR: usize = 1000;

/// Greatest body of a decision, in bytes.
const MOST: usize = 1 << 20;

/// Greatest figure.
const FIGURE: u64 = 1_000_000_000;

/// What an analyst sends.
#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    why: String,
    #[serde(flatten)]
    what: Wanted,
}

/// What they want, by its `kind`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
enum Wanted {
    Merge { events: Vec<String> },
    Apart { events: [String; 2] },
    Split { event: String, members: Vec<Member> },
    Correct { event: String, correction: Correction },
    Confirm { event: String },
    Reject { event: String },
    Undo { decision: i64 },
}

impl Wanted {
    /// What the form of the body does not say: ids in full, figures and places that can be.
    fn sound(&self) -> Answer<()> {
        let ids: Vec<&String> = match self {
            Self::Merge { events } => events.iter().collect(),
            Self::Apart { events } => events.iter().collect(),
            Self::Split { event, .. }
            | Self::Correct { event, .. }
            | Self::Confirm { event }
            | Self::Reject { event } => {
                vec![event]
            }
            Self::Undo { .. } => Vec::new(),
        };
        // the beginning of an id is for people at a terminal
        if let Some(id) = ids.into_iter().find(|id| Uid::parse(id).is_none()) {
            return Err(unfit(format!("`{id}` is no id of an event; write it in full, as ev-0123456789abcdef")));
        }
        match self {
            Self::Correct { correction: Correction::Figure { low, best, high, .. }, .. } => {
                let told: Vec<u64> = [low, best, high].into_iter().flatten().copied().collect();
                if told.iter().any(|n| *n > FIGURE) {
                    return Err(unfit(format!("a figure is out of bounds; write 0 to {FIGURE}")));
                }
            }
            Self::Correct { correction: Correction::Locations(places), .. } => {
                let off = |n: Option<f64>, most: f64| n.is_some_and(|n| n.abs() > most);
                let code = |c: &String| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase());
                let lost = |l: &Location| off(l.lat, 90.0) || off(l.lon, 180.0) || !l.country.iter().all(code);
                if places.iter().any(|l| nameless(&l.name) || lost(l)) {
                    return Err(unfit("a place needs a name, degrees that exist, and a country as ML or none"));
                }
            }
            Self::Correct { correction: Correction::Actor { id, .. } | Correction::NoActor { id }, .. }
                if nameless(id) =>
            {
                return Err(unfit("an actor needs an id of the codebook"));
            }
            _ => {}
        }
        Ok(())
    }
}

impl From<Wanted> for Ask {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Merge { events } => Ask::Merge(events),
            Wanted::Apart { events: [a, b] } => Ask::Apart(a, b),
            Wanted::Split { event, members } => Ask::Split { event, reports: members },
            Wanted::Correct { event, correction } => Ask::Correct { event, correction: ordered(correction) },
            Wanted::Confirm { event } => Ask::Confirm(event),
            Wanted::Reject { event } => Ask::Reject(event),
            Wanted::Undo { decision } => Ask::Undo(decision),
        }
    }
}

/// The record keeps the earlier day first, whichever way round they are sent.
fn ordered(correction: Correction) -> Correction {
    match correction {
        Correction::Date(Some(d)) => Correction::Date(Some(DateRange::new(d.start(), d.end(), d.precision()))),
        other => other,
    }
}

/// Answers with pairs of events that may be one, nearest first.
pub(crate) async fn suggestions(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let near = app.pool.read(|store| Ok(store.suggestions(NEAR)?)).await?;
    let page = Page::cut(near.iter(), &mut params)?;
    params.done()?;
    json(&page)
}

/// Answers with decisions, newest first.
pub(crate) async fn decisions(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let all = app.pool.read(|store| Ok(store.decisions()?)).await?;
    let page = Page::cut(all.iter().rev(), &mut params)?;
    params.done()?;
    json(&page)
}

/// Takes a decision.
pub(crate) async fn decide(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    Params::read(query.as_deref())?.done()?;
    let caller = Caller::of(&app, &headers)?;
    let by = caller.may(&app, Scope::Analyst)?.to_owned();
    let body = patience::body(&app, body, MOST).await?;
    let told = |e: serde_json::Error| unfit(format!("the body is no decision: {e}"));
    let body: Value = serde_json::from_slice(&body).map_err(told)?;
    let sent = Sent::deserialize(whole(body)).map_err(told)?;
    let why = sent.why.trim().to_owned();
    if why.is_empty() {
        return Err(unfit("a decision needs a reason: `why` is empty"));
    }
    sent.what.sound()?;
    let ask: Ask = sent.what.into();
    let others = caller.may(&app, Scope::Reviewer).is_ok();
    let here = app.clone();
    let done = tokio::task::spawn_blocking(move || {
        let _turn = here.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut store = Store::open(&here.record)?;
        if let Ask::Undo(seq) = ask {
            let theirs = store.decisions()?.into_iter().find(|d| d.seq == seq).is_some_and(|d| d.by != by);
            if theirs && !others {
                let detail = "what somebody else decided is undone by a reviewer";
                return Err(Problem::new(StatusCode::FORBIDDEN, "Not allowed", detail));
            }
        }
        Ok(store.decide(&ask, &by, &why, Timestamp::now())?)
    });
    let done = done.await.map_err(Problem::inside)??;
    app.fresh.catch_up().await;
    Ok((StatusCode::CREATED, json(&json!({"decision": done.decision, "events": done.events}))?).into_response())
}

fn nameless(name: &str) -> bool {
    name.trim().is_empty() || name.contains('\0')
}

/// 12.0 is a whole number to JSON, which knows but one kind.
fn whole(value: Value) -> Value {
    match value {
        Value::Number(n) => match n.as_f64() {
            // beyond 2^53 a float does not say which whole number is meant
            Some(f) if n.is_f64() && f.fract() == 0.0 && f.abs() < 9e15 => json!(f as i64),
            _ => Value::Number(n),
        },
        Value::Array(items) => items.into_iter().map(whole).collect(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, whole(value))).collect(),
        other => other,
    }
}

fn unfit(detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Not a decision", detail)
}

/// Answers with the log, newest first, and whether its chain of hashes holds.
pub(crate) async fn audit(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let (entries, faults) = app.pool.read(|store| Ok((store.audit()?, store.chain_faults()?))).await?;
    let page = Page::cut(entries.iter().rev(), &mut params)?;
    params.done()?;
    json(&json!({
        "items": page.items, "next": page.next, "total": page.total, "verified": faults.is_empty(), "faults": faults,
    }))
}
