//! What differs between two moments of an event.

use crate::headline::Toll;
use isnad_model::{Measure, Member, Of};
use serde::Serialize;
use std::fmt;

/// One thing that is different; as text a line of English.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum Difference {
    /// Reports came to it.
    Joined {
        /// The reports.
        members: Vec<Member>,
    },
    /// Reports left it.
    Left {
        /// The reports.
        members: Vec<Member>,
    },
    /// `open`, `confirmed`, `rejected`.
    State {
        /// Before.
        from: String,
        /// Since.
        to: String,
    },
    /// A day, two with `..` between them, or `?`.
    Date {
        /// Before.
        from: String,
        /// Since.
        to: String,
    },
    /// Sub-event type.
    Type {
        /// Before.
        from: String,
        /// Since.
        to: String,
    },
    /// Places with their country in brackets.
    Places {
        /// Before.
        from: Vec<String>,
        /// Since.
        to: Vec<String>,
    },
    /// Actors with part and stance in brackets.
    Actors {
        /// Before.
        from: Vec<String>,
        /// Since.
        to: Vec<String>,
    },
    /// A figure.
    Figure {
        /// What is counted.
        measure: Measure,
        /// Whom or what.
        of: Of,
        /// Before; `None` where there was none.
        from: Option<Toll>,
        /// Since; `None` where there is none.
        to: Option<Toll>,
    },
    /// How many contradictions there are.
    Contradictions {
        /// Before.
        from: usize,
        /// Since.
        to: usize,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Joined { members } => write!(f, "now also told by {}", named(members)),
            Self::Left { members } => write!(f, "no longer told by {}", named(members)),
            Self::State { from, to } => write!(f, "state: {from} → {to}"),
            Self::Date { from, to } => write!(f, "date: {from} → {to}"),
            Self::Type { from, to } => write!(f, "type: {from} → {to}"),
            Self::Places { from, to } => write!(f, "place: {} → {}", listed(from), listed(to)),
            Self::Actors { from, to } => write!(f, "actors: {} → {}", listed(from), listed(to)),
            Self::Figure { measure, of, from, to } => {
                write!(f, "{} {}: {} → {}", measure.name(), of.name(), figure(from.as_ref()), figure(to.as_ref()))
            }
            Self::Contradictions { from, to } => write!(f, "contradictions: {from} → {to}"),
        }
    }
}

fn named(members: &[Member]) -> String {
    members.iter().map(|m| format!("{}#{}", m.article, m.report)).collect::<Vec<_>>().join(", ")
}

fn listed(items: &[String]) -> String {
    if items.is_empty() { "?".to_owned() } else { items.join(", ") }
}

/// `best (low to high)`; an open end is `…`.
fn figure(toll: Option<&Toll>) -> String {
    let Some(toll) = toll else { return "–".to_owned() };
    let end = |n: Option<u64>| n.map_or_else(|| "…".to_owned(), |n| n.to_string());
    let best = toll.best.map_or_else(|| "?".to_owned(), |n| n.to_string());
    format!("{best} ({} to {})", end(toll.low), end(toll.high))
}
