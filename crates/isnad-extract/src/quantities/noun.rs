//! What is counted: a noun with what its modifiers say of its class.

use super::classes::{fighters_of, object_of, of_group};
use crate::actors::{of_acts, of_police, state_of};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::{Features, Match};
use isnad_model::{Measure, Of, SourceKind};

pub(super) struct Noun {
    pub end: usize,
    pub of: Of,
    pub measure: Option<Measure>,
    pub acts: Option<Acts>,
    pub country: Option<String>,
    pub features: Features,
    pub captive: bool,
    pub suicide: bool,
    pub protest: bool,
    pub family: bool,
    pub member: bool,
    pub leader: bool,
    pub staff: bool,
    pub plural: bool,
    pub dual: bool,
}

impl Noun {
    /// A noun of a class of which nothing more is said.
    fn plain(end: usize, of: Of, features: Features) -> Self {
        Self {
            end,
            of,
            measure: None,
            acts: None,
            country: None,
            features,
            captive: false,
            suicide: false,
            protest: false,
            family: false,
            member: false,
            leader: false,
            staff: false,
            plural: false,
            dual: false,
        }
    }
}

/// A person or thing noun at a token with what its modifiers say.
pub(super) fn noun(r: &Reading<'_>, at: usize) -> Option<Noun> {
    if !r.has(at, Word::PERSON | Word::THING) {
        return None;
    }
    let mut best: Option<Noun> = None;
    let place = r.places.get(r.places.partition_point(|p| p.tokens.start < at)).is_some_and(|p| p.tokens.start == at);
    let to = r.is(at, Small::To) && !(at > 0 && r.has(at - 1, Word::MEASURE));
    for (m, w) in r.words(at) {
        // "who were responsible for the launch"
        if matches!(w, Word::Person(p) if p.of == Of::Officials) && r.is(m.end as usize, Small::Relayed) {
            continue;
        }
        // a place's name that could be cut into a clitic and a noun, "and to" that is written like an office
        if place && m.features.prepositional() || to || m.features.has(Features::DUAL) && of_group(r, at) {
            continue;
        }
        let n = match w {
            Word::Person(p) => Noun {
                end: m.end as usize,
                of: p.of,
                measure: p.measure,
                acts: p.acts,
                country: None,
                features: m.features,
                captive: p.captive,
                suicide: p.suicide,
                protest: p.protest,
                family: p.family,
                member: p.member,
                leader: p.leader,
                staff: p.staff,
                plural: p.plural,
                dual: p.dual,
            },
            Word::Thing(x) => Noun { plural: x.plural, dual: x.dual, ..Noun::plain(m.end as usize, x.of, m.features) },
            _ => continue,
        };
        // the reading with fewer guessed clitics wins: plain plural before dual with a pronoun
        let better = match &best {
            None => true,
            Some(b) => {
                // "a herdsman of", written like "two herdsmen of"
                let one = b.features.has(Features::DUAL) && !n.features.any(Features::DUAL | Features::PLURAL);
                n.end > b.end
                    || n.end == b.end && one && n.of == b.of && !n.features.has(Features::PRONOUN)
                    || (n.end == b.end
                        && !n.features.any(Features::PRONOUN)
                        && (b.features.any(Features::PRONOUN) || b.of == Of::People))
            }
        };
        if better {
            best = Some(n);
        }
    }
    let mut n = best?;
    if n.end > at + 1 && !n.features.any(Features::PLURAL | Features::DUAL | Features::SINGULAR) {
        // a phrase has the number of its first word
        let heads =
            || r.words(at).filter(|(m, w)| m.end as usize == at + 1 && matches!(w, Word::Person(_) | Word::Thing(_)));
        let number = |f: Features| heads().any(|(m, _)| m.features.has(f) && !m.features.has(Features::PRONOUN));
        n.dual |= number(Features::DUAL);
        n.plural |= !n.dual && number(Features::PLURAL) && !number(Features::SINGULAR);
    }
    if n.member {
        // "members of the security forces", "elements of the army"
        let led = |s: Small| r.vocabulary.small(&r.chart, n.end, s);
        let t = led(Small::From).or_else(|| led(Small::Locative)).unwrap_or(n.end);
        if let Some((end, acts, country)) = force(r, t) {
            n.of = of_acts(acts);
            n.acts = Some(acts);
            n.country = country;
            n.end = end;
            n.member = false;
        } else if let Some(inner) = noun(r, t).filter(|i| i.acts.is_some()) {
            n.of = inner.of;
            n.acts = inner.acts;
            n.country = inner.country;
            n.end = inner.end;
        }
    }
    // "the commander of the security force"
    if n.leader && n.acts == Some(Acts::Armed) && !n.features.has(Features::DEFINITE) {
        let state = |acts: &Acts| matches!(acts, Acts::Military | Acts::Police | Acts::Peacekeepers);
        // "a prominent commander in the guard"
        let within = || {
            let t = n.end + usize::from(plain(r, n.end));
            r.vocabulary.small(&r.chart, t, Small::Locative).and_then(|t| force(r, t))
        };
        if let Some((end, acts, country)) = force(r, n.end).or_else(within).filter(|(_, acts, _)| state(acts)) {
            (n.of, n.acts, n.country, n.end) = (of_acts(acts), Some(acts), country, end);
        }
    }
    modifiers(r, &mut n);
    if n.acts == Some(Acts::Military) && of_police(r, at, n.end) {
        n.acts = Some(Acts::Police);
    }
    let of_mission = |t: usize| r.actors_at(t).any(|a| a.of == Of::Peacekeepers);
    // "three of its soldiers", a mission's
    if n.acts == Some(Acts::Military) && n.features.has(Features::PRONOUN) && of_mission(at) {
        (n.of, n.acts, n.country) = (Of::Peacekeepers, Some(Acts::Peacekeepers), None);
    }
    // "soldiers of the peacekeeping force"
    if n.acts == Some(Acts::Military)
        && let Some(t) = r.vocabulary.small(&r.chart, n.end, Small::From)
        && let Some((end, acts, _)) = force(r, t)
        && (acts == Acts::Peacekeepers || of_mission(t))
    {
        n.of = Of::Peacekeepers;
        n.acts = Some(Acts::Peacekeepers);
        n.end = end;
    }
    Some(n)
}

/// "Three Palestinians", "a Syrian": people told by their country alone.
pub(super) fn people_of(r: &Reading<'_>, at: usize, counted: bool) -> Option<Noun> {
    if !r.has(at, Word::DEMONYM) {
        return None;
    }
    let (m, country) = r.words(at).find_map(|(m, w)| match w {
        // "dozens of the Palestinians" are counted, "the Palestinian" is no figure
        Word::Demonym(c)
            if !m.features.has(Features::CONJUNCTION)
                && (!m.features.has(Features::FEMININE) || woman(r, at))
                && (counted || !m.features.has(Features::DEFINITE)) =>
        {
            Some((m, c.clone()))
        }
        _ => None,
    })?;
    let mut n = Noun {
        acts: Some(Acts::Civilians),
        country: Some(country),
        ..Noun::plain(m.end as usize, Of::People, m.features)
    };
    modifiers(r, &mut n);
    Some(n)
}

/// "A Swiss woman was abducted": the form of a woman, which describes things too, right behind what befell her.
fn woman(r: &Reading<'_>, at: usize) -> bool {
    let verb = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Measure(x) if !(x.things || x.weak || x.light || x.count)
            && (m.features.has(Features::FEMININE) || x.noun))
            && !m.features.any(Features::PRONOUN | Features::PLURAL | Features::DEFINITE)
    };
    at > 0 && r.words(at - 1).any(verb)
}

/// Adjectives behind the noun: a demonym, "civilian", "military", "armed", "other".
pub(super) fn modifiers(r: &Reading<'_>, n: &mut Noun) {
    let several = Features::PLURAL | Features::DUAL;
    let closed = Features::DEFINITE | Features::PRONOUN | Features::TO | Features::WITH;
    for _ in 0..2 {
        let t = n.end;
        if t >= r.chart.len() || r.chart.sentence_of(t) != r.chart.sentence_of(t - 1) {
            return;
        }
        let mut moved = false;
        for (m, w) in r.words(t) {
            if m.features.has(Features::CONJUNCTION) || object_of(n, m.features) {
                continue;
            }
            match w {
                Word::Demonym(c) => {
                    n.country = Some(c.clone());
                    n.end = m.end as usize;
                    moved = true;
                }
                Word::Person(p)
                    if n.of == Of::People
                        && p.of != Of::People
                        && (n.measure.is_none() || !m.features.has(Features::DEFINITE)) =>
                {
                    n.of = p.of;
                    n.acts = p.acts;
                    n.end = m.end as usize;
                    moved = true;
                }
                // "an old woman": who is described by what could stand alone
                Word::Person(p)
                    if !n.plural
                        && (n.of, n.acts) == (p.of, p.acts)
                        && n.measure.is_none()
                        && p.measure.is_none()
                        && !(n.dual || p.plural || p.dual || p.member)
                        && !n.features.any(several)
                        && !m.features.any(several | closed) =>
                {
                    n.end = m.end as usize;
                    moved = true;
                }
                // "12 soldiers dead"
                Word::Person(p)
                    if n.measure.is_none()
                        && !n.of.is_thing()
                        && p.measure.is_some_and(|_| !p.body)
                        && !m.features.any(Features::DEFINITE | Features::PRONOUN) =>
                {
                    n.measure = p.measure;
                    n.end = m.end as usize;
                    moved = true;
                }
                Word::Small(Small::Other) => {
                    n.end = m.end as usize;
                    moved = true;
                }
                _ => {}
            }
            if moved {
                break;
            }
        }
        if !moved {
            break;
        }
    }
    if n.acts == Some(Acts::Armed) && sides_with_state(r, n.end) {
        (n.of, n.acts) = (Of::Militia, Some(Acts::Militia));
    }
    // "fighters of the regime's forces"
    if n.acts == Some(Acts::Armed)
        && !(n.leader || n.suicide)
        && let Some((end, acts, country)) = fighters_of(r, n).and_then(|t| force(r, t))
        && matches!(acts, Acts::Military | Acts::Police | Acts::Militia)
    {
        (n.of, n.acts, n.country, n.end) = (of_acts(acts), Some(acts), country, end);
    }
    // "an employee of the Red Cross"
    if n.staff
        && let Some(t) = r.vocabulary.small(&r.chart, n.end, Small::Locative)
        && let Some((end, ..)) = r.vocabulary.find(&r.chart, t, |w| match w {
            Word::Speaker(s) => matches!(s.kind, SourceKind::Ngo | SourceKind::Un).then_some(()),
            _ => None,
        })
    {
        (n.of, n.end) = (Of::AidWorkers, end);
    }
    // "activists in the brigades": who belongs to an armed group is no civilian
    // and so do "an element of the brigades", "an official in the movement"
    if (matches!(n.of, Of::People | Of::Civilians | Of::Officials) || n.acts == Some(Acts::Military) || n.leader)
        && !n.family
        && let Some((end, of, acts)) = group_of(r, n)
    {
        (n.of, n.acts, n.end, n.member) = (of, Some(acts), end, false);
    }
    // "18 people of the dead"
    if n.measure.is_none()
        && !n.of.is_thing()
        && let Some(t) = r.vocabulary.small(&r.chart, n.end, Small::From)
        && let Some((end, m)) = r.words(t).find_map(|(m, w)| match w {
            Word::Person(p) if !p.body && p.of == Of::People && (p.plural || m.features.has(Features::PLURAL)) => {
                p.measure.filter(|_| m.features.has(Features::DEFINITE)).map(|x| (m.end as usize, x))
            }
            _ => None,
        })
    {
        (n.measure, n.end) = (Some(m), end);
    }
    // "people of the civilians", "killed in the ranks of the army"
    if n.of == Of::People
        && let Some((end, of, acts, country)) = class_behind(r, n.end, n.measure.is_some()).or_else(|| {
            // "six dead *only* in the ranks of the army"
            let small = r.vocabulary.small(&r.chart, n.end, Small::Particle).filter(|_| n.measure.is_some())?;
            r.vocabulary.small(&r.chart, small, Small::Ranks)?;
            class_behind(r, small, true)
        })
    {
        n.of = of;
        n.acts = acts;
        n.country = country.or_else(|| n.country.take());
        n.end = end;
    }
}

/// Whether a token is an adjective of a man, or a word of the language that is in no list: "a commander *in the field*".
fn plain(r: &Reading<'_>, t: usize) -> bool {
    let adjective = |w: &Word| matches!(w, Word::Modifier(_));
    t < r.chart.len() && !r.mark(t, ",.;:\"()") && r.words(t).all(|(_, w)| adjective(w))
}

/// The armed group that a man is told to be in, and the end of its name: "in the brigades", "a prominent one in the brigades".
fn group_of(r: &Reading<'_>, n: &Noun) -> Option<(usize, Of, Acts)> {
    let links = [Small::Locative, Small::Affiliation, Small::From];
    let behind = |t: usize| links.into_iter().find_map(|s| Some((s, r.vocabulary.small(&r.chart, t, s)?)));
    // "a commander in the field with the movement", the preposition written on the name
    let with = |t: usize| r.words(t).any(|(m, w)| matches!(w, Word::Group(_)) && m.features.has(Features::WITH));
    let on_name = || [n.end, n.end + 1].into_iter().find(|t| with(*t) && (*t == n.end || plain(r, n.end)));
    if n.leader
        && let Some(t) = on_name()
    {
        return armed_group(r, t);
    }
    let (link, t) = behind(n.end).or_else(|| behind(n.end + 1).filter(|_| plain(r, n.end)))?;
    (link != Small::From || n.member || n.leader).then(|| armed_group(r, t))?
}

/// The end of the name of an armed group that starts at a token, with the class of its men.
fn armed_group(r: &Reading<'_>, at: usize) -> Option<(usize, Of, Acts)> {
    r.words(at).find_map(|(m, w)| match w {
        Word::Group(g) if r.knows(g) && !g.weak => match g.of {
            Of::Militants => Some((m.end as usize, g.of, Acts::Armed)),
            Of::Militia => Some((m.end as usize, g.of, Acts::Militia)),
            _ => None,
        },
        _ => None,
    })
}

/// "Fighters loyal to the government": what follows ties armed men to a state.
fn sides_with_state(r: &Reading<'_>, at: usize) -> bool {
    let Some(t) = r.vocabulary.small(&r.chart, at, Small::Affiliation) else { return false };
    let state = |f: Features| !f.has(Features::CONJUNCTION);
    r.words(t).any(|(m, w)| match w {
        Word::Force(f) => matches!(f.acts, Acts::Military | Acts::Government) && state(m.features),
        Word::Group(g) => g.of == Of::Military && state(m.features),
        _ => false,
    })
}

/// The class that "of" or "in the ranks of" gives to people counted before it; `losses`: what is counted are casualties.
pub(crate) fn class_behind(
    r: &Reading<'_>,
    at: usize,
    losses: bool,
) -> Option<(usize, Of, Option<Acts>, Option<String>)> {
    let small = |s| r.vocabulary.small(&r.chart, at, s);
    let t = small(Small::From).or_else(|| small(Small::Ranks).filter(|_| losses))?;
    let person = r.words(t).find_map(|(m, w)| match w {
        // "of the fighters of the militia"
        Word::Person(p) if p.acts == Some(Acts::Armed) && !p.member => {
            noun(r, t).map(|n| (n.end, n.of, n.acts, n.country))
        }
        Word::Person(p) if p.of != Of::People && !p.member => Some((m.end as usize, p.of, p.acts, None)),
        // "of one family"
        Word::Person(p) if p.family => Some((m.end as usize, Of::Civilians, Some(Acts::Civilians), None)),
        _ => None,
    });
    // "of the army's men"
    let men = || {
        let member = r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.member && p.measure.is_none()));
        let n = noun(r, t).filter(|n| member && n.of != Of::People)?;
        Some((n.end, n.of, n.acts, n.country))
    };
    person.or_else(men).or_else(|| force(r, t).map(|(end, acts, country)| (end, of_acts(acts), Some(acts), country)))
}

pub(super) fn force(r: &Reading<'_>, at: usize) -> Option<(usize, Acts, Option<String>)> {
    if !r.has(at, Word::FORCE | Word::MILITANTS | Word::GROUP | Word::PERSON) {
        return None;
    }
    let (mut end, _, (acts, mut country)) = r.vocabulary.find(&r.chart, at, |w| match w {
        Word::Force(f) if f.acts != Acts::Government => Some((f.acts, f.country.clone())),
        Word::Militants(_) => Some((Acts::Armed, None)),
        Word::Group(g) if !g.tribe => Some((
            match g.of {
                Of::Militants => Acts::Armed,
                Of::Peacekeepers => Acts::Peacekeepers,
                Of::Mercenaries => Acts::Mercenaries,
                Of::Militia => Acts::Militia,
                Of::Military => Acts::Military,
                _ => return None,
            },
            g.id.as_deref().and_then(state_of).map(str::to_owned),
        )),
        Word::Person(p) => p.acts.filter(|_| p.plural).map(|a| (a, None)),
        _ => None,
    })?;
    if let Some((e, _, c)) = r.demonym(end) {
        country = Some(c);
        end = e;
    }
    Some((end, acts, country))
}
