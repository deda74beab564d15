//! Where: points with how finely they are told, and names where there is no point.

use super::weights::Feature;
use isnad_model::{Location, PlacePrecision, Relation};
use isnad_places::{Sounds, distance_km};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// Least consonants of a name's word that may stand for the name.
const TELLING: usize = 3;

/// A place as it is compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// How far from the point the incident can lie, in kilometres.
    pub reach: f64,
    /// ISO code.
    pub country: Option<[u8; 2]>,
    /// A site, a settlement, an area, a district: something that cells of a grid can hold.
    pub fine: bool,
    pub precision: PlacePrecision,
    /// The name by its sounds.
    pub name: u64,
    /// The words of the name by their consonants, the telling ones.
    pub words: Vec<u64>,
}

/// Names by their sounds, each worked out once.
///
/// What is remembered is bounded and changes nothing but the time.
#[derive(Debug, Default)]
pub struct Names(FxHashMap<String, (u64, Vec<u64>)>);

/// Names that are remembered at once.
const REMEMBERED: usize = 20_000;

impl Names {
    fn sounds(&mut self, name: &str) -> &(u64, Vec<u64>) {
        if !self.0.contains_key(name) {
            if self.0.len() >= REMEMBERED {
                self.0.clear();
            }
            let sounds = Sounds::embedded();
            let key = isnad_places::key(name);
            let words = key.split(' ').map(|w| sounds.skeleton(&sounds.of(w))).filter(|w| w.len() >= TELLING);
            let made = (xxh3_64(sounds.of(&key).as_bytes()), words.map(|w| xxh3_64(w.as_bytes())).collect());
            self.0.insert(name.to_owned(), made);
        }
        &self.0[name]
    }
}

impl Place {
    pub fn of(place: &Location, names: &mut Names) -> Self {
        let reach = match place.precision {
            PlacePrecision::Site => 2.0,
            PlacePrecision::Settlement => 5.0,
            PlacePrecision::Area => 25.0,
            PlacePrecision::Admin2 => 45.0,
            PlacePrecision::Admin1 => 180.0,
            PlacePrecision::Country => 900.0,
        };
        let fine = place.precision <= PlacePrecision::Admin2;
        let (name, words) = names.sounds(&place.name);
        let point = place.lat.zip(place.lon).filter(|p| p.0.abs() <= 90.0 && p.1.abs() <= 180.0);
        Self {
            point,
            reach: if place.relation == Relation::In { reach } else { reach + 15.0 },
            country: place.country.as_deref().and_then(code),
            fine,
            precision: place.precision,
            name: *name,
            words: if point.is_none() || fine { words.clone() } else { Vec::new() },
        }
    }

    /// How two places lie to each other; `None` where nothing can be said.
    fn compare(&self, other: &Self) -> Option<Feature> {
        let one_country = self.country.is_none() || other.country.is_none() || self.country == other.country;
        let one_name = self.name == other.name && one_country;
        let (Some(p), Some(q)) = (self.point, other.point) else {
            let shared =
                self.words.iter().any(|w| other.words.contains(w)) && self.words.len().min(other.words.len()) == 1;
            return match (one_name, one_country) {
                (true, _) => Some(Feature::SamePlace),
                (_, true) if shared => Some(Feature::ClosePlace),
                (_, true) => None,
                (_, false) => Some(Feature::PlacesFar),
            };
        };
        let km = distance_km(p, q);
        Some(match (self.fine, other.fine) {
            (true, true) => match km {
                ..=3.0 => Feature::SamePlace,
                ..=60.0 if one_name => Feature::SamePlace,
                ..=10.0 if self.precision == PlacePrecision::Settlement && self.precision == other.precision => {
                    Feature::NextTown
                }
                ..=10.0 => Feature::ClosePlace,
                _ if km <= self.reach.max(other.reach) => Feature::AreaHolds,
                ..=25.0 => Feature::NearPlace,
                ..=60.0 => Feature::PlacesApart,
                _ => Feature::PlacesFar,
            },
            _ if !one_country && km > 50.0 => Feature::PlacesFar,
            _ if self.precision == PlacePrecision::Country || other.precision == PlacePrecision::Country => {
                if one_country {
                    Feature::SameCountry
                } else {
                    Feature::PlacesFar
                }
            }
            (false, false) if one_name || km <= 30.0 => Feature::SameRegion,
            (false, false) => Feature::PlacesFar,
            _ if km <= self.reach.max(other.reach) => Feature::RegionHolds,
            _ => Feature::PlacesFar,
        })
    }
}

/// The two letters of a country's code.
pub fn code(country: &str) -> Option<[u8; 2]> {
    <[u8; 2]>::try_from(country.as_bytes()).ok()
}

/// What the places of two tellings have in common, into `say`; false where they are of different places for sure.
pub fn compare(a: &[Place], b: &[Place], say: &mut Vec<Feature>) -> bool {
    let best = a.iter().flat_map(|x| b.iter().filter_map(|y| x.compare(y)));
    let Some(best) = best.max_by(|x, y| x.weight().total_cmp(&y.weight())) else {
        say.push(Feature::NoPlace);
        return true;
    };
    if best == Feature::PlacesFar {
        return false;
    }
    // a school somewhere in the town, and one in a quarter of it
    let quarter = |x: &Place, y: &Place| (in_town(x, a) || in_town(y, b)) && x.compare(y) == Some(Feature::ClosePlace);
    let within = best == Feature::ClosePlace && a.iter().any(|x| b.iter().any(|y| quarter(x, y)));
    say.push(if within { Feature::SamePlace } else { best });
    let fine = |p: &&Place| p.fine && p.point.is_some();
    let near = |x: &Place, ys: &[Place]| {
        ys.iter().filter(fine).any(|y| matches!(x.compare(y), Some(Feature::SamePlace | Feature::ClosePlace)))
    };
    let shared = |xs: &[Place], ys: &[Place]| {
        let met: Vec<&Place> = xs.iter().filter(fine).filter(|x| near(x, ys)).collect();
        // quarters of one town are one place
        met.iter().enumerate().filter(|(i, x)| met[..*i].iter().all(|m| away(x, m) > 3.0)).count()
    };
    if a.len().min(b.len()) >= 2 && shared(a, b).min(shared(b, a)) >= 2 {
        say.push(Feature::SeveralSites);
    }
    match sites(a).flat_map(|x| sites(b).map(move |y| away(x, y))).min_by(f64::total_cmp) {
        Some(..=1.5) => say.push(Feature::SameSite),
        Some(2.5..) => say.push(Feature::OtherSite),
        _ => {}
    }
    true
}

/// Sites with a point of their own.
fn sites(of: &[Place]) -> impl Iterator<Item = &Place> {
    of.iter().filter(|p| p.precision == PlacePrecision::Site && p.point.is_some() && !in_town(p, of))
}

/// Whether two places are one for a reader.
pub fn one_place(x: &Place, y: &Place) -> bool {
    let one_country = x.country.is_none() || y.country.is_none() || x.country == y.country;
    let sites = x.precision == PlacePrecision::Site && y.precision == PlacePrecision::Site;
    let near = x.fine == y.fine && away(x, y) <= if sites { 0.3 } else { 5.0 };
    let apart = away(x, y).is_finite() && away(x, y) > 60.0;
    x.precision.min(y.precision) < PlacePrecision::Country && one_country && (near || (x.name == y.name && !apart))
        || x.precision == y.precision && x.country == y.country && x.name == y.name
}

/// Whether a site stands at the point of its town: several sites of one telling have one point.
fn in_town(p: &Place, of: &[Place]) -> bool {
    let site = |x: &&Place| x.precision == PlacePrecision::Site && x.point == p.point;
    p.precision == PlacePrecision::Site && of.iter().filter(site).count() > 1
}

fn away(a: &Place, b: &Place) -> f64 {
    a.point.zip(b.point).map_or(f64::INFINITY, |(p, q)| distance_km(p, q))
}
