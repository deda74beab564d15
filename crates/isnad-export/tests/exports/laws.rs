//! What holds for every event.

use crate::schema::{check, schema_of};
use crate::support::{bytes, claim, dossier, estimate, place, records};
use isnad_export::{Coarsen, Dossier, Format, Options};
use isnad_model::{Measure, Of, Qualifier, SubEventType};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// low, best and high in order, each of them may be missing.
fn figures() -> impl Strategy<Value = [Option<u64>; 3]> {
    (prop::option::of(0u64..500), prop::option::of(0u64..500), prop::option::of(0u64..500)).prop_map(|(a, b, c)| {
        let mut given: Vec<u64> = [a, b, c].into_iter().flatten().collect();
        given.sort_unstable();
        let mut given = given.into_iter();
        [a, b, c].map(|n| n.and_then(|_| given.next()))
    })
}

fn actors() -> impl Strategy<Value = Vec<Value>> {
    let ids = [
        "jnim",
        "vdp",
        "wagner",
        "state:ML:military",
        "state:FR:military",
        "civilians:ML",
        "unidentified:ML",
        "un:MINUSMA",
    ];
    let actor =
        (select(ids.to_vec()), select(vec!["perpetrator", "target", "other"]), select(vec!["claimed", "denied"]));
    let actor = actor.prop_map(|(id, role, stance)| json!({"id": id, "role": role, "stance": stance, "reports": 1}));
    prop::collection::vec(actor, 0..4)
}

fn dossiers() -> impl Strategy<Value = Dossier> {
    let places = (any::<prop::sample::Index>(), -90.0..90.0f64, -180.0..180.0f64, any::<bool>()).prop_map(
        |(n, lat, lon, known)| {
            let precision = ["site", "settlement", "area", "admin2", "admin1", "country"][n.index(6)];
            place(
                "P",
                ["ML", "FR", "XX"][n.index(3)],
                known.then_some((lat, lon)),
                precision,
                ["in", "near", "between"][n.index(3)],
            )
        },
    );
    let people: Vec<Of> = Of::ALL.iter().copied().filter(|of| !of.is_thing()).collect();
    let estimates = prop::collection::btree_map(select(people), figures(), 0..5);
    let texts = ("\\PC{0,12}", "[=+@\t\r\n\",;' a-]{0,8}");
    let vague = select(vec![Qualifier::Vague, Qualifier::AtLeast]);
    (select(SubEventType::ALL.to_vec()), prop::collection::vec(places, 0..4), actors(), estimates, texts, vague)
        .prop_map(|(sub, places, actors, estimates, (quote, source), vague)| {
            let estimates: Vec<Value> =
                estimates.into_iter().map(|(of, f)| estimate(Measure::Killed.name(), of.name(), f)).collect();
            let mut told = claim("killed", "people", Some(20), None, vague.name());
            told["quote"] = quote.into();
            told["sources"] = json!([{"kind": "media", "name": source}]);
            let event = json!({
                "sub_event_type": sub.name(), "locations": places, "actors": actors, "estimates": estimates,
            });
            dossier("any", event, json!([told]))
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_event_fits_every_table(dossier in dossiers(), public in prop::option::of(select(vec![Coarsen::Precision, Coarsen::Admin1]))) {
        for format in [Format::Csv, Format::LongCsv, Format::AcledCsv, Format::GedCsv] {
            let (out, _) = bytes(format, std::slice::from_ref(&dossier), &Options { public, ..Options::default() });
            check(schema_of(format), &out);
        }
    }

    #[test]
    fn what_is_divided_adds_up(dossier in dossiers()) {
        let number = |text: &str| text.parse::<u64>().unwrap_or(0);
        let all = std::slice::from_ref(&dossier);
        let event = &records(Format::Csv, all, &Options::default())[0];
        let killed = match event.get("killed_best") {
            "" => number(event.get("killed_low")),
            best => number(best),
        };
        let rows = records(Format::AcledCsv, all, &Options::default());
        prop_assert_eq!(rows.iter().map(|r| number(r.get("fatalities"))).sum::<u64>(), killed);
        prop_assert_eq!(rows.len(), dossier.event.locations.len().max(1));
        let deadly = records(Format::GedCsv, all, &Options::default());
        prop_assert_eq!(deadly.len(), usize::from(killed > 0));
        for row in deadly {
            let parts = ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"].map(|c| number(row.get(c)));
            prop_assert_eq!(parts.iter().sum::<u64>(), number(row.get("best")));
            prop_assert!(number(row.get("low")) <= number(row.get("best")));
            prop_assert!(number(row.get("best")) <= number(row.get("high")));
        }
    }

    #[test]
    fn texts_come_back_as_they_were(dossier in dossiers()) {
        let row = &records(Format::LongCsv, std::slice::from_ref(&dossier), &Options::default())[0];
        let claim = &dossier.tellings[0].report.claims[0];
        for (column, text) in [("quote", &claim.quote), ("speaker", &claim.sources[0].name)] {
            let read = row.get(column);
            prop_assert!(read == text || read == format!("'{text}"), "{} became {}", text, read);
            prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }
}
