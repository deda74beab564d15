//! What holds for every request: who may ask how often, and what a browser may do with the answer.

use crate::problem::{Answer, Problem};
use crate::server::App;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use rustc_hash::FxHashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// The page may load what this server serves, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Hosts remembered before the oldest are forgotten.
const HOSTS: usize = 10_000;

/// A bucket of requests for every host: `rate` a second run in, a request takes one out.
#[derive(Debug)]
pub(crate) struct Limiter {
    rate: f64,
    burst: f64,
    buckets: Mutex<FxHashMap<IpAddr, (f64, Instant)>>,
}

impl Limiter {
    /// So many requests a second from one host, ten seconds' worth at once; `None`: as many as they like.
    pub fn new(rate: Option<u32>) -> Option<Self> {
        rate.map(|r| Self { rate: f64::from(r), burst: f64::from(r) * 10.0, buckets: Mutex::default() })
    }

    fn takes(&self, host: IpAddr, now: Instant) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= HOSTS {
            // a bucket that has run full again is as good as none
            let full = self.burst / self.rate;
            buckets.retain(|_, (_, at)| now.duration_since(*at).as_secs_f64() < full);
        }
        let (left, at) = buckets.entry(host).or_insert((self.burst, now));
        *left = (*left + now.duration_since(*at).as_secs_f64() * self.rate).min(self.burst);
        *at = now;
        if *left < 1.0 {
            return false;
        }
        *left -= 1.0;
        true
    }
}

/// Refuses too many requests and requests that another page sends in the user's name, and sets the headers of the
/// answer.
pub(crate) async fn guard(
    State(app): State<Arc<App>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = match allowed(&app, from, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let headers = response.headers_mut();
    let set = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in set {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    response
}

fn allowed(app: &App, from: SocketAddr, request: &Request) -> Answer<()> {
    if let Some(limiter) = &app.limiter
        && !limiter.takes(from.ip(), Instant::now())
    {
        let detail = format!("at most {} requests a second from one host", limiter.rate);
        return Err(
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "Too many requests", detail).header(header::RETRY_AFTER, "1")
        );
    }
    // a name that resolves to this machine must not let a foreign page in
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok());
    if app.loopback && !host.is_some_and(is_local) {
        return Err(Problem::new(
            StatusCode::MISDIRECTED_REQUEST,
            "Wrong host",
            "this server answers as localhost only",
        ));
    }
    let foreign = request.headers().get(header::ORIGIN).is_some_and(|o| {
        let origin = o.to_str().unwrap_or_default();
        let own = origin.split_once("://").map(|(_, rest)| rest);
        own.is_none() || own != host
    });
    if foreign && request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "Foreign page",
            "requests that change something come from this server's own page, or from a program",
        ));
    }
    Ok(())
}

fn is_local(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn a_host_may_ask_so_often() {
        let limiter = Limiter::new(Some(2)).unwrap();
        let (a, b) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let start = Instant::now();
        assert_eq!((0..30).filter(|_| limiter.takes(a, start)).count(), 20);
        assert!(limiter.takes(b, start), "another host is not slowed");
        assert!(limiter.takes(a, start + Duration::from_secs(1)));
    }

    #[test]
    fn local_hosts() {
        for yes in ["localhost", "localhost:8017", "127.0.0.1:1", "[::1]:80", "127.8.8.8"] {
            assert!(is_local(yes), "{yes}");
        }
        for no in ["isnad.example", "localhost.example:80", "10.0.0.1", "", "[::2]:80"] {
            assert!(!is_local(no), "{no}");
        }
    }
}
