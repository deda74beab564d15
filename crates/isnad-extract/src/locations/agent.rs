//! Countries told as doing it: "Russia bombed the east of the country", "strikes that France carried out". They say nothing
//! of where it was done.

use crate::incidents::Segment;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_model::{Actor, PlacePrecision, Role};

/// Whether a country is told only as the one whose army did it, in an article that tells of places in others.
pub(super) fn acts(r: &Reading<'_>, actors: &[Actor], p: usize) -> bool {
    let m = &r.places[p];
    let at_home = |n: &PlaceMention| n.country == m.country && (n.fine() || !bare(r, n)) && !n.aside;
    bare(r, m)
        && m.country.as_deref().is_some_and(|c| strikes(actors, c))
        && (r.places.iter().any(|n| n.country != m.country)
            || m.country.as_deref().is_some_and(|c| occupied(r, c).is_some()))
        && (bombs(r, actors, p) || !r.places.iter().any(at_home))
}

/// Countries whose army is at war in the other, which it holds: its victims are of that one where the text speaks of its people
/// and names no place (as ACLED and UCDP code them).
const HELD: [(&str, &str); 1] = [("IL", "PS")];

/// Whether the army of one country holds the other land.
pub(crate) fn holds_land(country: &str, land: &str) -> bool {
    HELD.contains(&(country, land))
}

/// The land that a country holds, where the text speaks of its people.
pub(super) fn occupied(r: &Reading<'_>, country: &str) -> Option<&'static str> {
    let land = HELD.iter().find(|(c, _)| *c == country).map(|(_, land)| *land)?;
    let mut people = r.chart.matches().iter().filter_map(|m| r.vocabulary.word(m.entry));
    people.any(|w| matches!(w, Word::Demonym(c) if c == land)).then_some(land)
}

/// Words between a country that strikes and the one that is struck at most; more where "in" or "inside" leads to it.
const REACH: usize = 3;
const LED: usize = 8;

/// "X bombs Y": whether a verb of attack right behind a country leads to another.
fn bombs(r: &Reading<'_>, actors: &[Actor], p: usize) -> bool {
    let m = &r.places[p];
    let verb = m.tokens.end;
    let attacks = |w: &Word| matches!(w, Word::Trigger(x) if !x.noun);
    verb < r.chart.len()
        && r.words(verb).any(|(_, w)| attacks(w))
        && r.places[p + 1..].iter().take(1).any(|n| {
            let other = n.country.as_deref().is_some_and(|c| !strikes(actors, c));
            let reach = if bare(r, n) { REACH } else { LED };
            let one = r.chart.sentence_of(verb) == r.chart.sentence_of(n.tokens.start);
            n.tokens.start > verb && n.tokens.start <= verb + reach && one && other
        })
}

/// The country told most often beside those that did it.
pub(super) fn scene(r: &Reading<'_>, actors: &[Actor], segments: &[&Segment]) -> Vec<usize> {
    if !segments.iter().flat_map(|g| g.places.iter().copied()).any(|p| acts(r, actors, p)) {
        return Vec::new();
    }
    let told = |k: usize| r.places.iter().filter(|n| n.country == r.places[k].country).count();
    let other = |k: &usize| {
        let m = &r.places[*k];
        m.precision == PlacePrecision::Country && m.country.as_deref().is_some_and(|c| !strikes(actors, c))
    };
    let first = (0..r.places.len()).filter(other).max_by_key(|k| (told(*k), std::cmp::Reverse(*k)));
    first.into_iter().collect()
}

/// Whether the army of a country is told as having done it.
fn strikes(actors: &[Actor], country: &str) -> bool {
    actors.iter().any(|a| {
        let state = a.id.strip_prefix("state:").and_then(|id| id.strip_suffix(":military"));
        a.role == Role::Perpetrator && state == Some(country)
    })
}

/// A whole country with no word before it that says where: "in", "against", "the north of".
fn bare(r: &Reading<'_>, m: &PlaceMention) -> bool {
    let where_ = |t: usize| r.is(t, Small::Locative) || r.is(t, Small::Toward) || r.has(t, Word::CUE);
    m.precision == PlacePrecision::Country
        && !(m.compass || m.prepositional || m.span.start < m.tokens.start)
        && !m.tokens.start.checked_sub(1).is_some_and(where_)
}
