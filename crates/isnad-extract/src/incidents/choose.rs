//! Which incident a segment goes on with: rules in order, of which the first that speaks decides.

mod apart;
mod dated;
mod told;
mod undated;

use super::fit::{Fit, compatible, dead, done_otherwise, from_afar, kinds_fit, otherwise, place_fit};
use super::recalled::recalled_draft;
use super::{Draft, Segment};
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::Small;
use std::ops::ControlFlow;

/// What a rule says: `Break` holds the decision, an incident told before or `None` for a new one.
type Rule = ControlFlow<Option<usize>>;

/// A segment, and the incidents told before it.
pub(super) struct Choice<'a, 'p> {
    pub r: &'a Reading<'p>,
    pub g: &'a Segment,
    pub figures: &'a [Figured],
    pub drafts: &'a [Draft],
    pub segments: &'a [Segment],
    /// The incident of the segment before.
    pub current: Option<usize>,
    pub current_paragraph: u32,
    pub current_sentence: usize,
    /// The article tells of so many days that a headline stands for none of them.
    pub round_up: bool,
}

impl Choice<'_, '_> {
    /// The draft that the segment goes on with; `None` opens a new one.
    pub(super) fn choose(&self) -> Option<usize> {
        if self.drafts.is_empty() {
            return None;
        }
        if self.g.recalled {
            return recalled_draft(self.r, self.g, self.drafts, self.segments);
        }
        match self.rules() {
            Rule::Break(Some(told)) => Some(told),
            Rule::Break(None) | Rule::Continue(()) => self.toll_alone(),
        }
    }

    fn rules(&self) -> Rule {
        self.parted()?;
        self.deed()?;
        self.answered()?;
        self.headline_goes_over()?;
        self.toll_again()?;
        self.claimed_again()?;
        self.arrest_again()?;
        self.counted_back()?;
        self.lead_retells()?;
        self.done_elsewhere()?;
        self.others_elsewhere()?;
        self.beside_raids()?;
        self.bomb_beside_raids()?;
        self.ground_forces()?;
        self.ground_behind_raids()?;
        self.own_toll()?;
        self.announced_earlier()?;
        self.other_front()?;
        self.dated()?;
        self.undated()
    }

    /// The incidents told before, by number.
    fn all(&self) -> std::ops::Range<usize> {
        0..self.drafts.len()
    }

    fn place(&self, k: usize) -> Fit {
        place_fit(self.r, self.g, &self.drafts[k], self.segments)
    }

    fn kinds(&self, k: usize) -> bool {
        kinds_fit(self.g, &self.drafts[k], self.segments)
    }

    /// By place and kind.
    fn fits(&self, k: usize) -> bool {
        compatible(self.r, self.g, &self.drafts[k], self.segments)
    }

    fn otherwise(&self, k: usize) -> bool {
        otherwise(self.g, &self.drafts[k], self.segments)
    }

    fn done_otherwise(&self, k: usize) -> bool {
        done_otherwise(self.r, self.g, &self.drafts[k], self.segments)
    }

    fn afar(&self, k: usize) -> bool {
        from_afar(self.g, &self.drafts[k], self.segments)
    }

    /// Whether both may be of one day.
    fn same_day(&self, k: usize) -> bool {
        self.drafts[k].date.zip(self.g.date).is_none_or(|((_, a), (_, b))| a.overlaps(&b))
    }

    /// Whether the segment tells of dead.
    fn dead(&self) -> bool {
        dead(self.g, self.figures)
    }

    /// Whether the segment stands in the headline or the first two sentences of the body.
    fn lead(&self) -> bool {
        self.g.sentence < self.r.title_sentences + 2
    }

    fn below_headline(&self) -> bool {
        self.g.sentence > self.r.title_sentences
    }

    fn same_paragraph(&self) -> bool {
        self.g.paragraph == self.current_paragraph
    }

    /// "In the north, …": a preposition and a place at the head of a sentence.
    fn opens_with_place(&self) -> bool {
        let (r, start) = (self.r, self.g.tokens.start);
        start == r.sentence(self.g.sentence).start
            && r.is(start, Small::Locative)
            && self.g.places.iter().any(|p| r.places[*p].tokens.start <= start + 2)
    }

    /// "Also", or a paragraph of its own; where the text has none, a sentence.
    fn opens(&self) -> bool {
        let g = self.g;
        g.also || !self.same_paragraph() || self.r.run_on(g.sentence) && g.sentence != self.current_sentence
    }

    /// The same account, with no new day.
    fn goes_on(&self) -> bool {
        self.same_paragraph() && self.g.date.is_none()
    }

    /// Whether a noun tells of something new, a weak one with its figure.
    fn fresh(&self) -> bool {
        let g = self.g;
        g.triggers
            .iter()
            .any(|t| t.trigger.noun && (!t.trigger.weak || !g.figures.is_empty()) && !t.known() && !t.general)
    }

    /// "The army had announced the killing of ten after an attack …": told as background with a toll of its own.
    fn aside(&self) -> bool {
        let r = self.r;
        let first = || self.drafts[0].segments.iter().any(|k| dead(&self.segments[*k], self.figures));
        // "in an earlier count twenty had fallen": of the same incident
        let counted_before = || r.marked(self.g.tokens.clone(), Small::EarlierToll.mark()).next().is_some();
        let toll_told = self.g.sentence > r.title_sentences + 1 || first();
        self.g.background
            && self.fresh()
            && toll_told
            && !self.g.figures.is_empty()
            && self.below_headline()
            && !counted_before()
    }
}
