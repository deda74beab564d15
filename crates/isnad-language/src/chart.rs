//! What is known of a text so far: lexicon matches and the typed mentions that stages add.

use crate::lexicon::{EntryId, Match};
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
#[derive(Debug, Default)]
pub struct Chart {
    /// The tokens.
    pub text: Text,
    matches: Vec<Match>,
    /// For every token the first match that starts there.
    first: Vec<u32>,
    mentions: Vec<Mention>,
    mention_at: Vec<Vec<u32>>,
}

impl Chart {
    /// Tokenises a text and looks it up in the pack's lexicon.
    pub fn new(pack: &Pack, reader: &mut Reader, source: &str) -> Self {
        let text = Text::new(source);
        let mut matches = Vec::new();
        reader.read(&pack.lexicon, &text, &mut matches);
        let n = text.tokens().len();
        let mut first = Vec::with_capacity(n + 1);
        let mut k = 0usize;
        for i in 0..=n {
            while k < matches.len() && (matches[k].start as usize) < i {
                k += 1;
            }
            first.push(k as u32);
        }
        Self { text, matches, first, mentions: Vec::new(), mention_at: vec![Vec::new(); n] }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.text.tokens().len()
    }

    /// Whether there is no token.
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
        self.mention_at[mention.start as usize].push(k);
    }

    /// Mentions that start at a token.
    pub fn mentions_at(&self, token: usize) -> impl Iterator<Item = &Mention> {
        self.mention_at.get(token).into_iter().flatten().map(|k| &self.mentions[*k as usize])
    }

    /// All mentions in the order in which stages added them.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.text.sentences().partition_point(|s| (s.end as usize) <= token)
    }

    /// Byte span of a run of tokens in the source.
    pub fn bytes(&self, tokens: std::ops::Range<usize>) -> std::ops::Range<usize> {
        if tokens.is_empty() {
            return 0..0;
        }
        let t = self.text.tokens();
        t[tokens.start].start as usize..t[tokens.end - 1].end as usize
    }
}
