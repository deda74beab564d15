//! Tables hold to their schemas: names, order, types, bounds.

use crate::support::{all, bytes, now};
use isnad_export::{Coarsen, Field, Format, Hold, Kind, Options, Schema};
use jiff::Timestamp;
use jiff::civil::Date;

const TABLES: [Format; 4] = [Format::Csv, Format::LongCsv, Format::AcledCsv, Format::GedCsv];

/// The schema of a table.
pub fn schema_of(format: Format) -> &'static Schema {
    match format {
        Format::LongCsv => Schema::claims(),
        Format::AcledCsv => Schema::acled(),
        Format::GedCsv => Schema::ged(),
        _ => Schema::events(),
    }
}

#[test]
fn tables_hold_to_their_schemas() {
    for public in [None, Some(Coarsen::Precision), Some(Coarsen::Admin1)] {
        let hold = Some(Hold { hours: 1, now: now() });
        for format in TABLES {
            let (out, summary) = bytes(format, &all(), &Options { public, hold, ..Options::default() });
            assert!(summary.rows > 0, "{}", format.name());
            check(schema_of(format), &out);
        }
    }
}

/// Holds a table in CSV against its schema.
pub fn check(schema: &Schema, csv: &[u8]) {
    let mut reader = csv::Reader::from_reader(csv);
    let names: Vec<&str> = schema.fields.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), names, "{}", schema.name);
    let mut keys = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        for (field, cell) in schema.fields.iter().zip(&record) {
            fits(field, cell).unwrap_or_else(|why| panic!("{}.{}: `{cell}` {why}", schema.name, field.name));
        }
        let key = schema.primary_key.iter().map(|k| record[names.iter().position(|n| n == k).unwrap()].to_owned());
        keys.push(key.collect::<Vec<String>>());
    }
    let rows = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), rows, "{}: a key stands twice", schema.name);
}

fn fits(field: &Field, cell: &str) -> Result<(), &'static str> {
    if cell.is_empty() {
        return if field.required() { Err("is required") } else { Ok(()) };
    }
    let well_formed = match field.kind {
        Kind::String => true,
        Kind::Integer => cell.parse::<i64>().is_ok(),
        Kind::Number => cell.parse::<f64>().is_ok_and(f64::is_finite),
        Kind::Date => cell.parse::<Date>().is_ok() && cell.len() == 10,
        Kind::Datetime => cell.parse::<Timestamp>().is_ok() && cell.ends_with('Z'),
        Kind::Boolean => matches!(cell, "true" | "false"),
    };
    if !well_formed {
        return Err("is not of its type");
    }
    let bound = |name: &str| field.constraints.get(name).and_then(|b| b.as_f64());
    let number = cell.parse::<f64>().unwrap_or_default();
    if bound("minimum").is_some_and(|least| number < least) || bound("maximum").is_some_and(|most| number > most) {
        return Err("is out of bounds");
    }
    if let Some(of) = field.constraints.get("enum").and_then(|e| e.as_array()) {
        let named = |v: &serde_json::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned) == cell;
        if !of.iter().any(named) {
            return Err("is none of its values");
        }
    }
    Ok(())
}

#[test]
fn cells_that_do_not_fit_are_found() {
    let field = |name: &str| Schema::events().fields.iter().find(|f| f.name == name).unwrap();
    for (name, wrong) in [
        ("id", ""),
        ("date_start", "14 May 2024"),
        ("latitude", "91"),
        ("latitude", "north"),
        ("killed_best", "-1"),
        ("killed_best", "10-20"),
        ("event_type", "War"),
        ("updated", "2024-05-14"),
    ] {
        assert!(fits(field(name), wrong).is_err(), "{name}: {wrong}");
    }
}

#[test]
fn the_layouts_of_other_projects_have_their_columns_in_their_order() {
    let acled = "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 \
                 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location \
                 latitude longitude geo_precision source source_scale notes fatalities tags timestamp";
    let ged = "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id \
               dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources \
               source_article source_office source_date source_headline source_original where_prec where_coordinates \
               where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity \
               date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob";
    for (schema, names, count) in [(Schema::acled(), acled, 31), (Schema::ged(), ged, 49)] {
        let ours: Vec<&str> = schema.fields.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(ours, names.split_whitespace().collect::<Vec<_>>());
        assert_eq!(ours.len(), count);
    }
}

#[test]
fn the_document_tells_every_column() {
    let document = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/exports.md")).unwrap();
    for schema in [Schema::events(), Schema::claims(), Schema::sources(), Schema::acled(), Schema::ged()] {
        for field in &schema.fields {
            let kind = format!("{:?}", field.kind).to_lowercase();
            let hxl = field.hxl.as_ref().map_or_else(String::new, |tag| format!("`{tag}`"));
            let row = format!("| `{}` | {kind} | {hxl} | {} |", field.name, field.description);
            assert!(document.contains(&row), "docs/exports.md lacks the row of {}:\n{row}", schema.name);
        }
    }
}
