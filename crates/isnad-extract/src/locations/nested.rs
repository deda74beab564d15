//! Places that only tell where a finer one lies: the town of an airport, the city of a quarter, "a village north of it".

use super::same;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_model::{PlacePrecision, Relation};
use isnad_places::distance_km;

/// A headline's town within this of the lead's village only tells where that is.
const VICINITY_KM: f64 = 150.0;
/// A town lies in a stretch of land whose point is nearer than this.
const TRACT_KM: f64 = 30.0;
/// A site this near to a town is told as lying in or at it.
const SITE_KM: f64 = 40.0;
/// A small settlement this near to the middle of a city is one of its quarters.
const QUARTER_KM: f64 = 8.0;
/// So near in a city of millions.
const SUBURB_KM: f64 = 16.0;
/// The outskirts of a city of about a million lie within this of it.
const OUTSKIRTS_KM: f64 = 30.0;
/// A city of as many people spreads that far.
const METROPOLIS: u32 = 2_000_000;
/// A town of as many people has quarters with names of their own.
const CITY: u32 = 200_000;

/// Whether a place only tells where a finer one lies: "a village 10 km north of it", "in Boni, near it".
pub(super) fn refers(r: &Reading<'_>, all: &[usize], p: usize) -> bool {
    let m = &r.places[p];
    let vague = m.relation == Relation::Near && m.precision != PlacePrecision::Site;
    // "the enclave near the capital", where the towns of it are told in other sentences
    let outskirts = || {
        all.iter().any(|q| {
            let n = &r.places[*q];
            n.precision == PlacePrecision::Settlement
                && n.relation == Relation::In
                && n.population < m.population / 2
                && !(n.joined || m.joined || same(n, m))
                && r.chart.sentence_of(n.tokens.start) != r.chart.sentence_of(m.tokens.start)
                && n.point.zip(m.point).is_some_and(|(a, b)| distance_km(a, b) < OUTSKIRTS_KM)
        })
    };
    if vague && m.precision == PlacePrecision::Settlement && m.population >= METROPOLIS / 2 && outskirts() {
        return true;
    }
    let on_road = all.iter().any(|q| spot(r, &r.places[*q], m));
    !on_road && vague && all.len() > 1 && describes(r, m)
        || !on_road
            && vague
            && all.iter().any(|q| {
                let n = &r.places[*q];
                // "north of X", where a town not far from it is told by its name in another sentence
                let elsewhere = m.compass
                    && m.precision == PlacePrecision::Settlement
                    && n.relation == Relation::In
                    && n.precision == PlacePrecision::Settlement
                    && !(n.joined || m.joined || same(n, m))
                    && close(n, m);
                if elsewhere {
                    return true;
                }
                // a compass word alone ("north of Aleppo") tells less than a place named behind it
                let vaguer = m.compass && m.precision == PlacePrecision::Settlement && close(n, m);
                n.relation != Relation::Near
                    && (n.tokens.start < m.tokens.start
                        || vaguer && !n.joined && n.precision == PlacePrecision::Settlement)
                    && r.chart.sentence_of(n.tokens.start) == r.chart.sentence_of(m.tokens.start)
            })
}

/// Whether a place is a road, and the spot on it is told right behind: "on the road between X and Y, near Z".
pub(super) fn vaguer(r: &Reading<'_>, all: &[usize], p: usize) -> bool {
    let m = &r.places[p];
    all.iter().any(|q| spot(r, m, &r.places[*q]))
}

/// People of a village on a road at most, where the town at its end is no larger.
const VILLAGE: u32 = 5_000;

fn spot(r: &Reading<'_>, road: &PlaceMention, n: &PlaceMention) -> bool {
    n.fine()
        && road.relation == Relation::Between
        && n.population <= road.population.max(VILLAGE)
        && (road.span.start..road.tokens.start).any(|t| r.is(t, Small::Road))
        && matches!(n.relation, Relation::Near | Relation::In)
        && !n.joined
        && n.tokens.start >= road.tokens.end
        && n.span.start <= road.tokens.end + SPOT
        && r.chart.sentence_of(n.tokens.start) == r.chart.sentence_of(road.tokens.start)
        && (n.relation == Relation::Near || r.has(n.span.start, Word::CUE))
        && !(road.tokens.end..n.span.start).any(|t| r.has(t, Word::TRIGGER | Word::MEASURE))
        && close(road, n)
}

/// Words from a road to the spot on it at most.
const SPOT: usize = 3;

/// Whether a place stands behind words for one told before: "this region near X".
fn describes(r: &Reading<'_>, m: &PlaceMention) -> bool {
    let sentence = r.sentence(r.chart.sentence_of(m.span.start)).start;
    let passed = |t: &usize| r.is(*t, Small::Placeword);
    (sentence..m.span.start).rev().take(3).find(|t| !passed(t)).is_some_and(|t| r.has(t, Word::ANAPHOR))
}

/// Whether a reader of a place near another would look for the one around the other.
fn close(a: &PlaceMention, b: &PlaceMention) -> bool {
    matches!((a.point, b.point), (Some(x), Some(y)) if distance_km(x, y) < VICINITY_KM)
}

/// Whether a place holds another of the list: told right behind it, or named alone in the headline or as a capital.
pub(super) fn holds(r: &Reading<'_>, all: &[usize], p: usize) -> bool {
    let others = || all.iter().copied().filter(|q| *q != p && !same(&r.places[*q], &r.places[p]));
    others().any(|q| {
        let pair = Pair { r, outer: p, m: &r.places[p], n: &r.places[q] };
        (pair.told_behind() && !spot(r, pair.n, pair.m))
            || pair.town_of_site()
            || pair.city_of_quarter()
            || pair.town_of_unknown_quarter()
            || pair.tract()
            || pair.of_headline(all)
    })
}

/// Leaves out places at the end of a road that tells more: "near X, … on the road Y-X".
pub(super) fn leave_out_ends(r: &Reading<'_>, kept: &mut Vec<usize>) {
    let ends = |p: usize, q: usize| {
        let (m, n) = (&r.places[p], &r.places[q]);
        p != q && m.relation == Relation::Near && n.relation == Relation::Between && n.ends().any(|e| e == m.name)
    };
    let roads = kept.clone();
    kept.retain(|p| !roads.iter().any(|q| ends(*p, *q)));
}

/// Leaves out areas of which nothing is known but the town that they are told with: "in X … in the area of Y".
pub(super) fn leave_out_areas(r: &Reading<'_>, kept: &mut Vec<usize>) {
    let loose = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Cue(q) if q.loose));
    let all = kept.clone();
    kept.retain(|p| {
        let n = &r.places[*p];
        let unknown = n.id.is_none() && n.point.is_some() && !n.joined && (n.span.start..n.tokens.start).any(loose);
        let town = |q: &usize| {
            let m = &r.places[*q];
            m.id.is_some() && m.point == n.point && m.precision == PlacePrecision::Settlement && !m.joined
        };
        !(unknown && all.iter().any(town))
    });
}

/// A place that may hold another.
struct Pair<'a, 'p> {
    r: &'a Reading<'p>,
    outer: usize,
    m: &'a PlaceMention,
    n: &'a PlaceMention,
}

impl Pair<'_, '_> {
    fn sentence(&self, p: &PlaceMention) -> usize {
        self.r.chart.sentence_of(p.tokens.start)
    }

    fn apart(&self) -> f64 {
        self.n.point.zip(self.m.point).map_or(f64::INFINITY, |(a, b)| distance_km(a, b))
    }

    fn told_behind(&self) -> bool {
        self.n.holder.is_some_and(|h| h == self.outer || same(&self.r.places[h], self.m))
    }

    /// The town that a site lies in or at. "The airport in Senou, and the school in Faladie": the site has its quarter, and
    /// this is another.
    fn town_of_site(&self) -> bool {
        let (m, n) = (self.m, self.n);
        let behind = n.tokens.end <= m.tokens.start && self.sentence(n) == self.sentence(m);
        let another = n.holder.is_some() && behind && m.population < CITY;
        n.precision == PlacePrecision::Site
            && m.precision == PlacePrecision::Settlement
            && self.apart() < SITE_KM
            && !another
    }

    fn city_of_quarter(&self) -> bool {
        let (m, n) = (self.m, self.n);
        let reach = if m.population >= METROPOLIS { SUBURB_KM } else { QUARTER_KM };
        m.population >= CITY
            && n.population < m.population / 10
            && self.apart() < reach
            && n.precision == PlacePrecision::Settlement
            && m.precision == PlacePrecision::Settlement
            && m.relation == Relation::In
            && !(n.joined || m.joined)
    }

    /// The town in which a quarter lies of which nothing is known: "in X … in the quarter of Y".
    fn town_of_unknown_quarter(&self) -> bool {
        let (m, n) = (self.m, self.n);
        let quarter = |t: usize| self.r.words(t).any(|(_, w)| matches!(w, Word::Cue(q) if q.quarter));
        n.id.is_none()
            && n.point.is_some()
            && n.point == m.point
            && m.id.is_some()
            && m.precision == PlacePrecision::Settlement
            && m.relation == Relation::In
            && !m.joined
            && (n.span.start..n.tokens.start).any(quarter)
    }

    /// A stretch of land tells where the town or site within it lies.
    fn tract(&self) -> bool {
        let (m, n) = (self.m, self.n);
        let settled = matches!(n.precision, PlacePrecision::Site | PlacePrecision::Settlement);
        let land = m.precision == PlacePrecision::Area && m.relation == Relation::In && m.id.is_some();
        land && settled && n.relation == Relation::In && self.apart() < TRACT_KM
    }

    /// A headline's town that the body does not tell again, near one that it tells.
    fn of_headline(&self, all: &[usize]) -> bool {
        let r = self.r;
        let body = |p: &PlaceMention| self.sentence(p) >= r.title_sentences;
        let title = self.m.tokens.end <= r.chart.len() && !body(self.m);
        let again = || {
            let told = |x: &usize| *x != self.outer && same(&r.places[*x], self.m) && body(&r.places[*x]);
            all.iter().any(told)
        };
        // "… in Nablus", of which the body says that it lies in the West Bank
        let finer = self.n.fine() || !self.m.fine();
        title && body(self.n) && finer && self.apart() < VICINITY_KM && !again()
    }
}
