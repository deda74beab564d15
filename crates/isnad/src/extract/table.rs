//! Reports as a table for people.

use crate::bidi::isolate_runs;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{Attribute, Cell, ColumnConstraint, ContentArrangement, Width};
use isnad_model::{Claim, DatePrecision, DateRange, Extraction, Figure, Qualifier, Relation, Report, Role, Stance};
use std::io::IsTerminal;

/// Cells of one row.
pub type Row = [String; 6];

const HEADER: [&str; 6] = ["article", "date", "place", "type", "perpetrator → target", "figures"];

/// The column of dates, and the width of a day with its padding: days are not torn apart.
const DATE: usize = 1;
const DAY: u16 = 12;

/// Width of a table that goes to no terminal.
const WIDTH: u16 = 150;

/// Rows of an article: one per report, the main one marked ●; one that says so where there is none.
pub fn rows_of(extraction: &Extraction) -> Vec<Row> {
    if extraction.reports.is_empty() {
        let [a, b, c, d, e] = [(); 5].map(|()| "–".to_owned());
        return vec![[tidy(&extraction.id), a, b, c, d, e]];
    }
    extraction.reports.iter().enumerate().map(|(k, report)| row(extraction, k == 0, report)).collect()
}

fn row(extraction: &Extraction, first: bool, report: &Report) -> Row {
    let id = if first { tidy(&extraction.id) } else { String::new() };
    let mark = if report.main { "● " } else { "  " };
    let places: Vec<String> = report
        .locations
        .iter()
        .map(|l| {
            let relation = match l.relation {
                Relation::In => "",
                Relation::Near => "near ",
                Relation::Between => "between ",
            };
            let country = l.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
            format!("{relation}{}{country}", tidy(&l.name))
        })
        .collect();
    let figures: Vec<String> = report.claims.iter().map(claim).collect();
    [
        id,
        report.date.map_or_else(|| "?".to_owned(), date),
        if places.is_empty() { "?".to_owned() } else { places.join("\n") },
        format!("{mark}{}", report.sub_event_type.name()),
        parties(report),
        figures.join("\n"),
    ]
}

/// A day, a month, a year, or a span.
pub fn date(date: DateRange) -> String {
    let (start, end) = (date.start(), date.end());
    match date.precision() {
        DatePrecision::Day => start.to_string(),
        DatePrecision::Year => start.strftime("%Y").to_string(),
        DatePrecision::Month if (start.year(), start.month()) == (end.year(), end.month()) => {
            start.strftime("%Y-%m").to_string()
        }
        _ => format!("{start} –\n{end}"),
    }
}

/// One actor a line: who did it, then `→` and to whom.
fn parties(report: &Report) -> String {
    let of = |role: Role, before: &str| -> Vec<String> {
        let actors = report.actors.iter().filter(|a| a.role == role);
        actors.map(|a| format!("{before}{}{}", a.id, a.stance.map_or("", hedge))).collect()
    };
    let (mut lines, mut targets) = (of(Role::Perpetrator, ""), of(Role::Target, "→ "));
    if lines.is_empty() {
        lines.push("?".to_owned());
    }
    if targets.is_empty() {
        targets.push("→ ?".to_owned());
    }
    lines.extend(targets);
    lines.extend(of(Role::Other, "also "));
    lines.join("\n")
}

/// How firmly a perpetrator is named, behind its name.
pub fn hedge(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserted => "",
        Stance::Claimed => " (claims it)",
        Stance::Accused => " (accused)",
        Stance::Suspected => " (suspected)",
        Stance::Denied => " (denies it)",
    }
}

fn claim(claim: &Claim) -> String {
    let mut text = format!("{} {} {}", claim.measure.name().replace('_', " "), figure(&claim.figure), claim.of.name());
    if let Some(source) = claim.sources.first() {
        text.push_str(&format!(" · {}", tidy(&source.name)));
    }
    text
}

/// A figure as low–high, with `~` for about and `+` for at least.
pub fn figure(figure: &Figure) -> String {
    match (figure.low, figure.high) {
        (Some(a), Some(b)) if a == b && figure.qualifier == Qualifier::About => format!("~{a}"),
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}–{b}"),
        (Some(a), None) => format!("{a}+"),
        (None, Some(b)) => format!("≤{b}"),
        (None, None) => "some".to_owned(),
    }
}

/// One line without control characters.
pub fn tidy(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Rows that wait to be printed.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
}

impl Table {
    /// Adds rows.
    pub fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// Rows that wait.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The table as text; isolate marks are set once cells are wrapped, so that none is torn from its other half.
    pub fn take(&mut self) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
        if !std::io::stdout().is_terminal() {
            table.set_width(WIDTH);
        }
        table.set_header(HEADER.map(|h| Cell::new(h).add_attribute(Attribute::Bold)));
        for row in self.rows.drain(..) {
            table.add_row(row);
        }
        if let Some(dates) = table.column_mut(DATE) {
            dates.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(DAY)));
        }
        let mut text = String::new();
        for line in table.lines() {
            text.push_str(&isolate_runs(&line));
            text.push('\n');
        }
        text
    }
}
