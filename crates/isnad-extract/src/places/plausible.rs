//! Whether the article can mean the place that a candidate was found to be, and what it means else.

use super::countries::{ABROAD_KM, Named, SOME, Settled, TOWN, alone, one_of_its_name};
use super::find::Candidate;
use super::lead;
use super::sounds::{Around, sound_alike};
use crate::heads::Heads;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::PlacePrecision;
use isnad_places::{Gazetteer, Kind, Place, PlaceId, distance_km};

/// What is told as lying beside a town, or in it, is nearer to it than this.
const BESIDE_KM: f64 = 200.0;
/// A quarter lies nearer than this to the town that it is a quarter of.
pub(super) const QUARTER_KM: f64 = 50.0;

/// A candidate as the article can mean it.
pub(super) fn plausible<'g>(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    heads: &mut Heads,
    named: &Named,
    around: &Around,
    mut c: Candidate<'g>,
    id: Option<PlaceId>,
) -> Option<Settled<'g>> {
    let place = id.map(|id| gazetteer.place(id));
    // "the sea of Japan" is no place in Japan
    let dry = c.cue.is_some_and(|q| q.cue.water) && place.is_some_and(|p| p.kind != Kind::Feature);
    if dry || beside_water(r, &c) {
        return None;
    }
    // "the Five Nations": a word for countries leads to no town
    if place
        .is_some_and(|p| p.kind != Kind::Country && c.cue.is_some_and(|q| q.cue.precision == PlacePrecision::Country))
    {
        return None;
    }
    // "the district of Greater X": a country's name, but no country
    let finer = |q: &super::CueHit| q.cue.precision == PlacePrecision::Admin2 && !(q.many || q.cue.weak || q.cue.loose);
    if place.is_some_and(|p| p.kind == Kind::Country) && c.cue.is_some_and(|q| finer(&q)) {
        c.set = None;
        return Some((c, None));
    }
    // "near X in Lebanon": no X at the other end of the world
    let apart = |p: &Place<'_>, h: Place<'_>| {
        let abroad = p.country != h.country && Some(p.country) != r.country.as_deref();
        abroad && p.kind != Kind::Country && distance_km(p.point(), h.point()) > ABROAD_KM
    };
    // "the quarter of X west of Y": no X in another country than the article's Y
    let abroad = |p: &Place<'_>, t: Place<'_>| {
        let home = Some(t.country) == r.country.as_deref() && p.country != t.country;
        home && p.kind == Kind::Settlement && distance_km(p.point(), t.point()) > BESIDE_KM
    };
    let place = place.filter(|p| !around.holder.is_some_and(|h| apart(p, gazetteer.place(h))));
    // "the quarter of X north of the city of Y": no town called X a hundred kilometres away
    let quarter = c.cue.is_some_and(|q| q.cue.quarter);
    let site = c.cue.is_none() && c.tokens.start.checked_sub(1).is_some_and(|t| r.has(t, Word::SITE));
    let apart_from = |p: &Place<'_>, t: Place<'_>| {
        // "the quarters of Y", a city
        let small = p.kind == Kind::Settlement && p.population < SOME;
        let reach = if p.notable { BESIDE_KM } else { QUARTER_KM };
        // "the market of X in the city of Y"
        let site = site && p.kind == Kind::Settlement && distance_km(p.point(), t.point()) > QUARTER_KM;
        abroad(p, t) || site || quarter && small && distance_km(p.point(), t.point()) > reach
    };
    let place = place.filter(|p| !around.town.is_some_and(|t| apart_from(p, gazetteer.place(t))));
    if place.is_none() && id.is_some() {
        c.set = None;
    }
    if place.is_some_and(|p| stray(r, &c, &p)) {
        return None;
    }
    // "in the Gulf of X": waters and deserts kept by hand lie where they lie, whoever's ship was hit
    let wide = |p: &Place<'_>| p.kind == Kind::Feature && p.notable && c.tokens.len() > 1;
    // "near the airport of X": called by its whole name, an airport is meant wherever it lies
    let airport = |p: &Place<'_>| p.kind == Kind::Airport && c.tokens.len() > 1 && alone(gazetteer, &c);
    if place.is_some_and(|p| named.fits(&p) || wide(&p) || airport(&p)) {
        return Some((c, id));
    }
    let led = c.cue.is_some() || lead::to_place(r, c.tokens.start, c.features);
    let sound = if led { sound_alike(r, gazetteer, heads, &c, around) } else { None };
    if let Some((tokens, id)) = sound {
        return Some((Candidate { tokens, set: None, ..c }, Some(id)));
    }
    let far_off = |p: &Place<'_>| {
        let town = p.notable && p.kind == Kind::Settlement && p.population >= SOME;
        town && named.capitals_only() && r.chart.matches_at(c.tokens.start).is_empty()
    };
    match place {
        Some(p) if p.notable && around.near.is_none_or(|n| distance_km(n, p.point()) < ABROAD_KM) => Some((c, id)),
        // "in X", of which there is one country's in the world, in an article that names only a capital abroad
        Some(p) if far_off(&p) && one_of_its_name(r, gazetteer, &c, &p) && !heads.at(c.tokens.start).ordinary => {
            Some((c, id))
        }
        // "the town of X", of which there is one in the world
        Some(p) if p.notable && c.cue.is_some_and(|q| !q.cue.loose) && c.tokens.len() > 1 && alone(gazetteer, &c) => {
            Some((c, id))
        }
        Some(_) => {
            c.set = None;
            let unknown = r.chart.matches_at(c.tokens.start).is_empty();
            // "in the area of X", where a place abroad is called so; an adjective of the place word has its ending
            let at = c.tokens.start;
            let area = !heads.at(at).ordinary && !r.vocabulary.morphology.bare(r.words_of(at..at + 1));
            let small = place.is_none_or(|p| p.population < TOWN);
            let named = |q: super::CueHit| !q.cue.weak && (!q.cue.loose || area && small && q.start + 1 == at);
            (unknown && c.cue.is_some_and(named)).then_some((c, None))
        }
        // "at the market in the governorate of X", where a market abroad is called so: no name
        None if id.is_none() && c.set.is_some() && !c.cue.is_some_and(|q| !q.cue.loose && !q.cue.weak) => {
            let unknown = c.cue.is_some() && r.chart.matches_at(c.tokens.start).is_empty();
            unknown.then_some((c, None))
        }
        None => (!c.guess && (id.is_none() || c.cue.is_some_and(|q| !q.cue.loose && !q.cue.weak))).then_some((c, None)),
    }
}

/// A word in the shape of a small town's name in another country than the article's, which nothing leads to: mostly a man's
/// name or a word of the language.
fn stray(r: &Reading<'_>, c: &Candidate<'_>, place: &Place<'_>) -> bool {
    let at = c.tokens.start;
    let led =
        || lead::to_place(r, at, c.features) || at > 0 && (r.is(at - 1, Small::Toward) || r.is(at - 1, Small::From));
    let struck = || at > 0 && r.has(at - 1, Word::TRIGGER | Word::SITE | Word::MEASURE | Word::COMPASS);
    c.cue.is_none()
        && c.tokens.len() == 1
        && place.kind == Kind::Settlement
        && !place.notable
        && place.population < TOWN
        && r.country.as_deref().is_some_and(|main| main != place.country)
        && !(led() || struck())
}

/// "A town on the Red Sea", "the coast of the gulf": tells where something lies, where "in the Red Sea" is a scene.
fn beside_water(r: &Reading<'_>, c: &Candidate<'_>) -> bool {
    let water = || r.words(c.tokens.start).any(|(_, w)| matches!(w, Word::Cue(q) if q.water));
    let before = c.tokens.start.checked_sub(1);
    let led = || before.is_some_and(|t| r.is(t, Small::Locative) || r.has(t, Word::COMPASS));
    c.cue.is_none_or(|q| q.cue.loose)
        && c.tokens.len() > 1
        && water()
        && !(c.features.has(Features::WITH) || led() || lead::to_spot(r, c.tokens.start))
}
