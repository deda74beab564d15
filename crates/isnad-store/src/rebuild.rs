//! Making everything anew that follows from the reports: after a change of rules, or of the choice of figures.

use crate::incoming::numbers;
use crate::ingest::{Batch, Writer};
use crate::{Result, Store, link, policy};
use isnad_reconcile::{Policy, RULES, keys};
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use rustc_hash::FxHashSet;

impl Store {
    /// Chooses which figure stands for many from now on, and tells all events anew by it.
    ///
    /// # Errors
    /// As [`Store::add`].
    pub fn set_policy(&mut self, chosen: Policy, at: Timestamp) -> Result<()> {
        self.write(at, |writer| {
            if writer.policy == chosen {
                return Ok(());
            }
            writer.policy = chosen;
            let mut insert = writer.db.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES('estimate', ?1)")?;
            insert.execute([policy::name(chosen)])?;
            let mut query = writer.db.prepare("SELECT id FROM events")?;
            let force: FxHashSet<_> = query.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
            writer.seeds = all_reports(writer)?;
            link::relink(writer, &force, None, &mut Batch::default())
        })
    }
}

/// Brings the record up to the rules of this program: where keys and edges were made by others, they are made anew, and
/// so are the events. Ids stay.
pub(crate) fn renew(writer: &mut Writer<'_>) -> Result<()> {
    let mut query = writer.db.prepare_cached("SELECT value FROM meta WHERE key = 'rules'")?;
    let rules: Option<String> = query.query_row([], |r| r.get(0)).optional()?;
    if rules.as_deref() == Some(RULES.to_string().as_str()) {
        return Ok(());
    }
    all_edges(writer)?;
    let mut insert = writer.db.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES('rules', ?1)")?;
    insert.execute([RULES.to_string()])?;
    Ok(())
}

fn all_reports(writer: &Writer<'_>) -> Result<Vec<i64>> {
    let mut query = writer.db.prepare("SELECT id FROM reports ORDER BY id")?;
    Ok(query.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
}

fn all_edges(writer: &mut Writer<'_>) -> Result<()> {
    writer.db.execute_batch("DELETE FROM edges; DELETE FROM keys;")?;
    let reports = all_reports(writer)?;
    for &id in &reports {
        let node = writer.node(id)?;
        let mut insert = writer.db.prepare_cached("INSERT INTO keys(key, report) VALUES(?1, ?2)")?;
        let keys = keys(&node.told);
        for key in numbers(&keys.kept) {
            insert.execute([key, id])?;
        }
        writer.sought.insert(id, numbers(&keys.sought));
    }
    writer.dirty = reports.iter().copied().collect();
    writer.seeds = reports;
    link::relink(writer, &FxHashSet::default(), None, &mut Batch::default())?;
    writer.dirty.clear();
    Ok(())
}
