//! The cascade: one article in, its reports out.
//!
//! Stages in order: numbers, dates, places, actors, quantities, attribution, claims, incidents; each reads the chart and
//! the mentions of the stages before it. The crate does no I/O and knows no word of any language.

mod actors;
mod among;
mod asides;
mod assemble;
mod attribution;
mod claims;
pub mod dates;
mod describing;
mod examples;
mod explain;
mod extractor;
mod furniture;
mod heads;
mod incidents;
mod lines;
mod locations;
pub mod numbers;
mod parties;
mod places;
mod quantities;
mod reading;
mod roles;
mod settle;
mod statements;
mod sums;
mod vocabulary;
mod worth;

pub use examples::Examples;
pub use extractor::{ExplainedMention, Explanation, Extractor, Worker};
