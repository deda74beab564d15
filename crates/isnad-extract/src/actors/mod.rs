//! Who is spoken of: named groups, state forces, unnamed armed men, civilians.

mod anaphora;
mod base;
mod behind;
mod branches;
mod joint;
mod tribes;

use behind::{country_behind, foreign, led_force, named_behind, official_of, served};
pub(crate) use behind::{of_police, of_thing};
pub(crate) use branches::{army_in, fights_for, id_of, of_states, state_of};
pub(crate) use joint::joined;

use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::{Features, Marks};
use isnad_model::{Of, SourceKind};
use std::ops::Range;

/// A named group or a branch of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// An identifier of the codebook's list or of its form.
    Named(String),
    /// A branch or a class of people; the country is told apart.
    Of(Acts),
}

impl Who {
    /// Bears arms for a side: no people without arms, no office, no mission of the United Nations.
    pub(crate) fn fights(&self) -> bool {
        match self {
            Who::Named(id) => !id.starts_with("un:"),
            Who::Of(acts) => !matches!(acts, Acts::Civilians | Acts::Government),
        }
    }
}

/// A mention of an actor.
#[derive(Debug, Clone)]
pub(crate) struct ActorMention {
    pub tokens: Range<usize>,
    pub who: Who,
    pub country: Option<String>,
    /// What it is as a speaker.
    pub kind: SourceKind,
    /// Class of its people as victims.
    pub of: Of,
    /// A person word (soldiers, gunmen) rather than an organisation.
    pub people: bool,
    pub plural: bool,
    /// Named only to say with whom another actor is linked.
    pub affiliation: bool,
    pub embassy: bool,
    pub weak: bool,
    /// Names a network loosely.
    pub broad: bool,
}

impl ActorMention {
    /// Several of its people, not the body itself nor the one who speaks for it.
    fn plural_people(&self) -> bool {
        self.people && self.plural
    }

    /// An army, the police, or those who fight in the name of a state.
    pub(crate) fn is_force(&self) -> bool {
        match &self.who {
            Who::Named(_) => matches!(self.kind, SourceKind::Military | SourceKind::Police) && self.of == Of::Military,
            Who::Of(acts) => matches!(acts, Acts::Military | Acts::Police),
        }
    }

    /// The codebook's identifier, given the country the article is about.
    pub(crate) fn id(&self, article_country: Option<&str>) -> Option<String> {
        match &self.who {
            Who::Named(id) => Some(id.clone()),
            Who::Of(acts) => id_of(*acts, self.country.as_deref().or(article_country)),
        }
    }
}

/// Class of victims that a branch's people are.
pub(crate) fn of_acts(acts: Acts) -> Of {
    match acts {
        Acts::Military | Acts::Police => Of::Military,
        Acts::Government => Of::Officials,
        Acts::Civilians => Of::Civilians,
        Acts::Armed => Of::Militants,
        Acts::Peacekeepers => Of::Peacekeepers,
        Acts::Militia => Of::Militia,
        Acts::Mercenaries => Of::Mercenaries,
    }
}

/// Marks of the words with which an actor can begin.
const BEGINS: Marks = Word::GROUP.or(Word::FORCE).or(Word::MILITANTS).or(Word::PERSON).or(Word::MEANS);

/// Reads all actors of an article from left to right.
pub(crate) fn read(r: &mut Reading<'_>) {
    let mut out = Vec::new();
    let mut at = 0;
    let mut begins = r.marked(0..r.chart.len(), BEGINS);
    while let Some(begun) = begins.find(|t| *t >= at) {
        at = begun;
        if base::the_base(r, at, &out) {
            at += 1;
            continue;
        }
        match anaphora::own(r, at, &out).or_else(|| anaphora::the_forces(r, at, &out)).or_else(|| mention(r, at)) {
            Some(m) => {
                let others = joint::others(r, &m);
                at = others.last().unwrap_or(&m).tokens.end.max(at + 1);
                match out.last_mut() {
                    // "unknown gunmen": one party in two words
                    Some(last) if same_men(r, last, &m) => last.tokens.end = m.tokens.end,
                    _ => out.push(m),
                }
                out.extend(others);
            }
            None => at += 1,
        }
    }
    anaphora::groups(r, &mut out);
    anaphora::members(r, &mut out);
    anaphora::forces(r, &mut out);
    r.set_actors(out);
}

/// Whether the words are about unnamed armed men told right before.
fn same_men(r: &Reading<'_>, before: &ActorMention, m: &ActorMention) -> bool {
    let armed = |x: &ActorMention| x.of == Of::Militants && x.kind == SourceKind::ArmedGroup;
    let unnamed = m.who == Who::Of(Acts::Armed);
    let joined = r
        .chart
        .matches_at(m.tokens.start)
        .iter()
        .any(|x| x.features.has(Features::CONJUNCTION) || x.features.prepositional());
    before.tokens.end == m.tokens.start && armed(before) && armed(m) && unnamed && !joined
}

fn mention(r: &Reading<'_>, at: usize) -> Option<ActorMention> {
    // "those responsible for the attack" hold no office
    if r.vocabulary.small(&r.chart, at, Small::Responsible).is_some_and(|end| end > at + 1) {
        return None;
    }
    let mut best: Option<ActorMention> = None;
    let mut local = false;
    for (m, word) in r.words(at) {
        let (start, end) = (m.start as usize, m.end as usize);
        let here = matches!(word, Word::Group(g) if !g.countries.is_empty() || g.until.is_some());
        let mut plural = true;
        let (who, country, kind, of, people, embassy, weak, broad) = match word {
            Word::Group(g) if !r.knows(g) || g.tribe && !tribes::told(r, start..end) => continue,
            Word::Group(g) => (
                match &g.id {
                    Some(id) => Who::Named(id.clone()),
                    None => Who::Of(Acts::Peacekeepers),
                },
                None,
                g.kind,
                g.of,
                false,
                false,
                g.weak,
                g.broad,
            ),
            Word::Force(f) => {
                (Who::Of(f.acts), f.country.clone(), f.kind, of_acts(f.acts), false, f.embassy, f.weak, false)
            }
            Word::Militants(_) => {
                (Who::Of(Acts::Armed), None, SourceKind::ArmedGroup, Of::Militants, false, false, false, false)
            }
            Word::Person(p) => {
                let Some(acts) = p.acts else { continue };
                if p.adjective && (m.features.has(Features::FEMININE) || of_thing(r, at, m.features)) {
                    continue;
                }
                // "to attack the cells": a deed written like a woman who attacks
                let deed = || r.words(at).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun));
                let woman = m.features.has(Features::FEMININE) && !m.features.any(Features::PLURAL | Features::DUAL);
                if acts == Acts::Armed && woman && m.features.has(Features::TO) && deed() {
                    continue;
                }
                // "Turkish fighters": planes, where the word in the feminine plural means both
                if m.features.has(Features::FEMININE | Features::PLURAL)
                    && r.has(at, Word::MEANS)
                    && aircraft(r, at).is_some()
                {
                    continue;
                }
                plural = p.plural || m.features.any(Features::PLURAL | Features::DUAL);
                let who = match p.actor {
                    Some(id) => match r.vocabulary.word(id) {
                        Some(Word::Group(g)) => Who::Named(g.id.clone().unwrap_or_default()),
                        _ => Who::Of(acts),
                    },
                    None => Who::Of(acts),
                };
                let kind = match acts {
                    Acts::Armed | Acts::Militia | Acts::Mercenaries => SourceKind::ArmedGroup,
                    Acts::Military => SourceKind::Military,
                    Acts::Police => SourceKind::Police,
                    Acts::Government => SourceKind::Government,
                    Acts::Civilians => SourceKind::Witness,
                    Acts::Peacekeepers => SourceKind::Un,
                };
                (who, None, kind, p.of, true, false, false, false)
            }
            _ => continue,
        };
        // what a name means in this country goes before what it means elsewhere
        if best.as_ref().is_some_and(|b| b.tokens.end > end || (b.tokens.end == end && (local || !b.people && people)))
        {
            continue;
        }
        local = here;
        best = Some(ActorMention {
            tokens: start..end,
            who,
            country,
            kind,
            of,
            people,
            plural,
            affiliation: false,
            embassy,
            weak,
            broad,
        });
    }
    let mut m = best.or_else(|| aircraft(r, at))?;
    if local && m.kind == SourceKind::Military {
        foreign(r, &mut m);
    }
    // "between the two tribes A and B": the word that says so belongs to the name
    if let Some(start) = m.tokens.start.checked_sub(1).filter(|t| r.is(*t, Small::Tribe) && tribes::named(r, at)) {
        m.tokens.start = start;
    }
    if m.country.is_none() && matches!(m.who, Who::Of(_)) {
        country_behind(r, &mut m);
    }
    // "gunmen of the group X", "fighters from X": the name behind settles who they are
    if m.people || matches!(m.who, Who::Of(Acts::Armed | Acts::Military)) {
        named_behind(r, &mut m);
    }
    // "a cell that belongs to", "a force of": nobody that bears arms, where no armed group is told
    let last = m.tokens.end - 1;
    let of_whom = !m.people && (r.is(last, Small::Affiliation) || last > at && r.is(last, Small::From));
    if of_whom && m.who == Who::Of(Acts::Armed) {
        let alone = r.words(at).any(|(m, w)| matches!(w, Word::Militants(_)) && m.end as usize == at + 1);
        if !alone {
            return None;
        }
        m.tokens.end = at + 1;
    }
    if m.people && m.country.is_none() && m.who == Who::Of(Acts::Military) {
        served(r, &mut m);
    }
    if m.people && m.who == Who::Of(Acts::Military) && of_police(r, at, m.tokens.end) {
        (m.who, m.kind) = (Who::Of(Acts::Police), SourceKind::Police);
    }
    if m.people && m.who == Who::Of(Acts::Government) {
        official_of(r, &mut m);
    }
    if m.people && r.words(at).any(|(_, w)| matches!(w, Word::Person(p) if p.leader)) {
        led_force(r, &mut m);
    }
    if m.weak && m.country.is_none() {
        unit_of(r, &mut m);
    }
    if m.weak {
        m.country.as_ref()?;
        m.weak = !matches!(m.who, Who::Of(Acts::Military | Acts::Police));
    }
    m.affiliation = (1..=2).any(|k| m.tokens.start >= k && r.is(m.tokens.start - k, Small::Affiliation));
    Some(m)
}

/// "Large forces of the army of X": the army that the forces are of.
fn unit_of(r: &Reading<'_>, m: &mut ActorMention) {
    let Some(of) = (m.tokens.end..(m.tokens.end + 2).min(r.chart.len())).find(|t| r.is(*t, Small::From)) else {
        return;
    };
    let army = r.vocabulary.find(&r.chart, of + 1, |w| match w {
        Word::Group(g) if g.kind == SourceKind::Military && r.knows(g) => {
            g.id.as_deref().and_then(state_of).map(str::to_owned)
        }
        _ => None,
    });
    if let Some((end, _, country)) = army {
        m.country = Some(country);
        m.tokens.end = end;
    }
}

/// Aircraft fly for the state whose adjective they carry: nobody without one.
fn aircraft(r: &Reading<'_>, at: usize) -> Option<ActorMention> {
    let (end, _, ()) = r.vocabulary.find(&r.chart, at, |w| match w {
        Word::Means(x) => matches!(x.kind, Some(Incident::Airstrike | Incident::Drone)).then_some(()),
        _ => None,
    })?;
    // "a Turkish drone", where the adjective stands inside the word
    let country = (at + 1..end).find_map(|t| r.demonym(t)).map(|(_, _, country)| country);
    Some(ActorMention {
        tokens: at..end,
        who: Who::Of(Acts::Military),
        country,
        kind: SourceKind::Military,
        of: Of::Military,
        people: false,
        plural: true,
        affiliation: false,
        embassy: false,
        weak: true,
        broad: false,
    })
}
