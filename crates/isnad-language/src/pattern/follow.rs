//! What can stand behind the first element of a pattern: most beginnings of patterns go no further, and one look at
//! the next token tells.

use super::element::Element;
use crate::Chart;
use crate::entries::EntrySet;
use isnad_text::Kind;

/// Anything, also the end of the text: a pattern that may end behind its first element.
const ANY: u64 = u64::MAX;
/// The end of the text and all that no element names.
const OTHER: u64 = 1 << 63;
const WORD: u64 = 1 << 62;
const DIGITS: u64 = 1 << 61;
const MARK: u64 = 1 << 60;
/// Bits that entries and mentions share; two that share one are only tried once too often.
const SHARED: u64 = 60;

/// One bit or more for all that elements can read.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    of_entry: Vec<u64>,
    of_set: Vec<(EntrySet, u64)>,
    of_kind: Vec<(String, u64)>,
    given: u64,
}

/// What a rest of a pattern can begin with, and what can stand behind that.
#[derive(Debug, Clone, Copy)]
struct Begins {
    first: u64,
    second: u64,
}

impl Bits {
    /// What can stand behind the first element of a row.
    pub(super) fn second(&mut self, row: &[Element]) -> u64 {
        self.row(row, Begins { first: ANY, second: ANY }).second
    }

    /// What stands at a token; beyond the end, nothing that an element names.
    pub(super) fn of_token(&self, chart: &Chart, token: usize) -> u64 {
        let Some(t) = chart.text.tokens().get(token) else { return OTHER };
        let mut bits = match t.kind {
            Kind::Word => OTHER | WORD,
            Kind::Number => OTHER | DIGITS | MARK,
            Kind::Mark => OTHER | MARK,
        };
        for m in chart.matches_at(token) {
            bits |= self.of_entry.get(m.entry.index()).copied().unwrap_or(0);
        }
        for m in chart.mentions_at(token) {
            bits |= self.of_kind.iter().find(|(kind, _)| kind == m.kind).map_or(0, |(_, bit)| *bit);
        }
        bits
    }

    /// A row with what follows it.
    fn row(&mut self, row: &[Element], rest: Begins) -> Begins {
        row.iter().rev().fold(rest, |rest, e| self.element(e, rest))
    }

    fn element(&mut self, e: &Element, rest: Begins) -> Begins {
        let first = match e {
            Element::Entry { set, .. } => self.entries(set),
            Element::Mention(kind) => self.mention(kind),
            Element::Digits(_) => DIGITS,
            Element::AnyWord => WORD,
            // a mark may be named by any token of that form
            Element::Mark(_) => MARK | WORD,
            Element::Choice(rows) => {
                let none = Begins { first: 0, second: 0 };
                return rows.iter().fold(none, |all, row| all.or(self.row(row, rest)));
            }
            Element::Capture { inner, .. } => return self.element(inner, rest),
            Element::Repeat { inner, least, most } => {
                let again = if *most > 1 { self.element(inner, rest).first } else { 0 };
                let once = self.element(inner, Begins { first: rest.first | again, second: ANY });
                return if *least == 0 { once.or(rest) } else { once };
            }
        };
        Begins { first, second: rest.first }
    }

    fn mention(&mut self, kind: &str) -> u64 {
        if let Some((_, bit)) = self.of_kind.iter().find(|(k, _)| k == kind) {
            return *bit;
        }
        let bit = self.fresh();
        self.of_kind.push((kind.to_owned(), bit));
        bit
    }

    fn entries(&mut self, set: &EntrySet) -> u64 {
        if let Some((_, bit)) = self.of_set.iter().find(|(s, _)| s == set) {
            return *bit;
        }
        let bit = self.fresh();
        self.of_set.push((set.clone(), bit));
        for id in set.iter() {
            if self.of_entry.len() <= id.index() {
                self.of_entry.resize(id.index() + 1, 0);
            }
            self.of_entry[id.index()] |= bit;
        }
        bit
    }

    fn fresh(&mut self) -> u64 {
        let bit = 1 << (self.given % SHARED);
        self.given += 1;
        bit
    }
}

impl Begins {
    fn or(self, other: Self) -> Self {
        Self { first: self.first | other.first, second: self.second | other.second }
    }
}
