//! Which incident a segment goes on with.

use super::again::{
    loosely_told, named_before, one_day_of, opens_with_day, recalled_ground, retells, same_kind, told_ground,
    tolls_again,
};
use super::beside::{brought_down, only_kind, tells};
use super::fit::{
    Fit, arrested, cause_again, compatible, dead, deed_told, done_otherwise, echoes, far_apart, from_afar, hunts,
    kinds_fit, method, other_arms, otherwise, place_fit, retold, retort, stale, toll_apart,
};
use super::fronts::{elsewhere, fought_anew};
use super::recalled::recalled_draft;
use super::{Draft, Gap, Segment};
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::Incident;
use isnad_model::DatePrecision;

/// The draft that a segment goes on with; `None` opens a new one.
#[allow(clippy::too_many_arguments)]
pub(super) fn choose(
    r: &Reading<'_>,
    g: &Segment,
    figures: &[Figured],
    drafts: &[Draft],
    current: Option<usize>,
    current_paragraph: u32,
    segments: &[Segment],
    round_up: bool,
) -> Option<usize> {
    if drafts.is_empty() {
        return None;
    }
    if g.recalled {
        return recalled_draft(r, g, drafts, segments);
    }
    let fits = |d: &Draft| compatible(r, g, d, segments);
    // those killed were sought for it: an incident of its own, or one told before
    if g.deed && current.is_some_and(|c| hunts(&drafts[c], segments)) {
        return deed_told(r, g, drafts, current, segments);
    }
    // what was answered, told again: "after a soldier was killed"
    if let Some(k) =
        (0..drafts.len()).find(|k| retort(&drafts[*k], segments) && cause_again(r, g, &drafts[*k], figures, segments))
    {
        return Some(k);
    }
    // a headline of two sentences: in another way, at another place
    if g.title && current.is_some_and(|c| done_otherwise(r, g, &drafts[c], segments)) {
        return None;
    }
    // the same toll told again: the same incident, at whatever grain its place is told
    let goes_on = g.paragraph == current_paragraph && g.date.is_none();
    let leads = g.sentence <= r.title_sentences;
    if !g.another
        && (leads || g.after.is_none() && !g.background)
        && let Some(k) = (0..drafts.len()).find(|k| {
            let d = &drafts[*k];
            (!goes_on || Some(*k) == current)
                && d.after.is_none()
                && (d.date.zip(g.date).is_none_or(|((_, a), (_, b))| a.overlaps(&b))
                    || drafts.len() == 1 && tolls_again(g, d, figures, segments))
                && !announced_before(r, g, d, segments)
                && echoes(g, d, figures, segments)
                && kinds_fit(g, d, segments)
                && !far_apart(r, g, d, segments)
        })
    {
        return Some(k);
    }
    if !g.triggers.is_empty() && g.triggers.iter().all(|t| t.trigger.kind == Incident::Arrest) && g.date.is_none() {
        let places =
            |k: &usize| place_fit(r, g, &drafts[*k], segments) != Fit::Apart && !elsewhere(r, g, &drafts[*k], segments);
        if let Some(k) = (0..drafts.len()).rev().filter(|k| arrested(&drafts[*k], segments)).find(places) {
            return Some(k);
        }
    }
    if g.after.is_some() || g.background && g.definite {
        // one that has been counted back to before
        let known = |d: &Draft| d.after.is_some() && place_fit(r, g, d, segments) == Fit::Same;
        if let Some(k) = (0..drafts.len()).find(|k| known(&drafts[*k]) && kinds_fit(g, &drafts[*k], segments)) {
            return Some(k);
        }
    }
    // "a week after the attack, which took place on the seventh": the one told before gets its day
    if g.after.is_some()
        && let Some((_, date)) = g.date.filter(|_| g.definite)
        && let Some(k) = (0..drafts.len()).find(|k| {
            drafts[*k].date.is_some_and(|(_, d)| d.contains(&date))
                && fits(&drafts[*k])
                && place_fit(r, g, &drafts[*k], segments) != Fit::Apart
        })
    {
        return Some(k);
    }
    if g.after.is_some() {
        let again = |d: &Draft| d.date.is_none() && same_kind(g, d, segments) && fits(d);
        let anniversary = matches!(g.after, Some(Gap::Anniversary(_)));
        return (anniversary && again(&drafts[0])).then_some(0);
    }
    let fresh = g
        .triggers
        .iter()
        .any(|t| t.trigger.noun && (!t.trigger.weak || !g.figures.is_empty()) && !t.known() && !t.general);
    // "the army had announced the killing of ten after an attack …": told as background with a toll of its own
    let toll_told =
        g.sentence > r.title_sentences + 1 || drafts[0].segments.iter().any(|k| dead(&segments[*k], figures));
    let aside = g.background && fresh && toll_told && !g.figures.is_empty() && g.sentence > r.title_sentences;
    let lead = g.sentence < r.title_sentences + 2;
    // headline and lead tell the same, one of them with a place of another grain
    if lead
        && !g.title
        && !g.another
        && !g.background
        && drafts[0].date.is_none()
        && retold(r, g, &drafts[0], segments)
        && !far_apart(r, g, &drafts[0], segments)
    {
        return Some(0);
    }
    // "also", or a paragraph of its own: the same day, in another way, at another place
    let opens = g.also || g.paragraph != current_paragraph;
    if opens
        && !g.title
        && !g.definite
        && g.sentence > r.title_sentences
        && let Some(c) = current
        && drafts[c].date.zip(g.date).is_none_or(|((_, a), (_, b))| a.overlaps(&b))
        && done_otherwise(r, g, &drafts[c], segments)
    {
        return (0..drafts.len()).find(|k| {
            let d = &drafts[*k];
            *k != c
                && place_fit(r, g, d, segments) == Fit::Same
                && kinds_fit(g, d, segments)
                && !otherwise(g, d, segments)
        });
    }
    // what else an army tells to have done beside its raids: arrests, arms found
    if !lead
        && !g.title
        && let Some(c) = current
        && let Some(kind) = only_kind(g, figures)
        && from_afar(g, &drafts[c], segments)
        && !tells(&drafts[c], kind, segments)
        && !brought_down(kind, &drafts[c], segments)
    {
        let places = |k: &usize| place_fit(r, g, &drafts[*k], segments) != Fit::Apart;
        return (0..drafts.len()).filter(places).find(|k| tells(&drafts[*k], kind, segments));
    }
    // a paragraph of its own whose verb tells a fight in another way: ground forces behind the raids
    if opens
        && !lead
        && !g.definite
        && !g.background
        && let Some(c) = current
        && otherwise(g, &drafts[c], segments)
        && from_afar(g, &drafts[c], segments)
        && g.triggers.iter().any(|t| {
            !t.trigger.noun
                && !t.general
                && (!t.trigger.weak || t.trigger.tactic.is_some())
                && method(t.trigger.kind).is_some()
        })
        && drafts[c].date.zip(g.date).is_none_or(|((_, a), (_, b))| a.overlaps(&b))
    {
        let told = |k: &usize| *k != c && place_fit(r, g, &drafts[*k], segments) != Fit::Apart;
        return (0..drafts.len()).filter(told).find(|k| !otherwise(g, &drafts[*k], segments) && fits(&drafts[*k]));
    }
    // a paragraph of its own with a toll of its own, in another way or at another place: another incident of that day
    if opens
        && !lead
        && let Some(c) = current
        && toll_apart(r, g, &drafts[c], figures, segments)
    {
        let told = |k: &usize| *k != c && place_fit(r, g, &drafts[*k], segments) == Fit::Same;
        return (0..drafts.len()).filter(told).find(|k| !otherwise(g, &drafts[*k], segments) && fits(&drafts[*k]));
    }
    // what was announced some days before, with its own toll
    if opens
        && !lead
        && !g.definite
        && dead(g, figures)
        && let Some(c) = current
        && announced_before(r, g, &drafts[c], segments)
    {
        return None;
    }
    // a paragraph of its own about another front, or "also" with its own dead right behind the lead
    if opens
        && (!lead || g.also && g.sentence > r.title_sentences && dead(g, figures))
        && !g.title
        && !g.definite
        && !g.background
        && g.after.is_none()
        && let Some(c) = current
        && drafts[c].date.zip(g.date).is_none_or(|((_, a), (_, b))| a.overlaps(&b))
        && (fought_anew(g) || only_kind(g, figures) == Some(Incident::Arrest))
        && (0..drafts.len())
            .all(|k| elsewhere(r, g, &drafts[k], segments) || drafts[k].segments.iter().all(|s| segments[*s].title))
        && elsewhere(r, g, &drafts[c], segments)
    {
        return None;
    }
    if let Some((_, date)) = g.date {
        // a draft of the same date in the same place
        let accord = !g.triggers.is_empty() && g.triggers.iter().all(|t| t.trigger.kind == Incident::Agreement);
        let same: Vec<usize> = (0..drafts.len())
            .filter(|k| !accord || kinds_fit(g, &drafts[*k], segments))
            .filter(|k| {
                drafts[*k].date.is_some_and(|(_, d)| d.overlaps(&date) && !one_day_of(&date, &d))
                    && place_fit(r, g, &drafts[*k], segments) != Fit::Apart
            })
            .collect();
        if let Some(best) = same.iter().copied().max_by_key(|k| {
            (place_fit(r, g, &drafts[*k], segments) == Fit::Same, Some(*k) == current, std::cmp::Reverse(*k))
        }) {
            let again = !g.another && (same_kind(g, &drafts[best], segments) || loosely_told(&drafts[best], segments));
            // "in the same month": a stretch that holds many
            let stretch = matches!(date.precision(), DatePrecision::Month | DatePrecision::Year)
                && g.paragraph != current_paragraph
                && !lead
                && g.triggers.first().is_some_and(|t| !t.known())
                && !echoes(g, &drafts[best], figures, segments)
                && dead(g, figures);
            let recalled = g.background
                && g.sentence > r.title_sentences
                && matches!(date.precision(), DatePrecision::Month | DatePrecision::Year)
                && drafts[best].date.is_some_and(|(_, d)| d.precision() == DatePrecision::Day)
                && fresh
                && place_fit(r, g, &drafts[best], segments) != Fit::Same;
            if stretch || recalled {
                return None;
            }
            let elsewhere = place_fit(r, g, &drafts[best], segments) != Fit::Same;
            if (g.another || aside && !again) && elsewhere || g.another && otherwise(g, &drafts[best], segments) {
                return None;
            }
            return Some(best);
        }
        if retells(r, g, &date, &drafts[0], segments) {
            return Some(0);
        }
        // the headline or lead told it without a date
        let undated = (0..drafts.len()).find(|k| {
            drafts[*k].date.is_none()
                && !other_arms(g, &drafts[*k], segments)
                && fits(&drafts[*k])
                && place_fit(r, g, &drafts[*k], segments) != Fit::Apart
        });
        let first = current.is_none_or(|c| drafts[c].date.is_none());
        if let Some(u) = undated
            && !g.background
            && !g.another
            && (lead
                || g.definite
                || Some(u) == current && g.paragraph == current_paragraph
                || first && g.sentence < r.title_sentences + 6)
            && !stale(&date, lead, drafts[u].said.map(|(_, d)| d))
            && (lead || g.definite || !opens_with_day(r, g))
            && (!round_up || g.definite || place_fit(r, g, &drafts[u], segments) == Fit::Same)
        {
            return Some(u);
        }
        // "the attack … the accord signed in 2015": the date belongs to something else
        if g.definite && g.figures.is_empty() && !g.another && stale(&date, lead, None) {
            return current;
        }
        return None;
    }
    if aside && place_fit(r, g, &drafts[0], segments) != Fit::Same {
        return None;
    }
    if g.another && !g.definite {
        return drafts.iter().rposition(|d| {
            place_fit(r, g, d, segments) == Fit::Same
                && d.date.is_none()
                && !otherwise(g, d, segments)
                && !(dead(g, figures) && d.segments.iter().any(|k| dead(&segments[*k], figures)))
        });
    }
    // "the siege", "the shelling": the one that was told
    if g.definite
        && let Some(k) = named_before(g, drafts, current, segments)
        && !(goes_on && round_up && drafts[k].date.is_none() && current.is_some_and(|c| drafts[c].date.is_some()))
        && place_fit(r, g, &drafts[k], segments) != Fit::Apart
    {
        return Some(k);
    }
    let current = current?;
    let fresh = g.triggers.iter().any(|t| t.trigger.noun && !t.trigger.weak && !t.known() && !t.general);
    // the account of this paragraph goes on
    if g.paragraph == current_paragraph && fits(&drafts[current]) {
        return Some(current);
    }
    // "the army had taken the town after days of fighting": recalled, and not what the account tells
    if g.background && recalled_ground(g) && !told_ground(&drafts[current], segments) {
        return None;
    }
    // another paragraph: the place decides, then the main incident
    let here = |k: &usize| place_fit(r, g, &drafts[*k], segments) == Fit::Same && kinds_fit(g, &drafts[*k], segments);
    let by_place: Vec<usize> = (0..drafts.len()).filter(here).collect();
    let likewise = by_place.iter().find(|k| !otherwise(g, &drafts[**k], segments));
    if let Some(k) = likewise.or(by_place.first()) {
        return Some(*k);
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

/// Whether a segment tells what was announced on an earlier day than the draft was: a toll of its own, though it is the same.
fn announced_before(r: &Reading<'_>, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
    g.said.zip(d.said).is_some_and(|((_, a), (_, b))| (b.start() - a.end()).get_days() >= 2)
        && place_fit(r, g, d, segments) != Fit::Same
}
