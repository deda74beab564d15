//! Deeds that nobody is told to have done in so many words.

use super::victims::harm;
use super::{Finder, UNNAMED};
use crate::actors::{ActorMention, Who, army_in, id_of};
use crate::claims::Figured;
use crate::incidents::{Segment, TriggerHit, protesters};
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{Measure, Of, SourceKind, Stance};
use std::ops::Range;

/// Words between clashes and those between whom they were at most.
const BETWEEN: usize = 12;

impl Finder<'_, '_> {
    /// Unnamed attackers in an article that speaks of one armed group only: that group, as far as one can suppose.
    pub(super) fn lone_group(&mut self, segments: &[&Segment]) {
        let r = self.r;
        // aircraft, gas and shots at a crowd are those of states
        let regular = |k: Incident| {
            matches!(k, Incident::Chemical | Incident::Airstrike | Incident::Raid | Incident::Protest | Incident::Riot)
        };
        if segments.iter().flat_map(|g| &g.triggers).any(|t| regular(t.trigger.kind)) {
            return;
        }
        if !self.attacked || self.parts.perpetrators.iter().any(|s| !s.id.starts_with("unidentified")) {
            return;
        }
        let mut groups = r.actors.iter().filter(|a| {
            matches!(a.who, Who::Named(_))
                && a.kind == SourceKind::ArmedGroup
                && a.of == Of::Militants
                && !a.weak
                && !a.broad
        });
        // people who fell under an army of another country are no victims of their own group
        let own = |id: &str| id.strip_prefix("civilians:").is_some_and(|cc| army_in(cc) != cc);
        if self.parts.targets.iter().any(|(id, _)| own(id)) {
            return;
        }
        let Some(first) = groups.next().cloned() else { return };
        let lead = r.chart.sentence_of(first.tokens.start) < r.title_sentences + 2;
        let (mut again, mut only) = (false, true);
        for a in groups {
            again = true;
            only &= a.who == first.who;
        }
        if lead && again && only && !self.parts.targets.iter().any(|(id, _)| self.id(&first).as_ref() == Some(id)) {
            self.blame(&first, Stance::Suspected, "role:only-group-told");
        }
    }

    /// Whether "against" stands right before a token, or one word before it.
    fn aimed_at(&self, at: usize) -> bool {
        let r = self.r;
        (1..=2).any(|k| at >= k && r.vocabulary.small(&r.chart, at - k, Small::Toward).is_some_and(|end| end <= at))
    }

    /// "Clashes between X and Y", whatever else befell in them: two enemies right behind "between".
    fn between(&self, segments: &[&Segment]) -> Option<Vec<(String, Range<usize>)>> {
        let r = self.r;
        let clashes = segments.iter().flat_map(|g| &g.triggers);
        clashes.filter(|t| t.trigger.kind == Incident::Clash && t.trigger.noun).find_map(|t| {
            let end = r.sentence(r.chart.sentence_of(t.at)).end;
            let clause = |from: usize, words: usize| {
                (from..(from + words).min(end)).take_while(|k| !r.mark(*k, ".;:")).collect::<Vec<_>>()
            };
            let at = clause(t.end, BETWEEN).into_iter().find(|k| r.is(*k, Small::Between))?;
            let named = |a: &ActorMention| a.who.fights() && !matches!(a.who, Who::Of(Acts::Armed));
            let side = |a: &&ActorMention| named(a) && self.usable(a);
            let first = r.actors_in(at + 1..at + 3).iter().find(side)?;
            let joined = |k: usize| r.chart.matches_at(k).iter().any(|m| m.features.has(Features::CONJUNCTION));
            let behind = clause(first.tokens.end, BETWEEN);
            let second = behind
                .into_iter()
                .find_map(|k| r.actors_at(k).filter(|a| a.tokens.start == k && joined(k)).find(side))?;
            let (a, b) = (self.id(first)?, self.id(second)?);
            let state = |id: &str| crate::actors::state_of(id).map(str::to_owned);
            let enemies = a != b && (state(&a).is_none() || state(&a) != state(&b));
            enemies.then(|| vec![(a, first.tokens.clone()), (b, second.tokens.clone())])
        })
    }

    /// Nobody is told to have done it in so many words: the two sides of a clash, else armed men.
    pub(super) fn fallback(&mut self, segments: &[&Segment], figures: &[Figured]) {
        let r = self.r;
        let mut sides: Vec<(String, Range<usize>)> = Vec::new();
        // a network may be named for one of its branches that stands beside it
        let mut networks: Vec<(String, Range<usize>)> = Vec::new();
        let mut armed: Option<Range<usize>> = None;
        for g in segments {
            for a in r.actors_in(g.tokens.clone()).iter().filter(|a| self.usable(a)) {
                let side = match &a.who {
                    Who::Named(id) => !id.starts_with("un:"),
                    Who::Of(Acts::Military | Acts::Police) => true,
                    // "an operation against the rebels" is not theirs
                    Who::Of(Acts::Armed) if self.aimed_at(a.tokens.start) || self.hunts(a) => false,
                    Who::Of(Acts::Armed) => {
                        armed = armed.or(Some(a.tokens.clone()));
                        false
                    }
                    _ => false,
                };
                if side
                    && let Some(id) = self.id(a)
                    && !sides.iter().any(|n| n.0 == id)
                {
                    let list = if a.broad { &mut networks } else { &mut sides };
                    list.push((id, a.tokens.clone()));
                }
            }
        }
        let networks_none = networks.is_empty();
        if sides.len() < 2 {
            sides.extend(networks.into_iter().next());
        }
        let unnamed = id_of(Acts::Armed, self.country.as_deref());
        let met = if self.clash_only { None } else { self.between(segments) };
        if self.clash_only || met.is_some() {
            sides = met.unwrap_or(sides);
            let told = segments.iter().any(|g| g.tokens.clone().any(|t| protesters(r, t)));
            if (armed.is_none() || told) && networks_none && self.crowd_met(&sides, told, segments, figures) {
                return;
            }
            if sides.len() < 2
                && let (Some(tokens), Some(id)) = (armed, unnamed)
            {
                sides.push((id, tokens));
            }
            // "confrontations between the police and protesters"
            if let [(id, _)] = sides.as_slice()
                && super::is_state(id)
                && let Some(t) = segments.iter().find_map(|g| g.tokens.clone().find(|t| protesters(r, *t)))
                && let Some(id) = id_of(Acts::Civilians, self.country.as_deref())
            {
                sides.push((id, t..t + 1));
            }
            for (id, tokens) in sides {
                let e = r.evidence(tokens, "role:clash");
                self.parts.targets.retain(|(i, _)| *i != id);
                self.parts.others.push((id, e));
            }
            return;
        }
        // an attack has an attacker, whoever it was; a bomb that hit a car lay there by itself
        let blast = |k: Incident| matches!(k, Incident::Ied | Incident::Carbomb | Incident::Bombing);
        let laid = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind.is_some_and(blast)));
        let deed = || {
            if segments.iter().any(|g| g.tokens.clone().any(laid)) {
                return None;
            }
            let all = segments.iter().flat_map(|g| &g.triggers).filter(|t| !t.general);
            let only = all.clone().all(|t| beside(t.trigger.kind) || by_men(t.trigger.kind));
            all.clone().find(|t| only && by_men(t.trigger.kind) && !self.arrests).map(|t| t.at..t.end)
        };
        // an accord has parties, no doer
        let accord = |t: &TriggerHit| t.trigger.kind == Incident::Agreement;
        let mut told = segments.iter().flat_map(|g| &g.triggers).peekable();
        if told.peek().is_some() && told.all(accord) {
            self.parties_to(segments);
            return;
        }
        let caught = |k| matches!(k, Incident::Arrest | Incident::Operation | Incident::Release);
        let only_arrests = self.arrests && segments.iter().flat_map(|g| &g.triggers).all(|t| caught(t.trigger.kind));
        match (armed, unnamed) {
            // those whom somebody took into custody
            (Some(tokens), Some(id)) if only_arrests => self.target(id, tokens, "role:custody"),
            (Some(tokens), Some(id)) => self.perpetrator(id, Stance::Asserted, false, tokens, "role:armed-men"),
            (None, Some(id)) => {
                if let Some(tokens) = deed() {
                    self.perpetrator(id, Stance::Asserted, false, tokens, UNNAMED);
                }
            }
            _ => {}
        }
    }
}

impl Finder<'_, '_> {
    /// "The government and the rebels signed a truce": all who bear arms or govern in the sentence of an accord.
    fn parties_to(&mut self, segments: &[&Segment]) {
        let Some(t) = segments.iter().flat_map(|g| &g.triggers).next() else { return };
        let r = self.r;
        let sentence = r.sentence(r.chart.sentence_of(t.at));
        let side = |a: &&ActorMention| {
            let governs = matches!(a.who, Who::Of(Acts::Government)) && !a.people && !a.embassy;
            !a.affiliation && !a.weak && (a.who.fights() || governs)
        };
        let sides = r.actors_in(sentence).iter().filter(side).filter_map(|a| Some((self.id(a)?, a.tokens.clone())));
        for (id, tokens) in sides.collect::<Vec<_>>() {
            if !self.parts.others.iter().any(|(other, _)| *other == id) {
                self.parts.others.push((id, r.evidence(tokens, "role:accord")));
            }
        }
    }

    /// "The artillery shelled the gunmen's posts": what was hit is theirs.
    fn hunts(&self, a: &ActorMention) -> bool {
        let e = self.r.evidence(a.tokens.clone(), "");
        self.parts.hunted.iter().any(|(_, x)| (x.field, x.start) == (e.field, e.start))
    }

    /// "Dozens of Palestinians were hurt in clashes with the army": people without arms on the one side, a force on the
    /// other, which did it.
    fn crowd_met(
        &mut self,
        sides: &[(String, Range<usize>)],
        told: bool,
        segments: &[&Segment],
        figures: &[Figured],
    ) -> bool {
        let [(id, tokens)] = sides else { return false };
        if !super::is_state(id) {
            return false;
        }
        let army = crate::actors::state_of(id);
        let hurt = segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).filter(|f| harm(f));
        let foreign = |f: &Figured| f.country.as_deref().is_some_and(|c| Some(c) != army);
        let killed = |f: &Figured| f.measure == Measure::Killed;
        let mut people = hurt.filter(|f| match f.of {
            Of::Civilians | Of::People if foreign(f) => true,
            Of::Civilians => killed(f),
            Of::People => told && killed(f),
            _ => false,
        });
        let Some(f) = people.next() else { return false };
        self.perpetrator(id.clone(), Stance::Asserted, false, tokens.clone(), "role:crowd-met");
        if let Some(id) = id_of(Acts::Civilians, self.country.as_deref()) {
            self.target(id, f.tokens.clone(), "role:victims");
        }
        true
    }
}

/// Kinds that are told beside what men with arms did: who died of it, and what those who came after them did.
fn beside(kind: Incident) -> bool {
    use Incident as I;
    matches!(kind, I::Killing | I::Operation | I::Arrest | I::Release | I::Clash)
}

/// Kinds of which men with arms in hand are the doers where nobody is named.
fn by_men(kind: Incident) -> bool {
    use Incident as I;
    matches!(kind, I::Attack | I::Massacre | I::Abduction | I::Shooting | I::Assassination | I::Suicide | I::Siege)
}
