//! Where an incident took place: the finest places its segments tell, one for each site.

use crate::incidents::{Draft, Segment, Told};
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::{Location, PlacePrecision, Relation};
use isnad_places::distance_km;

pub(crate) fn read(r: &Reading<'_>, told: &Told, draft: &Draft) -> Vec<Location> {
    let segments: Vec<&Segment> = draft.segments.iter().map(|k| &told.segments[*k]).collect();
    let mut fine: Vec<usize> = Vec::new();
    let mut coarse: Vec<usize> = Vec::new();
    for g in &segments {
        for p in &g.places {
            let m = &r.places[*p];
            if in_name(r, m) {
                continue;
            }
            if is_fine(m) {
                fine.push(*p);
            } else {
                coarse.push(*p);
            }
        }
        if !fine.is_empty() && g.sentence >= r.title_sentences + 2 {
            // later sentences of the same incident add places only when the first ones told none
            break;
        }
    }
    let mut out: Vec<Location> = Vec::new();
    let mut used: Vec<usize> = Vec::new();
    for p in fine {
        let m = &r.places[p];
        // a capital or chief town that only tells in which country or region: "Boni, south of Gao"
        let reference = m.relation == Relation::Near || m.compass;
        let twin = used.iter().any(|u| same(&r.places[*u], m));
        if twin {
            continue;
        }
        if reference && used.iter().any(|u| r.places[*u].tokens.start < m.tokens.start && same_sentence(r, &r.places[*u], m)) {
            continue;
        }
        used.push(p);
    }
    // a place that others lie in or that is only the reference point of another gives way
    let named: Vec<usize> = used.iter().copied().filter(|p| r.places[*p].relation != Relation::Near || used.len() == 1).collect();
    let used = if named.is_empty() { used } else { named };
    for p in &used {
        let m = &r.places[*p];
        let other_finer = used.iter().any(|q| q != p && contains(r, m, &r.places[*q]));
        if !other_finer {
            out.push(location(r, m));
        }
        if out.len() >= 8 {
            break;
        }
    }
    merge_between(r, &used, &mut out);
    if out.is_empty() {
        // the finest region, else the country
        let mut best: Vec<usize> = Vec::new();
        let rank = |p: PlacePrecision| match p {
            PlacePrecision::Admin2 => 0,
            PlacePrecision::Admin1 => 1,
            _ => 2,
        };
        let usable: Vec<usize> = coarse
            .iter()
            .copied()
            .filter(|p| r.places[*p].precision != PlacePrecision::Country || Some(r.places[*p].country.as_deref()) == Some(r.country.as_deref()) || coarse.len() == 1)
            .collect();
        if let Some(least) = usable.iter().map(|p| rank(r.places[*p].precision)).min() {
            for p in usable {
                let m = &r.places[p];
                if rank(m.precision) == least && !best.iter().any(|b| r.places[*b].name == m.name) && (least < 2 || best.is_empty()) {
                    best.push(p);
                }
            }
        }
        out.extend(best.into_iter().take(4).map(|p| location(r, &r.places[p])));
    }
    out
}

/// The country of an incident's places, by majority; else that of the article.
pub(crate) fn country(r: &Reading<'_>, told: &Told, draft: &Draft) -> Option<String> {
    let mut votes: Vec<(&str, usize)> = Vec::new();
    for k in &draft.segments {
        for p in &told.segments[*k].places {
            let m = &r.places[*p];
            if in_name(r, m) {
                continue;
            }
            if let Some(c) = m.country.as_deref() {
                let w = if m.precision == PlacePrecision::Country { 1 } else { 2 };
                match votes.iter_mut().find(|(x, _)| *x == c) {
                    Some((_, n)) => *n += w,
                    None => votes.push((c, w)),
                }
            }
        }
    }
    let best = votes.iter().map(|v| v.1).max();
    match best {
        Some(n) => {
            let top: Vec<&str> = votes.iter().filter(|v| v.1 == n).map(|v| v.0).collect();
            match r.country.as_deref() {
                Some(c) if top.contains(&c) => Some(c.to_owned()),
                _ => top.first().map(|c| (*c).to_owned()),
            }
        }
        None => r.country.clone(),
    }
}

fn is_fine(m: &PlaceMention) -> bool {
    matches!(m.precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
        && !(m.compass && m.precision == PlacePrecision::Country)
}

/// A place inside an actor's name ("the police of South Sudan") tells no place of the incident by itself.
fn in_name(r: &Reading<'_>, m: &PlaceMention) -> bool {
    r.actors.iter().any(|a| a.tokens.start < m.tokens.start && a.tokens.end >= m.tokens.end && m.precision != PlacePrecision::Country)
}

fn same(a: &PlaceMention, b: &PlaceMention) -> bool {
    a.name == b.name
        || match (a.point, b.point) {
            (Some(x), Some(y)) => a.precision == b.precision && a.id.is_some() && a.id == b.id && distance_km(x, y) < 1.0,
            _ => false,
        }
}

fn same_sentence(r: &Reading<'_>, a: &PlaceMention, b: &PlaceMention) -> bool {
    r.chart.sentence_of(a.tokens.start) == r.chart.sentence_of(b.tokens.start)
}

/// Whether `inner` is told as lying in `outer`: a quarter of a town, a site of a town.
fn contains(r: &Reading<'_>, outer: &PlaceMention, inner: &PlaceMention) -> bool {
    let (Some(a), Some(b)) = (outer.point, inner.point) else { return false };
    let near = distance_km(a, b) < 30.0;
    let capital = (1..=3).any(|k| {
        outer.tokens.start >= k
            && r.words(outer.tokens.start - k).any(|(m, w)| matches!(w, Word::Cue(c) if c.capital) || matches!(w, Word::Small(Small::Anaphor)) && m.features == Features::NONE)
    });
    let site = inner.precision == PlacePrecision::Site && outer.precision == PlacePrecision::Settlement;
    near && (site || capital) || capital && inner.country == outer.country && inner.precision == PlacePrecision::Settlement
}

fn location(r: &Reading<'_>, m: &PlaceMention) -> Location {
    let precision = match (m.precision, m.relation, m.compass) {
        (PlacePrecision::Admin1 | PlacePrecision::Country, _, true) if m.precision == PlacePrecision::Country => PlacePrecision::Country,
        (PlacePrecision::Settlement, Relation::Near | Relation::Between, _) => PlacePrecision::Area,
        (p, _, _) => p,
    };
    Location {
        name: m.name.clone(),
        country: m.country.clone(),
        lat: m.point.map(|p| round(p.0)),
        lon: m.point.map(|p| round(p.1)),
        precision,
        relation: m.relation,
        evidence: vec![r.evidence(m.span.clone(), m.rule)],
    }
}

fn round(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0
}

/// "Between X and Y" is one place half way.
fn merge_between(r: &Reading<'_>, used: &[usize], out: &mut Vec<Location>) {
    let mut k = 0;
    while k + 1 < out.len() {
        let both = out[k].relation == Relation::Between
            && used.windows(2).any(|w| {
                let (a, b) = (&r.places[w[0]], &r.places[w[1]]);
                a.name == out[k].name && b.name == out[k + 1].name && b.tokens.start - a.tokens.end <= 3 && same_sentence(r, a, b)
            });
        if both {
            let b = out.remove(k + 1);
            let a = &mut out[k];
            a.name = format!("{} - {}", a.name, b.name);
            a.precision = PlacePrecision::Area;
            if let (Some(x), Some(y), Some(u), Some(v)) = (a.lat, a.lon, b.lat, b.lon) {
                a.lat = Some(round((x + u) / 2.0));
                a.lon = Some(round((y + v) / 2.0));
            } else {
                a.lat = a.lat.or(b.lat);
                a.lon = a.lon.or(b.lon);
            }
            a.evidence.extend(b.evidence);
        }
        k += 1;
    }
}
