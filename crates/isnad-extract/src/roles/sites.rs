//! Sites and people that an attack was aimed at.

use super::phrase::{Head, Lead, Phrase};
use super::{Finder, Struck};
use crate::actors::{ActorMention, Who, id_of};
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident, Site, Small, Word};
use isnad_language::Features;
use isnad_model::{SourceKind, Tactic, Target};

/// Words between a site and what leads to those who hold it at most: its adjectives and a relative.
const HELD: usize = 4;

impl Finder<'_, '_> {
    /// An object of an attack with all that is joined to it.
    pub(super) fn aim(&mut self, p: &Phrase, all: &[Phrase], rule: &'static str) {
        self.one(p, rule);
        let mut end = p.end;
        for q in all.iter().filter(|q| q.at >= p.end) {
            let next = q.at - end <= 4;
            if q.joined && next && !q.is_event() {
                self.one(q, rule);
            } else if !next || !matches!(q.head, Head::Place) && !q.genitive && !matches!(q.lead, Lead::To | Lead::In) {
                break;
            }
            end = q.end;
        }
    }

    fn one(&mut self, p: &Phrase, rule: &'static str) {
        match p.head {
            Head::Actor(a) => {
                let a = &self.r.actors[a];
                if matches!(a.who, Who::Of(Acts::Government)) && !a.people && !a.embassy {
                    return;
                }
                if a.embassy {
                    let evidence = self.r.evidence(p.tokens(), rule);
                    self.parts.strike(Struck { target: Target::GovernmentBuilding, evidence });
                }
                if let Some(id) = self.id(a) {
                    let armed = matches!(a.who, Who::Of(Acts::Armed));
                    if armed {
                        self.parts.hunted.push((id, self.r.evidence(p.tokens(), rule)));
                    } else {
                        self.target(id, p.tokens(), rule);
                    }
                }
            }
            Head::Site(s) => self.struck(p, s, rule),
            Head::Place => self.village(p, rule),
            Head::People(k) => {
                let q = &self.r.quantities[k];
                if let Some(acts) = q.acts.filter(|a| *a != Acts::Armed)
                    && let Some(id) = id_of(acts, q.country.as_deref().or(self.country.as_deref()))
                {
                    self.target(id, p.tokens(), rule);
                }
            }
            Head::Event | Head::State(_) => {}
        }
    }

    fn village(&mut self, p: &Phrase, rule: &'static str) {
        let e = self.r.evidence(p.tokens(), rule);
        self.parts.strike(Struck { target: Target::VillageTown, evidence: e });
    }

    /// A site that was hit; its owner is a target.
    pub(super) fn struck(&mut self, p: &Phrase, s: Site, rule: &'static str) {
        let Some(target) = s.target else { return };
        let owner = self.owner(p);
        // "positions of the gunmen" tell whom it hit and no army's base
        if s.owned
            && owner.is_none()
            && let Some((id, tokens)) = self.lair(p)
        {
            self.parts.hunted.push((id, self.r.evidence(tokens, "role:owner")));
            return;
        }
        if s.owned && owner.is_none() {
            let blown = rule == "role:hit" || rule == "role:scene" && p.lead != Lead::With;
            if let Some(target) = s.unowned.filter(|_| !blown) {
                let e = self.r.evidence(p.tokens(), rule);
                self.parts.strike(Struck { target, evidence: e });
            }
            return;
        }
        // "positions of the rebels" tells whom it hit, not what kind of site
        if s.owned
            && let Some((id, tokens)) = owner.clone().filter(|(id, _)| !self.regular(id))
        {
            self.target(id, tokens, "role:owner");
            return;
        }
        let e = self.r.evidence(p.tokens(), rule);
        self.parts.strike(Struck { target, evidence: e.clone() });
        let cc = self.country_near(p.end);
        if s.embassy {
            if let Some(cc) = cc {
                self.target(format!("state:{cc}:government"), p.tokens(), "role:site");
            }
            return;
        }
        // "the camps of the gunmen" are no army's
        if owner.is_none()
            && let Some((id, tokens)) = self.lair(p)
        {
            self.parts.hunted.push((id, self.r.evidence(tokens, "role:owner")));
            return;
        }
        // "the convoy of the prime minister"
        if target == Target::ConvoyPatrol && owner.is_none() {
            self.office(p.end, rule);
        }
        match owner {
            Some((id, tokens)) if s.base.is_some() || target == Target::ConvoyPatrol || !self.regular(&id) => {
                self.target(id, tokens, "role:owner")
            }
            _ => {
                if let Some(base) = s.base
                    && let Some(id) = id_of(base, cc.or_else(|| self.country.clone()).as_deref())
                {
                    self.parts.implied.push((id, e));
                }
            }
        }
    }

    /// The force that a site belongs to: named right behind it, or in its own name.
    pub(super) fn owner(&self, p: &Phrase) -> Option<(String, std::ops::Range<usize>)> {
        let linked = (p.end..(p.end + 2).min(self.r.chart.len())).any(|t| self.r.is(t, Small::Affiliation));
        if p.features.has(Features::PRONOUN) && matches!(p.head, Head::Site(x) if x.owned) && !linked {
            return self.owner_before(p.at);
        }
        let r = self.r;
        // "Pakistani positions"
        let base = matches!(p.head, Head::Site(x) if x.owned && x.target == Some(Target::MilitaryBase));
        let demonym = |t: usize| {
            r.words(t).find_map(|(_, w)| match w {
                Word::Demonym(c) => Some(c.as_str()),
                _ => None,
            })
        };
        if base
            && p.end < r.chart.len()
            && let Some(id) = id_of(Acts::Military, demonym(p.end))
        {
            return Some((id, p.tokens()));
        }
        let convoy = matches!(p.head, Head::Site(x) if x.target == Some(Target::ConvoyPatrol));
        if let Some(holder) = self.holder(p) {
            return Some(holder);
        }
        let a = r.actors_in(p.at + 1..p.end + 3).iter().find(|a| {
            !a.weak
                && !matches!(a.who, Who::Of(Acts::Civilians | Acts::Armed))
                && (a.who != Who::Of(Acts::Government) || a.people && convoy)
                && !(p.end..a.tokens.start.max(p.end)).any(|t| {
                    r.mark(t, ",.;:")
                        || r.has(t, Word::TRIGGER | Word::MEASURE | Word::SITE | Word::SPEECH)
                        || r.is(t, Small::Locative)
                })
                && (a.tokens.start < p.end
                    || a.affiliation
                    || !r
                        .chart
                        .matches_at(a.tokens.start)
                        .iter()
                        .any(|m| m.features.any(Features::CONJUNCTION | Features::WITH)))
        })?;
        Some((self.id(a)?, a.tokens.clone()))
    }

    /// Those who hold a military site: "a camp that X controls", "positions under the control of X".
    fn holder(&self, p: &Phrase) -> Option<(String, std::ops::Range<usize>)> {
        let r = self.r;
        let military = |t| matches!(t, Target::MilitaryBase | Target::AirportAirbase | Target::PolicePost);
        if !matches!(p.head, Head::Site(s) if s.target.is_some_and(military)) {
            return None;
        }
        let near = p.end..(p.end + HELD).min(r.chart.len());
        let behind =
            near.take_while(|t| !r.mark(*t, ",.;:")).find_map(|t| r.vocabulary.small(&r.chart, t, Small::Held))?;
        let a = r.actors_at(behind).find(|a| !a.weak && !matches!(a.who, Who::Of(Acts::Civilians)))?;
        Some((self.id(a)?, a.tokens.clone()))
    }

    /// One in office, told right behind as whose convoy it was or who escaped: his government is the target.
    pub(super) fn office(&mut self, from: usize, rule: &'static str) {
        let r = self.r;
        let held = (from..(from + 2).min(r.chart.len())).find_map(|t| {
            r.vocabulary.find(&r.chart, t, |w| match w {
                Word::Speaker(s) if s.kind == SourceKind::Government && !s.weak => Some(t),
                _ => None,
            })
        });
        if let Some((end, _, at)) = held {
            let cc = self.country_near(end).or_else(|| self.country.clone());
            if let Some(id) = id_of(Acts::Government, cc.as_deref()) {
                self.target(id, at..end, rule);
            }
        }
    }

    /// The armed men to whom a site belongs: named right behind it.
    fn lair(&self, p: &Phrase) -> Option<(String, std::ops::Range<usize>)> {
        let armed = |a: &&ActorMention| matches!(a.who, Who::Of(Acts::Armed)) && !a.weak;
        let a = self.r.actors_at(p.end).find(armed)?;
        Some((self.id(a)?, a.tokens.clone()))
    }

    /// "One of its positions": the force spoken of before in the sentence.
    fn owner_before(&self, at: usize) -> Option<(String, std::ops::Range<usize>)> {
        let start = self.r.sentence(self.r.chart.sentence_of(at)).start;
        let own = |a: &&ActorMention| matches!(a.who, Who::Of(Acts::Military | Acts::Police)) && !a.affiliation;
        let a = self.r.actors_in(start..at).iter().rev().filter(own).find(|a| a.tokens.end <= at)?;
        Some((self.id(a)?, a.tokens.clone()))
    }

    fn country_near(&self, from: usize) -> Option<String> {
        let end = self.r.chart.len();
        (from.saturating_sub(1)..end.min(from + 2)).find_map(|t| {
            self.r.words(t).find_map(|(_, w)| match w {
                Word::Demonym(c) => Some(c.clone()),
                _ => None,
            })
        })
    }

    /// Sites in which or on whose way something blew up or was attacked.
    pub(super) fn scenes(&mut self, g: &Segment, list: &[Phrase]) {
        let kind = |ks: &[Incident]| g.triggers.iter().any(|t| ks.contains(&t.trigger.kind));
        let harmful = g.triggers.iter().any(|t| {
            !matches!(
                t.trigger.kind,
                Incident::Arrest
                    | Incident::Release
                    | Incident::Agreement
                    | Incident::Protest
                    | Incident::Withdraw
                    | Incident::Evacuation
                    | Incident::Groupchange
            )
        });
        if !harmful {
            return;
        }
        let blast = kind(&[Incident::Ied, Incident::Bombing, Incident::Carbomb, Incident::Suicide])
            || self.means(g, &[Incident::Ied]);
        let ambush = g.triggers.iter().any(|t| t.trigger.tactic == Some(Tactic::Ambush));
        let near = |p: &Phrase| {
            let told = |t: &crate::incidents::TriggerHit| {
                t.trigger.kind != Incident::Killing && t.at < p.end + 4 && p.at < t.end + 6
            };
            g.triggers.iter().any(told)
        };
        // the court in which an attack is tried was not hit
        let tried = self.r.any(g.tokens.clone(), &[Small::Legal, Small::Trial]);
        for p in list {
            let Head::Site(s) = p.head else { continue };
            let Some(target) = s.target.filter(|_| !s.weak || s.owned) else { continue };
            let vehicle = matches!(target, Target::ConvoyPatrol | Target::VehicleCivilian | Target::Boat);
            let facing = (p.at.saturating_sub(2).max(g.tokens.start)..p.at)
                .any(|t| self.r.vocabulary.small(&self.r.chart, t, Small::Facing) == Some(p.at));
            let inside = p.lead == Lead::In || p.lead == Lead::With;
            let scene = match target {
                Target::VillageTown => s.rural && inside,
                Target::MilitaryBase | Target::PolicePost => (inside || facing) && blast,
                Target::AirportAirbase => (inside || facing) && (blast || near(p)),
                Target::Market | Target::PlaceOfWorship => inside || facing && blast,
                // the dead and the wounded are brought to hospitals: the attack itself must stand close by
                Target::SchoolHospital => (inside || facing && blast) && near(p),
                Target::GovernmentBuilding if tried => false,
                Target::Infrastructure | Target::GovernmentBuilding => p.lead == Lead::In && !self.clash_only,
                _ => inside,
            };
            let passing = target == Target::ConvoyPatrol || p.lead != Lead::Bare || ambush;
            let road = vehicle && (blast || ambush) && passing && p.lead != Lead::Other && p.lead != Lead::By;
            let taken = p.lead == Lead::From && kind(&[Incident::Abduction]) && target != Target::VillageTown;
            if scene || road || taken {
                self.struck(p, s, "role:scene");
            }
        }
    }

    fn means(&self, g: &Segment, kinds: &[Incident]) -> bool {
        self.r.marked(g.tokens.clone(), Word::MEANS).any(|t| {
            self.r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind.is_some_and(|k| kinds.contains(&k))))
        })
    }
}
