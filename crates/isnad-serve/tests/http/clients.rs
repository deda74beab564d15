//! Clients that say nothing, or little at a time.

use crate::support::Served;
use isnad_serve::Scope;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[test]
fn idle_clients_slow_nobody() {
    let s = Served::start(|_| {});
    let idle: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(s.address).unwrap()).collect();
    let begun = Instant::now();
    assert_eq!(s.ids("").len(), 3);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    drop(idle);
}

/// What comes before the connection is closed, or the time is over.
fn rest(stream: &mut TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
    let mut told = Vec::new();
    // a connection that is cut off has said what it says
    let _ = stream.read_to_end(&mut told);
    String::from_utf8_lossy(&told).into_owned()
}

fn says(s: &Served, words: &str) -> TcpStream {
    let mut stream = TcpStream::connect(s.address).unwrap();
    stream.write_all(words.as_bytes()).unwrap();
    stream
}

#[test]
fn a_head_that_does_not_end_is_cut_off() {
    let s = Served::start(|_| {});
    let (begun, mut stream) = (Instant::now(), says(&s, "GET /api/v1/events HTTP/1.1\r\nX-Slow: "));
    let mut silent = TcpStream::connect(s.address).unwrap();
    rest(&mut stream);
    assert_eq!(rest(&mut silent), "");
    assert!(begun.elapsed() < Duration::from_secs(7), "{:?}", begun.elapsed());
}

#[test]
fn a_head_without_bounds_is_refused() {
    let s = Served::start(|_| {});
    let mut stream =
        says(&s, &format!("GET /api/v1/events?q={} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(600_000)));
    let told = rest(&mut stream);
    // the refusal may be lost where the rest was still on its way
    assert!(told.is_empty() || told.starts_with("HTTP/1.1 4"), "{told}");
    assert_eq!(s.ids("").len(), 3);
}

#[test]
fn a_body_that_does_not_come_is_not_waited_for() {
    let s = Served::start(|_| {});
    let token = s.token("sara", Scope::Analyst);
    let head = |length: usize, authorization: &str| {
        format!(
            "POST /api/v1/decisions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{authorization}Content-Length: {length}\r\n\r\n{{"
        )
    };
    let known = format!("Authorization: Bearer {token}\r\n");
    let told = rest(&mut says(&s, &head(1000, &known)));
    assert!(told.starts_with("HTTP/1.1 408") && told.contains("application/problem+json"), "{told}");
    // whoever may not write is told so before the body comes
    assert!(rest(&mut says(&s, &head(1000, ""))).starts_with("HTTP/1.1 401"));
    let large = "x".repeat(2 << 20);
    let got = s.send("POST", "/api/v1/decisions", &known, &large);
    assert_eq!((got.status, got.json()["title"].as_str()), (413, Some("Too large")));
}

#[test]
fn readers_that_do_not_read_slow_nobody() {
    let s = Served::start(|_| {});
    let export = "GET /api/v1/export?format=jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20);
    let slow: Vec<TcpStream> = (0..60).map(|_| says(&s, &export)).collect();
    let begun = Instant::now();
    for _ in 0..10 {
        assert_eq!(s.ids("").len(), 3);
    }
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    drop(slow);
}
