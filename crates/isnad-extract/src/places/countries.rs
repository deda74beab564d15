//! Which of several namesakes is meant, and which country the article is about.

use super::datelines::line;
use super::demonyms::{by_demonym, demonyms, told};
use super::find::Candidate;
use super::lead;
use super::plausible::plausible;
use super::quarters;
use super::sounds::{Around, holder};
use crate::heads::Heads;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::PlacePrecision;
use isnad_places::{Context, Gazetteer, Kind, Kinds, Mention, Place, PlaceId, PlaceSet, distance_km};
use std::collections::BTreeMap;

/// Places of more people are known to readers anywhere.
const KNOWN: u32 = 400_000;
/// A town of more people is meant by a name that its province bears, too.
const LARGE: u32 = 1_000_000;
/// A country told only by its people may be meant with a place of at least as many people.
pub(super) const TOWN: u32 = 60_000;
/// A place of the line that tells whence the news was sent speaks for the article's country by so much of its weight.
const SENT: f64 = 0.25;
/// A name that one country alone knows is that of a place with at least as many people.
pub(super) const SOME: u32 = 15_000;
/// An adjective that is told as often as all others together speaks for its country even where no place of it is told.
const HALF: f64 = 0.5;
/// How far a large town told without "in" or "near" speaks for its country.
const SEAT: f64 = 0.5;
/// How far a place kept by hand speaks for its country.
const NOTABLE: f64 = 1.75;
/// A place kept by hand is believed in an article on another country if it lies this near to what that tells.
pub(super) const ABROAD_KM: f64 = 1000.0;

/// What a capital is the seat of.
const HOLDERS: Kinds = Kinds::of(&[Kind::Country, Kind::Admin1, Kind::Admin2, Kind::Region]);
/// What lies near or between other places.
const SPOTS: Kinds = Kinds::of(&[Kind::Settlement, Kind::Site, Kind::Airport]);

/// A candidate with the place that it means, where one is known.
pub(super) type Settled<'g> = (Candidate<'g>, Option<PlaceId>);

/// The place of each candidate; candidates that the article cannot mean are left out. Sets the article's country.
pub(super) fn settle<'g>(
    r: &mut Reading<'_>,
    gazetteer: &'g Gazetteer,
    heads: &mut Heads,
    candidates: Vec<Candidate<'g>>,
) -> Vec<Settled<'g>> {
    let mut candidates = candidates;
    let context = told(r, &candidates);
    let mut ids = resolve(r, gazetteer, &candidates, &context);
    quarters::namesakes(r, gazetteer, &mut candidates, &mut ids);
    r.country = main(r, gazetteer, &candidates, &ids, &context);
    at_home(r, gazetteer, &candidates, &mut ids);
    let named = Named::new(r, gazetteer, &ids, &context);
    let near = ids
        .iter()
        .flatten()
        .map(|id| gazetteer.place(*id))
        .find(|p| matches!(p.kind, Kind::Settlement | Kind::Admin1) && Some(p.country) == r.country.as_deref())
        .map(|p| p.point());
    let whole = |c: &str| gazetteer.country(c).map(|p| p.point());
    let near = near.or_else(|| r.country.as_deref().and_then(whole));
    let holding = |k: usize| within(r, &candidates, k).and_then(|w| holder(r, gazetteer, &candidates, &ids, k, w));
    let fits = |id: &PlaceId| named.fits(&gazetteer.place(*id));
    let holders: Vec<Option<PlaceId>> = (0..candidates.len()).map(|k| holding(k).filter(fits)).collect();
    let of_town = |k: usize| quarters::town_of(r, gazetteer, &candidates, &ids, k);
    let towns: Vec<Option<PlaceId>> = (0..candidates.len()).map(of_town).collect();
    let told = candidates.into_iter().zip(ids).zip(holders.into_iter().zip(towns));
    let around = |(holder, town)| Around { near, holder, town };
    told.filter_map(|((c, id), told)| plausible(r, gazetteer, heads, &named, &around(told), c, id)).collect()
}

/// "In X", a name that is borne in one country only, by a town or a province of some size: meant whatever the article tells
/// of other countries ("five *French* tourists were killed in X").
pub(super) fn one_of_its_name(r: &Reading<'_>, gazetteer: &Gazetteer, c: &Candidate<'_>, place: &Place<'_>) -> bool {
    let on = || c.tokens.start > 0 && r.is(c.tokens.start - 1, Small::Toward);
    let cue = c.cue.is_some_and(|q| !(q.cue.loose || q.cue.weak));
    let led = cue || lead::to_place(r, c.tokens.start, c.features) || on();
    let large = match place.kind {
        Kind::Settlement => place.population >= SOME || place.notable,
        // "the South-West" is one anywhere
        kind => kind == Kind::Admin1 && !r.has(c.tokens.start, Word::COMPASS),
    };
    led && large && alone(gazetteer, c)
}

/// Whether all places of a name lie in one country.
pub(super) fn alone(gazetteer: &Gazetteer, c: &Candidate<'_>) -> bool {
    let mut countries = c.set.iter().flat_map(|s| s.ids()).map(|id| gazetteer.place(id).country);
    let first = countries.next();
    countries.all(|x| Some(x) == first)
}

/// The place of every candidate that bears a name of the gazetteer.
fn resolve(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    context: &Context,
) -> Vec<Option<PlaceId>> {
    let mut known: Vec<usize> = Vec::new();
    let mut number: Vec<Option<usize>> = vec![None; candidates.len()];
    for (k, c) in candidates.iter().enumerate() {
        if c.set.is_some() {
            number[k] = Some(known.len());
            known.push(k);
        }
    }
    let spoken = Spoken::new(r, candidates);
    let mentions: Vec<Mention<'_>> = known
        .iter()
        .filter_map(|&k| {
            let c = &candidates[k];
            // "capital of X", not "the capital X"
            let seat = |q: &super::CueHit| {
                q.cue.capital && !r.chart.matches_at(q.start).iter().any(|m| m.features.has(Features::DEFINITE))
            };
            let kinds = c.cue.map(|q| if seat(&q) { HOLDERS } else { q.kinds() }).or_else(|| spoken.kinds(c.set?));
            let kinds = kinds.or_else(|| holds_districts(r, candidates, k).then_some(Kinds::DIVISIONS));
            let kinds = kinds.or_else(|| lead::to_spot(r, c.tokens.start).then_some(SPOTS)).unwrap_or_default();
            Some(Mention { set: c.set?, kinds, within: within(r, candidates, k).and_then(|w| number[w]) })
        })
        .collect();
    let chosen = gazetteer.resolve(&mentions, context);
    let mut ids = vec![None; candidates.len()];
    for (k, id) in known.into_iter().zip(chosen) {
        ids[k] = Some(id);
    }
    rows_of_divisions(r, gazetteer, candidates, &mut ids);
    elsewhere(r, gazetteer, candidates, &mut ids);
    ids
}

/// "The town of X in Mali", where the gazetteer knows an X in another country alone: a town of Mali that it does not know.
/// The same of "the village of X in the province of Y", where it knows an X in another province alone.
fn elsewhere(r: &Reading<'_>, gazetteer: &Gazetteer, candidates: &[Candidate<'_>], ids: &mut [Option<PlaceId>]) {
    for k in 0..candidates.len().saturating_sub(1) {
        let (c, next) = (&candidates[k], &candidates[k + 1]);
        let Some((id, country)) = ids[k].zip(ids[k + 1]) else { continue };
        let (place, country) = (gazetteer.place(id), gazetteer.place(country));
        // "west of Amman" is not "in Oman"
        let within = r.is(c.tokens.end, Small::Locative) && !r.has(c.tokens.end, Word::COMPASS);
        let start = next.cue.map_or(next.tokens.start, |q| q.start);
        let with = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::WITH));
        let inside = start == c.tokens.end + 1 && within || start == c.tokens.end && with(start);
        let named = c.cue.is_some_and(|q| !(q.cue.weak || q.cue.loose || q.cue.capital));
        // "the quarter of X in the governorate of Y": so sure of Y that no namesake elsewhere is meant, unless X lies beside it
        let told = next.cue.filter(|q| !(q.cue.weak || q.cue.loose || q.cue.capital)).map(|q| q.cue.precision);
        let division = told.or_else(|| cue_within(r, next));
        let division = matches!(division, Some(PlacePrecision::Admin1 | PlacePrecision::Admin2));
        let start = c.cue.map_or(c.tokens.start, |q| q.start);
        let beside = start > 0 && (r.is(start - 1, Small::Near) || r.has(start - 1, Word::COMPASS));
        let area = c.cue.is_some_and(|q| q.cue.loose && !q.cue.weak) && country.kind == Kind::Admin1;
        let named = named || (division || area) && !beside && place.kind != Kind::Country;
        let whole = country.kind == Kind::Country && next.cue.is_none() || country.kind == Kind::Admin1 || division;
        let division =
            if country.kind == Kind::Admin1 { Some(country.id) } else { country.admin1.filter(|_| division) };
        let far = distance_km((place.lat, place.lon), (country.lat, country.lon)) > PROVINCE_KM;
        let apart = far && place.kind == Kind::Settlement && place.admin1.is_some() && division.is_some();
        let other = place.country != country.country || apart && named && place.admin1 != division;
        if !(inside && whole && other) {
            continue;
        }
        let there = |p: Place<'_>| if apart { p.admin1 == division } else { p.country == country.country };
        let namesake = c.set.and_then(|s| s.ids().find(|id| there(gazetteer.place(*id))));
        if namesake.is_some() || named {
            ids[k] = namesake;
        }
    }
}

/// One name, one place: what the article tells of its own country by a name is meant by it elsewhere too, unless the words
/// behind say where else that lies.
fn at_home(r: &Reading<'_>, gazetteer: &Gazetteer, candidates: &[Candidate<'_>], ids: &mut [Option<PlaceId>]) {
    let Some(main) = r.country.as_deref() else { return };
    let named = |k: usize| Some((candidates[k].set?.first_id(), ids[k]?));
    let home: BTreeMap<PlaceId, PlaceId> = (0..candidates.len())
        .filter_map(named)
        .filter(|(_, id)| {
            let place = gazetteer.place(*id);
            place.country == main && place.kind == Kind::Settlement
        })
        .collect();
    for k in 0..candidates.len() {
        let Some((name, id)) = candidates[k].set.map(|s| s.first_id()).zip(ids[k]) else { continue };
        let place = gazetteer.place(id);
        let told =
            within(r, candidates, k).and_then(|w| ids[w]).is_some_and(|w| gazetteer.place(w).country == place.country);
        if place.country != main && place.kind == Kind::Settlement && !told {
            ids[k] = home.get(&name).copied().or(ids[k]);
        }
    }
}

/// "Targets in X, Y and Z": where one name of a row is that of a division, the towns that give theirs to one are meant as such.
fn rows_of_divisions(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    ids: &mut [Option<PlaceId>],
) {
    let joined = |k: usize| {
        let (a, b) = (&candidates[k], &candidates[k + 1]);
        let conjunction = b.features.has(Features::CONJUNCTION);
        let gap = b.tokens.start.saturating_sub(a.tokens.end);
        conjunction && gap == 0 || gap == 1 && r.mark(a.tokens.end, ",")
    };
    let kind = |id: Option<PlaceId>| id.map(|id| gazetteer.place(id).kind);
    let mut start = 0;
    while start < candidates.len() {
        let mut end = start + 1;
        while end < candidates.len() && candidates[end].cue.is_none() && joined(end - 1) {
            end += 1;
        }
        let row = start..end;
        start = end;
        if row.len() < 3 || !row.clone().any(|k| kind(ids[k]) == Some(Kind::Admin1) && candidates[k].cue.is_none()) {
            continue;
        }
        for k in row {
            if kind(ids[k]) != Some(Kind::Settlement) || candidates[k].cue.is_some() {
                continue;
            }
            let country = ids[k].map(|id| gazetteer.place(id).country);
            let division = |id: &PlaceId| {
                let p = gazetteer.place(*id);
                p.kind == Kind::Admin1 && Some(p.country) == country
            };
            if let Some(id) = candidates[k].set.and_then(|s| s.ids().find(division)) {
                ids[k] = Some(id);
            }
        }
    }
}

/// A town of a first-level division lies within this of the division's point.
const PROVINCE_KM: f64 = 150.0;

/// Names with the kinds that the place words beside them, or within them, let them be.
struct Spoken<'g>(Vec<(PlaceSet<'g>, bool, Kinds)>);

impl<'g> Spoken<'g> {
    fn new(r: &Reading<'_>, candidates: &[Candidate<'g>]) -> Self {
        let spoken = candidates.iter().filter_map(|c| {
            let cue = c.cue.filter(|q| !q.cue.weak).map(|q| q.kinds());
            Some((c.set?, c.tokens.len() > 1, cue.or_else(|| cue_within(r, c).map(super::kinds))?))
        });
        Self(spoken.collect())
    }

    /// One name, one reading: what most of the place words say of a name that has none of its own.
    fn kinds(&self, own: PlaceSet<'_>) -> Option<Kinds> {
        let first = own.first_id();
        let mut kinds = self.0.iter().filter_map(|(set, long, kinds)| {
            let other = set.first_id();
            (other == first || *long && own.ids().any(|id| id == other)).then_some(*kinds)
        });
        let (mut told, mut all) = (vec![(kinds.next()?, 1)], 1);
        for kind in kinds {
            all += 1;
            match told.iter_mut().find(|(k, _)| *k == kind) {
                Some((_, n)) => *n += 1,
                None => told.push((kind, 1)),
            }
        }
        // a large town goes by its bare name, whatever the article tells of the province called after it
        let is = |of: Kind, people: u32| own.places().any(|p| p.kind == of && p.population >= people);
        let town = || is(Kind::Settlement, LARGE) && !is(Kind::Region, 0);
        let kind = told.into_iter().find(|(_, n)| n * 2 > all).map(|(kind, _)| kind)?;
        (kind != Kinds::DIVISIONS || !town()).then_some(kind)
    }
}

/// What the place word says that a name of several words begins with.
fn cue_within(r: &Reading<'_>, c: &Candidate<'_>) -> Option<PlacePrecision> {
    let found = r.vocabulary.find(&r.chart, c.tokens.start, |w| match w {
        Word::Cue(q) if !q.weak => Some(q.precision),
        _ => None,
    });
    found.filter(|_| c.tokens.len() > 1).map(|(_, _, precision)| precision)
}

/// Whether a name without a place word stands right behind a row of districts: "in the districts of X and Y in Z".
fn holds_districts(r: &Reading<'_>, candidates: &[Candidate<'_>], k: usize) -> bool {
    let joined = |c: &Candidate<'_>| c.features.has(Features::CONJUNCTION);
    if joined(&candidates[k]) || !lead::to_place(r, candidates[k].tokens.start, candidates[k].features) {
        return false;
    }
    let mut next = candidates[k].tokens.start;
    let same = |at: usize| r.chart.sentence_of(at) == r.chart.sentence_of(candidates[k].tokens.start);
    for c in candidates[..k].iter().rev() {
        if next.saturating_sub(c.tokens.end) > 2 || !same(c.tokens.start) {
            return false;
        }
        let cue = c.cue.filter(|q| !q.cue.loose && !q.cue.weak).map(|q| q.cue.precision);
        if let Some(precision) = cue.or_else(|| cue_within(r, c)) {
            return precision == PlacePrecision::Admin2;
        }
        if !joined(c) {
            return false;
        }
        next = c.tokens.start;
    }
    false
}

/// The containing place named right behind: "Boni, in the Mopti region".
pub(super) fn within(r: &Reading<'_>, candidates: &[Candidate<'_>], k: usize) -> Option<usize> {
    let next = candidates.get(k + 1)?;
    next.set?;
    let gap = next.tokens.start.checked_sub(candidates[k].tokens.end)?;
    let same = r.chart.sentence_of(next.tokens.start) == r.chart.sentence_of(candidates[k].tokens.start);
    let joined = next.features.has(Features::CONJUNCTION);
    (gap <= 4 && same && !joined).then_some(k + 1)
}

/// The country that most places speak for, those of headline and lead first.
fn main(
    r: &Reading<'_>,
    gazetteer: &Gazetteer,
    candidates: &[Candidate<'_>],
    ids: &[Option<PlaceId>],
    context: &Context,
) -> Option<String> {
    let mut votes: BTreeMap<&str, f64> = BTreeMap::new();
    let led = |c: &Candidate<'_>| lead::to_place(r, c.tokens.start, c.features);
    let known = |p: &Place<'_>| p.kind == Kind::Country || p.kind == Kind::Settlement && p.population >= KNOWN;
    let told: Vec<&str> =
        ids.iter().flatten().map(|id| gazetteer.place(*id)).filter(known).map(|p| p.country).collect();
    // "in Cameroon": the scene lies there
    let scene = |(c, id): (&Candidate<'_>, &Option<PlaceId>)| {
        led(c) && c.cue.is_none() && id.is_some_and(|id| gazetteer.place(id).kind == Kind::Country)
    };
    let adjectives = demonyms(r, false).next().is_some() || candidates.iter().zip(ids).any(scene);
    let spoken = |c: &str| !adjectives || told.contains(&c) || context.share(c) > 0.0;
    let in_name = |t: usize| candidates.iter().any(|c| c.tokens.contains(&t));
    let dateline = line(r, in_name).unwrap_or(0..0);
    let lead = r.chart.text.sentences().get(r.title_sentences + 2).map_or(r.chart.len(), |s| s.start as usize);
    for (c, id) in candidates.iter().zip(ids) {
        let Some(id) = id else { continue };
        let place = gazetteer.place(*id);
        let early = if c.tokens.start < lead { 2.0 } else { 1.0 };
        let weight = match place.kind {
            Kind::Country if lead::borders(r, c.tokens.start) => 0.25,
            Kind::Country => 1.0,
            // "Moscow says", "backed by Ankara": a government more often than a scene
            Kind::Settlement if place.population >= KNOWN && c.cue.is_none() && !led(c) => SEAT,
            // the namesake of a village, in a country of which nothing else is told
            _ if !(spoken(place.country) || one_of_its_name(r, gazetteer, c, &place)) => SEAT,
            // a place kept by hand is in the news more often than its namesakes
            _ if place.notable => NOTABLE,
            _ => 1.5,
        };
        let sent = if dateline.contains(&c.tokens.start) { SENT } else { 1.0 };
        *votes.entry(place.country).or_default() += early * weight * sent;
    }
    for country in demonyms(r, false).filter(|c| context.share(c) > HALF) {
        votes.entry(country).or_default();
    }
    for (country, sum) in &mut votes {
        *sum += 2.0 * context.share(country);
    }
    let most = votes.into_iter().reduce(|best, v| if v.1 > best.1 { v } else { best });
    most.map(|(c, _)| c.to_owned()).or_else(|| by_demonym(r, context))
}

/// The countries that the article speaks of by their own name, by a demonym, or by a place that everybody knows.
pub(super) struct Named<'g> {
    countries: Vec<&'g str>,
    context: Context,
    main: Option<String>,
    /// Whether the article's country is told by cities that everybody knows alone.
    capitals_only: bool,
}

impl<'g> Named<'g> {
    fn new(r: &Reading<'_>, gazetteer: &'g Gazetteer, ids: &[Option<PlaceId>], context: &Context) -> Self {
        let countries = ids
            .iter()
            .flatten()
            .map(|id| gazetteer.place(*id))
            .filter(|p| p.kind == Kind::Country || p.kind == Kind::Settlement && p.population >= KNOWN)
            .map(|p| p.country)
            .collect();
        let mut home =
            ids.iter().flatten().map(|id| gazetteer.place(*id)).filter(|p| Some(p.country) == r.country.as_deref());
        let capitals_only =
            home.all(|p| p.kind == Kind::Country || p.kind == Kind::Settlement && p.population >= KNOWN);
        Self { countries, context: context.clone(), main: r.country.clone(), capitals_only }
    }

    /// Whether the article's country is told by cities that everybody knows alone, in which it may only be said or decided.
    pub(super) fn capitals_only(&self) -> bool {
        self.capitals_only
    }

    pub(super) fn fits(&self, place: &Place<'_>) -> bool {
        matches!(place.kind, Kind::Country | Kind::Region)
            || place.kind == Kind::Settlement && place.population >= KNOWN
            || self.main.as_deref() == Some(place.country)
            || self.countries.contains(&place.country)
            || self.context.share(place.country) > 0.0 && (place.notable || place.population >= TOWN)
    }
}
