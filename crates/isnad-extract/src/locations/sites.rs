//! Several sites of one town that were hit together: each is a location of its own, with the town's coordinates.

use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::roles::Struck;
use crate::vocabulary::Word;
use isnad_model::{Evidence, Field, Location, PlacePrecision, Relation, Target};

/// In a smaller place the sites are the place.
const TOWN: u32 = 30_000;

/// One location for each kind of building hit in a town, where there are several.
pub(super) fn split(r: &Reading<'_>, town: &PlaceMention, sites: &[Struck]) -> Option<Vec<Location>> {
    let whole = sites.iter().any(|s| matches!(s.target, Target::VillageTown | Target::Residence));
    let built: Vec<&Struck> = sites.iter().filter(|s| is_building(s.target)).collect();
    let town_itself =
        matches!(town.precision, PlacePrecision::Settlement | PlacePrecision::Site) && town.relation == Relation::In;
    if whole || built.len() < 2 || !town_itself || town.population < TOWN {
        return None;
    }
    let location = |Struck { evidence, .. }: &Struck| Location {
        name: format!("{}, {}", words(r, evidence), town.name),
        precision: PlacePrecision::Site,
        evidence: vec![evidence.clone(), r.evidence(town.span.clone(), town.rule)],
        ..super::location(r, town)
    };
    Some(built.into_iter().map(location).collect())
}

fn is_building(target: Target) -> bool {
    matches!(
        target,
        Target::MilitaryBase
            | Target::AirportAirbase
            | Target::PolicePost
            | Target::GovernmentBuilding
            | Target::HotelRestaurant
            | Target::Prison
    )
}

/// The words of a site, without a conjunction or a preposition that is written on the first.
fn words(r: &Reading<'_>, e: &Evidence) -> String {
    let base = if e.field == Field::Title { 0 } else { r.title_bytes + 1 };
    let (start, end) = (base + e.start as usize, base + e.end as usize);
    let name = &r.source[start..end];
    let at = r.chart.text.tokens().binary_search_by_key(&start, |t| t.start as usize);
    let site = |t: usize| r.words(t).find_map(|(m, w)| matches!(w, Word::Site(_)).then_some(m.features));
    match at.ok().and_then(site) {
        Some(features) => r.vocabulary.morphology.bare_name(name, features),
        None => name.to_owned(),
    }
}
