//! One incident that two speakers tell with different places, and the same dead and wounded.

use super::fit::method;
use super::{Draft, Told};
use crate::claims::Figured;
use isnad_model::{Measure, Qualifier};

/// So many dead or wounded at least in one of the figures that two incidents of one day hardly share.
const SHARED: u64 = 3;

/// "Two soldiers died and four were hurt near the city"; "the governor said that a car bomb went off in the town: two of our men
/// died, four were hurt": joins drafts of one day and one way that tell the same dead and the same wounded, and nothing more.
pub(super) fn join_told_twice(figures: &[Figured], told: &Told, drafts: &mut Vec<Draft>) {
    let tolls = |d: &Draft| -> Option<(u64, u64)> {
        let of = |m: Measure| {
            let mine = d.segments.iter().flat_map(|k| &told.segments[*k].figures).map(|f| &figures[*f]);
            let mut all = mine.filter(|f| f.measure == m && f.figure.qualifier != Qualifier::Vague && !f.part);
            let first = all.next()?.figure.low?;
            all.all(|f| f.figure.low == Some(first)).then_some(first)
        };
        of(Measure::Killed).zip(of(Measure::Wounded)).filter(|(k, w)| *k.max(w) >= SHARED)
    };
    let ways = |d: &Draft| {
        let triggers = d.segments.iter().flat_map(|k| &told.segments[*k].triggers);
        triggers.filter_map(|t| method(t.trigger.kind)).next()
    };
    let mut b = 1;
    while b < drafts.len() {
        let mine = tolls(&drafts[b]).zip(ways(&drafts[b]));
        let same = |d: &Draft| {
            let overlap = d.date.zip(drafts[b].date).is_none_or(|((_, x), (_, y))| x.overlaps(&y));
            overlap && d.after.is_none() && tolls(d).zip(ways(d)) == mine
        };
        let told_before =
            if mine.is_some() && drafts[b].after.is_none() { drafts[..b].iter().position(same) } else { None };
        if let Some(a) = told_before {
            let again = drafts.remove(b);
            let d = &mut drafts[a];
            d.date = d.date.or(again.date);
            d.main |= again.main;
            d.segments.extend(again.segments);
            d.segments.sort_unstable();
        } else {
            b += 1;
        }
    }
}
