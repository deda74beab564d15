//! Which pairs are worth a look.

use crate::Told;
use crate::alike::{Names, Place, Profile, RARE_TARGETS, Sort, types};
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
    Profile::of(told, &mut Names::default()).keys()
}

/// Cells of the grid per degree, on a common day: of two places less than 55 km apart from north to south each lies in the
/// other's cell or in one beside it.
const CELLS: f64 = 2.0;
/// The same where one of them has no date: 27 km.
const CELLS_UNDATED: f64 = 4.0;

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

/// Where a telling is kept.
pub(crate) fn kept(p: &Profile) -> Vec<BlockKey> {
    let mut made = Making::default();
    let fine: Vec<&Place> = p.places.iter().filter(|place| place.fine).collect();
    if let Some((first, last)) = p.when.days() {
        let traits = traits(p);
        for day in first..=last {
            for place in &fine {
                match place.point {
                    Some(point) => made.on_day(Space::Cell, cell(point, CELLS), day),
                    None => place.words.iter().for_each(|&w| made.on_day(Space::WordOnly, w as i64, day)),
                }
                place.words.iter().for_each(|&w| made.on_day(Space::Word, w as i64, day));
            }
            for trait_of in of_countries(p, &traits) {
                made.on_day(Space::Trait, trait_of, day);
                if fine.is_empty() {
                    made.on_day(Space::TraitOnly, trait_of, day);
                }
            }
        }
    }
    for told in timeless_traits(p) {
        for spot in spots(&fine, |point| vec![cell(point, CELLS_UNDATED)]) {
            made.add(Space::Timeless, spot, told);
            if p.when.days().is_none() {
                made.add(Space::TimelessOnly, spot, told);
            }
        }
    }
    made.done()
}

/// Where the partners of a telling are kept.
pub(crate) fn sought(p: &Profile) -> Vec<BlockKey> {
    let mut made = Making::default();
    let fine: Vec<&Place> = p.places.iter().filter(|place| place.fine).collect();
    if let Some((first, last)) = p.when.days() {
        let traits = traits(p);
        for day in first - 1..=last + 1 {
            for place in &fine {
                match place.point {
                    Some(point) => cells(point, CELLS).for_each(|c| made.on_day(Space::Cell, c, day)),
                    None => place.words.iter().for_each(|&w| made.on_day(Space::Word, w as i64, day)),
                }
                place.words.iter().for_each(|&w| made.on_day(Space::WordOnly, w as i64, day));
            }
            for trait_of in of_countries(p, &traits) {
                made.on_day(Space::TraitOnly, trait_of, day);
                if fine.is_empty() {
                    made.on_day(Space::Trait, trait_of, day);
                }
            }
        }
    }
    for told in timeless_traits(p) {
        for spot in spots(&fine, |point| cells(point, CELLS_UNDATED).collect()) {
            made.add(Space::TimelessOnly, spot, told);
            if p.when.days().is_none() {
                made.add(Space::Timeless, spot, told);
            }
        }
    }
    made.done()
}

/// A number for every trait in every country of the incident.
fn of_countries(p: &Profile, traits: &[u64]) -> impl Iterator<Item = i64> {
    let of = |c: &[u8; 2]| i64::from(u16::from_be_bytes(*c));
    p.countries.iter().flat_map(move |c| traits.iter().map(move |&t| hash([of(c), t as i64, 0]) as i64))
}

/// Cells of the points of places, and the words of places without one.
fn spots(fine: &[&Place], cells: impl Fn((f64, f64)) -> Vec<i64>) -> Vec<i64> {
    let points = fine.iter().filter_map(|place| place.point).flat_map(cells);
    let words = fine.iter().filter(|place| place.point.is_none()).flat_map(|p| p.words.iter().map(|&w| w as i64));
    points.chain(words).collect()
}

/// What tells an incident of a country and day from others, where no fine place does: a party, a figure, the type,
/// and for the news of the day the family of types.
fn traits(p: &Profile) -> Vec<u64> {
    let mut traits = figures(p, 2);
    for party in &p.parties {
        let telling = match party.sort {
            Sort::Named | Sort::Mission => true,
            Sort::State => party.country.is_some_and(|c| !p.countries.contains(&c)),
            Sort::Civilians | Sort::Unnamed => false,
        };
        if telling {
            traits.push(party.id);
        }
    }
    if p.main {
        traits.push(hash([types::family(p.kind) as i64, 0, 4]));
    }
    traits.push(of_type(p));
    traits.sort_unstable();
    traits.dedup();
    traits
}

/// What tells an incident of a place from others of all times: an attacker with a target, two targets, a figure, a rare type.
fn timeless_traits(p: &Profile) -> Vec<u64> {
    let mut traits = figures(p, 3);
    for party in p.parties.iter().filter(|party| party.sort == Sort::Named && party.role != Role::Target) {
        for target in (0..32).filter(|t| p.targets & 1 << t != 0) {
            traits.push(hash([party.id as i64, target, 1]));
        }
    }
    if types::is_rare(p.kind) {
        traits.push(of_type(p));
    }
    let hit: Vec<i64> = (0..32).filter(|t| p.targets & 1 << t != 0).collect();
    for (i, &rare) in hit.iter().enumerate().filter(|(_, t)| RARE_TARGETS & 1 << **t != 0) {
        let others = hit.iter().enumerate().filter(|(j, _)| *j != i);
        traits.extend(others.map(|(_, &t)| hash([rare.min(t), rare.max(t), 2])));
    }
    traits.sort_unstable();
    traits.dedup();
    traits
}

fn of_type(p: &Profile) -> u64 {
    hash([p.kind as i64, 0, 5])
}

fn figures(p: &Profile, least: u64) -> Vec<u64> {
    let told = p.counts.iter().filter_map(|c| Some((c.measure, c.told.filter(|&n| n >= least)?)));
    told.map(|(measure, n)| hash([measure as i64, n as i64, 3])).collect()
}

#[derive(Default)]
struct Making(Vec<BlockKey>);

/// Bits of a key that are of a hash; those above are of the day, so that keys of a day lie together in an index.
const HASHED: u32 = 44;
/// In place of a day, for keys without one: beyond all days.
const NO_DAY: u64 = (1 << (63 - HASHED)) - 1;

impl Making {
    fn on_day(&mut self, space: Space, what: i64, day: i32) {
        // a quarter of the days that fit lies before 1970
        let since = (i64::from(day) + (NO_DAY / 4) as i64).clamp(0, NO_DAY as i64 - 1) as u64;
        self.push(since, hash([space as i64, what, i64::from(day)]));
    }

    fn add(&mut self, space: Space, what: i64, more: u64) {
        self.push(NO_DAY, hash([space as i64, what, more as i64]));
    }

    fn push(&mut self, day: u64, hash: u64) {
        self.0.push(BlockKey(day << HASHED | hash >> (64 - HASHED)));
    }

    fn done(mut self) -> Vec<BlockKey> {
        self.0.sort_unstable();
        self.0.dedup();
        self.0
    }
}

fn hash(parts: [i64; 3]) -> u64 {
    let mut bytes = [0; 24];
    for (to, part) in bytes.chunks_exact_mut(8).zip(parts) {
        to.copy_from_slice(&part.to_le_bytes());
    }
    xxh3_64(&bytes)
}

fn cell((lat, lon): (f64, f64), per_degree: f64) -> i64 {
    join((lat * per_degree).floor() as i64, (lon * per_degree).floor() as i64)
}

fn join(row: i64, column: i64) -> i64 {
    row * 10_000 + column
}

/// A point's cell and those beside it: what lies in one of them also has this one among its own.
fn cells((lat, lon): (f64, f64), per_degree: f64) -> impl Iterator<Item = i64> {
    let (row, column) = ((lat * per_degree).floor() as i64, (lon * per_degree).floor() as i64);
    (row - 1..=row + 1).flat_map(move |row| (column - 1..=column + 1).map(move |column| join(row, column)))
}
