use std::io;
use std::path::PathBuf;

/// Why an export could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The next event could not be read.
    #[error("an event cannot be read: {0}")]
    Dossier(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The output cannot be written to.
    #[error("the export cannot be written: {0}")]
    Write(#[from] io::Error),
    /// A file or folder of the output cannot be made.
    #[error("cannot write to {}: {source}", path.display())]
    Path {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The library that writes spreadsheets refused.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The library that writes Parquet refused.
    #[error("the Parquet file cannot be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// Columns do not fit together.
    #[error("a table cannot be built: {0}")]
    Table(#[from] arrow_schema::ArrowError),
    /// The library that writes zip archives refused.
    #[error("the zip archive cannot be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// A spreadsheet holds no more rows.
    #[error(
        "sheet `{sheet}` would need more than the {limit} rows that a workbook can hold; choose fewer events (filters) or \
         another format (csv, parquet, datapackage)"
    )]
    Rows {
        /// Name of the sheet.
        sheet: &'static str,
        /// Rows that a sheet can hold.
        limit: u32,
    },
    /// The format makes one file, not a folder, or the other way round.
    #[error("{format} makes one file; it cannot be written into the folder {}", path.display())]
    Folder {
        /// The format.
        format: &'static str,
        /// The folder.
        path: PathBuf,
    },
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        match error.into_kind() {
            csv::ErrorKind::Io(e) => Error::Write(e),
            other => Error::Write(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error::Write(error.into())
    }
}
