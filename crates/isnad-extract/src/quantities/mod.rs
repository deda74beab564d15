//! How many of whom or what: numbers with what they count, duals, and single persons.

mod another;
mod classes;
mod formation;
mod noun;
mod single;
mod whole;

use crate::actors::of_acts;
use crate::numbers::NumberKind;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use another::as_many;
pub(crate) use classes::described;
use classes::{inherit, share_class};
use isnad_language::Features;
use isnad_model::{Figure, Measure, Of, Qualifier};
use isnad_text::Kind as TokenKind;
pub(crate) use noun::class_behind;
use noun::{Noun, force, noun, people_of};
use single::uncounted;
use std::ops::Range;
use whole::{out_of, whole_behind};
/// A counted quantity.
#[derive(Debug, Clone)]
pub(crate) struct Quantity {
    /// Number and noun.
    pub tokens: Range<usize>,
    pub figure: Figure,
    pub of: Of,
    /// What befell them, where the noun says it.
    pub measure: Option<Measure>,
    pub acts: Option<Acts>,
    /// Country told by a demonym.
    pub country: Option<String>,
    /// A singular noun without a number.
    pub single: bool,
    /// Nobody said what is counted.
    pub elliptic: bool,
    /// "Others": takes the class of the quantity before.
    pub other: bool,
    /// The noun is unknown to the lexicon.
    pub unknown: bool,
    /// The noun carries the article or refers back.
    pub definite: bool,
    pub captive: bool,
    pub suicide: bool,
    pub protest: bool,
    pub family: bool,
    /// Belongs with a possessive to an armed group ("its fighters").
    pub own: bool,
    /// End of what is told of their body behind them: "of the movement linked with …".
    pub tail: usize,
}

impl Quantity {
    pub(crate) fn is_thing(&self) -> bool {
        self.of.is_thing()
    }
}

/// Reads all quantities from left to right.
pub(crate) fn read(r: &mut Reading<'_>) {
    let mut out: Vec<Quantity> = Vec::new();
    let mut at = 0;
    let mut next_number = 0;
    while at < r.chart.len() {
        while next_number < r.numbers.numbers.len() && r.numbers.numbers[next_number].range.start < at {
            next_number += 1;
        }
        let ahead = r.numbers.numbers.get(next_number).map_or(r.chart.len(), |n| n.range.start);
        at = r.marked(at..ahead, single::BEGINS).next().unwrap_or(ahead);
        let number = r.numbers.numbers.get(next_number).filter(|n| n.range.start == at);
        let found = match number {
            Some(n) if n.kind == NumberKind::Cardinal => counted(r, n.range.clone(), n.figure, n.is_year_like()),
            Some(n) if n.kind == NumberKind::Ordinal => uncounted(r, at),
            Some(n) => {
                at = n.range.end;
                continue;
            }
            None if at < r.chart.len() => uncounted(r, at),
            None => break,
        };
        let found = as_many(r, &out, at).or(found);
        match found {
            Some(mut q) => {
                inherit(&out, &mut q, r);
                if let Some(before) = out.last_mut() {
                    share_class(before, &q, r);
                }
                at = q.tokens.end;
                out.push(q);
            }
            None => at = number.map_or(at + 1, |n| n.range.end.max(at + 1)),
        }
    }
    r.set_quantities(out);
}

fn counted(r: &Reading<'_>, number: Range<usize>, figure: Figure, year_like: bool) -> Option<Quantity> {
    if r.date_at(number.start).is_some() || number.clone().any(|t| r.date_at(t).is_some()) {
        return None;
    }
    if formation::names_body(r, &number, figure) {
        return None;
    }
    // "three soldiers *out of 40*": of how many, nothing befell the others
    if out_of(r, number.start) {
        return None;
    }
    let mut t = number.end;
    // "*four out of six* soldiers": the class stands behind the second number
    if let Some(whole) = whole_behind(r, t) {
        t = whole;
        let mut q = bare(number.start..whole, figure);
        if let Some(n) = noun(r, t).filter(|n| !n.features.has(Features::CONJUNCTION) && n.measure.is_none()) {
            q = with_noun(r, number, figure, n, false);
        }
        return Some(q);
    }
    // "a number of (6) gunmen"
    if t < r.chart.len() && r.mark(t, ")") && number.start > 0 && r.mark(number.start - 1, "(") {
        t += 1;
    }
    // "19 (people)"
    if t < r.chart.len()
        && r.mark(t, "(")
        && let Some(mut n) = noun(r, t + 1).filter(|n| n.end < r.chart.len() && r.mark(n.end, ")"))
    {
        n.end += 1;
        return Some(with_noun(r, number, figure, n, false));
    }
    // "two *only* of the civilians"
    if r.is(t, Small::Particle) && r.vocabulary.small(&r.chart, t + 1, Small::From).is_some() {
        t += 1;
    }
    let mut of_them = false;
    of_them |= r.is(number.end - 1, Small::From);
    // "5 of the soldiers", "12 other people"
    if let Some(end) = r.vocabulary.small(&r.chart, t, Small::From) {
        of_them = true;
        t = end;
    }
    if r.is(t, Small::Unit) && !struck(r, number.start, t) {
        return None;
    }
    let other = r.is(t, Small::Other);
    // "dozens, and the wounding of": what is joined on is not what is counted
    // nor "22 of the Taliban", who are written like two students
    let body = of_them && single::named_body(r, t);
    // "the dozens carried the bodies": who did and to whom, two nouns
    let closed = figure.qualifier == Qualifier::Vague && !of_them && t == number.end && {
        r.vocabulary.morphology.definite(r.chart.norm(number.end - 1))
    };
    // nor "the thousands bore the body of"
    let one_body = |n: &noun::Noun| n.measure.is_some() && n.features.has(Features::SINGULAR);
    let apart = |n: &noun::Noun| closed && (n.features.has(Features::DEFINITE) || one_body(n));
    if noun(r, t).is_some_and(|n| apart(&n)) {
        return Some(bounded(r, bare(number, figure)));
    }
    // "four were killed *by a shell*": what is told by a preposition of its own is not what is counted
    let by = |n: &noun::Noun| n.of.is_thing() && n.features.has(Features::WITH);
    if let Some(n) = noun(r, t).filter(|n| !n.features.has(Features::CONJUNCTION) && !body && !by(n)) {
        return Some(with_noun(r, number, figure, n, false));
    }
    // "a further number of medics"
    if other
        && let Some(end) = r.vocabulary.small(&r.chart, t + 1, Small::From)
        && let Some(n) = noun(r, end)
    {
        return Some(with_noun(r, number, figure, n, false));
    }
    // "two others of the police"
    if other
        && let Some(end) = r.vocabulary.small(&r.chart, t + 1, Small::From)
        && let Some((end, acts, country)) = force(r, end)
    {
        let mut q = bare(number.start..end, figure);
        q.elliptic = false;
        (q.of, q.acts, q.country) = (of_acts(acts), Some(acts), country);
        return Some(bounded(r, q));
    }
    if let Some(n) = people_of(r, t, true) {
        return Some(with_noun(r, number, figure, n, false));
    }
    if other {
        let mut q = bare(number.start..t + 1, figure);
        q.other = true;
        return Some(bounded(r, q));
    }
    // a force behind "of": "3 of the security forces"; men whom the lexicon names with their body: "three Israeli soldiers"
    let fighters = || r.words(t).any(|(m, w)| m.end as usize > t + 1 && matches!(w, Word::Group(_) | Word::Force(_)));
    if (of_them || fighters())
        && let Some((end, acts, country)) = force(r, t)
    {
        let mut q = bare(number.start..end, figure);
        q.elliptic = false;
        q.of = of_acts(acts);
        q.acts = Some(acts);
        q.country = country;
        // "fourteen of the rebels *dead*"
        if let Some((end, measure)) = casualties(r, end) {
            (q.measure, q.tokens.end) = (Some(measure), end);
        }
        return Some(bounded(r, q));
    }
    // "four of the Russians"
    if of_them && let Some((end, _, country)) = r.demonym(t) {
        let mut q = bare(number.start..end, figure);
        q.elliptic = false;
        q.country = Some(country);
        return Some(bounded(r, q));
    }
    // "one bullet": the number behind a noun that counts nobody
    let behind_noun = number.start > 0
        && figure == Figure::exact(1)
        && r.chart.text.tokens()[number.start - 1].kind == TokenKind::Word
        && (r.chart.matches_at(number.start - 1).is_empty()
            // "of one family"
            || r.words(number.start - 1).any(|(_, w)| matches!(w, Word::Person(p) if p.family)));
    if year_like || behind_noun {
        return None;
    }
    let next_is_word = t < r.chart.len()
        && r.chart.text.tokens()[t].kind == TokenKind::Word
        && r.chart.sentence_of(t) == r.chart.sentence_of(number.start);
    // "the dozens" counts nothing behind it without "of"
    let closed = figure.qualifier == Qualifier::Vague && r.vocabulary.morphology.definite(r.chart.norm(number.end - 1));
    if closed {
        return Some(bounded(r, bare(number, figure)));
    }
    if next_is_word && r.chart.matches_at(t).is_empty() && !r.covered[t] {
        // an unknown noun: only a measure right before makes people of it
        let mut q = bare(number.start..t + 1, figure);
        q.unknown = true;
        q.elliptic = false;
        return Some(bounded(r, q));
    }
    // "dozens were killed", "dozens by bullets": neither a verb nor a phrase with a preposition is counted
    let verb = || r.words(t).any(|(m, w)| matches!(w, Word::Measure(x) if !x.noun) && m.features.has(Features::PLURAL));
    if next_is_word
        && r.words(t).any(|(m, w)| {
            matches!(
                w,
                Word::Distance(_) | Word::Cue(_) | Word::Trigger(_) | Word::Means(_) | Word::Site(_) | Word::Force(_)
            ) && !m.features.prepositional()
        })
        && !r.words(t).any(|(m, _)| m.features.any(Features::CONJUNCTION | Features::WITH))
        && !verb()
    {
        return None;
    }
    // "with murder and *four attempts*"
    let joined = || r.numbers_in(number.clone()).iter().any(|n| n.joined);
    if next_is_word && t == number.end && r.is(t, Small::Attempt) && joined() {
        return None;
    }
    if next_is_word && r.words(t).next().is_none() {
        // a word of another stage: hours, degrees, weeks
        return None;
    }
    let mut q = bare(number.start..number.end, figure);
    // "and 25 in the ranks of the police"
    if let Some((end, of, acts, country)) = class_behind(r, t, true).filter(|_| !of_them) {
        q.tokens.end = end;
        q.tail = end;
        (q.of, q.acts, q.country) = (of, acts, country);
    }
    Some(bounded(r, q))
}

/// "*Dead*", "*wounded*" behind those counted: several to whom it happened, told without the article.
fn casualties(r: &Reading<'_>, at: usize) -> Option<(usize, Measure)> {
    r.words(at).find_map(|(m, w)| match w {
        Word::Person(p)
            if !p.body
                && (p.plural || m.features.has(Features::PLURAL))
                && !m.features.any(Features::DEFINITE | Features::PRONOUN | Features::CONJUNCTION) =>
        {
            p.measure.map(|measure| (m.end as usize, measure))
        }
        _ => None,
    })
}

/// Words from a word of destroying to the number of what it befell at most.
const STRUCK: usize = 8;

/// "The destruction of 66 *targets*": a unit that is also a thing, behind a word of what befalls things.
fn struck(r: &Reading<'_>, number: usize, unit: usize) -> bool {
    let start = r.sentence(r.chart.sentence_of(number)).start;
    r.has(unit, Word::THING)
        && (number.saturating_sub(STRUCK).max(start)..number)
            .any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.things)))
}

fn bare(tokens: Range<usize>, figure: Figure) -> Quantity {
    Quantity {
        tail: tokens.end,
        tokens,
        figure,
        of: Of::People,
        measure: None,
        acts: None,
        country: None,
        single: false,
        elliptic: true,
        other: false,
        unknown: false,
        definite: false,
        captive: false,
        suicide: false,
        protest: false,
        family: false,
        own: false,
    }
}

fn with_noun(r: &Reading<'_>, number: Range<usize>, figure: Figure, n: Noun, single: bool) -> Quantity {
    let mut q = bare(number.start..n.end, figure);
    q.of = n.of;
    q.measure = n.measure;
    q.acts = n.acts;
    q.country = n.country.clone();
    q.single = single;
    q.elliptic = false;
    q.definite = n.features.has(Features::DEFINITE);
    q.captive = n.captive;
    q.suicide = n.suicide;
    q.protest = n.protest;
    q.family = n.family;
    if n.family && q.of == Of::People {
        (q.of, q.acts) = (Of::Civilians, Some(Acts::Civilians));
    }
    q.own = n.features.has(Features::PRONOUN);
    // "and eight other members"
    q.other = n.member && n.acts.is_none() && r.is(n.end - 1, Small::Other);
    q.tail = body_behind(r, n.end);
    bounded(r, q)
}

/// The end of the body that people belong to, told behind them: "of the movement", "of the forces loyal to the king".
fn body_behind(r: &Reading<'_>, at: usize) -> usize {
    let named = |t: usize| {
        let actor = r.actors_at(t).filter(|a| !a.people).map(|a| a.tokens.end).max();
        actor.or_else(|| force(r, t).map(|(end, ..)| end))
    };
    let of = r.vocabulary.small(&r.chart, at, Small::From);
    let led = of.or_else(|| r.vocabulary.small(&r.chart, at, Small::Affiliation));
    let Some(end) = led.and_then(named) else { return at };
    let tied = r.vocabulary.small(&r.chart, end, Small::Affiliation);
    tied.map_or(end, |t| named(t).or_else(|| r.places_at(t).next().map(|p| p.tokens.end)).unwrap_or(end))
}

/// Bound words that stand behind what is counted.
fn bounded(r: &Reading<'_>, mut q: Quantity) -> Quantity {
    let sentence = r.chart.sentence_of(q.tokens.start);
    let close = |b: &&crate::numbers::Bound| {
        b.range.start >= q.tokens.end
            && b.range.start <= q.tail.max(q.tokens.end) + 4
            && r.chart.sentence_of(b.range.start) == sentence
            && !(q.tokens.end..b.range.start)
                // "29 people, at least"
                .any(|t| {
                    r.mark(t, ".;")
                        || r.mark(t, ",") && (q.single || t + 1 < b.range.start)
                        || r.has(t, Word::MEASURE | Word::TRIGGER)
                })
            && !r.numbers_in(q.tokens.end..b.range.start).iter().any(|n| n.range.end <= b.range.start)
    };
    // "12 people were killed at least": the bound stands behind the verb
    let verb = q.tokens.end;
    let fell = |(m, w): (&isnad_language::Match, &Word)| {
        matches!(w, Word::Measure(x) if !x.noun) && m.features.has(Features::PLURAL) && m.end as usize == verb + 1
    };
    if q.figure.qualifier == Qualifier::Exact
        && !q.single
        && verb < r.chart.len()
        && r.words(verb).any(fell)
        && let (Some(n), Some(b)) = (q.figure.low, r.numbers.bounds.iter().find(|b| b.range.start == verb + 1))
        && r.chart.sentence_of(verb + 1) == sentence
        && r.numbers_in(b.range.end..b.range.end + 1).is_empty()
    {
        q.figure = Figure::qualified(n, b.qualifier);
    }
    if q.figure.qualifier == Qualifier::Exact
        && let (Some(n), Some(b)) = (q.figure.low, r.numbers.bounds.iter().find(close))
    {
        q.figure = Figure::qualified(n, b.qualifier);
        q.tokens.end = b.range.end;
    }
    q
}
