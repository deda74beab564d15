//! One person told by name or description: "the killing of the leader So-and-so", "arrested So-and-so".

use super::Figured;
use super::found::{body_of_one, describes_only};
use super::governors::with_him;
use super::hits::Hit;
use super::subject::{
    attacker_before, culprit_before, culprit_of_deed, described_before, name_before, subject_of, suicide,
};
use super::together::{named_too, someone, titled, two_named};
use super::told::pointed_out;
use super::unreal::{only_tried, supposed};
use crate::actors::Who;
use crate::attribution::Attribution;
use crate::quantities::class_behind;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Person, Small, Until, Word};
use isnad_language::Features;
use isnad_model::{Figure, Measure, Of};
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// Words from an office to the armed group that it is of at most.
const OFFICE: usize = 4;

/// Words between a description and the name at most ("the leader *in the movement* So-and-so").
const DESCRIPTION: usize = 8;

/// Words between a verb and a subject told behind a comma at most.
const ASIDE: usize = 12;

/// The persons of a sentence whom a word of its own befalls and no quantity tells.
pub(super) fn named(
    r: &Reading<'_>,
    attribution: &Attribution,
    sentence: usize,
    hits: &[Hit],
    told: &[Figured],
) -> Vec<Figured> {
    let s = r.sentence(sentence);
    // "met his death with several companions": they are told of besides him
    let besides = |h: &Hit, f: &Figured| {
        let q = || r.quantities_in(f.at..f.at + 1).first();
        f.governor == Some(h.at) && q().is_some_and(|q| with_him(r, h, q))
    };
    let governs =
        |h: &Hit| told.iter().any(|f| (f.governor == Some(h.at) || f.tokens.contains(&h.at)) && !besides(h, f));
    hits.iter()
        .filter(|h| befalls_one(r, h) && !governs(h) && !only_tried(r, h, s.start) && !supposed(r, h, s.start))
        .filter(|h| !attribution.speaking.get(h.at).copied().unwrap_or(false))
        .filter_map(|h| {
            let (tokens, person) = if h.features.has(Features::PLURAL) {
                // "settlers had *killed the youth So-and-so*"
                victim(r, h, s.end).filter(|(_, person)| person.is_some())?
            } else if h.word.own_subject && h.end > h.at + 1 && !h.word.noun && of_one(h) {
                // "So-and-so met his death"
                let person = described_before(r, h.at, s.start);
                let culprit = culprit_of_deed(r, h.at, s.start);
                // a bomber who died with those whom he killed is no part of their toll (codebook, section 4)
                let bomber = h.word.measure == Measure::Killed
                    && (person.is_some_and(|p| p.suicide) || culprit.is_some_and(|at| suicide(r, at..h.at)));
                ((!bomber).then_some(culprit.unwrap_or(h.at)..h.end)?, person)
            } else if let Some((at, p)) = subject_of(r, h, s.start).or_else(|| attacker_before(r, h, s.start)) {
                (at..h.end, Some(p))
            } else if let Some(at) = culprit_before(r, h, s.start).or_else(|| name_before(r, h, s.start)) {
                (at..h.end, None)
            } else if h.features.has(Features::PRONOUN) {
                (result_before(r, h, s.start).then_some(h.at..h.end)?, told_last(r, h, s.start))
            } else {
                victim(r, h, s.end).filter(|(_, p)| p.is_some() || !describes_only(r, h))?
            };
            let (end, kin) = with_kin(r, tokens.end, s.end);
            Some((h, tokens.start..end, person, 1 + kin))
        })
        .flat_map(|(h, tokens, person, mut people)| {
            let mut others = if tokens.start > h.at { named_too(r, tokens.end, s.end) } else { Vec::new() };
            // "the policeman So-and-so and the policeman So-and-so" make one figure
            let like = |p: &Person| person.is_some_and(|x| x.of == p.of);
            let mut end = tokens.end;
            people += others.iter().filter(|(_, p)| like(p)).count() as u64;
            end = others.iter().filter(|(_, p)| like(p)).map(|(t, _)| t.end).max().unwrap_or(end);
            others.retain(|(_, p)| !like(p));
            let first = figured(r, h, tokens.start..end, person, people, sentence);
            let rest: Vec<Figured> = others.into_iter().map(|(t, p)| figured(r, h, t, Some(p), 1, sentence)).collect();
            std::iter::once(first).chain(rest)
        })
        .chain(
            hits.iter()
                .filter(|h| !governs(h))
                .filter_map(|h| Some(figured(r, h, two_named(r, h, s.start)?..h.end, None, 2, sentence))),
        )
        .chain(
            hits.iter()
                .filter(|h| struck_down(r, h, s.start) && !governs(h) && !supposed(r, h, s.start))
                .map(|h| figured(r, h, h.at..h.end, None, 1, sentence)),
        )
        .collect()
}

/// "Fired at the attacker *and killed him*", "before the police *killed him*": the object is a pronoun for one person.
fn struck_down(r: &Reading<'_>, h: &Hit, start: usize) -> bool {
    let before = || h.at.saturating_sub(2).max(start)..h.at;
    if r.since(start, h.at) {
        return false;
    }
    let led = |f: Features| {
        f.has(Features::PRESENT) && before().any(|t| r.is(t, Small::Temporal))
            || f.has(Features::PAST) && (f.has(Features::CONJUNCTION) || before().any(|t| r.is(t, Small::That)))
    };
    // "and dead", written like "and killed" with a pronoun
    let dead = r.has(h.at, Word::PERSON);
    // "and killed him" is written like "and the killing of him"
    h.end == h.at + 1
        && !dead
        && r.words(h.at).any(|(m, w)| {
            matches!(w, Word::Measure(x) if x.measure == Measure::Killed && x.agent && !(x.noun || x.weak))
                && m.features.has(Features::PRONOUN)
                && !m.features.has(Features::PRONOUN_PLURAL)
                && led(m.features)
        })
}

/// Died or was arrested, told in a phrase behind whoever it befell.
fn of_one(h: &Hit) -> bool {
    matches!(h.word.measure, Measure::Killed | Measure::Arrested)
}

/// Killed, taken or arrested, by a word that is mostly used so.
fn befalls_one(r: &Reading<'_>, h: &Hit) -> bool {
    let one = match h.word.measure {
        Measure::Killed | Measure::Abducted | Measure::Arrested | Measure::Captured => true,
        Measure::Freed => true,
        Measure::Wounded => h.word.passive || h.word.noun,
        _ => false,
    };
    let phrase = h.end > h.at + 1;
    // "three deaths" are counted, "the death of Colonel X" is told of him
    let alone =
        |f: Features| h.word.noun && !h.word.weak && h.word.measure == Measure::Killed && f.has(Features::SINGULAR);
    let body = body_of_one(r, h);
    let casualty =
        r.words(h.at).any(|(m, w)| matches!(w, Word::Person(p) if p.measure.is_some() && !alone(m.features))) && !body;
    one && !casualty
        && !(h.word.things || h.word.light || h.word.count || h.word.until == Some(Until::Care) || h.word.plural)
        && !h.features.any(Features::PRONOUN_PLURAL | Features::DUAL | Features::TO)
        && (!h.features.has(Features::PLURAL) || h.word.agent && !h.word.noun && h.features.has(Features::PAST))
        && (phrase || !h.word.noun || !h.features.has(Features::DEFINITE))
        && (h.word.noun
            || phrase
            || h.features.has(Features::PAST)
            || h.word.passive
            || h.word.until.is_some()
            || h.word.measure == Measure::Freed)
        && (!h.word.weak || body || h.word.noun && h.features.has(Features::PRONOUN))
}

/// "Which led to his death".
fn result_before(r: &Reading<'_>, h: &Hit, start: usize) -> bool {
    h.word.noun && (h.at.saturating_sub(2).max(start)..h.at).any(|t| r.is(t, Small::Result))
}

/// Words from whoever was hit to "which led to his death" at most.
const RESULT: usize = 16;

/// "Fired at *a policeman* in the market, which led to his death": the one told last before, in the same sentence.
fn told_last<'r>(r: &'r Reading<'_>, h: &Hit, start: usize) -> Option<&'r Person> {
    let from = h.at.saturating_sub(RESULT).max(start);
    let one = |t: usize| {
        r.words(t).find_map(|(m, w)| match w {
            Word::Person(p) if single(p, m.features) && p.measure.is_none() => Some(p),
            _ => None,
        })
    };
    let last = r.quantities_in(from..h.at).iter().rev().find(|q| q.tokens.end <= h.at && !q.is_thing())?;
    if last.single { one(last.tokens.start) } else { None }
}

/// Whom the word befalls: a description with a name, or a name alone; with what the description says.
fn victim<'r>(r: &'r Reading<'_>, h: &Hit, end: usize) -> Option<(Range<usize>, Option<&'r Person>)> {
    let doers = behind_doers(r, h, end);
    let aside = behind_aside(r, h, end);
    let at = aside.unwrap_or_else(|| behind_wake(r, doers));
    // "and in it was killed So-and-so"
    let undergone = aside.is_none() && doers == h.end && at > doers;
    if at >= end {
        return None;
    }
    let described = r.words(at).find_map(|(m, w)| match w {
        Word::Person(p) if single(p, m.features) => Some((m.end as usize, p)),
        _ => None,
    });
    if let Some((from, p)) = described {
        // "the leader in the movement So-and-so"
        let about = |t: usize| {
            r.actors.iter().any(|a| a.tokens.contains(&t))
                || r.words(t).next().is_none() && r.vocabulary.morphology.definite(r.chart.norm(t))
                || r.is(t, Small::Locative)
                || r.has(
                    t,
                    Word::DEMONYM | Word::MODIFIER | Word::PERSON | Word::COMPASS | Word::SPEAKER | Word::MILITANTS,
                )
        };
        let stop = (from + DESCRIPTION).min(end);
        let name = (from..stop).find(|t| !about(*t))?;
        // "the leader of the movement, So-and-so, was killed"
        let name = name + usize::from(r.mark(name, ","));
        let to = name_end(r, name, end);
        // "arrested the youth So-and-so": a first name before a surname that is written like another word
        let first = to == name + 1 && name == from && civil(p) && r.vocabulary.morphology.definite(r.chart.norm(at));
        return (to >= name + 2 || first).then_some((at..to, Some(p)));
    }
    if let Some(stop) = titled(r, h, at, end).or_else(|| someone(r, h, at, end)) {
        return Some((at..stop, None));
    }
    let stop = name_end(r, at, end);
    // "the army killed So-and-so (35) behind the fence"
    let object = !h.word.noun && aside.is_none() && at > h.end && (r.mark(stop, "(") || told_how(r, stop));
    let direct = (h.word.noun || !h.word.agent || undergone || object) && h.word.measure != Measure::Wounded;
    let known = stop == at + 1 && surname(r, at) && told_how(r, stop);
    (direct && stop >= at + 2 || known).then_some((at..stop, None))
}

/// Whoever bears no arms and no office, told by what he is.
fn civil(p: &Person) -> bool {
    p.of == Of::Civilians && !(p.leader || p.member || p.captive)
}

/// Whether a name of one word is told in full elsewhere: behind another word of a name.
pub(super) fn surname(r: &Reading<'_>, at: usize) -> bool {
    let name =
        |t: usize| r.chart.text.tokens()[t].kind == TokenKind::Word && r.words(t).next().is_none() && !r.covered[t];
    let word = r.chart.norm(at);
    word.chars().nth(3).is_some()
        && (1..at)
            .any(|t| r.chart.norm(t) == word && name(t - 1) && r.chart.sentence_of(t) == r.chart.sentence_of(t - 1))
}

/// Whether what follows tells by whom or how somebody died.
pub(super) fn told_how(r: &Reading<'_>, at: usize) -> bool {
    at < r.chart.len()
        && ([Small::Agent, Small::Locative, Small::Together, Small::Temporal].iter().any(|s| r.is(at, *s))
            || r.date_at(at).is_some())
}

/// "Was killed in a raid on the coast, the leader So-and-so": where the subject stands behind what is told in between.
fn behind_aside(r: &Reading<'_>, h: &Hit, end: usize) -> Option<usize> {
    let told = !h.word.noun && h.features.has(Features::PAST) && r.is(h.end, Small::Locative);
    let comma = (h.end..end.min(h.end + ASIDE)).find(|t| r.mark(*t, ","))?;
    let quiet = (h.end..comma).all(|t| r.words(t).all(|(_, w)| !matches!(w, Word::Person(_) | Word::Measure(_))));
    let person = |p: &Person, f: Features| single(p, f) && f.has(Features::DEFINITE) && p.acts.is_some();
    let next = comma + 1;
    (told && quiet && next < end && r.words(next).any(|(m, w)| matches!(w, Word::Person(p) if person(p, m.features))))
        .then_some(next)
}

/// Behind "in it", "in its wake": words that point back to the incident.
fn behind_wake(r: &Reading<'_>, at: usize) -> usize {
    r.vocabulary.small(&r.chart, at, Small::Particle).unwrap_or(at)
}

/// Behind an active verb: its subject, the day, and then whom it befell; else right behind the word.
fn behind_doers(r: &Reading<'_>, h: &Hit, end: usize) -> usize {
    let mut t = h.end;
    if h.word.noun || !h.word.agent {
        return t;
    }
    while t < end && t < h.end + 8 {
        // "the gunmen released, on Friday, *of* the doctor"
        if t > h.end && h.word.measure == Measure::Freed && r.is(t, Small::Relayed) {
            return t + 1;
        }
        let actor = r.actors_at(t).find(|a| !a.people || a.plural);
        t = match (actor, r.date_at(t)) {
            (Some(a), _) => a.tokens.end,
            (None, Some(d)) => d.range.end.max(t + 1),
            _ => break,
        };
    }
    t
}

/// Those who died with whoever is named: "and his wife", "besides a driver"; with where the last of them ends.
fn with_kin(r: &Reading<'_>, from: usize, end: usize) -> (usize, u64) {
    let (mut to, mut kin) = (from, 0);
    loop {
        let comma = to < end && r.mark(to, ",");
        let next = to + usize::from(comma);
        // "So-and-so (30) with her child"
        let next = if to < end && r.mark(to, "(") { closed(r, to, end).unwrap_or(next) } else { next };
        let also = r
            .vocabulary
            .small(&r.chart, next, Small::Also)
            .or_else(|| r.vocabulary.small(&r.chart, next, Small::Together));
        let at = also.unwrap_or(next);
        let person = (at < end).then(|| {
            r.words(at).find_map(|(m, w)| match w {
                Word::Person(p)
                    if single(p, m.features)
                        && (also.is_some() || m.features.has(Features::CONJUNCTION))
                        && p.acts.is_some()
                        && !m.features.any(Features::DEFINITE | Features::TO | Features::WITH) =>
                {
                    Some(m.end as usize)
                }
                _ => None,
            })
        });
        let Some(end) = person.flatten() else { return (to, kin) };
        (to, kin) = (end, kin + 1);
    }
}

/// Behind the bracket that closes the one at a token: how old somebody was.
fn closed(r: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
    (at + 1..end.min(at + 5)).find(|t| r.mark(*t, ")")).map(|t| t + 1)
}

pub(super) fn single(p: &Person, features: Features) -> bool {
    !p.plural && !p.dual && p.measure.is_none() && !p.family && !features.any(Features::PLURAL | Features::DUAL)
}

/// The end of a person's name that starts at a token; the token itself where none does.
pub(super) fn name_end(r: &Reading<'_>, at: usize, end: usize) -> usize {
    // a given name that is written like a preposition: no other one stands behind a preposition
    let led = [Small::Together, Small::Locative, Small::Temporal];
    let given = |t: usize| t < end && (r.chart.matches_at(t).is_empty() || led.iter().any(|s| r.is(t, *s)));
    let part = |t: usize| {
        let token = &r.chart.text.tokens()[t];
        token.kind == TokenKind::Word
            && !(token.quote.opens && (t > at || token.quote.closes))
            && r.chart.norm(t).chars().nth(1).is_some()
            && (r.words(t).next().is_none() || r.is(t, Small::Toward) && given(t + 1))
            && r.date_at(t).is_none()
            && !r.covered[t]
            && !r.in_place(t)
    };
    // a given name takes no article; one behind a preposition begins another phrase
    let definite = |t: usize| r.vocabulary.morphology.definite(r.chart.norm(t));
    if at >= end || definite(at) {
        return at;
    }
    (at..end.min(at + 5)).find(|t| !part(*t)).unwrap_or(end.min(at + 5))
}

/// "So-and-so, *leader of* …": what is told of a name behind it.
fn apposed(r: &Reading<'_>, end: usize) -> Option<(usize, Of, Option<Acts>, Option<String>)> {
    let at = end + usize::from(end < r.chart.len() && r.mark(end, ","));
    // "the foremost official of"
    let at = r.vocabulary.small(&r.chart, at, Small::Record).unwrap_or(at);
    r.words(at).find_map(|(m, w)| match w {
        Word::Person(p) if p.of != Of::People && p.acts.is_some() && single(p, m.features) => {
            let end = m.end as usize;
            let armed = p.of == Of::Officials && of_armed_group(r, end);
            let (of, acts) = if armed { (Of::Militants, Some(Acts::Armed)) } else { (p.of, p.acts) };
            Some((end, of, acts, None))
        }
        _ => None,
    })
}

/// Whether an office is one of an armed group: "the foremost official *of the rebels*".
pub(super) fn of_armed_group(r: &Reading<'_>, from: usize) -> bool {
    (from..(from + OFFICE).min(r.chart.len())).any(|t| {
        let led = r.chart.matches_at(t).iter().any(|m| m.features.has(Features::TO)) || r.is(t - 1, Small::Locative);
        let armed = |w: &Word| match w {
            Word::Group(g) => g.of == Of::Militants,
            Word::Person(p) => p.acts == Some(Acts::Armed),
            Word::Militants(_) => true,
            _ => false,
        };
        led && r.words(t).any(|(_, w)| armed(w))
    })
}

fn figured(
    r: &Reading<'_>,
    h: &Hit,
    tokens: Range<usize>,
    person: Option<&Person>,
    people: u64,
    sentence: usize,
) -> Figured {
    let behind = class_behind(r, tokens.end, false).or_else(|| apposed(r, tokens.end));
    // a soldier who is sought is one no more
    let of_force = |of: Of| matches!(of, Of::Military | Of::Militia);
    let behind = behind.filter(|(_, of, ..)| h.word.measure != Measure::Arrested || !of_force(*of));
    let (of, acts) = match person {
        Some(p) if p.of != Of::People => (p.of, p.acts),
        _ if h.word.measure == Measure::Killed && r.is(tokens.start, Small::Culprit) => {
            (Of::Militants, Some(Acts::Armed))
        }
        _ => behind.map_or((Of::People, None), |(_, of, acts, _)| (of, acts)),
    };
    // "Colonel X, chief of police"
    let police = |t: usize| r.actors_at(t).any(|a| a.people && a.who == Who::Of(Acts::Police));
    let acts = if acts == Some(Acts::Military) && tokens.clone().any(police) { Some(Acts::Police) } else { acts };
    Figured {
        measure: h.word.measure,
        of,
        figure: Figure::exact(people),
        tokens: h.at.min(tokens.start)..tokens.end.max(h.end),
        assailant: people == 1 && pointed_out(r, tokens.start),
        other: false,
        at: tokens.start,
        sentence,
        acts: acts.filter(|a| *a != Acts::Government || person.is_some()),
        country: None,
        part: false,
        rule: "named",
        active: h.word.agent && !h.word.noun && tokens.start > h.end,
        governor: Some(h.at),
        execution: h.word.execution,
        protest: false,
    }
}
