//! The country of an incident, by the places that tell of it.

use super::{agent, in_name, office};
use crate::incidents::{Draft, Told};
use crate::reading::Reading;
use isnad_model::{PlacePrecision, Relation};

/// The country of an incident's places, by majority; else that of the article.
pub(crate) fn country(r: &Reading<'_>, told: &Told, draft: &Draft) -> Option<String> {
    let mut votes: Vec<(&str, usize)> = Vec::new();
    for p in draft.segments.iter().flat_map(|k| &told.segments[*k].places) {
        let m = &r.places[*p];
        // "near the border with X" lies on this side of it
        let beyond = m.precision == PlacePrecision::Country && m.relation == Relation::Near && m.country != r.country;
        if let Some(c) = m.country.as_deref()
            && !in_name(r, m)
            && !(beyond && r.country.is_some())
        {
            let weight = match m.precision {
                PlacePrecision::Country if office::condemner(r, m) => 0,
                PlacePrecision::Country => 1,
                _ => 2,
            };
            match votes.iter_mut().find(|(x, _)| *x == c) {
                Some((_, n)) => *n += weight,
                None => votes.push((c, weight)),
            }
        }
    }
    let most = votes.iter().map(|v| v.1).max();
    let top = |c: &str| votes.iter().any(|v| v.0 == c && Some(v.1) == most);
    let own = || draft.segments.iter().flat_map(|k| &told.segments[*k].places).map(|p| &r.places[*p]);
    let told_in = |c: &str| own().any(|m| m.precision != PlacePrecision::Country && m.country.as_deref() == Some(c));
    let found = match r.country.as_deref() {
        Some(c) if votes.is_empty() || top(c) => Some(c),
        _ => votes.iter().find(|v| Some(v.1) == most).map(|v| v.0),
    };
    let held = found.filter(|c| !told_in(c)).and_then(|c| agent::occupied(r, c));
    held.or(found).map(str::to_owned)
}
