//! Those told as "another": one besides those told of before.

use super::noun::{Noun, class_behind, noun};
use super::{Quantity, bare, with_noun};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::Figure;
use isnad_text::Kind as TokenKind;

/// Words of a phrase for what befell somebody at most.
const LONG: usize = 4;

/// "And wounded *another*", "the arrest of *two others*", "a soldier *and another, a civilian*"; others without a number are
/// no figure, nor is "the last bastions".
pub(super) fn another(r: &Reading<'_>, at: usize) -> Option<Quantity> {
    if at == 0 {
        return None;
    }
    let beside = r.has(at - 1, Word::MEASURE);
    if r.is(at, Small::Other) {
        let joined = r.chart.matches_at(at).iter().any(|m| m.features.has(Features::CONJUNCTION));
        if joined
            && r.has(at - 1, Word::PERSON)
            && let Some(n) = noun(r, at + 1).filter(|n| one(n) && n.end == at + 2)
        {
            return Some(with_noun(r, at..n.end, Figure::exact(1), n, true));
        }
        let behind = beside || measured_by(r, at) && !unread(r, at + 1);
        // "*other* bodies", nobody knows how many
        let several = || {
            let many = Features::PLURAL | Features::DUAL;
            r.words(at - 1).any(|(m, w)| matches!(w, Word::Person(p) if p.plural || m.features.any(many)))
        };
        let number = match () {
            () if r.is(at, Small::OtherTwo) => Some(2),
            () if r.is(at, Small::Others) || several() => None,
            () => Some(1),
        };
        if let Some(n) = number.filter(|n| behind && (*n > 1 || !last_of(r, at + 1))) {
            return Some(other(at, n));
        }
    }
    (r.is(at, Small::OrdinalOther) && beside).then(|| other(at, 1))
}

/// "Four were killed and *as many* wounded": the number told last in the sentence, told again by a word of its own.
pub(super) fn as_many(r: &Reading<'_>, before: &[Quantity], at: usize) -> Option<Quantity> {
    let end = r.vocabulary.small(&r.chart, at, Small::AsMany)?;
    let sentence = r.chart.sentence_of(at);
    let told = before.iter().rev().take_while(|p| r.chart.sentence_of(p.tokens.start) == sentence);
    let last = told.into_iter().find(|p| !(p.is_thing() || p.single))?;
    // "their like": right behind what befell them
    if at == 0 || end == at + 1 && !r.has(at - 1, Word::MEASURE) {
        return None;
    }
    let mut q = bare(at..end, last.figure);
    q.other = true;
    if let Some((end, of, acts, country)) = class_behind(r, end, true) {
        (q.tokens.end, q.tail) = (end, end);
        (q.of, q.acts, q.country) = (of, acts, country);
    }
    Some(q)
}

fn other(at: usize, n: u64) -> Quantity {
    let mut q = bare(at..at + 1, Figure::exact(n));
    q.other = true;
    q.single = n == 1;
    q
}

/// "The arrest *of* another": whether words of what befell somebody end right before a token.
fn measured_by(r: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(LONG)..at)
        .any(|t| r.words(t).any(|(m, w)| matches!(w, Word::Measure(x) if x.noun && !x.things) && m.end as usize == at))
}

/// "The last *pockets*": a word that no lexicon knows.
fn unread(r: &Reading<'_>, at: usize) -> bool {
    r.chart.text.tokens().get(at).is_some_and(|t| t.kind == TokenKind::Word) && r.words(at).next().is_none()
}

/// Whether a noun stands for one person of a class.
fn one(n: &Noun) -> bool {
    let several = Features::PLURAL | Features::DUAL | Features::DEFINITE | Features::PRONOUN;
    !(n.plural || n.dual || n.of.is_thing() || n.features.any(several)) && n.acts.is_some() && n.measure.is_none()
}

/// Whether "other" is "the last" of a noun behind it.
fn last_of(r: &Reading<'_>, next: usize) -> bool {
    r.words(next).any(|(m, w)| {
        !m.features.prepositional()
            && !m.features.has(Features::CONJUNCTION)
            && matches!(w, Word::Cue(_) | Word::Site(_) | Word::Thing(_) | Word::Person(_) | Word::Trigger(_))
    })
}
