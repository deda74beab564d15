//! What `isnad extract` wrote, or gold files, read back.

use flate2::read::MultiGzDecoder;
use isnad_model::Extraction;
use isnad_reconcile::Told;
use serde::de::IgnoredAny;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// All that was read.
#[derive(Default)]
pub struct Input {
    /// The reports.
    pub told: Vec<Told>,
    /// Articles read.
    pub articles: usize,
    /// What could not be read, each with file and line.
    pub faults: Vec<String>,
    /// Where each article stood, and what it said.
    seen: BTreeMap<String, (String, Extraction)>,
}

/// Reads files, folders of them, or standard input (`-`). A folder's files are those that end in `.json` or `.jsonl`, also
/// with `.gz`; a file holds one extraction, an array, or one a line.
pub fn read(paths: &[PathBuf]) -> Input {
    let mut input = Input::default();
    for path in paths {
        input.path(path);
    }
    input
}

impl Input {
    fn path(&mut self, path: &Path) {
        if path == Path::new("-") {
            return self.stream("stdin", io::stdin().lock());
        }
        if !path.is_dir() {
            return self.file(path);
        }
        let files: Result<Vec<PathBuf>, _> = path.read_dir().and_then(|dir| dir.map(|e| e.map(|e| e.path())).collect());
        match files {
            Err(e) => self.fault(&path.display().to_string(), &format!("the folder cannot be read: {e}")),
            Ok(mut files) => {
                files.retain(|f| {
                    let name = f.file_name().unwrap_or_default().to_string_lossy();
                    let name = name.strip_suffix(".gz").unwrap_or(&name);
                    name.ends_with(".json") || name.ends_with(".jsonl")
                });
                files.sort();
                if files.is_empty() {
                    self.fault(&path.display().to_string(), "the folder holds no .json or .jsonl file");
                }
                files.iter().for_each(|f| self.file(f));
            }
        }
    }

    fn file(&mut self, path: &Path) {
        let name = path.display().to_string();
        match File::open(path) {
            Err(e) => self.fault(&name, &format!("cannot be opened: {e}")),
            Ok(file) if name.ends_with(".gz") => self.stream(&name, MultiGzDecoder::new(file)),
            Ok(file) => self.stream(&name, file),
        }
    }

    fn stream(&mut self, name: &str, source: impl Read) {
        let mut text = Vec::new();
        if let Err(e) = BufReader::new(source).read_to_end(&mut text) {
            self.fault(name, &format!("cannot be read to its end: {e}"));
        }
        if spread_out(&text) {
            match document(&text) {
                Ok(extractions) => {
                    for (i, extraction) in extractions.into_iter().enumerate() {
                        self.add(extraction, format!("{name} (article {})", i + 1));
                    }
                }
                Err(e) => self.fault(&format!("{name}:{}", e.line()), &told(&e)),
            }
            return;
        }
        for (number, line) in text.split(|&b| b == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let place = format!("{name}:{}", number + 1);
            match serde_json::from_slice::<Extraction>(line) {
                Ok(extraction) => self.add(extraction, place),
                Err(e) => self.fault(&place, &told(&e)),
            }
        }
    }

    fn add(&mut self, extraction: Extraction, place: String) {
        if let Some((first, same)) = self.seen.get(&extraction.id) {
            if *same != extraction {
                let message = format!(
                    "article {:?} stands already in {first} and says something else there; the first counts",
                    extraction.id
                );
                self.fault(&place, &message);
            }
            return;
        }
        self.articles += 1;
        self.told.extend(Told::all(&extraction));
        self.seen.insert(extraction.id.clone(), (place, extraction));
    }

    fn fault(&mut self, place: &str, message: &str) {
        self.faults.push(format!("{place}: error: {message}"));
    }
}

/// Whether a file is one JSON document over several lines, not one object a line.
fn spread_out(text: &[u8]) -> bool {
    let mut lines = text.split(|&b| b == b'\n').filter(|l| !l.trim_ascii().is_empty());
    let Some(first) = lines.next() else { return false };
    first.trim_ascii().starts_with(b"[")
        || serde_json::from_slice::<IgnoredAny>(first).is_err_and(|e| e.is_eof())
            && !lines.any(|l| serde_json::from_slice::<Extraction>(l).is_ok())
}

fn document(text: &[u8]) -> serde_json::Result<Vec<Extraction>> {
    if text.trim_ascii().starts_with(b"[") {
        serde_json::from_slice(text)
    } else {
        serde_json::from_slice(text).map(|one| vec![one])
    }
}

/// What is wrong, and what the line should be.
fn told(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    format!("column {}: {message}; a line must be what `isnad extract --format jsonl` prints", error.column())
}
