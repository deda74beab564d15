//! `isnad reconcile`: reports of many articles in, events out; no store.

mod input;
pub mod table;

use crate::cli::{Estimates, Format, Reconcile};
use anyhow::{Context, Result, bail};
use isnad_model::Event;
use isnad_reconcile::{Policy, Rulings, reconcile};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

/// Runs the command; whether all input was read as it stands.
pub fn run(options: &Reconcile) -> Result<bool> {
    let paths = paths(options)?;
    let read = input::read(&paths);
    for fault in &read.faults {
        eprintln!("{fault}");
    }
    let events = reconcile(&read.told, &Rulings::default(), policy(options.estimate));
    let to_terminal = options.output.is_none() && io::stdout().is_terminal();
    let sink: Box<dyn Write> = match &options.output {
        Some(path) => Box::new(File::create(path).with_context(|| format!("cannot write to {}", path.display()))?),
        None => Box::new(io::stdout()),
    };
    let format = options.format.unwrap_or(if to_terminal { Format::Table } else { Format::Jsonl });
    write(&events, format, BufWriter::new(sink)).context("cannot write the output")?;
    let joined = events.iter().filter(|e| e.members.len() > 1).count();
    eprintln!(
        "{} reports of {} articles are {} events, {joined} of them told by more than one",
        read.told.len(),
        read.articles,
        events.len()
    );
    Ok(read.faults.is_empty())
}

fn paths(options: &Reconcile) -> Result<Vec<PathBuf>> {
    if options.paths.is_empty() {
        if io::stdin().is_terminal() {
            bail!(
                "name files that `isnad extract` wrote, or - for standard input; `isnad reconcile --help` tells more"
            );
        }
        return Ok(vec![PathBuf::from("-")]);
    }
    if let Some(output) = &options.output
        && let Some(input) = options.paths.iter().find(|p| crate::extract::same_file(p, output))
    {
        bail!("{} is read from, so it cannot be written to; name another --output", input.display());
    }
    Ok(options.paths.clone())
}

/// The policy of that name.
pub fn policy(estimates: Estimates) -> Policy {
    match estimates {
        Estimates::Conservative => Policy::Conservative,
        Estimates::Best => Policy::Best,
        Estimates::Latest => Policy::Latest,
        Estimates::MostReported => Policy::MostReported,
    }
}

fn write(events: &[Event], format: Format, mut sink: impl Write) -> Result<()> {
    match format {
        Format::Table => sink.write_all(table::of(events).as_bytes())?,
        Format::Jsonl => {
            for event in events {
                serde_json::to_writer(&mut sink, event)?;
                sink.write_all(b"\n")?;
            }
        }
        Format::Json => {
            serde_json::to_writer_pretty(&mut sink, events)?;
            sink.write_all(b"\n")?;
        }
    }
    sink.flush()?;
    Ok(())
}
