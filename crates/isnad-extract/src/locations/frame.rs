//! Places that only open a sentence: "In Kirkuk, gunmen attacked a post in the district of X".

use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::Word;
use isnad_model::Relation;
use isnad_places::distance_km;

/// Words before such a place at most: a conjunction, "as for".
const OPENS: usize = 3;
/// Words from it to the comma behind it at most.
const CLOSES: usize = 4;
/// What is told in it lies within this of it.
const WITHIN_KM: f64 = 120.0;

/// Whether a place stands at the head of its sentence, parted by a comma or a verb from what is told there with a place of its own.
pub(super) fn frames(r: &Reading<'_>, all: &[usize], p: usize) -> bool {
    let m = &r.places[p];
    let sentence = r.sentence(r.chart.sentence_of(m.tokens.start));
    let opens = m.tokens.start <= sentence.start + OPENS && m.relation == Relation::In;
    let comma = (m.tokens.end..sentence.end.min(m.tokens.end + CLOSES)).find(|t| r.mark(*t, ","));
    // "In Kandahar five died in the district of X"
    let verb = |w: &Word| match w {
        Word::Trigger(x) => !x.noun,
        Word::Measure(x) => !x.noun,
        _ => false,
    };
    let told = m.tokens.end < sentence.end && r.words(m.tokens.end).any(|(_, w)| verb(w));
    let comma = comma.or(told.then_some(m.tokens.end));
    let Some(comma) = comma.filter(|_| opens) else { return false };
    let inside = |n: &PlaceMention| {
        let near = matches!((n.point, m.point), (Some(a), Some(b)) if distance_km(a, b) < WITHIN_KM);
        n.tokens.start > comma && sentence.contains(&n.tokens.start) && n.country == m.country && n.id != m.id && near
    };
    all.iter().any(|q| inside(&r.places[*q]))
}
