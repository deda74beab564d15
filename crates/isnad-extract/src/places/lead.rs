//! What the words before a name say of it: near, so far north of, on the road to, the border with, taken to.

use super::anaphora::spoken;
use super::{PlaceMention, whence};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::{Features, Marks};
use isnad_model::{PlacePrecision, Relation, SourceKind};

/// A kilometre in degrees of latitude.
const DEGREE_KM: f64 = 111.2;
/// Farther than this a distance tells where the town lies, not the incident.
const FAR_KM: f64 = 400.0;
/// Words before somebody in office among which a word of saying makes him a speaker.
const OFFICE: usize = 12;
/// Words before a name that are read at most.
const REACH: usize = 14;

/// What leads to a name.
#[derive(Debug, Clone, Default)]
struct Lead {
    start: usize,
    near: bool,
    between: bool,
    road: bool,
    border: bool,
    /// The border is the place's own: "the border of X", not "the border with X".
    own: bool,
    /// "The border between" stands before it.
    parts: bool,
    /// "In" stands between the border and it: "a border district in X".
    within: bool,
    elsewhere: bool,
    /// Those who were hit were on their way to it.
    heading: bool,
    /// "They advance towards" stands before it.
    advance: bool,
    /// "With" stands before it: whom something was done with, where it is a country.
    company: bool,
    destination: bool,
    speaker: bool,
    /// Whoever holds office in it speaks of what happened.
    office: bool,
    /// Residents or witnesses in it tell what happened, there more often than not.
    witness: bool,
    /// A compass word, with its direction where it has one.
    compass: Option<Option<f64>>,
    km: Option<f64>,
}

/// Reads the lead-in of every place.
pub(super) fn read(r: &Reading<'_>, places: &mut [PlaceMention]) {
    let mut parted = usize::MAX;
    // where a place that something came from, or that somebody speaks for, ends: "backed by X and Y"
    let mut carried = usize::MAX;
    let mut measured: Vec<usize> = Vec::new();
    let mut advanced: Vec<usize> = Vec::new();
    for k in 0..places.len() {
        let floor = k.checked_sub(1).map_or(0, |p| places[p].tokens.end);
        let p = &places[k];
        let lead =
            if p.joined { Lead { start: p.span.start, ..Lead::default() } } else { lead(r, p.span.start, floor) };
        apply(&mut places[k], &lead);
        if lead.km.is_some() {
            measured.push(k);
        }
        if lead.advance {
            advanced.push(k);
        }
        // "south of X, Y and east of Z"
        let on = lead.start < places[k].tokens.start && k > 0 && places[k - 1].tokens.end == lead.start;
        places[k].joined |= on && conjunction(r, lead.start);
        places[k].aside |= lead.witness && !scene(r, places, k);
        places[k].aside |= places[k].joined && places[k].span.start == carried;
        let company = lead.company && places[k].precision == PlacePrecision::Country;
        if lead.elsewhere || company || carried == places[k].span.start && places[k].joined {
            carried = places[k].tokens.end;
        }
        // "the border between the strip and X": what is no whole country tells which side of it
        if places[k].joined && places[k].tokens.start == parted {
            let country = |p: &PlaceMention| p.precision == PlacePrecision::Country;
            let other = if country(&places[k - 1]) && !country(&places[k]) { k - 1 } else { k };
            let side = &mut places[if other == k { k - 1 } else { k }];
            if !country(side) {
                (side.precision, side.relation, side.aside) = (PlacePrecision::Area, Relation::Near, false);
            }
            places[other].aside = true;
        }
        if lead.parts {
            parted = places[k].tokens.end;
        }
    }
    whence::launched(r, places);
    whence::origins(r, places);
    whence::described(r, places);
    whence::fled(r, places);
    whence::brought(r, places);
    for k in 0..places.len() {
        places[k].aside |= announced(r, places, k);
    }
    // "took X and advance towards Y"
    for k in advanced {
        let start = r.sentence(r.chart.sentence_of(places[k].tokens.start)).start;
        let mut before = places[..k].iter().rev().take_while(|n| n.tokens.start >= start);
        places[k].aside |= before.any(|n| n.fine() && !n.aside);
    }
    // "said by telephone from X, 700 km south of Y": what tells where X lies is as far from the scene as X
    for k in measured {
        places[k].aside |= k > 0 && places[k - 1].aside && describes(r, &places[k - 1], &places[k]);
    }
}

/// Words between a town and the distance that tells where it lies at most.
const LIES: usize = 8;

/// Whether a distance right behind a place tells where that lies.
fn describes(r: &Reading<'_>, before: &PlaceMention, p: &PlaceMention) -> bool {
    let between = before.tokens.end..p.tokens.start;
    between.len() <= LIES
        && r.chart.sentence_of(before.tokens.start) == r.chart.sentence_of(p.tokens.start)
        && !r.any_of(between, Word::TRIGGER | Word::MEASURE | Word::SPEECH)
}

/// "Residents of the village of X say that …": whether they tell what happened in it, where the sentence goes on to no
/// other place as fine.
fn scene(r: &Reading<'_>, places: &[PlaceMention], k: usize) -> bool {
    let p = &places[k];
    let sentence = r.chart.sentence_of(p.tokens.start);
    let led = |n: &PlaceMention| n.prepositional || n.tokens.start > 0 && lead_word(r, n.span.start);
    let other = |n: &PlaceMention| {
        let settled = matches!(n.precision, PlacePrecision::Settlement | PlacePrecision::Site | PlacePrecision::Area);
        let told = || (p.tokens.end..n.tokens.start).any(|t| r.is(t, Small::That));
        settled && n.tokens.start > p.tokens.end && r.chart.sentence_of(n.tokens.start) == sentence && led(n) && told()
    };
    p.precision == PlacePrecision::Settlement && p.span.start < p.tokens.start && !places[k + 1..].iter().any(other)
}

/// Whether a preposition of place or a word of hitting stands right before a token.
pub(super) fn lead_word(r: &Reading<'_>, start: usize) -> bool {
    start > 0 && (r.is(start - 1, Small::Locative) || r.is(start - 1, Small::Toward) || r.is(start - 1, Small::Near))
}

/// Words of a speaker before and behind the name of where he sits at most.
const SPEAKER: (usize, usize) = (7, 5);

/// "The bureau in X announced that a bomb went off in Y": whether a place stands between a verb of saying and what is said,
/// and that tells another.
fn announced(r: &Reading<'_>, places: &[PlaceMention], k: usize) -> bool {
    let p = &places[k];
    let sentence = r.sentence(r.chart.sentence_of(p.tokens.start));
    let tells = Word::TRIGGER | Word::MEASURE;
    let over = |t: &usize| !r.mark(*t, ",.;:\"«»") && !r.has(*t, tells) && r.date_at(*t).is_none();
    let before = (sentence.start.max(p.span.start.saturating_sub(SPEAKER.0))..p.span.start).rev().take_while(over);
    let mut behind = (p.tokens.end..sentence.end.min(p.tokens.end + SPEAKER.1)).take_while(over);
    let verb = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speech(s) if !s.weak));
    // "in the village of Y, as the committee in X said"
    let ends = p.tokens.end >= sentence.end || r.mark(p.tokens.end, ",.;");
    let told = |q: &PlaceMention| q.fine() && !q.aside && q.id != p.id;
    let here = || places[..k].iter().rev().take_while(|q| q.tokens.start >= sentence.start).any(told);
    if ends && p.fine() && here() && before.clone().any(verb) {
        return true;
    }
    // "the president said *from* X that …", of another country; "said Major So-and-so *from the town of X* nearby: …"
    let from = p.span.start > 0 && r.is(p.span.start - 1, Small::From);
    let abroad = || p.country != r.country && r.is(p.tokens.end, Small::That);
    let quoted = || (p.tokens.end..sentence.end.min(p.tokens.end + 3)).any(|t| r.mark(t, ":"));
    if from && p.fine() && (abroad() || quoted()) && before.clone().any(verb) {
        return true;
    }
    let Some(said) = behind.find(|t| r.is(*t, Small::That)) else { return false };
    let other = |q: &PlaceMention| q.fine() && !q.aside && (said..sentence.end).contains(&q.tokens.start);
    p.fine() && before.clone().any(verb) && places[k + 1..].iter().any(other)
}

/// Reads the lead-in of a word that stands for a place; what a compass word cuts has its own.
pub(super) fn stand_in(r: &Reading<'_>, p: &mut PlaceMention) {
    if !p.compass {
        let lead = lead(r, p.span.start, 0);
        apply(p, &lead);
    }
}

fn apply(p: &mut PlaceMention, lead: &Lead) {
    let cued = p.span.start < p.tokens.start;
    p.span.start = lead.start;
    (p.office, p.heading) = (lead.office, lead.heading);
    let country = p.precision == PlacePrecision::Country;
    let direction = lead.compass.flatten();
    p.compass = lead.compass.is_some();
    p.relation = match (lead.between, lead.near || lead.road || lead.km.is_some() || direction.is_some() && p.fine()) {
        (true, _) => Relation::Between,
        (_, true) if !(country && p.compass) => Relation::Near,
        _ => Relation::In,
    };
    // "on the border of the strip", "the border between the strip and X"
    let division = matches!(p.precision, PlacePrecision::Admin1 | PlacePrecision::Admin2);
    if division && (lead.border && (lead.own || p.to) || lead.parts) || lead.parts && p.fine() {
        (p.precision, p.relation) = (PlacePrecision::Area, Relation::Near);
        p.aside = lead.elsewhere;
        return;
    }
    // "at the fence with the strip"
    p.edge = division && lead.border && !(lead.elsewhere || lead.within);
    let tract = p.precision == PlacePrecision::Area && p.id.is_some();
    p.aside = lead.border && (!p.fine() || tract)
        || lead.elsewhere
        || lead.destination && !cued
        || lead.speaker
        || country && (lead.near || lead.company) && !p.compass;
    if let (Some(km), Some(bearing), Some((lat, lon))) = (lead.km, direction, p.point)
        && p.fine()
        && km < FAR_KM
    {
        let (north, east) = (bearing.to_radians().cos() * km, bearing.to_radians().sin() * km);
        let width = lat.to_radians().cos().max(0.1);
        p.point = Some((lat + north / DEGREE_KM, lon + east / DEGREE_KM / width));
        p.precision = PlacePrecision::Area;
    }
}

/// Whether a conjunction is written on the word.
pub(super) fn conjunction(r: &Reading<'_>, token: usize) -> bool {
    // "the state of" and "the valley of" are written like "and …"
    let cue = || r.words(token).any(|(m, w)| matches!(w, Word::Cue(_)) && !m.features.has(Features::CONJUNCTION));
    r.chart.matches_at(token).iter().any(|m| m.features.has(Features::CONJUNCTION)) && !cue()
}

/// Reads backwards from where a name (with its place word) begins.
fn lead(r: &Reading<'_>, start: usize, floor: usize) -> Lead {
    let mut lead = Lead { start, ..Lead::default() };
    let sentence = r.sentence(r.chart.sentence_of(start)).start.max(floor).max(start.saturating_sub(REACH));
    let mut t = start;
    while t > sentence {
        if let Some(n) = r.number_before(t).filter(|n| n.range.start >= sentence) {
            lead.km = lead.km.map(|unit| unit * n.value);
            t = n.range.start;
            if lead.km.is_some() {
                lead.start = t;
            }
            continue;
        }
        // "bound *this morning* for the town of X"
        if let Some(d) = r.date_at(t - 1).filter(|d| lead.destination && d.range.end == t && d.range.start > sentence) {
            t = d.range.start;
            continue;
        }
        let Some((s, joined)) = step(r, &mut lead, t, sentence) else { break };
        t = s;
        lead.within |= !lead.border && r.is(t, Small::Locative) && !r.has(t, Word::COMPASS);
        let border = |b: usize| r.vocabulary.small(&r.chart, b, Small::Border) == Some(s);
        if lead.between
            && let Some(b) = (sentence.max(s.saturating_sub(3))..s).find(|b| border(*b))
        {
            (lead.parts, lead.start) = (true, b);
        }
        if joined || lead.border || lead.elsewhere || lead.advance || lead.company || lead.speaker || lead.between {
            break;
        }
    }
    lead.speaker |= parley(r, t, r.sentence(r.chart.sentence_of(start)).start);
    lead
}

/// Words between talks and the name of where they are held at most.
const HELD: usize = 4;

/// Whether talks, a visit or an opening lead to what begins at a token.
fn parley(r: &Reading<'_>, end: usize, floor: usize) -> bool {
    for t in (floor.max(end.saturating_sub(HELD))..end).rev() {
        if r.is(t, Small::Parley) {
            return true;
        }
        if r.mark(t, ",.;:") || r.has(t, Word::TRIGGER | Word::MEASURE) {
            return false;
        }
    }
    false
}

/// Takes in the word or phrase that ends at a token; gives its start and whether a conjunction is written on it.
fn step(r: &Reading<'_>, lead: &mut Lead, end: usize, floor: usize) -> Option<(usize, bool)> {
    for s in floor.max(end.saturating_sub(5))..end {
        let mut taken = None;
        let mut keep = false;
        for (m, w) in r.words(s).filter(|(m, _)| m.end as usize == end) {
            // "the shelling of the hospital in X"
            let struck = || s > floor && r.has(s - 1, Word::TRIGGER);
            match w {
                Word::Speaker(w) if matches!(w.kind, SourceKind::Medical) && struck() => {}
                Word::Small(Small::Elsewhere) => lead.elsewhere = true,
                Word::Small(Small::Heading) => (lead.elsewhere, lead.heading) = (true, true),
                Word::Small(Small::Advance) => lead.advance = true,
                Word::Small(Small::Together) => lead.company = true,
                Word::Small(Small::Near) => lead.near = true,
                Word::Small(Small::Road) => lead.road = true,
                Word::Small(Small::Between) => lead.between = true,
                // "crossed the border *a village in* X": what stands behind begins anew
                Word::Small(Small::Border) if end == s + 1 && begins_anew(r, s, end) => return None,
                Word::Small(Small::Border) => {
                    (lead.border, lead.own) =
                        (true, end == s + 1 && !r.vocabulary.morphology.definite(r.chart.norm(s)));
                }
                Word::Compass(b) => lead.compass = Some(lead.compass.flatten().or(*b)),
                Word::Distance(km) => lead.km = Some(*km),
                Word::Small(Small::To) => lead.destination = lead.compass.is_none() && !lead.road,
                Word::Speaker(w) if w.weak || matches!(w.kind, SourceKind::Witness | SourceKind::ArmedGroup) => {
                    let speaks = speaks(r, s, floor, 3);
                    lead.witness |= speaks && w.kind == SourceKind::Witness;
                    lead.speaker |= speaks && w.kind != SourceKind::Witness;
                }
                // a common noun: "a position in X" as well as "a site in X"
                Word::Outlet(o) if o.weak || o.open => lead.speaker |= speaks(r, s, floor, 3),
                Word::Speaker(w) => {
                    let speaks = speaks(r, s, floor, OFFICE);
                    lead.office |= speaks && matches!(w.kind, SourceKind::LocalOfficial | SourceKind::Police);
                    lead.speaker |= speaks;
                }
                Word::Outlet(_) => lead.speaker = true,
                // "told reporters in X"
                Word::Person(p) if m.features.has(Features::TO) && p.acts == Some(Acts::Civilians) => {
                    // "said X, the spokesman of the army, to reporters in Y"
                    let said = || !(floor..s).any(|t| r.is(t, Small::That)) && speaks(r, s, floor, OFFICE);
                    lead.speaker |= speaks(r, s, floor, 4) || said();
                }
                // "in agreement with the government in X": where it sits
                Word::Force(f)
                    if f.acts == Acts::Government && !f.embassy && !of_site(r, s, floor) && !as_site(r, s, floor) =>
                {
                    lead.speaker = true;
                }
                Word::Group(g) if g.kind == SourceKind::Government && !of_site(r, s, floor) => lead.speaker = true,
                // "in agreement with the *Libyan* government in X"
                Word::Demonym(_) if r.is(end, Small::Locative) && !r.has(end + 1, Word::CUE) => {}
                Word::Small(Small::From | Small::Placeword | Small::Relayed | Small::Locative) | Word::Cue(_) => {}
                _ => continue,
            }
            keep |= matches!(
                w,
                Word::Compass(_)
                    | Word::Distance(_)
                    | Word::Small(
                        Small::Elsewhere
                            | Small::Heading
                            | Small::Advance
                            | Small::Near
                            | Small::Road
                            | Small::Between
                            | Small::Border
                    )
            );
            taken = Some(taken.unwrap_or(false) || m.features.has(Features::CONJUNCTION));
        }
        if let Some(joined) = taken {
            if keep {
                lead.start = s;
            }
            return Some((s, joined));
        }
    }
    None
}

/// Whether a place word without the article stands right behind a word that has it, and so is no part of its phrase.
fn begins_anew(r: &Reading<'_>, before: usize, at: usize) -> bool {
    let definite = |t: usize| r.vocabulary.morphology.definite(r.chart.norm(t));
    definite(before) && r.has(at, Word::CUE) && !definite(at)
}

/// Whether a body is only told as whose site or whose foe stands before it: "the seat of the government in X".
fn of_site(r: &Reading<'_>, token: usize, floor: usize) -> bool {
    token > floor && r.has(token - 1, Word::SITE | Word::TRIGGER | Small::Elsewhere.mark() | Small::Heading.mark())
}

/// Whether a body is told as the building that it sits in: "before the presidential palace in X".
fn as_site(r: &Reading<'_>, token: usize, floor: usize) -> bool {
    let where_ = [Small::Locative, Small::Near, Small::Facing, Small::Toward];
    let led = token > floor && r.has(token, Word::SITE) && where_.iter().any(|w| r.is(token - 1, *w));
    // "the minister said before the parliament in X"
    led && !spoken(r, token)
}

/// Whether the people at a token are told as speaking, not as those to whom something happened.
fn speaks(r: &Reading<'_>, token: usize, floor: usize, back: usize) -> bool {
    let sentence = r.sentence(r.chart.sentence_of(token));
    let around = token.saturating_sub(back).max(floor.min(token)).max(sentence.start)..(token + 8).min(sentence.end);
    // "between" is written like "he made clear"
    let said = |t: usize| r.has(t, Word::SPEECH) && !r.is(t, Small::Between);
    // "confrontations of herders in the state left fifteen dead", whose "left" takes the word for "from"
    let caused = || (sentence.start..token).any(|t| r.is(t, Small::Result));
    let relayed = |t: usize| r.is(t, Small::Relayed) && (t < token || !caused());
    around.into_iter().any(|t| said(t) || r.is(t, Small::According) || relayed(t))
}

/// Whether the words before a name, or a preposition written on it, lead one to expect a place.
pub(super) fn to_place(r: &Reading<'_>, start: usize, features: Features) -> bool {
    features.has(Features::WITH)
        || ends_before(r, start, Word::CUE | Small::Locative.mark(), |w| {
            matches!(w, Word::Small(Small::Locative) | Word::Cue(_))
        })
        || to_spot(r, start)
}

/// Whether the words before a name say that a point on the map follows: near, between, on the road to, north of.
pub(super) fn to_spot(r: &Reading<'_>, start: usize) -> bool {
    let marks = Word::DISTANCE | Small::Near.mark() | Small::Road.mark() | Small::Between.mark();
    ends_before(r, start, marks, |w| {
        matches!(w, Word::Small(Small::Near | Small::Road | Small::Between) | Word::Distance(_))
    })
}

/// Whether a name is told as what a border parts from the scene.
pub(super) fn borders(r: &Reading<'_>, start: usize) -> bool {
    let floor = r.sentence(r.chart.sentence_of(start)).start;
    (floor.max(start.saturating_sub(2))..start).any(|t| r.is(t, Small::Border))
}

/// Whether a word with one of these marks, and of this sort, ends right before a token.
pub(super) fn ends_before(r: &Reading<'_>, start: usize, marks: Marks, is: impl Fn(&Word) -> bool) -> bool {
    let near = start.saturating_sub(4)..start;
    if !r.chart.any_marked(near.clone(), marks) {
        return false;
    }
    let floor = r.sentence(r.chart.sentence_of(start)).start;
    (floor.max(near.start)..start).any(|s| r.has(s, marks) && r.words(s).any(|(m, w)| m.end as usize == start && is(w)))
}
