use crate::json;
use crate::schema::check;
use crate::support::{all, bytes};
use isnad_export::{Error, Format, Options, Schema, Sink, export};
use serde_json::Value;
use std::convert::Infallible;
use std::io::{Cursor, Read};

const DATAPACKAGE: &str = include_str!("../../schemas/datapackage.schema.json");

/// Holds a package against the schema of packages, and each of its tables against the schema in it.
fn holds(read: impl Fn(&str) -> Vec<u8>) {
    let about: Value = serde_json::from_slice(&read("datapackage.json")).unwrap();
    json::check(DATAPACKAGE, &about);
    let resources = about["resources"].as_array().unwrap();
    assert_eq!(
        resources.iter().map(|r| r["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["events", "claims", "sources"]
    );
    let mut events = Vec::new();
    for resource in resources {
        let mut schema = resource["schema"].clone();
        for key in ["name", "title", "description"] {
            schema[key] = resource[key].clone();
        }
        let schema: Schema = serde_json::from_value(schema).unwrap();
        let csv = read(resource["path"].as_str().unwrap());
        check(&schema, &csv);
        let mut reader = csv::Reader::from_reader(csv.as_slice());
        let column = |name: &str| schema.fields.iter().position(|f| f.name == name).unwrap();
        for record in reader.records() {
            let record = record.unwrap();
            match schema.name.as_str() {
                "events" => events.push(record[column("id")].to_owned()),
                // a foreign key leads somewhere
                _ => assert!(events.iter().any(|e| *e == record[column("event_id")])),
            }
        }
    }
    assert_eq!(events.len(), 3);
}

#[test]
fn a_zip_archive() {
    let (out, summary) = bytes(Format::DataPackage, &all(), &Options { estimate: "best", ..Options::default() });
    assert_eq!(summary.events, 3);
    holds(|name| {
        let mut archive = zip::ZipArchive::new(Cursor::new(&out)).unwrap();
        let mut bytes = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    });
    assert_eq!(out, bytes(Format::DataPackage, &all(), &Options { estimate: "best", ..Options::default() }).0);
}

#[test]
fn a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package");
    let write = || {
        let dossiers = all().into_iter().map(Ok::<_, Infallible>);
        export(Format::DataPackage, dossiers, &Options::default(), Sink::<Vec<u8>>::Folder(path.clone())).unwrap()
    };
    write();
    // an earlier package is written over
    write();
    holds(|name| std::fs::read(path.join(name)).unwrap());
    let mut names: Vec<_> = std::fs::read_dir(&path).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["claims.csv", "datapackage.json", "events.csv", "sources.csv"]);
}

#[test]
fn a_fault_on_the_way_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    std::fs::write(path.join("events.csv"), "old").unwrap();
    let dossiers = [Ok(all().remove(0)), Err("the record is damaged".to_owned())];
    let fault =
        export(Format::DataPackage, dossiers, &Options::default(), Sink::<Vec<u8>>::Folder(path.clone())).unwrap_err();
    assert_eq!(fault.to_string(), "an event cannot be read: the record is damaged");
    assert_eq!(std::fs::read_to_string(path.join("events.csv")).unwrap(), "old");
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 1);
}

#[test]
fn other_formats_want_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let dossiers = all().into_iter().map(Ok::<_, Infallible>);
    let fault = export(Format::Csv, dossiers, &Options::default(), Sink::<Vec<u8>>::Folder(folder.path().to_owned()));
    assert!(matches!(fault, Err(Error::Folder { format: "csv", .. })));
}
