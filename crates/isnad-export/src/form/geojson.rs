use super::{Form, Written};
use crate::Error;
use crate::sheet::Sheet;
use crate::view::View;
use serde_json::{Map, Value, json};
use std::io::{BufWriter, Write};

/// A feature collection after RFC 7946: one feature an event, with the columns of the table of events as properties.
pub struct GeoJson<W: Write> {
    out: BufWriter<W>,
    begun: bool,
}

impl<W: Write> GeoJson<W> {
    /// Begins the collection.
    pub fn new(out: W) -> Result<Self, Error> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { out, begun: false })
    }
}

impl<W: Write> Form for GeoJson<W> {
    fn add(&mut self, view: &View<'_>) -> Result<Written, Error> {
        if self.begun {
            self.out.write_all(b",")?;
        }
        self.begun = true;
        self.out.write_all(b"\n")?;
        serde_json::to_writer(&mut self.out, &feature(view))?;
        Ok(Written::Rows(1))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}

fn feature(view: &View<'_>) -> Value {
    let mut properties = Map::new();
    for row in Sheet::Events.rows(view).unwrap_or_default() {
        properties.extend(row.into_iter().map(|(name, value)| (name.to_owned(), value.json())));
    }
    let points: Vec<Value> =
        view.sites.iter().filter_map(|s| s.point()).map(|(lat, lon)| json!([degrees(lon), degrees(lat)])).collect();
    let geometry = match points.as_slice() {
        [] => Value::Null,
        [point] => json!({"type": "Point", "coordinates": point}),
        _ => json!({"type": "MultiPoint", "coordinates": points}),
    };
    // the coarsest of the points drawn: none is finer than this says
    let coarsest = view.sites.iter().filter(|s| s.point().is_some()).max_by_key(|s| s.location.precision);
    properties.insert("precision".to_owned(), coarsest.map(|s| s.location.precision.name()).into());
    properties.insert("precision_meaning".to_owned(), coarsest.map(|s| s.meaning()).into());
    let sites = view.sites.iter().map(|s| {
        json!({
            "name": s.location.name, "country": s.location.country, "admin1": s.admin1,
            "precision": s.location.precision, "relation": s.location.relation, "meaning": s.meaning(),
        })
    });
    properties.insert("sites".to_owned(), sites.collect());
    json!({"type": "Feature", "id": view.dossier.event.id, "geometry": geometry, "properties": properties})
}

/// Seven decimals: a centimetre, and more than any gazetteer knows.
fn degrees(d: f64) -> f64 {
    (d * 1e7).round() / 1e7
}
