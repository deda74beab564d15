use crate::fingerprint::hash;
use crate::fold::{Pair, fold_char, is_invisible, pair};
use crate::sentence::Sentence;
use std::ops::Range;

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
    norm_start: u32,
    norm_end: u32,
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
    tokens: Vec<Token>,
    /// The text as it is written, in which words that are their own normal form are found again; behind it the normal
    /// forms of the other tokens.
    norms: String,
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
        Reader { text: self, source, depth: 0, plain_open: false, pending_open: false, spaced: true }.run();
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

struct Reader<'a, 'b> {
    text: &'b mut Text,
    source: &'a str,
    depth: u32,
    plain_open: bool,
    pending_open: bool,
    spaced: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Break,
    Open,
    Close,
    PlainQuote,
    Skip,
    Mark,
}

#[inline]
fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '\u{621}'..='\u{65f}' | '\u{670}' | '\u{671}' => Class::Letter,
        ' ' | '_' | '#' => Class::Space,
        '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Class::Digit,
        _ => rare_class(c),
    }
}

/// The class of a character that is no common letter, digit or space.
fn rare_class(c: char) -> Class {
    match c {
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Class::Break,
        '\u{201c}' | '\u{201e}' | '\u{ab}' | '\u{2039}' => Class::Open,
        '\u{201d}' | '\u{bb}' | '\u{203a}' => Class::Close,
        '"' => Class::PlainQuote,
        '\u{2019}' | '\'' | '\u{2018}' | '.' | '\u{60c}' => Class::Mark,
        _ if c.is_whitespace() => Class::Space,
        _ if is_invisible(c) => Class::Skip,
        _ if c.is_alphanumeric() || is_mark_of_letter(c) => Class::Letter,
        _ => Class::Mark,
    }
}

fn is_mark_of_letter(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Bytes of the letters at the beginning that are their own normal form.
#[inline]
fn same_letters(bytes: &[u8]) -> usize {
    let letters = bytes.as_chunks().0;
    2 * letters.iter().position(|letter| pair(*letter) != Pair::Same).unwrap_or(letters.len())
}

impl Reader<'_, '_> {
    fn run(&mut self) {
        let source = self.source;
        let mut at = 0;
        loop {
            match source.as_bytes().get(at..).unwrap_or_default() {
                [] => return,
                [b' ', ..] => {
                    self.spaced = true;
                    at += 1;
                    continue;
                }
                &[lead, trail, ..] if pair([lead, trail]) != Pair::Other => {
                    at = self.word(at, true);
                    continue;
                }
                _ => {}
            }
            let Some(c) = source[at..].chars().next() else { return };
            let next = at + c.len_utf8();
            match class(c) {
                Class::Skip => at = next,
                Class::Space => {
                    self.spaced = true;
                    at = next;
                }
                Class::Break => {
                    self.spaced = true;
                    // an unpaired plain quotation mark does not reach beyond its paragraph
                    self.plain_open = false;
                    self.pending_open = false;
                    self.depth = 0;
                    if let Some(last) = self.text.tokens.last_mut() {
                        last.broken = true;
                    }
                    at = next;
                }
                Class::Open => {
                    self.depth += 1;
                    self.open();
                    at = next;
                }
                Class::Close => {
                    // some writers close with the mark others open with and the other way round
                    if self.depth == 0 {
                        self.depth = 1;
                        self.open();
                    } else {
                        self.depth -= 1;
                        self.close();
                    }
                    at = next;
                }
                Class::PlainQuote => {
                    self.plain_open = !self.plain_open;
                    if self.plain_open {
                        self.open()
                    } else {
                        self.close()
                    }
                    at = next;
                }
                Class::Letter => at = self.word(at, ('\u{600}'..='\u{6ff}').contains(&c)),
                Class::Digit => at = self.number(at),
                Class::Mark => {
                    self.push(at, next, Kind::Mark);
                    at = next;
                }
            }
        }
    }

    fn open(&mut self) {
        self.pending_open = true;
        self.spaced = true;
    }

    fn close(&mut self) {
        self.pending_open = false;
        if let Some(last) = self.text.tokens.last_mut() {
            last.quote.closes = true;
        }
        self.spaced = true;
    }

    /// Takes in a word and folds it on the way. Digits glued behind an Arabic word are a number of their own; behind a
    /// Latin one part of the name.
    fn word(&mut self, start: usize, arabic_word: bool) -> usize {
        let source = self.source;
        let same = start + same_letters(&source.as_bytes()[start..]);
        // most words are their own normal form, and end at a blank or a mark
        if same > start && source.as_bytes().get(same).is_none_or(|b| b.is_ascii() && !b.is_ascii_alphabetic()) {
            self.add(start, same, start..same, Kind::Word);
            return same;
        }
        let norm_start = self.text.norms.len();
        let (mut at, mut end) = (start, start);
        loop {
            let from = at;
            // all but all letters of Arabic text are such pairs of bytes
            loop {
                let next = at + same_letters(&source.as_bytes()[at..]);
                self.text.norms.push_str(&source[at..next]);
                at = next;
                match source.as_bytes().get(at..at + 2).map(|b| pair([b[0], b[1]])) {
                    None | Some(Pair::Other) => break,
                    Some(letter) => self.text.norms.push_str(letter.folded()),
                }
                at += 2;
            }
            if at > from {
                end = at;
            }
            if source.as_bytes().get(at) == Some(&b' ') {
                break;
            }
            let Some(c) = source[at..].chars().next() else { break };
            match class(c) {
                Class::Digit if arabic_word => {
                    end = at;
                    break;
                }
                Class::Letter | Class::Digit => {
                    fold_char(c, &mut self.text.norms);
                    end = at + c.len_utf8();
                }
                Class::Skip => {}
                _ => break,
            }
            at += c.len_utf8();
        }
        self.add(start, end, norm_start..self.text.norms.len(), Kind::Word);
        end
    }

    fn number(&mut self, start: usize) -> usize {
        let bytes = &self.source[start..];
        let mut end = start;
        let mut chars = bytes.char_indices();
        while let Some((i, c)) = chars.next() {
            match c {
                _ if class(c) == Class::Digit => end = start + i + c.len_utf8(),
                '.' | ',' | '\u{66b}' | '\u{66c}' | '\u{60c}' => {
                    let mut behind = chars.clone().map(|(_, d)| class(d)).skip_while(|d| *d == Class::Skip);
                    if behind.next() != Some(Class::Digit) {
                        break;
                    }
                }
                // a direction mark inside the digits
                _ if class(c) == Class::Skip => {}
                _ => break,
            }
        }
        self.push(start, end, Kind::Number);
        end
    }

    /// Takes in a number or a mark.
    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        let norm_start = self.text.norms.len();
        for c in self.source[start..end].chars() {
            match (kind, c) {
                (Kind::Mark, '\u{60c}') | (Kind::Number, '\u{60c}' | '\u{66c}') => self.text.norms.push(','),
                (Kind::Number, '\u{66b}') => self.text.norms.push('.'),
                (Kind::Mark, '\u{61b}') => self.text.norms.push(';'),
                (Kind::Mark, '\u{61f}') => self.text.norms.push('?'),
                (Kind::Mark, '\u{2013}' | '\u{2014}' | '\u{2212}') => self.text.norms.push('-'),
                (Kind::Mark, '\u{2026}') => self.text.norms.push('.'),
                _ => fold_char(c, &mut self.text.norms),
            }
        }
        self.add(start, end, norm_start..self.text.norms.len(), kind);
    }

    /// Adds a token with where its normal form stands.
    fn add(&mut self, start: usize, end: usize, norm: Range<usize>, kind: Kind) {
        let inside = self.depth > 0 || self.plain_open;
        self.text.tokens.push(Token {
            start: start as u32,
            end: end as u32,
            norm_start: norm.start as u32,
            norm_end: norm.end as u32,
            kind,
            quote: Quote { opens: self.pending_open, closes: false, inside },
            spaced: self.spaced,
            broken: false,
        });
        self.pending_open = false;
        self.spaced = false;
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
