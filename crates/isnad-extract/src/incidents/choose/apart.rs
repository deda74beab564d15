//! A segment that turns to something else: in another way, at another place, with a toll of its own.

use super::super::beside::{brought_down, only_kind, tells};
use super::super::fit::{Fit, Method, dead, device, method, place_fit, toll_apart, ways};
use super::super::fronts::{died_anew, elsewhere, fought_anew, marched_anew};
use super::super::{Draft, Segment};
use super::{Choice, Rule};
use crate::reading::Reading;
use crate::vocabulary::Incident;
use isnad_model::{Measure, Tactic};

impl Choice<'_, '_> {
    /// "…, and two were killed in a raid on Y": no more of what its sentence told before; perhaps what the headline told of
    /// that town.
    pub(super) fn parted(&self) -> Rule {
        if !self.g.parted {
            return Rule::Continue(());
        }
        // "raids on X killed nine, and four died in Y": how those died was told
        if self.current.is_some_and(|c| self.bare_toll() && self.same_day(c)) {
            return Rule::Break(self.current);
        }
        Rule::Break(self.all().find(|k| self.place(*k) == Fit::Same && self.same_day(*k) && self.kinds(*k)))
    }

    /// Nothing but that some died, and nothing of how or by whom.
    fn bare_toll(&self) -> bool {
        let g = self.g;
        let killing = g.triggers.iter().all(|t| t.trigger.kind == Incident::Killing);
        killing && !g.figures.is_empty() && self.r.actors_in(g.tokens.clone()).iter().all(|a| !a.who.fights())
    }

    /// A headline of two sentences: in another way, at another place.
    pub(super) fn headline_goes_over(&self) -> Rule {
        // "the army repels an attack in the north .. and advances in the south"
        let another = |c: usize| {
            let told = self.g.triggers.iter().any(|t| !t.known());
            told && self.g.sentence > 0 && elsewhere(self.r, self.g, &self.drafts[c], self.segments)
        };
        if self.g.title && self.current.is_some_and(|c| self.done_otherwise(c) || another(c)) {
            return Rule::Break(None);
        }
        Rule::Continue(())
    }

    /// "Also", or a paragraph of its own: the same day, in another way, at another place.
    pub(super) fn done_elsewhere(&self) -> Rule {
        let g = self.g;
        if self.opens()
            && !g.title
            && !g.definite
            && self.below_headline()
            && let Some(c) = self.current
            && self.same_day(c)
            && self.done_otherwise(c)
        {
            return Rule::Break(
                self.all()
                    .filter(|k| !g.another || self.another_told(*k))
                    .find(|k| *k != c && self.place(*k) == Fit::Same && self.kinds(*k) && !self.otherwise(*k)),
            );
        }
        Rule::Continue(())
    }

    /// "And last night they killed five *others* in the quarter of Y": with a time and a place of their own.
    pub(super) fn others_elsewhere(&self) -> Rule {
        let g = self.g;
        let Some(c) = self.current else { return Rule::Continue(()) };
        let others = |k: &usize| self.figures[*k].other && self.figures[*k].measure == Measure::Killed;
        let told = || self.drafts[c].segments.iter().flat_map(|s| &self.segments[*s].places);
        let new = |p: &usize| {
            let p = &self.r.places[*p];
            p.fine() && !p.compass && !told().any(|q| self.r.places[*q].name == p.name)
        };
        let died = || self.drafts[c].segments.iter().any(|s| dead(&self.segments[*s], self.figures));
        let apart = self.below_headline()
            && !g.definite
            && g.date.is_some()
            && g.figures.iter().any(others)
            && !g.places.is_empty()
            && g.places.iter().all(new)
            && told().next().is_some()
            && died();
        if apart { Rule::Break(None) } else { Rule::Continue(()) }
    }

    /// What else an army tells to have done beside its raids: arrests, arms found.
    pub(super) fn beside_raids(&self) -> Rule {
        if !self.lead()
            && !self.g.title
            && let Some(c) = self.current
            && let Some(kind) = only_kind(self.g, self.figures)
            && self.afar(c)
            && !tells(&self.drafts[c], kind, self.segments)
            && !brought_down(kind, &self.drafts[c], self.segments)
        {
            let near = |k: &usize| self.place(*k) != Fit::Apart;
            let told = |k: &usize| tells(&self.drafts[*k], kind, self.segments);
            return Rule::Break(self.all().filter(near).find(told));
        }
        Rule::Continue(())
    }

    /// A bomb that went off where raids or shelling were told, or raids where a bomb was told: never one incident.
    pub(super) fn bomb_beside_raids(&self) -> Rule {
        let bomb = |m: Method| m == Method::Bomb;
        let far = |m: Method| matches!(m, Method::Air | Method::Artillery);
        let only = |is: &dyn Fn(Method) -> bool, told: Vec<Method>| !told.is_empty() && told.into_iter().all(is);
        let theirs = |k: usize| -> Vec<Method> {
            self.drafts[k].segments.iter().flat_map(|s| ways(&self.segments[*s])).collect()
        };
        let mine: Vec<Method> = ways(self.g).collect();
        if self.below_headline()
            && !self.g.definite
            && let Some(c) = self.current
            && self.same_day(c)
            && (only(&bomb, mine.clone()) && only(&far, theirs(c)) || only(&far, mine) && only(&bomb, theirs(c)))
            // blasts that are heard may be those of the raid
            && (device(self.r, self.g) || self.drafts[c].segments.iter().any(|s| device(self.r, &self.segments[*s])))
        {
            let told = |k: &usize| *k != c && self.place(*k) != Fit::Apart && self.same_day(*k);
            return Rule::Break(self.all().filter(told).find(|k| !self.otherwise(*k) && self.fits(*k)));
        }
        Rule::Continue(())
    }

    /// A paragraph of its own whose verb tells a fight in another way: ground forces behind the raids.
    pub(super) fn ground_forces(&self) -> Rule {
        let g = self.g;
        let fought = || {
            g.triggers.iter().any(|t| {
                !t.trigger.noun
                    && !t.general
                    && (!t.trigger.weak || t.trigger.tactic.is_some())
                    && method(t.trigger.kind).is_some()
            })
        };
        if self.opens()
            && !self.lead()
            && !g.definite
            && !g.background
            && let Some(c) = self.current
            && self.otherwise(c)
            && self.afar(c)
            && fought()
            && self.same_day(c)
        {
            let told = |k: &usize| *k != c && self.place(*k) != Fit::Apart;
            return Rule::Break(self.all().filter(told).find(|k| !self.otherwise(*k) && self.fits(*k)));
        }
        Rule::Continue(())
    }

    /// Raids and shelling were told, and a paragraph of its own tells anew how troops fought or took ground.
    pub(super) fn ground_behind_raids(&self) -> Rule {
        let g = self.g;
        let far = |m: Method| matches!(m, Method::Air | Method::Artillery);
        let raids = |d: &Draft| {
            let mut told = d.segments.iter().flat_map(|k| ways(&self.segments[*k])).peekable();
            told.peek().is_some() && told.all(far) && !d.segments.iter().any(|k| troops(&self.segments[*k]))
        };
        if self.opens()
            && self.below_headline()
            && !g.background
            && troops(g)
            && !ways(g).any(far)
            && let Some(c) = self.current
            && raids(&self.drafts[c])
            && self.same_day(c)
        {
            let here = |k: &usize| g.places.is_empty() || self.place(*k) == Fit::Same;
            let dated = |k: usize| g.date.is_none() || self.drafts[k].date.is_some();
            let told = |k: &usize| *k != c && here(k) && dated(*k) && self.same_day(*k);
            let fought = |k: &usize| self.drafts[*k].segments.iter().any(|s| troops(&self.segments[*s]));
            return Rule::Break(self.all().rev().filter(told).find(fought));
        }
        Rule::Continue(())
    }

    /// A paragraph of its own with a toll of its own, in another way or at another place: another incident of that day.
    pub(super) fn own_toll(&self) -> Rule {
        if self.opens()
            && !self.lead()
            && let Some(c) = self.current
            && toll_apart(self.r, self.g, &self.drafts[c], self.figures, self.segments)
        {
            let again = |k: usize| !self.g.another || self.another_told(k);
            let told = |k: &usize| *k != c && self.place(*k) == Fit::Same && again(*k);
            return Rule::Break(self.all().filter(told).find(|k| !self.otherwise(*k) && self.fits(*k)));
        }
        Rule::Continue(())
    }

    /// What was announced some days before, with its own toll.
    pub(super) fn announced_earlier(&self) -> Rule {
        let earlier = |c: usize| announced_before(self.r, self.g, &self.drafts[c], self.segments);
        if self.opens() && self.below_headline() && !self.g.definite && self.dead() && self.current.is_some_and(earlier)
        {
            return Rule::Break(None);
        }
        Rule::Continue(())
    }

    /// A paragraph of its own about another front, or "also" with its own dead right behind the lead.
    pub(super) fn other_front(&self) -> Rule {
        let g = self.g;
        let away = |k: usize| elsewhere(self.r, g, &self.drafts[k], self.segments);
        let headline = |k: usize| self.drafts[k].segments.iter().all(|s| self.segments[*s].title);
        if (self.opens() || self.opens_with_place())
            && (!self.lead() || self.below_headline() && (g.also && self.dead() || self.opens_with_place()))
            && !g.title
            && (!g.definite || self.opens_with_place() && died_anew(g, self.figures))
            && !g.background
            && g.after.is_none()
            && let Some(c) = self.current
            && self.same_day(c)
            && (fought_anew(g)
                || marched_anew(g)
                || died_anew(g, self.figures)
                || only_kind(g, self.figures) == Some(Incident::Arrest))
            && self.all().all(|k| away(k) || headline(k))
            && away(c)
        {
            // the headline told of this front
            let told = |k: &usize| *k != c && !away(*k) && self.place(*k) != Fit::Apart && self.kinds(*k);
            let placed = |k: &usize| self.drafts[*k].segments.iter().any(|s| !self.segments[*s].places.is_empty());
            return Rule::Break(self.all().filter(placed).find(told));
        }
        Rule::Continue(())
    }
}

/// Whether a segment tells anew that troops fought, stormed something or took ground.
fn troops(g: &Segment) -> bool {
    use Incident as I;
    g.triggers.iter().any(|t| {
        let told = !t.general && !t.known();
        told && match t.trigger.kind {
            I::Clash => !t.trigger.weak,
            I::Regain | I::Takeover => true,
            I::Attack => !t.trigger.noun && t.trigger.tactic == Some(Tactic::ArmedAssault),
            _ => false,
        }
    })
}

/// Whether a segment tells what was announced on an earlier day than the draft was: a toll of its own, though it is the same.
pub(super) fn announced_before(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    g.said.zip(d.said.or(d.date)).is_some_and(|((_, a), (_, b))| (b.start() - a.end()).get_days() >= 2)
        && place_fit(r, g, d, segments) != Fit::Same
}
