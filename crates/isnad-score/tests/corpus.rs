//! The project's own articles read and scored: no figure may fall below its floor in `corpus/floors.toml`.
//!
//! `ISNAD_RAISE_FLOORS=1 cargo test -p isnad-score --test corpus` lifts the floors to 0.03 below what is read now;
//! it never lowers one.

use isnad_extract::Extractor;
use isnad_language::{embedded, embedded_codes};
use isnad_model::Article;
use isnad_places::Gazetteer;
use isnad_score::{Coded, Scores, read_all, read_coded, score};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const SLACK: f64 = 0.03;

/// Figures without a floor: they hang on others and may fall when more incidents are found.
const FREE: [&str; 4] = ["type", "sub-type", "tactics", "targets"];

type Floors = BTreeMap<String, BTreeMap<String, f64>>;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// The folders of the corpus that hold articles and gold, by name.
fn sets() -> Vec<(String, PathBuf)> {
    let listing = std::fs::read_dir(corpus()).expect("the corpus is there");
    let mut sets: Vec<PathBuf> = listing.filter_map(|e| e.ok()).map(|e| e.path()).collect();
    sets.retain(|p| p.join("articles").is_dir() && p.join("gold").is_dir());
    sets.sort();
    sets.into_iter().map(|p| (p.file_name().expect("a folder").to_string_lossy().into_owned(), p)).collect()
}

/// What the program makes of the articles of a set.
fn read(set: &Path) -> BTreeMap<String, Coded> {
    let packs = embedded_codes().map(|c| embedded(c).expect("built in").expect("the pack is sound")).collect();
    let extractor = Extractor::new(packs, Gazetteer::embedded()).expect("the packs fit the stages");
    let mut worker = extractor.worker();
    let mut out = BTreeMap::new();
    for file in std::fs::read_dir(set.join("articles")).expect("articles").filter_map(|e| e.ok()) {
        let json = std::fs::read_to_string(file.path()).expect("an article");
        let article: Article = serde_json::from_str(&json).expect("an article");
        let line = serde_json::to_string(&worker.extract(&article)).expect("an extraction");
        out.insert(article.id.clone(), read_coded(&line).expect("the program's own output"));
    }
    out
}

fn floors() -> Floors {
    let content = std::fs::read_to_string(corpus().join("floors.toml")).unwrap_or_default();
    toml::from_str(&content).expect("floors.toml is sound")
}

fn raise(all: &[(String, Scores)], mut floors: Floors) {
    let mut out = String::from(
        "# Least F1 (or share) that the tests allow, by set of articles; crates/isnad-score/tests/corpus.rs compares.\n\
         # Floors only rise: ISNAD_RAISE_FLOORS=1 cargo test -p isnad-score --test corpus\n",
    );
    for (set, scores) in all {
        let _ = writeln!(out, "\n[{set}]");
        let old = floors.remove(set).unwrap_or_default();
        for (name, s) in scores.iter().filter(|(n, s)| s.gold > 0 && !FREE.contains(n)) {
            let reached = ((s.f1() - SLACK) * 1000.0).floor() / 1000.0;
            let _ = writeln!(out, "{name:?} = {:.3}", reached.max(old.get(name).copied().unwrap_or(0.0)));
        }
    }
    std::fs::write(corpus().join("floors.toml"), out).expect("floors.toml can be written");
}

#[test]
fn no_figure_falls_below_its_floor() {
    let all: Vec<(String, Scores)> = sets()
        .into_iter()
        .map(|(name, set)| (name, score(&read_all(&set.join("gold")).expect("gold is sound"), &read(&set))))
        .collect();
    for (name, scores) in &all {
        println!("corpus/{name}: {scores}");
    }
    if std::env::var_os("ISNAD_RAISE_FLOORS").is_some() {
        raise(&all, floors());
    }
    let floors = floors();
    let mut fallen = Vec::new();
    for (set, scores) in &all {
        let of_set = floors.get(set).unwrap_or_else(|| panic!("corpus/floors.toml has no table [{set}]"));
        let known: BTreeMap<&str, f64> = scores.iter().map(|(n, s)| (n, s.f1())).collect();
        for (name, floor) in of_set {
            match known.get(name.as_str()) {
                Some(f1) if f1 >= floor => {}
                Some(f1) => fallen.push(format!("corpus/{set}: {name} is {f1:.3}, its floor {floor:.3}")),
                None => fallen.push(format!("corpus/floors.toml: `{name}` is no figure of the scorer")),
            }
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// Quotes of the gold are words of the article, and every article has gold.
#[test]
fn gold_quotes_its_article() {
    for (_, set) in sets() {
        for file in std::fs::read_dir(set.join("articles")).expect("articles").filter_map(|e| e.ok()) {
            let article = std::fs::read_to_string(file.path()).expect("an article");
            let article: Article = serde_json::from_str(&article).expect("an article");
            let place = file.file_name().to_string_lossy().into_owned();
            let gold = std::fs::read_to_string(set.join("gold").join(&place)).expect("gold of the same name");
            let gold: serde_json::Value = serde_json::from_str(&gold).expect("gold is JSON");
            assert_eq!(gold["id"], article.id.as_str(), "{place}");
            let reports = gold["reports"].as_array().expect("reports");
            let claims = reports.iter().flat_map(|r| r["claims"].as_array().into_iter().flatten());
            for quote in claims.filter_map(|c| c["quote"].as_str()) {
                assert!(article.title.contains(quote) || article.text.contains(quote), "{place}: {quote}");
            }
        }
    }
}
