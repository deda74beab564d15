//! How the parts of a number add up: atoms in words and digits, joined, added and multiplied.

use super::digits::{self, Value};
use super::table::{Atom, DIGITS, Link, Piece, Table};
use isnad_language::{Chart, Features};
use isnad_text::Kind;
use std::ops::Range;

/// One number without bounds and ranges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sum {
    pub start: usize,
    pub end: usize,
    pub n: f64,
    pub ordinal: bool,
    pub relative: bool,
    pub vague: bool,
    /// Digits that count nothing.
    pub code: bool,
    pub digits: bool,
    pub definite: bool,
    pub joined: bool,
    /// What the last word multiplied by, where nothing was added behind it; else 1.
    pub scale: f64,
    /// What it multiplied.
    pub scaled: f64,
    /// The end of a word that is a range by itself, a decade.
    pub upper: Option<f64>,
    /// The decimal reading of digits such as 1.200.
    pub decimal: Option<f64>,
}

/// An atom where it stands.
#[derive(Debug, Clone, Copy)]
struct Placed {
    start: usize,
    end: usize,
    atom: Atom,
    features: Features,
    digits: Option<Option<f64>>,
}

impl Placed {
    fn definite(&self) -> bool {
        self.atom.definite || self.features.has(Features::DEFINITE)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Tie {
    And,
    Direct,
}

/// A number on its way: closed scales in `total`, the rest in `group`.
#[derive(Debug, Clone, Copy)]
struct State {
    total: f64,
    group: f64,
    /// The part of `total` or `group` that the last atom made, and what one of its kind counts.
    last: f64,
    base: f64,
    atom: Atom,
    definite: bool,
    /// What may still be added behind a closed scale is less than this.
    floor: f64,
    sum: Sum,
}

pub(crate) struct Words<'t, 'c> {
    pub table: &'t Table,
    pub chart: &'c Chart,
    pub sentence: Range<usize>,
}

impl Words<'_, '_> {
    /// The links and bounds at a token.
    pub fn pieces(&self, at: usize) -> impl Iterator<Item = (&Piece, usize, Features)> {
        let limit = self.sentence.end;
        self.chart
            .matches_at(at)
            .iter()
            .filter(move |m| m.end as usize <= limit)
            .filter_map(|m| self.table.piece(m.entry).map(|p| (p, m.end as usize, m.features)))
    }

    /// End of a link at a token.
    pub fn link(&self, at: usize, wanted: Link) -> Option<usize> {
        if at >= self.sentence.end {
            return None;
        }
        self.pieces(at).find_map(|(p, end, _)| matches!(p, Piece::Link(l) if *l == wanted).then_some(end))
    }

    fn atoms(&self, at: usize, out: &mut Vec<Placed>) {
        out.clear();
        if at >= self.sentence.end {
            return;
        }
        if self.chart.text.tokens()[at].kind == Kind::Number {
            let d = digits::read(self.chart, at, &self.sentence);
            if let Value::Number { n, decimal } = d.value {
                let atom = Atom {
                    n,
                    base: n,
                    role: DIGITS,
                    and: 0,
                    add: 0,
                    times: 0,
                    vague: None,
                    to: None,
                    fraction: false,
                    ordinal: false,
                    relative: false,
                    open: false,
                    bare: false,
                    no_article: false,
                    definite: false,
                    agree: false,
                    digits_and: false,
                    digits_add: false,
                };
                out.push(Placed { start: d.start, end: d.end, atom, features: Features::NONE, digits: Some(decimal) });
            }
            return;
        }
        for (piece, end, features) in self.pieces(at) {
            match piece {
                Piece::Link(Link::Percent) => {
                    out.clear();
                    return;
                }
                Piece::Atom(atom) => {
                    // "my five" is none; "the five of them" is one
                    let counted = features.has(Features::PRONOUN_PLURAL) && atom.vague.is_none();
                    let owned = features.has(Features::PRONOUN) && !counted;
                    let barred = features.has(Features::DEFINITE) && atom.no_article;
                    if !owned && !barred {
                        out.push(Placed { start: at, end, atom: *atom, features, digits: None });
                    }
                }
                _ => {}
            }
        }
    }

    /// The longest number that begins at a token; without conjunctions inside it where `joins` is false.
    pub fn number(&self, at: usize, joins: bool) -> Option<Sum> {
        let mut atoms = Vec::new();
        if self.chart.text.tokens()[at].kind == Kind::Number {
            let d = digits::read(self.chart, at, &self.sentence);
            if d.value == Value::Code {
                return Some(Sum { code: true, ..blank(d.start, d.end) });
            }
        }
        self.atoms(at, &mut atoms);
        let starts = std::mem::take(&mut atoms);
        let mut best: Option<Sum> = None;
        for first in &starts {
            let state = State::new(first);
            if let Some(sum) = self.grow(state, first, joins, &mut atoms)
                && best.is_none_or(|b| sum.end > b.end)
            {
                best = Some(sum);
            }
        }
        best.map(|sum| self.with_point(sum))
    }

    fn grow(&self, mut state: State, first: &Placed, joins: bool, atoms: &mut Vec<Placed>) -> Option<Sum> {
        let mut open = first.atom.open || (first.atom.bare && first.definite());
        // where a scale would be greater than the one before it, the number ends before its group
        let mut whole = state;
        while let Some((next, tie)) = self.next(&state, joins, atoms) {
            let Some(grown) = state.with(&next, tie) else {
                state = whole;
                break;
            };
            if tie == Tie::And {
                whole = state;
            }
            state = grown;
            open = false;
        }
        if open { None } else { Some(state.finish()) }
    }

    /// The next atom that can be tied to a state.
    fn next(&self, state: &State, joins: bool, atoms: &mut Vec<Placed>) -> Option<(Placed, Tie)> {
        let at = state.sum.end;
        if at >= self.sentence.end {
            return None;
        }
        self.atoms(at, atoms);
        if let Some(p) = atoms.iter().find(|p| !p.features.has(Features::CONJUNCTION) && state.takes(p, Tie::Direct)) {
            return Some((*p, Tie::Direct));
        }
        if joins
            && let Some(p) = atoms.iter().find(|p| p.features.has(Features::CONJUNCTION) && state.takes(p, Tie::And))
        {
            return Some((*p, Tie::And));
        }
        let tokens = self.chart.text.tokens();
        // a hyphen inside a number word
        if self.chart.norm(at) == "-" && !tokens[at].spaced && at + 1 < self.sentence.end && !tokens[at + 1].spaced {
            if tokens[at + 1].kind == Kind::Word {
                self.atoms(at + 1, atoms);
                if let Some(p) = atoms.iter().find(|p| state.takes(p, Tie::Direct)) {
                    return Some((*p, Tie::Direct));
                }
                if let Some(end) = self.link(at + 1, Link::And)
                    && self.chart.norm(end) == "-"
                    && end + 1 < self.sentence.end
                {
                    self.atoms(end + 1, atoms);
                    return atoms.iter().find(|p| state.takes(p, Tie::And)).map(|p| (*p, Tie::And));
                }
            }
            return None;
        }
        if !joins {
            return None;
        }
        let end = self.link(at, Link::And)?;
        self.atoms(end, atoms);
        atoms
            .iter()
            .find(|p| !p.features.has(Features::CONJUNCTION) && state.takes(p, Tie::And))
            .map(|p| (*p, Tie::And))
    }

    /// "one point five".
    fn with_point(&self, sum: Sum) -> Sum {
        let Some(end) = self.link(sum.end, Link::Point) else { return sum };
        if end >= self.sentence.end || sum.n.fract() != 0.0 || sum.vague || sum.ordinal {
            return sum;
        }
        match self.number(end, true) {
            Some(d) if d.n.fract() == 0.0 && !d.vague && !d.ordinal && !d.code => {
                let mut n = d.n;
                while n >= 1.0 {
                    n /= 10.0;
                }
                Sum { end: d.end, n: sum.n + n, ..sum }
            }
            _ => sum,
        }
    }
}

fn blank(start: usize, end: usize) -> Sum {
    Sum {
        start,
        end,
        n: 0.0,
        ordinal: false,
        relative: false,
        vague: false,
        code: false,
        digits: true,
        definite: false,
        joined: false,
        scale: 1.0,
        scaled: 0.0,
        upper: None,
        decimal: None,
    }
}

impl State {
    fn new(first: &Placed) -> Self {
        let atom = first.atom;
        let n = atom.vague.unwrap_or(atom.n);
        let closed = atom.base >= 1000.0 && first.digits.is_none();
        let sum = Sum {
            n,
            ordinal: atom.ordinal,
            relative: atom.relative,
            vague: atom.vague.is_some(),
            digits: first.digits.is_some(),
            definite: first.definite(),
            joined: first.features.has(Features::CONJUNCTION),
            decimal: first.digits.flatten(),
            scaled: n,
            upper: atom.to,
            ..blank(first.start, first.end)
        };
        State {
            total: if closed { n } else { 0.0 },
            group: if closed { 0.0 } else { n },
            last: n,
            base: atom.base,
            atom,
            definite: sum.definite,
            floor: if closed { atom.base } else { f64::INFINITY },
            sum,
        }
    }

    fn takes(&self, next: &Placed, tie: Tie) -> bool {
        let (a, role) = (&next.atom, self.atom.role);
        if next.digits.is_some() {
            let allowed = if tie == Tie::And { self.atom.digits_and } else { self.atom.digits_add };
            return allowed && a.n < self.base && a.n.fract() == 0.0 && !self.sum.vague;
        }
        match tie {
            Tie::Direct if a.times & role != 0 => {
                // "in 2018 thousands" tells no millions
                role != DIGITS || (self.last < 10.0 || a.n >= 1000.0) && (self.last < 1000.0 || a.n >= 1e6)
            }
            Tie::Direct => a.add & role != 0 && a.n < self.floor,
            Tie::And => {
                let agrees = !self.atom.agree || next.definite() == self.definite;
                a.and & role != 0 && agrees && (a.fraction || a.n < self.floor) && (!self.sum.vague || a.fraction)
            }
        }
    }

    /// The state with one more atom; `None` where it would break the order of scales.
    fn with(&self, next: &Placed, tie: Tie) -> Option<State> {
        let mut s = *self;
        let a = next.atom;
        s.sum.end = next.end;
        s.sum.ordinal |= a.ordinal;
        s.sum.digits &= next.digits.is_some();
        s.sum.scale = 1.0;
        s.definite = next.definite();
        s.atom = a;
        if tie == Tie::Direct && a.times & self.atom.role != 0 && next.digits.is_none() {
            s.multiply(a, self)?;
        } else {
            s.add(a, next, self);
        }
        Some(s)
    }

    fn multiply(&mut self, a: Atom, before: &State) -> Option<()> {
        if before.atom.fraction && before.base >= 1000.0 {
            // "a million and a half of a million": the scale is told again
            return (before.base == a.base).then(|| {
                self.base = a.base;
                self.last = before.last;
            });
        }
        if a.fraction {
            // "three quarters": only the last atom is a part of the fraction
            self.last = before.last * a.n;
            self.group += self.last - before.last;
        } else if a.n >= 1000.0 {
            let coefficient = if self.group > 0.0 {
                match before.sum.decimal {
                    Some(d) if before.sum.digits => d,
                    _ => self.group,
                }
            } else {
                self.total -= before.last;
                before.last
            };
            self.last = coefficient * a.n;
            if self.last >= before.floor && self.group > 0.0 {
                return None;
            }
            self.sum.scale = if self.total == 0.0 { a.n } else { 1.0 };
            self.sum.scaled = coefficient;
            self.total += self.last;
            self.group = 0.0;
            self.floor = a.base;
        } else {
            self.last = before.last * a.n;
            self.group += self.last - before.last;
            self.sum.scale = a.n;
            self.sum.scaled = before.last;
        }
        self.base = a.base;
        self.sum.decimal = None;
        Some(())
    }

    fn add(&mut self, a: Atom, next: &Placed, before: &State) {
        self.sum.decimal = None;
        if a.fraction {
            let unit = if before.base >= 1000.0 { before.base } else { 1.0 };
            self.last = a.n * unit;
            self.base = unit;
            if unit > 1.0 {
                self.total += self.last;
            } else {
                self.group += self.last;
            }
            return;
        }
        let n = a.vague.unwrap_or(a.n);
        self.last = n;
        self.base = a.base;
        if a.base >= 1000.0 && next.digits.is_none() {
            self.total += self.group + n;
            self.group = 0.0;
            self.floor = a.base;
        } else {
            self.group += n;
        }
    }

    fn finish(self) -> Sum {
        let n = self.total + self.group;
        // 2.3 million is a whole number, whatever the machine makes of 2.3
        let n = if n >= 1000.0 && (n - n.round()).abs() < 1e-6 { n.round() } else { n };
        Sum { n, ..self.sum }
    }
}
