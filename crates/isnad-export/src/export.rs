use crate::form::{Book, Columnar, Delimited, Form, GeoJson, Jsonl, Package, Place, Written};
use crate::public::public;
use crate::sheet::Sheet;
use crate::view::View;
use crate::{Dossier, Error, Options};
use std::collections::BTreeMap;
use std::error::Error as StdError;
use std::io::Write;
use std::path::PathBuf;

/// Layouts that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// CSV, one row an event.
    Csv,
    /// CSV, one row a claim.
    LongCsv,
    /// CSV in ACLED's layout.
    AcledCsv,
    /// CSV in UCDP GED's layout.
    GedCsv,
    /// A workbook.
    Xlsx,
    /// GeoJSON.
    GeoJson,
    /// GeoParquet.
    GeoParquet,
    /// Parquet.
    Parquet,
    /// One dossier a line.
    Jsonl,
    /// A Frictionless data package.
    DataPackage,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 10] = [
        Format::Csv,
        Format::LongCsv,
        Format::AcledCsv,
        Format::GedCsv,
        Format::Xlsx,
        Format::GeoJson,
        Format::GeoParquet,
        Format::Parquet,
        Format::Jsonl,
        Format::DataPackage,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::LongCsv => "long-csv",
            Format::AcledCsv => "acled-csv",
            Format::GedCsv => "ged-csv",
            Format::Xlsx => "xlsx",
            Format::GeoJson => "geojson",
            Format::GeoParquet => "geoparquet",
            Format::Parquet => "parquet",
            Format::Jsonl => "jsonl",
            Format::DataPackage => "datapackage",
        }
    }

    /// Whether people can read it as it is: lines of text.
    pub fn is_text(self) -> bool {
        !matches!(self, Format::Xlsx | Format::GeoParquet | Format::Parquet | Format::DataPackage)
    }

    /// Whether it is one table of CSV.
    pub fn is_csv(self) -> bool {
        matches!(self, Format::Csv | Format::LongCsv | Format::AcledCsv | Format::GedCsv)
    }
}

/// Where an export goes.
pub enum Sink<W> {
    /// Into one file or stream; a data package becomes a zip archive.
    Stream(W),
    /// Into a folder, which is made where there is none; for data packages alone.
    Folder(PathBuf),
}

/// What an export came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Events that were written.
    pub events: u64,
    /// Rows, lines or features of the main table.
    pub rows: u64,
    /// Events held back because they are too young.
    pub held: u64,
    /// Events that the layout has no room for, by the reason.
    pub left_out: BTreeMap<&'static str, u64>,
}

/// Writes dossiers in a format, one after the other; what is held in memory does not grow with their number, but for
/// workbooks, whose packed bytes are.
///
/// # Errors
/// When a dossier cannot be had, the output cannot be written to, or the format cannot hold so much. What was written
/// until then is no whole export.
pub fn export<W, E>(
    format: Format,
    dossiers: impl IntoIterator<Item = Result<Dossier, E>>,
    options: &Options<'_>,
    sink: Sink<W>,
) -> Result<Summary, Error>
where
    W: Write + Send,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    let mut form = open(format, options, sink)?;
    let mut summary = Summary::default();
    for dossier in dossiers {
        let mut dossier = dossier.map_err(|e| Error::Dossier(e.into()))?;
        if options.hold.is_some_and(|hold| hold.holds(&dossier)) {
            summary.held += 1;
            continue;
        }
        if let Some(coarsen) = options.public {
            dossier = public(dossier, coarsen, options.areas);
        }
        match form.add(&View::new(&dossier, options))? {
            Written::Rows(rows) => {
                summary.events += 1;
                summary.rows += rows;
            }
            Written::LeftOut(why) => *summary.left_out.entry(why).or_default() += 1,
        }
    }
    form.finish()?;
    Ok(summary)
}

fn open<'w, W: Write + Send + 'w>(
    format: Format,
    options: &Options<'_>,
    sink: Sink<W>,
) -> Result<Box<dyn Form + 'w>, Error> {
    let out = match sink {
        Sink::Folder(path) if format == Format::DataPackage => {
            return Ok(Box::new(Package::<W>::new(Place::Folder(path), options)?));
        }
        Sink::Folder(path) => return Err(Error::Folder { format: format.name(), path }),
        Sink::Stream(out) => out,
    };
    Ok(match format {
        Format::Csv => Box::new(Delimited::new(Sheet::Events, out, options)?),
        Format::LongCsv => Box::new(Delimited::new(Sheet::Claims, out, options)?),
        Format::AcledCsv => Box::new(Delimited::new(Sheet::Acled, out, options)?),
        Format::GedCsv => Box::new(Delimited::new(Sheet::Ged, out, options)?),
        Format::Xlsx => Box::new(Book::new(out, options)?),
        Format::GeoJson => Box::new(GeoJson::new(out)?),
        Format::GeoParquet => Box::new(Columnar::new(out, true, options)?),
        Format::Parquet => Box::new(Columnar::new(out, false, options)?),
        Format::Jsonl => Box::new(Jsonl::new(out)),
        Format::DataPackage => Box::new(Package::new(Place::Zip(out), options)?),
    })
}
