//! The log of who did what to the record: each entry holds the hash of the one before it.

use crate::sum::{Sha, hex, sha256};
use crate::{Result, Store};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde_json::Value;

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// Number from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// What was done: `articles` or `decision`.
    pub action: String,
    /// The particulars.
    pub detail: Value,
    /// Hash of this entry and with it of all before, hexadecimal.
    pub hash: String,
}

struct Stored {
    seq: i64,
    at: i64,
    by: String,
    action: String,
    detail: String,
    prev: Sha,
    hash: Sha,
}

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            at: row.get(1)?,
            by: row.get(2)?,
            action: row.get(3)?,
            detail: row.get(4)?,
            prev: row.get(5)?,
            hash: row.get(6)?,
        })
    }

    fn rehash(&self) -> Sha {
        let parts = serde_json::json!([self.seq, self.at, self.by, self.action, self.detail, hex(&self.prev)]);
        sha256(parts.to_string().as_bytes())
    }

    fn entry(self) -> Result<Entry> {
        Ok(Entry {
            seq: self.seq,
            at: crate::time(self.at)?,
            by: self.by,
            action: self.action,
            detail: serde_json::from_str(&self.detail)?,
            hash: hex(&self.hash),
        })
    }
}

const COLUMNS: &str = "seq, at, by, action, detail, prev, hash";

/// Adds an entry.
pub(crate) fn append(db: &Connection, at: i64, by: &str, action: &str, detail: &Value) -> Result<()> {
    let last: Option<(i64, Sha)> = db
        .query_row("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1", [], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let (seq, prev) = last.unwrap_or((0, [0; 32]));
    let detail = detail.to_string();
    let (by, action) = (by.to_owned(), action.to_owned());
    let mut entry = Stored { seq: seq + 1, at, by, action, detail, prev, hash: [0; 32] };
    entry.hash = entry.rehash();
    let mut insert = db.prepare_cached(&format!("INSERT INTO audit({COLUMNS}) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"))?;
    insert.execute(params![entry.seq, entry.at, entry.by, entry.action, entry.detail, entry.prev, entry.hash])?;
    Ok(())
}

impl Store {
    /// The log, oldest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn audit(&self) -> Result<Vec<Entry>> {
        let read = || {
            let entries: Vec<Stored> = self.entries()?;
            entries.into_iter().map(Stored::entry).collect()
        };
        self.told(read())
    }

    /// What is wrong with the chain of hashes, in words; nothing where it holds.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn chain_faults(&self) -> Result<Vec<String>> {
        self.told(self.chain(None)).map(|(_, _, faults)| faults)
    }

    fn entries(&self) -> Result<Vec<Stored>> {
        let mut query = self.db.prepare(&format!("SELECT {COLUMNS} FROM audit ORDER BY seq"))?;
        let rows = query.query_map([], Stored::read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Hash of the last entry and the faults of the chain, in words; `known` is a hash noted earlier, which must still
    /// be in it: else the log was cut off or written anew.
    pub(crate) fn chain(&self, known: Option<&str>) -> Result<(String, usize, Vec<String>)> {
        let mut faults = Vec::new();
        let entries = self.entries()?;
        let mut prev: Sha = [0; 32];
        let mut met = known.is_none_or(|k| k.chars().all(|c| c == '0'));
        let mut decisions = Vec::new();
        for (n, entry) in (1..).zip(&entries) {
            if entry.seq != n {
                faults.push(format!("audit log: entry {n} is missing (the next is {})", entry.seq));
                break;
            }
            if entry.prev != prev {
                faults.push(format!("audit log: entry {n} does not continue the one before it"));
            }
            if entry.rehash() != entry.hash {
                faults.push(format!("audit log: entry {n} was changed after it was written"));
            }
            prev = entry.hash;
            met |= known.is_some_and(|k| hex(&prev).starts_with(&k.to_ascii_lowercase()));
            if entry.action == "decision" {
                decisions.push(entry.detail.clone());
            }
        }
        if !met {
            faults.push("audit log: the noted hash is not in it; entries were removed or written anew".to_owned());
        }
        let stored = crate::decide::as_logged(&self.db)?;
        if stored != decisions {
            faults.push("decisions: they are not those of the audit log".to_owned());
        }
        Ok((hex(&prev), entries.len(), faults))
    }
}
