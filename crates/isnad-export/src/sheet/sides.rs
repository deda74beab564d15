//! UCDP's sides: the type of violence, who stands against whom, and whose the dead are.

use crate::actors::{Named, Sort, named};
use crate::countries::{self, Country};
use crate::toll::{CIVILIANS, Count, FORCES, MILITANTS};
use crate::value::joined;
use crate::view::View;
use isnad_model::{EventType, Of, Role, SubEventType};

/// The type of violence and both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// 1 state-based, 2 non-state, 3 one-sided.
    pub violence: i64,
    /// The state side (1), one group (2), who attacked (3).
    pub a: Camp,
    /// Against whom.
    pub b: Camp,
}

/// Those on one side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Camp {
    /// Names.
    pub name: String,
    /// Number of the state after Gleditsch and Ward, where a state leads the side.
    pub gw: Option<u32>,
    members: Vec<Sort>,
}

/// How the dead divide; the four add up to the figure for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deaths {
    /// Of side A.
    pub a: u64,
    /// Of side B.
    pub b: u64,
    /// Civilians.
    pub civilians: u64,
    /// Of whom the side is not told.
    pub unknown: u64,
}

impl Sides {
    /// Reads type and sides off the actors, and off the classes of the dead where no actor tells.
    pub fn of(view: &View<'_>, killed: &Count) -> Self {
        let event = &view.dossier.event;
        let armed = |role| {
            let named = view.actors(role).into_iter().map(|a| (a.id.as_str(), named(&a.id)));
            named.filter(|(_, n)| n.sort.is_armed()).map(|(id, n)| side_name(id, n)).collect::<Vec<Named>>()
        };
        let (mut did, mut suffered, mut others) = (armed(Role::Perpetrator), armed(Role::Target), armed(Role::Other));
        let unarmed_targets = suffered.is_empty() && !view.actors(Role::Target).is_empty();
        let at_civilians = event.event_type == EventType::ViolenceAgainstCivilians
            || event.sub_event_type == SubEventType::ExcessiveForce
            || (event.event_type != EventType::Battles && unarmed_targets);
        let only_civilians_died =
            killed.part(CIVILIANS).is_some_and(|n| n > 0) && killed.part(FORCES).or(killed.part(MILITANTS)).is_none();
        let nobody_named = did.is_empty() && suffered.is_empty() && others.is_empty();
        if at_civilians || (nobody_named && only_civilians_died) {
            let b = Camp { name: "Civilians".to_owned(), ..Camp::default() };
            return Self { violence: 3, a: camp(did), b };
        }
        for camp in [&mut did, &mut suffered] {
            if camp.is_empty() && !others.is_empty() {
                camp.push(others.remove(0));
            }
        }
        // soldiers among the dead: a state stood there, though nobody names it
        if !did.iter().chain(&suffered).any(|n| n.sort.is_state())
            && killed.part(&[Of::Military]).is_some_and(|n| n > 0)
        {
            let country = view.country().map(|c| c.alpha2.to_owned());
            let name = view.country().map_or_else(String::new, |c| format!("Government of {}", c.name));
            let state = Named { name, sort: Sort::State(country) };
            if suffered.is_empty() || !did.is_empty() { suffered.insert(0, state) } else { did.push(state) }
        }
        let has_state = |camp: &[Named]| camp.iter().any(|n| n.sort.is_state());
        let violence = if has_state(&did) || has_state(&suffered) { 1 } else { 2 };
        if has_state(&suffered) && !has_state(&did) {
            std::mem::swap(&mut did, &mut suffered);
        }
        Self { violence, a: camp(did), b: camp(suffered) }
    }

    /// Divides the dead, `best` in all.
    pub fn deaths(&self, killed: &Count, best: u64) -> Deaths {
        let part = |classes: &[Of]| killed.part(classes).unwrap_or(0);
        let civilians = part(CIVILIANS).min(best);
        let rest = best - civilians;
        let (forces, militants) = (part(FORCES), part(MILITANTS));
        let (a, b) = match self.violence {
            // soldiers of two states: whose they were is not told
            1 if self.b.is_state() => (0, 0),
            1 => (forces, militants),
            3 if self.a.is_rebels() => (militants, 0),
            3 if !self.a.members.is_empty() => (forces, 0),
            2 if self.a.is_rebels() && !self.b.is_rebels() => (militants, forces),
            2 if self.b.is_rebels() && !self.a.is_rebels() => (forces, militants),
            _ => (0, 0),
        };
        let a = a.min(rest);
        let b = b.min(rest - a);
        Deaths { a, b, civilians, unknown: rest - a - b }
    }
}

impl Camp {
    fn is_state(&self) -> bool {
        self.members.iter().any(Sort::is_state)
    }

    fn is_rebels(&self) -> bool {
        self.members.first() == Some(&Sort::Rebels)
    }
}

/// UCDP names the government, not the branch of its forces.
fn side_name(id: &str, named: Named) -> Named {
    match (&named.sort, id.split(':').nth(1)) {
        (Sort::State(Some(_)), Some(country)) => {
            Named { name: format!("Government of {}", countries::name(country)), ..named }
        }
        _ => named,
    }
}

fn camp(mut actors: Vec<Named>) -> Camp {
    actors.sort_by_key(|n| !n.sort.is_state());
    let gw = actors.iter().find_map(|n| match &n.sort {
        Sort::State(Some(country)) => Country::of(country)?.gw,
        _ => None,
    });
    let name = joined(actors.iter().map(|n| n.name.as_str()));
    Camp { name, gw, members: actors.into_iter().map(|n| n.sort).collect() }
}
