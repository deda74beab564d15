//! Full-text search: which articles hold words. The list, the map, the timeline and the counts of one search ask the same, so it is
//! answered once.

use crate::pool::Pool;
use crate::problem::Answer;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// Searches remembered.
const REMEMBERED: usize = 32;

/// Articles by their numbers in the record, a bit each.
#[derive(Debug, Default)]
pub(crate) struct Articles {
    bits: Vec<u64>,
}

impl Articles {
    fn of(numbers: impl IntoIterator<Item = i64>) -> Self {
        let mut bits: Vec<u64> = Vec::new();
        for n in numbers.into_iter().filter_map(|n| usize::try_from(n).ok()) {
            if bits.len() <= n / 64 {
                bits.resize(n / 64 + 1, 0);
            }
            bits[n / 64] |= 1 << (n % 64);
        }
        Self { bits }
    }

    /// Whether an article is one of them.
    pub fn hold(&self, number: u32) -> bool {
        let n = number as usize;
        self.bits.get(n / 64).is_some_and(|word| word >> (n % 64) & 1 == 1)
    }
}

/// A search of one version of the index, and what it found as soon as that is known.
type Kept = (u64, String, Arc<OnceCell<Arc<Articles>>>);

/// The searches asked last.
#[derive(Debug, Default)]
pub(crate) struct Searches {
    kept: Mutex<VecDeque<Kept>>,
}

impl Searches {
    /// Articles that hold the words, as the record stands for a version of the index.
    pub async fn find(&self, pool: &Pool, version: u64, text: &str) -> Answer<Arc<Articles>> {
        let cell = self.cell(version, text);
        let found = cell.get_or_try_init(|| {
            let text = text.to_owned();
            pool.read(move |store| match store.articles_with(&text) {
                Ok(found) => Ok(Arc::new(Articles::of(found))),
                // signs without a word stand in no article
                Err(isnad_store::Error::Search(_)) => Ok(Arc::default()),
                Err(e) => Err(e.into()),
            })
        });
        found.await.cloned()
    }

    fn cell(&self, version: u64, text: &str) -> Arc<OnceCell<Arc<Articles>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(k) = kept.iter().position(|(v, t, _)| *v == version && t == text)
            && let Some(known) = kept.remove(k)
        {
            let cell = known.2.clone();
            kept.push_front(known);
            return cell;
        }
        let cell = Arc::new(OnceCell::new());
        kept.push_front((version, text.to_owned(), cell.clone()));
        kept.truncate(REMEMBERED);
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_known_by_their_numbers() {
        let some = Articles::of([1, 64, 1000, -5]);
        let held: Vec<u32> = (0..2000).filter(|n| some.hold(*n)).collect();
        assert_eq!(held, [1, 64, 1000]);
    }

    #[test]
    fn a_search_is_kept_until_others_are_or_the_record_changes() {
        let searches = Searches::default();
        let first = searches.cell(1, "a");
        assert!(Arc::ptr_eq(&first, &searches.cell(1, "a")));
        assert!(!Arc::ptr_eq(&first, &searches.cell(2, "a")));
        for n in 0..REMEMBERED {
            searches.cell(1, &n.to_string());
        }
        assert!(!Arc::ptr_eq(&first, &searches.cell(1, "a")));
    }
}
