use super::{Delimited, Form, Written};
use crate::sheet::Sheet;
use crate::view::View;
use crate::{Error, Options};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

/// The tables of a package, the main one first.
const SHEETS: [Sheet; 3] = [Sheet::Events, Sheet::Claims, Sheet::Sources];

/// A Frictionless data package: tables of events, claims and sources, and `datapackage.json` that describes them.
///
/// The tables grow side by side in a folder for the time being; the package appears whole or not at all.
pub struct Package<W: Write> {
    sheets: Vec<(Sheet, Delimited<File>)>,
    folder: TempDir,
    about: Value,
    to: Place<W>,
}

/// Where a package goes.
pub enum Place<W> {
    /// Into one zip file.
    Zip(W),
    /// Into a folder, which is made where there is none.
    Folder(PathBuf),
}

impl<W: Write> Package<W> {
    /// Begins a package.
    pub fn new(to: Place<W>, options: &Options<'_>) -> Result<Self, Error> {
        let folder = match &to {
            // beside the target, so that the files can be moved in place
            Place::Folder(path) => {
                fs::create_dir_all(path).map_err(|source| Error::Path { path: path.clone(), source })?;
                tempfile::Builder::new().prefix(".export-").tempdir_in(path)?
            }
            Place::Zip(_) => tempfile::tempdir()?,
        };
        // a second row would break the types of the columns
        let plain = Options { hxl: false, bom: false, ..*options };
        let mut sheets = Vec::new();
        for sheet in SHEETS {
            let path = folder.path().join(file(sheet));
            let made = File::create(&path).map_err(|source| Error::Path { path, source })?;
            sheets.push((sheet, Delimited::new(sheet, made, &plain)?));
        }
        Ok(Self { sheets, folder, about: about(options), to })
    }
}

impl<W: Write> Form for Package<W> {
    fn add(&mut self, view: &View<'_>) -> Result<Written, Error> {
        for (_, csv) in &mut self.sheets {
            csv.add(view)?;
        }
        Ok(Written::Rows(1))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let Self { sheets, folder, about, to } = *self;
        for (_, csv) in sheets {
            csv.close()?;
        }
        let about = format!("{about:#}\n");
        match to {
            Place::Folder(path) => {
                for sheet in SHEETS {
                    move_into(&folder.path().join(file(sheet)), &path.join(file(sheet)))?;
                }
                let description = folder.path().join(DESCRIPTION);
                fs::write(&description, about)?;
                move_into(&description, &path.join(DESCRIPTION))
            }
            Place::Zip(out) => {
                let mut zip = zip::ZipWriter::new_stream(out);
                let options = SimpleFileOptions::default().large_file(true);
                zip.start_file(DESCRIPTION, options)?;
                zip.write_all(about.as_bytes())?;
                for sheet in SHEETS {
                    zip.start_file(file(sheet), options)?;
                    io::copy(&mut File::open(folder.path().join(file(sheet)))?, &mut zip)?;
                }
                Ok(zip.finish()?.flush()?)
            }
        }
    }
}

/// Name of the file that describes a package.
const DESCRIPTION: &str = "datapackage.json";

fn file(sheet: Sheet) -> String {
    format!("{}.csv", sheet.schema().name)
}

fn move_into(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|source| Error::Path { path: to.to_owned(), source })
}

/// `datapackage.json`, after Frictionless Data Package 1.
fn about(options: &Options<'_>) -> Value {
    let resources = SHEETS.map(|sheet| {
        let schema = sheet.schema();
        let mut table = json!({
            "fields": schema.fields,
            "missingValues": schema.missing_values,
            "primaryKey": schema.primary_key,
        });
        if let (true, Some(table)) = (sheet != Sheet::Events, table.as_object_mut()) {
            let to_events = json!([{"fields": "event_id", "reference": {"resource": "events", "fields": "id"}}]);
            table.insert("foreignKeys".to_owned(), to_events);
        }
        json!({
            "name": schema.name,
            "title": schema.title,
            "description": schema.description,
            "path": file(sheet),
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
            "schema": table,
        })
    });
    let coarse = if options.public.is_some() { " Coarsened for the public." } else { "" };
    json!({
        "profile": "tabular-data-package",
        "name": "isnad-events",
        "title": "Events of armed conflict, with every claim and its chain of sources",
        "description": format!(
            "Estimates by the policy `{}`.{coarse} A text that would begin a formula in a spreadsheet has an apostrophe before it.",
            options.estimate
        ),
        "resources": resources,
    })
}
