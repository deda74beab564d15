//! What the captures of a pattern hold: calendar words, earlier readings, numbers.

use super::build::Builder;
use super::expr::{Count, DateExpr, Unit, Which};
use super::rule::KINDS;
use super::words::{Shift, Word};
use crate::numbers::Number;
use isnad_language::Features;
use isnad_model::Qualifier;
use std::ops::Range;

/// Kinds of mentions that index the list of numbers.
const COUNTED: &[&str] = &["number", "ordinal", "nth"];

impl Builder<'_> {
    pub(super) fn word(&self, name: &str) -> Option<(Word, Features)> {
        self.word_at(self.found.capture(name)?)
    }

    pub(super) fn word_at(&self, range: Range<usize>) -> Option<(Word, Features)> {
        self.chart
            .matches_at(range.start)
            .iter()
            .filter(|m| m.end as usize == range.end)
            .find_map(|m| self.words.get(m.entry).map(|w| (w, m.features)))
    }

    /// Some entries share a spelling; this looks for the one that fits.
    pub(super) fn word_as<T>(&self, name: &str, fits: impl Fn(Word) -> Option<T>) -> Option<(T, Features)> {
        let range = self.found.capture(name)?;
        self.chart
            .matches_at(range.start)
            .iter()
            .filter(|m| m.end as usize == range.end)
            .find_map(|m| self.words.get(m.entry).and_then(&fits).map(|w| (w, m.features)))
    }

    pub(super) fn expr(&self, name: &str) -> Option<&DateExpr> {
        self.expr_at(self.found.capture(name)?)
    }

    pub(super) fn expr_at(&self, range: Range<usize>) -> Option<&DateExpr> {
        self.chart
            .mentions_at(range.start)
            .filter(|m| m.end as usize == range.end && KINDS.contains(&m.kind))
            .last()
            .and_then(|m| self.candidates.get(m.value as usize))
            .map(|c| &c.expr)
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.number_at(self.found.capture(name)?)
    }

    pub(super) fn number_at(&self, range: Range<usize>) -> Option<i64> {
        if range.len() == 1
            && let Ok(n) = self.chart.norm(range.start).parse()
        {
            return Some(n);
        }
        if let Some((Word::DayOfMonth(d), _)) = self.word_at(range.clone()) {
            return Some(i64::from(d));
        }
        self.told_number(range).map(|n| n.value as i64)
    }

    pub(super) fn is_nth(&self, token: usize) -> bool {
        self.chart.mentions_at(token).any(|m| m.kind == "nth")
    }

    pub(super) fn told_number(&self, range: Range<usize>) -> Option<&Number> {
        self.chart
            .mentions_at(range.start)
            .filter(|m| m.end as usize == range.end && COUNTED.contains(&m.kind))
            .find_map(|m| self.numbers.numbers.get(m.value as usize))
    }

    pub(super) fn shift(&self) -> Option<Shift> {
        match self.word("shift") {
            Some((Word::Shift(s), _)) => Some(s),
            _ => self.rule.shift,
        }
    }

    pub(super) fn which(&self) -> Which {
        match self.shift() {
            Some(Shift::Last | Shift::Preceding) => Which::Last,
            Some(Shift::BeforeLast) => Which::BeforeLast,
            Some(Shift::Next | Shift::Following) => Which::Next,
            Some(Shift::This | Shift::Same) => Which::This,
            None => Which::Bare,
        }
    }

    pub(super) fn unit(&self) -> Option<(Unit, Features)> {
        let spelled = self.word_as("unit", |w| if let Word::Unit(u) = w { Some(u) } else { None });
        spelled.or(self.rule.unit.map(|u| (u, Features::SINGULAR)))
    }

    /// The number told with a unit, or the number its form tells.
    pub(super) fn count(&self, unit: Features) -> Count {
        if let Some(range) = self.found.capture("count") {
            if self.told_number(range).is_some_and(|n| n.figure.qualifier == Qualifier::Vague) {
                return None;
            }
            return self.number("count").and_then(|n| i32::try_from(n).ok());
        }
        if self.found.capture("few").is_some() {
            return None;
        }
        match unit {
            f if f.has(Features::DUAL) => Some(2),
            f if f.has(Features::PLURAL) => None,
            _ => Some(1),
        }
    }

    /// A year in digits, in words, or as an earlier mention.
    pub(super) fn year(&self) -> Option<i16> {
        let range = self.found.capture("year")?;
        if let Some(DateExpr::Absolute { year: Some(y), .. }) = self.expr_at(range.clone()) {
            return Some(*y);
        }
        if self.rule.spelled && self.chart.norm(range.start).starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let n = self.number_at(range)?;
        i16::try_from(n).ok().filter(|y| (if self.rule.spelled { 1000 } else { 100 }..=2200).contains(y))
    }

    pub(super) fn day_number(&self) -> Option<i8> {
        self.number("day").and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=31).contains(n))
    }
}
