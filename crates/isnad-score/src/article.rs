//! What is scored: gold files and the program's output, read into one form. Fields that are not scored are left out.

use anyhow::{Context, Result};
use isnad_model::{EventType, Measure, Of, PlacePrecision, Role, SourceKind, SubEventType, Tactic, Target};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// One article as coded by a person or by the program.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Coded {
    /// Pairs gold and prediction.
    pub id: String,
    /// The incidents.
    #[serde(default)]
    pub(crate) reports: Vec<Report>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Report {
    pub main: bool,
    pub optional: bool,
    pub event_type: Option<EventType>,
    pub sub_event_type: Option<SubEventType>,
    pub date: Option<Days>,
    pub locations: Vec<Location>,
    pub actors: Vec<Actor>,
    pub tactics: Vec<Tactic>,
    pub targets: Vec<Target>,
    pub claims: Vec<Claim>,
    pub optional_actors: Vec<String>,
    pub optional_tactics: Vec<Tactic>,
    pub optional_targets: Vec<Target>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Days {
    pub start: Date,
    pub end: Date,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Location {
    pub name: String,
    #[serde(default)]
    pub aka: Vec<String>,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub precision: PlacePrecision,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Actor {
    pub id: String,
    pub role: Role,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Claim {
    pub measure: Measure,
    pub of: Of,
    pub low: Option<u64>,
    pub high: Option<u64>,
    #[serde(default)]
    pub sources: Vec<Link>,
    #[serde(default)]
    pub optional: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Link {
    pub kind: SourceKind,
}

/// Reads one article from JSON.
pub fn read_coded(json: &str) -> serde_json::Result<Coded> {
    serde_json::from_str(json)
}

/// Reads a folder of JSON files, one article each, or a JSONL file; by id.
pub fn read_all(path: &Path) -> Result<BTreeMap<String, Coded>> {
    let mut out = BTreeMap::new();
    let mut add = |json: &str, place: String| -> Result<()> {
        let article = read_coded(json).context(place)?;
        out.insert(article.id.clone(), article);
        Ok(())
    };
    if path.is_dir() {
        let listing = std::fs::read_dir(path).with_context(|| format!("cannot read the folder {}", path.display()))?;
        let mut files: Vec<_> = listing.filter_map(|e| e.ok()).map(|e| e.path()).collect();
        files.retain(|f| f.extension().is_some_and(|e| e == "json"));
        files.sort();
        for file in files {
            let json = std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            add(&json, file.display().to_string())?;
        }
    } else {
        let lines = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        for (n, line) in lines.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
            add(line, format!("{}:{}", path.display(), n + 1))?;
        }
    }
    Ok(out)
}
