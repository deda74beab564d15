//! Every line of `cases/numbers-<language>.tsv`: a text and the numbers that must be read in it.

use isnad_extract::numbers::{NumberKind, NumberStage, Numbers};
use isnad_language::{Chart, Pack, Reader, embedded};
use isnad_model::Qualifier;
use proptest::prelude::*;

fn pack(language: &str) -> Pack {
    match embedded(language).expect("the language is built in") {
        Ok(pack) => pack,
        Err(faults) => panic!("{}", faults.iter().map(|f| f.to_string()).collect::<Vec<_>>().join("\n")),
    }
}

/// A value with at most four decimals.
fn rounded(value: f64) -> String {
    ((value * 1e4).round() / 1e4).to_string()
}

/// One number or bound as the case files write it.
fn written(numbers: &Numbers) -> String {
    let mut out: Vec<(usize, String)> = Vec::new();
    for n in &numbers.numbers {
        let f = n.figure;
        let end = |x: Option<u64>| x.map_or(String::new(), |x| x.to_string());
        let interval = format!("{}..{}", end(f.low), end(f.high));
        let value = match (n.kind, f.qualifier) {
            (NumberKind::Code, _) => String::new(),
            (NumberKind::Cardinal, Qualifier::Exact | Qualifier::None) => rounded(n.value),
            (NumberKind::Cardinal, q) => format!("{} {interval}", q.name()),
            (_, Qualifier::Exact | Qualifier::None) => rounded(n.value),
            (_, q) => match n.upper {
                Some(upper) => format!("{}..{}", rounded(n.value), rounded(upper)),
                None => format!("{} {}", q.name(), rounded(n.value)),
            },
        };
        let kind = if n.kind == NumberKind::Cardinal { "" } else { n.kind.mention() };
        out.push((n.range.start, format!("{kind} {value}").trim().to_owned()));
    }
    for b in &numbers.bounds {
        out.push((b.range.start, format!("bound {}", b.qualifier.name())));
    }
    out.sort();
    if out.is_empty() {
        return "-".to_owned();
    }
    out.into_iter().map(|(_, s)| s).collect::<Vec<_>>().join("; ")
}

fn check(language: &str, cases: &str, at_least: usize) {
    let pack = pack(language);
    let stage = NumberStage::new(&pack).expect("the pack's numbers are sound");
    let mut reader = Reader::default();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (line, case) in cases.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')) {
        let (text, expect) = case.split_once('\t').unwrap_or_else(|| panic!("line {} lacks its tab", line + 1));
        let mut chart = Chart::new(&pack, &mut reader, text);
        let got = written(&stage.read(&mut chart));
        count += 1;
        if got != expect.trim() {
            wrong.push(format!("{}: {text}\n    expected {expect}\n    read     {got}", line + 1));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} cases\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= at_least, "only {count} cases");
}

#[test]
fn arabic() {
    check("ar", include_str!("cases/numbers-ar.tsv"), 120);
}

#[test]
fn french() {
    check("fr", include_str!("cases/numbers-fr.tsv"), 70);
}

/// The lexicon's own examples, of this stage's file.
#[test]
fn rows_are_sound() {
    for language in ["ar", "fr"] {
        let faults = isnad_language::Check::run(&pack(language), |_, _| None).faults;
        let own = faults.iter().filter(|f| f.file == "lexicon/numbers.tsv").map(|f| f.to_string());
        let own: Vec<String> = own.collect();
        assert!(own.is_empty(), "{language}\n{}", own.join("\n"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]
    /// Any heap of number words, digits and marks: numbers do not overlap, intervals are in order, nothing panics.
    #[test]
    fn numbers_stand_apart(picks in prop::collection::vec(0usize..10_000, 0..40), glue in prop::collection::vec(any::<bool>(), 40)) {
        static PACK: std::sync::LazyLock<Pack> = std::sync::LazyLock::new(|| pack("ar"));
        let words: Vec<&str> = PACK.lexicon.entries().iter()
            .filter(|e| e.file == "lexicon/numbers.tsv").map(|e| e.lemma.as_str())
            .chain(["0", "7", "14", "007", "1.200", "2,5", "300", "2018", "-", "/", ":", ".", ",", "%", "+", "x"])
            .collect();
        let mut text = String::new();
        for (k, spaced) in picks.iter().zip(glue) {
            text.push_str(words[k % words.len()]);
            if spaced {
                text.push(' ');
            }
        }
        let stage = NumberStage::new(&PACK).expect("the pack's numbers are sound");
        let mut chart = Chart::new(&PACK, &mut Reader::default(), &text);
        let mut end = 0;
        for n in stage.read(&mut chart).numbers {
            prop_assert!(n.range.start >= end && n.range.end > n.range.start, "{text}");
            prop_assert!(n.range.start <= n.core.start && n.core.end <= n.range.end, "{text}");
            prop_assert!(n.value.is_finite() && (n.value >= 0.0 || n.kind == NumberKind::Relative), "{text}");
            if let (Some(low), Some(high)) = (n.figure.low, n.figure.high) {
                prop_assert!(low <= high, "{text}");
            }
            end = n.range.end;
        }
    }
}
