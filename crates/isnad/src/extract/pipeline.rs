//! One thread cuts the input, many read articles, one writes: in order, within a budget.

use super::budget::Budget;
use super::form::{Output, Piece};
use super::summary::{Progress, Summary};
use crate::packs::Complete;
use anyhow::Result;
use crossbeam_channel::unbounded;
use isnad_extract::{Extractor, Worker};
use isnad_gather::{Gather, Kind, Notice, Raw};
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pieces under way per worker.
const PIECES: usize = 64;
/// Bytes of input under way in all.
const BYTES: usize = 64 << 20;

/// What came of one piece of input.
struct Done {
    bytes: usize,
    pieces: Vec<Piece>,
    notices: Vec<Notice>,
    articles: usize,
    reports: usize,
}

/// Reads all input and writes what comes of it; whether all of it was sound.
pub fn run<W: Write>(
    extractor: &Extractor,
    complete: &Complete<'_>,
    gather: Gather,
    jobs: usize,
    mut output: Output<W>,
    progress: Progress,
) -> Result<bool> {
    let budget = Budget::new(PIECES * jobs, BYTES);
    let form = output.form();
    // the budget bounds both channels
    let (send_raw, raws) = unbounded::<(u64, Raw)>();
    let (send_done, dones) = unbounded::<(u64, Done)>();
    let mut summary = Summary::new(progress);
    std::thread::scope(|scope| {
        let budget = &budget;
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
                let mut worker = extractor.worker();
                for (number, raw) in raws {
                    let done = read(raw, extractor, &mut worker, complete, |e, a| form.piece(e, a));
                    if send_done.send((number, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((raws, send_done));
        let mut waiting: BTreeMap<u64, Done> = BTreeMap::new();
        let mut next = 0;
        let mut write = || -> Result<()> {
            loop {
                let (number, done) = match dones.try_recv() {
                    Ok(received) => received,
                    Err(_) => {
                        // nothing at hand: let readers of the output have what there is
                        output.idle()?;
                        match dones.recv() {
                            Ok(received) => received,
                            Err(_) => return Ok(()),
                        }
                    }
                };
                waiting.insert(number, done);
                while let Some(done) = waiting.remove(&next) {
                    next += 1;
                    budget.give(done.bytes);
                    summary.add(done.articles, done.reports, done.bytes as u64, &done.notices);
                    for piece in done.pieces {
                        output.write(piece, &summary.progress)?;
                    }
                }
            }
        };
        let written = write().and_then(|()| output.finish(&summary.progress));
        if let Err(e) = &written {
            // the reading thread may wait for input for ever; nothing is left to be done with it
            if crate::is_broken_pipe(e) {
                std::process::exit(i32::from(summary.has_faults()));
            }
            eprintln!("isnad: cannot write the output: {e:#}");
            std::process::exit(i32::from(crate::USAGE));
        }
    });
    summary.finish();
    Ok(!summary.has_faults())
}

fn read<'e>(
    raw: Raw,
    extractor: &'e Extractor,
    worker: &mut Worker<'e>,
    complete: &Complete<'_>,
    mut piece: impl FnMut(&isnad_model::Extraction, &isnad_model::Article) -> Piece,
) -> Done {
    let bytes = raw.len();
    let reading = raw.read();
    let mut done =
        Done { bytes, pieces: Vec::new(), notices: reading.notices, articles: reading.articles.len(), reports: 0 };
    for mut located in reading.articles {
        done.notices.extend(complete.complete(&mut located));
        let article = &located.article;
        let extraction = catch_unwind(AssertUnwindSafe(|| worker.extract(article))).unwrap_or_else(|_| {
            *worker = extractor.worker();
            let message = "an error inside the program stopped the reading; kept, with no reports; please report it";
            done.notices.push(Notice::new(Kind::Internal, located.place.clone(), message));
            worker.extract(&isnad_model::Article { title: String::new(), text: String::new(), ..article.clone() })
        });
        done.reports += extraction.reports.len();
        done.pieces.push(piece(&extraction, article));
    }
    done
}
