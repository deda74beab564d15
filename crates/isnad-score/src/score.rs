//! The figures.

use crate::alike::{actor, actors, likeness, same_chain, same_claim, same_place};
use crate::article::{Claim, Coded, Report};
use crate::matching;
use isnad_model::{Measure, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Counts behind one figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Items on which gold and program agree.
    pub agree: usize,
    /// Items of the gold.
    pub gold: usize,
    /// Items of the program.
    pub read: usize,
}

impl Score {
    fn add(&mut self, (agree, gold, read): (usize, usize, usize)) {
        self.agree += agree;
        self.gold += gold;
        self.read += read;
    }

    /// Share of what the program says that is right.
    pub fn precision(&self) -> f64 {
        share(self.agree, self.read)
    }

    /// Share of the gold that the program says.
    pub fn recall(&self) -> f64 {
        share(self.agree, self.gold)
    }

    /// Harmonic mean of both; for shares (date, type, articles left empty) the share itself.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Figures by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scores {
    /// Articles of the gold.
    pub articles: usize,
    by_name: BTreeMap<&'static str, Score>,
}

/// The figures in the order in which they are printed.
const NAMES: [&str; 14] = [
    "event",
    "main event",
    "location",
    "perpetrator",
    "target",
    "tactics",
    "targets",
    "claim",
    "claim: killed",
    "claim with its whole source chain",
    "date exact",
    "type",
    "sub-type",
    "articles without events left empty",
];

impl Scores {
    /// The figures with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, Score)> + '_ {
        NAMES.iter().map(|n| (*n, self.by_name.get(n).copied().unwrap_or_default()))
    }

    fn of(&mut self, name: &'static str) -> &mut Score {
        self.by_name.entry(name).or_default()
    }

    fn one(&mut self, name: &'static str, right: bool) {
        self.of(name).add((usize::from(right), 1, 1));
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} articles\n{:36}{:>7}{:>7}{:>7}{:>7}{:>7}", self.articles, "", "P", "R", "F1", "gold", "read")?;
        for (name, s) in self.iter() {
            let (p, r, f1) = (s.precision(), s.recall(), s.f1());
            writeln!(f, "{name:36}{p:7.3}{r:7.3}{f1:7.3}{:7}{:7}", s.gold, s.read)?;
        }
        Ok(())
    }
}

/// Scores all articles of the gold; one that the program has not read counts as wholly missed.
pub fn score(gold: &BTreeMap<String, Coded>, read: &BTreeMap<String, Coded>) -> Scores {
    let mut out = Scores { articles: gold.len(), ..Scores::default() };
    for (id, g) in gold {
        article(&mut out, &g.reports, read.get(id).map_or(&[], |r| &r.reports));
    }
    out
}

fn article(out: &mut Scores, gold: &[Report], read: &[Report]) {
    let pairs = matching::pairs(gold.len(), read.len(), |i, j| likeness(&gold[i], &read[j]));
    // what gold marks optional counts neither for nor against
    let free: BTreeSet<usize> = pairs.iter().filter(|(i, _)| gold[*i].optional).map(|(_, j)| *j).collect();
    let pairs: BTreeMap<usize, usize> = pairs.into_iter().filter(|(i, _)| !gold[*i].optional).collect();
    let asked = || (0..gold.len()).filter(|i| !gold[*i].optional);
    let answered = || (0..read.len()).filter(|j| !free.contains(j));
    out.of("event").add((pairs.len(), asked().count(), answered().count()));
    out.of("main event").add((
        pairs.iter().filter(|(i, j)| gold[**i].main && read[**j].main).count(),
        asked().filter(|i| gold[*i].main).count(),
        answered().filter(|j| read[*j].main).count(),
    ));
    if gold.is_empty() {
        out.one("articles without events left empty", read.is_empty());
    }
    for (i, j) in &pairs {
        let (g, r) = (&gold[*i], &read[*j]);
        out.one("type", g.event_type == r.event_type);
        out.one("sub-type", g.sub_event_type == r.sub_event_type);
        out.one("date exact", g.date == r.date);
    }
    let none = Report::default();
    for i in asked() {
        parts(out, &gold[i], pairs.get(&i).map_or(&none, |j| &read[*j]));
    }
    let matched: BTreeSet<usize> = pairs.values().copied().collect();
    for j in answered().filter(|j| !matched.contains(j)) {
        parts(out, &none, &read[j]);
    }
}

fn parts(out: &mut Scores, gold: &Report, read: &Report) {
    let optional = |l: &crate::article::Location| l.optional;
    out.of("location").add(counted(&gold.locations, &read.locations, optional, same_place));
    let free: BTreeSet<String> = gold.optional_actors.iter().map(|a| actor(a)).collect();
    for (name, role) in [("perpetrator", Role::Perpetrator), ("target", Role::Target)] {
        out.of(name).add(common(actors(gold, role), actors(read, role), &free));
    }
    out.of("tactics").add(common(set(&gold.tactics), set(&read.tactics), &set(&gold.optional_tactics)));
    out.of("targets").add(common(set(&gold.targets), set(&read.targets), &set(&gold.optional_targets)));
    let optional = |c: &Claim| c.optional;
    out.of("claim").add(counted(&gold.claims, &read.claims, optional, same_claim));
    let sourced = |g: &Claim, r: &Claim| same_claim(g, r) && same_chain(g, r);
    out.of("claim with its whole source chain").add(counted(&gold.claims, &read.claims, optional, sourced));
    let killed = |claims: &[Claim]| claims.iter().filter(|c| c.measure == Measure::Killed).cloned().collect::<Vec<_>>();
    out.of("claim: killed").add(counted(&killed(&gold.claims), &killed(&read.claims), optional, same_claim));
}

fn set<T: Ord + Copy>(items: &[T]) -> BTreeSet<T> {
    items.iter().copied().collect()
}

fn common<T: Ord>(mut gold: BTreeSet<T>, mut read: BTreeSet<T>, free: &BTreeSet<T>) -> (usize, usize, usize) {
    gold.retain(|x| !free.contains(x));
    read.retain(|x| !free.contains(x));
    (gold.intersection(&read).count(), gold.len(), read.len())
}

/// Agreeing items one to one, what gold demands, what the program says; optional items are left out on both sides.
fn counted<T>(
    gold: &[T],
    read: &[T],
    optional: impl Fn(&T) -> bool,
    same: impl Fn(&T, &T) -> bool,
) -> (usize, usize, usize) {
    let mut left: Vec<&T> = read.iter().collect();
    let (mut agree, mut free) = (0, 0);
    let (demanded, may): (Vec<&T>, Vec<&T>) = gold.iter().partition(|g| !optional(g));
    for (g, demanded) in demanded.iter().map(|g| (g, true)).chain(may.iter().map(|g| (g, false))) {
        if let Some(k) = left.iter().position(|r| same(g, r)) {
            left.remove(k);
            *(if demanded { &mut agree } else { &mut free }) += 1;
        }
    }
    (agree, demanded.len(), read.len() - free)
}
