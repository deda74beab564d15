//! Looking a whole record through.

use crate::articles::SUMMED;
use crate::incoming::Original;
use crate::sum::{Sha, sha256, sum};
use crate::{Result, Store, lookup};
use isnad_model::{Event, Location, Report};
use isnad_text::fold;
use rusqlite::Statement;
use rusqlite::types::ValueRef;
use serde::Serialize;

/// What a look through a record found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Entries of the audit log.
    pub entries: usize,
    /// Hash of its last entry: noted elsewhere, it shows later that nothing was removed.
    pub head: String,
    /// Everything that is not as it was written, in words; empty where all is.
    pub faults: Vec<String>,
}

/// Faults of one sort that are told one by one.
pub(crate) const TOLD: usize = 20;

/// What must lead somewhere, and does not.
const LOOSE: [(&str, &str); 3] = [
    ("report(s) belong to no event", "SELECT count(*) FROM reports WHERE id NOT IN (SELECT report FROM members)"),
    ("event(s) have no report", "SELECT count(*) FROM events WHERE id NOT IN (SELECT event FROM members)"),
    (
        "id(s) of events lead to no report",
        "SELECT count(*) FROM ids WHERE anchor IS NOT NULL AND anchor NOT IN (SELECT uid FROM reports)",
    ),
];

/// The rows that belong to something, one text each.
fn values(query: &mut Statement<'_>, of: i64) -> Result<Vec<String>> {
    let columns = query.column_count();
    let mut rows = query.query([of])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let mut line = String::new();
        for k in 0..columns {
            match row.get_ref(k)? {
                ValueRef::Integer(n) => line.push_str(&n.to_string()),
                ValueRef::Real(x) => line.push_str(&format!("{x:?}")),
                ValueRef::Text(t) => line.push_str(&String::from_utf8_lossy(t)),
                ValueRef::Null | ValueRef::Blob(_) => {}
            }
            line.push('|');
        }
        lines.push(line);
    }
    Ok(lines)
}

fn shown(n: Option<u64>) -> String {
    n.map_or_else(String::new, |n| n.min(i64::MAX as u64).to_string())
}

impl Store {
    /// Looks everything through: pages, references, the chain of the audit log and the decisions in it, the bytes of
    /// every original against their SHA-256, the sums of articles, reports and events, what is stored only to find or to
    /// join against what it was made of, and that every report belongs to one event. `known` is the beginning of a hash of the log that was noted earlier.
    ///
    /// # Errors
    /// When the record is too damaged to be looked through.
    pub fn verify(&self, known: Option<&str>) -> Result<Health> {
        self.told(self.look_through(known))
    }

    fn look_through(&self, known: Option<&str>) -> Result<Health> {
        let mut faults = self.page_faults("integrity_check", TOLD as u32)?;
        if !faults.is_empty() {
            faults.iter_mut().for_each(|f| f.insert_str(0, "pages: "));
            return Ok(Health { entries: 0, head: String::new(), faults });
        }
        let mut query = self.db.prepare("PRAGMA foreign_key_check")?;
        let broken: Vec<String> = query
            .query_map([], |r| Ok(format!("references: a row of {} leads nowhere", r.get::<_, String>(0)?)))?
            .collect::<Result<_, _>>()?;
        faults.extend(broken.into_iter().take(TOLD));
        let (head, entries, chain) = self.chain(known)?;
        faults.extend(chain);
        faults.extend(self.originals()?);
        faults.extend(self.sums(
            &format!("SELECT a.name || ' (version ' || v.id || ')', v.sum, {SUMMED} FROM versions v JOIN articles a ON a.id = v.article"),
            "the article",
        )?);
        faults.extend(self.sums(
            "SELECT a.name || '#' || r.idx, r.sum, r.body FROM reports r JOIN articles a ON a.id = r.article",
            "the report",
        )?);
        faults.extend(self.sums("SELECT printf('ev-%016x', id), sum, body FROM events", "the event")?);
        faults.extend(self.claims()?);
        faults.extend(self.indexes()?);
        faults.extend(lookup::words(&self.db)?);
        // records of older forms have other keys, and get new ones when they are next written to
        if self.pragma("user_version")? > 1 {
            faults.extend(lookup::joining(&self.db)?);
        }
        for (what, sql) in LOOSE {
            let n: i64 = self.db.query_row(sql, [], |r| r.get(0))?;
            if n > 0 {
                faults.push(format!("{n} {what}"));
            }
        }
        faults.truncate(5 * TOLD);
        Ok(Health { entries, head, faults })
    }

    fn originals(&self) -> Result<Vec<String>> {
        let mut query = self.db.prepare(
            "SELECT o.packed, o.size, o.sha256, (SELECT origin FROM versions v WHERE v.original = o.id) FROM originals o",
        )?;
        let mut rows = query.query([])?;
        let mut faults = Vec::new();
        while let Some(r) = rows.next()? {
            let (packed, size, known): (Vec<u8>, i64, Sha) = (r.get(0)?, r.get(1)?, r.get(2)?);
            let sound = Original::unpack(&packed, size.unsigned_abs()).is_ok_and(|bytes| sha256(&bytes) == known);
            if !sound && faults.len() < TOLD {
                let origin: Option<String> = r.get(3)?;
                faults.push(format!("originals: the bytes of {} are not those stored", origin.unwrap_or_default()));
            }
        }
        Ok(faults)
    }

    /// Reports whose claims, as they are found, are not those of the report itself.
    fn claims(&self) -> Result<Vec<String>> {
        let mut reports = self.db.prepare(
            "SELECT r.id, a.name || '#' || r.idx, r.body FROM reports r JOIN articles a ON a.id = r.article",
        )?;
        let mut claims = self.db.prepare(
            "SELECT measure, of, low, high, qualifier, stance, sources, quote FROM claims WHERE report = ?1 ORDER BY idx",
        )?;
        let mut rows = reports.query([])?;
        let mut faults = Vec::new();
        while let Some(r) = rows.next()? {
            // what is not in its form is told by its sum
            let Ok(report) = serde_json::from_str::<Report>(&r.get::<_, String>(2)?) else { continue };
            let found = values(&mut claims, r.get(0)?)?;
            let mut expected = Vec::new();
            for c in &report.claims {
                expected.push(format!(
                    "{}|{}|{}|{}|{}|{}|{}|{}|",
                    c.measure.name(),
                    c.of.name(),
                    shown(c.figure.low),
                    shown(c.figure.high),
                    c.figure.qualifier.name(),
                    c.stance.name(),
                    serde_json::to_string(&c.sources)?,
                    c.quote,
                ));
            }
            if found != expected {
                faults.push(format!("the claims of {} are not those of the report", r.get::<_, String>(1)?));
            }
        }
        Ok(faults)
    }

    /// Events whose figures, actors, type or days, as they are found, are not those of the event itself.
    fn indexes(&self) -> Result<Vec<String>> {
        let mut events = self.db.prepare("SELECT id, body FROM events")?;
        let mut figures =
            self.db.prepare("SELECT measure, of, low, best, high FROM estimates WHERE event = ?1 ORDER BY 1, 2")?;
        let mut actors = self.db.prepare("SELECT actor, role FROM event_actors WHERE event = ?1 ORDER BY 1, 2")?;
        let mut head =
            self.db.prepare("SELECT type, sub_type, start_day, end_day, voices FROM events WHERE id = ?1")?;
        let mut places =
            self.db.prepare("SELECT name, country, lat, lon FROM event_places WHERE event = ?1 ORDER BY rowid")?;
        let mut rows = events.query([])?;
        let mut faults = Vec::new();
        while let Some(r) = rows.next()? {
            let id: i64 = r.get(0)?;
            let Ok(event) = serde_json::from_str::<Event>(&r.get::<_, String>(1)?) else { continue };
            let mut estimates: Vec<String> = event
                .estimates
                .iter()
                .map(|e| {
                    format!(
                        "{}|{}|{}|{}|{}|",
                        e.measure.name(),
                        e.of.name(),
                        shown(e.low),
                        shown(e.best),
                        shown(e.high)
                    )
                })
                .collect();
            let mut parts: Vec<String> = event.actors.iter().map(|a| format!("{}|{}|", a.id, a.role.name())).collect();
            for list in [&mut estimates, &mut parts] {
                list.sort();
                list.dedup();
            }
            let days = event.date.map(|d| (d.start().to_string(), d.end().to_string())).unwrap_or_default();
            let (kind, sub) = (event.event_type.name(), event.sub_event_type.name());
            let line = format!("{kind}|{sub}|{}|{}|{}|", days.0, days.1, event.voices);
            let degrees = |x: Option<f64>| x.map_or_else(String::new, |x| format!("{x:?}"));
            let country = |l: &Location| l.country.clone().unwrap_or_default();
            let sites = event.locations.iter();
            let sites: Vec<String> = sites
                .map(|l| format!("{}|{}|{}|{}|", fold(&l.name), country(l), degrees(l.lat), degrees(l.lon)))
                .collect();
            let mut found = values(&mut figures, id)?;
            found.sort();
            let mut known = values(&mut actors, id)?;
            known.sort();
            if found != estimates
                || known != parts
                || values(&mut head, id)? != [line]
                || values(&mut places, id)? != sites
            {
                faults.push(format!("the columns of {} are not those of the event", crate::Uid(id)));
            }
        }
        Ok(faults)
    }

    /// Rows of a name, a sum, and one or two texts that it is of.
    fn sums(&self, sql: &str, what: &str) -> Result<Vec<String>> {
        let mut query = self.db.prepare(sql)?;
        let texts = query.column_count() - 2;
        let mut rows = query.query([])?;
        let mut faults = Vec::new();
        while let Some(r) = rows.next()? {
            let parts: Vec<String> = (0..texts).map(|k| r.get(k + 2)).collect::<Result<_, _>>()?;
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            if sum(&parts) != r.get::<_, i64>(1)? && faults.len() < TOLD {
                faults.push(format!("{what} {} is not what was stored", r.get::<_, String>(0)?));
            }
        }
        Ok(faults)
    }
}
