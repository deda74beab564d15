//! What the words before a name say of it: near, so far north of, on the road to, the border with, taken to.

use super::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::{PlacePrecision, Relation};

/// A kilometre in degrees of latitude.
const DEGREE_KM: f64 = 111.2;
/// Farther than this a distance tells where the town lies, not the incident.
const FAR_KM: f64 = 400.0;
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
    elsewhere: bool,
    destination: bool,
    speaker: bool,
    /// A compass word, with its direction where it has one.
    compass: Option<Option<f64>>,
    km: Option<f64>,
}

/// Reads the lead-in of every place.
pub(super) fn read(r: &Reading<'_>, places: &mut [PlaceMention]) {
    for k in 0..places.len() {
        let floor = k.checked_sub(1).map_or(0, |p| places[p].tokens.end);
        let p = &places[k];
        let lead = if p.joined { Lead { start: p.span.start, ..Lead::default() } } else { lead(r, p.span.start, floor) };
        apply(&mut places[k], &lead);
    }
}

fn apply(p: &mut PlaceMention, lead: &Lead) {
    p.span.start = lead.start;
    let country = p.precision == PlacePrecision::Country;
    let direction = lead.compass.flatten();
    p.compass = lead.compass.is_some();
    p.relation = match (lead.between, lead.near || lead.road || lead.km.is_some() || direction.is_some() && p.fine()) {
        (true, _) => Relation::Between,
        (_, true) if !(country && p.compass) => Relation::Near,
        _ => Relation::In,
    };
    p.aside = lead.border && !p.fine()
        || lead.elsewhere
        || lead.destination
        || lead.speaker
        || country && lead.near && !p.compass;
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
    r.chart.matches_at(token).iter().any(|m| m.features.has(Features::CONJUNCTION))
}

/// Reads backwards from where a name (with its place word) begins.
fn lead(r: &Reading<'_>, start: usize, floor: usize) -> Lead {
    let mut lead = Lead { start, ..Lead::default() };
    let sentence = r.sentence(r.chart.sentence_of(start)).start.max(floor).max(start.saturating_sub(REACH));
    let mut t = start;
    while t > sentence {
        if let Some(n) = r.numbers.numbers.iter().find(|n| n.range.end == t && n.range.start >= sentence) {
            lead.km = lead.km.map(|unit| unit * n.value);
            t = n.range.start;
            if lead.km.is_some() {
                lead.start = t;
            }
            continue;
        }
        let Some((s, joined)) = step(r, &mut lead, t, sentence) else { break };
        t = s;
        if joined || lead.border || lead.elsewhere || lead.speaker || lead.between {
            break;
        }
    }
    lead
}

/// Takes in the word or phrase that ends at a token; gives its start and whether a conjunction is written on it.
fn step(r: &Reading<'_>, lead: &mut Lead, end: usize, floor: usize) -> Option<(usize, bool)> {
    for s in floor.max(end.saturating_sub(5))..end {
        for (m, w) in r.words(s) {
            if m.end as usize != end {
                continue;
            }
            let mut keep = true;
            match w {
                Word::Small(Small::Elsewhere) => lead.elsewhere = true,
                Word::Small(Small::Near) => lead.near = true,
                Word::Small(Small::Road) => lead.road = true,
                Word::Small(Small::Between) => lead.between = true,
                Word::Small(Small::Border) => lead.border = true,
                Word::Compass(b) => lead.compass = Some(lead.compass.flatten().or(*b)),
                Word::Distance(km) => lead.km = Some(*km),
                Word::Small(Small::To) => {
                    lead.destination = lead.compass.is_none() && !lead.road;
                    keep = false;
                }
                Word::Small(Small::From | Small::Placeword | Small::Relayed | Small::Locative) | Word::Cue(_) => keep = false,
                Word::Speaker(_) => {
                    lead.speaker = true;
                    keep = false;
                }
                _ => continue,
            }
            if keep {
                lead.start = s;
            }
            return Some((s, m.features.has(Features::CONJUNCTION)));
        }
    }
    None
}

/// Whether the words before a name, or a preposition written on it, lead one to expect a place.
pub(super) fn to_place(r: &Reading<'_>, start: usize, features: Features) -> bool {
    if features.has(Features::WITH) {
        return true;
    }
    let floor = r.sentence(r.chart.sentence_of(start)).start;
    (floor.max(start.saturating_sub(4))..start).any(|s| {
        r.words(s).any(|(m, w)| {
            m.end as usize == start
                && matches!(
                    w,
                    Word::Small(Small::Near | Small::Road | Small::Between | Small::Locative) | Word::Compass(_) | Word::Cue(_)
                )
        })
    })
}

/// Marks the place from which the news was sent: first of the body, before a dash, a bracket or a date.
pub(super) fn datelines(r: &Reading<'_>, places: &mut [PlaceMention]) {
    let Some(sentence) = (r.title_sentences..r.sentences()).map(|s| r.sentence(s)).next() else { return };
    let mark = |t: usize, marks: &str| t < r.chart.len() && r.mark(t, marks);
    let mut expected = sentence.start;
    for p in places.iter_mut().filter(|p| p.tokens.start >= sentence.start) {
        let leads_in = p.tokens.start == expected
            || p.tokens.start <= sentence.start + 4 && mark(p.tokens.start - 1, "-:/|(");
        if !leads_in {
            break;
        }
        let end = p.tokens.end;
        let dated = mark(end, ",") && (r.date_at(end + 1).is_some() || mark(end + 2, "-:/|)"));
        let spaced = |t: usize| r.chart.text.tokens().get(t).is_some_and(|t| t.spaced);
        let short = end >= sentence.end && sentence.len() <= 6;
        if mark(end, ":/|(") || mark(end, "-") && spaced(end) || dated || short {
            p.aside = true;
            expected = end + 1;
        } else {
            break;
        }
    }
}
