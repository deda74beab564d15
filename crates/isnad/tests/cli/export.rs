//! `isnad export`: a record in every layout, and what is refused.

use crate::support::{Folder, Ran};

const ARTICLES: &str = "{\"id\":\"one\",\"lang\":\"ar\",\"published\":\"2024-05-16\",\"publisher\":\"الأولى\",\"title\":\"كمين قرب ميناكا\",\
    \"text\":\"قال مصدر أمني لوكالة رويترز إن 12 جنديا على الأقل قتلوا الثلاثاء في كمين قرب ميناكا.\"}\n\
    {\"id\":\"two\",\"lang\":\"ar\",\"published\":\"2024-06-02\",\"publisher\":\"=الثانية\",\"title\":\"هجوم في تيلابيري\",\
    \"text\":\"قتل سبعة مدنيين الأحد في هجوم مسلح على قرية في تيلابيري بالنيجر.\"}\n";

fn record() -> Folder {
    let folder = Folder::new();
    folder.file("articles.jsonl", ARTICLES);
    let ran = folder.run(&["ingest", "articles.jsonl", "--record", "record.db"], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    folder
}

fn export(folder: &Folder, format: &str, more: &[&str]) -> Ran {
    let arguments = ["export", "--record", "record.db", "--format", format];
    folder.run(&[&arguments[..], more].concat(), "")
}

#[test]
fn every_layout_is_written() {
    let folder = record();
    let layouts =
        ["csv", "long-csv", "acled-csv", "ged-csv", "xlsx", "geojson", "geoparquet", "parquet", "jsonl", "datapackage"];
    for layout in layouts {
        let ran = export(&folder, layout, &["--output", &format!("out-{layout}")]);
        assert_eq!(ran.code, 0, "{layout}: {}", ran.stderr);
        assert!(ran.stdout.is_empty());
        assert!(ran.stderr.contains("2 events written"), "{layout}: {}", ran.stderr);
        assert!(folder.path().join(format!("out-{layout}")).exists());
    }
    assert!(folder.path().join("out-datapackage/datapackage.json").is_file());
    let zip = export(&folder, "datapackage", &["--output", "package.zip"]);
    assert_eq!(zip.code, 0, "{}", zip.stderr);
    assert!(std::fs::read(folder.path().join("package.zip")).unwrap().starts_with(b"PK"));
}

#[test]
fn a_text_goes_to_standard_output() {
    let folder = record();
    let ran = export(&folder, "acled-csv", &[]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.stdout);
    assert!(lines[0].starts_with("event_id_cnty,event_date,year,"));
    assert!(lines[1].starts_with("MLI-") && lines[1].contains(",12,,"), "{}", lines[1]);
    assert!(lines[2].contains("'=الثانية"), "{}", lines[2]);
}

#[test]
fn filters_are_those_of_events() {
    let folder = record();
    assert_eq!(export(&folder, "jsonl", &["--country", "NE"]).stdout.lines().count(), 1);
    assert_eq!(export(&folder, "jsonl", &["--from", "2025-01-01"]).stdout.lines().count(), 0);
    assert_eq!(export(&folder, "jsonl", &["--figure", "killed>=10"]).lines()[0]["tellings"][0]["article"]["id"], "one");
}

#[test]
fn the_public_sees_less() {
    let folder = record();
    let all = export(&folder, "jsonl", &[]).stdout;
    let public = export(&folder, "jsonl", &["--public"]).stdout;
    for private in ["كمين قرب ميناكا", "مصدر أمني"] {
        assert!(all.contains(private) && !public.contains(private), "{private}");
    }
    assert!(public.contains("الأولى"));
    let admin = export(&folder, "csv", &["--public", "--coarsen", "admin1"]).stdout;
    assert!(!admin.contains("15.9"), "{admin}");
    // two years later nothing is young, but for a hold of very many hours
    let held = export(&folder, "csv", &["--hold-hours", "4000000000"]);
    assert!(held.stderr.contains("2 events held back"), "{}", held.stderr);
    assert_eq!(held.stdout.lines().count(), 1);
}

#[test]
fn policies_change_derived_columns_alone() {
    let folder = record();
    for policy in ["conservative", "best", "latest", "most-reported"] {
        let rows = export(&folder, "long-csv", &["--estimate", policy]).stdout;
        assert_eq!(rows, export(&folder, "long-csv", &[]).stdout);
        assert_eq!(export(&folder, "csv", &["--estimate", policy]).stdout.lines().count(), 3);
    }
}

#[test]
fn what_cannot_be_is_said() {
    let folder = record();
    folder.file("folder/file", "");
    let cases: [(&str, &[&str], &str); 7] = [
        ("xlsx", &["--hxl"], "--hxl is for formats in CSV"),
        ("csv", &["--vague", "acled"], "--vague is for acled-csv"),
        ("csv", &["--output", "folder"], "folder is a folder"),
        ("datapackage", &["--output", "articles.jsonl"], "is a file; a data package is a folder"),
        ("csv", &["--output", "record.db"], "is the record"),
        ("csv", &["--output", "nowhere/out.csv"], "cannot write to nowhere/out.csv"),
        ("csv", &["--coarsen", "admin1"], "--public"),
    ];
    for (format, arguments, words) in cases {
        let ran = export(&folder, format, arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.stderr.contains(words), "{arguments:?}: {}", ran.stderr);
    }
    let missing = folder.run(&["export", "--record", "none.db", "--format", "csv"], "");
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("none.db"), "{}", missing.stderr);
}

#[test]
fn a_fault_leaves_the_earlier_export() {
    let folder = record();
    folder.file("out.csv", "earlier");
    let path = folder.path().join("record.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes.truncate(half);
    std::fs::write(&path, bytes).unwrap();
    let ran = export(&folder, "csv", &["--output", "out.csv"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(folder.path().join("out.csv")).unwrap(), "earlier");
    let left = std::fs::read_dir(folder.path())
        .unwrap()
        .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().starts_with(".export-"));
    assert_eq!(left.count(), 0);
}
