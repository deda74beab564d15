use serde::{Deserialize, Serialize};

/// The part of an article a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The headline.
    Title,
    /// The body.
    Text,
}

/// Where in the article a value was read, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Headline or body.
    pub field: Field,
    /// First byte of the span in the UTF-8 of that field.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Name of the rule or lexicon entry that read it.
    pub rule: String,
}
