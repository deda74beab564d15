//! The record in numbers.

use crate::{Result, Store};
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use serde::Serialize;

/// How much is in a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stats {
    /// Form of the record.
    pub form: i64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Articles.
    pub articles: u64,
    /// Versions of articles.
    pub versions: u64,
    /// Reports.
    pub reports: u64,
    /// Claims.
    pub claims: u64,
    /// Events that were not rejected.
    pub events: u64,
    /// Events that a person has confirmed.
    pub confirmed: u64,
    /// Events that a person has rejected.
    pub rejected: u64,
    /// Events that two or more reports tell.
    pub told_by_several: u64,
    /// Pairs that wait for an analyst's look.
    pub suggestions: u64,
    /// Decisions of analysts.
    pub decisions: u64,
    /// First and last day on which something happened.
    pub days: Option<(String, String)>,
    /// First and last day of publication.
    pub published: Option<(String, String)>,
    /// When the record last changed.
    pub changed: Option<Timestamp>,
    /// Which figure stands for many.
    pub estimate: String,
    /// Events by country, most first.
    pub countries: Vec<(String, u64)>,
    /// Events by sub-event type, most first.
    pub types: Vec<(String, u64)>,
    /// Articles by language, most first.
    pub languages: Vec<(String, u64)>,
    /// Articles by program and packs that read them, most first.
    pub extractors: Vec<(String, u64)>,
}

impl Store {
    /// The record in numbers.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        self.at_one_moment(|store| store.told(store.count_all()))
    }

    fn count_all(&self) -> Result<Stats> {
        let n = |sql: &str| -> Result<u64> { Ok(self.db.query_row(sql, [], |r| r.get::<_, i64>(0))?.unsigned_abs()) };
        let list = |sql: &str| -> Result<Vec<(String, u64)>> {
            let mut query = self.db.prepare(sql)?;
            let rows = query.query_map([], |r| Ok((r.get(0)?, r.get::<_, i64>(1)?.unsigned_abs())))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let ends = |sql: &str| -> Result<Option<(String, String)>> {
            let found: (Option<String>, Option<String>) = self.db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))?;
            Ok(found.0.zip(found.1))
        };
        let changed: Option<i64> =
            self.db.query_row("SELECT at FROM audit ORDER BY seq DESC LIMIT 1", [], |r| r.get(0)).optional()?;
        Ok(Stats {
            form: self.pragma("user_version")?,
            bytes: std::fs::metadata(&self.path).map_or(0, |m| m.len()),
            articles: n("SELECT count(*) FROM articles")?,
            versions: n("SELECT count(*) FROM versions")?,
            reports: n("SELECT count(*) FROM reports")?,
            claims: n("SELECT count(*) FROM claims")?,
            events: n("SELECT count(*) FROM events WHERE state <> 'rejected'")?,
            confirmed: n("SELECT count(*) FROM events WHERE state = 'confirmed'")?,
            rejected: n("SELECT count(*) FROM events WHERE state = 'rejected'")?,
            told_by_several: n("SELECT count(*) FROM (SELECT 1 FROM members GROUP BY event HAVING count(*) > 1)")?,
            suggestions: crate::suggestions::waiting(&self.db)?,
            decisions: n("SELECT count(*) FROM decisions")?,
            days: ends("SELECT min(start_day), max(end_day) FROM events WHERE state <> 'rejected'")?,
            published: ends(
                "SELECT min(published), max(published) FROM articles a JOIN versions v ON v.id = a.version",
            )?,
            changed: changed.map(crate::time).transpose()?,
            estimate: crate::policy::name(crate::policy::stored(&self.db)?).to_owned(),
            countries: list(
                "SELECT coalesce(country, '?'), count(DISTINCT event) FROM event_places p JOIN events e ON e.id = p.event
                 WHERE e.state <> 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            types: list(
                "SELECT sub_type, count(*) FROM events WHERE state <> 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            languages: list(
                "SELECT coalesce(v.lang, '?'), count(*) FROM articles a JOIN versions v ON v.id = a.version
                 GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
            extractors: list(
                "SELECT v.program || ' ' || v.packs, count(*) FROM articles a JOIN versions v ON v.id = a.version
                 GROUP BY 1 ORDER BY 2 DESC, 1",
            )?,
        })
    }
}
