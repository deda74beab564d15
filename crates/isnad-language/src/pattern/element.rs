//! What one place of a pattern reads.

use crate::Features;
use crate::entries::EntrySet;
use std::ops::Range;

/// One place of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Element {
    Entry { set: EntrySet, with: Features, without: Features },
    Mention(String),
    Digits(Range<u64>),
    AnyWord,
    Mark(String),
    Choice(Vec<Vec<Element>>),
    Repeat { inner: Box<Element>, least: u32, most: u32 },
    Capture { slot: u8, inner: Box<Element> },
}
