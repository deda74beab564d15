//! What changed since a moment.

use crate::headline::Headline;
use crate::sum::sum;
use crate::{Error, Result, Store, Uid};
use isnad_model::Event;
use jiff::Timestamp;
use rusqlite::OptionalExtension;
use serde::Serialize;

/// What became of an event between a moment and now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The event's id then or now.
    pub event: Uid,
    /// What became of it.
    pub kind: ChangeKind,
    /// Where it went, or what it came out of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Uid>,
    /// When it last changed.
    pub at: Timestamp,
    /// How it stood then; `None` where it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Headline>,
    /// How it stands now; `None` where it is not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub now: Option<Headline>,
    /// What is different, in words.
    pub differences: Vec<String>,
    /// Decisions that had part in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<i64>,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It came into being.
    New,
    /// It is told otherwise.
    Changed,
    /// It came out of another.
    Split,
    /// It went into another.
    Merged,
    /// No article tells it any longer.
    Withdrawn,
}

struct Row {
    event: Uid,
    at: i64,
    kind: String,
    decision: Option<i64>,
    other: Option<Uid>,
    before: Option<String>,
}

impl Store {
    /// What became of events after a moment, in the order in which they last changed. What came and went between is
    /// left out, and so is what stands again as it stood.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn changes_since(&self, since: Timestamp) -> Result<Vec<Change>> {
        self.at_one_moment(|store| store.told(store.changes(since.as_millisecond())))
    }

    fn changes(&self, since: i64) -> Result<Vec<Change>> {
        let mut query = self.db.prepare(
            "SELECT event, at, kind, decision, other, before FROM changes WHERE at > ?1 ORDER BY event, seq",
        )?;
        let rows = query.query_map([since], |r| {
            Ok(Row {
                event: r.get(0)?,
                at: r.get(1)?,
                kind: r.get(2)?,
                decision: r.get(3)?,
                other: r.get(4)?,
                before: r.get(5)?,
            })
        })?;
        let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
        let mut changes = Vec::new();
        for steps in rows.chunk_by(|a, b| a.event == b.event) {
            changes.extend(self.change(steps)?);
        }
        changes.sort_by_key(|c: &Change| (c.at, c.event));
        Ok(changes)
    }

    fn change(&self, steps: &[Row]) -> Result<Option<Change>> {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return Ok(None) };
        let before: Option<Headline> = first.before.as_deref().map(serde_json::from_str).transpose()?;
        let mut query = self.db.prepare_cached("SELECT body, state, sum FROM events WHERE id = ?1")?;
        let found: Option<(String, String, i64)> =
            query.query_row([first.event], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?))).optional()?;
        let now = match found {
            None => None,
            Some((body, _, check)) if sum(&[&body]) != check => {
                return Err(Error::Json(serde::de::Error::custom("an event is not what was stored")));
            }
            Some((body, state, _)) => Some(Headline::of(&serde_json::from_str::<Event>(&body)?, &state)),
        };
        let kind = match (&before, &now) {
            (None, None) => return Ok(None),
            (Some(a), Some(b)) if a == b => return Ok(None),
            (Some(_), Some(_)) => ChangeKind::Changed,
            (None, Some(_)) if first.kind == "split" => ChangeKind::Split,
            (None, Some(_)) => ChangeKind::New,
            (Some(_), None) if last.kind == "withdrawn" => ChangeKind::Withdrawn,
            (Some(_), None) => ChangeKind::Merged,
        };
        let other = match kind {
            ChangeKind::Merged => crate::find::holder(&self.db, first.event)?,
            ChangeKind::Split => first.other,
            _ => None,
        };
        let differences = match (&before, &now) {
            (Some(a), Some(b)) => a.differences(b).iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        let decisions = steps.iter().filter_map(|s| s.decision).collect();
        Ok(Some(Change {
            event: first.event,
            kind,
            other,
            at: crate::time(last.at)?,
            before,
            now,
            differences,
            decisions,
        }))
    }
}
