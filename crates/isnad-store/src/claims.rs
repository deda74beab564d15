//! Claims of the whole record, one after the other.

use crate::node::read_body;
use crate::{Result, Store, Uid};
use isnad_model::{Measure, Of, Report, SourceLink};

/// A claim and the event it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    /// The event.
    pub event: Uid,
    /// What is counted.
    pub measure: Measure,
    /// Whom or what.
    pub of: Of,
    /// Least.
    pub low: Option<u64>,
    /// Greatest.
    pub high: Option<u64>,
    /// The chain, first speaker first.
    pub sources: Vec<SourceLink>,
}

impl Store {
    /// Every claim that counts, in no order that means anything; those of rejected events too.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn each_claim(&self, mut take: impl FnMut(ClaimRow)) -> Result<()> {
        let mut all = || -> Result<()> {
            let mut query = self.db.prepare_cached(
                "SELECT m.event, c.measure, c.of, c.low, c.high, c.sources
                 FROM claims c JOIN members m ON m.report = c.report",
            )?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let (measure, of): (String, String) = (row.get(1)?, row.get(2)?);
                let (low, high): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
                let sources: String = row.get(5)?;
                let (Some(measure), Some(of)) = (Measure::from_name(&measure), Of::from_name(&of)) else { continue };
                take(ClaimRow {
                    event: row.get(0)?,
                    measure,
                    of,
                    low: low.map(i64::unsigned_abs),
                    high: high.map(i64::unsigned_abs),
                    sources: serde_json::from_str(&sources)?,
                });
            }
            Ok(())
        };
        self.told(all())
    }

    /// What an article says, report by report, each with the event it belongs to.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn reports_of(&self, article: &str) -> Result<Vec<(Report, Option<Uid>)>> {
        let all = || -> Result<Vec<(Report, Option<Uid>)>> {
            let mut query = self.db.prepare_cached(
                "SELECT r.body, r.sum, m.event FROM reports r JOIN articles a ON a.id = r.article
                 LEFT JOIN members m ON m.report = r.id WHERE a.name = ?1 ORDER BY r.idx",
            )?;
            let rows = query.query_map([article], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?, r.get(2)?)))?;
            let mut reports = Vec::new();
            for read in rows {
                let (body, check, event) = read?;
                reports.push((read_body(&body, check)?, event));
            }
            Ok(reports)
        };
        self.told(all())
    }
}
