//! A segment that tells again what has been told.

use super::super::again::{counts_anew, next_day, retells, same_kind, tolls_again};
use super::super::fit::{Fit, arrested, cause_again, deed_told, echoes, far_apart, hunts, retold, retort};
use super::super::fronts::elsewhere;
use super::super::{Draft, Gap, Segment};
use super::apart::announced_before;
use super::{Choice, Rule};
use crate::vocabulary::{Incident, Small};
use isnad_model::{DatePrecision, DateRange, Measure};

/// Days from an attack to the day on which its dead are told as found or buried at most.
const BURIED: i32 = 2;

impl Choice<'_, '_> {
    /// Those killed were sought for it: an incident of its own, or one told before.
    pub(super) fn deed(&self) -> Rule {
        if self.g.deed && self.current.is_some_and(|c| self.sought(c)) {
            return Rule::Break(deed_told(self.r, self.g, self.drafts, self.current, self.segments));
        }
        Rule::Continue(())
    }

    /// Whether an incident is a hunt or an arrest: those it tells of were sought for another deed.
    fn sought(&self, c: usize) -> bool {
        hunts(&self.drafts[c], self.segments) || arrested(&self.drafts[c], self.segments)
    }

    /// What was answered, told again: "after a soldier was killed".
    pub(super) fn answered(&self) -> Rule {
        found(self.all().find(|k| {
            let d = &self.drafts[*k];
            retort(d, self.segments) && cause_again(self.r, self.g, d, self.figures, self.segments)
        }))
    }

    /// The same toll told again: the same incident, at whatever grain its place is told.
    pub(super) fn toll_again(&self) -> Rule {
        let (r, g) = (self.r, self.g);
        let leads = g.sentence <= r.title_sentences;
        // "he had said before that 21 died": recalled with a toll that stands out
        let headline = |d: &Draft| d.segments.iter().all(|s| self.segments[*s].title);
        let recalled = |d: &Draft| headline(d) || tolls_again(g, d, self.figures, self.segments);
        if !(leads || g.after.is_none()) {
            return Rule::Continue(());
        }
        let goes_on = self.goes_on();
        found(self.all().find(|k| {
            let d = &self.drafts[*k];
            // "elsewhere, eight were killed": the second of two that the headline tells
            !(g.another && (Some(*k) == self.current || !headline(d)))
                && (leads || !g.background || recalled(d))
                && (!goes_on || Some(*k) == self.current)
                && d.after.is_none()
                && (self.same_day(*k)
                    || next_day(g, d, self.figures, self.segments)
                    || self.drafts.len() == 1 && tolls_again(g, d, self.figures, self.segments))
                && !announced_before(r, g, d, self.segments)
                && echoes(g, d, self.figures, self.segments)
                && self.kinds(*k)
                && !far_apart(r, g, d, self.segments)
        }))
    }

    /// "The group claimed to have killed 14", where nine were told; "the newspaper had told of 11 killed", where a group
    /// claims 14: another count of one attack.
    pub(super) fn claimed_again(&self) -> Rule {
        let (r, g) = (self.r, self.g);
        let claims = |g: &Segment| r.marked(g.tokens.clone(), Small::Claiming.mark()).next().is_some();
        if !self.below_headline() || g.another || g.after.is_some() || g.longrun {
            return Rule::Continue(());
        }
        let mine = claims(g);
        found(self.all().find(|k| {
            let d = &self.drafts[*k];
            (mine || g.background && d.segments.iter().any(|s| claims(&self.segments[*s])))
                && self.same_day(*k)
                && self.kinds(*k)
                && self.place(*k) != Fit::Apart
                && !far_apart(r, g, d, self.segments)
                && counts_anew(g, d, self.figures, self.segments)
        }))
    }

    /// Nothing but dead or wounded, without an attack and without a place: "the hospital took in eleven wounded".
    /// No incident of its own, whatever else it begins with.
    pub(super) fn toll_alone(&self) -> Option<usize> {
        let g = self.g;
        let casualties = |k: &usize| {
            let f = &self.figures[*k];
            matches!(f.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded)
                && f.figure.high != Some(0)
        };
        let alone = g.triggers.is_empty()
            && !g.figures.is_empty()
            && g.figures.iter().all(casualties)
            && g.places.is_empty()
            && self.below_headline()
            && !g.background
            && g.date.is_none_or(|(_, d)| d.precision() == DatePrecision::Day)
            && g.after.is_none();
        let soon = |c: &usize| {
            let days = self.drafts[*c].date.zip(g.date).map(|((_, a), (_, b))| (b.start() - a.end()).get_days());
            days.is_none_or(|n| (0..=BURIED).contains(&n))
        };
        self.current.filter(|_| alone).filter(soon)
    }

    /// Nothing but an arrest: the one told before.
    pub(super) fn arrest_again(&self) -> Rule {
        let g = self.g;
        let only = !g.triggers.is_empty() && g.triggers.iter().all(|t| t.trigger.kind == Incident::Arrest);
        if !only || g.date.is_some() {
            return Rule::Continue(());
        }
        let near = |k: &usize| self.place(*k) != Fit::Apart && !elsewhere(self.r, g, &self.drafts[*k], self.segments);
        found(self.all().rev().filter(|k| arrested(&self.drafts[*k], self.segments)).find(near))
    }

    /// "A week after …": one that has been counted back to before, else an incident of its own.
    pub(super) fn counted_back(&self) -> Rule {
        let g = self.g;
        if g.after.is_some() || g.background && g.definite {
            let known = |k: &usize| self.drafts[*k].after.is_some() && self.place(*k) == Fit::Same && self.kinds(*k);
            found(self.all().find(known))?;
        }
        if g.after.is_none() {
            return Rule::Continue(());
        }
        // "a week after the attack, which took place on the seventh": the one told before gets its day
        if let Some((_, date)) = g.date.filter(|_| g.definite) {
            found(self.all().find(|k| {
                self.drafts[*k].date.is_some_and(|(_, d)| d.contains(&date))
                    && self.fits(*k)
                    && self.place(*k) != Fit::Apart
            }))?;
        }
        let first = &self.drafts[0];
        let again = || first.date.is_none() && same_kind(g, first, self.segments) && self.fits(0);
        let anniversary = matches!(g.after, Some(Gap::Anniversary(_)));
        Rule::Break((anniversary && again()).then_some(0))
    }

    /// Headline and lead tell the same, one of them with a place of another grain.
    pub(super) fn lead_retells(&self) -> Rule {
        let (g, first) = (self.g, &self.drafts[0]);
        let again = self.lead()
            && !g.title
            && !g.another
            && !g.background
            && first.date.is_none()
            && retold(self.r, g, first, self.segments)
            // "marches in Tunis. And in Sfax …"
            && !(self.below_headline() && self.opens_with_place() && elsewhere(self.r, g, first, self.segments))
            && !far_apart(self.r, g, first, self.segments);
        found(again.then_some(0))
    }

    /// "The raid was flown on Saturday near …": what headline and lead told without its day.
    pub(super) fn first_retold(&self, date: &DateRange) -> Rule {
        found(retells(self.r, self.g, date, &self.drafts[0], self.segments).then_some(0))
    }
}

/// Decides for an incident where one was found.
pub(super) fn found(k: Option<usize>) -> Rule {
    k.map_or(Rule::Continue(()), |k| Rule::Break(Some(k)))
}
