//! `isnad audit`: the log of who did what, and whether the record is as it was written.

use super::when::shown;
use super::{lines, pretty, print, tidy};
use crate::cli::Prose;
use crate::cli::record::{Audit, AuditList, Told, Verify};
use anyhow::Result;
use isnad_store::Store;
use std::fmt::Write;

/// Runs the command; whether nothing was found wrong.
pub fn run(options: &Audit) -> Result<bool> {
    match options {
        Audit::Verify(options) => verify(options),
        Audit::List(options) => list(options),
    }
}

fn verify(options: &Verify) -> Result<bool> {
    let path = &options.record.record;
    let health = Store::open_to_verify(path)?.verify(options.head.as_deref())?;
    if options.format == Prose::Json {
        pretty(&health)?;
        return Ok(health.faults.is_empty());
    }
    for fault in &health.faults {
        eprintln!("{}: {}", path.display(), tidy(fault));
    }
    if health.faults.is_empty() {
        print(&format!(
            "{}: sound; {} log entries, the last with the hash\n{}\nNote it elsewhere: `isnad audit verify --head` shows later that nothing was removed.\n",
            path.display(),
            health.entries,
            health.head
        ))?;
    }
    Ok(health.faults.is_empty())
}

fn list(options: &AuditList) -> Result<bool> {
    let entries = Store::open_read_only(&options.record.record)?.audit()?;
    match options.format {
        Told::Json => pretty(&entries)?,
        Told::Jsonl => lines(&entries)?,
        Told::Text => {
            let mut out = String::new();
            for e in &entries {
                let detail = tidy(&e.detail.to_string());
                writeln!(
                    out,
                    "{} · {} · {} · {} {detail} · {}",
                    e.seq,
                    shown(e.at),
                    tidy(&e.by),
                    e.action,
                    &e.hash[..12]
                )?;
            }
            print(&out)?;
        }
    }
    Ok(true)
}
