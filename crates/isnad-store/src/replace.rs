//! A new version of an article: its reports take the places of those they replace.

use crate::Result;
use crate::incoming::{Incoming, Prepared, numbers};
use crate::ingest::Writer;
use crate::node::Node;
use isnad_model::Report;
use isnad_reconcile::{STRONGEST, Told};
use rusqlite::params;
use std::sync::Arc;

impl Writer<'_> {
    /// Puts the reports of the new version in place of the old. A report that tells the same incident keeps its name,
    /// and with it its event's id and analysts' decisions; one that is no longer told goes, and its event may go with it.
    pub(crate) fn replace(&mut self, article: i64, incoming: &Incoming) -> Result<()> {
        let mut old = self.reports_of(article)?;
        for (node, _) in &old {
            self.touch_neighbours(node.id)?;
            self.db.prepare_cached("UPDATE reports SET idx = -1 - idx WHERE id = ?1")?.execute([node.id])?;
            for table in ["claims", "place_names", "profiles"] {
                self.db.prepare_cached(&format!("DELETE FROM {table} WHERE report = ?1"))?.execute([node.id])?;
            }
            self.forget_keys(node.id, &numbers(&node.profile.keys().kept))?;
            self.cut_edges(node.id)?;
        }
        for (node, _) in &old {
            self.memory.nodes.remove(&node.id);
            self.told.remove(&node.id);
        }
        for (prepared, taken) in pair(&incoming.reports, &mut old) {
            match taken {
                Some(node) => self.report(article, node.uid, prepared, Some(node.id))?,
                None => {
                    let uid = self.fresh(&incoming.article.id, prepared.told.index)?;
                    self.report(article, uid, prepared, None)?;
                }
            }
        }
        for (node, _) in old {
            self.forget(&node, &incoming.article.id)?;
        }
        Ok(())
    }

    /// Takes the edges of a report away; whoever had more than it kept looks for others.
    fn cut_edges(&mut self, id: i64) -> Result<()> {
        let near: Vec<i64> = self.neighbours(id)?.iter().map(|e| e.0).collect();
        for other in near {
            if self.neighbours(other)?.len() >= STRONGEST {
                self.again.insert(other);
            }
            self.memory.edges.entry(other).or_default().retain(|(x, _)| *x != id);
            self.memory.weakest.remove(&other);
        }
        self.memory.edges.remove(&id);
        self.memory.weakest.remove(&id);
        self.db.prepare_cached("DELETE FROM edges WHERE a = ?1")?.execute([id])?;
        self.db.prepare_cached("DELETE FROM edges WHERE b = ?1")?.execute([id])?;
        Ok(())
    }

    fn reports_of(&mut self, article: i64) -> Result<Vec<(Arc<Node>, Arc<Told>)>> {
        let ids: Vec<i64> = {
            let mut query = self.db.prepare_cached("SELECT id FROM reports WHERE article = ?1 ORDER BY idx")?;
            query.query_map([article], |r| r.get(0))?.collect::<Result<_, _>>()?
        };
        ids.into_iter().map(|id| Ok((self.node(id)?, self.told(id)?))).collect()
    }

    /// What hung together with a report is looked at again: those it has edges to, and those of its event.
    fn touch_neighbours(&mut self, id: i64) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT b FROM edges WHERE a = ?1 AND joins = 1 UNION SELECT a FROM edges WHERE b = ?1 AND joins = 1
             UNION SELECT report FROM members WHERE event = (SELECT event FROM members WHERE report = ?1) AND report <> ?1",
        )?;
        let near: Vec<i64> = query.query_map([id], |r| r.get(0))?.collect::<Result<_, _>>()?;
        self.seeds.extend(near);
        Ok(())
    }

    /// Takes a report out that its article no longer tells.
    fn forget(&mut self, node: &Node, article: &str) -> Result<()> {
        // ids anchored in it are handed to the first report of its event that is left
        let heir: Option<crate::Uid> = self.db.query_row(
            "SELECT (SELECT r.uid FROM members m JOIN reports r ON r.id = m.report JOIN articles a ON a.id = r.article
                     WHERE m.event = (SELECT event FROM members WHERE report = ?1) AND m.report <> ?1 AND r.idx >= 0
                     ORDER BY a.name, r.idx LIMIT 1)",
            [node.id],
            |r| r.get(0),
        )?;
        let left = heir.is_none().then_some(article);
        self.db.execute("UPDATE ids SET anchor = ?2, left = ?3 WHERE anchor = ?1", params![node.uid, heir, left])?;
        if heir.is_none() {
            let mut query = self.db.prepare_cached("SELECT event FROM members WHERE report = ?1")?;
            let event: Vec<crate::Uid> = query.query_map([node.id], |r| r.get(0))?.collect::<Result<_, _>>()?;
            self.emptied.extend(event);
        }
        self.db.execute("DELETE FROM members WHERE report = ?1", [node.id])?;
        self.db.execute("DELETE FROM reports WHERE id = ?1", [node.id])?;
        self.seeds.retain(|seed| *seed != node.id);
        self.sought.remove(&node.id);
        for set in [&mut self.dirty, &mut self.fresh, &mut self.again] {
            set.remove(&node.id);
        }
        Ok(())
    }
}

/// Gives each new report the old one that tells the same, where there is one; takes these out of `old`.
fn pair<'p>(new: &'p [Prepared], old: &mut Vec<(Arc<Node>, Arc<Told>)>) -> Vec<(&'p Prepared, Option<Arc<Node>>)> {
    let mut likeness: Vec<(u32, usize, usize)> = Vec::new();
    for (i, prepared) in new.iter().enumerate() {
        for (j, (_, told)) in old.iter().enumerate() {
            let like = alike(&prepared.told.report, &told.report);
            let like = like * 2 + u32::from(prepared.told.index == told.index);
            if like >= LEAST * 2 {
                likeness.push((like, i, j));
            }
        }
    }
    likeness.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut of: Vec<Option<usize>> = vec![None; new.len()];
    let mut used = vec![false; old.len()];
    for (_, i, j) in likeness {
        if of[i].is_none() && !used[j] {
            of[i] = Some(j);
            used[j] = true;
        }
    }
    let pairs = new.iter().zip(&of).map(|(p, j)| (p, j.map(|j| Arc::clone(&old[j].0)))).collect();
    let mut kept = used.iter();
    old.retain(|_| !kept.next().copied().unwrap_or(false));
    pairs
}

/// From this likeness on two reports of two versions of one article are the same report.
const LEAST: u32 = 3;

/// How much two reports of two versions of one article look like the same: place, day, type, rank.
fn alike(a: &Report, b: &Report) -> u32 {
    let place = a.locations.iter().any(|x| b.locations.iter().any(|y| x.name == y.name));
    let day = a.date.zip(b.date).is_some_and(|(x, y)| x.overlaps(&y));
    2 * u32::from(place)
        + 2 * u32::from(day)
        + u32::from(a.sub_event_type == b.sub_event_type)
        + u32::from(a.main && b.main)
}
