//! `isnad explain`.

use crate::support::{ARTICLE, Folder};
use serde_json::Value;

#[test]
fn for_people() {
    let folder = Folder::new();
    let ran = folder.run(&["explain", "-"], ARTICLE);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("one · ar · published 2018-03-04\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains('\x1b'), "no colours but on a terminal");
    assert_eq!(ran.stdout.matches('\u{2068}').count(), ran.stdout.matches('\u{2069}').count());
}

#[test]
fn for_programs() {
    let folder = Folder::new();
    folder.file("a.json", ARTICLE);
    let ran = folder.run(&["explain", "a.json", "--format", "json"], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let explained: Value = serde_json::from_str(&ran.stdout).expect("one JSON value");
    assert_eq!((&explained["id"], &explained["extraction"]["id"]), (&Value::from("one"), &Value::from("one")));
    for mention in explained["mentions"].as_array().expect("mentions") {
        assert_ne!(mention["quote"], "", "{mention}");
    }
}

#[test]
fn nothing_to_explain() {
    let folder = Folder::new();
    let ran = folder.run(&["explain", "absent.json"], "");
    assert_eq!(ran.code, 1);
    ran.says("absent.json", "G001");
}
