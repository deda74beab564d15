//! The forms of output: lines of JSON, one array, a table.

use super::table::{Row, Table, rows_of};
use crate::cli::Format;
use crate::reading::{Progress, Sink};
use anyhow::Result;
use isnad_model::{Article, Extraction};
use std::io::Write;

/// What one article gives to the output, made by the thread that read it.
pub enum Piece {
    /// An object, without line end.
    Object(Vec<u8>),
    /// Rows of the table.
    Rows(Vec<Row>),
}

/// The form, for the threads that read.
#[derive(Debug, Clone, Copy)]
pub struct Form(Format);

impl Form {
    /// What an article gives to the output.
    pub fn piece(self, extraction: &Extraction, _article: &Article) -> Piece {
        match self.0 {
            Format::Table => Piece::Rows(rows_of(extraction)),
            // a struct of strings and numbers always has a JSON form
            Format::Jsonl | Format::Json => Piece::Object(serde_json::to_vec(extraction).unwrap_or_default()),
        }
    }
}

/// Rows after which a part of the table is printed: keeps memory bounded.
const BLOCK: usize = 400;

/// Writes pieces in their form.
pub struct Output<W: Write> {
    format: Format,
    sink: W,
    /// The progress bar must give way to what goes to the terminal.
    to_terminal: bool,
    table: Table,
    first: bool,
}

impl<W: Write> Output<W> {
    /// An output.
    pub fn new(format: Format, sink: W, to_terminal: bool) -> Self {
        Self { format, sink, to_terminal, table: Table::default(), first: true }
    }

    /// The form, for the threads that read.
    pub fn form(&self) -> Form {
        Form(self.format)
    }

    fn print_table(&mut self, progress: &Progress) -> Result<()> {
        if self.table.len() == 0 {
            return Ok(());
        }
        let text = self.table.take();
        let sink = &mut self.sink;
        let mut print = || sink.write_all(text.as_bytes()).and_then(|()| sink.flush());
        if self.to_terminal {
            progress.around(print)?
        } else {
            print()?
        }
        Ok(())
    }
}

impl<W: Write> Sink<Piece> for Output<W> {
    fn take(&mut self, piece: Piece, progress: &Progress) -> Result<()> {
        match piece {
            Piece::Object(object) => {
                if self.format == Format::Json {
                    self.sink.write_all(if self.first { b"[\n" } else { b",\n" })?;
                }
                self.first = false;
                self.sink.write_all(&object)?;
                if self.format == Format::Jsonl {
                    self.sink.write_all(b"\n")?;
                }
            }
            Piece::Rows(rows) => {
                self.table.add(rows);
                if self.table.len() >= BLOCK {
                    self.print_table(progress)?;
                }
            }
        }
        Ok(())
    }

    /// Passes on what is held back; a table waits for its block.
    fn idle(&mut self, _: &Progress) -> Result<()> {
        if self.format != Format::Table {
            self.sink.flush()?;
        }
        Ok(())
    }

    fn finish(&mut self, progress: &Progress) -> Result<()> {
        if self.format == Format::Json {
            self.sink.write_all(if self.first { b"[]\n" } else { b"\n]\n" })?;
        }
        self.print_table(progress)?;
        self.sink.flush()?;
        Ok(())
    }
}
