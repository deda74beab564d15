//! `GET /timeline`: events and killed by day, week or month.

use super::json;
use crate::params::Params;
use crate::problem::{Answer, Problem};
use crate::selection::Selection;
use crate::server::App;
use axum::extract::{RawQuery, State};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Debug, Clone, Copy)]
enum Step {
    Day,
    Week,
    Month,
}

/// Answers. An event counts at its first day; those without a day are counted apart.
pub(crate) async fn timeline(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Answer {
    let mut params = Params::read(query.as_deref())?;
    let selection = Selection::read(&mut params)?;
    let step = match params.one("step")?.as_deref() {
        Some("day") => Step::Day,
        None | Some("week") => Step::Week,
        Some("month") => Step::Month,
        Some(other) => return Err(Problem::bad(format!("`step={other}` is none; write day, week or month"))),
    };
    params.done()?;
    let index = app.fresh.index();
    let chosen = selection.resolve(&index, &app).await?;
    let mut steps: BTreeMap<Date, (u64, u64)> = BTreeMap::new();
    let mut undated = 0u64;
    for event in index.events().iter().filter(|e| chosen.takes(e)) {
        match event.days {
            None => undated += 1,
            Some((first, _)) => {
                let at = steps.entry(begin(first, step)).or_default();
                at.0 += 1;
                at.1 += event.killed.unwrap_or(0);
            }
        }
    }
    let steps: Vec<Value> = steps
        .into_iter()
        .map(|(start, (events, killed))| json!({"start": start, "events": events, "killed": killed}))
        .collect();
    json(&json!({"steps": steps, "undated": undated}))
}

/// First day of the step that a day lies in; weeks begin on Monday.
fn begin(day: Date, step: Step) -> Date {
    match step {
        Step::Day => day,
        Step::Week => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day),
        Step::Month => day.first_of_month(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn steps_begin() {
        assert_eq!(begin(date(2024, 9, 18), Step::Week), date(2024, 9, 16));
        assert_eq!(begin(date(2024, 9, 16), Step::Week), date(2024, 9, 16));
        assert_eq!(begin(date(2024, 9, 18), Step::Month), date(2024, 9, 1));
    }
}
