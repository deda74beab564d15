//! Who an actor's id stands for: its name, and what sort of actor it is.

use crate::countries;
use std::collections::HashMap;
use std::sync::LazyLock;

static TABLE: &str = include_str!("../data/actors.tsv");
static ACTORS: LazyLock<HashMap<&'static str, (&'static str, Sort)>> =
    LazyLock::new(|| crate::sheet::rows(TABLE).filter_map(read).collect());

/// Sorts of actors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// Forces or government of a state, by its ISO code where the id tells it.
    State(Option<String>),
    /// States together.
    Coalition,
    /// An armed group against a state.
    Rebels,
    /// Armed men who serve a power or a party, or whom nobody knows.
    Militia,
    /// Armed men of a people or a village.
    Communal,
    /// Soldiers for pay.
    Mercenaries,
    /// Troops of an international body.
    Peacekeepers,
    /// Unarmed bodies that help.
    Aid,
    /// Civilians.
    Civilians,
}

impl Sort {
    /// Whether it fights.
    pub fn is_armed(&self) -> bool {
        !matches!(self, Sort::Aid | Sort::Civilians)
    }

    /// Whether it is on the side of a state in UCDP's sense.
    pub fn is_state(&self) -> bool {
        matches!(self, Sort::State(_) | Sort::Coalition | Sort::Peacekeepers)
    }
}

/// An actor by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Name for people.
    pub name: String,
    /// What sort of actor it is.
    pub sort: Sort,
}

/// Reads an id of the codebook, section 4.
pub fn named(id: &str) -> Named {
    if let Some((name, sort)) = ACTORS.get(id) {
        return Named { name: (*name).to_owned(), sort: sort.clone() };
    }
    let mut parts = id.splitn(3, ':');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let Some(second) = second else { return Named { name: spelled(id), sort: Sort::Rebels } };
    let country = countries::name(second);
    let (name, sort) = match first {
        "state" => {
            let state = Sort::State(Some(second.to_owned()));
            let name = match third {
                Some("military") => format!("Military Forces of {country}"),
                Some("police") => format!("Police Forces of {country}"),
                _ => format!("Government of {country}"),
            };
            (name, state)
        }
        "civilians" => (format!("Civilians ({country})"), Sort::Civilians),
        "unidentified" => (unidentified(second), Sort::Militia),
        "un" | "au" | "eu" => (second.to_owned(), Sort::Peacekeepers),
        "militia" => (spelled(second), Sort::Militia),
        _ => (spelled(second), Sort::Rebels),
    };
    Named { name, sort }
}

/// Name of armed men whom nobody knows.
pub fn unidentified(alpha2: &str) -> String {
    format!("Unidentified Armed Group ({})", countries::name(alpha2))
}

/// `some-group` as people write it.
fn spelled(slug: &str) -> String {
    let words = slug.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<String>>().join(" ")
}

fn read(row: &'static str) -> Option<(&'static str, (&'static str, Sort))> {
    let columns: Vec<&str> = row.split('\t').collect();
    let &[id, name, sort] = columns.as_slice() else { return None };
    let sort = match sort {
        "state" => Sort::State(None),
        "state_coalition" => Sort::Coalition,
        "armed_group" => Sort::Rebels,
        "militia" => Sort::Militia,
        "communal" => Sort::Communal,
        "mercenary" => Sort::Mercenaries,
        "peacekeepers" => Sort::Peacekeepers,
        "aid" => Sort::Aid,
        _ => return None,
    };
    Some((id, (name, sort)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_an_actor() {
        assert_eq!(ACTORS.len(), crate::sheet::rows(TABLE).count());
    }

    #[test]
    fn ids_have_names_and_sorts() {
        let check = |id: &str, name: &str, sort: Sort| assert_eq!(named(id), Named { name: name.to_owned(), sort });
        check("state:ML:military", "Military Forces of Mali", Sort::State(Some("ML".to_owned())));
        check("state:BF:government", "Government of Burkina Faso", Sort::State(Some("BF".to_owned())));
        check("civilians:NE", "Civilians (Niger)", Sort::Civilians);
        check("unidentified:NG", "Unidentified Armed Group (Nigeria)", Sort::Militia);
        check("vdp", "Volunteers for the Defence of the Homeland (VDP)", Sort::Militia);
        check("un:UNDOF", "UNDOF", Sort::Peacekeepers);
        check("group:arakan-army", "Arakan Army", Sort::Rebels);
        check("militia:some-men", "Some Men", Sort::Militia);
        check("newcomers", "Newcomers", Sort::Rebels);
    }
}
