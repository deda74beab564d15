//! How tables and dossiers become bytes.

mod columnar;
mod delimited;
mod geojson;
mod jsonl;
mod package;
mod workbook;

pub use columnar::Columnar;
pub use delimited::Delimited;
pub use geojson::GeoJson;
pub use jsonl::Jsonl;
pub use package::{Package, Place};
pub use workbook::Book;

use crate::Error;
use crate::view::View;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// So many rows or objects were written.
    Rows(u64),
    /// The layout has no room for it, and why.
    LeftOut(&'static str),
}

/// Something that events are written to, one after the other.
pub trait Form {
    /// Writes an event.
    fn add(&mut self, view: &View<'_>) -> Result<Written, Error>;

    /// Ends the output; without it the output is not whole.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}
