//! Fighting that is told as going on: "the battles that have raged since Wednesday left 37 dead". Where no day is told, it
//! took place from then on.

use super::when::{Dated, DayOf};
use super::{Draft, Told};
use crate::describing::describes;
use crate::reading::Reading;
use isnad_model::DateRange;
use std::ops::Range;

/// From when something has gone on that a stretch of a sentence tells.
pub(super) fn since(
    r: &Reading<'_>,
    resolved: &[Option<DateRange>],
    days: &[DayOf],
    range: &Range<usize>,
) -> Option<Dated> {
    let open = |k: &usize| {
        let d = &r.dates[*k];
        d.kind == "period" && range.contains(&d.range.start) && days[*k] == DayOf::Told && !describes(r, d.range.start)
    };
    (0..r.dates.len()).filter(open).find_map(|k| resolved[k].map(|x| (k, x)))
}

/// From when an incident has gone on that no day is told of.
pub(crate) fn gone_on(told: &Told, draft: &Draft) -> Option<(usize, DateRange)> {
    let own = draft.segments.iter().map(|k| &told.segments[*k]);
    own.filter(|g| !g.background && (!g.figures.is_empty() || g.triggers.iter().any(|t| !t.trigger.weak)))
        .find_map(|g| g.since)
}
