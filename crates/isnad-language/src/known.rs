//! A table of words by the hashes of their normal forms, laid out for asking after many words at once.

use crate::{EntryId, Features};
use std::ops::Index;

/// What a text's first look at a word asks for, in half a line of the processor's memory: an archive's words are so many
/// that most looks have to wait for it.
#[derive(Debug, Clone, Copy)]
#[repr(align(32))]
pub(crate) struct Known {
    pub(crate) hash: u64,
    /// The number of the word.
    pub(crate) number: u32,
    /// Symbol with which the word goes on a phrase; `u32::MAX` where no phrase goes on with it.
    pub(crate) exact: u32,
    /// The words with which phrases that begin with it go on; see [`crate::lexicon::follower`].
    pub(crate) followers: u32,
    /// Whether phrases that begin and end with it ask for a preposition on the next word.
    pub(crate) demands: bool,
    /// How many entries it is on its own.
    pub(crate) singles: u16,
    /// The only entry that it is; else where those that it is stand.
    pub(crate) single: (EntryId, Features),
}

/// In the place of a word's number: a place that is free.
const NOBODY: u32 = u32::MAX;

const FREE: Known = Known {
    hash: 0,
    number: NOBODY,
    exact: u32::MAX,
    followers: 0,
    demands: false,
    singles: 0,
    single: (EntryId(0), Features::NONE),
};

/// Places at first.
const LEAST: usize = 1 << 10;

/// Words by their hashes, at most half of the places taken.
#[derive(Debug, Clone, Default)]
pub(crate) struct KnownWords {
    /// A power of two of them.
    places: Vec<Known>,
    len: usize,
}

impl KnownWords {
    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Where no word stands.
    pub(crate) const NOWHERE: usize = usize::MAX;

    /// Where the word of this hash stands, most likely; [`KnownWords::NOWHERE`] where the first look finds none.
    #[inline]
    pub(crate) fn likely(&self, hash: u64) -> usize {
        let place = self.first(hash);
        self.places.get(place).filter(|known| known.number != NOBODY).map_or(Self::NOWHERE, |_| place)
    }

    /// The word at a place.
    #[inline]
    pub(crate) fn at(&self, place: usize) -> Option<&Known> {
        self.places.get(place)
    }

    /// Where the word of this hash stands.
    pub(crate) fn find(&self, hash: u64) -> Option<usize> {
        let mut place = self.first(hash);
        loop {
            match self.places.get(place)? {
                known if known.number == NOBODY => return None,
                known if known.hash == hash => return Some(place),
                _ => place = self.first(place as u64 + 1),
            }
        }
    }

    /// Takes in a word that is not there; tells whether the others have got new places.
    pub(crate) fn add(&mut self, known: Known) -> bool {
        self.len += 1;
        let full = self.len * 2 > self.places.len();
        if full {
            let places = vec![FREE; (self.places.len() * 2).max(LEAST)];
            for known in std::mem::replace(&mut self.places, places) {
                if known.number != NOBODY {
                    self.put(known);
                }
            }
        }
        self.put(known);
        full
    }

    #[inline]
    fn first(&self, hash: u64) -> usize {
        hash as usize & self.places.len().wrapping_sub(1)
    }

    fn put(&mut self, known: Known) {
        let mut place = self.first(known.hash);
        while self.places[place].number != NOBODY {
            place = self.first(place as u64 + 1);
        }
        self.places[place] = known;
    }
}

impl Index<usize> for KnownWords {
    type Output = Known;

    #[inline]
    fn index(&self, place: usize) -> &Known {
        &self.places[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_also_behind_taken_places() {
        // few beginnings, so that places run over
        let hash = |word: u32| (u64::from(word) << 33) | u64::from(word % 5);
        let mut words = KnownWords::default();
        assert_eq!((words.find(1), words.likely(1)), (None, KnownWords::NOWHERE));
        for word in 0..3000 {
            assert_eq!(words.find(hash(word)), None);
            words.add(Known { hash: hash(word), number: word, ..FREE });
        }
        assert_eq!(words.len(), 3000);
        for word in 0..3000 {
            let place = words.find(hash(word)).expect("it was taken in");
            assert_eq!(words[place].number, word);
        }
    }
}
