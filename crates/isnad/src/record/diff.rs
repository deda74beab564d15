//! `isnad diff`: what became of a record's events since a time.

use super::when::{moment, shown};
use super::{lines, pretty, print, tidy};
use crate::cli::record::{Diff, Told};
use anyhow::Result;
use isnad_store::{ChangeKind, Headline, Store};
use std::fmt::Write;

/// Runs the command.
pub fn run(options: &Diff) -> Result<bool> {
    let since = moment(&options.since)?;
    let changes = Store::open_read_only(&options.record.record)?.changes_since(since)?;
    match options.format {
        Told::Json => pretty(&changes)?,
        Told::Jsonl => lines(&changes)?,
        Told::Text => {
            let mut out = String::new();
            for c in &changes {
                let other = c.other.map(|o| o.to_string()).unwrap_or_default();
                let (sign, what) = match c.kind {
                    ChangeKind::New => ("+", "new".to_owned()),
                    ChangeKind::Changed => ("~", "changed".to_owned()),
                    ChangeKind::Split => ("+", format!("came out of {other}")),
                    ChangeKind::Merged => ("-", format!("went into {other}")),
                    ChangeKind::Withdrawn => ("-", "told no longer".to_owned()),
                };
                writeln!(out, "{sign} {} {what} · {}", c.event, shown(c.at))?;
                if let Some(line) = c.now.as_ref().or(c.before.as_ref()).map(headline) {
                    writeln!(out, "    {}", tidy(&line))?;
                }
                for line in &c.differences {
                    writeln!(out, "    {}", tidy(line))?;
                }
            }
            print(&out)?;
            eprintln!("{} event(s) since {}", changes.len(), shown(since));
        }
    }
    Ok(true)
}

fn headline(h: &Headline) -> String {
    let places = if h.places.is_empty() { "?".to_owned() } else { h.places.join(", ") };
    format!("{} · {places} · {} · {} report(s)", h.date, h.sub_event_type, h.members.len())
}
