//! Places that belong together: the two ends of a road, a village and the district behind it.

use super::lead::conjunction;
use super::{PlaceMention, ROAD};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_model::{PlacePrecision, Relation};
use isnad_places::distance_km;

/// Cities of more people stand for their governments.
const CITY: u32 = 100_000;
/// Nothing happens between places farther apart, unless on the road: "the tension between X and Y".
const BETWEEN_KM: f64 = 400.0;

/// "Between X and Y", "the road from X to Y" become one place half way.
pub(super) fn pairs(r: &Reading<'_>, places: &mut Vec<PlaceMention>) {
    let mut k = 0;
    while k + 1 < places.len() {
        let (a, b) = (&places[k], &places[k + 1]);
        let road = (a.span.start..a.tokens.start).any(|t| r.is(t, Small::Road));
        // "moved from X to Y": neither is where it happened
        let moved = b.aside && a.span.start > 0 && r.is(a.span.start - 1, Small::From) && !road;
        if moved && (a.tokens.end..b.tokens.start).any(|t| r.is(t, Small::To)) && b.tokens.start - a.tokens.end <= 2 {
            places[k].aside = true;
            k += 1;
            continue;
        }
        // "spread between the villages of X, Y and Z": in each of them
        let third = places.get(k + 2).filter(|c| !road && c.joined && c.span.start == b.tokens.end && b.joined);
        if a.relation == Relation::Between && a.fine() && b.fine() && third.is_some_and(|c| c.fine()) {
            places[k].relation = Relation::In;
            k += 1;
            continue;
        }
        let opens = a.relation == Relation::Between || road;
        let border = || (a.span.start..a.tokens.start).any(|t| r.is(t, Small::Border));
        let division = matches!(b.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2);
        if opens && division && a.precision == PlacePrecision::Country && border() && linked(r, a, b) {
            // "the border between the country X and the strip of Y"
            let b = &mut places[k + 1];
            (b.precision, b.relation) = (PlacePrecision::Area, Relation::Near);
        } else if a.fine() && b.fine() && (opens && linked(r, a, b) || road && side_by_side(a, b) || tied(r, a, b)) {
            let apart = matches!((a.point, b.point), (Some(x), Some(y)) if distance_km(x, y) > BETWEEN_KM);
            if apart && !road {
                (places[k].aside, places[k + 1].aside) = (true, true);
            } else {
                let b = places.remove(k + 1);
                merge(&mut places[k], b);
            }
        } else if opens && a.relation == Relation::Between {
            // one end alone says little more than "near"; a city stands for a party: "the conflict between X and its people"
            let party = a.precision == PlacePrecision::Settlement && a.population >= CITY && !road;
            places[k].relation = Relation::Near;
            places[k].aside |= party;
        }
        k += 1;
    }
}

/// "The Bamako Gao road": two names with nothing between them.
fn side_by_side(a: &PlaceMention, b: &PlaceMention) -> bool {
    b.tokens.start == a.tokens.end && !b.prepositional && !b.to && a.id.is_some() && b.id.is_some()
}

/// "A train that ties X with Y": two towns behind a word for roads, the second with its preposition on it.
fn tied(r: &Reading<'_>, a: &PlaceMention, b: &PlaceMention) -> bool {
    let towns = a.id.is_some() && b.id.is_some() && a.country == b.country;
    let led = a.tokens.start > 0 && r.is(a.tokens.start - 1, Small::Ties) && b.span.start == b.tokens.start;
    towns && led && b.tokens.start == a.tokens.end && b.prepositional && !b.to
}

/// Whether the second name is joined to the first by a conjunction, a dash or "to".
fn linked(r: &Reading<'_>, a: &PlaceMention, b: &PlaceMention) -> bool {
    if b.tokens.start < a.tokens.end
        || b.tokens.start - a.tokens.end > 4
        || r.chart.sentence_of(a.tokens.start) != r.chart.sentence_of(b.tokens.start)
    {
        return false;
    }
    let mut link = false;
    for t in a.tokens.end..b.tokens.start {
        let known = r.mark(t, "-/") || r.is(t, Small::To);
        link |= known || conjunction(r, t);
        if !known && !r.has(t, Word::CUE | Small::Placeword.mark() | Small::And.mark()) {
            return false;
        }
    }
    link || b.joined
}

fn merge(a: &mut PlaceMention, b: PlaceMention) {
    a.name = [a.name.as_str(), &b.name].join(ROAD);
    a.tokens.end = b.tokens.end;
    a.span.end = b.tokens.end;
    a.precision = PlacePrecision::Area;
    a.relation = Relation::Between;
    a.id = a.id.or(b.id);
    a.admin1 = a.admin1.or(b.admin1);
    a.aside &= b.aside;
    a.point = match (a.point, b.point) {
        (Some(x), Some(y)) => Some(((x.0 + y.0) / 2.0, (x.1 + y.1) / 2.0)),
        (x, y) => x.or(y),
    };
    if a.country.is_none() {
        a.country = b.country;
    }
}

/// Links every place to the one told right behind as holding it; names that stand nowhere take their holder's point.
pub(super) fn holders(r: &Reading<'_>, places: &mut [PlaceMention]) {
    for k in (0..places.len().saturating_sub(1)).rev() {
        let (inner, outer) = (&places[k], &places[k + 1]);
        // "in the district of X, east of the capital"
        let division = matches!(inner.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2);
        let described = division && outer.compass && outer.relation == Relation::Near;
        // "on the western front in the governorate of X"
        let led = (inner.tokens.end..outer.span.start.max(inner.tokens.end)).all(|t| r.is(t, Small::Locative));
        let within = outer.precision == PlacePrecision::Admin1 && led;
        // "in the district of X in Y", where a province is called after its town
        let seat = inner.precision == PlacePrecision::Admin2
            && outer.precision == PlacePrecision::Settlement
            && outer.prepositional
            && outer.span.start == inner.tokens.end
            && inner.admin1.is_some()
            && inner.admin1 == outer.admin1;
        if (inner.fine() || described || seat || division && within) && holds(r, inner, outer) {
            // "in the province of X in the state of Y": no division of the first level lies in another
            let precision = match inner.precision {
                PlacePrecision::Admin1 if within && inner.admin1.is_some() => PlacePrecision::Admin2,
                own => own,
            };
            (places[k].holder, places[k].precision) = (Some(k + 1), precision);
        }
    }
    for k in 0..places.len() {
        if places[k].point.is_none() {
            // "the town of X in the far north of Y": it lies in that country, whatever the article is about
            let whole =
                places[k].holder.filter(|h| places[*h].precision == PlacePrecision::Country && !places[*h].aside);
            if let Some(country) = whole.and_then(|h| places[h].country.clone()) {
                places[k].country = Some(country);
            }
            let own = places[k].country.clone().filter(|_| whole.is_some());
            let near = |p: &PlaceMention| {
                let here = own.is_none() || p.country == own;
                p.point.is_some() && p.precision != PlacePrecision::Country && here
            };
            let sentence = r.chart.sentence_of(places[k].tokens.start);
            let here = |p: &PlaceMention| r.chart.sentence_of(p.tokens.start) == sentence && near(p);
            let holder = places[k]
                .holder
                .filter(|h| near(&places[*h]))
                .or_else(|| (k + 1..places.len()).take(3).find(|j| here(&places[*j])))
                .or_else(|| (0..k).rev().take(2).find(|j| here(&places[*j])))
                .or_else(|| {
                    // the town that the account speaks of; a quarter lies in it, a village not far from it
                    let own = |p: &PlaceMention| near(p) && p.country == places[k].country;
                    let town = |p: &PlaceMention| own(p) && p.fine() && p.id.is_some();
                    let told = (0..k).rev().find(|j| town(&places[*j]) && !places[*j].aside);
                    told.or_else(|| (0..places.len()).find(|j| town(&places[*j]) && !places[*j].aside))
                        .or_else(|| (0..places.len()).find(|j| own(&places[*j])))
                });
            if let Some(h) = holder {
                let (point, country, admin1) = (places[h].point, places[h].country.clone(), places[h].admin1);
                places[k].point = point;
                places[k].country = country;
                places[k].admin1 = admin1;
            }
        }
    }
}

/// Whether `outer`, told right behind `inner`, tells where that is.
fn holds(r: &Reading<'_>, inner: &PlaceMention, outer: &PlaceMention) -> bool {
    let gap = inner.tokens.end..outer.tokens.start;
    if gap.start > gap.end
        || gap.len() > 12
        || outer.joined
        || r.chart.sentence_of(inner.tokens.start) != r.chart.sentence_of(outer.tokens.start)
    {
        return false;
    }
    let bare_comma = gap.len() == 1 && r.mark(gap.start, ",");
    if bare_comma && outer.precision == inner.precision && outer.span.start == outer.tokens.start {
        return false;
    }
    let numbered = |t: usize| r.numbers.numbers.iter().any(|n| n.range.contains(&t));
    let measured = gap.clone().any(numbered);
    let known = |t: usize| {
        r.mark(t, ",()") || measured && r.mark(t, "/-") || numbered(t) || t >= outer.span.start || passes(r, t)
    };
    // the rest of a name or an adjective may stand behind what is known of it: "the airport of X *international*, in Y"
    let led = outer.prepositional || outer.span.start > gap.start && r.is(outer.span.start - 1, Small::Locative);
    let tail = gap.clone().take_while(|t| led && tail(r, *t)).take(TAIL).count();
    gap.clone().all(|t| !conjunction(r, t) && (t < gap.start + tail || known(t)))
}

/// Words behind a name that may still belong to it.
const TAIL: usize = 2;

/// Whether a word can be the rest of a name or its adjective: nothing that goes on with the sentence.
fn tail(r: &Reading<'_>, t: usize) -> bool {
    r.chart.text.tokens()[t].kind == isnad_text::Kind::Word
        && r.words(t).all(|(_, w)| match w {
            Word::Modifier(_) | Word::Small(Small::Placeword) => true,
            Word::Person(p) => p.adjective,
            _ => false,
        })
}

fn passes(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(_, w)| {
        matches!(
            w,
            Word::Cue(_)
                | Word::Compass(_)
                | Word::Distance(_)
                | Word::Demonym(_)
                | Word::Anaphor(_)
                | Word::Small(
                    Small::Near
                        | Small::Placeword
                        | Small::Border
                        | Small::Locative
                        | Small::From
                        | Small::To
                        | Small::Relative
                )
        )
    }) || r.covered[t]
}
