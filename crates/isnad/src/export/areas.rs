use isnad_model::Location;
use isnad_places::Gazetteer;
use std::cell::RefCell;
use std::collections::HashMap;

/// A country and a point in it, exactly.
type Spot = (String, u64, u64);

/// First-level divisions by the gazetteer, each point looked up once.
#[derive(Debug, Default)]
pub struct Divisions(RefCell<HashMap<Spot, Option<String>>>);

impl Divisions {
    /// Name of the division that a place lies in; `None` without country or point.
    pub fn admin1(&self, location: &Location) -> Option<String> {
        let (country, lat, lon) = (location.country.as_ref()?, location.lat?, location.lon?);
        let spot = (country.clone(), lat.to_bits(), lon.to_bits());
        let look_up = || {
            let gazetteer = Gazetteer::embedded();
            let division = gazetteer.admin1_of(country, (lat, lon))?;
            Some(gazetteer.place(division).name().to_owned())
        };
        self.0.borrow_mut().entry(spot).or_insert_with(look_up).clone()
    }
}
