//! Where an incident took place: the finest places its segments tell, one for each site.

mod agent;
mod country;
mod districts;
mod edge;
mod frame;
mod nested;
mod office;
mod sites;
mod stray;

pub(crate) use agent::holds_land;
pub(crate) use country::country;

use crate::incidents::{Draft, Segment, Told};
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::roles::Struck;
use crate::vocabulary::{Small, Word};
use isnad_model::{Actor, Location, PlacePrecision, Relation};
use isnad_places::distance_km;
use nested::{holds, refers, vaguer};
use std::cell::LazyCell;

/// Locations of one report at most.
const MOST: usize = 16;
/// The village that a reader finds for "near X" lies within this of it.
const EXACT_KM: f64 = 60.0;
/// A place of a second-level division lies within this of its point.
const DISTRICT_KM: f64 = 60.0;
/// A place of a first-level division that is not known to lie in it lies within this of its point.
const PROVINCE_KM: f64 = 150.0;
/// Words from a deed to the country in which it was done at most.
const DEED: usize = 8;
/// Two mentions this close are one place for a reader.
const SAME_KM: f64 = 3.0;

/// The locations of a draft; `hit` are the sites that were hit.
pub(crate) fn read(r: &Reading<'_>, told: &Told, draft: &Draft, actors: &[Actor], hit: &[Struck]) -> Vec<Location> {
    let segments: Vec<&Segment> = draft.segments.iter().map(|k| &told.segments[*k]).collect();
    let firm: Vec<&Segment> = segments.iter().copied().filter(|g| firm(g)).collect();
    let coarse = |segments: &[&Segment]| coarse(r, actors, segments);
    let divisions = coarse(&segments);
    let told_whole = || !divisions.is_empty() && broad(r, &divisions);
    let around = LazyCell::new(|| around(r, told, draft));
    let steps: [&dyn Fn() -> Vec<usize>; 14] = [
        &|| fine(r, &firm),
        &|| fine(r, &segments),
        &|| edge::told(r, &segments),
        &|| within(r, &divisions, fine(r, &around)),
        &|| if draft.main { within(r, &divisions, fine(r, &own_lead(r, told, draft, &divisions))) } else { Vec::new() },
        &|| {
            if draft.main && only_spoken_of(r, &divisions) {
                fine(r, &own_lead(r, told, draft, &[]))
            } else {
                Vec::new()
            }
        },
        &|| if draft.main && told_whole() { narrower(r, coarse(&around)) } else { Vec::new() },
        &|| if broad(r, &divisions) { governed(r, &segments) } else { Vec::new() },
        &|| if wide(r, &divisions) { on_the_way(r, &segments) } else { Vec::new() },
        &|| divisions.clone(),
        &|| if draft.main { coarse(&lead(r, told)) } else { Vec::new() },
        &|| fine(r, &same_sentence(told, &segments)),
        &|| beside(r, &segments),
        &|| agent::scene(r, actors, &segments),
    ];
    let mut chosen = steps.iter().map(|s| s()).find(|found| !found.is_empty()).unwrap_or_default();
    if draft.main
        && let Some(divisions) = told_first(r, actors, &firm, &chosen)
    {
        chosen = divisions;
    }
    if let &[only] = chosen.as_slice()
        && let Some(exact) = exact(r, only, &segments, &around)
    {
        chosen = vec![exact];
    }
    chosen.truncate(MOST);
    if let &[only] = chosen.as_slice()
        && let Some(several) = sites::split(r, &r.places[only], hit)
    {
        return several;
    }
    chosen.into_iter().map(|p| location(r, &r.places[p])).collect()
}

/// The provinces that headline and lead tell, where only what was added further down tells towns, and those lie in others.
fn told_first(r: &Reading<'_>, actors: &[Actor], firm: &[&Segment], chosen: &[usize]) -> Option<Vec<usize>> {
    let below = |p: &usize| {
        let m = &r.places[*p];
        m.point.is_some() && r.chart.sentence_of(m.tokens.start) > r.title_sentences + 1
    };
    if chosen.is_empty() || !chosen.iter().all(below) {
        return None;
    }
    let lead: Vec<&Segment> = firm.iter().copied().filter(|g| g.sentence <= r.title_sentences).collect();
    let divisions = coarse(r, actors, &lead);
    let province = |d: &usize| {
        let m = &r.places[*d];
        m.precision != PlacePrecision::Country && !m.region && m.country == r.country
    };
    let told = !divisions.is_empty() && divisions.iter().all(province);
    (told && within(r, &divisions, chosen.to_vec()).is_empty()).then_some(divisions)
}

/// Of places told elsewhere in the account those that can lie in the divisions that its own sentences tell first.
fn within(r: &Reading<'_>, divisions: &[usize], mut places: Vec<usize>) -> Vec<usize> {
    let holds = |d: &PlaceMention, p: &PlaceMention| match (d.precision, d.point, p.point) {
        _ if d.country != p.country => false,
        (PlacePrecision::Country, ..) => true,
        (precision, Some(a), Some(b)) => {
            let reach = if precision == PlacePrecision::Admin2 { DISTRICT_KM } else { PROVINCE_KM };
            p.admin1.is_some() && p.admin1 == d.id || distance_km(a, b) < reach
        }
        _ => true,
    };
    let row = divisions.iter().skip(1).take_while(|d| r.places[**d].joined).count();
    let divisions = &divisions[..divisions.len().min(1 + row)];
    places.retain(|p| divisions.is_empty() || divisions.iter().any(|d| holds(&r.places[*d], &r.places[*p])));
    places
}

/// The village told elsewhere in the account, where one place is only told as lying somewhere beside a town.
fn exact(r: &Reading<'_>, vague: usize, own: &[&Segment], around: &[&Segment]) -> Option<usize> {
    let m = &r.places[vague];
    if m.relation != Relation::Near || m.precision == PlacePrecision::Site {
        return None;
    }
    let told = || own.iter().chain(around).flat_map(|g| g.places.iter().copied());
    // "near X", then "near X in the district of Y"
    let lies_in = |p: usize| told().any(|x| r.places[x].holder == Some(p) && same(&r.places[x], m));
    told().find(|p| {
        let n = &r.places[*p];
        n.fine()
            && n.relation == Relation::In
            && n.country == m.country
            && matches!((n.point, m.point), (Some(a), Some(b)) if distance_km(a, b) < EXACT_KM)
            && (n.population == 0 || n.population < m.population)
            && !same(n, m)
            && !in_name(r, n)
            && n.holder.is_none_or(|h| h != vague)
            && m.holder != Some(*p)
            && !lies_in(*p)
    })
}

/// Whether a segment tells something as done, not the situation.
fn firm(g: &Segment) -> bool {
    g.triggers.iter().any(|t| !t.general) || !g.figures.is_empty()
}

/// Headline and first sentence.
fn lead<'t>(r: &Reading<'_>, told: &'t Told) -> Vec<&'t Segment> {
    told.segments.iter().filter(|g| g.sentence <= r.title_sentences && !g.background).collect()
}

/// Headline and first sentence, without what is another incident's where this one has a division of its own: "five died in
/// the steppe of X, while aircraft struck Mount Y".
fn own_lead<'t>(r: &Reading<'_>, told: &'t Told, draft: &Draft, divisions: &[usize]) -> Vec<&'t Segment> {
    let named = divisions.iter().any(|d| r.places[*d].precision != PlacePrecision::Country);
    let other = |g: &Segment| {
        told.drafts.iter().any(|d| {
            let own = d.segments.iter().any(|k| draft.segments.contains(k));
            !own && d.segments.iter().any(|k| told.segments[*k].tokens == g.tokens)
        })
    };
    lead(r, told).into_iter().filter(|g| g.title || !(named && other(g))).collect()
}

/// Sentences that tell no incident by themselves but lead to the account of this one or go on with it.
fn around<'t>(r: &Reading<'_>, told: &'t Told, draft: &Draft) -> Vec<&'t Segment> {
    let owner = |k: usize| told.owned().get(k).copied().unwrap_or(false);
    let before = draft.segments.iter().take(1).flat_map(|k| (0..*k).rev().take_while(|n| !owner(*n)).take(2));
    let behind = draft.segments.iter().flat_map(|k| (k + 1..told.segments.len()).take_while(|n| !owner(*n)).take(3));
    // "insecurity reigns in the area of X": told of no day
    let lasting = |g: &Segment| r.any(g.tokens.clone(), &[Small::Conflict, Small::Longrun]);
    before.chain(behind).map(|k| &told.segments[k]).filter(|g| !(g.background || lasting(g))).collect()
}

/// The parts of a sentence before an incident's own: "the second attack in X, after a blast that killed 12".
fn same_sentence<'t>(told: &'t Told, own: &[&Segment]) -> Vec<&'t Segment> {
    let before = |g: &&Segment| own.iter().any(|o| o.sentence == g.sentence && g.tokens.end <= o.tokens.start);
    told.segments.iter().filter(before).collect()
}

/// Settlements, sites and areas: of the headline and of the first sentences of the body that tell any.
fn fine(r: &Reading<'_>, segments: &[&Segment]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut body = false;
    // "strikes on the strip", then "on the border of the strip": the strip
    let whole = |p: usize| {
        let m = &r.places[p];
        let told = |q: usize| {
            let n = &r.places[q];
            let whence = n.span.start > 0 && r.is(n.span.start - 1, Small::From);
            let region = m.admin1.is_some() && (m.admin1 == n.id || m.admin1 == n.admin1);
            q < p && (n.id == m.id || region) && !(n.fine() || n.aside || whence || in_name(r, n))
        };
        m.precision == PlacePrecision::Area
            && m.relation == Relation::Near
            && m.id.is_some()
            && segments.iter().flat_map(|g| g.places.iter().copied()).any(told)
    };
    // a bare name of a town far from the article's country, beside one of its own divisions: a word in the shape of a name
    let own = |p: usize| r.places[p].country == r.country;
    let home = segments
        .iter()
        .flat_map(|g| g.places.iter().copied())
        .any(|p| !r.places[p].fine() && own(p) && r.places[p].precision != PlacePrecision::Country);
    for g in segments {
        // a town that only tells where a division lies
        let describes = |p: usize| g.places.iter().any(|x| r.places[*x].holder == Some(p) && !r.places[*x].fine());
        let of_segment: Vec<usize> = g
            .places
            .iter()
            .copied()
            .filter(|p| {
                let aside = in_name(r, &r.places[*p])
                    || describes(*p)
                    || whole(*p)
                    || g.places.len() > 1 && office::condemner(r, &r.places[*p]);
                r.places[*p].fine() && !aside && (!home || own(*p) || !stray::stray(r, *p))
            })
            .collect();
        body |= !g.title && !of_segment.is_empty();
        out.extend(of_segment);
        if body && !g.title && g.sentence >= r.title_sentences + 2 {
            break;
        }
    }
    let mut kept: Vec<usize> = Vec::new();
    for p in &out {
        let m = &r.places[*p];
        if vaguer(r, &out, *p) {
            continue;
        }
        let told = kept.iter().any(|k| same(&r.places[*k], m) && !(m.name != r.places[*k].name && in_row(r, *k, *p)));
        if !told && !refers(r, &out, *p) && !holds(r, &out, *p) && !frame::frames(r, &out, *p) {
            kept.push(*p);
        }
    }
    if kept.is_empty() {
        return out.into_iter().take(1).collect();
    }
    nested::leave_out_ends(r, &mut kept);
    office::leave_out(r, &mut kept);
    nested::leave_out_areas(r, &mut kept);
    kept.extend(districts::districts(r, segments, &kept));
    kept
}

/// The finest division, else the country.
fn coarse(r: &Reading<'_>, actors: &[Actor], segments: &[&Segment]) -> Vec<usize> {
    let here = |p: &usize| !r.places[*p].fine() && !agent::acts(r, actors, *p);
    let all: Vec<usize> = segments.iter().flat_map(|g| g.places.iter().copied()).filter(here).collect();
    // "the Emirates mourned three who fell *in* Yemen"
    let whole = |p: usize| r.places[p].precision == PlacePrecision::Country;
    let led = |p: usize| {
        let m = &r.places[p];
        let at = m.span.start;
        m.prepositional && !m.to || m.compass || at > 0 && r.is(at - 1, Small::Locative)
    };
    let told = |p: usize| {
        let at = r.places[p].span.start;
        let floor = r.sentence(r.chart.sentence_of(at)).start.max(at.saturating_sub(DEED));
        r.any_of(floor..at, Word::TRIGGER | Word::MEASURE)
    };
    let row = |p: usize| r.places[p].joined && p > 0 && led(p - 1);
    let scene = all.iter().any(|p| whole(*p) && led(*p) && told(*p));
    let bare = |p: usize| scene && whole(p) && !led(p) && !row(p);
    let own = |p: usize| r.places[p].country == r.country && !bare(p);
    let usable = |p: usize| !bare(p) && (!whole(p) || own(p) || !all.iter().any(|q| own(*q)));
    let rank = |p: usize| match r.places[p].precision {
        PlacePrecision::Admin2 => 0,
        PlacePrecision::Admin1 => 1,
        _ => 2,
    };
    let Some(least) = all.iter().filter(|p| usable(**p)).map(|p| rank(*p)).min() else { return Vec::new() };
    let mut out: Vec<usize> = Vec::new();
    let holds = |p: usize| all.iter().any(|q| r.places[*q].holder == Some(p) && rank(*q) == rank(p));
    for p in all.iter().copied().filter(|p| usable(*p) && rank(*p) == least && !holds(*p)) {
        if !out.iter().any(|q| r.places[*q].name == r.places[p].name) && (least < 2 || out.is_empty()) {
            out.push(p);
        }
    }
    out
}

/// Whether nothing but a country is told that no preposition makes a scene: "the attack, which brought *the United States* to
/// the brink of war".
fn only_spoken_of(r: &Reading<'_>, divisions: &[usize]) -> bool {
    let bare = |p: &PlaceMention| {
        let at = p.span.start;
        let led = p.prepositional && !p.to || p.compass || at > 0 && r.is(at - 1, Small::Locative);
        p.precision == PlacePrecision::Country && !led
    };
    !divisions.is_empty() && divisions.iter().all(|d| bare(&r.places[*d]))
}

/// A place told only beside the incident, by its speaker or as where somebody was taken, is better than none.
fn beside(r: &Reading<'_>, segments: &[&Segment]) -> Vec<usize> {
    let inside = |p: &PlaceMention| segments.iter().any(|g| g.tokens.contains(&p.tokens.start));
    // "Moscow said": a government
    let speaks = |p: &PlaceMention| !p.prepositional && p.tokens.start > 0 && r.has(p.tokens.start - 1, Word::SPEECH);
    // "Dubai (agencies) - …" of another country's war
    let written = |p: &PlaceMention| p.dateline && p.country != r.country;
    // "firms linked to Paris" were burnt elsewhere
    let home = |p: &PlaceMention| r.country.is_none() || p.country == r.country;
    let scene = |p: &PlaceMention| home(p) && inside(p) && p.fine() && !in_name(r, p) && !speaks(p) && !written(p);
    (0..r.places.len()).find(|k| scene(&r.places[*k])).into_iter().collect()
}

/// Whether divisions are none but whole countries and regions.
fn wide(r: &Reading<'_>, divisions: &[usize]) -> bool {
    divisions.iter().all(|d| r.places[*d].precision == PlacePrecision::Country || r.places[*d].region)
}

/// "An ambush of a convoy on its way to X", and no nearer place: before X.
fn on_the_way(r: &Reading<'_>, segments: &[&Segment]) -> Vec<usize> {
    let told = |p: &PlaceMention| p.heading && p.fine() && segments.iter().any(|g| g.tokens.contains(&p.tokens.start));
    (0..r.places.len()).find(|k| told(&r.places[*k])).into_iter().collect()
}

/// Whether divisions are none but whole countries.
fn broad(r: &Reading<'_>, divisions: &[usize]) -> bool {
    divisions.iter().all(|d| r.places[*d].precision == PlacePrecision::Country)
}

/// The one division of the article's country that the sentences around tell: "in the west of the country … in the region of X".
fn narrower(r: &Reading<'_>, divisions: Vec<usize>) -> Vec<usize> {
    let own = |p: &PlaceMention| {
        p.precision != PlacePrecision::Country && p.country == r.country && !p.region && p.id.is_some()
    };
    if divisions.len() == 1 && divisions.iter().all(|d| own(&r.places[*d])) { divisions } else { Vec::new() }
}

/// "The governor of X said that nine were killed": where whoever tells of it holds office.
fn governed(r: &Reading<'_>, segments: &[&Segment]) -> Vec<usize> {
    let inside = |p: &PlaceMention| {
        segments.iter().any(|g| r.chart.sentence_of(g.tokens.start) == r.chart.sentence_of(p.tokens.start))
    };
    let office = |p: &PlaceMention| p.office && p.precision != PlacePrecision::Country && p.country == r.country;
    (0..r.places.len()).find(|k| inside(&r.places[*k]) && office(&r.places[*k])).into_iter().collect()
}

/// A place inside an actor's name ("the police of South Sudan") tells no place of the incident by itself.
fn in_name(r: &Reading<'_>, m: &PlaceMention) -> bool {
    m.precision != PlacePrecision::Country && r.actors_reach(m.tokens.start) >= m.tokens.end
}

/// Whether two places are told in one row of names joined by conjunctions: "the quarters of X and Y and Z".
fn in_row(r: &Reading<'_>, first: usize, last: usize) -> bool {
    first < last
        && (first + 1..=last).all(|k| r.places[k].joined && r.places[k].span.start == r.places[k - 1].tokens.end)
}

fn same(a: &PlaceMention, b: &PlaceMention) -> bool {
    if a.name == b.name {
        return true;
    }
    let near = match (a.point, b.point) {
        (Some(x), Some(y)) => distance_km(x, y) < SAME_KM,
        _ => false,
    };
    // names joined in a row are two places, however close
    let (first, second) = if a.tokens.start < b.tokens.start { (a, b) } else { (b, a) };
    let row = second.joined && second.span.start == first.tokens.end;
    near && !row && a.precision == b.precision && a.id.is_some() && b.id.is_some()
}

fn location(r: &Reading<'_>, m: &PlaceMention) -> Location {
    // "the northern countryside of X": the part of a region that a compass word in its name cuts
    let part = m.precision == PlacePrecision::Admin1 && m.admin1.is_none() && r.has(m.tokens.end - 1, Word::COMPASS);
    let (precision, relation) = match (m.precision, m.relation) {
        _ if part && m.tokens.len() > 2 => (PlacePrecision::Area, m.relation),
        _ if m.edge || m.heading && m.fine() => (PlacePrecision::Area, Relation::Near),
        (PlacePrecision::Settlement, near @ (Relation::Near | Relation::Between)) => (PlacePrecision::Area, near),
        other => other,
    };
    Location {
        name: m.name.clone(),
        country: m.country.clone(),
        lat: m.point.map(|p| round(p.0)),
        lon: m.point.map(|p| round(p.1)),
        precision,
        relation,
        evidence: vec![r.evidence(m.span.clone(), m.rule)],
    }
}

fn round(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0
}
