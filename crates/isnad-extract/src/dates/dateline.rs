//! The date by which an article dates itself.

use super::{DateStage, Dates};
use isnad_language::Chart;
use jiff::civil::Date;

/// Lines at the beginning and at the end that are searched.
const HEAD: u32 = 2;

/// Tokens before a dateline's date: "town | weekday", "town, 3 May 2018 (agency)".
const LEAD: usize = 6;

impl DateStage {
    /// The full date that dates the article: near the beginning of its first two lines, or in a short last line.
    pub fn dateline(&self, chart: &Chart, dates: &Dates) -> Option<Date> {
        let sentences = chart.text.sentences();
        let last = sentences.last()?.paragraph;
        let line_of = |token: usize| sentences.get(chart.sentence_of(token)).map(|s| s.paragraph);
        let start_of = |line: u32| sentences.iter().find(|s| s.paragraph == line).map(|s| s.start as usize);
        let length_of =
            |line: u32| -> usize { sentences.iter().filter(|s| s.paragraph == line).map(|s| s.range().len()).sum() };
        let full = dates.mentions.iter().filter_map(|m| Some((m, line_of(m.range.start)?, m.expr.full_date()?)));
        let head = full.clone().find(|(m, line, _)| {
            *line < HEAD
                && start_of(*line).is_some_and(|s| m.range.start - s <= LEAD)
                && self.stands_apart(chart, m.range.clone())
        });
        let found = head.or_else(|| {
            let mut all = full;
            all.rfind(|(m, line, _)| *line == last && last > 0 && length_of(*line) <= LEAD + m.range.len() + LEAD)
        });
        found.map(|(.., date)| date)
    }

    /// Whether a mark, not a sentence, leads to the date; one that begins a line must also end in a mark.
    fn stands_apart(&self, chart: &Chart, range: std::ops::Range<usize>) -> bool {
        let tokens = chart.text.tokens();
        let sentence = chart.text.sentences().get(chart.sentence_of(range.start));
        let mark = |k: usize| tokens.get(k).is_some_and(|t| t.kind == isnad_text::Kind::Mark);
        let at_start = sentence.is_some_and(|s| s.start as usize == range.start);
        let at_end = sentence.is_none_or(|s| s.end as usize == range.end);
        // a line that ends with a number may run into the next one, so a mark before the date is enough
        if at_start { at_end || mark(range.end) } else { mark(range.start - 1) }
    }
}
