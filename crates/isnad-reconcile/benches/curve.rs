//! How the time of reconciling grows: an invented archive of the Sahel of 10,000 to 300,000 reports, on one core.
//! Seconds are those of the processor, so that neighbours on the machine do not count.
//!
//! Prints for each size the seconds, the time per report, the growth against n log n, and how well the joins fit the
//! incidents that were drawn. `ISNAD_CURVE=10000,30000` asks for other sizes. Below it stands what a year costs that is
//! several times as dense.

use cpu_time::ProcessTime;
use isnad_model::Member;
use isnad_reconcile::{Policy, Rulings, Told, reconcile};
use isnad_synthetic::{Archive, archive, within};
use std::collections::HashMap;

const SIZES: &str = "10000,30000,100000,300000";
/// Reports of one year, where the archive has 30,000.
const DENSE: usize = 100_000;

fn main() {
    // `cargo test --benches` only wants to see that it runs
    let small = std::env::args().any(|a| a == "--test");
    let sizes = std::env::var("ISNAD_CURVE").unwrap_or_else(|_| if small { "1000" } else { SIZES }.to_owned());
    println!("reports   seconds   µs/report   × (n log n)   events   pairwise precision   recall");
    let mut first: Option<f64> = None;
    for size in sizes.split(',') {
        let Ok(n) = size.trim().parse::<usize>() else {
            eprintln!("ISNAD_CURVE: {size:?} is no number of reports; write it as 10000,30000");
            std::process::exit(2);
        };
        let (per, line) = row(&archive(n, 1));
        println!("{}", line(per / *first.get_or_insert(per)));
    }
    if !small {
        println!("a year of {DENSE} reports, three times as dense as the archive:");
        let (per, line) = row(&within(DENSE, 365, 1));
        println!("{}", line(first.map_or(1.0, |first| per / first)));
    }
}

/// Seconds per n log n, and a line that shows their ratio to those of the smallest size.
fn row(archive: &Archive) -> (f64, impl Fn(f64) -> String + use<>) {
    let told: Vec<Told> = archive.articles.iter().flat_map(Told::all).collect();
    let start = ProcessTime::now();
    let events = reconcile(&told, &Rulings::default(), Policy::Best);
    let seconds = start.elapsed().as_secs_f64();
    let (count, found) = (told.len(), events.len());
    let n = count as f64;
    let truth: HashMap<&Member, u32> = archive.truth.iter().map(|(m, i)| (m, *i)).collect();
    let groups = events.iter().map(|e| e.members.iter().map(|m| truth[m]).collect::<Vec<u32>>());
    let (right, joined) = groups.fold((0, 0), |(right, joined), group| {
        let mut by: HashMap<u32, u64> = HashMap::new();
        group.iter().for_each(|i| *by.entry(*i).or_default() += 1);
        let pairs = |n: u64| n * (n - 1) / 2;
        (right + by.values().map(|&n| pairs(n)).sum::<u64>(), joined + pairs(group.len() as u64))
    });
    let mut told_of: HashMap<u32, u64> = HashMap::new();
    truth.values().for_each(|i| *told_of.entry(*i).or_default() += 1);
    let all: u64 = told_of.values().map(|n| n * (n - 1) / 2).sum();
    let (precision, recall) = (right as f64 / joined.max(1) as f64, right as f64 / all.max(1) as f64);
    let line = move |growth: f64| {
        format!(
            "{count:>7}   {seconds:>7.2}   {:>9.1}   {growth:>11.2}   {found:>6}   {precision:>18.3}   {recall:>6.3}",
            seconds / n * 1e6,
        )
    };
    (seconds / (n * n.ln()), line)
}
