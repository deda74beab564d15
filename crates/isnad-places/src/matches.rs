//! Names in running words.

use fst::raw::{CompiledAddr, Output};

use crate::gazetteer::{Gazetteer, u32_at};
use crate::key::hash;
use crate::layout::{LED, Section, WEAK, filter_bits};
use crate::place::{Place, PlaceId};

/// The places that bear one name, best known first.
#[derive(Debug, Clone, Copy)]
pub struct PlaceSet<'g> {
    gazetteer: &'g Gazetteer,
    at: usize,
}

impl<'g> PlaceSet<'g> {
    pub(crate) fn at(gazetteer: &'g Gazetteer, at: usize) -> Self {
        Self { gazetteer, at }
    }

    fn head(&self) -> u32 {
        u32_at(self.gazetteer.section(Section::Postings), self.at)
    }

    /// How many places bear the name (at least one).
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        (self.head() & !(WEAK | LED)) as usize
    }

    /// The name is an ordinary word or a person's name too: believe it only behind a cue word.
    pub fn weak(&self) -> bool {
        self.head() & WEAK != 0
    }

    /// A weak name that is nearly always the place where "in" stands right before it.
    pub fn led(&self) -> bool {
        self.head() & LED != 0
    }

    /// The numbers of the places.
    pub fn ids(&self) -> impl Iterator<Item = PlaceId> + use<'g> {
        let postings = self.gazetteer.section(Section::Postings);
        let at = self.at;
        (0..self.len()).map(move |i| PlaceId(u32_at(postings, at + 1 + i)))
    }

    /// The places.
    pub fn places(&self) -> impl Iterator<Item = Place<'g>> + use<'g> {
        let gazetteer = self.gazetteer;
        self.ids().map(move |id| gazetteer.place(id))
    }

    /// The best known place of the name, without any context.
    pub fn first(&self) -> Place<'g> {
        self.gazetteer.place(self.first_id())
    }

    /// The number of the best known place of the name.
    #[inline]
    pub fn first_id(&self) -> PlaceId {
        PlaceId(u32_at(self.gazetteer.section(Section::Postings), self.at + 1))
    }

    /// Whether all places of the name lie in one country.
    pub fn one_country(&self) -> Option<&'g str> {
        let first = self.first();
        let country = self.gazetteer.country_bytes(first.id.index());
        self.ids().all(|id| self.gazetteer.country_bytes(id.index()) == country).then_some(first.country)
    }
}

/// The names that begin where the words begin, shortest first; see [`Gazetteer::matches`].
pub struct Matches<'g, I> {
    gazetteer: &'g Gazetteer,
    words: I,
    node: CompiledAddr,
    value: u64,
    consumed: usize,
    started: bool,
    done: bool,
}

/// A word that begins names, looked up once; see [`Gazetteer::begin`].
#[derive(Debug, Clone, Copy)]
pub struct Begun {
    node: CompiledAddr,
    value: u64,
    /// Where the places of the word on its own stand, if it is a name.
    alone: Option<usize>,
    /// How second words begin.
    second: Beginnings,
}

/// Bytes that tell words' beginnings apart: three letters of Arabic.
const BEGINNING: usize = 6;

/// Beginnings of words, as a set that may take one for another.
#[derive(Debug, Clone, Copy, Default)]
struct Beginnings([u64; 4]);

impl Beginnings {
    /// The bit of a word's beginning: which number, and the bit in it.
    #[inline]
    fn bit(word: &[u8]) -> (usize, u64) {
        let mixed =
            word.iter().take(BEGINNING).fold(0u32, |mixed, byte| (mixed ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
        let bit = (mixed ^ mixed >> 15) as usize;
        (bit >> 6 & 3, 1 << (bit & 63))
    }

    fn add(&mut self, word: &[u8]) {
        let (number, bit) = Self::bit(word);
        self.0[number] |= bit;
    }

    #[inline]
    fn may_hold(&self, word: &[u8]) -> bool {
        let (number, bit) = Self::bit(word);
        self.0[number] & bit != 0
    }

    fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }

    fn is_full(&self) -> bool {
        self.0 == [u64::MAX; 4]
    }
}

impl Gazetteer {
    /// What names begin with a folded word, to be kept and gone on with by [`Gazetteer::longest_from`].
    pub fn begin(&self, word: &str) -> Option<Begun> {
        let mut matches = self.matches([word]);
        let alone = matches.by_ref().last().map(|(_, set)| set.at);
        (!matches.done).then(|| Begun {
            node: matches.node,
            value: matches.value,
            alone,
            second: self.second(matches.node),
        })
    }

    /// The beginnings of the words that can follow at a node of the names.
    fn second(&self, node: CompiledAddr) -> Beginnings {
        let mut beginnings = Beginnings::default();
        let node = self.names.node(node);
        if let Some(space) = node.find_input(b' ') {
            self.beginnings(node.transition_addr(space), &mut Vec::new(), &mut beginnings);
        }
        beginnings
    }

    /// Adds the beginnings of words that go on from a node; `word` has what was read of one.
    fn beginnings(&self, node: CompiledAddr, word: &mut Vec<u8>, out: &mut Beginnings) {
        let node = self.names.node(node);
        if word.len() == BEGINNING || node.is_final() {
            out.add(word);
        }
        if word.len() == BEGINNING || out.is_full() {
            return;
        }
        for next in node.transitions() {
            if next.inp == b' ' {
                out.add(word);
                continue;
            }
            word.push(next.inp);
            self.beginnings(next.addr, word, out);
            word.pop();
        }
    }

    /// The longest name that begins with a word, as (words consumed, places); `words` are those behind it.
    pub fn longest_from<'g, 'w>(
        &'g self,
        begun: &Begun,
        words: impl Iterator<Item = &'w str>,
    ) -> Option<(usize, PlaceSet<'g>)> {
        let alone = begun.alone.map(|at| (1, PlaceSet { gazetteer: self, at }));
        let mut words = words.peekable();
        let goes_on = |word: &&str| begun.second.may_hold(word.as_bytes()) || matches!(*word, "-" | "'");
        if begun.second.is_empty() || !words.peek().is_some_and(goes_on) {
            return alone;
        }
        let &Begun { node, value, .. } = begun;
        Matches { gazetteer: self, words, node, value, consumed: 1, started: true, done: false }.last().or(alone)
    }

    /// All names that begin at the first of the folded words, as (words consumed, places), shortest first.
    ///
    /// Hyphens and apostrophes between the words of a name are passed over (and counted); so `tin - akoff` is found
    /// as `tin akoff`. A first word that begins no name is told by a filter without touching the names.
    #[inline]
    pub fn matches<'g, 'w, I>(&'g self, words: I) -> Matches<'g, I::IntoIter>
    where
        I: IntoIterator<Item = &'w str>,
    {
        Matches {
            gazetteer: self,
            words: words.into_iter(),
            node: self.names.root().addr(),
            value: 0,
            consumed: 0,
            started: false,
            done: false,
        }
    }

    /// The longest name that begins at the first of the folded words.
    pub fn longest<'g, 'w>(&'g self, words: impl IntoIterator<Item = &'w str>) -> Option<(usize, PlaceSet<'g>)> {
        self.matches(words).last()
    }

    /// The places of a name written in any way ("Sévaré", "Tin-Akoff").
    pub fn lookup(&self, name: &str) -> Option<PlaceSet<'_>> {
        let value = self.names.get(crate::key::key(name).as_bytes())?;
        Some(PlaceSet { gazetteer: self, at: value.value() as usize })
    }

    #[inline]
    fn may_begin(&self, word: &str) -> bool {
        let cells = self.section(Section::First);
        let (cell, mask) = filter_bits(hash(word.as_bytes()), cells.len() / 8);
        match cells.get(cell * 8..cell * 8 + 8) {
            Some(&[a, b, c, d, e, f, g, h]) => u64::from_le_bytes([a, b, c, d, e, f, g, h]) & mask == mask,
            _ => false,
        }
    }
}

impl<'g, 'w, I: Iterator<Item = &'w str>> Matches<'g, I> {
    fn step(&mut self, byte: u8) -> bool {
        let node = self.gazetteer.names.node(self.node);
        let Some(i) = node.find_input(byte) else {
            self.done = true;
            return false;
        };
        let transition = node.transition(i);
        self.value += transition.out.value();
        self.node = transition.addr;
        true
    }

    /// The set of the name that ends here, if one does.
    fn here(&self) -> Option<PlaceSet<'g>> {
        let node = self.gazetteer.names.node(self.node);
        node.is_final().then(|| {
            let value = Output::new(self.value).cat(node.final_output()).value();
            PlaceSet { gazetteer: self.gazetteer, at: value as usize }
        })
    }
}

impl<'g, 'w, I: Iterator<Item = &'w str>> Iterator for Matches<'g, I> {
    type Item = (usize, PlaceSet<'g>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let word = self.words.next()?;
            self.consumed += 1;
            if !self.started {
                self.started = true;
                if !self.gazetteer.may_begin(word) {
                    self.done = true;
                    return None;
                }
            } else if word == "-" || word == "'" {
                continue;
            } else if !self.step(b' ') {
                return None;
            }
            for &byte in word.as_bytes() {
                if !self.step(byte) {
                    return None;
                }
            }
            if let Some(set) = self.here() {
                return Some((self.consumed, set));
            }
        }
        None
    }
}
