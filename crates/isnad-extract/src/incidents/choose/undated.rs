//! A segment without a day: what is told of decides, then the paragraph, the place, the main incident.

use super::super::again::{named_before, recalled_ground, told_ground};
use super::super::fit::{Fit, dead};
use super::told::found;
use super::{Choice, Rule};
use crate::vocabulary::{Incident, Small};
use isnad_model::{Measure, Of};

impl Choice<'_, '_> {
    /// The incident that is spoken of, or a new one.
    pub(super) fn undated(&self) -> Rule {
        let g = self.g;
        if self.aside() && self.place(0) != Fit::Same {
            return Rule::Break(None);
        }
        if g.another && !g.definite {
            // "in a separate attack": never the one whose account has just been told in the body
            let separate = g.triggers.iter().any(|t| t.trigger.noun && self.r.is(t.end, Small::Similar));
            let told = |k: usize| separate && self.current == Some(k) && !self.headline_only(k);
            return Rule::Break(self.all().rev().find(|k| self.another_told(*k) && !told(*k)));
        }
        found(self.named())?;
        let Some(current) = self.current else { return Rule::Break(None) };
        // the account of this paragraph goes on
        if self.same_paragraph() && self.fits(current) {
            return Rule::Break(Some(current));
        }
        // "the army had taken the town after days of fighting": recalled, and not what the account tells
        if g.background && recalled_ground(g) && !told_ground(&self.drafts[current], self.segments) {
            return Rule::Break(None);
        }
        found(self.by_place())?;
        let fresh = g.triggers.iter().any(|t| t.trigger.noun && !t.trigger.weak && !t.known() && !t.general);
        if self.fits(current) && (g.definite || !fresh || current == 0) {
            let back = !self.same_paragraph() && current != 0 && !g.definite && self.fits(0) && !self.its_toll(current);
            return Rule::Break(Some(if back { 0 } else { current }));
        }
        Rule::Break(self.fits(0).then_some(0))
    }

    /// "A medic told of four bodies", in a paragraph of its own: nothing but casualties, of a class that the incident told
    /// last has and the main one lacks, or where the main one has its toll and the last has none yet.
    fn its_toll(&self, current: usize) -> bool {
        let g = self.g;
        let casualty = |k: usize| {
            let f = &self.figures[k];
            matches!(f.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded | Measure::Captured)
                && f.figure.high != Some(0)
        };
        let alone = g.triggers.iter().all(|t| t.trigger.kind == Incident::Killing) && g.places.is_empty();
        if !alone || g.figures.is_empty() || !g.figures.iter().all(|k| casualty(*k)) || !self.same_day(0) {
            return false;
        }
        let told = |k: usize| self.drafts[k].segments.iter().flat_map(|s| &self.segments[*s].figures).copied();
        let of = |k: usize| self.figures[k].of;
        let has = |d: usize, k: usize| told(d).any(|x| casualty(x) && of(x) == of(k));
        let only_here = |k: usize| of(k) != Of::People && has(current, k) && !has(0, k);
        let toll = |d: usize| told(d).any(casualty);
        let (first, last) = (&self.drafts[0], &self.drafts[current]);
        let one_day = first.date.zip(last.date).is_none_or(|((_, a), (_, b))| a.overlaps(&b));
        let fresh = one_day && !last.background && last.after.is_none();
        let next = self.current_sentence + 1 == g.sentence;
        fresh && (g.figures.iter().any(|k| only_here(*k)) || next && toll(0) && !toll(current))
    }

    /// "Another attack" that was told at this place before, without a day and with no other dead.
    pub(super) fn another_told(&self, k: usize) -> bool {
        let d = &self.drafts[k];
        self.place(k) == Fit::Same
            && d.date.is_none()
            && !self.otherwise(k)
            && !(self.dead() && d.segments.iter().any(|s| dead(&self.segments[*s], self.figures)))
    }

    fn headline_only(&self, k: usize) -> bool {
        self.drafts[k].segments.iter().all(|s| self.segments[*s].title)
    }

    /// "The siege", "the shelling": the one that was told.
    fn named(&self) -> Option<usize> {
        let g = self.g;
        let k = named_before(g, self.drafts, self.current, self.segments).filter(|_| g.definite)?;
        let dated = || self.current.is_some_and(|c| self.drafts[c].date.is_some());
        let listed = self.goes_on() && self.round_up && self.drafts[k].date.is_none() && dated();
        (!listed && self.place(k) != Fit::Apart).then_some(k)
    }

    /// The incident of the same place, first one told in the same way.
    fn by_place(&self) -> Option<usize> {
        let here = || self.all().filter(|k| self.place(*k) == Fit::Same && self.kinds(*k));
        here().find(|k| !self.otherwise(*k)).or_else(|| here().next())
    }
}
