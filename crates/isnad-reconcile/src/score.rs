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

/// Compares tellings, one pair after the other, without asking for memory each time.
#[derive(Debug, Default)]
pub struct Scale(Vec<Feature>);

impl Scale {
    /// The score of a pair; `None` where they lie too far apart to be even suggested, and for two reports of one article.
    ///
    /// The order of the two does not matter.
    pub fn weigh(&mut self, a: &Profile, b: &Profile) -> Option<f64> {
        alike::compare(a, b, &mut self.0).filter(|&score| score >= NEAR)
    }

    /// What the score of the last pair is made of, strongest first.
    pub fn reasons(&self) -> Vec<Reason> {
        Match::new(0.0, &self.0).reasons
    }

    /// Whether a score makes an edge: strong enough to join. Else it is near enough to suggest to an analyst.
    pub fn joins(score: f64) -> bool {
        score >= JOIN
    }
}

/// Compares two tellings; `None` where they lie too far apart to be even suggested, and for two reports of one article.
///
/// The order of the two does not matter. Who compares one telling with many makes [`Profile`]s and a [`Scale`].
pub fn score(a: &Told, b: &Told) -> Option<Match> {
    let mut names = Names::default();
    let (a, b) = (Profile::of(a, &mut names), Profile::of(b, &mut names));
    let mut scale = Scale::default();
    let score = scale.weigh(&a, &b)?;
    Some(Match { score, reasons: scale.reasons() })
}
