use std::fmt;

/// What is wrong with a language pack, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct PackError {
    /// Stable code, `L001` and up; listed in CONTRIBUTING.md.
    pub code: &'static str,
    /// File within the pack.
    pub file: String,
    /// Line, from 1; 0 where the fault has none.
    pub line: usize,
    /// Column of the table, from 1; 0 where the fault has none.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl PackError {
    /// A fault at a place of a pack file.
    pub fn new(code: &'static str, file: &str, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { code, file: file.to_owned(), line, column, message: message.into() }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}:{}", self.code, self.file, self.line)?;
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}", self.message)
    }
}
