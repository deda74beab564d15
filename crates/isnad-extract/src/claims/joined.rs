//! Figures that belong together: dead and wounded in one figure, parts of a whole, members of a list.

use super::Figured;
use super::hits::Hit;
use crate::numbers::NumberKind;
use crate::quantities::Quantity;
use crate::reading::Reading;
use crate::vocabulary::{Small, Start, Word};
use isnad_language::Features;
use isnad_model::{Figure, Measure, Of, Qualifier};

/// Words between the subject of a clause and its verb at most: "that a man, who is sixty years of age, was killed".
const SUBJECT: usize = 6;

/// Whether "that" stands before a token: what begins there is the subject of the clause.
fn that(r: &Reading<'_>, t: usize) -> bool {
    t > 0 && r.is(t - 1, Small::That)
}

/// "dead and wounded", "killed and wounded": one figure for both.
pub(super) fn pair(r: &Reading<'_>, hits: &[Hit], h: &Hit, q: &Quantity, measure: Measure) -> Measure {
    let Some(i) = hits.iter().position(|x| x.at == h.at) else { return measure };
    // "fell *between dead and wounded*"
    if h.word.light && hits.get(i + 1).is_some_and(|n| n.at == h.end && n.word.measure == Measure::KilledOrWounded) {
        return Measure::KilledOrWounded;
    }
    let partner = |x: &Hit| {
        matches!((x.word.measure, measure), (Measure::Killed, Measure::Wounded) | (Measure::Wounded, Measure::Killed))
    };
    let number =
        |x: &Hit| [Features::PLURAL, Features::DUAL, Features::FEMININE].map(|feature| x.features.has(feature));
    // "77 were killed and 255 wounded", "she was killed and a hundred wounded" are two verbs with people of their own: they
    // do not agree
    let alike = |x: &Hit| x.word.noun == h.word.noun && (h.word.noun || number(x) == number(h));
    if i > 0 {
        let p = &hits[i - 1];
        // "a settler was killed and two were wounded": the first verb has its people before it
        let subject = |x: &Quantity| x.tokens.end <= p.at && p.at - x.tokens.end <= SUBJECT && that(r, x.tokens.start);
        let served = !p.word.noun && r.quantities.iter().any(|x| x.tokens.end == p.at || subject(x));
        // "his death and the wounding of two": the first word has its own in its pronoun
        let served = served || p.word.noun && p.features.any(Features::PRONOUN | Features::PRONOUN_PLURAL);
        if p.end == h.at && h.features.has(Features::CONJUNCTION) && partner(p) && alike(p) && !served {
            return Measure::KilledOrWounded;
        }
        if h.at == p.end + 1 && r.is(p.end, Small::Or) && partner(p) {
            return Measure::KilledOrWounded;
        }
        // "killed or arrested" as one figure counts as killed, at most (codebook, settled questions)
        if h.at == p.end + 1
            && r.is(p.end, Small::Or)
            && p.word.measure == Measure::Killed
            && measure == Measure::Arrested
        {
            return Measure::Killed;
        }
    }
    // "a soldier was killed and another wounded": the second verb has people of its own
    let own = |n: &Hit| q.tokens.end <= h.at && r.has(n.end, Start::Quantity.mark());
    if let Some(n) = hits.get(i + 1)
        && !own(n)
        && partner(n)
        && (n.at == h.end && n.features.has(Features::CONJUNCTION) && alike(n)
            // "killed or wounded"
            || n.at == h.end + 1 && r.is(h.end, Small::Or) && n.word.noun == h.word.noun)
    {
        return Measure::KilledOrWounded;
    }
    measure
}

/// A casualty noun followed by its counterpart: "200 dead and wounded".
pub(super) fn both(r: &Reading<'_>, q: &Quantity, m: Measure) -> Measure {
    if pair_end(r, q) > q.tokens.end && matches!(m, Measure::Killed | Measure::Wounded) {
        Measure::KilledOrWounded
    } else {
        m
    }
}

pub(super) fn pair_end(r: &Reading<'_>, q: &Quantity) -> usize {
    let t = q.tokens.end;
    let own = q.measure;
    // "two dead and the wounding of": a word that governs figures of its own
    if r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.noun)) {
        return t;
    }
    let joined = r.words(t).find_map(|(m, w)| match w {
        Word::Person(p)
            if m.features.has(Features::CONJUNCTION)
                // "three dead and two wounded", where the dual counts its own
                && !m.features.has(Features::DUAL)
                && matches!(p.measure, Some(Measure::Killed | Measure::Wounded))
                && p.measure != own
                && !p.plural =>
        {
            Some(m.end as usize)
        }
        _ => None,
    });
    // "dead or wounded" with a word of its own
    let or = r.is(t, Small::Or)
        && r.words(t + 1).any(|(_, w)| matches!(w, Word::Person(p) if matches!(p.measure, Some(Measure::Killed | Measure::Wounded)) && p.measure != own));
    match joined {
        Some(end) if r.numbers_in(t..t + 1).is_empty() => end,
        _ if or => t + 2,
        _ => t,
    }
}

pub(super) fn including_before(r: &Reading<'_>, start: usize, at: usize, all: &[&Quantity], k: usize) -> bool {
    let from = if k > 0 { all[k - 1].tokens.end } else { start };
    let from = from.max(at.saturating_sub(5));
    let from = (from..at).rev().find(|t| r.is(*t, Small::That)).map_or(from, |t| t + 1);
    if k == 0 && from == start {
        return false;
    }
    // "killed nine *of them* and destroyed a tank": those who are parted from others open no list
    let of_them = |t: usize| k > 0 && all[k - 1].elliptic && t == all[k - 1].tokens.end && r.is(t, Small::OfThem);
    let verb = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if !x.noun));
    let opens = |t: usize| r.is(t, Small::Including) && !(of_them(t) && (t + 1..at).any(verb));
    if (from..at).any(|t| opens(t) || r.is(t, Small::Namely)) {
        return true;
    }
    // "among them 3 women and 2 children": the second goes on with the first
    k > 0 && coordinated(r, all[k - 1], all[k]) && including_before(r, start, all[k - 1].tokens.start, all, k - 1)
}

pub(super) fn coordinated(r: &Reading<'_>, a: &Quantity, b: &Quantity) -> bool {
    let gap = a.tail.clamp(a.tokens.end, b.tokens.start)..b.tokens.start;
    if gap.len() > 3 {
        return false;
    }
    let joined = joined(r, b) || gap.clone().any(|t| r.is(t, Small::And) || r.is(t, Small::Also));
    joined && !gap.clone().any(|t| r.has(t, Word::MEASURE | Word::TRIGGER | Word::SPEECH))
}

/// Words of another place before the figure told of it at most.
const GAPPED: usize = 6;

/// "The first village lost 31 *and the second 13*", "nine were killed in Fallujah *and in Ramadi four*": a bare number behind
/// nothing but another place or an ordinal, joined to what stands before.
pub(super) fn gapped(r: &Reading<'_>, before: &Quantity, q: &Quantity) -> bool {
    let from = before.tail.clamp(before.tokens.end, q.tokens.start).max(q.tokens.start.saturating_sub(GAPPED));
    let joined = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let ordinal = |t: usize| r.numbers_in(t..t + 1).iter().any(|n| n.kind == NumberKind::Ordinal);
    let where_ = |t: usize| r.in_place(t) || ordinal(t) || r.has(t, Word::CUE) || r.is(t, Small::Locative);
    let led = |t: usize| joined(t) || r.is(t, Small::And);
    let gap = (from..q.tokens.start).rev().take_while(|t| where_(*t) || r.is(*t, Small::And));
    let Some(start) = gap.into_iter().filter(|t| led(*t)).last() else { return false };
    (start..q.tokens.start).any(|t| r.in_place(t) || ordinal(t))
}

/// Words between two things of one list at most: what is said of the first, what nobody counted.
const LIST: usize = 14;

/// "The seizure of 30 cars of several makes, *and 49 motorcycles*": a further number of things that the word of what befell
/// the first still governs.
pub(super) fn listed(r: &Reading<'_>, hits: &[Hit], before: &Figured, q: &Quantity) -> bool {
    let gap = before.tokens.end.min(q.tokens.start)..q.tokens.start;
    let next = |h: &Hit| gap.contains(&h.at) && Some(h.at) != before.governor;
    let things = q.is_thing() && before.of.is_thing() && before.measure.counts_things();
    // "five soldiers *in the attack on the barracks* and three civilians"
    let people = !(q.is_thing() || q.elliptic || q.unknown || q.definite || q.other || q.measure.is_some() || before.part)
        && q.figure.qualifier != Qualifier::Vague
        && matches!(before.measure, Measure::Killed | Measure::Wounded | Measure::Abducted | Measure::Captured)
        // "in clashes between the army and sixty gunmen", "and a hundred for the refugees"
        && !r.any(gap.clone(), &[Small::Between, Small::Facing])
        && !q.tokens.clone().skip(1).any(|t| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::TO)));
    (things || people)
        && !q.single
        && joined(r, q)
        && before.governor.is_some()
        && gap.len() <= LIST
        && !hits.iter().any(next)
        && !gap.clone().any(|t| {
            r.mark(t, ".;:!?")
                || r.words(t).any(|(m, w)| match w {
                    Word::Trigger(x) => !x.noun && m.features.has(Features::CONJUNCTION),
                    Word::Speech(v) => !v.weak,
                    Word::Small(s) => matches!(s, Small::That | Small::Temporal | Small::Meanwhile),
                    _ => false,
                })
        })
}

/// Whether a conjunction is written on the quantity's first word, or right before its digits.
pub(super) fn joined(r: &Reading<'_>, q: &Quantity) -> bool {
    q.tokens.start > 0 && r.is(q.tokens.start - 1, Small::And) && !q.single
        || r.chart.matches_at(q.tokens.start).iter().any(|m| m.features.has(Features::CONJUNCTION))
        || r.numbers_in(q.tokens.start..q.tokens.start + 1).iter().any(|n| n.joined)
}

/// Members of a list that are of one class and carry no number make one figure: "two women and a child".
pub(super) fn summed(done: Vec<Option<Figured>>, quantities: &[&Quantity], r: &Reading<'_>) -> Vec<Figured> {
    let mut out: Vec<(usize, Figured)> = Vec::new();
    for (k, f) in done.into_iter().enumerate() {
        let Some(f) = f else { continue };
        match out.last_mut() {
            Some((j, last))
                if *j + 1 == k
                    && bare_noun(quantities[*j])
                    && bare_noun(quantities[k])
                    && coordinated(r, quantities[*j], quantities[k])
                    && (last.measure, last.governor, last.part) == (f.measure, f.governor, f.part)
                    && (last.of == f.of || kin(last.of) && kin(f.of))
                    && f.governor.is_some()
                    && !f.of.is_thing() =>
            {
                if last.of != f.of {
                    last.of = Of::Civilians;
                }
                let sum = last.figure.low.unwrap_or(0) + f.figure.low.unwrap_or(0);
                last.figure = Figure::exact(sum);
                last.tokens.end = last.tokens.end.max(f.tokens.end);
                *j = k;
            }
            _ => out.push((k, f)),
        }
    }
    out.into_iter().map(|(_, f)| f).collect()
}

/// Classes that a man and his wife may be told in.
fn kin(of: Of) -> bool {
    matches!(of, Of::People | Of::Civilians)
}

/// A single or dual noun without a number.
fn bare_noun(q: &Quantity) -> bool {
    !q.other
        && !q.elliptic
        && q.measure.is_none()
        && (q.figure == Figure::exact(1) || q.figure == Figure::exact(2) && q.tokens.len() == 1)
}
