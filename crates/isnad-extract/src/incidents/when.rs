//! Which date of a sentence dates the incident, and which only the saying of it.

use super::rally::gathered;
use super::{Gap, TriggerHit};
use crate::claims::Figured;
use crate::dates::{DateExpr, DateMention, Frame, Unit};
use crate::describing::describes;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Trigger, Word};
use isnad_language::{Features, Match};
use isnad_model::{DatePrecision, DateRange, Measure};

/// The date that dates the segment: the one nearest to its first trigger or figure.
pub(super) fn choose_date(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures_in: &[usize],
    figures: &[Figured],
    dates: Vec<(usize, DateRange)>,
    days: &[DayOf],
    lead: bool,
) -> (Option<Dated>, Option<Dated>) {
    let anchor = triggers
        .iter()
        .find(|t| !t.general && !t.trigger.weak)
        .or(triggers.iter().find(|t| !t.general))
        .map(|t| t.at)
        .or_else(|| figures_in.first().map(|k| figures[*k].at))
        .or_else(|| triggers.first().map(|t| t.at));
    // a lead whose words are none of ours still tells the day
    let Some(anchor) = anchor.or_else(|| lead.then(|| dates.first().map(|(k, _)| r.dates[*k].range.start)).flatten())
    else {
        return (None, None);
    };
    // "an attack that took place on Saturday": told of it in so many words
    let happened = |k: usize| {
        let at = r.dates[k].range.start;
        (at.saturating_sub(3)..at).any(|t| r.is(t, Small::Occur)) && at > anchor
    };
    let rank = |(k, range): &Dated| {
        let d = &r.dates[*k].range;
        let distance = if d.start >= anchor { d.start - anchor } else { anchor - d.end.min(anchor) };
        (matches!(range.precision(), DatePrecision::Year | DatePrecision::Month), !happened(*k), distance)
    };
    // "… on Thursday spoke of the attack": a day before what is known is not its day
    let first = triggers.first().map_or(anchor, |t| t.at).min(anchor);
    let known = triggers.iter().any(|t| t.at == first && t.trigger.noun && t.known())
        && figures_in.first().is_none_or(|k| figures[*k].at > first);
    let of_saying = |k: usize| {
        let d = &r.dates[k];
        let head = r.sentence(r.chart.sentence_of(d.range.start)).start;
        let headed = d.range.start <= head + 1;
        let seen = (head..d.range.start).any(|t| r.is(t, Small::Occur) || r.is(t, Small::Perform));
        let apart = d.range.end < first && !headed && !seen && !adjoins(r, d.range.end, first);
        days[k] == DayOf::Saying || known && apart || answered(r, d.range.end, first)
    };
    // "claimed last month to have carried out an attack": in that month
    let month = |k: usize, x: &DateRange| {
        let at = r.dates[k].range.start;
        let claimed = (at.saturating_sub(6)..at + 6).any(|t| r.is(t, Small::Claiming));
        claimed
            && x.precision() == DatePrecision::Month
            && triggers.iter().any(|t| t.trigger.noun && !t.known() && !t.trigger.weak)
    };
    let (said, told): (Vec<Dated>, Vec<Dated>) = dates.into_iter().partition(|(k, x)| of_saying(*k) && !month(*k, x));
    (told.into_iter().min_by_key(rank), said.into_iter().min_by_key(rank))
}

/// Whether a day stands at the head of what follows it: "on Thursday the attack …", "Thursday's attack".
fn adjoins(r: &Reading<'_>, end: usize, at: usize) -> bool {
    (end..at).all(|t| r.mark(t, ",،-"))
}

/// Words between "after" and the attack that it leads to at most.
const LED: usize = 2;

/// "The agency closed its offices *on Monday after* an attack on": the day of what was done in answer, with nothing of an
/// attack before "after".
fn answered(r: &Reading<'_>, end: usize, first: usize) -> bool {
    let head = r.sentence(r.chart.sentence_of(first)).start;
    let Some(after) = (first.saturating_sub(LED)..first).rev().find(|t| r.is(*t, Small::Afterwards)) else {
        return false;
    };
    let deed = |t: usize| r.has(t, Word::TRIGGER | Word::MEASURE | Small::Perform.mark() | Small::Occur.mark());
    head < end && end <= after && !(head..after).any(deed)
}

/// What a day told in the text is the day of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOf {
    /// What is told.
    Told,
    /// The telling: it stands in where the incident has no day of its own.
    Saying,
    /// Something that is no incident: a visit, a vote, a call, a count.
    Act,
    /// Since when a campaign goes on that the news may be part of.
    Campaign,
}

/// What a date is the day of: the nearest word of saying or doing before it decides. `old`: it lies before the news.
pub(super) fn day_of(r: &Reading<'_>, at: usize, old: bool) -> DayOf {
    let sentence = r.chart.sentence_of(at);
    let start = r.sentence(sentence).start;
    let tokens = r.chart.text.tokens();
    if sentence == r.title_sentences && dateline(r, start, at) {
        return DayOf::Act;
    }
    // said "on Friday gunmen killed …": the day opens what is quoted
    if tokens[at].quote.opens {
        return DayOf::Told;
    }
    let coarse = r.date_at(at).is_some_and(|d| match &d.expr {
        DateExpr::Absolute { day, .. } => day.is_none(),
        DateExpr::Period { unit, .. } | DateExpr::Ago { unit, .. } => *unit >= Unit::Month,
        _ => false,
    });
    let bare_year = r.date_at(at).is_some_and(|d| matches!(&d.expr, DateExpr::Absolute { day: None, month: None, .. }));
    if old && bare_year && of_place(r, start, at) {
        return DayOf::Act;
    }
    let mut meeting = false;
    for t in (at.saturating_sub(REACH).max(start)..at).rev() {
        let near = at - t <= 9;
        // "in Ain X", written like "appointed"
        if r.in_long_name(t) {
            continue;
        }
        // "the bodies were seen on Wednesday", of those told before
        if near && known_bodies(r, t) || died_later(r, t, at) {
            return DayOf::Act;
        }
        // another day stands nearer to what was said
        if r.date_at(t).is_some_and(|d| d.kind == "date") {
            return DayOf::Told;
        }
        if r.has(t, Word::SPEECH) && r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak)) {
            return DayOf::Saying;
        }
        if r.is(t, Small::Claiming) || r.is(t, Small::According) || r.is(t, Small::Issue) && (near || t == start) {
            return DayOf::Saying;
        }
        // "the group claimed responsibility for the attack *on the next day*"
        if claimed(r, t, at) {
            return DayOf::Saying;
        }
        // "the operation that the army launched on 20 January": since when something goes on that the news is part of
        if old && at - t <= BEGUN && r.is(t, Small::Began) {
            return DayOf::Campaign;
        }
        // "the court ruled", written like "they perished"
        let long = |small: Small| {
            r.words(t).any(|(m, w)| matches!(w, Word::Small(x) if *x == small) && m.end as usize > t + 1)
        };
        let ruled = long(Small::Legal) && !(t > start && r.has(t - 1, Word::SPEECH));
        let phrase = ruled || long(Small::Act);
        // "the government laid the blame on …"
        let laid = r.is(t, Small::Perform) && (t + 1..(at + 4).min(r.chart.len())).any(|k| r.is(k, Small::Accusation));
        if laid {
            return DayOf::Saying;
        }
        // "the protests began on 30 March"
        let subject = old && t > start && r.is(t - 1, Small::Began);
        if !phrase && !subject && r.has(t, Word::TRIGGER | Word::MEASURE | Small::Perform.mark()) {
            return DayOf::Told;
        }
        // "the march that set out on 30 March"
        let set_out = at - t <= 3 && r.is(t, Small::Began) && t > start && r.is(t - 1, Small::Relative);
        // a month or year in which something began that goes on
        // "thousands took part in a march": no act that stands beside an incident
        let act = || r.is(t, Small::Act) && gathered(r, t, &r.sentence(sentence)).is_none();
        if near && (ruled || act() || coarse && r.is(t, Small::Began)) || set_out || t == start && movement(r, t, at) {
            return DayOf::Act;
        }
        meeting |= near && r.is(t, Small::Meeting);
        // a name in quotation marks opens no speech
        let quoted = tokens[t].quote.opens && tokens[at].quote.inside;
        if r.is(t, Small::That) || r.mark(t, ":;") || quoted {
            return DayOf::Told;
        }
    }
    match () {
        () if meeting => DayOf::Act,
        () if at >= start + SUBJECT && said_behind(r, at) => DayOf::Saying,
        () => DayOf::Told,
    }
}

/// Words from a claim of responsibility to the deed at most.
const CLAIM: usize = 3;

/// Whether a day stands right behind a deed that was told before, for which somebody claims responsibility.
fn claimed(r: &Reading<'_>, t: usize, at: usize) -> bool {
    let told = |m: &Match| m.features.has(Features::DEFINITE) && m.end as usize == at;
    r.words(t).any(|(m, w)| matches!(w, Word::Trigger(x) if x.noun) && told(m))
        && (t.saturating_sub(CLAIM)..t).any(|k| r.is(k, Small::Claiming))
}

/// Words of what is told of a place at most, up to its year.
const HISTORY: usize = 8;

/// "In the province, *which was divided in 1947*", "the peninsula that Russia annexed in 2014": a year that tells of a place,
/// with no deed of war beside it.
fn of_place(r: &Reading<'_>, start: usize, at: usize) -> bool {
    let from = at.saturating_sub(HISTORY).max(start);
    let deed = |t: usize| r.has(t, Word::TRIGGER | Word::MEASURE);
    let Some(relative) =
        (from..at).rev().take_while(|t| !deed(*t) && !r.mark(*t, ".;:")).find(|t| r.is(*t, Small::Relative))
    else {
        return false;
    };
    let before = if relative > start && r.mark(relative - 1, ",") { relative - 1 } else { relative };
    // "in *northern* Punjab, which …": an adjective behind the name
    let adjective = |t: usize| r.vocabulary.morphology.definite(r.chart.norm(t));
    before > start && r.in_place(before - 1) || before > start + 1 && adjective(before - 1) && r.in_place(before - 2)
}

/// "The bodies": those of whom was told before, found or seen on a day of its own.
fn known_bodies(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| {
        let several = |p: bool| p || m.features.has(Features::PLURAL);
        matches!(w, Word::Person(p) if p.body && several(p.plural)) && m.features.has(Features::DEFINITE)
    })
}

/// Words from a day to "of his wounds" at most.
const WOUNDS: usize = 10;

/// "Died on Thursday *of wounds suffered in*": the day of the death is not that of what is told behind it.
fn died_later(r: &Reading<'_>, t: usize, at: usize) -> bool {
    let died = r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.measure == Measure::Killed));
    let end = r.sentence(r.chart.sentence_of(at)).end.min(at + WOUNDS);
    died && at - t <= 3 && (at..end).any(|k| r.is(k, Small::Succumbed))
}

/// "The protests began on 18 April": at the head of a sentence how long they have gone on.
fn movement(r: &Reading<'_>, t: usize, at: usize) -> bool {
    r.is(t, Small::Began)
        && (t..at).any(|k| {
            r.words(k).any(|(m, w)| {
                matches!(w, Word::Trigger(x) if x.kind == Incident::Protest) && m.features.has(Features::DEFINITE)
            })
        })
}

/// "The envoy, on Monday, had said that …": a verb of speech right behind the day, with its subject before it.
fn said_behind(r: &Reading<'_>, at: usize) -> bool {
    let end = r.date_at(at).map_or(at + 1, |d| d.range.end);
    for t in end..(end + 3).min(r.chart.len()) {
        let speech = r.words(t).find_map(|(m, w)| matches!(w, Word::Speech(v) if !v.weak).then_some(m.features));
        if let Some(features) = speech {
            return !features.has(Features::CONJUNCTION);
        }
        if r.has(t, Word::TRIGGER | Word::MEASURE) || r.mark(t, ".;:") {
            return false;
        }
    }
    false
}

/// Words of a subject before the day on which it spoke, at least.
const SUBJECT: usize = 2;

/// Words from a verb of beginning to its day at most.
const BEGUN: usize = 6;

/// So many words before a day are looked at for what it is the day of.
const REACH: usize = 16;

/// Whether a full date at the very beginning of the body says when and where the news was written.
fn dateline(r: &Reading<'_>, start: usize, at: usize) -> bool {
    // "Abuja - 21 May (agency)": without its year, before a bracket
    let bracket = |d: &DateMention| d.range.end < r.chart.len() && r.mark(d.range.end, "(");
    let short =
        |d: &DateMention| matches!(d.expr, DateExpr::Absolute { day: Some(_), month: Some(_), .. }) && bracket(d);
    let full = r.date_at(at).is_some_and(|d| d.range.start == at && (d.expr.full_date().is_some() || short(d)));
    let told = |t: usize| r.has(t, Word::TRIGGER | Word::MEASURE | Word::SPEECH);
    // "Nairobi 15 July (agency)": the bracket or the dash behind it
    let closed = || r.date_at(at).is_some_and(|d| d.range.end < r.chart.len() && r.mark(d.range.end, "-–|(:"));
    // "Tunis, 25 Shawwal, the 10th of August (agency)": a line of its own
    let line = || {
        let sentence = r.sentence(r.chart.sentence_of(at));
        // "corresponding to", within the date, is written like "agreeing"
        sentence.len() <= LINE && !sentence.into_iter().any(|t| told(t) && r.date_at(t).is_none())
    };
    let parted = || at - start <= 6 && ((start..at).any(|t| r.mark(t, "-–|/,:(")) || closed());
    full && (parted() || line()) && !(start..at).any(told)
}

/// Tokens of a line at most that says nothing but when and where the news was written.
const LINE: usize = 16;

/// "Three days before the summit": counts from something else than the article's day.
pub(super) fn counts_from_another(r: &Reading<'_>, d: &DateMention) -> bool {
    let ago = matches!(d.expr, DateExpr::Ago { .. });
    if &*d.pattern == ANNIVERSARY {
        return true;
    }
    let ago = ago || matches!(d.expr, DateExpr::Lately { frame: Frame::Told, .. });
    if ago && (r.is(d.range.end, Small::From) || r.is(d.range.end, Small::Toward)) {
        return true;
    }
    // "the first since the defeat of the group last December", "the vote set for 20 October"
    let start = r.sentence(r.chart.sentence_of(d.range.start)).start;
    let from = d.range.start.saturating_sub(10).max(start);
    for t in (from..d.range.start).rev() {
        if r.mark(t, ",.;:") {
            return false;
        }
        // "which it has held for a year, *on Monday*": since then has a time of its own
        let own = |x: &DateMention| {
            let ends = x.range.end == d.range.start || x.range.end < d.range.start && describes(r, t);
            ends && of_the_news(&d.expr)
        };
        let since = r.is(t, Small::Since) && !r.date_at(t).is_some_and(own);
        if since || d.range.start - t <= 3 && r.is(t, Small::Plan) {
            return true;
        }
        // "since the protests began on 30 March"
        let told = |m: &Match, w: &Word| {
            // "since it began its offensive on 18 February"
            let own = m.features.has(Features::PRONOUN) && !m.features.has(Features::DEFINITE);
            let known =
                |x: &Trigger| x.noun && (own || x.kind == Incident::Protest && m.features.has(Features::DEFINITE));
            matches!(w, Word::Trigger(x) if !x.weak && !known(x))
        };
        if r.words(t).any(|(m, w)| told(m, w)) {
            return false;
        }
    }
    false
}

/// A weekday or "yesterday", as news tells its own day.
fn of_the_news(d: &DateExpr) -> bool {
    matches!(d, DateExpr::Weekday { .. } | DateExpr::Period { unit: Unit::Day, .. })
}

/// "A day after …", "less than two weeks after …", "the fourth anniversary of …" at a token.
#[inline]
pub(super) fn after(r: &Reading<'_>, t: usize) -> Option<Gap> {
    let told = r.date_of(t).filter(|k| r.dates[*k].range.start == t);
    if let Some(k) = told {
        let d = &r.dates[k];
        if &*d.pattern == ANNIVERSARY {
            return Some(Gap::Anniversary(k));
        }
        let back = match &d.expr {
            DateExpr::Ago { later: false, frame: Frame::Told, unit, count }
            | DateExpr::Lately { later: false, frame: Frame::Told, unit, count } => {
                *unit >= Unit::Day || *unit == Unit::Hour && count.is_some_and(|n| n >= HALF_A_DAY)
            }
            _ => false,
        };
        if back && r.is(t, Small::Temporal) && counted_from(r, d.range.end) {
            return Some(Gap::Told(k));
        }
    }
    if !r.has(t, Word::AFTER) {
        return None;
    }
    // "a day after officials said": counts from words
    let words = |end: usize| end < r.chart.len() && r.has(end, Word::SPEECH) && !r.has(end, Word::TRIGGER);
    r.words(t).find_map(|(m, w)| match w {
        Word::After(days) if !(words(m.end as usize) || *days != 1 && lasted(r, m.end as usize)) => {
            Some(Gap::Days(*days))
        }
        _ => None,
    })
}

/// "Two days of fighting", "a week of siege": whether words that count days lead to what went on for so long.
fn lasted(r: &Reading<'_>, end: usize) -> bool {
    let lasting = |m: &Match, w: &Word| match w {
        Word::Trigger(x) => matches!(x.kind, Incident::Clash | Incident::Siege) && m.features.has(Features::DEFINITE),
        Word::Small(small) => *small == Small::Conflict,
        _ => false,
    };
    r.is(end - 1, Small::From) && end < r.chart.len() && r.words(end).any(|(m, w)| lasting(m, w))
}

/// "… after the attack": behind a length of time a deed from which it counts. "After nine months of fighting" tells how long
/// it went on, "after the announcement that" counts from words.
fn counted_from(r: &Reading<'_>, end: usize) -> bool {
    let Some(on) = (end..end + 2).find(|t| r.is(*t, Small::From) || r.is(*t, Small::Toward)) else { return false };
    let lasting = r.is(on, Small::From);
    for t in on + 1..(on + 6).min(r.chart.len()) {
        if r.mark(t, ",.;:") || r.is(t, Small::That) || r.has(t, Word::SPEECH) {
            return false;
        }
        let trigger = r.words(t).find_map(|(_, w)| if let Word::Trigger(x) = w { Some(x.kind) } else { None });
        if let Some(kind) = trigger {
            return !(lasting && matches!(kind, Incident::Clash | Incident::Siege | Incident::Operation));
        }
        if lasting && r.is(t, Small::Conflict) {
            return false;
        }
    }
    false
}

/// So many hours at least lie between two incidents that are told apart by them.
const HALF_A_DAY: i32 = 12;

/// The pattern that reads "the fourth anniversary of".
pub(super) const ANNIVERSARY: &str = "anniversary";

/// "In the past weeks", "days ago": dates what it opens, and no incident told before.
pub(super) fn vague_stretch(d: &DateMention) -> bool {
    match d.expr {
        DateExpr::Lately { count, later: false, .. } => count.is_none(),
        DateExpr::Ago { count: None, unit, later: false, .. } => unit >= Unit::Day,
        _ => false,
    }
}

/// A date mention with what it resolves to.
pub(super) type Dated = (usize, DateRange);

/// A stretch so long that its figures are no toll of one incident.
pub(super) fn long(d: &DateRange) -> bool {
    (d.end() - d.start()).get_days() > 45
}
