//! Where pack files come from: built into the program, or a folder.

use crate::{Pack, PackError};
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The languages built into the program, by code.
pub fn embedded_codes() -> impl Iterator<Item = &'static str> {
    EMBEDDED.iter().map(|(code, _)| *code)
}

/// Compiles a language built into the program.
pub fn embedded(code: &str) -> Option<Result<Pack, Vec<PackError>>> {
    let (_, files) = EMBEDDED.iter().find(|(c, _)| *c == code)?;
    let files: Vec<(String, String)> = files.iter().map(|(n, c)| ((*n).to_owned(), (*c).to_owned())).collect();
    Some(Pack::compile(&files))
}

/// Compiles the pack in a folder.
pub fn from_folder(folder: &Path) -> Result<Pack, Vec<PackError>> {
    Pack::compile(&read_folder(folder)?)
}

fn read_folder(folder: &Path) -> Result<Vec<(String, String)>, Vec<PackError>> {
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for sub in ["", "lexicon", "patterns"] {
        let here = folder.join(sub);
        let listing = match std::fs::read_dir(&here) {
            Ok(l) => l,
            Err(e) if sub.is_empty() => {
                return Err(vec![PackError::new("L000", &here.display().to_string(), 0, 0, e.to_string())]);
            }
            Err(_) => continue,
        };
        let mut paths: Vec<_> = listing.filter_map(|e| e.ok()).map(|e| e.path()).filter(|p| p.is_file()).collect();
        paths.sort();
        for path in paths {
            let file = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let name = if sub.is_empty() { file } else { format!("{sub}/{file}") };
            if !name.ends_with(".tsv") && !name.ends_with(".toml") {
                continue;
            }
            match std::fs::read_to_string(&path) {
                Ok(content) => files.push((name, content)),
                Err(e) => faults.push(PackError::new("L000", &name, 0, 0, e.to_string())),
            }
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}
