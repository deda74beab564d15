//! The server as a client meets it: a real port, real requests.

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
struct Served {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
    record: PathBuf,
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
struct Got {
    status: u16,
    head: String,
    body: String,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
}

impl Served {
    fn start(change: impl FnOnce(&mut Config)) -> Self {
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

    fn raw(&self, request: &[u8]) -> Got {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8(answer).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
        Got { status, head: head.to_owned(), body: if chunked { joined(body) } else { body.to_owned() } }
    }

    fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> Got {
        let length = body.len();
        let host = self.address;
        self.raw(
            format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
                .as_bytes(),
        )
    }

    fn get(&self, path: &str) -> Got {
        self.send("GET", path, "", "")
    }

    fn token(&self, name: &str, scope: Scope) -> String {
        Tokens::of(&self.record).unwrap().make(name, scope, Timestamp::UNIX_EPOCH).unwrap()
    }

    fn ids(&self, query: &str) -> Vec<String> {
        let got = self.get(&format!("/api/v1/events?{query}"));
        assert_eq!(got.status, 200, "{query}: {}", got.body);
        got.json()["items"].as_array().unwrap().iter().map(|e| e["id"].as_str().unwrap().to_owned()).collect()
    }
}

/// The pieces of a chunked body, joined.
fn joined(mut body: &str) -> String {
    let mut out = String::new();
    while let Some((length, rest)) = body.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap();
        out.push_str(&rest[..length]);
        body = rest[length..].trim_start_matches("\r\n");
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

#[test]
fn events_are_filtered_ordered_and_paged() {
    let s = Served::start(|_| {});
    let all = s.ids("");
    assert_eq!(all.len(), 3);
    assert_eq!(s.ids("sort=date"), all.iter().rev().cloned().collect::<Vec<_>>());
    assert_eq!(s.ids("sort=killed")[0], all[0]);
    assert_eq!(s.ids("country=ml"), [all[2].clone()]);
    assert_eq!(s.ids("country=ML%7CNE").len(), 2);
    assert_eq!(s.ids("from=2024-05-01&to=2024-06-01"), [all[1].clone()]);
    assert_eq!(s.ids("bbox=7,15,9,16"), [all[0].clone()]);
    assert_eq!(s.ids("min=killed:12").len(), 2);
    assert_eq!(s.ids("actor=unidentified:BF"), [all[1].clone()]);
    assert_eq!(s.ids("actor=unidentified").len(), 3);
    assert_eq!(s.ids("q=bridge"), [all[1].clone()]);
    assert_eq!(s.ids("place=gam"), [all[0].clone()]);
    assert_eq!(s.ids("type=Battles").len(), 2);
    assert_eq!(s.ids("contradicted=true").len(), 0);
    let first = s.get("/api/v1/events?limit=2").json();
    assert_eq!((first["total"].as_u64(), first["items"].as_array().unwrap().len()), (Some(3), 2));
    let rest = s.ids(&format!("limit=2&cursor={}", first["next"].as_str().unwrap()));
    assert_eq!(rest, [all[2].clone()]);
    assert_eq!(s.get("/api/v1/events?limit=2&page=2").json()["items"].as_array().unwrap().len(), 1);
    let only = s.get("/api/v1/events?fields=id%7Cdate").json();
    assert_eq!(only["items"][0].as_object().unwrap().len(), 2);
}

#[test]
fn acled_spellings_give_csv_without_a_client() {
    let s = Served::start(|_| {});
    let got = s.get("/api/v1/events?event_date=2024-01-01%7C2024-06-30&event_date_where=BETWEEN&format=csv&limit=10&page=1&key=k&email=e");
    assert_eq!(got.status, 200, "{}", got.body);
    assert!(got.head.contains("text/csv"));
    assert_eq!(got.body.trim().lines().count(), 3, "{}", got.body);
    let got = s.get("/api/v1/export?format=geojson&country=NE");
    assert_eq!(got.json()["features"].as_array().unwrap().len(), 1);
}

#[test]
fn a_dossier_holds_every_claim_with_its_words() {
    let s = Served::start(|_| {});
    let id = &s.ids("country=NE")[0];
    let d = s.get(&format!("/api/v1/events/{id}")).json();
    let claim = &d["reports"][0]["report"]["claims"][0];
    assert_eq!((claim["low"].as_u64(), claim["quote"].as_str()), (Some(40), Some("40 people were killed")));
    assert_eq!(claim["sources"][0]["name"], "a hospital");
    assert_eq!(d["history"][0]["kind"], "new");
    let article = s.get("/api/v1/articles/a3").json();
    assert_eq!(
        (article["events"][0].as_str(), article["article"]["title"].as_str()),
        (Some(id.as_str()), Some("Gamma road"))
    );
    assert_eq!(s.get("/api/v1/events/ev-0000000000000000").status, 404);
    assert_eq!(s.get("/api/v1/articles/none").status, 404);
}

#[test]
fn maps_timelines_counts_and_sources() {
    let s = Served::start(|_| {});
    assert_eq!(s.get("/api/v1/map").json()["points"].as_array().unwrap().len(), 3);
    let steps = s.get("/api/v1/timeline?step=month").json();
    assert_eq!(steps["steps"][2], json!({"start": "2024-08-01", "events": 1, "killed": 40}));
    let stats = s.get("/api/v1/stats").json();
    assert_eq!(
        (stats["events"].as_u64(), stats["killed"].as_u64(), stats["articles"].as_u64()),
        (Some(3), Some(55), Some(3))
    );
    assert_eq!(stats["types"][0], json!({"key": "Battles", "events": 2}));
    let sources = s.get("/api/v1/sources").json();
    assert_eq!((sources[0]["name"].as_str(), sources[0]["events"].as_u64()), (Some("a hospital"), Some(3)));
}

#[test]
fn deciding_needs_a_token_and_is_seen_at_once() {
    let s = Served::start(|_| {});
    let (analyst, viewer) = (s.token("sara", Scope::Analyst), s.token("ali", Scope::Viewer));
    let ids = s.ids("");
    let body = json!({"kind": "merge", "events": [ids[0], ids[1]], "why": "the same"}).to_string();
    let with = |t: &str| format!("Authorization: Bearer {t}\r\nContent-Type: application/json\r\n");
    assert_eq!(s.send("POST", "/api/v1/decisions", "", &body).status, 401);
    assert_eq!(s.send("POST", "/api/v1/decisions", &with("isnad_no"), &body).status, 401);
    assert_eq!(s.send("POST", "/api/v1/decisions", &with(&viewer), &body).status, 403);
    let foreign = format!("{}Origin: http://elsewhere.example\r\n", with(&analyst));
    assert_eq!(s.send("POST", "/api/v1/decisions", &foreign, &body).status, 403);
    let no_reason = json!({"kind": "merge", "events": [ids[0], ids[1]], "why": " "}).to_string();
    assert_eq!(s.send("POST", "/api/v1/decisions", &with(&analyst), &no_reason).status, 422);
    assert_eq!(s.ids("").len(), 3);
    let done = s.send("POST", "/api/v1/decisions", &with(&analyst), &body);
    assert_eq!(done.status, 201, "{}", done.body);
    assert_eq!(s.ids("").len(), 2);
    let kept = done.json()["events"][0].as_str().unwrap().to_owned();
    let gone = ids.iter().take(2).find(|i| **i != kept).unwrap();
    let moved = s.get(&format!("/api/v1/events/{gone}"));
    assert_eq!(moved.status, 301);
    assert!(moved.head.to_lowercase().contains(&format!("location: /api/v1/events/{kept}")));
    assert_eq!(s.get("/api/v1/deleted?since=2000-01-01").json()["items"][0]["into"], kept.as_str());
    let undo = json!({"kind": "undo", "decision": done.json()["decision"], "why": "not the same"}).to_string();
    let other = s.token("omar", Scope::Analyst);
    assert_eq!(
        s.send("POST", "/api/v1/decisions", &with(&other), &undo).status,
        403,
        "only a reviewer undoes for others"
    );
    assert_eq!(s.send("POST", "/api/v1/decisions", &with(&analyst), &undo).status, 201);
    assert_eq!(s.ids("").len(), 3);
    let listed = s.get("/api/v1/decisions").json();
    assert_eq!((listed["total"].as_u64(), listed["items"][1]["holds"].as_bool()), (Some(2), Some(false)));
    let audit = s.get("/api/v1/audit").json();
    assert_eq!(audit["verified"], true);
    assert_eq!(audit["items"][0]["by"], "sara");
}

#[test]
fn a_taken_back_token_and_a_read_only_server_write_nothing() {
    let s = Served::start(|c| c.read_only = true);
    let admin = s.token("root", Scope::Admin);
    let head = format!("Authorization: Bearer {admin}\r\n");
    let body = json!({"kind": "confirm", "event": s.ids("")[0], "why": "seen"}).to_string();
    assert_eq!(s.send("POST", "/api/v1/decisions", &head, &body).status, 403);
    assert_eq!(s.send("GET", "/api/v1/me", &head, "").json()["scope"], "admin");
    Tokens::of(&s.record).unwrap().revoke("root").unwrap();
    assert_eq!(s.send("GET", "/api/v1/me", &head, "").status, 401);
}

#[test]
fn articles_are_taken_from_admins() {
    let s = Served::start(|c| {
        c.reader = Some(Arc::new(|article: Article| {
            let read = json!({"id": article.id, "lang": "en", "published": null, "reports": [], "aggregates": []});
            Ok((article, serde_json::from_value(read).unwrap()))
        }));
    });
    let head = format!("Authorization: Bearer {}\r\n", s.token("root", Scope::Admin));
    let sent =
        s.send("POST", "/api/v1/articles", &head, "{\"id\":\"n1\",\"text\":\"Quiet day.\"}\n{\"text\":\"Another.\"}");
    assert_eq!(sent.status, 201, "{}", sent.body);
    assert_eq!(s.get("/api/v1/articles/n1").json()["article"]["text"], "Quiet day.");
    for wrong in ["", "{", "{\"text\":\" \"}", "[1]"] {
        assert_eq!(s.send("POST", "/api/v1/articles", &head, wrong).status, 400, "{wrong}");
    }
}

#[test]
fn bad_requests_get_clear_answers() {
    let s = Served::start(|_| {});
    for path in [
        "/api/v1/events?bbox=1,2,3",
        "/api/v1/events?limit=0",
        "/api/v1/events?limit=99999999",
        "/api/v1/events?cursor=x",
        "/api/v1/events?q=%ff%fe",
        "/api/v1/events?nonsense=1",
        "/api/v1/events?sort=up",
        "/api/v1/events?fields=secret",
        "/api/v1/map?zoom=99",
        "/api/v1/timeline?step=hour",
        "/api/v1/deleted",
        "/api/v1/export?format=doc",
        "/api/v1/events?format=xml",
        "/api/v1/events?q=%22%22",
        "/api/v1/events?cursor=ev-00000000000000aa",
    ] {
        let got = s.get(path);
        assert_eq!(got.status, 400, "{path}: {}", got.body);
        let problem = got.json();
        assert!(got.head.contains("application/problem+json"), "{path}");
        assert_eq!(problem["status"], 400);
        assert!(problem["detail"].as_str().is_some_and(|d| !d.is_empty()), "{path}");
        assert!(!got.body.contains("sqlite") && !got.body.contains(".isnad"), "{path} tells too much: {}", got.body);
    }
    assert_eq!(s.get("/api/v1/nothing").status, 404);
    assert_eq!(s.send("DELETE", "/api/v1/events", "", "").status, 405);
    let wrong_host = s.raw(b"GET /api/v1/events HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(wrong_host.status, 421, "a foreign name that resolves to this machine is refused");
}

#[test]
fn browsers_are_told_to_load_from_here_alone() {
    let s = Served::start(|_| {});
    for path in ["/", "/events/ev-1", "/api/v1/me"] {
        let head = s.get(path).head.to_lowercase();
        assert!(head.contains("content-security-policy: default-src 'none'; script-src 'self'"), "{path}: {head}");
        assert!(head.contains("x-content-type-options: nosniff"), "{path}");
    }
}

#[test]
fn too_many_requests_are_refused() {
    let s = Served::start(|c| c.rate = Some(1));
    let statuses: Vec<u16> = (0..14).map(|_| s.get("/api/v1/me").status).collect();
    assert_eq!(statuses[..10], [200; 10]);
    assert!(statuses[11..].contains(&429), "{statuses:?}");
}

#[test]
fn feeds_tell_what_changed() {
    let s = Served::start(|_| {});
    let atom = s.get("/api/v1/feed.atom?country=ML");
    assert!(atom.head.contains("application/atom+xml"));
    assert_eq!(atom.body.matches("<entry>").count(), 1, "{}", atom.body);
    let feed = s.get("/api/v1/feed.json").json();
    assert_eq!(feed["items"].as_array().unwrap().len(), 3);
    assert!(feed["items"][0]["content_text"].as_str().unwrap().contains("killed"));
}

#[test]
fn idle_clients_slow_nobody() {
    let s = Served::start(|_| {});
    let idle: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(s.address).unwrap()).collect();
    let begun = std::time::Instant::now();
    assert_eq!(s.ids("").len(), 3);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    drop(idle);
}

#[test]
fn every_route_is_in_the_document() {
    let document: Value = serde_json::from_str(isnad_serve::OPENAPI).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let s = Served::start(|_| {});
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            if path.ends_with("/live") {
                continue;
            }
            let path = path.replace("{id}", "none");
            let got = s.send(&method.to_uppercase(), &path, "", "");
            assert!(got.status != 405, "{method} {path}: {}", got.body);
            assert!(got.status != 404 || path.ends_with("none"), "{method} {path}: {}", got.body);
        }
    }
}
