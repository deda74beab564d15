use crate::support::{all, bytes};
use isnad_export::{Coarsen, Dossier, Format, Options};
use serde_json::Value;

/// Holds a value against a schema that lies beside the code.
pub fn check(schema: &str, value: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

const GEOJSON: &str = include_str!("../../schemas/geojson.schema.json");
const JSONL: &str = include_str!("../../schemas/jsonl.schema.json");

#[test]
fn geojson_holds_to_its_schema() {
    for public in [None, Some(Coarsen::Precision), Some(Coarsen::Admin1)] {
        let (out, _) = bytes(Format::GeoJson, &all(), &Options { public, ..Options::default() });
        check(GEOJSON, &serde_json::from_slice(&out).unwrap());
    }
    let (out, _) = bytes(Format::GeoJson, &[], &Options::default());
    check(GEOJSON, &serde_json::from_slice(&out).unwrap());
}

#[test]
fn geojson_says_what_its_points_stand_for() {
    let (out, _) = bytes(Format::GeoJson, &all(), &Options::default());
    let collection: Value = serde_json::from_slice(&out).unwrap();
    let [ambush, villages, march] = [0, 1, 2].map(|n| &collection["features"][n]);
    // longitude first
    assert_eq!(ambush["geometry"], serde_json::json!({"type": "Point", "coordinates": [2.40224, 15.91693]}));
    assert_eq!(ambush["properties"]["precision_meaning"], "a place near which it was");
    assert_eq!(villages["geometry"]["type"], "MultiPoint");
    assert_eq!(villages["geometry"]["coordinates"].as_array().unwrap().len(), 2);
    assert_eq!(villages["properties"]["sites"].as_array().unwrap().len(), 3);
    assert_eq!(march["properties"]["precision"], "country");
    assert_eq!(march["properties"]["date_start"], Value::Null);
    assert_eq!(ambush["properties"]["killed_best"], 15);
}

#[test]
fn a_schema_that_is_broken_is_noticed() {
    let (out, _) = bytes(Format::GeoJson, &all(), &Options::default());
    let mut collection: Value = serde_json::from_slice(&out).unwrap();
    collection["features"][0]["geometry"]["coordinates"] = serde_json::json!([15.9, 102.4]);
    let schema: Value = serde_json::from_str(GEOJSON).unwrap();
    assert!(!jsonschema::is_valid(&schema, &collection));
}

#[test]
fn json_lines_are_dossiers() {
    let (out, summary) = bytes(Format::Jsonl, &all(), &Options::default());
    let text = String::from_utf8(out).unwrap();
    assert_eq!(summary.rows, 3);
    let lines: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    lines.iter().for_each(|line| check(JSONL, line));
    let again: Vec<Dossier> = lines.into_iter().map(|l| serde_json::from_value(l).unwrap()).collect();
    assert_eq!(again, all());
}
