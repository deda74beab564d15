//! Whether a segment can belong to an incident: by place, by kind, by date.

use super::when::long;
use super::{Draft, Segment, TriggerHit};
use crate::claims::Figured;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{DatePrecision, DateRange, Measure, Of, PlacePrecision, Qualifier};
use isnad_places::{PlaceId, distance_km};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    Same,
    Open,
    Apart,
}

pub(super) fn place_fit(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> Fit {
    let fine = |p: &usize| {
        matches!(r.places[*p].precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
            && !r.places[*p].compass
    };
    let mine = || g.places.iter();
    let theirs = || d.segments.iter().flat_map(|k| &segments[*k].places);
    if !mine().any(fine) || !theirs().any(fine) {
        // regions and countries can still contradict
        let region = |p: &&usize| stands_in(r, **p);
        let a = || mine().filter(region).map(|p| &r.places[*p].country);
        let b = || theirs().filter(region).map(|p| &r.places[*p].country);
        let apart = a().next().is_some() && b().next().is_some() && !a().any(|x| b().any(|y| x == y));
        // headline and lead may tell one scene by two names
        let below = g.sentence > r.title_sentences + 1;
        let divided = || below && divisions_differ(r, &g.places, &theirs().copied().collect::<Vec<_>>());
        return if apart || divided() { Fit::Apart } else { Fit::Open };
    }
    let any = |same: &dyn Fn(&PlaceMention, &PlaceMention) -> bool| {
        mine().filter(|m| fine(m)).any(|m| theirs().filter(|t| fine(t)).any(|t| same(&r.places[*m], &r.places[*t])))
    };
    // a name costs less to compare than a distance
    if any(&|a, b| a.name == b.name) {
        return Fit::Same;
    }
    // "and in the town of Y, …": a scene of its own, however close
    let head = r.sentence(g.sentence).start;
    let opens = g.tokens.start == head
        && r.is(head, Small::Locative)
        && mine().any(|p| fine(p) && r.places[*p].tokens.start <= head + OPENS);
    let reach = if opens { BESIDE_KM } else { NEAR_KM };
    let near =
        |a: &PlaceMention, b: &PlaceMention| a.point.zip(b.point).is_some_and(|(x, y)| distance_km(x, y) < reach);
    if any(&near) { Fit::Same } else { Fit::Apart }
}

/// Words from the head of a sentence to the place that it opens with at most.
const OPENS: usize = 3;

/// Places nearer to each other may be one scene told by two names, in kilometres; less where a sentence turns to one of them.
const NEAR_KM: f64 = 20.0;
const BESIDE_KM: f64 = 3.0;

/// Whether the first-level divisions told of, or those in which the places told of lie, are none the same, and far from each
/// other: a division may stand in the gazetteer under two names.
fn divisions_differ(r: &Reading<'_>, mine: &[usize], theirs: &[usize]) -> bool {
    let of = |places: &[usize]| -> Vec<(PlaceId, (f64, f64))> {
        let here = places.iter().map(|p| &r.places[*p]).filter(|p| !p.compass && !p.region && !p.edge);
        let division = |p: &PlaceMention| if p.precision == PlacePrecision::Admin1 { p.id } else { p.admin1 };
        here.filter_map(|p| division(p).zip(p.point)).collect()
    };
    let (a, b) = (of(mine), of(theirs));
    let same = |x: &(PlaceId, (f64, f64)), y: &(PlaceId, (f64, f64))| x.0 == y.0 || distance_km(x.1, y.1) < DIVISION_KM;
    !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.iter().any(|y| same(x, y)))
}

/// Divisions of which two places told are nearer than this may be one, in kilometres.
const DIVISION_KM: f64 = 80.0;

/// A country counts as a place where a preposition says that something happened in it.
fn stands_in(r: &Reading<'_>, place: usize) -> bool {
    let p = &r.places[place];
    if p.span.start > 0 && r.is(p.span.start - 1, Small::Affiliation) {
        return false;
    }
    p.precision != PlacePrecision::Country
        || p.prepositional
        || p.compass
        || p.span.start > 0 && r.is(p.span.start - 1, Small::Locative) && !with_pronoun(r, p.span.start - 1)
}

/// "In which": the place is the one told before.
fn with_pronoun(r: &Reading<'_>, t: usize) -> bool {
    r.chart.matches_at(t).iter().any(|m| m.features.has(Features::PRONOUN))
}

/// With what it was done, where a word tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Air,
    Artillery,
    Ground,
    Bomb,
    Taking,
}

pub(super) fn method(kind: Incident) -> Option<Method> {
    Some(match kind {
        Incident::Airstrike | Incident::Drone | Incident::Raid => Method::Air,
        Incident::Shelling => Method::Artillery,
        Incident::Clash | Incident::Shooting => Method::Ground,
        Incident::Ied | Incident::Carbomb | Incident::Suicide | Incident::Bombing | Incident::Grenade => Method::Bomb,
        Incident::Abduction => Method::Taking,
        _ => return None,
    })
}

/// Ways as bits.
fn methods(ways: impl Iterator<Item = Method>) -> u8 {
    ways.fold(0, |all, m| all | 1 << m as u8)
}

/// In which ways a segment tells anew that something was done.
pub(super) fn ways(g: &Segment) -> impl Iterator<Item = Method> {
    // "two soldiers were killed in fighting": told with its toll
    let fought = |t: &TriggerHit| {
        matches!(t.trigger.kind, Incident::Clash | Incident::Bombing | Incident::Shooting) && !g.figures.is_empty()
    };
    let anew = move |t: &&TriggerHit| (!t.trigger.weak || fought(t)) && !t.known();
    g.triggers.iter().filter(anew).filter_map(|t| method(t.trigger.kind))
}

/// Whether a segment tells of a bomb that somebody laid, drove or wore, and not only of a blast.
pub(super) fn device(r: &Reading<'_>, g: &Segment) -> bool {
    let laid = |k: Incident| matches!(k, Incident::Ied | Incident::Carbomb | Incident::Suicide);
    g.triggers.iter().any(|t| laid(t.trigger.kind))
        || r.marked(g.tokens.clone(), Word::MEANS)
            .any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind.is_some_and(laid))))
}

/// Whether a segment tells something done in another way than all that the draft tells.
pub(super) fn otherwise(g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let mine = methods(ways(g));
    // told in one of its ways, it is the same; how often is no matter
    let theirs = || d.segments.iter().map(|k| methods(ways(&segments[*k])));
    mine != 0 && theirs().any(|m| m != 0) && theirs().all(|m| m & mine == 0)
}

/// Whether a headline's draft tells of other arms than a segment does, in whatever form: shells, "the raids".
pub(super) fn other_arms(g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let arms = |g: &Segment| methods(g.triggers.iter().filter_map(|t| method(t.trigger.kind)));
    let far = methods([Method::Air, Method::Artillery].into_iter());
    if arms(g) & far == 0 || !d.segments.iter().all(|k| segments[*k].title) {
        return false;
    }
    let theirs = d.segments.iter().fold(0, |all, k| all | arms(&segments[*k]));
    theirs & far != 0 && arms(g) & theirs == 0
}

/// Whether one of the two tells of raids or shelling: a bomb and the gunmen behind it are one attack.
pub(super) fn from_afar(g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let far = |m: Method| matches!(m, Method::Air | Method::Artillery);
    ways(g).any(far) || d.segments.iter().any(|k| ways(&segments[*k]).any(far))
}

/// Whether a segment that opens with "also" or a new paragraph tells something done in another way, somewhere else.
pub(super) fn done_otherwise(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let known = |p: &usize| {
        d.segments.iter().any(|k| segments[*k].places.iter().any(|q| r.places[*p].name == r.places[*q].name))
    };
    // the town decides, not the province that it shares with another
    let fine = |p: &&usize| r.places[**p].fine() && !r.places[**p].compass;
    let towns =
        || g.places.iter().any(|p| fine(&p)) && d.segments.iter().any(|k| segments[*k].places.iter().any(|p| fine(&p)));
    let elsewhere = || if towns() { !g.places.iter().filter(fine).any(known) } else { !g.places.iter().any(known) };
    // raids below an attack whose arms headline and lead do not tell
    let town = |p: &usize| matches!(r.places[*p].precision, PlacePrecision::Site | PlacePrecision::Settlement);
    let from_above = || {
        d.segments.len() >= 2
            && d.segments.iter().all(|k| ways(&segments[*k]).next().is_none())
            && !d.segments.iter().flat_map(|k| &segments[*k].triggers).any(|t| t.trigger.kind == Incident::Strike)
            && ways(g).any(|m| m == Method::Air)
            && g.places.iter().any(town)
            && !g.places.iter().filter(|p| town(p)).any(known)
    };
    otherwise(g, d, segments)
        && if g.also { !g.places.iter().all(known) || g.places.is_empty() } else { !g.places.is_empty() && elsewhere() }
        || from_above()
}

/// Whether a draft tells what the main incident answered.
pub(super) fn retort(d: &Draft, segments: &[Segment]) -> bool {
    d.segments.first().is_some_and(|k| segments[*k].retort)
}

/// Whether a segment tells again of what was answered: as such, or those killed in it and nothing else.
pub(super) fn cause_again(r: &Reading<'_>, g: &Segment, d: &Draft, figures: &[Figured], segments: &[Segment]) -> bool {
    let kinds = || d.segments.iter().flat_map(|k| &segments[*k].triggers).map(|t| t.trigger.kind);
    let same = kinds().any(|k| g.triggers.iter().any(|t| t.trigger.kind == k));
    let soldiers = |k: &&usize| figures[**k].measure == Measure::Killed && figures[**k].of == Of::Military;
    let lost: Vec<_> =
        d.segments.iter().flat_map(|k| &segments[*k].figures).filter(soldiers).map(|k| figures[*k].figure).collect();
    let dead: Vec<&usize> = g.figures.iter().filter(|k| figures[**k].measure == Measure::Killed).collect();
    let again = !dead.is_empty() && dead.iter().all(|k| soldiers(k) && lost.contains(&figures[**k].figure));
    let fire = ways(g).any(|m| matches!(m, Method::Air | Method::Artillery));
    place_fit(r, g, d, segments) != Fit::Apart && (g.retort && same || again && !fire && g.date.is_none())
}

/// Whether a draft tells an arrest.
pub(super) fn arrested(d: &Draft, segments: &[Segment]) -> bool {
    d.segments.iter().flat_map(|k| &segments[*k].triggers).any(|t| t.trigger.kind == Incident::Arrest)
}

/// Whether a draft tells that armed men were fought, and not only of an arrest.
pub(super) fn hunts(d: &Draft, segments: &[Segment]) -> bool {
    let mut triggers = d.segments.iter().flat_map(|k| &segments[*k].triggers);
    triggers.any(|t| {
        matches!(t.trigger.kind, Incident::Killing | Incident::Operation | Incident::Clash | Incident::Looting)
    })
}

/// Whether a segment tells how many died.
pub(super) fn dead(g: &Segment, figures: &[Figured]) -> bool {
    g.figures.iter().any(|f| figures[*f].measure == Measure::Killed)
}

/// The draft that told before of the deed for which somebody was sought; never the one that tells of the hunt.
pub(super) fn deed_told(
    r: &Reading<'_>,
    g: &Segment,
    drafts: &[Draft],
    current: Option<usize>,
    segments: &[Segment],
) -> Option<usize> {
    let told = |k: &usize| Some(*k) != current && place_fit(r, g, &drafts[*k], segments) != Fit::Apart;
    let alike = |d: &Draft| {
        let mut theirs = d.segments.iter().flat_map(|k| &segments[*k].triggers);
        // "the attack" of the headline is the bombing of the lead
        let one = |a: Incident, b: Incident| a == b || a == Incident::Attack && method(b) == Some(Method::Bomb);
        theirs.any(|x| {
            let (a, noun) = (x.trigger.kind, x.trigger.noun);
            noun && g.triggers.iter().any(|t| t.trigger.noun && (one(a, t.trigger.kind) || one(t.trigger.kind, a)))
        })
    };
    (0..drafts.len()).filter(told).find(|k| alike(&drafts[*k]))
}

/// Whether a segment tells its own dead beside those of a draft: killed in another way, or at places of its own.
pub(super) fn toll_apart(r: &Reading<'_>, g: &Segment, d: &Draft, figures: &[Figured], segments: &[Segment]) -> bool {
    let counted = |k: &usize| figures[*k].measure == Measure::Killed && figures[*k].figure.low.is_some_and(|n| n > 0);
    let told = d.segments.iter().flat_map(|k| &segments[*k].figures);
    let theirs: Vec<u64> = told.filter(|k| counted(k)).filter_map(|k| figures[*k].figure.low).collect();
    let mine: Vec<u64> = g.figures.iter().filter(|k| counted(k)).filter_map(|k| figures[*k].figure.low).collect();
    if mine.is_empty() || theirs.is_empty() || mine.iter().any(|n| theirs.contains(n)) {
        return false;
    }
    let ways_known = g.triggers.iter().any(|t| method(t.trigger.kind).is_some() && !t.trigger.weak);
    let town = |p: &usize| matches!(r.places[*p].precision, PlacePrecision::Site | PlacePrecision::Settlement);
    let fine = |ps: &[usize]| -> Vec<usize> { ps.iter().copied().filter(town).collect() };
    let here = fine(&g.places);
    let there: Vec<usize> = d.segments.iter().flat_map(|k| fine(&segments[*k].places)).collect();
    let elsewhere = !here.is_empty() && !there.is_empty() && ways_known && {
        let near = |a: usize, b: usize| {
            let (a, b) = (&r.places[a], &r.places[b]);
            a.name == b.name || a.point.zip(b.point).is_none_or(|(x, y)| distance_km(x, y) < NEXT_TOWN_KM)
        };
        !here.iter().any(|a| there.iter().any(|b| near(*a, *b)))
    };
    (elsewhere || otherwise(g, d, segments) && !g.definite) && !g.background
}

/// Two towns lie at least this far apart, in kilometres.
const NEXT_TOWN_KM: f64 = 2.0;

/// Families of kinds, as bits: accords and what parties settle; crowds; arrests and releases.
const ACCORD: u8 = 1 << 1;
const CROWD: u8 = 1 << 2;
const CUSTODY: u8 = 1 << 3;

pub(super) fn kinds_fit(g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let family = |k: Incident| match k {
        Incident::Agreement | Incident::Groupchange | Incident::Coup | Incident::Base => 1,
        Incident::Protest | Incident::Riot | Incident::Mob => 2,
        Incident::Arrest | Incident::Release | Incident::Disrupt => 3,
        Incident::Siege => 4,
        Incident::Evacuation => 5,
        _ => 0,
    };
    // "on the tenth Friday of the marches" is no protest of its own
    let loose =
        |t: &&TriggerHit| !(t.general && t.trigger.weak && t.trigger.noun && t.trigger.kind == Incident::Protest);
    let families = |g: &Segment| g.triggers.iter().filter(loose).fold(0_u8, |all, t| all | 1 << family(t.trigger.kind));
    let mine = families(g);
    if mine == 0 {
        return true;
    }
    // an accord belongs to what is told of the accord, not to the raid that broke it
    let theirs = || d.segments.iter().flat_map(|k| &segments[*k].triggers).filter(loose);
    if mine == ACCORD && theirs().next().is_some() {
        return theirs().filter(|t| 1 << family(t.trigger.kind) == ACCORD).count() * 2 >= theirs().count();
    }
    // the first segments tell most
    if d.segments.iter().any(|k| families(&segments[*k]) & mine != 0) {
        return true;
    }
    let theirs = d.segments.iter().fold(0, |all, k| all | families(&segments[*k]));
    theirs == 0
        // protesters set offices on fire
        || mine == CROWD
            && d.segments.iter().flat_map(|k| &segments[*k].triggers).any(|t| t.trigger.kind == Incident::Looting)
        // "a plot to blow up … was foiled": "the attack" is the one that was foiled
        || g.definite && d.segments.iter().flat_map(|k| &segments[*k].triggers).all(|t| t.trigger.kind == Incident::Disrupt)
        // arrests and shots at a protest belong to what led to them, raids from the air do not
        || mine == CUSTODY
        || theirs & CROWD != 0 && !ways(g).any(|m| matches!(m, Method::Air | Method::Artillery))
}

pub(super) fn compatible(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let place = place_fit(r, g, d, segments);
    let place_ok = place != Fit::Apart || g.definite;
    place_ok && kinds_fit(g, d, segments)
}

/// A month or year told outside the lead dates something else than a fresh incident, and so does a day long before the
/// one on which it was told.
pub(super) fn stale(date: &DateRange, lead: bool, said: Option<DateRange>) -> bool {
    !lead
        && (matches!(date.precision(), DatePrecision::Month | DatePrecision::Year)
            || said.is_some_and(|d| (d.start() - date.end()).get_days() > 6))
}

/// Days after which what is told below the lead is no news of the day.
const NEWS: i32 = 21;

/// Whether a date lies weeks before publication, or is a stretch that many incidents fill.
pub(super) fn past(r: &Reading<'_>, date: &DateRange) -> bool {
    long(date) || r.published.is_some_and(|p| (p - date.end()).get_days() > NEWS)
}

/// Within this distance a place may be the same one told at another grain, in kilometres.
const GRAIN_KM: f64 = 120.0;

/// Whether both tell a point and no two of them lie within the reach of one division.
pub(super) fn far_apart(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let points = |places: &[usize]| -> Vec<(f64, f64)> {
        places
            .iter()
            .filter(|p| r.places[**p].precision != PlacePrecision::Country)
            .filter_map(|p| r.places[*p].point)
            .collect()
    };
    let mine = points(&g.places);
    if mine.is_empty() {
        return false;
    }
    let mut told = false;
    for k in &d.segments {
        for b in points(&segments[*k].places) {
            told = true;
            if mine.iter().any(|a| distance_km(*a, b) < GRAIN_KM) {
                return false;
            }
        }
    }
    told
}

/// Whether a segment tells a figure that the draft has told before: one that stands out, or two.
pub(super) fn echoes(g: &Segment, d: &Draft, figures: &[Figured], segments: &[Segment]) -> bool {
    // "eleven", "at least eleven"
    let told = |k: &usize| (figures[*k].measure, figures[*k].figure.low);
    let theirs: Vec<_> = d.segments.iter().flat_map(|k| &segments[*k].figures).map(told).collect();
    let shared: Vec<u64> = g
        .figures
        .iter()
        .filter(|k| figures[**k].figure.qualifier != Qualifier::Vague && theirs.contains(&told(k)))
        .filter_map(|k| figures[*k].figure.low)
        .collect();
    shared.iter().any(|n| *n >= 4) || shared.iter().filter(|n| **n >= 1).count() >= 2
}

/// Whether the body's first sentences take up the headline: an incident of the same kind.
pub(super) fn retold(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let headline = d.segments.iter().all(|k| segments[*k].sentence < r.title_sentences + 1);
    let theirs = || d.segments.iter().flat_map(|k| &segments[*k].triggers);
    headline && g.sentence == r.title_sentences && !g.triggers.is_empty() && kinds_fit(g, d, segments)
        || headline && g.triggers.iter().any(|t| !t.general && theirs().any(|x| x.trigger.kind == t.trigger.kind))
}
