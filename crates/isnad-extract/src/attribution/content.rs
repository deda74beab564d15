//! Where speakers' phrases end and what is said begins.

use super::head::{preposition, starts};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::{Features, Marks, Match};

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
    let mut general: Option<usize> = None;
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
        // "announced *the shelling of* a base with a salvo": what it was done with only goes on with the deed
        if spoken && general.is_none() && !aside() {
            let noun = |(m, w): (&Match, &Word)| {
                matches!(w, Word::Trigger(x) if x.noun && !x.weak && x.general)
                    && !(m.features.any(Features::DEFINITE | Features::CONJUNCTION) || m.features.prepositional())
            };
            general = r.words(t).any(noun).then_some(t);
        }
        let with = || r.words(t).any(|(m, w)| matches!(w, Word::Trigger(_)) && m.features.has(Features::WITH));
        if deed
            && with()
            && let Some(t) = general
        {
            return t;
        }
        let counted = r.quantity_over(t).filter(|q| !q.single);
        // "reported in a first toll 18 dead"
        let toll = counted.is_some_and(|q| q.measure.is_some() && q.tokens.start >= from);
        if deed || toll || spoken && counted.is_some() {
            if let Some(content) = spoken.then(|| behind_aside(r, from, t, end)).flatten() {
                return content;
            }
            return counted.map_or(t, |q| q.tokens.start).max(from);
        }
        spoken |= starts(r, t);
    }
    limit
}

/// "Says the movement, *which claimed the attack*, that …", "said the army, *in a tape of the raid*, that …": where the
/// content begins behind what is told of the speaker with the deed at a token.
fn behind_aside(r: &Reading<'_>, from: usize, at: usize, end: usize) -> Option<usize> {
    let opened = (from + 1..at).rev().find(|t| r.mark(*t, ",") || r.is(*t, Small::Relative))?;
    let relative = r.is(opened, Small::Relative);
    // ", the killing of …": the deed is what is said
    if at == opened + 1 && !relative {
        return None;
    }
    let comma = r.mark(opened, ",") || r.mark(opened - 1, ",");
    // "who said that" is told of the speaker; "and that" goes on with what was said
    let opens = |k: usize| {
        r.is(k, Small::That)
            && !r.has(k - 1, Word::SPEECH)
            && !r.chart.matches_at(k).iter().all(|m| m.features.has(Features::CONJUNCTION))
    };
    let closed = |k: usize| if comma { r.mark(k - 1, ",") } else { !r.mark(k - 1, ",") };
    let mut commas = 0;
    for k in at..end.min(at + ASIDE) {
        let speaks = || r.words(k).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak));
        if r.mark(k, ".;:?!") || r.chart.text.tokens()[k].quote.opens || !relative && commas > 1 || speaks() {
            return None;
        }
        if opens(k) && closed(k) {
            return Some(k);
        }
        commas += usize::from(r.mark(k, ","));
    }
    None
}

/// Words from a deed told of the speaker to what he said at most.
const ASIDE: usize = 20;

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
