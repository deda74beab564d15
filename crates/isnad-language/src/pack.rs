use crate::PackError;
use crate::lexicon::Lexicon;
use crate::morphology::Morphology;
use crate::pattern::PatternSet;
use crate::table::rows;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One language, compiled from its folder.
#[derive(Debug, Clone)]
pub struct Pack {
    /// What `language.toml` says.
    pub language: Language,
    /// Words and phrases.
    pub lexicon: Lexicon,
    /// Patterns by file name without ending.
    pub patterns: BTreeMap<String, PatternSet>,
    /// Settings of stages: the other tables of `language.toml`.
    pub digest: String,
}

/// The head of a pack.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// ISO 639-1 code.
    pub code: String,
    /// Name in English.
    pub name: String,
    /// Version of the pack.
    pub version: String,
    /// ISO 15924 code of the script it is written in.
    pub script: String,
    /// Frequent small words that tell the language from others of the same script.
    #[serde(default)]
    pub stop_words: Vec<String>,
    /// Letters that no other language of the script writes as ordinary ones.
    #[serde(default)]
    pub own_letters: String,
    /// Written from right to left.
    #[serde(default)]
    pub right_to_left: bool,
}

impl Pack {
    /// Compiles a pack from its files: `language.toml`, `morphology.toml`, `lexicon/*.tsv`, `patterns/*.tsv`.
    /// All faults are collected.
    pub fn compile(files: &[(String, String)]) -> Result<Self, Vec<PackError>> {
        let find = |name: &str| files.iter().find(|(f, _)| f == name).map(|(_, c)| c.as_str());
        let Some(head) = find("language.toml") else {
            return Err(vec![PackError::new("L001", "language.toml", 0, 0, "a pack needs this file")]);
        };
        let language: Language = toml::from_str(head).map_err(|e| {
            let line = e.span().map_or(0, |s| head[..s.start].matches('\n').count() + 1);
            vec![PackError::new("L010", "language.toml", line, 0, e.message().to_owned())]
        })?;
        let morphology = match find("morphology.toml") {
            Some(content) => Morphology::read("morphology.toml", content).map_err(|e| vec![e])?,
            None => Morphology::default(),
        };
        let mut lexicon = Lexicon::new(morphology);
        let mut faults = Vec::new();
        for (file, content) in files.iter().filter(|(f, _)| f.starts_with("lexicon/") && f.ends_with(".tsv")) {
            for row in rows(file, content) {
                faults.extend(lexicon.add_row(&row).err());
            }
        }
        let mut patterns = BTreeMap::new();
        for (file, content) in files.iter().filter(|(f, _)| f.starts_with("patterns/") && f.ends_with(".tsv")) {
            let mut set = PatternSet::default();
            for row in rows(file, content) {
                faults.extend(set.add_row(&row, &mut lexicon).err());
            }
            set.finish();
            let stem = file.trim_start_matches("patterns/").trim_end_matches(".tsv");
            patterns.insert(stem.to_owned(), set);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self { language, lexicon, patterns, digest: digest(files) })
    }

    /// The patterns of a file; none where the pack has no such file.
    pub fn patterns(&self, file: &str) -> &PatternSet {
        static NONE: std::sync::LazyLock<PatternSet> = std::sync::LazyLock::new(PatternSet::default);
        self.patterns.get(file).unwrap_or(&NONE)
    }
}

/// A short fingerprint of the files' contents (64-bit FNV-1a).
fn digest(files: &[(String, String)]) -> String {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    for (name, content) in files {
        for b in name.bytes().chain([0]).chain(content.bytes()).chain([0]) {
            h = (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{h:016x}")
}
