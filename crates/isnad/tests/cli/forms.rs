//! Forms of input and of output.

use crate::support::{ARTICLE, Folder};
use serde_json::Value;

#[test]
fn lines_from_a_file_and_from_standard_input() {
    let folder = Folder::new();
    folder.file("in.jsonl", format!("\n{ARTICLE}\n\n"));
    for arguments in
        [&["extract", "in.jsonl"][..], &["extract", "-"], &["extract"], &["extract", "--format", "jsonl", "-"]]
    {
        let ran = folder.run(arguments, ARTICLE);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let lines = ran.lines();
        assert_eq!(lines.len(), 1);
        for key in ["id", "lang", "published", "reports", "aggregates"] {
            assert!(lines[0].get(key).is_some(), "{key}");
        }
        assert!(lines[0]["extractor"]["version"].is_string() && lines[0]["extractor"]["packs"].is_array());
        assert!(ran.summary().starts_with("isnad: 1 article read"), "{}", ran.summary());
    }
}

#[test]
fn the_same_article_in_every_form_of_input() {
    let folder = Folder::new();
    let (title, text) = ("هجوم على قرية", "قال مصدر محلي إن مسلحين هاجموا قرية في الشمال.");
    folder.file("a.json", ARTICLE);
    folder.file("b.json", format!("[{},\n {}]", ARTICLE.trim(), ARTICLE.trim()));
    folder.file("c.txt", format!("{title}\n\n{text}\n"));
    folder.file("d.md", format!("---\nid: one\nlang: ar\npublished: 2018-03-04\n---\n# {title}\n\n{text}\n"));
    folder.file("sub/e.ndjson", ARTICLE);
    folder.file(".hidden/f.json", ARTICLE);
    let ran = folder.run(&["extract", "."], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(ran.ids(), ["one", "one", "one", "c", "one", "one"]);
    assert!(ran.lines().iter().all(|l| l["lang"] == "ar"), "{}", ran.stdout);
    for (name, content) in
        [("pretty", format!("{{\n\"id\": \"p\",\n\"text\": \"{text}\"}}")), ("plain", text.to_owned())]
    {
        let ran = folder.run(&["extract", "-"], content);
        assert_eq!((ran.code, ran.ids().len()), (0, 1), "{name}: {}", ran.stderr);
    }
}

#[test]
fn what_the_user_says_of_all_articles() {
    let folder = Folder::new();
    let line = "{\"id\":\"x\",\"text\":\"???\"}\n";
    let ran = folder.run(&["extract", "--published", "2020-02-29", "--lang", "ar", "-"], format!("{line}{ARTICLE}"));
    let lines = ran.lines();
    assert_eq!((&lines[0]["published"], &lines[0]["lang"]), (&Value::from("2020-02-29"), &Value::from("ar")));
    assert_eq!(lines[1]["published"], "2018-03-04");
}

#[test]
fn one_array() {
    let folder = Folder::new();
    for (input, n) in [(ARTICLE.repeat(3), 3), (ARTICLE.to_owned(), 1), ("\n".to_owned(), 0)] {
        folder.file("in.jsonl", &input);
        let ran = folder.run(&["extract", "--format", "json", "in.jsonl"], "");
        let all: Value = serde_json::from_str(&ran.stdout).expect("one JSON value");
        assert_eq!(all.as_array().map(Vec::len), Some(n));
    }
}

#[test]
fn a_table_names_every_article() {
    let folder = Folder::new();
    let ran = folder.run(&["extract", "--format", "table", "-"], format!("{ARTICLE}{}", ARTICLE.replace("one", "two")));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    for words in ["article", "perpetrator → target", "figures", "one", "two"] {
        assert!(ran.stdout.contains(words), "{words} in\n{}", ran.stdout);
    }
}

#[test]
fn output_to_a_file() {
    let folder = Folder::new();
    let ran = folder.run(&["extract", "-", "--output", "out.json"], ARTICLE);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    let written = std::fs::read_to_string(folder.path().join("out.json")).expect("the file is there");
    assert!(serde_json::from_str::<Value>(&written).expect("JSON").is_array());
}

#[test]
fn help_tells_the_exit_codes() {
    let folder = Folder::new();
    for arguments in [&["--help"][..], &["extract", "--help"], &["extract", "-h"], &["language", "check", "--help"]] {
        let ran = folder.run(arguments, "");
        assert_eq!(ran.code, 0);
        assert!(ran.stdout.contains("Exit codes:"), "{arguments:?}");
    }
}

#[test]
fn places_of_ones_own_are_added() {
    let folder = Folder::new();
    let table = "q:1\tTanghlur\tML\t\tSettlement\t14.5\t-3.5\t\t\tتنغلور\n";
    folder.file("own.tsv", table);
    let text = "قتل خمسة جنود في هجوم على بلدة تنغلور أمس. وقتل ثلاثة مدنيين في هجوم على مدينة غاو الثلاثاء.";
    let ran = folder.run(&["extract", "--lang", "ar", "--published", "2024-05-16", "--places", "own.tsv", "-"], text);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let line = ran.lines()[0].to_string();
    assert!(line.contains("\"Tanghlur\"") && line.contains("\"Gao\""), "{line}");
    assert!(line.contains("1 places of a table"), "{line}");
}
