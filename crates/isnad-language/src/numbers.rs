//! A table that gives words their numbers, laid out for asking after many words at once.

/// Words of one place of the table: as many as one line of the processor's memory holds.
const ROOM: usize = 8;

/// Where no word is kept.
const NONE: u32 = u32::MAX;

/// Words whose hashes begin alike; filled from the front.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Place {
    /// The other half of each word's hash.
    tags: [u32; ROOM],
    words: [u32; ROOM],
}

const EMPTY: Place = Place { tags: [0; ROOM], words: [NONE; ROOM] };

impl Place {
    /// Where a tag stands first; looked for without a jump that depends on what is found.
    #[inline]
    fn position(&self, tag: u32) -> Option<usize> {
        let found = self.tags.iter().enumerate().fold(0u32, |bits, (k, t)| bits | u32::from(*t == tag) << k);
        (found != 0).then(|| found.trailing_zeros() as usize)
    }
}

/// Numbers of words by the hashes of the words; the words themselves are kept elsewhere.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers {
    /// A power of two of them, at most half full all together.
    places: Vec<Place>,
    len: usize,
}

impl Numbers {
    /// A word that has this hash, most likely the only one; `u32::MAX` where the first look finds none.
    #[inline]
    pub(crate) fn likely(&self, hash: u64) -> u32 {
        let Some(mask) = self.places.len().checked_sub(1) else { return NONE };
        let place = &self.places[hash as usize & mask];
        place.position(tag(hash)).map_or(NONE, |k| place.words[k])
    }

    /// The word of this hash that is the one sought.
    pub(crate) fn find(&self, hash: u64, sought: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.places.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let place = &self.places[at];
            for (t, word) in place.tags.iter().zip(place.words) {
                if word == NONE {
                    return None;
                }
                if *t == tag(hash) && sought(word) {
                    return Some(word);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Takes in a word that is not in the table; `hash_of` gives the hashes of those that are.
    pub(crate) fn insert(&mut self, hash: u64, word: u32, hash_of: impl Fn(u32) -> u64) {
        if (self.len + 1) * 2 > self.places.len() * ROOM {
            let places = vec![EMPTY; (self.places.len() * 2).max(1 << 7)];
            for known in std::mem::replace(&mut self.places, places).iter().flat_map(|p| p.words) {
                if known != NONE {
                    self.put(hash_of(known), known);
                }
            }
        }
        self.put(hash, word);
        self.len += 1;
    }

    fn put(&mut self, hash: u64, word: u32) {
        let mask = self.places.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let place = &mut self.places[at];
            if let Some(k) = place.words.iter().position(|w| *w == NONE) {
                (place.tags[k], place.words[k]) = (tag(hash), word);
                return;
            }
            at = (at + 1) & mask;
        }
    }
}

/// The half of a hash that tells words of one place apart; never that of an empty one.
#[inline]
fn tag(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_also_behind_full_places() {
        // few beginnings of hashes, so that places run over; pairs of words of one hash
        let hash = |word: u32| (u64::from(word / 2) << 33) | u64::from(word % 5);
        let mut numbers = Numbers::default();
        for word in 0..3000 {
            assert_eq!(numbers.find(hash(word), |w| w == word), None);
            numbers.insert(hash(word), word, hash);
        }
        for word in 0..3000 {
            assert_eq!(numbers.find(hash(word), |w| w == word), Some(word));
            let likely = numbers.likely(hash(word));
            assert!(likely == NONE || tag(hash(likely)) == tag(hash(word)));
        }
    }
}
