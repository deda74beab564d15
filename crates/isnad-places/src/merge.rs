//! A table of one's own laid over the built-in gazetteer.

use std::borrow::Cow;
use std::io::BufRead;

use fst::{IntoStreamer, Streamer};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::compile::compile;
use crate::gazetteer::Gazetteer;
use crate::geo::distance_km;
use crate::key::key;
use crate::kind::Kind;
use crate::layout::Section;
use crate::matches::PlaceSet;
use crate::row::{GazetteerError, Row, read_rows};
use crate::skeleton::Sounds;

/// A built-in place of the same name and country this close to one of the table is the same place.
const SAME_KM: f64 = 25.0;

impl Gazetteer {
    /// This gazetteer with the places of a table (columns: [`crate::COLUMNS`]), whose entries win: a row takes the place
    /// of the place with its id and of places of its kind, name and country within 25 km, its names are weak only where
    /// it says so, and it is preferred among namesakes.
    pub fn with_tsv(&self, reader: impl BufRead) -> Result<Gazetteer, GazetteerError> {
        let mut own = read_rows(reader)?;
        let version = format!("{}, {} places of a table", self.version(), own.len());
        for row in &mut own {
            row.notable = true;
        }
        let told: FxHashSet<String> = own.iter().flat_map(keys).collect();
        let (mut rows, weak, led) = self.rows();
        self.retain_others(&mut rows, &own);
        rows.append(&mut own);
        let hashes =
            |section| self.section(section).as_chunks::<8>().0.iter().map(|h| u64::from_le_bytes(*h)).collect();
        let words = [hashes(Section::Ordinary), hashes(Section::Given)];
        let weak = |key: &str| weak.contains(key) && !told.contains(key);
        let led = |key: &str| led.contains(key);
        let bytes = compile(rows, &weak, &led, words, Sounds::embedded(), &version)?;
        Gazetteer::open(Cow::Owned(bytes)).ok_or(GazetteerError::TooLarge { what: "places" })
    }

    /// The places as rows of a table, their names as they are looked up, the names that are weak, and
    /// those that "in" makes places.
    fn rows(&self) -> (Vec<Row>, FxHashSet<String>, FxHashSet<String>) {
        let mut rows: Vec<Row> = self
            .places()
            .map(|p| Row {
                id: p.code().to_owned(),
                name: p.name().to_owned(),
                country: self.country_bytes(p.id.index()),
                admin1: p
                    .admin1
                    .filter(|_| p.kind != Kind::Admin1)
                    .map_or_else(String::new, |a| self.place(a).code().to_owned()),
                kind: p.kind,
                lat: p.lat,
                lon: p.lon,
                population: p.population,
                notable: p.notable,
                names: Vec::new(),
            })
            .collect();
        let (mut weak, mut led) = (FxHashSet::default(), FxHashSet::default());
        let mut names = self.names.into_stream();
        while let Some((name, at)) = names.next() {
            let Ok(name) = std::str::from_utf8(name) else { continue };
            let set = PlaceSet::at(self, at.value() as usize);
            if set.weak() {
                weak.insert(name.to_owned());
            }
            if set.led() {
                led.insert(name.to_owned());
            }
            for id in set.ids() {
                rows[id.index()].names.push(name.to_owned());
            }
        }
        (rows, weak, led)
    }

    /// Leaves out the places that the table tells anew.
    fn retain_others(&self, rows: &mut Vec<Row>, own: &[Row]) {
        let ids: FxHashSet<(&str, [u8; 2])> = own.iter().map(|r| (r.id.as_str(), r.country)).collect();
        let mut named: FxHashMap<String, Vec<&Row>> = FxHashMap::default();
        for row in own {
            for name in keys(row) {
                named.entry(name).or_default().push(row);
            }
        }
        let same = |a: &Row, b: &Row| {
            a.country == b.country && a.kind == b.kind && distance_km((a.lat, a.lon), (b.lat, b.lon)) < SAME_KM
        };
        rows.retain(|r| {
            !ids.contains(&(r.id.as_str(), r.country))
                && !r.names.iter().filter_map(|n| named.get(n)).flatten().any(|o| same(o, r))
        });
    }
}

/// The forms under which a row is found.
fn keys(row: &Row) -> impl Iterator<Item = String> {
    std::iter::once(&row.name).chain(&row.names).filter(|n| !n.starts_with('~')).map(|n| key(n))
}
