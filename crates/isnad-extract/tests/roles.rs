//! Who did it to whom, by sentences: `tests/cases/roles-ar.tsv`.
//!
//! Each line gives a sentence, what must be read of its first report and what must not, in the words of the codebook.

use isnad_extract::Extractor;
use isnad_language::{embedded, embedded_codes};
use isnad_model::{Article, Report};
use isnad_places::Gazetteer;
use std::collections::BTreeSet;
use std::path::Path;

/// The parts of a report as the cases write them.
fn parts(r: &Report) -> BTreeSet<String> {
    let mut out = BTreeSet::from([format!("type:{}", r.sub_event_type.name())]);
    for a in &r.actors {
        out.insert(format!("{}:{}", a.role.name(), a.id));
        out.extend(a.stance.map(|s| format!("{}:{}", s.name(), a.id)));
        out.extend(a.sources.iter().map(|s| format!("says-{}:{}", s.kind.name(), a.id)));
    }
    out.extend(r.unclaimed.first().map(|_| "unclaimed".to_owned()));
    out.extend(r.tactics.iter().map(|t| format!("tactic:{}", t.name())));
    out.extend(r.targets.iter().map(|t| format!("site:{}", t.name())));
    out
}

#[test]
fn sentences_tell_who_did_it_to_whom() {
    let packs = embedded_codes().map(|c| embedded(c).expect("built in").expect("the pack is sound")).collect();
    let extractor = Extractor::new(packs, Gazetteer::embedded()).expect("the packs fit the stages");
    let mut worker = extractor.worker();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/roles-ar.tsv");
    let cases = std::fs::read_to_string(file).expect("the cases are there");
    let mut wrong = Vec::new();
    for (n, line) in cases.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [sentence, expected, forbidden] = cells[..] else { panic!("line {}: three cells, please", n + 1) };
        let read = worker.extract(&Article {
            lang: Some("ar".to_owned()),
            published: Some("2024-03-20".parse().expect("a day")),
            title: sentence.to_owned(),
            text: sentence.to_owned(),
            ..Article::default()
        });
        let found = read.reports.first().map(parts).unwrap_or_default();
        let words = |cell: &str| -> Vec<String> {
            cell.split(';').map(str::trim).filter(|w| !w.is_empty() && *w != "-").map(str::to_owned).collect()
        };
        let missing: Vec<String> = words(expected).into_iter().filter(|w| !found.contains(w)).collect();
        let spurious: Vec<String> = words(forbidden).into_iter().filter(|w| found.contains(w)).collect();
        if !missing.is_empty() || !spurious.is_empty() {
            wrong.push(format!("line {}: missing {missing:?}, spurious {spurious:?}, read {found:?}", n + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
