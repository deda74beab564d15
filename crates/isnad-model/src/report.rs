use crate::taxonomy::named;
use crate::{Claim, DateRange, EventType, Evidence, SourceLink, SubEventType, Tactic, Target};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

named! {
    /// How finely a place is told (codebook, section 2).
    PlacePrecision {
        Site = "site",
        Settlement = "settlement",
        Area = "area",
        Admin2 = "admin2",
        Admin1 = "admin1",
        Country = "country",
    }
}

named! {
    /// How the incident lies to the named place (codebook, section 2).
    Relation {
        In = "in",
        Near = "near",
        Between = "between",
    }
}

named! {
    /// An actor's part in the incident (codebook, section 4).
    Role {
        Perpetrator = "perpetrator",
        Target = "target",
        Other = "other",
    }
}

named! {
    /// How firmly a perpetrator is named, strongest first (codebook, section 4).
    Stance {
        Claimed = "claimed",
        Asserted = "asserted",
        Accused = "accused",
        Suspected = "suspected",
        Denied = "denied",
    }
}

/// A place of an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// Usual Latin name where the gazetteer has one, else the name as written.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Degrees north, WGS 84.
    pub lat: Option<f64>,
    /// Degrees east, WGS 84.
    pub lon: Option<f64>,
    /// How finely it is told.
    pub precision: PlacePrecision,
    /// In, near or between.
    pub relation: Relation,
    /// Where it was read.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// An actor of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Identifier after the codebook, section 4.
    pub id: String,
    /// Part in the incident.
    pub role: Role,
    /// For perpetrators only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// Who names it in that part, first speaker first; empty = the article's own voice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceLink>,
    /// Where it was read.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// What one article says of one incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// Whether headline or lead tell it.
    pub main: bool,
    /// ACLED event type; follows from the sub-type.
    pub event_type: EventType,
    /// ACLED sub-event type.
    pub sub_event_type: SubEventType,
    /// `None` when the text does not fix at least a year.
    pub date: Option<DateRange>,
    /// Where the date was read.
    #[serde(default)]
    pub date_evidence: Vec<Evidence>,
    /// Finest place told for each site.
    pub locations: Vec<Location>,
    /// Who did it to whom.
    pub actors: Vec<Actor>,
    /// How.
    pub tactics: Vec<Tactic>,
    /// What was hit.
    pub targets: Vec<Target>,
    /// The figures.
    pub claims: Vec<Claim>,
    /// Where the article says that nobody has claimed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unclaimed: Vec<Evidence>,
    /// The words that told the incident.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A figure for several events together or a long run; same form as a claim.
pub type Aggregate = Claim;

/// Which program and packs made an output.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extractor {
    /// Program version.
    pub version: String,
    /// Pack and gazetteer versions, `name@digest`.
    pub packs: Vec<String>,
}

/// Everything read out of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// The article's id.
    pub id: String,
    /// Language read; `None` where no pack fits.
    pub lang: Option<String>,
    /// As given, or found in the article's date line.
    pub published: Option<Date>,
    /// The incidents.
    pub reports: Vec<Report>,
    /// Figures of no single incident.
    pub aggregates: Vec<Aggregate>,
    /// The outlet, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Signature of the text by which copies are known; made by whoever has the text, read by `isnad-reconcile`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What made this.
    #[serde(default)]
    pub extractor: Extractor,
}
