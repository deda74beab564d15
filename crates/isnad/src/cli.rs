//! What can be asked of the program.

pub mod export;
pub mod record;
pub mod serve;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0  all input was read as it stands
  1  the run went to its end, yet some input had faults; each is told on standard error with its place
  2  wrong usage, or the run could not begin or go on (language packs, gazetteer, output)";

/// Reads Arabic, French and English news of armed conflict into coded reports, with who said what.
#[derive(Debug, Parser)]
#[command(name = "isnad", version, after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and print the reports found in them
    Extract(Extract),
    /// Show how one article was read: what each stage saw, and which rule made each value
    Explain(Explain),
    /// Join the reports of many articles into events, with estimates and contradictions
    Reconcile(Reconcile),
    /// Read articles into a record, and join their reports to its events
    Ingest(record::Ingest),
    /// List the events of a record
    Events(record::Events),
    /// Show everything a record knows of one event
    Show(record::Show),
    /// Write the events of a record in the layouts that other tools read
    Export(export::Export),
    /// Show what became of a record's events since a time
    Diff(record::Diff),
    /// Show a record in numbers
    Stats(record::Stats),
    /// Decide on events: merge, split, correct, confirm, reject, undo; and what to look at
    #[command(subcommand)]
    Review(record::Review),
    /// Look at the log of who did what to a record, and verify the record
    #[command(subcommand)]
    Audit(record::Audit),
    /// Serve a record: a page for people, a REST interface for programs
    Serve(serve::Serve),
    /// Make, list and take back tokens for a server's writers
    #[command(subcommand)]
    Token(serve::Token),
    /// Look at the language packs
    #[command(subcommand)]
    Language(Language),
}

/// Where knowledge comes from, for all commands that read articles.
#[derive(Debug, Args)]
pub struct Knowledge {
    /// Folder of language packs, one subfolder each, in place of those built in
    #[arg(long, value_name = "DIR")]
    pub languages: Option<PathBuf>,

    /// Table of places to add to the gazetteer built in; its entries win
    #[arg(long, value_name = "FILE")]
    pub places: Option<PathBuf>,
}

/// What is said of articles that do not say it themselves.
#[derive(Debug, Args)]
pub struct Defaults {
    /// Day of publication of articles that name none (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub published: Option<Date>,

    /// Language of articles that name none (ISO 639-1); else it is told by script and stop words
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Extract {
    /// Articles: JSONL, JSON, txt or md files (also .gz), folders of them, or - for standard input
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub defaults: Defaults,

    /// How to print [default: table on a terminal, jsonl elsewhere]
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    #[command(flatten)]
    pub knowledge: Knowledge,

    /// Threads that read articles [default: one per core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// File to write to, in place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: a row per report or event
    Table,
    /// One object a line per article or event
    Jsonl,
    /// One array of all
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Reconcile {
    /// What `isnad extract` printed: JSONL or JSON files (also .gz), folders of them, or - for standard input
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,

    /// How to print [default: table on a terminal, jsonl elsewhere]
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// Which figure stands for many in the column `best`
    #[arg(long, value_enum, value_name = "POLICY", default_value_t = Estimates::Best)]
    pub estimate: Estimates,

    /// File to write to, in place of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Estimates {
    /// The least figure that a trusted voice gives
    Conservative,
    /// The figure of the best placed sources
    Best,
    /// The figure told last
    Latest,
    /// The figure that most independent voices tell
    MostReported,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Explain {
    /// The article: JSONL, JSON, txt or md, or - for standard input; of several articles each is explained
    #[arg(value_name = "PATH")]
    pub path: PathBuf,

    #[command(flatten)]
    pub defaults: Defaults,

    /// How to print
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,

    #[command(flatten)]
    pub knowledge: Knowledge,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Prose {
    /// For people
    Text,
    /// One object per article or file
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Language {
    /// Compile packs and run the examples and counter-examples of every row
    Check(Check),
    /// Show the packs at hand
    List(List),
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Check {
    /// Packs: a code of a built-in pack, a pack's folder, or a folder of packs [default: all built in]
    #[arg(value_name = "DIR|CODE")]
    pub packs: Vec<String>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

#[derive(Debug, Args)]
pub struct List {
    /// Folder of language packs, one subfolder each, in place of those built in
    #[arg(long, value_name = "DIR")]
    pub languages: Option<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no day of the calendar; write it as YYYY-MM-DD".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_commands_fit_together() {
        Cli::command().debug_assert();
    }
}
