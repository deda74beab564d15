//! Clauses that say more of a place or a party that was named: "in the town, *which the army has held for a year*", "the group,
//! *which has been active there since 2012*". What they tell of time is not the time of what the sentence tells.

use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;

/// Words from the pronoun that opens such a clause to a time in it at most.
const CLAUSE: usize = 12;

/// Adjectives between a name and the clause that describes it at most.
const ADJECTIVES: usize = 2;

/// Whether a time at a token is told in a clause that describes a place or a party: the first time behind the pronoun, with
/// no figure of the clause's own before it and no deed that it could count.
pub(crate) fn describes(r: &Reading<'_>, at: usize) -> bool {
    let start = r.sentence(r.chart.sentence_of(at)).start;
    for t in (at.saturating_sub(CLAUSE).max(start + 1)..at).rev() {
        if r.is(t, Small::Relative) {
            return of_a_name(r, t, start) && !costs(r, at);
        }
        // "which saw an attack last month": a deed of that month
        let deed = || r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun));
        let told = r.date_at(t).is_some() || r.quantity_over(t).is_some() || r.has(t, Word::MEASURE) || deed();
        if told || r.mark(t, ",.;:?!") {
            return false;
        }
    }
    false
}

/// "Whose revolt has *for six years* cost 15,000 lives": a toll of the clause's own behind its time.
fn costs(r: &Reading<'_>, at: usize) -> bool {
    let end = r.sentence(r.chart.sentence_of(at)).end.min(at + CLAUSE);
    let joined = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let mut clause = (at + 1..end).take_while(|t| !(r.mark(*t, ",.;:?!") || joined(*t)));
    clause.any(|t| r.has(t, Word::MEASURE) || r.quantity_over(t).is_some())
}

/// Whether the pronoun at a token stands behind the name of a place or a party, perhaps with a comma or adjectives between.
fn of_a_name(r: &Reading<'_>, relative: usize, start: usize) -> bool {
    let before = if r.mark(relative - 1, ",") { relative - 1 } else { relative };
    let from = before.saturating_sub(ADJECTIVES + 1).max(start);
    let plain = |t: usize| !r.has(t, Word::TRIGGER | Word::MEASURE) && !r.mark(t, ",.;:");
    let party = |t: usize| r.actors_in(start..t + 1).last().is_some_and(|a| a.tokens.end > t);
    (from..before).rev().take_while(|t| plain(*t) || r.in_place(*t)).any(|t| r.in_place(t) || party(t))
}
