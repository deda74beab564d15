//! What befell those who are counted: every quantity finds the word that governs it.

mod attackers;
mod companions;
mod found;
mod governors;
mod hits;
mod joined;
mod named;
mod none;
mod parts;
mod subject;
mod tallies;
mod together;
mod told;
mod unreal;

use crate::attribution::Attribution;
use crate::quantities::{Quantity, class_behind};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small};
use attackers::{attackers, blown_up, object_behind, object_untold, subject_of_active, whose_number};
use governors::{governed_single, left, right, subject_stands, with_him};
use hits::{Hit, hits};
use isnad_language::Features;
use isnad_model::{Figure, Measure, Of, Qualifier};
use joined::{both, coordinated, gapped, including_before, joined, listed, pair, pair_end, summed};
use named::{named, of_armed_group};
use none::zeros;
use parts::whole_of;
use std::ops::Range;
use told::{
    befallen_one, captives, count_behind, goes_on, held_by_state, lone_casualty, loser, losses_of, of_one_before,
    of_them, own_men, pointed_out, said_to_be, same_people, some_of_them, taken, under_one_number,
};
use unreal::{denied, earlier_count, marching, only_tried, spoken_of, supposed, told_of, told_one_by_one};

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
    /// The attacker himself, whom the text points at: "the assailant", "whoever carried it out".
    pub assailant: bool,
    /// "Another", "others": besides those told of before.
    pub other: bool,
}

/// All figures of the article in order.
pub(crate) fn read(r: &Reading<'_>, attribution: &Attribution) -> Vec<Figured> {
    let mut out = Vec::new();
    for s in 0..r.sentences() {
        let tokens = r.sentence(s);
        let hits = hits(r, tokens.clone());
        // those who tell it are none of those to whom it happened
        let tells =
            |q: &Quantity| attribution.speaking.get(q.tokens.start).copied().unwrap_or(false) && q.measure.is_none();
        let quantities: Vec<&Quantity> = r.quantities_in(tokens.clone()).iter().filter(|q| !tells(q)).collect();
        let mut done: Vec<Option<Figured>> = Vec::new();
        for k in 0..quantities.len() {
            let f = figure(r, s, &hits, &quantities, k, &done);
            done.push(f);
        }
        let mut told = summed(done, &quantities, r);
        let named = named(r, attribution, s, &hits, &told);
        companions::of_their_leader(r, &mut told, &named);
        out.extend(told);
        out.extend(named);
        out.extend(zeros(r, s, &hits));
    }
    companions::of_the_mission(r, &mut out);
    out
}

fn figure(
    r: &Reading<'_>,
    sentence: usize,
    hits: &[Hit],
    all: &[&Quantity],
    k: usize,
    done: &[Option<Figured>],
) -> Option<Figured> {
    let q = all[k];
    let s = r.sentence(sentence);
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
            assailant: q.single && pointed_out(r, q.tokens.start),
            other: q.other || q.tokens.clone().any(|t| r.is(t, Small::Other)),
        }
    };
    let including = including_before(r, s.start, q.tokens.start, all, k);

    // a noun that says itself what befell them
    if let Some(m) = q.measure {
        // "the two victims": those told before
        let again = q.definite && q.tokens.len() == 1 && q.figure == Figure::exact(2) && m != Measure::Abducted;
        // "some of the wounded": a share of those told of elsewhere
        let fell = hits.iter().any(|h| h.word.light && h.end == q.tokens.start);
        let share = q.definite && r.is(q.tokens.start, Small::Share) && !fell;
        // "two of the wounded", whom no word of falling governs
        let of_those = q.definite
            && q.figure.qualifier == Qualifier::Exact
            && q.tokens.clone().any(|t| r.is(t, Small::From))
            && left(r, hits, q, all, k, s.start).is_none();
        // "six of the dead are policemen"
        if of_those && let Some((of, acts)) = said_to_be(r, q.tokens.end) {
            let mut f = make(m, q.tokens.start, "said-to-be", None);
            (f.of, f.acts, f.part) = (of, acts, true);
            return Some(f);
        }
        // "142 of the dead *are students*"
        if of_those && q.of != Of::People && !r.vocabulary.morphology.definite(r.chart.norm(q.tokens.end - 1)) {
            let mut f = make(m, q.tokens.start, "said-to-be", None);
            f.part = true;
            return Some(f);
        }
        let one = q.single && lone_casualty(r, all, done, k, s.start);
        if share || of_those || (q.single || again) && !governed_single(r, hits, q) && !one {
            return None;
        }
        let count = left(r, hits, q, all, k, s.start).filter(|h| h.word.count);
        let fell = befallen_one(r, hits, q, m);
        // "fifty victims, dead and wounded together"
        let together = |h: &Hit| h.at == q.tokens.end && h.word.measure == Measure::KilledOrWounded;
        let fell = if hits.iter().any(together) { Measure::KilledOrWounded } else { fell };
        let measure = if q.single || fell != m && !joined(r, q) { fell } else { both(r, q, m) };
        let mut f = make(measure, q.tokens.start, "counted-casualties", None);
        if measure == Measure::KilledOrWounded {
            let end = pair_end(r, q);
            f.tokens.end = f.tokens.end.max(end);
            if let Some((_, of, acts, country)) = class_behind(r, end, true).filter(|_| q.of == Of::People) {
                (f.of, f.acts, f.country) = (of, acts, country);
            }
        }
        f.part = including;
        if let Some(h) = count
            && f.of == Of::People
            && let Some((_, of, acts, country)) = class_behind(r, h.end, true).or_else(|| losses_of(r, h.end))
        {
            (f.of, f.acts, f.country) = (of, acts, country);
        }
        let lost = |h: &&Hit| h.word.loses && r.actors_at(h.end).any(|a| a.tokens.end == q.tokens.start);
        if let Some(h) = hits.iter().find(lost)
            && f.of == Of::People
            && let Some((of, acts, country)) = loser(r, h, q)
        {
            (f.of, f.acts, f.country) = (of, acts, country);
        }
        return Some(f);
    }
    // the part of a whole
    let told = || (0..k).rev().filter_map(|j| done[j].as_ref());
    if including && under_one_number(r, &all[..=k]) {
        return None;
    }
    if including && let Some(whole) = told().find(|f| !f.part).or_else(|| told().next()) {
        let own = left(r, hits, q, all, k, s.start).filter(|h| h.at > whole.tokens.end);
        // "among them 40 children, and 79 were wounded"
        let verb = q.elliptic && right(r, hits, q, all, k, s.end).is_some_and(|h| h.at == q.tokens.end);
        // whoever is among the attackers is no attacker of another class
        if whole.measure == Measure::Attackers && q.of != Of::Militants {
            return None;
        }
        if own.is_none() && !verb && whole.measure.counts_things() == q.is_thing() {
            let mut f = make(whole.measure, q.tokens.start, "part-of-whole", None);
            f.part = true;
            f.active = whole.active;
            f.governor = whole.governor;
            // officers among soldiers are no claim of their own, nor unclassed people among classed
            // but "26 fighters, among them four Syrians"
            let abroad = q.country.is_some() && q.acts == Some(Acts::Civilians) && whole.of != Of::Civilians;
            if q.of == whole.of || q.of == Of::People && !abroad || q.elliptic {
                return None;
            }
            return Some(f);
        }
    }
    if blown_up(r, hits, q) {
        let mut f = make(Measure::Attackers, q.tokens.start, "attackers-themselves", None);
        f.of = Of::Militants;
        return Some(f);
    }
    if let Some((measure, of, acts)) = some_of_them(r, q, done) {
        let mut f = make(measure, q.tokens.start, "some-of-them", None);
        (f.of, f.acts, f.part) = (of, acts, true);
        return Some(f);
    }
    if under_one_number(r, &all[..=k]) {
        return None;
    }
    if whose_number(r, q, s.start) {
        let mut f = make(Measure::Attackers, q.tokens.start, "attackers-number", None);
        f.of = Of::Militants;
        return Some(f);
    }
    let l = left(r, hits, q, all, k, s.start);
    let rt = right(r, hits, q, all, k, s.end);
    let chosen = match (l, rt) {
        (Some(a), Some(b)) => {
            // the verb behind agrees with the people before it; the noun before governs when it is close
            let plural = |h: &Hit| !h.word.noun && h.features.any(Features::PLURAL | Features::DUAL);
            // "11 are counted as missing"
            let phrase = |h: &Hit| h.word.own_subject && h.end > h.at + 1;
            let served = q.elliptic && plural(a) && (plural(b) || phrase(b)) && b.at == q.tokens.end;
            // "the bodies of four workers, abducted before"
            let bodies = a.word.noun && a.end == q.tokens.start && b.word.measure != a.word.measure;
            let outdone = a.word.weak && !b.word.weak && b.at <= q.tokens.end + 1 && !bodies || served;
            let near = q.tokens.start.saturating_sub(a.end) <= 2 && !a.word.light && !outdone;
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
        if supposed(r, h, s.start) || rule == "governor-before" && denied(r, h, s.start) {
            return None;
        }
        if rule == "governor-before" && (only_tried(r, h, s.start) || h.word.count && earlier_count(r, q)) {
            return None;
        }
        let mut measure = h.word.measure;
        // "killed by three bullets"
        // "the death of a son *of the leader*"
        let whose = rule == "governor-before" && h.word.noun && k > 0 && of_one_before(r, all[k - 1], q);
        let by = q.unknown && r.chart.matches_at(q.tokens.start).iter().any(|m| m.features.has(Features::WITH));
        // "a gunman kills his cousin"
        let doer = rule == "verb-behind" && q.single && q.acts == Some(Acts::Armed) && object_untold(r, h);
        // "a gunman took hostages"
        let taker = h.word.measure == Measure::Abducted && h.word.agent && q.acts == Some(Acts::Armed);
        // "two men burnt equipment"
        let burnt = rule == "verb-behind" && h.word.things && h.word.agent && !(h.word.noun || h.word.arrests);
        let human = h.features.has(Features::PLURAL) || h.features.has(Features::DUAL) && !q.is_thing();
        if by || doer || taker || whose || burnt && human {
            return None;
        }
        if q.captive && matches!(measure, Measure::Killed | Measure::Wounded) && q.elliptic {
            return None;
        }
        if h.word.arrests && !q.is_thing() && !q.elliptic && !q.unknown {
            measure = Measure::Arrested;
        }
        if measure == Measure::Abducted && held_by_state(r, h, q) {
            measure = Measure::Arrested;
        }
        // only captives are free when they flee
        if measure == Measure::Freed && h.word.own_subject && !q.captive {
            return None;
        }
        // "the force lost ten of its fighters", "the army lost a hundred soldiers"
        let lost = if h.word.loses && rule == "governor-before" { loser(r, h, q) } else { None };
        if measure == Measure::Missing
            && ((q.own || q.family) && !h.word.noun && rule == "governor-before" || lost.is_some())
        {
            measure = Measure::Killed;
        }
        if taken(r, h, q) {
            measure = Measure::Captured;
        }
        let cell = || r.marked(h.at..q.tokens.start, Small::Cell.mark()).next().is_some();
        // "felled a cell of seven men": took it up
        if h.word.light && measure == Measure::Killed && cell() {
            measure = Measure::Arrested;
        }
        let told = measure;
        measure = pair(r, hits, h, q, measure);
        let mut f = make(measure, h.at, rule, Some(h));
        if told == Measure::Arrested && measure == Measure::Killed && f.figure.qualifier == Qualifier::Exact {
            f.figure = Figure::qualified(f.figure.low.unwrap_or(0), Qualifier::UpTo);
        }
        f.active = h.word.agent && !h.word.noun && lost.is_none() && subject_stands(r, h, q);
        if let Some((of, acts, country)) = lost.filter(|_| matches!(f.of, Of::People | Of::Militants)) {
            (f.of, f.acts, f.country) = (of, acts, country);
        }
        // "the group's armourer", "whoever carried it out"
        let armed = q.of == Of::Officials && of_armed_group(r, q.tokens.end);
        if q.single && (armed || f.assailant && f.of == Of::People && measure == Measure::Killed) {
            (f.of, f.acts) = (Of::Militants, Some(Acts::Armed));
        }
        // "took up a cell of five people"
        if measure == Measure::Arrested && matches!(f.of, Of::People | Of::Civilians) && !q.single && cell() {
            (f.of, f.acts) = (Of::Militants, Some(Acts::Armed));
        }
        // "So-and-so and his son were killed", where the verb tells of two
        let kin = q.single && r.chart.matches_at(q.tokens.start).iter().any(|m| m.features.has(Features::CONJUNCTION));
        let first = k == 0 || !coordinated(r, all[k - 1], q);
        if rule == "verb-behind" && kin && first && h.features.has(Features::DUAL) && f.figure == Figure::exact(1) {
            f.figure = Figure::exact(2);
        }
        if q.elliptic
            && f.of == Of::People
            && h.end == q.tokens.start
            && h.features.has(Features::CONJUNCTION)
            && let Some(before) = same_people(done, h.at)
        {
            (f.of, f.acts, f.country) = (before.of, before.acts, before.country.clone());
        }
        if f.of == Of::People
            && f.acts.is_none()
            && let Some((of, acts, country)) =
                own_men(r, q, s.start).or_else(|| of_them(r, q, h.at.min(q.tokens.start), s.start))
        {
            (f.of, f.acts, f.country) = (of, acts, country);
        }
        if q.other
            && f.of == Of::People
            && f.acts.is_none()
            && let Some(before) = same_people(done, h.at)
        {
            (f.of, f.acts, f.country) = (before.of, before.acts, before.country.clone());
        }
        if h.word.things && !q.is_thing() && measure != Measure::Arrested {
            // "nine houses were destroyed and *twenty others* damaged"
            let same = || done.iter().rev().flatten().next().filter(|x| x.of.is_thing() && x.measure.counts_things());
            f.of = if q.other { same().map_or(Of::Things, |x| x.of) } else { Of::Things };
        }
        if measure == Measure::Attackers {
            f.of = Of::Militants;
        } else if h.word.count
            && f.of == Of::People
            && let Some((_, of, acts, country)) = tallies::class(r, h)
        {
            (f.of, f.acts, f.country) = (of, acts, country);
        }
        // "the leader So-and-so and several of his companions"
        let first = || done.iter().rev().flatten().find(|x| x.governor == Some(h.at) && x.acts.is_some());
        if q.own
            && f.of == Of::People
            && with_him(r, h, q)
            && let Some(led) = first()
        {
            (f.of, f.acts, f.country) = (led.of, led.acts, led.country.clone());
        }
        // captives who flee are free
        if f.measure == Measure::Displaced && q.captive {
            f.measure = Measure::Freed;
        } else if f.measure == Measure::Displaced && q.single {
            // "a treacherous terrorist", written like one who left
            return None;
        } else if f.measure == Measure::Displaced
            // fighters who leave a town count with their families
            && !(h.word.evacuates && q.acts == Some(Acts::Armed))
            && matches!(q.acts, Some(Acts::Armed | Acts::Military | Acts::Police | Acts::Government))
        {
            return None;
        }
        if h.word.evacuates && h.word.noun && marching(r, q, s.clone()) {
            return None;
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
    let of_count = || told_of(r, q, s.start).or_else(|| count_behind(r, hits, q, s.start)).or_else(|| goes_on(r, q));
    if let Some((measure, of, at)) = of_count() {
        let mut f = make(measure, at, "number-told-of", None);
        f.of = of;
        return Some(f);
    }
    if let Some(before) = spoken_of(r, q, done, &s) {
        let mut f = make(before.measure, q.tokens.start, "spoken-of", None);
        (f.of, f.acts, f.country) = (before.of, before.acts, before.country.clone());
        return Some(f);
    }
    if let Some(whole) = whole_of(r, all, k, done) {
        let mut f = make(whole.measure, q.tokens.start, "part-of-whole", None);
        (f.governor, f.active, f.part) = (whole.governor, whole.active, true);
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
        let fell = matches!(before.measure, Measure::Killed | Measure::Wounded);
        let measure = if fell && captives(r, q) { Measure::Captured } else { before.measure };
        let mut f = make(measure, q.tokens.start, "coordinated", None);
        f.governor = before.governor;
        f.active = before.active;
        return Some(f);
    }
    // "four gunmen were killed at the embassy and two at the barracks"
    if k > 0
        && q.elliptic
        && (joined(r, q) || gapped(r, all[k - 1], q))
        && let Some(before) = done[k - 1].as_ref()
        && q.tokens.start - all[k - 1].tokens.end <= 7
        && !hits.iter().any(|h| h.at > before.at && h.at < q.tokens.start && Some(h.at) != before.governor)
        && before.measure != Measure::Attackers
    {
        let mut f = make(before.measure, q.tokens.start, "coordinated-number", None);
        if f.of == Of::People && f.acts.is_none() {
            (f.of, f.acts, f.country) = (before.of, before.acts, before.country.clone());
        }
        f.governor = before.governor;
        f.active = before.active;
        return Some(f);
    }
    if let Some(before) = done.iter().rev().flatten().next().filter(|f| listed(r, hits, f, q)) {
        let mut f = make(before.measure, q.tokens.start, "listed", None);
        (f.governor, f.active) = (before.governor, before.active);
        return Some(f);
    }
    if let Some((measure, at)) = told_one_by_one(r, q, s.start) {
        let mut f = make(measure, at, "told-one-by-one", None);
        f.part = true;
        return Some(f);
    }
    attackers(r, q, s, make(Measure::Attackers, q.tokens.start, "attackers", None))
}
