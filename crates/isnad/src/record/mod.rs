//! The commands that work with a record: what is in it, what became of it, what people decide.

mod audit;
mod diff;
mod events;
mod review;
mod show;
mod stats;
mod when;

use anyhow::Result;
use serde::Serialize;
use std::io::Write;

pub use audit::run as audit;
pub use diff::run as diff;
pub use events::{filter, run as events};
pub use review::run as review;
pub use show::run as show;
pub use stats::run as stats;

/// A value as JSON for people and programs alike.
fn pretty(value: &impl Serialize) -> Result<()> {
    let mut text = serde_json::to_string_pretty(value)?;
    text.push('\n');
    print(&text)
}

/// Values as JSON, one a line.
fn lines<T: Serialize>(values: &[T]) -> Result<()> {
    let mut text = String::new();
    for value in values {
        text.push_str(&serde_json::to_string(value)?);
        text.push('\n');
    }
    print(&text)
}

fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// One line without control characters, right-to-left words isolated.
fn tidy(text: &str) -> String {
    crate::bidi::isolate_runs(&crate::extract::tidy(text))
}
