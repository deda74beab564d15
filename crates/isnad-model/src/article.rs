use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One news article as the program receives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Article {
    /// Unique within a run; file name or line number where the input has none.
    #[serde(default)]
    pub id: String,
    /// ISO 639-1 code; `None` lets the program detect it.
    #[serde(default)]
    pub lang: Option<String>,
    /// Day of publication where known; relative dates resolve against it.
    #[serde(default)]
    pub published: Option<Date>,
    /// The outlet.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Headline; may be empty.
    #[serde(default)]
    pub title: String,
    /// Body, plain text.
    #[serde(default)]
    pub text: String,
}
