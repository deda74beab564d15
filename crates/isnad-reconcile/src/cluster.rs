//! A component of edges into events.

use crate::alike::{self, Feature, JOIN, MEAN, Names, Profile, WORST};
use crate::{Rulings, Told};
use isnad_model::Member;
use rustc_hash::{FxHashMap, FxHashSet};

/// Splits one connected component into events; a function of the set, whatever the order.
///
/// A component is what hangs together by pairs that [`crate::Match::joins`] and by [`Rulings::together`]. Components do
/// not touch each other, so a new report changes only those it has an edge to. No event holds two reports of one
/// article, unless a ruling says so. Members and events come sorted; rejected reports are left out.
pub fn cluster(component: &[&Told], rulings: &Rulings) -> Vec<Vec<Member>> {
    let mut names = Names::default();
    let profiles: Vec<Profile> = component.iter().map(|t| Profile::of(t, &mut names)).collect();
    let sorted = Constraints::of(rulings);
    let groups = of_profiles(&profiles.iter().collect::<Vec<_>>(), &sorted);
    groups.into_iter().map(|group| group.into_iter().map(Profile::member).collect()).collect()
}

/// Rulings by member, to be looked up.
#[derive(Default)]
pub(crate) struct Constraints {
    together: FxHashMap<Member, Vec<Member>>,
    apart: FxHashSet<(Member, Member)>,
    rejected: FxHashSet<Member>,
}

impl Constraints {
    pub(crate) fn of(rulings: &Rulings) -> Self {
        let mut these = Self { rejected: rulings.rejected.iter().cloned().collect(), ..Self::default() };
        for (a, b) in &rulings.together {
            these.together.entry(a.clone()).or_default().push(b.clone());
        }
        for (a, b) in &rulings.apart {
            these.apart.insert((a.clone(), b.clone()));
            these.apart.insert((b.clone(), a.clone()));
        }
        these
    }
}

/// [`cluster`] on what is already made ready.
pub(crate) fn of_profiles<'a>(component: &[&'a Profile], rulings: &Constraints) -> Vec<Vec<&'a Profile>> {
    let mut told: Vec<(Member, &Profile)> = component.iter().map(|p| (p.member(), *p)).collect();
    told.retain(|(m, _)| !rulings.rejected.contains(m));
    told.sort_by(|a, b| a.0.cmp(&b.0));
    let mut groups = Groups {
        told: &told,
        of: (0..told.len()).collect(),
        groups: Vec::new(),
        rulings,
        weighed: FxHashMap::default(),
    };
    groups.groups = (0..told.len()).map(|i| vec![i]).collect();
    for (i, (member, _)) in told.iter().enumerate() {
        for partner in rulings.together.get(member).into_iter().flatten() {
            if let Ok(j) = told.binary_search_by(|(m, _)| m.cmp(partner)) {
                groups.rule(i, j);
            }
        }
    }
    let mut edges = Vec::new();
    for j in 1..told.len() {
        for i in 0..j {
            if let Some(score) = groups.weigh(i, j).filter(|&s| s >= JOIN) {
                edges.push((score, i, j));
            }
        }
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j) in edges {
        groups.join(i, j);
    }
    let mut out: Vec<Vec<&Profile>> =
        groups.groups.iter().filter(|g| !g.is_empty()).map(|g| g.iter().map(|&i| told[i].1).collect()).collect();
    out.sort_by_cached_key(|g| g.first().map(|p| p.member()));
    out
}

struct Groups<'a, 'r> {
    told: &'r [(Member, &'a Profile)],
    of: Vec<usize>,
    groups: Vec<Vec<usize>>,
    rulings: &'r Constraints,
    weighed: FxHashMap<(usize, usize), Option<f64>>,
}

impl Groups<'_, '_> {
    fn weigh(&mut self, i: usize, j: usize) -> Option<f64> {
        let pair = (i.min(j), i.max(j));
        let (a, b) = (self.told[pair.0].1, self.told[pair.1].1);
        *self.weighed.entry(pair).or_insert_with(|| alike::compare(a, b, &mut Vec::<Feature>::new()))
    }

    /// An analyst's word: joins whatever the scores say, unless another word forbids it.
    fn rule(&mut self, i: usize, j: usize) {
        let (p, q) = (self.of[i], self.of[j]);
        if p != q && !self.ruled_apart(p, q) {
            self.merge(p, q);
        }
    }

    /// An edge joins the groups of its ends where the rest of them fit too.
    fn join(&mut self, i: usize, j: usize) {
        let (p, q) = (self.of[i], self.of[j]);
        if p == q || self.one_article(p, q) || self.ruled_apart(p, q) {
            return;
        }
        let (mut sum, mut pairs) = (0.0, 0.0);
        for (x, y) in self.across(p, q) {
            let Some(score) = self.weigh(x, y).filter(|&s| s >= WORST) else { return };
            sum += score;
            pairs += 1.0;
        }
        if sum / pairs >= MEAN {
            self.merge(p, q);
        }
    }

    fn across(&self, p: usize, q: usize) -> Vec<(usize, usize)> {
        self.groups[p].iter().flat_map(|&x| self.groups[q].iter().map(move |&y| (x, y))).collect()
    }

    /// What one article tells apart stays apart, also through a third.
    fn one_article(&self, p: usize, q: usize) -> bool {
        self.across(p, q).iter().any(|&(x, y)| self.told[x].1.same_article(self.told[y].1))
    }

    fn ruled_apart(&self, p: usize, q: usize) -> bool {
        let apart = &self.rulings.apart;
        !apart.is_empty()
            && self.across(p, q).iter().any(|&(x, y)| apart.contains(&(self.told[x].0.clone(), self.told[y].0.clone())))
    }

    fn merge(&mut self, p: usize, q: usize) {
        let (to, from) = (p.min(q), p.max(q));
        let moved = std::mem::take(&mut self.groups[from]);
        moved.iter().for_each(|&i| self.of[i] = to);
        self.groups[to].extend(moved);
        self.groups[to].sort_unstable();
    }
}
