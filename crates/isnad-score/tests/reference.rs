//! The same figures as the reference scorer, where that lies beside the checkout.

use isnad_score::{read_all, score};
use std::path::Path;
use std::process::Command;

/// Our name of a figure and the reference's.
const NAMES: &[(&str, &str)] = &[
    ("event", "event"),
    ("main event", "main event"),
    ("location", "location"),
    ("perpetrator", "perpetrator"),
    ("target", "target"),
    ("tactics", "tactics"),
    ("targets", "targets"),
    ("claim", "claim"),
    ("claim: killed", "claim: killed"),
    ("claim with its whole source chain", "claim with its whole source chain"),
    ("date exact", "date exact (of matched events)"),
    ("type", "type (of matched events)"),
    ("sub-type", "sub-type (of matched events)"),
    ("articles without events left empty", "articles without events left empty"),
];

#[test]
fn agrees_with_the_reference() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let reference = root.join("../shared/tools/score.py");
    if !reference.is_file() {
        eprintln!("skipped: no reference scorer beside the checkout");
        return;
    }
    let gold = root.join("corpus/ar/gold");
    let folder = tempfile::tempdir().expect("a folder");
    // every second report of the gold, shifted a little, stands for a reading that is partly right
    let pred = folder.path().join("pred.jsonl");
    std::fs::write(&pred, imperfect(&gold)).expect("predictions");
    let mut command = Command::new("python3");
    command.arg(&reference).arg("--json").arg("--gold").arg(&gold).arg("--pred").arg(&pred);
    let Ok(output) = command.output() else {
        eprintln!("skipped: no python3");
        return;
    };
    let theirs: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the reference prints JSON");
    let ours = score(&read_all(&gold).expect("gold"), &read_all(&pred).expect("predictions"));
    for (name, score) in ours.iter() {
        let (_, key) = NAMES.iter().find(|(n, _)| *n == name).expect("every figure has a counterpart");
        let value = &theirs[*key];
        let expected = value.as_f64().or_else(|| value["f"].as_f64()).unwrap_or_else(|| panic!("{key}: {value}"));
        assert!((score.f1() - expected).abs() < 1e-9, "{name}: {} here, {expected} there", score.f1());
    }
}

/// The gold with faults, the same at every run: reports left out, figures, places and days changed.
fn imperfect(gold: &Path) -> String {
    let mut files: Vec<_> = std::fs::read_dir(gold).expect("gold").filter_map(|e| e.ok()).map(|e| e.path()).collect();
    files.sort();
    let mut out = String::new();
    for (k, file) in files.iter().enumerate() {
        let content = std::fs::read_to_string(file).expect("gold");
        let mut article: serde_json::Value = serde_json::from_str(&content).expect("gold");
        let extra = serde_json::json!({
            "main": false, "event_type": "Battles", "sub_event_type": "Armed clash", "date": null, "locations": [],
            "actors": [], "tactics": [], "targets": [], "claims": [],
        });
        let reports = article["reports"].as_array_mut().expect("reports");
        for (n, report) in reports.iter_mut().enumerate() {
            match (k + n) % 5 {
                0 => report["date"] = serde_json::Value::Null,
                1 => drop(report["locations"].as_array_mut().map(Vec::pop)),
                2 => drop(report["claims"].as_array_mut().map(|c| c.iter_mut().for_each(|c| c["high"] = 7.into()))),
                3 => report["sub_event_type"] = "Attack".into(),
                _ => drop(report["actors"].as_array_mut().map(Vec::pop)),
            }
        }
        if k % 4 == 0 {
            reports.pop();
        }
        if k % 6 == 0 {
            reports.insert(0, extra);
        }
        out.push_str(&article.to_string());
        out.push('\n');
    }
    out
}
