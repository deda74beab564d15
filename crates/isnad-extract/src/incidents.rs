//! Which stretches of the article tell which incident: sentences are cut into segments, segments gathered into drafts.

use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Trigger, Word};
use isnad_language::Features;
use isnad_model::{DatePrecision, DateRange, PlacePrecision};
use isnad_places::distance_km;
use std::ops::Range;

/// A trigger in the text that is neither denied nor planned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TriggerHit {
    pub at: usize,
    pub end: usize,
    pub trigger: Trigger,
    pub features: Features,
    /// The entry that read it.
    pub entry: isnad_language::EntryId,
    /// Speaks of the situation: a plural or a present tense that names no single incident.
    pub general: bool,
}

/// A stretch of one sentence that tells at most one incident.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub tokens: Range<usize>,
    pub sentence: usize,
    pub paragraph: u32,
    pub title: bool,
    pub triggers: Vec<TriggerHit>,
    /// Indices into the figures.
    pub figures: Vec<usize>,
    /// Indices into the reading's dates, with what they resolve to.
    pub date: Option<(usize, DateRange)>,
    /// A date that only dates the saying: it stands in where the incident has no other.
    pub said: Option<(usize, DateRange)>,
    /// Indices into the reading's places.
    pub places: Vec<usize>,
    /// Speaks of an incident told before.
    pub definite: bool,
    pub another: bool,
    pub background: bool,
    /// Told as so many days before the incident told before it; 0 = some days.
    pub after: Option<i32>,
    /// A long run or the whole conflict: its figures belong to no incident.
    pub longrun: bool,
}

/// An incident being gathered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub segments: Vec<usize>,
    pub date: Option<(usize, DateRange)>,
    /// The day on which it was told, for want of a better.
    pub said: Option<(usize, DateRange)>,
    /// So many days before the main incident; 0 = some days.
    pub after: Option<i32>,
    /// Told as something that lies further back.
    pub background: bool,
    pub main: bool,
}

/// What the article tells, before it is settled into reports.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub segments: Vec<Segment>,
    pub drafts: Vec<Draft>,
    /// Figures of long runs and of several incidents together.
    pub aggregates: Vec<usize>,
}

pub(crate) fn read(
    r: &Reading<'_>,
    attribution: &Attribution,
    figures: &[Figured],
    resolved: &[Option<DateRange>],
) -> Told {
    let mut told = Told::default();
    let said: Vec<bool> = r.dates.iter().map(|d| of_saying(r, d.range.start)).collect();
    for s in 0..r.sentences() {
        segments_of(r, attribution, figures, resolved, &said, s, &mut told.segments);
    }
    gather(r, figures, &mut told);
    told
}

fn segments_of(
    r: &Reading<'_>,
    attribution: &Attribution,
    figures: &[Figured],
    resolved: &[Option<DateRange>],
    said_dates: &[bool],
    s: usize,
    out: &mut Vec<Segment>,
) {
    let tokens = r.sentence(s);
    let title = s < r.title_sentences;
    let legal = r.any(tokens.clone(), &[Small::Legal]);
    let triggers = triggers(r, attribution, tokens.clone(), title);
    let mut cuts = cuts(r, &triggers, figures, resolved, said_dates, tokens.clone());
    cuts.push(tokens.end);
    let mut start = tokens.start;
    for cut in cuts {
        let range = start..cut;
        if range.is_empty() {
            continue;
        }
        let inside = |t: usize| range.contains(&t);
        let dates: Vec<(usize, DateRange)> = r
            .dates
            .iter()
            .enumerate()
            .filter(|(_, d)| inside(d.range.start) && d.kind == "date" && !counts_from_another(r, d))
            .filter_map(|(k, _)| resolved[k].map(|x| (k, x)))
            .collect();
        let triggers: Vec<TriggerHit> = triggers.iter().filter(|t| inside(t.at)).copied().collect();
        // a court's sentences are no tolls
        let figures_in: Vec<usize> =
            (0..figures.len()).filter(|k| inside(figures[*k].at) && !(legal && figures[*k].execution)).collect();
        let (date, said) = choose_date(r, &triggers, &figures_in, figures, dates, said_dates);
        let open = r.dates.iter().any(|d| inside(d.range.start) && d.kind == "period")
            || r.any(range.clone(), &[Small::Since]);
        let longrun_word = r.any(range.clone(), &[Small::Longrun]);
        let conflict = r.any(range.clone(), &[Small::Conflict]);
        let strong = triggers.iter().any(|t| !t.general && !t.trigger.weak);
        let places = (0..r.places.len())
            .filter(|k| {
                let p = &r.places[*k];
                inside(p.tokens.start) && !p.aside && !attribution.speaking[p.tokens.start]
            })
            .collect();
        let definite = !triggers.is_empty()
            && triggers
                .iter()
                .filter(|t| t.trigger.noun)
                .all(|t| t.features.any(Features::DEFINITE | Features::PRONOUN))
            && triggers.iter().any(|t| t.trigger.noun);
        out.push(Segment {
            sentence: s,
            paragraph: r.chart.text.sentences()[s].paragraph,
            title,
            definite,
            another: r.any(range.clone(), &[Small::Another]),
            background: r.any(range.start..(range.start + 4).min(range.end), &[Small::Background]),
            longrun: date.is_some_and(|(_, d)| long(&d)) && !strong_here(r, &triggers, &range)
                || date.is_none() && (longrun_word || open || (conflict && !strong)) && !title
                || (longrun_word || (conflict && open)) && !strong,
            after: (range.start..(range.start + 5).min(range.end)).find_map(|t| after(r, t)),
            tokens: range,
            triggers,
            figures: figures_in,
            date,
            said,
            places,
        });
        start = cut;
    }
}

/// The date that dates the segment: the one nearest to its first trigger or figure.
fn choose_date(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures_in: &[usize],
    figures: &[Figured],
    dates: Vec<(usize, DateRange)>,
    said_dates: &[bool],
) -> (Option<Dated>, Option<Dated>) {
    let anchor = triggers
        .iter()
        .find(|t| !t.general && !t.trigger.weak)
        .or(triggers.iter().find(|t| !t.general))
        .map(|t| t.at)
        .or_else(|| figures_in.first().map(|k| figures[*k].at))
        .or_else(|| triggers.first().map(|t| t.at));
    let Some(anchor) = anchor else { return (None, None) };
    let rank = |(k, range): &Dated| {
        let d = &r.dates[*k].range;
        let distance = if d.start >= anchor { d.start - anchor } else { anchor - d.end.min(anchor) };
        (matches!(range.precision(), DatePrecision::Year), distance)
    };
    let (said, told): (Vec<Dated>, Vec<Dated>) = dates.into_iter().partition(|(k, _)| said_dates[*k]);
    (told.into_iter().min_by_key(rank), said.into_iter().min_by_key(rank))
}

/// Whether a date stands right behind a verb of saying, so that it dates the saying.
fn of_saying(r: &Reading<'_>, at: usize) -> bool {
    let start = r.sentence(r.chart.sentence_of(at)).start;
    for t in (at.saturating_sub(9).max(start)..at).rev() {
        if r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak)) {
            return true;
        }
        if r.is(t, Small::Claiming) || r.is(t, Small::Issue) && at - t <= 6 {
            return true;
        }
        let told = r.words(t).any(|(_, w)| matches!(w, Word::Trigger(_) | Word::Measure(_)));
        if told || r.is(t, Small::That) || r.mark(t, ":;") || r.chart.text.tokens()[t].quote.opens {
            return false;
        }
    }
    false
}

/// "Three days before the summit": counts from something else than the article's day.
fn counts_from_another(r: &Reading<'_>, d: &crate::dates::DateMention) -> bool {
    let ago = matches!(d.expr, crate::dates::DateExpr::Ago { .. });
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
        if r.is(t, Small::Since) || d.range.start - t <= 3 && r.is(t, Small::Plan) {
            return true;
        }
        if r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if !x.weak)) {
            return false;
        }
    }
    false
}

/// "A day after …" at a token.
fn after(r: &Reading<'_>, t: usize) -> Option<i32> {
    r.words(t).find_map(|(_, w)| match w {
        Word::After(days) => Some(*days),
        _ => None,
    })
}

/// A date mention with what it resolves to.
type Dated = (usize, DateRange);

/// Where a sentence turns to another incident: behind "after an attack …", at "in a separate attack", at a second date.
fn cuts(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    resolved: &[Option<DateRange>],
    said_dates: &[bool],
    s: Range<usize>,
) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let told = |range: Range<usize>| {
        triggers.iter().any(|t| range.contains(&t.at)) || figures.iter().any(|f| range.contains(&f.at))
    };
    let governed =
        |range: Range<usize>| triggers.iter().any(|t| range.contains(&t.at) && (t.trigger.noun || !t.trigger.weak));
    for t in s.start + 3..s.end {
        let last = out.last().copied().unwrap_or(s.start);
        if after(r, t).is_some() && governed(t..s.end) {
            out.push(t);
            continue;
        }
        let marker = r.is(t, Small::Background) && r.chart.matches_at(t).iter().any(|m| m.end - m.start >= 2)
            || (r.is(t, Small::Temporal) && indefinite_trigger_behind(r, triggers, t, s.end));
        if marker && told(last..t) && governed(t..s.end) && figure_or_date_behind(r, figures, t, s.end) {
            out.push(t);
        }
        if r.is(t, Small::Another) && told(last..t) && told(t..s.end) && t > last + 3 {
            out.push(t);
        }
    }
    // a second date that differs from the first and dates a trigger of its own
    let dates: Vec<(usize, DateRange)> = r
        .dates
        .iter()
        .enumerate()
        .filter(|(k, d)| {
            s.contains(&d.range.start) && d.kind == "date" && !said_dates[*k] && !counts_from_another(r, d)
        })
        .filter_map(|(k, d)| resolved[k].map(|x| (d.range.start, x)))
        .collect();
    for w in dates.windows(2) {
        let ((a, x), (b, y)) = (w[0], w[1]);
        if x.overlaps(&y) || out.iter().any(|c| *c > a && *c <= b) {
            continue;
        }
        let behind = b..s.end;
        let before = s.start..b;
        if !governed(behind.clone()) && !figures.iter().any(|f| behind.contains(&f.at)) {
            continue;
        }
        if !told(before) {
            continue;
        }
        // the cut stands at the comma or conjunction before the trigger that goes with the second date
        let from = (a..b)
            .rev()
            .find(|t| r.mark(*t, ",;") || joined(r, *t))
            .map_or(b, |t| if r.mark(t, ",;") { t + 1 } else { t });
        if told(s.start..from) && told(from..s.end) {
            out.push(from);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn joined(r: &Reading<'_>, t: usize) -> bool {
    r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION))
        && r.words(t).any(|(_, w)| matches!(w, Word::Trigger(_) | Word::Measure(_) | Word::Small(Small::Locative)))
}

fn indefinite_trigger_behind(r: &Reading<'_>, triggers: &[TriggerHit], t: usize, end: usize) -> bool {
    let _ = r;
    triggers.iter().any(|x| {
        x.at > t
            && x.at <= t + 5
            && x.at < end
            && x.trigger.noun
            && !x.features.any(Features::DEFINITE | Features::PRONOUN)
    })
}

fn figure_or_date_behind(r: &Reading<'_>, figures: &[Figured], t: usize, end: usize) -> bool {
    figures.iter().any(|f| f.at > t && f.at < end) && r.dates.iter().any(|d| d.range.start >= t && d.range.start < end)
        || r.dates.iter().any(|d| d.range.start >= t && d.range.start < end && d.kind == "date")
}

/// Triggers of a sentence that tell something as happened.
fn triggers(r: &Reading<'_>, attribution: &Attribution, s: Range<usize>, title: bool) -> Vec<TriggerHit> {
    let mut out: Vec<TriggerHit> = Vec::new();
    let legal = r.any(s.clone(), &[Small::Legal]);
    let mut t = s.start;
    while t < s.end {
        let mut best: Option<TriggerHit> = None;
        for (m, w) in r.words(t) {
            let Word::Trigger(trigger) = w else { continue };
            // "dead" is no "killed me"
            if m.features.has(Features::PRONOUN)
                && r.words(t).any(|(m, w)| matches!(w, Word::Person(_)) && !m.features.has(Features::PRONOUN))
            {
                continue;
            }
            // "at dawn" is written like "blew up"
            if m.end - m.start == 1 && !trigger.noun && r.date_at(t).is_some() {
                continue;
            }
            let hit = TriggerHit {
                at: t,
                end: m.end as usize,
                trigger: *trigger,
                features: m.features,
                entry: m.entry,
                general: false,
            };
            let better = match &best {
                None => true,
                Some(b) => {
                    hit.end > b.end
                        || (hit.end == b.end && reading_rank(r, &hit, s.start) > reading_rank(r, b, s.start))
                }
            };
            if better {
                best = Some(hit);
            }
        }
        let Some(mut hit) = best else {
            t += 1;
            continue;
        };
        t = hit.end.max(t + 1);
        if attribution.speaking.get(hit.at).copied().unwrap_or(false) {
            continue;
        }
        if !asserted(r, &hit, s.clone()) {
            continue;
        }
        // a sentence of death is no killing yet
        let sentenced = matches!(
            hit.trigger.kind,
            Incident::Massacre | Incident::Killing | Incident::Arrest | Incident::Assassination
        );
        if sentenced && legal {
            continue;
        }
        let plural = hit.features.has(Features::PLURAL);
        // "X was killed by the police": told with who did it, a killing is an incident of its own
        if hit.trigger.kind == Incident::Killing
            && !hit.trigger.noun
            && (hit.end..(hit.end + 9).min(s.end)).any(|k| r.is(k, Small::Agent))
        {
            hit.trigger.weak = false;
        }
        let present = hit.features.has(Features::PRESENT) && !title;
        hit.general = hit.trigger.general && plural || present;
        out.push(hit);
    }
    out
}

fn reading_rank(r: &Reading<'_>, h: &TriggerHit, start: usize) -> i32 {
    let mut n = 0;
    if h.trigger.noun {
        if h.features.any(Features::DEFINITE | Features::WITH | Features::TO | Features::AS | Features::PRONOUN) {
            n += 3;
        }
        if h.at > start
            && r.words(h.at - 1)
                .any(|(_, w)| matches!(w, Word::Small(Small::Locative | Small::Result | Small::Temporal)))
        {
            n += 3;
        }
        n += 1;
    } else {
        n += 2;
        if h.features.has(Features::DEFINITE) {
            n -= 5;
        }
    }
    if h.trigger.weak {
        n -= 1;
    }
    n
}

/// Whether nothing right before denies, plans or supposes the trigger.
fn asserted(r: &Reading<'_>, h: &TriggerHit, s: Range<usize>) -> bool {
    if h.features.has(Features::FUTURE) {
        return false;
    }
    let from = h.at.saturating_sub(4).max(s.start);
    for t in (from..h.at).rev() {
        if r.mark(t, ",.;:") {
            break;
        }
        let near = h.at - t;
        if near <= 2 && (r.is(t, Small::Negation)) {
            return false;
        }
        if near <= 2 && r.is(t, Small::NegationNext) && !r.is(t, Small::Any) {
            return false;
        }
        if near <= 3 && (r.is(t, Small::Plan) || r.is(t, Small::Denial)) {
            return false;
        }
        if near <= 2 && r.is(t, Small::Hypothesis) {
            return false;
        }
    }
    true
}

fn gather(r: &Reading<'_>, figures: &[Figured], told: &mut Told) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut current: Option<usize> = None;
    let mut current_paragraph = u32::MAX;
    let round_up = days_told(&told.segments) >= 4;
    for k in 0..told.segments.len() {
        let g = told.segments[k].clone();
        let strong = g.triggers.iter().any(|t| !t.general);
        let any_figure = !g.figures.is_empty();
        // floods and crashes kill too: without a weapon or an attack their figures are none of ours
        let disaster = r.any(r.sentence(g.sentence), &[Small::Disaster]);
        if disaster && !g.triggers.iter().any(|t| !t.trigger.weak && t.trigger.kind != Incident::Strike) {
            continue;
        }
        if g.longrun && !g.title {
            told.aggregates.extend(&g.figures);
            continue;
        }
        if g.triggers.is_empty() && !any_figure {
            // still the same account: sites and actors of the lead count when it names them without a trigger
            continue;
        }
        let series_only = !strong && !any_figure && g.date.is_none();
        if series_only && !drafts.is_empty() {
            continue;
        }
        let chosen = choose(r, &g, &drafts, current, current_paragraph, &told.segments, round_up);
        let d = match chosen {
            Some(d) => d,
            None => {
                drafts.push(Draft::default());
                drafts.len() - 1
            }
        };
        drafts[d].segments.push(k);
        if drafts[d].segments.len() == 1 {
            drafts[d].after = g.after;
            drafts[d].background = g.background;
        }
        drafts[d].said = drafts[d].said.or(g.said);
        if let Some(date) = g.date {
            let better = match drafts[d].date {
                None => true,
                Some((_, old)) => old.contains(&date.1) && old != date.1,
            };
            if better {
                drafts[d].date = Some(date);
            }
        }
        current = Some(d);
        current_paragraph = g.paragraph;
    }
    if off_topic(r) {
        return;
    }
    join_undated(r, figures, told, &mut drafts);
    mark_main(r, told, &mut drafts);
    told.drafts = drafts;
}

/// How many different days the article tells incidents of.
fn days_told(segments: &[Segment]) -> usize {
    let mut days: Vec<DateRange> = segments
        .iter()
        .filter(|g| !g.triggers.is_empty())
        .filter_map(|g| g.date.map(|(_, d)| d))
        .filter(|d| matches!(d.precision(), DatePrecision::Day | DatePrecision::Range))
        .collect();
    days.sort();
    days.dedup();
    days.len()
}

/// An incident that headline and lead tell without its day, and that is told again further down with it: an arrest or a
/// trial years later leads back to the attack itself.
fn join_undated(r: &Reading<'_>, figures: &[Figured], told: &Told, drafts: &mut Vec<Draft>) {
    let values = |d: &Draft| -> Vec<(isnad_model::Measure, Option<u64>)> {
        d.segments
            .iter()
            .flat_map(|k| &told.segments[*k].figures)
            .map(|f| (figures[*f].measure, figures[*f].figure.low))
            .filter(|(_, low)| low.is_some_and(|n| n >= 3))
            .collect()
    };
    let Some(a) = drafts.iter().position(|d| d.date.is_none() && d.after.is_none()) else { return };
    let mine = values(&drafts[a]);
    let b = (0..drafts.len()).find(|b| {
        *b != a && drafts[*b].date.is_some() && values(&drafts[*b]).iter().any(|v| mine.contains(v)) && {
            let theirs = drafts[*b].segments.clone();
            theirs.iter().all(|k| place_fit(r, &told.segments[*k], &drafts[a], &told.segments) != Fit::Apart)
        }
    });
    if let Some(b) = b {
        let taken = drafts.remove(b);
        let a = if b < a { a - 1 } else { a };
        drafts[a].date = taken.date;
        drafts[a].segments.extend(taken.segments);
        drafts[a].segments.sort_unstable();
    }
}

/// Whether the article speaks of sport, film or markets in the words of war.
fn off_topic(r: &Reading<'_>) -> bool {
    let n = (0..r.chart.len()).filter(|t| r.is(*t, Small::Offtopic)).count();
    n >= 4 && n * 60 >= r.chart.len()
}

/// The draft that a segment goes on with; `None` opens a new one.
fn choose(
    r: &Reading<'_>,
    g: &Segment,
    drafts: &[Draft],
    current: Option<usize>,
    current_paragraph: u32,
    segments: &[Segment],
    round_up: bool,
) -> Option<usize> {
    if drafts.is_empty() {
        return None;
    }
    let fits = |d: &Draft| compatible(r, g, d, segments);
    if g.after.is_some() {
        return None;
    }
    let fresh = g.triggers.iter().any(|t| {
        t.trigger.noun
            && (!t.trigger.weak || !g.figures.is_empty())
            && !t.features.any(Features::DEFINITE | Features::PRONOUN)
            && !t.general
    });
    // "the army had announced the killing of ten after an attack …": told as background with a toll of its own
    let aside = g.background && fresh && !g.figures.is_empty() && g.sentence > r.title_sentences;
    let lead = g.sentence < r.title_sentences + 2;
    if let Some((_, date)) = g.date {
        // a draft of the same date in the same place
        let same: Vec<usize> = (0..drafts.len())
            .filter(|k| {
                drafts[*k].date.is_some_and(|(_, d)| d.overlaps(&date))
                    && place_fit(r, g, &drafts[*k], segments) != Fit::Apart
            })
            .collect();
        if let Some(best) = same.iter().copied().max_by_key(|k| {
            (place_fit(r, g, &drafts[*k], segments) == Fit::Same, Some(*k) == current, std::cmp::Reverse(*k))
        }) {
            if (g.another || aside) && place_fit(r, g, &drafts[best], segments) != Fit::Same {
                return None;
            }
            return Some(best);
        }
        // the headline or lead told it without a date
        let undated = (0..drafts.len())
            .find(|k| drafts[*k].date.is_none() && place_fit(r, g, &drafts[*k], segments) != Fit::Apart);
        let first = current.is_none_or(|c| drafts[c].date.is_none());
        if let Some(u) = undated
            && !g.background
            && !g.another
            && (lead
                || g.definite
                || Some(u) == current && g.paragraph == current_paragraph
                || first && g.sentence < r.title_sentences + 6)
            && !stale(g, &date, lead)
            && (!round_up || g.definite || place_fit(r, g, &drafts[u], segments) == Fit::Same)
        {
            return Some(u);
        }
        // "the attack … the accord signed in 2015": the date belongs to something else
        if g.definite && g.figures.is_empty() && !g.another && stale(g, &date, lead) {
            return current;
        }
        return None;
    }
    if aside && place_fit(r, g, &drafts[0], segments) != Fit::Same {
        return None;
    }
    if g.another && !g.definite {
        return drafts.iter().rposition(|d| place_fit(r, g, d, segments) == Fit::Same && d.date.is_none());
    }
    let current = current?;
    let fresh = g.triggers.iter().any(|t| {
        t.trigger.noun && !t.trigger.weak && !t.features.any(Features::DEFINITE | Features::PRONOUN) && !t.general
    });
    // the account of this paragraph goes on
    if g.paragraph == current_paragraph && fits(&drafts[current]) {
        return Some(current);
    }
    // another paragraph: the place decides, then the main incident
    let by_place = (0..drafts.len())
        .find(|k| place_fit(r, g, &drafts[*k], segments) == Fit::Same && kinds_fit(g, &drafts[*k], segments));
    if let Some(k) = by_place {
        return Some(k);
    }
    if fits(&drafts[current]) && (g.definite || !fresh || current == 0) {
        return Some(if g.paragraph != current_paragraph && current != 0 && !g.definite && fits(&drafts[0]) {
            0
        } else {
            current
        });
    }
    if fits(&drafts[0]) {
        return Some(0);
    }
    None
}

/// A stretch so long that its figures are no toll of one incident.
fn long(d: &DateRange) -> bool {
    (d.end() - d.start()).get_days() > 45
}

/// Whether a trigger in the singular and a place below the region tell one incident all the same.
fn strong_here(r: &Reading<'_>, triggers: &[TriggerHit], range: &Range<usize>) -> bool {
    triggers.iter().any(|t| !t.general && !t.trigger.weak)
        && r.places.iter().any(|p| {
            range.contains(&p.tokens.start)
                && !p.aside
                && matches!(p.precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
        })
}

/// A month or year told outside the lead dates something else than a fresh incident.
fn stale(g: &Segment, date: &DateRange, lead: bool) -> bool {
    let _ = g;
    !lead && matches!(date.precision(), DatePrecision::Month | DatePrecision::Year)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    Same,
    Open,
    Apart,
}

fn place_fit(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> Fit {
    let fine = |p: &usize| {
        matches!(r.places[*p].precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
            && !r.places[*p].compass
    };
    let mine: Vec<usize> = g.places.iter().copied().filter(|p| fine(p)).collect();
    let theirs: Vec<usize> =
        d.segments.iter().flat_map(|k| segments[*k].places.iter().copied()).filter(|p| fine(p)).collect();
    if mine.is_empty() || theirs.is_empty() {
        // regions and countries can still contradict
        let region = |ps: &mut dyn Iterator<Item = usize>| -> Vec<Option<String>> {
            ps.map(|p| r.places[p].country.clone()).collect()
        };
        let a = region(&mut g.places.iter().copied());
        let b = region(&mut d.segments.iter().flat_map(|k| segments[*k].places.iter().copied()));
        let apart = !a.is_empty() && !b.is_empty() && !a.iter().any(|x| b.contains(x));
        return if apart { Fit::Apart } else { Fit::Open };
    }
    let same = mine.iter().any(|m| {
        theirs.iter().any(|t| {
            let (a, b) = (&r.places[*m], &r.places[*t]);
            a.name == b.name
                || match (a.point, b.point) {
                    (Some(x), Some(y)) => distance_km(x, y) < 20.0,
                    _ => false,
                }
        })
    });
    if same { Fit::Same } else { Fit::Apart }
}

fn kinds_fit(g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let family = |k: Incident| match k {
        Incident::Agreement | Incident::Groupchange | Incident::Coup | Incident::Base => 1,
        Incident::Protest | Incident::Riot | Incident::Mob => 2,
        Incident::Arrest | Incident::Release | Incident::Disrupt => 3,
        _ => 0,
    };
    let mine: Vec<u8> = g.triggers.iter().map(|t| family(t.trigger.kind)).collect();
    let theirs: Vec<u8> =
        d.segments.iter().flat_map(|k| segments[*k].triggers.iter().map(|t| family(t.trigger.kind))).collect();
    mine.is_empty()
        || theirs.is_empty()
        || mine.iter().any(|m| theirs.contains(m))
        // arrests and shots at a protest belong to what led to them
        || mine.iter().all(|m| *m == 3)
        || theirs.contains(&2)
}

fn compatible(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let place = place_fit(r, g, d, segments);
    let place_ok = place != Fit::Apart || g.definite;
    place_ok && kinds_fit(g, d, segments)
}

/// Headline and lead mark the main incidents; a round-up, whose headline tells no single one, has as many as it dates.
fn mark_main(r: &Reading<'_>, told: &mut Told, drafts: &mut Vec<Draft>) {
    let specific = |g: &Segment| !g.figures.is_empty() || g.triggers.iter().any(|t| !t.general && !t.trigger.weak);
    // a headline or lead that only speaks of the series is no incident of its own
    let vague = drafts.first().is_some_and(|d| {
        d.date.is_none()
            && d.segments.iter().all(|k| told.segments[*k].figures.is_empty())
            && (d.segments.iter().all(|k| !specific(&told.segments[*k]))
                || d.segments.iter().all(|k| told.segments[*k].places.is_empty()))
    });
    let dated = drafts.iter().filter(|d| d.date.is_some()).count();
    if vague && dated >= 3 {
        drafts.remove(0);
    }
    let headline = told.segments.iter().any(|g| g.title && specific(g));
    let days: Vec<DateRange> = drafts.iter().filter_map(|d| d.date.map(|(_, x)| x)).collect();
    let latest = days.iter().map(|d| d.end()).max();
    let round_up = !headline && dated >= 3;
    // places that the headline names: their incidents are what it tells
    let fine = |p: &usize| {
        matches!(r.places[*p].precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
    };
    let named: Vec<&str> = told
        .segments
        .iter()
        .filter(|g| g.title)
        .flat_map(|g| g.places.iter().filter(|p| fine(p)))
        .map(|p| r.places[*p].name.as_str())
        .collect();
    for (k, d) in drafts.iter_mut().enumerate() {
        let recent = d.date.is_some_and(|(_, x)| latest.is_some_and(|l| (l - x.end()).get_days() <= 31));
        d.main = if round_up {
            recent || d.date.is_none() && k == 0
        } else {
            k == 0
                || (d.date.is_some() || !d.background)
                    && d.segments
                        .iter()
                        .flat_map(|s| &told.segments[*s].places)
                        .any(|p| fine(p) && named.contains(&r.places[*p].name.as_str()))
                    && recent
                || d.segments.iter().any(|s| told.segments[*s].title && !told.segments[*s].triggers.is_empty())
        };
    }
}
