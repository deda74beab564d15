//! Places: sentences with the locations of the incident they tell (`cases/places.<lang>.tsv`).

use isnad_extract::Extractor;
use isnad_model::{Article, Location};
use isnad_places::Gazetteer;
use std::path::Path;

fn show(l: &Location) -> String {
    let country = l.country.as_deref().unwrap_or("??");
    format!("{} {country} {} {}", l.name, l.precision.name(), l.relation.name())
}

fn table(lang: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pack =
        isnad_language::from_folder(&root.join("../../languages").join(lang)).unwrap_or_else(|e| panic!("{e:#?}"));
    let extractor = Extractor::new(vec![pack], Gazetteer::embedded()).unwrap_or_else(|e| panic!("{e:#?}"));
    let mut worker = extractor.worker();
    let content = std::fs::read_to_string(root.join(format!("tests/cases/places.{lang}.tsv"))).unwrap();
    let mut wrong = Vec::new();
    for line in content.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let (text, expected) = line.split_once('\t').unwrap_or_else(|| panic!("two columns: {line}"));
        let article = Article {
            id: "case".to_owned(),
            lang: Some(lang.to_owned()),
            published: "2024-05-10".parse().ok(),
            text: text.to_owned(),
            ..Article::default()
        };
        let reports = worker.extract(&article).reports;
        let found: Vec<String> = reports.iter().flat_map(|r| &r.locations).map(show).collect();
        if found.join("; ") != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn arabic_sentences_tell_their_places() {
    table("ar");
}
