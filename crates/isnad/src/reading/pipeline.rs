//! One thread cuts the input, many read articles, one takes what comes of them: in order, within a budget.

use super::budget::Budget;
use super::summary::{Progress, Summary};
use crate::packs::Complete;
use anyhow::Result;
use crossbeam_channel::{RecvTimeoutError, unbounded};
use isnad_extract::{Extractor, Worker};
use isnad_gather::{Gather, Kind, Located, Notice, Raw};
use isnad_model::{Article, Extraction};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// Pieces under way per worker, besides those that the sink takes together.
const PIECES: usize = 64;
/// Bytes of input under way in all.
const BYTES: usize = 64 << 20;
/// How often a sink is told that nothing comes.
const IDLE: Duration = Duration::from_millis(500);

/// What came of one piece of input.
pub struct Done<P> {
    /// What the sink gets, one per article.
    pub pieces: Vec<P>,
    /// What was odd.
    pub notices: Vec<Notice>,
    /// Articles in the piece.
    pub articles: usize,
    /// Reports in them.
    pub reports: usize,
}

/// What takes the pieces, in the order of the input.
pub trait Sink<P> {
    /// Takes what came of an article.
    fn take(&mut self, piece: P, progress: &Progress) -> Result<()>;
    /// Nothing is at hand just now.
    fn idle(&mut self, progress: &Progress) -> Result<()>;
    /// That was all.
    fn finish(&mut self, progress: &Progress) -> Result<()>;
}

/// Reads all input on `jobs` threads, each with a `worker` of its own, and hands what comes of it to the sink; the
/// counts of the run. Reading goes on while the sink is busy with a `batch`: as much as the next two hold may wait for it. When the sink fails, the program ends: `failed` says how.
pub fn run<P: Send, W: FnMut(Raw) -> Done<P>>(
    gather: Gather,
    jobs: usize,
    batch: usize,
    worker: impl Fn() -> W + Sync,
    sink: &mut impl Sink<P>,
    progress: Progress,
    failed: impl Fn(anyhow::Error, bool) -> i32,
) -> Summary {
    let budget = Budget::new(PIECES * jobs + 2 * batch, BYTES);
    // the budget bounds both channels
    let (send_raw, raws) = unbounded::<(u64, Raw)>();
    let (send_done, dones) = unbounded::<(u64, usize, Done<P>)>();
    let mut summary = Summary::new(progress);
    std::thread::scope(|scope| {
        let (budget, worker) = (&budget, &worker);
        scope.spawn(move || {
            for (number, raw) in (0..).zip(gather) {
                budget.take(raw.len());
                if send_raw.send((number, raw)).is_err() {
                    return;
                }
            }
        });
        for _ in 0..jobs {
            let (raws, send_done) = (raws.clone(), send_done.clone());
            scope.spawn(move || {
                let mut work = worker();
                for (number, raw) in raws {
                    let bytes = raw.len();
                    if send_done.send((number, bytes, work(raw))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((raws, send_done));
        let mut waiting: BTreeMap<u64, (usize, Done<P>)> = BTreeMap::new();
        let mut next = 0;
        let mut take = || -> Result<()> {
            loop {
                let (number, bytes, done) = match dones.try_recv() {
                    Ok(received) => received,
                    Err(_) => {
                        sink.idle(&summary.progress)?;
                        match dones.recv_timeout(IDLE) {
                            Ok(received) => received,
                            Err(RecvTimeoutError::Timeout) => continue,
                            Err(RecvTimeoutError::Disconnected) => return sink.finish(&summary.progress),
                        }
                    }
                };
                waiting.insert(number, (bytes, done));
                while let Some((bytes, done)) = waiting.remove(&next) {
                    next += 1;
                    budget.give(bytes);
                    summary.add(done.articles, done.reports, bytes as u64, &done.notices);
                    for piece in done.pieces {
                        sink.take(piece, &summary.progress)?;
                    }
                }
            }
        };
        if let Err(e) = take() {
            // the reading thread may wait for input for ever; nothing is left to be done with it
            std::process::exit(failed(e, summary.has_faults()));
        }
    });
    summary
}

/// Reads one article; a fault inside the program costs its reports and is told.
pub fn read<'e>(
    located: &mut Located,
    extractor: &'e Extractor,
    worker: &mut Worker<'e>,
    complete: &Complete<'_>,
    notices: &mut Vec<Notice>,
) -> Extraction {
    notices.extend(complete.complete(located));
    let article = &located.article;
    catch_unwind(AssertUnwindSafe(|| worker.extract(article))).unwrap_or_else(|_| {
        *worker = extractor.worker();
        let message = "an error inside the program stopped the reading; kept, with no reports; please report it";
        notices.push(Notice::new(Kind::Internal, located.place.clone(), message));
        worker.extract(&Article { title: String::new(), text: String::new(), ..article.clone() })
    })
}
