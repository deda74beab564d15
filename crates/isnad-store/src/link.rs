//! Which reports hang together, and which events come of it.

use crate::ingest::{Batch, Writer};
use crate::node::Node;
use crate::{Error, Result, Uid, tell};
use isnad_model::Member;
use isnad_reconcile::{Edge, Profile, Rulings, Scale, cluster};
use rusqlite::OptionalExtension;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What hangs together, in the order of names, with the edges between places in this list.
struct Component {
    nodes: Vec<Arc<Node>>,
    edges: Vec<Edge>,
}

impl Writer<'_> {
    /// Reports that hang together with one, by edges and by what analysts joined.
    fn component(&mut self, seed: i64, seen: &mut FxHashSet<i64>) -> Result<Component> {
        let mut nodes = Vec::new();
        let mut found: Vec<(i64, i64, f64)> = Vec::new();
        let mut open = vec![seed];
        seen.insert(seed);
        while let Some(id) = open.pop() {
            let node = self.node(id)?;
            let mut near = Vec::new();
            for &(other, score) in self.neighbours(id)? {
                if Scale::joins(score) {
                    near.push(other);
                    found.push((id, other, score));
                }
            }
            for uid in self.decided()?.together(node.uid).to_vec() {
                near.extend(self.row_of(uid)?);
            }
            for other in near {
                if seen.contains(&other) || self.is_rejected(other)? {
                    continue;
                }
                seen.insert(other);
                open.push(other);
            }
            nodes.push(node);
        }
        nodes.sort_by_cached_key(|n| n.profile.member());
        let place: FxHashMap<i64, usize> = nodes.iter().enumerate().map(|(k, n)| (n.id, k)).collect();
        let both = |&(a, b, score): &(i64, i64, f64)| {
            let (a, b) = (*place.get(&a)?, *place.get(&b)?);
            // each edge was found from both of its ends
            (a < b).then_some(Edge { a, b, score })
        };
        let edges = found.iter().filter_map(both).collect();
        Ok(Component { nodes, edges })
    }

    fn row_of(&self, uid: Uid) -> Result<Option<i64>> {
        let mut query = self.db.prepare_cached("SELECT id FROM reports WHERE uid = ?1")?;
        Ok(query.query_row([uid], |r| r.get(0)).optional()?)
    }

    pub(crate) fn is_rejected(&mut self, id: i64) -> Result<bool> {
        if self.decided()?.nothing_rejected() {
            return Ok(false);
        }
        let uid = self.node(id)?.uid;
        Ok(self.decided()?.is_rejected(uid))
    }

    /// The rulings between reports of one component, in the words of reconciling.
    fn rulings(&mut self, nodes: &[Arc<Node>]) -> Result<Rulings> {
        let decided = self.decided()?;
        let mut rulings = Rulings::default();
        if decided.is_empty() {
            return Ok(rulings);
        }
        let by_uid: FxHashMap<Uid, Member> = nodes.iter().map(|n| (n.uid, n.profile.member())).collect();
        for node in nodes {
            let pairs = |others: &[Uid]| -> Vec<(Member, Member)> {
                let mine = node.profile.member();
                let theirs = others.iter().filter_map(|u| by_uid.get(u)).filter(|m| **m > mine).cloned();
                theirs.map(|m| (mine.clone(), m)).collect()
            };
            rulings.together.extend(pairs(decided.together(node.uid)));
            rulings.apart.extend(pairs(decided.apart(node.uid)));
        }
        Ok(rulings)
    }

    /// The event that a report belongs to in the record as it stands.
    fn event_of(&self, report: i64) -> Result<Option<Uid>> {
        if self.fresh.contains(&report) {
            return Ok(None);
        }
        let mut query = self.db.prepare_cached("SELECT event FROM members WHERE report = ?1")?;
        Ok(query.query_row([report], |r| r.get(0)).optional()?)
    }
}

/// The events that were there, by the reports that told them.
#[derive(Default)]
struct Old {
    members: BTreeMap<Uid, Vec<i64>>,
    of: FxHashMap<i64, Uid>,
}

impl Old {
    fn add(&mut self, event: Uid, mut members: Vec<i64>) {
        members.sort_unstable();
        self.of.extend(members.iter().map(|id| (*id, event)));
        self.members.insert(event, members);
    }
}

/// Joins what was touched anew, and writes the events that come of it. `force` names events to be told anew though
/// their reports are the same; `decision` is what led to it, if it was an analyst's.
pub(crate) fn relink(
    writer: &mut Writer<'_>,
    force: &FxHashSet<Uid>,
    decision: Option<i64>,
    done: &mut Batch,
) -> Result<()> {
    writer.find_edges()?;
    let mut seeds = std::mem::take(&mut writer.seeds);
    seeds.sort_unstable();
    seeds.dedup();
    let mut seen = FxHashSet::default();
    let mut groups: BTreeMap<Uid, Vec<Arc<Node>>> = BTreeMap::new();
    let mut rejected: Vec<Uid> = Vec::new();
    for seed in seeds {
        if seen.contains(&seed) {
            continue;
        }
        if writer.is_rejected(seed)? {
            if writer.dirty.contains(&seed) {
                rejected.extend(writer.event_of(seed)?);
            }
            continue;
        }
        let component = writer.component(seed, &mut seen)?;
        for group in split(writer, component)? {
            groups.insert(name(writer, &group)?, group);
        }
    }
    let mut old = Old::default();
    writer.emptied.drain(..).for_each(|event| old.add(event, Vec::new()));
    {
        let mut members = writer.db.prepare_cached("SELECT report FROM members WHERE event = ?1")?;
        for node in groups.values().flatten() {
            let Some(uid) = writer.event_of(node.id)? else { continue };
            if !old.members.contains_key(&uid) {
                old.add(uid, members.query_map([uid], |r| r.get(0))?.collect::<Result<_, _>>()?);
            }
        }
    }
    rename(writer, &groups, &mut old)?;
    for (uid, group) in &groups {
        let mut ids: Vec<i64> = group.iter().map(|n| n.id).collect();
        ids.sort_unstable();
        let dirty = ids.iter().filter(|id| writer.dirty.contains(id)).count();
        if dirty == 0 && old.members.get(uid) == Some(&ids) && !force.contains(uid) {
            continue;
        }
        done.joined += if ids.len() > 1 { dirty } else { 0 };
        let from = group.first().and_then(|n| old.of.get(&n.id)).copied();
        tell::write(writer, *uid, group, from, decision, done)?;
    }
    for uid in old.members.keys().filter(|uid| !groups.contains_key(uid)) {
        tell::remove(writer, *uid, decision, done)?;
    }
    rejected.sort_unstable();
    rejected.dedup();
    for uid in rejected {
        tell::retell(writer, uid, decision, done)?;
    }
    Ok(())
}

/// Ids that are not final follow the first report of the event: an event that one of its new reports now names keeps its
/// row and its history.
fn rename(writer: &Writer<'_>, groups: &BTreeMap<Uid, Vec<Arc<Node>>>, old: &mut Old) -> Result<()> {
    let mut settled = writer.db.prepare_cached("SELECT EXISTS(SELECT 1 FROM ids WHERE id = ?1)")?;
    for (uid, group) in groups {
        if old.members.contains_key(uid) {
            continue;
        }
        let mut before: Vec<Uid> = group.iter().filter_map(|n| old.of.get(&n.id)).copied().collect();
        before.retain(|name| !groups.contains_key(name) && old.members.contains_key(name));
        before.sort_unstable();
        before.dedup();
        if before.is_empty() || settled.query_row([uid], |r| r.get::<_, bool>(0))? {
            continue;
        }
        for name in before {
            if settled.query_row([name], |r| r.get::<_, bool>(0))? {
                continue;
            }
            writer.db.prepare_cached("UPDATE events SET id = ?2 WHERE id = ?1")?.execute([name, *uid])?;
            writer.db.prepare_cached("UPDATE changes SET event = ?2 WHERE event = ?1")?.execute([name, *uid])?;
            if let Some(members) = old.members.remove(&name) {
                old.add(*uid, members);
            }
            break;
        }
    }
    Ok(())
}

fn split(writer: &mut Writer<'_>, component: Component) -> Result<Vec<Vec<Arc<Node>>>> {
    if component.nodes.len() == 1 {
        return Ok(vec![component.nodes]);
    }
    let rulings = writer.rulings(&component.nodes)?;
    let profiles: Vec<&Profile> = component.nodes.iter().map(|n| &n.profile).collect();
    let groups = cluster(&profiles, &component.edges, &rulings);
    Ok(groups.into_iter().map(|g| g.into_iter().map(|k| Arc::clone(&component.nodes[k])).collect()).collect())
}

/// The id of an event of these reports: the oldest id that leads to one of them, else that of the first report.
fn name(writer: &Writer<'_>, group: &[Arc<Node>]) -> Result<Uid> {
    let mut query = writer.db.prepare_cached("SELECT id, run FROM ids WHERE anchor = ?1")?;
    let mut best: Option<(i64, usize, Uid)> = None;
    // groups come in the order of names
    for (k, node) in group.iter().enumerate().filter(|(_, n)| !writer.fresh.contains(&n.id)) {
        for id in query.query_map([node.uid], |r| Ok((r.get::<_, Uid>(0)?, r.get::<_, i64>(1)?)))? {
            let (id, run) = id?;
            let rank = (run, k, id);
            if best.is_none_or(|b| rank < b) {
                best = Some(rank);
            }
        }
    }
    let first = group.first().map(|n| n.uid);
    best.map(|b| b.2).or(first).ok_or_else(|| Error::Decision("an event without reports came of joining".to_owned()))
}
