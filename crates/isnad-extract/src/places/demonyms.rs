//! What adjectives and forces tell of countries: "Malian", "the Turkish army".

use super::find::Candidate;
use crate::actors::state_of;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Word};
use isnad_language::{Features, Match};
use isnad_places::Context;

/// How far an adjective speaks for its country.
const ADJECTIVE: f64 = 0.5;
/// How far a force of a state speaks for its country.
const FORCE: f64 = 0.3;
/// Words between an attack from afar and the adjective that tells whose it was, with that adjective, at most.
const WHOSE: usize = 2;

/// What demonyms and forces tell of countries.
pub(super) fn told(r: &Reading<'_>, candidates: &[Candidate<'_>]) -> Context {
    let mut context = Context::new();
    // "the border with Mali": the country's name, no adjective
    let name = |m: &Match| candidates.iter().any(|c| c.tokens.contains(&(m.start as usize)));
    let telling = |m: &&Match| r.has(m.start as usize, Word::DEMONYM | Word::FORCE | Word::GROUP);
    let mut vote = |afar: bool| {
        let mut any = false;
        for m in r.chart.matches().iter().filter(telling).filter(|m| from_afar(r, m) == afar && !name(m)) {
            let weight = if matches!(r.vocabulary.word(m.entry), Some(Word::Demonym(_))) { ADJECTIVE } else { FORCE };
            if let Some(c) = told_by(r, m) {
                context.vote(c, weight);
                any = true;
            }
        }
        any
    };
    // where nothing else is told, whose aircraft it was
    if !vote(false) {
        vote(true);
    }
    context
}

/// The country whose demonym is told most.
pub(super) fn by_demonym(r: &Reading<'_>, context: &Context) -> Option<String> {
    demonyms(r, true).reduce(|a, b| if context.share(b) > context.share(a) { b } else { a }).map(str::to_owned)
}

/// The country of an adjective, or of the state whose force a phrase names.
fn told_by<'r>(r: &'r Reading<'_>, m: &Match) -> Option<&'r str> {
    match r.vocabulary.word(m.entry)? {
        // "Mauritanian" in the accusative is written like "Mauritania"
        Word::Demonym(c) => Some(c.as_str()).filter(|_| !m.features.has(Features::ADVERBIAL)),
        Word::Force(f) => f.country.as_deref(),
        Word::Group(g) if g.countries.is_empty() => g.id.as_deref().and_then(state_of),
        _ => None,
    }
}

/// "A *Turkish* raid", "an *American* drone": whose aircraft hit somebody is not where they did.
fn from_afar(r: &Reading<'_>, m: &Match) -> bool {
    let start = m.start as usize;
    let afar = |k: Option<Incident>| {
        matches!(
            k,
            Some(Incident::Airstrike | Incident::Raid | Incident::Drone | Incident::Strike | Incident::Shelling)
        )
    };
    let attack = |w: &Word| match w {
        Word::Trigger(t) => t.noun && afar(Some(t.kind)),
        Word::Means(x) => afar(x.kind),
        _ => false,
    };
    let near = start.saturating_sub(WHOSE)..start + 1;
    near.rev().take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.words(t).any(|(_, w)| attack(w)))
}

/// Countries told by their adjectives or their forces, in the order of the text; `all` with those whose aircraft only are
/// told.
pub(super) fn demonyms<'r>(r: &'r Reading<'_>, all: bool) -> impl Iterator<Item = &'r str> {
    let telling =
        r.chart.matches().iter().filter(|m| r.has(m.start as usize, Word::DEMONYM | Word::FORCE | Word::GROUP));
    telling.filter(move |m| all || !from_afar(r, m)).filter_map(|m| told_by(r, m))
}
