//! Language packs: loads `languages/<lang>/` and compiles lexicon, morphology and patterns into automata.
//!
//! The engine knows no word of any language; everything it matches comes from a pack.

mod chart;
mod check;
mod detect;
mod entries;
mod entry;
mod error;
mod feature;
mod known;
mod lexicon;
mod marks;
mod morphology;
mod pack;
mod pattern;
mod reader;
mod source;
mod table;
mod terminal;

pub use chart::{Chart, Mention};
pub use check::{Check, Tally};
pub use detect::Detector;
pub use entry::{Entry, EntryId, Match};
pub use error::PackError;
pub use feature::Features;
pub use lexicon::Lexicon;
pub use marks::{Marks, Tokens};
pub use morphology::Morphology;
pub use pack::{Language, Pack};
pub use pattern::{Found, Openings, Pattern, PatternSet, Standing};
pub use reader::Reader;
pub use source::{embedded, embedded_codes, from_folder};
