//! The columns of the tables, as data.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Words.
    String,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// Days.
    Date,
    /// Moments, UTC.
    Datetime,
    /// Yes or no.
    Boolean,
}

/// A column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// What it means.
    pub description: String,
    /// Its HXL tag, where HXL has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hxl: Option<String>,
    /// What its cells must hold to, after Frictionless Table Schema.
    #[serde(default, skip_serializing_if = "serde_json::Map::is_empty")]
    pub constraints: serde_json::Map<String, serde_json::Value>,
}

impl Field {
    /// Whether no cell may be empty.
    pub fn required(&self) -> bool {
        self.constraints.get("required").is_some_and(|r| r == true)
    }
}

/// A table's columns in their order: a Frictionless Table Schema with HXL tags.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Schema {
    /// Name of the table.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What a row is.
    pub description: String,
    /// What stands where nothing is known.
    #[serde(rename = "missingValues")]
    pub missing_values: Vec<String>,
    /// Columns that together name a row.
    #[serde(rename = "primaryKey")]
    pub primary_key: Vec<String>,
    /// The columns.
    pub fields: Vec<Field>,
}

macro_rules! schemas {
    ($($(#[$meta:meta])* $name:ident = $file:literal,)*) => {
        impl Schema {
            $(
                $(#[$meta])*
                pub fn $name() -> &'static Schema {
                    static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
                        serde_json::from_str(include_str!(concat!("../schemas/", $file)))
                            .expect(concat!($file, " is built in and a test reads it"))
                    });
                    &SCHEMA
                }
            )*
        }
    };
}

schemas! {
    /// One row an event.
    events = "events.json",
    /// One row a claim.
    claims = "claims.json",
    /// One row a report.
    sources = "sources.json",
    /// ACLED's layout.
    acled = "acled.json",
    /// UCDP GED's layout.
    ged = "ged.json",
}
