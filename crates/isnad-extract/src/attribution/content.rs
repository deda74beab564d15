//! Where speakers' phrases end and what is said begins.

use super::head::{preposition, starts};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::{Features, Marks};

/// Tokens between a verb and what is said at most.
pub(super) const FAR: usize = 34;

/// First token of what is said: behind "that" or a colon, at an opening quote, or at the words of the deed themselves.
pub(super) fn marker(r: &Reading<'_>, limit: usize, end: usize) -> Option<usize> {
    if limit >= end {
        return None;
    }
    if let Some(e) = r.vocabulary.small(&r.chart, limit, Small::That) {
        return Some(e);
    }
    if r.mark(limit, ":") {
        return Some(limit + 1);
    }
    (r.chart.text.tokens()[limit].quote.opens).then_some(limit)
}

/// Words of a deed, with which what is said can begin.
const DEED: Marks = Word::MEASURE.or(Word::TRIGGER).or(Small::Denial.mark()).or(Small::Claiming.mark());

/// Where what is said begins, and a speaker's phrase must end.
pub(super) fn content_start(r: &Reading<'_>, from: usize, end: usize) -> usize {
    let limit = end.min(from + FAR);
    let mut spoken = false;
    for t in from..limit {
        if r.is(t, Small::That) || r.mark(t, ":") || opens_speech(r, t, end) {
            return t;
        }
        let aside = || t > from && preposition(r, t - 1) && !r.is(t - 1, Small::Relayed);
        let deed = r.has(t, DEED)
            && r.words(t).any(|(m, w)| match w {
                // "announced the killing of": the content is the verbal noun itself
                Word::Measure(x) => x.noun && !x.light || m.features.has(Features::WITH),
                // "who survived the attack" is told of the speaker
                Word::Trigger(x) => x.noun && !x.weak && !x.general && !aside() || m.features.has(Features::WITH),
                Word::Small(Small::Denial | Small::Claiming) => true,
                _ => false,
            });
        let counted = r.quantities.iter().find(|q| !q.single && q.tokens.contains(&t));
        // "reported in a first toll 18 dead"
        let toll = counted.is_some_and(|q| q.measure.is_some() && q.tokens.start >= from);
        if deed || toll || spoken && counted.is_some() {
            return counted.map_or(t, |q| q.tokens.start).max(from);
        }
        spoken |= starts(r, t);
    }
    limit
}

/// Whether a quote that opens at a token holds what is said rather than a name.
pub(super) fn opens_speech(r: &Reading<'_>, t: usize, end: usize) -> bool {
    let tokens = r.chart.text.tokens();
    tokens[t].quote.opens && !(t..end.min(t + 4)).any(|k| tokens[k].quote.closes)
}

/// End of a noun phrase that names a speaker: a stop, a verb, the content.
pub(super) fn phrase_end(r: &Reading<'_>, from: usize, end: usize) -> usize {
    (from..end)
        .find(|&t| {
            r.mark(t, ".;:?!")
                || r.is(t, Small::That)
                || t > from
                    && (r.mark(t, ",")
                        || r.words(t).any(|(_, w)| match w {
                            Word::Small(Small::Temporal | Small::Relative | Small::Since) => true,
                            Word::Speech(v) => !v.weak && !spoke_to_outlet(r, t),
                            _ => false,
                        }))
        })
        .unwrap_or(end)
}

/// "According to a source *who spoke to the agency*": what stands behind the verb is an outlet.
fn spoke_to_outlet(r: &Reading<'_>, t: usize) -> bool {
    let to = |k: usize| r.is(k, Small::To) || r.chart.matches_at(k).iter().any(|m| m.features.has(Features::TO));
    let at = if r.is(t + 1, Small::To) && r.chart.matches_at(t + 1).iter().all(|m| m.end as usize == t + 2) {
        t + 2
    } else {
        t + 1
    };
    to(t + 1) && r.has(at, Word::OUTLET)
}

/// Back from a verb to where its clause can begin.
pub(super) fn clause_start(r: &Reading<'_>, at: usize, from: usize) -> usize {
    let mut commas = 0;
    let mut t = at;
    while t > from && at - t <= 22 && !r.mark(t - 1, ".;:?!") {
        if r.mark(t - 1, ",") {
            commas += 1;
            // a name in apposition stands between commas
            if commas > 3 {
                break;
            }
        }
        t -= 1;
    }
    t
}
