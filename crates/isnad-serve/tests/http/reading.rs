//! What can be read.

use crate::support::Served;
use serde_json::Value;
use serde_json::json;

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

#[test]
fn every_layout_can_be_had() {
    let s = Served::start(|_| {});
    for (format, beginning) in [
        ("csv", "id,event_type"),
        ("long-csv", "claim_id"),
        ("acled-csv", "event_id_cnty"),
        ("ged-csv", "id,"),
        ("geojson", "{"),
        ("jsonl", "{"),
        ("xlsx", "PK"),
        ("datapackage", "PK"),
        ("parquet", "PAR1"),
        ("geoparquet", "PAR1"),
    ] {
        let body = s.bytes(&format!("/api/v1/export?format={format}"));
        assert!(
            body.starts_with(beginning.as_bytes()),
            "{format}: {}",
            String::from_utf8_lossy(&body[..40.min(body.len())])
        );
    }
    let public = s.get("/api/v1/export?format=jsonl&public=true");
    assert!(!public.body.contains("40 people were killed"), "no words of private persons: {}", public.body);
    assert_eq!(s.get("/api/v1/export?format=jsonl&hold_hours=87600").body, "");
}
