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
        assert!(rows > 240);
        let mut gw: Vec<u32> = COUNTRIES.values().filter_map(|c| c.gw).collect();
        let states = gw.len();
        gw.sort_unstable();
        gw.dedup();
        assert_eq!(gw.len(), states, "a number of Gleditsch and Ward stands twice");
        assert!(COUNTRIES.values().all(|c| c.alpha2.len() == 2 && c.alpha3.len() == 3 && !c.acled.is_empty()));
    }

    /// Codes as their makers publish them, where memory errs most easily: borders of regions, states of two numbers.
    #[test]
    fn codes_are_those_that_are_published() {
        let known = [
            ("ML", "MLI", 466, Some(432), "Western Africa", "Africa"),
            ("BF", "BFA", 854, Some(439), "Western Africa", "Africa"),
            ("NE", "NER", 562, Some(436), "Western Africa", "Africa"),
            ("NG", "NGA", 566, Some(475), "Western Africa", "Africa"),
            ("TD", "TCD", 148, Some(483), "Middle Africa", "Africa"),
            ("MR", "MRT", 478, Some(435), "Western Africa", "Africa"),
            ("SO", "SOM", 706, Some(520), "Eastern Africa", "Africa"),
            ("SD", "SDN", 729, Some(625), "Northern Africa", "Africa"),
            ("SS", "SSD", 728, Some(626), "Eastern Africa", "Africa"),
            ("EG", "EGY", 818, Some(651), "Northern Africa", "Middle East"),
            ("LY", "LBY", 434, Some(620), "Northern Africa", "Africa"),
            ("YE", "YEM", 887, Some(678), "Middle East", "Middle East"),
            ("TR", "TUR", 792, Some(640), "Middle East", "Middle East"),
            ("SY", "SYR", 760, Some(652), "Middle East", "Middle East"),
            ("AF", "AFG", 4, Some(700), "Caucasus and Central Asia", "Asia"),
            ("AM", "ARM", 51, Some(371), "Caucasus and Central Asia", "Europe"),
            ("MM", "MMR", 104, Some(775), "Southeast Asia", "Asia"),
            ("RS", "SRB", 688, Some(340), "Europe", "Europe"),
            ("VN", "VNM", 704, Some(816), "Southeast Asia", "Asia"),
            ("GL", "GRL", 304, None, "Europe", "Americas"),
            ("GF", "GUF", 254, None, "South America", "Americas"),
        ];
        for (alpha2, alpha3, numeric, gw, acled, ucdp) in known {
            let c = Country::of(alpha2).unwrap();
            assert_eq!((c.alpha3, c.numeric, c.gw), (alpha3, Some(numeric), gw), "{alpha2}");
            assert_eq!((c.acled, c.ucdp), (acled, ucdp), "{alpha2}");
        }
    }

    /// The UCDP/PRIO Armed Conflict codebook makes regions of numbers.
    #[test]
    fn regions_of_ucdp_follow_from_numbers() {
        for c in COUNTRIES.values() {
            let region = match c.gw {
                Some(2..=199) => "Americas",
                Some(200..=395) => "Europe",
                Some(400..=626) => "Africa",
                Some(630..=698) => "Middle East",
                Some(700..=990) => "Asia",
                Some(other) => panic!("{}: {other} is of no region", c.alpha2),
                None => continue,
            };
            assert_eq!(c.ucdp, region, "{}", c.alpha2);
        }
    }
}
