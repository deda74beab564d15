//! `isnad extract`: articles in, reports out, in the order of the input.

mod form;
mod table;

use crate::cli::{Extract, Format};
use crate::packs::{self, Complete};
use crate::reading::{self, Done, Progress};
use anyhow::{Context, Result, bail};
use form::{Form, Output, Piece};
use isnad_extract::{Extractor, Worker};
use isnad_gather::{Gather, Raw};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread::available_parallelism;

pub use table::{date, figure, hedge, tidy};

/// Runs the command; whether all input was read as it stands.
pub fn run(options: &Extract) -> Result<bool> {
    let paths = inputs(options)?;
    let to_terminal = options.output.is_none() && io::stdout().is_terminal();
    let format = format(options, to_terminal);
    let opened = packs::open(&options.knowledge)?;
    let complete = Complete::new(&options.defaults, &opened.languages);
    let gather = Gather::new(paths);
    let sink: Box<dyn Write> = match &options.output {
        Some(path) => Box::new(File::create(path).with_context(|| format!("cannot write to {}", path.display()))?),
        None => Box::new(io::stdout()),
    };
    let mut output = Output::new(format, BufWriter::with_capacity(1 << 16, sink), to_terminal);
    let jobs = options.jobs.or_else(|| available_parallelism().ok()).map_or(1, |n| n.get());
    let progress = Progress::new(gather.size());
    let form = output.form();
    let extractor = &opened.extractor;
    let worker = || {
        let mut worker = extractor.worker();
        let complete = &complete;
        move |raw: Raw| articles(raw, extractor, &mut worker, complete, form)
    };
    let summary = reading::run(gather, jobs, 1, worker, &mut output, progress, |e, faults| {
        if crate::is_broken_pipe(&e) {
            return i32::from(faults);
        }
        eprintln!("isnad: cannot write the output: {e:#}");
        i32::from(crate::USAGE)
    });
    summary.finish();
    Ok(!summary.has_faults())
}

fn articles<'e>(
    raw: Raw,
    extractor: &'e Extractor,
    worker: &mut Worker<'e>,
    complete: &Complete<'_>,
    form: Form,
) -> Done<Piece> {
    let read = raw.read();
    let articles = read.articles.len();
    let mut done = Done { pieces: Vec::with_capacity(articles), notices: read.notices, articles, reports: 0 };
    for mut located in read.articles {
        let extraction = reading::read(&mut located, extractor, worker, complete, &mut done.notices);
        done.reports += extraction.reports.len();
        done.pieces.push(form.piece(&extraction, &located.article));
    }
    done
}

fn inputs(options: &Extract) -> Result<Vec<PathBuf>> {
    if options.paths.is_empty() {
        if io::stdin().is_terminal() {
            bail!("name files or folders of articles, or - for standard input; `isnad extract --help` tells more");
        }
        return Ok(vec![PathBuf::from("-")]);
    }
    if let Some(output) = &options.output
        && let Some(input) = options.paths.iter().find(|p| same_file(p, output))
    {
        bail!("{} is read from, so it cannot be written to; name another --output", input.display());
    }
    Ok(options.paths.clone())
}

/// Whether two paths lead to one file.
pub fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn format(options: &Extract, to_terminal: bool) -> Format {
    if let Some(format) = options.format {
        return format;
    }
    let ending = options.output.as_ref().and_then(|p| p.extension()).and_then(|e| e.to_str());
    match ending {
        Some("json") => Format::Json,
        _ if to_terminal => Format::Table,
        _ => Format::Jsonl,
    }
}
