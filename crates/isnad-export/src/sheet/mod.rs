//! What stands in the rows of each table.

mod acled;
mod claims;
mod events;
mod ged;
mod inter;
mod sides;
mod sources;

use crate::Schema;
use crate::countries::Country;
use crate::value::Cell;
use crate::view::View;

/// A row; its cells follow the schema of its table.
pub type Row = Vec<Cell>;

/// A table that can be made of dossiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// One row an event.
    Events,
    /// One row a claim.
    Claims,
    /// One row a report.
    Sources,
    /// ACLED's layout.
    Acled,
    /// UCDP GED's layout.
    Ged,
}

impl Sheet {
    /// Its columns.
    pub fn schema(self) -> &'static Schema {
        match self {
            Sheet::Events => Schema::events(),
            Sheet::Claims => Schema::claims(),
            Sheet::Sources => Schema::sources(),
            Sheet::Acled => Schema::acled(),
            Sheet::Ged => Schema::ged(),
        }
    }

    /// The rows of an event; the reason where the layout has no room for it.
    pub fn rows(self, view: &View<'_>) -> Result<Vec<Row>, &'static str> {
        match self {
            Sheet::Events => Ok(vec![events::row(view)]),
            Sheet::Claims => Ok(claims::rows(view)),
            Sheet::Sources => Ok(sources::rows(view)),
            Sheet::Acled => acled::rows(view),
            Sheet::Ged => ged::row(view).map(|row| vec![row]),
        }
    }
}

/// The three letters of a country; for none, three that ISO 3166-1 leaves to its users.
fn alpha3(country: Option<&Country>) -> &'static str {
    country.map_or("XXX", |c| c.alpha3)
}

/// Why an event that has no date is left out of a layout whose rows must have one.
const UNDATED: &str = "no day or period is known";

/// Rows of a table of the crate's own data: no comments, no head.
pub fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).skip(1)
}
