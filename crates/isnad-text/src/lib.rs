//! Characters, tokens and sentences, without any knowledge of a language's words.
//!
//! Invariants: spans are byte offsets into the original text and never change; the tokens with the gaps
//! between them give back the text; folding twice is folding once.

mod cut;
mod fingerprint;
mod fold;
mod sentence;
mod token;

pub use fingerprint::{Fingerprint, word_hash};
pub use fold::{fold, fold_into};
pub use sentence::Sentence;
pub use token::{Kind, Quote, Text, Token};
