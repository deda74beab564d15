use crate::support::{all, ambush, bytes};
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type, TimestampMillisecondType};
use arrow_array::{Array, RecordBatch};
use isnad_export::{Dossier, Format, Kind, Options, Schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;

fn read(format: Format, dossiers: &[Dossier]) -> (Vec<RecordBatch>, Option<Value>) {
    let (out, _) = bytes(format, dossiers, &Options { estimate: "best", ..Options::default() });
    let file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut &file, &out).unwrap();
    let metadata = SerializedFileReader::new(file.try_clone().unwrap()).unwrap();
    let pairs = metadata.metadata().file_metadata().key_value_metadata().cloned().unwrap_or_default();
    assert!(pairs.iter().any(|p| p.key == "estimate" && p.value.as_deref() == Some("best")));
    let geo = pairs.iter().find(|p| p.key == "geo").and_then(|p| serde_json::from_str(p.value.as_deref()?).ok());
    let batches = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().with_batch_size(100_000).build().unwrap();
    (batches.map(Result::unwrap).collect(), geo)
}

#[test]
fn parquet_has_the_columns_of_the_schema() {
    let (batches, geo) = read(Format::Parquet, &all());
    assert_eq!(geo, None);
    let batch = &batches[0];
    assert_eq!(batch.num_rows(), 3);
    let fields = &Schema::events().fields;
    assert_eq!(batch.num_columns(), fields.len());
    for (field, column) in fields.iter().zip(batch.schema().fields()) {
        assert_eq!(&field.name, column.name());
        assert_eq!(field.required(), !column.is_nullable(), "{}", field.name);
        let kind = match field.kind {
            Kind::String => "Utf8",
            Kind::Integer => "Int64",
            Kind::Number => "Float64",
            Kind::Date => "Date32",
            Kind::Datetime => "Timestamp(ms, \"UTC\")",
            Kind::Boolean => "Boolean",
        };
        assert_eq!(column.data_type().to_string(), kind, "{}", field.name);
    }
    let column = |name: &str| batch.column_by_name(name).unwrap();
    assert_eq!(column("id").as_string::<i32>().value(0), "ambush");
    assert_eq!(column("killed_best").as_primitive::<Int64Type>().value(0), 15);
    assert!(column("killed_high").is_null(0));
    assert_eq!(column("latitude").as_primitive::<Float64Type>().value(0), 15.91693);
    // 2024-05-14
    assert_eq!(column("date_start").as_primitive::<Date32Type>().value(0), 19_857);
    assert!(column("date_start").is_null(2));
    assert_eq!(column("updated").as_primitive::<TimestampMillisecondType>().value(0), 1_715_851_800_000);
}

#[test]
fn geoparquet_has_points_and_metadata() {
    let (batches, geo) = read(Format::GeoParquet, &all());
    let geo = geo.unwrap();
    assert_eq!(geo["version"], "1.1.0");
    assert_eq!(geo["primary_column"], "geometry");
    let column = &geo["columns"]["geometry"];
    assert_eq!(column["encoding"], "WKB");
    assert_eq!(column["geometry_types"], serde_json::json!(["Point"]));
    assert_eq!(column["bbox"], serde_json::json!([0.9, 11.7, 9.0, 17.0]));
    let points = batches[0].column_by_name("geometry").unwrap().as_binary::<i32>();
    let point = points.value(0);
    let number = |at: usize| f64::from_le_bytes(point[at..at + 8].try_into().unwrap());
    assert_eq!(&point[..5], [1, 1, 0, 0, 0]);
    assert_eq!((number(5), number(13)), (2.40224, 15.91693));
}

#[test]
fn many_rows_come_in_several_batches() {
    let mut dossiers = Vec::new();
    for n in 0..20_000 {
        let mut dossier = ambush();
        dossier.event.id = format!("event-{n}");
        if n % 3 == 0 {
            dossier.event.locations.clear();
        }
        dossiers.push(dossier);
    }
    let (batches, _) = read(Format::GeoParquet, &dossiers);
    let rows: usize = batches.iter().map(RecordBatch::num_rows).sum();
    assert_eq!(rows, 20_000);
    let mut n = 0;
    for batch in &batches {
        let (ids, points) = (batch.column(0).as_string::<i32>(), batch.column_by_name("geometry").unwrap());
        for row in 0..batch.num_rows() {
            assert_eq!(ids.value(row), format!("event-{n}"));
            assert_eq!(points.is_null(row), n % 3 == 0);
            n += 1;
        }
    }
}

#[test]
fn an_empty_file_can_be_read() {
    let (batches, geo) = read(Format::GeoParquet, &[]);
    assert_eq!(batches.iter().map(RecordBatch::num_rows).sum::<usize>(), 0);
    assert_eq!(geo.unwrap()["columns"]["geometry"].get("bbox"), None);
}
