//! Changes as they happen.

use crate::support::Served;
use isnad_serve::Scope;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

/// The data of the next message of a name.
fn next(lines: &mut impl Iterator<Item = String>, name: &str) -> Value {
    lines.find(|l| *l == format!("event: {name}")).expect("a message");
    let data = lines.find(|l| l.starts_with("data: ")).expect("its data");
    serde_json::from_str(&data["data: ".len()..]).unwrap()
}

#[test]
fn listeners_hear_what_changed() {
    let s = Served::start(|_| {});
    let mut stream = TcpStream::connect(s.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(b"GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let hello = next(&mut lines, "hello");
    let event = s.ids("")[0].clone();
    let head = format!("Authorization: Bearer {}\r\n", s.token("sara", Scope::Analyst));
    let body = json!({"kind": "confirm", "event": event, "why": "seen"}).to_string();
    assert_eq!(s.send("POST", "/api/v1/decisions", &head, &body).status, 201);
    let changed = next(&mut lines, "changed");
    assert_eq!(changed["events"], json!([event]));
    assert_eq!(changed["version"].as_u64(), hello["version"].as_u64().map(|v| v + 1));
}
