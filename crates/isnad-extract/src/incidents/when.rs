//! Which date of a sentence dates the incident, and which only the saying of it.

use super::TriggerHit;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_model::{DatePrecision, DateRange};

/// The date that dates the segment: the one nearest to its first trigger or figure.
pub(super) fn choose_date(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures_in: &[usize],
    figures: &[Figured],
    dates: Vec<(usize, DateRange)>,
    said_dates: &[bool],
) -> (Option<Dated>, Option<Dated>) {
    let anchor = triggers
        .iter()
        .find(|t| !t.general && !t.trigger.weak)
        .or(triggers.iter().find(|t| !t.general))
        .map(|t| t.at)
        .or_else(|| figures_in.first().map(|k| figures[*k].at))
        .or_else(|| triggers.first().map(|t| t.at));
    let Some(anchor) = anchor else { return (None, None) };
    let rank = |(k, range): &Dated| {
        let d = &r.dates[*k].range;
        let distance = if d.start >= anchor { d.start - anchor } else { anchor - d.end.min(anchor) };
        (matches!(range.precision(), DatePrecision::Year), distance)
    };
    let (said, told): (Vec<Dated>, Vec<Dated>) = dates.into_iter().partition(|(k, _)| said_dates[*k]);
    (told.into_iter().min_by_key(rank), said.into_iter().min_by_key(rank))
}

/// Whether a date stands right behind a verb of saying, so that it dates the saying.
pub(super) fn of_saying(r: &Reading<'_>, at: usize) -> bool {
    let start = r.sentence(r.chart.sentence_of(at)).start;
    for t in (at.saturating_sub(9).max(start)..at).rev() {
        if r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak)) {
            return true;
        }
        if r.is(t, Small::Claiming) || r.is(t, Small::Issue) && at - t <= 6 {
            return true;
        }
        let told = r.words(t).any(|(_, w)| matches!(w, Word::Trigger(_) | Word::Measure(_)));
        if told || r.is(t, Small::That) || r.mark(t, ":;") || r.chart.text.tokens()[t].quote.opens {
            return false;
        }
    }
    false
}

/// "Three days before the summit": counts from something else than the article's day.
pub(super) fn counts_from_another(r: &Reading<'_>, d: &crate::dates::DateMention) -> bool {
    let ago = matches!(d.expr, crate::dates::DateExpr::Ago { .. });
    if ago && (r.is(d.range.end, Small::From) || r.is(d.range.end, Small::Toward)) {
        return true;
    }
    // "the first since the defeat of the group last December", "the vote set for 20 October"
    let start = r.sentence(r.chart.sentence_of(d.range.start)).start;
    let from = d.range.start.saturating_sub(10).max(start);
    for t in (from..d.range.start).rev() {
        if r.mark(t, ",.;:") {
            return false;
        }
        if r.is(t, Small::Since) || d.range.start - t <= 3 && r.is(t, Small::Plan) {
            return true;
        }
        if r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if !x.weak)) {
            return false;
        }
    }
    false
}

/// "A day after …" at a token.
pub(super) fn after(r: &Reading<'_>, t: usize) -> Option<i32> {
    r.words(t).find_map(|(_, w)| match w {
        Word::After(days) => Some(*days),
        _ => None,
    })
}

/// A date mention with what it resolves to.
pub(super) type Dated = (usize, DateRange);

/// A stretch so long that its figures are no toll of one incident.
pub(super) fn long(d: &DateRange) -> bool {
    (d.end() - d.start()).get_days() > 45
}
