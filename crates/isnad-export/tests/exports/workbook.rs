use crate::support::{all, bytes};
use calamine::{Data, DataType, Range, Reader, Xlsx};
use isnad_export::{Format, Options, Schema};
use std::io::Cursor;

fn open() -> Xlsx<Cursor<Vec<u8>>> {
    let (out, _) = bytes(Format::Xlsx, &all(), &Options { estimate: "best", ..Options::default() });
    Xlsx::new(Cursor::new(out)).unwrap()
}

fn cell<'r>(range: &'r Range<Data>, row: usize, column: &str) -> &'r Data {
    let at =
        range.rows().next().unwrap().iter().position(|c| c.as_string().is_some_and(|name| name == column)).unwrap();
    range.get((row, at)).unwrap()
}

#[test]
fn a_workbook_has_its_sheets_and_columns() {
    let mut book = open();
    assert_eq!(book.sheet_names(), ["events", "claims", "sources", "readme"]);
    for (schema, rows) in [(Schema::events(), 3), (Schema::claims(), 5), (Schema::sources(), 4)] {
        let range = book.worksheet_range(&schema.name).unwrap();
        let names: Vec<&str> = schema.fields.iter().map(|f| f.name.as_str()).collect();
        let head: Vec<String> = range.rows().next().unwrap().iter().map(|c| c.to_string()).collect();
        assert_eq!(head, names);
        assert_eq!(range.height(), rows + 1, "{}", schema.name);
    }
    let readme = book.worksheet_range("readme").unwrap();
    let columns: usize = [Schema::events(), Schema::claims(), Schema::sources()].iter().map(|s| s.fields.len()).sum();
    assert_eq!(readme.height(), 6 + 3 + columns);
}

#[test]
fn cells_keep_their_types() {
    let mut book = open();
    let events = book.worksheet_range("events").unwrap();
    assert_eq!(cell(&events, 1, "killed_best"), &Data::Float(15.0));
    assert_eq!(cell(&events, 1, "killed_high"), &Data::Empty);
    assert_eq!(cell(&events, 1, "latitude"), &Data::Float(15.91693));
    // 2024-05-14 as spreadsheets count
    assert!(matches!(cell(&events, 1, "date_start"), Data::DateTime(day) if day.as_f64() == 45426.0));
    assert!(matches!(cell(&events, 1, "updated"), Data::DateTime(_)));
    let sources = book.worksheet_range("sources").unwrap();
    assert_eq!(cell(&sources, 1, "main"), &Data::Bool(true));
}

#[test]
fn texts_are_texts_and_no_formulas() {
    let mut book = open();
    let claims = book.worksheet_range("claims").unwrap();
    assert_eq!(cell(&claims, 3, "speaker"), &Data::String("@spokesman".to_owned()));
    let quote = cell(&claims, 2, "quote").to_string();
    assert!(quote.starts_with("=Moussa Keita, his son"), "{quote}");
    assert!(book.worksheet_formula("claims").unwrap().rows().flatten().all(String::is_empty));
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let make = || bytes(Format::Xlsx, &all(), &Options::default()).0;
    assert_eq!(make(), make());
}
