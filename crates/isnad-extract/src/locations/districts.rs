//! Districts and provinces that are places of an incident beside finer ones.

use crate::incidents::Segment;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::Small;
use isnad_language::Features;
use isnad_model::PlacePrecision;
use isnad_places::distance_km;

/// A district farther than this from every place told finer is a place of its own.
const APART_KM: f64 = 30.0;
/// Provinces told in so long a row beside a finer place are places of their own.
const ROW: usize = 3;

/// Districts named in one row with finer places: "in X and the district of Y".
pub(super) fn districts(r: &Reading<'_>, segments: &[&Segment], fine: &[usize]) -> Vec<usize> {
    let joined = |p: usize| {
        let m = &r.places[p];
        let beside = |q: &usize| {
            let n = &r.places[*q];
            let apart = matches!((n.point, m.point), (Some(a), Some(b)) if distance_km(a, b) > APART_KM);
            let after = joins(r, n) && n.tokens.start > m.tokens.start;
            let sentence = r.chart.sentence_of(n.tokens.start) == r.chart.sentence_of(m.tokens.start);
            (apart, sentence && (joins(r, m) || after))
        };
        let row = || m.precision == PlacePrecision::Admin1 && !m.aside && (row(r, p) >= ROW || coordinated(r, p, fine));
        (m.precision == PlacePrecision::Admin2 || row())
            && m.id.is_some()
            && !r.places.iter().any(|n| n.holder == Some(p))
            && fine.iter().all(|q| beside(q).0)
            && fine.iter().any(|q| beside(q).1)
    };
    segments.iter().flat_map(|g| g.places.iter().copied()).filter(|p| joined(*p)).collect()
}

/// Whether a conjunction is written on a place, or on the "in" before it.
fn joins(r: &Reading<'_>, m: &PlaceMention) -> bool {
    let led = |t: &usize| {
        r.is(*t, Small::Locative) && r.chart.matches_at(*t).iter().any(|x| x.features.has(Features::CONJUNCTION))
    };
    m.joined || m.span.start.checked_sub(1).is_some_and(|t| led(&t))
}

/// Words between two places that a conjunction joins at most: "in the provinces of X and Y, and in Z".
const GAP: usize = 3;

/// Whether a province and a place outside it are joined in one phrase: "in the province of X and the city of Y".
fn coordinated(r: &Reading<'_>, p: usize, fine: &[usize]) -> bool {
    let follows = |a: &PlaceMention, b: &PlaceMention| {
        joins(r, b)
            && b.span.start >= a.tokens.end
            && b.span.start - a.tokens.end <= GAP
            && !r.any_trigger(a.tokens.end..b.span.start)
    };
    let of_row = |k: usize| {
        let m = &r.places[k];
        fine.iter().map(|q| &r.places[*q]).any(|n| {
            n.admin1.is_some() && n.admin1 != m.id && (follows(m, n) || n.span.start < m.span.start && follows(n, m))
        })
    };
    let next = r.places.get(p + 1).is_some_and(|n| n.precision == PlacePrecision::Admin1 && follows(&r.places[p], n));
    of_row(p) || next && of_row(p + 1)
}

/// How many divisions of one rank stand in a row with one: "in X, Y and Z".
fn row(r: &Reading<'_>, p: usize) -> usize {
    let linked = |a: usize, b: usize| {
        let (first, second) = (&r.places[a], &r.places[b]);
        let gap = second.tokens.start.saturating_sub(first.tokens.end);
        first.precision == second.precision && (second.joined && gap == 0 || gap == 1 && r.mark(first.tokens.end, ","))
    };
    let before = (1..=p).rev().take_while(|k| linked(k - 1, *k)).count();
    let first = &r.places[p - before];
    let led = first.prepositional || first.span.start > 0 && r.is(first.span.start - 1, Small::Locative);
    if !led {
        return 0;
    }
    let behind = (p + 1..r.places.len()).take_while(|k| linked(k - 1, *k)).count();
    before + 1 + behind
}
