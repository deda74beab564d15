//! `GET /me`: who asks, and what they may do.

use super::json;
use crate::auth::Caller;
use crate::problem::Answer;
use crate::server::App;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::json;
use std::sync::Arc;

/// Answers.
pub(crate) async fn me(State(app): State<Arc<App>>, headers: HeaderMap) -> Answer {
    let (name, scope) = match Caller::of(&app, &headers)? {
        Caller::Anyone => (None, None),
        Caller::Known { name, scope } => (Some(name), Some(scope)),
    };
    json(&json!({"name": name, "scope": scope, "read_only": app.read_only, "version": env!("CARGO_PKG_VERSION")}))
}
