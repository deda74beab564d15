//! How fast a record is exported, from the file to the bytes of each format: 50,000 events of an invented archive.
//!
//! `make bench`. `ISNAD_BENCH_EVENTS` sets another size. Seconds are those of the processor, on one thread.

use cpu_time::ProcessTime;
use isnad_export::{Format, Options, Sink, export};
use isnad_reconcile::Policy;
use isnad_serve::exported;
use isnad_store::{Filter, Incoming, Original, Store, content};
use jiff::Timestamp;
use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

/// Events of the record unless told otherwise.
const EVENTS: usize = 50_000;
/// Reports for an event, in the invented archive.
const TOLD: f64 = 2.11;
/// Articles stored at once.
const BATCH: usize = 5_000;

/// Counts what is written and forgets it.
struct Counter<'c>(&'c mut u64);

impl Write for Counter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    // `cargo test --benches` only wants to see that it runs
    let small = std::env::args().any(|a| a == "--test");
    let events = std::env::var("ISNAD_BENCH_EVENTS").ok().and_then(|n| n.parse().ok());
    let events: usize = events.unwrap_or(if small { 300 } else { EVENTS });
    let folder = tempfile::tempdir()?;
    let mut store = Store::open(folder.path().join("bench.db"))?;
    fill(&mut store, (events as f64 * TOLD) as usize)?;
    let ids = store.event_ids(&Filter::default())?;
    println!("{} events, from the record", ids.len());
    println!("{:<26} {:>8} {:>10} {:>12}", "format", "seconds", "events/s", "MB written");
    let time = |name: &str, write: &dyn Fn(&mut u64) -> Done| -> Done {
        let (begin, mut bytes) = (ProcessTime::now(), 0);
        write(&mut bytes)?;
        let seconds = begin.elapsed().as_secs_f64();
        println!("{name:<26} {seconds:>8.2} {:>10.0} {:>12.1}", ids.len() as f64 / seconds, bytes as f64 / 1e6);
        Ok(())
    };
    let (store, all) = (&store, &ids);
    let accounts = |policy| all.iter().filter_map(move |id| store.account_of(*id, policy).transpose());
    time("(reading)", &|_| accounts(None).try_for_each(|account| account.map(|_| ())).map_err(Into::into))?;
    for format in Format::ALL {
        time(format.name(), &|bytes| {
            let all = accounts(None).map(|account| account.map(exported));
            export(format, all, &Options::default(), Sink::Stream(Counter(bytes)))?;
            Ok(())
        })?;
    }
    time("csv, figures chosen anew", &|bytes| {
        let all = accounts(Some(Policy::Conservative)).map(|account| account.map(exported));
        export(Format::Csv, all, &Options::default(), Sink::Stream(Counter(bytes)))?;
        Ok(())
    })
}

fn fill(store: &mut Store, reports: usize) -> Done {
    let archive = isnad_synthetic::archive(reports, 1);
    for batch in archive.articles.chunks(BATCH) {
        let mut incoming = Vec::with_capacity(batch.len());
        for extraction in batch {
            let article = isnad_synthetic::article(extraction);
            let original = Arc::new(Original::new(article.text.as_bytes()));
            let digest = content(&article);
            incoming.push(Incoming::new(article, digest, extraction.clone(), original, "bench".to_owned())?);
        }
        store.add(&incoming, Timestamp::now())?;
    }
    store.settle(Timestamp::now())?;
    Ok(())
}
