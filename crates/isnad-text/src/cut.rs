//! Texts are cut into tokens in one pass, and words folded on the way.

use crate::fold::{Pair, fold_char, is_invisible, pair};
use crate::token::{Kind, Quote, Text, Token};
use std::ops::Range;

/// Cuts a text into tokens.
pub(crate) struct Cutter<'a, 'b> {
    text: &'b mut Text,
    source: &'a str,
    depth: u32,
    plain_open: bool,
    pending_open: bool,
    spaced: bool,
    /// Blanks since the last token.
    blanks: u32,
}

/// So many blanks stand between lines whose breaks were lost, as some archives keep them.
const GAP: u32 = 4;

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

impl<'a, 'b> Cutter<'a, 'b> {
    /// What will add the tokens of a text to an empty one, whose normal forms begin with the text itself.
    pub(crate) fn new(text: &'b mut Text, source: &'a str) -> Self {
        Self { text, source, depth: 0, plain_open: false, pending_open: false, spaced: true, blanks: 0 }
    }

    /// Adds all tokens.
    pub(crate) fn run(&mut self) {
        let source = self.source;
        let mut at = 0;
        loop {
            match source.as_bytes().get(at..).unwrap_or_default() {
                [] => return,
                [b' ', ..] => {
                    self.spaced = true;
                    self.blanks += 1;
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
                    self.blanks += u32::from(c.is_whitespace());
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
        if self.blanks >= GAP
            && let Some(last) = self.text.tokens.last_mut()
        {
            last.broken = true;
        }
        self.blanks = 0;
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
