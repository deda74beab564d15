//! The nouns of Isnad: what goes in (an article) and what comes out (reports with their claims, and the events they add up to).
//!
//! Plain serialisable structs in the user's vocabulary; no logic beyond their own invariants.
//! The meaning of every field is the coding contract in `docs/codebook.md`.

mod article;
mod claim;
mod date;
mod event;
mod evidence;
mod ground;
mod report;
mod taxonomy;

pub use article::Article;
pub use claim::{Claim, ClaimStance, Figure, Measure, Of, Qualifier, SourceKind, SourceLink};
pub use date::{DatePrecision, DateRange};
pub use event::{
    ClaimRef, Contradiction, ContradictionKind, Estimate, Event, EventActor, Member, Responsibility,
    ResponsibilityState,
};
pub use evidence::{Evidence, Field};
pub use ground::{Ground, GroundCode};
pub use report::{Actor, Aggregate, Extraction, Extractor, Location, PlacePrecision, Relation, Report, Role, Stance};
pub use taxonomy::{EventType, SubEventType, Tactic, Target};
