//! Lines that tell whence the news was sent.

use super::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::Word;
use std::ops::Range;

/// Tokens of a dateline at most.
const DATELINE: usize = 16;

/// Tokens from the name of a dateline to the end of the agency's at most.
const SENDER: usize = 10;

/// Tokens between the two strokes around an agency's name at most.
const AGENCY: usize = 4;

/// "Town- what is told": a name that begins a sentence of the body, with a dash written on it: whence that was sent.
fn begins_item(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let tokens = r.chart.text.tokens();
    let sentence = r.chart.sentence_of(p.tokens.start);
    let end = p.tokens.end;
    sentence >= r.title_sentences
        && p.span.start == r.sentence(sentence).start
        && end + 1 < r.sentence(sentence).end
        && r.mark(end, "-")
        && !tokens[end].spaced
        && tokens[end + 1].spaced
}

/// "Town - agency: what is told", "town (agency) -": an item of a digest with its own dateline.
fn sent_by(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let sentence = r.chart.sentence_of(p.tokens.start);
    let (start, end) = (p.tokens.end, r.sentence(sentence).end);
    let near = start + 1..end.min(start + SENDER);
    let outlet = near.clone().find(|t| r.has(*t, Word::OUTLET));
    sentence >= r.title_sentences
        && p.tokens.start == r.sentence(sentence).start
        && start < end
        && r.mark(start, "-–(,/:")
        && outlet.is_some_and(|o| (o + 1..near.end).any(|t| r.mark(t, ":)-–")))
}

/// "Town 4 April 2020 agency …": where a line ends that a date and an agency close, with no mark behind them.
fn signed(r: &Reading<'_>, open: &[usize]) -> Option<usize> {
    let (first, last) = (*open.first()?, open.iter().copied().rfind(|t| !r.mark(*t, "-–:"))?);
    let dated = r.dates_in(first..last).iter().any(|d| d.expr.full_date().is_some());
    (dated && r.has(last, Word::OUTLET)).then_some(last + 1)
}

/// Marks the places of the line that tells whence the news was sent: what stands before the first dash, colon or
/// bracket of the body, or a first line that tells nothing else.
pub(super) fn datelines(r: &Reading<'_>, places: &mut [PlaceMention]) {
    for p in places.iter_mut().filter(|p| p.fine()) {
        p.aside |= begins_item(r, p) || sent_by(r, p);
    }
    let told = line(r, |t| places.iter().any(|p| p.tokens.contains(&t)));
    let Some(line) = told else { return };
    for p in places.iter_mut().filter(|p| p.tokens.start >= line.start && p.tokens.end <= line.end) {
        (p.aside, p.dateline) = (true, true);
    }
}

/// The line of the body that tells whence the news was sent; `in_name` tells the tokens of places.
pub(super) fn line(r: &Reading<'_>, in_name: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let sentence = (r.title_sentences < r.sentences()).then(|| r.sentence(r.title_sentences))?;
    // a name may hold a word that is written like a verb: "Islam *abad*"
    let tells = |t: usize| {
        let told = Word::TRIGGER | Word::MEASURE | Word::SPEECH | Word::PERSON | Word::CUE;
        r.has(t, told) && !in_name(t)
    };
    let line = sentence.start..sentence.end.min(sentence.start + DATELINE);
    let spaced = |t: usize| r.chart.text.tokens()[t].spaced;
    // "town, 30 January /agency/ …"
    let slashed = |t: usize| r.mark(t, "/") && (t.saturating_sub(AGENCY)..t - 1).any(|k| r.mark(k, "/"));
    let closes = |t: usize| r.mark(t, ":|)") || r.mark(t, "-") && spaced(t) || t > line.start + 1 && slashed(t);
    let open = line.clone().take_while(|t| !tells(*t)).collect::<Vec<_>>();
    let whole = open.len() == sentence.len();
    let closed = open.iter().rev().find(|t| closes(**t)).copied().unwrap_or(sentence.start);
    let end = if whole { sentence.end } else { closed.max(signed(r, &open).unwrap_or(sentence.start)) };
    (end > sentence.start).then_some(sentence.start..end)
}
