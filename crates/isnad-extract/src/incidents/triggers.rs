//! Triggers of a sentence that tell something as happened: neither denied nor planned nor supposed.

use super::TriggerHit;
use super::asserted::asserted;
use super::fired::{exchanged, launched, opened_fire, shot};
use super::leaving::left;
use crate::attribution::Attribution;
use crate::dates::{DateExpr, DateMention};
use crate::reading::Reading;
use crate::vocabulary::{Incident, Object, Small, Word};
use isnad_language::{Features, Match};
use isnad_model::{Measure, Of, PlacePrecision, Tactic, Target};
use std::ops::Range;

/// Triggers of a sentence that tell something as happened.
pub(super) fn triggers(r: &Reading<'_>, attribution: &Attribution, s: Range<usize>, title: bool) -> Vec<TriggerHit> {
    let mut out: Vec<TriggerHit> = Vec::new();
    let legal = r.any(s.clone(), &[Small::Legal]);
    let mut t = s.start;
    let mut told = r.marked(s.clone(), Word::TRIGGER | Word::MEANS);
    while let Some(at) = told.find(|k| *k >= t) {
        t = at;
        let mut best: Option<TriggerHit> = None;
        for (m, w) in r.words(t) {
            let Word::Trigger(trigger) = w else { continue };
            // "dead" is no "killed me", "offensive" no "my offence": what needs no pronoun is the nearer reading
            if m.features.has(Features::PRONOUN)
                && r.words(t).any(|(m, w)| {
                    matches!(w, Word::Person(_) | Word::Small(Small::Particle)) && !m.features.has(Features::PRONOUN)
                })
            {
                continue;
            }
            // "at dawn" is written like "blew up"
            if m.end - m.start == 1 && !trigger.noun && r.date_at(t).is_some() {
                continue;
            }
            let hit = TriggerHit {
                at: t,
                end: m.end as usize,
                trigger: *trigger,
                features: m.features,
                entry: m.entry,
                general: false,
                anew: false,
            };
            let better = match &best {
                None => true,
                Some(b) => {
                    hit.end > b.end
                        || (hit.end == b.end && reading_rank(r, &hit, s.start) > reading_rank(r, b, s.start))
                }
            };
            if better {
                best = Some(hit);
            }
        }
        // "it fired a missile" is no mere mention of a missile
        let best = match best {
            Some(b) if b.trigger.weak && b.trigger.kind == Incident::Shelling => launched(r, t, &s, title).or(Some(b)),
            best => best.or_else(|| launched(r, t, &s, title)),
        };
        let Some(mut hit) = best else {
            t += 1;
            continue;
        };
        t = hit.end.max(t + 1);
        if attribution.speaking.get(hit.at).copied().unwrap_or(false) {
            continue;
        }
        if !asserted(r, &hit, s.clone()) {
            continue;
        }
        // a sentence of death is no killing yet
        let sentenced = matches!(
            hit.trigger.kind,
            Incident::Massacre | Incident::Killing | Incident::Arrest | Incident::Assassination
        );
        if sentenced && legal {
            continue;
        }
        if hit.trigger.fired {
            if !opened_fire(r, &hit, &s) {
                continue;
            }
            hit.trigger.weak = false;
            hit.anew = true;
        }
        let plural = hit.features.has(Features::PLURAL);
        // "X was killed by the police": told with who did it, a killing is an incident of its own
        if hit.trigger.kind == Incident::Killing
            && !hit.trigger.noun
            && r.any(hit.end..(hit.end + 9).min(s.end), &[Small::Agent])
        {
            hit.trigger.weak = false;
        }
        let present = hit.features.has(Features::PRESENT) && !title;
        let occurred = occurred(r, &hit, &s) || hit.trigger.kind == Incident::Clash && goes_on(r, &hit, &s);
        let series = hit.trigger.general && plural && named_series(r, &hit, &s);
        let fell = hit.trigger.general && plural && hit.trigger.kind == Incident::Clash && fell(r, &out, &hit, &s);
        hit.general = hit.trigger.general && plural && !occurred && !series && !fell || present;
        hit.anew |= series;
        // "fierce fighting broke out", "the fighting flared up again" tell a clash
        let fighters = || s.clone().any(|k| r.actors_at(k).any(|a| matches!(a.of, Of::Militants | Of::Militia)));
        if (occurred || fell && fighters()) && hit.trigger.kind == Incident::Clash {
            hit.trigger.weak = false;
            hit.anew = true;
        }
        // "hundreds of protesters", "the police dispersed protesters": a crowd on the spot
        let counted = || r.quantities.iter().any(|q| q.tokens.contains(&hit.at) && q.tokens.len() > 1);
        if hit.trigger.kind == Incident::Protest
            && hit.trigger.weak
            && !present
            && (r.any(s.clone(), &[Small::Intervention]) || counted())
        {
            hit.trigger.weak = false;
            hit.general = false;
        }
        // "a team came under fire"
        let under = || {
            let before = (hit.at.saturating_sub(UNDER).max(s.start)..hit.at).rev().take_while(|k| !r.mark(*k, ".;:"));
            before.into_iter().any(|k| r.is(k, Small::Exposed))
        };
        if hit.trigger.weak && hit.trigger.noun && hit.features.has(Features::TO) && under() {
            hit.trigger.weak = false;
        }
        // "blasts shook the army's depot"
        if occurred && hit.trigger.kind == Incident::Bombing && r.any_site(s.clone(), hard) {
            hit.trigger.weak = false;
            hit.general = false;
        }
        // "seized the town"
        if hit.trigger.kind == Incident::Seize && town_behind(r, &hit, &s) {
            hit.trigger.kind = Incident::Takeover;
        }
        // "said that it fired a missile"
        let fired =
            |(m, w): (&Match, &Word)| matches!(w, Word::Small(Small::Perform)) && m.features.has(Features::PAST);
        if hit.trigger.weak && hit.trigger.kind == Incident::Shelling && r.words(hit.at).any(fired) {
            hit.trigger.weak = false;
        }
        // "gunmen and the police exchanged fire"
        if hit.trigger.noun && hit.trigger.kind == Incident::Shooting && exchanged(r, &hit, &s) {
            hit.trigger.kind = Incident::Clash;
            hit.trigger.weak = false;
        }
        if from_the_air(r, &hit, &s) {
            hit.trigger.kind = Incident::Airstrike;
            hit.trigger.tactic = Some(Tactic::AirStrike);
            hit.trigger.weak = false;
        }
        if foiled(&out, &hit) || hit.trigger.people && !people_behind(r, &hit, &s) {
            continue;
        }
        // "withdrawal from the accord" leaves no ground
        let renounced = || {
            (hit.end..(hit.end + 4).min(s.end))
                .any(|k| r.words(k).any(|(_, w)| matches!(w, Word::Trigger(x) if x.kind == Incident::Agreement)))
        };
        if hit.trigger.kind == Incident::Withdraw && renounced() {
            continue;
        }
        if hit.trigger.kind == Incident::Evacuation && !left(r, &hit, &s) {
            continue;
        }
        // "broke the truce", "despite the ceasefire": made before
        if hit.trigger.kind == Incident::Agreement && broken(r, &hit, &s) {
            continue;
        }
        // "prisoners fled", "the army set up a post"
        if hit.trigger.weak && matches!(hit.trigger.kind, Incident::Prisonbreak | Incident::Base) {
            if !object_behind(r, &hit, &s) {
                continue;
            }
            hit.trigger.weak = false;
        }
        if hit.trigger.kind == Incident::Disrupt && hit.trigger.weak {
            if !arms_behind(r, &hit, &s) {
                continue;
            }
            hit.trigger.weak = false;
        }
        out.push(hit);
    }
    if out.is_empty() {
        out.extend(shot(r, s));
    }
    out
}

/// "Foiled a plot to blow up …": the deed right behind has not happened.
fn foiled(before: &[TriggerHit], hit: &TriggerHit) -> bool {
    use Incident as I;
    let plot = |x: &TriggerHit| x.trigger.kind == I::Disrupt && x.trigger.noun && hit.at <= x.end + 1;
    let deed = matches!(hit.trigger.kind, I::Bombing | I::Suicide | I::Attack | I::Assassination | I::Abduction);
    deed && hit.trigger.noun && !hit.known() && before.last().is_some_and(plot)
}

/// Words between "came under" and what befell somebody at most.
const UNDER: usize = 10;

/// Sites of armed forces.
fn hard(t: Target) -> bool {
    matches!(t, Target::MilitaryBase | Target::AirportAirbase | Target::PolicePost | Target::ConvoyPatrol)
}

pub(super) fn reading_rank(r: &Reading<'_>, h: &TriggerHit, start: usize) -> i32 {
    let mut n = 0;
    if h.trigger.noun {
        if h.features.any(Features::DEFINITE | Features::WITH | Features::TO | Features::AS | Features::PRONOUN) {
            n += 3;
        }
        if h.at > start
            && r.has(
                h.at - 1,
                Small::Locative.mark()
                    | Small::Result.mark()
                    | Small::Temporal.mark()
                    | Small::From.mark()
                    | Small::Toward.mark(),
            )
        {
            n += 3;
        }
        n += 1;
    } else {
        n += 2;
        if h.features.has(Features::DEFINITE) {
            n -= 5;
        }
        // the noun in its bare form is nearer than the verb with a pronoun that is written alike
        if h.features.has(Features::PRONOUN) {
            n -= 2;
        }
    }
    if h.trigger.weak {
        n -= 1;
    }
    n
}

/// Whether a word of taking tells that ground was taken: no purpose ("to free the town"), no attempt, and a place or a post
/// behind it.
pub(super) fn ground_taken(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let tried = (h.at.saturating_sub(6).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:"));
    // "to regain control of": two words of taking
    let purpose = h.at > s.start
        && r.words(h.at - 1).any(|(m, w)| {
            matches!(w, Word::Trigger(x) if x.kind == Incident::Regain || x.kind == Incident::Takeover)
                && m.features.has(Features::TO)
        });
    if purpose || h.features.has(Features::TO) || tried.into_iter().any(|t| r.is(t, Small::Attempt)) {
        return false;
    }
    for t in (h.end.saturating_sub(1)..(h.end + 8).min(s.end)).take_while(|t| !r.mark(*t, ".;:")) {
        if r.has(t, Word::CUE | Word::SITE | Word::ANAPHOR) || r.places_at(t).next().is_some() {
            return true;
        }
        // "freed the hostages in the town"
        if t >= h.end && r.has(t, Word::PERSON) {
            return false;
        }
    }
    false
}

/// Whether a town, a district or "the town" stands right behind a word of seizing.
fn town_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let town = |t: usize| {
        r.has(t, Word::ANAPHOR)
            || r.words(t).any(|(_, w)| {
                matches!(w, Word::Cue(c) if matches!(c.precision, PlacePrecision::Settlement | PlacePrecision::Admin1 | PlacePrecision::Admin2))
            })
            || r.places_at(t).any(|p| p.precision != PlacePrecision::Country)
    };
    let object = |t: &usize| !r.mark(*t, ",.;:") && !r.has(*t, Word::THING | Word::MEANS) && !r.is(*t, Small::Locative);
    (h.end..(h.end + 7).min(s.end)).take_while(object).any(town)
}

/// Whether a plural tells single incidents: "raids were flown", "clashes broke out".
fn occurred(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let past = |t: usize, small: Small| {
        r.is(t, small)
            && r.words(t).any(|(m, w)| matches!(w, Word::Small(x) if *x == small) && m.features.has(Features::PAST))
    };
    let before = || (h.at.saturating_sub(8).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:"));
    // "fierce clashes took place in", no relative clause
    let behind = || (h.end..(h.end + 3).min(s.end)).take_while(|t| !r.mark(*t, ",.;:") && !r.is(*t, Small::Relative));
    (before().any(|t| past(t, Small::Occur) || past(t, Small::Perform) && h.at - t <= 6)
        || !h.known() && behind().any(|t| past(t, Small::Occur)))
        && !r.any(s.clone(), &[Small::Longrun])
}

/// "Rebels were killed in clashes in …": those who fell tell that there was one.
fn fell(r: &Reading<'_>, told: &[TriggerHit], h: &TriggerHit, s: &Range<usize>) -> bool {
    let clause = (h.at.saturating_sub(FELL).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:"));
    let from = clause.last().unwrap_or(h.at);
    let killed = |t: &TriggerHit| {
        let dead = t.trigger.kind == Incident::Killing && t.at >= from;
        dead && !t.general && !t.known() && (t.trigger.noun || t.features.has(Features::PAST))
    };
    let dead = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.measure == Measure::Killed));
    let placed = || {
        let behind = h.end..(h.end + PLACED).min(s.end);
        r.places.iter().any(|p| behind.contains(&p.tokens.start) && p.precision != PlacePrecision::Country)
    };
    h.trigger.noun
        && !h.known()
        && (told.iter().any(killed) || (from..h.at).any(dead))
        && placed()
        && !r.any(s.clone(), &[Small::Longrun, Small::Since, Small::Condition])
}

/// Words between those who fell and the fighting at most.
const FELL: usize = 10;

/// Words between fighting and its place at most.
const PLACED: usize = 10;

/// "The bombings of Bali in 2002", "attacks that X carried out in Paris in 2015": known by their place and year.
fn named_series(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    use Incident as I;
    let blow = matches!(h.trigger.kind, I::Attack | I::Bombing | I::Suicide | I::Carbomb | I::Ied | I::Chemical);
    let clause = h.end..(h.end + NAMED).min(s.end);
    let end = clause.clone().find(|t| r.mark(*t, ",.;:")).unwrap_or(clause.end);
    let dated = || {
        let year = |d: &DateMention| matches!(d.expr, DateExpr::Absolute { year: Some(_), .. });
        r.dates.iter().any(|d| (clause.start..end).contains(&d.range.start) && year(d))
    };
    let placed = || r.places.iter().any(|p| (clause.start..end).contains(&p.tokens.start) && !p.aside);
    let told = || (clause.start..end).any(|t| r.is(t, Small::Relative));
    blow && h.trigger.noun && dated() && (placed() || told()) && !r.any(s.clone(), &[Small::Longrun, Small::Since])
}

/// Words behind the name of a series of attacks in which its place and year stand.
const NAMED: usize = 9;

/// "Fighting goes on between … in …": told of both sides or of a place.
fn goes_on(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let now =
        |t: usize| r.words(t).any(|(m, w)| matches!(w, Word::Small(Small::Occur)) && m.features.has(Features::PRESENT));
    let told = (h.at.saturating_sub(4).max(s.start)..h.at).rev().take_while(|t| !r.mark(*t, ".;:,")).any(now);
    let behind = h.end..(h.end + 14).min(s.end);
    told && h.trigger.noun
        && !r.any(s.clone(), &[Small::Longrun, Small::Condition])
        && r.places.iter().any(|p| behind.contains(&p.tokens.start) && p.precision != PlacePrecision::Country)
}

/// Whether aircraft shell or hit: "the coalition's planes shelled", "shelling carried out by a plane".
fn from_the_air(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let verb = !h.trigger.noun && h.trigger.object == Object::Target;
    let blow = matches!(h.trigger.kind, Incident::Attack | Incident::Strike);
    if !(h.trigger.kind == Incident::Shelling || verb && blow) {
        return false;
    }
    let behind = (h.end.saturating_sub(1).max(h.at)..(h.end + 3).min(s.end)).take_while(|t| !r.mark(*t, ",.;:"));
    let before = (h.at.saturating_sub(3).max(s.start)..h.at).filter(|_| verb);
    behind
        .chain(before)
        .any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind == Some(Incident::Airstrike))))
}

/// Whether a word of breaking stands right before an agreement.
fn broken(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let before = (h.at.saturating_sub(4).max(s.start)..h.at).rev();
    before.take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.is(t, Small::Breach))
}

/// Whether arms stand right behind a word of seizing or defusing.
fn arms_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(|t| {
        r.words(t).any(|(_, w)| {
            matches!(w, Word::Thing(x) if x.of == isnad_model::Of::Weapons)
                || matches!(w, Word::Means(m) if matches!(m.kind, Some(Incident::Ied | Incident::Carbomb | Incident::Drone | Incident::Shelling)))
        })
    })
}

/// Whether people are what a verb takes: "stopped a Tunisian", "two of its men were stopped".
fn people_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let people = |t: usize| {
        r.has(t, Word::PERSON)
            || r.is(t, Small::Suspect)
            || r.words(t).any(|(m, w)| matches!(w, Word::Demonym(_)) && !m.features.has(Features::DEFINITE))
    };
    (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(people)
}

/// Whether captives stand behind a word of flight, a base behind a word of building.
fn object_behind(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let clause = (h.end..(h.end + 7).min(s.end)).take_while(|t| !r.mark(*t, ",.;:"));
    let flight = h.trigger.kind == Incident::Prisonbreak;
    clause.into_iter().any(|t| {
        r.words(t).any(|(m, w)| match w {
            Word::Person(p) => flight && p.captive,
            Word::Site(x) if flight => x.target == Some(isnad_model::Target::Prison),
            Word::Site(x) => {
                x.target == Some(isnad_model::Target::MilitaryBase) && !x.owned && !m.features.has(Features::DEFINITE)
            }
            _ => false,
        })
    })
}

/// Whether a word tells one deed ("in the worst attack since …").
pub(super) fn one_deed(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| {
        matches!(w, Word::Trigger(x) if x.noun && !x.weak && !x.general)
            && !m.features.any(Features::PLURAL | Features::DEFINITE)
    })
}
