//! How many of whom or what: numbers with what they count, duals, and single persons.

use crate::actors::of_acts;
use crate::numbers::NumberKind;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::Features;
use isnad_model::{Figure, Measure, Of, Qualifier};
use isnad_text::Kind as TokenKind;
use std::ops::Range;

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
}

impl Quantity {
    pub(crate) fn is_thing(&self) -> bool {
        self.of.is_thing()
    }
}

struct Noun {
    end: usize,
    of: Of,
    measure: Option<Measure>,
    acts: Option<Acts>,
    country: Option<String>,
    features: Features,
    captive: bool,
    suicide: bool,
    protest: bool,
    family: bool,
    member: bool,
    plural: bool,
    dual: bool,
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
        let number = r.numbers.numbers.get(next_number).filter(|n| n.range.start == at);
        let found = match number {
            Some(n) if n.kind == NumberKind::Cardinal => counted(r, n.range.clone(), n.figure, n.is_year_like()),
            Some(n) if n.kind == NumberKind::Ordinal => uncounted(r, at),
            Some(n) => {
                at = n.range.end;
                continue;
            }
            None => uncounted(r, at),
        };
        match found {
            Some(mut q) => {
                inherit(&out, &mut q, r);
                at = q.tokens.end;
                out.push(q);
            }
            None => at = number.map_or(at + 1, |n| n.range.end.max(at + 1)),
        }
    }
    r.quantities = out;
}

fn counted(r: &Reading<'_>, number: Range<usize>, figure: Figure, year_like: bool) -> Option<Quantity> {
    if r.date_at(number.start).is_some() || number.clone().any(|t| r.date_at(t).is_some()) {
        return None;
    }
    let mut t = number.end;
    let mut of_them = false;
    // "5 of the soldiers", "12 other people"
    if let Some(end) = r.vocabulary.small(&r.chart, t, Small::From) {
        of_them = true;
        t = end;
    }
    let other = r.is(t, Small::Other);
    if let Some(n) = noun(r, t) {
        return Some(with_noun(r, number, figure, n, false));
    }
    if other {
        let mut q = bare(number.start..t + 1, figure);
        q.other = true;
        return Some(bounded(r, q));
    }
    // a force behind "of": "3 of the security forces"
    if of_them && let Some((end, acts, country)) = force(r, t) {
        let mut q = bare(number.start..end, figure);
        q.elliptic = false;
        q.of = of_acts(acts);
        q.acts = Some(acts);
        q.country = country;
        return Some(bounded(r, q));
    }
    if year_like {
        return None;
    }
    let next_is_word = t < r.chart.len()
        && r.chart.text.tokens()[t].kind == TokenKind::Word
        && r.chart.sentence_of(t) == r.chart.sentence_of(number.start);
    if next_is_word && r.chart.matches_at(t).is_empty() && !r.covered[t] {
        // an unknown noun: only a measure right before makes people of it
        let mut q = bare(number.start..t + 1, figure);
        q.unknown = true;
        q.elliptic = false;
        return Some(bounded(r, q));
    }
    if next_is_word
        && r.words(t).any(|(_, w)| {
            matches!(w, Word::Small(Small::Distance) | Word::Cue(_) | Word::Trigger(_) | Word::Site(_) | Word::Force(_))
        })
        && !r.words(t).any(|(m, _)| m.features.has(Features::CONJUNCTION))
    {
        return None;
    }
    if next_is_word && r.words(t).next().is_none() {
        // a word of another stage: hours, degrees, weeks
        return None;
    }
    Some(bounded(r, bare(number.start..number.end, figure)))
}

fn bare(tokens: Range<usize>, figure: Figure) -> Quantity {
    Quantity {
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
    q.own = n.features.has(Features::PRONOUN);
    bounded(r, q)
}

/// Bound words that stand behind what is counted.
fn bounded(r: &Reading<'_>, mut q: Quantity) -> Quantity {
    let sentence = r.chart.sentence_of(q.tokens.start);
    let close = |b: &&crate::numbers::Bound| {
        b.range.start >= q.tokens.end
            && b.range.start <= q.tokens.end + 4
            && r.chart.sentence_of(b.range.start) == sentence
            && !(q.tokens.end..b.range.start)
                .any(|t| r.mark(t, ",.;") || r.words(t).any(|(_, w)| matches!(w, Word::Measure(_) | Word::Trigger(_))))
            && !r.numbers.numbers.iter().any(|n| n.range.start >= q.tokens.end && n.range.end <= b.range.start)
    };
    if q.figure.qualifier == Qualifier::Exact
        && let (Some(n), Some(b)) = (q.figure.low, r.numbers.bounds.iter().find(close))
    {
        q.figure = Figure::qualified(n, b.qualifier);
        q.tokens.end = b.range.end;
    }
    q
}

/// A dual, "one of the soldiers", or a single person.
fn uncounted(r: &Reading<'_>, at: usize) -> Option<Quantity> {
    if r.date_at(at).is_some() {
        return None;
    }
    if let Some(end) = r.vocabulary.small(&r.chart, at, Small::OneOf)
        && let Some(n) = noun(r, end).filter(|n| n.plural || n.features.any(Features::PLURAL | Features::DEFINITE))
    {
        return Some(with_noun(r, at..end, Figure::exact(1), n, true));
    }
    if r.is(at, Small::Other) && at > 0 {
        // "and wounded another"
        let singular = r.words(at - 1).any(|(_, w)| matches!(w, Word::Measure(_)));
        if singular {
            let mut q = bare(at..at + 1, Figure::exact(1));
            q.other = true;
            q.single = true;
            return Some(q);
        }
    }
    if r.is(at, Small::OrdinalOther) && at > 0 && r.words(at - 1).any(|(_, w)| matches!(w, Word::Measure(_))) {
        let mut q = bare(at..at + 1, Figure::exact(1));
        q.other = true;
        q.single = true;
        return Some(q);
    }
    let n = noun(r, at)?;
    if n.features.has(Features::DUAL) || n.dual {
        return Some(with_noun(r, at..n.end, Figure::exact(2), n, false));
    }
    if at > 0 && r.is(at - 1, Small::Any) {
        return None;
    }
    let singular = !n.plural && !n.features.any(Features::PLURAL | Features::DEFINITE | Features::PRONOUN);
    if singular && (n.acts.is_some() || n.of.is_thing()) && !n.member {
        return Some(with_noun(r, at..n.end, Figure::exact(1), n, true));
    }
    None
}

/// A person or thing noun at a token with what its modifiers say.
fn noun(r: &Reading<'_>, at: usize) -> Option<Noun> {
    if at >= r.chart.len() {
        return None;
    }
    let mut best: Option<Noun> = None;
    for (m, w) in r.words(at) {
        let n = match w {
            Word::Person(p) => Noun {
                end: m.end as usize,
                of: p.of,
                measure: p.measure,
                acts: p.acts,
                country: None,
                features: m.features,
                captive: p.captive,
                suicide: p.suicide,
                protest: p.protest,
                family: p.family,
                member: p.member,
                plural: p.plural,
                dual: p.dual,
            },
            Word::Thing(of) => Noun {
                end: m.end as usize,
                of: *of,
                measure: None,
                acts: None,
                country: None,
                features: m.features,
                captive: false,
                suicide: false,
                protest: false,
                family: false,
                member: false,
                plural: false,
                dual: false,
            },
            _ => continue,
        };
        // the reading with fewer guessed clitics wins: plain plural before dual with a pronoun
        let better = match &best {
            None => true,
            Some(b) => {
                n.end > b.end
                    || (n.end == b.end
                        && !n.features.any(Features::PRONOUN)
                        && (b.features.any(Features::PRONOUN) || b.of == Of::People))
            }
        };
        if better {
            best = Some(n);
        }
    }
    let mut n = best?;
    if n.member {
        // "members of the security forces", "elements of the army"
        let t = r.vocabulary.small(&r.chart, n.end, Small::From).unwrap_or(n.end);
        if let Some((end, acts, country)) = force(r, t) {
            n.of = of_acts(acts);
            n.acts = Some(acts);
            n.country = country;
            n.end = end;
        } else if let Some(inner) = noun(r, t).filter(|i| i.acts.is_some()) {
            n.of = inner.of;
            n.acts = inner.acts;
            n.country = inner.country;
            n.end = inner.end;
        } else if n.acts.is_none() {
            n.acts = Some(Acts::Armed).filter(|_| false);
        }
    }
    // "soldiers of the peacekeeping force"
    if n.acts == Some(Acts::Military)
        && let Some(t) = r.vocabulary.small(&r.chart, n.end, Small::From)
        && let Some((end, acts, _)) = force(r, t)
        && acts == Acts::Peacekeepers
    {
        n.of = Of::Peacekeepers;
        n.acts = Some(acts);
        n.end = end;
    }
    modifiers(r, &mut n);
    Some(n)
}

/// Adjectives behind the noun: a demonym, "civilian", "military", "armed", "other".
fn modifiers(r: &Reading<'_>, n: &mut Noun) {
    for _ in 0..2 {
        let t = n.end;
        if t >= r.chart.len() || r.chart.sentence_of(t) != r.chart.sentence_of(t - 1) {
            return;
        }
        let mut moved = false;
        for (m, w) in r.words(t) {
            if m.features.has(Features::CONJUNCTION) {
                continue;
            }
            match w {
                Word::Demonym(c) => {
                    n.country = Some(c.clone());
                    n.end = m.end as usize;
                    moved = true;
                }
                Word::Person(p) if n.of == Of::People && p.of != Of::People && n.measure.is_none() => {
                    n.of = p.of;
                    n.acts = p.acts;
                    n.end = m.end as usize;
                    moved = true;
                }
                Word::Small(Small::Other) => {
                    n.end = m.end as usize;
                    moved = true;
                }
                _ => {}
            }
            if moved {
                break;
            }
        }
        if !moved {
            break;
        }
    }
    // "people of the civilians", "killed of the soldiers"
    if n.of == Of::People
        && let Some(t) = r.vocabulary.small(&r.chart, n.end, Small::From)
    {
        let class = r.words(t).find_map(|(m, w)| match w {
            Word::Person(p) if p.of != Of::People && !p.member => Some((m.end as usize, p.of, p.acts)),
            _ => None,
        });
        if let Some((end, of, acts)) = class {
            n.of = of;
            n.acts = acts;
            n.end = end;
        } else if let Some((end, acts, country)) = force(r, t) {
            n.of = of_acts(acts);
            n.acts = Some(acts);
            n.country = country;
            n.end = end;
        }
    }
}

fn force(r: &Reading<'_>, at: usize) -> Option<(usize, Acts, Option<String>)> {
    if at >= r.chart.len() {
        return None;
    }
    let (mut end, _, (acts, mut country)) = r.vocabulary.find(&r.chart, at, |w| match w {
        Word::Force(f) if f.acts != Acts::Government => Some((f.acts, f.country.clone())),
        Word::Militants(_) => Some((Acts::Armed, None)),
        Word::Group(g) => Some((
            match g.of {
                Of::Militants => Acts::Armed,
                Of::Peacekeepers => Acts::Peacekeepers,
                Of::Mercenaries => Acts::Mercenaries,
                Of::Militia => Acts::Militia,
                Of::Military => Acts::Military,
                _ => return None,
            },
            None,
        )),
        Word::Person(p) => p.acts.filter(|_| p.plural).map(|a| (a, None)),
        _ => None,
    })?;
    if let Some((e, _, c)) = r.vocabulary.find(&r.chart, end, |w| match w {
        Word::Demonym(c) => Some(c.clone()),
        _ => None,
    }) {
        country = Some(c);
        end = e;
    }
    Some((end, acts, country))
}

/// "Others" and bare numbers take the class of the quantity before in the same sentence.
fn inherit(before: &[Quantity], q: &mut Quantity, r: &Reading<'_>) {
    if !q.other || q.acts.is_some() {
        return;
    }
    let sentence = r.chart.sentence_of(q.tokens.start);
    if let Some(p) = before
        .iter()
        .rev()
        .take_while(|p| r.chart.sentence_of(p.tokens.start) == sentence)
        .find(|p| !p.is_thing() && !p.elliptic && p.measure.is_none())
    {
        q.of = p.of;
        q.acts = p.acts;
        q.country = p.country.clone();
    }
}
