//! Events on their way from the record into the index.

use super::{Index, Light, Names};
use isnad_store::{EventRow, Filter, Store, Uid};
use jiff::Timestamp;
use rustc_hash::FxHashMap;

/// Events that are new or changed since an index was made.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(super) events: Vec<Light>,
    pub(super) actors: Names,
    pub(super) names: Names,
}

impl Draft {
    /// Reads the events that changed after a moment and differ from those of an index; all where there is no moment.
    ///
    /// They are read one by one: a record's events with all their claims would not fit into memory as well as its index does.
    pub fn read(store: &Store, old: &Index, since: Option<Timestamp>) -> isnad_store::Result<Self> {
        let mut draft = Self { events: Vec::new(), actors: old.actors.clone(), names: old.names.clone() };
        let filter = Filter { changed_since: since, rejected: true, ..Filter::default() };
        store.each_event(&filter, |row| {
            draft.add(&row, old);
            Ok(true)
        })?;
        let ids = draft.ids();
        let places: FxHashMap<Uid, usize> = ids.iter().enumerate().map(|(k, id)| (*id, k)).collect();
        let of = since.map(|_| ids.as_slice());
        let mut articles = vec![Vec::new(); ids.len()];
        store.each_telling(of, |event, article| {
            if let (Some(k), Ok(article)) = (places.get(&event), u32::try_from(article)) {
                articles[*k].push(article);
            }
        })?;
        let mut names = vec![Vec::new(); ids.len()];
        let known = &mut draft.names;
        store.each_place_name(of, |event, name| {
            if let Some(k) = places.get(&event) {
                names[*k].push(known.number(name));
            }
        })?;
        for ((light, articles), names) in draft.events.iter_mut().zip(articles).zip(names) {
            (light.articles, light.names) = (once(articles), once(names));
        }
        Ok(draft)
    }

    fn add(&mut self, row: &EventRow, old: &Index) {
        let known = Uid::parse(&row.event.id).and_then(|u| old.get(u));
        if known.is_none_or(|l| l.changed != row.changed || l.state != row.state) {
            self.events.extend(Light::new(row, &mut self.actors));
        }
    }

    /// The events it holds.
    pub fn ids(&self) -> Vec<Uid> {
        self.events.iter().map(|l| l.uid).collect()
    }
}

/// Sorted, each once, in no more room than they need.
fn once(mut numbers: Vec<u32>) -> Box<[u32]> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into()
}
