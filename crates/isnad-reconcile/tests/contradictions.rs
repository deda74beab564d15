//! Contradictions of `cases/contradictions.txt`: which kinds are found, over all cases.

mod cases;

use isnad_reconcile::{Policy, Told, summarise};
use std::collections::BTreeSet;

#[test]
fn contradictions_are_found_and_not_invented() {
    let cases = cases::read(include_str!("cases/contradictions.txt"));
    let without = cases.iter().filter(|c| c.expected == ["none"]).count();
    assert!(cases.len() >= 30 && without * 2 >= cases.len() - 1, "{without} of {} without", cases.len());
    let (mut right, mut found, mut expected) = (0, 0, 0);
    let mut wrong = Vec::new();
    for case in &cases {
        let members: Vec<&Told> = case.told.iter().collect();
        let event = summarise(&members, Policy::Best).expect("an event");
        let told: BTreeSet<String> = event
            .contradictions
            .iter()
            .map(|c| match c.measure {
                Some(measure) => format!("{}: {}", c.kind.name(), measure.name()),
                None => c.kind.name().to_owned(),
            })
            .collect();
        let wanted: BTreeSet<String> = case.expected.iter().filter(|e| *e != "none").cloned().collect();
        right += told.intersection(&wanted).count();
        found += told.len();
        expected += wanted.len();
        if told != wanted {
            wrong.push(format!("{}\n  found    {told:?}\n  expected {wanted:?}", case.name));
        }
        for contradiction in &event.contradictions {
            assert!(!contradiction.members.is_empty() && !contradiction.text.is_empty(), "{}", case.name);
            assert!(
                contradiction.measure.is_none() || contradiction.claims.len() >= 2,
                "{}: names no claims",
                case.name
            );
        }
    }
    let (precision, recall) = (right as f64 / found as f64, right as f64 / expected as f64);
    println!("{} cases: precision {precision:.3}, recall {recall:.3}\n{}", cases.len(), wrong.join("\n"));
    assert!(precision >= 0.9 && recall >= 0.9, "precision {precision:.3}, recall {recall:.3}\n{}", wrong.join("\n"));
}
