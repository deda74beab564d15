use crate::taxonomy::named;
use crate::{
    DateRange, EventType, Ground, Location, Measure, Of, Role, SourceLink, Stance, SubEventType, Tactic, Target,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One report of one article, as a member of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Member {
    /// Id of the article.
    pub article: String,
    /// Index of the report in the article's list, from 0.
    pub report: u32,
}

/// One claim of one member of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimRef {
    /// Id of the article.
    pub article: String,
    /// Index of the report in the article's list, from 0.
    pub report: u32,
    /// Index of the claim in the report's list, from 0.
    pub claim: u32,
}

/// What all claims on one measure and one victim class come to.
///
/// `low <= best <= high` where given; an end nobody bounded stays `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// What is counted.
    pub measure: Measure,
    /// Whom or what.
    pub of: Of,
    /// Least value that a trusted claim allows.
    pub low: Option<u64>,
    /// The figure to quote where one must be quoted.
    pub best: Option<u64>,
    /// Greatest value that a claim allows.
    pub high: Option<u64>,
    /// The rule that chose each of the three, in words.
    pub why: String,
    /// The same, for interfaces to say in their own language; empty where an analyst set the figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Ground>,
    /// Every claim that was weighed.
    pub claims: Vec<ClaimRef>,
}

named! {
    /// In which way what is told of one event does not agree.
    ContradictionKind {
        Sources = "source against source",
        Headline = "headline against body",
        Parts = "total against parts",
        Denial = "claim against denial",
        Perpetrators = "competing perpetrators",
        Dates = "dates",
    }
}

/// A disagreement between claims or reports of one event; listed, never averaged away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// In which way they disagree.
    pub kind: ContradictionKind,
    /// What is counted, where it is about a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
    /// Whom or what, where it is about a figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Of>,
    /// The claims that disagree, where it is about figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimRef>,
    /// The reports that disagree.
    pub members: Vec<Member>,
    /// What the parts add up to, where a total is less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<u64>,
    /// The actors it is about: competing perpetrators, or one who denies the deed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// The days told, where they do not agree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<DateRange>,
    /// One sentence that says it.
    pub text: String,
}

named! {
    /// Where an actor stands to the deed.
    ResponsibilityState {
        Claimed = "claimed",
        Asserted = "asserted",
        Accused = "accused",
        Suspected = "suspected",
        Denied = "denied",
        NoClaim = "no claim",
    }
}

/// Who says of whom that they did it, or that nobody has owned to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsibility {
    /// Actor id after the codebook, section 4; `None` for "nobody has claimed it".
    pub actor: Option<String>,
    /// Where the actor stands.
    pub state: ResponsibilityState,
    /// Day of the latest article that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// The chains of those who say so; empty = the articles' own voice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<Vec<SourceLink>>,
    /// The reports that say so.
    pub members: Vec<Member>,
}

/// An actor of an event, over all its reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventActor {
    /// Identifier after the codebook, section 4.
    pub id: String,
    /// Part in the event, by most of the independent voices.
    pub role: Role,
    /// For perpetrators: the strongest stance told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// How many reports name it.
    pub reports: u32,
}

/// What all articles together say of one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Permanent in a record; in a run without one, made from the first member.
    pub id: String,
    /// The reports that tell it, sorted.
    pub members: Vec<Member>,
    /// ACLED event type; follows from the sub-type.
    pub event_type: EventType,
    /// ACLED sub-event type, by most of the independent voices.
    pub sub_event_type: SubEventType,
    /// The narrowest interval that the dated reports support.
    pub date: Option<DateRange>,
    /// Finest place told for each site.
    pub locations: Vec<Location>,
    /// Who did it to whom.
    pub actors: Vec<EventActor>,
    /// How.
    pub tactics: Vec<Tactic>,
    /// What was hit.
    pub targets: Vec<Target>,
    /// How many independent voices tell it; copies of one agency text are one.
    pub voices: u32,
    /// The figures, weighed.
    pub estimates: Vec<Estimate>,
    /// Where the claims disagree.
    pub contradictions: Vec<Contradiction>,
    /// Who says who did it.
    pub responsibility: Vec<Responsibility>,
}
