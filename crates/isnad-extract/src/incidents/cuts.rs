//! Where a sentence turns to another incident.

use super::TriggerHit;
use super::answers::{answered, hunted, struck_back};
use super::fit::{Method, method};
use super::recalled::recalls;
use super::segments::another;
use super::when::{DayOf, after, counts_from_another};
use crate::claims::Figured;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Start, Word};
use isnad_language::{Features, Marks};
use isnad_model::{DateRange, Of, PlacePrecision};
use std::ops::Range;

/// Words from the conjunction of a second deed in a headline to the noun that names it at most.
const LED: usize = 4;

/// Where a headline goes on to another incident: at "and", before a trigger that has a place of its own.
pub(super) fn headline_cuts(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    s: Range<usize>,
) -> Vec<usize> {
    let place_in = |range: Range<usize>| -> Option<&str> {
        let mut places = r.places_in(range).iter().filter(|p| !p.aside);
        places.find(|p| p.fine() || p.precision != PlacePrecision::Country).map(|p| p.name.as_str())
    };
    let tells = |t: &TriggerHit| {
        !t.trigger.weak || matches!(t.trigger.kind, Incident::Killing | Incident::Arrest | Incident::Looting)
    };
    let conjunction = |k: usize| r.chart.matches_at(k).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let mut out = Vec::new();
    let mut last = s.start;
    for t in triggers.iter().filter(|t| t.at > s.start + 2 && tells(t)) {
        // "… and three rebels dead in a raid on …": the dead stand before the raid
        let led = (last.max(s.start + 2)..t.at)
            .rev()
            .take(LED)
            .take_while(|k| !triggers.iter().any(|x| x.at == *k && tells(x)))
            .find(|k| {
                // "…, *and settlers* burn cars in Y", "…, *and wounded* in clashes in Y"
                let people = r.has(*k, Word::PERSON | Word::FORCE | Word::GROUP | Word::MILITANTS);
                conjunction(*k) && (people || figures.iter().any(|f| (*k..t.at).contains(&f.at)))
            });
        let opens = t.features.has(Features::CONJUNCTION) || r.mark(t.at - 1, ",;.-");
        let Some(at) = Some(t.at).filter(|_| opens).or(led) else { continue };
        let (before, behind) = (place_in(last..at), place_in(t.at..s.end));
        let told = triggers.iter().any(|x| x.at >= last && x.at < at && tells(x))
            || figures.iter().any(|f| f.at >= last && f.at < at);
        // ".. and civilians dead in a raid": a second sentence, in another way
        let otherwise = || {
            let way = |range: Range<usize>| {
                triggers.iter().find_map(|x| method(x.trigger.kind).filter(|_| range.contains(&x.at)))
            };
            r.mark(at - 1, ".") && way(last..at).zip(way(at..s.end)).is_some_and(|(a, b)| a != b)
        };
        let elsewhere = before.is_some() && behind.is_some() && before != behind;
        if told && (elsewhere || before.is_some() && behind.is_none() && otherwise()) {
            out.push(at);
            last = at;
        }
    }
    out
}

/// "…, after an attack": behind a word of time something that had happened.
fn follows(r: &Reading<'_>, figures: &[Figured], t: usize, end: usize) -> bool {
    let own = || {
        figures.iter().any(|f| f.at > t && f.at < end) || r.places_in(t + 1..end).iter().any(|p| p.tokens.end <= end)
    };
    r.is(t, Small::Afterwards) && own() && (t + 1..(t + 3).min(r.chart.len())).any(|k| r.any_trigger(k..k + 1))
}

/// The marks of the words at which a sentence can turn: [`cuts`] looks at nothing else, so what it asks of a token stands here.
fn turns() -> Marks {
    let words =
        [Small::Suspect, Small::Afterwards, Small::Background, Small::Temporal, Small::Retort, Small::StruckBack];
    let more = [Small::Meanwhile, Small::Relative, Small::Also, Small::Another];
    let dated = Word::AFTER | Start::Date.mark();
    words.into_iter().chain(more).fold(dated, |marks, small| marks | small.mark())
}

/// Where a sentence turns to another incident: behind "after an attack …", at "in a separate attack", at a second date.
pub(super) fn cuts(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    resolved: &[Option<DateRange>],
    days: &[DayOf],
    s: Range<usize>,
) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let lead = r.sentence(r.title_sentences.min(r.sentences() - 1)).start;
    let told = |range: Range<usize>| {
        triggers.iter().any(|t| range.contains(&t.at)) || figures.iter().any(|f| range.contains(&f.at))
    };
    let governed =
        |range: Range<usize>| triggers.iter().any(|t| range.contains(&t.at) && (t.trigger.noun || !t.trigger.weak));
    // nothing told, nothing to part
    if !told(s.clone()) {
        return out;
    }
    let arrested =
        triggers.iter().find(|t| matches!(t.trigger.kind, Incident::Arrest | Incident::Looting)).map(|t| t.end);
    for t in r.marked(s.start + 1..s.end, turns()) {
        let last = out.last().copied().unwrap_or(s.start);
        if told(last..t) && hunted(r, triggers, last..t, t, s.end) {
            out.push(t);
            continue;
        }
        // "these raids come in answer to …", "… a day after …"
        let known = || triggers.iter().any(|x| x.at < t && x.trigger.noun && x.known());
        if t < s.start + 2 || t < s.start + 3 && !known() {
            continue;
        }
        if after(r, t).is_some() && governed(t..s.end) && !shot_before(r, triggers, t, s.end) {
            out.push(t);
            continue;
        }
        // an arrest, and the deed that it was for
        if arrested.is_some_and(|a| a <= t)
            && (r.is(t, Small::Suspect) || follows(r, figures, t, s.end))
            && told(last..t)
            && triggers.iter().any(|x| {
                let told = !x.trigger.weak || x.trigger.kind == Incident::Killing;
                x.at > t && told && x.trigger.kind != Incident::Arrest
            })
        {
            out.push(t);
            continue;
        }
        let marker = r.is(t, Small::Background) && r.chart.matches_at(t).iter().any(|m| m.end - m.start >= 2)
            || (r.is(t, Small::Temporal) && indefinite_trigger_behind(triggers, t, s.end));
        // the only day of a lead is the day of what it tells
        let only_day = || {
            s.start == lead && !figures.iter().any(|f| f.at > t && f.at < s.end) && {
                let mut before = r.dates_in(s.start..t).iter().filter(|d| d.kind == "date");
                before.next().is_none()
            }
        };
        // "six killed by shelling of …": what they died of
        let of_it = || {
            r.is(t, Small::Temporal) && {
                let mut before = triggers.iter().filter(|x| x.at >= last && x.at < t);
                // "took two men during raids on Friday"
                let behind = triggers.iter().find(|x| x.at >= t).map(|x| x.trigger.kind);
                let search = behind == Some(Incident::Operation);
                before.all(|x| x.trigger.kind == Incident::Killing || search && x.trigger.kind == Incident::Arrest)
                    && !r.dates_in(last..t).iter().any(|d| d.kind == "date")
            }
        };
        if marker
            && !of_it()
            && !only_day()
            && told(last..t)
            && governed(t..s.end)
            && figure_or_date_behind(r, figures, t, s.end)
        {
            out.push(t);
        }
        if answered(r, triggers, figures, t, s.end) && told(last..t)
            || struck_back(r, triggers, t, s.end) && told(last..t)
        {
            out.push(t);
            continue;
        }
        if (r.is(t, Small::Meanwhile) && elsewhere(r, triggers, last..t, t..s.end))
            || (r.is(t, Small::Relative) && told(last..t) && befell(r, triggers, t, s.end))
        {
            out.push(t);
            continue;
        }
        // ", and six soldiers were killed at …": something else at another place
        let anew = || {
            (t + 1..(t + 3).min(s.end)).any(|k| r.has(k, Word::TRIGGER | Word::MEASURE))
                && places_of(r, last..t)
                    .is_some_and(|a| places_of(r, t..s.end).is_some_and(|b| !b.iter().any(|p| a.contains(p))))
        };
        if r.is(t, Small::Also) && told(last..t) && governed(t..s.end) && anew() {
            out.push(t);
            continue;
        }
        // ", six soldiers were killed in another attack": they died of it
        let died = |last: usize| {
            let tolls = figures.iter().filter(|f| f.at >= last && f.at < t).count();
            (last > s.start || tolls <= 1 && places_of(r, last..t).is_none())
                && triggers.iter().filter(|x| x.at >= last && x.at < t).all(|x| x.trigger.kind == Incident::Killing)
        };
        if !another(r, t, s.start) {
            continue;
        }
        if told(t..s.end) {
            if told(last..t) && t > last + 3 && !died(last) {
                out.push(t);
            }
        // "killed two, *and eight were arrested in a separate incident*": the clause that the word closes
        } else if let Some(from) = (last + 3..t).rev().find(|k| (joined(r, *k) || adds(r, *k)) && told(*k..t))
            && told(last..from)
        {
            out.push(from);
        }
    }
    // a second date that differs from the first and dates a trigger of its own
    let dates: Vec<(usize, DateRange)> = r
        .dates
        .iter()
        .enumerate()
        .filter(|(k, d)| {
            s.contains(&d.range.start) && d.kind == "date" && days[*k] == DayOf::Told && !counts_from_another(r, d)
        })
        .filter_map(|(k, d)| resolved[k].map(|x| (d.range.start, x)))
        .collect();
    for w in dates.windows(2) {
        let ((a, x), (b, y)) = (w[0], w[1]);
        if x.overlaps(&y) || out.iter().any(|c| *c > a && *c <= b) {
            continue;
        }
        if !told(s.start..b) || recalls(r, triggers, figures, resolved, a..b, s.end) {
            continue;
        }
        // the cut stands at the comma or conjunction before the trigger that goes with the second date
        let from = (a..b)
            .rev()
            .find(|t| r.mark(*t, ",;") || joined(r, *t))
            .map_or(b, |t| if r.mark(t, ",;") { t + 1 } else { t });
        let own = governed(from..s.end) || figures.iter().any(|f| f.at >= from && f.at < s.end);
        if told(s.start..from) && own {
            out.push(from);
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// "Died days after they were shot": told of the same people, and no incident before it.
fn shot_before(r: &Reading<'_>, triggers: &[TriggerHit], t: usize, end: usize) -> bool {
    let Some(x) = triggers.iter().find(|x| x.at > t && x.at <= t + 6 && x.at < end) else { return false };
    let them =
        |k: usize| r.is(k, Small::Toward) && r.chart.matches_at(k).iter().any(|m| m.features.has(Features::PRONOUN));
    x.trigger.kind == Incident::Shooting && (x.end..(x.end + 2).min(end)).any(them)
}

/// "…, while the rebels shelled the port": on both sides something is told anew, at two places or in two ways.
fn elsewhere(r: &Reading<'_>, triggers: &[TriggerHit], before: Range<usize>, behind: Range<usize>) -> bool {
    let anew = |t: &&TriggerHit| !t.general && !t.known();
    let strong = |t: &&TriggerHit| !t.trigger.weak;
    let first: Vec<&TriggerHit> = triggers.iter().filter(|t| before.contains(&t.at)).filter(strong).collect();
    let near = behind.start..(behind.start + 8).min(behind.end);
    let second: Vec<&TriggerHit> =
        triggers.iter().filter(|t| near.contains(&t.at)).filter(anew).filter(strong).collect();
    // "took two leaders of the party, while thousands marched": who is taken is not who marches
    let marched = |t: &TriggerHit| t.trigger.kind == Incident::Protest;
    let mut taken = triggers.iter().filter(|t| before.contains(&t.at)).peekable();
    if taken.peek().is_some() && taken.all(|t| t.trigger.kind == Incident::Arrest) && second.iter().any(|t| marched(t))
    {
        return true;
    }
    let places = |range: &Range<usize>| -> Vec<&str> {
        let here = r.places_in(range.clone()).iter().filter(|p| !p.aside);
        here.map(|p| p.name.as_str()).collect()
    };
    let (a, b) = (places(&before), places(&behind));
    let ways = |of: &[&TriggerHit]| -> Vec<Method> { of.iter().filter_map(|t| method(t.trigger.kind)).collect() };
    let (x, y) = (ways(&first), ways(&second));
    let otherwise = !x.is_empty() && !y.is_empty() && !y.iter().any(|m| x.contains(m)) || other_side(r, &before, &near);
    !first.is_empty() && !second.is_empty() && (!b.is_empty() && !b.iter().any(|p| a.contains(p)) || otherwise)
}

/// Whether armed men act on one side of "while" and an army on the other.
fn other_side(r: &Reading<'_>, before: &Range<usize>, behind: &Range<usize>) -> bool {
    let first = |range: &Range<usize>| r.actors_in(range.clone()).iter().map(|a| a.of).find(|of| of.fights());
    let armies = (first(before) == Some(Of::Military), first(behind) == Some(Of::Military));
    first(before).is_some() && first(behind).is_some() && armies.0 != armies.1
}

/// "…, who was killed in a raid on the port on 19 April": what befell somebody told of, with its own day or place.
fn befell(r: &Reading<'_>, triggers: &[TriggerHit], t: usize, end: usize) -> bool {
    let taken = |x: &&TriggerHit| {
        (t + 1..t + 3).contains(&x.at)
            && !x.trigger.noun
            && matches!(x.trigger.kind, Incident::Killing | Incident::Abduction | Incident::Assassination)
    };
    let Some(verb) = triggers.iter().find(taken) else { return false };
    let resumed = (verb.end..(verb.end + 2).min(end))
        .any(|k| r.chart.matches_at(k).iter().any(|m| m.features.has(Features::PRONOUN)) && r.is(k, Small::Locative));
    let own = |x: &TriggerHit| {
        x.at > verb.at
            && x.at < (verb.end + 6).min(end)
            && x.trigger.noun
            && x.trigger.kind != Incident::Killing
            && !x.known()
    };
    let dated = r.dates_in(verb.end..end).iter().any(|d| d.kind == "date");
    let placed = r.places_in(verb.end..end).iter().any(|p| !p.aside);
    !resumed && triggers.iter().any(own) && (dated || placed)
}

/// The names of the places below a country in a run of tokens, where there are any.
pub(super) fn places_of<'r>(r: &'r Reading<'_>, range: Range<usize>) -> Option<Vec<&'r str>> {
    let here = |p: &&PlaceMention| !p.aside && p.precision != PlacePrecision::Country;
    let names: Vec<&str> = r.places_in(range).iter().filter(here).map(|p| p.name.as_str()).collect();
    (!names.is_empty()).then_some(names)
}

fn joined(r: &Reading<'_>, t: usize) -> bool {
    r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION))
        && r.has(t, Word::TRIGGER | Word::MEASURE | Small::Locative.mark())
}

/// "…, *and added* that": a verb of saying joined to what was said before.
fn adds(r: &Reading<'_>, t: usize) -> bool {
    r.has(t, Word::SPEECH) && r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION))
}

fn indefinite_trigger_behind(triggers: &[TriggerHit], t: usize, end: usize) -> bool {
    triggers.iter().any(|x| x.at > t && x.at <= t + 5 && x.at < end && x.trigger.noun && !x.known())
}

fn figure_or_date_behind(r: &Reading<'_>, figures: &[Figured], t: usize, end: usize) -> bool {
    r.dates_in(t..end).iter().any(|d| d.kind == "date")
        || !r.dates_in(t..end).is_empty() && figures.iter().any(|f| f.at > t && f.at < end)
}
