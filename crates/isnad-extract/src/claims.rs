//! What befell those who are counted: every quantity finds the word that governs it.

use crate::actors::of_acts;
use crate::attribution::Attribution;
use crate::quantities::Quantity;
use crate::reading::Reading;
use crate::vocabulary::{Acts, MeasureWord, Small, Word};
use isnad_language::Features;
use isnad_model::{Figure, Measure, Of, Qualifier};
use std::ops::Range;

/// A figure of the text with its measure.
#[derive(Debug, Clone)]
pub(crate) struct Figured {
    pub measure: Measure,
    pub of: Of,
    pub figure: Figure,
    /// Tokens of governor and quantity, for the quote.
    pub tokens: Range<usize>,
    /// First token of the quantity: decides which chain covers it.
    pub at: usize,
    pub sentence: usize,
    pub acts: Option<Acts>,
    pub country: Option<String>,
    /// Part of the figure before ("among them").
    pub part: bool,
    pub rule: &'static str,
    /// A verb in the active did it: its subject stands between verb and figure or before the verb.
    pub active: bool,
    pub governor: Option<usize>,
    /// Told as an execution.
    pub execution: bool,
    pub protest: bool,
}

#[derive(Debug, Clone, Copy)]
struct Hit {
    at: usize,
    end: usize,
    word: MeasureWord,
    features: Features,
}

/// All figures of the article in order.
pub(crate) fn read(r: &Reading<'_>, attribution: &Attribution) -> Vec<Figured> {
    let mut out = Vec::new();
    for s in 0..r.sentences() {
        let tokens = r.sentence(s);
        let hits = hits(r, tokens.clone());
        let quantities: Vec<&Quantity> = r.quantities.iter().filter(|q| tokens.contains(&q.tokens.start)).collect();
        let mut done: Vec<Option<Figured>> = Vec::new();
        for k in 0..quantities.len() {
            let f = figure(r, attribution, s, &hits, &quantities, k, &done);
            done.push(f);
        }
        out.extend(done.into_iter().flatten());
        out.extend(zeros(r, s, &hits));
    }
    out
}

fn hits(r: &Reading<'_>, tokens: Range<usize>) -> Vec<Hit> {
    let mut out: Vec<Hit> = Vec::new();
    let mut t = tokens.start;
    while t < tokens.end {
        let mut found: Option<Hit> = None;
        for (m, w) in r.words(t) {
            if let Word::Measure(word) = w {
                let hit = Hit { at: t, end: m.end as usize, word: *word, features: m.features };
                let better = match &found {
                    None => true,
                    Some(f) => {
                        hit.end > f.end
                            || (hit.end == f.end && rank(r, &hit, tokens.clone()) > rank(r, f, tokens.clone()))
                    }
                };
                if better {
                    found = Some(hit);
                }
            }
        }
        match found {
            Some(mut h) => {
                if h.word.until_death {
                    let death = (h.end..tokens.end.min(h.end + 20)).any(|k| r.is(k, Small::Death));
                    if !death {
                        t = h.end;
                        continue;
                    }
                }
                // "lost their lives"
                if h.word.measure == Measure::Missing
                    && !h.word.noun
                    && (h.end..tokens.end.min(h.end + 12)).any(|k| r.is(k, Small::Death))
                {
                    h.word.measure = Measure::Killed;
                    h.word.own_subject = true;
                    h.word.weak = false;
                }
                t = h.end.max(t + 1);
                out.push(h);
            }
            None => t += 1,
        }
    }
    out
}

/// Between a verb and a noun that are written alike the verb wins unless a clitic or the article speaks for the noun.
fn rank(r: &Reading<'_>, h: &Hit, s: Range<usize>) -> i32 {
    let mut n = 0;
    if h.word.noun {
        if h.features.any(Features::DEFINITE | Features::WITH | Features::TO | Features::PRONOUN) {
            n += 2;
        }
        if h.at > s.start
            && r.words(h.at - 1)
                .any(|(_, w)| matches!(w, Word::Small(Small::Locative | Small::Result | Small::Relayed)))
        {
            n += 2;
        }
    } else {
        n += 1;
    }
    if h.word.weak {
        n -= 1;
    }
    n
}

fn fits(measure: &MeasureWord, q: &Quantity) -> bool {
    if measure.things { q.is_thing() || (q.elliptic && !q.single) } else { !q.is_thing() }
}

fn figure(
    r: &Reading<'_>,
    attribution: &Attribution,
    sentence: usize,
    hits: &[Hit],
    all: &[&Quantity],
    k: usize,
    done: &[Option<Figured>],
) -> Option<Figured> {
    let q = all[k];
    let s = r.sentence(sentence);
    if attribution.speaking.get(q.tokens.start).copied().unwrap_or(false) && q.measure.is_none() {
        return None;
    }
    let make = |measure: Measure, from: usize, rule: &'static str, hit: Option<&Hit>| {
        let start = from.min(q.tokens.start);
        Figured {
            measure,
            of: q.of,
            figure: q.figure,
            tokens: start..q.tokens.end.max(hit.map_or(0, |h| if h.at > q.tokens.start { h.end } else { 0 })),
            at: q.tokens.start,
            sentence,
            acts: q.acts,
            country: q.country.clone(),
            part: false,
            rule,
            active: false,
            governor: hit.map(|h| h.at),
            execution: hit.is_some_and(|h| h.word.execution),
            protest: q.protest,
        }
    };
    let including = including_before(r, s.start, q.tokens.start, all, k);

    // a noun that says itself what befell them
    if let Some(m) = q.measure {
        if q.single && !governed_single(r, hits, q) {
            return None;
        }
        let measure = both(r, q, m);
        let measure = match (measure, left(r, hits, q, all, k, s.start)) {
            // "the number of dead", "transfer of the wounded": the noun stands
            (own, _) => own,
        };
        let mut f = make(measure, q.tokens.start, "counted-casualties", None);
        if measure == Measure::KilledOrWounded {
            f.tokens.end = f.tokens.end.max(pair_end(r, q));
        }
        f.part = including;
        return Some(f);
    }
    // the part of a whole
    if including && let Some(Some(whole)) = (0..k).rev().map(|j| done[j].as_ref()).find(|d| d.is_some()) {
        let own = left(r, hits, q, all, k, s.start).filter(|h| h.at > whole.tokens.end);
        if own.is_none() && !whole.measure.counts_things() == !q.is_thing() {
            let mut f = make(whole.measure, q.tokens.start, "part-of-whole", None);
            f.part = true;
            f.active = whole.active;
            f.governor = whole.governor;
            // officers among soldiers are no claim of their own, nor unclassed people among classed
            if q.of == whole.of || q.of == Of::People || q.elliptic {
                return None;
            }
            return Some(f);
        }
    }
    let l = left(r, hits, q, all, k, s.start);
    let rt = right(r, hits, q, all, k, s.end);
    let chosen = match (l, rt) {
        (Some(a), Some(b)) => {
            // the verb behind agrees with the people before it; the noun before governs when it is close
            let near = q.tokens.start.saturating_sub(a.end) <= 2;
            Some(if near {
                (a, "governor-before")
            } else if b.at - q.tokens.end <= 3 {
                (b, "verb-behind")
            } else {
                (a, "governor-before")
            })
        }
        (Some(a), None) => Some((a, "governor-before")),
        (None, Some(b)) => Some((b, "verb-behind")),
        (None, None) => None,
    };
    if let Some((h, rule)) = chosen {
        let mut measure = h.word.measure;
        if q.captive && matches!(measure, Measure::Killed | Measure::Wounded) && q.elliptic {
            return None;
        }
        let told = measure;
        measure = pair(r, hits, h, measure);
        let mut f = make(measure, h.at, rule, Some(h));
        if told == Measure::Arrested && measure == Measure::Killed && f.figure.qualifier == Qualifier::Exact {
            f.figure = Figure::qualified(f.figure.low.unwrap_or(0), Qualifier::UpTo);
        }
        f.active = h.word.agent && !h.word.noun && subject_stands(r, h, q, s.start);
        if h.word.things && !q.is_thing() {
            f.of = Of::Things;
        }
        if matches!(f.measure, Measure::Freed | Measure::Captured) && q.own {
            f.of = Of::Militants;
        }
        if q.is_thing() && !measure.counts_things() {
            return None;
        }
        // a bare subject of an active verb with its own object is who did it
        if rule == "verb-behind" && h.word.agent && !h.word.noun && object_behind(r, h, all, k) {
            return attackers(r, q, s, make(Measure::Attackers, q.tokens.start, "attackers-subject", None));
        }
        if rule == "governor-before" && subject_of_active(r, h, q, all, k) {
            return attackers(r, q, s, make(Measure::Attackers, q.tokens.start, "attackers-subject", None));
        }
        return Some(f);
    }
    // coordinated with a quantity that found its governor
    if k > 0
        && let Some(before) = done[k - 1].as_ref()
        && coordinated(r, all[k - 1], q)
        && before.measure.counts_things() == q.is_thing()
        && (!q.elliptic || q.other)
        && before.measure != Measure::Attackers
    {
        let mut f = make(before.measure, q.tokens.start, "coordinated", None);
        f.governor = before.governor;
        f.active = before.active;
        return Some(f);
    }
    // "four gunmen were killed at the embassy and two at the barracks"
    if k > 0
        && q.elliptic
        && joined(r, q)
        && let Some(before) = done[k - 1].as_ref()
        && q.tokens.start - all[k - 1].tokens.end <= 7
        && !hits.iter().any(|h| h.at > before.at && h.at < q.tokens.start && Some(h.at) != before.governor)
        && before.measure != Measure::Attackers
    {
        let mut f = make(before.measure, q.tokens.start, "coordinated-number", None);
        (f.of, f.acts, f.country) = (before.of, before.acts, before.country.clone());
        f.governor = before.governor;
        f.active = before.active;
        return Some(f);
    }
    attackers(r, q, s, make(Measure::Attackers, q.tokens.start, "attackers", None))
}

/// A figure of armed men who act: how many took part.
fn attackers(r: &Reading<'_>, q: &Quantity, s: Range<usize>, mut f: Figured) -> Option<Figured> {
    let armed = q.acts == Some(Acts::Armed) && !q.elliptic && !q.definite;
    if !armed || q.figure.low.is_none() {
        return None;
    }
    let from = q.tokens.start.saturating_sub(3).max(s.start);
    let to = (q.tokens.end + 8).min(s.end);
    let acts = (from..q.tokens.start).chain(q.tokens.end..to).any(|t| {
        r.words(t).any(|(m, w)| match w {
            Word::Trigger(t) => !t.noun || m.features.any(Features::PRONOUN),
            Word::Small(Small::Agent | Small::Perform) => true,
            _ => false,
        })
    });
    if !acts || (q.single && !q.suicide) {
        return None;
    }
    f.of = Of::Militants;
    Some(f)
}

/// A governor to the left of a quantity.
fn left<'h>(
    r: &Reading<'_>,
    hits: &'h [Hit],
    q: &Quantity,
    all: &[&Quantity],
    k: usize,
    start: usize,
) -> Option<&'h Hit> {
    let at = q.tokens.start;
    let h = hits.iter().rev().find(|h| h.end <= at && h.at >= start && fits(&h.word, q))?;
    // another quantity between takes the governor, unless this one is coordinated with it (handled by the caller)
    if all[..k]
        .iter()
        .any(|p| p.tokens.start >= h.end && p.tokens.end <= at && !p.is_thing() == !q.is_thing() && !single_subject(p))
    {
        return None;
    }
    let gap = h.end..at;
    let far = gap.len();
    if h.word.light {
        return None;
    }
    if far > 0 && gap.clone().any(|t| r.mark(t, ".;!?")) {
        return None;
    }
    // a verb of saying or another act between cuts the reach
    let cut = gap.clone().any(|t| {
        r.words(t).any(|(m, w)| match w {
            Word::Speech(v) => !v.weak,
            Word::Measure(x) => !x.weak && !x.light && fits(x, q) && t > h.at,
            Word::Trigger(x) => !x.noun && !x.weak,
            Word::Small(Small::Result) => true,
            Word::Small(Small::Agent | Small::Perform | Small::Relative) => far > 6 && m.start as usize > h.end + 3,
            _ => false,
        })
    });
    if cut {
        return None;
    }
    // a plural verb has its people before it: what stands behind is its object only when it is close
    let subject_before = !h.word.noun
        && h.features.any(Features::PLURAL | Features::DUAL)
        && all[..k].iter().any(|p| p.tokens.end <= h.at && h.at - p.tokens.end <= 9);
    let limit = match () {
        () if subject_before => 2,
        () if h.word.weak => 2,
        () if q.elliptic && h.word.count => 9,
        () if q.elliptic => 3,
        () if q.single => 1,
        () if q.unknown => 3,
        () if h.word.noun && !h.word.count => 6,
        () => 14,
    };
    let commas = gap.filter(|t| r.mark(*t, ",")).count();
    (far <= limit && commas <= 1 && !(commas == 1 && (q.elliptic || h.word.noun && far > 4))).then_some(h)
}

fn single_subject(p: &Quantity) -> bool {
    p.single
}

/// A verb to the right whose subject the quantity is: "12 soldiers were killed", "40 lost their lives".
fn right<'h>(
    r: &Reading<'_>,
    hits: &'h [Hit],
    q: &Quantity,
    all: &[&Quantity],
    k: usize,
    end: usize,
) -> Option<&'h Hit> {
    let at = q.tokens.end;
    let h = hits.iter().find(|h| h.at >= at && h.at < end && !h.word.noun && fits(&h.word, q))?;
    let next_quantity = all.get(k + 1).map_or(end, |n| n.tokens.start);
    if next_quantity < h.at || h.features.any(Features::CONJUNCTION) {
        return None;
    }
    let gap = at..h.at;
    if gap.len() > 9 {
        return None;
    }
    let agrees = h.features.any(Features::PLURAL | Features::DUAL)
        || q.single
        || h.word.own_subject
        || h.word.passive
        || !h.features.any(Features::PAST | Features::PRESENT);
    let cut = gap.clone().any(|t| {
        r.mark(t, ".;:")
            || r.words(t).any(|(_, w)| {
                matches!(w, Word::Speech(v) if !v.weak)
                    || matches!(w, Word::Trigger(x) if !x.noun)
                    || matches!(w, Word::Small(Small::That))
            })
    });
    (agrees && !cut && !q.elliptic | (gap.len() <= 1)).then_some(h)
}

/// "dead and wounded", "killed and wounded": one figure for both.
fn pair(r: &Reading<'_>, hits: &[Hit], h: &Hit, measure: Measure) -> Measure {
    let Some(i) = hits.iter().position(|x| x.at == h.at) else { return measure };
    let partner = |x: &Hit| {
        matches!((x.word.measure, measure), (Measure::Killed, Measure::Wounded) | (Measure::Wounded, Measure::Killed))
    };
    // "77 were killed and 255 wounded" are two verbs with figures of their own: they do not agree in number
    let alike = |x: &Hit| {
        x.word.noun == h.word.noun
            && (h.word.noun || x.features.has(Features::PLURAL) == h.features.has(Features::PLURAL))
    };
    if i > 0 {
        let p = &hits[i - 1];
        if p.end == h.at && h.features.has(Features::CONJUNCTION) && partner(p) && alike(p) {
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
    if let Some(n) = hits.get(i + 1)
        && n.at == h.end
        && n.features.has(Features::CONJUNCTION)
        && partner(n)
        && alike(n)
    {
        return Measure::KilledOrWounded;
    }
    measure
}

/// A casualty noun followed by its counterpart: "200 dead and wounded".
fn both(r: &Reading<'_>, q: &Quantity, m: Measure) -> Measure {
    if pair_end(r, q) > q.tokens.end && matches!(m, Measure::Killed | Measure::Wounded) {
        Measure::KilledOrWounded
    } else {
        m
    }
}

fn pair_end(r: &Reading<'_>, q: &Quantity) -> usize {
    let t = q.tokens.end;
    let own = q.measure;
    let joined = r.words(t).find_map(|(m, w)| match w {
        Word::Person(p)
            if m.features.has(Features::CONJUNCTION)
                && matches!(p.measure, Some(Measure::Killed | Measure::Wounded))
                && p.measure != own =>
        {
            Some(m.end as usize)
        }
        _ => None,
    });
    // "dead or wounded" with a word of its own
    let or = r.is(t, Small::Or)
        && r.words(t + 1).any(|(_, w)| matches!(w, Word::Person(p) if matches!(p.measure, Some(Measure::Killed | Measure::Wounded)) && p.measure != own));
    match joined {
        Some(end) if !r.numbers.numbers.iter().any(|n| n.range.start == t) => end,
        _ if or => t + 2,
        _ => t,
    }
}

/// A single casualty counts only where a word of falling or leaving behind governs it.
fn governed_single(r: &Reading<'_>, hits: &[Hit], q: &Quantity) -> bool {
    let at = q.tokens.start;
    at > 0
        && (hits.iter().any(|h| h.end == at && (h.word.light || h.word.noun))
            || r.words(at - 1).any(|(_, w)| matches!(w, Word::Small(Small::Result))))
}

fn including_before(r: &Reading<'_>, start: usize, at: usize, all: &[&Quantity], k: usize) -> bool {
    let from = if k > 0 { all[k - 1].tokens.end } else { start };
    let from = from.max(at.saturating_sub(5));
    if k == 0 && from == start {
        return false;
    }
    if (from..at).any(|t| r.is(t, Small::Including) || r.is(t, Small::Namely)) {
        return true;
    }
    // "among them 3 women and 2 children": the second goes on with the first
    k > 0 && coordinated(r, all[k - 1], all[k]) && including_before(r, start, all[k - 1].tokens.start, all, k - 1)
}

fn coordinated(r: &Reading<'_>, a: &Quantity, b: &Quantity) -> bool {
    let gap = a.tokens.end..b.tokens.start;
    if gap.len() > 3 {
        return false;
    }
    let joined = joined(r, b) || gap.clone().any(|t| r.is(t, Small::And) || r.is(t, Small::Also));
    joined
        && !gap
            .clone()
            .any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Measure(_) | Word::Trigger(_) | Word::Speech(_))))
}

/// Whether a conjunction is written on the quantity's first word.
fn joined(r: &Reading<'_>, q: &Quantity) -> bool {
    r.chart.matches_at(q.tokens.start).iter().any(|m| m.features.has(Features::CONJUNCTION))
        || r.numbers.numbers.iter().any(|n| n.range.start == q.tokens.start && n.joined)
}

/// Whether an active verb's subject stands between it and its object.
fn subject_stands(r: &Reading<'_>, h: &Hit, q: &Quantity, start: usize) -> bool {
    if h.at >= q.tokens.end {
        return false;
    }
    let between = r.actors.iter().any(|a| a.tokens.start >= h.end && a.tokens.end <= q.tokens.start);
    let plural_verb = h.features.any(Features::PLURAL | Features::DUAL);
    let _ = start;
    between || plural_verb
}

/// "gunmen killed 16 people": the quantity before the verb is the subject when another stands behind it.
fn object_behind(r: &Reading<'_>, h: &Hit, all: &[&Quantity], k: usize) -> bool {
    all.get(k + 1).is_some_and(|n| {
        n.tokens.start >= h.end
            && n.tokens.start - h.end <= 1
            && !r.is(h.end, Small::Locative)
            && !joined(r, n)
            && n.acts != Some(Acts::Armed)
    })
}

/// "five gunmen killed …": armed men right behind an active verb with their victims behind them.
fn subject_of_active(r: &Reading<'_>, h: &Hit, q: &Quantity, all: &[&Quantity], k: usize) -> bool {
    !h.word.noun
        && h.word.agent
        && q.acts == Some(Acts::Armed)
        && all.get(k + 1).is_some_and(|n| {
            !coordinated(r, q, n)
                && n.tokens.start - q.tokens.end <= 2
                && n.acts != Some(Acts::Armed)
                && !(q.tokens.end..n.tokens.start)
                    .any(|t| r.is(t, Small::Including) || r.mark(t, ",") || r.is(t, Small::Locative))
                && !r.words(n.tokens.start.saturating_sub(1)).any(|(_, w)| matches!(w, Word::Measure(_)))
        })
}

/// "No soldier was killed": a figure of nought.
fn zeros(r: &Reading<'_>, sentence: usize, hits: &[Hit]) -> Vec<Figured> {
    let s = r.sentence(sentence);
    let mut out: Vec<Figured> = Vec::new();
    for h in hits {
        if !matches!(h.word.measure, Measure::Killed | Measure::Wounded) || h.word.weak || h.word.light {
            continue;
        }
        let from = h.at.saturating_sub(3).max(s.start);
        let negated = (from..h.at).any(|t| r.is(t, Small::Negation) || r.is(t, Small::NegationNext));
        if !negated {
            continue;
        }
        let any = (h.end..(h.end + 4).min(s.end)).find(|t| r.is(*t, Small::Any));
        let Some(any) = any else { continue };
        let person = (any + 1..(any + 4).min(s.end)).find_map(|t| {
            r.words(t).find_map(|(m, w)| match w {
                Word::Person(p) => Some((m.end as usize, p.of, p.acts)),
                Word::Force(f) => Some((m.end as usize, of_acts(f.acts), Some(f.acts))),
                _ => None,
            })
        });
        let Some((end, of, acts)) = person else { continue };
        out.push(Figured {
            measure: h.word.measure,
            of,
            figure: Figure { low: Some(0), high: Some(0), qualifier: Qualifier::None },
            tokens: from..end,
            at: any,
            sentence,
            acts,
            country: None,
            part: false,
            rule: "none",
            active: false,
            governor: Some(h.at),
            execution: false,
            protest: false,
        });
    }
    out
}
