//! All at once.

use crate::alike::{self, JOIN, Names, Profile};
use crate::cluster::{self, Constraints};
use crate::keys::{self, BlockKey};
use crate::strongest::strongest;
use crate::{Edge, Policy, Rulings, Told, summarise};
use isnad_model::{Event, Member};
use rustc_hash::FxHashMap;

/// Joins tellings into events, sorted by their first member.
///
/// The outcome depends on the set alone: not on its order, nor on whether it comes at once or in parts. Of two tellings
/// with one name (article and index) the first counts.
pub fn reconcile(tellings: &[Told], rulings: &Rulings, policy: Policy) -> Vec<Event> {
    let (told, profiles) = sorted(tellings);
    let mut edges = Vec::new();
    pairs(&profiles, |edge| {
        if edge.score >= JOIN {
            edges.push(edge);
        }
    });
    let edges = strongest(&profiles, edges);
    let mut of = Components::new(told.len());
    edges.iter().for_each(|e| of.join(e.a, e.b));
    let place = |m: &Member| told.binary_search_by(|(x, _)| x.cmp(m)).ok();
    for (a, b) in &rulings.together {
        if let (Some(i), Some(j)) = (place(a), place(b)) {
            of.join(i, j);
        }
    }
    let constraints = Constraints::of(rulings);
    let mut events: Vec<Event> = Vec::new();
    for component in components(&mut of, edges) {
        let told_of: Vec<&Profile> = component.places.iter().map(|&i| &profiles[i]).collect();
        for group in cluster::of_profiles(&told_of, &component.edges, &constraints) {
            let members: Vec<&Told> = group.iter().map(|&k| told[component.places[k]].1).collect();
            events.extend(summarise(&members, policy));
        }
    }
    events.sort_by(|a, b| a.members.cmp(&b.members));
    events
}

/// What hangs together: places in the list of all, and edges between places in the list of these.
struct Component {
    places: Vec<usize>,
    edges: Vec<Edge>,
}

fn components(of: &mut Components, edges: Vec<Edge>) -> Vec<Component> {
    let mut number: FxHashMap<usize, usize> = FxHashMap::default();
    let mut all: Vec<Component> = Vec::new();
    let mut within = vec![0; of.0.len()];
    for (i, within) in within.iter_mut().enumerate() {
        let k = *number.entry(of.root(i)).or_insert_with(|| {
            all.push(Component { places: Vec::new(), edges: Vec::new() });
            all.len() - 1
        });
        *within = all[k].places.len();
        all[k].places.push(i);
    }
    for e in edges {
        let k = number[&of.root(e.a)];
        all[k].edges.push(Edge { a: within[e.a], b: within[e.b], score: e.score });
    }
    all
}

fn sorted(tellings: &[Told]) -> (Vec<(Member, &Told)>, Vec<Profile>) {
    let mut told: Vec<(Member, &Told)> = tellings.iter().map(|t| (t.member(), t)).collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    told.dedup_by(|a, b| a.0 == b.0);
    let mut names = Names::default();
    let profiles = told.iter().map(|(_, t)| Profile::of(t, &mut names)).collect();
    (told, profiles)
}

/// Every pair that shares a key and can be one event, smaller index first.
fn pairs(profiles: &[Profile], mut each: impl FnMut(Edge)) {
    let index = Index::of(profiles);
    let mut seen = vec![u32::MAX; profiles.len()];
    let mut features = Vec::new();
    for (j, profile) in profiles.iter().enumerate() {
        for key in keys::sought(profile) {
            for i in index.before(key, j as u32) {
                if std::mem::replace(&mut seen[i as usize], j as u32) == j as u32 {
                    continue;
                }
                if let Some(score) = alike::compare(&profiles[i as usize], profile, &mut features) {
                    each(Edge { a: i as usize, b: j, score });
                }
            }
        }
    }
}

/// Which tellings are kept under a key: all of them in one list, sorted by key.
struct Index {
    kept: Vec<(BlockKey, u32)>,
    starts: FxHashMap<BlockKey, u32>,
}

impl Index {
    fn of(profiles: &[Profile]) -> Self {
        let mut kept = Vec::with_capacity(profiles.len() * 16);
        for (i, profile) in profiles.iter().enumerate() {
            kept.extend(keys::kept(profile).into_iter().map(|key| (key, i as u32)));
        }
        kept.sort_unstable();
        // a key that one telling is kept under may still be sought by others
        let mut starts = FxHashMap::default();
        for (at, (key, _)) in kept.iter().enumerate() {
            starts.entry(*key).or_insert(at as u32);
        }
        Self { kept, starts }
    }

    /// The tellings under a key that come before `end`.
    fn before(&self, key: BlockKey, end: u32) -> impl Iterator<Item = u32> + '_ {
        let start = self.starts.get(&key).map_or(self.kept.len(), |&at| at as usize);
        self.kept[start..].iter().take_while(move |(k, i)| *k == key && *i < end).map(|(_, i)| *i)
    }
}

/// Which tellings hang together.
struct Components(Vec<usize>);

impl Components {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    fn join(&mut self, i: usize, j: usize) {
        let (i, j) = (self.root(i), self.root(j));
        self.0[i.max(j)] = i.min(j);
    }
}
