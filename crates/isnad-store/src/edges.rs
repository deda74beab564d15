//! Edges between reports: found by keys, weighed, and no more of them than each report's strongest.

use crate::Result;
use crate::incoming::numbers;
use crate::ingest::Writer;
use crate::node::Node;
use isnad_reconcile::{STRONGEST, Scale};
use rusqlite::params;
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// Reports whose partners are looked up together.
const AT_ONCE: usize = 2_000;

impl Writer<'_> {
    /// Compares what is new with all that share a key, and writes down which join or nearly do.
    ///
    /// What is kept is what [`STRONGEST`] says of the set of all reports, however they came: each new report is added to
    /// a set for which that holds already.
    pub(crate) fn find_edges(&mut self) -> Result<()> {
        let mut scale = Scale::default();
        self.look_again(&mut scale)?;
        let mut new: Vec<i64> = self.sought.keys().copied().collect();
        new.sort_unstable();
        let mut waiting: FxHashSet<i64> = new.iter().copied().collect();
        for some in new.chunks(AT_ONCE) {
            let candidates = self.candidates(some)?;
            let mut candidates = candidates.iter().peekable();
            for (k, &id) in some.iter().enumerate() {
                let node = self.node(id)?;
                self.memory.edges.entry(id).or_default();
                let mut found = Vec::new();
                while let Some((_, other)) = candidates.next_if(|c| c.0 == k) {
                    // what waits is compared when its turn comes
                    if waiting.contains(other) {
                        continue;
                    }
                    let partner = self.node(*other)?;
                    if let Some(score) = scale.weigh(&node.profile, &partner.profile) {
                        found.push((score, partner.profile.rank(), *other));
                    }
                }
                waiting.remove(&id);
                found.sort_unstable_by(stronger);
                for (turn, (score, _, other)) in found.into_iter().enumerate() {
                    if turn < STRONGEST || self.is_strong(other, score, node.profile.rank())? {
                        self.add_edge(&node, other, score, &mut scale)?;
                        self.drop_weakest(other)?;
                    }
                }
            }
        }
        self.sought.clear();
        Ok(())
    }

    /// Every pair of a new report (by its place in the list) and another that is kept under a key it seeks.
    fn candidates(&self, new: &[i64]) -> Result<Vec<(usize, i64)>> {
        let mut keys: Vec<(i64, usize)> = Vec::new();
        for (k, id) in new.iter().enumerate() {
            keys.extend(self.sought.get(id).into_iter().flatten().map(|key| (*key, k)));
        }
        // neighbours in the index are asked for one after the other, and what several seek once
        keys.sort_unstable();
        let mut query = self.db.prepare_cached("SELECT report FROM keys WHERE key = ?1")?;
        let mut pairs = Vec::new();
        let mut kept: Vec<i64> = Vec::new();
        for same in keys.chunk_by(|x, y| x.0 == y.0) {
            kept.clear();
            let mut rows = query.query([same[0].0])?;
            while let Some(row) = rows.next()? {
                kept.push(row.get(0)?);
            }
            for (_, k) in same {
                pairs.extend(kept.iter().filter(|other| **other != new[*k]).map(|other| (*k, *other)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Ok(pairs)
    }

    /// Reports that lost an edge and may have had more than they kept choose their strongest anew.
    fn look_again(&mut self, scale: &mut Scale) -> Result<()> {
        let again = std::mem::take(&mut self.again);
        let mut again: Vec<i64> = again.into_iter().filter(|id| !self.sought.contains_key(id)).collect();
        again.sort_unstable();
        again.dedup();
        for id in again {
            let node = self.node(id)?;
            let new: FxHashSet<i64> = self.sought.keys().copied().collect();
            self.sought.insert(id, numbers(&node.profile.keys().sought));
            let candidates = self.candidates(&[id])?;
            self.sought.remove(&id);
            let mut found = Vec::new();
            for (_, other) in candidates.into_iter().filter(|(_, other)| !new.contains(other)) {
                let partner = self.node(other)?;
                if let Some(score) = scale.weigh(&node.profile, &partner.profile) {
                    found.push((score, partner.profile.rank(), other));
                }
            }
            found.sort_unstable_by(stronger);
            for (score, _, other) in found.into_iter().take(STRONGEST) {
                if !self.neighbours(id)?.iter().any(|(known, _)| *known == other) {
                    self.add_edge(&node, other, score, scale)?;
                }
            }
            self.seeds.push(id);
        }
        Ok(())
    }

    /// Whether an edge of such a score, to a report of such a rank, would be among the strongest of a report.
    fn is_strong(&mut self, id: i64, score: f64, rank: u64) -> Result<bool> {
        if self.neighbours(id)?.len() < STRONGEST {
            return Ok(true);
        }
        let weakest = match self.memory.weakest.get(&id) {
            Some(weakest) => *weakest,
            None => {
                let (score, rank, _) = self.by_strength(id)?[STRONGEST - 1];
                self.memory.weakest.insert(id, (score, rank));
                (score, rank)
            }
        };
        Ok(score > weakest.0 || (score == weakest.0 && rank < weakest.1))
    }

    /// The edges of a report with their other ends, strongest first.
    fn by_strength(&mut self, id: i64) -> Result<Vec<(f64, u64, i64)>> {
        let near = self.neighbours(id)?.to_vec();
        let mut edges = Vec::with_capacity(near.len());
        for (other, score) in near {
            edges.push((score, self.node(other)?.profile.rank(), other));
        }
        edges.sort_unstable_by(stronger);
        Ok(edges)
    }

    fn add_edge(&mut self, node: &Node, other: i64, score: f64, scale: &mut Scale) -> Result<()> {
        self.neighbours(other)?;
        let id = node.id;
        let mut why = None;
        if !Scale::joins(score) {
            let partner = self.node(other)?;
            scale.weigh(&node.profile, &partner.profile);
            why = Some(serde_json::to_string(&scale.reasons())?);
        }
        let mut insert =
            self.db.prepare_cached("INSERT INTO edges(a, b, joins, score, why) VALUES(?1, ?2, ?3, ?4, ?5)")?;
        insert.execute(params![id.min(other), id.max(other), Scale::joins(score), score, why])?;
        for (of, to) in [(id, other), (other, id)] {
            self.memory.edges.entry(of).or_default().push((to, score));
            self.memory.weakest.remove(&of);
        }
        Ok(())
    }

    /// Takes away what a report no longer keeps, where the other end does not keep it either.
    fn drop_weakest(&mut self, id: i64) -> Result<()> {
        if self.neighbours(id)?.len() <= STRONGEST {
            return Ok(());
        }
        let displaced = self.by_strength(id)?.get(STRONGEST).copied();
        let Some((_, _, other)) = displaced else { return Ok(()) };
        let kept = self.by_strength(other)?.iter().take(STRONGEST).any(|e| e.2 == id);
        if !kept {
            let mut delete = self.db.prepare_cached("DELETE FROM edges WHERE a = ?1 AND b = ?2")?;
            delete.execute([id.min(other), id.max(other)])?;
            for (of, gone) in [(id, other), (other, id)] {
                self.memory.edges.entry(of).or_default().retain(|(x, _)| *x != gone);
                self.memory.weakest.remove(&of);
                self.seeds.push(of);
            }
        }
        Ok(())
    }
}

/// Edges by score, then by the rank of the other end.
fn stronger(x: &(f64, u64, i64), y: &(f64, u64, i64)) -> Ordering {
    y.0.total_cmp(&x.0).then(x.1.cmp(&y.1))
}
