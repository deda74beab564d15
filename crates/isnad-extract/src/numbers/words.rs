//! Finding the parts of a number in a text: atoms in words and digits, and how they are tied.

use super::digits::{self, Value};
use super::sum::{Placed, State, Sum, Tie, blank};
use super::table::{Atom, DIGITS, Link, Piece, Table};
use isnad_language::{Chart, Features};
use isnad_text::Kind;
use std::ops::Range;

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

    /// Whether a link, a bound or an atom in words starts at a token.
    pub fn any_piece(&self, at: usize) -> bool {
        self.chart.matches_at(at).iter().any(|m| self.table.has(m.entry) && m.end as usize <= self.sentence.end)
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
                    about: false,
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
        self.whole(at, joins).map(|sum| self.with_point(sum))
    }

    fn whole(&self, at: usize, joins: bool) -> Option<Sum> {
        let mut atoms = Vec::new();
        if self.chart.text.tokens()[at].kind == Kind::Number {
            let d = digits::read(self.chart, at, &self.sentence);
            if d.value == Value::Code {
                return Some(Sum { code: true, ..blank(d.start, d.end) });
            }
        }
        if let Some(sum) = self.glued(at) {
            return Some(sum);
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
        best
    }

    /// Digits written together with a word that makes them a place in a row or a time of day.
    fn glued(&self, at: usize) -> Option<Sum> {
        let tokens = self.chart.text.tokens();
        if tokens[at].kind != Kind::Number || at + 1 >= self.sentence.end || tokens[at + 1].spaced {
            return None;
        }
        if let Some(end) = self.link(at + 1, Link::Hour) {
            return Some(Sum { code: true, ..blank(at, end) });
        }
        let end = self.link(at + 1, Link::OrdinalSuffix)?;
        let n = self.chart.norm(at).parse().ok()?;
        Some(Sum { n, ordinal: true, ..blank(at, end) })
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
        match self.whole(end, true) {
            Some(d) if d.n >= 0.0 && d.n.fract() == 0.0 && !d.vague && !d.ordinal && !d.relative && !d.code => {
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
