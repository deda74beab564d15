//! A number on its way: atoms added and multiplied one after the other.

use super::table::{Atom, DIGITS};
use isnad_language::Features;

/// One number without bounds and ranges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sum {
    pub start: usize,
    pub end: usize,
    pub n: f64,
    pub ordinal: bool,
    pub relative: bool,
    pub vague: bool,
    /// A round number.
    pub about: bool,
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
pub(crate) struct Placed {
    pub start: usize,
    pub end: usize,
    pub atom: Atom,
    pub features: Features,
    pub digits: Option<Option<f64>>,
}

impl Placed {
    pub fn definite(&self) -> bool {
        self.atom.definite || self.features.has(Features::DEFINITE)
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Tie {
    And,
    Direct,
}

/// A number on its way: closed scales in `total`, the rest in `group`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    total: f64,
    group: f64,
    /// The part of `total` or `group` that the last atom made, and what one of its kind counts.
    last: f64,
    base: f64,
    atom: Atom,
    definite: bool,
    /// What may still be added behind a closed scale is less than this.
    floor: f64,
    pub sum: Sum,
}

/// Greatest whole number that a `f64` keeps: nothing counted is more.
const GREATEST: f64 = 9e15;

pub(crate) fn blank(start: usize, end: usize) -> Sum {
    Sum {
        start,
        end,
        n: 0.0,
        ordinal: false,
        relative: false,
        vague: false,
        about: false,
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
    pub fn new(first: &Placed) -> Self {
        let atom = first.atom;
        let n = atom.vague.unwrap_or(atom.n);
        let closed = atom.base >= 1000.0 && first.digits.is_none();
        let sum = Sum {
            n,
            ordinal: atom.ordinal,
            relative: atom.relative,
            vague: atom.vague.is_some(),
            about: atom.about && atom.vague.is_none(),
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

    pub fn takes(&self, next: &Placed, tie: Tie) -> bool {
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
    pub fn with(&self, next: &Placed, tie: Tie) -> Option<State> {
        let mut s = *self;
        let a = next.atom;
        s.sum.end = next.end;
        s.sum.ordinal |= a.ordinal;
        s.sum.about |= a.about;
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
        (self.last <= GREATEST).then_some(())
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

    pub fn finish(self) -> Sum {
        let n = self.total + self.group;
        // 2.3 million is a whole number, whatever the machine makes of 2.3
        let n = if n >= 1000.0 && (n - n.round()).abs() < 1e-6 { n.round() } else { n };
        Sum { n, ..self.sum }
    }
}
