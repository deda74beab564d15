//! Writing down what an event's reports come to.

use crate::headline::Headline;
use crate::ingest::{Batch, Writer};
use crate::node::Node;
use crate::sum::sum;
use crate::{Error, Result, Uid};
use isnad_model::Event;
use isnad_reconcile::{Told, summarise};
use isnad_text::fold;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Writes an event and what changed of it. `from` is the event that its first report belonged to.
pub(crate) fn write(
    writer: &mut Writer<'_>,
    uid: Uid,
    group: &[Arc<Node>],
    from: Option<Uid>,
    decision: Option<i64>,
    done: &mut Batch,
) -> Result<()> {
    let told: Vec<Arc<Told>> = group.iter().map(|n| writer.told(n.id)).collect::<Result<_>>()?;
    let told: Vec<&Told> = told.iter().map(|t| &**t).collect();
    let empty = || Error::Decision("an event without reports came of joining".to_owned());
    let mut event = summarise(&told, writer.policy).ok_or_else(empty)?;
    event.id = uid.to_string();
    let plain = serde_json::to_string(&event)?;
    let ids = leading_to(writer, group, uid)?;
    let decided = writer.decided()?;
    let corrected = decided.correct(&ids, &mut event);
    let state = decided.state(uid);
    let (body, plain) = if corrected { (serde_json::to_string(&event)?, Some(plain)) } else { (plain, None) };
    let known = group.iter().any(|n| !writer.fresh.contains(&n.id));
    let (mut before, mut settled) = (None, false);
    if known {
        let mut query = writer.db.prepare_cached("SELECT body, state FROM events WHERE id = ?1")?;
        before = query.query_row([uid], |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?))).optional()?;
        let mut query = writer.db.prepare_cached("SELECT EXISTS(SELECT 1 FROM ids WHERE id = ?1)")?;
        settled = query.query_row([uid], |r| r.get(0))?;
    }
    let row = params![
        uid,
        state.name(),
        event.event_type.name(),
        event.sub_event_type.name(),
        event.date.map(|d| d.start().to_string()),
        event.date.map(|d| d.end().to_string()),
        event.voices,
        writer.at,
        settled,
        plain,
        body,
        sum(&[&body]),
    ];
    match &before {
        None => {
            let mut insert = writer.db.prepare_cached(
                "INSERT INTO events(id, state, type, sub_type, start_day, end_day, voices, born, changed, settled, told, body, sum)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10, ?11, ?12)",
            )?;
            insert.execute(row)?;
        }
        Some(_) => {
            let mut update = writer.db.prepare_cached(
                "UPDATE events SET state = ?2, type = ?3, sub_type = ?4, start_day = ?5, end_day = ?6, voices = ?7,
                    changed = ?8, settled = ?9, told = ?10, body = ?11, sum = ?12 WHERE id = ?1",
            )?;
            update.execute(row)?;
        }
    }
    let mut member = writer.db.prepare_cached("INSERT OR REPLACE INTO members(report, event) VALUES(?1, ?2)")?;
    for node in group {
        member.execute(params![node.id, uid])?;
    }
    if before.is_some() {
        for table in ["event_places", "event_actors", "estimates"] {
            writer.db.prepare_cached(&format!("DELETE FROM {table} WHERE event = ?1"))?.execute([uid])?;
        }
    }
    index(writer, uid, &event)?;
    let (kind, other, headline) = match before {
        Some((old, old_state)) => {
            done.events_changed += 1;
            let old: Event = serde_json::from_str(&old)?;
            ("changed", None, Some(Headline::of(&old, &old_state)))
        }
        None => {
            done.events_new += 1;
            let from = from.filter(|f| *f != uid);
            (if from.is_some() { "split" } else { "new" }, from, None)
        }
    };
    change(writer, uid, kind, other, decision, headline)
}

/// Takes an event away whose reports went to others, or are told no longer.
pub(crate) fn remove(writer: &mut Writer<'_>, uid: Uid, decision: Option<i64>, done: &mut Batch) -> Result<()> {
    let old: Option<(String, String)> = writer
        .db
        .query_row("SELECT body, state FROM events WHERE id = ?1", [uid], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let Some((body, state)) = old else { return Ok(()) };
    let went: Option<Uid> = writer
        .db
        .query_row(
            "SELECT m.event FROM reports r JOIN members m ON m.report = r.id
             WHERE r.uid = coalesce((SELECT anchor FROM ids WHERE id = ?1), ?1)",
            [uid],
            |r| r.get(0),
        )
        .optional()?;
    let headline = Headline::of(&serde_json::from_str(&body)?, &state);
    writer.db.execute("DELETE FROM events WHERE id = ?1", [uid])?;
    done.events_gone += 1;
    let kind = if went.is_some() { "merged" } else { "withdrawn" };
    change(writer, uid, kind, went, decision, Some(headline))
}

fn change(
    writer: &Writer<'_>,
    uid: Uid,
    kind: &str,
    other: Option<Uid>,
    decision: Option<i64>,
    before: Option<Headline>,
) -> Result<()> {
    let before = before.map(|h| serde_json::to_string(&h)).transpose()?;
    let mut insert = writer.db.prepare_cached(
        "INSERT INTO changes(at, event, kind, decision, other, before) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    insert.execute(params![writer.at, uid, kind, decision, other, before])?;
    Ok(())
}

/// All ids that lead to an event of these reports.
fn leading_to(writer: &Writer<'_>, group: &[Arc<Node>], uid: Uid) -> Result<BTreeSet<Uid>> {
    let mut ids = BTreeSet::from([uid]);
    let mut query = writer.db.prepare_cached("SELECT id FROM ids WHERE anchor = ?1")?;
    for node in group.iter().filter(|n| !writer.fresh.contains(&n.id)) {
        for id in query.query_map([node.uid], |r| r.get(0))? {
            ids.insert(id?);
        }
    }
    Ok(ids)
}

/// Rows by which the event is found.
fn index(writer: &Writer<'_>, uid: Uid, event: &Event) -> Result<()> {
    let mut place = writer
        .db
        .prepare_cached("INSERT INTO event_places(event, name, country, lat, lon) VALUES(?1, ?2, ?3, ?4, ?5)")?;
    for l in &event.locations {
        place.execute(params![uid, fold(&l.name), l.country, l.lat, l.lon])?;
    }
    let mut actor =
        writer.db.prepare_cached("INSERT OR IGNORE INTO event_actors(event, actor, role) VALUES(?1, ?2, ?3)")?;
    for a in &event.actors {
        actor.execute(params![uid, a.id, a.role.name()])?;
    }
    let mut estimate = writer.db.prepare_cached(
        "INSERT OR IGNORE INTO estimates(event, measure, of, low, best, high) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let number = |n: Option<u64>| n.map(|n| n.min(i64::MAX as u64) as i64);
    for e in &event.estimates {
        estimate.execute(params![uid, e.measure.name(), e.of.name(), number(e.low), number(e.best), number(e.high)])?;
    }
    Ok(())
}

/// Writes an event anew whose reports stay as they are, for a decision on the event itself.
pub(crate) fn retell(writer: &mut Writer<'_>, uid: Uid, decision: Option<i64>, done: &mut Batch) -> Result<()> {
    let ids: Vec<i64> = {
        let mut query = writer.db.prepare_cached("SELECT report FROM members WHERE event = ?1")?;
        query.query_map([uid], |r| r.get(0))?.collect::<Result<_, _>>()?
    };
    let mut group: Vec<Arc<Node>> = ids.into_iter().map(|id| writer.node(id)).collect::<Result<_>>()?;
    group.sort_by_cached_key(|n| n.profile.member());
    if group.is_empty() {
        return Ok(());
    }
    write(writer, uid, &group, None, decision, done)
}
