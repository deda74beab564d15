use crate::schema::schema_of;
use crate::support::{all, ambush, bytes, march, records};
use isnad_export::{Format, Options, Schema};

#[test]
fn one_row_an_event() {
    let rows = records(Format::Csv, &all(), &Options::default());
    assert_eq!(rows.iter().map(|r| r.get("id")).collect::<Vec<_>>(), ["ambush", "villages", "march"]);
    let ambush = &rows[0];
    let check = |column, value| assert_eq!(ambush.get(column), value, "{column}");
    check("country_name", "Mali");
    check("latitude", "15.91693");
    check("place_relation", "near");
    check("perpetrators", "jnim");
    check("responsibility", "jnim: claimed as of 2024-05-16");
    check("killed_low", "15");
    check("killed_best", "15");
    check("killed_high", "");
    check("killed_civilians", "3");
    check("killed_forces", "12");
    check("killed_militants", "");
    check("wounded_high", "6");
    check("articles", "2");
    check("first_published", "2024-05-15");
    check("updated", "2024-05-16T09:30:00Z");
    assert!(ambush.get("notes").contains("At least 12 military killed: مصدر أمني via Reuters (Outlet 2024-05-15)"));
    assert_eq!(rows[2].get("date_start"), "");
    assert_eq!(rows[1].get("other_locations"), "Sebba; Titao");
}

#[test]
fn one_row_a_claim() {
    let rows = records(Format::LongCsv, &all(), &Options::default());
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0].get("claim_id"), "ambush-article#0/0");
    assert_eq!(rows[0].get("chain"), "مصدر أمني (security_source) > Reuters (news_agency)");
    assert_eq!(rows[0].get("quote"), "12 جنديا على الأقل قتلوا");
    assert_eq!((rows[0].get("low"), rows[0].get("high")), ("12", ""));
}

#[test]
fn no_text_begins_a_formula() {
    for format in [Format::Csv, Format::LongCsv, Format::AcledCsv, Format::GedCsv] {
        let (out, _) = bytes(format, &[ambush()], &Options::default());
        let schema = schema_of(format);
        for record in csv::Reader::from_reader(out.as_slice()).records() {
            for (field, cell) in schema.fields.iter().zip(&record.unwrap()) {
                let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
                assert!(!formula || cell.parse::<f64>().is_ok(), "{}.{}: {cell}", schema.name, field.name);
            }
        }
    }
    let rows = records(Format::LongCsv, &[ambush()], &Options::default());
    assert_eq!(rows[1].get("quote"), "'=Moussa Keita, his son\r\nand a \"guest\"");
    assert_eq!(rows[2].get("speaker"), "'@spokesman");
    assert_eq!(rows[3].get("outlet"), "'+Daily");
}

#[test]
fn numbers_below_zero_stay_numbers() {
    let mut dossier = ambush();
    dossier.event.locations[0].lat = Some(-1.25);
    assert_eq!(records(Format::Csv, &[dossier], &Options::default())[0].get("latitude"), "-1.25");
}

#[test]
fn a_byte_order_mark_and_tags_where_asked_for() {
    let (out, _) = bytes(Format::Csv, &[march()], &Options { bom: true, hxl: true, ..Options::default() });
    let text = String::from_utf8(out).unwrap();
    let mut lines = text.split("\r\n");
    assert!(lines.next().unwrap().starts_with("\u{feff}id,event_type,"));
    let tags: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(tags.len(), Schema::events().fields.len());
    assert_eq!(&tags[..5], ["#event+id", "#event+type", "#event+type+sub", "#date+start", "#date+end"]);
    assert!(tags.contains(&"#affected+killed+min") && tags.contains(&"#geo+lat"));
    assert!(lines.next().unwrap().starts_with("march,"));

    let (out, _) = bytes(Format::Csv, &[march()], &Options::default());
    assert!(out.starts_with(b"id,event_type"));
}

#[test]
fn no_event_gives_a_head_alone() {
    for format in [Format::Csv, Format::LongCsv, Format::AcledCsv, Format::GedCsv] {
        let (out, summary) = bytes(format, &[], &Options::default());
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 1);
        assert_eq!(summary.events, 0);
    }
}
