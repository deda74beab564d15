use super::sides::Sides;
use super::{Row, UNDATED, alpha3};
use crate::dossier::Review;
use crate::grid;
use crate::site::Site;
use crate::toll::Count;
use crate::value::{Value, joined};
use crate::view::{View, outlet};
use isnad_model::{DatePrecision, DateRange, Measure, PlacePrecision, Relation};

/// The row of an event; events without a death have none.
pub fn row(view: &View<'_>) -> Result<Row, &'static str> {
    let event = &view.dossier.event;
    let killed = Count::of(view.dossier, Measure::Killed);
    let total = killed.total().unwrap_or_default();
    let best = total.quoted().filter(|n| *n > 0).ok_or("no death is told")?;
    let date = event.date.ok_or(UNDATED)?;
    let sides = Sides::of(view, &killed);
    let deaths = sides.deaths(&killed, best);
    let site = view.main_site();
    let point = site.and_then(|s| s.point());
    let country = view.country();
    let tellings = || view.dossier.tellings.iter();
    let articles = tellings().map(|t| {
        let title = t.article.title.as_deref().map_or_else(String::new, |title| format!(", \"{title}\""));
        let day = t.article.published.map_or_else(String::new, |d| format!(", {d}"));
        format!("{}{day}{title}", outlet(t))
    });
    let deadly = tellings().flat_map(|t| &t.report.claims).filter(|c| c.measure == Measure::Killed);
    let speakers = deadly.filter_map(|c| c.sources.first()).map(|l| l.name.as_str());
    let year = date.start().year();
    let dyad = [&sides.a.name, &sides.b.name].into_iter().filter(|n| !n.is_empty()).cloned().collect::<Vec<_>>();
    Ok(vec![
        ("id", event.id.as_str().into()),
        ("relid", format!("{}-{year}-{}", alpha3(country), event.id).into()),
        ("year", year.into()),
        ("active_year", Value::Empty),
        ("code_status", if view.dossier.review == Review::Confirmed { "Clear" } else { "Check" }.into()),
        ("type_of_violence", sides.violence.into()),
        ("conflict_dset_id", Value::Empty),
        ("conflict_new_id", Value::Empty),
        ("conflict_name", Value::Empty),
        ("dyad_dset_id", Value::Empty),
        ("dyad_new_id", Value::Empty),
        ("dyad_name", dyad.join(" - ").into()),
        ("side_a_dset_id", Value::Empty),
        ("side_a_new_id", Value::Empty),
        ("side_a", sides.a.name.as_str().into()),
        ("side_b_dset_id", Value::Empty),
        ("side_b_new_id", Value::Empty),
        ("side_b", sides.b.name.as_str().into()),
        ("number_of_sources", event.voices.into()),
        ("source_article", Value::list(articles)),
        ("source_office", view.outlets().into()),
        ("source_date", Value::list(view.published().iter().map(|d| d.to_string()))),
        ("source_headline", Value::list(tellings().filter_map(|t| t.article.title.as_deref()))),
        ("source_original", Value::list(speakers)),
        ("where_prec", site.map_or(6, where_prec).into()),
        ("where_coordinates", site.map(|s| s.location.name.as_str()).into()),
        ("where_description", joined(view.sites.iter().map(|s| s.phrase())).into()),
        ("adm_1", site.and_then(|s| s.admin1.clone()).into()),
        ("adm_2", site.and_then(|s| s.admin2()).into()),
        ("latitude", point.map(|p| p.0).into()),
        ("longitude", point.map(|p| p.1).into()),
        ("geom_wkt", point.map(|(lat, lon)| format!("POINT ({lon} {lat})")).into()),
        ("priogrid_gid", point.and_then(|(lat, lon)| grid::cell(lat, lon)).into()),
        ("country", site.and_then(|s| s.country_name()).into()),
        ("country_id", country.and_then(|c| c.gw).into()),
        ("region", country.map(|c| c.ucdp).into()),
        ("event_clarity", (if view.sites.len() > 1 { 2i64 } else { 1 }).into()),
        ("date_prec", date_prec(date).into()),
        ("date_start", date.start().into()),
        ("date_end", date.end().into()),
        ("deaths_a", deaths.a.into()),
        ("deaths_b", deaths.b.into()),
        ("deaths_civilians", deaths.civilians.into()),
        ("deaths_unknown", deaths.unknown.into()),
        ("best", best.into()),
        // GED has no open end: where nobody bounds the toll, the figure to quote is the most that is told
        ("high", total.high.unwrap_or(best).max(best).into()),
        ("low", total.low.unwrap_or(0).min(best).into()),
        ("gwnoa", sides.a.gw.into()),
        ("gwnob", sides.b.gw.into()),
    ])
}

fn where_prec(site: &Site<'_>) -> i64 {
    match (site.location.precision, site.location.relation) {
        (PlacePrecision::Country, _) => 6,
        (PlacePrecision::Admin1, _) => 4,
        (PlacePrecision::Admin2, _) => 3,
        (_, Relation::Between) => 5,
        (PlacePrecision::Site | PlacePrecision::Settlement, Relation::In) => 1,
        _ => 2,
    }
}

fn date_prec(date: DateRange) -> i64 {
    let days = date.start().until(date.end()).map_or(i32::MAX, |span| span.get_days()) + 1;
    match (date.precision(), days) {
        (DatePrecision::Year, _) => 5,
        (DatePrecision::Month, _) => 4,
        (DatePrecision::Week, _) => 3,
        (_, 1) => 1,
        (_, 2..=6) => 2,
        (_, 7) => 3,
        (_, 8..=31) => 4,
        _ => 5,
    }
}
