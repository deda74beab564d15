//! The tables: one place a line, tab-separated.

use std::io::BufRead;

use crate::kind::Kind;

/// The columns of a table of places, in their order.
pub const COLUMNS: [&str; 10] =
    ["id", "name", "country", "admin1", "kind", "lat", "lon", "population", "notable", "names"];

/// Why a table of places cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The table could not be read at all.
    #[error("places, line {line}: cannot be read ({source}); the file must be UTF-8 text")]
    Read {
        /// One-based line.
        line: usize,
        /// The cause.
        source: std::io::Error,
    },
    /// A line has too few or too many cells.
    #[error("places, line {line}: {found} tab-separated columns where {} are expected ({})", COLUMNS.len(), COLUMNS.join(", "))]
    Width {
        /// One-based line.
        line: usize,
        /// How many cells it has.
        found: usize,
    },
    /// A cell holds what its column cannot hold.
    #[error("places, line {line}, column {column}: {found:?} is no {expected}")]
    Cell {
        /// One-based line.
        line: usize,
        /// The column's name.
        column: &'static str,
        /// What stands there.
        found: String,
        /// What should stand there.
        expected: &'static str,
    },
    /// The table is larger than a gazetteer can be.
    #[error("places: {what} do not fit into one gazetteer; split the table")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
    },
}

/// One line of a table of places.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Stable id: a GeoNames id, an ISO code, or one of the table's own.
    pub id: String,
    /// The usual Latin name.
    pub name: String,
    /// ISO 3166-1 code of two letters.
    pub country: [u8; 2],
    /// Id of the first-level division, or empty.
    pub admin1: String,
    /// The sort of place.
    pub kind: Kind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// People, 0 where unknown.
    pub population: u32,
    /// Kept by hand because news of conflict speak of it.
    pub notable: bool,
    /// Other spellings; one that begins with `~` is weak.
    pub names: Vec<String>,
}

/// Reads a table: `#` begins a comment line, a line that begins with the cell `id` is the header.
pub fn read_rows(reader: impl BufRead) -> Result<Vec<Row>, GazetteerError> {
    let mut rows = Vec::new();
    for (at, line) in reader.lines().enumerate() {
        let number = at + 1;
        let line = line.map_err(|source| GazetteerError::Read { line: number, source })?;
        let line = line.strip_prefix('\u{feff}').unwrap_or(&line);
        if line.trim().is_empty() || line.starts_with('#') || line.starts_with("id\t") {
            continue;
        }
        rows.push(read_row(line, number)?);
    }
    Ok(rows)
}

fn read_row(text: &str, line: usize) -> Result<Row, GazetteerError> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let &[id, name, country, admin1, kind, lat, lon, population, notable, names] = cells.as_slice() else {
        return Err(GazetteerError::Width { line, found: cells.len() });
    };
    let wrong =
        |column, found: &str, expected| GazetteerError::Cell { line, column, found: found.to_owned(), expected };
    if id.is_empty() {
        return Err(wrong("id", id, "id (any text that stays the same)"));
    }
    if name.is_empty() || name.len() > 200 {
        return Err(wrong("name", name, "name of 1 to 200 bytes"));
    }
    let &[c1 @ b'A'..=b'Z', c2 @ b'A'..=b'Z'] = country.as_bytes() else {
        return Err(wrong("country", country, "ISO 3166-1 code of two capital letters"));
    };
    Ok(Row {
        id: id.to_owned(),
        name: name.to_owned(),
        country: [c1, c2],
        admin1: admin1.to_owned(),
        kind: Kind::from_name(kind).ok_or_else(|| {
            wrong("kind", kind, "kind (Country, Region, Admin1-3, Settlement, Airport, Site, Feature)")
        })?,
        lat: degrees(lat, 90.0).ok_or_else(|| wrong("lat", lat, "latitude in degrees from -90 to 90"))?,
        lon: degrees(lon, 180.0).ok_or_else(|| wrong("lon", lon, "longitude in degrees from -180 to 180"))?,
        population: match population {
            "" => 0,
            n => n.parse().map_err(|_| wrong("population", n, "whole number"))?,
        },
        notable: match notable {
            "" | "0" => false,
            "1" => true,
            other => return Err(wrong("notable", other, "flag (1, 0 or nothing)")),
        },
        names: names.split('|').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect(),
    })
}

fn degrees(text: &str, limit: f64) -> Option<f64> {
    text.parse::<f64>().ok().filter(|d| d.abs() <= limit)
}
