//! What one place of a pattern reads, and what it can begin with.

use crate::Features;
use crate::entries::EntrySet;
use crate::lexicon::EntryId;
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

/// A key of the index of beginnings.
pub(super) enum First {
    Entry(EntryId),
    Mention(String),
    Digits,
    Mark(String),
    Any,
}

impl Element {
    /// What it can begin with, and whether it can read nothing.
    pub(super) fn firsts(&self) -> (Vec<First>, bool) {
        match self {
            Element::Entry { set, .. } => (set.iter().map(First::Entry).collect(), false),
            Element::Mention(m) => (vec![First::Mention(m.clone())], false),
            Element::Digits(_) => (vec![First::Digits], false),
            Element::AnyWord => (vec![First::Any], false),
            Element::Mark(m) => (vec![First::Mark(m.clone())], false),
            Element::Choice(rows) => {
                let mut all = Vec::new();
                let mut optional = false;
                for row in rows {
                    let mut row_optional = true;
                    for e in row {
                        let (f, o) = e.firsts();
                        all.extend(f);
                        if !o {
                            row_optional = false;
                            break;
                        }
                    }
                    optional |= row_optional;
                }
                (all, optional)
            }
            Element::Repeat { inner, least, .. } => {
                let (f, o) = inner.firsts();
                (f, o || *least == 0)
            }
            Element::Capture { inner, .. } => inner.firsts(),
        }
    }
}
