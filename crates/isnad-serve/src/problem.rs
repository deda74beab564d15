//! What went wrong, as RFC 9457 has it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// An answer other than the one asked for.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    title: &'static str,
    detail: String,
    more: Map<String, Value>,
    headers: Vec<(header::HeaderName, HeaderValue)>,
}

/// What a handler returns.
pub(crate) type Answer<T = Response> = Result<T, Problem>;

impl Problem {
    pub fn new(status: StatusCode, title: &'static str, detail: impl Into<String>) -> Self {
        Self { status, title, detail: detail.into(), more: Map::new(), headers: Vec::new() }
    }

    /// A parameter or body that cannot be read.
    pub fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "Bad request", detail)
    }

    /// Nothing has that name.
    pub fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not found", detail)
    }

    /// Adds a field to the body.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    /// Adds a header; a value that no header can hold is left out.
    pub fn header(mut self, name: header::HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.push((name, value));
        }
        self
    }

    /// A fault of this side. What happened goes to standard error; the asker learns only that it did.
    pub fn inside(what: impl std::fmt::Display) -> Self {
        eprintln!("isnad serve: {what}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "Internal error", "the server's own log says more")
    }
}

impl From<isnad_store::Error> for Problem {
    fn from(error: isnad_store::Error) -> Self {
        use isnad_store::Error as E;
        match error {
            E::UnknownEvent { id } => Self::missing(format!("no event of the record has or had the id {id}")),
            E::Ambiguous { .. } | E::Search(_) => Self::bad(error.to_string()),
            E::Decision(why) => Self::new(StatusCode::CONFLICT, "The decision does not fit the record", why),
            E::Busy { .. } => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "Busy",
                "another program is writing to the record; try again",
            )
            .header(header::RETRY_AFTER, "5"),
            E::ReadOnly { .. } => Self::new(StatusCode::FORBIDDEN, "Read-only", "the record cannot be written to"),
            other => Self::inside(other),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank", "title": self.title, "status": self.status.as_u16(), "detail": self.detail,
        });
        if let Some(object) = body.as_object_mut() {
            object.extend(self.more);
        }
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status, [(header::CONTENT_TYPE, kind)], body.to_string()).into_response();
        response.headers_mut().extend(self.headers);
        response
    }
}
