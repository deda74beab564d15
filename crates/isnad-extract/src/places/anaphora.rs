//! Words that stand for a place told before: "the country's east", "the capital", "the town".

use super::PlaceMention;
use crate::heads::{Heads, Seat};
use crate::reading::Reading;
use crate::vocabulary::{Anaphor, Small, Word};
use isnad_language::Features;
use isnad_model::{PlacePrecision, Relation};
use isnad_places::Gazetteer;
use std::ops::Range;

/// No village and no small town has as many people.
const CITY: u32 = 150_000;

/// Capitals that are not the largest town of their country: code of the country and the gazetteer's name.
fn seats() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../../data/capitals.tsv").lines().skip(2).filter_map(|line| line.split_once('\t'))
}

/// Adds a mention for every such word that no name follows.
pub(super) fn read(r: &Reading<'_>, gazetteer: &Gazetteer, heads: &mut Heads, places: &mut Vec<PlaceMention>) {
    capitals(r, gazetteer, heads, places);
    let mut added = Vec::new();
    for t in r.marked(0..r.chart.len(), Word::ANAPHOR) {
        let Some((end, _, what)) = r.vocabulary.find(&r.chart, t, |w| match w {
            Word::Anaphor(a) => Some(*a),
            _ => None,
        }) else {
            continue;
        };
        // "the Qatari capital", "the Qatari capital Doha"
        let demonym = r.demonym(end);
        let behind = demonym.as_ref().map_or(end, |d| d.0);
        // "the *temporary* Yemeni capital X": one more adjective may stand before the name
        let more = if what == Anaphor::Capital { behind + 1 } else { behind };
        let named = |p: &PlaceMention| p.span.contains(&t) || (end..=more).contains(&p.tokens.start);
        // "near X, the town that lies in …": a word for the place just named
        let apposed = |p: &PlaceMention| p.fine() && p.tokens.end + 1 == t && r.mark(t - 1, ",");
        let known = matches!(what, Anaphor::Settlement | Anaphor::Village) && places.iter().any(apposed);
        if r.covered[t] || known || places.iter().any(named) {
            continue;
        }
        let of = demonym.map(|d| d.2).or_else(|| r.country.clone());
        let stands = match what {
            Anaphor::Country => country(r, gazetteer, heads, t..end),
            // "before the ministry of the interior in X", "said before the parliament"
            Anaphor::Seat if spoken(r, t) || places.iter().any(|p| seated(r, p, end)) => None,
            Anaphor::Seat | Anaphor::Capital => of.and_then(|c| capital(r, gazetteer, heads, places, t..end, &c)),
            Anaphor::Settlement => settlement(r, places, t..end, u32::MAX),
            Anaphor::Village => settlement(r, places, t..end, CITY),
            Anaphor::Province => division(r, places, t..end),
            Anaphor::Division => None,
        };
        // "near the capital", "on the way to the town"
        added.extend(stands.map(|mut p| {
            super::lead::stand_in(r, &mut p);
            p
        }));
    }
    added.extend(quarters(r, gazetteer, heads, places));
    places.extend(added);
    places.sort_by_key(|p| p.tokens.start);
}

/// Words from a seat of government to the town that it lies in at most.
const SEATED: usize = 6;

/// Words from a verb of saying to those before whom it was said at most.
const SPOKEN: usize = 8;

/// Whether a town is told right behind a seat of government, as where it lies.
fn seated(r: &Reading<'_>, p: &PlaceMention, end: usize) -> bool {
    let at = p.tokens.start;
    (end..end + SEATED).contains(&at) && p.precision != PlacePrecision::Country && !(end..at).any(|t| r.mark(t, ".;:"))
}

/// Whether somebody speaks before those who sit there.
pub(super) fn spoken(r: &Reading<'_>, t: usize) -> bool {
    let floor = r.sentence(r.chart.sentence_of(t)).start.max(t.saturating_sub(SPOKEN));
    let crowd = Word::TRIGGER | Small::Gather.mark().or(Small::Turnout.mark());
    let verb = |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak)) || r.is(k, Small::Act);
    (floor..t).rev().take_while(|k| !r.has(*k, crowd)).any(verb)
}

/// "The capital of X", "the Saudi capital" where the adjective is the country's name too: the town, not the country.
fn capitals(r: &Reading<'_>, gazetteer: &Gazetteer, heads: &mut Heads, places: &mut [PlaceMention]) {
    for k in 0..places.len() {
        let p = &places[k];
        let capital = |w: &Word| match w {
            Word::Anaphor(a) => *a == Anaphor::Capital,
            Word::Cue(c) => c.capital,
            _ => false,
        };
        let led = (p.span.start..p.tokens.start).any(|t| r.words(t).any(|(_, w)| capital(w)));
        // "the capital of X, Y", "Y, the capital of X": the town has a name of its own
        let told = |n: &PlaceMention| n.country == p.country && n.precision == PlacePrecision::Settlement;
        let before = k.checked_sub(1).is_some_and(|b| told(&places[b]) && places[b].tokens.end + 1 >= p.span.start);
        let behind = places.get(k + 1).is_some_and(|n| told(n) && n.tokens.start <= p.tokens.end + 1);
        if p.precision != PlacePrecision::Country || !led || before || behind {
            continue;
        }
        let seat = p.country.clone().and_then(|c| seat(gazetteer, heads, &c).capital);
        if let Some(town) = seat.map(|id| gazetteer.place(id)) {
            let p = &places[k];
            let whole = stand_in(&town, p.tokens.clone(), PlacePrecision::Settlement);
            let (span, relation, aside) = (p.span.clone(), p.relation, p.aside);
            let (prepositional, to, joined) = (p.prepositional, p.to, p.joined);
            places[k] = PlaceMention { span, relation, aside, prepositional, to, joined, ..whole };
        }
    }
}

/// "The east of the country": only with a compass word, else it tells nothing.
fn country(r: &Reading<'_>, gazetteer: &Gazetteer, heads: &mut Heads, tokens: Range<usize>) -> Option<PlaceMention> {
    let before = tokens.start.checked_sub(1)?;
    let from = (before.saturating_sub(2)..=before)
        .find(|s| r.words(*s).any(|(m, w)| matches!(w, Word::Compass(_)) && m.end as usize == tokens.start))?;
    let place = gazetteer.place(seat(gazetteer, heads, r.country.as_deref()?).country?);
    Some(PlaceMention { span: from..tokens.end, compass: true, ..stand_in(&place, tokens, PlacePrecision::Country) })
}

/// "The Syrian south": a compass word with a country's adjective behind it.
fn quarters(r: &Reading<'_>, gazetteer: &Gazetteer, heads: &mut Heads, places: &[PlaceMention]) -> Vec<PlaceMention> {
    let mut found = Vec::new();
    for t in r.marked(0..r.chart.len(), Word::COMPASS) {
        let definite = r.vocabulary.morphology.definite(r.chart.norm(t));
        let Some((end, _, country)) = r.demonym(t + 1).filter(|_| definite && !r.covered[t]) else { continue };
        let alone = r
            .vocabulary
            .find(&r.chart, t, |w| matches!(w, Word::Compass(_)).then_some(()))
            .is_some_and(|c| c.0 == t + 1);
        if !alone || places.iter().any(|p| p.span.start <= t && t < p.tokens.end) {
            continue;
        }
        if let Some(place) = seat(gazetteer, heads, &country).country.map(|id| gazetteer.place(id)) {
            let whole = stand_in(&place, t + 1..end, PlacePrecision::Country);
            found.push(PlaceMention { span: t..end, compass: true, ..whole });
        }
    }
    found
}

/// The capital told by name elsewhere in the article, else the largest town of the country.
fn capital(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    heads: &mut Heads,
    places: &[PlaceMention],
    tokens: Range<usize>,
    country: &str,
) -> Option<PlaceMention> {
    let is_capital = |p: &&PlaceMention| {
        p.country.as_deref() == Some(country)
            && p.precision == PlacePrecision::Settlement
            && p.span.start > 0
            && (p.span.start - 1..p.tokens.start)
                .any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Anaphor(Anaphor::Capital))))
    };
    if let Some(p) = places.iter().find(is_capital) {
        return Some(told_again(p, tokens));
    }
    let capital = gazetteer.place(seat(gazetteer, heads, country).capital?);
    Some(stand_in(&capital, tokens, PlacePrecision::Settlement))
}

/// What stands for a country.
fn seat(gazetteer: &Gazetteer, heads: &mut Heads, country: &str) -> Seat {
    let capital = seats().find(|(c, _)| *c == country).map(|(_, name)| name);
    heads.seat(gazetteer, country, capital)
}

/// The settlement of fewer people told last; one told only for its speaker or its road where there is no other.
fn settlement(r: &Reading<'_>, places: &[PlaceMention], tokens: Range<usize>, fewer: u32) -> Option<PlaceMention> {
    // "Moscow said": a government, not the town that is spoken of
    let speaks = |p: &PlaceMention| p.tokens.start > 0 && !p.prepositional && r.has(p.tokens.start - 1, Word::SPEECH);
    let fits = |p: &&PlaceMention| {
        p.tokens.end <= tokens.start
            && p.precision == PlacePrecision::Settlement
            && p.relation == Relation::In
            && p.population < fewer
            && !speaks(p)
    };
    let spoken = || places.iter().rev().filter(|_| fewer < u32::MAX).find(fits);
    // "on the way to the village of X … near *the village*", however many towns were told between
    let word = r.chart.norm(tokens.start);
    let called = |p: &&PlaceMention| (p.span.start..p.tokens.start).any(|t| one_noun(word, r.chart.norm(t)));
    let so_called = || places.iter().rev().filter(|_| fewer < u32::MAX).find(|p| fits(p) && called(p));
    let before = places.iter().rev().find(|p| fits(p) && !p.aside).or_else(so_called).or_else(spoken)?;
    Some(told_again(before, tokens))
}

/// A place told before, where it is referred to.
fn told_again(before: &PlaceMention, tokens: Range<usize>) -> PlaceMention {
    PlaceMention {
        span: tokens.clone(),
        tokens,
        relation: Relation::In,
        compass: false,
        aside: false,
        dateline: false,
        office: false,
        heading: false,
        joined: false,
        holder: None,
        ..before.clone()
    }
}

/// The division told last by a name with the same noun: "the province" after "the province of X".
fn division(r: &Reading<'_>, places: &[PlaceMention], tokens: Range<usize>) -> Option<PlaceMention> {
    let word = r.chart.norm(tokens.start);
    let same = |p: &PlaceMention| {
        // a district that is known only as a town
        let known = matches!(p.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2 | PlacePrecision::Settlement);
        known && (p.span.start..=p.tokens.start).any(|t| one_noun(word, r.chart.norm(t)))
    };
    let before = places.iter().rev().filter(|p| p.tokens.end <= tokens.start).find(|p| same(p))?;
    let to = r.chart.matches_at(tokens.start).iter().any(|m| m.features.has(Features::TO));
    Some(PlaceMention { to, ..told_again(before, tokens) })
}

/// Letters of a noun at least, and of what is written before it at most.
const NOUN: usize = 4;
const CLITICS: usize = 3;

/// Whether two words are one noun, but for clitics and article before it.
fn one_noun(a: &str, b: &str) -> bool {
    let same = a.chars().rev().zip(b.chars().rev()).take_while(|(x, y)| x == y).count();
    same >= NOUN && a.chars().count() - same <= CLITICS && b.chars().count() - same <= CLITICS
}

fn stand_in(place: &isnad_places::Place<'_>, tokens: Range<usize>, precision: PlacePrecision) -> PlaceMention {
    PlaceMention {
        span: tokens.clone(),
        tokens,
        name: place.name().to_owned(),
        country: Some(place.country.to_owned()),
        point: Some(place.point()),
        precision,
        relation: Relation::In,
        compass: false,
        prepositional: false,
        to: false,
        aside: false,
        dateline: false,
        office: false,
        heading: false,
        id: Some(place.id),
        admin1: place.admin1,
        population: place.population,
        edge: false,
        region: false,
        joined: false,
        holder: None,
        rule: "place-anaphor",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_capital_of_the_table_stands_in_the_gazetteer() {
        let gazetteer = Gazetteer::embedded();
        for (country, name) in seats() {
            let known = gazetteer.largest_settlement(country, Some(name));
            assert!(known.is_some(), "{name} ({country})");
        }
    }
}
