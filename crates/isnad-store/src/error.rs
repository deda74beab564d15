//! What can go wrong with a record, where, and what to do.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why a record could not be opened, read or written. Whatever the error, nothing that was stored before is lost.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("there is no record at {}; `isnad ingest PATHS --record {}` makes one", path.display(), path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is no record of Isnad ({why}); it was left as it is; name another file", path.display())]
    NotARecord {
        /// The file.
        path: PathBuf,
        /// What it seems to be.
        why: String,
    },
    /// A newer program wrote it.
    #[error(
        "{} was written by a newer Isnad (form {found}, this program knows up to {known}); it was left as it is; use the newer program",
        path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        found: i64,
        /// The newest form known.
        known: i64,
    },
    /// Bytes of it are not what was written.
    #[error(
        "the record {} is damaged: {what}; nothing was written to it; `isnad audit verify` tells how far the damage goes; go on with a copy made before",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// It may not be written to.
    #[error("the record {} cannot be written to: {why}; nothing was changed", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What forbids it.
        why: String,
    },
    /// No room.
    #[error(
        "no room to write the record {}: {why}; the batch under way was taken back, all before it is stored; make room and run the command again",
        path.display()
    )]
    Full {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// Another program writes.
    #[error(
        "another program is writing to {}; waited {:.1} s for it; nothing of this batch was stored; run the command again, or wait longer with --wait",
        path.display(), waited.as_secs_f64()
    )]
    Busy {
        /// The file.
        path: PathBuf,
        /// How long was waited.
        waited: Duration,
    },
    /// The system refused.
    #[error("cannot use the record {}: {why}", path.display())]
    System {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// No event has or had that id.
    #[error("no event of the record has or had the id {id}; `isnad events` lists the ids")]
    UnknownEvent {
        /// As asked.
        id: String,
    },
    /// Several events have ids that begin so.
    #[error("{id} is the beginning of several ids ({found}); write more of it")]
    Ambiguous {
        /// As asked.
        id: String,
        /// Some of them.
        found: String,
    },
    /// A decision that does not fit the record.
    #[error("{0}")]
    Decision(String),
    /// A search that cannot be read.
    #[error("{0}")]
    Search(String),
    /// SQLite, before it is known for which file.
    #[error(transparent)]
    Sql(#[from] rusqlite::Error),
    /// A stored value is not in its form.
    #[error("a stored value is not in its form: {0}")]
    Json(#[from] serde_json::Error),
}

/// What comes of using a record.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Puts the fault into words that name the file.
    pub(crate) fn at(self, path: &Path, waited: Duration) -> Error {
        let path = path.to_owned();
        match self {
            Error::Json(e) => Error::Damaged { path, what: format!("a stored value is not in its form ({e})") },
            Error::Sql(e) => {
                let why = e.to_string();
                match e.sqlite_error_code() {
                    Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { path, waited },
                    Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, what: why },
                    Some(ErrorCode::NotADatabase) => Error::NotARecord { path, why },
                    Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Error::ReadOnly { path, why },
                    Some(ErrorCode::DiskFull) => Error::Full { path, why },
                    Some(ErrorCode::SystemIoFailure) if is_write(&e) => Error::Full { path, why: written(&why) },
                    Some(ErrorCode::ConstraintViolation) => Error::Damaged { path, what: why },
                    _ if matches!(
                        e,
                        rusqlite::Error::FromSqlConversionFailure(..)
                            | rusqlite::Error::InvalidColumnType(..)
                            | rusqlite::Error::IntegralValueOutOfRange(..)
                    ) =>
                    {
                        Error::Damaged { path, what: why }
                    }
                    _ => Error::System { path, why },
                }
            }
            other => other,
        }
    }
}

fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi;
    matches!(
        error.sqlite_error().map(|e| e.extended_code),
        Some(
            ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_TRUNCATE | ffi::SQLITE_IOERR_SHMSIZE
        )
    )
}

fn written(why: &str) -> String {
    format!("{why}; the disk may be full or a limit on the size of files reached")
}
