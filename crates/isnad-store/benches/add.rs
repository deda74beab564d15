//! How fast a record takes articles: many at once while it is filled, then one by one into 100,000 events, and one into a
//! crowd: `make bench`.
//!
//! Extractions are those of an invented archive (`isnad-synthetic`); `ISNAD_BENCH_EVENTS` sets another size. Times are from
//! the extraction to the batch on the disk: those of the wall, which neighbours on the machine lengthen, and those of the
//! processor, which leave out the waiting for the disk.

use cpu_time::ProcessTime;
use isnad_model::{DateRange, Extraction};
use isnad_store::{Filter, Incoming, Original, Store, content};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Events of the record unless told otherwise.
const EVENTS: usize = 100_000;
/// Reports for an event, in the invented archive.
const TOLD: f64 = 2.11;
/// Articles stored at once while the record is filled.
const BATCH: usize = 5_000;
/// Articles added one by one.
const SINGLE: usize = 300;
/// Articles of a crowd: all tell of one town and day.
const CROWD: usize = 3_000;

fn main() {
    // `cargo test --benches` only wants to see that it runs
    let small = std::env::args().any(|a| a == "--test");
    let events = std::env::var("ISNAD_BENCH_EVENTS").ok().and_then(|n| n.parse().ok());
    let events: usize = events.unwrap_or(if small { 500 } else { EVENTS });
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("bench.db");
    let reports = (events as f64 * TOLD) as usize;
    let mut store = Store::open(&record).expect("a record");
    filled(&mut store, &isnad_synthetic::archive(reports, 1).articles);
    let there = store.count(&Filter::default()).expect("a count");
    println!("{there} events, {} MB", megabytes(&record));

    let later: Vec<Extraction> = isnad_synthetic::archive(reports, 2).articles;
    let later: Vec<Incoming> = later.into_iter().take(2 * SINGLE).map(|e| incoming(e, "later-")).collect();
    let (warm, cold) = later.split_at(later.len() / 2);
    told("one article, record open", warm.iter().map(|one| added(&mut store, one)).collect());
    drop(store);
    let opened = |one| {
        timed(|| {
            let mut store = Store::open(&record).expect("a record");
            store.add(std::slice::from_ref(one), Timestamp::now()).expect("stored");
        })
    };
    told("one article, record opened for it", cold.iter().map(opened).collect());

    let mut crowd: Vec<Extraction> = isnad_synthetic::archive(if small { 200 } else { 2 * CROWD }, 3).articles;
    crowd.truncate(CROWD + CROWD / 100);
    crowd.iter_mut().for_each(into_one_town);
    let last = crowd.split_off(crowd.len() - crowd.len() / 100);
    let mut store = Store::open(folder.path().join("crowd.db")).expect("a record");
    println!("a crowd: {} articles that tell of one town and day", crowd.len());
    filled(&mut store, &crowd);
    let last: Vec<Incoming> = last.into_iter().map(|e| incoming(e, "last-")).collect();
    told("one article into the crowd", last.iter().map(|one| added(&mut store, one)).collect());
}

/// Puts articles into a record, batch by batch, and tells how fast.
fn filled(store: &mut Store, articles: &[Extraction]) {
    let (mut ready, mut stored) = (Took::default(), Took::default());
    for batch in articles.chunks(BATCH) {
        let mut made: Vec<Incoming> = Vec::new();
        ready.add(timed(|| made = batch.iter().map(|e| incoming(e.clone(), "")).collect()));
        stored.add(timed(|| drop(store.add(&made, Timestamp::now()).expect("stored"))));
    }
    stored.add(timed(|| assert!(store.settle(Timestamp::now()).is_ok())));
    let reports: usize = articles.iter().map(|a| a.reports.len()).sum();
    let rate = |time: Duration| reports as f64 / time.as_secs_f64();
    println!("filled with {reports} reports of {} articles, one thread, reports/s", articles.len());
    for (what, took) in [("made ready", ready), ("stored", stored)] {
        println!("  {what:<12} {:>7.0} by the processor   {:>7.0} by the wall", rate(took.processor), rate(took.wall));
    }
}

/// How long something took.
#[derive(Default, Clone, Copy)]
struct Took {
    processor: Duration,
    wall: Duration,
}

impl Took {
    fn add(&mut self, other: Took) {
        self.processor += other.processor;
        self.wall += other.wall;
    }
}

fn timed(work: impl FnOnce()) -> Took {
    let (wall, processor) = (Instant::now(), ProcessTime::now());
    work();
    Took { processor: processor.elapsed(), wall: wall.elapsed() }
}

fn added(store: &mut Store, one: &Incoming) -> Took {
    timed(|| drop(store.add(std::slice::from_ref(one), Timestamp::now()).expect("stored")))
}

fn told(what: &str, times: Vec<Took>) {
    println!("{what}, {} times, milliseconds", times.len());
    let processor: Vec<Duration> = times.iter().map(|t| t.processor).collect();
    let wall: Vec<Duration> = times.iter().map(|t| t.wall).collect();
    for (clock, mut times) in [("by the processor", processor), ("by the wall", wall)] {
        times.sort_unstable();
        let ms = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
        println!("  {clock:<18} median {:>7.2}   p95 {:>7.2}   most {:>7.2}", ms(0.5), ms(0.95), ms(1.0));
    }
}

fn incoming(extraction: Extraction, before: &str) -> Incoming {
    let extraction = Extraction { id: format!("{before}{}", extraction.id), ..extraction };
    let article = isnad_synthetic::article(&extraction);
    let original = Arc::new(Original::new(article.text.as_bytes()));
    let digest = content(&article);
    Incoming::new(article, digest, extraction, original, "bench".to_owned()).expect("an article")
}

/// All that an article tells happened on one day in one town.
fn into_one_town(article: &mut Extraction) {
    let day = jiff::civil::date(2025, 5, 3);
    article.published = Some(day);
    for report in &mut article.reports {
        report.date = Some(DateRange::day(day));
        for place in &mut report.locations {
            (place.lat, place.lon) = (Some(14.5), Some(0.5));
            place.country = Some("ML".to_owned());
        }
    }
}

fn megabytes(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |m| m.len()) >> 20
}
