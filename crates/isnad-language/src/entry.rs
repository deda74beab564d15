//! The lines of a lexicon and where they are found in a text.

use crate::{Features, PackError};

/// A word or phrase of a pack, by its place in the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(crate) u32);

impl EntryId {
    /// Index into a table with one row per entry.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One line of a lexicon file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The first spelling given.
    pub lemma: String,
    /// What the word is to the engine: `month`, `person`, `speech`, …
    pub class: String,
    /// What the engine needs to know of it.
    pub attributes: Vec<(String, String)>,
    /// File within the pack.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    /// A sentence in which the entry must be found.
    pub example: String,
    /// A sentence in which it must not.
    pub counter: String,
    /// A phrase whose words count on their own too (attribute `transparent`).
    pub transparent: bool,
}

impl Entry {
    /// Value of an attribute; `Some("")` for a bare flag.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// Whether the attribute is there.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// Name shown in explanations: `file:lemma`.
    pub fn rule(&self) -> String {
        let stem = self.file.rsplit('/').next().unwrap_or(&self.file);
        format!("{}:{}", stem.strip_suffix(".tsv").unwrap_or(stem), self.lemma)
    }

    /// A fault in the attributes column.
    pub fn fault(&self, message: impl Into<String>) -> PackError {
        PackError::new("L004", &self.file, self.line, 4, message)
    }
}

/// An entry found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What was found.
    pub entry: EntryId,
    /// Features of form and clitics.
    pub features: Features,
}

impl Match {
    /// Token indices.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}
