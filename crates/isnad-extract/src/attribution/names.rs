//! Words in no lexicon: names of people and bodies.

use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// Words of a name at most.
const LONGEST: usize = 6;

/// Whether a token can be part of a person's name: a word that the lexicon does not know, or knows as a place.
pub(super) fn names(r: &Reading<'_>, t: usize) -> bool {
    let token = &r.chart.text.tokens()[t];
    token.kind == TokenKind::Word
        // a newspaper may be called "Life"
        && r.words(t).all(|(_, w)| match w {
            Word::Small(Small::Life) => r.vocabulary.morphology.definite(r.chart.norm(t)),
            w => matches!(w, Word::Demonym(_) | Word::Modifier(_)),
        })
        && r.date_at(t).is_none()
        // "at an earlier time"
        && r.chart.matches_at(t).iter().all(|m| m.end == m.start + 1)
        && r.chart.norm(t).chars().nth(2).is_some()
}

/// Runs on over what belongs to a body's or a person's name: names, places, adjectives.
pub(super) fn body(r: &Reading<'_>, from: usize, to: usize) -> usize {
    let mut t = from;
    let mut end = from;
    while t < to && t < from + LONGEST {
        let small = r.any(t..t + 1, &[Small::Locative, Small::Same]) || r.has(t, Word::COMPASS);
        // "an officer *in the province of* …": where he is, and no part of his name
        let rank = !r.has(t, Word::CUE)
            && r.words(t)
                .any(|(_, w)| matches!(w, Word::Speaker(s) if s.rank || s.weak) || matches!(w, Word::Person(_)));
        // "the minister *of the interior*"
        let field = t == from
            && r.chart.text.tokens()[t].kind == TokenKind::Word
            && r.vocabulary.morphology.definite(r.chart.norm(t))
            && r.date_at(t).is_none()
            && r.words(t).all(|(m, w)| {
                matches!(w, Word::Site(_) | Word::Modifier(_) | Word::Demonym(_) | Word::Force(_))
                    && !m.features.has(Features::CONJUNCTION)
            });
        let called = t > from && given(r, t, to);
        // "at the same time" belongs to the saying
        if !(names(r, t) || called || small || rank || field) || r.is(t, Small::Meanwhile) {
            break;
        }
        t += 1;
        // a phrase does not end in a preposition
        if !small || r.is(t - 1, Small::Same) {
            end = t;
        }
    }
    end
}

/// "Said *Harb the Shammari*, the spokesman of …": a first name that is also a word, before a name and a comma behind which
/// an office stands with the article. Tells where the name ends.
pub(super) fn called(r: &Reading<'_>, from: usize, to: usize) -> Option<usize> {
    let definite = |t: usize| r.vocabulary.morphology.definite(r.chart.norm(t));
    let office = |t: usize| {
        definite(t) && r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if !(s.text || s.again || s.weak)))
    };
    let word = from + 3 < to
        && r.chart.text.tokens()[from].kind == TokenKind::Word
        && r.words(from).next().is_some()
        && !definite(from)
        && r.chart.matches_at(from).iter().all(|m| m.end == m.start + 1 && !m.features.prepositional());
    let surname = |t: usize| names(r, t) && r.words(t).next().is_none() && r.places_at(t).next().is_none();
    (word && surname(from + 1) && r.mark(from + 2, ",") && office(from + 3)).then_some(from + 2)
}

/// "Ali", written like "on" behind another name: a name follows, or what a name is followed by.
fn given(r: &Reading<'_>, t: usize, to: usize) -> bool {
    let place = |k: usize| r.places_at(k).next().is_some();
    let name = |k: usize| names(r, k) && !place(k) && !r.vocabulary.morphology.definite(r.chart.norm(k));
    r.is(t, Small::Toward)
        && names(r, t - 1)
        && (t + 1 >= to || r.is(t + 1, Small::From) || r.mark(t + 1, ",(") || name(t + 1))
}

/// Names as read, without the clitics on their first word and without a line break inside.
pub(super) fn tidy(r: &Reading<'_>, mut tokens: Range<usize>) -> String {
    while tokens.len() > 1 && r.chart.text.tokens()[tokens.end - 1].kind == TokenKind::Mark {
        tokens.end -= 1;
    }
    let words = r.words_of(tokens.clone());
    let ragged = words.contains(|c: char| c != ' ' && c.is_whitespace()) || words.contains("  ");
    let name = if ragged { words.split_whitespace().collect::<Vec<_>>().join(" ") } else { words.to_owned() };
    let led = |f: Features| f.prepositional() || f.has(Features::CONJUNCTION);
    let mut readings = r.chart.matches_at(tokens.start).iter().map(|m| m.features);
    match readings.next() {
        Some(f) if led(f) && readings.all(led) => r.vocabulary.morphology.bare_name(&name, f),
        _ => name,
    }
}
