//! `isnad ingest`: articles in, a record out; a batch at a time.

mod hands;
mod shelf;

use crate::cli::record::Ingest;
use crate::packs::{self, Complete};
use crate::reading::{self, Progress};
use crate::reconcile::policy;
use anyhow::{Result, bail};
use hands::Hands;
use isnad_gather::Gather;
use isnad_store::Store;
use jiff::Timestamp;
use shelf::Shelf;
use std::thread::available_parallelism;

/// Runs the command; whether all input was read as it stands.
pub fn run(options: &Ingest) -> Result<bool> {
    let path = &options.written.record.record;
    if let Some(input) = options.paths.iter().find(|p| crate::extract::same_file(p, path)) {
        bail!("{} is the record itself; name files of articles", input.display());
    }
    let mut store = Store::open_waiting(path, options.written.wait)?;
    if let Some(estimate) = options.estimate {
        store.set_policy(policy(estimate), Timestamp::now())?;
    }
    let opened = packs::open(&options.knowledge)?;
    let complete = Complete::new(&options.defaults, &opened.languages);
    let gather = Gather::new(options.paths.iter().cloned());
    let jobs = options.jobs.or_else(|| available_parallelism().ok()).map_or(1, |n| n.get());
    let progress = Progress::new(gather.size());
    let mut shelf = Shelf::new(store, options.batch.get(), options.format);
    let worker = || {
        let mut hands = Hands::new(&opened.extractor, &complete, options);
        move |raw| hands.read(raw)
    };
    let failed = |e: anyhow::Error, faults| {
        if crate::is_broken_pipe(&e) {
            return i32::from(faults);
        }
        eprintln!("isnad: {e:#}");
        i32::from(crate::USAGE)
    };
    let summary = reading::run(gather, jobs, options.batch.get(), worker, &mut shelf, progress, failed);
    summary.finish();
    shelf.tell(&summary)?;
    Ok(!summary.has_faults())
}
