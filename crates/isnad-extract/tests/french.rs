//! French news of our own: the same engine, fed by another pack, gives reports.
//!
//! Every line of `cases/reports-fr.tsv`: a day, a text, and what the reports must hold (`key=value`, `;` between).

use isnad_extract::Extractor;
use isnad_language::embedded;
use isnad_model::Article;
use isnad_places::Gazetteer;

fn extractor() -> Extractor {
    let packs = ["ar", "fr"].map(|code| embedded(code).expect("built in").expect("the pack is sound"));
    Extractor::new(packs.into(), Gazetteer::embedded()).expect("the stages read the packs")
}

#[test]
fn the_cases_are_read_as_written() {
    let extractor = extractor();
    let mut worker = extractor.worker();
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in include_str!("cases/reports-fr.tsv").lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        let cells: Vec<&str> = case.split('\t').collect();
        let [day, text, expected] = cells[..] else { panic!("three cells: {case}") };
        let article =
            Article { published: Some(day.parse().expect("a day")), text: text.to_owned(), ..Article::default() };
        let extraction = worker.extract(&article);
        count += 1;
        let got = serde_json::to_string(&extraction).expect("reports are written as JSON");
        if extraction.lang.as_deref() != Some("fr") {
            wrong.push(format!("read in {:?}: {text}", extraction.lang));
        }
        for piece in expected.split(';').map(str::trim) {
            if !got.contains(piece) {
                wrong.push(format!("{text}\n  lacks {piece}\n  in {got}"));
            }
        }
    }
    assert!(count >= 10, "only {count} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
