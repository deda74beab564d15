//! Events made by hand, and exports of them.

use isnad_export::{Dossier, Format, Options, Sink, Summary, export};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::convert::Infallible;

pub fn now() -> Timestamp {
    "2024-05-20T12:00:00Z".parse().unwrap()
}

/// What an export writes.
pub fn bytes(format: Format, dossiers: &[Dossier], options: &Options<'_>) -> (Vec<u8>, Summary) {
    let mut out = Vec::new();
    let all = dossiers.iter().cloned().map(Ok::<_, Infallible>);
    let summary = export(format, all, options, Sink::Stream(&mut out)).unwrap();
    (out, summary)
}

/// The records of an export in CSV by column, its head taken off.
pub fn records(format: Format, dossiers: &[Dossier], options: &Options<'_>) -> Vec<Record> {
    let (out, _) = bytes(format, dossiers, options);
    let mut csv = csv::Reader::from_reader(out.as_slice());
    let head = csv.headers().unwrap().clone();
    csv.records().map(|r| Record { head: head.clone(), row: r.unwrap() }).collect()
}

pub struct Record {
    head: csv::StringRecord,
    row: csv::StringRecord,
}

impl Record {
    pub fn get(&self, column: &str) -> &str {
        let at = self.head.iter().position(|c| c == column).unwrap_or_else(|| panic!("no column {column}"));
        &self.row[at]
    }
}

pub fn day(day: &str) -> Value {
    json!({"start": day, "end": day, "precision": "day"})
}

pub fn place(name: &str, country: &str, point: Option<(f64, f64)>, precision: &str, relation: &str) -> Value {
    json!({
        "name": name, "country": country, "lat": point.map(|p| p.0), "lon": point.map(|p| p.1),
        "precision": precision, "relation": relation,
    })
}

pub fn estimate(measure: &str, of: &str, figures: [Option<u64>; 3]) -> Value {
    json!({"measure": measure, "of": of, "low": figures[0], "best": figures[1], "high": figures[2], "why": "a rule", "claims": []})
}

pub fn claim(measure: &str, of: &str, low: Option<u64>, high: Option<u64>, qualifier: &str) -> Value {
    json!({
        "measure": measure, "of": of, "low": low, "high": high, "qualifier": qualifier, "sources": [],
        "stance": "asserted", "quote": "",
    })
}

/// An event told by one report; the pieces are merged into a plain one.
pub fn dossier(id: &str, event: Value, claims: Value) -> Dossier {
    let sub = event["sub_event_type"].as_str().unwrap_or("Armed clash").to_owned();
    let kind = isnad_model::SubEventType::from_name(&sub).unwrap().event_type().name();
    let mut whole = json!({
        "id": id, "members": [{"article": format!("{id}-article"), "report": 0}], "event_type": kind, "sub_event_type": sub,
        "date": day("2024-05-14"), "locations": [], "actors": [], "tactics": [], "targets": [], "voices": 1, "estimates": [],
        "contradictions": [], "responsibility": [],
    });
    merge(&mut whole, event);
    let report = json!({
        "main": true, "event_type": kind, "sub_event_type": sub, "date": whole["date"], "locations": whole["locations"],
        "actors": [], "tactics": [], "targets": [], "claims": claims,
    });
    let article =
        json!({"id": format!("{id}-article"), "lang": "ar", "published": "2024-05-15", "publisher": "Outlet"});
    let told = json!({"article": article, "index": 0, "report": report});
    let dossier = json!({
        "event": whole, "review": "open", "born": "2024-05-16T08:00:00Z", "updated": "2024-05-16T09:30:00.25Z",
        "tellings": [told],
    });
    serde_json::from_value(dossier).unwrap()
}

fn merge(into: &mut Value, from: Value) {
    let (Some(into), Value::Object(from)) = (into.as_object_mut(), from) else { panic!("two objects") };
    into.extend(from);
}

/// An ambush near a town, told by two articles that do not agree, with texts that could harm a spreadsheet.
pub fn ambush() -> Dossier {
    let point = Some((15.916_93, 2.402_24));
    let claims = json!([
        {
            "measure": "killed", "of": "military", "low": 12, "high": null, "qualifier": "at_least", "stance": "asserted",
            "sources": [{"kind": "security_source", "name": "مصدر أمني"}, {"kind": "news_agency", "name": "Reuters"}],
            "quote": "12 جنديا على الأقل قتلوا",
        },
        {
            "measure": "killed", "of": "civilians", "low": 3, "high": 3, "qualifier": "exact", "stance": "asserted",
            "sources": [{"kind": "witness", "name": "Moussa Keita"}], "quote": "=Moussa Keita, his son\r\nand a \"guest\"",
        },
        {
            "measure": "destroyed", "of": "vehicles", "low": 2, "high": 2, "qualifier": "exact", "stance": "claimed",
            "sources": [{"kind": "armed_group", "name": "@spokesman"}], "quote": "two vehicles",
        },
    ]);
    let event = json!({
        "locations": [place("Ménaka", "ML", point, "settlement", "near")],
        "actors": [
            {"id": "state:ML:military", "role": "target", "reports": 2},
            {"id": "jnim", "role": "perpetrator", "stance": "claimed", "reports": 1},
        ],
        "tactics": ["ambush"], "targets": ["convoy_patrol"], "voices": 2,
        "estimates": [
            {
                "measure": "killed", "of": "military", "low": 12, "best": 12, "high": null, "why": "told by مصدر أمني",
                "claims": [{"article": "ambush-article", "report": 0, "claim": 0}],
            },
            estimate("killed", "civilians", [Some(3), Some(3), Some(3)]),
            estimate("wounded", "people", [Some(4), Some(5), Some(6)]),
        ],
        "contradictions": [{
            "kind": "source against source", "measure": "killed", "of": "civilians", "members": [],
            "text": "Moussa Keita says 3, the army none.",
        }],
        "responsibility": [
            {"actor": "jnim", "state": "claimed", "as_of": "2024-05-16", "by": [], "members": []},
        ],
    });
    let mut dossier = dossier("ambush", event, claims);
    let mut second = dossier.tellings[0].clone();
    second.article.id = "ambush-english".to_owned();
    second.article.lang = Some("en".to_owned());
    second.article.published = "2024-05-16".parse().ok();
    second.article.publisher = Some("+Daily".to_owned());
    second.article.title = Some("Mayor Adama Traoré speaks".to_owned());
    second.report.claims.truncate(1);
    dossier.tellings.push(second);
    dossier
}

/// Two villages attacked in one operation, with one toll.
pub fn villages() -> Dossier {
    let event = json!({
        "sub_event_type": "Attack",
        "date": {"start": "2024-05-10", "end": "2024-05-12", "precision": "range"},
        "locations": [
            place("Solhan", "BF", Some((11.7, 0.9)), "settlement", "in"),
            place("Sebba", "BF", Some((13.436_11, 0.530_56)), "settlement", "in"),
            place("Titao", "BF", None, "settlement", "in"),
        ],
        "actors": [
            {"id": "unidentified:BF", "role": "perpetrator", "stance": "accused", "reports": 1},
            {"id": "civilians:BF", "role": "target", "reports": 1},
        ],
        "estimates": [estimate("killed", "people", [Some(11), Some(11), Some(14)])],
    });
    dossier("villages", event, json!([claim("killed", "people", Some(11), Some(11), "exact")]))
}

/// A march in an unnamed place on an unknown day; nobody was hurt.
pub fn march() -> Dossier {
    let event = json!({
        "sub_event_type": "Peaceful protest", "date": null,
        "locations": [place("Niger", "NE", Some((17.0, 9.0)), "country", "in")],
        "actors": [{"id": "civilians:NE", "role": "perpetrator", "stance": "asserted", "reports": 1}],
    });
    dossier("march", event, json!([]))
}

pub fn all() -> Vec<Dossier> {
    vec![ambush(), villages(), march()]
}
