//! The little of an event that its history keeps, and what differs between two of them.

use crate::difference::Difference;
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

    /// What is different in a later headline; empty where nothing that people look for is.
    pub fn differences(&self, later: &Headline) -> Vec<Difference> {
        let mut found = Vec::new();
        let beyond = |here: &Headline, there: &Headline| -> Vec<Member> {
            here.members.iter().filter(|m| !there.members.contains(m)).cloned().collect()
        };
        let (joined, left) = (beyond(later, self), beyond(self, later));
        if !joined.is_empty() {
            found.push(Difference::Joined { members: joined });
        }
        if !left.is_empty() {
            found.push(Difference::Left { members: left });
        }
        if self.state != later.state {
            found.push(Difference::State { from: self.state.clone(), to: later.state.clone() });
        }
        if self.date != later.date {
            found.push(Difference::Date { from: self.date.clone(), to: later.date.clone() });
        }
        if self.sub_event_type != later.sub_event_type {
            let (from, to) = (self.sub_event_type.clone(), later.sub_event_type.clone());
            found.push(Difference::Type { from, to });
        }
        if self.places != later.places {
            found.push(Difference::Places { from: self.places.clone(), to: later.places.clone() });
        }
        if self.actors != later.actors {
            found.push(Difference::Actors { from: self.actors.clone(), to: later.actors.clone() });
        }
        let find = |list: &[Toll], t: &Toll| list.iter().find(|f| (f.measure, f.of) == (t.measure, t.of)).copied();
        let gone = self.figures.iter().filter(|was| find(&later.figures, was).is_none());
        for at in later.figures.iter().chain(gone) {
            let (from, to) = (find(&self.figures, at), find(&later.figures, at));
            if from != to {
                found.push(Difference::Figure { measure: at.measure, of: at.of, from, to });
            }
        }
        if self.contradictions != later.contradictions {
            found.push(Difference::Contradictions { from: self.contradictions, to: later.contradictions });
        }
        found
    }
}

fn toll(e: &Estimate) -> Toll {
    Toll { measure: e.measure, of: e.of, low: e.low, best: e.best, high: e.high }
}
