//! Subjects of verbs of saying that do not stand behind them, and outlets in a frame before them.

use super::content::clause_start;
use super::cues::speech_end;
use super::head::{self, Head};
use super::names;
use super::outlets;
use super::speaker::{self, Phrase, Place, Refers};
use crate::actors::{ActorMention, Who};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::SourceLink;
use std::ops::Range;

/// "The minister condemned the attack, *stressing that* …": who speaks is the subject of the verb that begins the sentence.
pub(super) fn main_subject(r: &Reading<'_>, start: usize, at: usize) -> Option<Phrase> {
    let other = Word::MEASURE | Word::TRIGGER | Word::PERSON | Word::SITE | Word::SPEAKER | Word::OUTLET | Word::FORCE;
    // "demanded" is written like "student"
    let act = |t: usize| r.any(t..t + 1, &[Small::Act, Small::Plan]);
    let verb = |t: usize| (act(t) || !r.has(t, other)) && !head::preposition(r, t) && !r.is(t, Small::According);
    let t = start + 1;
    if let Some(p) = body(r, start, at) {
        return Some(p);
    }
    if t + 1 >= at || !verb(start) || !matches!(head::head(r, t)?.head, Head::Speaker(s) if !(s.text || s.again)) {
        return None;
    }
    speaker::phrase(r, t, at, Place::Before).filter(|p| p.tokens.start == t)
}

/// "*The movement* laid the blame on the army, telling of …": a group right behind a verb of accusing, condemning or denying.
fn body(r: &Reading<'_>, start: usize, at: usize) -> Option<Phrase> {
    let says = |w: &Word| matches!(w, Word::Speech(v) if v.accuses || v.condemns || v.denies);
    let verb = r.words(start).any(|(m, w)| says(w) && m.features.has(Features::PAST) && m.end as usize == start + 1);
    let group = |a: &&ActorMention| !(a.people || a.weak || a.affiliation) && matches!(a.who, Who::Named(_));
    let a = r.actors_at(start + 1).find(group).filter(|a| verb && a.tokens.end < at)?;
    let links = vec![SourceLink { kind: a.kind, name: names::tidy(r, a.tokens.clone()) }];
    Some(Phrase { links, tokens: a.tokens.clone(), refers: Refers::No })
}

/// "Y accused the army, while *X* laid the blame on it, *telling of*": whoever stands right behind the verb of blaming before
/// a verb that goes on.
pub(super) fn blamer(r: &Reading<'_>, run: Range<usize>) -> Option<Phrase> {
    let blames = |w: &Word| matches!(w, Word::Speech(v) if v.weak && v.accuses);
    let verb = |t: usize| r.words(t).any(|(m, w)| blames(w) && m.features.has(Features::PAST));
    let at = r.marked(run.clone(), Word::SPEECH).filter(|t| verb(*t)).last()?;
    let end = speech_end(r, at)?;
    let close = !(end..run.end).any(|t| r.mark(t, ".;:"));
    speaker::phrase(r, end, run.end, Place::Behind)
        .filter(|p| r.actors_in(p.tokens.start + 1..p.tokens.end).is_empty())
        .filter(|p| close && p.tokens.start == end && p.refers == Refers::No && p.tokens.end < run.end)
}

/// "In a talk with *the agency*, …": the outlets in a frame before the verb.
pub(super) fn framed(r: &Reading<'_>, at: usize, from: usize) -> Vec<SourceLink> {
    let start = clause_start(r, at, from);
    let frame =
        at - start <= FRAME && r.is(start, Small::Locative) && !r.any_of(start..at, Word::MEASURE | Word::TRIGGER);
    if frame { outlets::outlets_told(r, start + 1, at) } else { Vec::new() }
}

/// Words from the head of a frame to its verb at most.
const FRAME: usize = 9;

/// Words from a text to whose it is at most.
const OF: usize = 3;

/// The subject that stands before its verb: nothing that happens stands between the two.
pub(super) fn subject_before(r: &Reading<'_>, at: usize, from: usize) -> Option<Phrase> {
    let start = clause_start(r, at, from);
    (start..at).find_map(|t| {
        if !head::possible(r, t) {
            return None;
        }
        let one = r.actors_at(t).any(|a| a.people && !a.plural) && !r.has(t, Word::SPEAKER);
        // "three people among them described"
        let part = r.quantity_over(t).is_some_and(|q| r.ends(q.tokens.start, Small::Including));
        // "*two of* the residents said"
        let counted = t >= start + 2 && r.is(t - 1, Small::From) && r.numbers_in(t - 2..t - 1).iter().next().is_some();
        if one || part || !head::starts(r, t) || t > start && !counted && head::preposition(r, t - 1) {
            return None;
        }
        let readings = r.chart.matches_at(t);
        let state = readings.is_empty() && r.places_at(t).next().is_some();
        let led = !state && readings.iter().all(|m| m.features.any(Features::TO | Features::WITH));
        // of a text the one who put it out may stand before it, or right behind: "a count *of the ministry* had told of"
        let text = r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if s.text));
        let of = |p: &Phrase| text && p.tokens.start <= t + OF && p.tokens.end <= at;
        let own = |p: &Phrase| p.tokens.start == t || p.tokens.end <= t || of(p);
        let p = (!led).then(|| speaker::phrase(r, t, at, Place::Before))?.filter(own)?;
        let clean = (p.tokens.end.max(t + 1)..at).all(|k| {
            // a particle may be written like a verb ("has been", "is missing")
            let particle = r.is(k, Small::Particle);
            r.words(k).all(|(_, w)| match w {
                Word::Measure(_) => particle,
                Word::Speech(_) => false,
                Word::Trigger(x) => x.weak,
                _ => true,
            })
        });
        let clause = (start + 1..t).rev().find(|k| r.mark(*k - 1, ",")).unwrap_or(start);
        let before = (clause..t).all(|k| r.words(k).all(|(_, w)| !matches!(w, Word::Measure(_) | Word::Trigger(_))));
        (clean && before).then_some(p)
    })
}
