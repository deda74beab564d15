//! What can be asked of a record.

use super::{Defaults, Estimates, Knowledge, Prose};
use clap::{Args, Subcommand, ValueEnum};
use isnad_store::{ActorFilter, Bounds, Threshold};
use jiff::civil::Date;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::time::Duration;

pub const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  done, yet there were faults: of the input, each told with its place, or of the record that was looked through
  2  wrong usage, or the record cannot be used; nothing that was stored before is lost";

/// The record.
#[derive(Debug, Args)]
pub struct Record {
    /// The record: one file
    #[arg(long, short, value_name = "FILE")]
    pub record: PathBuf,
}

/// A record that is written to.
#[derive(Debug, Args)]
pub struct Written {
    #[command(flatten)]
    pub record: Record,

    /// How long to wait for another program that writes to the record
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub wait: Duration,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Ingest {
    /// Articles: JSONL, JSON, txt or md files (also .gz), folders of them, or - for standard input
    #[arg(value_name = "PATHS", required = true)]
    pub paths: Vec<PathBuf>,

    #[command(flatten)]
    pub written: Written,

    #[command(flatten)]
    pub defaults: Defaults,

    #[command(flatten)]
    pub knowledge: Knowledge,

    /// Threads that read articles [default: one per core]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Articles that are stored together: all of them or none
    #[arg(long, value_name = "N", default_value = "500")]
    pub batch: NonZeroUsize,

    /// From now on, which figure of the record's events stands for many
    #[arg(long, value_enum, value_name = "POLICY")]
    pub estimate: Option<Estimates>,

    /// Read articles anew that the record has: with a newer program or newer packs. Ids and decisions stay
    #[arg(long)]
    pub reread: bool,

    /// How to tell what was done; jsonl has a line for each batch, printed once it is on the disk
    #[arg(long, value_enum, default_value_t = Told::Text)]
    pub format: Told,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Told {
    /// For people
    Text,
    /// One object at the end
    Json,
    /// One object a line
    Jsonl,
}

/// Which events.
#[derive(Debug, Args)]
pub struct Conditions {
    /// One of its places lies in this country (ISO 3166 code); may be given several times
    #[arg(long, value_name = "CC")]
    pub country: Vec<String>,

    /// Part of a place's name, in any spelling that articles use
    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,

    /// One of its places lies in this box of degrees
    #[arg(long = "box", value_name = "WEST,SOUTH,EAST,NORTH", allow_hyphen_values = true)]
    pub within: Option<Bounds>,

    /// It may have happened on this day or later
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,

    /// It may have happened on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,

    /// Event type or sub-event type of the codebook; may be given several times
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,

    /// Takes part: an id of the codebook or its beginning (state:ML), also with a part (jnim=perpetrator); several: all
    #[arg(long, value_name = "ACTOR")]
    pub actor: Vec<ActorFilter>,

    /// A bound on a figure, as killed>=10 or killed:civilians>=10; several: all
    #[arg(long, value_name = "BOUND")]
    pub figure: Vec<Threshold>,

    /// Words of its articles, all of them; "…" for words in a row, * for the rest of a word
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,

    /// New or changed since then: a time, a day, or how long ago (2h, 3d)
    #[arg(long, value_name = "TIME")]
    pub changed_since: Option<String>,

    /// Only what a person has confirmed
    #[arg(long)]
    pub confirmed: bool,

    /// Also what a person has rejected
    #[arg(long)]
    pub rejected: bool,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Events {
    #[command(flatten)]
    pub record: Record,

    #[command(flatten)]
    pub conditions: Conditions,

    /// What to order by
    #[arg(long, value_enum, default_value_t = Order::Date)]
    pub sort: Order,

    /// The other way round
    #[arg(long)]
    pub descending: bool,

    /// So many at most
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroU32>,

    /// Which figure stands for many [default: as the record is set]
    #[arg(long, value_enum, value_name = "POLICY")]
    pub estimate: Option<Estimates>,

    /// How to print [default: table on a terminal, jsonl elsewhere]
    #[arg(long, value_enum)]
    pub format: Option<Listed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Order {
    /// First day
    Date,
    /// When the record last changed it
    Changed,
    /// The greatest number killed
    Killed,
    /// How many independent voices tell it
    Voices,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// For people: a row per event
    Table,
    /// One array of all
    Json,
    /// One object a line
    Jsonl,
    /// For spreadsheets: a row per event
    Csv,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Show {
    /// Id of the event, old or new, or the beginning of one
    #[arg(value_name = "EVENT")]
    pub event: String,

    #[command(flatten)]
    pub record: Record,

    /// Which figure stands for many [default: as the record is set]
    #[arg(long, value_enum, value_name = "POLICY")]
    pub estimate: Option<Estimates>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Diff {
    #[command(flatten)]
    pub record: Record,

    /// A time (2026-11-21T14:00:00Z), a day, or how long ago (2h, 3d)
    #[arg(long, value_name = "TIME")]
    pub since: String,

    /// How to print
    #[arg(long, value_enum, default_value_t = Told::Text)]
    pub format: Told,
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Stats {
    #[command(flatten)]
    pub record: Record,

    /// How to print
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

#[derive(Debug, Subcommand)]
pub enum Review {
    /// Pairs of events that may be one, nearest first, with the reasons
    Suggestions(Suggestions),
    /// All decisions, with their numbers
    List(Stats),
    /// These events are one
    Merge(Merge),
    /// Some reports of an event tell another one
    Split(Split),
    /// These two events are not one: they are not suggested again, nor joined
    Apart(Apart),
    /// A field of an event is otherwise
    Correct(Correct),
    /// A person has checked the event; its reports stay together
    Confirm(One),
    /// It is no event; it is kept, and not shown unless asked for
    Reject(One),
    /// A decision does not hold any longer
    Undo(Undo),
}

#[derive(Debug, Args)]
pub struct Suggestions {
    #[command(flatten)]
    pub record: Record,

    /// So many at most
    #[arg(long, value_name = "N", default_value = "50")]
    pub limit: usize,

    /// How to print
    #[arg(long, value_enum, default_value_t = Told::Text)]
    pub format: Told,
}

/// Who decides, and for what reason.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Reason {
    #[command(flatten)]
    pub written: Written,

    /// The reason
    #[arg(long, value_name = "WORDS")]
    pub why: String,

    /// Who decides [default: the user of the system]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,

    /// How to tell what came of it
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

#[derive(Debug, Args)]
pub struct Merge {
    /// Their ids
    #[arg(value_name = "EVENT", required = true, num_args = 2..)]
    pub events: Vec<String>,

    #[command(flatten)]
    pub reason: Reason,
}

#[derive(Debug, Args)]
pub struct Split {
    /// Its id
    #[arg(value_name = "EVENT")]
    pub event: String,

    /// The reports to take out, as `isnad show` names them: ARTICLE#NUMBER
    #[arg(value_name = "REPORT", required = true)]
    pub reports: Vec<String>,

    #[command(flatten)]
    pub reason: Reason,
}

#[derive(Debug, Args)]
pub struct Apart {
    /// The one
    #[arg(value_name = "EVENT")]
    pub a: String,

    /// The other
    #[arg(value_name = "EVENT")]
    pub b: String,

    #[command(flatten)]
    pub reason: Reason,
}

#[derive(Debug, Args)]
pub struct Correct {
    /// Its id
    #[arg(value_name = "EVENT")]
    pub event: String,

    #[command(flatten)]
    pub field: CorrectField,

    #[command(flatten)]
    pub reason: Reason,
}

/// One field a decision, so that each can be undone on its own.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct CorrectField {
    /// When: a day, FIRST..LAST, or none where nobody knows
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// What: a sub-event type of the codebook
    #[arg(long = "type", value_name = "TYPE")]
    pub sub_type: Option<String>,

    /// Where: NAME,CC,LAT,LON or NAME,CC; several in one text with ; between them
    #[arg(long, value_name = "PLACES")]
    pub place: Option<String>,

    /// A figure: killed:civilians=12, or with bounds =10..15, or =10..12..15 with the one to quote in the middle
    #[arg(long, value_name = "FIGURE")]
    pub figure: Option<String>,

    /// Takes part: jnim=perpetrator, or with a stance jnim=perpetrator=claimed
    #[arg(long, value_name = "ACTOR")]
    pub actor: Option<String>,

    /// Takes no part
    #[arg(long, value_name = "ACTOR")]
    pub no_actor: Option<String>,
}

#[derive(Debug, Args)]
pub struct One {
    /// Its id
    #[arg(value_name = "EVENT")]
    pub event: String,

    #[command(flatten)]
    pub reason: Reason,
}

#[derive(Debug, Args)]
pub struct Undo {
    /// Number of the decision; `isnad review list` shows them
    #[arg(value_name = "DECISION")]
    pub decision: i64,

    #[command(flatten)]
    pub reason: Reason,
}

#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Look the whole record through: pages, references, sums, original bytes, and the chain of the log
    Verify(Verify),
    /// The log, oldest first
    List(AuditList),
}

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Verify {
    #[command(flatten)]
    pub record: Record,

    /// A hash of the log noted earlier, or its beginning: it must still be there
    #[arg(long, value_name = "HASH")]
    pub head: Option<String>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Prose::Text)]
    pub format: Prose,
}

#[derive(Debug, Args)]
pub struct AuditList {
    #[command(flatten)]
    pub record: Record,

    /// How to print
    #[arg(long, value_enum, default_value_t = Told::Text)]
    pub format: Told,
}

fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || "no number of seconds; write it as 10 or 0.5".to_owned();
    text.parse().map_err(|_| wrong()).and_then(|s| Duration::try_from_secs_f64(s).map_err(|_| wrong()))
}
