//! How many edges a telling keeps: in a crowd, thousands of reports of one town and day, not all of them.

use crate::Edge;
use crate::alike::Profile;
use std::cmp::Ordering;

/// Edges that each telling keeps: its strongest, among equals those to tellings of lesser [`Profile::rank`].
///
/// An edge stays as long as one of its two ends keeps it. So what is kept is a function of the set of tellings, grows with
/// their number and not with its square, and whoever has no more than so many edges loses none by its own choice.
pub const STRONGEST: usize = 32;

/// Which of two edges of one telling goes before the other, by score and by the rank of the telling at the other end.
pub(crate) fn order(x: (f64, u64), y: (f64, u64)) -> Ordering {
    y.0.total_cmp(&x.0).then(x.1.cmp(&y.1))
}

/// Those of all edges that one of their ends keeps.
pub(crate) fn strongest(profiles: &[Profile], mut edges: Vec<Edge>) -> Vec<Edge> {
    let mut count = vec![0usize; profiles.len()];
    for e in &edges {
        count[e.a] += 1;
        count[e.b] += 1;
    }
    if count.iter().all(|&n| n <= STRONGEST) {
        return edges;
    }
    let mut crowded: Vec<Vec<(f64, u64)>> = vec![Vec::new(); profiles.len()];
    for e in &edges {
        for (of, other) in [(e.a, e.b), (e.b, e.a)] {
            if count[of] > STRONGEST {
                crowded[of].push((e.score, profiles[other].rank()));
            }
        }
    }
    let last: Vec<Option<(f64, u64)>> = crowded
        .into_iter()
        .map(|mut of| (!of.is_empty()).then(|| *of.select_nth_unstable_by(STRONGEST - 1, |x, y| order(*x, *y)).1))
        .collect();
    let keeps = |of: usize, score: f64, other: usize| {
        last[of].is_none_or(|last| order((score, profiles[other].rank()), last) != Ordering::Greater)
    };
    edges.retain(|e| keeps(e.a, e.score, e.b) || keeps(e.b, e.score, e.a));
    edges
}
