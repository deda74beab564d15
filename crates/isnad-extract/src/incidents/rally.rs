//! Crowds that are out for something: verbs of gathering that tell a protest, and what a protest is about, which happened
//! elsewhere, earlier or not at all.

use super::TriggerHit;
use super::crowd::protesters;
use super::fired::by_arms;
use crate::actors::Who;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Trigger, Word};
use isnad_language::{Features, Match};
use isnad_model::{Of, PlacePrecision};
use std::ops::Range;

/// Words between a verb of gathering and the crowd that gathered at most.
const NEAR: usize = 4;

/// Words from a verb of gathering to where the crowd went at most.
const WHERE: usize = 12;

/// Fewer than so many are no crowd.
const CROWD: u64 = 10;

/// "Hundreds gathered before the parliament to demand", "a march set out against": a crowd or a march, and what it was out
/// for or where it stood.
pub(super) fn gathered(r: &Reading<'_>, t: usize, s: &Range<usize>) -> Option<TriggerHit> {
    if r.is(t, Small::Intervention) {
        return dispersed(r, t, s);
    }
    if !r.has(t, Small::Gather.mark().or(Small::Turnout.mark())) {
        return None;
    }
    let verb = |(m, w): &(&Match, &Word)| {
        matches!(w, Word::Small(Small::Gather | Small::Turnout)) && !m.features.has(Features::FUTURE)
    };
    let (m, w) = r.words(t).find(verb)?;
    let (end, turnout) = (m.end as usize, matches!(w, Word::Small(Small::Turnout)));
    let near = end..(end + WHERE).min(s.end);
    let cause = || r.any(s.clone(), &[Small::Cause]);
    let street = || r.any(near.clone(), &[Small::Street]);
    let place =
        || near.clone().any(|t| r.vocabulary.small(&r.chart, t, Small::Facing).is_some_and(|e| office(r, e, s.end)));
    let out = |protest: bool| match turnout {
        true => street() && (protest || cause()),
        false => protest || cause() || place() || r.any(near.clone(), &[Small::Intervention]),
    };
    let behind = end..(end + NEAR).min(s.end);
    let told = match crowd(r, behind.clone()) {
        // "the gathering of the professionals": a noun and who is in it
        Some(k) if k == end && r.chart.matches_at(k).iter().any(|m| m.features.has(Features::OBLIQUE)) => false,
        Some(k) => out(protesters(r, k)),
        None => {
            // "hundreds of students are gathering before": who gathers stands before a verb in its number
            let after = m.features.any(Features::PLURAL | Features::PRESENT);
            let who = if after { crowd(r, t.saturating_sub(NEAR).max(s.start)..t) } else { None };
            let mut march = behind.take_while(|k| !r.mark(*k, ",.;:"));
            who.is_some_and(|k| out(protesters(r, k)))
                || turnout
                    && m.features.has(Features::FEMININE)
                    && march.any(|k| r.is(k, Small::Street))
                    && (cause() || near.clone().filter(|k| r.is(*k, Small::Street)).nth(1).is_some())
        }
    };
    told.then(|| protest(t, m))
}

/// "Marches set out in three towns": a verb of coming out right before protests in the plural, no relative clause.
pub(super) fn turned_out(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let out = |t: usize| {
        let verb = |(m, w): (&Match, &Word)| {
            matches!(w, Word::Small(Small::Turnout)) && m.features.has(Features::PAST) && m.end as usize == t + 1
        };
        r.words(t).any(verb) && !(t > s.start && r.is(t - 1, Small::Relative))
    };
    h.trigger.noun && !h.known() && (h.at.saturating_sub(TURNED_OUT).max(s.start)..h.at).any(out)
}

/// Words from a verb of coming out to the protests that are its subject at most.
const TURNED_OUT: usize = 2;

/// "Water cannon to disperse hundreds of students": a counted crowd right behind a word of dispersing, whoever is in it.
fn dispersed(r: &Reading<'_>, t: usize, s: &Range<usize>) -> Option<TriggerHit> {
    let (m, _) = r.words(t).find(|(_, w)| matches!(w, Word::Small(Small::Intervention)))?;
    let end = m.end as usize;
    let before = || t.saturating_sub(FIRED).max(s.start)..t;
    // "the police fired tear gas at protesters": the crowd need not be counted
    let on = (end..(end + 2).min(s.end)).find(|k| r.is(*k, Small::Toward)).map(|k| k + 1);
    if let Some(on) = on.filter(|_| before().any(|k| fired(r, k))) {
        let who = crowd(r, on..(on + 2).min(s.end))?;
        return protesters(r, who).then(|| protest(t, m));
    }
    // "…, and the police fired tear gas", "… to disperse *them*": the crowd was told before
    let force = |k: usize| r.actors_at(k).any(|a| matches!(a.who, Who::Of(Acts::Police | Acts::Military)));
    let police = || before().any(|k| fired(r, k) && (k + 1..t).any(force));
    if police() && (s.start..t).any(|k| marches(r, k)) || of_them(r, t) && crowd_before(r, s) {
        return Some(protest(t, m));
    }
    let who = crowd(r, end..(end + 2).min(s.end))?;
    let counted = r.quantities_in(who..who + 1).iter().any(|q| !q.single);
    counted.then(|| protest(t, m))
}

/// Words from a verb of firing to the gas that was fired at most: who fired stands between.
const FIRED: usize = 5;

/// A protest that no noun names.
fn protest(at: usize, m: &Match) -> TriggerHit {
    TriggerHit {
        at,
        end: m.end as usize,
        trigger: Trigger { noun: false, ..by_arms(Incident::Protest, None) },
        features: m.features,
        entry: m.entry,
        general: false,
        anew: true,
    }
}

/// Whether a seat of power starts behind "before": a parliament, a ministry, an embassy.
fn office(r: &Reading<'_>, from: usize, end: usize) -> bool {
    let power = |w: &Word| match w {
        Word::Site(x) => x.embassy || x.target == Some(isnad_model::Target::GovernmentBuilding),
        Word::Force(f) => f.acts == Acts::Government,
        _ => false,
    };
    (from..(from + 3).min(end)).take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.words(t).any(|(_, w)| power(w)))
}

/// The first word of people without arms that are many: "hundreds of students", "protesters".
pub(super) fn crowd(r: &Reading<'_>, tokens: Range<usize>) -> Option<usize> {
    for t in tokens {
        let armed = |a: &crate::actors::ActorMention| a.who.fights() || a.of.irregular() || a.of == Of::Military;
        if r.mark(t, ",.;:") || r.actors_at(t).any(armed) || r.has(t, Word::TRIGGER) && !protesters(r, t) {
            return None;
        }
        if protesters(r, t) {
            return Some(t);
        }
        if let Some(q) = r.quantities_in(t..t + 1).first() {
            let people = matches!(q.of, Of::People | Of::Civilians);
            let many = !q.single && q.figure.low.is_none_or(|n| n >= CROWD);
            return (people && many && q.measure.is_none() && !q.captive).then_some(t);
        }
        let plural = |(m, w): (&Match, &Word)| match w {
            Word::Person(p) => p.acts == Some(Acts::Civilians) && (p.plural || m.features.has(Features::PLURAL)),
            _ => false,
        };
        if r.words(t).any(plural) {
            return Some(t);
        }
    }
    None
}

/// Whether a word says that something was fired, launched or carried out.
fn fired(r: &Reading<'_>, t: usize) -> bool {
    let deed = |(m, w): (&Match, &Word)| matches!(w, Word::Small(Small::Perform)) && m.features.has(Features::PAST);
    r.words(t).any(deed)
}

/// "To disperse *them*".
fn of_them(r: &Reading<'_>, t: usize) -> bool {
    let named = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Small(Small::Intervention)) && m.features.has(Features::PRONOUN_PLURAL)
    };
    r.words(t).any(named)
}

/// Whether a sentence or the one before it speaks of a protest.
fn crowd_before(r: &Reading<'_>, s: &Range<usize>) -> bool {
    let sentence = r.chart.sentence_of(s.start);
    let from = if sentence > r.title_sentences { r.sentence(sentence - 1).start } else { s.start };
    (from..s.end).any(|t| marches(r, t))
}

/// Whether a word names those who protest, or that they do.
fn marches(r: &Reading<'_>, t: usize) -> bool {
    protesters(r, t) || r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.kind == Incident::Protest))
}

/// What the protests of a sentence are about ("in solidarity with those who were shot in X"), and whether it tells an
/// incident of its own.
pub(super) fn causes(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    s: &Range<usize>,
) -> Vec<(Range<usize>, bool)> {
    let mut out: Vec<(Range<usize>, bool)> = Vec::new();
    if !r.any(s.clone(), &[Small::Cause]) {
        return out;
    }
    let protest = |t: &&TriggerHit| matches!(t.trigger.kind, Incident::Protest | Incident::Riot);
    for t in r.marked(s.clone(), Small::Cause.mark()) {
        if out.last().is_some_and(|(c, _)| t < c.end) {
            continue;
        }
        let end = end_of(r, triggers, t, s.end);
        let clause = t..end;
        let told = triggers.iter().filter(protest).any(|x| x.at < t && !x.general);
        let head = t <= s.start + 1 && triggers.iter().filter(protest).any(|x| x.at >= end);
        if !(told || head) {
            continue;
        }
        let inside = || triggers.iter().filter(|x| clause.contains(&x.at) && x.trigger.kind != Incident::Protest);
        let town = |p: &&crate::places::PlaceMention| p.precision != PlacePrecision::Country && !p.aside;
        let places = || r.places_in(clause.clone()).iter().filter(town);
        let figure = figures.iter().any(|f| clause.contains(&f.at));
        let dated = || r.dates_in(clause.clone()).iter().any(|d| d.kind == "date");
        let own = inside().any(|x| !x.general && (figure || dated())) && (figure || places().next().is_some());
        // "in protest at prices in the town of X": the scene, where nothing before tells it
        let scene = || {
            let before = r.places_in(s.clone()).iter().filter(town).any(|p| !clause.contains(&p.tokens.start));
            !before && inside().next().is_none() && places().any(|p| p.prepositional && p.country == r.country)
        };
        if !own && scene() {
            continue;
        }
        // the day at its end is that of the protest, where nothing happened in it
        let day =
            r.dates_in(clause.start + 1..clause.end).iter().find(|d| d.kind == "date" && d.range.end == clause.end);
        let end = day.filter(|_| !own).map_or(clause.end, |d| d.range.start);
        out.push((clause.start..end, own));
    }
    out
}

/// The end of such a clause: a mark, "while", or a deed joined to it ("and burnt tyres", "so the police fired").
fn end_of(r: &Reading<'_>, triggers: &[TriggerHit], t: usize, end: usize) -> usize {
    let deed = |k: usize| {
        triggers.iter().any(|x| {
            x.at == k && !x.trigger.noun && x.features.has(Features::CONJUNCTION) && x.features.has(Features::PAST)
        })
    };
    // "… and the police fired tear gas", "… before they dispersed them"
    let answered = |k: usize| {
        let joined = r.chart.matches_at(k).iter().any(|m| m.features.has(Features::CONJUNCTION));
        of_them(r, k) || joined && fired(r, k) && r.any(k..(k + FIRED).min(end), &[Small::Intervention])
    };
    let closes = |k: &usize| r.mark(*k, ",;.:") || r.is(*k, Small::Meanwhile) || deed(*k) || answered(*k);
    (t + 1..end).find(closes).unwrap_or(end)
}
