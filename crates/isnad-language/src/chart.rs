//! What is known of a text so far: lexicon matches and the typed mentions that stages add.

use crate::entry::{EntryId, Match};
use crate::marks::{Marked, Marks, Tokens};
use crate::{Features, Pack, Reader};
use isnad_text::Text;

/// A typed stretch of tokens that a stage has read; `value` indexes the stage's own table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// What it is: a name that patterns use in `[brackets]`.
    pub kind: &'static str,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Index into the stage's table of values.
    pub value: u32,
}

impl Mention {
    /// Token indices.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A text with all that has been read in it.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// The tokens.
    pub text: Text,
    matches: Vec<Match>,
    /// For every token the first match that starts there.
    first: Vec<u32>,
    mentions: Vec<Mention>,
    /// For every token the first and the last mention that start there; `NONE` where none does.
    mention_at: Vec<(u32, u32)>,
    /// For every mention the next one that starts at the same token.
    mention_next: Vec<u32>,
    /// For every token the sentence that holds it.
    sentence: Vec<u32>,
    /// For every token the number of its word, by the reader; [`Reader::NUMBER`] for numbers.
    words: Vec<u32>,
    /// For every token the hash of its normal form.
    hashes: Vec<u64>,
    /// Tokens whose words the reader had not met before.
    fresh: Vec<u32>,
    /// How many words the reader knew before.
    words_before: usize,
    epoch: u32,
    /// For every token what the words that start there are; see [`Chart::mark_words`].
    marks: Marked,
}

const NONE: u32 = u32::MAX;

impl Chart {
    /// Tokenises a text and looks it up in the pack's lexicon; in the memory of a chart that the reader was given back.
    pub fn new(pack: &Pack, reader: &mut Reader, source: &str) -> Self {
        let mut chart = reader.spare();
        chart.text.read(source);
        let (text, n) = (&chart.text, chart.text.tokens().len());
        // "raid" and "he raided it" fold to one form, but are written differently
        let keep = |m: &Match| {
            let token = &text.tokens()[m.start as usize];
            m.end > m.start + 1 || !pack.lexicon.bare(&source[token.start as usize..token.end as usize])
        };
        chart.matches.clear();
        chart.first.clear();
        reader.read(&pack.lexicon, text, keep, &mut chart.matches, &mut chart.first);
        chart.mentions.clear();
        chart.mention_next.clear();
        chart.mention_at.clear();
        chart.mention_at.resize(n, (NONE, NONE));
        chart.number_sentences();
        chart.words.clear();
        chart.words.extend_from_slice(reader.words());
        chart.hashes.clear();
        chart.hashes.extend_from_slice(reader.hashes());
        chart.fresh.clear();
        chart.fresh.extend_from_slice(reader.fresh());
        chart.words_before = reader.words_before();
        chart.epoch = reader.epoch();
        chart.marks.clear(n);
        chart
    }

    /// Begins a new sentence at each of these tokens, in order: what only words can tell.
    pub fn part(&mut self, at: &[usize]) {
        if !at.is_empty() {
            self.text.part(at);
            self.number_sentences();
        }
    }

    fn number_sentences(&mut self) {
        self.sentence.clear();
        for (k, s) in self.text.sentences().iter().enumerate() {
            self.sentence.resize(s.end as usize, k as u32);
        }
    }

    /// Number of a token's word, the same for the same normal form in all charts of one reader and epoch; none for
    /// numbers.
    #[inline]
    pub fn word(&self, token: usize) -> Option<usize> {
        self.words.get(token).filter(|w| **w != Reader::NUMBER).map(|w| *w as usize)
    }

    /// The hash of a token's normal form, by [`isnad_text::word_hash`].
    #[inline]
    pub fn hash(&self, token: usize) -> u64 {
        self.hashes[token]
    }

    /// Tokens whose words the reader met here for the first time, each word once.
    pub fn fresh(&self) -> impl Iterator<Item = usize> + '_ {
        self.fresh.iter().map(|t| *t as usize)
    }

    /// How many words the reader had met before this text: the next numbers are those of [`Chart::fresh`].
    pub fn words_before(&self) -> usize {
        self.words_before
    }

    /// How often the reader has forgotten its words: after that it numbers them anew.
    #[inline]
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Gives every token the marks of all entries that start at it, so that one look tells what a token cannot be.
    /// `mark_of` gives the number of an entry's mark, below [`Marks::MOST`], if it has one.
    pub fn mark_words(&mut self, mark_of: impl Fn(EntryId) -> Option<usize>) {
        self.marks.set(&self.matches, |m| mark_of(m.entry));
    }

    /// Adds a mark to a token, for something that starts there and is no word.
    pub fn mark(&mut self, token: usize, mark: usize) {
        self.marks.add(token, mark);
    }

    /// The marks of a token: all, where nobody has marked the words; none beyond the end.
    #[inline]
    pub fn marks(&self, token: usize) -> Marks {
        self.marks.at(token)
    }

    /// The tokens of a run, as far as there are tokens, that have one of these marks.
    #[inline]
    pub fn marked(&self, tokens: std::ops::Range<usize>, marks: Marks) -> Tokens<'_> {
        self.marks.within(tokens, marks)
    }

    /// Whether a token of a run has one of these marks.
    #[inline]
    pub fn any_marked(&self, tokens: std::ops::Range<usize>, marks: Marks) -> bool {
        self.marks.any(tokens, marks)
    }

    /// Number of tokens.
    #[inline]
    pub fn len(&self) -> usize {
        self.text.tokens().len()
    }

    /// Whether there is no token.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Normal form of a token; empty beyond the end.
    #[inline]
    pub fn norm(&self, token: usize) -> &str {
        if token < self.len() { self.text.norm(token) } else { "" }
    }

    /// Lexicon matches that start at a token, longest phrase only.
    #[inline]
    pub fn matches_at(&self, token: usize) -> &[Match] {
        if token + 1 >= self.first.len() {
            return &[];
        }
        &self.matches[self.first[token] as usize..self.first[token + 1] as usize]
    }

    /// All lexicon matches by start.
    #[inline]
    pub fn matches(&self) -> &[Match] {
        &self.matches
    }

    /// Features of an entry that starts at a token, if it does.
    pub fn features_at(&self, token: usize, entry: EntryId) -> Option<Features> {
        self.matches_at(token).iter().find(|m| m.entry == entry).map(|m| m.features)
    }

    /// Adds a mention.
    pub fn add(&mut self, mention: Mention) {
        debug_assert!(mention.start < mention.end && mention.end as usize <= self.len());
        let k = self.mentions.len() as u32;
        self.mentions.push(mention);
        self.mention_next.push(NONE);
        let at = &mut self.mention_at[mention.start as usize];
        match self.mention_next.get_mut(at.1 as usize) {
            Some(next) => *next = k,
            None => at.0 = k,
        }
        at.1 = k;
    }

    /// Mentions that start at a token.
    #[inline]
    pub fn mentions_at(&self, token: usize) -> impl Iterator<Item = &Mention> {
        let mut k = self.mention_at.get(token).map_or(NONE, |at| at.0);
        std::iter::from_fn(move || {
            let mention = self.mentions.get(k as usize)?;
            k = self.mention_next[k as usize];
            Some(mention)
        })
    }

    /// All mentions in the order in which stages added them.
    #[inline]
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Sentence that holds a token; the number of sentences beyond the end.
    #[inline]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence.get(token).map_or(self.text.sentences().len(), |s| *s as usize)
    }

    /// Byte span of a run of tokens in the source.
    #[inline]
    pub fn bytes(&self, tokens: std::ops::Range<usize>) -> std::ops::Range<usize> {
        if tokens.is_empty() {
            return 0..0;
        }
        let t = self.text.tokens();
        t[tokens.start].start as usize..t[tokens.end - 1].end as usize
    }
}
