//! Dates, periods and durations, and the days they mean.
//!
//! Reading knows no word: `languages/<lang>/lexicon/calendar.tsv` names the words, `patterns/dates.tsv` how they
//! combine (its productions are documented in [`rule`]). Patterns work in rounds: month names first, then dates,
//! then dates beside weekdays, then spans of dates; what a round reads is a mention for the next. At the end the
//! longest readings that do not overlap are kept.
//!
//! Resolving knows no text: [`DateExpr::resolve`] sets an expression against an [`Anchor`]. Invariant: it looks at
//! no clock; what the anchor does not fix is `None`.
//!
//! Conventions (codebook, section 2, and where that is silent):
//! - A week runs from Monday to Sunday. "A week ago" is the seven days around that day; "some days ago" the seven
//!   days before; "in the last days" the seven days up to publication; all with precision `week`.
//! - Early, middle and late are the tens of a month, Monday to Wednesday, Tuesday to Thursday and Thursday to Sunday
//!   of a week, thirds of anything else.
//! - A month, or day and month, without a year is the latest that began by the day after publication (agencies
//!   write in other time zones), but a day of the next ten is the coming one; a bare weekday the latest by publication. Beside "today", "yesterday" or
//!   "tomorrow" a weekday is the one nearest to that day.
//! - Islamic dates are those of the Umm al-Qura calendar.
//! - Seasons are whole months: spring is March to May; winter begins in December of its year.
//! - "Some years ago" and "ten decades ago" fix no year and give nothing.

mod build;
mod captures;
mod dateline;
mod expr;
mod hijri;
mod resolve;
pub mod rule;
mod span;
mod weekdays;
mod words;

pub use expr::{Count, Counted, DateExpr, Frame, Part, Season, Unit, Which};
pub use resolve::{Anchor, going_on, resolve_in_order};

use crate::numbers::{NumberKind, Numbers};
use build::{Builder, Built, in_order};
use isnad_language::{Chart, Found, Mention, Openings, Pack, PackError, PatternSet, Standing};
use rule::{Make, Rule};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;
use words::Words;

/// A date, open period or duration in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Tokens.
    pub range: Range<usize>,
    /// What it tells.
    pub expr: DateExpr,
    /// `date`, `period` (open at one end) or `duration`; the kind of its mention in the chart.
    pub kind: &'static str,
    /// Name of the pattern that read it.
    pub pattern: Arc<str>,
}

/// What the stage has read in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// In the order of the text; the chart's mentions of these kinds index this list.
    pub mentions: Vec<DateMention>,
    /// Tokens of what looks like a date but is in no calendar.
    pub impossible: Vec<Range<usize>>,
}

/// A reading of one round.
#[derive(Debug, Clone)]
struct Candidate {
    range: Range<usize>,
    expr: DateExpr,
    kind: &'static str,
    /// Not a date by itself.
    inner: bool,
    level: u8,
    pattern: Arc<str>,
}

/// The stage, compiled from a pack.
#[derive(Debug, Clone)]
pub struct DateStage {
    words: Words,
    /// Patterns by round.
    rounds: Vec<PatternSet>,
    starts: Starts,
    openings: Openings,
    rules: FxHashMap<String, Rule>,
}

impl DateStage {
    /// Types the pack's calendar words and the productions of its date patterns.
    pub fn new(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let mut faults = Vec::new();
        let words = Words::new(&pack.lexicon, &mut faults);
        let all = pack.patterns("dates");
        let mut rules = FxHashMap::default();
        for p in all.patterns() {
            match Rule::new(p) {
                Ok(rule) => {
                    rules.insert(p.name.clone(), rule);
                }
                Err(fault) => faults.push(fault),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut levels: Vec<u8> = rules.values().map(|r| r.level).collect();
        levels.sort_unstable();
        levels.dedup();
        let rounds: Vec<PatternSet> =
            levels.iter().map(|l| all.select(|p| rules.get(&p.name).is_some_and(|r| r.level == *l))).collect();
        let starts = Starts::new(&rounds, pack.lexicon.entries().len());
        let openings = Openings::new(&rounds);
        Ok(Self { words, rounds, starts, openings, rules })
    }

    /// Reads the dates of a text and adds them to the chart as mentions `date`, `period` and `duration`. `numbers`
    /// is what the stage of numbers has read in the same chart.
    pub fn read(&self, chart: &mut Chart, numbers: &Numbers) -> Dates {
        let mut dates = Dates::default();
        let candidates = self.candidates(chart, numbers, &mut dates.impossible);
        let mut order: Vec<usize> = (0..candidates.len()).filter(|k| !candidates[*k].inner).collect();
        order.sort_by_key(|k| {
            let c = &candidates[*k];
            (c.range.start, std::cmp::Reverse((c.range.end, c.level)), *k)
        });
        let mut covered = 0;
        for k in order {
            let c = &candidates[k];
            if c.range.start < covered {
                continue;
            }
            covered = c.range.end;
            if c.kind == "nothing" {
                continue;
            }
            let kind = match c.kind {
                "period" | "duration" => c.kind,
                _ => "date",
            };
            let value = dates.mentions.len() as u32;
            chart.add(Mention { kind, start: c.range.start as u32, end: c.range.end as u32, value });
            dates.mentions.push(DateMention {
                range: c.range.clone(),
                expr: c.expr.clone(),
                kind,
                pattern: c.pattern.clone(),
            });
        }
        dates
    }

    /// Every reading of every round with the name of its pattern, also those that longer ones cover.
    pub fn readings(&self, chart: &mut Chart, numbers: &Numbers) -> Vec<(Range<usize>, Arc<str>)> {
        let all = self.candidates(chart, numbers, &mut Vec::new());
        all.into_iter().map(|c| (c.range, c.pattern)).collect()
    }

    fn candidates(&self, chart: &mut Chart, numbers: &Numbers, impossible: &mut Vec<Range<usize>>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        // a place in a row without the bound words beside it: "until the seventh of"
        for (k, n) in numbers.numbers.iter().enumerate().filter(|(_, n)| n.kind == NumberKind::Ordinal) {
            chart.add(Mention { kind: "nth", start: n.core.start as u32, end: n.core.end as u32, value: k as u32 });
        }
        dotted(chart, &mut candidates, impossible);
        let mut rounds_at = self.starts.of_tokens(chart);
        let mut standing = Standing::default();
        let mut active: Vec<usize> =
            (0..chart.len()).filter(|t| rounds_at[*t] != 0 && self.goes_on(chart, &mut standing, *t)).collect();
        let longest = chart.matches().iter().map(|m| m.range().len()).max().unwrap_or(0);
        for (k, round) in self.rounds.iter().enumerate() {
            let before = candidates.len();
            for &token in active.iter().filter(|t| rounds_at[**t] & 1 << k != 0) {
                for found in round.at(chart, &mut standing, token) {
                    self.take(&found, chart, numbers, &mut candidates, impossible);
                }
            }
            for (value, c) in candidates.iter().enumerate().skip(before) {
                let kind = internal(c.kind);
                let (start, end) = (c.range.start as u32, c.range.end as u32);
                chart.add(Mention { kind, start, end, value: value as u32 });
                standing.added(c.range.start);
                rounds_at[c.range.start] |= self.starts.of_kind(kind);
                // words that end where it begins may go on now
                let before = c.range.start.saturating_sub(longest)..c.range.start;
                active.push(c.range.start);
                active.extend(before.filter(|t| rounds_at[*t] != 0));
            }
            active.sort_unstable();
            active.dedup();
        }
        candidates
    }

    /// Whether some round can begin a pattern at a token that goes on behind it.
    fn goes_on(&self, chart: &Chart, standing: &mut Standing, token: usize) -> bool {
        let more = self.starts.always != 0
            || chart.text.tokens()[token].kind == isnad_text::Kind::Number
            || chart.mentions_at(token).next().is_some();
        more || self.rounds.first().is_some_and(|set| self.openings.go_on(set, chart, standing, token))
    }

    /// Makes a reading of what a pattern has found.
    fn take(
        &self,
        found: &Found<'_>,
        chart: &Chart,
        numbers: &Numbers,
        candidates: &mut Vec<Candidate>,
        impossible: &mut Vec<Range<usize>>,
    ) {
        let Some(rule) = self.rules.get(&found.pattern.name) else { return };
        let builder = Builder { chart, words: &self.words, candidates, numbers, found, rule };
        let range = found.capture("core").unwrap_or(found.range.clone());
        let (expr, kind) = match builder.build() {
            Built::Expr(expr) => (expr, rule.kind),
            Built::Impossible => {
                if !impossible.contains(&range) {
                    impossible.push(range.clone());
                }
                (DateExpr::Duration { unit: Unit::Day, count: None }, "nothing")
            }
            Built::No => return,
        };
        let inner = rule.inner && rule.make != Make::Nothing;
        candidates.push(Candidate { range, expr, kind, inner, level: rule.level, pattern: rule.name.clone() });
    }
}

/// In which rounds something can begin a pattern: bit k stands for round k. Most tokens begin none.
#[derive(Debug, Clone, Default)]
struct Starts {
    of_entry: Vec<u16>,
    of_kind: Vec<(String, u16)>,
    digits: u16,
    always: u16,
}

impl Starts {
    fn new(rounds: &[PatternSet], entries: usize) -> Self {
        let mut starts = Starts { of_entry: vec![0; entries], ..Self::default() };
        for (k, round) in rounds.iter().enumerate() {
            let bit = 1 << k;
            for e in round.first_entries() {
                starts.of_entry[e.index()] |= bit;
            }
            for kind in round.first_mentions() {
                match starts.of_kind.iter_mut().find(|(name, _)| name == kind) {
                    Some((_, bits)) => *bits |= bit,
                    None => starts.of_kind.push((kind.to_owned(), bit)),
                }
            }
            if round.begins_with_digits() {
                starts.digits |= bit;
            }
            if round.begins_anywhere() {
                starts.always |= bit;
            }
        }
        starts
    }

    fn of_kind(&self, kind: &str) -> u16 {
        self.of_kind.iter().find(|(name, _)| name == kind).map_or(0, |(_, bits)| *bits)
    }

    /// The rounds of all tokens of a chart.
    fn of_tokens(&self, chart: &Chart) -> Vec<u16> {
        let digits = |t: &isnad_text::Token| if t.kind == isnad_text::Kind::Number { self.digits } else { 0 };
        let mut rounds: Vec<u16> = chart.text.tokens().iter().map(|t| self.always | digits(t)).collect();
        for m in chart.matches() {
            rounds[m.start as usize] |= self.of_entry.get(m.entry.index()).copied().unwrap_or(0);
        }
        for m in chart.mentions() {
            rounds[m.start as usize] |= self.of_kind(m.kind);
        }
        rounds
    }
}

/// The kind under which the next rounds find a reading. Those that other stages know are added at the end only.
fn internal(kind: &'static str) -> &'static str {
    match kind {
        "date" => "span",
        "period" | "duration" => "nothing",
        other => other,
    }
}

/// Dates whose parts are joined by dots: one token of digits.
fn dotted(chart: &mut Chart, candidates: &mut Vec<Candidate>, impossible: &mut Vec<Range<usize>>) {
    for token in 0..chart.len() {
        if chart.text.tokens()[token].kind != isnad_text::Kind::Number {
            continue;
        }
        let mut parts = chart.norm(token).split('.');
        let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let order = match (a.len(), b.len(), c.len()) {
            (1 | 2, 1 | 2, 4) => *b"dmy",
            (4, 1 | 2, 1 | 2) => *b"ymd",
            _ => continue,
        };
        let range = token..token + 1;
        let (expr, kind) = match in_order(order, [a, b, c]) {
            Built::Expr(expr) => (expr, "day"),
            Built::Impossible | Built::No => {
                impossible.push(range);
                continue;
            }
        };
        let value = candidates.len() as u32;
        candidates.push(Candidate { range, expr, kind, inner: false, level: 0, pattern: "dotted_date".into() });
        chart.add(Mention { kind, start: token as u32, end: token as u32 + 1, value });
    }
}
