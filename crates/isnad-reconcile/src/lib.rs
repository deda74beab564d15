//! Reports of many articles into events: which reports tell the same event, and what their claims come to.
//!
//! Pure: no text, no clock, no store. The result is a function of the set of reports and decisions, whatever order
//! or batches they come in.
//!
//! [`reconcile`] does all at once. A record does it in steps and keeps what lies between: [`keys`] finds the tellings
//! worth comparing, [`score`] makes the edges, what hangs together by edges is a component, [`cluster`] splits a
//! component into events, [`summarise`] makes an [`isnad_model::Event`] of the members of one.

mod alike;
mod cluster;
mod keys;
mod rulings;
mod run;
mod score;
mod summarise;
mod told;

pub use alike::weights;
pub use cluster::cluster;
pub use keys::{BlockKey, Keys, keys};
pub use rulings::Rulings;
pub use run::{Suggestion, reconcile, suggestions};
pub use score::{Match, Reason, score};
pub use summarise::{Policy, summarise};
pub use told::{ArticleHead, Told};

/// Version of keys, weights and thresholds: what a record kept of another must be made anew.
pub const RULES: u32 = 1;
