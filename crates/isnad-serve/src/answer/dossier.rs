//! `GET /events/{id}`: everything known of one event.

use super::json;
use crate::params::{Id, Params};
use crate::problem::{Answer, Problem};
use crate::server::App;
use axum::extract::{RawQuery, State};
use axum::http::{StatusCode, header};
use isnad_model::{Event, Member, Report};
use isnad_store::{Answer as Looked, Dossier, Found, Kept, State as Status, Step, Uid};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;

#[derive(Serialize)]
struct Whole<'a> {
    event: &'a Event,
    status: Status,
    born: Timestamp,
    updated: Timestamp,
    /// Without the corrections of analysts.
    #[serde(skip_serializing_if = "Option::is_none")]
    uncorrected: Option<&'a Event>,
    reports: Vec<Telling<'a>>,
    history: &'a [Step],
    decisions: &'a [Kept],
    /// Older ids that lead here.
    also: &'a [Uid],
}

#[derive(Serialize)]
struct Telling<'a> {
    member: Member,
    report: &'a Report,
    article: Head<'a>,
}

#[derive(Serialize)]
struct Head<'a> {
    id: &'a str,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<Date>,
    lang: Option<&'a str>,
}

/// Answers. An id that was merged away leads to the event that holds its report now.
pub(crate) async fn one(State(app): State<Arc<App>>, Id(id): Id, RawQuery(query): RawQuery) -> Answer {
    Params::read(query.as_deref())?.done()?;
    // the beginning of an id is for people at a terminal; an address is for good
    let uid =
        Uid::parse(&id).ok_or_else(|| Problem::missing(format!("no event of the record has or had the id {id}")))?;
    let looked = app.pool.read(move |store| Ok(store.dossier(&uid.to_string())?)).await?;
    match looked {
        Looked { found: Found::Moved { to, .. }, .. } => {
            Err(Problem::new(StatusCode::MOVED_PERMANENTLY, "Moved", format!("the event is told within {to} now"))
                .with("event", json!(to))
                .header(header::LOCATION, &format!("/api/v1/events/{to}")))
        }
        Looked { dossier: Some(dossier), .. } => json(&whole(&dossier)),
        Looked { .. } => Err(Problem::new(
            StatusCode::GONE,
            "Gone",
            "no article tells the event any longer; the article that told it was replaced",
        )
        .with("into", json!([]))),
    }
}

fn whole(dossier: &Dossier) -> Whole<'_> {
    let reports = dossier.tellings.iter().map(|t| Telling {
        member: Member { article: t.article.id.clone(), report: t.index },
        report: &t.report,
        article: Head {
            id: &t.article.id,
            title: &t.article.title,
            publisher: t.article.publisher.as_deref(),
            published: t.article.published,
            lang: t.article.lang.as_deref(),
        },
    });
    Whole {
        event: &dossier.row.event,
        status: dossier.row.state,
        born: dossier.row.born,
        updated: dossier.row.changed,
        uncorrected: dossier.uncorrected.as_ref(),
        reports: reports.collect(),
        history: &dossier.history,
        decisions: &dossier.decisions,
        also: &dossier.also,
    }
}
