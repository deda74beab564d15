use super::{Form, Written};
use crate::schema::{Field, Kind};
use crate::sheet::{Row, Sheet};
use crate::value::Value;
use crate::view::View;
use crate::{Error, Options};
use arrow_array::builder::{
    ArrayBuilder, BinaryBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder,
    TimestampMillisecondBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, SchemaRef, TimeUnit};
use jiff::civil::{Date, date};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io::Write;
use std::sync::Arc;

/// Rows that are held until they are written together.
const BATCH: usize = 8192;
/// Name of the column of points.
const GEOMETRY: &str = "geometry";

/// Parquet of the table of events; with points, GeoParquet 1.1.
pub struct Columnar<W: Write + Send> {
    writer: ArrowWriter<W>,
    schema: SchemaRef,
    rows: Vec<Row>,
    points: Option<Points>,
}

/// The points of the rows at hand, and the box of all so far.
#[derive(Default)]
struct Points {
    held: Vec<Option<(f64, f64)>>,
    bounds: Option<[f64; 4]>,
}

impl<W: Write + Send> Columnar<W> {
    /// Begins a file; `points` adds a column of points.
    pub fn new(out: W, points: bool, options: &Options<'_>) -> Result<Self, Error> {
        let mut fields: Vec<arrow_schema::Field> = Sheet::Events.schema().fields.iter().map(column).collect();
        if points {
            fields.push(arrow_schema::Field::new(GEOMETRY, DataType::Binary, true));
        }
        let schema: SchemaRef = Arc::new(arrow_schema::Schema::new(fields));
        let estimate = KeyValue::new("estimate".to_owned(), options.estimate.to_owned());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // what a group holds lies in memory until it is full
            .set_max_row_group_row_count(Some(8 * BATCH))
            .set_created_by(format!("isnad {}", env!("CARGO_PKG_VERSION")))
            .set_key_value_metadata(Some(vec![estimate]))
            .build();
        let writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
        Ok(Self { writer, schema, rows: Vec::new(), points: points.then(Points::default) })
    }

    fn write(&mut self) -> Result<(), Error> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let fields = &Sheet::Events.schema().fields;
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(fields.len() + 1);
        for (n, field) in fields.iter().enumerate() {
            columns.push(array(field.kind, self.rows.iter().map(|row| row.get(n).map_or(&Value::Empty, |(_, v)| v))));
        }
        if let Some(points) = &mut self.points {
            let mut builder = BinaryBuilder::new();
            points.held.drain(..).for_each(|point| builder.append_option(point.map(|(lat, lon)| wkb(lat, lon))));
            columns.push(Arc::new(builder.finish()));
        }
        self.rows.clear();
        self.writer.write(&RecordBatch::try_new(Arc::clone(&self.schema), columns)?)?;
        Ok(())
    }
}

impl<W: Write + Send> Form for Columnar<W> {
    fn add(&mut self, view: &View<'_>) -> Result<Written, Error> {
        let rows = match Sheet::Events.rows(view) {
            Ok(rows) => rows,
            Err(why) => return Ok(Written::LeftOut(why)),
        };
        let count = rows.len() as u64;
        if let Some(points) = &mut self.points {
            let point = view.main_site().and_then(|s| s.point());
            rows.iter().for_each(|_| points.push(point));
        }
        self.rows.extend(rows);
        if self.rows.len() >= BATCH {
            self.write()?;
        }
        Ok(Written::Rows(count))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.write()?;
        if let Some(points) = &self.points {
            self.writer.append_key_value_metadata(KeyValue::new("geo".to_owned(), points.metadata().to_string()));
        }
        self.writer.close()?;
        Ok(())
    }
}

impl Points {
    fn push(&mut self, point: Option<(f64, f64)>) {
        if let Some((lat, lon)) = point {
            let [west, south, east, north] = self.bounds.unwrap_or([lon, lat, lon, lat]);
            self.bounds = Some([west.min(lon), south.min(lat), east.max(lon), north.max(lat)]);
        }
        self.held.push(point);
    }

    /// The file's metadata after GeoParquet 1.1; longitude and latitude on WGS 84 is what it takes for granted.
    fn metadata(&self) -> serde_json::Value {
        let mut column = serde_json::json!({"encoding": "WKB", "geometry_types": ["Point"]});
        if let (Some(bounds), Some(column)) = (self.bounds, column.as_object_mut()) {
            column.insert("bbox".to_owned(), bounds.to_vec().into());
        }
        serde_json::json!({"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}})
    }
}

/// A point as well-known binary, little-endian.
fn wkb(lat: f64, lon: f64) -> [u8; 21] {
    let mut bytes = [0; 21];
    bytes[0] = 1;
    bytes[1] = 1;
    bytes[5..13].copy_from_slice(&lon.to_le_bytes());
    bytes[13..].copy_from_slice(&lat.to_le_bytes());
    bytes
}

fn column(field: &Field) -> arrow_schema::Field {
    let kind = match field.kind {
        Kind::String => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Date => DataType::Date32,
        Kind::Datetime => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
        Kind::Boolean => DataType::Boolean,
    };
    let metadata = [("description".to_owned(), field.description.clone())].into();
    arrow_schema::Field::new(&field.name, kind, !field.required()).with_metadata(metadata)
}

fn array<'v>(kind: Kind, values: impl Iterator<Item = &'v Value>) -> ArrayRef {
    /// Appends what fits the column, and nothing in the place of what does not.
    macro_rules! collect {
        ($builder:expr, $value:ident => $fits:expr) => {{
            let mut builder = $builder;
            values.for_each(|$value| builder.append_option($fits));
            ArrayBuilder::finish(&mut builder)
        }};
    }
    match kind {
        Kind::String => collect!(StringBuilder::new(), v => if let Value::Text(t) = v { Some(t) } else { None }),
        Kind::Integer => collect!(Int64Builder::new(), v => if let Value::Whole(n) = v { Some(*n) } else { None }),
        Kind::Number => collect!(Float64Builder::new(), v => if let Value::Number(n) = v { Some(*n) } else { None }),
        Kind::Date => collect!(Date32Builder::new(), v => if let Value::Day(d) = v { days(*d) } else { None }),
        Kind::Datetime => collect!(
            TimestampMillisecondBuilder::new().with_timezone("UTC"),
            v => if let Value::Time(t) = v { Some(t.as_millisecond()) } else { None }
        ),
        Kind::Boolean => collect!(BooleanBuilder::new(), v => if let Value::Truth(t) = v { Some(*t) } else { None }),
    }
}

/// Days since 1970.
fn days(day: Date) -> Option<i32> {
    Some(date(1970, 1, 1).until(day).ok()?.get_days())
}
