//! The record that is served: invented, filled once, kept.

use isnad_model::{DateRange, Extraction};
use isnad_store::{Filter, Incoming, Original, Store, content};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// Articles stored at once.
const BATCH: usize = 5_000;

/// Events of one invented year; a larger record has several years.
const A_YEAR: usize = 25_000;

/// Reports that the generator writes for a thousand events, a little more than come of it.
const REPORTS_PER_THOUSAND: usize = 2_150;

/// A filled record.
#[derive(Debug)]
pub struct Bench {
    /// Its file.
    pub path: PathBuf,
    /// Ids of its events.
    pub ids: Vec<String>,
    /// How many claims its articles hold.
    pub claims: usize,
}

impl Bench {
    /// Size of the file.
    pub fn megabytes(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |m| m.len()) >> 20
    }
}

/// The record with so many events, filled now where it is not there yet.
pub fn record(events: usize) -> Bench {
    let folder = Path::new(env!("CARGO_BIN_EXE_isnad")).parent().expect("the program lies in a folder");
    let path = folder.join(format!("bench-serve-{events}.db"));
    if !path.exists() {
        let unfinished = folder.join(format!("bench-serve-{events}.unfinished.db"));
        fill(&unfinished, events);
        std::fs::rename(&unfinished, &path).expect("the record takes its name");
    }
    let store = Store::open_read_only(&path).expect("a record");
    let ids = store.event_ids(&Filter::default()).expect("ids").iter().map(ToString::to_string).collect();
    let mut claims = 0;
    store.each_claim(|_| claims += 1).expect("claims");
    Bench { path, ids, claims }
}

fn fill(path: &Path, events: usize) {
    for old in ["", "-wal", "-shm"] {
        // none there is as good as one removed
        let _ = std::fs::remove_file(format!("{}{old}", path.display()));
    }
    let begun = Instant::now();
    let mut store = Store::open(path).expect("a record");
    let years = events.div_ceil(A_YEAR);
    let reports = events * REPORTS_PER_THOUSAND / 1000 / years;
    for year in 0..years {
        let articles: Vec<Extraction> = isnad_synthetic::within(reports, 365, year as u64 + 1)
            .articles
            .into_iter()
            .map(|a| later(a, year))
            .collect();
        for batch in articles.chunks(BATCH) {
            let incoming: Vec<Incoming> = batch.iter().map(incoming).collect();
            store.add(&incoming, Timestamp::now()).expect("stored");
            eprintln!("year {} of {years}, {:.0} s", year + 1, begun.elapsed().as_secs_f64());
        }
    }
    store.settle(Timestamp::now()).expect("settled");
    println!("filled with {} reports in {:.0} s", reports * years, begun.elapsed().as_secs_f64());
}

/// The same article of a later year, under a name of its own.
fn later(mut article: Extraction, years: usize) -> Extraction {
    let move_day = |day: Date| day.saturating_add((years as i64).years());
    article.id = format!("{years}-{}", article.id);
    article.published = article.published.map(move_day);
    for report in &mut article.reports {
        report.date = report.date.map(|d| DateRange::new(move_day(d.start()), move_day(d.end()), d.precision()));
    }
    article
}

fn incoming(extraction: &Extraction) -> Incoming {
    let article = isnad_synthetic::article(extraction);
    let original = Arc::new(Original::new(article.text.as_bytes()));
    let digest = content(&article);
    Incoming::new(article, digest, extraction.clone(), original, "bench".to_owned()).expect("an article")
}
