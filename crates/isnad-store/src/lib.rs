//! The record: one SQLite file that holds articles, what was read out of them, the events they add up to, and what
//! analysts decided; with its history and a log that cannot be changed unnoticed.
//!
//! [`Store`] is the door. [`Store::open_read_only`] and then [`Store::events`], [`Store::dossier`],
//! [`Store::changes_since`], [`Store::stats`] and [`Store::suggestions`] read; [`Store::open`] and then [`Store::add`],
//! [`Store::settle`] and [`Store::decide`] write. `docs/record.md` says what is guaranteed.
//!
//! Invariants: what is written is written whole or not at all. The events are a function of the articles, the
//! decisions and the ids that were given out before; neither the order of articles nor the batches they come in play a
//! part. An id that was given out always leads somewhere. Nothing here reads a clock, a network or a text's words.

mod account;
mod articles;
mod audit;
mod changes;
mod check;
mod claims;
mod decide;
mod difference;
mod dossier;
mod dump;
mod edges;
mod error;
mod events;
mod filter;
mod find;
mod headline;
mod ident;
mod incoming;
mod ingest;
mod link;
mod lookup;
mod node;
mod open;
mod policy;
mod rebuild;
mod replace;
mod rulings;
mod stats;
mod suggestions;
mod sum;
mod tell;
mod tellings;
mod version;

pub use account::Account;
pub use articles::{ArticleCard, StoredArticle};
pub use audit::Entry;
pub use changes::{Change, ChangeKind};
pub use check::Health;
pub use claims::ClaimRow;
pub use decide::{Ask, Correction, Kept, Outcome, Ruling};
pub use difference::Difference;
pub use dossier::{Answer, Dossier, Step, Telling};
pub use error::{Error, Result};
pub use events::EventRow;
pub use filter::{ActorFilter, Bounds, Comparison, Filter, Sort, Threshold};
pub use find::Found;
pub use headline::{Headline, Toll};
pub use ident::Uid;
pub use incoming::{Incoming, Original, content, made_id};
pub use ingest::Batch;
pub use open::{APPLICATION_ID, Store, WAIT};
pub use rulings::State;
pub use stats::Stats;
pub use suggestions::Suggested;
pub use sum::Sha;

/// A stored time.
fn time(at: i64) -> Result<jiff::Timestamp> {
    jiff::Timestamp::from_millisecond(at).map_err(|_| Error::Json(serde::de::Error::custom(format!("{at} is no time"))))
}
