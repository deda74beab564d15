//! Names that stand nowhere, found by their sound.

use crate::gazetteer::{Gazetteer, u32_at};
use crate::geo::distance_km;
use crate::kind::{Kind, Kinds};
use crate::layout::Section;
use crate::place::{PlaceId, Spot};

/// Apart by more than this share of its sounds, a name is another name.
const TOLERANCE: f64 = 0.08;
/// A second place as likely as the first makes the name say nothing.
const MARGIN: f64 = 0.3;
/// Namesakes this close to each other are one place for a reader.
const SAME_KM: f64 = 25.0;
/// A division's point and its seat lie within this.
const NESTED_KM: f64 = 250.0;
/// How far from the point in question a place may lie.
const REACH_KM: f64 = 600.0;

/// A place whose name sounds like the one asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Similar {
    /// The place.
    pub place: PlaceId,
    /// How alike the names are: 1 for the same sounds.
    pub score: f64,
}

/// The places whose names sound like some words, wherever they lie: the part of the search that words and country
/// decide, to be kept and asked again with another point.
#[derive(Debug, Clone, Default)]
pub struct Sounding {
    consonants: usize,
    length: f64,
    placed: bool,
    found: Box<[(f64, PlaceId)]>,
}

impl Gazetteer {
    /// The place whose Latin name sounds like the folded words, where one stands out.
    ///
    /// `country` limits the search to a country (ISO code); `near` prefers places around a point and leaves out those
    /// far away. With neither, only a name that sounds exactly alike counts. Ask only for words that some cue makes a
    /// place: the answer says which place, not whether it is one.
    pub fn similar(&self, words: &str, country: Option<&str>, near: Option<(f64, f64)>) -> Option<Similar> {
        self.nearest(&self.sounding(words, country), near)
    }

    /// All places, of a country where one is given, whose Latin names sound like the folded words.
    pub fn sounding(&self, words: &str, country: Option<&str>) -> Sounding {
        let sounds = self.sounds().of(&crate::key::key(words));
        let skeleton = self.sounds().skeleton(&sounds);
        let length = sounds.chars().count() as f64;
        let (consonants, placed) = (skeleton.len(), country.is_some());
        if consonants < 2 || length < 4.0 {
            return Sounding::default();
        }
        let country = country.map(str::as_bytes);
        let table = self.section(Section::Spellings);
        let mut found = Vec::new();
        for key in variants(&skeleton) {
            let Some(value) = self.skeletons.get(key.as_bytes()) else { continue };
            let at = value.value() as usize;
            for i in 0..u32_at(table, at) as usize {
                let id = PlaceId(u32_at(table, at + 1 + i * 2));
                // most places of a skeleton lie elsewhere: tell them by two bytes
                if country.is_some_and(|c| self.country_bytes(id.index())[..] != *c) {
                    continue;
                }
                let place = self.spot(id);
                if consonants < 3 && place.population == 0 && !place.notable {
                    continue;
                }
                let spelling = self.sounds().of(self.string(u32_at(table, at + 2 + i * 2)));
                let distance = self.sounds().distance(&sounds, &spelling);
                let most = limit(consonants, length, false, place.notable);
                if distance <= limit(consonants, length, true, place.notable).max(most) {
                    found.push((distance, id));
                }
            }
        }
        Sounding { consonants, length, placed, found: found.into() }
    }

    /// Of places that sound alike the one that stands out, near a point where one is given.
    pub fn nearest(&self, sounding: &Sounding, near: Option<(f64, f64)>) -> Option<Similar> {
        let &Sounding { consonants, length, placed, ref found } = sounding;
        let placed = placed || near.is_some();
        let mut best: Vec<(f64, f64, Spot)> = Vec::new();
        for &(distance, id) in found {
            let place = self.spot(id);
            let away = near.map_or(0.0, |point| distance_km(point, place.point));
            if away <= REACH_KM && distance <= limit(consonants, length, placed, place.notable) {
                best.push((distance + away / 500.0 - standing(&place), distance, place));
            }
        }
        best.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.id.cmp(&b.2.id)));
        let &(cost, distance, place) = best.first()?;
        let rival = best.iter().skip(1).find(|r| !one_for_a_reader(&place, &r.2));
        if rival.is_some_and(|r| r.0 - cost < MARGIN && r.1 - distance < MARGIN) && near.is_none() {
            return None;
        }
        Some(Similar { place: place.id, score: (1.0 - distance / length).max(0.0) })
    }
}

/// How far a spelling may lie from the name: short names must be all but equal, places of the news a little less so.
fn limit(consonants: usize, length: f64, placed: bool, notable: bool) -> f64 {
    let strict = match (placed, consonants) {
        (false, 0..=2) | (true, 0..=1) => return 0.0,
        (false, _) => 0.3,
        (true, 2..=3) => 0.2,
        (true, _) => (TOLERANCE * length).max(0.3),
    };
    if notable { strict + 0.1 } else { strict }
}

/// Whether two places with like names are one for a reader: close to each other, or a division and what lies in it.
fn one_for_a_reader(a: &Spot, b: &Spot) -> bool {
    let divisions = Kinds::DIVISIONS;
    let nested = (divisions.has(a.kind) || divisions.has(b.kind)) && a.country == b.country;
    distance_km(a.point, b.point) < if nested { NESTED_KM } else { SAME_KM }
}

/// What makes one namesake likelier than another.
fn standing(place: &Spot) -> f64 {
    let people = (f64::from(place.population) / 1000.0 + 1.0).ln() * 0.2;
    let kind = match place.kind {
        Kind::Settlement => 0.3,
        Kind::Admin1 | Kind::Admin2 => 0.15,
        _ => 0.0,
    };
    people + kind + if place.notable { 0.4 } else { 0.0 }
}

/// The skeleton, and the skeletons with one nasal less or more: nasal vowels are written with and without `n`.
fn variants(skeleton: &str) -> impl Iterator<Item = String> + '_ {
    let long = skeleton.len() > 4;
    let less = skeleton.match_indices('N').filter(move |_| long).map(|(at, _)| {
        let mut shorter = skeleton.to_owned();
        shorter.remove(at);
        shorter
    });
    let more = (1..skeleton.len()).filter(move |&at| long && skeleton.is_char_boundary(at)).map(|at| {
        let mut longer = skeleton.to_owned();
        longer.insert(at, 'N');
        longer
    });
    std::iter::once(skeleton.to_owned()).chain(less).chain(more)
}
