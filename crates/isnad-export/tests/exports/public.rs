use crate::support::{all, ambush, bytes, day, dossier, march, now, place, records, villages};
use isnad_export::{Coarsen, Dossier, Format, Hold, Options};
use isnad_model::{DateRange, Location};
use serde_json::json;

fn areas(location: &Location) -> Option<String> {
    (location.name == "Ménaka").then(|| "Ménaka Region".to_owned())
}

fn public(coarsen: Coarsen) -> Options<'static> {
    Options { public: Some(coarsen), areas: Some(&areas), ..Options::default() }
}

fn texts(format: Format, dossiers: &[Dossier], options: &Options<'_>) -> String {
    String::from_utf8(bytes(format, dossiers, options).0).unwrap()
}

const TEXTS: [Format; 6] =
    [Format::Csv, Format::LongCsv, Format::AcledCsv, Format::GedCsv, Format::GeoJson, Format::Jsonl];

#[test]
fn no_private_name_is_shown() {
    for coarsen in [Coarsen::Precision, Coarsen::Admin1] {
        for format in TEXTS {
            let text = texts(format, &all(), &public(coarsen));
            for private in ["Moussa", "Keita", "Adama", "Traoré", "مصدر أمني"] {
                assert!(!text.contains(private), "{}: {private}", format.name());
            }
        }
    }
    // they are there without it: the test can fail
    let text = texts(Format::Jsonl, &all(), &Options::default());
    assert!(["Moussa", "Adama", "مصدر أمني"].iter().all(|p| text.contains(p)));
}

#[test]
fn institutions_and_what_they_count_are_shown() {
    let rows = records(Format::LongCsv, &[ambush()], &public(Coarsen::Precision));
    assert_eq!(rows[0].get("chain"), "security source (security_source) > Reuters (news_agency)");
    assert_eq!(rows[0].get("quote"), "");
    assert_eq!(rows[2].get("quote"), "two vehicles");
    let row = &records(Format::Csv, &[ambush()], &public(Coarsen::Precision))[0];
    assert_eq!(row.get("contradiction_notes"), "witness says 3, the army none.");
}

#[test]
fn quotes_that_may_hold_a_name_are_left_out() {
    let quote = |low: u64, kind: &str, words: &str| {
        let claim = json!({
            "measure": "killed", "of": "military", "low": low, "high": low, "qualifier": "exact", "stance": "asserted",
            "sources": [{"kind": kind, "name": "x"}], "quote": words,
        });
        let rows = records(Format::LongCsv, &[dossier("q", json!({}), json!([claim]))], &public(Coarsen::Precision));
        rows[0].get("quote").to_owned()
    };
    let shown = "12 soldiers were killed";
    assert_eq!(quote(12, "military", shown), shown);
    assert_eq!(quote(1, "military", shown), "", "few people");
    assert_eq!(quote(12, "witness", shown), "", "a private speaker");
    assert_eq!(quote(12, "military", "12 men of Amadou Diallo died"), "", "a name");
    assert_eq!(quote(12, "military", &"many words ".repeat(6)), "", "more than a figure");
}

#[test]
fn points_are_no_finer_than_what_is_told() {
    let point = |precision: &str, relation: &str| {
        let locations = json!([place("X", "ML", Some((15.916_93, 2.452_24)), precision, relation)]);
        let dossier = dossier("p", json!({"locations": locations, "date": day("2024-05-14")}), json!([]));
        let rows = records(Format::Csv, &[dossier], &public(Coarsen::Precision));
        (rows[0].get("latitude").to_owned(), rows[0].get("longitude").to_owned())
    };
    let check = |precision, relation, lat: &str, lon: &str| {
        assert_eq!(point(precision, relation), (lat.to_owned(), lon.to_owned()), "{precision} {relation}");
    };
    check("site", "in", "15.92", "2.45");
    check("settlement", "in", "15.92", "2.45");
    check("settlement", "near", "15.9", "2.5");
    check("area", "between", "15.9", "2.5");
    check("admin2", "in", "15.9", "2.5");
    check("admin1", "in", "", "");
    check("country", "in", "", "");
}

#[test]
fn divisions_stand_for_places_where_asked_for() {
    let rows = records(Format::Csv, &[ambush(), villages()], &public(Coarsen::Admin1));
    let told =
        |n: usize| ["location", "admin1", "place_precision", "latitude", "other_locations"].map(|c| rows[n].get(c));
    assert_eq!(told(0), ["Ménaka Region", "Ménaka Region", "admin1", "", ""]);
    // no division is known: the country, once
    assert_eq!(told(1), ["Burkina Faso", "", "country", "", ""]);
    let lines = texts(Format::Jsonl, &[villages()], &public(Coarsen::Admin1));
    assert!(!lines.contains("Solhan") && !lines.contains("13.4"));
}

#[test]
fn young_events_are_held_back() {
    // the day ended at midnight before the 15th; it is now noon of the 20th: 132 hours
    let held = |dossier: Dossier, hours: u32| {
        let hold = Some(Hold { hours, now: now() });
        bytes(Format::Csv, &[dossier], &Options { hold, ..Options::default() }).1.held == 1
    };
    assert!(!held(ambush(), 132));
    assert!(held(ambush(), 133));
    // an undated event: since it was told, on the 15th
    assert!(!held(march(), 108));
    assert!(held(march(), 109));
    // a month that is not over: it was told on the 15th, so it had happened
    let mut month = march();
    let days = ["2024-05-01", "2024-05-31"].map(|d| d.parse().unwrap());
    month.event.date = Some(DateRange::new(days[0], days[1], isnad_model::DatePrecision::Month));
    assert!(!held(month.clone(), 108));
    // without articles that say when: not before the month is over
    month.tellings[0].article.published = None;
    assert!(held(month, 1));
    // nothing dates it but the record
    let mut bare = march();
    bare.tellings[0].article.published = None;
    assert!(!held(bare.clone(), 100));
    assert!(held(bare.clone(), 101));
    bare.born = None;
    assert!(held(bare, 1));
}
