//! What is told without a governor, or was tried, denied or supposed.

use super::Figured;
use super::hits::Hit;
use crate::quantities::{Quantity, class_behind};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{Measure, Of, Qualifier};
use isnad_text::Kind;
use std::ops::Range;

/// The first figure of "rose from 12 to 17": it holds no longer.
pub(super) fn earlier_count(r: &Reading<'_>, q: &Quantity) -> bool {
    q.tokens.start > 0 && r.is(q.tokens.start - 1, Small::From) && r.is(q.tokens.end, Small::To)
}

/// "Tried to abduct": what was only tried befell nobody.
pub(super) fn only_tried(r: &Reading<'_>, h: &Hit, start: usize) -> bool {
    let from = h.at.saturating_sub(3).max(start);
    (h.word.noun || h.features.has(Features::PRESENT)) && (from..h.at).any(|t| r.is(t, Small::Attempt))
}

/// A bare number told of people named before it: "the attackers were six", "the army's dead exceed twenty".
pub(super) fn told_of(r: &Reading<'_>, q: &Quantity, start: usize) -> Option<(Measure, Of, usize)> {
    let unit = q.of == Of::People && q.acts.is_none() && q.measure.is_none() && !q.unknown;
    // "the group's dead rose to 25 *gunmen*"
    let classed = !(q.is_thing() || q.unknown || q.definite) && q.measure.is_none();
    if !q.elliptic && !unit && !classed || q.other || q.single {
        return None;
    }
    let at = q.tokens.start;
    let from = at.saturating_sub(7).max(start);
    let bound = q.figure.qualifier != Qualifier::Exact;
    let people = (from..at).rev().find_map(|t| {
        r.words(t).find_map(|(m, w)| match w {
            Word::Person(p)
                if (p.plural || m.features.has(Features::PLURAL))
                    && (q.elliptic || unit || p.measure.is_some())
                    && (p.measure.is_some() || p.acts == Some(Acts::Armed) && m.features.has(Features::DEFINITE)) =>
            {
                Some((t, m.end as usize, p.measure.unwrap_or(Measure::Attackers), p.of))
            }
            _ => None,
        })
    });
    let (t, end, measure, of) = people?;
    // "the dead are two", not "the two dead"
    // and "that the dead are three soldiers and a guard", which that word or the sentence begins with
    let opens = t == start || r.is(t - 1, Small::That);
    let beside = at == end && (q.elliptic || classed && opens) && !r.vocabulary.morphology.definite(r.chart.norm(at));
    let reached = (end..=at).any(|k| r.is(k, Small::Reach));
    let told = reached || (q.elliptic || unit) && bound && at - end <= 1 || beside;
    let of = if q.of == Of::People { of } else { q.of };
    let cut = (end..at).any(|k| r.mark(k, ".;:,") || r.is(k, Small::That));
    let counted = r.quantity_over(t).is_some();
    let of = match class_behind(r, end, true) {
        Some((_, of, ..)) if q.of == Of::People => of,
        _ => of,
    };
    (told && !cut && !counted).then_some((measure, of, t))
}

/// Words from a verb of speech to "of" at most.
const SPOKEN: usize = 6;

/// "Nine were killed, while the governor *spoke of* 33": a bare number that somebody tells beside a toll of the sentence.
pub(super) fn spoken_of<'f>(
    r: &Reading<'_>,
    q: &Quantity,
    done: &'f [Option<Figured>],
    sentence: &Range<usize>,
) -> Option<&'f Figured> {
    let at = q.tokens.start;
    if !q.elliptic || q.other || q.single || at < sentence.start + 2 || !r.is(at - 1, Small::Relayed) {
        return None;
    }
    let end = q.tokens.end;
    let joined = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let closed = end >= sentence.end || r.mark(end, ",.;:!?)") || joined(end);
    let speaks = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !(v.weak || v.denies)));
    let spoken = (at.saturating_sub(SPOKEN).max(sentence.start)..at - 1).any(speaks);
    let toll = |f: &&Figured| !(f.part || f.of.is_thing()) && f.measure == Measure::Killed;
    done.iter().rev().flatten().find(toll).filter(|_| closed && spoken)
}

/// "The wounded are four policemen and a driver": people told of by what befell them, then one by one.
pub(super) fn told_one_by_one(r: &Reading<'_>, q: &Quantity, start: usize) -> Option<(Measure, usize)> {
    let at = q.tokens.start;
    if q.is_thing() || q.elliptic || at < start + 2 {
        return None;
    }
    let mut t = at - 1;
    // an opening quotation mark
    if r.chart.text.tokens()[t].kind == Kind::Mark && t > start + 1 {
        t -= 1;
    }
    // "that *the dead nine civilians*"
    let bare = r.has(t, Word::PERSON) && r.is(t - 1, Small::That) && t + 1 == at && !q.single;
    if !r.is(t, Small::Namely) && !bare {
        return None;
    }
    let t = if bare { t + 1 } else { t };
    r.words(t - 1).find_map(|(m, w)| match w {
        Word::Person(p)
            if m.end as usize == t
                && m.features.has(Features::DEFINITE)
                && !p.body
                && (p.plural || m.features.any(Features::PLURAL | Features::DUAL)) =>
        {
            Some((p.measure?, t - 1))
        }
        _ => None,
    })
}

/// Words from a denied verb to "but" at most.
const EXCEPT: usize = 5;

/// "He did not kill a number of pupils": told as not having happened.
pub(super) fn denied(r: &Reading<'_>, h: &Hit, start: usize) -> bool {
    // "none fell but three"
    let but =
        (h.end..(h.end + EXCEPT).min(r.chart.len())).take_while(|t| !r.mark(*t, ".;:")).any(|t| r.is(t, Small::Except));
    !h.word.noun
        && !but
        && h.at > start
        && r.is(h.at - 1, Small::Negation)
        && r.chart.matches_at(h.at - 1).iter().all(|m| m.end as usize == h.at)
}

/// "Thousands came out in a march": those who leave for the streets are nowhere displaced.
pub(super) fn marching(r: &Reading<'_>, q: &Quantity, mut sentence: std::ops::Range<usize>) -> bool {
    let protest = |w: &Word| matches!(w, Word::Trigger(x) if matches!(x.kind, Incident::Protest | Incident::Riot));
    let people = q.elliptic || q.of == Of::People && q.country.is_some();
    q.protest || people || sentence.any(|t| r.words(t).any(|(_, w)| protest(w)))
}

/// "Expected to flee", "if they kill", "will kill": what has not happened.
pub(super) fn supposed(r: &Reading<'_>, h: &Hit, start: usize) -> bool {
    let clause = |reach: usize| {
        let before = (h.at.saturating_sub(reach).max(start)..h.at).rev();
        before.take_while(|t| !r.mark(*t, ",.;:") && !r.is(*t, Small::Temporal) && !r.is(*t, Small::Relative))
    };
    // "foiled a plot to blow up a train and took four men": a clause of its own
    let joined = !h.word.noun && h.features.has(Features::PAST) && h.features.has(Features::CONJUNCTION);
    h.features.has(Features::FUTURE)
        || clause(10).any(|t| r.is(t, Small::Condition))
        || !joined && clause(3).any(|t| r.is(t, Small::Plan))
}
