use super::{Form, Written};
use crate::sheet::{Row, Sheet};
use crate::value::Value;
use crate::view::View;
use crate::{Error, Options};
use std::borrow::Cow;
use std::io::{BufWriter, Write};

/// CSV after RFC 4180 in UTF-8, lines ended as there, safe to open in a spreadsheet.
pub struct Delimited<W: Write> {
    sheet: Sheet,
    csv: csv::Writer<BufWriter<W>>,
}

impl<W: Write> Delimited<W> {
    /// Writes the head: names, and HXL tags where asked for.
    pub fn new(sheet: Sheet, out: W, options: &Options<'_>) -> Result<Self, Error> {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        if options.bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let fields = &sheet.schema().fields;
        csv.write_record(fields.iter().map(|f| &f.name))?;
        if options.hxl {
            csv.write_record(fields.iter().map(|f| f.hxl.as_deref().unwrap_or_default()))?;
        }
        Ok(Self { sheet, csv })
    }

    /// Writes a row.
    pub fn row(&mut self, row: &Row) -> Result<(), Error> {
        for (_, value) in row {
            match value {
                Value::Text(text) => self.csv.write_field(harmless(text).as_bytes())?,
                other => self.csv.write_field(other.plain())?,
            }
        }
        self.csv.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Writes out what is held back.
    pub fn close(self) -> Result<(), Error> {
        let out = self.csv.into_inner().map_err(|e| Error::Write(e.into_error()))?;
        out.into_inner().map_err(|e| Error::Write(e.into_error()))?.flush()?;
        Ok(())
    }
}

impl<W: Write> Form for Delimited<W> {
    fn add(&mut self, view: &View<'_>) -> Result<Written, Error> {
        let rows = match self.sheet.rows(view) {
            Ok(rows) => rows,
            Err(why) => return Ok(Written::LeftOut(why)),
        };
        for row in &rows {
            self.row(row)?;
        }
        Ok(Written::Rows(rows.len() as u64))
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        self.close()
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe stands before what would begin one.
pub fn harmless(text: &str) -> Cow<'_, str> {
    // full-width signs begin formulas in some locales
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_are_disarmed() {
        for dangerous in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(harmless(dangerous), format!("'{dangerous}"));
        }
        for plain in ["", "12", "a=b", "قال مصدر", "'quoted"] {
            assert_eq!(harmless(plain), plain);
        }
    }
}
