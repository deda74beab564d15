//! A toll of several incidents told in headline or lead, which further down are told one by one or as the sum of a long run:
//! it is of none of them.

use crate::reading::Reading;
use crate::statements::alike;
use crate::worth::MASS;
use isnad_model::{Claim, DateRange, Evidence, Field, Measure, Qualifier, Report};

/// Moves to the aggregates what headline or lead sums up of several reports, or of what is counted over a long run further down.
pub(crate) fn sums(r: &Reading<'_>, reports: &mut [Report], aggregates: &mut Vec<Claim>) {
    let lead = lead_end(r);
    let led = |e: &Evidence| !e.rule.starts_with("claims:") || e.field == Field::Title || (e.end as usize) <= lead;
    for k in 0..reports.len() {
        let run = |c: &Claim| c.figure.low.is_some_and(|n| n >= MASS) && aggregates.iter().any(|a| same(a, c));
        let sum = |c: &Claim| c.evidence.iter().all(led) && (run(c) || sum_of_parts(c, k, reports));
        let moved: Vec<usize> = (0..reports[k].claims.len()).filter(|i| sum(&reports[k].claims[*i])).collect();
        for i in moved.into_iter().rev() {
            let claim = reports[k].claims.remove(i);
            match aggregates.iter_mut().find(|a| same(a, &claim)) {
                Some(a) if a.sources.len() < claim.sources.len() => *a = claim,
                Some(_) => {}
                None => aggregates.push(claim),
            }
        }
    }
}

/// Whether two claims give one figure.
fn same(a: &Claim, c: &Claim) -> bool {
    (a.measure, a.figure.low, a.figure.high) == (c.measure, c.figure.low, c.figure.high) && alike(a.of, c.of)
}

/// Where the first sentence of the body ends in it.
fn lead_end(r: &Reading<'_>) -> usize {
    if r.sentences() <= r.title_sentences {
        return 0;
    }
    r.chart.bytes(r.sentence(r.title_sentences)).end.saturating_sub(r.title_bytes + 1)
}

/// Days between the parts of a sum at most.
const DAYS: i32 = 2;

/// Sums of parts that are looked at together at most.
const SUMS: usize = 512;

/// Whether a claim of a report counts what two or more reports of those days tell one by one.
fn sum_of_parts(c: &Claim, k: usize, reports: &[Report]) -> bool {
    let counted = matches!(c.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded);
    let Some(n) = c.figure.low.filter(|n| counted && *n > 1 && c.figure.qualifier != Qualifier::Vague) else {
        return false;
    };
    let overlap = |x: &Report| x.date.zip(reports[k].date).is_some_and(|(a, b)| a.overlaps(&b));
    let soon = |x: &Report| {
        let days = |a: DateRange, b: DateRange| (a.start() - b.end()).get_days().max((b.start() - a.end()).get_days());
        x.main && x.date.zip(reports[k].date).is_some_and(|(a, b)| days(a, b) <= DAYS)
    };
    let part = |x: &Claim| x.measure == c.measure && alike(x.of, c.of) && x.figure.qualifier == Qualifier::Exact;
    let parts = |x: &Report| x.claims.iter().filter(|c| part(c)).filter_map(|c| c.figure.low).collect::<Vec<u64>>();
    let of_day: Vec<Vec<u64>> = reports.iter().filter(|x| overlap(x)).map(parts).collect();
    let two = (0..of_day.len())
        .any(|i| of_day[i + 1..].iter().any(|other| of_day[i].iter().any(|a| *a < n && other.contains(&(n - a)))));
    // told a second time it is the toll of one
    let again = reports[k].claims.iter().filter(|x| part(x) && x.figure.low == Some(n)).count() > 1;
    two || n > 2 && !again && reaches(n, &reports.iter().filter(|x| soon(x)).map(parts).collect::<Vec<_>>())
}

/// Whether one figure of each of two reports or more make up a number.
fn reaches(n: u64, reports: &[Vec<u64>]) -> bool {
    // what has been reached, and by how many reports: none, one, more
    let mut reached = vec![(0_u64, 0_u8)];
    for figures in reports {
        for i in 0..reached.len() {
            let (sum, parts) = reached[i];
            for a in figures {
                let next = (sum + a, (parts + 1).min(2));
                if *a > 0 && next.0 <= n && reached.len() < SUMS && !reached.contains(&next) {
                    reached.push(next);
                }
            }
        }
    }
    reached.contains(&(n, 2))
}
