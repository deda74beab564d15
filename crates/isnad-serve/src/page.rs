//! The page that people use, as it was built into the program.

use crate::problem::{Answer, Problem};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// Files of the page by their addresses; none where the page was not built before the program was.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// What is shown where the program holds no page.
const ABSENT: &str = include_str!("page.html");

/// Whether the program holds the page.
pub(crate) fn is_built() -> bool {
    !FILES.is_empty()
}

/// A file of the page; addresses within the page lead to the page itself.
pub(crate) async fn file(uri: Uri) -> Answer {
    let path = uri.path();
    if path.starts_with("/api/") {
        return Err(Problem::missing(format!("{path} is no address here; /api/openapi.json lists those there are")));
    }
    if !is_built() {
        return Ok((StatusCode::OK, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], ABSENT).into_response());
    }
    let exact = FILES.iter().find(|(name, _)| *name == path);
    let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
    match exact {
        Some((name, bytes)) => Ok(answer(name, bytes)),
        None if is_file => Err(Problem::missing(format!("{path} is no file of the page"))),
        None => match FILES.iter().find(|(name, _)| *name == "/index.html") {
            Some((name, bytes)) => Ok(answer(name, bytes)),
            None => Err(Problem::missing("the page has no beginning")),
        },
    }
}

fn answer(name: &str, bytes: &'static [u8]) -> Response {
    let kind = match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    };
    // names of assets hold a hash of their content, except those that are copied as they are
    let lasting = name.starts_with("/assets/") && name.matches('/').count() == 2;
    let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Body::from(bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
