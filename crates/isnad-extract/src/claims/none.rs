//! Figures of nought: nobody was killed.

use super::Figured;
use super::hits::Hit;
use crate::actors::of_acts;
use crate::quantities::class_behind;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::Features;
use isnad_model::{Figure, Measure, Of, Qualifier};
use std::ops::Range;

/// Who was spared: tokens of the words, class, branch.
type Spared = (Range<usize>, Of, Option<Acts>);

/// All figures of nought in a sentence.
pub(super) fn zeros(r: &Reading<'_>, sentence: usize, hits: &[Hit]) -> Vec<Figured> {
    let s = r.sentence(sentence);
    let mut out: Vec<Figured> = Vec::new();
    // "killed or wounded": the second word is told with the first
    let mut done = s.start;
    for h in hits.iter().filter(|h| h.at >= s.start) {
        if h.at < done {
            continue;
        }
        let casualty = |h: &Hit| matches!(h.word.measure, Measure::Killed | Measure::Wounded) && !h.word.weak;
        if casualty(h)
            && let Some(from) =
                negation(r, h.at, s.start).or_else(|| denial(r, h, s.start)).or_else(|| caused_none(r, h.at, s.start))
        {
            // "no wounding or death of"
            let next = |x: &&Hit| h.word.noun && x.at == h.end + 1 && r.is(h.end, Small::Or) && casualty(x);
            let or = hits.iter().find(next);
            let end = or.map_or(h.end, |x| x.end);
            let any = || (end..(end + 4).min(s.end)).find_map(|t| spared(r, t, s.end).map(|x| (t, x)));
            if let Some((at, (tokens, of, acts))) = people(r, end).or_else(any) {
                done = end;
                let measure = if or.is_some() { Measure::KilledOrWounded } else { h.word.measure };
                out.push(none(measure, of, acts, from..tokens.end, at, sentence, Some(h.at)));
            }
        }
    }
    // "without casualties", "no dead fell"
    for t in r.marked(s.clone(), Word::PERSON) {
        let losses = r.words(t).find_map(|(m, w)| match w {
            Word::Person(p) => p
                .measure
                .filter(|x| matches!(x, Measure::Killed | Measure::Wounded))
                .filter(|_| p.plural || m.features.has(Features::PLURAL) || t > s.start && r.is(t - 1, Small::Any))
                .filter(|_| !p.body && !m.features.any(Features::DEFINITE | Features::CONJUNCTION | Features::PRONOUN))
                .map(|x| (m.end as usize, x)),
            _ => None,
        });
        if let Some((end, measure)) = losses
            && let Some(from) = negation(r, t, s.start).or_else(|| caused_none(r, t, s.start))
            && !r.numbers.numbers.iter().any(|n| n.range.end > from && n.range.start <= end)
        {
            let (to, of, acts) = match class_behind(r, end, true) {
                Some((to, of, acts, _)) => (to, of, acts),
                // "no *civilian* dead"
                None => people(r, end).map_or((end, Of::People, None), |(_, (x, of, acts))| (x.end, of, acts)),
            };
            // "dead or wounded"
            let or = end < s.end && r.is(end, Small::Or);
            let other = |m: Measure| matches!(m, Measure::Killed | Measure::Wounded) && m != measure;
            let both =
                or && r.words(end + 1).any(|(_, w)| matches!(w, Word::Person(p) if p.measure.is_some_and(other)));
            let measure = if both { Measure::KilledOrWounded } else { measure };
            out.push(none(measure, of, acts, from..to, t, sentence, None));
        }
    }
    out
}

/// The nearest negation before a token; "did not speak of losses" denies none.
fn negation(r: &Reading<'_>, at: usize, start: usize) -> Option<usize> {
    let from = at.saturating_sub(3).max(start);
    let said = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak));
    // "the *unlawful* raids led to losses"
    let adjective = |t: usize| t < at && r.vocabulary.morphology.definite(r.chart.norm(t));
    (from..at)
        .rev()
        .take_while(|t| !r.mark(*t, ",.;:") && !said(*t))
        .find(|t| r.is(*t, Small::Negation) || r.is(*t, Small::NegationNext) && !adjective(*t + 1))
}

/// "Without its having led to the fall of …", "it did not cause any …": a negated verb of causing before a token.
fn caused_none(r: &Reading<'_>, at: usize, start: usize) -> Option<usize> {
    let from = at.saturating_sub(CAUSED).max(start);
    let quiet = |t: usize| {
        r.words(t).all(|(_, w)| match w {
            Word::Measure(x) => x.light,
            Word::Small(s) => !matches!(s, Small::Relative | Small::Condition),
            // "the shelling left no …"
            Word::Trigger(x) => x.noun && r.vocabulary.morphology.definite(r.chart.norm(t)),
            Word::Speech(_) => false,
            _ => true,
        })
    };
    let words = || (from..at).rev().take_while(|t| !r.mark(*t, ",.;:") && quiet(*t));
    let caused = words().find(|t| r.is(*t, Small::Result))?;
    words()
        .find(|t| *t < caused && caused - *t <= NEGATED && (r.is(*t, Small::Negation) || r.is(*t, Small::NegationNext)))
}

/// "He denied on Friday the killing of any …": a denial before a noun of what befell nobody.
fn denial(r: &Reading<'_>, h: &Hit, start: usize) -> Option<usize> {
    let mut clause = (h.at.saturating_sub(DENIED).max(start)..h.at).rev().take_while(|t| !r.mark(*t, ",.;:"));
    (h.word.noun && r.is(h.end, Small::Any)).then(|| clause.find(|t| r.is(*t, Small::Denial)))?
}

/// Words from a denial to what it denies at most.
const DENIED: usize = 12;

/// "No death of *civilians*": several people without a number, right behind.
fn people(r: &Reading<'_>, at: usize) -> Option<(usize, Spared)> {
    r.words(at).find_map(|(m, w)| match w {
        Word::Person(p)
            if p.measure.is_none()
                && !p.member
                && (p.plural || m.features.has(Features::PLURAL))
                && !m.features.any(Features::DEFINITE | Features::CONJUNCTION | Features::PRONOUN) =>
        {
            Some((at, (at..m.end as usize, p.of, p.acts)))
        }
        _ => None,
    })
}

/// Words from a negation to the verb of causing that it denies at most.
const NEGATED: usize = 3;

/// Words from a negation to the losses that it denies at most.
const CAUSED: usize = 14;

/// "Any soldier", "one of the passengers", "anybody".
fn spared(r: &Reading<'_>, at: usize, end: usize) -> Option<Spared> {
    if r.is(at, Small::Any) {
        return (at + 1..(at + 4).min(end)).find_map(|t| {
            r.words(t).find_map(|(m, w)| match w {
                Word::Person(p) if p.measure.is_none() => Some((at..m.end as usize, p.of, p.acts)),
                Word::Force(f) => Some((at..m.end as usize, of_acts(f.acts), Some(f.acts))),
                Word::Demonym(_) => Some((at..m.end as usize, Of::People, None)),
                _ => None,
            })
        });
    }
    let one = r.vocabulary.small(&r.chart, at, Small::OneOf)?;
    Some(match class_behind(r, one, true) {
        Some((to, of, acts, _)) => (at..to, of, acts),
        None => (at..one, Of::People, None),
    })
}

fn none(
    measure: Measure,
    of: Of,
    acts: Option<Acts>,
    tokens: Range<usize>,
    at: usize,
    sentence: usize,
    governor: Option<usize>,
) -> Figured {
    Figured {
        measure,
        of,
        figure: Figure { low: Some(0), high: Some(0), qualifier: Qualifier::None },
        tokens,
        at,
        sentence,
        acts,
        country: None,
        part: false,
        rule: "none",
        active: false,
        governor,
        execution: false,
        protest: false,
        assailant: false,
        other: false,
    }
}
