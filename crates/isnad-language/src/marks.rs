//! What the words that start at a token are, as a set of marks, and the same turned round: for every mark its tokens.

use crate::entry::Match;
use std::ops::{BitOr, BitOrAssign, Range};

/// Numbers that hold the bits of a set.
const PARTS: usize = 3;
/// Bits of a number.
const BITS: usize = u64::BITS as usize;

/// A set of marks. What each stands for is settled by who marks the words; see [`crate::Chart::mark_words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks([u64; PARTS]);

impl Marks {
    /// How many marks there are.
    pub const MOST: usize = PARTS * BITS;
    /// None.
    pub const NONE: Marks = Marks([0; PARTS]);
    /// All.
    pub const ALL: Marks = Marks([u64::MAX; PARTS]);

    /// The set of one mark, by its number below [`Marks::MOST`].
    #[inline(always)]
    pub const fn one(number: usize) -> Self {
        let mut parts = [0; PARTS];
        parts[number / BITS] = 1 << (number % BITS);
        Self(parts)
    }

    /// The marks of two sets; as `|`, for constants.
    #[inline(always)]
    pub const fn or(self, other: Self) -> Self {
        let (Self(mut all), Self(more)) = (self, other);
        let mut k = 0;
        while k < PARTS {
            all[k] |= more[k];
            k += 1;
        }
        Self(all)
    }

    /// Whether the sets have a mark in common.
    #[inline(always)]
    pub fn any(self, other: Self) -> bool {
        self.0.iter().zip(other.0).fold(0, |common, (a, b)| common | a & b) != 0
    }
}

impl BitOr for Marks {
    type Output = Marks;

    #[inline(always)]
    fn bitor(self, other: Marks) -> Marks {
        self.or(other)
    }
}

impl BitOrAssign for Marks {
    #[inline(always)]
    fn bitor_assign(&mut self, other: Marks) {
        *self = self.or(other);
    }
}

/// The marks of the tokens of a text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marked {
    of_token: Vec<Marks>,
    /// For every mark a bit for each token; none where nobody has marked the words.
    tokens: Vec<u64>,
    /// Numbers that hold the bits of one mark.
    row: usize,
}

impl Marked {
    /// Forgets all; every one of `tokens` tokens may be anything.
    pub(crate) fn clear(&mut self, tokens: usize) {
        self.of_token.clear();
        self.of_token.resize(tokens, Marks::ALL);
        self.tokens.clear();
        // one more, so that the bits from any token on can be read from two
        self.row = tokens / BITS + 2;
    }

    /// Takes the marks of words; `mark_of` gives the number of one, if it has any.
    pub(crate) fn set(&mut self, words: &[Match], mark_of: impl Fn(&Match) -> Option<usize>) {
        self.of_token.fill(Marks::NONE);
        self.tokens.clear();
        self.tokens.resize(Marks::MOST * self.row, 0);
        for word in words {
            if let Some(mark) = mark_of(word) {
                self.add(word.start as usize, mark);
            }
        }
    }

    /// Adds a mark to a token of marked words.
    pub(crate) fn add(&mut self, token: usize, mark: usize) {
        self.of_token[token] |= Marks::one(mark);
        if let Some(bits) = self.tokens.get_mut(mark * self.row + token / BITS) {
            *bits |= 1 << (token % BITS);
        }
    }

    /// The marks of a token; none beyond the end.
    #[inline]
    pub(crate) fn at(&self, token: usize) -> Marks {
        self.of_token.get(token).copied().unwrap_or_default()
    }

    /// One bit for each token from `token` on, set where it has one of these marks.
    #[inline]
    fn from(&self, token: usize, marks: Marks) -> u64 {
        let (at, shift) = (token / BITS, token % BITS);
        if at + 1 >= self.row {
            return 0;
        }
        if self.tokens.is_empty() {
            return u64::MAX;
        }
        let (mut here, mut behind) = (0, 0);
        for (k, mut part) in marks.0.into_iter().enumerate() {
            while part != 0 {
                let mark = k * BITS + part.trailing_zeros() as usize;
                let bits = mark * self.row + at;
                here |= self.tokens[bits];
                behind |= self.tokens[bits + 1];
                part &= part - 1;
            }
        }
        here >> shift | behind << 1 << (BITS - 1 - shift)
    }

    /// Whether a token of a run has one of these marks.
    #[inline]
    pub(crate) fn any(&self, tokens: Range<usize>, marks: Marks) -> bool {
        if tokens.len() > FEW {
            return self.within(tokens, marks).next().is_some();
        }
        let end = tokens.end.min(self.of_token.len());
        self.of_token.get(tokens.start..end).unwrap_or_default().iter().any(|m| m.any(marks))
    }

    /// The tokens of a run that have one of these marks.
    #[inline]
    pub(crate) fn within(&self, tokens: Range<usize>, marks: Marks) -> Tokens<'_> {
        let end = tokens.end.min(self.of_token.len());
        let bits = if tokens.start < end { self.from(tokens.start, marks) } else { 0 };
        Tokens { marked: self, marks, at: tokens.start, end, bits }
    }
}

/// So few tokens are looked at one by one.
const FEW: usize = 8;

/// Tokens that have one of some marks, in order.
#[derive(Debug, Clone)]
pub struct Tokens<'c> {
    marked: &'c Marked,
    marks: Marks,
    /// The token of the first bit.
    at: usize,
    end: usize,
    bits: u64,
}

impl Iterator for Tokens<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            self.at += BITS;
            if self.at >= self.end {
                return None;
            }
            self.bits = self.marked.from(self.at, self.marks);
        }
        let token = self.at + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        (token < self.end).then_some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EntryId, Features};

    #[test]
    fn tokens_are_found_by_any_of_their_marks() {
        let word = |start: u32| Match { start, end: start + 1, entry: EntryId(0), features: Features::NONE };
        let words: Vec<Match> = [0, 3, 3, 63, 64, 65, 130, 199].map(word).into();
        let mut marked = Marked::default();
        marked.clear(200);
        assert_eq!(marked.within(5..200, Marks::one(7)).count(), 195, "where nobody has marked, all may be it");
        let mark = |w: &Match| if w.start == 65 { None } else { Some(w.start as usize % 2 * 150) };
        marked.set(&words, mark);
        let found = |range, marks| marked.within(range, marks).collect::<Vec<_>>();
        assert_eq!(found(0..200, Marks::one(0)), [0, 64, 130]);
        assert_eq!(found(0..200, Marks::one(150)), [3, 63, 199]);
        assert_eq!(found(1..199, Marks::one(0) | Marks::one(150)), [3, 63, 64, 130]);
        assert_eq!(found(64..64, Marks::ALL), [0; 0]);
        assert_eq!(found(190..500, Marks::ALL), [199]);
        assert_eq!(found(400..500, Marks::ALL), [0; 0]);
        assert!(
            marked.at(3).any(Marks::one(150)) && !marked.at(3).any(Marks::one(0)) && !marked.at(65).any(Marks::ALL)
        );
        assert_eq!(marked.at(200), Marks::NONE);
        for (run, any) in [
            (0..1, true),
            (1..3, false),
            (1..4, true),
            (4..60, false),
            (4..64, true),
            (199..300, true),
            (300..301, false),
        ] {
            assert_eq!(marked.any(run.clone(), Marks::one(0) | Marks::one(150)), any, "{run:?}");
        }
    }
}
