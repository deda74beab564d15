//! One pattern tried at one token: every way through it, the longest kept.

use super::Captures;
use super::element::Element;
use crate::Chart;
use isnad_text::Kind;

/// Steps after which a pattern gives up at one token: far above what any sensible pattern needs.
const MOST_STEPS: u32 = 20_000;

/// The longest reading of a row that begins at a token and reads at least one, with what it keeps.
/// `scratch` is memory that the next try uses again.
pub(super) fn longest(
    row: &[Element],
    chart: &Chart,
    token: usize,
    scratch: &mut Captures,
) -> Option<(usize, Captures)> {
    scratch.clear();
    let mut run = Run { chart, captures: std::mem::take(scratch), best: None, steps: 0 };
    run.row(row, 0, token, &mut |run, end| run.keep(end));
    *scratch = run.captures;
    run.best.filter(|(end, _)| *end > token)
}

struct Run<'c> {
    chart: &'c Chart,
    captures: Captures,
    best: Option<(usize, Captures)>,
    steps: u32,
}

type Next<'n, 'c> = &'n mut dyn FnMut(&mut Run<'c>, usize);

impl<'c> Run<'c> {
    fn keep(&mut self, end: usize) {
        if self.best.as_ref().is_none_or(|(b, _)| end > *b) {
            self.best = Some((end, self.captures.clone()));
        }
    }

    fn row(&mut self, row: &[Element], k: usize, at: usize, next: Next<'_, 'c>) {
        match row.get(k) {
            None => next(self, at),
            Some(e) => self.element(e, at, &mut |run, end| run.row(row, k + 1, end, next)),
        }
    }

    fn element(&mut self, e: &Element, at: usize, next: Next<'_, 'c>) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let chart = self.chart;
        match e {
            Element::Entry { set, with, without } => {
                let mut last = 0;
                for m in chart.matches_at(at) {
                    if set.has(m.entry) && m.features.has(*with) && !m.features.any(*without) && m.end != last {
                        last = m.end;
                        next(self, m.end as usize);
                    }
                }
            }
            Element::Mention(kind) => {
                for m in chart.mentions_at(at) {
                    if m.kind == kind {
                        next(self, m.end as usize);
                    }
                }
            }
            Element::Digits(bounds) => {
                if at < chart.len()
                    && chart.text.tokens()[at].kind == Kind::Number
                    && chart.norm(at).parse::<u64>().is_ok_and(|n| bounds.contains(&n))
                {
                    next(self, at + 1);
                }
            }
            Element::AnyWord => {
                if at < chart.len() && chart.text.tokens()[at].kind == Kind::Word {
                    next(self, at + 1);
                }
            }
            Element::Mark(mark) => {
                if at < chart.len() && chart.norm(at) == mark {
                    next(self, at + 1);
                }
            }
            Element::Choice(rows) => {
                for row in rows {
                    self.row(row, 0, at, next);
                }
            }
            Element::Repeat { inner, least, most } => self.repeat(inner, *least, *most, 0, at, next),
            Element::Capture { slot, inner } => {
                let slot = *slot;
                self.element(inner, at, &mut |run, end| {
                    run.captures.push((slot, at..end));
                    next(run, end);
                    run.captures.pop();
                });
            }
        }
    }

    fn repeat(&mut self, inner: &Element, least: u32, most: u32, done: u32, at: usize, next: Next<'_, 'c>) {
        if done < most {
            self.element(inner, at, &mut |run, end| {
                if end > at {
                    run.repeat(inner, least, most, done + 1, end, next);
                }
            });
        }
        if done >= least {
            next(self, at);
        }
    }
}
