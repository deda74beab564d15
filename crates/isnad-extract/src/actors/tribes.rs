//! Tribes that fight: their names are those of peoples and lands, too, and mean a party only where the text says so.

use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use std::ops::Range;

/// Tribes told in one row at most: "the tribes A, B and C".
const ROW: usize = 4;

/// Whether the name of a tribe is told as that of a party: "the tribe A", "the two tribes A and B", "between A and B". Men
/// "of the tribe A" are its people, but for gunmen, who are told by it elsewhere.
pub(super) fn told(r: &Reading<'_>, name: Range<usize>) -> bool {
    let mut start = name.start;
    for _ in 0..ROW {
        let Some(before) = start.checked_sub(1) else { return false };
        if r.is(before, Small::Tribe) {
            return !before.checked_sub(1).is_some_and(|t| r.is(t, Small::From));
        }
        if r.is(before, Small::Between) {
            return tribe_from(r, name.end).is_some() || start < name.start;
        }
        match joined(r, start).then(|| tribe_before(r, start)).flatten() {
            Some(first) => start = first,
            None => return false,
        }
    }
    false
}

/// Whether the name of a tribe starts at a token.
pub(super) fn named(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(_, w)| matches!(w, Word::Group(g) if g.tribe && r.knows(g)))
}

/// Whether "and" is part of the word.
fn joined(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| matches!(w, Word::Group(g) if g.tribe) && m.features.has(Features::CONJUNCTION))
}

/// The end of the name of a tribe joined by "and" that starts at a token.
fn tribe_from(r: &Reading<'_>, t: usize) -> Option<usize> {
    if t >= r.chart.len() || !joined(r, t) {
        return None;
    }
    r.words(t).find_map(|(m, w)| matches!(w, Word::Group(g) if g.tribe).then_some(m.end as usize))
}

/// Where the name of a tribe starts that ends right before a token.
fn tribe_before(r: &Reading<'_>, end: usize) -> Option<usize> {
    let ends = |t: &usize| {
        r.words(*t).any(|(m, w)| matches!(w, Word::Group(g) if g.tribe && r.knows(g)) && m.end as usize == end)
    };
    (end.saturating_sub(2)..end).find(ends)
}
