//! A component of edges into events.

use crate::Rulings;
use crate::alike::{self, Feature, JOIN, MEAN, Profile, WORST};
use isnad_model::Member;
use rustc_hash::{FxHashMap, FxHashSet};

/// Two tellings that look like one event, by their places in a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge {
    /// The one.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// How much.
    pub score: f64,
}

/// Tellings of a part that are compared for it: all of a small one, those of least rank of a large one.
const SPOKESMEN: usize = 16;

/// Splits one connected component into events, each as places in `component`; a function of the set, whatever the order.
///
/// A component is what hangs together by edges that [`crate::Scale::joins`] and by [`Rulings::together`]. Components do
/// not touch each other, so a new report changes only those it has an edge to. No event holds two reports of one
/// article, unless a ruling says so. Members and events come sorted by name; rejected reports are left out.
///
/// The time grows with the number of edges, however many reports are told of one town and day.
pub fn cluster(component: &[&Profile], edges: &[Edge], rulings: &Rulings) -> Vec<Vec<usize>> {
    of_profiles(component, edges, &Constraints::of(rulings))
}

/// Rulings by member, to be looked up.
#[derive(Default)]
pub(crate) struct Constraints {
    together: FxHashMap<Member, Vec<Member>>,
    apart: FxHashMap<Member, Vec<Member>>,
    rejected: FxHashSet<Member>,
}

impl Constraints {
    pub(crate) fn of(rulings: &Rulings) -> Self {
        let mut these = Self { rejected: rulings.rejected.iter().cloned().collect(), ..Self::default() };
        for (a, b) in &rulings.together {
            these.together.entry(a.clone()).or_default().push(b.clone());
        }
        for (a, b) in &rulings.apart {
            these.apart.entry(a.clone()).or_default().push(b.clone());
            these.apart.entry(b.clone()).or_default().push(a.clone());
        }
        these
    }

    fn none(&self) -> bool {
        self.together.is_empty() && self.apart.is_empty() && self.rejected.is_empty()
    }
}

/// [`cluster`] with the rulings made ready.
pub(crate) fn of_profiles(component: &[&Profile], edges: &[Edge], rulings: &Constraints) -> Vec<Vec<usize>> {
    if component.len() == 1 && rulings.none() {
        return vec![vec![0]];
    }
    let mut order: Vec<usize> = (0..component.len()).collect();
    if !rulings.rejected.is_empty() {
        order.retain(|&i| !rulings.rejected.contains(&component[i].member()));
    }
    order.sort_by(|&a, &b| component[a].name().cmp(&component[b].name()));
    let told: Vec<&Profile> = order.iter().map(|&i| component[i]).collect();
    let mut at = vec![usize::MAX; component.len()];
    order.iter().enumerate().for_each(|(k, &i)| at[i] = k);
    let mut groups = Groups::new(&told, rulings);
    groups.rule(rulings);
    let mut edges: Vec<(f64, usize, usize)> = edges
        .iter()
        .filter(|e| e.score >= JOIN && at[e.a] != usize::MAX && at[e.b] != usize::MAX)
        .map(|e| (e.score, at[e.a].min(at[e.b]), at[e.a].max(at[e.b])))
        .collect();
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    groups.weighed.extend(edges.iter().map(|&(score, i, j)| ((i, j), Some(score))));
    for (_, i, j) in edges {
        groups.join(i, j);
    }
    let mut out: Vec<Vec<usize>> = groups.groups.into_iter().filter(|g| !g.is_empty()).collect();
    out.iter_mut().for_each(|g| g.sort_unstable());
    out.sort_unstable();
    out.into_iter().map(|g| g.into_iter().map(|k| order[k]).collect()).collect()
}

/// Groups become events. A group has parts: what a ruling put together, whatever the scores say, stays apart within the
/// group, so that a further telling need not fit all of it.
struct Groups<'a> {
    told: &'a [&'a Profile],
    /// Group and part of each telling.
    of: Vec<usize>,
    part: Vec<usize>,
    groups: Vec<Vec<usize>>,
    /// The articles of each group, sorted.
    articles: Vec<Vec<u64>>,
    /// Those of least rank come first.
    parts: Vec<Vec<usize>>,
    /// Those that a ruling keeps apart from each telling.
    apart: Vec<Vec<usize>>,
    weighed: FxHashMap<(usize, usize), Option<f64>>,
    /// Parts that did not fit, with their sizes then.
    unfit: FxHashMap<(usize, usize), (usize, usize)>,
}

impl<'a> Groups<'a> {
    fn new(told: &'a [&'a Profile], rulings: &Constraints) -> Self {
        let n = told.len();
        let mut apart = vec![Vec::new(); if rulings.apart.is_empty() { 0 } else { n }];
        for (of, profile) in apart.iter_mut().zip(told) {
            *of = rulings.apart.get(&profile.member()).into_iter().flatten().filter_map(|m| find(told, m)).collect();
        }
        Self {
            told,
            of: (0..n).collect(),
            part: (0..n).collect(),
            groups: (0..n).map(|i| vec![i]).collect(),
            articles: told.iter().map(|p| vec![p.article_hash]).collect(),
            parts: (0..n).map(|i| vec![i]).collect(),
            apart,
            weighed: FxHashMap::default(),
            unfit: FxHashMap::default(),
        }
    }

    /// An analyst's word: joins whatever the scores say, unless another word forbids it.
    fn rule(&mut self, rulings: &Constraints) {
        if rulings.together.is_empty() {
            return;
        }
        let told = self.told;
        for (i, profile) in told.iter().enumerate() {
            for partner in rulings.together.get(&profile.member()).into_iter().flatten() {
                let Some(j) = find(told, partner) else { continue };
                let (p, q) = (self.of[i], self.of[j]);
                if p != q && !self.ruled_apart(p, q) {
                    self.merge(p, q);
                }
            }
        }
    }

    /// An edge joins the groups of its ends where the rest of their parts fit too.
    fn join(&mut self, i: usize, j: usize) {
        let (p, q) = (self.of[i], self.of[j]);
        if self.part[i] == self.part[j] || (p != q && (self.one_article(p, q) || self.ruled_apart(p, q))) {
            return;
        }
        if self.fit(self.part[i], self.part[j]) {
            self.grow(self.part[i], self.part[j]);
            if p != q {
                self.merge(p, q);
            }
        }
    }

    fn fit(&mut self, x: usize, y: usize) -> bool {
        let pair = (x.min(y), x.max(y));
        let sizes = (self.parts[pair.0].len(), self.parts[pair.1].len());
        if self.unfit.get(&pair) == Some(&sizes) {
            return false;
        }
        let speak = |part: usize| self.parts[part].iter().take(SPOKESMEN).copied().collect::<Vec<usize>>();
        let (xs, ys) = (speak(pair.0), speak(pair.1));
        let (mut sum, mut pairs) = (0.0, 0.0);
        for &i in &xs {
            for &j in &ys {
                let Some(score) = self.weigh(i, j).filter(|&s| s >= WORST) else {
                    self.unfit.insert(pair, sizes);
                    return false;
                };
                sum += score;
                pairs += 1.0;
            }
        }
        let fits = sum / pairs >= MEAN;
        if !fits {
            self.unfit.insert(pair, sizes);
        }
        fits
    }

    fn weigh(&mut self, i: usize, j: usize) -> Option<f64> {
        let pair = (i.min(j), i.max(j));
        let (a, b) = (self.told[pair.0], self.told[pair.1]);
        *self.weighed.entry(pair).or_insert_with(|| alike::compare(a, b, &mut Vec::<Feature>::new()))
    }

    /// What one article tells apart stays apart, also through a third.
    fn one_article(&self, p: usize, q: usize) -> bool {
        let (few, many) = match self.articles[p].len() < self.articles[q].len() {
            true => (&self.articles[p], &self.articles[q]),
            false => (&self.articles[q], &self.articles[p]),
        };
        few.iter().any(|article| many.binary_search(article).is_ok())
    }

    fn ruled_apart(&self, p: usize, q: usize) -> bool {
        !self.apart.is_empty() && self.groups[p].iter().any(|&i| self.apart[i].iter().any(|&j| self.of[j] == q))
    }

    fn merge(&mut self, p: usize, q: usize) {
        let (to, from) = if self.groups[p].len() < self.groups[q].len() { (q, p) } else { (p, q) };
        let moved = std::mem::take(&mut self.groups[from]);
        moved.iter().for_each(|&i| self.of[i] = to);
        self.groups[to].extend(moved);
        let articles = std::mem::take(&mut self.articles[from]);
        self.articles[to].extend(articles);
        self.articles[to].sort_unstable();
    }

    fn grow(&mut self, x: usize, y: usize) {
        let (to, from) = if self.parts[x].len() < self.parts[y].len() { (y, x) } else { (x, y) };
        let moved = std::mem::take(&mut self.parts[from]);
        moved.iter().for_each(|&i| self.part[i] = to);
        self.parts[to].extend(moved);
        let told = self.told;
        self.parts[to].sort_unstable_by_key(|&i| (told[i].rank, i));
    }
}

/// The place of a member in a sorted list.
fn find(told: &[&Profile], member: &Member) -> Option<usize> {
    told.binary_search_by(|p| p.name().cmp(&(member.article.as_str(), member.report))).ok()
}
