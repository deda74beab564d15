//! Whom the figures name as victims, and operations in which armed men are the victims.

use super::phrase::close;
use super::{Finder, Struck};
use crate::actors::{ActorMention, Who, id_of};
use crate::claims::Figured;
use crate::incidents::{Segment, TriggerHit};
use crate::locations;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::Features;
use isnad_model::{Measure, Of, SourceKind, Stance, Target};
use std::ops::Range;

impl Finder<'_, '_> {
    /// Victims are targets; the subject of an active verb did it.
    pub(super) fn figure(&mut self, f: &Figured, segment: &Segment) {
        let r = self.r;
        let g = segment.tokens.clone();
        if f.measure == Measure::Attackers {
            if let Some(id) = id_of(Acts::Armed, self.country.as_deref()) {
                self.perpetrator(id, Stance::Asserted, false, f.tokens.clone(), "role:attackers");
            }
            return;
        }
        if !harm(f) {
            return;
        }
        // "struck in answer to a blast that hurt three soldiers": they were hurt before
        if !segment.retort && (g.start..f.at).any(|t| r.is(t, Small::Retort)) {
            return;
        }
        // those who fell in a clash are mostly the men of its sides
        if self.with_fallen(f) || self.clash_only && f.of == Of::People {
            return;
        }
        if matches!(f.of, Of::People | Of::Civilians)
            && let Some(a) = self.belong_to(f).cloned()
        {
            if let Some(id) = self.id(&a) {
                self.target(id, a.tokens.clone(), "role:victims");
            }
            return;
        }
        if f.of == Of::AidWorkers {
            let evidence = self.r.evidence(f.tokens.clone(), "role:victims");
            self.parts.strike(Struck { target: Target::UnAid, evidence });
        }
        // "ten soldiers of the border guards", "fighters of the army"
        let guards = |a: &&ActorMention| {
            f.of == Of::Military && a.who == Who::Of(Acts::Police) || f.of == Of::Militants && a.of == Of::Military
        };
        if f.of == Of::People
            && let Some(a) = self.titled(f).cloned()
        {
            if let Some(id) = self.id(&a) {
                self.target(id, a.tokens.clone(), "role:victims");
            }
        } else if let Some(a) = self.of_whom(f).filter(guards).cloned() {
            if let Some(id) = self.id(&a) {
                self.target(id, a.tokens.clone(), "role:victims");
            }
        } else if f.of == Of::People
            && let Some(a) = self.mostly(f).or_else(|| self.of_whom(f)).cloned()
        {
            if let Some(id) = self.id(&a) {
                self.target(id, a.tokens.clone(), "role:mostly");
            }
        } else if f.of == Of::Militia
            && let Some(id) = self.loyal_to(f)
        {
            self.target(id, f.tokens.clone(), "role:victims");
        } else if f.of == Of::Militants
            && let Some(a) = self.man_of(f).cloned()
        {
            if let Some(id) = self.id(&a) {
                self.target(id, a.tokens.clone(), "role:victims");
            }
        } else if f.of != Of::Militants {
            let acts = f.acts.or(match f.of {
                Of::Civilians | Of::AidWorkers => Some(Acts::Civilians),
                Of::Military => Some(Acts::Military),
                Of::Militia => Some(Acts::Militia),
                Of::Peacekeepers => Some(Acts::Peacekeepers),
                _ => None,
            });
            if let Some(acts) = acts.filter(|a| f.of != Of::People || *a != Acts::Armed) {
                if matches!(acts, Acts::Military | Acts::Police) && self.nations(f, acts) {
                    return;
                }
                // civilians are of the country of the scene, but for settlers and other people of an army that holds it
                let holder = |c: &&String| self.country.as_deref().is_some_and(|land| locations::holds_land(c, land));
                let own = f.country.as_ref().filter(|c| acts != Acts::Civilians || holder(c));
                let cc = own.or_else(|| self.compatriots(f)).cloned().or_else(|| self.country.clone());
                let rank = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.rank));
                let rank = acts == Acts::Military && f.tokens.clone().any(rank);
                let officer = || self.officer_of(f).filter(|_| rank).and_then(|a| self.id(a));
                let named = self.named_in(&(f.at..f.tokens.end), acts).or_else(officer).or_else(|| self.own(f, acts));
                // the army that was attacked by name lost the men of no country told
                let foe = || {
                    let army =
                        |id: &&String| acts == Acts::Military && f.country.is_none() && id.ends_with(":military");
                    self.parts.targets.iter().chain(&self.parts.implied).map(|(id, _)| id).find(army).cloned()
                };
                let ranked = named.is_none() && rank;
                if let Some(id) = named.or_else(foe).or_else(|| id_of(acts, cc.as_deref())) {
                    if ranked && !self.parts.targets.iter().any(|(i, _)| *i == id) {
                        self.parts.ranked.push(id.clone());
                    }
                    self.parts.hurt.push(id.clone());
                    self.target(id, f.tokens.clone(), if f.of == Of::People { "role:people" } else { "role:victims" });
                }
            }
        }
        self.men_of(f);
        if f.active
            && let Some(governor) = f.governor
        {
            self.killer(f, governor, &g);
        }
    }

    /// "Five soldiers were killed", and further down "five French soldiers": the country of as many of one class.
    fn compatriots(&self, f: &Figured) -> Option<&String> {
        let mut same = self.nationals.iter().filter(|(m, a, n, _)| (*m, *a, *n) == (f.measure, f.acts, f.figure.low));
        let (.., country) = same.next()?;
        same.all(|(.., c)| c == country).then_some(country)
    }

    /// "Two soldiers, an American and a Briton": the forces of all countries told right behind; whether there are any.
    fn nations(&mut self, f: &Figured, acts: Acts) -> bool {
        let r = self.r;
        let (mut t, mut found) = (f.tokens.end, Vec::new());
        let comma = t < r.chart.len() && r.mark(t, ",");
        if comma {
            t += 1;
        }
        while let Some((end, features, country)) = r.demonym(t) {
            if !features.has(Features::CONJUNCTION) && (!found.is_empty() || f.country.is_some()) {
                break;
            }
            found.push((country, t..end));
            t = end;
        }
        let several = found.len() + usize::from(f.country.is_some()) > 1;
        if found.is_empty() || comma && !several {
            return false;
        }
        found.extend(f.country.clone().map(|c| (c, f.tokens.clone())));
        for (country, tokens) in found {
            if let Some(id) = id_of(acts, Some(&country)) {
                self.parts.hurt.push(id.clone());
                self.target(id, tokens, "role:victims");
            }
        }
        true
    }

    /// People of whom no more is said, told right behind armed men who fell or in the same number: their own.
    pub(super) fn with_fallen(&self, f: &Figured) -> bool {
        f.of == Of::People
            && self.fallen.iter().any(|(sentence, at, low)| {
                f.sentence == *sentence && f.at > *at || f.figure.low.is_some() && f.figure.low == *low
            })
    }

    /// "Seven experts who belong to X": the armed group that the dead were of.
    fn belong_to(&self, f: &Figured) -> Option<&ActorMention> {
        let r = self.r;
        let end = f.tokens.end;
        let clause = (end..(end + 4).min(r.chart.len())).take_while(|t| !r.mark(*t, ",.;:"));
        let link = clause.into_iter().find(|t| r.is(*t, Small::Affiliation))?;
        let group = |a: &&ActorMention| {
            (link + 1..link + 3).contains(&a.tokens.start)
                && matches!(a.who, Who::Named(_))
                && a.kind == SourceKind::ArmedGroup
                && a.of == Of::Militants
        };
        r.actors_in(link + 1..link + 3).iter().find(group)
    }

    /// "A commander in X", "an element of X": the group that is told with the man who was hit.
    fn man_of(&self, f: &Figured) -> Option<&ActorMention> {
        self.group_in(f).filter(|_| f.figure.low == Some(1))
    }

    /// "Ten men of X": the group whose men are counted.
    pub(super) fn group_in(&self, f: &Figured) -> Option<&ActorMention> {
        let group = |a: &&ActorMention| {
            f.tokens.contains(&a.tokens.start) && matches!(a.who, Who::Named(_)) && a.of.irregular()
        };
        self.r.actors_in(f.tokens.clone()).iter().find(group)
    }

    /// "So-and-so, head of the political council of X": what a person told by name was.
    fn titled(&self, f: &Figured) -> Option<&ActorMention> {
        let end = f.tokens.end;
        let near = |a: &&ActorMention| {
            (end..end + 2).contains(&a.tokens.start) && (end..a.tokens.start).all(|t| self.r.mark(t, ","))
        };
        let man = |a: &&ActorMention| {
            a.people && !a.plural && !a.affiliation && matches!(a.who, Who::Named(_)) && a.of == Of::Militants
        };
        self.r.actors_in(end..end + 2).iter().filter(near).find(man).filter(|_| f.figure.low == Some(1))
    }

    /// Soldiers of no country told, in the account of an army: its own.
    fn own(&self, f: &Figured, acts: Acts) -> Option<String> {
        if f.country.is_some() || !matches!(acts, Acts::Military | Acts::Police) {
            return None;
        }
        let chain = self.attribution.chain_at(f.at)?;
        let force = |a: &&ActorMention| {
            chain.speaker.contains(&a.tokens.start)
                && match &a.who {
                    Who::Named(_) => a.of == Of::Military,
                    Who::Of(own) => *own == acts && a.country.is_some(),
                }
        };
        self.id(self.r.actors_in(chain.speaker.clone()).iter().find(force)?)
    }

    /// "Six people, most of them from the security forces": the force that the victims belong to.
    fn mostly(&self, f: &Figured) -> Option<&ActorMention> {
        let r = self.r;
        let t = (f.tokens.end..f.tokens.end + 2).find(|t| *t < r.chart.len() && r.is(*t, Small::Including))?;
        let force =
            |a: &&ActorMention| matches!(a.who, Who::Of(Acts::Military | Acts::Police | Acts::Militia)) && !a.weak;
        r.actors_in(t + 1..t + 3).iter().find(force)
    }

    /// "Dozens of dead of the group", "in the ranks of the army": the side that the victims stood on.
    fn of_whom(&self, f: &Figured) -> Option<&ActorMention> {
        let r = self.r;
        let t = f.tokens.end;
        let end = [Small::From, Small::Ranks].into_iter().find_map(|s| r.vocabulary.small(&r.chart, t, s));
        let side = |a: &&ActorMention| {
            !a.weak
                && a.of.fights()
                && (matches!(a.who, Who::Named(_)) || matches!(a.who, Who::Of(Acts::Military | Acts::Police)))
        };
        let at = end.filter(|_| t < r.chart.len())?;
        r.actors_in(at..at + 2).first().filter(side)
    }

    /// "Fighters of the army's forces".
    pub(super) fn of_army(&self, f: &Figured) -> bool {
        self.of_whom(f).is_some_and(|a| a.of == Of::Military)
    }

    /// The name that the people counted carry: "7 volunteers of X".
    fn named_in(&self, tokens: &Range<usize>, acts: Acts) -> Option<String> {
        self.r.actors.iter().find_map(|a| match &a.who {
            Who::Named(id)
                if tokens.contains(&a.tokens.start)
                    || a.tokens.start == tokens.end
                    || a.tokens.start == tokens.end + 1 && self.r.is(tokens.end, Small::Affiliation) =>
            {
                let official = acts == Acts::Government && a.people && a.of == Of::Militants;
                let force = matches!(a.of, Of::Militia | Of::Mercenaries | Of::Military | Of::Peacekeepers);
                let force = force && (acts != Acts::Civilians || a.of == Of::Militia);
                let linked = a.tokens.start > tokens.end;
                ((force || official) && (linked || !a.affiliation)).then(|| id.clone())
            }
            _ => None,
        })
    }

    /// The subject of an active verb of killing: between verb and object, else before the verb.
    fn killer(&mut self, f: &Figured, governor: usize, g: &Range<usize>) {
        let r = self.r;
        let able = |a: &&ActorMention| {
            self.usable(a)
                && !matches!(a.who, Who::Of(Acts::Civilians | Acts::Government))
                && !(f.at..f.tokens.end).contains(&a.tokens.start)
        };
        let between = r.actors.iter().find(|a| a.tokens.start > governor && a.tokens.end <= f.at && able(a));
        let from = governor.saturating_sub(8).max(g.start);
        let near =
            |a: &&ActorMention| a.tokens.end <= governor && a.tokens.start >= from && close(r, a.tokens.end, governor);
        // "and killed": its subject is that of the verb before
        let goes_on = r.chart.matches_at(governor).iter().any(|m| m.features.has(Features::CONJUNCTION));
        let before = || r.actors.iter().rev().filter(|_| !goes_on).find(|a| near(a) && able(a));
        // "killed the leader X and three of his men": the first of the victims stands before the others
        let also = |a: &&ActorMention| {
            let joined = r.chart.matches_at(f.at).iter().any(|m| m.features.has(Features::CONJUNCTION));
            a.people && !a.plural && a.tokens.start == governor + 1 && joined && f.at >= a.tokens.end
        };
        if let Some(a) = between.filter(also).cloned() {
            if let Some(id) = self.id(&a) {
                self.target(id, a.tokens.clone(), "role:victims");
            }
            return;
        }
        match between.or_else(before).cloned() {
            Some(a) => {
                if f.of == Of::Militants {
                    self.parts.replied.extend(self.id(&a));
                }
                // "the army lost twelve soldiers": its own
                let own = f.of == Of::Military && self.parts.hurt.last() == self.id(&a).as_ref();
                if own || self.shot_attacker(f, governor, &a) {
                    return;
                }
                self.blame(&a, Stance::Asserted, "role:subject-of-killing");
            }
            None if self.refers_to_speaker(governor) => self.speaker(governor, "role:speaker"),
            None => {}
        }
    }

    /// People hurt of whom no more is said are civilians where no other target is told.
    pub(super) fn nameless(&mut self, segments: &[&Segment], figures: &[Figured]) {
        self.guests(segments, figures);
        let triggers = || segments.iter().flat_map(|g| &g.triggers);
        let regular = self.parts.perpetrators.iter().any(|s| s.regular && s.stance == Stance::Asserted);
        use Incident::{Airstrike, Chemical, Drone, Raid, Shelling};
        let far = |k| matches!(k, Airstrike | Drone | Raid | Shelling | Chemical);
        let fired = self.fired || triggers().any(|t| far(t.trigger.kind));
        let operation = triggers().any(|t| t.trigger.kind == Incident::Operation && t.trigger.noun && !t.general);
        let hurt: Vec<&Figured> =
            segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).filter(|f| harm(f)).collect();
        if regular && operation && !fired {
            self.hunted_in_operation(&hurt);
        }
        if !self.parts.targets.is_empty() || !self.parts.implied.is_empty() || self.clash_only {
            return;
        }
        // "a strike on a gathering of gunmen killed ten": whose fire it was is not told
        if fired && self.parts.perpetrators.is_empty() && !self.parts.hunted.is_empty() {
            return;
        }
        let people = hurt.iter().find(|f| f.of == Of::People && !self.with_fallen(f));
        if let Some(f) = people
            && let Some(id) = id_of(Acts::Civilians, self.country.as_deref())
        {
            self.target(id, f.tokens.clone(), "role:people");
            return;
        }
        // a market, a bus or a mosque that was hit stands for those in it
        let taken = |t: &TriggerHit| matches!(t.trigger.kind, Incident::Regain | Incident::Takeover);
        // an army that attacks a town fights those who hold it
        let town = triggers().any(taken) || regular && !fired && people.is_none();
        let stands = |t: Target| civil(t) && !(town && t == Target::VillageTown);
        let civil = self.parts.sites.iter().find(|s| stands(s.target)).map(|s| s.evidence.clone());
        if let Some(e) = civil
            && let Some(id) = id_of(Acts::Civilians, self.country.as_deref())
        {
            self.parts.targets.push((id, e));
        }
    }
}

impl Finder<'_, '_> {
    /// People of whom no more is said, killed by a force in an operation: it hunted them.
    fn hunted_in_operation(&mut self, hurt: &[&Figured]) {
        let fell = |f: &&&Figured| matches!(f.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded);
        let mut fallen = hurt.iter().filter(fell).peekable();
        // hundreds killed in a campaign are not only those it hunts
        let unknown =
            |f: &&Figured| f.of == Of::People && f.country.is_none() && f.figure.low.is_some_and(|n| n < CAMPAIGN);
        let unknown = fallen.peek().is_some() && fallen.all(unknown);
        let only = self.parts.targets.iter().all(|(_, e)| e.rule == "role:people");
        let Some(f) = hurt.first().filter(|_| unknown && only) else { return };
        if let Some(id) = id_of(Acts::Armed, self.country.as_deref()) {
            self.parts.targets.clear();
            self.target(id, f.tokens.clone(), "role:operation");
        }
    }
}

/// So many at least are killed in no single operation.
const CAMPAIGN: u64 = 50;

/// Sites that are civilian by their kind.
pub(super) fn civil(target: Target) -> bool {
    matches!(
        target,
        Target::Market
            | Target::PlaceOfWorship
            | Target::SchoolHospital
            | Target::CampDisplaced
            | Target::Boat
            | Target::VehicleCivilian
            | Target::HotelRestaurant
            | Target::Residence
            | Target::VillageTown
    )
}

pub(super) fn harm(f: &Figured) -> bool {
    f.figure.high != Some(0)
        && matches!(
            f.measure,
            Measure::Killed
                | Measure::Wounded
                | Measure::KilledOrWounded
                | Measure::Abducted
                | Measure::Displaced
                | Measure::Captured
                | Measure::Missing
        )
}
