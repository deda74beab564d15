//! Where: names of the gazetteer and names behind place words, each with what it is and how the text lies to it.
//!
//! [`find`] picks candidates out of the running words ([`unknown`]: those that stand nowhere), [`countries`] settles namesakes and drops names that the article
//! cannot mean, [`person`] knows surnames, [`lead`] reads the words that lead to a name, [`whence`] tells whence people came and where they went, [`seats`] the towns that stand for governments, [`join`]
//! links places that belong together and [`anaphora`] the words that stand for a place told before.

mod anaphora;
mod countries;
mod datelines;
mod demonyms;
mod find;
mod join;
mod lead;
mod person;
mod plausible;
mod quarters;
mod seats;
mod sounds;
mod unknown;
mod whence;

use crate::heads::Heads;
use crate::reading::Reading;
use crate::vocabulary::Cue;
use find::Candidate;
use isnad_language::{Features, Pack};
use isnad_model::{PlacePrecision, Relation};
use isnad_places::{Gazetteer, Kind, Kinds, PlaceId};
use std::ops::Range;

/// A mention of a place.
#[derive(Debug, Clone)]
pub(crate) struct PlaceMention {
    /// The name alone.
    pub tokens: Range<usize>,
    /// With the words that lead to it.
    pub span: Range<usize>,
    pub name: String,
    pub country: Option<String>,
    pub point: Option<(f64, f64)>,
    pub precision: PlacePrecision,
    pub relation: Relation,
    /// A compass word cuts it ("northern Mali").
    pub compass: bool,
    /// Carries a preposition of its own.
    pub prepositional: bool,
    /// "To" or "of" is written on it.
    pub to: bool,
    /// Where people came from, went or were taken, a border's other side, where the news was written: no place of the
    /// incident.
    pub aside: bool,
    /// Where the news was written.
    pub dateline: bool,
    /// Where somebody holds office who tells what happened.
    pub office: bool,
    /// Those who were hit were on their way to it.
    pub heading: bool,
    pub id: Option<PlaceId>,
    pub admin1: Option<PlaceId>,
    pub population: u32,
    /// A division told only as what a border parts from the scene: near it, where nothing finer is told.
    pub edge: bool,
    /// A well-known region that is no division of its country.
    pub region: bool,
    /// A conjunction joins it to what stands before.
    pub joined: bool,
    /// The place told right behind as holding this one.
    pub holder: Option<usize>,
    pub rule: &'static str,
}

impl PlaceMention {
    /// Finer than a division.
    pub(crate) fn fine(&self) -> bool {
        matches!(self.precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
    }

    /// The names of the two ends of a road.
    pub(crate) fn ends(&self) -> impl Iterator<Item = &str> {
        self.name.split(ROAD)
    }
}

/// Between the two ends in the name of a road.
const ROAD: &str = " - ";

/// Reads all places and settles namesakes; sets the country that the article is about.
pub(crate) fn read(r: &mut Reading<'_>, pack: &Pack, gazetteer: &'static Gazetteer, heads: &mut Heads) {
    heads.learn(&r.chart, pack, gazetteer);
    let mut candidates = find::candidates(r, heads, gazetteer);
    candidates.retain(|c| !c.tokens.clone().any(|t| r.date_at(t).is_some()));
    let settled = countries::settle(r, gazetteer, heads, candidates);
    let mut places: Vec<PlaceMention> = settled.iter().map(|(c, id)| mention(r, gazetteer, c, *id)).collect();
    lead::read(r, &mut places);
    datelines::datelines(r, &mut places);
    seats::governments(r, &mut places);
    anaphora::read(r, gazetteer, heads, &mut places);
    whence::camps(r, &mut places);
    join::pairs(r, &mut places);
    join::holders(r, &mut places);
    r.set_places(places);
}

/// A place word beside a name.
#[derive(Debug, Clone, Copy)]
struct CueHit {
    start: usize,
    cue: Cue,
    /// Several names may follow it.
    many: bool,
}

impl CueHit {
    /// The kinds of places that it lets the name be.
    fn kinds(&self) -> Kinds {
        kinds(self.cue.precision)
    }
}

/// The kinds of places that a place word of a precision lets the name beside it be.
fn kinds(precision: PlacePrecision) -> Kinds {
    match precision {
        PlacePrecision::Settlement => Kinds::of(&[Kind::Settlement, Kind::Site]),
        PlacePrecision::Admin1 | PlacePrecision::Admin2 => Kinds::DIVISIONS,
        PlacePrecision::Country => Kinds::of(&[Kind::Country]),
        PlacePrecision::Area => Kinds::of(&[Kind::Feature, Kind::Region]),
        PlacePrecision::Site => Kinds::of(&[Kind::Airport, Kind::Site, Kind::Settlement]),
    }
}

/// A name as the article writes it, without the clitic in front: none stands between a place word and its name.
fn as_written<'r>(r: &'r Reading<'_>, c: &Candidate<'_>) -> &'r str {
    let words = r.words_of(c.tokens.clone());
    let cued = |q: CueHit| q.start < c.tokens.start && r.words(q.start).any(|(m, _)| m.end as usize == c.tokens.start);
    if c.cue.is_some_and(cued) {
        return words;
    }
    words.get(c.clitic..).unwrap_or(words)
}

fn mention(r: &Reading<'_>, gazetteer: &Gazetteer, c: &Candidate<'_>, id: Option<PlaceId>) -> PlaceMention {
    let place = id.map(|id| gazetteer.place(id));
    let definite = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::DEFINITE));
    let named = |q: CueHit| !(q.cue.loose || q.cue.weak) && (!q.cue.capital || definite(q.start));
    // "the largest of the towns of X": X itself is none
    let town = c.cue.is_some_and(|q| named(q) && (q.cue.many || !q.many));
    let precision = match (place.map(|p| p.kind), c.cue.map(|c| c.cue.precision)) {
        (Some(Kind::Country), _) => PlacePrecision::Country,
        // "the city of X", "the capital X", of which the gazetteer knows the province alone; not "the capital of X"
        (Some(Kind::Admin1), Some(PlacePrecision::Settlement)) if town => PlacePrecision::Settlement,
        (Some(Kind::Admin1 | Kind::Region), _) => PlacePrecision::Admin1,
        (Some(Kind::Admin2 | Kind::Admin3), _) => PlacePrecision::Admin2,
        (Some(Kind::Airport | Kind::Site), _) => PlacePrecision::Site,
        (Some(Kind::Feature), _) | (Some(Kind::Settlement), Some(PlacePrecision::Area)) => PlacePrecision::Area,
        // "the province of X", of which the gazetteer knows the town alone
        (Some(Kind::Settlement), Some(PlacePrecision::Admin1))
            if c.cue.is_some_and(|q| !(q.cue.loose || q.cue.weak)) =>
        {
            PlacePrecision::Admin1
        }
        (Some(Kind::Settlement), _) => PlacePrecision::Settlement,
        // "the area of X": a spot, however large areas are called by the same word
        (None, Some(_)) if c.cue.is_some_and(|q| q.cue.loose) => PlacePrecision::Area,
        (None, Some(p)) => p,
        (None, None) => PlacePrecision::Settlement,
    };
    let start = c.cue.map_or(c.tokens.start, |c| c.start);
    PlaceMention {
        tokens: c.tokens.clone(),
        span: start..c.tokens.end,
        name: place.map_or_else(|| as_written(r, c).to_owned(), |p| p.name().to_owned()),
        country: place.map(|p| p.country.to_owned()).or_else(|| r.country.clone()),
        point: place.map(|p| p.point()),
        precision,
        relation: Relation::In,
        compass: false,
        prepositional: c.features.prepositional(),
        to: c.features.has(Features::TO),
        aside: false,
        dateline: false,
        office: false,
        heading: false,
        id,
        admin1: place.and_then(|p| p.admin1),
        population: place.map_or(0, |p| p.population),
        edge: false,
        region: place.is_some_and(|p| p.kind == Kind::Region),
        joined: c.features.has(Features::CONJUNCTION) || start < c.tokens.start && lead::conjunction(r, start),
        holder: None,
        rule: match (c.set.is_some(), id.is_some()) {
            (true, true) => "gazetteer",
            (_, true) => "gazetteer:sound",
            _ => "place-cue",
        },
    }
}
