//! Which tokens can begin a pattern of any of several sets, told by what stands behind their words.

use super::follow::Mask;
use super::{PatternSet, Standing};
use crate::Chart;

/// For the entries with which the patterns of several sets begin, what can stand behind them in any of these patterns: most
/// beginnings go no further, and one look spares a look for every set.
#[derive(Debug, Clone, Default)]
pub struct Openings {
    /// For every entry the number of its mask.
    of_entry: Vec<u16>,
    /// What can stand behind: nothing first, for entries that begin no pattern.
    masks: Vec<Mask>,
}

impl Openings {
    /// Gathers the beginnings of sets selected from one set.
    pub fn new(sets: &[PatternSet]) -> Self {
        let entries = sets.iter().map(|s| s.by_entry.len()).max().unwrap_or(0);
        let mut openings = Self { of_entry: Vec::with_capacity(entries), masks: vec![0] };
        for entry in 0..entries {
            let list = |s: &PatternSet| s.by_entry.get(entry).map_or(0, |list| s.lists[usize::from(*list)].any);
            let mask = sets.iter().map(list).fold(0, |all, any| all | any);
            let known = openings.masks.iter().position(|m| *m == mask);
            let number = known.unwrap_or_else(|| {
                openings.masks.push(mask);
                openings.masks.len() - 1
            });
            openings.of_entry.push(number as u16);
        }
        openings
    }

    /// Whether a pattern that begins with a word at a token can go on behind it. `set` is any of the sets; it holds until a
    /// mention is added behind the word.
    pub fn go_on(&self, set: &PatternSet, chart: &Chart, standing: &mut Standing, token: usize) -> bool {
        chart.matches_at(token).iter().any(|m| {
            let number = self.of_entry.get(m.entry.index()).copied().unwrap_or(0);
            number != 0 && self.masks[usize::from(number)] & standing.at(set, chart, m.end as usize) != 0
        })
    }
}
