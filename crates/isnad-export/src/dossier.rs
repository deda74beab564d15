use isnad_model::{Claim, ClaimRef, Event, Report};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An event with the reports that tell it: all that an export may draw on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// What the reports come to.
    pub event: Event,
    /// What analysts said of it.
    #[serde(default)]
    pub review: Review,
    /// When it came into the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Timestamp>,
    /// When the record last changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<Timestamp>,
    /// The reports, in the order of the event's members.
    pub tellings: Vec<Telling>,
}

/// What analysts said of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Nothing yet.
    #[default]
    Open,
    /// It is as it stands.
    Confirmed,
    /// It is no event.
    Rejected,
}

impl Review {
    /// The word that exports use.
    pub fn name(self) -> &'static str {
        match self {
            Review::Open => "open",
            Review::Confirmed => "confirmed",
            Review::Rejected => "rejected",
        }
    }
}

/// A report of an event and the article that tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// The article.
    pub article: Article,
    /// Index of the report in the article's list, from 0.
    pub index: u32,
    /// What it says.
    pub report: Report,
}

/// What exports tell of an article; never its text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// ISO 639-1 code.
    pub lang: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl Dossier {
    /// The claim that a reference leads to, with the report that holds it.
    pub fn claim(&self, of: &ClaimRef) -> Option<(&Telling, &Claim)> {
        let told = self.tellings.iter().find(|t| t.index == of.report && t.article.id == of.article)?;
        Some((told, told.report.claims.get(of.claim as usize)?))
    }
}
