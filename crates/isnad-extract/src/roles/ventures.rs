//! Doers told before a noun of attack, by a noun of doing or of where it came from.

use super::Finder;
use super::phrase::Phrase;
use crate::incidents::TriggerHit;
use crate::vocabulary::Small;
use isnad_model::Stance;

/// Words between a party and the deed it ventured on at most.
const DEED: usize = 3;

/// Words between fire and the word for its source at most.
const SOURCE: usize = 2;

/// Words between the word for a source and the party at most: "the positions of".
const PARTY: usize = 2;

impl Finder<'_, '_> {
    /// "The venture of the army on shelling the camp": who stands between the two nouns did it.
    pub(super) fn venture(&mut self, t: &TriggerHit, phrases: &[Phrase]) {
        let r = self.r;
        let ventured = |p: &&Phrase| p.at > 0 && r.is(p.at - 1, Small::Venture) && p.party();
        let near = |p: &&Phrase| p.end <= t.at && t.at - p.end <= DEED && !(p.end..t.at).any(|k| r.mark(k, ",.;:"));
        if let Some(p) = phrases.iter().filter(ventured).find(near).copied()
            && self.able(&p, t.trigger.kind)
        {
            self.all_do(&p, phrases, t.trigger.kind, "role:venture");
        }
    }

    /// "Shelling whose source is the positions of X": an armed party, no land.
    pub(super) fn origin(&mut self, t: &TriggerHit) {
        let r = self.r;
        let stop = r.sentence(r.chart.sentence_of(t.at)).end;
        let source = (t.end..stop.min(t.end + SOURCE + 1)).take_while(|k| !r.mark(*k, ",.;:"));
        let Some(at) = source.into_iter().find(|k| r.is(*k, Small::Origin)) else { return };
        let party = r.actors_in(at + 1..at + 1 + PARTY).first();
        if let Some(a) = party.filter(|a| !a.weak && a.who.fights()).cloned() {
            self.blame(&a, Stance::Asserted, "role:origin");
        }
    }
}
