//! Pairs of reports that are nearly one event, for an analyst to look at.

use crate::decide::kept;
use crate::rulings::Decided;
use crate::{Result, Store, Uid};
use isnad_model::Member;
use isnad_reconcile::{Match, Reason};
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeSet;

/// Two events that may be one, by their nearest pair of reports.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggested {
    /// One event.
    pub a: Uid,
    /// The other.
    pub b: Uid,
    /// The report of the first.
    pub report_a: Member,
    /// The report of the second.
    pub report_b: Member,
    /// How near, and why.
    #[serde(flatten)]
    pub why: Match,
}

/// Pairs of different events, neither rejected.
const NEAR: &str = "FROM edges x JOIN members m ON m.report = x.a JOIN members n ON n.report = x.b
    JOIN events e ON e.id = m.event JOIN events f ON f.id = n.event
    WHERE x.joins = 0 AND m.event <> n.event AND e.state <> 'rejected' AND f.state <> 'rejected'";

impl Store {
    /// Pairs of events that may be one, nearest first; those that a decision keeps apart are left out.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn suggestions(&self, limit: usize) -> Result<Vec<Suggested>> {
        self.told(self.near(limit))
    }

    fn near(&self, limit: usize) -> Result<Vec<Suggested>> {
        let decided = Decided::new(&kept(&self.db)?);
        let mut query = self.db.prepare_cached(&format!(
            "SELECT m.event, n.event, r.uid, s.uid, a.name, r.idx, b.name, s.idx, x.score, x.why
             {} ORDER BY x.score DESC, r.uid, s.uid",
            NEAR.replace(
                "JOIN events e",
                "JOIN reports r ON r.id = x.a JOIN reports s ON s.id = x.b
                 JOIN articles a ON a.id = r.article JOIN articles b ON b.id = s.article JOIN events e"
            )
        ))?;
        let mut rows = query.query([])?;
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        while let Some(r) = rows.next()? {
            let (a, b): (Uid, Uid) = (r.get(0)?, r.get(1)?);
            let (x, y): (Uid, Uid) = (r.get(2)?, r.get(3)?);
            if decided.apart(x).contains(&y) || !seen.insert((a.min(b), a.max(b))) {
                continue;
            }
            let why: Option<String> = r.get(9)?;
            let reasons: Vec<Reason> = why.map(|w| serde_json::from_str(&w)).transpose()?.unwrap_or_default();
            found.push(Suggested {
                a,
                b,
                report_a: Member { article: r.get(4)?, report: r.get(5)? },
                report_b: Member { article: r.get(6)?, report: r.get(7)? },
                why: Match { score: r.get(8)?, reasons },
            });
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }
}

/// How many pairs of events wait; pairs that a decision keeps apart are still counted.
pub(crate) fn waiting(db: &Connection) -> Result<u64> {
    let sql = format!("SELECT count(*) FROM (SELECT DISTINCT min(m.event, n.event), max(m.event, n.event) {NEAR})");
    Ok(db.query_row(&sql, [], |r| r.get::<_, i64>(0))?.unsigned_abs())
}
