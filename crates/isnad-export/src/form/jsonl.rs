use super::{Form, Written};
use crate::Error;
use crate::view::View;
use std::io::{BufWriter, Write};

/// One dossier a line: the event, its reports, every claim.
pub struct Jsonl<W: Write> {
    out: BufWriter<W>,
}

impl<W: Write> Jsonl<W> {
    /// Writes to `out`.
    pub fn new(out: W) -> Self {
        Self { out: BufWriter::with_capacity(1 << 16, out) }
    }
}

impl<W: Write> Form for Jsonl<W> {
    fn add(&mut self, view: &View<'_>) -> Result<Written, Error> {
        serde_json::to_writer(&mut self.out, view.dossier)?;
        self.out.write_all(b"\n")?;
        Ok(Written::Rows(1))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        Ok(self.out.flush()?)
    }
}
