//! Which articles tell which events, for indexes that are kept in memory.

use crate::filter::search;
use crate::{Error, Result, Store, Uid};
use rusqlite::{Connection, Row, params};

impl Store {
    /// Numbers of the articles that hold words, all of them; `"…"` for words in a row, `*` for the rest of a word.
    ///
    /// A number is an article's for as long as the record lives.
    ///
    /// # Errors
    /// When the text holds no word, or the record cannot be read.
    pub fn articles_with(&self, text: &str) -> Result<Vec<i64>> {
        let find = || -> Result<Vec<i64>> {
            let mut query = self.db.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1")?;
            Ok(query.query_map([search(text)?], |r| r.get(0))?.collect::<Result<_, _>>()?)
        };
        self.told(find())
    }

    /// Every article that tells an event, by its number; of all events, or of some.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn each_telling(&self, of: Option<&[Uid]>, mut take: impl FnMut(Uid, i64)) -> Result<()> {
        const SQL: &str = "SELECT m.event, r.article FROM members m JOIN reports r ON r.id = m.report";
        self.told(each(&self.db, SQL, of, |row| {
            take(row.get(0)?, row.get(1)?);
            Ok(())
        }))
    }

    /// Every name of a place of an event, folded, in each spelling that articles use; of all events, or of some.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn each_place_name(&self, of: Option<&[Uid]>, mut take: impl FnMut(Uid, &str)) -> Result<()> {
        let mut take = |row: &Row<'_>| -> rusqlite::Result<()> {
            take(row.get(0)?, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
            Ok(())
        };
        let mut all = || -> Result<()> {
            each(&self.db, "SELECT m.event, m.name FROM event_places m", of, &mut take)?;
            const WRITTEN: &str = "SELECT m.event, p.name FROM members m JOIN place_names p ON p.report = m.report";
            each(&self.db, WRITTEN, of, &mut take)
        };
        self.told(all())
    }
}

/// Rows of a query over `m`, whose `event` may be narrowed to some.
fn each(
    db: &Connection,
    sql: &str,
    of: Option<&[Uid]>,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> Result<()> {
    let mut run = |sql: &str, id: Option<Uid>| -> Result<(), Error> {
        let mut query = db.prepare_cached(sql)?;
        let mut rows = match id {
            Some(id) => query.query(params![id])?,
            None => query.query([])?,
        };
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    };
    match of {
        None => run(sql, None),
        Some(ids) => {
            let narrowed = format!("{sql} WHERE m.event = ?1");
            ids.iter().try_for_each(|id| run(&narrowed, Some(*id)))
        }
    }
}
