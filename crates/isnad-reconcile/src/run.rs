//! All at once.

use crate::{Match, Policy, Rulings, Told, cluster, keys, score, summarise};
use isnad_model::{Event, Member};
use rustc_hash::FxHashMap;

/// A pair that is nearly one event, for an analyst to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The first of the two in order.
    pub a: Member,
    /// The second.
    pub b: Member,
    /// How near, and why.
    pub why: Match,
}

/// Joins tellings into events, sorted by their first member.
///
/// The outcome depends on the set alone: not on its order, nor on whether it comes at once or in parts. Of two tellings
/// with one name (article and index) the first counts.
pub fn reconcile(tellings: &[Told], rulings: &Rulings, policy: Policy) -> Vec<Event> {
    let told = sorted(tellings);
    let mut of = Components::new(told.len());
    for (i, j, m) in pairs(&told) {
        if m.joins() {
            of.join(i, j);
        }
    }
    let place = |m: &Member| told.binary_search_by_key(m, |t| t.member()).ok();
    for (a, b) in &rulings.together {
        if let (Some(i), Some(j)) = (place(a), place(b)) {
            of.join(i, j);
        }
    }
    let mut components: FxHashMap<usize, Vec<&Told>> = FxHashMap::default();
    for (i, t) in told.iter().enumerate() {
        components.entry(of.root(i)).or_default().push(t);
    }
    let mut events: Vec<Event> = components
        .values()
        .flat_map(|component| cluster(component, rulings))
        .filter_map(|members| {
            let members: Vec<&Told> = members.iter().filter_map(place).map(|i| told[i]).collect();
            summarise(&members, policy)
        })
        .collect();
    events.sort_by(|a, b| a.members.cmp(&b.members));
    events
}

/// The pairs just under the threshold, nearest first.
pub fn suggestions(tellings: &[Told]) -> Vec<Suggestion> {
    let told = sorted(tellings);
    let near = pairs(&told).into_iter().filter(|(_, _, m)| !m.joins());
    let mut near: Vec<Suggestion> =
        near.map(|(i, j, why)| Suggestion { a: told[i].member(), b: told[j].member(), why }).collect();
    near.sort_by(|x, y| y.why.score.total_cmp(&x.why.score).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    near
}

fn sorted(tellings: &[Told]) -> Vec<&Told> {
    let mut told: Vec<&Told> = tellings.iter().collect();
    told.sort_by_key(|t| t.member());
    told.dedup_by_key(|t| t.member());
    told
}

/// All pairs that share a key and are not far apart.
fn pairs(told: &[&Told]) -> Vec<(usize, usize, Match)> {
    let mut postings: FxHashMap<crate::BlockKey, Vec<usize>> = FxHashMap::default();
    let mut out = Vec::new();
    for (j, t) in told.iter().enumerate() {
        let keys = keys(t);
        let mut seen: Vec<usize> = keys.sought.iter().filter_map(|k| postings.get(k)).flatten().copied().collect();
        seen.sort_unstable();
        seen.dedup();
        out.extend(seen.into_iter().filter_map(|i| Some((i, j, score(told[i], t)?))));
        for key in keys.kept {
            postings.entry(key).or_default().push(j);
        }
    }
    out
}

/// Which tellings hang together.
struct Components(Vec<usize>);

impl Components {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, i: usize, j: usize) {
        let (i, j) = (self.root(i), self.root(j));
        self.0[i.max(j)] = i.min(j);
    }
}
