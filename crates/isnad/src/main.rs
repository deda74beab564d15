//! The command line of Isnad: thin, all knowledge lies in the crates below it.

mod bidi;
mod cli;
mod explain;
mod export;
mod extract;
mod ingest;
mod language;
mod packs;
mod reading;
mod reconcile;
mod record;
mod serve;

use clap::Parser;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Every article is many small vectors and strings that live as long as it is read.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Everything was read as it stands.
const OK: u8 = 0;
/// The run went to its end, yet some input had faults.
const FAULTS: u8 = 1;
/// Wrong usage, or the run could not begin or go on.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let done = match cli::Cli::parse().command {
        cli::Command::Extract(options) => extract::run(&options),
        cli::Command::Explain(options) => explain::run(&options),
        cli::Command::Reconcile(options) => reconcile::run(&options),
        cli::Command::Ingest(options) => ingest::run(&options),
        cli::Command::Events(options) => record::events(&options),
        cli::Command::Show(options) => record::show(&options),
        cli::Command::Export(options) => export::run(&options),
        cli::Command::Diff(options) => record::diff(&options),
        cli::Command::Stats(options) => record::stats(&options),
        cli::Command::Review(options) => record::review(&options),
        cli::Command::Audit(options) => record::audit(&options),
        cli::Command::Serve(options) => serve::run(&options),
        cli::Command::Token(options) => serve::token(&options),
        cli::Command::Language(cli::Language::Check(options)) => language::check(&options),
        cli::Command::Language(cli::Language::List(options)) => language::list(&options),
    };
    match done {
        Ok(true) => ExitCode::from(OK),
        Ok(false) => ExitCode::from(FAULTS),
        // whoever read our output has seen enough
        Err(e) if is_broken_pipe(&e) => ExitCode::from(OK),
        Err(e) => {
            eprintln!("isnad: {e:#}");
            ExitCode::from(USAGE)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |e: &(dyn std::error::Error + 'static)| match e.downcast_ref::<serde_json::Error>() {
        // it does not name the fault of the pipe among its causes
        Some(e) => e.io_error_kind(),
        None => e.downcast_ref::<std::io::Error>().map(std::io::Error::kind),
    };
    error.chain().any(|e| kind(e) == Some(std::io::ErrorKind::BrokenPipe))
}
