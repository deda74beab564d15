//! The compiled gazetteer and its tables.

use std::borrow::Cow;
use std::io::BufRead;
use std::sync::OnceLock;

use crate::compile::compile;
use crate::geo::distance_km;
use crate::key::hash;
use crate::kind::Kind;
use crate::layout::{DEGREE, MAGIC, NOWHERE, RECORD, SECTIONS, Section};
use crate::place::{Place, PlaceId, Spot};
use crate::row::{GazetteerError, read_rows};
use crate::skeleton::Sounds;

static EMBEDDED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

type Bytes = Cow<'static, [u8]>;

/// Names and places, ready for look-ups.
pub struct Gazetteer {
    bytes: Bytes,
    sections: [(usize, usize); SECTIONS],
    pub(crate) names: fst::raw::Fst<Bytes>,
    pub(crate) skeletons: fst::raw::Fst<Bytes>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gazetteer({})", self.version())
    }
}

impl Gazetteer {
    /// The gazetteer that the program carries.
    pub fn embedded() -> &'static Gazetteer {
        static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();
        GAZETTEER.get_or_init(|| {
            Gazetteer::open(Cow::Borrowed(EMBEDDED)).expect("the build script compiled the embedded gazetteer")
        })
    }

    /// A gazetteer from a table with the columns of `gazetteer/README.md` ([`crate::COLUMNS`]).
    pub fn from_tsv(reader: impl BufRead) -> Result<Gazetteer, GazetteerError> {
        let rows = read_rows(reader)?;
        let version = format!("{} places of a table", rows.len());
        let bytes = compile(rows, &|_| false, &|_| false, [Vec::new(), Vec::new()], Sounds::embedded(), &version)?;
        Gazetteer::open(Cow::Owned(bytes)).ok_or(GazetteerError::TooLarge { what: "places" })
    }

    pub(crate) fn open(bytes: Bytes) -> Option<Gazetteer> {
        if bytes.get(..MAGIC.len())? != MAGIC {
            return None;
        }
        let mut sections = [(0, 0); SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let start = u32_at(&bytes, MAGIC.len() / 4 + i * 2) as usize;
            let end = start + u32_at(&bytes, MAGIC.len() / 4 + i * 2 + 1) as usize;
            bytes.get(start..end)?;
            *section = (start, end);
        }
        let part = |s: Section| -> Bytes {
            let (start, end) = sections[s as usize];
            match &bytes {
                Cow::Borrowed(all) => Cow::Borrowed(&all[start..end]),
                Cow::Owned(all) => Cow::Owned(all[start..end].to_vec()),
            }
        };
        let names = fst::raw::Fst::new(part(Section::Names)).ok()?;
        let skeletons = fst::raw::Fst::new(part(Section::Skeletons)).ok()?;
        Some(Gazetteer { bytes, sections, names, skeletons })
    }

    /// What this gazetteer holds, in one line: number of places and a checksum of the table.
    pub fn version(&self) -> &str {
        std::str::from_utf8(self.section(Section::Version)).unwrap_or_default()
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.section(Section::Places).len() / RECORD
    }

    /// Whether there is no place at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place of a number.
    pub fn place(&self, id: PlaceId) -> Place<'_> {
        let record = self.record(id);
        let Spot { admin1, kind, point: (lat, lon), population, notable, .. } = self.spot(id);
        Place {
            gazetteer: self,
            id,
            country: std::str::from_utf8(&record[24..26]).unwrap_or_default(),
            admin1,
            kind,
            lat,
            lon,
            population,
            notable,
        }
    }

    /// What weighs in a choice among places, without their names.
    #[inline]
    pub(crate) fn spot(&self, id: PlaceId) -> Spot {
        let record = self.record(id);
        let number = |i| u32_at(record, i);
        let kind = Kind::ALL[record[26] as usize];
        let admin1 = match (kind, number(5)) {
            (Kind::Admin1, _) => Some(id),
            (_, NOWHERE) => None,
            (_, n) => Some(PlaceId(n)),
        };
        Spot {
            id,
            country: [record[24], record[25]],
            admin1,
            kind,
            point: (f64::from(number(2) as i32) / DEGREE, f64::from(number(3) as i32) / DEGREE),
            population: number(4),
            notable: record[27] != 0,
        }
    }

    /// All places, sorted by country.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.len() as u32).map(|i| self.place(PlaceId(i)))
    }

    /// The places of a country.
    pub fn places_of<'g>(&'g self, country: &str) -> impl Iterator<Item = Place<'g>> + use<'g> {
        self.ids_of(country).map(|id| self.place(id))
    }

    /// The numbers of the places of a country.
    fn ids_of(&self, country: &str) -> impl Iterator<Item = PlaceId> + use<> {
        let bound = |after: bool| {
            let (mut low, mut high) = (0, self.len());
            while low < high {
                let mid = (low + high) / 2;
                let here = &self.country_bytes(mid)[..];
                if here < country.as_bytes() || (after && here == country.as_bytes()) {
                    low = mid + 1;
                } else {
                    high = mid;
                }
            }
            low as u32
        };
        (bound(false)..bound(true)).map(PlaceId)
    }

    /// The country itself, by its code.
    pub fn country(&self, code: &str) -> Option<Place<'_>> {
        self.ids_of(code).find(|id| self.kind(*id) == Kind::Country).map(|id| self.place(id))
    }

    /// The settlement of a country in which most people live; of those of a name, where one is given.
    pub fn largest_settlement(&self, country: &str, name: Option<&str>) -> Option<PlaceId> {
        let settlements = self.ids_of(country).filter(|id| self.kind(*id) == Kind::Settlement);
        let named = settlements.filter(|id| name.is_none_or(|n| self.string_of(*id, 1) == n));
        named.max_by_key(|id| u32_at(self.record(*id), 4))
    }

    /// The first-level division that holds a point of a country: that of the nearest place whose division is known.
    pub fn admin1_of(&self, country: &str, point: (f64, f64)) -> Option<PlaceId> {
        self.places_of(country)
            .filter(|p| p.kind != Kind::Admin1)
            .filter_map(|p| Some((distance_km(p.point(), point), p.admin1?)))
            .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, admin1)| admin1)
    }

    /// Whether a folded word is one that running text uses often and that is no name of a place.
    pub fn ordinary(&self, word: &str) -> bool {
        self.among(Section::Ordinary, word)
    }

    /// Whether a folded word is a first name, behind which the name of a town is a surname.
    pub fn given(&self, word: &str) -> bool {
        self.among(Section::Given, word)
    }

    fn among(&self, section: Section, word: &str) -> bool {
        let hash = hash(word.as_bytes());
        let (words, _) = self.section(section).as_chunks::<8>();
        words.binary_search_by(|w| u64::from_le_bytes(*w).cmp(&hash)).is_ok()
    }

    pub(crate) fn sounds(&self) -> &'static Sounds {
        Sounds::embedded()
    }

    pub(crate) fn section(&self, section: Section) -> &[u8] {
        let (start, end) = self.sections[section as usize];
        &self.bytes[start..end]
    }

    pub(crate) fn string(&self, at: u32) -> &str {
        let strings = self.section(Section::Strings);
        let at = at as usize;
        let len = strings[at] as usize;
        std::str::from_utf8(&strings[at + 1..at + 1 + len]).unwrap_or_default()
    }

    /// One of the strings of a place: 0 is its code, 1 its name.
    pub(crate) fn string_of(&self, id: PlaceId, which: usize) -> &str {
        self.string(u32_at(self.record(id), which))
    }

    #[inline]
    pub(crate) fn country_bytes(&self, place: usize) -> [u8; 2] {
        let record = self.record(PlaceId(place as u32));
        [record[24], record[25]]
    }

    #[inline]
    fn kind(&self, id: PlaceId) -> Kind {
        Kind::ALL[self.record(id)[26] as usize]
    }

    #[inline]
    fn record(&self, id: PlaceId) -> &[u8] {
        &self.section(Section::Places)[id.index() * RECORD..][..RECORD]
    }
}

/// The n-th little-endian number of a run of bytes.
#[inline]
pub(crate) fn u32_at(bytes: &[u8], n: usize) -> u32 {
    match bytes.get(n * 4..n * 4 + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}
