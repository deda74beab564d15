//! A served record, and requests to it.

use isnad_model::{Article, Extraction};
use isnad_serve::{Config, Scope, Tokens, bind};
use isnad_store::{Incoming, Original, Store, content};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A served record; stops when dropped.
pub struct Served {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    pub record: PathBuf,
    _folder: TempDir,
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

/// What a request came to.
pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

impl Served {
    pub fn start(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("test.isnad");
        fill(&record);
        let mut config = Config {
            record: record.clone(),
            listen: "127.0.0.1:0".parse().unwrap(),
            read_only: false,
            rate: None,
            patience: Duration::from_secs(2),
            reader: None,
        };
        change(&mut config);
        let (stop, stopped) = oneshot::channel::<()>();
        let (tell, told) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
                let server = bind(config).await.unwrap();
                tell.send(server.address()).unwrap();
                server.run(async { drop(stopped.await) }).await;
            });
        });
        Self { address: told.recv().unwrap(), stop: Some(stop), thread: Some(thread), record, _folder: folder }
    }

    /// The whole answer to a request of any bytes.
    fn answer(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    }

    pub fn raw(&self, request: &[u8]) -> Got {
        let answer = self.answer(request);
        let text = String::from_utf8(answer).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        let body = if chunked { String::from_utf8(joined(body.as_bytes())).unwrap() } else { body.to_owned() };
        Got { status, head: head.to_owned(), body }
    }

    /// The body of an answer that comes piece by piece, whatever its bytes.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address);
        let answer = self.answer(request.as_bytes());
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n").expect("a head and a body");
        joined(&answer[end + 4..])
    }

    pub fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> Got {
        let length = body.len();
        let host = self.address;
        self.raw(
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
                .as_bytes(),
        )
    }

    pub fn get(&self, path: &str) -> Got {
        self.send("GET", path, "", "")
    }

    pub fn token(&self, name: &str, scope: Scope) -> String {
        Tokens::of(&self.record).unwrap().make(name, scope, Timestamp::UNIX_EPOCH).unwrap()
    }

    pub fn ids(&self, query: &str) -> Vec<String> {
        let got = self.get(&format!("/api/v1/events?{query}"));
        assert_eq!(got.status, 200, "{query}: {}", got.body);
        got.json()["items"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// The pieces of a chunked body, joined.
fn joined(mut body: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some(at) = body.windows(2).position(|w| w == b"\r\n") {
        let length = std::str::from_utf8(&body[..at]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        let piece = &body[at + 2..];
        out.extend_from_slice(&piece[..length]);
        body = piece[length..].strip_prefix(b"\r\n").unwrap();
    }
    out
}

/// Three events of one article each, told apart by place and day.
fn fill(record: &PathBuf) {
    let mut store = Store::open(record).unwrap();
    let articles: Vec<Incoming> = [
        ("a1", "Tawila market", "2024-03-01", "Alpha", "ML", 14.0, -3.0, 12, "Armed clash"),
        ("a2", "Beta bridge", "2024-05-09", "Beta", "BF", 13.0, -1.5, 3, "Remote explosive/landmine/IED"),
        ("a3", "Gamma road", "2024-08-20", "Gamma", "NE", 15.5, 8.0, 40, "Armed clash"),
    ]
    .into_iter()
    .map(|(id, title, day, place, country, lat, lon, killed, sub)| {
        let article = Article {
            id: id.to_owned(),
            lang: Some("en".to_owned()),
            published: Some(day.parse().unwrap()),
            publisher: Some("Test Post".to_owned()),
            title: title.to_owned(),
            text: format!("{killed} people were killed near {place}."),
        };
        let kind = if sub == "Armed clash" { "Battles" } else { "Explosions/Remote violence" };
        let claim = json!({
            "measure": "killed", "of": "people", "low": killed, "high": killed, "qualifier": "exact", "stance": "asserted",
            "sources": [{"kind": "medical", "name": "a hospital"}], "quote": format!("{killed} people were killed"),
        });
        let report = json!({
            "main": true, "event_type": kind, "sub_event_type": sub,
            "date": {"start": day, "end": day, "precision": "day"},
            "locations": [{"name": place, "country": country, "lat": lat, "lon": lon, "precision": "settlement", "relation": "in"}],
            "actors": [{"id": format!("unidentified:{country}"), "role": "perpetrator", "stance": "asserted"}],
            "tactics": [], "targets": [], "claims": [claim],
        });
        let extraction: Extraction = serde_json::from_value(json!({
            "id": id, "lang": "en", "published": day, "reports": [report], "aggregates": [],
        }))
        .unwrap();
        let digest = content(&article);
        let original = Arc::new(Original::new(article.text.as_bytes()));
        Incoming::new(article, digest, extraction, original, "test".to_owned()).unwrap()
    })
    .collect();
    store.add(&articles, Timestamp::UNIX_EPOCH).unwrap();
    store.settle(Timestamp::UNIX_EPOCH).unwrap();
}
