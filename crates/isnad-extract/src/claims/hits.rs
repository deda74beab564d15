//! The words of a sentence that say what befell people or things.

use super::tallies::{befell, tally};
use crate::reading::Reading;
use crate::vocabulary::{MeasureWord, Person, Small, Until, Word};
use isnad_language::Features;
use isnad_model::{Measure, Target};
use isnad_text::Kind;
use std::ops::Range;

/// A word of what befell somebody, where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub at: usize,
    pub end: usize,
    pub word: MeasureWord,
    pub features: Features,
}

/// The words of what befell somebody in a run of tokens, in order; of words written alike the likelier.
pub(super) fn hits(r: &Reading<'_>, tokens: Range<usize>) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::new();
    let mut t = tokens.start;
    let mut told = r.marked(tokens.clone(), Word::MEASURE | Small::Tally.mark());
    while let Some(at) = told.find(|k| *k >= t) {
        t = at;
        let mut found: Option<Hit> = None;
        for (m, w) in r.words(t) {
            if let Word::Measure(word) = w
                && !(m.features.any(Features::PRESENT | Features::PAST) && r.names_place(t))
                && !(word.measure == Measure::Missing && before_verb(r, t))
                && !(word.own_subject && !word.noun && r.is(t, Small::Legal))
                && !(word.execution && word.noun && sentenced(r, t, tokens.start))
                && !(m.features.has(Features::PRONOUN)
                    && (people_alike(r, t) || word.weak && (!word.noun || families(r, t))))
            {
                let hit = Hit { at: t, end: m.end as usize, word: *word, features: m.features };
                let better = match &found {
                    None => true,
                    Some(f) => {
                        hit.end > f.end
                            || (hit.end == f.end && rank(r, &hit, tokens.clone()) > rank(r, f, tokens.clone()))
                    }
                };
                if better {
                    found = Some(hit);
                }
            }
        }
        match found.or_else(|| tally(r, t, tokens.end)) {
            Some(mut h) => {
                // "the number of the dead *who fell*"
                if h.word.count
                    && let Some((verb, end)) = befell(r, h.end)
                {
                    h.end = end;
                    // "the number of the gunmen who were killed"
                    if h.word.measure == Measure::Attackers {
                        h.word.measure = verb.measure;
                    }
                }
                let ends = match h.word.until {
                    None => true,
                    Some(Until::Death) => (h.end..tokens.end.min(h.end + 20)).any(|k| r.is(k, Small::Death)),
                    Some(Until::Life) => (h.end..tokens.end.min(h.end + 20)).any(|k| r.is(k, Small::Life)),
                    Some(Until::Itself) => (h.end..tokens.end.min(h.end + 7)).any(|k| r.is(k, Small::Itself)),
                    Some(Until::Care) => (h.end..tokens.end.min(h.end + 14)).any(|k| to_hospital(r, k)),
                };
                if !ends {
                    t = h.end;
                    continue;
                }
                // "lost their lives"
                if h.word.measure == Measure::Missing
                    && !h.word.noun
                    && (h.end..tokens.end.min(h.end + 12)).any(|k| r.is(k, Small::Death))
                {
                    h.word.measure = Measure::Killed;
                    h.word.own_subject = true;
                    h.word.weak = false;
                }
                t = h.end.max(t + 1);
                out.push(h);
            }
            None => t += 1,
        }
    }
    out
}

/// "To the hospital", with the preposition apart or written on it.
fn to_hospital(r: &Reading<'_>, t: usize) -> bool {
    let hospital = |w: &Word| matches!(w, Word::Site(s) if s.target == Some(Target::SchoolHospital));
    r.is(t, Small::To) && r.words(t + 1).any(|(_, w)| hospital(w))
        || r.words(t).any(|(m, w)| m.features.has(Features::TO) && hospital(w))
}

/// "Has been" before a verb, written like "is missing".
fn before_verb(r: &Reading<'_>, t: usize) -> bool {
    let verb = || r.chart.matches_at(t + 1).iter().any(|m| m.features.any(Features::PAST | Features::PRESENT));
    // a verb that the lexicon does not know carries no article
    let unknown = || {
        t + 1 < r.chart.len()
            && r.chart.text.tokens()[t + 1].kind == Kind::Word
            && r.chart.matches_at(t + 1).is_empty()
            && r.actors_at(t + 1).next().is_none()
            && r.places_at(t + 1).next().is_none()
            && !r.vocabulary.morphology.definite(r.chart.norm(t + 1))
    };
    r.is(t, Small::Particle) && (verb() || unknown())
}

/// Whether a token is a noun for people that looks like a measure with a pronoun ("family", written like "his capture").
fn people_alike(r: &Reading<'_>, t: usize) -> bool {
    // "its dead" is a word of its own, written like "the two killed him"
    let dead = |p: &Person| p.measure.is_some() && p.plural && !p.body;
    r.words(t).any(|(m, w)| {
        matches!(w, Word::Person(p) if p.measure.is_none() || dead(p)) && !m.features.has(Features::PRONOUN)
    })
}

/// Whether a token may be "their families", written like "their capture".
fn families(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| matches!(w, Word::Person(p) if p.family) && m.features.has(Features::PLURAL))
}

/// Words from a court or its verdict to the execution that it orders at most.
const VERDICT: usize = 8;

/// "A court ordered the execution of seventeen": a verdict, by which nobody has died yet.
fn sentenced(r: &Reading<'_>, t: usize, start: usize) -> bool {
    r.any(t.saturating_sub(VERDICT).max(start)..t + 1, &[Small::Legal, Small::Trial])
}

/// Between a verb and a noun that are written alike the verb wins unless a clitic or the article speaks for the noun.
fn rank(r: &Reading<'_>, h: &Hit, s: Range<usize>) -> i32 {
    let mut n = 0;
    if h.word.noun {
        if h.features.any(Features::DEFINITE | Features::WITH | Features::TO | Features::PRONOUN) {
            n += 2;
        }
        // "the death and wounding of": a noun joined to a noun
        let noun_before = |t: usize| {
            r.words(t)
                .any(|(m, w)| matches!(w, Word::Measure(x) if x.noun && !x.weak) && !m.features.has(Features::PRONOUN))
        };
        if h.at > s.start && h.features.has(Features::CONJUNCTION) && noun_before(h.at - 1) {
            n += 3;
        }
        if h.at > s.start && r.has(h.at - 1, Small::Locative.mark() | Small::Result.mark() | Small::Relayed.mark()) {
            n += 2;
        }
    } else if !h.features.any(Features::PAST | Features::PRESENT) {
        // a form of its own in the lexicon
        n += 3;
    } else if h.features.has(Features::PRONOUN) {
        // "struck him" is written like the verbal noun
        n -= 1;
    } else {
        n += 1;
    }
    if h.word.weak {
        n -= 1;
    }
    n
}
