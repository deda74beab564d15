//! Quarters of a town, many of which bear the name of another: "the quarter of Cairo in Mosul".

use super::CueHit;
use super::countries::within;
use super::find::Candidate;
use super::plausible::QUARTER_KM;
use super::sounds::town;
use crate::reading::Reading;
use crate::vocabulary::{Anaphor, Small, Word};
use isnad_language::Features;
use isnad_places::{Gazetteer, Kind, PlaceId, distance_km};

/// Leaves no town to a quarter that is told as one of another town, before they speak for a country.
pub(super) fn namesakes(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &mut [Candidate<'_>],
    ids: &mut [Option<PlaceId>],
) {
    for k in 0..candidates.len() {
        let part = |q: CueHit| one_quarter(r, q) || q.cue.loose && again(r, &candidates[k]);
        let Some(id) = ids[k].filter(|_| candidates[k].cue.is_some_and(part)) else { continue };
        let place = gazetteer.place(id);
        let Some(town) = town_of(r, gazetteer, candidates, ids, k).map(|id| gazetteer.place(id)) else { continue };
        if place.kind == Kind::Settlement && distance_km(place.point(), town.point()) > QUARTER_KM {
            candidates[k].set = None;
            ids[k] = None;
        }
    }
}

/// Whether a word leads to one quarter: "the quarters of X" may be those of a city.
pub(super) fn one_quarter(r: &Reading<'_>, q: CueHit) -> bool {
    let several = || r.chart.matches_at(q.start).iter().any(|m| m.features.has(Features::PLURAL));
    q.cue.quarter && !q.cue.many && !several()
}

/// The town that a place is told as lying in or beside.
pub(super) fn town_of(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    ids: &[Option<PlaceId>],
    k: usize,
) -> Option<PlaceId> {
    let beside = within(r, candidates, k).and_then(|w| town(r, gazetteer, candidates, ids, k, w));
    let told_last = || {
        let town = |j: &usize| ids[*j].is_some_and(|id| gazetteer.place(id).kind == Kind::Settlement);
        let whole = |j: &usize| !candidates[*j].cue.is_some_and(|q| q.cue.quarter);
        (0..k).rev().filter(whole).find(town).and_then(|j| ids[j])
    };
    beside
        .or_else(|| town_before(r, gazetteer, candidates, ids, k))
        .or_else(|| again(r, &candidates[k]).then(told_last).flatten())
}

/// Words between a name and "the city" at most.
const AGAIN: usize = 3;

/// "The quarter of X in the west of *the city*": whether a town told before is meant by its word alone.
fn again(r: &Reading<'_>, c: &Candidate<'_>) -> bool {
    let town = |w: &Word| matches!(w, Word::Anaphor(Anaphor::Settlement | Anaphor::Village | Anaphor::Capital));
    let end = (c.tokens.end + AGAIN).min(r.chart.len());
    let leads = Word::COMPASS | Small::Locative.mark();
    let at = (c.tokens.end..end).find(|t| !r.has(*t, leads));
    at.is_some_and(|t| t > c.tokens.end && r.words(t).any(|(_, w)| town(w)))
}

/// "In the city of Y aircraft struck the quarter of X": the town told last before a quarter in its sentence.
fn town_before(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    ids: &[Option<PlaceId>],
    k: usize,
) -> Option<PlaceId> {
    let c = &candidates[k];
    if !c.cue.is_some_and(|q| q.cue.quarter) {
        return None;
    }
    let start = r.sentence(r.chart.sentence_of(c.tokens.start)).start;
    let here = (0..k).rev().take_while(|j| candidates[*j].tokens.start >= start);
    let town = |j: usize| ids[j].filter(|id| gazetteer.place(*id).kind == Kind::Settlement);
    here.filter(|j| !candidates[*j].cue.is_some_and(|q| q.cue.quarter)).find_map(town)
}
