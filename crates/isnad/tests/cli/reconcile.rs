//! `isnad reconcile` as its users meet it.

use crate::support::Folder;

/// An extraction of one report: article, day of publication, toll, who says it.
fn line(id: &str, toll: u32, kind: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"lang\":\"fr\",\"published\":\"2024-05-15\",\"reports\":[{{\"main\":true,\
         \"event_type\":\"Violence against civilians\",\"sub_event_type\":\"Attack\",\
         \"date\":{{\"start\":\"2024-05-14\",\"end\":\"2024-05-14\",\"precision\":\"day\"}},\
         \"locations\":[{{\"name\":\"Solhan\",\"country\":\"BF\",\"lat\":13.4,\"lon\":0.6,\"precision\":\"settlement\",\"relation\":\"in\"}}],\
         \"actors\":[{{\"id\":\"civilians:BF\",\"role\":\"target\"}}],\"tactics\":[],\"targets\":[\"village_town\"],\
         \"claims\":[{{\"measure\":\"killed\",\"of\":\"civilians\",\"low\":{toll},\"high\":{toll},\"qualifier\":\"exact\",\
         \"sources\":[{{\"kind\":\"{kind}\",\"name\":\"{kind}\"}}],\"stance\":\"asserted\",\"quote\":\"{toll}\"}}]}}],\"aggregates\":[]}}\n"
    )
}

fn two() -> String {
    line("a", 132, "government") + &line("b", 160, "medical")
}

#[test]
fn reports_of_two_articles_become_one_event() {
    let folder = Folder::new();
    folder.file("reports.jsonl", two());
    let ran = folder.run(&["reconcile", "reports.jsonl"], "");
    assert_eq!((ran.code, ran.summary()), (0, "2 reports of 2 articles are 1 events, 1 of them told by more than one"));
    let event = &ran.lines()[0];
    assert_eq!(event["members"].as_array().map(Vec::len), Some(2));
    assert_eq!(event["estimates"][0]["best"], 160);
    assert_eq!(event["contradictions"][0]["kind"], "source against source");
}

#[test]
fn the_order_and_the_form_of_files_do_not_show() {
    let folder = Folder::new();
    folder.file("in/one.json", line("b", 160, "medical"));
    folder.file("in/two.jsonl", line("a", 132, "government"));
    let expected = folder.run(&["reconcile"], two()).stdout;
    assert_eq!(folder.run(&["reconcile", "in"], "").stdout, expected);
    assert_eq!(folder.run(&["reconcile", "in/two.jsonl", "in/one.json", "in/one.json"], "").stdout, expected);
    let array = format!("[\n{},\n{}]", line("a", 132, "government"), line("b", 160, "medical"));
    assert_eq!(folder.run(&["reconcile", "-"], array).stdout, expected);
}

#[test]
fn the_policy_chooses_the_best_figure() {
    let folder = Folder::new();
    let best =
        |policy| folder.run(&["reconcile", "--estimate", policy], two()).lines()[0]["estimates"][0]["best"].clone();
    assert_eq!((best("best"), best("conservative")), (160.into(), 132.into()));
}

#[test]
fn a_table_and_an_array_are_printed_on_demand() {
    let folder = Folder::new();
    let table = folder.run(&["reconcile", "--format", "table"], two()).stdout;
    assert!(table.contains("Solhan (BF)") && table.contains("160 (132 to 160)"), "{table}");
    let array = folder.run(&["reconcile", "--format", "json"], two()).stdout;
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&array).map(|events| events.len()).ok(), Some(1));
}

#[test]
fn a_broken_line_is_told_with_its_place_and_the_run_goes_on() {
    let folder = Folder::new();
    folder.file(
        "reports.jsonl",
        line("a", 132, "government") + "{\"id\": 7}\n\n" + &line("b", 160, "medical") + "{\"id\"\n",
    );
    let ran = folder.run(&["reconcile", "reports.jsonl", "gone.jsonl"], "");
    assert_eq!((ran.code, ran.lines().len()), (1, 1));
    ran.says("reports.jsonl:2", "isnad extract");
    ran.says("reports.jsonl:5", "column");
    ran.says("gone.jsonl", "cannot be opened");
}

#[test]
fn one_article_with_two_stories_is_a_fault() {
    let folder = Folder::new();
    folder.file("reports.jsonl", line("a", 132, "government") + &line("a", 160, "medical"));
    let ran = folder.run(&["reconcile", "reports.jsonl"], "");
    assert_eq!(ran.code, 1);
    ran.says("reports.jsonl:2", "stands already in reports.jsonl:1");
}
