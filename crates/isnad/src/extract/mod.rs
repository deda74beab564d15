//! `isnad extract`: articles in, reports out, in the order of the input.

mod budget;
mod form;
mod pipeline;
mod summary;
mod table;

use crate::cli::{Extract, Format};
use crate::packs::{self, Complete};
use anyhow::{Context, Result, bail};
use form::Output;
use isnad_gather::Gather;
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
    let output = Output::new(format, BufWriter::with_capacity(1 << 16, sink), to_terminal);
    let jobs = options.jobs.or_else(|| available_parallelism().ok()).map_or(1, |n| n.get());
    let progress = summary::Progress::new(gather.size());
    pipeline::run(&opened.extractor, &complete, gather, jobs, output, progress)
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
