//! The other side where a text does not tell it again: whose town was retaken, whom the coalition's aircraft bombed.

use super::victims::harm;
use super::{Finder, Suspect};
use crate::actors::{ActorMention, Who};
use crate::claims::Figured;
use crate::incidents::Segment;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{Measure, Of, SourceKind, Target};

impl Finder<'_, '_> {
    /// An army took a place or struck, and nobody is told as hit: the one rebel group of the article.
    pub(super) fn foe(&mut self, segments: &[&Segment], figures: &[Figured]) {
        use Incident as I;
        let parts = &self.parts;
        let told = !parts.targets.is_empty() || !parts.implied.is_empty() || !parts.others.is_empty();
        let acting = !parts.perpetrators.is_empty() && parts.perpetrators.iter().all(|s| self.of_state(s));
        let kinds = || segments.iter().flat_map(|g| &g.triggers).map(|t| t.trigger.kind);
        let taken = kinds().any(|k| matches!(k, I::Regain | I::Takeover));
        let hit = |s: &super::Struck| !(taken && s.target == Target::VillageTown);
        // "positions of the gunmen" are those of the group that the article tells of
        let lairs = parts.hunted.iter().all(|(_, e)| e.rule == "role:owner");
        if told || !lairs || parts.sites.iter().any(hit) || !acting {
            return;
        }
        let fights = |k| {
            matches!(
                k,
                I::Regain | I::Takeover | I::Airstrike | I::Raid | I::Drone | I::Strike | I::Operation | I::Clash
            )
        };
        let peaceful = |k| matches!(k, I::Protest | I::Riot | I::Chemical | I::Arrest | I::Agreement | I::Base);
        if !kinds().any(fights) || kinds().any(peaceful) {
            return;
        }
        let hurt = segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]);
        if hurt.filter(|f| harm(f)).any(|f| matches!(f.of, Of::People | Of::Civilians)) {
            return;
        }
        if let Some(a) = self.lone_foe(segments).cloned()
            && let Some(id) = self.id(&a)
        {
            self.parts.hunted.clear();
            self.target(id, a.tokens.clone(), "role:only-foe-told");
        }
    }

    /// Whether a perpetrator fights on the side of a state.
    pub(super) fn of_state(&self, s: &Suspect) -> bool {
        let ally = |a: &ActorMention| {
            matches!(a.of, Of::Militia | Of::Military) && matches!(&a.who, Who::Named(id) if *id == s.id)
        };
        s.regular || self.r.actors.iter().any(ally)
    }

    /// The rebel group of the incident's own sentences, else the only one of the article.
    fn lone_foe(&self, segments: &[&Segment]) -> Option<&ActorMention> {
        let rebels = |a: &&ActorMention| {
            matches!(a.who, Who::Named(_)) && a.of == Of::Militants && a.kind == SourceKind::ArmedGroup && !a.weak
        };
        let near = |a: &&ActorMention| segments.iter().any(|g| self.r.chart.sentence_of(a.tokens.start) == g.sentence);
        let all: Vec<&ActorMention> = self.r.actors.iter().filter(rebels).collect();
        let own: Vec<&ActorMention> = all.iter().copied().filter(|a| near(a)).collect();
        let found = one_party(if own.is_empty() { &all } else { &own });
        found.filter(|a| self.parts.perpetrators.iter().all(|s| self.id(a).as_ref() != Some(&s.id)))
    }

    /// "Dead and wounded of X", "losses in the ranks of X", with no number: X was hit.
    pub(super) fn casualties(&mut self, g: &Segment, figures: &[Figured]) {
        let r = self.r;
        let counted = |t: usize| g.figures.iter().any(|i| figures[*i].tokens.contains(&t));
        for t in r.marked(g.tokens.clone(), Word::PERSON).filter(|t| !counted(*t)) {
            let Some(mut end) = r.words(t).find_map(|(m, w)| match w {
                Word::Person(p)
                    if matches!(p.measure, Some(Measure::Killed | Measure::Wounded))
                        && (p.plural || m.features.has(Features::PLURAL)) =>
                {
                    Some(m.end as usize)
                }
                _ => None,
            }) else {
                continue;
            };
            // "dead and wounded"
            if end < g.tokens.end && r.words(end).any(|(_, w)| matches!(w, Word::Person(p) if p.measure.is_some())) {
                end += 1;
            }
            let link = [Small::From, Small::Ranks].into_iter().find_map(|s| r.vocabulary.small(&r.chart, end, s));
            // "the dead of X"
            let own = |t: &usize| r.actors_at(*t).any(|a| !a.people);
            let Some(of) = link.or(Some(end).filter(own)) else { continue };
            let side = |a: &&ActorMention| {
                (of..of + 2).contains(&a.tokens.start)
                    && g.tokens.contains(&a.tokens.start)
                    && !a.weak
                    && a.of.fights()
                    && (matches!(a.who, Who::Named(_)) || a.of == Of::Military)
            };
            if let Some(a) = r.actors_in(of..of + 2).iter().find(side).cloned()
                && let Some(id) = self.id(&a)
            {
                self.target(id, a.tokens.clone(), "role:casualties-of");
            }
        }
    }
}

/// The first of several mentions, where all name one party.
fn one_party<'a>(all: &[&'a ActorMention]) -> Option<&'a ActorMention> {
    let first = *all.first()?;
    all.iter().all(|a| a.who == first.who).then_some(first)
}
