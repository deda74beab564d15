//! Estimates of `cases/estimates.txt`, under each policy.

mod cases;

use isnad_model::{Measure, Of};
use isnad_reconcile::{Policy, Told, summarise};

#[test]
fn estimates_follow_their_rules() {
    let mut wrong = Vec::new();
    for case in cases::read(include_str!("cases/estimates.txt")) {
        for expected in &case.expected {
            let words: Vec<&str> = expected.split(' ').collect();
            let [policy, measure, of, low, best, high] = words.try_into().expect("policy measure class low best high");
            let policy = match policy {
                "conservative" => Policy::Conservative,
                "best" => Policy::Best,
                "latest" => Policy::Latest,
                "most-reported" => Policy::MostReported,
                _ => panic!("{}: no policy {policy}", case.name),
            };
            let members: Vec<&Told> = case.told.iter().collect();
            let event = summarise(&members, policy).expect("an event");
            let counted = (Measure::from_name(measure), Of::from_name(of));
            let estimate = event.estimates.iter().find(|e| (Some(e.measure), Some(e.of)) == counted);
            let estimate = estimate.unwrap_or_else(|| panic!("{}: no estimate of {measure} {of}", case.name));
            let number = |n: &str| if n == "-" { None } else { Some(n.parse::<u64>().expect("a number")) };
            let found = (estimate.low, estimate.best, estimate.high);
            if found != (number(low), number(best), number(high)) {
                wrong.push(format!("{}: {expected}\n  found {found:?}: {}", case.name, estimate.why));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
