//! The one whom a verb befalls, told before the verb: "the attacker, who …, was killed", "that So-and-so was killed in …".

use super::hits::Hit;
use super::named::{name_end, single, surname, told_how};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Person, Small, Word};
use isnad_language::Features;
use isnad_model::Measure;
use std::ops::Range;

/// Words from a subject with a clause of its own to its verb at most.
const CLAUSE: usize = 16;

/// Words of a name at most.
const NAME: usize = 4;

/// Words between a subject and its verb at most.
const SUBJECT: usize = 10;

/// "The soldier So-and-so died of his wounds", "the fighter So-and-so was killed in a raid": the described person with a
/// name whom a verb of dying in the singular stands behind.
pub(super) fn subject_of<'r>(r: &'r Reading<'_>, h: &Hit, start: usize) -> Option<(usize, &'r Person)> {
    let undergone = h.word.own_subject || h.word.measure == Measure::Killed && h.word.agent && told_how(r, h.end);
    if h.word.noun || !undergone || h.word.measure != Measure::Killed || !h.features.has(Features::PAST) {
        return None;
    }
    let from = h.at.saturating_sub(SUBJECT).max(start);
    let clause = |t: &usize| !r.mark(*t, ".;:") && !r.is(*t, Small::That) && !r.is(*t, Small::Relative);
    let quiet = |t: usize| !r.has(t, Word::MEASURE | Word::TRIGGER | Word::SPEECH);
    let (at, mut end, p) = (from..h.at).rev().take_while(|t| clause(t) && quiet(*t)).find_map(|t| {
        r.words(t).find_map(|(m, w)| match w {
            Word::Person(p) if single(p, m.features) && p.acts.is_some() && m.features.has(Features::DEFINITE) => {
                Some((t, m.end as usize, p))
            }
            _ => None,
        })
    })?;
    // "the field commander So-and-so"
    while end < h.at && r.vocabulary.morphology.definite(r.chart.norm(end)) {
        end += 1;
    }
    (name_end(r, end, h.at) >= end + 2).then_some((at, p))
}

/// "The attacker, who carried a pistol, was killed in …", "that the attacker was killed by": the subject before the verb,
/// with nothing but a clause of its own between.
pub(super) fn attacker_before<'r>(r: &'r Reading<'_>, h: &Hit, start: usize) -> Option<(usize, &'r Person)> {
    let fell = befell_subject(r, h);
    let stop = verb_start(r, h.at, start);
    let of_clause = |t: usize| r.mark(t, ",") && r.is(t + 1, Small::Relative);
    let from = h.at.saturating_sub(CLAUSE).max(start);
    let subject = if stop > start && r.mark(stop - 1, ",") {
        (from..stop - 1).rev().take_while(|t| !r.mark(*t, ".;:")).find(|t| of_clause(*t))?
    } else {
        stop
    };
    let (at, p) = (from..subject).rev().take(2).find_map(|t| {
        r.words(t).find_map(|(m, w)| match w {
            Word::Person(p)
                if m.end as usize == subject
                    && single(p, m.features)
                    && p.acts.is_some()
                    && (p.acts == Some(Acts::Armed) || t > start && r.is(t - 1, Small::That))
                    && !p.adjective
                    && m.features.has(Features::DEFINITE)
                    && !m.features.prepositional() =>
            {
                Some((t, p))
            }
            _ => None,
        })
    })?;
    fell.then_some((at, p))
}

/// "That the suspect was killed in …": one who is pointed at as having done it, before the verb.
pub(super) fn culprit_before(r: &Reading<'_>, h: &Hit, start: usize) -> Option<usize> {
    let stop = verb_start(r, h.at, start);
    let pointed = |t: &usize| r.vocabulary.small(&r.chart, *t, Small::Culprit) == Some(stop);
    let at = (stop.saturating_sub(2).max(start)..stop).find(pointed)?;
    let led = at == start || r.is(at - 1, Small::That);
    (led && befell_subject(r, h)).then_some(at)
}

/// Words from whoever carried out a deed to the verb of his death at most.
const DEED: usize = 5;

/// "Whoever carried out the attack, met his death": one told by his deed right before the verb.
pub(super) fn culprit_of_deed(r: &Reading<'_>, at: usize, start: usize) -> Option<usize> {
    let deed = |t: usize| r.mark(t, ",") || r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun));
    let inner = |t: usize| deed(t) || r.vocabulary.morphology.definite(r.chart.norm(t));
    let from = at.saturating_sub(DEED).max(start);
    (from..at).rev().find(|t| r.is(*t, Small::Culprit)).filter(|t| (t + 1..at).all(inner))
}

/// Whether a suicide bombing is named.
pub(super) fn suicide(r: &Reading<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.kind == Incident::Suicide)))
}

/// "That So-and-so was killed in the blast": a name before the verb, told in full here or elsewhere.
pub(super) fn name_before(r: &Reading<'_>, h: &Hit, start: usize) -> Option<usize> {
    let stop = verb_start(r, h.at, start);
    // "that the journalist, So-and-so, was killed"
    let apposed = stop > start + 1 && r.mark(stop - 1, ",");
    let stop = if apposed { stop - 1 } else { stop };
    let from = stop.saturating_sub(NAME).max(start);
    let at = (from..stop).find(|t| name_end(r, *t, stop) == stop)?;
    let that =
        |from: usize| (from.max(start)..at).rev().take_while(|t| !r.mark(*t, ".;:")).any(|t| r.is(t, Small::That));
    let told =
        at > start && if apposed { r.mark(at - 1, ",") && that(at.saturating_sub(CLAUSE)) } else { that(at - 1) };
    let known = stop - at >= 2 || surname(r, at);
    (befell_subject(r, h) && told && known).then_some(at)
}

/// Whether a verb in the past, of one who fell, tells how or where.
pub(super) fn befell_subject(r: &Reading<'_>, h: &Hit) -> bool {
    let fell = matches!(h.word.measure, Measure::Killed | Measure::Wounded | Measure::Abducted | Measure::Arrested);
    fell && !h.word.noun
        && !h.word.weak
        && !h.features.any(Features::PRONOUN | Features::CONJUNCTION)
        && (h.features.has(Features::PAST) || h.word.passive)
        && (h.word.passive || told_how(r, h.end))
}

/// Where a verb begins with the particle before it: "had been killed".
fn verb_start(r: &Reading<'_>, at: usize, start: usize) -> usize {
    if at > start && r.is(at - 1, Small::Particle) { at - 1 } else { at }
}

/// What the subject before a verb is: "the movement's leader So-and-so met his death".
pub(super) fn described_before<'r>(r: &'r Reading<'_>, at: usize, start: usize) -> Option<&'r Person> {
    let from = at.saturating_sub(SUBJECT).max(start);
    (from..at).rev().take_while(|t| !r.mark(*t, ".;:")).find_map(|t| {
        r.words(t).find_map(|(m, w)| match w {
            Word::Person(p) if single(p, m.features) && p.acts.is_some() => Some(p),
            _ => None,
        })
    })
}
