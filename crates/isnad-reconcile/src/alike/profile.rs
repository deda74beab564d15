//! A telling, made ready to be compared.

use super::figures::Count;
use super::party::Party;
use super::place::{Names, Place};
use super::when::{When, day_number};
use crate::Told;
use isnad_model::{Member, SourceKind, SubEventType, Tactic, Target};
use isnad_text::Fingerprint;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

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

const fn bits(values: &[u32]) -> u32 {
    let (mut all, mut i) = (0, 0);
    while i < values.len() {
        all |= 1 << values[i];
        i += 1;
    }
    all
}

/// A telling with everything worked out that comparing asks for.
#[derive(Debug, Clone)]
pub struct Profile {
    article: Arc<crate::ArticleHead>,
    /// Stands for the article's id, so that most comparisons need not follow the pointer.
    article_hash: u64,
    index: u32,
    pub when: When,
    pub published: Option<i32>,
    pub places: Vec<Place>,
    pub countries: Vec<[u8; 2]>,
    pub kind: SubEventType,
    pub parties: Vec<Party>,
    pub counts: Vec<Count>,
    /// Who is quoted, agencies and media left out.
    pub speakers: Vec<u64>,
    pub tactics: u32,
    pub targets: u32,
    text: Option<Fingerprint>,
}

impl Profile {
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
            article: Arc::clone(&told.article),
            article_hash: xxh3_64(told.article.id.as_bytes()),
            index: told.index,
            when: When::of(told),
            published: told.article.published.map(day_number),
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

    pub fn member(&self) -> Member {
        Member { article: self.article.id.clone(), report: self.index }
    }

    pub fn same_article(&self, other: &Self) -> bool {
        self.article_hash == other.article_hash && self.article.id == other.article.id
    }

    /// Whether the articles are copies of one text.
    pub fn copies(&self, other: &Self) -> bool {
        self.text.as_ref().zip(other.text.as_ref()).is_some_and(|(x, y)| x.copies(y))
    }
}
