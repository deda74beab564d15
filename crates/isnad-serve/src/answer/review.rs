//! Suggestions, decisions and the log of them.

use super::{Page, json};
use crate::auth::Caller;
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::server::App;
use crate::tokens::Scope;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use isnad_model::{DateRange, Location, Measure, Member, Of, Role, Stance, SubEventType};
use isnad_store::{Ask, Correction, Kept, Ruling, Store, Uid};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::{Arc, PoisonError};

/// Near matches looked through at most.
const NEAR: usize = 1000;

/// A decision as the interface shows it.
#[derive(Debug, Serialize)]
pub(crate) struct Decision {
    id: i64,
    at: Timestamp,
    by: String,
    kind: &'static str,
    events: Vec<Uid>,
    why: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// The decision that took this one back.
    undone_by: Option<i64>,
}

impl Decision {
    /// Of a kept decision among all of them.
    pub fn new(kept: &Kept, all: &[Kept]) -> Self {
        let undone_by = all
            .iter()
            .rev()
            .find(|d| matches!(d.what, Ruling::Undo { undone } if undone == kept.seq) && d.holds)
            .map(|d| d.seq);
        let (mut field, mut value) = (None, None);
        let (kind, events) = match &kept.what {
            Ruling::Merge { events, .. } => ("merge", events.clone()),
            Ruling::Split { event, .. } => ("split", vec![*event]),
            Ruling::Apart { a, b } => ("reject", vec![*a, *b]),
            Ruling::Correct { event, correction } => {
                if let Ok(Value::Object(object)) = serde_json::to_value(correction)
                    && let Some((name, what)) = object.into_iter().next()
                {
                    (field, value) = (Some(name), Some(what));
                }
                ("correct", vec![*event])
            }
            Ruling::Confirm { event, .. } => ("confirm", vec![*event]),
            Ruling::Reject { event, .. } => ("reject", vec![*event]),
            Ruling::Undo { undone } => {
                let events = all.iter().find(|d| d.seq == *undone).map(|d| Decision::new(d, &[]).events);
                ("undo", events.unwrap_or_default())
            }
        };
        Self {
            id: kept.seq,
            at: kept.at,
            by: kept.by.clone(),
            kind,
            events,
            why: kept.why.clone(),
            field,
            value,
            undone_by,
        }
    }
}

/// What an analyst sends.
#[derive(Debug, Deserialize)]
struct Sent {
    kind: String,
    #[serde(default)]
    why: String,
    event: Option<String>,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    members: Vec<Member>,
    field: Option<String>,
    value: Option<Value>,
    decision: Option<i64>,
}

impl Sent {
    fn ask(self) -> Answer<Ask> {
        let unfit = |what: &str| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Not a decision", what);
        let event = self.event.clone();
        let named = || event.clone().ok_or_else(|| unfit("`event` is missing"));
        match (self.kind.as_str(), self.events.as_slice()) {
            ("merge", [_, _, ..]) => Ok(Ask::Merge(self.events)),
            ("merge", _) => Err(unfit("`events` must name two events or more")),
            ("split", _) => Ok(Ask::Split { event: named()?, reports: self.members }),
            ("confirm", _) => Ok(Ask::Confirm(named()?)),
            ("reject", [a, b]) => Ok(Ask::Apart(a.clone(), b.clone())),
            ("reject", _) => Ok(Ask::Reject(named()?)),
            ("undo", _) => self.decision.map(Ask::Undo).ok_or_else(|| unfit("`decision` is missing")),
            ("correct", _) => {
                let field = self.field.as_deref().ok_or_else(|| unfit("`field` is missing"))?;
                let value = self.value.ok_or_else(|| unfit("`value` is missing"))?;
                Ok(Ask::Correct { event: named()?, correction: correction(field, value)? })
            }
            (other, _) => Err(unfit(&format!(
                "`{other}` is no kind of decision; there are merge, split, correct, confirm, reject and undo"
            ))),
        }
    }
}

#[derive(Deserialize)]
struct Figure {
    measure: Measure,
    of: Of,
    low: Option<u64>,
    best: Option<u64>,
    high: Option<u64>,
}

#[derive(Deserialize)]
struct Part {
    id: String,
    role: Role,
    stance: Option<Stance>,
}

#[derive(Deserialize)]
struct NoPart {
    id: String,
}

/// A correction by the name of its field.
fn correction(field: &str, value: Value) -> Answer<Correction> {
    fn read<T: serde::de::DeserializeOwned>(field: &str, value: Value) -> Answer<T> {
        serde_json::from_value(value).map_err(|e| {
            let detail = format!("`value` is not in the form of `{field}`: {e}");
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Not a decision", detail)
        })
    }
    Ok(match field {
        "date" => {
            let date: Option<DateRange> = read(field, value)?;
            // either way round: the record keeps the earlier day first
            Correction::Date(date.map(|d| DateRange::new(d.start(), d.end(), d.precision())))
        }
        "sub_event_type" | "type" => {
            let sub: SubEventType = read(field, value)?;
            Correction::Type(sub)
        }
        "locations" => {
            let places: Vec<Location> = read(field, value)?;
            Correction::Locations(places)
        }
        "figure" => {
            let Figure { measure, of, low, best, high } = read(field, value)?;
            Correction::Figure { measure, of, low, best, high }
        }
        "actor" => {
            let Part { id, role, stance } = read(field, value)?;
            Correction::Actor { id, role, stance }
        }
        "no_actor" => {
            let NoPart { id } = read(field, value)?;
            Correction::NoActor { id }
        }
        other => {
            let detail = format!(
                "`{other}` cannot be corrected; there are date, sub_event_type, locations, figure, actor and no_actor"
            );
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Not a decision", detail));
        }
    })
}

/// Answers with pairs of events that may be one, nearest first.
pub(crate) async fn suggestions(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let near = app.pool.read(|store| Ok(store.suggestions(NEAR)?)).await?;
    let items = near.iter().map(|s| {
        json!({"a": s.report_a, "b": s.report_b, "events": [s.a, s.b], "score": s.why.score, "reasons": s.why.reasons})
    });
    let page = Page::cut(items, &mut params)?;
    params.done()?;
    json(&page)
}

/// Answers with decisions, newest first.
pub(crate) async fn decisions(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let all = app.pool.read(|store| Ok(store.decisions()?)).await?;
    let page = Page::cut(all.iter().rev().map(|d| Decision::new(d, &all)), &mut params)?;
    params.done()?;
    json(&page)
}

/// Takes a decision.
pub(crate) async fn decide(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    Params::read(query.as_deref())?.done()?;
    let caller = Caller::of(&app, &headers)?;
    let by = caller.may(&app, Scope::Analyst)?.to_owned();
    let sent: Sent =
        serde_json::from_slice(&body).map_err(|e| Problem::bad(format!("the body is no decision: {e}")))?;
    let why = sent.why.trim().to_owned();
    if why.is_empty() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "A reason is needed", "`why` is empty"));
    }
    let ask = sent.ask()?;
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
        let done = store.decide(&ask, &by, &why, Timestamp::now())?;
        let all = store.decisions()?;
        Ok((done, all))
    });
    let (done, all) = done.await.map_err(Problem::inside)??;
    app.fresh.catch_up().await;
    let decision = all.iter().find(|d| d.seq == done.decision).map(|d| Decision::new(d, &all));
    Ok((StatusCode::CREATED, json(&json!({"decision": decision, "events": done.events}))?).into_response())
}

/// Answers with the log, newest first, and whether its chain of hashes holds.
pub(crate) async fn audit(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let (entries, faults) = app.pool.read(|store| Ok((store.audit()?, store.chain_faults()?))).await?;
    let items = entries.iter().rev().map(|e| {
        let told = |name: &str| e.detail.get(name).and_then(Value::as_str);
        json!({
            "seq": e.seq, "at": e.at, "by": e.by, "action": e.action, "text": summary(&e.detail), "why": told("why"),
            "hash": e.hash,
        })
    });
    let page = Page::cut(items, &mut params)?;
    params.done()?;
    json(&json!({
        "items": page.items, "next": page.next, "total": page.total, "verified": faults.is_empty(), "faults": faults,
    }))
}

/// The particulars of an entry in a line.
fn summary(detail: &Value) -> String {
    let Value::Object(object) = detail else { return detail.to_string() };
    let told = object.iter().filter(|(name, _)| !matches!(name.as_str(), "why" | "by" | "at" | "contents"));
    let parts = told.map(|(name, value)| match value {
        Value::String(text) => format!("{name}: {text}"),
        other => format!("{name}: {other}"),
    });
    parts.collect::<Vec<_>>().join(", ")
}
