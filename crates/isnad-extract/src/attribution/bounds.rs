//! What can name a speaker where the lexicon alone does not tell: persons that stand free, bodies in quotation marks.

use super::head::{Found, Head};
use super::names::tidy;
use super::speaker::{Phrase, Refers};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::{SourceKind, SourceLink};
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// Whether a person word can head the speaker: right at the verb, or behind a day, a number or a whole name; "the media
/// *centre*", "the military wing" are told by adjectives that look like persons.
pub(super) fn stands_free(
    r: &Reading<'_>,
    f: &Found,
    from: usize,
    t: usize,
    name: Option<&Range<usize>>,
    text: bool,
) -> bool {
    let person = matches!(f.head, Head::Actor(_)) && r.actors_at(t).any(|a| a.people);
    if !person || t == from || text {
        return true;
    }
    let before = &r.chart.text.tokens()[t - 1];
    r.date_at(t - 1).is_some()
        || before.kind == TokenKind::Number
        || before.kind == TokenKind::Mark
        || r.number_before(t).is_some()
        || name.is_some_and(|n| n.end == t && n.len() >= 2)
        || r.any(t - 1..t, &[Small::Apposition, Small::OneOf])
}

/// "Said «Forces of X», the armed wing of …": a body in quotation marks that the lexicon does not know.
pub(super) fn quoted_body(r: &Reading<'_>, from: usize, to: usize) -> Option<Phrase> {
    let tokens = r.chart.text.tokens();
    if from >= to || !tokens[from].quote.opens {
        return None;
    }
    let end = (from + 2..=to.min(from + 7)).find(|k| tokens[k - 1].quote.closes)?;
    let quiet = (from..end)
        .all(|t| r.words(t).all(|(_, w)| !matches!(w, Word::Measure(_) | Word::Trigger(_) | Word::Speech(_))));
    // only what begins like a force is a body: other words in quotation marks are what was said
    let armed = r.has(from, Word::FORCE | Word::MILITANTS);
    let links = vec![SourceLink { kind: SourceKind::ArmedGroup, name: tidy(r, from..end) }];
    (quiet && armed).then_some(Phrase { links, tokens: from..end, refers: Refers::No })
}

/// "A student *of armed groups*": what an analyst knows of, which says nothing of whom he speaks for.
pub(super) fn field(r: &Reading<'_>, from: usize, to: usize) -> Option<usize> {
    let ends = |t: usize| {
        r.chart.text.tokens()[t].kind != TokenKind::Word
            || r.date_at(t).is_some()
            || r.chart.matches_at(t).iter().any(|m| m.features.any(Features::TO | Features::CONJUNCTION))
            || r.words(t).any(|(_, w)| {
                matches!(w, Word::Measure(_) | Word::Outlet(_) | Word::Speech(_))
                    || matches!(w, Word::Small(Small::That | Small::Relative | Small::Meanwhile))
            })
    };
    let end = (from..to.min(from + FIELD)).find(|t| ends(*t)).unwrap_or(to.min(from + FIELD));
    let of_place = |t: usize| r.places_at(t).next().is_some();
    let led = from < end && r.is(from, Small::Locative) && from + 1 < end && !of_place(from + 1);
    led.then_some(end)
}

/// Words that tell what an analyst knows of, and his name, at most.
const FIELD: usize = 8;
