//! What a party denies to have done, and whom the text only supposes to have done it.

use super::{Finder, is_group};
use crate::actors::ActorMention;
use crate::vocabulary::{Small, Word};
use isnad_model::Stance;
use std::ops::Range;

/// Words behind a party that denies among which the deed begins.
const DENIED: usize = 5;

/// Words before a party among which a guess about it stands.
const GUESS: usize = 5;

impl Finder<'_, '_> {
    /// "The movement denied any link with it": the party between the two words.
    pub(super) fn denial_of_part(&mut self, t: usize, g: &Range<usize>) {
        let r = self.r;
        let party = r.actors_at(t + 1).find(|a| is_group(a) && !a.weak);
        let attack = |from: usize| {
            let clause = (from..g.end.min(from + DENIED)).take_while(|k| !r.mark(*k, ",.;:"));
            clause.into_iter().any(|k| r.has(k, Word::TRIGGER | Small::IncidentNoun.mark()))
        };
        let part = |a: &&ActorMention| a.tokens.end < g.end && r.is(a.tokens.end, Small::Part) && attack(a.tokens.end);
        // "the movement denied that it shelled a camp"
        let verb = |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Trigger(x) if !x.noun));
        let deed = |a: &&ActorMention| {
            let clause = (a.tokens.end + 1..g.end.min(a.tokens.end + DENIED)).take_while(|k| !r.mark(*k, ",.;:"));
            let mut own = clause.take_while(|k| r.actors_at(*k).next().is_none());
            a.tokens.end < g.end && r.is(a.tokens.end, Small::That) && own.any(verb)
        };
        if let Some(a) = party.filter(|a| part(a) || deed(a)).cloned() {
            self.blame(&a, Stance::Denied, "role:denies");
        }
    }

    /// "It is suspected that men of X", "by whom are thought to be fighters of X": a word of suspicion right before a party.
    pub(super) fn guessed(&self, at: usize) -> bool {
        let r = self.r;
        let mut before = at.saturating_sub(GUESS).max(r.sentence(r.chart.sentence_of(at)).start)..at;
        let that = |k: usize| r.is(k, Small::That);
        let led = |end: usize| end <= at && (end..at).all(|k| that(k) || r.is(k, Small::Locative));
        before.any(|k| {
            let end = |small| r.vocabulary.small(&r.chart, k, small).filter(|end| led(*end));
            end(Small::Suspicion).is_some() || end(Small::Estimate).is_some_and(|end| (end..at).any(that))
        })
    }
}
