//! The cascade: one article in, its reports out.

pub mod dates;
pub mod numbers;

mod extractor;

pub use extractor::{ExplainedMention, Explanation, Extractor, Worker};
