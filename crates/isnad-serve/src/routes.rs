//! Which address leads where.

use crate::answer::{articles, changes, dossier, events, export, map, me, openapi, review, sources, stats, timeline};
use crate::auth::Caller;
use crate::guard::guard;
use crate::page;
use crate::patience::in_time;
use crate::problem::Problem;
use crate::server::App;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// All routes.
pub(crate) fn router(app: Arc<App>) -> Router {
    let v1 = Router::new()
        .route("/events", get(events::list))
        .route("/events/{id}", get(dossier::one))
        .route("/map", get(map::map))
        .route("/timeline", get(timeline::timeline))
        .route("/stats", get(stats::stats))
        .route("/sources", get(sources::sources))
        .route("/articles", get(articles::list).merge(post(articles::add)))
        .route("/articles/{id}", get(articles::one))
        .route("/suggestions", get(review::suggestions))
        .route("/decisions", get(review::decisions).merge(post(review::decide)))
        .route("/audit", get(review::audit))
        .route("/deleted", get(changes::deleted))
        .route("/feed.atom", get(changes::atom))
        .route("/feed.json", get(changes::json_feed))
        .route("/live", get(changes::live))
        .route("/export", get(export::export))
        .route("/me", get(me::me))
        .layer(middleware::from_fn_with_state(app.clone(), reading));
    Router::new()
        .nest("/api/v1", v1)
        .route("/api/openapi.json", get(openapi::document))
        .fallback(get(page::file))
        .method_not_allowed_fallback(wrong_method)
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(in_time))
        .layer(middleware::from_fn_with_state(app.clone(), guard))
        .with_state(app)
}

/// Lets through who may read.
async fn reading(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    match Caller::of(&app, request.headers()).and_then(|caller| caller.may_read(&app)) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "Method not allowed",
        "/api/openapi.json lists what each address takes",
    )
}
