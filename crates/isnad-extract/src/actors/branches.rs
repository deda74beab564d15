//! The identifiers of branches and classes of people in a country.

use crate::vocabulary::{Acts, acts_named};
use std::sync::OnceLock;

/// Branches with an identifier of their own, by country.
static TABLE: &str = include_str!("../../data/branches.tsv");

/// Coalitions that fight for the government of another country.
static ALLIES: &str = include_str!("../../data/allies.tsv");

type Row = (Acts, &'static str, &'static str);

/// The rows of [`TABLE`], without its remark and its heading.
fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| TABLE.lines().skip(2).filter_map(row).collect())
}

fn row(line: &'static str) -> Option<Row> {
    let mut cells = line.split('\t');
    match (acts_named(cells.next()?)?, cells.next()?, cells.next()?, cells.next()) {
        (acts, country, id, None) => Some((acts, country, id)),
        _ => None,
    }
}

/// The country whose soldiers stand in a country: the Palestinian territories have no army of their own.
pub(crate) fn army_in(country: &str) -> &str {
    let army = rows().iter().find(|(acts, cc, _)| *acts == Acts::Military && *cc == country);
    army.and_then(|(.., id)| state_of(id)).unwrap_or(country)
}

/// The country for whose government a force or a coalition fights.
pub(crate) fn fights_for(id: &str) -> Option<&str> {
    let ally = ALLIES.lines().skip(2).filter_map(|line| line.split_once('\t')).find(|(name, _)| *name == id);
    ally.map(|(_, country)| country).or_else(|| state_of(id))
}

/// The country of a force that is known by name: `state:CC:…`.
pub(crate) fn state_of(id: &str) -> Option<&str> {
    id.strip_prefix("state:").and_then(|rest| rest.split(':').next())
}

/// Whether a party is a state's own force or a coalition of states.
pub(crate) fn of_states(id: &str) -> bool {
    id.starts_with("state:") || id.ends_with("-coalition")
}

/// The identifier of a branch or class of people in a country (codebook, section 4).
pub(crate) fn id_of(acts: Acts, country: Option<&str>) -> Option<String> {
    let named = rows().iter().find(|(a, cc, _)| *a == acts && Some(*cc) == country);
    if let Some((.., id)) = named {
        return Some((*id).to_owned());
    }
    if acts == Acts::Peacekeepers {
        return Some("un:peacekeepers".to_owned());
    }
    let cc = country?;
    Some(match acts {
        Acts::Military => format!("state:{cc}:military"),
        Acts::Police => format!("state:{cc}:police"),
        Acts::Government => format!("state:{cc}:government"),
        Acts::Civilians => format!("civilians:{cc}"),
        Acts::Armed | Acts::Mercenaries | Acts::Militia => format!("unidentified:{cc}"),
        Acts::Peacekeepers => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_tells_whom_it_names() {
        assert_eq!(rows().len(), TABLE.lines().count() - 2);
        let id = |acts, country| id_of(acts, country).unwrap_or_default();
        for (acts, country, name) in rows() {
            assert_eq!(id(*acts, Some(country)), *name);
        }
        assert_eq!(id(Acts::Military, Some("ML")), "state:ML:military");
        assert_eq!(id(Acts::Peacekeepers, None), "un:peacekeepers");
        assert_eq!(id_of(Acts::Militia, None), None);
        assert_eq!((army_in("PS"), army_in("ML"), army_in("LY")), ("IL", "ML", "LY"));
        assert_eq!((fights_for("saudi-coalition"), fights_for("state:ML:police")), (Some("YE"), Some("ML")));
        assert_eq!(fights_for("houthis"), None);
    }
}
