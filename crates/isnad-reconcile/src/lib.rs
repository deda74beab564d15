//! Reports of many articles into events: which reports tell the same event, and what their claims come to.
//!
//! Pure: no text, no clock, no store. The result is a function of the set of reports and decisions, whatever order
//! or batches they come in.
//!
//! [`reconcile`] does all at once. A record does it in steps and keeps what lies between: a [`Profile`] is a telling made
//! ready, its [`Profile::keys`] find the tellings worth comparing, a [`Scale`] makes the edges, of which each telling keeps
//! its [`STRONGEST`]; what hangs together by edges is a component, [`cluster`] splits a component into events, and
//! [`summarise`] makes an [`isnad_model::Event`] of the members of one.

mod alike;
mod cluster;
mod keys;
mod rulings;
mod run;
mod score;
mod strongest;
mod summarise;
mod told;

pub use alike::{Names, Profile, weights};
pub use cluster::{Edge, cluster};
pub use keys::{BlockKey, Keys, keys};
pub use rulings::Rulings;
pub use run::reconcile;
pub use score::{Match, Reason, Scale, score};
pub use strongest::STRONGEST;
pub use summarise::{Policy, summarise};
pub use told::{ArticleHead, Told};

/// Version of keys, weights and thresholds: what a record kept of another must be made anew.
pub const RULES: u32 = 4;
