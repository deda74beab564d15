//! Which incidents a text tells, and what it keeps together: `tests/cases/incidents.ar.tsv`.
//!
//! Each line gives a text and all its incidents in the order of the text, each by its sub-type and its first place; a star
//! marks what headline and lead tell.

use isnad_extract::Extractor;
use isnad_language::{embedded, embedded_codes};
use isnad_model::{Article, Report};
use isnad_places::Gazetteer;
use std::path::Path;

/// An incident as the cases write it.
fn named(r: &Report) -> String {
    let place = r.locations.first().map_or("nowhere", |l| l.name.as_str());
    let star = if r.main { "*" } else { "" };
    format!("{star}{} @ {place}", r.sub_event_type.name())
}

#[test]
fn texts_tell_their_incidents_apart() {
    let packs = embedded_codes().map(|c| embedded(c).expect("built in").expect("the pack is sound")).collect();
    let extractor = Extractor::new(packs, Gazetteer::embedded()).expect("the packs fit the stages");
    let mut worker = extractor.worker();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/incidents.ar.tsv");
    let cases = std::fs::read_to_string(file).expect("the cases are there");
    let mut wrong = Vec::new();
    for (n, line) in cases.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [text, expected] = cells[..] else { panic!("line {}: two cells, please", n + 1) };
        let (title, body) = text.split_once(" :: ").unwrap_or(("", text));
        let read = worker.extract(&Article {
            lang: Some("ar".to_owned()),
            published: Some("2024-03-20".parse().expect("a day")),
            title: title.to_owned(),
            text: body.replace(" | ", "\n"),
            ..Article::default()
        });
        let found: Vec<String> = read.reports.iter().map(named).collect();
        let expected: Vec<&str> = expected.split("; ").filter(|w| *w != "-").collect();
        if found != expected {
            wrong.push(format!("line {}: read {found:?} for {expected:?}", n + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
