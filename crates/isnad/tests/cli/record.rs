//! A record from the command line: what goes in, what is asked of it, what is decided.

use crate::support::{Folder, Ran};
use serde_json::Value;

/// Attacks as sentences of the test's own: who reads them finds a day, a place, a toll.
fn article(id: &str, day: &str, place: &str, killed: u32) -> String {
    let text =
        format!("قال مصدر أمني إن {killed} جنديا قتلوا {day} في هجوم شنه مسلحون على ثكنة للجيش في مدينة {place}.");
    let title = format!("مقتل {killed} جنديا في هجوم على {place}");
    format!(
        "{}\n",
        serde_json::json!({"id": id, "lang": "ar", "published": "2024-05-16", "publisher": format!("صحيفة {id}"), "title": title, "text": text})
    )
}

fn corpus() -> String {
    [
        article("a", "الثلاثاء", "ميناكا", 12),
        article("b", "الثلاثاء", "ميناكا", 14),
        article("c", "الأربعاء", "كيدال", 3),
        article("d", "الاثنين", "غاو", 25),
    ]
    .concat()
}

fn ingested() -> Folder {
    let folder = Folder::new();
    folder.file("in.jsonl", corpus());
    let ran = folder.run(&["ingest", "in.jsonl", "--record", "r.db"], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    folder
}

fn ask(folder: &Folder, command: &str) -> Ran {
    let mut words: Vec<&str> = command.split_whitespace().collect();
    words.extend(["--record", "r.db"]);
    let ran = folder.run(&words, "");
    assert_ne!(ran.code, 2, "{command}: {}", ran.stderr);
    ran
}

fn event_of(folder: &Folder, article: &str) -> String {
    let events = ask(folder, "events --format jsonl").lines();
    let has = |e: &&Value| e["members"].as_array().is_some_and(|m| m.iter().any(|m| m["article"] == article));
    events.iter().find(has).expect("an event of the article")["id"].as_str().expect("an id").to_owned()
}

#[test]
fn the_same_again_is_told_and_changes_nothing() {
    let folder = ingested();
    let before = std::fs::read(folder.path().join("r.db")).expect("the record");
    let ran = ask(&folder, "ingest in.jsonl --format json");
    let sum = &ran.lines()[0];
    assert_eq!((&sum["new"], &sum["unchanged"], &sum["done"]), (&0.into(), &4.into(), &true.into()));
    assert!(before == std::fs::read(folder.path().join("r.db")).expect("the record"), "the file is another");
}

#[test]
fn another_order_gives_the_same_events() {
    let folder = ingested();
    let mut lines: Vec<String> = corpus().lines().map(|l| format!("{l}\n")).collect();
    lines.reverse();
    folder.file("back.jsonl", lines.concat());
    let ran = folder.run(&["ingest", "back.jsonl", "--record", "other.db", "--batch", "1"], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let events = |record: &str| {
        let mut events = folder.run(&["events", "--format", "jsonl", "--record", record], "").lines();
        for event in &mut events {
            let fields = event.as_object_mut().expect("an object");
            fields.remove("born");
            fields.remove("changed");
        }
        events
    };
    assert_eq!(events("r.db"), events("other.db"));
    assert_eq!(events("r.db").len(), 3);
}

#[test]
fn batches_are_told_once_they_are_stored() {
    let folder = Folder::new();
    folder.file("in.jsonl", corpus());
    let ran = folder.run(&["ingest", "in.jsonl", "--record", "r.db", "--batch", "2", "--format", "jsonl"], "");
    let lines = ran.lines();
    assert_eq!(lines.len(), 3, "{}", ran.stdout);
    assert_eq!(lines[0]["new"], serde_json::json!(["a", "b"]));
    assert_eq!((&lines[2]["done"], &lines[2]["new"]), (&true.into(), &4.into()));
}

#[test]
fn a_changed_article_is_told_and_counts() {
    let folder = ingested();
    folder.file("new.jsonl", article("c", "الأربعاء", "كيدال", 9));
    let id = event_of(&folder, "c");
    let ran = ask(&folder, "ingest new.jsonl");
    assert!(ran.stderr.contains("article c has changed"), "{}", ran.stderr);
    let dossier = ask(&folder, &format!("show {id} --format json"));
    let dossier: Value = serde_json::from_str(&dossier.stdout).expect("JSON");
    assert_eq!(dossier["dossier"]["tellings"][0]["article"]["versions"], 2);
    assert_eq!(dossier["dossier"]["estimates"][0]["best"], 9);
    let diff = ask(&folder, "diff --since 1h");
    assert!(diff.stdout.contains(&id), "{}", diff.stdout);
}

#[test]
fn articles_without_ids_are_known_by_their_words() {
    let folder = Folder::new();
    let line = article("x", "الثلاثاء", "ميناكا", 12).replace("\"id\":\"x\",", "");
    folder.file("one/a.jsonl", &line);
    folder.file("two/a.jsonl", format!("\n{line}"));
    ask(&folder, "ingest one/a.jsonl");
    let ran = ask(&folder, "ingest two/a.jsonl --format json");
    assert_eq!(ran.lines()[0]["unchanged"], 1, "{}", ran.stdout);
}

#[test]
fn events_are_listed_filtered_and_shown() {
    let folder = ingested();
    assert_eq!(ask(&folder, "events --format jsonl").lines().len(), 3);
    assert_eq!(ask(&folder, "events --format jsonl --figure killed>=20").lines().len(), 1);
    assert_eq!(ask(&folder, "events --format jsonl --place كيدال --country ML").lines().len(), 1);
    assert_eq!(ask(&folder, "events --format jsonl --text مدينه").lines().len(), 3);
    assert_eq!(ask(&folder, "events --format jsonl --box -1,16,1,17").lines().len(), 1);
    let csv = ask(&folder, "events --format csv --sort killed --descending --limit 1").stdout;
    assert!(csv.starts_with("id,state,date_start") && csv.lines().count() == 2 && csv.contains("Gao"), "{csv}");
    let table = ask(&folder, "events --format table").stdout;
    assert!(table.contains("Ménaka (ML)"), "{table}");
    let shown = ask(&folder, &format!("show {}", event_of(&folder, "a"))).stdout;
    for words in
        ["Ménaka (ML)", "a#0", "b#0", "جنديا قتلوا", "مصدر أمني", "security_source", "SHA-256", "history", "in.jsonl:1"]
    {
        assert!(shown.contains(words), "{words} in:\n{shown}");
    }
    assert!(ask(&folder, "stats").stdout.contains("articles     4 in 4 versions"));
    let wrong = folder.run(&["events", "--record", "r.db", "--type", "Bottles"], "");
    assert!(wrong.code == 2 && wrong.stderr.contains("there are: Battles"), "{}", wrong.stderr);
    let wrong = folder.run(&["show", "ev-0000", "--record", "r.db"], "");
    assert!(wrong.code == 2 && wrong.stderr.contains("no event"), "{}", wrong.stderr);
}

#[test]
fn decisions_hold_and_are_undone() {
    let folder = ingested();
    let (one, other) = (event_of(&folder, "c"), event_of(&folder, "d"));
    let decide = |words: &[&str]| {
        let mut all = vec!["review"];
        all.extend(words);
        all.extend(["--record", "r.db", "--why", "a test", "--by", "ada"]);
        folder.run(&all, "")
    };
    let ran = decide(&["merge", &one, &other]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let kept = event_of(&folder, "c");
    let gone = if kept == one { &other } else { &one };
    assert!(ask(&folder, &format!("show {gone}")).stdout.contains(&format!("{gone} went into {kept}")));
    assert_eq!(decide(&["correct", &kept, "--figure", "killed:military=5..6..7"]).code, 0);
    let shown = ask(&folder, &format!("show {kept}")).stdout;
    assert!(shown.contains("low 5 · best 6 · high 7"), "{shown}");
    assert_eq!(decide(&["undo", "1"]).code, 0);
    assert_eq!(event_of(&folder, "d"), other);
    assert_eq!(decide(&["reject", &other]).code, 0);
    assert_eq!(ask(&folder, "events --format jsonl").lines().len(), 2);
    assert_eq!(ask(&folder, "events --format jsonl --rejected").lines().len(), 3);
    assert!(ask(&folder, "review list").stdout.contains("1 · "));
    assert_eq!(ask(&folder, "review suggestions").code, 0);
    let refused = decide(&["undo", "77"]);
    assert!(refused.code == 2 && refused.stderr.contains("no decision 77"), "{}", refused.stderr);
    let verified = ask(&folder, "audit verify");
    assert!(verified.code == 0 && verified.stdout.contains("sound"), "{}", verified.stderr);
    assert_eq!(ask(&folder, "audit list --format jsonl").lines().len(), 5);
}

#[test]
fn figures_are_chosen_when_asked() {
    let folder = ingested();
    let best = |command: &str| {
        let lines = ask(&folder, command).lines();
        let of = |e: &&Value| e["members"].as_array().is_some_and(|m| m.len() == 2);
        lines.iter().find(of).expect("the event of two")["estimates"][0].clone()
    };
    let (low, high) = ("events --format jsonl --estimate conservative", "events --format jsonl --estimate latest");
    assert_eq!((&best(low)["best"], &best(low)["low"]), (&12.into(), &12.into()));
    let without = |mut e: Value| {
        let fields = e.as_object_mut().expect("an object");
        fields.remove("best");
        fields.remove("why");
        fields.remove("grounds");
        e
    };
    assert_eq!(without(best(low)), without(best(high)));
    let id = event_of(&folder, "a");
    let shown = ask(&folder, &format!("show {id} --estimate conservative")).stdout;
    assert!(shown.contains("best 12") && shown.contains("least"), "{shown}");
    assert_eq!(ask(&folder, "events --format jsonl --estimate conservative --figure killed>=13").lines().len(), 1);
}

#[test]
fn articles_are_read_anew_when_asked() {
    let folder = ingested();
    let id = event_of(&folder, "a");
    let decided = folder.run(&["review", "confirm", &id, "--record", "r.db", "--why", "seen", "--by", "ada"], "");
    assert_eq!(decided.code, 0, "{}", decided.stderr);
    let dossier = || -> Value {
        let shown = ask(&folder, &format!("show {id} --format json"));
        serde_json::from_str::<Value>(&shown.stdout).expect("JSON")["dossier"].clone()
    };
    let before = dossier();
    let same = ask(&folder, "ingest in.jsonl --reread --format json").lines();
    assert_eq!((&same[0]["reread"], &same[0]["unchanged"]), (&0.into(), &4.into()), "the same program, the same packs");
    // packs that know fewer words of the calendar
    let languages = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/ar");
    copy(&languages, &folder.path().join("packs/ar"));
    let dates = folder.path().join("packs/ar/patterns/dates.tsv");
    let rows = std::fs::read_to_string(&dates).expect("patterns of dates");
    let head: Vec<&str> = rows.lines().take_while(|l| l.starts_with('#') || l.trim().is_empty()).collect();
    let header = rows.lines().find(|l| !l.starts_with('#') && !l.trim().is_empty()).expect("a header");
    std::fs::write(&dates, format!("{}\n{header}\n", head.join("\n"))).expect("fewer patterns");
    let other = ask(&folder, "ingest in.jsonl --reread --languages packs --format json").lines();
    assert_eq!(other[0]["reread"], 4, "{other:?}");
    let after = dossier();
    assert_eq!((&after["id"], &after["state"]), (&before["id"], &"confirmed".into()));
    assert_ne!(after["tellings"][0]["article"]["extractor"], before["tellings"][0]["article"]["extractor"]);
    assert_eq!(ask(&folder, "audit verify").code, 0);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the packs") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).expect("copied")),
        }
    }
}
