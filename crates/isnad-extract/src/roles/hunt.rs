//! Operations in which armed men are the victims, and strikes from the air that nobody is told to have flown.

use super::Finder;
use super::victims::harm;
use crate::actors::{ActorMention, Who, army_in, id_of};
use crate::claims::Figured;
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_model::{Measure, Of, SourceKind, Stance};
use std::ops::Range;

/// Words between a negation and the force that did not fly at most.
const UNABLE: usize = 3;

/// Words between a clash and those it was fought with at most.
const MET: usize = 3;

impl Finder<'_, '_> {
    /// Armed men are the only victims: a state force acted, by its own account or as told.
    pub(super) fn hunt(&mut self, segments: &[&Segment], figures: &[Figured]) {
        let r = self.r;
        let all = || segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]);
        let others = all().any(|f| harm(f) && f.of != Of::Militants && !self.with_fallen(f));
        // an army that tells first whom it killed, then whom it lost
        let led = !self.attacked && all().find(|f| harm(f)).is_some_and(|f| self.own_success(f));
        let mixed = !self.attacked && self.own_losses(&all().filter(|f| harm(f)).collect::<Vec<_>>());
        let led = led || mixed;
        let others = others && !led;
        let rebels = |f: &Figured| f.of == Of::Militants && !self.of_army(f);
        let Some(fallen) = all().find(|f| (harm(f) || f.measure == Measure::Arrested) && rebels(f)) else {
            return;
        };
        // the headline tells it in nobody's name
        let told = |f: &Figured| self.own_success(f) || self.told_by_ministry(f);
        let fallen = if others { fallen } else { all().find(|f| harm(f) && told(f)).unwrap_or(fallen) };
        let foes = self.parts.perpetrators.iter().all(|s| s.regular) && !self.attacked;
        if !others && (foes || self.clash_only && self.parts.perpetrators.is_empty()) {
            self.met(segments, fallen);
        }
        // a force that tells only of those it killed: no attack of theirs is what it tells
        let several = fallen.figure.low.is_none_or(|n| n > 1);
        let sole = !others
            && (several && !self.assaulted || !self.attacked)
            && (self.own_success(fallen) || self.told_by_ministry(fallen));
        if sole {
            self.parts.perpetrators.retain(|s| !s.id.starts_with("unidentified"));
            self.parts.targets.retain(|(id, _)| !super::is_state(id));
            self.parts.implied.retain(|(id, _)| !super::is_state(id));
        }
        let state_acts = self.parts.perpetrators.iter().any(|s| s.regular);
        let prey = self.prey(segments, fallen);
        if state_acts && !others {
            // those who fell may have fought back; who claims it did more than that
            let claims = |s: &super::Suspect| s.evidence.rule == "role:claims-responsibility";
            self.parts.perpetrators.retain(|s| claims(s) || s.regular || Some(&s.id) != prey.as_ref());
        }
        let group_acts = self.parts.perpetrators.iter().any(|s| !s.regular && !s.id.starts_with("unidentified"));
        let targets = &self.parts.targets;
        let only_prey = targets.is_empty() || harm(fallen) && targets.iter().all(|(id, _)| prey.as_ref() == Some(id));
        let armed_men_act = self.parts.perpetrators.iter().any(|s| !s.regular) && !state_acts;
        if group_acts
            || armed_men_act
            || (!state_acts
                && (others
                    || self.attacked && !sole
                    || !(led || sole || only_prey && self.parts.implied.is_empty())
                    || self.clash_only && !(self.own_success(fallen) || self.told_by_ministry(fallen))))
        {
            return;
        }
        if !state_acts {
            let force_in =
                |tokens: Range<usize>| r.actors_in(tokens).iter().find(|a| !a.affiliation && !a.weak && a.is_force());
            // "the army carried out an operation and killed three": the force stands before the segment
            let before = |g: &&Segment| force_in(r.sentence(g.sentence).start..g.tokens.start);
            let force = segments.iter().find_map(|g| force_in(g.tokens.clone()));
            let force = force.or_else(|| segments.iter().find_map(before));
            let chain = self.attribution.chain_at(fallen.at);
            let teller = chain.and_then(|c| r.actors_in(c.speaker.clone()).first());
            let regular =
                |a: &ActorMention| matches!(a.kind, SourceKind::Military | SourceKind::Police) && a.of == Of::Military;
            let speaks = chain.and_then(|c| c.links.first()).map(|l| l.kind);
            let police = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if s.police));
            let interior = chain.is_some_and(|c| c.speaker.clone().any(police));
            let air = |k: Incident| matches!(k, Incident::Airstrike | Incident::Drone | Incident::Raid);
            let struck = segments.iter().flat_map(|g| &g.triggers).any(|t| air(t.trigger.kind));
            if let Some(a) = self.flyer().filter(|_| struck).or(force).cloned() {
                self.blame(&a, Stance::Asserted, "role:operation");
            } else if let Some(a) = teller.filter(|a| regular(a)).cloned() {
                self.blame(&a, Stance::Asserted, "role:operation");
            } else if let Some(kind @ (SourceKind::Military | SourceKind::Government)) = speaks
                // "the Tunisian ministry of the interior": wherever those taken have been
                && let of = chain.and_then(|c| c.speaker.clone().find_map(|t| r.demonym(t))).map(|(_, _, country)| country)
                && let Some(id) = id_of(hunter(kind, fallen, interior), of.as_deref().or(self.country.as_deref()))
            {
                self.perpetrator(id, Stance::Asserted, false, fallen.tokens.clone(), "role:operation");
            } else {
                return;
            }
        }
        if let Some(id) = prey {
            self.target(id, fallen.tokens.clone(), "role:victims");
        }
    }

    /// An army that tells of the rebels whom it killed.
    fn own_success(&self, fallen: &Figured) -> bool {
        let chain = self.attribution.chain_at(fallen.at);
        let army = |a: &ActorMention| {
            matches!(a.kind, SourceKind::Military | SourceKind::Police) && a.of == Of::Military && !a.people
        };
        fallen.of == Of::Militants
            && fallen.measure == Measure::Killed
            && chain.is_some_and(|c| self.r.actors_in(c.speaker.clone()).iter().any(army))
    }

    /// A ministry that tells of the rebels whom its forces killed.
    fn told_by_ministry(&self, fallen: &Figured) -> bool {
        let links = self.attribution.chain_at(fallen.at).map(|c| &c.links);
        fallen.of == Of::Militants
            && fallen.measure == Measure::Killed
            && links.and_then(|l| l.first()).is_some_and(|l| l.kind == SourceKind::Government)
    }

    /// An army that tells how many rebels it killed and how many of its own men it lost, and of nobody else.
    fn own_losses(&self, hurt: &[&Figured]) -> bool {
        let all = |of: &[Of]| hurt.iter().all(|f| of.contains(&f.of));
        let killed: u64 = hurt.iter().filter(|f| self.own_success(f)).filter_map(|f| f.figure.low).sum();
        let lost = hurt.iter().filter(|f| f.of == Of::Military && f.measure == Measure::Killed);
        all(&[Of::Military, Of::Militants]) && killed > lost.filter_map(|f| f.figure.low).sum()
    }

    /// "Ten of the rebels fell in clashes with X": X, who lost nobody, did it.
    fn met(&mut self, segments: &[&Segment], fallen: &Figured) {
        let r = self.r;
        let Some(prey) = self.prey(segments, fallen) else { return };
        let mut found: Vec<ActorMention> = Vec::new();
        for g in segments {
            for t in g.triggers.iter().filter(|t| t.trigger.kind == Incident::Clash) {
                let mut end = t.end;
                for a in r.actors_in(t.end.max(g.tokens.start)..g.tokens.end) {
                    let gap = end..a.tokens.start;
                    let apart =
                        gap.len() > MET || gap.into_iter().any(|k| r.mark(k, ",.;:") || r.any_trigger(k..k + 1));
                    if apart || !self.usable(a) {
                        break;
                    }
                    let party = !matches!(a.who, Who::Of(Acts::Armed | Acts::Civilians | Acts::Government));
                    if party && !a.people && self.id(a).is_some_and(|id| id != prey) {
                        found.push(a.clone());
                    }
                    end = a.tokens.end;
                }
            }
        }
        for a in &found {
            self.blame(a, Stance::Asserted, "role:met");
        }
        if !found.is_empty() {
            self.target(prey, fallen.tokens.clone(), "role:victims");
        }
    }

    /// Whose men fell: the group named in the figure, else in the account, else armed men.
    fn prey(&self, segments: &[&Segment], fallen: &Figured) -> Option<String> {
        let rebels = |a: &&ActorMention| a.of == Of::Militants && matches!(a.who, Who::Named(_)) && !a.weak;
        let within =
            |tokens: &Range<usize>| self.r.actors_in(tokens.clone()).iter().find(rebels).and_then(|a| self.id(a));
        within(&(fallen.tokens.start..fallen.tokens.end + 1))
            .or_else(|| self.loyal_to(fallen))
            .or_else(|| segments.iter().find_map(|g| within(&g.tokens)))
            .or_else(|| self.only_rebels())
            .or_else(|| id_of(Acts::Armed, self.country.as_deref()))
    }

    /// "20 fighters loyal to the regime": the army that they stood with.
    pub(super) fn loyal_to(&self, fallen: &Figured) -> Option<String> {
        let r = self.r;
        let end = fallen.tokens.end;
        let loyal = (end..(end + 3).min(r.chart.len())).find(|t| r.is(*t, Small::Affiliation))?;
        let army = |a: &&ActorMention| {
            (loyal + 1..loyal + 3).contains(&a.tokens.start) && a.kind == SourceKind::Military && a.of == Of::Military
        };
        self.id(r.actors_in(loyal + 1..loyal + 3).iter().find(army)?)
    }

    /// The rebel group of an article that speaks of no other.
    fn only_rebels(&self) -> Option<String> {
        let named = |a: &&ActorMention| {
            matches!(a.who, Who::Named(_))
                && a.of == Of::Militants
                && a.kind == SourceKind::ArmedGroup
                && !(a.weak || a.broad || a.affiliation)
        };
        let mut all = self.r.actors.iter().filter(named);
        let first = all.next()?;
        all.all(|a| a.who == first.who).then(|| self.id(first)).flatten()
    }

    /// An air strike that nobody is told to have flown: the force spoken of, never unnamed men.
    pub(super) fn flown(&mut self, segments: &[&Segment]) -> bool {
        let r = self.r;
        let air = |k: Incident| matches!(k, Incident::Airstrike | Incident::Drone | Incident::Raid);
        let flies = |g: &&Segment| {
            g.triggers.iter().any(|t| air(t.trigger.kind))
                || g.triggers
                    .iter()
                    .any(|t| matches!(t.trigger.kind, Incident::Strike | Incident::Shelling | Incident::Shooting))
                    && g.tokens
                        .clone()
                        .any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind.is_some_and(air))))
        };
        let struck = segments.iter().any(&flies);
        // soldiers whom somebody attacked on the ground were hit by no aircraft
        let ground = self.assaulted && self.attacked && self.parts.hurt.iter().any(|id| super::is_state(id));
        if !struck || ground {
            return false;
        }
        let victim = |id: &str| self.parts.targets.iter().chain(&self.parts.implied).any(|(i, _)| i == id);
        let near = segments.iter().filter(|g| flies(g));
        let force = near.chain(segments.iter()).find_map(|g| {
            r.actors_in(g.tokens.clone()).iter().find(|a| {
                !a.weak
                    && !a.people
                    && (matches!(a.who, Who::Of(Acts::Military))
                        || matches!(a.who, Who::Named(_)) && a.kind == SourceKind::Military)
                    && self.id(a).is_some_and(|id| !victim(&id))
                    // "which the air force of X cannot do"
                    && !(a.tokens.start.saturating_sub(UNABLE)..a.tokens.start).any(|t| r.is(t, Small::Negation))
            })
        });
        let force = match self.flyer() {
            Some(a) if self.id(a).is_some_and(|id| !victim(&id)) => Some(a),
            _ => force,
        };
        match force.cloned() {
            Some(a) => self.blame(&a, Stance::Asserted, "role:flown-by"),
            None => self.only_army(),
        }
        true
    }

    /// Gas is used by armies, and protesters are shot by those who guard what they march on: the army of the country,
    /// where the article speaks of it.
    pub(super) fn supposed(&mut self, segments: &[&Segment], figures: &[Figured]) {
        let kinds = || segments.iter().flat_map(|g| &g.triggers).map(|t| t.trigger.kind);
        let shot = |f: &Figured| f.measure == Measure::Killed && matches!(f.of, Of::People | Of::Civilians) && harm(f);
        let dead = || segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).filter(|f| shot(f));
        // under the army of another country
        let under = |cc: Option<&str>| cc.is_some_and(|cc| army_in(cc) != cc);
        let occupied = under(self.country.as_deref()) || dead().any(|f| under(f.country.as_deref()));
        let killed = || dead().next().is_some();
        let march = occupied && kinds().any(|k| k == Incident::Protest) && killed();
        let gas = kinds().any(|k| k == Incident::Chemical) || march;
        let Some(home) = id_of(Acts::Military, self.country.as_deref()).filter(|_| gas) else { return };
        let army = self.r.actors.iter().find(|a| !a.people && !a.weak && self.id(a).as_ref() == Some(&home)).cloned();
        let Some(a) = army else { return };
        let met = march && segments.iter().any(|g| g.tokens.contains(&a.tokens.start));
        let stance = if met { Stance::Asserted } else { Stance::Suspected };
        self.blame(&a, stance, "role:only-army-told");
        if let Some(f) = dead().next().filter(|_| march)
            && let Some(id) = id_of(Acts::Civilians, self.country.as_deref())
        {
            self.target(id, f.tokens.clone(), "role:victims");
        }
    }

    /// The one force whose aircraft the article tells of.
    fn flyer(&self) -> Option<&ActorMention> {
        let r = self.r;
        let air = |t: usize| {
            let flies = |k: Incident| matches!(k, Incident::Airstrike | Incident::Drone);
            r.words(t).any(|(_, w)| matches!(w, Word::Means(m) if m.kind.is_some_and(flies)))
        };
        let named = |a: &&ActorMention| matches!(a.who, Who::Named(_)) && a.kind == SourceKind::Military;
        let mut all = r.actors.iter().filter(named).filter(|a| {
            let from = a.tokens.start.saturating_sub(1);
            (from..a.tokens.end).any(air)
        });
        let first = all.next()?;
        all.all(|a| a.who == first.who).then_some(first)
    }

    /// The army or coalition that an article names, where it names no other: whose aircraft it speaks of.
    fn only_army(&mut self) {
        let army = |a: &&ActorMention| {
            !(a.people || a.affiliation || a.weak)
                && a.kind == SourceKind::Military
                && a.of == Of::Military
                && (matches!(a.who, Who::Named(_)) || matches!(a.who, Who::Of(Acts::Military)) && a.country.is_some())
        };
        let r = self.r;
        let mut all = r.actors.iter().filter(army).filter_map(|a| Some((self.id(a)?, a)));
        let Some((id, first)) = all.next() else { return };
        let victim = self.parts.targets.iter().chain(&self.parts.implied).any(|(i, _)| *i == id);
        if !victim && all.all(|(other, _)| other == id) {
            self.blame(&first.clone(), Stance::Suspected, "role:only-army-told");
        }
    }
}

/// The force behind what one in office tells: a ministry arrests through its police, that of the interior has no other.
fn hunter(teller: SourceKind, fallen: &Figured, interior: bool) -> Acts {
    let taken = teller == SourceKind::Government && fallen.measure == Measure::Arrested;
    if taken || interior { Acts::Police } else { Acts::Military }
}
