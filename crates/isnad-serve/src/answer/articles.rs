//! `GET /articles`, `GET /articles/{id}`, `POST /articles`.

use super::json;
use crate::auth::Caller;
use crate::params::{Id, Params};
use crate::patience;
use crate::problem::{Answer, Problem};
use crate::server::App;
use crate::tokens::Scope;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use isnad_model::Article;
use isnad_store::{Incoming, Original, Store, content, made_id};
use jiff::Timestamp;
use serde_json::json;
use std::sync::{Arc, PoisonError};

/// Longest id of an article, in characters.
const LONGEST: usize = 200;

/// Greatest body of articles, in bytes.
const MOST: usize = 64 << 20;

/// Answers with articles in the order of their ids.
pub(crate) async fn list(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let limit = super::limit(&mut params, 50, 1000)?;
    let after = params.one("cursor")?.unwrap_or_default();
    params.done()?;
    let cards = app.pool.read(move |store| Ok(store.articles(&after, limit as u32)?)).await?;
    let next = (cards.len() == limit).then(|| cards.last().map(|c| c.id.clone())).flatten();
    json(&json!({"items": cards, "next": next}))
}

/// Answers with an article, its words and what was read out of it.
pub(crate) async fn one(State(app): State<Arc<App>>, Id(id): Id, RawQuery(query): RawQuery) -> Answer {
    Params::read(query.as_deref())?.done()?;
    let missing = Problem::missing(format!("the record holds no article {id}"));
    let read = app.pool.read(move |store| {
        Ok(store.at_one_moment(|store| match store.article(&id)? {
            Some(article) => Ok(Some((article, store.reports_of(&id)?))),
            None => Ok(None),
        })?)
    });
    let (mut article, reports) = read.await?.ok_or(missing)?;
    let aggregates = std::mem::take(&mut article.aggregates);
    let (reports, events): (Vec<_>, Vec<_>) = reports.into_iter().unzip();
    json(&json!({"article": article, "reports": reports, "events": events, "aggregates": aggregates}))
}

/// Takes articles: a JSON object, or several as JSON Lines. All are stored, or none.
pub(crate) async fn add(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    Params::read(query.as_deref())?.done()?;
    let by = Caller::of(&app, &headers)?.may(&app, Scope::Admin)?.to_owned();
    if app.reader.is_none() {
        return Err(Problem::new(StatusCode::NOT_IMPLEMENTED, "Not here", "this server takes no articles"));
    }
    let body = patience::body(&app, body, MOST).await?;
    let here = app.clone();
    let done = tokio::task::spawn_blocking(move || {
        let incoming = read(&here, &body, &by)?;
        let _turn = here.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut store = Store::open(&here.record)?;
        let at = Timestamp::now();
        let done = store.add(&incoming, at)?;
        store.settle(at)?;
        Ok::<_, Problem>(done)
    });
    let done = done.await.map_err(Problem::inside)??;
    app.fresh.catch_up().await;
    Ok((StatusCode::CREATED, json(&done)?).into_response())
}

fn read(app: &App, body: &[u8], by: &str) -> Answer<Vec<Incoming>> {
    let reader = app.reader.as_ref().ok_or_else(|| Problem::inside("no reader"))?;
    let text = std::str::from_utf8(body)
        .map_err(|e| Problem::bad(format!("the body is not UTF-8 from byte {} on", e.valid_up_to())))?;
    let original = Arc::new(Original::new(body));
    let mut incoming = Vec::new();
    for (k, read) in serde_json::Deserializer::from_str(text).into_iter::<Article>().enumerate() {
        let nth = k + 1;
        let mut article =
            read.map_err(|e| Problem::bad(format!("article {nth} of the body is not in its form: {e}")))?;
        if article.title.trim().is_empty() && article.text.trim().is_empty() {
            return Err(Problem::bad(format!("article {nth} of the body has neither title nor text")));
        }
        if article
            .lang
            .as_ref()
            .is_some_and(|l| !(2..=3).contains(&l.len()) || !l.bytes().all(|b| b.is_ascii_lowercase()))
        {
            return Err(Problem::bad(format!(
                "article {nth} of the body: `lang` is no code of ISO 639, as ar; leave it out to have it detected"
            )));
        }
        if article.id.chars().count() > LONGEST || article.id.chars().any(char::is_control) {
            return Err(Problem::bad(format!(
                "article {nth} of the body: an id has {LONGEST} characters at most, and no control characters"
            )));
        }
        if article.id.is_empty() {
            article.id = made_id(&article);
        }
        let digest = content(&article);
        let (article, extraction) =
            reader(article).map_err(|e| Problem::bad(format!("article {nth} of the body: {e}")))?;
        let origin = format!("sent by {by}, article {nth}");
        incoming.push(Incoming::new(article, digest, extraction, original.clone(), origin)?);
    }
    if incoming.is_empty() {
        return Err(Problem::bad("the body holds no article; send a JSON object, or one a line"));
    }
    Ok(incoming)
}
