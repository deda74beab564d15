//! Which reports hang together, and which events come of it.

use crate::ingest::{Batch, Writer};
use crate::sum::sum;
use crate::{Error, Result, Uid, tell};
use isnad_model::Member;
use isnad_reconcile::{ArticleHead, Rulings, Told, cluster, score};
use rusqlite::{OptionalExtension, params};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A report as joining needs it.
#[derive(Debug)]
pub(crate) struct Node {
    pub id: i64,
    pub uid: Uid,
    pub told: Arc<Told>,
}

impl Writer<'_> {
    /// A report, from memory or from the record.
    pub fn node(&mut self, id: i64) -> Result<Arc<Node>> {
        if let Some(node) = self.memory.nodes.get(&id) {
            return Ok(Arc::clone(node));
        }
        let mut query = self.db.prepare_cached(
            "SELECT r.uid, r.idx, r.body, r.sum, a.name, v.lang, v.published, v.publisher, v.fingerprint
             FROM reports r JOIN articles a ON a.id = r.article JOIN versions v ON v.id = a.version WHERE r.id = ?1",
        )?;
        let node = query.query_row([id], |r| {
            let body: String = r.get(2)?;
            let head = ArticleHead {
                id: r.get(4)?,
                lang: r.get(5)?,
                published: r.get::<_, Option<String>>(6)?.and_then(|d| d.parse().ok()),
                publisher: r.get(7)?,
                fingerprint: r.get(8)?,
            };
            Ok((r.get(0)?, r.get::<_, u32>(1)?, body, r.get::<_, i64>(3)?, head))
        })?;
        let (uid, index, body, check, head) = node;
        let report = read_body(&body, check)?;
        let told = Told { article: Arc::new(head), index, report };
        let node = Arc::new(Node { id, uid, told: Arc::new(told) });
        self.memory.nodes.insert(id, Arc::clone(&node));
        Ok(node)
    }

    /// Compares new reports with all that share a key, and writes down which join or nearly do.
    fn edges(&mut self, new: &[i64]) -> Result<()> {
        let mut done: FxHashSet<i64> = FxHashSet::default();
        for &id in new {
            let mut candidates: BTreeSet<i64> = BTreeSet::new();
            {
                let mut query = self.db.prepare_cached("SELECT report FROM keys WHERE key = ?1")?;
                for key in self.sought.remove(&id).unwrap_or_default() {
                    for other in query.query_map([key], |r| r.get(0))? {
                        candidates.insert(other?);
                    }
                }
            }
            candidates.remove(&id);
            let node = self.node(id)?;
            for other in candidates {
                if done.contains(&other) {
                    continue;
                }
                let Some(m) = score(&node.told, &self.node(other)?.told) else { continue };
                let why = if m.joins() { None } else { Some(serde_json::to_string(&m.reasons)?) };
                let mut insert =
                    self.db.prepare_cached("INSERT INTO edges(a, b, joins, score, why) VALUES(?1, ?2, ?3, ?4, ?5)")?;
                insert.execute(params![id.min(other), id.max(other), m.joins(), m.score, why])?;
            }
            done.insert(id);
        }
        Ok(())
    }

    /// Reports that hang together with one, by edges and by what analysts joined.
    fn component(&mut self, seed: i64, seen: &mut FxHashSet<i64>) -> Result<Vec<Arc<Node>>> {
        let mut component = Vec::new();
        let mut open = vec![seed];
        seen.insert(seed);
        while let Some(id) = open.pop() {
            let node = self.node(id)?;
            let near: Vec<i64> = {
                let mut query = self.db.prepare_cached(
                    "SELECT b FROM edges WHERE a = ?1 AND joins = 1 UNION ALL SELECT a FROM edges WHERE b = ?1 AND joins = 1",
                )?;
                query.query_map([id], |r| r.get(0))?.collect::<Result<_, _>>()?
            };
            let decided = self.decided()?;
            let told: Vec<Uid> = decided.together(node.uid).to_vec();
            let mut near = near;
            for uid in told {
                near.extend(self.row_of(uid)?);
            }
            for other in near {
                if seen.contains(&other) || self.is_rejected(other)? {
                    continue;
                }
                seen.insert(other);
                open.push(other);
            }
            component.push(node);
        }
        component.sort_by_key(|n| n.told.member());
        Ok(component)
    }

    fn row_of(&self, uid: Uid) -> Result<Option<i64>> {
        let mut query = self.db.prepare_cached("SELECT id FROM reports WHERE uid = ?1")?;
        Ok(query.query_row([uid], |r| r.get(0)).optional()?)
    }

    fn is_rejected(&mut self, id: i64) -> Result<bool> {
        if self.decided()?.nothing_rejected() {
            return Ok(false);
        }
        let uid = self.node(id)?.uid;
        Ok(self.decided()?.is_rejected(uid))
    }

    /// The rulings between reports of one component, in the words of reconciling.
    fn rulings(&mut self, component: &[Arc<Node>]) -> Result<Rulings> {
        let decided = self.decided()?;
        let mut rulings = Rulings::default();
        if decided.is_empty() {
            return Ok(rulings);
        }
        let by_uid: FxHashMap<Uid, Member> = component.iter().map(|n| (n.uid, n.told.member())).collect();
        for node in component {
            let pairs = |others: &[Uid]| -> Vec<(Member, Member)> {
                let mine = node.told.member();
                let theirs = others.iter().filter_map(|u| by_uid.get(u)).filter(|m| **m > mine).cloned();
                theirs.map(|m| (mine.clone(), m)).collect()
            };
            rulings.together.extend(pairs(decided.together(node.uid)));
            rulings.apart.extend(pairs(decided.apart(node.uid)));
        }
        Ok(rulings)
    }
}

/// A report out of its stored form.
pub(crate) fn read_body(body: &str, check: i64) -> Result<isnad_model::Report> {
    if sum(&[body]) != check {
        return Err(Error::Json(serde::de::Error::custom("a report is not what was stored")));
    }
    Ok(serde_json::from_str(body)?)
}

/// Joins what was touched anew, and writes the events that come of it. `force` names events to be told anew though
/// their reports are the same; `decision` is what led to it, if it was an analyst's.
pub(crate) fn relink(
    writer: &mut Writer<'_>,
    force: &FxHashSet<Uid>,
    decision: Option<i64>,
    done: &mut Batch,
) -> Result<()> {
    let mut new: Vec<i64> = writer.dirty.iter().copied().collect();
    new.sort_unstable();
    writer.edges(&new)?;
    let mut seeds = std::mem::take(&mut writer.seeds);
    seeds.sort_unstable();
    seeds.dedup();
    let mut seen = FxHashSet::default();
    let mut groups: BTreeMap<Uid, Vec<Arc<Node>>> = BTreeMap::new();
    let mut rejected: BTreeSet<Uid> = BTreeSet::new();
    for seed in seeds {
        if seen.contains(&seed) {
            continue;
        }
        if writer.is_rejected(seed)? {
            if writer.dirty.contains(&seed) {
                rejected.extend(event_of(writer, seed)?);
            }
            continue;
        }
        let component = writer.component(seed, &mut seen)?;
        for group in split(writer, component)? {
            groups.insert(name(writer, &group)?, group);
        }
    }
    // the events that these reports belonged to
    let mut old: BTreeMap<Uid, BTreeSet<i64>> = writer.emptied.drain(..).map(|e| (e, BTreeSet::new())).collect();
    {
        let mut members = writer.db.prepare_cached("SELECT report FROM members WHERE event = ?1")?;
        for node in groups.values().flatten() {
            let Some(uid) = event_of(writer, node.id)? else { continue };
            if let std::collections::btree_map::Entry::Vacant(entry) = old.entry(uid) {
                entry.insert(members.query_map([uid], |r| r.get(0))?.collect::<Result<_, _>>()?);
            }
        }
    }
    rename(writer, &groups, &mut old)?;
    for (uid, group) in &groups {
        let ids: BTreeSet<i64> = group.iter().map(|n| n.id).collect();
        let same = old.get(uid) == Some(&ids) && !force.contains(uid) && ids.is_disjoint(&as_set(&writer.dirty));
        if !same {
            done.joined += if ids.len() > 1 { ids.iter().filter(|id| writer.dirty.contains(id)).count() } else { 0 };
            let from = old.iter().find(|(_, members)| group.first().is_some_and(|n| members.contains(&n.id)));
            let from = from.map(|(uid, _)| *uid);
            tell::write(writer, *uid, group, from, decision, done)?;
        }
    }
    for uid in old.keys().filter(|uid| !groups.contains_key(uid)) {
        tell::remove(writer, *uid, decision, done)?;
    }
    for uid in rejected {
        tell::retell(writer, uid, decision, done)?;
    }
    Ok(())
}

fn event_of(writer: &Writer<'_>, report: i64) -> Result<Option<Uid>> {
    let mut query = writer.db.prepare_cached("SELECT event FROM members WHERE report = ?1")?;
    Ok(query.query_row([report], |r| r.get(0)).optional()?)
}

/// Ids that are not final follow the first report of the event: an event that one of its new reports now names keeps its
/// row and its history.
fn rename(
    writer: &Writer<'_>,
    groups: &BTreeMap<Uid, Vec<Arc<Node>>>,
    old: &mut BTreeMap<Uid, BTreeSet<i64>>,
) -> Result<()> {
    let mut settled = writer.db.prepare_cached("SELECT EXISTS(SELECT 1 FROM ids WHERE id = ?1)")?;
    for (uid, group) in groups {
        if old.contains_key(uid) || settled.query_row([uid], |r| r.get::<_, bool>(0))? {
            continue;
        }
        let mut was = None;
        for (name, members) in old.iter().filter(|(name, _)| !groups.contains_key(name)) {
            if group.iter().any(|n| members.contains(&n.id)) && !settled.query_row([name], |r| r.get::<_, bool>(0))? {
                was = Some(*name);
                break;
            }
        }
        if let Some(members) = was.and_then(|name| old.remove(&name))
            && let Some(name) = was
        {
            writer.db.prepare_cached("UPDATE events SET id = ?2 WHERE id = ?1")?.execute([name, *uid])?;
            writer.db.prepare_cached("UPDATE changes SET event = ?2 WHERE event = ?1")?.execute([name, *uid])?;
            old.insert(*uid, members);
        }
    }
    Ok(())
}

fn as_set(dirty: &FxHashSet<i64>) -> BTreeSet<i64> {
    dirty.iter().copied().collect()
}

fn split(writer: &mut Writer<'_>, component: Vec<Arc<Node>>) -> Result<Vec<Vec<Arc<Node>>>> {
    if component.len() == 1 {
        return Ok(vec![component]);
    }
    let rulings = writer.rulings(&component)?;
    let told: Vec<&Told> = component.iter().map(|n| &*n.told).collect();
    let by_member: FxHashMap<Member, &Arc<Node>> = component.iter().map(|n| (n.told.member(), n)).collect();
    let groups = cluster(&told, &rulings);
    Ok(groups.iter().map(|g| g.iter().filter_map(|m| by_member.get(m).map(|n| Arc::clone(n))).collect()).collect())
}

/// The id of an event of these reports: the oldest id that leads to one of them, else that of the first report.
fn name(writer: &Writer<'_>, group: &[Arc<Node>]) -> Result<Uid> {
    let mut query = writer.db.prepare_cached("SELECT id, run FROM ids WHERE anchor = ?1")?;
    let mut best: Option<(i64, &Member, Uid)> = None;
    let members: Vec<Member> = group.iter().map(|n| n.told.member()).collect();
    for (node, member) in group.iter().zip(&members) {
        let ids = query.query_map([node.uid], |r| Ok((r.get::<_, Uid>(0)?, r.get::<_, i64>(1)?)))?;
        for id in ids {
            let (id, run) = id?;
            let rank = (run, member, id);
            if best.is_none_or(|b| rank < b) {
                best = Some(rank);
            }
        }
    }
    let first = group.iter().min_by_key(|n| n.told.member()).map(|n| n.uid);
    best.map(|b| b.2).or(first).ok_or_else(|| Error::Decision("an event without reports came of joining".to_owned()))
}
