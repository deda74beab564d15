//! A telling, made ready to be compared.

use super::figures::Count;
use super::party::Party;
use super::place::{Names, Place};
use super::when::{When, day_number};
use crate::Told;
use crate::keys::{self, Keys};
use isnad_model::{Member, SourceKind, SubEventType, Tactic, Target};
use isnad_text::Fingerprint;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Bits of tactics that are rare enough to tell incidents apart.
pub const RARE_TACTICS: u32 = bits(&[
    Tactic::SuicideVehicleBomb as u32,
    Tactic::SuicideBomber as u32,
    Tactic::DroneStrike as u32,
    Tactic::PrisonBreak as u32,
    Tactic::Assassination as u32,
    Tactic::AirdropOther as u32,
]);

/// Bits of targets that are rare enough to tell incidents apart.
pub const RARE_TARGETS: u32 = bits(&[
    Target::AirportAirbase as u32,
    Target::Market as u32,
    Target::PlaceOfWorship as u32,
    Target::SchoolHospital as u32,
    Target::Prison as u32,
    Target::CampDisplaced as u32,
    Target::Infrastructure as u32,
    Target::Boat as u32,
    Target::HotelRestaurant as u32,
    Target::UnAid as u32,
]);

/// Bits of targets of which one is not taken for another.
pub const PLAIN_TARGETS: u32 = RARE_TARGETS | 1 << Target::Residence as u32;

const fn bits(values: &[u32]) -> u32 {
    let (mut all, mut i) = (0, 0);
    while i < values.len() {
        all |= 1 << values[i];
        i += 1;
    }
    all
}

/// A telling with everything worked out that comparing asks for: made once, compared many times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    article: String,
    /// Stands for the article's id, so that most comparisons need not follow the pointer.
    pub(crate) article_hash: u64,
    index: u32,
    /// Where it stands among others that nothing else tells apart: by chance, and the same in every run.
    pub(crate) rank: u64,
    pub(crate) when: When,
    pub(crate) published: Option<i32>,
    /// What the article is about.
    pub(crate) main: bool,
    pub(crate) places: Vec<Place>,
    pub(crate) countries: Vec<[u8; 2]>,
    pub(crate) kind: SubEventType,
    pub(crate) parties: Vec<Party>,
    pub(crate) counts: Vec<Count>,
    /// Who is quoted, agencies and media left out.
    pub(crate) speakers: Vec<u64>,
    pub(crate) tactics: u32,
    pub(crate) targets: u32,
    #[serde(with = "signature")]
    text: Option<Fingerprint>,
}

/// A signature as bytes.
mod signature {
    use isnad_text::Fingerprint;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(text: &Option<Fingerprint>, serializer: S) -> Result<S::Ok, S::Error> {
        text.as_ref().map_or(&[][..], Fingerprint::as_bytes).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Fingerprint>, D::Error> {
        let bytes = Vec::<u8>::deserialize(deserializer)?;
        match bytes.as_slice() {
            [] => Ok(None),
            some => Fingerprint::from_bytes(some).map(Some).ok_or_else(|| D::Error::custom("no signature of a text")),
        }
    }
}

impl Profile {
    /// Works out a telling; `names` remembers what names sound like.
    pub fn of(told: &Told, names: &mut Names) -> Self {
        let report = &told.report;
        let places: Vec<Place> = report.locations.iter().map(|l| Place::of(l, names)).collect();
        let parties: Vec<Party> = report.actors.iter().map(Party::of).collect();
        let mut countries: Vec<[u8; 2]> = places.iter().filter_map(|p| p.country).collect();
        if countries.is_empty() {
            countries.extend(parties.iter().filter_map(|p| p.country));
        }
        countries.sort_unstable();
        countries.dedup();
        let links = report.claims.iter().flat_map(|c| &c.sources);
        let telling = |kind| !matches!(kind, SourceKind::NewsAgency | SourceKind::Media | SourceKind::Other);
        let mut speakers: Vec<u64> = links
            .filter(|link| telling(link.kind))
            .map(|link| xxh3_64(isnad_places::key(&link.name).as_bytes()))
            .collect();
        speakers.sort_unstable();
        speakers.dedup();
        Self {
            article: told.article.id.clone(),
            article_hash: xxh3_64(told.article.id.as_bytes()),
            index: told.index,
            rank: xxh3_64_with_seed(told.article.id.as_bytes(), u64::from(told.index) + 1),
            when: When::of(told),
            published: told.article.published.map(day_number),
            main: report.main,
            countries,
            kind: report.sub_event_type,
            parties,
            counts: report.claims.iter().filter_map(Count::of).collect(),
            speakers,
            tactics: report.tactics.iter().fold(0, |all, &t| all | 1 << t as u32),
            targets: report.targets.iter().fold(0, |all, &t| all | 1 << t as u32),
            text: told.article.fingerprint.as_deref().and_then(Fingerprint::parse),
            places,
        }
    }

    /// How the telling is named as a member of an event.
    pub fn member(&self) -> Member {
        Member { article: self.article.clone(), report: self.index }
    }

    /// The same as [`Profile::member`] for comparing: orders as members do.
    pub(crate) fn name(&self) -> (&str, u32) {
        (&self.article, self.index)
    }

    /// Where it stands among others of equal weight.
    pub fn rank(&self) -> u64 {
        self.rank
    }

    /// The keys under which it is kept, and under which its partners are sought.
    pub fn keys(&self) -> Keys {
        Keys { kept: keys::kept(self), sought: keys::sought(self) }
    }

    pub(crate) fn same_article(&self, other: &Self) -> bool {
        self.article_hash == other.article_hash && self.article == other.article
    }

    /// Whether the two tell the same of the same day, places and figures.
    pub(crate) fn tells_as(&self, other: &Self) -> bool {
        self.when == other.when
            && self.kind == other.kind
            && self.places == other.places
            && self.counts == other.counts
            && self.parties == other.parties
    }

    /// Whether the articles are copies of one text.
    pub(crate) fn copies(&self, other: &Self) -> bool {
        self.text.as_ref().zip(other.text.as_ref()).is_some_and(|(x, y)| x.copies(y))
    }
}
