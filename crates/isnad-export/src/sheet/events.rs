use super::Row;
use crate::actors::named;
use crate::notes::{notes, responsibility};
use crate::toll::{CIVILIANS, Count, FORCES, MILITANTS};
use crate::value::{Value, seconds};
use crate::view::View;
use isnad_model::{EventActor, Measure, Role};

/// The row of an event.
pub fn row(view: &View<'_>) -> Row {
    let event = &view.dossier.event;
    let site = view.main_site();
    let point = site.and_then(|s| s.point());
    let others = view.sites.iter().filter(|s| site.is_none_or(|main| !std::ptr::eq(*s, main)));
    let [perpetrators, victims, rest] = [Role::Perpetrator, Role::Target, Role::Other].map(|r| view.actors(r));
    let [killed, wounded, abducted, displaced] =
        [Measure::Killed, Measure::Wounded, Measure::Abducted, Measure::Displaced].map(|m| Count::of(view.dossier, m));
    let published = view.published();
    let contradictions = event.contradictions.iter().map(|c| c.text.as_str());
    let total = |count: &Count| {
        let total = count.total().unwrap_or_default();
        [total.low, total.best, total.high].map(Value::from)
    };
    let [killed_low, killed_best, killed_high] = total(&killed);
    let [wounded_low, wounded_best, wounded_high] = total(&wounded);
    let [abducted_low, abducted_best, abducted_high] = total(&abducted);
    let [displaced_low, displaced_best, displaced_high] = total(&displaced);
    vec![
        ("id", event.id.as_str().into()),
        ("event_type", event.event_type.name().into()),
        ("sub_event_type", event.sub_event_type.name().into()),
        ("date_start", event.date.map(|d| d.start()).into()),
        ("date_end", event.date.map(|d| d.end()).into()),
        ("date_precision", event.date.map(|d| precision(d.precision())).into()),
        ("country", site.and_then(|s| s.location.country.as_deref()).into()),
        ("country_name", site.and_then(|s| s.country_name()).into()),
        ("admin1", site.and_then(|s| s.admin1.clone()).into()),
        ("location", site.map(|s| s.location.name.as_str()).into()),
        ("latitude", point.map(|p| p.0).into()),
        ("longitude", point.map(|p| p.1).into()),
        ("place_precision", site.map(|s| s.location.precision.name()).into()),
        ("place_relation", site.map(|s| s.location.relation.name()).into()),
        ("other_locations", Value::list(others.map(|s| s.location.name.as_str()))),
        ("perpetrators", ids(&perpetrators)),
        ("perpetrator_names", names(&perpetrators)),
        ("responsibility", stances(view)),
        ("victims", ids(&victims)),
        ("victim_names", names(&victims)),
        ("other_actors", ids(&rest)),
        ("tactics", Value::list(event.tactics.iter().map(|t| t.name()))),
        ("targets", Value::list(event.targets.iter().map(|t| t.name()))),
        ("killed_low", killed_low),
        ("killed_best", killed_best),
        ("killed_high", killed_high),
        ("killed_civilians", killed.part(CIVILIANS).into()),
        ("killed_forces", killed.part(FORCES).into()),
        ("killed_militants", killed.part(MILITANTS).into()),
        ("wounded_low", wounded_low),
        ("wounded_best", wounded_best),
        ("wounded_high", wounded_high),
        ("abducted_low", abducted_low),
        ("abducted_best", abducted_best),
        ("abducted_high", abducted_high),
        ("displaced_low", displaced_low),
        ("displaced_best", displaced_best),
        ("displaced_high", displaced_high),
        ("contradictions", event.contradictions.len().into()),
        ("contradiction_notes", Value::list(contradictions)),
        ("voices", event.voices.into()),
        ("articles", view.articles().into()),
        ("sources", view.outlets().into()),
        ("first_published", published.first().copied().into()),
        ("last_published", published.last().copied().into()),
        ("notes", notes(view).into()),
        ("review", view.dossier.review.name().into()),
        ("updated", view.dossier.updated.map(seconds).into()),
    ]
}

/// Where each stands to the deed; from the actors alone where nothing more is known.
fn stances(view: &View<'_>) -> Value {
    let event = &view.dossier.event;
    if event.responsibility.is_empty() {
        let told = event.actors.iter().filter_map(|a| Some(format!("{}: {}", a.id, a.stance?.name())));
        return Value::list(told);
    }
    Value::list(event.responsibility.iter().map(responsibility))
}

fn ids(actors: &[&EventActor]) -> Value {
    Value::list(actors.iter().map(|a| a.id.as_str()))
}

fn names(actors: &[&EventActor]) -> Value {
    Value::list(actors.iter().map(|a| named(&a.id).name))
}

fn precision(of: isnad_model::DatePrecision) -> &'static str {
    use isnad_model::DatePrecision::*;
    match of {
        Day => "day",
        Range => "range",
        Week => "week",
        Month => "month",
        Year => "year",
    }
}
