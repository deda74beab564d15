//! The gazetteer: names of places in Arabic, French and English, and which place a name means.
//!
//! [`Gazetteer::embedded`] is the world as `gazetteer/` tells it, compiled into the program and read in place:
//! no table is built when it is opened. [`Gazetteer::matches`] finds names in folded words, [`Gazetteer::similar`] names
//! that stand nowhere but sound like one that does, [`Gazetteer::resolve`] which of several namesakes an article means.
//!
//! Invariants: a name is looked up as [`isnad_text::fold`] leaves it; a lookup allocates nothing; the same
//! mentions give the same places.

mod compile;
mod gazetteer;
mod geo;
mod key;
mod kind;
mod layout;
mod matches;
mod merge;
mod place;
mod rank;
mod resolve;
mod row;
mod similar;
mod skeleton;

pub use gazetteer::Gazetteer;
pub use geo::distance_km;
pub use key::key;
pub use kind::{Kind, Kinds};
pub use matches::{Begun, Matches, PlaceSet};
pub use place::{Place, PlaceId};
pub use resolve::{Context, Mention};
pub use row::{COLUMNS, GazetteerError};
pub use similar::{Similar, Sounding};
pub use skeleton::Sounds;
