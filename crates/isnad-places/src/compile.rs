//! From rows to the compiled gazetteer; the build script and `--places` use the same code.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::key::{hash, key, usable};
use crate::layout::{DEGREE, LED, MAGIC, NOWHERE, RECORD, SECTIONS, WEAK, filter_bits};
use crate::rank::prior;
use crate::row::{GazetteerError, Row};
use crate::skeleton::Sounds;

/// Compiles places. `weak` holds keys that are words or persons' names too, `led` those among them that are places behind
/// "in"; `words` are the hashes of words that are no names at all, and of first names.
pub fn compile(
    mut rows: Vec<Row>,
    weak: &dyn Fn(&str) -> bool,
    led: &dyn Fn(&str) -> bool,
    words: [Vec<u64>; 2],
    sounds: &Sounds,
    version: &str,
) -> Result<Vec<u8>, GazetteerError> {
    rows.sort_by(|a, b| (a.country, &a.id).cmp(&(b.country, &b.id)));
    let ids: FxHashMap<(&str, [u8; 2]), u32> =
        rows.iter().enumerate().map(|(i, r)| ((r.id.as_str(), r.country), i as u32)).collect();
    let mut strings = Strings::default();
    let mut places = Vec::with_capacity(rows.len() * RECORD);
    let mut names: BTreeMap<String, Entry> = BTreeMap::new();
    let mut skeletons: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        let at = at as u32;
        let admin1 = ids.get(&(row.admin1.as_str(), row.country)).copied().unwrap_or(NOWHERE);
        let (id, name) = (strings.add(&row.id)?, strings.add(&row.name)?);
        for field in [id, name, coordinate(row.lat), coordinate(row.lon), row.population, admin1] {
            places.extend_from_slice(&field.to_le_bytes());
        }
        places.extend_from_slice(&[row.country[0], row.country[1], row.kind as u8, row.notable as u8]);
        for spelling in std::iter::once(&row.name).chain(&row.names) {
            let (spelling, marked) = match spelling.strip_prefix('~') {
                Some(rest) => (rest, true),
                None => (spelling.as_str(), false),
            };
            let key = key(spelling);
            if !usable(&key) {
                continue;
            }
            let entry = names.entry(key.clone()).or_default();
            entry.weak |= marked || weak(&key);
            entry.led |= led(&key);
            if entry.places.contains(&at) {
                continue;
            }
            entry.places.push(at);
            if let Some(skeleton) = sounds.indexed(&key, row) {
                let spelling = strings.add(&key)?;
                skeletons.entry(skeleton).or_default().push((at, spelling));
            }
        }
    }
    let first = filter(names.keys());
    let (names, postings) = index(names, &rows)?;
    let (skeletons, spellings) = skeleton_index(skeletons)?;
    let [ordinary, given] = words.map(sorted);
    let sections: [&[u8]; SECTIONS] = [
        version.as_bytes(),
        &strings.bytes,
        &places,
        &names,
        &postings,
        &first,
        &skeletons,
        &spellings,
        &ordinary,
        &given,
    ];
    Ok(assemble(sections))
}

/// Hashes as a section that is searched by halves.
fn sorted(mut hashes: Vec<u64>) -> Vec<u8> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.iter().flat_map(|h| h.to_le_bytes()).collect()
}

#[derive(Default)]
struct Entry {
    places: Vec<u32>,
    weak: bool,
    led: bool,
}

fn coordinate(degrees: f64) -> u32 {
    ((degrees * DEGREE).round() as i32) as u32
}

fn index(names: BTreeMap<String, Entry>, rows: &[Row]) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
    let mut map = fst::MapBuilder::memory();
    let mut postings: Vec<u8> = Vec::new();
    for (key, mut entry) in names {
        let score = |p: u32| {
            let r = &rows[p as usize];
            prior(r.kind, r.population, r.notable)
        };
        entry.places.sort_by(|&a, &b| score(b).total_cmp(&score(a)).then(a.cmp(&b)));
        let at = (postings.len() / 4) as u64;
        map.insert(&key, at).map_err(|_| GazetteerError::TooLarge { what: "names" })?;
        let head = entry.places.len() as u32 | if entry.weak { WEAK } else { 0 } | if entry.led { LED } else { 0 };
        postings.extend_from_slice(&head.to_le_bytes());
        for place in entry.places {
            postings.extend_from_slice(&place.to_le_bytes());
        }
    }
    Ok((map.into_inner().map_err(|_| GazetteerError::TooLarge { what: "names" })?, postings))
}

fn skeleton_index(skeletons: BTreeMap<String, Vec<(u32, u32)>>) -> Result<(Vec<u8>, Vec<u8>), GazetteerError> {
    let mut map = fst::MapBuilder::memory();
    let mut out: Vec<u8> = Vec::new();
    for (key, pairs) in skeletons {
        map.insert(&key, (out.len() / 4) as u64).map_err(|_| GazetteerError::TooLarge { what: "spellings" })?;
        out.extend_from_slice(&(pairs.len() as u32).to_le_bytes());
        for (place, spelling) in pairs {
            out.extend_from_slice(&place.to_le_bytes());
            out.extend_from_slice(&spelling.to_le_bytes());
        }
    }
    Ok((map.into_inner().map_err(|_| GazetteerError::TooLarge { what: "spellings" })?, out))
}

fn filter<'a>(keys: impl Iterator<Item = &'a String>) -> Vec<u8> {
    let mut hashes: Vec<u64> = keys.map(|k| hash(k.split(' ').next().unwrap_or(k).as_bytes())).collect();
    hashes.sort_unstable();
    hashes.dedup();
    let cells = (hashes.len() / 4).next_power_of_two().max(1);
    let mut bits = vec![0u64; cells];
    for h in hashes {
        let (cell, mask) = filter_bits(h, cells);
        bits[cell] |= mask;
    }
    bits.iter().flat_map(|b| b.to_le_bytes()).collect()
}

fn assemble(sections: [&[u8]; SECTIONS]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let mut at = MAGIC.len() + SECTIONS * 8;
    for section in sections {
        out.extend_from_slice(&(at as u32).to_le_bytes());
        out.extend_from_slice(&(section.len() as u32).to_le_bytes());
        at += section.len();
    }
    for section in sections {
        out.extend_from_slice(section);
    }
    out
}

#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: FxHashMap<String, u32>,
}

impl Strings {
    fn add(&mut self, text: &str) -> Result<u32, GazetteerError> {
        if let Some(&at) = self.known.get(text) {
            return Ok(at);
        }
        let at = u32::try_from(self.bytes.len()).map_err(|_| GazetteerError::TooLarge { what: "names" })?;
        let end = (0..=text.len().min(255)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        self.bytes.push(end as u8);
        self.bytes.extend_from_slice(&text.as_bytes()[..end]);
        self.known.insert(text.to_owned(), at);
        Ok(at)
    }
}
