//! Claims: the table of sentences with the figures read in them.

use isnad_extract::Extractor;
use isnad_model::Article;
use isnad_places::Gazetteer;
use std::path::Path;

/// "measure of low..high" from what the stage shows of itself: "measure of low qualifier" or "measure of low..high qualifier".
fn claim(value: &str) -> String {
    let words: Vec<&str> = value.split(' ').collect();
    let [measure, of, figure, ..] = words[..] else { panic!("`{value}` is no claim") };
    let figure = match figure.split_once("..") {
        Some((low, high)) if low == high => low,
        _ => figure,
    };
    format!("{measure} {of} {figure}")
}

#[test]
fn arabic_sentences() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/ar");
    let pack = isnad_language::from_folder(&folder).unwrap_or_else(|e| panic!("{e:#?}"));
    let extractor = Extractor::new(vec![pack], Gazetteer::embedded()).unwrap_or_else(|e| panic!("{e:#?}"));
    let mut worker = extractor.worker();
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/claims.ar.tsv");
    let content = std::fs::read_to_string(&file).unwrap();
    let mut wrong = Vec::new();
    for (n, line) in content.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let Some((sentence, expected)) = line.split_once('\t') else { panic!("line {}: two columns", n + 1) };
        let mut expected: Vec<String> = expected.split("; ").filter(|e| *e != "-").map(str::to_owned).collect();
        let article = Article {
            id: "case".into(),
            lang: Some("ar".into()),
            title: String::new(),
            text: sentence.into(),
            ..Article::default()
        };
        let read = worker.explain(&article);
        let mut found: Vec<String> =
            read.stages.iter().filter(|m| m.stage == "claims").map(|m| claim(&m.value)).collect();
        expected.sort();
        found.sort();
        if expected != found {
            wrong.push(format!("line {}: {sentence}\n  expected {expected:?}\n  found    {found:?}", n + 1));
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
