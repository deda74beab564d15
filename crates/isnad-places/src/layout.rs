//! The compiled gazetteer: one run of bytes, read in place.
//!
//! `magic`, then for each section its offset and length (u32, little-endian), then the sections.

/// First bytes of every compiled gazetteer; the digit changes with the layout.
pub const MAGIC: &[u8; 8] = b"ISNADG03";

/// The sections in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The version line.
    Version,
    /// Strings, each behind its length in one byte.
    Strings,
    /// Places, [`RECORD`] bytes each, sorted by country.
    Places,
    /// Names to postings: an fst map.
    Names,
    /// For each name a head (count, weak bit), then the places, best first.
    Postings,
    /// Filter of the first words of names.
    First,
    /// Skeletons to skeleton postings: an fst map.
    Skeletons,
    /// For each skeleton a count, then pairs of place and spelling.
    Spellings,
    /// Hashes of words that are no names, sorted (u64 each).
    Ordinary,
    /// Hashes of men's and women's first names, sorted (u64 each).
    Given,
}

/// How many sections there are.
pub const SECTIONS: usize = 10;

/// Bytes of one place: id, name, lat, lon, population, admin1 (u32 each), country (2), kind, notable.
pub const RECORD: usize = 28;

/// The bit of a posting's head that marks a weak name.
pub const WEAK: u32 = 1 << 31;
/// The bit of a posting's head that marks a weak name which "in" right before it makes one.
pub const LED: u32 = 1 << 30;

/// No division.
pub const NOWHERE: u32 = u32::MAX;

/// Degrees are kept as whole numbers of this fraction.
pub const DEGREE: f64 = 10_000.0;

/// The bits of a first word in the filter: one 64-bit cell, two bits in it.
#[inline]
pub fn filter_bits(hash: u64, cells: usize) -> (usize, u64) {
    let cell = ((hash >> 32) as usize) & (cells - 1);
    (cell, 1 << (hash & 63) | 1 << ((hash >> 6) & 63) | 1 << ((hash >> 12) & 63))
}
