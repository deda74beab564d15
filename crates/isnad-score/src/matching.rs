//! Which report of the gold is which of the program's: one to one, the greatest likeness in sum.

/// Below this two reports are not taken for one incident.
const LEAST: f64 = 0.40;

/// Beyond these sizes every combination would be too many: the likest pairs are taken one after the other.
const MOST: (usize, usize) = (7, 9);

/// Pairs of indices.
pub(crate) fn pairs(gold: usize, read: usize, likeness: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let mut all: Vec<(f64, usize, usize)> =
        (0..gold).flat_map(|i| (0..read).map(move |j| (i, j))).map(|(i, j)| (likeness(i, j), i, j)).collect();
    all.retain(|p| p.0 >= LEAST);
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    if gold > MOST.0 || read > MOST.1 {
        return greedy(&all);
    }
    let mut search = Search { all: &all, gold, best: 0.0, pairs: Vec::new(), chosen: Vec::new() };
    search.go(0, 0.0);
    search.pairs
}

fn greedy(all: &[(f64, usize, usize)]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in all {
        if !out.iter().any(|(a, b)| a == i || b == j) {
            out.push((*i, *j));
        }
    }
    out
}

struct Search<'a> {
    all: &'a [(f64, usize, usize)],
    gold: usize,
    best: f64,
    pairs: Vec<(usize, usize)>,
    chosen: Vec<(usize, usize)>,
}

impl Search<'_> {
    fn go(&mut self, i: usize, total: f64) {
        if i == self.gold {
            if total > self.best + 1e-12 {
                self.best = total;
                self.pairs = self.chosen.clone();
            }
            return;
        }
        self.go(i + 1, total);
        for (s, _, j) in self.all.iter().filter(|p| p.1 == i) {
            if !self.chosen.iter().any(|(_, b)| b == j) {
                self.chosen.push((i, *j));
                self.go(i + 1, total + s);
                self.chosen.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_counts_not_the_single_pair() {
        let likeness = [[0.9, 0.8], [0.8, 0.1]];
        let mut found = pairs(2, 2, |i, j| likeness[i][j]);
        found.sort();
        assert_eq!(found, [(0, 1), (1, 0)]);
        assert_eq!(pairs(2, 2, |_, _| 0.39), []);
        // many reports: the likest first
        assert_eq!(pairs(2, 10, |i, j| if j < 2 { likeness[i][j] } else { 0.0 }), [(0, 0)]);
    }
}
