//! Decisions of analysts: only ever added, undone by another decision, obeyed by every later run.

use crate::ingest::{Batch, Writer, settle};
use crate::rulings::State;
use crate::{Error, Result, Store, Uid, audit, find, link};
use isnad_model::{DateRange, Location, Measure, Member, Of, Role, Stance, SubEventType};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an analyst asks for; events by any id that leads to them, also by the beginning of one.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// These events are one.
    Merge(Vec<String>),
    /// These reports of an event tell another one.
    Split {
        /// The event.
        event: String,
        /// The reports to take out.
        reports: Vec<Member>,
    },
    /// These two events are not one: they are not suggested again, nor joined.
    Apart(String, String),
    /// A field of an event is otherwise.
    Correct {
        /// The event.
        event: String,
        /// The field and what it is.
        correction: Correction,
    },
    /// A person has checked the event.
    Confirm(String),
    /// It is no event.
    Reject(String),
    /// An earlier decision does not hold.
    Undo(i64),
}

/// A field of an event and what it is in truth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correction {
    /// When it happened; `None` where nobody knows.
    Date(Option<DateRange>),
    /// What it was.
    Type(SubEventType),
    /// Where it happened.
    Locations(Vec<Location>),
    /// A figure.
    Figure {
        /// What is counted.
        measure: Measure,
        /// Whom or what.
        of: Of,
        /// Least.
        low: Option<u64>,
        /// To quote.
        best: Option<u64>,
        /// Greatest.
        high: Option<u64>,
    },
    /// Somebody who took part.
    Actor {
        /// Identifier after the codebook.
        id: String,
        /// Part.
        role: Role,
        /// For perpetrators.
        stance: Option<Stance>,
    },
    /// Somebody who took no part.
    NoActor {
        /// Identifier after the codebook.
        id: String,
    },
}

/// A decision as it is kept: the events as they were, with the reports that the decision binds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Ruling {
    /// The reports tell one event.
    Merge {
        /// The events that became one.
        events: Vec<Uid>,
        /// Their reports.
        reports: Vec<Uid>,
    },
    /// Some reports of an event tell another.
    Split {
        /// The event.
        event: Uid,
        /// The reports taken out.
        reports: Vec<Uid>,
        /// Those that stayed.
        rest: Vec<Uid>,
    },
    /// Two events are not one.
    Apart {
        /// The one.
        a: Uid,
        /// The other.
        b: Uid,
    },
    /// A field is otherwise.
    Correct {
        /// The event.
        event: Uid,
        /// The field and what it is.
        correction: Correction,
    },
    /// The event was checked.
    Confirm {
        /// The event.
        event: Uid,
        /// Its reports at that time.
        reports: Vec<Uid>,
    },
    /// It is no event.
    Reject {
        /// The event.
        event: Uid,
        /// Its reports at that time.
        reports: Vec<Uid>,
    },
    /// Another decision does not hold.
    Undo {
        /// Its number.
        undone: i64,
    },
}

/// A decision in the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kept {
    /// Number, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who decided.
    pub by: String,
    /// Their reason.
    pub why: String,
    /// What.
    #[serde(flatten)]
    pub what: Ruling,
    /// Whether it holds: it was not undone, or that was undone.
    pub holds: bool,
}

/// What came of a decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Number of the decision.
    pub decision: i64,
    /// The events that it is about, as they are now.
    pub events: Vec<Uid>,
    /// What else changed by it.
    #[serde(flatten)]
    pub batch: Batch,
}

impl Store {
    /// Writes a decision down and applies it: both or neither.
    ///
    /// # Errors
    /// When an event is unknown, the decision contradicts one that holds, or the record cannot be written to.
    pub fn decide(&mut self, ask: &Ask, by: &str, why: &str, at: Timestamp) -> Result<Outcome> {
        if why.trim().is_empty() {
            return Err(Error::Decision("a decision needs a reason".to_owned()));
        }
        self.write(at, |writer| {
            // decisions name events, so their ids must not change any more
            settle(writer.db)?;
            let what = ruling(writer, ask)?;
            let text = serde_json::to_string(&what)?;
            let mut insert = writer.db.prepare("INSERT INTO decisions(at, by, why, what) VALUES(?1, ?2, ?3, ?4)")?;
            insert.execute(params![writer.at, by, why, text])?;
            let seq = writer.db.last_insert_rowid();
            audit::append(writer.db, writer.at, by, "decision", &logged(seq, writer.at, by, why, &text))?;
            let (seeds, force) = touched(writer.db, &what)?;
            writer.seeds = seeds;
            // read anew, with this one among them
            writer.memory.decided = None;
            let mut done = Batch::default();
            link::relink(writer, &force, Some(seq), &mut done)?;
            mark_rejected(writer, &force, seq, &mut done)?;
            let mut events: Vec<Uid> = Vec::new();
            for uid in named(writer.db, &what)? {
                events.extend(find::holder(writer.db, uid)?);
            }
            events.sort_unstable();
            events.dedup();
            Ok(Outcome { decision: seq, events, batch: done })
        })
    }

    /// All decisions, oldest first.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn decisions(&self) -> Result<Vec<Kept>> {
        self.told(kept(&self.db))
    }
}

/// Turns what was asked into what is kept, against the record as it is.
fn ruling(writer: &mut Writer<'_>, ask: &Ask) -> Result<Ruling> {
    let db = writer.db;
    Ok(match ask {
        Ask::Merge(ids) => {
            let mut events: Vec<Uid> = ids.iter().map(|id| find::event(db, id)).collect::<Result<_>>()?;
            events.sort_unstable();
            events.dedup();
            if events.len() < 2 {
                return Err(Error::Decision("these ids lead to one event already; nothing to merge".to_owned()));
            }
            let mut reports = Vec::new();
            for event in &events {
                refuse_rejected(db, *event)?;
                reports.extend(reports_of(db, *event)?);
            }
            let decided = writer.decided()?;
            let all: BTreeSet<Uid> = reports.iter().copied().collect();
            if reports.iter().any(|r| decided.apart(*r).iter().any(|other| all.contains(other))) {
                let message = "a decision keeps reports of these events apart; undo it first (`isnad review list`)";
                return Err(Error::Decision(message.to_owned()));
            }
            Ruling::Merge { events, reports }
        }
        Ask::Split { event, reports } => {
            let event = find::event(db, event)?;
            refuse_rejected(db, event)?;
            let all = reports_of(db, event)?;
            let mut out = Vec::new();
            for member in reports {
                let uid = find::report(db, member)?.filter(|uid| all.contains(uid));
                let message = || format!("{}#{} is no report of {event}", member.article, member.report);
                out.push(uid.ok_or_else(|| Error::Decision(message()))?);
            }
            let rest: Vec<Uid> = all.into_iter().filter(|uid| !out.contains(uid)).collect();
            if out.is_empty() || rest.is_empty() {
                return Err(Error::Decision(format!("{event} can only be split where some reports go and some stay")));
            }
            Ruling::Split { event, reports: out, rest }
        }
        Ask::Apart(a, b) => {
            let (a, b) = (find::event(db, a)?, find::event(db, b)?);
            if a == b {
                return Err(Error::Decision(format!("{a} is one event; `isnad review split` takes reports out of it")));
            }
            let first = |uid| -> Result<Uid> {
                reports_of(db, uid)?.first().copied().ok_or_else(|| Error::UnknownEvent { id: uid.to_string() })
            };
            Ruling::Apart { a: first(a)?, b: first(b)? }
        }
        Ask::Correct { event, correction } => {
            Ruling::Correct { event: find::event(db, event)?, correction: correction.clone() }
        }
        Ask::Confirm(id) => {
            let event = find::event(db, id)?;
            refuse_rejected(db, event)?;
            Ruling::Confirm { event, reports: reports_of(db, event)? }
        }
        Ask::Reject(id) => {
            let event = find::event(db, id)?;
            refuse_rejected(db, event)?;
            Ruling::Reject { event, reports: reports_of(db, event)? }
        }
        Ask::Undo(seq) => {
            let all = kept(db)?;
            match all.iter().find(|d| d.seq == *seq) {
                None => {
                    return Err(Error::Decision(format!("there is no decision {seq}; `isnad review list` lists them")));
                }
                Some(d) if !d.holds => return Err(Error::Decision(format!("decision {seq} was undone already"))),
                Some(_) => Ruling::Undo { undone: *seq },
            }
        }
    })
}

fn refuse_rejected(db: &Connection, event: Uid) -> Result<()> {
    let state: String = db.query_row("SELECT state FROM events WHERE id = ?1", [event], |r| r.get(0))?;
    if State::from_name(&state) == State::Rejected {
        return Err(Error::Decision(format!("{event} is rejected; undo that decision first (`isnad review list`)")));
    }
    Ok(())
}

fn reports_of(db: &Connection, event: Uid) -> Result<Vec<Uid>> {
    let mut query = db.prepare_cached(
        "SELECT r.uid FROM members m JOIN reports r ON r.id = m.report JOIN articles a ON a.id = r.article
         WHERE m.event = ?1 ORDER BY a.name, r.idx",
    )?;
    Ok(query.query_map([event], |r| r.get(0))?.collect::<Result<_, _>>()?)
}

/// The reports and events that a decision names; for an undo those of what is undone.
fn bound(db: &Connection, what: &Ruling) -> Result<(Vec<Uid>, Vec<Uid>)> {
    Ok(match what {
        Ruling::Merge { events, reports } => (reports.clone(), events.clone()),
        Ruling::Split { event, reports, rest } => ([reports.as_slice(), rest].concat(), vec![*event]),
        Ruling::Apart { a, b } => (vec![*a, *b], Vec::new()),
        Ruling::Correct { event, .. } => (Vec::new(), vec![*event]),
        Ruling::Confirm { event, reports } | Ruling::Reject { event, reports } => (reports.clone(), vec![*event]),
        Ruling::Undo { undone } => match kept(db)?.into_iter().find(|d| d.seq == *undone) {
            Some(decision) => bound(db, &decision.what)?,
            None => (Vec::new(), Vec::new()),
        },
    })
}

/// Reports to look at again because of a decision, and events to tell anew.
fn touched(db: &Connection, what: &Ruling) -> Result<(Vec<i64>, FxHashSet<Uid>)> {
    let (reports, events) = bound(db, what)?;
    let mut force: FxHashSet<Uid> = FxHashSet::default();
    for event in events {
        force.insert(event);
        force.extend(find::holder(db, event)?);
    }
    let mut near = db.prepare_cached(
        "SELECT id FROM reports WHERE uid = ?1
         UNION SELECT e.b FROM reports r JOIN edges e ON e.a = r.id WHERE r.uid = ?1 AND e.joins = 1
         UNION SELECT e.a FROM reports r JOIN edges e ON e.b = r.id WHERE r.uid = ?1 AND e.joins = 1",
    )?;
    let mut seeds: Vec<i64> = Vec::new();
    for uid in reports {
        seeds.extend(near.query_map([uid], |r| r.get(0))?.collect::<Result<Vec<i64>, _>>()?);
    }
    for event in &force {
        let mut members = db.prepare_cached("SELECT report FROM members WHERE event = ?1")?;
        seeds.extend(members.query_map([event], |r| r.get(0))?.collect::<Result<Vec<i64>, _>>()?);
    }
    Ok((seeds, force))
}

/// The ids that an outcome speaks of.
fn named(db: &Connection, what: &Ruling) -> Result<Vec<Uid>> {
    let (reports, mut events) = bound(db, what)?;
    let mut of =
        db.prepare_cached("SELECT m.event FROM members m JOIN reports r ON r.id = m.report WHERE r.uid = ?1")?;
    for uid in reports {
        events.extend(of.query_row([uid], |r| r.get::<_, Uid>(0)).optional()?);
    }
    Ok(events)
}

/// Rejected events take no part in joining, so their state is written here.
fn mark_rejected(writer: &mut Writer<'_>, force: &FxHashSet<Uid>, seq: i64, done: &mut Batch) -> Result<()> {
    for event in force {
        if writer.decided()?.state(*event) == State::Rejected {
            crate::tell::retell(writer, *event, Some(seq), done)?;
        }
    }
    Ok(())
}

/// All decisions, oldest first.
pub(crate) fn kept(db: &Connection) -> Result<Vec<Kept>> {
    let mut query = db.prepare_cached("SELECT seq, at, by, why, what FROM decisions ORDER BY seq")?;
    let rows = query.query_map([], |r| {
        Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get(2)?, r.get(3)?, r.get::<_, String>(4)?))
    })?;
    let mut all = Vec::new();
    for row in rows {
        let (seq, at, by, why, what) = row?;
        all.push(Kept { seq, at: crate::time(at)?, by, why, what: serde_json::from_str(&what)?, holds: true });
    }
    // the later decides: an undo that was undone itself undoes nothing
    for k in (0..all.len()).rev() {
        if let (true, Ruling::Undo { undone }) = (all[k].holds, &all[k].what) {
            let undone = *undone;
            if let Some(decision) = all.iter_mut().find(|d| d.seq == undone) {
                decision.holds = false;
            }
        }
    }
    Ok(all)
}

/// Those that hold.
pub(crate) fn in_force(decisions: &[Kept]) -> Vec<&Kept> {
    decisions.iter().filter(|d| d.holds).collect()
}

fn logged(seq: i64, at: i64, by: &str, why: &str, what: &str) -> serde_json::Value {
    serde_json::json!({ "decision": seq, "at": at, "by": by, "why": why, "what": what })
}

/// The decisions as the audit log holds them.
pub(crate) fn as_logged(db: &Connection) -> Result<Vec<String>> {
    let mut query = db.prepare("SELECT seq, at, by, why, what FROM decisions ORDER BY seq")?;
    let rows = query.query_map([], |r| {
        let (by, why, what): (String, String, String) = (r.get(2)?, r.get(3)?, r.get(4)?);
        Ok(logged(r.get(0)?, r.get(1)?, &by, &why, &what).to_string())
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
