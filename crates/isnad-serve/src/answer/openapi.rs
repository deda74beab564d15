//! `GET /api/openapi.json`: what can be asked, for programs.

use super::raw;
use axum::response::Response;

/// The OpenAPI 3.1 document.
pub const DOCUMENT: &str = include_str!("openapi.json");

/// Answers.
pub(crate) async fn document() -> Response {
    raw(DOCUMENT.to_owned())
}
