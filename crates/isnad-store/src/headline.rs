//! The little of an event that its history keeps, and what differs between two of them in words.

use isnad_model::{Estimate, Event, Measure, Member, Of};
use serde::{Deserialize, Serialize};

/// How an event stood at some time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Headline {
    /// The reports that told it.
    pub members: Vec<Member>,
    /// First and last day, `?` where no report is dated.
    pub date: String,
    /// Places, with country.
    pub places: Vec<String>,
    /// Sub-event type.
    pub sub_event_type: String,
    /// Actors with their part and stance.
    pub actors: Vec<String>,
    /// Figures: least, to quote, greatest.
    pub figures: Vec<Toll>,
    /// How many contradictions there were.
    pub contradictions: usize,
    /// `open`, `confirmed` or `rejected`.
    pub state: String,
}

/// A figure of a headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toll {
    /// What is counted.
    pub measure: Measure,
    /// Whom or what.
    pub of: Of,
    /// Least.
    pub low: Option<u64>,
    /// To quote.
    pub best: Option<u64>,
    /// Greatest.
    pub high: Option<u64>,
}

impl Headline {
    /// Of an event in a state.
    pub fn of(event: &Event, state: &str) -> Self {
        let actor = |a: &isnad_model::EventActor| match a.stance {
            Some(stance) => format!("{} ({}, {})", a.id, a.role.name(), stance.name()),
            None => format!("{} ({})", a.id, a.role.name()),
        };
        let place = |l: &isnad_model::Location| match &l.country {
            Some(country) => format!("{} ({country})", l.name),
            None => l.name.clone(),
        };
        let date = match event.date {
            None => "?".to_owned(),
            Some(d) if d.start() == d.end() => d.start().to_string(),
            Some(d) => format!("{}..{}", d.start(), d.end()),
        };
        Self {
            members: event.members.clone(),
            date,
            places: event.locations.iter().map(place).collect(),
            sub_event_type: event.sub_event_type.name().to_owned(),
            actors: event.actors.iter().map(actor).collect(),
            figures: event.estimates.iter().map(toll).collect(),
            contradictions: event.contradictions.len(),
            state: state.to_owned(),
        }
    }

    /// What is different in a later headline, one line each; empty where nothing that people look for is.
    pub fn differences(&self, later: &Headline) -> Vec<String> {
        let mut lines = Vec::new();
        let added: Vec<String> = later.members.iter().filter(|m| !self.members.contains(m)).map(named).collect();
        let gone: Vec<String> = self.members.iter().filter(|m| !later.members.contains(m)).map(named).collect();
        if !added.is_empty() {
            lines.push(format!("now also told by {}", added.join(", ")));
        }
        if !gone.is_empty() {
            lines.push(format!("no longer told by {}", gone.join(", ")));
        }
        let mut field = |name: &str, a: &str, b: &str| {
            if a != b {
                lines.push(format!("{name}: {a} → {b}"));
            }
        };
        field("state", &self.state, &later.state);
        field("date", &self.date, &later.date);
        field("type", &self.sub_event_type, &later.sub_event_type);
        field("place", &listed(&self.places), &listed(&later.places));
        field("actors", &listed(&self.actors), &listed(&later.actors));
        let same = |x: &Toll, y: &Toll| (x.measure, x.of) == (y.measure, y.of);
        for now in &later.figures {
            let was = self.figures.iter().find(|f| same(f, now)).map_or_else(|| "–".to_owned(), figure);
            field(&format!("{} {}", now.measure.name(), now.of.name()), &was, &figure(now));
        }
        for was in self.figures.iter().filter(|was| !later.figures.iter().any(|f| same(f, was))) {
            field(&format!("{} {}", was.measure.name(), was.of.name()), &figure(was), "–");
        }
        field("contradictions", &self.contradictions.to_string(), &later.contradictions.to_string());
        lines
    }
}

fn named(member: &Member) -> String {
    format!("{}#{}", member.article, member.report)
}

fn listed(items: &[String]) -> String {
    if items.is_empty() { "?".to_owned() } else { items.join(", ") }
}

fn toll(e: &Estimate) -> Toll {
    Toll { measure: e.measure, of: e.of, low: e.low, best: e.best, high: e.high }
}

/// `best (low to high)`; an open end is `…`.
fn figure(toll: &Toll) -> String {
    let end = |n: Option<u64>| n.map_or_else(|| "…".to_owned(), |n| n.to_string());
    let best = toll.best.map_or_else(|| "?".to_owned(), |n| n.to_string());
    format!("{best} ({} to {})", end(toll.low), end(toll.high))
}
