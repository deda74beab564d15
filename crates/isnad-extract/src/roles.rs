//! Who did it to whom: perpetrators with their stance, targets, others.

use crate::actors::{ActorMention, Who, id_of};
use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::incidents::{Draft, Told};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Object, Small, Word};
use isnad_language::Features;
use isnad_model::{Actor, Evidence, Measure, Of, Role, Stance, Target};
use std::ops::Range;

/// What the text says of the parts of one incident.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub perpetrators: Vec<(String, Stance, Evidence)>,
    pub targets: Vec<(String, Evidence)>,
    pub others: Vec<(String, Evidence)>,
    pub sites: Vec<(Target, Option<Acts>, Evidence)>,
}

struct Finder<'a, 'p> {
    r: &'a Reading<'p>,
    attribution: &'a Attribution,
    country: Option<String>,
    parts: Parts,
}

pub(crate) fn read(
    r: &Reading<'_>,
    attribution: &Attribution,
    told: &Told,
    draft: &Draft,
    figures: &[Figured],
    country: Option<String>,
) -> Parts {
    let mut f = Finder { r, attribution, country, parts: Parts::default() };
    for k in &draft.segments {
        let g = &told.segments[*k];
        f.agents(g.tokens.clone());
        for t in &g.triggers {
            f.trigger(t.at, t.end, t.trigger.kind, t.trigger.noun, t.trigger.object, t.features, g.tokens.clone(), t.trigger.military);
        }
        f.claimers(g.tokens.clone());
        f.towards(g.tokens.clone(), !g.triggers.is_empty());
        for i in &g.figures {
            f.figure(&figures[*i], g.tokens.clone());
        }
    }
    // claims of responsibility, accusations and suspicions may stand in sentences without a trigger
    let sentences: Vec<usize> = draft.segments.iter().map(|k| told.segments[*k].sentence).collect();
    if draft.main {
        for s in 0..r.sentences() {
            if !told.segments.iter().any(|g| g.sentence == s && !g.triggers.is_empty()) && !sentences.contains(&s) {
                f.claimers(r.sentence(s));
            }
        }
    }
    let clash_only = draft.segments.iter().flat_map(|k| &told.segments[*k].triggers).all(|t| {
        matches!(t.trigger.kind, Incident::Clash | Incident::Killing)
    }) && draft.segments.iter().any(|k| told.segments[*k].triggers.iter().any(|t| t.trigger.kind == Incident::Clash));
    if f.parts.perpetrators.is_empty() {
        f.fallback(told, draft, clash_only);
    }
    f.parts
}

impl Finder<'_, '_> {
    fn id(&self, a: &ActorMention) -> Option<String> {
        a.id(self.country.as_deref())
    }

    fn usable(&self, a: &ActorMention) -> bool {
        !a.affiliation && !a.weak && !self.attribution.speaking[a.tokens.start]
    }

    /// An actor that starts in a run of tokens.
    fn actor_in(&self, tokens: Range<usize>) -> Option<&ActorMention> {
        self.r.actors.iter().find(|a| tokens.contains(&a.tokens.start) && !a.affiliation && !a.weak)
    }

    fn actor_before(&self, from: usize, at: usize) -> Option<&ActorMention> {
        self.r.actors.iter().rev().find(|a| a.tokens.end <= at && a.tokens.start >= from && !a.affiliation && !a.weak)
    }

    fn perpetrator(&mut self, id: String, stance: Stance, tokens: Range<usize>, rule: &str) {
        if id.starts_with("civilians:") {
            return;
        }
        let e = self.r.evidence(tokens, rule);
        match self.parts.perpetrators.iter_mut().find(|(i, _, _)| *i == id) {
            Some((_, s, _)) => *s = (*s).min(stance),
            None => self.parts.perpetrators.push((id, stance, e)),
        }
    }

    fn target(&mut self, id: String, tokens: Range<usize>, rule: &str) {
        if !self.parts.targets.iter().any(|(i, _)| *i == id) {
            let e = self.r.evidence(tokens, rule);
            self.parts.targets.push((id, e));
        }
    }

    /// "at the hands of X", "carried out by X", "X carried out".
    fn agents(&mut self, g: Range<usize>) {
        for t in g.clone() {
            let Some(end) = self.r.vocabulary.small(&self.r.chart, t, Small::Agent) else { continue };
            if t >= 1 && (t.saturating_sub(2)..t).any(|k| self.r.is(k, Small::Negation)) {
                continue;
            }
            let accused = self.r.is(t, Small::Accuser);
            let stop = (end..g.end.min(end + 6)).find(|k| self.r.mark(*k, ".;,:")).unwrap_or(g.end.min(end + 6));
            let behind = self.actor_in(end..stop).map(|a| (self.id(a), a.tokens.clone(), suspected(self.r, a.tokens.end, g.end)));
            let verb = self.r.chart.matches_at(t).iter().all(|m| m.end - m.start == 1);
            let found = behind.or_else(|| {
                if !verb {
                    return None;
                }
                let from = t.saturating_sub(9).max(g.start);
                self.actor_before(from, t).map(|a| (self.id(a), a.tokens.clone(), false))
            });
            if let Some((Some(id), tokens, suspected)) = found {
                let stance = if suspected { Stance::Suspected } else if accused { Stance::Accused } else { Stance::Asserted };
                self.perpetrator(id, stance, tokens, "role:agent");
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn trigger(
        &mut self,
        at: usize,
        end: usize,
        kind: Incident,
        noun: bool,
        object: Object,
        features: Features,
        g: Range<usize>,
        military: bool,
    ) {
        if kind == Incident::Killing || kind == Incident::Release {
            return;
        }
        let r = self.r;
        if noun {
            // "an attack by Boko Haram", "raids of the coalition"
            let near = r.actors.iter().find(|a| a.tokens.start >= end && a.tokens.start <= end + 1 && self.usable(a));
            if let Some(a) = near {
                let features = r.chart.matches_at(a.tokens.start).iter().fold(Features::NONE, |f, m| f | m.features);
                let led = a.tokens.start > end && (end..a.tokens.start).any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Small(_))));
                if !led && let Some(id) = self.id(a) {
                    let tokens = a.tokens.clone();
                    if military && features.has(Features::TO) && !id.starts_with("unidentified") && matches!(a.who, Who::Of(_)) {
                        self.target(id, tokens, "role:ambush-for");
                    } else if !features.any(Features::WITH | Features::CONJUNCTION) && kind != Incident::Clash && kind != Incident::Assassination
                        && kind != Incident::Abduction && kind != Incident::Massacre && kind != Incident::Arrest
                        && (features.has(Features::TO) || !a.people) {
                        self.perpetrator(id, Stance::Asserted, tokens, "role:of-attack");
                    }
                }
            }
            return;
        }
        if features.has(Features::PASSIVE) {
            return;
        }
        // verb: subject behind, else before; then its object
        let stop = (end..g.end.min(end + 14)).find(|k| r.mark(*k, ".;:")).unwrap_or(g.end.min(end + 14));
        let subject_behind = r.actors.iter().find(|a| a.tokens.start >= end && a.tokens.start <= end + 2 && a.tokens.start < stop && self.usable(a)
            && !(end..a.tokens.start).any(|t| r.is(t, Small::Toward) || r.is(t, Small::Locative)));
        // the attack itself as subject: "the bombing targeted …"
        let event_subject = (end..(end + 2).min(g.end)).chain(at.saturating_sub(3).max(g.start)..at)
            .any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun) || matches!(w, Word::Small(Small::IncidentNoun))));
        let mut object_from = end;
        if let Some(a) = subject_behind
            && !event_subject
            && !(object == Object::Victim && !matches!(a.who, Who::Named(_)) && !self.second_behind(a, stop))
            && !features.has(Features::PRONOUN)
        {
            let (id, tokens) = (self.id(a), a.tokens.clone());
            object_from = tokens.end;
            let before_subject = features.any(Features::PLURAL | Features::DUAL);
            if let Some(id) = id {
                if before_subject && object == Object::Target {
                    // a plural verb has its subject before it: what stands behind is the object
                    self.target(id, tokens, "role:object");
                } else {
                    let stance = if suspected(r, a.tokens.end, g.end) { Stance::Suspected } else { Stance::Asserted };
                    self.perpetrator(id, stance, tokens, "role:subject");
                }
            }
        } else if !event_subject {
            let from = at.saturating_sub(7).max(g.start);
            if let Some(a) = self.actor_before(from, at) {
                let cut = (a.tokens.end..at).any(|t| r.mark(t, ".;:") || r.words(t).any(|(_, w)| matches!(w, Word::Measure(m) if !m.weak) || matches!(w, Word::Trigger(x) if x.noun)));
                let matching = !cut && (features.any(Features::PLURAL | Features::DUAL) || !a.people || at == a.tokens.end || r.is(at.saturating_sub(1), Small::Relative));
                if matching && let Some(id) = self.id(a) {
                    let tokens = a.tokens.clone();
                    let stance = if suspected(r, a.tokens.end, at) { Stance::Suspected } else { Stance::Asserted };
                    self.perpetrator(id, stance, tokens, "role:subject-before");
                }
            }
        }
        if object == Object::Target {
            let a = r.actors.iter().find(|a| a.tokens.start >= object_from && a.tokens.start < stop.min(object_from + 5) && self.usable(a));
            if let Some(a) = a
                && let Some(id) = self.id(a)
                && !id.starts_with("unidentified")
            {
                let tokens = a.tokens.clone();
                self.target(id, tokens, "role:object");
            }
        }
    }

    fn second_behind(&self, a: &ActorMention, stop: usize) -> bool {
        let r = self.r;
        r.quantities.iter().any(|q| q.tokens.start >= a.tokens.end && q.tokens.start < stop)
            || r.actors.iter().any(|b| b.tokens.start >= a.tokens.end && b.tokens.start < stop.min(a.tokens.end + 3))
    }

    /// Claims of responsibility, accusations, suspicions.
    fn claimers(&mut self, g: Range<usize>) {
        let r = self.r;
        if g.clone().any(|t| r.is(t, Small::Unclaimed)) {
            // suspicion may still stand in such a sentence
            self.suspicions(g);
            return;
        }
        for t in g.clone() {
            if r.vocabulary.small(&r.chart, t, Small::Claiming).is_some() && !(t.saturating_sub(2)..t).any(|k| r.is(k, Small::Negation)) {
                let stop = g.end.min(t + 9);
                let behind = r.actors.iter().find(|a| a.tokens.start > t && a.tokens.start < stop && !a.weak && is_group(a));
                let before = r.actors.iter().rev().find(|a| a.tokens.end <= t && a.tokens.start >= t.saturating_sub(14).max(g.start) && !a.weak && is_group(a));
                let verb_first = r.chart.matches_at(t).iter().any(|m| m.features.has(Features::PAST));
                let pick = if verb_first { behind.or(before) } else { before.or(behind) };
                if let Some(a) = pick
                    && let Some(id) = self.id(a)
                {
                    let tokens = a.tokens.clone();
                    self.perpetrator(id, Stance::Claimed, tokens, "role:claims-responsibility");
                }
            }
            let accuses = r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if v.accuses));
            if accuses {
                let stop = (t + 1..g.end.min(t + 16)).find(|k| r.mark(*k, ".;:")).unwrap_or(g.end.min(t + 16));
                // the accused stands behind the accuser
                let all: Vec<&ActorMention> = r.actors.iter().filter(|a| a.tokens.start > t && a.tokens.start < stop && !a.weak && !a.affiliation).collect();
                let accused = all.iter().rev().find(|a| is_group(a) || matches!(a.who, Who::Of(Acts::Military)));
                if let Some(a) = accused
                    && let Some(id) = self.id(a)
                {
                    let tokens = a.tokens.clone();
                    self.perpetrator(id, Stance::Accused, tokens, "role:accused");
                }
            }
        }
        self.suspicions(g);
    }

    fn suspicions(&mut self, g: Range<usize>) {
        let r = self.r;
        for t in g.clone() {
            let Some(end) = r.vocabulary.small(&r.chart, t, Small::Suspicion) else { continue };
            let stop = (end..g.end.min(end + 7)).find(|k| r.mark(*k, ".;:")).unwrap_or(g.end.min(end + 7));
            let a = r.actors.iter().find(|a| a.tokens.start >= end && a.tokens.start < stop && !a.weak && is_group(a));
            if let Some(a) = a
                && let Some(id) = self.id(a)
            {
                let tokens = a.tokens.clone();
                self.perpetrator(id, Stance::Suspected, tokens, "role:suspected");
            }
        }
    }

    /// "against the base", "the village was exposed to": sites and actors that an attack is aimed at.
    fn towards(&mut self, g: Range<usize>, told: bool) {
        let r = self.r;
        if !told {
            return;
        }
        for t in g.clone() {
            if self.attribution.speaking[t] {
                continue;
            }
            let aimed = r.vocabulary.small(&r.chart, t, Small::Toward);
            if let Some(end) = aimed {
                let attack_near = (t.saturating_sub(10).max(g.start)..(t + 3).min(g.end)).any(|k| {
                    r.words(k).any(|(_, w)| matches!(w, Word::Trigger(x) if !matches!(x.kind, Incident::Killing | Incident::Arrest | Incident::Release | Incident::Takeover | Incident::Seize | Incident::Operation)))
                });
                let stop = (end..g.end.min(end + 5)).find(|k| r.mark(*k, ".;:,")).unwrap_or(g.end.min(end + 5));
                if attack_near {
                    let a = r.actors.iter().find(|a| a.tokens.start >= end && a.tokens.start < stop && self.usable(a));
                    if let Some(a) = a
                        && !matches!(a.who, Who::Of(Acts::Armed))
                        && let Some(id) = self.id(a)
                    {
                        let tokens = a.tokens.clone();
                        self.target(id, tokens, "role:aimed-at");
                    }
                }
            }
            let site = r.vocabulary.find(&r.chart, t, |w| match w {
                Word::Site(s) if s.target.is_some() && !s.weak => Some(*s),
                _ => None,
            });
            if let Some((end, features, s)) = site {
                if features.has(Features::AS) {
                    continue;
                }
                // only sites that something was aimed at or that were hit
                let from = t.saturating_sub(5).max(g.start);
                let aimed = (from..t).any(|k| {
                    r.is(k, Small::Toward)
                        || r.words(k).any(|(_, w)| matches!(w, Word::Trigger(x) if x.kind != Incident::Killing) || matches!(w, Word::Measure(m) if m.things))
                }) || features.has(Features::WITH) && s.place;
                let coordinated = self.parts.sites.iter().any(|(_, _, e)| {
                    let near = r.evidence(from..t.max(from + 1), "").start;
                    e.end >= near
                }) && features.has(Features::CONJUNCTION);
                if aimed || coordinated {
                    if let Some(target) = s.target {
                        let e = r.evidence(t..end, "role:site");
                        if !self.parts.sites.iter().any(|(x, _, _)| *x == target) {
                            self.parts.sites.push((target, s.base, e));
                        }
                        if let Some(base) = s.base {
                            let cc = self.site_country(end, g.end).or_else(|| self.country.clone());
                            if let Some(id) = id_of(base, cc.as_deref()) {
                                self.target(id, t..end, "role:site");
                            }
                        } else if s.embassy
                            && let Some(cc) = self.site_country(end, g.end)
                        {
                            self.target(format!("state:{cc}:government"), t..end, "role:site");
                        }
                    }
                }
            }
        }
    }

    fn site_country(&self, from: usize, end: usize) -> Option<String> {
        (from..end.min(from + 2)).find_map(|t| {
            self.r.words(t).find_map(|(_, w)| match w {
                Word::Demonym(c) => Some(c.clone()),
                _ => None,
            })
        })
    }

    /// Victims are targets; the subject of an active verb did it.
    fn figure(&mut self, f: &Figured, g: Range<usize>) {
        let r = self.r;
        let harm = matches!(
            f.measure,
            Measure::Killed | Measure::Wounded | Measure::KilledOrWounded | Measure::Abducted | Measure::Displaced | Measure::Captured
        );
        if harm && f.figure.high != Some(0) && !matches!(f.of, Of::Militants) {
            let acts = f.acts.or(match f.of {
                Of::Civilians | Of::AidWorkers => Some(Acts::Civilians),
                Of::Military => Some(Acts::Military),
                Of::Peacekeepers => Some(Acts::Peacekeepers),
                _ => None,
            });
            let people = f.of == Of::People;
            if let Some(acts) = acts
                && (!people || acts != Acts::Armed)
            {
                let cc = if acts == Acts::Civilians { self.country.clone() } else { f.country.clone().or_else(|| self.country.clone()) };
                if let Some(id) = id_of(acts, cc.as_deref()) {
                    self.target(id, f.tokens.clone(), if people { "role:people" } else { "role:victims" });
                }
            }
        }
        if harm && f.of == Of::Militants && f.active
            && let Some(id) = id_of(Acts::Armed, self.country.as_deref())
        {
            self.target(id, f.tokens.clone(), "role:victims");
        }
        if f.active
            && harm
            && let Some(governor) = f.governor
        {
            let between = r.actors.iter().find(|a| a.tokens.start > governor && a.tokens.end <= f.at && self.usable(a));
            let before = || {
                let from = governor.saturating_sub(8).max(g.start);
                self.actor_before(from, governor)
            };
            let a = between.or_else(before);
            if let Some(a) = a
                && let Some(id) = self.id(a)
            {
                let (tokens, s) = (a.tokens.clone(), suspected(r, a.tokens.end, f.at));
                self.perpetrator(id, if s { Stance::Suspected } else { Stance::Asserted }, tokens, "role:subject");
            }
        }
        if f.measure == Measure::Attackers
            && let Some(id) = id_of(Acts::Armed, self.country.as_deref())
        {
            self.perpetrator(id, Stance::Asserted, f.tokens.clone(), "role:attackers");
        }
    }

    /// Nobody is told to have done it in so many words: armed men or a named group in headline or lead.
    fn fallback(&mut self, told: &Told, draft: &Draft, clash: bool) {
        let r = self.r;
        let mut named: Vec<(String, Range<usize>)> = Vec::new();
        let mut armed: Option<Range<usize>> = None;
        for k in &draft.segments {
            let g = &told.segments[*k];
            for a in r.actors.iter().filter(|a| g.tokens.contains(&a.tokens.start) && self.usable(a)) {
                match &a.who {
                    Who::Named(id) if !a.broad && !id.starts_with("un:") => {
                        if !named.iter().any(|n| n.0 == *id) {
                            named.push((id.clone(), a.tokens.clone()));
                        }
                    }
                    Who::Of(Acts::Armed) => armed = armed.or(Some(a.tokens.clone())),
                    Who::Of(Acts::Military | Acts::Police) if clash => {
                        if let Some(id) = self.id(a)
                            && !named.iter().any(|n| n.0 == id)
                        {
                            named.push((id, a.tokens.clone()));
                        }
                    }
                    _ => {}
                }
            }
        }
        if clash {
            if named.len() < 2
                && let (Some(tokens), Some(id)) = (armed, id_of(Acts::Armed, self.country.as_deref()))
            {
                named.push((id, tokens));
            }
            for (id, tokens) in named {
                let e = r.evidence(tokens, "role:clash");
                self.parts.targets.retain(|(i, _)| *i != id);
                self.parts.others.push((id, e));
            }
            return;
        }
        if let Some(tokens) = armed
            && let Some(id) = id_of(Acts::Armed, self.country.as_deref())
        {
            self.perpetrator(id, Stance::Asserted, tokens, "role:armed-men");
        }
    }
}

fn is_group(a: &ActorMention) -> bool {
    matches!(a.who, Who::Named(_) | Who::Of(Acts::Armed))
}

/// Whether a word of suspicion stands right behind an actor.
fn suspected(r: &Reading<'_>, from: usize, end: usize) -> bool {
    let _ = (r, from, end);
    false
}

/// Actors of the report, perpetrators first; a named group stands for the unnamed men it sent.
pub(crate) fn actors(mut parts: Parts) -> (Vec<Actor>, Vec<(Target, Option<Acts>, Evidence)>) {
    let named = parts.perpetrators.iter().any(|(i, _, _)| !i.starts_with("unidentified"));
    if named {
        parts.perpetrators.retain(|(i, _, _)| !i.starts_with("unidentified"));
    }
    let specific = |id: &str| parts.perpetrators.iter().any(|(i, _, _)| i == id);
    let mut out = Vec::new();
    for (id, e) in &parts.targets {
        if !specific(id) {
            out.push(Actor { id: id.clone(), role: Role::Target, stance: None, evidence: vec![e.clone()] });
        }
    }
    let mut perpetrators: Vec<Actor> = parts
        .perpetrators
        .into_iter()
        .map(|(id, stance, e)| Actor { id, role: Role::Perpetrator, stance: Some(stance), evidence: vec![e] })
        .collect();
    perpetrators.append(&mut out);
    for (id, e) in parts.others {
        if !perpetrators.iter().any(|a| a.id == id) {
            perpetrators.push(Actor { id, role: Role::Other, stance: None, evidence: vec![e] });
        }
    }
    (perpetrators, parts.sites)
}
