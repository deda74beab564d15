//! Tokens: words, numbers and marks, each with its place in the text and its normal form.

use crate::cut::Cutter;
use crate::fingerprint::hash;
use crate::sentence::Sentence;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters (and digits after a letter: `M23`).
    Word,
    /// Digits with the separators inside: `1.200`, `14`.
    Number,
    /// One mark; its normal form is the ASCII mark (`,` `;` `?` …) where there is one.
    Mark,
}

/// Quotation marks beside a token: they are no tokens of their own, so that names in quotes read as names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Quote {
    /// A quotation mark stands right before the token.
    pub opens: bool,
    /// A quotation mark stands right after the token.
    pub closes: bool,
    /// The token lies inside quotation marks.
    pub inside: bool,
}

/// A token: its place in the original text and its normal form.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    pub(crate) norm_start: u32,
    pub(crate) norm_end: u32,
    /// What it is made of.
    pub kind: Kind,
    /// Quotation marks around it.
    pub quote: Quote,
    /// White space or a quotation mark stands before it (or it is the first).
    pub spaced: bool,
    /// A line break stands between it and the next token, or behind the last.
    pub(crate) broken: bool,
}

/// A tokenised text.
#[derive(Debug, Clone, Default)]
pub struct Text {
    pub(crate) tokens: Vec<Token>,
    /// The text as it is written, in which words that are their own normal form are found again; behind it the normal
    /// forms of the other tokens.
    pub(crate) norms: String,
    sentences: Vec<Sentence>,
}

impl Text {
    /// Splits a text into tokens and sentences in one pass.
    pub fn new(source: &str) -> Self {
        let mut text = Text::default();
        text.read(source);
        text
    }

    /// As [`Text::new`], reusing the memory of an earlier text.
    pub fn read(&mut self, source: &str) {
        self.tokens.clear();
        self.norms.clear();
        self.sentences.clear();
        self.tokens.reserve(source.len() / 9);
        self.norms.reserve(source.len() * 2);
        self.norms.push_str(source);
        Cutter::new(self, source).run();
        crate::sentence::split(&self.tokens, &self.norms, &mut self.sentences);
    }

    /// The tokens in order.
    #[inline]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The sentences in order; every token lies in exactly one.
    #[inline]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Begins a new sentence at each of these tokens, in order; a token at which one begins already changes nothing.
    pub fn part(&mut self, at: &[usize]) {
        crate::sentence::part(&mut self.sentences, at);
    }

    /// The hash of a token's normal form; see [`crate::word_hash`].
    #[inline]
    pub fn hash(&self, token: usize) -> u64 {
        let t = &self.tokens[token];
        hash(&self.norms.as_bytes()[t.norm_start as usize..t.norm_end as usize])
    }

    /// The normal form of a token that has one of one byte: a mark, a letter, a digit.
    #[inline]
    pub fn single_byte(&self, token: usize) -> Option<u8> {
        let t = &self.tokens[token];
        (t.norm_end - t.norm_start == 1).then(|| self.norms.as_bytes()[t.norm_start as usize])
    }

    /// The normal form of a token.
    #[inline]
    pub fn norm(&self, token: usize) -> &str {
        let t = &self.tokens[token];
        &self.norms[t.norm_start as usize..t.norm_end as usize]
    }
}

impl Token {
    pub(crate) fn norm<'a>(&self, norms: &'a str) -> &'a str {
        &norms[self.norm_start as usize..self.norm_end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn norms(s: &str) -> Vec<String> {
        let t = Text::new(s);
        (0..t.tokens().len()).map(|i| t.norm(i).to_owned()).collect()
    }

    #[test]
    fn words_numbers_marks() {
        assert_eq!(norms("قُتل 1.200 شخص، وأُصيب ٣٥."), ["قتل", "1.200", "شخص", ",", "واصيب", "35", "."]);
        assert_eq!(norms("5قتلى"), ["5", "قتلي"]);
        assert_eq!(norms("\u{202b}1\u{202a},\u{202a}200\u{61c}٪"), ["1,200", "٪"]);
        assert_eq!(norms("M23 l'armée"), ["m23", "l", "'", "armee"]);
        assert_eq!(norms("#بوركينا_فاسو"), ["بوركينا", "فاسو"]);
        assert_eq!(norms("في 3.5.2018."), ["في", "3.5.2018", "."]);
    }

    #[test]
    fn quotes_are_flags() {
        let t = Text::new("جماعة “نصرة الإسلام” قالت");
        assert_eq!(norms("جماعة “نصرة الإسلام” قالت").len(), 4);
        assert!(t.tokens()[1].quote.opens && t.tokens()[2].quote.closes);
        assert!(t.tokens()[2].quote.inside && !t.tokens()[3].quote.inside);
    }

    proptest! {
        #[test]
        fn tokens_and_gaps_give_back_the_text(s in "[\\PC\n]{0,80}") {
            let t = Text::new(&s);
            let mut at = 0usize;
            for k in t.tokens() {
                prop_assert!(k.start as usize >= at && k.end > k.start);
                prop_assert!(s.is_char_boundary(k.start as usize) && s.is_char_boundary(k.end as usize));
                prop_assert!(!s[at..k.start as usize].chars().any(|c| c.is_alphanumeric()));
                at = k.end as usize;
            }
            prop_assert!(!s[at..].chars().any(|c| c.is_alphanumeric()));
            let n: usize = t.sentences().iter().map(|x| (x.end - x.start) as usize).sum();
            prop_assert_eq!(n, t.tokens().len());
        }
    }
}
