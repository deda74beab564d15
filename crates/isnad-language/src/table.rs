//! Reading the tab-separated files of a pack.

use crate::PackError;

/// One line of a table with its place.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// File within the pack.
    pub file: &'a str,
    /// Line from 1.
    pub line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// Cell by column from 0; empty where the line is shorter. A lone `-` means empty.
    pub fn cell(&self, column: usize) -> &'a str {
        match self.cells.get(column).map(|c| c.trim()) {
            Some("-") | None => "",
            Some(c) => c,
        }
    }

    /// A fault in a column from 0.
    pub fn fault(&self, code: &'static str, column: usize, message: impl Into<String>) -> PackError {
        PackError::new(code, self.file, self.line, column + 1, message)
    }
}

/// The rows of a table: blank lines and lines that start with `#` are left out, and so is the header line.
pub fn rows<'a>(file: &'a str, content: &'a str) -> impl Iterator<Item = Row<'a>> {
    content
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .skip(1)
        .map(move |(n, l)| Row { file, line: n + 1, cells: l.split('\t').collect() })
}

/// `key=value` words and bare flags (value empty), split at white space; `\s` stands for a space in a value.
pub fn attributes(cell: &str) -> Vec<(String, String)> {
    cell.split_whitespace()
        .map(|w| match w.split_once('=') {
            Some((k, v)) => (k.to_owned(), v.replace("\\s", " ")),
            None => (w.to_owned(), String::new()),
        })
        .collect()
}
