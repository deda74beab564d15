//! How fast the stage reads: `cargo run --release -p isnad-extract --example bench_numbers [FILE]`.
//! Without a file it reads the project's own case table over and over.

use isnad_extract::numbers::NumberStage;
use isnad_language::{Chart, Reader, embedded};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let own = include_str!("../tests/cases/numbers-ar.tsv");
    let file = std::env::args().nth(1);
    let source = match &file {
        Some(path) => std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}")),
        None => own.lines().filter_map(|l| l.split('\t').next()).collect::<Vec<_>>().join(".\n").repeat(20),
    };
    let pack = embedded("ar").expect("Arabic is built in").expect("the pack is sound");
    let stage = NumberStage::new(&pack).expect("the pack's numbers are sound");
    let mut reader = Reader::default();
    let (mut lookup, mut read, mut rounds, mut found) = (Duration::ZERO, Duration::ZERO, 0u32, 0);
    while lookup + read < Duration::from_secs(3) {
        let start = Instant::now();
        let mut chart = Chart::new(&pack, &mut reader, &source);
        lookup += start.elapsed();
        let start = Instant::now();
        found = black_box(stage.read(&mut chart)).numbers.len();
        read += start.elapsed();
        rounds += 1;
    }
    let megabytes = f64::from(rounds) * source.len() as f64 / 1e6;
    println!("{} bytes, {found} numbers, {rounds} rounds", source.len());
    println!("tokens and lexicon {:7.1} MB/s", megabytes / lookup.as_secs_f64());
    println!("numbers            {:7.1} MB/s", megabytes / read.as_secs_f64());
}
