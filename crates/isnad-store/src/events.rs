//! Events as lists of them show them.

use crate::rulings::State;
use crate::sum::sum;
use crate::{Error, Filter, Result, Store, Uid};
use isnad_model::Event;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params_from_iter};
use serde::Serialize;

/// An event of the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventRow {
    /// What its reports come to, with analysts' corrections; `event.id` is the permanent id.
    #[serde(flatten)]
    pub event: Event,
    /// What analysts said of it.
    pub state: State,
    /// When it came into the record.
    pub born: Timestamp,
    /// When it last changed.
    pub changed: Timestamp,
}

pub(crate) const COLUMNS: &str = "e.id, e.state, e.born, e.changed, e.body, e.sum";

pub(crate) fn row(row: &Row<'_>) -> rusqlite::Result<(Uid, String, i64, i64, String, i64)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
}

pub(crate) fn event_row(read: (Uid, String, i64, i64, String, i64)) -> Result<EventRow> {
    let (_, state, born, changed, body, check) = read;
    if sum(&[&body]) != check {
        return Err(Error::Json(serde::de::Error::custom("an event is not what was stored")));
    }
    Ok(EventRow {
        event: serde_json::from_str(&body)?,
        state: State::from_name(&state),
        born: crate::time(born)?,
        changed: crate::time(changed)?,
    })
}

impl Store {
    /// The events that a filter lets through, in its order.
    ///
    /// # Errors
    /// When a condition cannot be read, or the record cannot.
    pub fn events(&self, filter: &Filter) -> Result<Vec<EventRow>> {
        let mut rows = Vec::new();
        self.each_event(filter, |row| {
            rows.push(row);
            Ok(true)
        })?;
        Ok(rows)
    }

    /// As [`Store::events`], one after the other, however many; goes on while `take` says so.
    ///
    /// # Errors
    /// As [`Store::events`], and what `take` returns.
    pub fn each_event(&self, filter: &Filter, mut take: impl FnMut(EventRow) -> Result<bool>) -> Result<()> {
        let mut all = || -> Result<()> {
            let query = filter.query()?;
            let mut statement = self.db.prepare(&format!("SELECT {COLUMNS} FROM events e{}", query.sql))?;
            for read in statement.query_map(params_from_iter(query.values), row)? {
                if !take(event_row(read?)?)? {
                    break;
                }
            }
            Ok(())
        };
        self.told(all())
    }

    /// Ids of the events that a filter lets through, in its order: what an export walks through, one
    /// [`Store::dossier_of`] after the other.
    ///
    /// # Errors
    /// As [`Store::events`].
    pub fn event_ids(&self, filter: &Filter) -> Result<Vec<Uid>> {
        let all = || -> Result<Vec<Uid>> {
            let query = filter.query()?;
            let mut statement = self.db.prepare(&format!("SELECT e.id FROM events e{}", query.sql))?;
            let ids = statement.query_map(params_from_iter(query.values), |r| r.get(0))?;
            Ok(ids.collect::<Result<_, _>>()?)
        };
        self.told(all())
    }

    /// The events of some ids, in the order of the ids; ids that are none are left out.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn rows(&self, ids: &[Uid]) -> Result<Vec<EventRow>> {
        let all = || -> Result<Vec<EventRow>> {
            let mut query = self.db.prepare_cached(&format!("SELECT {COLUMNS} FROM events e WHERE e.id = ?1"))?;
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                if let Some(read) = query.query_row([id], row).optional()? {
                    rows.push(event_row(read)?);
                }
            }
            Ok(rows)
        };
        self.told(all())
    }

    /// How many events a filter lets through, its `limit` and `offset` aside.
    ///
    /// # Errors
    /// As [`Store::events`].
    pub fn count(&self, filter: &Filter) -> Result<u64> {
        let count = || -> Result<u64> {
            let query = filter.conditions()?;
            let sql = format!("SELECT count(*) FROM events e{}", query.sql);
            let n: i64 = self.db.query_row(&sql, params_from_iter(query.values), |r| r.get(0))?;
            Ok(n.unsigned_abs())
        };
        self.told(count())
    }

    /// Reads several things of the record as it is at one moment, whatever is written meanwhile.
    ///
    /// # Errors
    /// What `read` returns, and when the record cannot be read.
    pub fn at_one_moment<T>(&self, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        let begin = self.told(self.db.unchecked_transaction().map_err(Error::from))?;
        let done = read(self);
        // nothing was written: ending it either way is the same
        drop(begin);
        done
    }
}
