//! Who speaks with a voice of its own, and who copies.

use crate::Told;
use isnad_text::Fingerprint;
use std::collections::BTreeSet;

/// Least letters of a quote that two articles share by copying only.
const TELLING_QUOTE: usize = 25;

/// The voice of each telling: copies of one text share one.
pub struct Voices(Vec<usize>);

impl Voices {
    /// Groups tellings, in the order given, by the texts they come from.
    pub fn of(told: &[&Told]) -> Self {
        let prints: Vec<Option<Fingerprint>> =
            told.iter().map(|t| t.article.fingerprint.as_deref().and_then(Fingerprint::parse)).collect();
        let quotes: Vec<BTreeSet<&str>> = told
            .iter()
            .map(|t| {
                let long = t.report.claims.iter().map(|c| c.quote.as_str());
                long.filter(|q| q.chars().count() >= TELLING_QUOTE).collect()
            })
            .collect();
        let copies = |i: usize, j: usize| {
            told[i].article.id == told[j].article.id
                || match (&prints[i], &prints[j]) {
                    (Some(x), Some(y)) => x.copies(y),
                    // without signatures, two long quotes word for word
                    _ => quotes[i].intersection(&quotes[j]).count() >= 2,
                }
        };
        let mut of: Vec<usize> = (0..told.len()).collect();
        for j in 1..told.len() {
            for i in 0..j {
                if of[i] != of[j] && copies(i, j) {
                    let (to, from) = (of[i].min(of[j]), of[i].max(of[j]));
                    of.iter_mut().filter(|v| **v == from).for_each(|v| *v = to);
                }
            }
        }
        Self(of)
    }

    /// The voice of a telling.
    pub fn voice(&self, telling: usize) -> usize {
        self.0[telling]
    }

    /// How many independent voices there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.among(0..self.0.len())).unwrap_or(u32::MAX)
    }

    /// How many independent voices are among some tellings.
    pub fn among(&self, tellings: impl IntoIterator<Item = usize>) -> usize {
        tellings.into_iter().map(|i| self.0[i]).collect::<BTreeSet<_>>().len()
    }
}
