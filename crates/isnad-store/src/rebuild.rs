//! Making everything anew that follows from the reports: after a change of rules, or of the choice of figures.

use crate::incoming::numbers;
use crate::ingest::{Batch, Memory, Writer};
use crate::{Result, Store, Uid, link, policy, tell};
use isnad_reconcile::{Policy, RULES};
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
            let mut query = writer.db.prepare("SELECT id FROM events ORDER BY id")?;
            let events: Vec<Uid> = query.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
            events.into_iter().try_for_each(|uid| tell::retell(writer, uid, None, &mut Batch::default()))
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
    writer.db.execute_batch("DELETE FROM edges; DELETE FROM keys; DELETE FROM profiles;")?;
    *writer.memory = Memory::default();
    let reports = all_reports(writer)?;
    for some in reports.chunks(AT_ONCE) {
        for &id in some {
            let node = writer.node(id)?;
            let keys = node.profile.keys();
            writer.keep_profile(id, &node.profile, &numbers(&keys.kept))?;
            writer.sought.insert(id, numbers(&keys.sought));
        }
        writer.find_edges()?;
        writer.told.clear();
    }
    writer.dirty = reports.iter().copied().collect();
    writer.seeds = reports;
    link::relink(writer, &FxHashSet::default(), None, &mut Batch::default())?;
    writer.dirty.clear();
    Ok(())
}

/// Reports that are read again before their edges are made.
const AT_ONCE: usize = 5_000;
