//! The record as text that two records can be compared by.

use crate::sum::hex;
use crate::{Result, Store};
use std::io::Write;

impl Store {
    /// Writes everything of the record that follows from its articles, decisions and runs, one line each, in an order
    /// of its own: two records that hold the same give the same bytes. When something was stored, numbers of rows and
    /// histories are left out.
    ///
    /// # Errors
    /// When the record cannot be read, or `out` not written to.
    pub fn dump(&self, out: &mut impl Write) -> Result<std::io::Result<()>> {
        let lines = self.at_one_moment(|store| store.told(store.lines()))?;
        Ok(lines.iter().try_for_each(|line| writeln!(out, "{line}")))
    }

    fn lines(&self) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        let mut add = |what: &str, sql: &str| -> Result<()> {
            let mut query = self.db.prepare(sql)?;
            let columns = query.column_count();
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let mut line = what.to_owned();
                for k in 0..columns {
                    use rusqlite::types::ValueRef;
                    line.push('\t');
                    line.push_str(&match row.get_ref(k)? {
                        ValueRef::Null => "-".to_owned(),
                        ValueRef::Integer(n) => n.to_string(),
                        ValueRef::Real(x) => format!("{x:?}"),
                        ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned(),
                        ValueRef::Blob(b) => hex(b),
                    });
                }
                lines.push(line);
            }
            Ok(())
        };
        add(
            "article",
            "SELECT a.name, v.content, v.run, o.sha256, v.lang, v.published, v.publisher, v.extraction, v.sum,
                (SELECT count(*) FROM versions w WHERE w.article = a.id)
             FROM articles a JOIN versions v ON v.id = a.version JOIN originals o ON o.id = v.original ORDER BY a.name",
        )?;
        add(
            "report",
            "SELECT a.name, r.idx, r.uid, m.event, r.body FROM reports r JOIN articles a ON a.id = r.article
             LEFT JOIN members m ON m.report = r.id ORDER BY a.name, r.idx",
        )?;
        add(
            "claim",
            "SELECT a.name, r.idx, c.idx, c.measure, c.of, c.low, c.high, c.sources FROM claims c
             JOIN reports r ON r.id = c.report JOIN articles a ON a.id = r.article ORDER BY a.name, r.idx, c.idx",
        )?;
        add(
            "edge",
            "SELECT min(r.uid, s.uid), max(r.uid, s.uid), x.joins, x.score FROM edges x JOIN reports r ON r.id = x.a
             JOIN reports s ON s.id = x.b ORDER BY 1, 2",
        )?;
        add("event", "SELECT id, state, settled, body, told FROM events ORDER BY id")?;
        add("place", "SELECT event, name, country, lat, lon FROM event_places ORDER BY 1, 2, 3, 4, 5")?;
        add("estimate", "SELECT event, measure, of, low, best, high FROM estimates ORDER BY 1, 2, 3")?;
        add("id", "SELECT id, anchor, run, left FROM ids ORDER BY id")?;
        add("decision", "SELECT seq, by, why, what FROM decisions ORDER BY seq")?;
        Ok(lines)
    }
}
