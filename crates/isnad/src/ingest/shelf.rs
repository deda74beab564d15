//! Puts articles into the record, batch by batch, and tells what was done.

use super::hands::Piece;
use crate::cli::record::Told;
use crate::reading::{Progress, Sink, Summary, counted};
use anyhow::Result;
use isnad_store::{Batch, Incoming, Store};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;
use std::time::{Duration, Instant};

/// A batch that waits for more input no longer than this is stored as it is.
const PATIENCE: Duration = Duration::from_secs(2);

/// Stores batches.
pub struct Shelf {
    store: Store,
    size: usize,
    format: Told,
    waiting: Vec<Incoming>,
    since: Instant,
    known: usize,
    sum: Sum,
}

/// What all batches together did.
#[derive(Debug, Default, Serialize)]
struct Sum {
    batches: usize,
    new: usize,
    changed: usize,
    reread: usize,
    superseded: usize,
    unchanged: usize,
    reports: usize,
    joined: usize,
    events_new: usize,
    events_changed: usize,
    events_gone: usize,
}

#[derive(Serialize)]
struct Line<'a> {
    batch: usize,
    #[serde(flatten)]
    done: &'a Batch,
}

#[derive(Serialize)]
struct End<'a> {
    done: bool,
    #[serde(flatten)]
    sum: &'a Sum,
    faults: bool,
}

impl Shelf {
    pub fn new(store: Store, size: usize, format: Told) -> Self {
        let waiting = Vec::with_capacity(size);
        Self { store, size, format, waiting, since: Instant::now(), known: 0, sum: Sum::default() }
    }

    fn store(&mut self, progress: &Progress) -> Result<()> {
        if self.waiting.is_empty() && self.known == 0 {
            return Ok(());
        }
        let mut batch = self.store.add(&self.waiting, Timestamp::now())?;
        batch.unchanged += self.known;
        self.waiting.clear();
        self.known = 0;
        let sum = &mut self.sum;
        sum.batches += 1;
        sum.new += batch.new.len();
        sum.changed += batch.changed.len();
        sum.reread += batch.reread.len();
        sum.superseded += batch.superseded.len();
        sum.unchanged += batch.unchanged;
        sum.reports += batch.reports;
        sum.joined += batch.joined;
        sum.events_new += batch.events_new;
        sum.events_changed += batch.events_changed;
        sum.events_gone += batch.events_gone;
        for (ids, what) in [
            (&batch.changed, "has changed; its new words count from now on"),
            (
                &batch.superseded,
                "stands twice in this run with different words; those of the later day of publication count",
            ),
        ] {
            for id in ids {
                progress.around(|| eprintln!("isnad: article {id} {what}"));
            }
        }
        if self.format == Told::Jsonl {
            line(&Line { batch: self.sum.batches, done: &batch })?;
        }
        Ok(())
    }

    /// Tells at the end what was done.
    pub fn tell(&self, summary: &Summary) -> Result<()> {
        let sum = &self.sum;
        if self.format != Told::Text {
            return line(&End { done: true, sum, faults: summary.has_faults() });
        }
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "articles: {} new, {} changed, {} unchanged{}{}",
            sum.new,
            sum.changed,
            sum.unchanged,
            if sum.reread > 0 { format!(", {} read anew to another result", sum.reread) } else { String::new() },
            if sum.superseded > 0 { format!(", {} twice with different words", sum.superseded) } else { String::new() }
        )?;
        writeln!(out, "reports:  {} read, {} joined others in an event", sum.reports, sum.joined)?;
        writeln!(
            out,
            "events:   {} new, {} told anew, {} gone into others",
            sum.events_new, sum.events_changed, sum.events_gone
        )?;
        let stored = counted((sum.new + sum.changed) as u64, "article");
        writeln!(out, "record:   {stored} stored in {}, {}", self.store.path().display(), batches(sum.batches))?;
        Ok(())
    }
}

impl Sink<Piece> for Shelf {
    fn take(&mut self, piece: Piece, progress: &Progress) -> Result<()> {
        if self.waiting.is_empty() && self.known == 0 {
            self.since = Instant::now();
        }
        match piece {
            Piece::Article(incoming) => self.waiting.push(*incoming),
            Piece::Known => self.known += 1,
            Piece::Failed(e) => return Err(e.into()),
        }
        if self.waiting.len() + self.known >= self.size {
            self.store(progress)?;
        }
        Ok(())
    }

    fn idle(&mut self, progress: &Progress) -> Result<()> {
        if self.since.elapsed() >= PATIENCE {
            self.store(progress)?;
        }
        Ok(())
    }

    fn finish(&mut self, progress: &Progress) -> Result<()> {
        self.store(progress)?;
        self.store.settle(Timestamp::now())?;
        Ok(())
    }
}

/// A line of JSON, passed on at once: whoever reads it can rely on it.
fn line(value: &impl Serialize) -> Result<()> {
    let mut text = serde_json::to_string(value)?;
    text.push('\n');
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

fn batches(n: usize) -> String {
    if n == 1 { "1 batch".to_owned() } else { format!("{n} batches") }
}
