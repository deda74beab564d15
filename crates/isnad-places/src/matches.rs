//! Names in running words.

use fst::raw::{CompiledAddr, Output};

use crate::gazetteer::{Gazetteer, u32_at};
use crate::key::hash;
use crate::layout::{Section, WEAK, filter_bits};
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
        (self.head() & !WEAK) as usize
    }

    /// The name is an ordinary word or a person's name too: believe it only behind a cue word.
    pub fn weak(&self) -> bool {
        self.head() & WEAK != 0
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
    /// One bit for each beginning of a second word.
    second: u64,
}

/// The bit of a word's beginning: its first letter.
#[inline]
fn beginning(word: &[u8]) -> u64 {
    match *word {
        [lead, trail, ..] if !lead.is_ascii() => 1 << (trail & 0x3f),
        [first, ..] => 1 << (first & 0x3f),
        [] => 0,
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
    fn second(&self, node: CompiledAddr) -> u64 {
        let node = self.names.node(node);
        let Some(space) = node.find_input(b' ') else { return 0 };
        let mut bits = 0;
        for lead in self.names.node(node.transition_addr(space)).transitions() {
            if lead.inp.is_ascii() {
                bits |= beginning(&[lead.inp]);
            } else {
                let trails = self.names.node(lead.addr);
                bits |= trails.transitions().fold(0, |bits, trail| bits | beginning(&[lead.inp, trail.inp]));
            }
        }
        bits
    }

    /// The longest name that begins with a word, as (words consumed, places); `words` are those behind it.
    pub fn longest_from<'g, 'w>(
        &'g self,
        begun: &Begun,
        words: impl Iterator<Item = &'w str>,
    ) -> Option<(usize, PlaceSet<'g>)> {
        let alone = begun.alone.map(|at| (1, PlaceSet { gazetteer: self, at }));
        let mut words = words.peekable();
        let goes_on = |word: &&str| begun.second & beginning(word.as_bytes()) != 0 || matches!(*word, "-" | "'");
        if begun.second == 0 || !words.peek().is_some_and(goes_on) {
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
