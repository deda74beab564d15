//! How long the server waits for clients, and they for it.

use crate::problem::{Answer, Problem};
use crate::server::App;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tokio::time::timeout;
use tokio_stream::StreamExt;

/// How long a client may take to send the head of a request, pause within a body, stay idle, or leave an answer unread; unless told
/// otherwise.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long an answer may take to begin.
const ANSWER: Duration = Duration::from_secs(30);

/// Ends what takes too long to answer. What is written is not broken off: it is stored whole or not at all.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match timeout(ANSWER, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "Too slow",
            format!("the answer took longer than {} seconds; ask for less, or later", ANSWER.as_secs()),
        )
        .header(header::RETRY_AFTER, "10")
        .into_response(),
    }
}

/// The body of a request, of so many bytes at most.
pub(crate) async fn body(app: &App, body: Body, most: usize) -> Answer<Bytes> {
    let mut whole = Vec::new();
    let mut pieces = body.into_data_stream();
    loop {
        let piece = match timeout(app.patience, pieces.next()).await {
            Ok(None) => return Ok(whole.into()),
            Ok(Some(Ok(piece))) => piece,
            Ok(Some(Err(_))) => return Err(Problem::bad("the body broke off before its end")),
            Err(_) => {
                let detail = format!("the body stopped coming for {} seconds", app.patience.as_secs());
                return Err(
                    Problem::new(StatusCode::REQUEST_TIMEOUT, "Too slow", detail).header(header::CONNECTION, "close")
                );
            }
        };
        if whole.len() + piece.len() > most {
            let detail = format!("the body is larger than {most} bytes; send less at once");
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "Too large", detail));
        }
        whole.extend_from_slice(&piece);
    }
}
