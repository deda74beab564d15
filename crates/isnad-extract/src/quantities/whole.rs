//! "Four out of six": the whole of which some are counted.

use crate::numbers::NumberKind;
use crate::reading::Reading;
use crate::vocabulary::Small;

/// Whether "out of" ends right before a number, perhaps with a bound between.
pub(super) fn out_of(r: &Reading<'_>, number: usize) -> bool {
    r.ends(number, Small::OutOf)
}

/// The end of a number behind "out of" that starts at a token: "*out of six* soldiers".
pub(super) fn whole_behind(r: &Reading<'_>, at: usize) -> Option<usize> {
    let start = r.vocabulary.small(&r.chart, at, Small::OutOf)?;
    let whole = r.numbers_in(start..start + 1).iter().find(|n| n.kind == NumberKind::Cardinal)?;
    Some(whole.range.end)
}
