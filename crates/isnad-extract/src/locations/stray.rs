//! Words in the shape of a town's name.

use crate::reading::Reading;
use crate::vocabulary::Small;
use isnad_model::PlacePrecision;

/// Whether nothing leads to the name of a settlement, and it is told once.
pub(super) fn stray(r: &Reading<'_>, p: usize) -> bool {
    let m = &r.places[p];
    m.precision == PlacePrecision::Settlement
        && m.span == m.tokens
        && !(m.prepositional || m.joined || m.compass)
        && !(m.tokens.start > 0 && r.is(m.tokens.start - 1, Small::Locative))
        && !r.places.iter().enumerate().any(|(q, n)| q != p && n.name == m.name)
}
