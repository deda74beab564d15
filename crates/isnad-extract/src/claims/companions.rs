//! Whose class people without one take from whoever stands beside them: a leader's companions, a mission's soldiers.

use super::Figured;
use crate::reading::Reading;
use crate::vocabulary::Acts;
use isnad_language::Features;
use isnad_model::Of;

/// "The leader So-and-so and *two of his companions*": of the class of the one who is named, where they have none.
pub(super) fn of_their_leader(r: &Reading<'_>, told: &mut [Figured], named: &[Figured]) {
    let his = |f: &Figured| {
        let own = f.tokens.clone().skip(1).any(|t| {
            r.chart
                .matches_at(t)
                .iter()
                .any(|m| m.features.has(Features::PRONOUN) && !m.features.has(Features::DEFINITE))
        });
        f.of == Of::People && f.acts.is_none() && own
    };
    for f in told.iter_mut().filter(|f| his(f)) {
        let leader = named.iter().find(|n| n.governor.is_some() && n.governor == f.governor && n.at < f.at);
        if let Some(n) = leader.filter(|n| matches!(n.of, Of::Militants | Of::Military | Of::Militia)) {
            (f.of, f.acts, f.country) = (n.of, n.acts, n.country.clone());
        }
    }
}

/// "Two peacekeepers were killed and *two other soldiers* wounded", "the mission said that two of *its* forces fell": soldiers of
/// the mission that was told of.
pub(super) fn of_the_mission(r: &Reading<'_>, figures: &mut [Figured]) {
    for k in 0..figures.len() {
        let f = &figures[k];
        if f.of != Of::Military || f.country.is_some() {
            continue;
        }
        let people = |x: &&Figured| !x.measure.counts_things() && x.of != Of::People;
        let others = f.other && figures[..k].iter().rev().find(people).is_some_and(|x| x.of == Of::Peacekeepers);
        let its = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::PRONOUN));
        let start = r.sentence(f.sentence).start;
        let owner = r.actors_in(start..f.at).iter().rfind(|a| matches!(a.of, Of::Military | Of::Peacekeepers));
        let own = f.tokens.clone().skip(1).any(its) && owner.is_some_and(|a| a.of == Of::Peacekeepers);
        if others || own {
            (figures[k].of, figures[k].acts) = (Of::Peacekeepers, Some(Acts::Peacekeepers));
        }
    }
}
