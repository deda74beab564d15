//! Who says of whom that they did it.

use crate::Told;
use isnad_model::{Responsibility, ResponsibilityState, Role, SourceLink, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Who says it of an actor, and in which tellings.
#[derive(Default)]
struct Row<'a> {
    tellings: Vec<usize>,
    by: BTreeSet<&'a Vec<SourceLink>>,
}

/// A row per actor and state, and one for "nobody has claimed it".
pub fn all(told: &[&Told]) -> Vec<Responsibility> {
    let mut rows: BTreeMap<(Option<&str>, ResponsibilityState), Row> = BTreeMap::new();
    for (i, t) in told.iter().enumerate() {
        let named = |id: &str| !id.starts_with("unidentified:");
        for actor in t.report.actors.iter().filter(|a| a.role == Role::Perpetrator && named(&a.id)) {
            let Some(stance) = actor.stance else { continue };
            let row = rows.entry((Some(&actor.id), state(stance))).or_default();
            row.tellings.push(i);
            row.by.extend(Some(&actor.sources).filter(|chain| !chain.is_empty()));
        }
        if !t.report.unclaimed.is_empty() {
            rows.entry((None, ResponsibilityState::NoClaim)).or_default().tellings.push(i);
        }
    }
    let responsibility = |((actor, state), row): ((Option<&str>, _), Row)| {
        let mut members: Vec<_> = row.tellings.iter().map(|&i| told[i].member()).collect();
        members.dedup();
        Responsibility {
            actor: actor.map(str::to_owned),
            state,
            as_of: row.tellings.iter().filter_map(|&i| told[i].article.published).max(),
            by: row.by.into_iter().cloned().collect(),
            members,
        }
    };
    rows.into_iter().map(responsibility).collect()
}

fn state(stance: Stance) -> ResponsibilityState {
    match stance {
        Stance::Claimed => ResponsibilityState::Claimed,
        Stance::Asserted => ResponsibilityState::Asserted,
        Stance::Accused => ResponsibilityState::Accused,
        Stance::Suspected => ResponsibilityState::Suspected,
        Stance::Denied => ResponsibilityState::Denied,
    }
}
