//! Countries and the codes that the layouts want.

use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("../data/countries.tsv");
static COUNTRIES: LazyLock<HashMap<&'static str, Country>> =
    LazyLock::new(|| crate::sheet::rows(TABLE).filter_map(Country::read).map(|c| (c.alpha2, c)).collect());

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1, two letters.
    pub alpha2: &'static str,
    /// ISO 3166-1, three letters.
    pub alpha3: &'static str,
    /// ISO 3166-1, number.
    pub numeric: Option<u32>,
    /// English name.
    pub name: &'static str,
    /// Region as ACLED names it.
    pub acled: &'static str,
    /// Region as UCDP names it.
    pub ucdp: &'static str,
    /// Number after Gleditsch and Ward.
    pub gw: Option<u32>,
}

impl Country {
    /// The country of an ISO code of two letters.
    pub fn of(alpha2: &str) -> Option<&'static Country> {
        COUNTRIES.get(alpha2)
    }

    fn read(row: &'static str) -> Option<Country> {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[alpha2, alpha3, numeric, name, acled, ucdp, gw] = columns.as_slice() else { return None };
        Some(Country { alpha2, alpha3, numeric: numeric.parse().ok(), name, acled, ucdp, gw: gw.parse().ok() })
    }
}

/// English name of a country, or its code where it has none here.
pub fn name(alpha2: &str) -> &str {
    Country::of(alpha2).map_or(alpha2, |c| c.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_a_country() {
        let rows = crate::sheet::rows(TABLE).count();
        assert_eq!(COUNTRIES.len(), rows);
        assert!(rows > 230);
        let mut gw: Vec<u32> = COUNTRIES.values().filter_map(|c| c.gw).collect();
        let states = gw.len();
        gw.sort_unstable();
        gw.dedup();
        assert_eq!(gw.len(), states, "a number of Gleditsch and Ward stands twice");
        assert!(COUNTRIES.values().all(|c| c.alpha2.len() == 2 && c.alpha3.len() == 3 && !c.acled.is_empty()));
    }

    #[test]
    fn the_codes_of_mali() {
        let mali = Country::of("ML").unwrap();
        assert_eq!((mali.alpha3, mali.numeric, mali.gw), ("MLI", Some(466), Some(432)));
        assert_eq!((mali.acled, mali.ucdp), ("Western Africa", "Africa"));
    }
}
