//! Events of a record in the layouts that other tools read: tables, maps, packages.
//!
//! [`export`] takes dossiers one after the other and writes them in a [`Format`]. The crate knows the types of
//! `isnad-model` alone: no store, no clock, no network. What an event comes to was settled before; nothing is weighed
//! here. Only the ACLED layout divides tolls, and marks the rows where it did.
//!
//! The columns of every table, their types and HXL tags are data: `schemas/*.json`, read by [`Schema`]. `docs/exports.md`
//! says what they mean.

mod actors;
mod countries;
mod dossier;
mod error;
mod export;
mod form;
mod grid;
mod hold;
mod notes;
mod options;
mod public;
mod schema;
mod sheet;
mod site;
mod toll;
mod value;
mod view;

pub use dossier::{Article, Dossier, Review, Telling};
pub use error::Error;
pub use export::{Format, Sink, Summary, export};
pub use hold::Hold;
pub use options::{Areas, Coarsen, Options, Vague};
pub use schema::{Field, Kind, Schema};
