//! Who: parties, their houses, and on which side they stand.

use super::place::code;
use super::weights::Feature;
use isnad_model::{Actor, Role, Stance};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Groups of one house: branches, alliances and successors that papers name for each other.
const HOUSES: &[&[&str]] = &[
    &["jnim", "katiba-macina", "ansar-dine", "ansarul-islam", "al-mourabitoun", "aqim", "al-qaeda"],
    &["issp", "islamic-state", "mujao"],
    &["iswap", "islamic-state", "boko-haram"],
    &["is-somalia", "islamic-state"],
    &["wilayat-sinai", "islamic-state"],
    &["aqap", "al-qaeda"],
    &["hts", "al-qaeda"],
    &["al-shabaab", "al-qaeda"],
    &["wagner", "africa-corps"],
    &["fla", "csp", "cma", "mnla", "group:tuareg"],
    &["gatia", "group:tuareg"],
    &["group:msa", "group:tuareg"],
    &["hamas", "group:palestinian-islamic-jihad"],
];

/// Whether two groups are of one house.
pub fn kin(a: &str, b: &str) -> bool {
    HOUSES.iter().any(|house| house.contains(&a) && house.contains(&b))
}

/// Forces of several countries; peacekeepers are known by the head of their id.
const MISSIONS: &[&str] = &["g5-sahel", "mnjtf", "saudi-coalition"];

/// What sort of party an actor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// A branch of a state.
    State,
    /// Civilians.
    Civilians,
    /// Gunmen without a name.
    Unnamed,
    /// A force of several countries.
    Mission,
    /// A group, militia or force with a name of its own.
    Named,
}

/// An actor as it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub id: u64,
    pub sort: Sort,
    pub country: Option<[u8; 2]>,
    pub role: Role,
    /// Suspected or accused by others, no more.
    suspect: bool,
    /// A bit for every house it is of.
    houses: u32,
}

impl Party {
    pub fn of(actor: &Actor) -> Self {
        let mut parts = actor.id.split(':');
        let (head, country) = (parts.next().unwrap_or_default(), parts.next());
        let sort = match head {
            "state" => Sort::State,
            "civilians" => Sort::Civilians,
            "unidentified" => Sort::Unnamed,
            "un" | "au" => Sort::Mission,
            _ if MISSIONS.contains(&actor.id.as_str()) => Sort::Mission,
            _ => Sort::Named,
        };
        let houses = HOUSES.iter().enumerate().filter(|(_, house)| house.contains(&actor.id.as_str()));
        Self {
            id: xxh3_64(actor.id.as_bytes()),
            sort,
            country: country.filter(|_| !matches!(sort, Sort::Named | Sort::Mission)).and_then(code),
            role: actor.role,
            suspect: matches!(actor.stance, Some(Stance::Suspected | Stance::Accused)),
            houses: houses.fold(0, |bits, (i, _)| bits | 1 << i),
        }
    }

    fn attacks(&self) -> bool {
        self.role == Role::Perpetrator
    }
}

/// What the parties of two tellings have in common, into `say`. `here` tells whether a country is one of the incident's.
pub fn compare(a: &[Party], b: &[Party], here: impl Fn([u8; 2]) -> bool, say: &mut Vec<Feature>) {
    let foreign = |p: &Party| p.country.is_some_and(|c| !here(c));
    let met = |test: &dyn Fn(&Party, &Party) -> bool| attackers(a).any(|p| attackers(b).any(|q| test(p, q)));
    if attackers(a).next().is_some() && attackers(b).next().is_some() {
        say.push(if met(&|p, q| p.id == q.id && p.sort != Sort::State) {
            Feature::SamePerpetrator
        } else if met(&|p, q| p.id == q.id && foreign(p)) {
            Feature::ForeignPerpetrator
        } else if met(&|p, q| p.id == q.id || p.houses & q.houses != 0) {
            Feature::KinPerpetrator
        } else if attackers(a).all(|p| p.suspect) || attackers(b).all(|p| p.suspect) {
            Feature::OtherSuspect
        } else {
            Feature::OtherPerpetrator
        });
    }
    let swapped = |xs: &[Party], ys: &[Party]| {
        xs.iter().any(|p| p.attacks() && ys.iter().any(|q| q.id == p.id && q.role == Role::Target))
            && !ys.iter().any(|q| q.attacks() && xs.iter().any(|p| p.id == q.id && p.attacks()))
    };
    if swapped(a, b) || swapped(b, a) {
        say.push(Feature::SwappedRoles);
    }
    if hit(a).next().is_some() && hit(b).next().is_some() {
        let same = || hit(a).filter(|p| hit(b).any(|q| q.id == p.id));
        say.push(if same().any(|p| p.sort == Sort::Mission || foreign(p)) {
            Feature::SameForeign
        } else if same().any(|p| p.sort == Sort::Named) && !say.contains(&Feature::SamePerpetrator) {
            // of two groups at war with each other every day, the second says little
            Feature::SameGroupHit
        } else if same().next().is_some() {
            Feature::SameVictimParty
        } else if forces_of_one_state(a, b) {
            Feature::KinVictimParty
        } else {
            Feature::OtherVictimParty
        });
        let nations = |ps| hit(ps).filter_map(|p: &Party| p.country);
        if nations(a).next().is_some() && nations(b).next().is_some() && !nations(a).any(|c| nations(b).any(|d| c == d))
        {
            say.push(Feature::OtherNations);
        }
    }
}

/// Those who attack and have a name to be known by.
fn attackers(parties: &[Party]) -> impl Iterator<Item = &Party> {
    parties.iter().filter(|p| p.attacks() && matches!(p.sort, Sort::Named | Sort::State | Sort::Mission))
}

fn hit(parties: &[Party]) -> impl Iterator<Item = &Party> {
    parties.iter().filter(|p| p.role == Role::Target)
}

/// Whether each side names a force of one state: its army, its police, its gendarmes.
fn forces_of_one_state(a: &[Party], b: &[Party]) -> bool {
    let forces = |ps| hit(ps).filter(|p: &&Party| p.sort == Sort::State && p.country.is_some());
    forces(a).any(|p| forces(b).any(|q| p.country == q.country))
}
