use crate::support::{all, ambush, claim, day, dossier, estimate, march, place, records, villages};
use isnad_export::{Dossier, Format, Options, Review, Vague};
use isnad_model::ClaimRef;
use serde_json::json;

fn acled(dossier: Dossier) -> Vec<crate::support::Record> {
    records(Format::AcledCsv, &[dossier], &Options::default())
}

#[test]
fn a_toll_is_divided_among_sites_and_marked() {
    let rows = acled(villages());
    assert_eq!(rows.iter().map(|r| r.get("fatalities")).collect::<Vec<_>>(), ["5", "3", "3"]);
    assert_eq!(
        rows.iter().map(|r| r.get("event_id_cnty")).collect::<Vec<_>>(),
        ["BFA-villages-1", "BFA-villages-2", "BFA-villages-3"]
    );
    for row in &rows {
        assert_eq!(row.get("tags"), "allocated; date from 2024-05-10 to 2024-05-12");
        assert_eq!((row.get("event_date"), row.get("time_precision")), ("2024-05-10", "2"));
        assert_eq!((row.get("inter1"), row.get("inter2"), row.get("interaction")), ("3", "7", "37"));
        assert_eq!(row.get("civilian_targeting"), "Civilian targeting");
        assert_eq!((row.get("iso"), row.get("region")), ("854", "Western Africa"));
    }
    assert_eq!(rows[2].get("latitude"), "");
}

#[test]
fn one_site_keeps_its_toll() {
    let rows = acled(ambush());
    let row = &rows[0];
    assert_eq!((row.get("fatalities"), row.get("tags")), ("15", ""));
    assert_eq!(row.get("event_id_cnty"), "MLI-ambush");
    assert_eq!(row.get("actor1"), "Jama'at Nusrat al-Islam wal-Muslimin (JNIM / GSIM)");
    assert_eq!((row.get("actor2"), row.get("interaction")), ("Military Forces of Mali", "12"));
    assert_eq!((row.get("geo_precision"), row.get("time_precision")), ("2", "1"));
    assert_eq!(row.get("disorder_type"), "Political violence");
    assert_eq!(row.get("timestamp"), "1715851800");
    assert_eq!(row.get("source"), "Outlet; +Daily");
}

#[test]
fn undated_events_have_no_row() {
    let (_, summary) = crate::support::bytes(Format::AcledCsv, &all(), &Options::default());
    assert_eq!((summary.events, summary.rows), (2, 4));
    assert_eq!(summary.left_out.values().sum::<u64>(), 1);
}

#[test]
fn vague_words_take_their_floor() {
    let event = |lang: &str, low: u64, qualifier: &str| {
        let mut estimate = estimate("killed", "people", [Some(low), Some(low), None]);
        estimate["claims"] = json!([{"article": "vague-article", "report": 0, "claim": 0}]);
        let locations = json!([place("Kidal", "ML", None, "settlement", "in")]);
        let claims = json!([claim("killed", "people", Some(low), None, qualifier)]);
        let mut dossier = dossier("vague", json!({"estimates": [estimate], "locations": locations}), claims);
        dossier.tellings[0].article.lang = Some(lang.to_owned());
        dossier
    };
    let fatalities = |dossier: Dossier, vague| {
        records(Format::AcledCsv, &[dossier], &Options { vague, ..Options::default() })[0].get("fatalities").to_owned()
    };
    for (lang, low, acled) in
        [("ar", 3, "3"), ("ar", 20, "10"), ("en", 20, "12"), ("ar", 30, "10"), ("ar", 200, "100"), ("fr", 2000, "1000")]
    {
        assert_eq!(fatalities(event(lang, low, "vague"), Vague::Acled), acled, "{lang} {low}");
        assert_eq!(fatalities(event(lang, low, "vague"), Vague::Codebook), low.to_string());
        assert_eq!(fatalities(event(lang, low, "at_least"), Vague::Acled), low.to_string());
    }
    // a claim that a reference does not lead to changes nothing
    let mut lost = event("ar", 20, "vague");
    lost.event.estimates[0].claims = vec![ClaimRef { article: "gone".to_owned(), report: 0, claim: 0 }];
    assert_eq!(fatalities(lost, Vague::Acled), "20");
}

#[test]
fn nobody_named_is_unidentified() {
    let event = |sub: &str, actors: serde_json::Value| {
        let locations = json!([place("Gao", "ML", Some((16.27, -0.04)), "settlement", "in")]);
        acled(dossier("x", json!({"sub_event_type": sub, "locations": locations, "actors": actors}), json!([])))
    };
    let target = json!([{"id": "state:ML:military", "role": "target", "reports": 1}]);
    let check = |rows: Vec<crate::support::Record>, want: [&str; 5]| {
        assert_eq!(["actor1", "inter1", "actor2", "inter2", "interaction"].map(|c| rows[0].get(c)), want);
    };
    check(
        event("Armed clash", target.clone()),
        ["Unidentified Armed Group (Mali)", "3", "Military Forces of Mali", "1", "13"],
    );
    check(event("Air/drone strike", json!([])), ["Unidentified Military Forces (Mali)", "8", "", "0", "80"]);
    check(event("Peaceful protest", json!([])), ["Protesters (Mali)", "6", "", "0", "60"]);
    check(event("Other", target), ["Military Forces of Mali", "1", "", "0", "10"]);
    let abroad = json!([{"id": "state:FR:military", "role": "perpetrator", "stance": "asserted", "reports": 1}]);
    check(event("Air/drone strike", abroad), ["Military Forces of France", "8", "", "0", "80"]);
    let denied = json!([{"id": "jnim", "role": "perpetrator", "stance": "denied", "reports": 1}]);
    check(event("Armed clash", denied), ["Unidentified Armed Group (Mali)", "3", "", "0", "30"]);
}

fn ged(dossier: Dossier) -> crate::support::Record {
    records(Format::GedCsv, &[dossier], &Options::default()).remove(0)
}

#[test]
fn ged_of_a_clash() {
    let mut dossier = ambush();
    dossier.review = Review::Confirmed;
    let row = ged(dossier);
    let check = |column, value| assert_eq!(row.get(column), value, "{column}");
    check("type_of_violence", "1");
    check("side_a", "Government of Mali");
    check("side_b", "Jama'at Nusrat al-Islam wal-Muslimin (JNIM / GSIM)");
    check("gwnoa", "432");
    check("gwnob", "");
    check("deaths_a", "12");
    check("deaths_b", "0");
    check("deaths_civilians", "3");
    check("deaths_unknown", "0");
    check("best", "15");
    check("low", "15");
    check("high", "15");
    check("where_prec", "2");
    check("date_prec", "1");
    check("geom_wkt", "POINT (2.40224 15.91693)");
    // row 211 of half degrees from the south pole, column 364 from the 180th meridian
    check("priogrid_gid", "152285");
    check("country_id", "432");
    check("region", "Africa");
    check("code_status", "Clear");
    check("relid", "MLI-2024-ambush");
    check("source_headline", "Mayor Adama Traoré speaks");
    check("number_of_sources", "2");
}

#[test]
fn ged_of_an_attack_on_civilians() {
    let row = ged(villages());
    let check = |column, value| assert_eq!(row.get(column), value, "{column}");
    check("type_of_violence", "3");
    check("side_b", "Civilians");
    check("deaths_unknown", "11");
    check("high", "14");
    check("event_clarity", "2");
    check("date_prec", "2");
    check("where_coordinates", "Solhan");
    check("where_description", "in Solhan (Burkina Faso); in Sebba (Burkina Faso); in Titao (Burkina Faso)");
}

#[test]
fn ged_of_two_groups() {
    let actors = json!([
        {"id": "issp", "role": "other", "reports": 1}, {"id": "vdp", "role": "other", "reports": 1},
    ]);
    let estimates = json!([
        estimate("killed", "militants", [Some(4), Some(4), Some(4)]),
        estimate("killed", "militia", [Some(2), Some(2), Some(2)]),
        estimate("killed", "people", [Some(9), Some(9), Some(9)]),
    ]);
    let row =
        ged(dossier("two", json!({"actors": actors, "estimates": estimates, "date": day("2024-05-14")}), json!([])));
    assert_eq!((row.get("type_of_violence"), row.get("side_a")), ("2", "Islamic State Sahel Province (ISSP / ISGS)"));
    assert_eq!(
        ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best"].map(|c| row.get(c)),
        ["4", "2", "0", "3", "9"]
    );
}

#[test]
fn ged_has_room_for_deadly_events_alone() {
    let (_, summary) = crate::support::bytes(Format::GedCsv, &[march(), ambush()], &Options::default());
    assert_eq!(summary.events, 1);
    assert_eq!(summary.left_out.into_iter().collect::<Vec<_>>(), [("no death is told", 1)]);
}
