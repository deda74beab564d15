//! Actors told before: "the movement", "the rebels", "a gunman of the group", "the army".

use super::{ActorMention, Who, army_in, state_of};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Stands, Word};
use isnad_language::Features;
use isnad_model::{Of, SourceKind};

/// "The group", "the rebels": the armed group named last; without one, the rebels are unnamed and the group is nobody.
pub(super) fn groups(r: &Reading<'_>, all: &mut Vec<ActorMention>) {
    let mut last: Option<(String, Of)> = None;
    let mut rebels: Option<(String, Of)> = None;
    let mut told: Vec<(usize, String, Of)> = Vec::new();
    all.retain_mut(|m| {
        if let Who::Named(id) = &m.who
            && m.kind == SourceKind::ArmedGroup
            // a group told only by those who belong to it is meant where no other has been told
            && (!m.affiliation || last.is_none() && m.of == Of::Militants)
        {
            let named = Some((id.clone(), m.of));
            told.push((m.tokens.start, id.clone(), m.of));
            if m.of == Of::Militants {
                rebels.clone_from(&named);
            }
            last = named;
            return true;
        }
        // a second word for armed men may have been joined to it: "the extremist organisation"
        let whole = |x: &isnad_language::Match| x.end as usize <= m.tokens.end;
        let stands = r.words(m.tokens.start).find_map(|(x, w)| match w {
            Word::Militants(stands) if whole(x) => Some(*stands),
            _ => None,
        });
        let named = match stands {
            // "the movement" behind "the movement of X and the organisation Y"
            Some(Stands::Group) => {
                let noun = r.chart.norm(m.tokens.start);
                let so_called = |t: usize| {
                    let first = r.chart.norm(t);
                    first.chars().nth(2).is_some() && noun.len() > first.len() && noun.ends_with(first)
                };
                let named = told.iter().rev().find(|(t, ..)| so_called(*t));
                named.map(|(_, id, of)| (id.clone(), *of)).or_else(|| last.clone())
            }
            Some(Stands::Rebels) => rebels.clone(),
            // "its fighters", in a sentence that names nobody
            None if m.people && m.plural && theirs(r, m.tokens.start) && last.is_some() => {
                rebels.clone().or(last.clone())
            }
            _ => return true,
        };
        if m.who != Who::Of(Acts::Armed) {
            return true;
        }
        match named {
            Some((id, of)) => {
                m.who = Who::Named(id);
                m.of = of;
                true
            }
            None => stands == Some(Stands::Rebels),
        }
    });
}

/// Whether several fighters are told as somebody's: "its gunmen".
fn theirs(r: &Reading<'_>, at: usize) -> bool {
    r.words(at).any(|(m, w)| {
        matches!(w, Word::Person(p) if p.measure.is_none() && !p.leader && p.acts == Some(Acts::Armed))
            && m.end as usize == at + 1
            && m.features.has(Features::PRONOUN)
    })
}

/// Words between a party and what is told as its own at most.
const OWN: usize = 25;

/// "Its fighters", "his forces", "their aircraft": the party told last before them in the sentence.
pub(super) fn own(r: &Reading<'_>, at: usize, before: &[ActorMention]) -> Option<ActorMention> {
    if !r.has(at, Word::FORCE | Word::PERSON | Word::MEANS) {
        return None;
    }
    let armed = |acts: Acts| matches!(acts, Acts::Military | Acts::Police | Acts::Armed);
    // "the forces of his country"
    let country = at + 1 < r.chart.len() && r.is(at + 1, Small::Homeland);
    let own = |(m, _): &(&isnad_language::Match, &Word)| {
        m.end as usize == at + 1 && (country || m.features.has(Features::PRONOUN))
    };
    let (people, soldiers) = r.words(at).filter(own).find_map(|(m, w)| match w {
        Word::Force(f) => armed(f.acts).then_some((false, false)),
        Word::Means(x) => matches!(x.kind, Some(Incident::Airstrike | Incident::Drone)).then_some((false, false)),
        // "his soldier" is told with a name
        Word::Person(p) => {
            let several = m.features.has(Features::PLURAL) || p.plural;
            let theirs = several && p.measure.is_none() && !p.leader && (p.member || p.acts.is_some_and(armed));
            theirs.then_some((true, p.acts == Some(Acts::Military)))
        }
        _ => None,
    })?;
    let sentence = r.chart.sentence_of(at);
    let party = |a: &&ActorMention| {
        let body = match &a.who {
            // a mission has soldiers, an office has none
            Who::Named(_) if a.of == Of::Peacekeepers => soldiers || r.has(at, Word::FORCE),
            Who::Named(id) => matches!(a.kind, SourceKind::ArmedGroup | SourceKind::Military) && !id.starts_with("un:"),
            Who::Of(acts) => matches!(acts, Acts::Military | Acts::Police),
        };
        // a rebel group has fighters, no soldiers
        let fits = !soldiers || matches!(a.of, Of::Military | Of::Peacekeepers);
        // "the military wing" is no soldier
        let adjective = r.words(a.tokens.start).any(|(_, w)| matches!(w, Word::Person(p) if p.adjective));
        body && fits && !adjective && !a.plural_people() && !(a.weak || a.affiliation)
    };
    let near = |a: &&ActorMention| a.tokens.end + OWN > at && r.chart.sentence_of(a.tokens.start) == sentence;
    let tokens = at..at + 1;
    match before.iter().rev().take_while(near).find(party) {
        Some(of) => {
            Some(ActorMention { tokens, people, plural: true, embassy: false, affiliation: false, ..of.clone() })
        }
        None => state_speaking(r, at).map(|country| ActorMention {
            tokens,
            who: Who::Of(Acts::Military),
            country: Some(country),
            kind: SourceKind::Military,
            of: Of::Military,
            people,
            plural: true,
            affiliation: false,
            embassy: false,
            weak: false,
            broad: false,
        }),
    }
}

/// "Opened fire on *the forces*": the only army or police told before, where nothing behind says whose they are.
pub(super) fn the_forces(r: &Reading<'_>, at: usize, before: &[ActorMention]) -> Option<ActorMention> {
    let bare = |(m, w): &(&isnad_language::Match, &Word)| {
        let own = m.features.any(Features::PRONOUN | Features::PRONOUN_PLURAL);
        matches!(w, Word::Force(f) if f.weak) && m.features.has(Features::DEFINITE) && !own && m.end as usize == at + 1
    };
    // "the air force struck": an arm, not those who were told of
    let only = r.has(at, Word::FORCE)
        && !r.is(at, Small::AirForce)
        && r.words(at).filter(|(_, w)| matches!(w, Word::Force(_))).all(|x| bare(&x));
    if !only {
        return None;
    }
    // "the loyal forces", "the forces of the general", "the forces that …"
    let said_of = at + 1 < r.sentence(r.chart.sentence_of(at)).end && {
        let next = at + 1;
        let forms = r.chart.matches_at(next);
        r.vocabulary.morphology.definite(r.chart.norm(next)) && !forms.iter().any(|m| m.features.prepositional())
            || [Small::Relative, Small::From, Small::Affiliation].iter().any(|s| r.is(next, *s))
            || forms.is_empty() && !r.mark(next, ",.;:()")
            || r.any_of(next..next + 1, Word::GROUP | Word::FORCE | Word::DEMONYM | Word::PERSON)
    };
    if said_of {
        return None;
    }
    // of several armies nobody says which
    let mut told = before.iter().rev().filter(|a| a.is_force() && !a.people && !a.affiliation);
    let force = told.next().filter(|a| matches!(a.who, Who::Of(_)))?;
    let same = |a: &ActorMention| a.country.as_ref().zip(force.country.as_ref()).is_none_or(|(a, b)| a == b);
    if !told.all(|a| matches!(a.who, Who::Of(_)) && same(a)) {
        return None;
    }
    let (tokens, people) = (at..at + 1, false);
    Some(ActorMention {
        tokens,
        people,
        plural: true,
        embassy: false,
        affiliation: false,
        weak: false,
        ..force.clone()
    })
}

/// "Moscow announced that its aircraft …", "the Russian minister said that his country's forces …": the state that speaks.
fn state_speaking(r: &Reading<'_>, at: usize) -> Option<String> {
    let start = r.sentence(r.chart.sentence_of(at)).start;
    let from = start.max(at.saturating_sub(OWN));
    let said = |t: usize| r.has(t, Word::SPEECH) && r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !v.weak));
    let verb = (from..at).rev().find(|t| said(*t))?;
    let told = r.places_at(verb + 1).find(|p| p.tokens.end <= at);
    let office = |t: usize| {
        r.words(t).find_map(|(m, w)| match w {
            Word::Speaker(s) if matches!(s.kind, SourceKind::Government | SourceKind::Military) => Some(m.end as usize),
            _ => None,
        })
    };
    let adjective = |t: usize| {
        r.words(t).find_map(|(_, w)| match w {
            Word::Demonym(c) => Some(c.clone()),
            _ => None,
        })
    };
    let held =
        || (verb + 1..(verb + 4).min(at)).filter_map(office).find_map(|t| adjective(t).or_else(|| adjective(t + 1)));
    told.and_then(|p| p.country.clone()).or_else(held)
}

/// "A gunman of the movement": its man, where the movement has been told before.
pub(super) fn members(r: &Reading<'_>, all: &mut [ActorMention]) {
    for k in 1..all.len() {
        let (before, behind) = all.split_at_mut(k);
        let (man, group) = (&mut before[k - 1], &behind[0]);
        let between = man.tokens.end..group.tokens.start;
        let linked = between.len() == 1 && between.clone().all(|t| r.is(t, Small::From) || r.is(t, Small::Affiliation))
            || between.is_empty()
                && r.chart.matches_at(group.tokens.start).iter().any(|m| m.features.has(Features::TO));
        if man.people
            && man.who == Who::Of(Acts::Armed)
            && linked
            && group.of == Of::Militants
            && matches!(group.who, Who::Named(_))
        {
            man.who = group.who.clone();
        }
    }
}

/// "The army" with no country beside it: the army spoken of right before, else that of the country where it is spoken of
/// too, else the one spoken of last.
pub(super) fn forces(r: &Reading<'_>, all: &mut [ActorMention]) {
    let home = r.country.as_deref().map(army_in);
    for acts in [Acts::Military, Acts::Police] {
        let told = |m: &ActorMention| match &m.who {
            Who::Of(a) if *a == acts => m.country.clone(),
            Who::Named(id) if acts == Acts::Military && id.ends_with(":military") => state_of(id).map(str::to_owned),
            _ => None,
        };
        let organised = |m: &ActorMention| !m.people && !m.affiliation;
        let home_told = all.iter().any(|m| organised(m) && told(m).as_deref() == home);
        let mut last: Option<(usize, String)> = None;
        for m in all.iter_mut().filter(|m| !m.people) {
            let sentence = r.chart.sentence_of(m.tokens.start);
            if let Some(country) = told(m) {
                if organised(m) {
                    last = Some((sentence, country));
                }
            } else if m.who == Who::Of(acts)
                && let Some((s, country)) = &last
                && (!home_told || s + 1 >= sentence)
            {
                m.country = Some(country.clone());
            }
        }
    }
}
