//! Which pairs are worth a look.

use crate::Told;
use crate::alike::{Profile, RARE_TARGETS, Sort};
use isnad_model::Role;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// A mark that an index can hold: only tellings that share one can tell one event.
///
/// The value is the same on every machine and in every run of one [`crate::RULES`]; keep no keys of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockKey(pub u64);

/// Under which keys a telling is kept, and under which its partners are sought; each sorted, each key once.
///
/// Two lists, because a vague telling (no day, a whole country) must be compared with exact ones, while exact ones of
/// different days need not meet. The law: where `a` is kept under a key that `b` seeks, `b` is kept under one that `a`
/// seeks. So an index holds `kept` alone, and a new telling looks up its `sought`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// To be held by the index.
    pub kept: Vec<BlockKey>,
    /// To be looked up in it.
    pub sought: Vec<BlockKey>,
}

/// The keys of a telling.
pub fn keys(told: &Told) -> Keys {
    of_profile(&Profile::of(told))
}

/// Cells of the grid per degree.
const CELLS: f64 = 2.0;
/// How far from each other two fine places may lie to be compared on a common day, and without one; kilometres.
const REACH_KM: f64 = 60.0;
const REACH_UNDATED_KM: f64 = 10.0;

/// What a key is about; the first value that is hashed into it.
#[derive(Clone, Copy)]
enum Space {
    /// Fine place and day.
    Cell = 1,
    /// Word of a fine place's name and day: kept by all with a fine place, and by those without a point.
    Word,
    WordOnly,
    /// Country, day and a trait: kept by all, and by those without a fine place.
    Trait,
    TraitOnly,
    /// Fine place and traits without a day: kept by all, and by those without a day.
    Timeless,
    TimelessOnly,
}

pub(crate) fn of_profile(p: &Profile) -> Keys {
    let mut made = Making::default();
    let fine: Vec<_> = p.places.iter().filter(|place| place.fine).collect();
    let days = p.when.days();
    let traits = traits(p);
    if let Some((first, last)) = days {
        for day in first..=last {
            for place in &fine {
                match place.point {
                    Some(point) => made.keep(Space::Cell, &[cell(point), i64::from(day)]),
                    None => place.words.iter().for_each(|&w| made.keep(Space::WordOnly, &[w as i64, i64::from(day)])),
                }
                place.words.iter().for_each(|&w| made.keep(Space::Word, &[w as i64, i64::from(day)]));
            }
            for (country, told) in p.countries.iter().flat_map(|c| traits.iter().map(move |t| (c, t))) {
                let key = [number(*country), i64::from(day), *told as i64];
                made.keep(Space::Trait, &key);
                if fine.is_empty() {
                    made.keep(Space::TraitOnly, &key);
                }
            }
        }
        for day in first - 1..=last + 1 {
            for place in &fine {
                if let Some(point) = place.point {
                    cells(point, REACH_KM).for_each(|c| made.seek(Space::Cell, &[c, i64::from(day)]));
                } else {
                    place.words.iter().for_each(|&w| made.seek(Space::Word, &[w as i64, i64::from(day)]));
                }
                place.words.iter().for_each(|&w| made.seek(Space::WordOnly, &[w as i64, i64::from(day)]));
            }
            for (country, told) in p.countries.iter().flat_map(|c| traits.iter().map(move |t| (c, t))) {
                let key = [number(*country), i64::from(day), *told as i64];
                made.seek(Space::TraitOnly, &key);
                if fine.is_empty() {
                    made.seek(Space::Trait, &key);
                }
            }
        }
    }
    let telling = timeless_traits(p);
    let spots = |reach| {
        let near = fine.iter().filter_map(|place| place.point).flat_map(move |point| cells(point, reach));
        near.chain(fine.iter().filter(|place| place.point.is_none()).flat_map(|p| p.words.iter().map(|&w| w as i64)))
    };
    for &told in &telling {
        for spot in spots(0.0) {
            made.keep(Space::Timeless, &[spot, told as i64]);
            if days.is_none() {
                made.keep(Space::TimelessOnly, &[spot, told as i64]);
            }
        }
        for spot in spots(REACH_UNDATED_KM) {
            made.seek(Space::TimelessOnly, &[spot, told as i64]);
            if days.is_none() {
                made.seek(Space::Timeless, &[spot, told as i64]);
            }
        }
    }
    made.done()
}

/// What tells an incident of a country and day from others, where no fine place does.
fn traits(p: &Profile) -> Vec<u64> {
    let mut traits = figures(p, 2);
    for party in &p.parties {
        let telling = match party.sort {
            Sort::Named | Sort::Mission => true,
            Sort::State => party.role == Role::Target && party.country.is_some_and(|c| !p.countries.contains(&c)),
            Sort::Civilians | Sort::Unnamed => false,
        };
        if telling {
            traits.push(party.id);
        }
    }
    traits.sort_unstable();
    traits.dedup();
    traits
}

/// What tells an incident of a place from others of all times: an attacker with a target, two targets, or a figure.
fn timeless_traits(p: &Profile) -> Vec<u64> {
    let mut traits = figures(p, 3);
    for party in p.parties.iter().filter(|party| party.sort == Sort::Named && party.role != Role::Target) {
        for target in (0..32).filter(|t| p.targets & 1 << t != 0) {
            traits.push(hash(&[party.id as i64, target]));
        }
    }
    let hit: Vec<i64> = (0..32).filter(|t| p.targets & 1 << t != 0).collect();
    for (i, &rare) in hit.iter().enumerate().filter(|(_, t)| RARE_TARGETS & 1 << **t != 0) {
        let others = hit.iter().enumerate().filter(|(j, _)| *j != i);
        traits.extend(others.map(|(_, &t)| hash(&[rare.min(t), rare.max(t), 0])));
    }
    traits.sort_unstable();
    traits.dedup();
    traits
}

fn figures(p: &Profile, least: u64) -> Vec<u64> {
    let told = p.counts.iter().filter_map(|c| Some((c.measure, c.told.filter(|&n| n >= least)?)));
    told.map(|(measure, n)| hash(&[measure as i64, n as i64])).collect()
}

#[derive(Default)]
struct Making(Keys);

impl Making {
    fn keep(&mut self, space: Space, parts: &[i64]) {
        self.0.kept.push(key(space, parts));
    }

    fn seek(&mut self, space: Space, parts: &[i64]) {
        self.0.sought.push(key(space, parts));
    }

    fn done(mut self) -> Keys {
        for keys in [&mut self.0.kept, &mut self.0.sought] {
            keys.sort_unstable();
            keys.dedup();
        }
        self.0
    }
}

fn key(space: Space, parts: &[i64]) -> BlockKey {
    let (mut all, n) = ([0; 4], parts.len().min(3));
    all[0] = space as i64;
    all[1..=n].copy_from_slice(&parts[..n]);
    BlockKey(hash(&all[..=n]))
}

fn hash(parts: &[i64]) -> u64 {
    let mut bytes = [0; 32];
    for (to, part) in bytes.chunks_exact_mut(8).zip(parts) {
        to.copy_from_slice(&part.to_le_bytes());
    }
    xxh3_64(&bytes[..parts.len().min(4) * 8])
}

fn number(country: [u8; 2]) -> i64 {
    i64::from(u16::from_be_bytes(country))
}

fn cell((lat, lon): (f64, f64)) -> i64 {
    join((lat * CELLS).floor() as i64, (lon * CELLS).floor() as i64)
}

fn join(row: i64, column: i64) -> i64 {
    row * 10_000 + column
}

/// The cells that hold something within `reach` kilometres of a point.
fn cells((lat, lon): (f64, f64), reach: f64) -> impl Iterator<Item = i64> {
    let up = reach / 111.0;
    let along = up / lat.to_radians().cos().max(0.05);
    let span = |at: f64, by: f64| ((at - by) * CELLS).floor() as i64..=((at + by) * CELLS).floor() as i64;
    span(lat, up).flat_map(move |row| span(lon, along).map(move |column| join(row, column)))
}
