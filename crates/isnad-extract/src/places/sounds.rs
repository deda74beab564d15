//! Names that stand nowhere, found by their sound where the article, or what is told as holding them, lets them lie.

use super::find::Candidate;
use super::lead;
use super::plausible::QUARTER_KM;
use crate::heads::Heads;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_places::{Gazetteer, Kind, Place, PlaceId, distance_km};
use std::ops::Range;

/// What lies in a first-level division is nearer to its point than this, where it is not known to lie in another.
const PROVINCE_KM: f64 = 150.0;
/// So near to the point of a smaller division.
const DISTRICT_KM: f64 = 80.0;

/// Where a name is looked for.
pub(super) struct Around {
    /// A place of the article's country.
    pub near: Option<(f64, f64)>,
    /// The division or the country told right behind as holding it.
    pub holder: Option<PlaceId>,
    /// The town told right behind as where it lies or what it lies beside.
    pub town: Option<PlaceId>,
}

/// The division or country that holds a name: "the wadi of X in the province of Y", "the town of X in the far north of Y".
/// Not what it lies beside: "the town of X near the border with Y".
pub(super) fn holder(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    ids: &[Option<PlaceId>],
    k: usize,
    next: usize,
) -> Option<PlaceId> {
    let id = ids[next]?;
    let kind = gazetteer.place(id).kind;
    let leads = Word::CUE | Word::COMPASS | Small::Locative.mark();
    (matches!(kind, Kind::Country | Kind::Region | Kind::Admin1 | Kind::Admin2)
        && gap(candidates, k, next)?.into_iter().all(|t| r.has(t, leads) && !r.is(t, Small::Near))
        && !lead::borders(r, candidates[next].tokens.start))
    .then_some(id)
}

/// The town that a name is told as lying in or beside: "the quarter of X west of Y", "the market of X in Y".
pub(super) fn town(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    ids: &[Option<PlaceId>],
    k: usize,
    next: usize,
) -> Option<PlaceId> {
    let id = ids[next].filter(|id| gazetteer.place(*id).kind == Kind::Settlement)?;
    let leads = Word::CUE | Word::COMPASS | Small::Locative.mark() | Small::Near.mark();
    // "the popular quarter of X in Y": an adjective behind the name
    let quarter = candidates[k].cue.is_some_and(|q| q.cue.quarter);
    let described = |t: usize| quarter && r.vocabulary.morphology.definite(r.chart.norm(t));
    // "the market of X (in Y)"
    gap(candidates, k, next)?.all(|t| r.has(t, leads) || r.mark(t, "(") || described(t)).then_some(id)
}

/// The words between two names, where some lead to the second or a preposition is written on it.
fn gap(candidates: &[Candidate<'_>], k: usize, next: usize) -> Option<Range<usize>> {
    let gap = candidates[k].tokens.end..candidates[next].tokens.start;
    (!gap.is_empty() || candidates[next].features.has(Features::WITH)).then_some(gap)
}

/// The place that a name sounds like, with the words that the name takes up.
pub(super) fn sound_alike(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    heads: &mut Heads,
    c: &Candidate<'_>,
    around: &Around,
) -> Option<(std::ops::Range<usize>, PlaceId)> {
    let (start, end) = (c.tokens.start, c.tokens.end);
    let free = |t: usize| t < r.chart.len() && r.chart.matches_at(t).is_empty() && !r.mark(t, ",.;:()-");
    let longer = if free(end) { Some(start..end + 1) } else { None };
    let holder = around.holder.map(|id| gazetteer.place(id));
    let country = holder.map(|h| h.country).or(r.country.as_deref());
    let near = holder.filter(|h| h.kind != Kind::Country).map(|h| h.point()).or(around.near);
    let town = around.town.map(|id| gazetteer.place(id));
    let inside = |id: PlaceId| {
        let Some(h) = holder else {
            let place = gazetteer.place(id);
            let quarter = c.cue.is_some_and(|q| q.cue.quarter);
            let reach = if quarter { QUARTER_KM } else { PROVINCE_KM };
            let far = |t: &Place<'_>| {
                (quarter || t.country == place.country) && distance_km(t.point(), place.point()) > reach
            };
            return !town.as_ref().is_some_and(far);
        };
        let place = gazetteer.place(id);
        let reach = match h.kind {
            Kind::Admin1 if place.admin1.is_some() && place.admin1 == Some(h.id) => return true,
            Kind::Admin1 | Kind::Region => PROVINCE_KM,
            Kind::Admin2 => DISTRICT_KM,
            _ => return true,
        };
        distance_km(h.point(), place.point()) < reach
    };
    longer.into_iter().chain(std::iter::once(start..end)).find_map(|tokens| {
        let first = r.chart.norm(tokens.start);
        let joined: String;
        let name = if tokens.len() == 1 {
            first
        } else {
            let words: Vec<&str> = tokens.clone().map(|t| r.chart.norm(t)).collect();
            joined = words.join(" ");
            &joined
        };
        let found = heads.similar(gazetteer, &name[c.clitic..], country, near)?;
        inside(found).then_some((tokens, found))
    })
}
