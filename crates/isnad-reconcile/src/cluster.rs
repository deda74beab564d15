//! A component of edges into events.

use crate::{Rulings, Told, score};
use isnad_model::Member;
use std::collections::BTreeSet;

/// Splits one connected component into events; a function of the set, whatever the order.
///
/// A component is what hangs together by pairs that [`crate::Match::joins`] and by [`Rulings::together`]. Components do
/// not touch each other, so a new report changes only those it has an edge to. No event holds two reports of one
/// article, unless a ruling says so. Members and events come sorted.
pub fn cluster(component: &[&Told], rulings: &Rulings) -> Vec<Vec<Member>> {
    let mut told: Vec<&Told> = component.iter().copied().filter(|t| !rulings.rejected.contains(&t.member())).collect();
    told.sort_by_key(|t| t.member());
    let mut edges = Vec::new();
    for (i, a) in told.iter().enumerate() {
        for (j, b) in told.iter().enumerate().skip(i + 1) {
            let (x, y) = (a.member(), b.member());
            let among =
                |pairs: &[(Member, Member)]| pairs.iter().any(|(p, q)| (p, q) == (&x, &y) || (p, q) == (&y, &x));
            if among(&rulings.together) {
                edges.push((f64::INFINITY, i, j));
            } else if let Some(m) = score(a, b).filter(|m| m.joins()) {
                edges.push((m.score, i, j));
            }
        }
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut of: Vec<usize> = (0..told.len()).collect();
    for (strength, i, j) in edges {
        let (p, q) = (of[i], of[j]);
        let sides = |k: usize| (0..told.len()).filter(|&n| of[n] == k).collect::<Vec<_>>();
        let apart = sides(p).iter().any(|&m| {
            sides(q).iter().any(|&n| {
                let (x, y) = (told[m].member(), told[n].member());
                let one_article = x.article == y.article && strength.is_finite();
                one_article || rulings.apart.iter().any(|(s, t)| (s, t) == (&x, &y) || (s, t) == (&y, &x))
            })
        });
        if p != q && !apart {
            for k in &mut of {
                if *k == q.max(p) {
                    *k = p.min(q);
                }
            }
        }
    }
    let roots: BTreeSet<usize> = of.iter().copied().collect();
    roots.iter().map(|&r| (0..told.len()).filter(|&n| of[n] == r).map(|n| told[n].member()).collect()).collect()
}
