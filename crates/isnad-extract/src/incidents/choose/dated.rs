//! A segment with a day of its own.

use super::super::again::{loosely_told, one_day_of, opens_with_day, same_kind};
use super::super::fit::{Fit, echoes, other_arms, past, stale};
use super::super::when::vague_stretch;
use super::{Choice, Rule};
use crate::vocabulary::{Incident, Word};
use isnad_language::{Features, Match};
use isnad_model::{DatePrecision, DateRange, PlacePrecision};
use std::cmp::Reverse;

/// So many sentences of the body may pass before an undated headline gets its day.
const NEWS: usize = 6;

impl Choice<'_, '_> {
    /// The incident of that day, one that was told without it, or a new one.
    pub(super) fn dated(&self) -> Rule {
        let Some((_, date)) = self.g.date else { return Rule::Continue(()) };
        if let Some(best) = self.of_day(&date) {
            return Rule::Break(self.joins(best, &date).then_some(best));
        }
        self.first_retold(&date)?;
        let g = self.g;
        if let Some(undated) = self.without_day(&date) {
            return Rule::Break(Some(undated));
        }
        // "the attack … the accord signed in 2015": the date belongs to something else
        let of_another = g.definite && g.figures.is_empty() && !g.another && stale(&date, self.lead(), None);
        Rule::Break(self.current.filter(|_| of_another))
    }

    /// The incident of the same day that lies nearest.
    fn of_day(&self, date: &DateRange) -> Option<usize> {
        let g = self.g;
        let accord = !g.triggers.is_empty() && g.triggers.iter().all(|t| t.trigger.kind == Incident::Agreement);
        // "days ago 45 were killed at …, and on Thursday 22 at …"
        let vague = |k: usize| vague_stretch(&self.r.dates[k]) && !g.definite && !g.figures.is_empty();
        self.all()
            .filter(|k| {
                self.drafts[*k].date.is_some_and(|(n, d)| d.overlaps(date) && !one_day_of(date, &d) && !vague(n))
            })
            .filter(|k| !accord && !self.leaves(*k) || self.kinds(*k))
            .map(|k| (self.place(k), k))
            .filter(|(place, _)| *place != Fit::Apart)
            .max_by_key(|(place, k)| (*place == Fit::Same, Some(*k) == self.current, Reverse(*k)))
            .map(|(_, k)| k)
    }

    /// Whether the segment belongs to the incident of its day.
    fn joins(&self, best: usize, date: &DateRange) -> bool {
        let (g, d) = (self.g, &self.drafts[best]);
        let elsewhere = self.place(best) != Fit::Same;
        let monthly = matches!(date.precision(), DatePrecision::Month | DatePrecision::Year);
        let again = !g.another && (same_kind(g, d, self.segments) || loosely_told(d, self.segments));
        // "in the same month": a stretch that holds many
        let stretch = monthly
            && !self.same_paragraph()
            && !self.lead()
            && g.triggers.first().is_some_and(|t| !t.known())
            && !echoes(g, d, self.figures, self.segments)
            && self.dead();
        let recalled = g.background
            && self.below_headline()
            && monthly
            && d.date.is_some_and(|(_, d)| d.precision() == DatePrecision::Day)
            && self.fresh()
            && elsewhere;
        // "a deputy had announced on Sunday that fifty fell": another count of that day, at no other town
        let toll = !g.another
            && !g.triggers.iter().any(|t| t.trigger.kind != Incident::Killing)
            && date.precision() == DatePrecision::Day
            && d.date.is_some_and(|(_, told)| told == *date)
            && !g.places.iter().any(|p| self.r.places[*p].precision != PlacePrecision::Admin1);
        if toll {
            return true;
        }
        let apart = (g.another || self.aside() && !again) && elsewhere || g.another && self.otherwise(best);
        !(stretch || recalled || apart)
    }

    /// Whether an incident tells of nothing but fighters who left a town.
    fn leaves(&self, k: usize) -> bool {
        let mut told = self.drafts[k].segments.iter().flat_map(|s| &self.segments[*s].triggers).peekable();
        told.peek().is_some() && told.all(|t| t.trigger.kind == Incident::Evacuation)
    }

    /// Whether a date is that of the article or the day before it.
    fn fresh_day(&self, date: &DateRange) -> bool {
        self.r.published.is_some_and(|p| (0..=1).contains(&(p - date.start()).get_days()))
    }

    /// The incident that headline or lead told without its day.
    fn without_day(&self, date: &DateRange) -> Option<usize> {
        let (r, g) = (self.r, self.g);
        let undated = |k: &usize| {
            let d = &self.drafts[*k];
            d.date.is_none() && !other_arms(g, d, self.segments) && self.fits(*k) && self.place(*k) != Fit::Apart
        };
        // "the shelling took place on Tuesday": the one that is being told
        let told = || self.current.filter(|c| g.definite && g.places.is_empty() && self.same_paragraph() && undated(c));
        let u = told().or_else(|| self.all().find(undated))?;
        let lead = self.lead();
        let first = self.current.is_none_or(|c| self.drafts[c].date.is_none());
        // "the rebels had said that they hit the refinery on Wednesday": the news of the headline, told again
        let again = || {
            u == 0 && self.place(u) == Fit::Same && same_kind(g, &self.drafts[u], self.segments) && self.fresh_day(date)
        };
        // "the mine had gone off on Wednesday": the one of which somebody died later
        let device = |t: usize| {
            let known = |m: &Match| m.features.has(Features::DEFINITE);
            r.words(t).any(|(m, w)| matches!(w, Word::Means(_) | Word::Thing(_)) && known(m))
        };
        let known_device = || {
            u == 0
                && g.places.is_empty()
                && self.fresh_day(date)
                && !self.otherwise(u)
                && r.marked(g.tokens.clone(), Word::MEANS).any(device)
        };
        // of a headline of two fronts, the second
        let headline = || {
            let segments = &self.drafts[u].segments;
            segments.iter().all(|s| self.segments[*s].title)
                && self.place(u) != Fit::Apart
                && same_kind(g, &self.drafts[u], self.segments)
        };
        let takes = (!g.background || again() || known_device())
            && (!g.another || headline())
            && (lead
                || g.definite
                || Some(u) == self.current && self.same_paragraph()
                || first && g.sentence < r.title_sentences + NEWS
                || again()
                || known_device()
                || headline())
            && !stale(date, lead, self.drafts[u].said.map(|(_, d)| d))
            && (lead || g.definite || !past(r, date))
            && (lead || g.definite || !opens_with_day(r, g) || headline())
            && (!self.round_up || g.definite || self.place(u) == Fit::Same);
        takes.then_some(u)
    }
}
