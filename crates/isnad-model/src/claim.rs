use crate::Evidence;
use crate::taxonomy::named;
use serde::{Deserialize, Serialize};

named! {
    /// What a figure counts (codebook, section 6).
    Measure {
        Killed = "killed",
        Wounded = "wounded",
        KilledOrWounded = "killed_or_wounded",
        Abducted = "abducted",
        Captured = "captured",
        Freed = "freed",
        Missing = "missing",
        Displaced = "displaced",
        Arrested = "arrested",
        Destroyed = "destroyed",
        Damaged = "damaged",
        Seized = "seized",
        Attackers = "attackers",
    }
}

impl Measure {
    /// Whether the measure counts things rather than people.
    pub fn counts_things(self) -> bool {
        matches!(self, Measure::Destroyed | Measure::Damaged | Measure::Seized)
    }
}

named! {
    /// Whom or what a figure counts (codebook, section 6).
    Of {
        People = "people",
        Civilians = "civilians",
        Military = "military",
        Militia = "militia",
        Militants = "militants",
        Mercenaries = "mercenaries",
        Peacekeepers = "peacekeepers",
        AidWorkers = "aid_workers",
        Officials = "officials",
        Aircraft = "aircraft",
        Vehicles = "vehicles",
        Motorcycles = "motorcycles",
        Weapons = "weapons",
        Boats = "boats",
        Buildings = "buildings",
        Livestock = "livestock",
        Things = "things",
    }
}

impl Of {
    /// Whether the class is one of things rather than people.
    pub fn is_thing(self) -> bool {
        self >= Of::Aircraft
    }

    /// Whether they bear arms for a group and not for a state.
    pub fn irregular(self) -> bool {
        matches!(self, Of::Militants | Of::Militia)
    }

    /// Whether they fight for a party of the conflict.
    pub fn fights(self) -> bool {
        self == Of::Military || self.irregular()
    }
}

named! {
    /// How a figure is told (codebook, section 6).
    Qualifier {
        Exact = "exact",
        AtLeast = "at_least",
        MoreThan = "more_than",
        About = "about",
        UpTo = "up_to",
        FewerThan = "fewer_than",
        Range = "range",
        Vague = "vague",
        None = "none",
    }
}

named! {
    /// How firmly a figure is told (codebook, section 6).
    ClaimStance {
        Asserted = "asserted",
        Claimed = "claimed",
        Estimated = "estimated",
        Denied = "denied",
    }
}

named! {
    /// What kind of speaker or channel a link of a chain is (codebook, section 6).
    SourceKind {
        Military = "military",
        Police = "police",
        Government = "government",
        LocalOfficial = "local_official",
        SecuritySource = "security_source",
        Diplomat = "diplomat",
        ArmedGroup = "armed_group",
        Document = "document",
        Medical = "medical",
        Witness = "witness",
        Un = "un",
        Ngo = "ngo",
        Analyst = "analyst",
        NewsAgency = "news_agency",
        Media = "media",
        Other = "other",
    }
}

/// A counted quantity as told: an interval of whole numbers, open where an end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Figure {
    /// Least value, inclusive.
    pub low: Option<u64>,
    /// Greatest value, inclusive.
    pub high: Option<u64>,
    /// How it is told.
    pub qualifier: Qualifier,
}

impl Figure {
    /// `n`, no more and no less.
    pub fn exact(n: u64) -> Self {
        let qualifier = if n == 0 { Qualifier::None } else { Qualifier::Exact };
        Self { low: Some(n), high: Some(n), qualifier }
    }

    /// A told number under a qualifier; the codebook's table of intervals, section 6.
    pub fn qualified(n: u64, qualifier: Qualifier) -> Self {
        let (low, high) = match qualifier {
            Qualifier::Exact | Qualifier::About | Qualifier::None | Qualifier::Range => (Some(n), Some(n)),
            Qualifier::AtLeast | Qualifier::Vague => (Some(n), None),
            Qualifier::MoreThan => (Some(n.saturating_add(1)), None),
            Qualifier::UpTo => (None, Some(n)),
            Qualifier::FewerThan => (None, Some(n.saturating_sub(1))),
        };
        Self { low, high, qualifier }
    }

    /// `a` to `b`, in either order.
    pub fn range(a: u64, b: u64) -> Self {
        Self { low: Some(a.min(b)), high: Some(a.max(b)), qualifier: Qualifier::Range }
    }
}

/// One link of a chain of sources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceLink {
    /// Kind of speaker or channel.
    pub kind: SourceKind,
    /// The words of the article, or the usual name of an agency.
    pub name: String,
}

/// One figure that somebody gives for one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What is counted.
    pub measure: Measure,
    /// Whom or what.
    pub of: Of,
    /// The interval and how it is told.
    #[serde(flatten)]
    pub figure: Figure,
    /// First speaker first, the outlet that passed it on last; empty = the article's own voice.
    pub sources: Vec<SourceLink>,
    /// How firmly it is told.
    pub stance: ClaimStance,
    /// The words that carry the figure, verbatim.
    pub quote: String,
    /// Where it was read.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}
