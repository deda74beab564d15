use super::inter::{civilian_targeting, interaction, sides};
use super::{Row, UNDATED, alpha3};
use crate::notes::notes;
use crate::site::Site;
use crate::toll::Count;
use crate::value::{Value, joined};
use crate::view::View;
use isnad_model::{DatePrecision, DateRange, EventType, Measure, PlacePrecision, Relation, SubEventType};

/// The rows of an event: one for each site, the toll divided among them.
pub fn rows(view: &View<'_>) -> Result<Vec<Row>, &'static str> {
    let event = &view.dossier.event;
    let date = event.date.ok_or(UNDATED)?;
    let sites: Vec<Option<&Site<'_>>> =
        if view.sites.is_empty() { vec![None] } else { view.sites.iter().map(Some).collect() };
    let counted = Count::counted(view.dossier, Measure::Killed, view.options.vague);
    let killed = counted.total().and_then(|t| t.quoted()).unwrap_or(0);
    let shares = shares(killed, sites.len() as u64);
    let (first, second) = sides(view);
    let (notes, outlets) = (notes(view), view.outlets());
    let row = |(n, (site, killed)): (usize, (&Option<&Site<'_>>, u64))| {
        let point = site.and_then(|s| s.point());
        let country = site.and_then(|s| s.country());
        vec![
            ("event_id_cnty", id(view, *site, n, sites.len()).into()),
            ("event_date", date.start().into()),
            ("year", date.start().year().into()),
            ("time_precision", time_precision(date).into()),
            ("disorder_type", disorder(event.event_type, event.sub_event_type).into()),
            ("event_type", event.event_type.name().into()),
            ("sub_event_type", event.sub_event_type.name().into()),
            ("actor1", first.actor.as_str().into()),
            ("assoc_actor_1", Value::list(first.associates.iter().map(String::as_str))),
            ("inter1", first.code.into()),
            ("actor2", second.actor.as_str().into()),
            ("assoc_actor_2", Value::list(second.associates.iter().map(String::as_str))),
            ("inter2", second.code.into()),
            ("interaction", interaction(first.code, second.code).into()),
            ("civilian_targeting", civilian_targeting(view).into()),
            ("iso", country.and_then(|c| c.numeric).into()),
            ("region", country.map(|c| c.acled).into()),
            ("country", site.and_then(|s| s.country_name()).into()),
            ("admin1", site.and_then(|s| s.admin1.clone()).into()),
            ("admin2", site.and_then(|s| s.admin2()).into()),
            ("admin3", Value::Empty),
            ("location", site.map(|s| s.location.name.as_str()).into()),
            ("latitude", point.map(|p| p.0).into()),
            ("longitude", point.map(|p| p.1).into()),
            ("geo_precision", site.map_or(3, |s| geo_precision(s)).into()),
            ("source", outlets.as_str().into()),
            ("source_scale", Value::Empty),
            ("notes", notes.as_str().into()),
            ("fatalities", killed.into()),
            ("tags", tags(date, sites.len() > 1 && counted.total().is_some()).into()),
            ("timestamp", view.dossier.updated.map(|t| t.as_second()).into()),
        ]
    };
    Ok(sites.iter().zip(shares).enumerate().map(row).collect())
}

/// Whole shares; the remainder goes to the first.
fn shares(total: u64, parts: u64) -> impl Iterator<Item = u64> {
    let share = total / parts.max(1);
    let rest = total - share * parts;
    std::iter::once(share + rest)
        .chain(std::iter::repeat_n(share, usize::try_from(parts).unwrap_or(1).saturating_sub(1)))
}

fn id(view: &View<'_>, site: Option<&Site<'_>>, n: usize, of: usize) -> String {
    let country = alpha3(site.and_then(|s| s.country()));
    let number = if of > 1 { format!("-{}", n + 1) } else { String::new() };
    format!("{country}-{}{number}", view.dossier.event.id)
}

fn tags(date: DateRange, allocated: bool) -> String {
    let interval = date.start() != date.end();
    let interval = interval.then(|| format!("date from {} to {}", date.start(), date.end()));
    joined(allocated.then(|| "allocated".to_owned()).into_iter().chain(interval))
}

fn time_precision(date: DateRange) -> i64 {
    match date.precision() {
        DatePrecision::Month | DatePrecision::Year => 3,
        _ if date.start() == date.end() => 1,
        _ => 2,
    }
}

fn geo_precision(site: &Site<'_>) -> i64 {
    match (site.location.precision, site.location.relation) {
        (PlacePrecision::Site | PlacePrecision::Settlement, Relation::In) => 1,
        (PlacePrecision::Admin1 | PlacePrecision::Country, _) => 3,
        _ => 2,
    }
}

fn disorder(of: EventType, sub: SubEventType) -> &'static str {
    match (of, sub) {
        (_, SubEventType::ExcessiveForce) => "Political violence; Demonstrations",
        (_, SubEventType::MobViolence) => "Political violence",
        (EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians, _) => "Political violence",
        (EventType::Protests | EventType::Riots, _) => "Demonstrations",
        (EventType::Strategic, _) => "Strategic developments",
    }
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn shares_add_up_and_the_first_bears_the_remainder() {
        assert_eq!(shares(10, 3).collect::<Vec<_>>(), [4, 3, 3]);
        assert_eq!(shares(2, 3).collect::<Vec<_>>(), [2, 0, 0]);
        assert_eq!(shares(7, 1).collect::<Vec<_>>(), [7]);
        assert_eq!(shares(0, 2).collect::<Vec<_>>(), [0, 0]);
    }
}
