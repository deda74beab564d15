//! The ACLED sub-type and the tactics of an incident, from all that its segments tell (codebook, sections 3 and 5).

mod evidence;
mod kind;
mod tactics;

use crate::actors::{ActorMention, Who};
use crate::claims::Figured;
use crate::incidents::{Draft, Segment, Told, TriggerHit, met_crowd};
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Start, Word};
use evidence::Evidence;
use isnad_language::{Features, Marks};
use isnad_model::{Actor, Measure, Of, Role, SourceKind, SubEventType, Tactic, Target};

/// Whether a verb of falling stands right before a token.
fn fallen(r: &Reading<'_>, t: usize) -> bool {
    t > 0 && r.words(t - 1).any(|(_, w)| matches!(w, Word::Measure(v) if v.light && !v.noun))
}

/// "Artillery of the army targeted the village", "a missile hits the station": arms right behind a weak verb of attack, or
/// before one in the present, are what did it.
fn aimed(r: &Reading<'_>, t: usize) -> bool {
    let verb = |w: &Word| {
        let blow = |k| matches!(k, Incident::Attack | Incident::Strike);
        matches!(w, Word::Trigger(x) if !x.noun && x.weak && blow(x.kind))
    };
    let now = |k: usize| r.words(k).any(|(m, w)| verb(w) && m.features.has(Features::PRESENT));
    let before = || {
        let adjective = r.has(t + 1, Word::DEMONYM) || r.actors_at(t + 1).next().is_some();
        now(t + 1) || adjective && t + 2 < r.chart.len() && now(t + 2)
    };
    t > 0 && r.words(t - 1).any(|(m, w)| verb(w) && !m.features.has(Features::PRESENT))
        || t + 1 < r.chart.len() && before()
}

/// Words from a verb of carrying to what carried at most.
const BORNE: usize = 3;

/// Marks of all that speaks for a type or a tactic beside triggers and figures.
const TELLING: Marks = Word::PERSON
    .or(Word::MEANS)
    .or(Word::FORCE)
    .or(Word::SITE)
    .or(Small::Wartime.mark())
    .or(Small::Conflict.mark())
    .or(Small::Intervention.mark())
    .or(Small::Sign.mark())
    .or(Small::Unopposed.mark())
    .or(Start::Actor.mark());

/// Type and tactics, or `None` where nothing says that an incident took place.
pub(crate) struct Settled {
    pub sub_type: SubEventType,
    pub tactics: Vec<Tactic>,
}

pub(crate) fn settle(
    r: &Reading<'_>,
    told: &Told,
    draft: &Draft,
    figures: &[Figured],
    actors: &[Actor],
    targets: &[Target],
) -> Option<Settled> {
    let mut e = Evidence::default();
    let told_by = |k: &usize| told.segments[*k].triggers.iter().any(|t| !t.general && !t.trigger.weak);
    let single = draft.segments.iter().any(told_by);
    for (n, k) in draft.segments.iter().enumerate() {
        let g = &told.segments[*k];
        if single && n > 0 && habit(r, g) {
            continue;
        }
        let first = if n == 0 { 2.0 } else { 1.0 };
        // what the killed were sought for, what an account of violence recalls
        e.armed |= g.recalled || g.deed && !targets.is_empty();
        // "in answer to the chemical attack": another's deed
        let answered = |t: &TriggerHit| t.known() && (t.at.saturating_sub(3)..t.at).any(|k| r.is(k, Small::Retort));
        for t in g.triggers.iter().filter(|t| !answered(t)) {
            let weight = first * if t.trigger.weak { 0.5 } else { 1.0 } * if t.general { 0.5 } else { 1.0 };
            // "the attack took place at noon": a name for what has been told
            let named = t.known() && t.trigger.kind == Incident::Attack && t.trigger.noun;
            e.named += if named { weight } else { 0.0 };
            e.add(t.trigger.kind, weight);
            e.told |= !t.trigger.weak;
            e.anew |= !t.trigger.weak && !t.known();
            e.met_crowd += if met_crowd(r, t, &g.tokens) { weight } else { 0.0 };
            e.armed |= !t.trigger.weak && t.trigger.kind == Incident::Shooting;
            e.shells |= t.trigger.kind == Incident::Shelling && t.end > t.at + 1;
            e.signed |= t.trigger.kind == Incident::Agreement && declared(r, g, t.at);
            // "ceasefire", "the truce came into force", where "accord" may be one of trade
            let in_force = || t.trigger.general && t.end < g.tokens.end && r.is(t.end, Small::Sign);
            e.peace |= t.trigger.kind == Incident::Agreement && (t.end > t.at + 1 || in_force());
            if let Some(tactic) = t.trigger.tactic {
                e.tactic(tactic);
            }
        }
        for t in r.marked(g.tokens.clone(), TELLING) {
            for (found, w) in r.words(t) {
                match w {
                    Word::Person(p) => {
                        e.crowd |= p.protest;
                        e.bodies |= p.body && n < 2 && g.figures.iter().any(|i| figures[*i].measure == Measure::Killed);
                    }
                    // "drones took part in the answer"
                    Word::Means(m) if m.light && m.kind.is_some() && answering(r, g, t) => e.arms = true,
                    // "flown out by helicopter"
                    Word::Means(_) if (t.saturating_sub(BORNE)..t).any(|k| r.is(k, Small::Carried)) => {}
                    // "a military plane fell in an exercise"
                    Word::Means(m) if m.kind == Some(Incident::Airstrike) && fallen(r, t) => {}
                    Word::Means(m) => {
                        e.assault |= m.assault;
                        e.shells |= m.kind == Some(Incident::Shelling);
                        if !m.light || !g.triggers.is_empty() {
                            if let Some(kind) = m.kind {
                                // "hit the post with rockets"
                                let far = matches!(kind, Incident::Shelling | Incident::Drone);
                                let with = far && (found.features.has(Features::WITH) || aimed(r, t));
                                e.add(kind, if m.light && !with { 0.4 } else { 0.8 });
                            }
                            if let Some(tactic) = m.tactic
                                && !(m.light
                                    && tactic == Tactic::ShellingRocket
                                    && !e.has(Incident::Shelling)
                                    && g.triggers.is_empty())
                            {
                                e.tactic(tactic);
                            }
                        }
                        e.armed = true;
                        e.arms = true;
                    }
                    Word::Small(Small::Wartime | Small::Conflict) => e.arms = true,
                    // who is killed in an embassy is killed for what he is
                    Word::Force(f) if f.embassy => e.arms = true,
                    Word::Site(x) if x.embassy => e.arms = true,
                    Word::Small(Small::Intervention) => e.intervention = true,
                    Word::Small(Small::Sign) => e.signed = true,
                    Word::Small(Small::Unopposed) => e.unopposed = true,
                    _ => {}
                }
            }
            // "an officer warned of a cyber attack"
            let officer = || {
                let counted = g.figures.iter().any(|i| figures[*i].tokens.contains(&t));
                r.has(t, Word::PERSON) && r.has(t, Word::SPEAKER) && !counted
            };
            e.arms |= r.actors_at(t).any(|a| {
                !a.weak
                    && !officer()
                    && (a.of == Of::Militants
                        || a.of == Of::Military
                        || a.of == Of::Mercenaries
                        || a.of == Of::Militia
                        || a.of == Of::Peacekeepers)
            });
        }
        e.armed |= e.arms;
        for i in &g.figures {
            let f = &figures[*i];
            e.protest |= f.protest;
            match f.measure {
                Measure::Abducted => e.add(Incident::Abduction, 0.5),
                Measure::Arrested => {
                    e.arrested = true;
                    e.add(Incident::Arrest, 0.3);
                }
                Measure::Freed => e.add(Incident::Release, 0.5),
                Measure::Killed | Measure::Wounded | Measure::KilledOrWounded => {
                    e.armed = true;
                    match f.of {
                        Of::Militants | Of::Military | Of::Militia | Of::Mercenaries | Of::Peacekeepers => {
                            e.fighters_hurt = true;
                        }
                        _ => e.others_hurt = true,
                    }
                }
                _ => {}
            }
            if f.execution {
                e.tactic(Tactic::Execution);
            }
        }
    }
    // "held over the bombing", "on suspicion of planning an attack"
    let sentences = draft.segments.iter().map(|k| r.sentence(told.segments[*k].sentence));
    e.arms |= e.has(Incident::Arrest) && sentences.flatten().any(|t| blow(r, t));
    let casualties = draft.segments.iter().flat_map(|k| &told.segments[*k].figures).any(|i| {
        matches!(figures[*i].measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded)
            && figures[*i].figure.high != Some(0)
    });
    let taken = |f: &Figured| f.measure == Measure::Abducted;
    e.bodies &= !draft.segments.iter().flat_map(|k| &told.segments[*k].figures).any(|i| taken(&figures[*i]));
    e.amid_crowd = casualties && many_hurt(draft, told, figures) && *r.crowded.get_or_init(|| crowded(r));
    e.by_ground = by_ground(told, draft);
    let mut first = draft.segments.iter().map(|k| &told.segments[*k]).filter(|g| !g.triggers.is_empty()).take(2);
    let arrested = |g: &Segment| g.triggers.first().is_some_and(|t| t.trigger.kind == Incident::Arrest);
    let dead = |g: &Segment| g.figures.iter().any(|i| figures[*i].measure == Measure::Killed);
    e.arrest_first = e.has(Incident::Arrest) && first.all(|g| arrested(g) && !dead(g));
    let mut kinds = draft.segments.iter().flat_map(|k| &told.segments[*k].triggers).map(|t| t.trigger.kind);
    e.arrest_led = kinds.find(|k| *k != Incident::Operation) == Some(Incident::Arrest);
    e.release_led = release_led(r, told, draft);
    let took = actors.iter().find(|a| a.role == Role::Perpetrator).map(|a| a.id.as_str());
    let named = |a: &ActorMention| matches!(&a.who, Who::Named(id) if Some(id.as_str()) == took);
    e.army = r.actors.iter().any(|a| a.kind == SourceKind::Military && a.of == Of::Military && named(a));
    let militia = took.is_some_and(|id| id.starts_with("militia:"));
    e.rebel_militia = militia && r.actors.iter().any(|a| a.of == Of::Militants && named(a));
    let sub_type = kind::sub_type(&e, actors, targets, casualties)?;
    let tactics = tactics::tactics(&e, sub_type, actors);
    Some(Settled { sub_type, tactics })
}

/// Whether the account begins with captives who were freed: by a word of freeing, in a sentence that tells how they were taken
/// or names them as hostages.
fn release_led(r: &Reading<'_>, told: &Told, draft: &Draft) -> bool {
    let mut segments = draft.segments.iter().map(|k| &told.segments[*k]).filter(|g| !g.triggers.is_empty());
    let Some(first) = segments.next() else { return false };
    let hostage = |t: usize| r.words(t).any(|(_, w)| w.of_hostages());
    first.triggers[0].trigger.kind == Incident::Release && r.sentence(first.sentence).any(hostage)
}

/// Whether a word names political violence: who is taken for it is taken in a conflict.
fn blow(r: &Reading<'_>, t: usize) -> bool {
    use Incident as I;
    let deed = |k| {
        matches!(
            k,
            I::Attack | I::Bombing | I::Suicide | I::Carbomb | I::Ied | I::Chemical | I::Assassination | I::Massacre
        )
    };
    r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun && deed(x.kind)))
}

/// Whether a segment tells nothing but what goes on beside: "the air force flies raids on the mountains".
fn habit(r: &Reading<'_>, g: &Segment) -> bool {
    g.sentence > r.title_sentences
        && g.figures.is_empty()
        && !g.triggers.is_empty()
        && g.triggers.iter().all(|t| t.general)
}

/// Whether the article speaks of protesters or protests more than once.
fn crowded(r: &Reading<'_>) -> bool {
    let protests = |t: &usize| {
        r.words(*t).any(|(_, w)| match w {
            Word::Person(p) => p.protest,
            Word::Trigger(x) => x.kind == Incident::Protest,
            _ => false,
        })
    };
    r.marked(0..r.chart.len(), Word::PERSON | Word::TRIGGER).filter(protests).nth(1).is_some()
}

/// Whether a draft tells of two people killed at least, or of a crowd hurt.
fn many_hurt(draft: &Draft, told: &Told, figures: &[Figured]) -> bool {
    draft.segments.iter().flat_map(|k| &told.segments[*k].figures).map(|i| &figures[*i]).any(|f| {
        let least = match f.measure {
            Measure::Killed => 2,
            Measure::Wounded | Measure::KilledOrWounded => CROWD,
            _ => return false,
        };
        f.figure.low.is_some_and(|n| n >= least)
    })
}

/// So many hurt at least make a crowd.
const CROWD: u64 = 20;

/// Whether headline and lead tell of an attack or a fight and neither of raids nor of shells: what aircraft did beside it
/// was in its support.
fn by_ground(told: &Told, draft: &Draft) -> bool {
    use Incident as I;
    let far = |k: I| matches!(k, I::Airstrike | I::Drone | I::Raid | I::Strike | I::Shelling);
    let mut first = draft.segments.iter().map(|k| &told.segments[*k]).filter(|g| !g.triggers.is_empty()).take(LEADING);
    let fought = |t: &TriggerHit| {
        !t.general && (t.trigger.kind == I::Attack && t.trigger.noun && !t.trigger.weak || t.trigger.kind == I::Clash)
    };
    let mut told_of = false;
    first.all(|g| {
        told_of |= g.triggers.iter().any(fought);
        !g.triggers.iter().any(|t| far(t.trigger.kind))
    }) && told_of
}

/// Stretches in which headline and lead tell how something was done.
const LEADING: usize = 3;

/// Whether arms are told as what an attack was answered with, or what helped those who answered it.
fn answering(r: &Reading<'_>, g: &Segment, t: usize) -> bool {
    let before = (t.saturating_sub(ANSWER).max(g.tokens.start)..t).rev().take_while(|k| !r.mark(*k, ".;:"));
    let attacked = g.triggers.first().is_some_and(|x| x.at + ANSWER < t && x.trigger.kind == Incident::Attack);
    attacked
        && before.into_iter().any(|k| r.is(k, Small::Retort) || r.is(k, Small::StruckBack) || r.is(k, Small::Support))
}

/// Words between an answer and the arms it was given with at most.
const ANSWER: usize = 5;

/// "The group declared a truce": an accord as the object of a verb of announcing.
fn declared(r: &Reading<'_>, g: &Segment, at: usize) -> bool {
    let before = (at.saturating_sub(DECLARED).max(g.tokens.start)..at).rev();
    let own = before.take_while(|t| !r.mark(*t, ".;:") && !r.is(*t, Small::That) && !r.is(*t, Small::Locative));
    own.into_iter()
        .any(|t| r.words(t).any(|(m, w)| matches!(w, Word::Speech(v) if !v.weak) && m.features.has(Features::PAST)))
}

/// Words between a verb of announcing and the accord at most.
const DECLARED: usize = 5;
