//! Hard pairs and clusters of `cases/pairs.txt`, in every order of their tellings, and the five articles that the project
//! began with.

mod cases;

use isnad_model::{Extraction, Member};
use isnad_reconcile::{Policy, Rulings, Told, reconcile, score};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn hard_cases_are_told_apart_and_joined() {
    let cases = cases::read(include_str!("cases/pairs.txt"));
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let found = groups(&case.told);
        let mut reversed = case.told.clone();
        reversed.reverse();
        assert_eq!(found, groups(&reversed), "{}: the order shows", case.name);
        for expected in &case.expected {
            let (expected, some) = match expected.strip_prefix('?') {
                Some(rest) => (rest, true),
                None => (expected.as_str(), false),
            };
            let expected: BTreeSet<BTreeSet<String>> =
                expected.split(';').map(|group| group.split_whitespace().map(name).collect()).collect();
            let listed: BTreeSet<&String> = expected.iter().flatten().collect();
            let found: BTreeSet<BTreeSet<String>> = found
                .iter()
                .map(|g| g.iter().filter(|m| !some || listed.contains(m)).cloned().collect::<BTreeSet<_>>())
                .filter(|g| !g.is_empty())
                .collect();
            if found != expected {
                wrong.push(format!(
                    "{}\n  found    {found:?}\n  expected {expected:?}\n{}",
                    case.name,
                    scores(&case.told)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// `a` is short for `a#0`.
fn name(member: &str) -> String {
    if member.contains('#') { member.to_owned() } else { format!("{member}#0") }
}

fn key(member: &Member) -> String {
    format!("{}#{}", member.article, member.report)
}

fn groups(told: &[Told]) -> BTreeSet<BTreeSet<String>> {
    let events = reconcile(told, &Rulings::default(), Policy::Best);
    events.iter().map(|e| e.members.iter().map(key).collect()).collect()
}

fn scores(told: &[Told]) -> String {
    let mut out = String::new();
    for (i, a) in told.iter().enumerate() {
        for b in &told[i + 1..] {
            let score = score(a, b).map_or_else(
                || "not even near".to_owned(),
                |m| {
                    let reasons: Vec<String> =
                        m.reasons.iter().map(|r| format!("{} {:+}", r.feature, r.weight)).collect();
                    format!("{:.1}: {}", m.score, reasons.join(", "))
                },
            );
            out.push_str(&format!("  {} {}: {score}\n", key(&a.member()), key(&b.member())));
        }
    }
    out
}

#[test]
fn the_first_two_seeds_are_one_event_and_the_others_are_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/dev/gold");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let read = |n: usize| {
        let text = std::fs::read_to_string(folder.join(format!("seed-{n}.json"))).expect("a seed");
        Told::all(&serde_json::from_str::<Extraction>(&text).expect("gold"))
    };
    let told: Vec<Told> = (0..5).flat_map(read).collect();
    let found = groups(&told);
    let joined: Vec<&BTreeSet<String>> = found.iter().filter(|g| g.len() > 1).collect();
    assert_eq!(joined, [&BTreeSet::from(["seed-0#0".to_owned(), "seed-1#0".to_owned()])]);
    assert_eq!(found.iter().map(BTreeSet::len).sum::<usize>(), told.len());
}
