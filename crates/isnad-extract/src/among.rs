//! Those mentions of a list that begin within a run of tokens.
//!
//! Lists of mentions stand in the order of the text. What asks for those of a clause finds them by halving: an article of
//! a thousand incidents has thousands of mentions, and each of its clauses but a few.

use crate::actors::ActorMention;
use crate::dates::DateMention;
use crate::numbers::Number;
use crate::places::PlaceMention;
use crate::quantities::Quantity;
use std::ops::Range;

/// Something that stands on a run of tokens.
pub(crate) trait Stands {
    /// Its tokens.
    fn stands(&self) -> &Range<usize>;
}

impl Stands for PlaceMention {
    fn stands(&self) -> &Range<usize> {
        &self.tokens
    }
}

impl Stands for ActorMention {
    fn stands(&self) -> &Range<usize> {
        &self.tokens
    }
}

impl Stands for Quantity {
    fn stands(&self) -> &Range<usize> {
        &self.tokens
    }
}

impl Stands for DateMention {
    fn stands(&self) -> &Range<usize> {
        &self.range
    }
}

impl Stands for Number {
    fn stands(&self) -> &Range<usize> {
        &self.range
    }
}

/// Whether the mentions of a list stand in order.
pub(crate) fn ordered<T: Stands>(all: &[T]) -> bool {
    all.is_sorted_by_key(|x| x.stands().start)
}

/// The first mention of an ordered list that begins at a token or behind it.
#[inline]
pub(crate) fn first_from<T: Stands>(all: &[T], token: usize) -> usize {
    all.partition_point(|x| x.stands().start < token)
}

/// Where in an ordered list those stand that begin within a run of tokens.
#[inline]
pub(crate) fn places_among<T: Stands>(all: &[T], run: Range<usize>) -> Range<usize> {
    let from = first_from(all, run.start);
    let behind = all[from..].iter().take_while(|x| x.stands().start < run.end).count();
    from..from + behind
}

/// Those of an ordered list that begin within a run of tokens.
#[inline]
pub(crate) fn among<T: Stands>(all: &[T], run: Range<usize>) -> &[T] {
    &all[places_among(all, run)]
}
