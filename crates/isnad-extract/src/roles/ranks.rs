//! Officers of those who are no army: "the commander of the group's front, Colonel X".

use super::Finder;
use crate::actors::{ActorMention, Who};
use crate::claims::Figured;
use crate::vocabulary::Word;
use isnad_model::Of;

/// Words between a leader's office and his rank at most.
const OFFICE: usize = 14;

impl Finder<'_, '_> {
    /// The rebels whom one with a rank leads, where his office is told before his name.
    pub(super) fn officer_of(&self, f: &Figured) -> Option<&ActorMention> {
        let r = self.r;
        if f.figure.low != Some(1) || f.country.is_some() {
            return None;
        }
        let from = r.sentence(f.sentence).start.max(f.at.saturating_sub(OFFICE));
        let leads = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.leader));
        let office = (from..f.at).rev().find(|t| leads(*t))?;
        let group = |a: &&ActorMention| {
            (office..f.at).contains(&a.tokens.start) && matches!(a.who, Who::Named(_)) && a.of == Of::Militants
        };
        r.actors_in(office..f.at).iter().find(group)
    }
}
