//! Whether a segment tells again what a draft has told: its toll, its kind, its day.

use super::fit::{Fit, far_apart, method, otherwise, place_fit};
use super::{Draft, Segment, TriggerHit};
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::Incident;
use isnad_language::Features;
use isnad_model::{DatePrecision, DateRange, Measure, Qualifier};

/// Whether a segment tells a toll that stands out once more, on a day of its own: that of the deed.
pub(super) fn tolls_again(g: &Segment, d: &Draft, figures: &[Figured], segments: &[Segment]) -> bool {
    let told = |k: &usize| (figures[*k].measure, figures[*k].figure.low, figures[*k].figure.high);
    let theirs: Vec<_> = d.segments.iter().flat_map(|k| &segments[*k].figures).map(told).collect();
    let exact =
        |k: &&usize| figures[**k].figure.qualifier != Qualifier::Vague && figures[**k].measure == Measure::Killed;
    g.figures
        .iter()
        .filter(exact)
        .any(|k| theirs.contains(&told(k)) && figures[*k].figure.low.is_some_and(|n| n >= TOLL))
}

/// A figure that two incidents of one article seldom share.
const TOLL: u64 = 10;

/// Whether a segment counts the very dead whom a draft has counted, as many and of one class, a day from it: "eight rebels were
/// killed on Sunday", "the fighting broke out on Saturday evening and left eight rebels dead".
pub(super) fn next_day(g: &Segment, d: &Draft, figures: &[Figured], segments: &[Segment]) -> bool {
    let told = |k: &usize| {
        let f = &figures[*k];
        let stands_out = f.figure.low.is_some_and(|n| n >= COUNTED) && f.figure.qualifier != Qualifier::Vague;
        (f.measure == Measure::Killed && stands_out).then_some((f.of, f.figure.low, f.figure.high))
    };
    let theirs = || d.segments.iter().flat_map(|k| &segments[*k].figures).filter_map(told);
    let a_day = |((_, a), (_, b)): ((usize, DateRange), (usize, DateRange))| {
        (a.start() - b.end()).get_days() <= 1 && (b.start() - a.end()).get_days() <= 1
    };
    g.figures.iter().filter_map(told).any(|f| theirs().any(|x| x == f)) && d.date.zip(g.date).is_some_and(a_day)
}

/// Whether a segment counts the same sort of dead as a draft, and neither much more nor much fewer: five soldiers at least.
pub(super) fn counts_anew(g: &Segment, d: &Draft, figures: &[Figured], segments: &[Segment]) -> bool {
    let dead = |k: &usize| {
        let f = &figures[*k];
        let n = f.figure.low.filter(|n| *n >= COUNTED);
        n.filter(|_| f.measure == Measure::Killed && f.figure.qualifier != Qualifier::Vague).map(|n| (f.of, n))
    };
    let near = |(of, n): (_, u64), (x, m): (_, u64)| of == x && n.max(m) <= 2 * n.min(m);
    let theirs = || d.segments.iter().flat_map(|k| &segments[*k].figures).filter_map(dead);
    g.figures.iter().filter_map(dead).any(|mine| theirs().any(|x| near(mine, x)))
}

/// So many dead at least are told again with another number.
const COUNTED: u64 = 5;

/// "The raid was flown on Saturday near …": what headline and lead told without its day.
pub(super) fn retells(r: &Reading<'_>, g: &Segment, date: &DateRange, d: &Draft, segments: &[Segment]) -> bool {
    let loose = d.date.is_some_and(|(_, x)| {
        x.precision() != DatePrecision::Day
            && (x.start() - date.end()).get_days() <= 7
            && (date.start() - x.end()).get_days() <= 7
    });
    let named = |t: &TriggerHit| t.trigger.noun && t.known() && t.trigger.kind != Incident::Killing;
    loose
        && !g.another
        && g.triggers.iter().any(named)
        && (same_kind(g, d, segments) || !otherwise(g, d, segments))
        && date.precision() == DatePrecision::Day
        && place_fit(r, g, d, segments) != Fit::Apart
        && !far_apart(r, g, d, segments)
}

/// The last draft of the kind that a definite noun names, where the account that goes on is of none such.
pub(super) fn named_before(
    g: &Segment,
    drafts: &[Draft],
    current: Option<usize>,
    segments: &[Segment],
) -> Option<usize> {
    let named = |t: &&TriggerHit| {
        t.trigger.noun && t.known() && (method(t.trigger.kind).is_some() || t.trigger.kind == Incident::Siege)
    };
    let t = g.triggers.iter().find(named)?;
    let tells = |d: &Draft| {
        let mut all = d.segments.iter().flat_map(|k| &segments[*k].triggers);
        all.any(|x| {
            x.trigger.kind == t.trigger.kind
                || method(x.trigger.kind).is_some() && method(x.trigger.kind) == method(t.trigger.kind)
        })
    };
    if current.is_some_and(|c| tells(&drafts[c])) { current } else { drafts.iter().rposition(tells) }
}

/// Whether a segment tells nothing but that ground changed hands.
pub(super) fn recalled_ground(g: &Segment) -> bool {
    // "after days of fighting that a truce ended"
    let fighting =
        |t: &TriggerHit| t.trigger.kind == Incident::Clash && t.trigger.weak || t.trigger.kind == Incident::Agreement;
    g.triggers.iter().any(ground) && g.triggers.iter().all(|t| ground(t) || fighting(t))
}

fn ground(t: &TriggerHit) -> bool {
    matches!(t.trigger.kind, Incident::Takeover | Incident::Regain)
}

/// Whether a draft tells that ground changed hands.
pub(super) fn told_ground(d: &Draft, segments: &[Segment]) -> bool {
    d.segments.iter().flat_map(|k| &segments[*k].triggers).any(ground)
}

/// "And on Tuesday, …": a day at the head of its sentence turns to something else.
pub(super) fn opens_with_day(r: &Reading<'_>, g: &Segment) -> bool {
    let head = r.sentence(g.sentence).start;
    g.date.is_some_and(|(k, _)| r.dates[k].range.start == head)
        && r.chart.matches_at(head).iter().any(|m| m.features.has(Features::CONJUNCTION))
}

/// Whether a segment tells a kind of incident that the draft has told.
pub(super) fn same_kind(g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    let mut kinds = d.segments.iter().flat_map(|k| &segments[*k].triggers).map(|t| t.trigger.kind);
    kinds.any(|k| k != Incident::Killing && g.triggers.iter().any(|t| t.trigger.kind == k))
}

/// Whether a draft tells of an attack, and not how it was done.
pub(super) fn loosely_told(d: &Draft, segments: &[Segment]) -> bool {
    let mut kinds = d.segments.iter().flat_map(|k| &segments[*k].triggers).map(|t| t.trigger.kind).peekable();
    kinds.peek().is_some() && kinds.all(|k| matches!(k, Incident::Attack | Incident::Killing))
}

/// A day out of a longer stretch that another incident, or several together, took.
pub(super) fn one_day_of(day: &DateRange, stretch: &DateRange) -> bool {
    day.precision() == DatePrecision::Day
        && stretch.precision() == DatePrecision::Range
        && (stretch.end() - stretch.start()).get_days() >= 3
}
