//! What was odd about an input, and where.

use std::fmt;
use std::sync::Arc;

/// Where in the inputs something stands: a file (or standard input), and a line where that tells more.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Path as the user gave it, or `stdin`.
    pub file: Arc<str>,
    /// Line from 1; `None` where the whole file is meant.
    pub line: Option<u64>,
}

impl Place {
    /// A whole file.
    pub fn file(name: impl Into<Arc<str>>) -> Self {
        Self { file: name.into(), line: None }
    }

    /// A line of the same file.
    pub fn at(&self, line: u64) -> Self {
        Self { file: self.file.clone(), line: Some(line) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

/// How grave a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Everything was read; somebody may want to look.
    Warning,
    /// Something was not read as the input meant it.
    Fault,
}

macro_rules! kinds {
    ($($(#[$meta:meta])* $variant:ident = $code:literal $severity:ident $label:literal,)*) => {
        /// What kind of oddity a notice tells of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[$meta])* $variant,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];

            /// Stable code, `G001` and up.
            pub fn code(self) -> &'static str {
                match self { $(Kind::$variant => $code,)* }
            }

            /// Fault or warning.
            pub fn severity(self) -> Severity {
                match self { $(Kind::$variant => Severity::$severity,)* }
            }

            /// A few words for summaries.
            pub fn label(self) -> &'static str {
                match self { $(Kind::$variant => $label,)* }
            }
        }
    };
}

kinds! {
    /// The file system or a decompressor refused.
    Unreadable = "G001" Fault "unreadable",
    /// The bytes are no JSON.
    NotJson = "G002" Fault "not JSON",
    /// JSON, yet no article.
    NotArticle = "G003" Fault "not an article",
    /// A field holds a value of another type.
    WrongType = "G004" Fault "field of a wrong type",
    /// `published` is no day of the calendar.
    BadDate = "G005" Fault "no such date",
    /// Neither headline nor body holds a word.
    Empty = "G006" Fault "empty article",
    /// Bytes that belong to no encoding were replaced.
    Damaged = "G007" Fault "damaged characters",
    /// Not UTF-8; decoded from an older encoding.
    Charset = "G008" Warning "legacy encoding",
    /// Unusually large.
    Large = "G009" Warning "very large",
    /// Too large to be read.
    TooLarge = "G010" Fault "too large",
    /// No language pack reads the article.
    NoLanguage = "G011" Fault "no language pack",
    /// No text of any kind.
    Binary = "G012" Fault "not text",
    /// A file of a folder that is no article by its name.
    PassedOver = "G013" Warning "passed over",
    /// A folder without a file to read.
    NothingThere = "G014" Fault "nothing to read",
    /// The program failed, not the input.
    Internal = "G015" Fault "internal error",
}

/// What was odd, where, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What kind.
    pub kind: Kind,
    /// Where.
    pub place: Place,
    /// What is wrong and what to do, in words.
    pub message: String,
}

impl Notice {
    /// A notice.
    pub fn new(kind: Kind, place: Place, message: impl Into<String>) -> Self {
        Self { kind, place, message: message.into() }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.kind.severity() {
            Severity::Warning => "warning",
            Severity::Fault => "fault",
        };
        write!(f, "{}: {severity} {}: {}", self.place, self.kind.code(), self.message)
    }
}
