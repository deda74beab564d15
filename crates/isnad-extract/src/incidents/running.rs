//! Figures of a long run: "93 since the escalation began", "280 killed over the last three months".

use crate::claims::Figured;
use crate::dates::{DateExpr, DateMention, Frame, Unit};
use crate::describing::describes;
use crate::numbers::NumberKind;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{Measure, Qualifier};
use std::ops::Range;

/// Words from a figure to the stretch of time that it counts over at most.
const REACH: usize = 14;

/// Words between a stretch of time and the figure that it opens at most.
const LEAD: usize = 5;

/// Words between two figures that go on with one another at most.
const NEXT: usize = 3;

/// "For five days": days that one battle may take.
const BATTLE: i32 = 5;

/// What "hundreds" counts at least (codebook, section 6).
const HUNDREDS: u64 = 200;

/// So many die in no single protest of which nobody tells the day.
const CROWD: u64 = 50;

/// What "thousands" counts at least.
const THOUSANDS: u64 = 2000;

/// So many casualties at least are those of a war, not of one incident.
const WAR: u64 = 10_000;

/// Whether a figure counts over a long run: the time told next to it, before or behind, opens a stretch that goes on.
pub(super) fn running(r: &Reading<'_>, figures: &[Figured], k: usize, within: &Range<usize>) -> bool {
    let f = &figures[k];
    if thousands(r, f)
        || loose_mass(r, f, within)
        || of_protests(r, f, within)
        || of_war(r, f, within)
        || since_act(r, f, within)
    {
        return true;
    }
    // "17 policemen were killed and dozens wounded since …"
    let joined = |x: &&Figured| x.sentence == f.sentence && x.tokens.start.saturating_sub(f.tokens.end) <= NEXT;
    if figures.get(k + 1).filter(joined).is_some_and(|x| since_act(r, x, within)) {
        return true;
    }
    let told = |d: &&DateMention| !age(d) && !describes(r, d.range.start);
    // "hundreds this year"
    let vague = f.figure.qualifier == Qualifier::Vague && f.figure.low.is_some_and(|n| n >= HUNDREDS);
    let year = |d: &DateMention| matches!(d.expr, DateExpr::Period { unit: Unit::Year, .. });
    if vague && f.sentence > r.title_sentences && r.dates_in(within.clone()).iter().filter(told).any(year) {
        return true;
    }
    let before = r.dates_in(within.clone()).iter().rev().filter(told).find(|d| d.range.start < f.tokens.end);
    // "and more than 50 wounded": goes on with the figure before it
    if k > 0
        && within.contains(&figures[k - 1].at)
        && (0..=NEXT).contains(&f.tokens.start.saturating_sub(figures[k - 1].tokens.end))
        && before.is_none_or(|d| d.range.start < figures[k - 1].tokens.end)
    {
        return running(r, figures, k - 1, within);
    }
    if let Some(d) = before {
        let figure_between = figures.iter().any(|x| x.at > d.range.end && x.at < f.at);
        let parted = (d.range.end..f.tokens.start).any(|t| r.mark(t, ",;:.(\""));
        // "on Sunday a man fell, bringing the dead to 90 within three days": the day is of another clause
        // "the toll since Sunday rises to 192"
        let run = stretch(d) || !parted && since_told(d) && risen(r, within.start..d.range.start);
        if run || !parted {
            return run
                && !record(r, d.range.start)
                && !figure_between
                && !parted
                && d.range.end + LEAD >= f.tokens.start;
        }
    }
    let behind = r.dates_in(within.clone()).iter().filter(told).find(|d| d.range.start >= f.tokens.end);
    behind.is_some_and(|d| {
        let gap = f.tokens.end..d.range.start;
        let other = figures.iter().any(|x| gap.contains(&x.at) && x.at - f.tokens.end > 3);
        let deed = r.is(d.range.start, Small::Since) && gap.clone().any(|t| super::triggers::one_deed(r, t));
        // "rises to 123 the toll since March"
        let risen = gap.len() > 1 && risen(r, gap.start + 1..gap.end);
        gap.len() <= REACH && !other && !deed && !risen && stretch(d) && !record(r, d.range.start)
    })
}

/// "Since Sunday": any stretch that opens with a day.
fn since_told(d: &DateMention) -> bool {
    matches!(d.expr, DateExpr::Since(_))
}

/// A length that may be anybody's age.
fn age(d: &DateMention) -> bool {
    matches!(d.expr, DateExpr::Duration { unit: Unit::Year, .. })
}

/// Words from a superlative to the time that it is measured by at most.
const RECORD: usize = 8;

/// Whether a stretch of time counts what is told before it. Not so "the deadliest attack since March", nor "which brings
/// the number of the dead since March to 90": that stretch is of the number behind it.
pub(super) fn opens_run(r: &Reading<'_>, d: &DateMention) -> bool {
    let at = d.range.start;
    let from = at.saturating_sub(RECORD).max(r.sentence(r.chart.sentence_of(at)).start);
    stretch(d) && !risen(r, from..at) && !record(r, at)
}

/// Whether a toll that is brought up to date stands right before a time, with no comma between.
fn risen(r: &Reading<'_>, tokens: Range<usize>) -> bool {
    let count = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.count));
    tokens.rev().take_while(|t| !r.mark(*t, ",.;:")).any(count)
}

/// Whether a superlative before a time makes it the measure of one incident: "the heaviest since".
pub(super) fn record(r: &Reading<'_>, at: usize) -> bool {
    let from = at.saturating_sub(RECORD).max(r.sentence(r.chart.sentence_of(at)).start);
    let mut clause = (from..at).rev().take_while(|t| !r.mark(*t, ",.;:"));
    clause.any(|t| r.is(t, Small::Record)) || nth(r, from.max(at.saturating_sub(NTH))..at)
}

/// Words from an ordinal to the time within which it counts at most.
const NTH: usize = 4;

/// "In an attack that is *the third* of its kind within a month": which one of several the incident is.
fn nth(r: &Reading<'_>, tokens: Range<usize>) -> bool {
    let ordinal = |t: usize| r.numbers_in(t..t + 1).iter().any(|n| n.kind == NumberKind::Ordinal);
    let unit = |t: usize| t > 0 && r.date_at(t - 1).is_some();
    tokens.rev().take_while(|t| !r.mark(*t, ",.;:")).any(|t| ordinal(t) && !unit(t))
}

/// A stretch of time that several incidents fill.
pub(super) fn stretch(d: &DateMention) -> bool {
    let during = &*d.pattern == "length_during";
    match &d.expr {
        // "since Saturday", "for days": one battle may take as long
        DateExpr::Since(from) => !matches!(
            **from,
            DateExpr::Weekday { .. }
                | DateExpr::Period { unit: Unit::Day, .. }
                | DateExpr::Ago { unit: Unit::Minute | Unit::Hour, .. }
                | DateExpr::Ago { unit: Unit::Day, count: None | Some(..=BATTLE), .. }
        ),
        // "less than two weeks after the attack" counts nothing
        DateExpr::Lately { frame: Frame::Told, later: false, .. } => false,
        DateExpr::Lately { unit, count, .. } => match unit {
            Unit::Minute | Unit::Hour => false,
            Unit::Day => count.is_some_and(|n| n >= 3),
            _ => true,
        },
        DateExpr::Duration { unit, count } => match unit {
            Unit::Minute | Unit::Hour => false,
            Unit::Day => during && count.is_some_and(|n| n >= 3),
            _ => during,
        },
        _ => false,
    }
}

/// "In these protests the army killed about 150": a figure of all of them, with no day to it.
fn of_protests(r: &Reading<'_>, f: &Figured, within: &Range<usize>) -> bool {
    let several = Features::PLURAL | Features::DEFINITE;
    let protests = |t: usize| {
        r.words(t).any(|(m, w)| {
            matches!(w, Word::Trigger(x) if x.noun && x.kind == Incident::Protest) && m.features.has(several)
        })
    };
    let day = |d: &DateMention| d.kind == "date" && !stretch(d);
    f.measure == Measure::Killed
        && f.figure.low.is_some_and(|n| n >= CROWD)
        && f.sentence > r.title_sentences
        && within.clone().any(protests)
        && !r.dates_in(within.clone()).iter().any(day)
}

/// "Hundreds of soldiers were killed in attacks *since the army removed the president* in July 2013": dozens or hundreds since
/// something that is told by a deed and not by a day alone.
pub(super) fn since_act(r: &Reading<'_>, f: &Figured, within: &Range<usize>) -> bool {
    let many = f.figure.qualifier == Qualifier::Vague && f.figure.low.is_some_and(|n| n >= DOZENS);
    many && f.sentence > r.title_sentences
        && r.marked(f.tokens.end..within.end, Small::Since.mark()).any(|t| {
            let deed = || (f.tokens.end..t).any(|k| super::triggers::one_deed(r, k));
            r.date_at(t).is_none() && !record(r, t) && !deed()
        })
}

/// What "dozens" counts at least.
const DOZENS: u64 = 20;

/// "43,000 dead and wounded", with no day to it: the toll of a war.
fn of_war(r: &Reading<'_>, f: &Figured, within: &Range<usize>) -> bool {
    let day = |d: &DateMention| d.kind == "date" && d.expr.full_date().is_some();
    matches!(f.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded)
        && f.figure.low.is_some_and(|n| n >= WAR)
        && !r.dates_in(within.clone()).iter().any(day)
}

/// "Accused of killing thousands": no single incident.
fn thousands(r: &Reading<'_>, f: &Figured) -> bool {
    f.measure == Measure::Killed
        && f.figure.qualifier == Qualifier::Vague
        && f.figure.low.is_some_and(|n| n >= THOUSANDS)
        && f.sentence >= r.title_sentences
}

/// "Hundreds of women were abducted", with no day to it: a way of the war.
fn loose_mass(r: &Reading<'_>, f: &Figured, within: &Range<usize>) -> bool {
    let least = match f.measure {
        Measure::Abducted => HUNDREDS,
        Measure::KilledOrWounded => THOUSANDS,
        _ => return false,
    };
    f.figure.qualifier == Qualifier::Vague
        && f.figure.low.is_some_and(|n| n >= least)
        && f.sentence > r.title_sentences + 1
        && r.dates_in(within.clone()).is_empty()
}
