use super::{Form, Written};
use crate::sheet::{Row, Sheet};
use crate::value::Value;
use crate::view::View;
use crate::{Error, Options};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use std::io::Write;

/// The sheets with rows, in the order of the workbook; a sheet that explains them follows.
const SHEETS: [Sheet; 3] = [Sheet::Events, Sheet::Claims, Sheet::Sources];
/// Rows that a sheet can hold, its head among them.
const LIMIT: u32 = 1 << 20;
/// Characters that a cell can hold.
const CELL: usize = 32_767;
/// What stands at the end of a text that was cut.
const CUT: &str = " […]";

/// A workbook with the sheets events, claims, sources and readme. Rows go to disk as they come.
pub struct Book<W: Write> {
    book: Workbook,
    next: [u32; SHEETS.len()],
    styles: Styles,
    readme: Vec<[String; 4]>,
    updated: Option<Timestamp>,
    out: W,
}

struct Styles {
    head: Format,
    day: Format,
    time: Format,
}

impl<W: Write> Book<W> {
    /// Begins a workbook.
    pub fn new(out: W, options: &Options<'_>) -> Result<Self, Error> {
        let mut book = Workbook::new();
        let styles = Styles {
            head: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        };
        for sheet in SHEETS {
            let page = book.add_worksheet_with_constant_memory()?;
            page.set_name(&sheet.schema().name)?;
            page.set_freeze_panes(1, 1)?;
            for (column, field) in (0..).zip(&sheet.schema().fields) {
                page.write_string_with_format(0, column, &field.name, &styles.head)?;
            }
        }
        Ok(Self { book, next: [1; SHEETS.len()], styles, readme: readme(options), updated: None, out })
    }
}

impl<W: Write> Form for Book<W> {
    fn add(&mut self, view: &View<'_>) -> Result<Written, Error> {
        for (n, sheet) in SHEETS.into_iter().enumerate() {
            let rows = match sheet.rows(view) {
                Ok(rows) => rows,
                Err(why) => return Ok(Written::LeftOut(why)),
            };
            let page = self.book.worksheet_from_index(n)?;
            for row in &rows {
                if self.next[n] >= LIMIT {
                    return Err(Error::Rows { sheet: &sheet.schema().name, limit: LIMIT - 1 });
                }
                write_row(page, self.next[n], row, &self.styles)?;
                self.next[n] += 1;
            }
        }
        self.updated = self.updated.max(view.dossier.updated);
        Ok(Written::Rows(1))
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        let page = self.book.add_worksheet_with_constant_memory()?;
        page.set_name("readme")?;
        page.set_column_width(0, 24)?.set_column_width(1, 28)?.set_column_width(2, 12)?.set_column_width(3, 110)?;
        for (row, line) in (0..).zip(&self.readme) {
            for (column, text) in (0..).zip(line) {
                page.write_string(row, column, text)?;
            }
        }
        // the record's own time, not the clock's: the same record gives the same bytes
        let made = ExcelDateTime::from_timestamp(self.updated.map_or(0, |t| t.as_second()))?;
        let properties = DocProperties::new().set_title("Isnad events").set_creation_datetime(&made);
        self.book.set_properties(&properties);
        let bytes = self.book.save_to_buffer()?;
        self.out.write_all(&bytes)?;
        Ok(self.out.flush()?)
    }
}

fn write_row(page: &mut Worksheet, at: u32, row: &Row, styles: &Styles) -> Result<(), Error> {
    for (column, (_, value)) in (0..).zip(row) {
        match value {
            Value::Empty => continue,
            Value::Text(text) => page.write_string(at, column, fitting(text))?,
            // a cell's number has the width of a double: whole up to 2^53
            Value::Whole(n) => page.write_number(at, column, *n as f64)?,
            Value::Number(n) => page.write_number(at, column, *n)?,
            Value::Truth(yes) => page.write_boolean(at, column, *yes)?,
            Value::Day(day) => match excel_day(*day) {
                Some(day) => page.write_datetime_with_format(at, column, &day, &styles.day)?,
                None => page.write_string(at, column, value.plain())?,
            },
            Value::Time(time) => match excel_time(TimeZone::UTC.to_datetime(*time)) {
                Some(time) => page.write_datetime_with_format(at, column, &time, &styles.time)?,
                None => page.write_string(at, column, value.plain())?,
            },
        };
    }
    Ok(())
}

/// A day as spreadsheets count; they know none before 1900.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let [month, of_month] = [day.month(), day.day()].map(|n| u8::try_from(n).ok());
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month?, of_month?).ok()
}

fn excel_time(time: DateTime) -> Option<ExcelDateTime> {
    let [hour, minute, second] = [time.hour(), time.minute(), time.second()].map(|n| n.unsigned_abs());
    excel_day(time.date())?.and_hms(hour.into(), minute, f64::from(second)).ok()
}

/// A text that fits into a cell; a cut one says so at its end.
fn fitting(text: &str) -> String {
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return text.to_owned();
    }
    let mut room = CELL - CUT.chars().count();
    let mut cut = String::new();
    for c in text.chars() {
        match room.checked_sub(c.len_utf16()) {
            Some(left) => room = left,
            None => break,
        }
        cut.push(c);
    }
    cut + CUT
}

/// What the sheets and columns mean.
fn readme(options: &Options<'_>) -> Vec<[String; 4]> {
    let line = |cells: [&str; 4]| cells.map(str::to_owned);
    let mut lines = vec![
        line(["Isnad", "", "", "Events of armed conflict, with every claim and its chain of sources"]),
        line(["estimate", "", "", options.estimate]),
        line(["public", "", "", if options.public.is_some() { "coarsened for the public" } else { "no" }]),
        line(["times", "", "", "UTC"]),
        line(["", "", "", ""]),
        line(["sheet", "column", "type", "meaning"]),
    ];
    for sheet in SHEETS {
        let schema = sheet.schema();
        lines.push(line([&schema.name, "", "", &schema.description]));
        for field in &schema.fields {
            let kind = format!("{:?}", field.kind).to_lowercase();
            lines.push([schema.name.clone(), field.name.clone(), kind, field.description.clone()]);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_to_what_a_cell_holds() {
        assert_eq!(fitting("short"), "short");
        let long = "قتل ".repeat(20_000);
        let cut = fitting(&long);
        assert_eq!(cut.encode_utf16().count(), CELL);
        assert!(cut.ends_with(CUT));
    }
}
