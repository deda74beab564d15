//! How near the program's reports come to gold: the ruler, which reads nothing out of articles itself.
//!
//! Reports of one article are matched one to one with those of the gold file; then their parts are compared. All
//! figures count over all articles together. The definitions are those of `docs/codebook.md`, section 8.
//!
//! Invariant: the score depends on the two inputs alone, not on the order of their articles.

mod alike;
mod article;
mod matching;
mod score;

pub use article::{Coded, read_all, read_coded};
pub use score::{Score, Scores, score};
