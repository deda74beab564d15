//! Agents behind a deed: "at the hands of X", "by Israeli fire".

use super::Finder;
use super::phrase::{Lead, Phrase};
use crate::actors::{Who, army_in};
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::Features;
use isnad_model::Stance;

/// Words between a deed and its agent at most.
const DEED: usize = 16;

impl Finder<'_, '_> {
    /// "At the hands of X": the agent of a clause.
    pub(super) fn agents(&mut self, g: &Segment, phrases: &[Phrase]) {
        let r = self.r;
        // "by Israeli fire": no force is told but whose
        for t in r.marked(g.tokens.clone(), Small::Agent.mark()) {
            let Some(end) = r.vocabulary.small(&r.chart, t, Small::Agent).filter(|e| *e < g.tokens.end) else {
                continue;
            };
            let country = r.words(end).find_map(|(m, w)| match w {
                Word::Demonym(c) if !m.features.any(Features::PLURAL | Features::DUAL | Features::DEFINITE) => Some(c),
                _ => None,
            });
            let named = r.actors.iter().any(|a| a.tokens.contains(&end));
            if let Some(cc) = country.filter(|c| !named && army_in(c) == *c) {
                let id = format!("state:{cc}:military");
                self.perpetrator(id, Stance::Asserted, false, t..end + 1, "role:agent");
            }
        }
        for p in phrases.iter().filter(|p| p.lead == Lead::By) {
            if !self.deed_before(g, p) {
                continue;
            }
            let from = p.at.saturating_sub(4);
            let accused = (from..p.at).any(|t| r.is(t, Small::Accuser));
            let negated = (from.saturating_sub(2)..p.at).any(|t| r.is(t, Small::Negation));
            // "the attacker was killed by the police": an answer to the attack
            let answered = self.attacked
                && phrases
                    .iter()
                    .rev()
                    .find(|q| q.end <= p.at && p.at - q.end <= 3)
                    .and_then(Phrase::actor)
                    .is_some_and(|a| {
                        let q = &r.actors[a];
                        q.people && q.who == Who::Of(Acts::Armed)
                    });
            if answered && let Some(a) = p.actor() {
                self.parts.replied.extend(self.id(&r.actors[a]));
            }
            // "before he was killed by the police", "a search by the army", told behind the attack
            if self.ended(p.at) || self.searches_after(g, p) || self.answered_by(p) {
                continue;
            }
            if !negated && self.able(p, Incident::Attack) {
                self.perpetrator_of(p, if accused { Stance::Accused } else { Stance::Asserted }, "role:agent");
            } else if !negated {
                self.does(p, Incident::Shooting, "role:agent");
            }
        }
    }

    /// Whether a deed stands before an agent, nearer than a relative clause that tells something else: "the town *that was*
    /// in the hands of X", "before their expulsion by X".
    fn deed_before(&self, g: &Segment, p: &Phrase) -> bool {
        let r = self.r;
        let deed = |t: usize| {
            g.triggers.iter().any(|x| x.at == t)
                || r.words(t).any(|(_, w)| match w {
                    Word::Measure(_) | Word::Small(Small::Perform | Small::Exposed) => true,
                    Word::Person(p) => p.measure.is_some(),
                    _ => false,
                })
        };
        let apart = |t: usize| r.is(t, Small::Relative) || r.is(t, Small::Background);
        let floor = g.tokens.start.max(p.at.saturating_sub(DEED));
        let near = (floor..p.at).rev().take_while(|t| !r.mark(*t, ".;:") && !apart(*t)).any(deed);
        near || floor == g.tokens.start && p.at - floor <= 3
    }
}
