//! Whether two tellings tell one event.

use crate::Told;
use crate::alike::{self, Feature, JOIN, NEAR, Names, Profile};
use serde::{Deserialize, Serialize};

/// One thing that speaks for or against two tellings being of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was compared, as the table of weights names it.
    pub feature: String,
    /// For (positive) or against (negative), in logarithms of odds.
    pub weight: f64,
}

/// How strongly two tellings look like one event, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// Sum of the weights.
    pub score: f64,
    /// Strongest first.
    pub reasons: Vec<Reason>,
}

impl Match {
    pub(crate) fn new(score: f64, features: &[Feature]) -> Self {
        let mut features = features.to_vec();
        features.sort_by(|x, y| y.weight().abs().total_cmp(&x.weight().abs()).then(x.cmp(y)));
        let reason = |f: &Feature| Reason { feature: f.name().to_owned(), weight: f.weight() };
        Self { score, reasons: features.iter().map(reason).collect() }
    }

    /// Whether the pair is an edge: strong enough to join. Else it is near enough to suggest to an analyst.
    pub fn joins(&self) -> bool {
        self.score >= JOIN
    }
}

/// Compares two tellings; `None` where they lie too far apart to be even suggested, and for two reports of one article.
///
/// The order of the two does not matter.
pub fn score(a: &Told, b: &Told) -> Option<Match> {
    let mut names = Names::default();
    let (a, b) = (Profile::of(a, &mut names), Profile::of(b, &mut names));
    let mut features = Vec::new();
    let score = alike::compare(&a, &b, &mut features)?;
    (score >= NEAR).then(|| Match::new(score, &features))
}
