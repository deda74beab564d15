//! The border of a division as a place: "near the fence with the strip", "at the fence" behind it.

use crate::incidents::Segment;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::Small;
use isnad_model::{PlacePrecision, Relation};

/// The division whose border the segments tell: by its name, else by "the border" alone where the article names it.
pub(super) fn told(r: &Reading<'_>, segments: &[&Segment]) -> Vec<usize> {
    let named = |p: &usize| r.places[*p].edge && segments.iter().any(|g| g.tokens.contains(&r.places[*p].tokens.start));
    let bare = || segments.iter().any(|g| g.tokens.clone().any(|t| alone(r, t)));
    let known = || (0..r.places.len()).find(|p| bordered(r, &r.places[*p]));
    (0..r.places.len()).find(named).or_else(|| known().filter(|_| bare())).into_iter().collect()
}

/// Whether a place is told as what a border parts from another.
fn bordered(r: &Reading<'_>, m: &PlaceMention) -> bool {
    let spot = m.precision == PlacePrecision::Area && m.relation == Relation::Near;
    m.edge || spot && (m.span.start..m.tokens.start).any(|t| r.is(t, Small::Border))
}

/// "Near the border", "on the border", with no name of a place in it or right behind.
fn alone(r: &Reading<'_>, t: usize) -> bool {
    let led = |b: usize| r.is(b, Small::Near) || r.is(b, Small::Toward) || r.is(b, Small::Locative);
    let sentence = r.chart.sentence_of(t);
    let named = |p: &PlaceMention| {
        p.span.contains(&t)
            || (t + 1..=t + NAMED).contains(&p.tokens.start) && r.chart.sentence_of(p.tokens.start) == sentence
    };
    r.is(t, Small::Border) && !r.covered[t] && t > 0 && led(t - 1) && !r.places.iter().any(named)
}

/// Words behind a border among which the name stands that it is with.
const NAMED: usize = 5;
