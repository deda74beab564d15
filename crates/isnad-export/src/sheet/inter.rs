//! ACLED's actors: names and codes of sorts.

use crate::actors::{Sort, named, unidentified};
use crate::countries;
use crate::view::View;
use isnad_model::{EventType, Role, SubEventType};

/// One side of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The actor.
    pub actor: String,
    /// Those with it.
    pub associates: Vec<String>,
    /// Code of its sort; 0 for nobody.
    pub code: i64,
}

/// Both sides: who did it, and whom it was done to. Of two who fight with no attacker told the first stands first.
pub fn sides(view: &View<'_>) -> (Side, Side) {
    let [mut did, mut suffered, mut others] = [Role::Perpetrator, Role::Target, Role::Other]
        .map(|role| view.actors(role).into_iter().map(|a| a.id.as_str()).collect::<Vec<&str>>());
    if did.is_empty() && suffered.is_empty() && others.len() > 1 {
        did.push(others.remove(0));
    }
    if suffered.is_empty() {
        suffered.append(&mut others);
    }
    let (mut first, second) = (side(view, &did), side(view, &suffered));
    if first.code == 0 {
        first = unnamed(view);
    }
    match (first.code, second.code) {
        (0, code) if code > 0 => (second, first),
        _ => (first, second),
    }
}

/// `Civilian targeting` where violence was done to civilians alone, or to them first of all.
pub fn civilian_targeting(view: &View<'_>) -> Option<&'static str> {
    let event = &view.dossier.event;
    let targets = view.actors(Role::Target);
    let unarmed = !targets.is_empty() && targets.iter().all(|a| !named(&a.id).sort.is_armed());
    let at_civilians = match event.event_type {
        EventType::ViolenceAgainstCivilians => true,
        EventType::Protests => event.sub_event_type == SubEventType::ExcessiveForce,
        EventType::Explosions | EventType::Riots => unarmed,
        EventType::Battles | EventType::Strategic => false,
    };
    at_civilians.then_some("Civilian targeting")
}

/// Both codes in one, the smaller first; one side alone ends in 0.
pub fn interaction(a: i64, b: i64) -> i64 {
    match (a.min(b), a.max(b)) {
        (0, sole) => sole * 10,
        (less, more) => less * 10 + more,
    }
}

fn side(view: &View<'_>, ids: &[&str]) -> Side {
    let mut ids = ids.iter().copied();
    let Some(first) = ids.next() else { return Side::default() };
    let name = |id| name(view, id);
    Side { actor: name(first), associates: ids.map(name).collect(), code: code(view, &named(first).sort) }
}

fn name(view: &View<'_>, id: &str) -> String {
    let named = named(id);
    let crowd = match (named.sort, view.dossier.event.event_type) {
        (Sort::Civilians, EventType::Protests) => "Protesters",
        (Sort::Civilians, EventType::Riots) => "Rioters",
        _ => return named.name,
    };
    match id.split(':').nth(1) {
        Some(country) => format!("{crowd} ({})", countries::name(country)),
        None => crowd.to_owned(),
    }
}

/// 1 state forces, 2 rebels, 3 political militias, 4 identity militias, 5 rioters, 6 protesters, 7 civilians, 8 external or
/// other.
fn code(view: &View<'_>, sort: &Sort) -> i64 {
    let here = |country: &str| view.sites.iter().all(|s| s.location.country.as_deref().is_none_or(|c| c == country));
    match sort {
        Sort::State(Some(country)) if !here(country) => 8,
        Sort::State(_) => 1,
        Sort::Rebels => 2,
        Sort::Militia => 3,
        Sort::Communal => 4,
        Sort::Civilians => match view.dossier.event.event_type {
            EventType::Riots => 5,
            EventType::Protests => 6,
            _ => 7,
        },
        Sort::Coalition | Sort::Mercenaries | Sort::Peacekeepers | Sort::Aid => 8,
    }
}

/// Who must have done it where nobody says who: ACLED has no row without a first actor.
fn unnamed(view: &View<'_>) -> Side {
    let Some(country) = view.main_site().and_then(|s| s.location.country.as_deref()) else { return Side::default() };
    let event = &view.dossier.event;
    let place = countries::name(country);
    let (actor, code) = match (event.event_type, event.sub_event_type) {
        (_, SubEventType::AirStrike) => (format!("Unidentified Military Forces ({place})"), 8),
        (EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians, _) => {
            (unidentified(country), 3)
        }
        (EventType::Protests, _) => (format!("Protesters ({place})"), 6),
        (EventType::Riots, _) => (format!("Rioters ({place})"), 5),
        (EventType::Strategic, _) => return Side::default(),
    };
    Side { actor, associates: Vec::new(), code }
}

#[cfg(test)]
mod tests {
    use super::interaction;

    #[test]
    fn codes_of_two_sides() {
        assert_eq!(interaction(2, 1), 12);
        assert_eq!(interaction(3, 7), 37);
        assert_eq!(interaction(6, 0), 60);
        assert_eq!(interaction(0, 1), 10);
        assert_eq!(interaction(0, 0), 0);
    }
}
