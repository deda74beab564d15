//! Numbers in their sentence: bounds, ranges, percentages, and bounds that stand apart.

use super::sum::{Sum, blank};
use super::table::{Link, Piece, Table};
use super::words::Words;
use super::{Bound, Number, NumberKind, Numbers};
use isnad_language::{Chart, Features};
use isnad_model::{Figure, Qualifier};
use isnad_text::Kind;
use std::ops::Range;

/// How far before a range a word of change may stand, and how far before a bound the number it limits.
const NEAR: usize = 6;

/// Most bound words before one number.
const MOST_BOUNDS: usize = 3;

pub(crate) struct Reader<'t, 'c> {
    words: Words<'t, 'c>,
}

/// A number or a range without bounds.
struct Core {
    sum: Sum,
    upper: Option<f64>,
    start: usize,
    end: usize,
    percent: bool,
}

impl<'t, 'c> Reader<'t, 'c> {
    pub fn new(table: &'t Table, chart: &'c Chart, sentence: Range<usize>) -> Self {
        Self { words: Words { table, chart, sentence } }
    }

    pub fn read(&self, out: &mut Numbers) {
        let mut at = self.words.sentence.start;
        let end = self.words.sentence.end;
        let mut behind = None;
        while at < end {
            if !self.possible(at) {
                at += 1;
                continue;
            }
            if let Some(number) = self.number(at, behind) {
                at = number.range.end;
                behind = Some(at);
                out.numbers.push(number);
            } else if let Some((qualifier, stop)) = self.bound_after(at) {
                out.bounds.push(Bound { range: at..stop, qualifier });
                at = stop;
            } else {
                at += 1;
            }
        }
    }

    /// Whether anything of this stage stands at a token.
    fn possible(&self, at: usize) -> bool {
        self.words.chart.text.tokens()[at].kind == Kind::Number || self.words.any_piece(at)
    }

    /// The number at a token with its bounds; `behind` is the end of the number before it in the sentence.
    fn number(&self, at: usize, behind: Option<usize>) -> Option<Number> {
        let mut bound: Option<(Qualifier, Range<usize>)> = None;
        let mut p = at;
        for _ in 0..MOST_BOUNDS {
            let Some((qualifier, end, loose)) = self.bound_before(p) else { break };
            // "14 soldiers at least 20 wounded": the bound is the first number's
            if loose && behind.is_some_and(|b| self.near(b, p)) {
                return None;
            }
            // the first bound counts, "more than about 20" is more than; only "about" gives way
            bound = Some(match bound {
                Some((q, r)) if q != Qualifier::About => (q, r.start..end),
                Some((_, r)) => (qualifier, r.start..end),
                None => (qualifier, p..end),
            });
            p = end;
        }
        let core = self.core(p)?;
        if p > at && (core.sum.ordinal || core.sum.code || core.sum.relative) {
            // bounds are for counts
            return None;
        }
        let mut end = core.end;
        if bound.as_ref().is_none_or(|(q, _)| *q == Qualifier::About)
            && !core.sum.ordinal
            && !core.sum.code
            && let Some((qualifier, stop)) = self.bound_after(end)
            && (self.bound_before(end).is_none_or(|(_, _, loose)| loose) || self.core(stop).is_none())
        {
            bound = Some((qualifier, end..stop));
            end = stop;
        }
        let start = core.start.min(at);
        let mut number = self.build(core, bound, start, end);
        if number.upper.is_none()
            && let Some(low) = number.figure.low
            && let Some((upper, high, end)) = self.limit(&number)
        {
            number.figure = Figure::range(low, high);
            number.upper = Some(upper);
            number.range.end = end;
        }
        Some(number)
    }

    fn build(&self, core: Core, bound: Option<(Qualifier, Range<usize>)>, start: usize, end: usize) -> Number {
        let Core { sum, upper, percent, .. } = core;
        let whole = sum.n.max(0.0) as u64;
        let counts = upper.unwrap_or(sum.n).fract() == 0.0 && sum.n.fract() == 0.0;
        let kind = match () {
            () if sum.code => NumberKind::Code,
            () if percent => NumberKind::Percent,
            () if sum.relative => NumberKind::Relative,
            () if sum.ordinal => NumberKind::Ordinal,
            () if !counts => NumberKind::Decimal,
            () => NumberKind::Cardinal,
        };
        let figure = match (upper, &bound) {
            (Some(upper), _) => Figure::range(whole, upper as u64),
            _ if sum.vague => Figure::qualified(whole, Qualifier::Vague),
            (None, Some((qualifier, _))) => Figure::qualified(whole, *qualifier),
            (None, None) if sum.about => Figure::qualified(whole, Qualifier::About),
            (None, None) => Figure::exact(whole),
        };
        Number {
            range: start..end,
            core: core.start..core.end,
            kind,
            figure,
            value: sum.n,
            upper,
            digits: sum.digits,
            definite: sum.definite,
            joined: sum.joined,
            bound: bound.map(|(_, range)| range),
        }
    }

    /// A number, a range or a percentage.
    fn core(&self, at: usize) -> Option<Core> {
        if at >= self.words.sentence.end {
            return None;
        }
        let w = &self.words;
        if self.clock(at) || self.label(at) {
            return Some(Core {
                start: at,
                end: at + 1,
                sum: Sum { code: true, ..blank(at, at + 1) },
                upper: None,
                percent: false,
            });
        }
        if let Some(p) = w.link(at, Link::Between) {
            return self.between(at, p).map(|core| self.percent(core));
        }
        if let Some(p) = w.link(at, Link::From) {
            let low = self.single(p)?;
            let core = self.range_to(at, low)?;
            return Some(self.percent(core));
        }
        let sum = self.single(at)?;
        let core = match self.range_to(at, sum).or_else(|| self.range_or(at, sum)) {
            Some(core) => core,
            None => Core { start: sum.start.min(at), end: sum.end, sum, upper: sum.upper, percent: false },
        };
        Some(self.percent(core))
    }

    /// Hours and minutes parted by a comma, a full stop or nothing, where the words beside them tell a time of day.
    fn clock(&self, at: usize) -> bool {
        let w = &self.words;
        let two = |s: &str| s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
        let norm = w.chart.norm(at);
        let parted = norm.split_once([',', '.']).is_some_and(|(h, m)| h.len() <= 2 && two(m));
        w.chart.text.tokens()[at].kind == Kind::Number
            && (parted || norm.len() == 4 && norm.parse::<u32>().is_ok_and(|n| n < 2400))
            && (w.link(at + 1, Link::Clock).is_some()
                || (at > w.sentence.start && w.link(at - 1, Link::Clock) == Some(at)))
    }

    /// Digits that name: "wanted man number 16".
    fn label(&self, at: usize) -> bool {
        let w = &self.words;
        let digits = w.chart.text.tokens()[at].kind == Kind::Number;
        digits && at > w.sentence.start && w.link(at - 1, Link::Label) == Some(at)
    }

    /// One number, with an article written apart.
    fn single(&self, at: usize) -> Option<Sum> {
        if at >= self.words.sentence.end {
            return None;
        }
        if let Some(p) = self.words.link(at, Link::Article) {
            if p >= self.words.sentence.end || self.words.chart.text.tokens()[p].kind != Kind::Number {
                return None;
            }
            let sum = self.words.number(p, true)?;
            return Some(Sum { start: at, definite: true, ..sum });
        }
        self.words.number(at, true)
    }

    fn between(&self, at: usize, p: usize) -> Option<Core> {
        if p >= self.words.sentence.end {
            return None;
        }
        // the conjunction may be one of the first number's own
        [true, false].into_iter().find_map(|joins| {
            let low = self.words.number(p, joins)?;
            let (q, joined) = match self.words.link(low.end, Link::And) {
                Some(q) => (q, true),
                None => (low.end, false),
            };
            let high = self.single(q)?;
            (joined || high.joined).then(|| self.range(at, low, high)).flatten()
        })
    }

    /// "from 10 to 15", "10 to 15", "10-15".
    fn range_to(&self, at: usize, low: Sum) -> Option<Core> {
        let chart = self.words.chart;
        let p = match self.words.link(low.end, Link::To) {
            Some(p) => p,
            None if matches!(chart.norm(low.end), "-" | "~") && low.end < self.words.sentence.end => low.end + 1,
            None => return None,
        };
        if self.changes(at) {
            return None;
        }
        self.range(at, low, self.single(p)?)
    }

    fn range_or(&self, at: usize, low: Sum) -> Option<Core> {
        let p = self.words.link(low.end, Link::Or)?;
        self.range(at, low, self.single(p)?)
    }

    fn range(&self, at: usize, mut low: Sum, high: Sum) -> Option<Core> {
        let odd = |s: &Sum| s.ordinal || s.relative || s.vague || s.code || s.upper.is_some();
        if odd(&low) || odd(&high) {
            return None;
        }
        // "seven to eight thousand": the scale is told once
        if high.scale > 1.0 && low.scale == 1.0 && low.n < high.scaled && low.n < high.scale {
            low.n *= high.scale;
        }
        if low.n >= high.n {
            return None;
        }
        low.digits &= high.digits;
        Some(Core { start: at, end: high.end, upper: Some(high.n), sum: low, percent: false })
    }

    fn percent(&self, mut core: Core) -> Core {
        let at = core.end;
        if core.sum.ordinal || core.sum.relative || core.sum.code || at >= self.words.sentence.end {
            return core;
        }
        // percent sign, Arabic percent sign
        let end = match self.words.chart.norm(at) {
            "%" | "\u{66a}" => Some(at + 1),
            _ => self.words.link(at, Link::Percent),
        };
        if let Some(end) = end {
            core.percent = true;
            core.end = end;
            core.sum.n = core.sum.decimal.unwrap_or(core.sum.n);
        }
        core
    }

    /// "… and fewer than 30" behind a lower bound: the number, the greatest count it allows, the end.
    fn limit(&self, low: &Number) -> Option<(f64, u64, usize)> {
        if !matches!(low.figure.qualifier, Qualifier::MoreThan | Qualifier::AtLeast) {
            return None;
        }
        let at = low.range.end;
        let p = self.words.link(at, Link::And).unwrap_or(at);
        let (qualifier, end, _) = self.bound_before(p)?;
        let joined = p > at || self.words.pieces(at).any(|(_, _, f)| f.has(Features::CONJUNCTION));
        if !joined || !matches!(qualifier, Qualifier::FewerThan | Qualifier::UpTo) {
            return None;
        }
        let high = self.single(end)?;
        let plain = !high.vague && !high.ordinal && !high.code && high.n > low.value;
        let most = Figure::qualified(high.n as u64, qualifier).high?;
        plain.then_some((high.n, most, high.end))
    }

    /// Whether a change is told right before: its "from … to …" is no range.
    fn changes(&self, at: usize) -> bool {
        let first = at.saturating_sub(NEAR).max(self.words.sentence.start);
        (first..at).any(|p| self.words.link(p, Link::Change).is_some())
    }

    /// A bound before a number: its end, and whether it rather stands after one.
    fn bound_before(&self, at: usize) -> Option<(Qualifier, usize, bool)> {
        if at >= self.words.sentence.end {
            return None;
        }
        self.words.pieces(at).find_map(|(p, end, _)| match p {
            Piece::Bound { qualifier, before: true, loose, .. } => Some((*qualifier, end, *loose)),
            _ => None,
        })
    }

    fn bound_after(&self, at: usize) -> Option<(Qualifier, usize)> {
        if at >= self.words.sentence.end {
            return None;
        }
        self.words.pieces(at).find_map(|(p, end, _)| match p {
            Piece::Bound { qualifier, after: true, .. } => Some((*qualifier, end)),
            _ => None,
        })
    }

    /// Whether a few words, and no mark, stand between two tokens.
    fn near(&self, from: usize, to: usize) -> bool {
        to - from <= NEAR && (from..to).all(|k| self.words.chart.text.tokens()[k].kind != Kind::Mark)
    }
}
