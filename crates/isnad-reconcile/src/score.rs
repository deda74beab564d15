//! Whether two tellings tell one event.

use crate::Told;
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
    /// Whether the pair is an edge: strong enough to join. Else it is near enough to suggest to an analyst.
    pub fn joins(&self) -> bool {
        self.score >= JOIN
    }
}

/// From this score on two tellings are joined.
const JOIN: f64 = 3.0;
/// From this score on a pair is worth an analyst's look.
const NEAR: f64 = 1.0;

/// Compares two tellings; `None` where they lie too far apart to be even suggested, and for two reports of one article.
///
/// The order of the two does not matter.
pub fn score(a: &Told, b: &Told) -> Option<Match> {
    if a.article.id == b.article.id {
        return None;
    }
    let mut reasons = Vec::new();
    let mut say = |feature: &str, weight| reasons.push(Reason { feature: feature.to_owned(), weight });
    match (&a.report.date, &b.report.date) {
        (Some(x), Some(y)) if x.overlaps(y) => say("dates overlap", 2.0),
        (Some(_), Some(_)) => say("dates apart", -4.0),
        _ => {}
    }
    let same_place = a.report.locations.iter().any(|x| b.report.locations.iter().any(|y| x.name == y.name));
    say(if same_place { "same place" } else { "other places" }, if same_place { 2.0 } else { -3.0 });
    if a.report.sub_event_type == b.report.sub_event_type {
        say("same type", 0.5);
    }
    reasons.sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()));
    let score = reasons.iter().map(|r| r.weight).sum();
    (score >= NEAR).then_some(Match { score, reasons })
}
