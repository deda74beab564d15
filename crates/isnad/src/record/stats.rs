//! `isnad stats`: a record in numbers.

use super::when::shown;
use super::{pretty, print};
use crate::cli::Prose;
use crate::cli::record::Stats;
use anyhow::Result;
use indicatif::{HumanBytes, HumanCount};
use isnad_store::Store;
use std::fmt::Write;

/// Runs the command.
pub fn run(options: &Stats) -> Result<bool> {
    let stats = Store::open_read_only(&options.record.record)?.stats()?;
    if options.format == Prose::Json {
        pretty(&stats)?;
        return Ok(true);
    }
    let mut out = String::new();
    let n = HumanCount;
    writeln!(out, "articles     {} in {} versions", n(stats.articles), n(stats.versions))?;
    writeln!(out, "reports      {} with {} claims", n(stats.reports), n(stats.claims))?;
    writeln!(out, "events       {}, {} told by several reports", n(stats.events), n(stats.told_by_several))?;
    writeln!(out, "reviewed     {} confirmed, {} rejected", n(stats.confirmed), n(stats.rejected))?;
    writeln!(out, "waiting      {} pairs that may be one event", n(stats.suggestions))?;
    writeln!(out, "decisions    {}", n(stats.decisions))?;
    for (name, ends) in [("happened", &stats.days), ("published", &stats.published)] {
        if let Some((first, last)) = ends {
            writeln!(out, "{name:<12} {first} to {last}")?;
        }
    }
    if let Some(changed) = stats.changed {
        writeln!(out, "changed      {}", shown(changed))?;
    }
    writeln!(out, "best figure  by the policy `{}`", stats.estimate)?;
    writeln!(out, "file         {}, form {}", HumanBytes(stats.bytes), stats.form)?;
    for (name, list) in [
        ("countries", &stats.countries),
        ("types", &stats.types),
        ("languages", &stats.languages),
        ("read by", &stats.extractors),
    ] {
        if !list.is_empty() {
            writeln!(out, "{name}")?;
        }
        for (what, count) in list.iter().take(SHOWN) {
            writeln!(out, "  {:>9}  {what}", n(*count).to_string())?;
        }
        if list.len() > SHOWN {
            writeln!(out, "  {:>9}  more", list.len() - SHOWN)?;
        }
    }
    print(&out)?;
    Ok(true)
}

/// Rows of a list that are printed for people.
const SHOWN: usize = 12;
