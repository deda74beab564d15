//! What changes the record.

use crate::support::Served;
use isnad_model::Article;
use isnad_serve::Scope;
use isnad_serve::Tokens;
use serde_json::json;
use std::sync::Arc;

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
