//! Whether a word in the plural tells one incident all the same: that raids were flown, that people fell in clashes.

use super::TriggerHit;
use crate::dates::{DateExpr, DateMention};
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use crate::worth::MASS;
use isnad_language::Features;
use isnad_model::{Measure, PlacePrecision};
use std::ops::Range;

/// Whether a plural tells single incidents: "raids were flown", "clashes broke out".
pub(super) fn occurred(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let past = |t: usize, small: Small| {
        r.is(t, small)
            && r.words(t).any(|(m, w)| matches!(w, Word::Small(x) if *x == small) && m.features.has(Features::PAST))
    };
    let before = || (h.at.saturating_sub(8).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:"));
    // "fierce clashes took place in", no relative clause
    let behind = || (h.end..(h.end + 3).min(s.end)).take_while(|t| !r.mark(*t, ",.;:") && !r.is(*t, Small::Relative));
    (before().any(|t| past(t, Small::Occur) || past(t, Small::Perform) && h.at - t <= 6)
        || !h.known() && behind().any(|t| past(t, Small::Occur)))
        && !r.any(s.start..clause_end(r, h, s), &[Small::Longrun])
}

/// "Fighting broke out in X, …, *while it still goes on in Y*": as far as the clause goes that tells of the one.
fn clause_end(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> usize {
    (h.end..s.end).find(|t| r.mark(*t, ",;:") && r.is(*t + 1, Small::Meanwhile)).unwrap_or(s.end)
}

/// "Confrontations in the state left fifteen dead": their toll, told by a verb of causing right before or behind them.
pub(super) fn cost_lives(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let caused = |t: usize| r.is(t, Small::Result);
    let before = (h.at.saturating_sub(1).max(s.start)..h.at).any(caused);
    let behind = || (h.end..(h.end + COST).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).find(|t| caused(*t));
    let from = if before { Some(h.end) } else { behind() };
    let toll = |from: usize| {
        let end = (from + TOLL).min(s.end);
        let first = r.quantities.partition_point(|q| q.tokens.start < from);
        let near = r.quantities[first..].iter().take_while(|q| q.tokens.start < end);
        near.into_iter().any(|q| !q.definite && q.figure.low.is_none_or(|n| n < MASS))
    };
    h.trigger.noun && from.is_some_and(toll) && !r.any(s.clone(), &[Small::Longrun, Small::Since])
}

/// Words between a clash and the verb that tells what it cost at most.
const COST: usize = 12;

/// Words between that verb and the toll at most.
const TOLL: usize = 12;

/// "Rebels were killed in clashes in …": those who fell tell that there was one.
pub(super) fn fell(r: &Reading<'_>, told: &[TriggerHit], h: &TriggerHit, s: &Range<usize>) -> bool {
    let clause = (h.at.saturating_sub(FELL).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:"));
    let from = clause.last().unwrap_or(h.at);
    let killed = |t: &TriggerHit| {
        let dead = t.trigger.kind == Incident::Killing && t.at >= from;
        dead && !t.general && !t.known() && (t.trigger.noun || t.features.has(Features::PAST))
    };
    let dead = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.measure == Measure::Killed));
    let placed = || {
        let behind = h.end..(h.end + PLACED).min(s.end);
        r.places_in(behind).iter().any(|p| p.precision != PlacePrecision::Country)
    };
    h.trigger.noun
        && !h.known()
        && (told.iter().any(killed) || (from..h.at).any(dead))
        && placed()
        && !r.any(s.clone(), &[Small::Longrun, Small::Since, Small::Condition])
}

/// Words between those who fell and the fighting at most.
const FELL: usize = 10;

/// Words between fighting and its place at most.
const PLACED: usize = 10;

/// "The bombings of Bali in 2002", "attacks that X carried out in Paris in 2015": known by their place and year.
pub(super) fn named_series(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    use Incident as I;
    let blow = matches!(h.trigger.kind, I::Attack | I::Bombing | I::Suicide | I::Carbomb | I::Ied | I::Chemical);
    let clause = h.end..(h.end + NAMED).min(s.end);
    let end = clause.clone().find(|t| r.mark(*t, ",.;:")).unwrap_or(clause.end);
    let dated = || {
        let year = |d: &DateMention| matches!(d.expr, DateExpr::Absolute { year: Some(_), .. });
        r.dates_in(clause.start..end).iter().any(year)
    };
    let placed = || r.places_in(clause.start..end).iter().any(|p| !p.aside);
    let told = || (clause.start..end).any(|t| r.is(t, Small::Relative));
    blow && h.trigger.noun && dated() && (placed() || told()) && !r.any(s.clone(), &[Small::Longrun, Small::Since])
}

/// Words behind the name of a series of attacks in which its place and year stand.
const NAMED: usize = 9;

/// "Fighting goes on between … in …": told of both sides or of a place.
pub(super) fn goes_on(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let now =
        |t: usize| r.words(t).any(|(m, w)| matches!(w, Word::Small(Small::Occur)) && m.features.has(Features::PRESENT));
    let told = (h.at.saturating_sub(4).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:,")).any(now);
    let behind = h.end..(h.end + 14).min(s.end);
    told && h.trigger.noun
        && !r.any(s.clone(), &[Small::Longrun, Small::Condition])
        && r.places_in(behind).iter().any(|p| p.precision != PlacePrecision::Country)
}
