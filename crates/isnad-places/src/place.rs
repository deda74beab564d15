//! One place.

use crate::gazetteer::Gazetteer;
use crate::kind::Kind;

/// The number of a place in its gazetteer; it changes with the gazetteer's version ([`Place::code`] does not).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(pub(crate) u32);

impl PlaceId {
    /// The number itself.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place as the gazetteer knows it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'g> {
    pub(crate) gazetteer: &'g Gazetteer,
    /// Its number in this gazetteer.
    pub id: PlaceId,
    /// ISO 3166-1 code of two letters.
    pub country: &'g str,
    /// The first-level division it lies in, where known; a division's own is itself.
    pub admin1: Option<PlaceId>,
    /// The sort of place.
    pub kind: Kind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// People, 0 where unknown.
    pub population: u32,
    /// Kept by hand because news of conflict speak of it.
    pub notable: bool,
}

impl<'g> Place<'g> {
    /// Its stable id: a GeoNames number, an ISO 3166 code, or `CC:slug` for hand-kept places.
    pub fn code(&self) -> &'g str {
        self.gazetteer.string_of(self.id, 0)
    }

    /// The usual Latin name.
    pub fn name(&self) -> &'g str {
        self.gazetteer.string_of(self.id, 1)
    }

    /// Latitude and longitude.
    pub fn point(&self) -> (f64, f64) {
        (self.lat, self.lon)
    }
}

/// A place without its names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Spot {
    pub id: PlaceId,
    pub country: [u8; 2],
    pub admin1: Option<PlaceId>,
    pub kind: Kind,
    pub point: (f64, f64),
    pub population: u32,
    pub notable: bool,
}
