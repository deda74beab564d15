//! What can be asked of an export.

use super::Estimates;
use super::record::{Conditions, EXIT_CODES, Record};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Export {
    #[command(flatten)]
    pub record: Record,

    /// Layout
    #[arg(long, value_enum)]
    pub format: Layout,

    /// File to write to, in place of standard output; for a data package a folder, or a file that ends in .zip
    #[arg(long, short, value_name = "PATH")]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub conditions: Conditions,

    /// Which figure stands for many [default: conservative for acled-csv, else as the record is set]
    #[arg(long, value_enum, value_name = "POLICY")]
    pub estimate: Option<Estimates>,

    /// For the public: coarse coordinates, no headlines, no names of private speakers, few quotes
    #[arg(long)]
    pub public: bool,

    /// How coarse, for the public [default: precision]
    #[arg(long, value_enum, requires = "public")]
    pub coarsen: Option<Coarse>,

    /// Leave out events that happened less than so many hours ago
    #[arg(long, value_name = "N")]
    pub hold_hours: Option<u32>,

    /// CSV: begin with a byte order mark, by which spreadsheets know UTF-8
    #[arg(long)]
    pub bom: bool,

    /// CSV: a second row with HXL tags
    #[arg(long)]
    pub hxl: bool,

    /// acled-csv: what vague words count [default: acled]
    #[arg(long, value_enum)]
    pub vague: Option<VagueWords>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// One row an event
    Csv,
    /// One row a claim, with its chain of sources
    LongCsv,
    /// ACLED's 31 columns, one row an event and site
    AcledCsv,
    /// UCDP GED's 49 columns, one row an event with at least one death
    GedCsv,
    /// A workbook: events, claims, sources, readme
    Xlsx,
    /// A feature collection, one feature an event
    Geojson,
    /// Parquet with points
    Geoparquet,
    /// Parquet
    Parquet,
    /// Everything: one object a line
    Jsonl,
    /// A Frictionless data package: events, claims, sources
    Datapackage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Coarse {
    /// Coordinates no finer than what is told
    Precision,
    /// No place below the first-level division, no coordinates
    Admin1,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VagueWords {
    /// Several 3, tens 10, dozens 12, hundreds 100, thousands 1000
    Acled,
    /// Several 3, tens and dozens 20, a few tens 30, hundreds 200, thousands 2000
    Codebook,
}
