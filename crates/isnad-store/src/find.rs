//! From what people write to what is meant: ids of events, old and new, and reports.

use crate::{Error, Result, Store, Uid};
use isnad_model::Member;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;

/// Where an id leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "found")]
pub enum Found {
    /// The event has that id.
    Here {
        /// The id in full.
        event: Uid,
    },
    /// The event it once named is told within another.
    Moved {
        /// The id in full.
        from: Uid,
        /// The event that holds its report now.
        to: Uid,
    },
    /// The article that told it no longer does.
    Withdrawn {
        /// The id in full.
        event: Uid,
        /// The article.
        article: String,
    },
}

impl Store {
    /// Where an id leads; the beginning of one suffices where no other begins so.
    ///
    /// # Errors
    /// When no event has or had it, several begin so, or the record cannot be read.
    pub fn find(&self, id: &str) -> Result<Found> {
        self.told(find(&self.db, id))
    }
}

/// See [`Store::find`].
pub(crate) fn find(db: &Connection, id: &str) -> Result<Found> {
    let unknown = || Error::UnknownEvent { id: id.to_owned() };
    let (low, high) = Uid::ranges(id).ok_or_else(unknown)?;
    // every report's name is an id too: it may have founded an event before its id was final
    let mut query = db.prepare_cached(
        "SELECT id FROM events WHERE id BETWEEN ?1 AND ?2 UNION SELECT id FROM ids WHERE id BETWEEN ?1 AND ?2
         UNION SELECT uid FROM reports WHERE uid BETWEEN ?1 AND ?2 LIMIT 6",
    )?;
    let uids: Vec<Uid> = query.query_map([low, high], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let uid = match uids.as_slice() {
        [] => return Err(unknown()),
        [uid] => *uid,
        several => {
            let found = several.iter().map(Uid::to_string).collect::<Vec<_>>().join(", ");
            return Err(Error::Ambiguous { id: id.to_owned(), found });
        }
    };
    match holder(db, uid)? {
        Some(event) if event == uid => Ok(Found::Here { event }),
        Some(to) => Ok(Found::Moved { from: uid, to }),
        None => {
            let mut query = db.prepare_cached("SELECT left FROM ids WHERE id = ?1")?;
            let article: Option<String> = query.query_row([uid], |r| r.get(0)).optional()?.flatten();
            Ok(Found::Withdrawn { event: uid, article: article.unwrap_or_default() })
        }
    }
}

/// The event that an id leads to now.
pub(crate) fn holder(db: &Connection, uid: Uid) -> Result<Option<Uid>> {
    let mut here = db.prepare_cached("SELECT id FROM events WHERE id = ?1")?;
    if let Some(event) = here.query_row([uid], |r| r.get(0)).optional()? {
        return Ok(Some(event));
    }
    let mut query = db.prepare_cached(
        "SELECT m.event FROM reports r JOIN members m ON m.report = r.id
         WHERE r.uid = coalesce((SELECT anchor FROM ids WHERE id = ?1), ?1)",
    )?;
    Ok(query.query_row([uid], |r| r.get(0)).optional()?)
}

/// The event that an id leads to.
pub(crate) fn event(db: &Connection, id: &str) -> Result<Uid> {
    match find(db, id)? {
        Found::Here { event } => Ok(event),
        Found::Moved { to, .. } => Ok(to),
        Found::Withdrawn { event, article } => {
            Err(Error::Decision(format!("{event} is told no longer: the article {article} changed")))
        }
    }
}

/// The lasting name of a report.
pub(crate) fn report(db: &Connection, member: &Member) -> Result<Option<Uid>> {
    let mut query = db.prepare_cached(
        "SELECT r.uid FROM reports r JOIN articles a ON a.id = r.article WHERE a.name = ?1 AND r.idx = ?2",
    )?;
    Ok(query.query_row(params![member.article, member.report], |r| r.get(0)).optional()?)
}
