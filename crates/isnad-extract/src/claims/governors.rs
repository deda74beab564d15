//! Which of the words of what befell people or things governs a quantity.

use super::attackers::{by_hand, subject_of_active};
use super::hits::Hit;
use super::joined::{coordinated, including_before, joined};
use super::named::told_how;
use super::tallies;
use super::told::loser;
use super::unreal::earlier_count;
use crate::actors::ActorMention;
use crate::asides::{aside_end, told_aside};
use crate::quantities::Quantity;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, MeasureWord, Small, Word};
use isnad_language::Features;
use isnad_model::{Measure, Of, Qualifier, Target};
use std::ops::Range;

/// Words between a verb of seizing or arresting and the people whom it befalls at most.
const ARRESTED: usize = 6;

/// Words between those counted and the number to which they rose at most.
const RISES: usize = 40;

/// Words between a verb and an aside that parts it from its figure at most.
const BEFORE_ASIDE: usize = 6;

/// Words between whoever is named and those who shared his lot at most.
const COMPANIONS: usize = 24;

pub(super) fn fits(measure: &MeasureWord, q: &Quantity) -> bool {
    if measure.things {
        let untold = (q.elliptic || q.unknown && !measure.weak) && !q.single;
        q.is_thing() || measure.arrests && !q.single || untold
    } else {
        !q.is_thing()
    }
}

/// A governor to the left of a quantity.
pub(super) fn left<'h>(
    r: &Reading<'_>,
    hits: &'h [Hit],
    q: &Quantity,
    all: &[&Quantity],
    k: usize,
    start: usize,
) -> Option<&'h Hit> {
    let at = q.tokens.start;
    // "the dead of the blast rose to 31": the attack itself counts nothing
    let itself = |h: &Hit| {
        let named = h.word.things && h.word.weak && h.word.noun && q.elliptic;
        let counted = || at > h.end && r.is(at - 1, Small::To) && hits.iter().any(|c| c.word.count && c.at < h.at);
        named && ((h.end..at).any(|t| r.is(t, Small::Reach)) || counted())
    };
    let h = hits.iter().rev().find(|h| h.end <= at && h.at >= start && fits(&h.word, q) && !itself(h))?;
    let first = || !all[..k].iter().any(|p| p.elliptic && p.tokens.start >= h.end);
    let gap = h.end..at;
    if h.word.count
        && (tallies::bare(q) || tallies::classed(q) && r.is(at - 1, Small::To))
        && gap.len() <= RISES
        && tallies::reaches(r, h, at)
        && (q.elliptic || tallies::unbroken(r, gap.clone()))
        && first()
    {
        return Some(h);
    }
    // "two gunmen killed an officer": one victim behind those who did it
    let acted = |j: usize| all[j].tokens.start == h.end && !all[j].single && subject_of_active(r, h, all[j], all, j);
    // "two gunmen killed six soldiers": several behind them
    let several = || k > 0 && acted(k - 1) && !q.elliptic && !joined(r, q);
    let befell = matches!(h.word.measure, Measure::Killed | Measure::Wounded | Measure::Abducted);
    let victim = q.single && (0..k).any(acted) || !q.single && several();
    if befell && victim && !h.features.has(Features::PASSIVE) {
        return Some(h);
    }
    // another quantity between takes the governor, unless this one is coordinated with it (handled by the caller)
    if all[..k].iter().any(|p| {
        p.tokens.start >= h.end
            && p.tokens.end <= at
            && p.is_thing() == q.is_thing()
            && !p.single
            && !earlier_count(r, p)
    }) {
        return None;
    }
    // "others were wounded when a shell hit a camp of hundreds": the verb has its people already
    if !q.other && !h.word.noun && r.is(h.end, Small::Others) {
        return None;
    }
    // "killed by the fire of three gunmen": those did it
    if q.acts == Some(Acts::Armed)
        && (1..=3).any(|n| at >= n && r.vocabulary.small(&r.chart, at - n, Small::Agent) == Some(at))
    {
        return None;
    }
    if by_hand(r, q) {
        return None;
    }
    // "that an aircraft dropped": behind the pronoun of its object a verb has its subject
    if h.word.agent && !h.word.noun && h.features.has(Features::PRONOUN) {
        return None;
    }
    // "in order to kill a man": nobody yet
    if q.single && h.word.weak && h.word.noun && h.features.has(Features::TO) {
        return None;
    }
    let gap = h.end..at;
    // a day that stands between, with the commas around it, takes the figure no further off
    let day = |t: usize| r.date_at(t).is_some();
    let led = |t: usize| day(t) || r.is(t, Small::Locative) && day(t + 1);
    // "were killed, according to the army, five": what stands between the two commas right before the figure
    let interrupts = |t: &usize| {
        let told = !h.word.noun && told_aside(r, h.end, *t, q);
        aside_end(r, *t, at) == Some(at) || said_between(r, *t, at) || told
    };
    let aside = gap.clone().take(BEFORE_ASIDE).find(interrupts).map_or(at..at, |t| t..at);
    let bound = gap.start..aside.start;
    let days = bound.clone().filter(|t| led(*t) || r.mark(*t, ",") && (led(*t + 1) || day(*t - 1))).count();
    let far = bound.len() - days;
    // "lost his son" is mostly said of the dead, "the army lost a soldier" always
    if h.word.weak && h.word.measure == Measure::Missing && q.single && loser(r, h, q).is_none() {
        return None;
    }
    // "thousands buried …": a crowd right behind a verb that is mostly something else is who does it
    let crowd = q.figure.qualifier == Qualifier::Vague && !h.word.noun && h.word.agent;
    if h.word.weak && h.word.measure == Measure::Killed && crowd && h.end == at {
        return None;
    }
    // "the blowing up of a mosque" is the attack itself, and so are two cars
    // but a missile that the air defence intercepted is shot down
    let blast = r.words(h.at).any(|(_, w)| matches!(w, Word::Trigger(x) if x.kind != Incident::Disrupt));
    let shot = matches!(q.of, Of::Weapons | Of::Aircraft) && !blast && told_between(r, gap.clone());
    let rigged = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Means(x) if x.kind.is_some()));
    let bombs = q.of == Of::Vehicles && h.end == h.at + 1 && (q.tokens.len() == 1 || q.tokens.clone().any(rigged));
    // "the dead of the blowing up of the market rise to 40": a bare number counts nothing that was blown up
    let bare = q.elliptic && q.figure.qualifier == Qualifier::Exact;
    if h.word.weak && h.word.noun && h.word.things && (q.single && !shot || bombs || bare) {
        return None;
    }
    if h.word.light && (far > 2 || q.single || q.is_thing() || bound.clone().any(|t| r.mark(t, ","))) {
        return None;
    }
    if with_him(r, h, q) {
        return Some(h);
    }
    let apart = |t: usize| r.is(t, Small::From) || r.is(t, Small::Locative);
    let hit = hit_by(r, h, &gap);
    if q.single && bound.clone().any(apart) && !(h.word.measure == Measure::Killed && told_between(r, gap.clone())) {
        return None;
    }
    // what is seized far off is no man: "the seizure of eleven kilograms …, and several plantations"
    if h.word.arrests && !q.is_thing() && far > ARRESTED {
        return None;
    }
    // "the blowing up of three churches" is the attack itself
    let struck = |t: Target| matches!(t, Target::PlaceOfWorship | Target::Market | Target::HotelRestaurant);
    if h.word.weak && h.word.noun && h.word.things && r.any_site(q.tokens.clone(), struck) {
        return None;
    }
    // "the gate of the ninety": a name
    let named = q.elliptic && h.word.things && r.vocabulary.morphology.definite(r.chart.norm(q.tokens.end - 1));
    if named && q.figure.qualifier == Qualifier::Exact {
        return None;
    }
    // "threats to kill, and some insults"
    if q.unknown && h.word.noun && joined(r, q) {
        return None;
    }
    if far > 0 && bound.clone().any(|t| r.mark(t, ".;!?")) {
        return None;
    }
    let served = all[..k].iter().any(|p| p.single && p.tokens.start == h.end && p.is_thing() == q.is_thing());
    // a verb of saying or another act between cuts the reach
    let cut = bound.clone().any(|t| {
        r.words(t).any(|(m, w)| match w {
            Word::Speech(v) => !v.weak,
            Word::Measure(x) => !x.weak && !x.light && fits(x, q) && t > h.at,
            Word::Trigger(x) => {
                !x.noun && !deed_noun(r, t) && (!x.weak || (q.acts == Some(Acts::Armed) && m.end as usize == at))
            }
            // "were killed, and 120 women underwent …"
            Word::Small(Small::Exposed) => m.features.has(Features::CONJUNCTION),
            Word::Small(Small::Result) => true,
            // "fell after its prayer and some of his companions": what stands behind a word of time is told of it
            // "a youth was killed after two gunmen chased him": whoever it befell stands right behind the verb
            Word::Small(Small::Temporal) => far > 1 && (q.unknown || served),
            // "three died, and that eight were wounded"
            Word::Small(Small::That) => m.features.has(Features::CONJUNCTION),
            // a particle written like "is missing" stands before its verb
            Word::Small(Small::Perform) if h.word.measure == Measure::Missing => true,
            // "destroyed the launcher from which the two rockets were fired"
            Word::Small(Small::Relative) if q.definite && h.word.things => true,
            Word::Small(Small::Agent | Small::Perform | Small::Relative) => far > 6 && m.start as usize > h.end + 3,
            _ => false,
        })
    });
    if cut {
        return None;
    }
    // a plural verb has its people before it: what stands behind is its object only when it is close
    let subject_before = !h.word.noun
        && (h.features.any(Features::PLURAL | Features::DUAL)
            || h.word.own_subject && h.word.until.is_none() && h.end > h.at + 1)
        && all[..k].iter().any(|p| p.tokens.end <= h.at && h.at - p.tokens.end <= 9);
    // "the stop of the clashes took in several": a weak word with an incident between is another word
    if h.word.weak && r.any_trigger(h.end..at.min(h.end + 1)) {
        return None;
    }
    let limit = match () {
        () if subject_before => 2,
        () if hit && q.single => 9,
        () if (q.single || h.word.weak && h.word.noun && !(q.elliptic || blast)) && told_between(r, gap.clone()) => 9,
        () if q.single => 1,
        () if h.word.weak && (q.elliptic || q.unknown || h.word.noun) => 2,
        () if h.word.weak => 5,
        () if q.elliptic && h.word.count => 9,
        () if q.elliptic => 3,
        () if q.unknown => 3,
        () if h.word.noun && !h.word.count => 6,
        () => 14,
    };
    let commas = bound.filter(|t| r.mark(*t, ",") && !led(*t + 1) && !day(*t - 1)).count();
    (far <= limit && commas <= 1 && !(commas == 1 && (q.elliptic || h.word.noun && far > 4))).then_some(h)
}

/// "Fell in it, *by first accounts*, more than twelve": who says so, with or without a comma before the figure.
fn said_between(r: &Reading<'_>, t: usize, at: usize) -> bool {
    let tells = |k: usize| r.has(k, Word::MEASURE | Word::TRIGGER) || r.mark(k, ".;:");
    let said = t + 1..at;
    let close = at > 0 && r.mark(at - 1, ",");
    r.is(t, Small::According)
        && (1..=ACCOUNT).contains(&said.len())
        && !said.clone().any(tells)
        && said.clone().filter(|k| r.mark(*k, ",")).count() == usize::from(close)
}

/// Words of those who say so at most.
const ACCOUNT: usize = 6;

/// "Was killed *in shelling*": a deed behind a preposition, or joined to another, that is written like its verb.
fn deed_noun(r: &Reading<'_>, t: usize) -> bool {
    let noun = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun));
    t > 0 && noun(t) && (r.any(t - 1..t, &[Small::Locative, Small::From, Small::Result]) || noun(t - 1))
}

/// "The killing of the leader So-and-so … with a number of his companions": they shared his lot, however far off they stand.
pub(super) fn with_him(r: &Reading<'_>, h: &Hit, q: &Quantity) -> bool {
    let at = q.tokens.start;
    let lot = matches!(h.word.measure, Measure::Killed | Measure::Wounded | Measure::Captured | Measure::Arrested);
    let with = at > h.end && r.is(at - 1, Small::Together) && (q.own || q.other || q.of == Of::Militants);
    // "and seven of his aides"
    let of_his = || at > h.end + 1 && q.own && joined(r, q);
    (with || of_his())
        && lot
        && !(h.word.weak || h.word.light || h.word.count || h.word.things)
        && at - h.end <= COMPANIONS
        && !(h.end..at)
            .any(|t| r.mark(t, ".;") || r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if !x.noun && !x.weak)))
}

/// Words of a means at most.
const MEANS: usize = 4;

/// Whether nothing but who did it, when and where stands between a verb and its object.
fn told_between(r: &Reading<'_>, gap: Range<usize>) -> bool {
    let actor = |t: usize| r.actors.iter().any(|a| a.tokens.contains(&t));
    let place = |t: usize| r.places.iter().any(|p| p.span.contains(&t) || p.tokens.contains(&t));
    // "two men *riding a motorcycle* shot an officer": the whole of a means
    let means = |t: usize| {
        let within = |m: &isnad_language::Match, w: &Word| matches!(w, Word::Means(_)) && m.end as usize > t;
        (gap.start.max(t.saturating_sub(MEANS))..=t).any(|k| r.words(k).any(|(m, w)| within(m, w)))
    };
    let words = |t: usize| r.has(t, Word::DEMONYM | Small::Particle.mark()) || means(t);
    // "was killed *in the attack*"
    let deed = |t: usize| {
        let known = |w: &Word| matches!(w, Word::Trigger(x) if x.noun) || matches!(w, Word::Small(Small::IncidentNoun));
        r.words(t).any(|(m, w)| known(w) && m.features.has(Features::DEFINITE))
    };
    !gap.is_empty()
        && gap.clone().any(|t| actor(t) || r.date_at(t).is_some() || deed(t))
        && gap.clone().all(|t| {
            let led = r.is(t, Small::Locative) && (place(t + 1) || r.date_at(t + 1).is_some() || deed(t + 1));
            let deed = t > gap.start && r.is(t - 1, Small::Locative) && deed(t);
            let day = |t: usize| r.date_at(t).is_some();
            actor(t) || place(t) || day(t) || words(t) || led || deed || r.mark(t, ",") && (day(t - 1) || day(t + 1))
        })
}

/// "A roadside bomb killed an officer": nothing but the blow or its means, with their adjectives, between a verb in the active
/// and its object.
fn hit_by(r: &Reading<'_>, h: &Hit, gap: &Range<usize>) -> bool {
    let noun = |w: &Word| matches!(w, Word::Trigger(x) if x.noun) || matches!(w, Word::Means(m) if m.kind.is_some());
    let blow = |t: usize| r.words(t).any(|(m, w)| noun(w) && !m.features.has(Features::WITH));
    let own = |t: usize| r.has(t, Word::DEMONYM | Word::MEANS) || r.covered[t] || blow(t);
    !h.word.noun && !h.features.has(Features::PASSIVE) && !gap.is_empty() && blow(gap.start) && gap.clone().all(own)
}

/// A verb to the right whose subject the quantity is: "12 soldiers were killed", "40 lost their lives".
pub(super) fn right<'h>(
    r: &Reading<'_>,
    hits: &'h [Hit],
    q: &Quantity,
    all: &[&Quantity],
    k: usize,
    end: usize,
) -> Option<&'h Hit> {
    let at = q.tokens.end;
    let serving = |h: &&Hit| !h.word.noun || undergone(r, h);
    let h = hits.iter().filter(|h| h.at >= at && h.at < end).find(|h| serving(h) && fits(&h.word, q))?;
    // "two women and a child were wounded": the members of a list share the verb
    let between = all[k + 1..].iter().take_while(|n| n.tokens.start < h.at).count();
    let listed = (k + 1..=k + between).all(|j| {
        let part = || including_before(r, all[k].tokens.end, all[j].tokens.start, all, j);
        all[j].tokens.end <= h.at && (coordinated(r, all[j - 1], all[j]) || part())
    });
    // "and a child, while 40 were wounded": the verb has its own people behind it
    let serves = !h.word.agent
        && !h.features.any(Features::PLURAL | Features::DUAL)
        && all.iter().any(|n| n.tokens.start == h.end)
        // "their number was sixty, *missing of them* eight"
        || r.is(h.end, Small::OfThem);
    // "after a visit of the minister to the area, *gunmen abducted* three": a clause of its own, with its subject behind the verb
    let anew = || r.mark(h.at - 1, ",") && !h.word.noun && r.actors_at(h.end).any(|a| a.who.fights() || a.of.fights());
    // "thousands bury …": the subject of a weak verb in the present is who does it
    let does = h.word.weak && h.word.agent && h.features.has(Features::PRESENT) && !q.single;
    if !listed || does || serves || h.features.any(Features::CONJUNCTION) || anew() {
        return None;
    }
    let last = all[k + between];
    let gap = last.tail.clamp(last.tokens.end, h.at)..h.at;
    if gap.len() > if q.unknown { 1 } else { 9 } {
        return None;
    }
    let object = h.word.agent && h.features.has(Features::PRONOUN_PLURAL) && q.tokens.end == h.at;
    let agrees = h.features.any(Features::PLURAL | Features::DUAL)
        || object
        || q.figure.low == Some(1)
        // "a number of rebels was killed"
        || q.figure.qualifier == Qualifier::Vague && !h.word.weak && told_how(r, h.end)
        || q.is_thing() && gap.len() <= if h.features.has(Features::FEMININE) { 6 } else { 2 }
        || h.word.own_subject
        || h.word.passive
        || !h.features.any(Features::PAST | Features::PRESENT);
    let cut = gap.clone().any(|t| {
        r.mark(t, ".;:")
            || q.single && r.mark(t, ",") && r.is(t + 1, Small::Relative)
            || r.words(t).any(|(_, w)| {
                matches!(w, Word::Speech(v) if !v.weak)
                    || matches!(w, Word::Trigger(x) if !x.noun)
                    || matches!(w, Word::Small(Small::That | Small::Suspect | Small::Also))
                    || matches!(w, Word::Small(Small::Meanwhile)) && t > gap.start && r.mark(t - 1, ",")
            })
    });
    // "38 workers, Indians, who were abducted": a verb of several has no single subject that nothing joins to others
    let alone =
        q.single && h.features.has(Features::PLURAL) && between == 0 && !(k > 0 && coordinated(r, all[k - 1], q));
    if alone {
        return None;
    }
    // "four fall": of what, nobody said; "two youths, then they vanished": a weak verb stands close
    let loose = h.word.light && q.elliptic
        || h.word.weak && q.elliptic && !h.features.any(Features::PLURAL | Features::DUAL)
        || h.word.weak && gap.clone().any(|t| r.is(t, Small::Particle));
    (agrees && !cut && !loose && !q.elliptic | (gap.len() <= 1)).then_some(h)
}

/// "Three tanks that were taken": a noun of deed in the passive that points back to what stands before it.
fn undergone(r: &Reading<'_>, h: &Hit) -> bool {
    let points = |f: Features| f.any(Features::PRONOUN | Features::PRONOUN_PLURAL);
    let bare = |t: usize| !r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION));
    h.at > 0
        && r.is(h.at - 1, Small::Undergone)
        && bare(h.at - 1)
        && (points(h.features) || r.chart.matches_at(h.end).iter().any(|m| points(m.features)))
}

/// Whether an active verb's subject stands between it and its object.
pub(super) fn subject_stands(r: &Reading<'_>, h: &Hit, q: &Quantity) -> bool {
    if h.at >= q.tokens.end {
        return false;
    }
    // "the leader So-and-so and three of his men were killed": whoever is named first fell, too
    let fell = with_him(r, h, q);
    let stands = |a: &ActorMention| !(fell && a.people && !a.plural);
    let between = r.actors_in(h.end..q.tokens.start).iter().any(|a| a.tokens.end <= q.tokens.start && stands(a));
    let plural_verb = h.features.any(Features::PLURAL | Features::DUAL);
    between || plural_verb
}

/// A single casualty counts only where a word of falling or leaving behind governs it.
pub(super) fn governed_single(r: &Reading<'_>, hits: &[Hit], q: &Quantity) -> bool {
    let at = q.tokens.start;
    // "one of the wounded died": one of those counted elsewhere
    let counted_before = q.definite && r.is(at, Small::OneOf);
    // "that a martyr fell"
    let fell = || hits.iter().any(|h| h.at == q.tokens.end && h.word.light && !h.word.noun);
    at > 0
        && !counted_before
        && (hits.iter().any(|h| h.end == at && (h.word.light || h.word.noun))
            || r.has(at - 1, Small::Result.mark())
            || r.is(at - 1, Small::That) && fell())
}
