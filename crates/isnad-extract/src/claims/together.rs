//! Persons told by name together: "the killing of Corporal So-and-so and the policeman So-and-so", "that So-and-so and
//! So-and-so were killed".

use super::hits::Hit;
use super::named::{name_end, single, told_how};
use super::subject::befell_subject;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Person, Small, Word};
use isnad_language::{Features, Match};
use isnad_model::Measure;
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// Persons told by name in one list at most.
const LIST: usize = 6;

/// Words of two who are told by name before a verb at most, with how old they are.
const TWO: usize = 18;

/// Who is told by name right behind another, joined to him: "*and the policeman So-and-so*", with a comma or without.
pub(super) fn named_too<'r>(r: &'r Reading<'_>, from: usize, end: usize) -> Vec<(Range<usize>, &'r Person)> {
    let mut out: Vec<(Range<usize>, &'r Person)> = Vec::new();
    let mut at = from;
    while out.len() < LIST {
        let next = at + usize::from(at < end && r.mark(at, ","));
        let Some((name, p)) = described(r, next, end) else { break };
        let to = name_end(r, name, end);
        // behind a comma a clause of its own may begin: "and the commander So-and-so said"
        let said = to < end && (r.has(to, Word::SPEECH) || r.has(to, Word::TRIGGER | Word::MEASURE));
        if to < name + 2 || said {
            break;
        }
        out.push((next..to, p));
        at = to;
    }
    out
}

/// "And the policeman": one who is described with the article and joined on, with where his name begins.
fn described<'r>(r: &'r Reading<'_>, at: usize, end: usize) -> Option<(usize, &'r Person)> {
    if at >= end {
        return None;
    }
    r.words(at).find_map(|(m, w)| match w {
        Word::Person(p)
            if single(p, m.features)
                && p.acts.is_some()
                && m.features.has(Features::CONJUNCTION)
                && m.features.has(Features::DEFINITE)
                && !m.features.prepositional() =>
        {
            Some((m.end as usize, p))
        }
        _ => None,
    })
}

/// Words of a title at most.
const TITLE: usize = 2;

/// "The killing of *the sheikh So-and-so* in", "*the goalkeeper So-and-so* was killed by": words with the article that the
/// lexicon does not know, or knows as one who speaks, and a name behind them, where what follows tells how or how old he was; where it ends.
pub(super) fn titled(r: &Reading<'_>, h: &Hit, at: usize, end: usize) -> Option<usize> {
    let falls = matches!(h.word.measure, Measure::Killed | Measure::Wounded | Measure::Abducted | Measure::Arrested);
    // of verbs that are written alike in the active and the passive nobody but the one who fell is told so
    if !falls || h.word.weak || h.features.has(Features::PRESENT) {
        return None;
    }
    let title = |t: usize| {
        r.chart.text.tokens()[t].kind == TokenKind::Word
            && r.words(t).all(|(_, w)| matches!(w, Word::Speaker(_)))
            && !r.covered[t]
            && r.vocabulary.morphology.definite(r.chart.norm(t))
            && r.date_at(t).is_none()
            && r.actors_at(t).next().is_none()
            && !r.in_place(t)
    };
    let name = (at..end.min(at + TITLE + 1)).find(|t| !title(*t)).filter(|t| *t > at)?;
    let stop = name_end(r, name, end);
    let closed = stop == end || r.marked(stop..stop + 1, Word::MEANS).next().is_some();
    // "the killing of the innocent and the shaking of security in": no name
    let by = r.mark(stop, "(") || closed && stop < end || stop < end && r.is(stop, Small::Agent);
    let how = by || !h.word.agent && (closed || told_how(r, stop));
    (stop >= name + 2 && how).then_some(stop)
}

/// "The death of *an Indian cook* in the shelling", "of *a goalkeeper* and the wounding of two": one word that no lexicon
/// knows behind a noun of death, with his country, or with what befell others; where it ends.
pub(super) fn someone(r: &Reading<'_>, h: &Hit, at: usize, end: usize) -> Option<usize> {
    let killing = r.words(h.at).all(|(_, w)| !matches!(w, Word::Trigger(x) if x.kind != Incident::Killing));
    let death = h.word.noun && h.word.measure == Measure::Killed && !(h.word.weak || h.word.execution);
    let unknown = |t: usize| {
        r.chart.text.tokens()[t].kind == TokenKind::Word
            && r.chart.matches_at(t).is_empty()
            && !r.covered[t]
            && !r.vocabulary.morphology.definite(r.chart.norm(t))
            && r.chart.norm(t).chars().nth(2).is_some()
            && r.actors_at(t).next().is_none()
            && !r.in_place(t)
    };
    if !(killing && death && h.end == at && h.end == h.at + 1 && at < end && unknown(at)) {
        return None;
    }
    let plain =
        |f: Features| !f.any(Features::DEFINITE | Features::CONJUNCTION | Features::PLURAL) && !f.prepositional();
    let land = at + 1 < end && r.words(at + 1).any(|(m, w)| matches!(w, Word::Demonym(_)) && plain(m.features));
    let stop = at + 1 + usize::from(land);
    let hurt = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Measure(x) if x.noun && !x.things) && m.features.has(Features::CONJUNCTION)
    };
    // a surname stands so, too, of one told before
    (stop < end && (land && told_how(r, stop) || r.words(stop).any(hurt))).then_some(stop)
}

/// "*That So-and-so and So-and-so* were killed": where two begin who are told by name before a verb that agrees with two,
/// and nothing but their names, what they are and how old they are stands between.
pub(super) fn two_named(r: &Reading<'_>, h: &Hit, start: usize) -> Option<usize> {
    if !h.features.has(Features::DUAL) || !befell_subject(r, h) {
        return None;
    }
    let from = h.at.saturating_sub(TWO).max(start);
    let that = (from..h.at).rev().find(|t| r.is(*t, Small::That))?;
    let at = that + 1;
    let mut names = 0;
    let mut t = at;
    while t < h.at {
        if r.mark(t, "(") {
            t = (t..h.at).find(|k| r.mark(*k, ")"))?;
        } else if r.chart.text.tokens()[t].kind != TokenKind::Word {
            return None;
        } else if r.words(t).all(|(_, w)| matches!(w, Word::Small(Small::Toward))) && !r.covered[t] {
            // a given name is written like a preposition
            names += 1;
        } else if !r.words(t).any(|(m, w)| matches!(w, Word::Person(p) if single(p, m.features))) {
            return None;
        }
        t += 1;
    }
    (names >= 3 && !r.quantities_in(at..h.at).iter().any(|q| q.tokens.end <= h.at)).then_some(at)
}
