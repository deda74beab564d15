//! Sets of lexicon entries.

use crate::EntryId;

/// A set of entries, one bit each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct EntrySet(Vec<u64>);

impl EntrySet {
    /// Whether the set holds an entry.
    #[inline]
    pub(crate) fn has(&self, id: EntryId) -> bool {
        self.0.get(id.index() / 64).is_some_and(|bits| bits >> (id.index() % 64) & 1 != 0)
    }

    /// Whether the set holds no entry.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The entries in the order of the files.
    pub(crate) fn iter(&self) -> impl Iterator<Item = EntryId> {
        let ids = |(k, bits): (usize, &u64)| {
            let bits = *bits;
            (0..64).filter(move |b| bits >> b & 1 != 0).map(move |b| EntryId((k * 64 + b) as u32))
        };
        self.0.iter().enumerate().flat_map(ids)
    }
}

impl FromIterator<EntryId> for EntrySet {
    fn from_iter<I: IntoIterator<Item = EntryId>>(ids: I) -> Self {
        let mut set = Self::default();
        for id in ids {
            let at = id.index() / 64;
            if set.0.len() <= at {
                set.0.resize(at + 1, 0);
            }
            set.0[at] |= 1 << (id.index() % 64);
        }
        set
    }
}
