//! Clauses of one sentence that each tell an incident with its own toll at its own town: "four were killed in a raid on X,
//! and a soldier was hurt when a mine went off in Y" (codebook, section 1: separate tolls make separate reports).

use super::TriggerHit;
use crate::claims::Figured;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::{Features, Marks};
use isnad_model::{Measure, PlacePrecision};
use isnad_places::distance_km;
use std::ops::Range;

/// Towns nearer to each other may be two names of one scene, in kilometres.
const APART_KM: f64 = 8.0;

/// Words from a conjunction to what its clause tells at most.
const OPENS: usize = 3;

/// Marks of the words with which such a clause can begin.
const OPENING: Marks = Word::TRIGGER.or(Word::MEASURE).or(Small::Locative.mark()).or(Small::Also.mark());

/// Where the clauses of a sentence begin that tell another incident than the one before; `own` are those of the figures that
/// stand in it, `told` where it is cut already.
pub(super) fn clause_cuts(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    own: &[Figured],
    told: &[usize],
    s: Range<usize>,
) -> Vec<usize> {
    // two tolls at least, told by two words at least
    if triggers.len() < 2 || own.iter().filter(|f| harm(f)).count() < 2 {
        return Vec::new();
    }
    let all: Vec<usize> = r.marked(s.start + 3..s.end, OPENING).filter(|t| opens(r, triggers, *t)).collect();
    // a clause without a town goes on with the one before: "…, and two were hurt"
    let placed = |k: usize, t: usize| !towns(r, &(t..all.get(k + 1).copied().unwrap_or(s.end))).is_empty();
    let starts: Vec<usize> = all.iter().enumerate().filter(|(k, t)| placed(*k, **t)).map(|(_, t)| *t).collect();
    let mut out: Vec<usize> = Vec::new();
    for (k, t) in starts.iter().enumerate() {
        let last = out.iter().chain(told).copied().filter(|c| c < t).max().unwrap_or(s.start);
        let next = starts.get(k + 1).copied().unwrap_or(s.end);
        let (before, behind) = (last..*t, *t..next.max(*t + 1));
        let anew = || triggers.iter().any(|x| behind.contains(&x.at) && !x.general && !x.known());
        if tolls(r, own, &before) && tolls(r, own, &behind) && anew() && elsewhere(r, &before, &behind) {
            out.push(*t);
        }
    }
    if out.is_empty() || summed(figures, own, &out, &s) { Vec::new() } else { out }
}

/// "…, and a mine went off", "… as a soldier was killed": a conjunction right before what is told.
fn opens(r: &Reading<'_>, triggers: &[TriggerHit], t: usize) -> bool {
    let joined = || r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let near = t..(t + OPENS).min(r.chart.len());
    // "as two policemen were hurt in a shooting in Y"
    let toll = || r.marked(near.start..near.end - 1, Word::MEASURE).next().is_some();
    (r.is(t, Small::Also) || joined()) && (triggers.iter().any(|x| near.contains(&x.at)) || toll())
}

fn harm(f: &Figured) -> bool {
    let hurt = matches!(
        f.measure,
        Measure::Killed | Measure::Wounded | Measure::KilledOrWounded | Measure::Abducted | Measure::Captured
    );
    hurt && f.figure.high != Some(0)
}

/// Whether a run of tokens tells a toll of its own, no part of another.
fn tolls(r: &Reading<'_>, figures: &[Figured], range: &Range<usize>) -> bool {
    let part = |f: &Figured| f.part || f.other || (f.tokens.end..f.tokens.end + 2).any(|t| of_them(r, t));
    let mut told = figures.iter().filter(|f| range.contains(&f.at) && harm(f)).peekable();
    told.peek().is_some() && !told.any(part)
}

fn of_them(r: &Reading<'_>, t: usize) -> bool {
    t < r.chart.len() && (r.is(t, Small::OfThem) || r.is(t, Small::Including))
}

/// Whether two runs of tokens each tell a town or a province, and none of the one is one of the other, near it or around it.
fn elsewhere(r: &Reading<'_>, before: &Range<usize>, behind: &Range<usize>) -> bool {
    let (a, b) = (towns(r, before), towns(r, behind));
    let wide = |p: &PlaceMention| p.precision == PlacePrecision::Admin1;
    let same = |p: &PlaceMention, q: &PlaceMention| {
        p.name == q.name
            || match (wide(p), wide(q)) {
                (true, true) => false,
                (true, false) => q.admin1.is_none_or(|x| Some(x) == p.id),
                (false, true) => p.admin1.is_none_or(|x| Some(x) == q.id),
                (false, false) => p.point.zip(q.point).is_none_or(|(x, y)| distance_km(x, y) < APART_KM),
            }
    };
    !a.is_empty() && !b.is_empty() && !a.iter().any(|p| b.iter().any(|q| same(p, q)))
}

/// The towns of a run of tokens; where it tells none, its provinces.
fn towns<'r>(r: &'r Reading<'_>, range: &Range<usize>) -> Vec<&'r PlaceMention> {
    let told = |keep: &dyn Fn(&PlaceMention) -> bool| -> Vec<&'r PlaceMention> {
        r.places_in(range.clone()).iter().filter(|p| !p.aside && keep(p)).collect()
    };
    let fine = told(&|p| p.fine());
    if fine.is_empty() { told(&|p| p.precision == PlacePrecision::Admin1 && !p.region && !p.compass) } else { fine }
}

/// Whether the dead of the clauses are told as one sum: a joint toll makes one report.
fn summed(figures: &[Figured], own: &[Figured], cuts: &[usize], s: &Range<usize>) -> bool {
    let dead = |f: &&Figured| f.measure == Measure::Killed;
    let bounds = || std::iter::once(s.start).chain(cuts.iter().copied()).chain(std::iter::once(s.end));
    let first =
        |range: Range<usize>| own.iter().filter(dead).find(|f| range.contains(&f.at)).and_then(|f| f.figure.low);
    let parts: Vec<u64> = bounds().zip(bounds().skip(1)).filter_map(|(a, b)| first(a..b)).collect();
    let sum: u64 = parts.iter().sum();
    parts.len() > 1 && figures.iter().filter(dead).any(|f| !s.contains(&f.at) && f.figure.low == Some(sum))
}
