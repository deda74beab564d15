//! Every line of `cases/attribution.<language>.tsv`: a text, and who says the figures in it.

use isnad_extract::Extractor;
use isnad_language::embedded;
use isnad_model::{Article, ClaimStance, Extraction};
use isnad_places::Gazetteer;
use std::path::Path;

fn extractor(language: &str) -> Extractor {
    let pack = embedded(language).expect("the language is built in").expect("the pack is sound");
    Extractor::new(vec![pack], Gazetteer::embedded()).expect("the stages compile")
}

/// Every claim as the case file writes it.
fn written(e: &Extraction) -> Vec<String> {
    let claims = e.reports.iter().flat_map(|r| &r.claims).chain(&e.aggregates);
    claims
        .map(|c| {
            let kinds: Vec<&str> = c.sources.iter().map(|s| s.kind.name()).collect();
            let low = c.figure.low.map_or_else(String::new, |n| n.to_string());
            let stance =
                if c.stance == ClaimStance::Asserted { String::new() } else { format!(" {}", c.stance.name()) };
            format!("{} {low}: {}{stance}", c.measure.name(), kinds.join(" > "))
        })
        .collect()
}

fn table(language: &str, title: &str) {
    let extractor = extractor(language);
    let mut worker = extractor.worker();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/attribution.{language}.tsv"));
    let content = std::fs::read_to_string(&file).expect("the case file is there");
    let mut wrong = Vec::new();
    for (n, line) in content.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let (text, figures) = line.split_once('\t').unwrap_or_else(|| panic!("line {}: two columns", n + 1));
        let article = Article {
            id: format!("line {}", n + 1),
            lang: Some(language.to_owned()),
            published: "2025-03-05".parse().ok(),
            title: title.to_owned(),
            text: text.replace('|', "\n"),
            ..Article::default()
        };
        let found = written(&worker.extract(&article));
        for figure in figures.split("; ").filter(|f| !found.iter().any(|w| w == f)) {
            wrong.push(format!("line {}: {figure} not among {found:?}", n + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn arabic() {
    table("ar", "مقتل مدنيين في هجوم مسلح قرب نيالا الثلاثاء");
}

/// "Nine killed near the river (security source)", "… - local official".
#[test]
fn credited_in_the_headline() {
    let extractor = extractor("ar");
    let mut worker = extractor.worker();
    for (title, kind) in [
        ("مقتل تسعة مدنيين في هجوم على ديفا (مصدر أمني)", "security_source"),
        ("مقتل تسعة مدنيين في هجوم على ديفا - مسؤول محلي", "local_official"),
    ] {
        let article = Article {
            lang: Some("ar".to_owned()),
            published: "2025-03-05".parse().ok(),
            title: title.to_owned(),
            text: "قتل تسعة مدنيين في هجوم على ديفا أمس.".to_owned(),
            ..Article::default()
        };
        assert_eq!(written(&worker.extract(&article)), [format!("killed 9: {kind}")], "{title}");
    }
}
