//! All at once.

use crate::alike::{self, JOIN, NEAR, Names, Profile};
use crate::cluster::{self, Constraints};
use crate::keys::{self, BlockKey};
use crate::{Match, Policy, Rulings, Told, summarise};
use isnad_model::{Event, Member};
use rustc_hash::FxHashMap;

/// A pair that is nearly one event, for an analyst to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The first of the two in order.
    pub a: Member,
    /// The second.
    pub b: Member,
    /// How near, and why.
    pub why: Match,
}

/// Joins tellings into events, sorted by their first member.
///
/// The outcome depends on the set alone: not on its order, nor on whether it comes at once or in parts. Of two tellings
/// with one name (article and index) the first counts.
pub fn reconcile(tellings: &[Told], rulings: &Rulings, policy: Policy) -> Vec<Event> {
    let (told, profiles) = sorted(tellings);
    let mut of = Components::new(told.len());
    pairs(&profiles, |i, j, score, _| {
        if score >= JOIN {
            of.join(i, j);
        }
    });
    let place = |m: &Member| told.binary_search_by(|(x, _)| x.cmp(m)).ok();
    for (a, b) in &rulings.together {
        if let (Some(i), Some(j)) = (place(a), place(b)) {
            of.join(i, j);
        }
    }
    let mut components: FxHashMap<usize, Vec<&Profile>> = FxHashMap::default();
    for (i, profile) in profiles.iter().enumerate() {
        components.entry(of.root(i)).or_default().push(profile);
    }
    let constraints = Constraints::of(rulings);
    let groups = components.values().flat_map(|component| cluster::of_profiles(component, &constraints));
    let mut events: Vec<Event> = groups
        .filter_map(|group| {
            let members: Vec<&Told> = group.iter().filter_map(|p| place(&p.member())).map(|i| told[i].1).collect();
            summarise(&members, policy)
        })
        .collect();
    events.sort_by(|a, b| a.members.cmp(&b.members));
    events
}

/// The pairs just under the threshold, nearest first.
pub fn suggestions(tellings: &[Told]) -> Vec<Suggestion> {
    let (told, profiles) = sorted(tellings);
    let mut near = Vec::new();
    pairs(&profiles, |i, j, score, features| {
        if (NEAR..JOIN).contains(&score) {
            let why = Match::new(score, features);
            near.push(Suggestion { a: told[i].0.clone(), b: told[j].0.clone(), why });
        }
    });
    near.sort_by(|x, y| y.why.score.total_cmp(&x.why.score).then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b))));
    near
}

fn sorted(tellings: &[Told]) -> (Vec<(Member, &Told)>, Vec<Profile>) {
    let mut told: Vec<(Member, &Told)> = tellings.iter().map(|t| (t.member(), t)).collect();
    told.sort_by(|a, b| a.0.cmp(&b.0));
    told.dedup_by(|a, b| a.0 == b.0);
    let mut names = Names::default();
    let profiles = told.iter().map(|(_, t)| Profile::of(t, &mut names)).collect();
    (told, profiles)
}

/// Every pair that shares a key and can be one event, with its score and what speaks for and against, smaller index first.
fn pairs(profiles: &[Profile], mut each: impl FnMut(usize, usize, f64, &[alike::Feature])) {
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
                    each(i as usize, j, score, &features);
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
