//! All at once.

use crate::alike::{self, JOIN, NEAR, Profile};
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
    let profiles = told.iter().map(|(_, t)| Profile::of(t)).collect();
    (told, profiles)
}

/// Every pair that shares a key and can be one event, with its score and what speaks for and against, smaller index first.
fn pairs(profiles: &[Profile], mut each: impl FnMut(usize, usize, f64, &[alike::Feature])) {
    let mut postings: FxHashMap<BlockKey, Vec<u32>> = FxHashMap::default();
    let mut seen = vec![u32::MAX; profiles.len()];
    let mut features = Vec::new();
    for (j, profile) in profiles.iter().enumerate() {
        let keys = keys::of_profile(profile);
        for i in keys.sought.iter().filter_map(|k| postings.get(k)).flatten().map(|&i| i as usize) {
            if std::mem::replace(&mut seen[i], j as u32) == j as u32 {
                continue;
            }
            if let Some(score) = alike::compare(&profiles[i], profile, &mut features) {
                each(i, j, score, &features);
            }
        }
        for key in keys.kept {
            postings.entry(key).or_default().push(j as u32);
        }
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
