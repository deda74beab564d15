//! Articles made up for the tests, and records to put them in.

use isnad_model::{
    Actor, Article, Claim, ClaimStance, DateRange, Evidence, Extraction, Extractor, Field, Figure, Location, Measure,
    Of, PlacePrecision, Relation, Report, Role, SourceKind, SourceLink, Stance, SubEventType, Tactic,
};
use isnad_store::{Batch, Filter, Incoming, Original, Store, content};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// A folder for a record.
pub struct Folder(pub TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn file(&self) -> PathBuf {
        self.0.path().join("record.db")
    }

    pub fn open(&self) -> Store {
        Store::open(self.file()).unwrap()
    }
}

/// The n-th second of the tests' time.
pub fn at(n: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + n).unwrap()
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An incident as an article tells it.
#[derive(Debug, Clone)]
pub struct Told {
    pub day: &'static str,
    pub place: &'static str,
    pub killed: u64,
}

pub fn told(day: &'static str, place: &'static str, killed: u64) -> Told {
    Told { day, place, killed }
}

/// Where the places of the tests lie; the Arabic name stands in the articles.
const PLACES: [(&str, &str, f64, f64); 6] = [
    ("Ménaka", "ميناكا", 15.92, 2.40),
    ("Gao", "غاو", 16.27, -0.04),
    ("Djibo", "جيبو", 14.10, -1.63),
    ("Tillabéri", "تيلابيري", 14.21, 1.45),
    ("Mopti", "موبتي", 14.49, -4.18),
    ("Kidal", "كيدال", 18.44, 1.41),
];

pub fn report(told: &Told, main: bool, text: &str) -> Report {
    let (name, written, lat, lon) = *PLACES.iter().find(|p| p.0 == told.place).unwrap();
    let span = |words: &str, rule: &str| {
        let start = text.find(words).unwrap_or(0);
        let end = start + if text.contains(words) { words.len() } else { 0 };
        vec![Evidence { field: Field::Text, start: start as u32, end: end as u32, rule: rule.to_owned() }]
    };
    let sources = vec![SourceLink { kind: SourceKind::SecuritySource, name: "مصدر أمني".to_owned() }];
    Report {
        main,
        event_type: SubEventType::ArmedClash.event_type(),
        sub_event_type: SubEventType::ArmedClash,
        date: Some(DateRange::day(day(told.day))),
        date_evidence: Vec::new(),
        locations: vec![Location {
            name: name.to_owned(),
            country: Some(
                if name == "Djibo" {
                    "BF"
                } else if name == "Tillabéri" {
                    "NE"
                } else {
                    "ML"
                }
                .to_owned(),
            ),
            lat: Some(lat),
            lon: Some(lon),
            precision: PlacePrecision::Settlement,
            relation: Relation::In,
            evidence: span(written, "gazetteer"),
        }],
        actors: vec![
            Actor {
                id: "jnim".to_owned(),
                role: Role::Perpetrator,
                stance: Some(Stance::Accused),
                sources: sources.clone(),
                evidence: Vec::new(),
            },
            Actor {
                id: "state:ML:military".to_owned(),
                role: Role::Target,
                stance: None,
                sources: Vec::new(),
                evidence: Vec::new(),
            },
        ],
        tactics: vec![Tactic::Ambush],
        targets: Vec::new(),
        claims: vec![Claim {
            measure: Measure::Killed,
            of: Of::Military,
            figure: Figure::exact(told.killed),
            sources,
            stance: ClaimStance::Asserted,
            quote: format!("{} جنديا", told.killed),
            evidence: span("جنديا", "claims"),
        }],
        unclaimed: Vec::new(),
        evidence: span("هجوم", "event:attack"),
    }
}

/// An article that tells some incidents, the first as its main one.
pub fn article(id: &str, published: &str, incidents: &[Told]) -> Incoming {
    let lines: Vec<String> = incidents
        .iter()
        .map(|t| {
            let written = PLACES.iter().find(|p| p.0 == t.place).unwrap().1;
            format!("قال مصدر أمني إن {} جنديا قتلوا يوم {} في هجوم على ثكنة في مدينة {written}.", t.killed, t.day)
        })
        .collect();
    let text = lines.join("\n\n");
    let article = Article {
        id: id.to_owned(),
        lang: Some("ar".to_owned()),
        published: Some(day(published)),
        publisher: Some(format!("paper-{}", &id[..1])),
        title: format!("خبر {id}"),
        text,
    };
    let extraction = Extraction {
        id: id.to_owned(),
        lang: Some("ar".to_owned()),
        published: article.published,
        reports: incidents.iter().enumerate().map(|(k, t)| report(t, k == 0, &article.text)).collect(),
        aggregates: Vec::new(),
        publisher: article.publisher.clone(),
        fingerprint: None,
        extractor: Extractor { version: "0.1.0".to_owned(), packs: vec!["ar@1".to_owned()] },
    };
    let bytes = serde_json::to_vec(&article).unwrap();
    let digest = content(&article);
    Incoming::new(article, digest, extraction, Arc::new(Original::new(&bytes)), format!("in.jsonl:{id}")).unwrap()
}

/// Stores one batch and ends the run.
pub fn run(store: &mut Store, articles: &[Incoming], n: i64) -> Batch {
    let batch = store.add(articles, at(n)).unwrap();
    store.settle(at(n)).unwrap();
    batch
}

pub fn dump(store: &Store) -> String {
    let mut out = Vec::new();
    store.dump(&mut out).unwrap().unwrap();
    String::from_utf8(out).unwrap()
}

/// Each event as its id and the reports that tell it.
pub fn events(store: &Store) -> Vec<(String, Vec<String>)> {
    let rows = store.events(&Filter::default()).unwrap();
    let named = |m: &isnad_model::Member| format!("{}#{}", m.article, m.report);
    rows.iter().map(|r| (r.event.id.clone(), r.event.members.iter().map(named).collect())).collect()
}

/// The reports that tell each event, in the order of the first.
pub fn groups(store: &Store) -> Vec<Vec<String>> {
    let mut groups: Vec<Vec<String>> = events(store).into_iter().map(|(_, members)| members).collect();
    groups.sort();
    groups
}

/// The id of the event that a report tells.
pub fn id_of(store: &Store, member: &str) -> String {
    let all = events(store);
    all.into_iter().find(|(_, members)| members.iter().any(|m| m == member)).map(|(id, _)| id).expect(member)
}
