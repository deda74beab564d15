//! `isnad export`: events of a record in the layouts that other tools read.

mod areas;
mod output;

use crate::cli::export::{Coarse, Export, Layout, VagueWords};
use crate::reconcile::policy;
use anyhow::{Result, bail};
use areas::Divisions;
use isnad_export::{Coarsen, Format, Hold, Options, Summary, Vague};
use isnad_reconcile::Policy;
use isnad_serve::exported;
use isnad_store::{Filter, Store};
use jiff::Timestamp;
use output::Output;

/// Runs the command.
pub fn run(options: &Export) -> Result<bool> {
    let format = format(options.format);
    fit(options, format)?;
    let output = Output::new(format, options.output.as_deref(), &options.record.record)?;
    let store = Store::open_read_only(&options.record.record)?;
    let filter = crate::record::filter(&options.conditions)?;
    let summary = store.at_one_moment(|store| Ok(write(store, &filter, options, format, output)))??;
    tell(&summary, options);
    Ok(true)
}

/// Refuses what would be without effect.
fn fit(options: &Export, format: Format) -> Result<()> {
    for (given, name) in [(options.bom, "--bom"), (options.hxl, "--hxl")] {
        if given && !format.is_csv() {
            bail!("{name} is for formats in CSV; {} is none", format.name());
        }
    }
    if options.vague.is_some() && format != Format::AcledCsv {
        bail!("--vague is for acled-csv; {} keeps the codebook's intervals", format.name());
    }
    Ok(())
}

fn write(store: &Store, filter: &Filter, options: &Export, format: Format, output: Output) -> Result<Summary> {
    let record = store.policy()?;
    let chosen = match (options.estimate, format) {
        (Some(estimate), _) => policy(estimate),
        (None, Format::AcledCsv) => Policy::Conservative,
        (None, _) => record,
    };
    let anew = (chosen != record).then_some(chosen);
    let divisions = Divisions::default();
    let areas = |location: &_| divisions.admin1(location);
    let how = Options {
        bom: options.bom,
        hxl: options.hxl,
        vague: match options.vague {
            Some(VagueWords::Codebook) => Vague::Codebook,
            Some(VagueWords::Acled) | None => Vague::Acled,
        },
        estimate: name(chosen),
        public: options.public.then_some(match options.coarsen {
            Some(Coarse::Admin1) => Coarsen::Admin1,
            Some(Coarse::Precision) | None => Coarsen::Precision,
        }),
        hold: options.hold_hours.map(|hours| Hold { hours, now: Timestamp::now() }),
        areas: Some(&areas),
    };
    let events = store.event_ids_by(filter, anew)?;
    let dossiers = events.into_iter().filter_map(|id| store.account_of(id, anew).transpose());
    output.write(format, dossiers.map(|account| account.map(exported)), &how)
}

/// Says on standard error what was written and what was not.
fn tell(summary: &Summary, options: &Export) {
    eprintln!("{} events written, {} rows", summary.events, summary.rows);
    if let (1.., Some(hours)) = (summary.held, options.hold_hours) {
        eprintln!("{} events held back: younger than {hours} hours", summary.held);
    }
    for (why, events) in &summary.left_out {
        eprintln!("{events} events left out: {why}");
    }
}

fn format(layout: Layout) -> Format {
    match layout {
        Layout::Csv => Format::Csv,
        Layout::LongCsv => Format::LongCsv,
        Layout::AcledCsv => Format::AcledCsv,
        Layout::GedCsv => Format::GedCsv,
        Layout::Xlsx => Format::Xlsx,
        Layout::Geojson => Format::GeoJson,
        Layout::Geoparquet => Format::GeoParquet,
        Layout::Parquet => Format::Parquet,
        Layout::Jsonl => Format::Jsonl,
        Layout::Datapackage => Format::DataPackage,
    }
}

/// The name by which the command line knows a policy.
fn name(of: Policy) -> &'static str {
    match of {
        Policy::Conservative => "conservative",
        Policy::Best => "best",
        Policy::Latest => "latest",
        Policy::MostReported => "most-reported",
    }
}
