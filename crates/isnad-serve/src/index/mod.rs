//! All events of the record in memory, with just what filters, maps, timelines and counts ask for.
//!
//! A record of 100,000 events takes some tens of megabytes and a few milliseconds to look through; the words and the
//! claims stay in the record.

mod draft;
mod light;

pub(crate) use draft::Draft;
pub(crate) use light::Light;

use isnad_store::Uid;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Names met again and again, each kept once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    list: Vec<Arc<str>>,
    known: FxHashMap<Arc<str>, u32>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(k) = self.known.get(name) {
            return *k;
        }
        let (name, k): (Arc<str>, u32) = (name.into(), self.list.len() as u32);
        self.list.push(name.clone());
        self.known.insert(name, k);
        k
    }

    /// All names, by number.
    pub fn all(&self) -> impl Iterator<Item = (u32, &str)> {
        self.list.iter().enumerate().map(|(k, n)| (k as u32, &**n))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }
}

/// The events as they stand at one moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    /// Counts up with every change of the record.
    pub version: u64,
    /// Actor ids.
    pub actors: Names,
    /// Names of places, folded.
    pub names: Names,
    /// All articles have lower numbers.
    pub articles: u32,
    events: Vec<Light>,
    places: FxHashMap<Uid, u32>,
    by_date: Vec<u32>,
    by_changed: Vec<u32>,
    by_killed: Vec<u32>,
}

/// What an index is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// First day, earliest first; those without a day come last.
    Date,
    /// First day, latest first; those without a day come last.
    Latest,
    /// Most killed first.
    Killed,
    /// Last changed first.
    Updated,
}

impl Index {
    /// The index after a change of the record: what the draft holds is new or changed, `here` are all ids that still are events.
    pub fn after(&self, draft: Draft, here: &FxHashSet<Uid>) -> Self {
        let Draft { events: fresh, actors, names } = draft;
        let changed: FxHashSet<Uid> = fresh.iter().map(|l| l.uid).collect();
        let mut next = Self { version: self.version + 1, actors, names, ..Self::default() };
        next.events =
            self.events.iter().filter(|l| here.contains(&l.uid) && !changed.contains(&l.uid)).cloned().collect();
        next.events.extend(fresh);
        next.articles = next.events.iter().filter_map(|l| l.articles.last()).max().map_or(0, |last| last + 1);
        next.order();
        next
    }

    fn order(&mut self) {
        self.places = self.events.iter().enumerate().map(|(k, l)| (l.uid, k as u32)).collect();
        let all: Vec<u32> = (0..self.events.len() as u32).collect();
        let sorted = |key: fn(&Light) -> (bool, i64, Uid)| {
            let mut order = all.clone();
            order.sort_by_cached_key(|k| key(&self.events[*k as usize]));
            order
        };
        self.by_date = sorted(|l| (l.days.is_none(), l.first_day(), l.uid));
        self.by_changed = sorted(|l| (false, -l.changed.as_millisecond(), l.uid));
        self.by_killed =
            sorted(|l| (l.killed.is_none(), l.killed.map_or(0, |n| -i64::try_from(n).unwrap_or(i64::MAX)), l.uid));
    }

    /// The events in an order.
    pub fn ordered(&self, order: Order) -> Box<dyn Iterator<Item = &Light> + '_> {
        let event = |k: &u32| &self.events[*k as usize];
        match order {
            Order::Date => Box::new(self.by_date.iter().map(event)),
            Order::Latest => {
                let dated = self.by_date.partition_point(|k| self.events[*k as usize].days.is_some());
                let (dated, undated) = self.by_date.split_at(dated);
                Box::new(dated.iter().rev().chain(undated).map(event))
            }
            Order::Killed => Box::new(self.by_killed.iter().map(event)),
            Order::Updated => Box::new(self.by_changed.iter().map(event)),
        }
    }

    /// The events in no order that means anything.
    pub fn events(&self) -> &[Light] {
        &self.events
    }

    /// One event.
    pub fn get(&self, uid: Uid) -> Option<&Light> {
        self.places.get(&uid).map(|k| &self.events[*k as usize])
    }
}
