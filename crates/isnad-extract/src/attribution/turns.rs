//! Where the article leaves what a speaker told: it turns to something else, or to what lies further back.

use super::cues::{Covers, Cue};
use super::scope::WHOLE;
use crate::dates::{DateExpr, Unit};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_text::Kind as TokenKind;
use jiff::civil::Date;
use std::ops::Range;

/// Words from the head of a sentence to "after …" at most.
const RECALL: usize = 8;

/// Days from which on a day told with its month lies further back than what is reported.
const BACK: i32 = 10;

/// "On the other hand", "this comes after": whether a sentence turns to something else with its first words.
pub(super) fn away(r: &Reading<'_>, s: Range<usize>) -> bool {
    (s.start..s.end.min(s.start + 2))
        .any(|t| r.has(t, Small::Another.mark() | Small::Turn.mark() | Small::Unclaimed.mark()))
}

/// Whether a sentence tells its year or month, or recalls what happened before ("after …", "it had been …"): background that
/// the speaker before need not have told.
pub(super) fn long_ago(r: &Reading<'_>, s: Range<usize>) -> bool {
    let recalls = r.marked(s.start..s.end.min(s.start + RECALL), Word::AFTER).any(|t| r.has(t, Word::AFTER));
    let had_been = r.is(s.start, Small::Background);
    recalls || had_been || s.into_iter().filter_map(|t| r.date_at(t)).any(|d| back(&d.expr, r.published))
}

fn back(expr: &DateExpr, published: Option<Date>) -> bool {
    match expr {
        DateExpr::Absolute { year: Some(_), .. } => true,
        DateExpr::Absolute { month: Some(_), day: None, .. } => true,
        DateExpr::Absolute { month: Some(m), day: Some(d), .. } => published.is_some_and(|p| before(p, *m, *d)),
        DateExpr::Weekday { date: Some(x), .. } => back(x, published),
        DateExpr::Within { of, .. } | DateExpr::Part { of, .. } | DateExpr::Nth { of, .. } => back(of, published),
        DateExpr::Period { unit: Unit::Week, offset, .. } => *offset < 0,
        DateExpr::Period { unit: Unit::Month | Unit::Year, offset, .. } => *offset < 0,
        DateExpr::Ago { unit: Unit::Month | Unit::Year, later, .. } => !later,
        _ => false,
    }
}

/// Whether the latest such day by publication lies further back.
fn before(published: Date, month: i8, day: i8) -> bool {
    let of = |year: i16| Date::new(year, month, day).ok();
    let year = published.year();
    let latest = of(year).filter(|d| *d <= published).or_else(|| of(year - 1));
    latest.and_then(|d| published.since(d).ok()).is_some_and(|s| s.get_days() > BACK)
}

/// Whether a sentence ends with words that somebody is quoted for in full: the article itself goes on behind them.
pub(super) fn quote_ends(r: &Reading<'_>, s: Range<usize>, cue: Option<&Cue>) -> bool {
    let tokens = r.chart.text.tokens();
    let word = |t: &usize| tokens[*t].kind != TokenKind::Mark;
    let Some(close) =
        s.clone().rev().take_while(|t| !word(t) || tokens[*t].quote.closes).find(|t| tokens[*t].quote.closes)
    else {
        return false;
    };
    let open = (s.start..close).rev().take_while(|t| tokens[*t].quote.inside || tokens[*t].quote.opens).last();
    let Some(open) = open.filter(|t| close - t >= WHOLE) else { return false };
    match cue.map(|c| c.covers) {
        Some(Covers::From(content)) => open <= content + 1,
        Some(Covers::Before) => false,
        None => open <= s.start + 1,
    }
}
