//! With what a pattern can begin, and what can stand behind its first element: most beginnings of patterns go no
//! further, and one look at the next token tells.

use super::element::Element;
use crate::Chart;
use crate::entries::EntrySet;
use isnad_text::Kind;

/// What stands at a token, one bit or more; what an element can read.
pub(super) type Mask = u128;

/// Anything, also the end of the text: a pattern may end behind its first element.
const ANY: Mask = Mask::MAX;
/// The end of the text and all that no element names.
const OTHER: Mask = 1 << 127;
const WORD: Mask = 1 << 126;
const DIGITS: Mask = 1 << 125;
/// Bits that entries, mentions and marks share; where two share one, a pattern is tried once too often.
const SHARED: u32 = 125;

/// The bits of all that the elements of a set of patterns can read.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    /// For every entry the number of its bits in `masks`.
    of_entry: Vec<u16>,
    /// The bits of entries: none first, then those of each sort of entry.
    masks: Vec<Mask>,
    of_set: Vec<(EntrySet, Mask)>,
    of_kind: Vec<(String, Mask)>,
    of_mark: Vec<(String, Mask)>,
    marks: Mask,
    given: u32,
}

/// What the rest of a pattern can begin with.
#[derive(Debug, Clone)]
struct Begins<'e> {
    first: Mask,
    heads: Vec<(&'e Element, Mask)>,
}

impl Bits {
    /// The elements with which a row can begin, each with what can stand behind it.
    pub(super) fn heads<'e>(&mut self, row: &'e [Element]) -> Vec<(&'e Element, Mask)> {
        let begins = self.row(row, Begins { first: ANY, heads: Vec::new() });
        debug_assert!(begins.first & OTHER == 0, "a pattern must not match nothing");
        begins.heads
    }

    /// What stands at a token; beyond the end, nothing that an element names.
    pub(super) fn of_token(&self, chart: &Chart, token: usize) -> Mask {
        let Some(t) = chart.text.tokens().get(token) else { return OTHER };
        let mut bits = match t.kind {
            Kind::Word => OTHER | WORD,
            Kind::Number => OTHER | DIGITS,
            Kind::Mark => OTHER,
        };
        let norm = chart.norm(token);
        if t.kind == Kind::Mark {
            bits |= self.of_mark.iter().find(|(mark, _)| mark == norm).map_or(0, |(_, bit)| *bit);
        } else if norm.bytes().next().is_none_or(|c| c.is_ascii() && !c.is_ascii_alphanumeric()) {
            bits |= self.marks;
        }
        for m in chart.matches_at(token) {
            bits |= self.of_entry.get(m.entry.index()).map_or(0, |number| self.masks[usize::from(*number)]);
        }
        for m in chart.mentions_at(token) {
            bits |= self.of_kind.iter().find(|(kind, _)| kind == m.kind).map_or(0, |(_, bit)| *bit);
        }
        bits
    }

    /// A row with what follows it.
    fn row<'e>(&mut self, row: &'e [Element], rest: Begins<'e>) -> Begins<'e> {
        row.iter().rev().fold(rest, |rest, e| self.element(e, rest))
    }

    fn element<'e>(&mut self, e: &'e Element, rest: Begins<'e>) -> Begins<'e> {
        let first = match e {
            Element::Entry { set, .. } => self.entries(set),
            Element::Mention(kind) => self.mention(kind),
            Element::Digits(_) => DIGITS,
            Element::AnyWord => WORD,
            Element::Mark(mark) => self.mark(mark),
            Element::Choice(rows) => {
                let none = Begins { first: 0, heads: Vec::new() };
                return rows.iter().fold(none, |all, row| all.or(self.row(row, rest.clone())));
            }
            Element::Capture { inner, .. } => return self.element(inner, rest),
            Element::Repeat { inner, least, most } => {
                let again = if *most > 1 { self.element(inner, rest.clone()).first } else { 0 };
                let behind = Begins { first: rest.first | again, heads: rest.heads.clone() };
                let once = self.element(inner, behind);
                return if *least == 0 { once.or(rest) } else { once };
            }
        };
        Begins { first, heads: vec![(e, rest.first)] }
    }

    fn entries(&mut self, set: &EntrySet) -> Mask {
        if let Some((_, bit)) = self.of_set.iter().find(|(s, _)| s == set) {
            return *bit;
        }
        let bit = self.fresh();
        self.of_set.push((set.clone(), bit));
        for id in set.iter() {
            if self.of_entry.len() <= id.index() {
                self.of_entry.resize(id.index() + 1, 0);
            }
            let mask = bit | self.masks.get(usize::from(self.of_entry[id.index()])).copied().unwrap_or(0);
            self.of_entry[id.index()] = self.number(mask);
        }
        bit
    }

    /// The number of bits that entries have.
    fn number(&mut self, mask: Mask) -> u16 {
        if self.masks.is_empty() {
            self.masks.push(0);
        }
        let known = self.masks.iter().position(|m| *m == mask);
        known.unwrap_or_else(|| {
            self.masks.push(mask);
            self.masks.len() - 1
        }) as u16
    }

    fn mention(&mut self, kind: &str) -> Mask {
        if let Some((_, bit)) = self.of_kind.iter().find(|(k, _)| k == kind) {
            return *bit;
        }
        let bit = self.fresh();
        self.of_kind.push((kind.to_owned(), bit));
        bit
    }

    fn mark(&mut self, mark: &str) -> Mask {
        if let Some((_, bit)) = self.of_mark.iter().find(|(m, _)| m == mark) {
            return *bit;
        }
        let bit = self.fresh();
        self.of_mark.push((mark.to_owned(), bit));
        self.marks |= bit;
        bit
    }

    fn fresh(&mut self) -> Mask {
        let bit = 1 << (self.given % SHARED);
        self.given += 1;
        bit
    }
}

impl Begins<'_> {
    fn or(mut self, other: Self) -> Self {
        self.heads.extend(other.heads);
        Self { first: self.first | other.first, heads: self.heads }
    }
}
