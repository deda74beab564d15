//! The places of an event as tables show them.

use crate::countries::Country;
use crate::options::Areas;
use isnad_model::{Location, PlacePrecision, Relation};

/// One place of an event.
#[derive(Debug, Clone)]
pub struct Site<'a> {
    /// The place.
    pub location: &'a Location,
    /// The first-level division it lies in or is.
    pub admin1: Option<String>,
}

impl<'a> Site<'a> {
    /// Looks the division of a place up.
    pub fn new(location: &'a Location, areas: Option<Areas<'_>>) -> Self {
        let admin1 = match location.precision {
            PlacePrecision::Admin1 => Some(location.name.clone()),
            PlacePrecision::Country => None,
            _ => areas.and_then(|areas| areas(location)),
        };
        Self { location, admin1 }
    }

    /// Its country.
    pub fn country(&self) -> Option<&'static Country> {
        Country::of(self.location.country.as_deref()?)
    }

    /// Name of its country; the code where no name is known.
    pub fn country_name(&self) -> Option<&str> {
        self.country().map(|c| c.name).or(self.location.country.as_deref())
    }

    /// The second-level division, where the place is one.
    pub fn admin2(&self) -> Option<&str> {
        (self.location.precision == PlacePrecision::Admin2).then_some(self.location.name.as_str())
    }

    /// Latitude and longitude.
    pub fn point(&self) -> Option<(f64, f64)> {
        point(self.location)
    }

    /// `near Ménaka (Mali)`
    pub fn phrase(&self) -> String {
        let Location { name, relation, .. } = self.location;
        let relation = match relation {
            Relation::Between if name.starts_with("between ") => "",
            relation => relation.name(),
        };
        let country = match self.country_name() {
            Some(country) if country != name => format!(" ({country})"),
            _ => String::new(),
        };
        format!("{relation} {name}{country}").trim_start().to_owned()
    }

    /// What a point of this place stands for, in words.
    pub fn meaning(&self) -> &'static str {
        match (self.location.precision, self.location.relation) {
            (PlacePrecision::Site | PlacePrecision::Settlement, Relation::In) => "the named place itself",
            (PlacePrecision::Site | PlacePrecision::Settlement, Relation::Near) => "a place near which it was",
            (_, Relation::Between) => "a point between the named places",
            (PlacePrecision::Admin2, _) => "a second-level division, not a place in it",
            (PlacePrecision::Admin1, _) => "a first-level division, not a place in it",
            (PlacePrecision::Country, _) => "a country or a large part of it, not a place in it",
            _ => "an area, not a place in it",
        }
    }
}

/// Latitude and longitude, where both are known.
pub fn point(location: &Location) -> Option<(f64, f64)> {
    let (lat, lon) = (location.lat?, location.lon?);
    ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
}
