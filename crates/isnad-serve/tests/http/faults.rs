//! What is refused, and how.

use crate::support::Served;
use isnad_serve::Scope;
use std::sync::Arc;

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
        "/api/v1/events/%ff",
        "/api/v1/articles/a%00b",
        "/api/v1/events?bbox=-1e300,-90,1e300,90",
        "/api/v1/events?min=killed:99999999999999999999",
        "/api/v1/events?page=0",
        "/api/v1/audit?cursor=99999999999",
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
fn wrong_tokens_are_told_apart_from_none_and_learn_nothing() {
    let s = Served::start(|_| {});
    let secret = s.token("sara", Scope::Viewer);
    for wrong in ["Bearer isnad_00", "Bearer ", "Basic c2FyYTpzYXJh", "Bearer \u{e9}", &format!("Bearer {secret}0")] {
        let got = s.send("GET", "/api/v1/events", &format!("Authorization: {wrong}\r\n"), "");
        assert_eq!(got.status, 401, "{wrong}");
        assert!(got.head.to_lowercase().contains("www-authenticate: bearer"), "{wrong}: {}", got.head);
        assert!(!got.body.contains("sara") && !got.body.contains("isnad_"), "{wrong}: {}", got.body);
    }
}

#[test]
fn huge_boxes_take_everything_and_nothing_else() {
    let s = Served::start(|_| {});
    assert_eq!(s.ids("bbox=-180,-90,180,90").len(), 3);
    assert_eq!(s.ids("bbox=180,-90,-180,90").len(), 0);
    assert_eq!(s.ids("bbox=0,90,0,-90").len(), 0);
}

#[test]
fn faults_within_are_not_told_to_clients() {
    let s = Served::start(|_| {});
    // the file of tokens is not in its form
    std::fs::write(s.record.with_extension("isnad.tokens"), "{").unwrap();
    let got = s.send("GET", "/api/v1/me", "Authorization: Bearer x\r\n", "");
    assert_eq!((got.status, got.json()["title"].as_str()), (500, Some("Internal error")));
    assert!(!got.body.contains("tokens") && !got.body.contains('/'.to_string().repeat(2).as_str()), "{}", got.body);
}

#[test]
fn broken_utf8_in_a_body_is_told_with_its_place() {
    let s = Served::start(|c| c.reader = Some(Arc::new(|_| Err("not read".to_owned()))));
    let token = s.token("root", Scope::Admin);
    let mut request = format!(
        "POST /api/v1/articles HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\nContent-Length: 12\r\n\r\n",
        s.address
    )
    .into_bytes();
    request.extend_from_slice(b"{\"text\":\"\xff\"}");
    let got = s.raw(&request);
    assert_eq!(got.status, 400, "{}", got.body);
    assert!(got.json()["detail"].as_str().unwrap().contains("byte 9"), "{}", got.body);
}
