//! Verbs and nouns of attack with their arguments: who is the subject, whom or what it was aimed at.

use super::Finder;
use super::craft::flown;
use super::party::by_state;
use super::phrase::{Head, Lead, Phrase, close};
use crate::actors::{ActorMention, Who};
use crate::incidents::{Segment, TriggerHit};
use crate::vocabulary::{Incident, Object, Small, Word};
use isnad_language::{Features, Marks};
use isnad_model::{Measure, Of, Stance};

/// What a verb does with its arguments.
#[derive(Debug, Clone, Copy)]
pub(super) enum Sort {
    /// A trigger of its own kind.
    Deed(Incident, Object),
    /// Carries out an attack that another word names.
    Perform,
    /// The attack itself is its subject: "a blast shook …".
    Hit,
    /// The subject suffered it.
    Exposed,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Verb {
    pub at: usize,
    pub end: usize,
    pub features: Features,
    pub sort: Sort,
}

/// Verbs of deeds that are no triggers: all that [`Finder::verbs`] looks for.
const DOING: Marks =
    Word::MEASURE.or(Small::Perform.mark()).or(Small::Launching.mark()).or(Small::Hit.mark()).or(Small::Exposed.mark());
/// Words from "the firing of" to what was fired at most.
const FIRED: usize = 6;

/// Whether shells or missiles are told right behind a token, with who fires them between.
fn fires(x: &TriggerHit, t: usize) -> bool {
    x.trigger.kind == Incident::Shelling && (t + 2..=t + FIRED).contains(&x.at)
}

/// Kinds in which the subject acts against an object.
pub(super) fn against(kind: Incident) -> bool {
    !matches!(
        kind,
        Incident::Clash
            | Incident::Withdraw
            | Incident::Evacuation
            | Incident::Agreement
            | Incident::Protest
            | Incident::Groupchange
            | Incident::Coup
            | Incident::Base
            | Incident::Release
    )
}

impl Finder<'_, '_> {
    /// Reads the verbs and the nouns of a segment.
    pub(super) fn frames(&mut self, g: &Segment, phrases: &[Phrase]) {
        let nouns = self.managed(g, phrases);
        let mut verbs = self.verbs(g);
        verbs.retain(|v| !nouns.contains(&v.at));
        let mut subject = None;
        for v in &verbs {
            let (left, right) = self.reach(g, &verbs, v);
            let goes_on = v.features.has(Features::CONJUNCTION) && verbs.iter().any(|x| x.at < v.at);
            let own = self.own_subject(v, phrases, left);
            match own {
                // "made progress and seized": who made it seized
                None if goes_on => self.carried(v, subject, phrases),
                _ => subject = own,
            }
            self.verb(v, phrases, left, right, goes_on);
        }
        for t in &g.triggers {
            self.losers(t, phrases);
            // "that a Turkish shelling hit the town": a noun in the shape of a verb of two
            // "two French helicopters attacked the post"
            let dual = t.features.any(Features::ADVERBIAL | Features::DUAL);
            if !t.trigger.noun && (dual || flown(self.r, t)) {
                self.demonym(t);
            }
        }
        let idle = self.campaigns(g, &verbs, phrases);
        // "dispersed protesters who denounced *the attacks of X*"
        let denounced = |t: &TriggerHit| {
            let march = |x: &TriggerHit| x.trigger.kind == Incident::Protest && x.at < t.at && !x.general;
            t.general && against(t.trigger.kind) && g.triggers.iter().any(march)
        };
        let told = |t: &&TriggerHit| t.trigger.noun && !nouns.contains(&t.at) && !idle.contains(&t.at);
        for t in g.triggers.iter().filter(told).filter(|t| !denounced(t)) {
            let right = verbs.iter().map(|v| v.at).find(|a| *a > t.at).unwrap_or(g.tokens.end);
            self.noun(t, phrases, right);
        }
    }

    fn verbs(&self, g: &Segment) -> Vec<Verb> {
        let r = self.r;
        let mut out: Vec<Verb> = g
            .triggers
            .iter()
            .filter(|t| !t.trigger.noun)
            .map(|t| Verb {
                at: t.at,
                end: t.end,
                features: t.features,
                sort: Sort::Deed(t.trigger.kind, t.trigger.object),
            })
            .collect();
        for t in r.marked(g.tokens.clone(), DOING) {
            if self.attribution.speaking[t]
                || r.date_at(t).is_some()
                || t > g.tokens.start && (t.saturating_sub(2)..t).any(|k| r.is(k, Small::Negation))
            {
                continue;
            }
            for (m, w) in r.words(t) {
                let sort = match w {
                    Word::Small(Small::Perform) => Sort::Perform,
                    // "the group's firing of a missile"
                    Word::Small(Small::Launching) if g.triggers.iter().any(|x| fires(x, t)) => Sort::Perform,
                    Word::Small(Small::Hit) => Sort::Hit,
                    Word::Small(Small::Exposed) => Sort::Exposed,
                    // "the aircraft destroyed two boats of X"
                    Word::Measure(w)
                        if w.measure == Measure::Destroyed && !(w.noun || w.weak || self.fired) && w.agent =>
                    {
                        Sort::Deed(Incident::Strike, Object::Target)
                    }
                    _ => continue,
                };
                if !m.features.has(Features::DEFINITE) && !out.iter().any(|v| v.at == t) {
                    out.push(Verb { at: t, end: m.end as usize, features: m.features, sort });
                }
            }
        }
        out.sort_by_key(|v| v.at);
        out
    }

    /// How far the arguments of a verb can stand: up to its neighbours, a verb of saying or the end of the clause.
    pub(super) fn reach(&self, g: &Segment, verbs: &[Verb], v: &Verb) -> (usize, usize) {
        let r = self.r;
        let cut = |t: usize| r.mark(t, ".;:") || self.says(t);
        let left = (g.tokens.start..v.at)
            .rev()
            .find(|t| v.at - t > 14 || cut(*t) || r.is(*t, Small::That) || verbs.iter().any(|x| x.at == *t))
            .map_or(g.tokens.start, |t| t + 1);
        let right = (v.end..g.tokens.end)
            .find(|t| {
                *t - v.end > 18
                    || cut(*t)
                    || r.is(*t, Small::That)
                    || verbs.iter().any(|x| x.at == *t)
                    || self.result(*t)
            })
            .unwrap_or(g.tokens.end);
        (left, right)
    }

    /// Whether a verb of saying stands at a token.
    fn says(&self, t: usize) -> bool {
        self.r.has(t, Word::SPEECH) && self.r.words(t).any(|(_, w)| matches!(w, Word::Speech(s) if !s.weak))
    }

    /// "Leaving ten dead" ends a clause; the same word can name a site.
    fn result(&self, t: usize) -> bool {
        self.r.is(t, Small::Result) && !self.r.has(t, Word::SITE)
    }

    fn verb(&mut self, v: &Verb, phrases: &[Phrase], left: usize, right: usize, goes_on: bool) {
        let behind: Vec<Phrase> = phrases.iter().filter(|p| p.at > v.at && p.at < right).copied().collect();
        let plural = v.features.any(Features::PLURAL | Features::DUAL);
        // "…, and killed": what stands before is an argument of the verb before
        let before = self.antecedent(v, phrases).or_else(|| {
            phrases.iter().rev().filter(|_| plural || !goes_on).find(|p| {
                p.end <= v.at && p.at >= left && !p.genitive && p.lead == Lead::Bare && !matches!(p.head, Head::Place)
            })
        });
        let adjacent = before.is_some_and(|p| close(self.r, p.end, v.at));
        let bare: Vec<Phrase> = behind
            .iter()
            .take_while(|p| p.lead != Lead::By)
            .filter(|p| p.lead == Lead::Bare && !p.genitive)
            .copied()
            .collect();
        let aside = |p: &Phrase| (v.end..p.at).any(|t| self.r.is(t, Small::Relative));
        let first = bare.first().filter(|p| p.at <= v.end + 5 && !self.comma(v.end, p.at) && !aside(p)).copied();
        let event_before = phrases.iter().any(|p| p.is_event() && p.at >= left && self.event_of(v, p));
        match v.sort {
            Sort::Exposed => {
                let subject = before.filter(|_| adjacent).copied().or(first);
                match subject.filter(|p| !p.is_event()) {
                    Some(p) => self.aim(&p, &behind, "role:exposed"),
                    None => self.office(v.end, "role:exposed"),
                }
            }
            Sort::Hit => {
                if let Some(p) = first.filter(|p| !p.is_event()) {
                    self.aim(&p, &bare, "role:hit");
                } else if let Some(p) = bare.get(1) {
                    self.aim(p, &bare, "role:hit");
                }
            }
            Sort::Perform => {
                // "opened an inquiry after an attack": what was done stands as its object
                let after = |p: &Phrase| (p.at.saturating_sub(2)..p.at).any(|t| self.r.is(t, Small::Afterwards));
                let done = |p: &Phrase| p.is_event() && p.lead != Lead::In && !after(p);
                let deed = v.features.has(Features::PRONOUN) || event_before || behind.iter().any(done);
                if !deed || self.goes_on(v, &behind) {
                    return;
                }
                let subject = match first {
                    Some(p)
                        if p.party()
                            && (event_before || v.features.has(Features::PRONOUN) || !(plural && before.is_some())) =>
                    {
                        Some(p)
                    }
                    _ => before.filter(|p| p.party() && !event_before && (adjacent || p.actor().is_some())).copied(),
                };
                let patrol = first.filter(|p| p.at <= v.end + 1);
                let told = |a: &ActorMention| a.country.is_some() || matches!(a.who, Who::Named(_));
                if let Some(a) = self.craft_of(v).filter(|a| subject.is_none() && told(a)) {
                    self.blame(&a, Stance::Asserted, "role:flown-by");
                    self.aimed(&behind);
                    return;
                }
                if subject.is_none() && patrol.is_some_and(|p| self.patrol_performs(&p)) {
                    self.aimed(&behind);
                    return;
                }
                match subject.or_else(|| self.belongs_to(&behind)) {
                    Some(p) if self.operates_after(v, &p, &behind) => {}
                    Some(p) => self.all_do(&p, phrases, Incident::Attack, "role:carried-out"),
                    None => self.speaker_does(v, "role:speaker"),
                }
                self.aimed(&behind);
            }
            Sort::Deed(Incident::Riot, _) => self.rioters(v, phrases, right),
            Sort::Deed(kind, object) => {
                if v.features.has(Features::PASSIVE) {
                    if let Some(p) = first.or(before.filter(|_| adjacent).copied()) {
                        self.aim(&p, &bare, "role:object-of-passive");
                    }
                    return;
                }
                // "did away (the army) with": the subject stands within the phrase
                if let Some(a) = self.within(v).filter(|_| by_state(kind) || kind == Incident::Killing) {
                    self.blame(&a, Stance::Asserted, "role:subject");
                    if let Some(p) = bare.first() {
                        self.aim(p, &bare, "role:object");
                    }
                    return;
                }
                // "a drone of the army hit a market"
                if let Some(a) = self.craft_of(v).filter(|_| by_state(kind) && kind != Incident::Disrupt) {
                    self.blame(&a, Stance::Asserted, "role:flown-by");
                    if let Some(k) = bare.iter().position(|q| q.at >= a.tokens.end).filter(|_| object == Object::Target)
                    {
                        self.aim(&bare[k], &bare[k..], "role:object");
                    }
                    self.aimed(&behind);
                    return;
                }
                // "the artillery shelled the gunmen's posts": who fired is not told
                if object == Object::Target
                    && against(kind)
                    && let Some(end) = self.weapon_of(v)
                {
                    if let Some(k) = bare.iter().position(|q| q.at >= end) {
                        self.aim(&bare[k], &bare[k..], "role:object");
                    }
                    self.aimed(&behind);
                    return;
                }
                // "shelling by X": a noun in the shape of a verb
                let by = behind.first().filter(|p| p.at == v.end && p.lead == Lead::To && p.party());
                let masdar = || self.r.chart.matches_at(v.at).iter().any(|m| m.features.has(Features::INFINITIVE));
                if let Some(p) = by.filter(|p| by_state(kind) && self.able(p, kind) && masdar()) {
                    self.all_do(p, phrases, kind, "role:of-attack");
                    self.aimed(&behind);
                    return;
                }
                if against(kind) && self.patrol_does(v, object, before, &bare) {
                    self.aimed(&behind);
                    return;
                }
                // "the area that X controls" tells of no deed
                let held = kind == Incident::Takeover && v.features.has(Features::PRESENT);
                let fends_off = kind == Incident::Disrupt && (self.fired || self.attacked);
                let aside = kind == Incident::Arrest && (self.attacked || self.fought) && !self.arrests;
                if kind == Incident::Clash || held || fends_off || aside {
                    return;
                }
                // "the bomb went off": nobody is its subject
                if object == Object::Nobody {
                    self.aimed(&behind);
                    return;
                }
                if !against(kind) {
                    self.takes_part(first.or(before.filter(|_| adjacent).copied()));
                    return;
                }
                // "and opened fire": gunmen told before
                let goes = |p: &Phrase| v.features.has(Features::CONJUNCTION) && self.gunmen(p);
                let able_before = before
                    .filter(|p| {
                        self.able(p, kind)
                            && (adjacent || plural || goes(p))
                            && !((plural || !self.armed_group(p)) && self.befell(v, p))
                    })
                    .copied();
                // "the men were killed": a verb of killing without a victim behind it has one for its subject
                let named = |p: &Phrase| matches!(p.head, Head::Place | Head::Site(_) | Head::Event);
                let victim = bare.iter().any(|p| p.at <= v.end + 8 && (p.counted || !named(p) && self.is_people(p)));
                if object == Object::Victim && first.is_none() && !victim && !v.features.has(Features::PRONOUN) {
                    return;
                }
                // "the gunmen were killed during a raid on a flat": what stands behind "on" is no victim
                let on = object != Object::Victim && behind.iter().any(|p| p.lead == Lead::On);
                let rest = bare.get(1).is_some_and(|p| p.at <= v.end + 14) || on;
                let lone = |p: &Phrase| rest && object == Object::Target && self.lone_attacker(p, kind);
                // "the arrest of four rebels": they arrested nobody
                let held = |p: &Phrase| {
                    kind == Incident::Arrest && p.actor().is_some_and(|a| self.r.actors[a].of == Of::Militants)
                };
                if let Some(p) = first.filter(|p| (self.attacked || !rest) && held(p)) {
                    // "the army arrested four rebels"
                    if let Some(b) = able_before.filter(|_| adjacent) {
                        self.all_do(&b, phrases, kind, "role:subject");
                    }
                    self.aim(&p, &bare, "role:object");
                    return;
                }
                let able_first = first.filter(|p| (self.able(p, kind) || lone(p)) && !self.object_form(v, p));
                // "that it targets X": the subject is who was spoken of
                let pronoun = object == Object::Target && self.refers_to_speaker(v.at);
                // "in striking X": a noun in the shape of a verb
                let noun = v.at > 0 && [Small::Locative, Small::From].iter().any(|s| self.r.is(v.at - 1, *s));
                let which = object == Object::Target && self.which_did(v);
                let (subject, objects): (Option<Phrase>, &[Phrase]) = if event_before || noun || pronoun || which {
                    (None, &bare)
                } else if plural
                    || (able_before.is_some()
                        && adjacent
                        && (first.is_none() || !rest || v.features.has(Features::PRESENT)))
                {
                    (able_before, &bare)
                } else if let Some(p) = able_first {
                    // a verb that names a victim may be passive: "12 soldiers were killed"
                    let one_count = p.counted && !bare.get(1).is_some_and(|q| q.counted);
                    let passive =
                        object == Object::Victim && (!rest && self.is_people(&p) || one_count || self.befell(v, &p));
                    // "the attack that … aims at Britain": a country without an object behind it is the object itself
                    let state = |p: &Phrase| matches!(p.head, Head::State(_));
                    let more = || bare.iter().skip(1).any(|q| !(q.joined && state(q)) && q.at <= v.end + 14);
                    let pronoun = v.features.has(Features::PRONOUN);
                    let country = state(&p) && object == Object::Target && !pronoun && !more();
                    // "the stabbing of a soldier", written like "a soldier stabbed"
                    let one = p.actor().is_some_and(|a| self.r.actors[a].people);
                    let noun = !rest && one && masdar() && !pronoun;
                    let object_only = object != Object::Victim && (able_before.is_some() && !rest || noun) || country;
                    // "that the group killed five of the police": its subject stands right before it
                    let clause = |b: &Phrase| b.at > 0 && self.r.is(b.at - 1, Small::That) && self.armed_group(b);
                    let led = adjacent && able_before.is_some_and(|b| clause(&b));
                    let own = led && self.befell(v, &p);
                    // "that the group's men attacked a unit of the army"
                    let aimed = led && object == Object::Target && v.features.has(Features::FEMININE);
                    if passive || object_only || aimed {
                        (able_before.filter(|_| object_only || own || aimed), &bare)
                    } else {
                        (Some(p), bare.get(1..).unwrap_or(&[]))
                    }
                } else if first.is_some_and(|p| p.is_event()) {
                    (None, bare.get(1..).unwrap_or(&[]))
                } else {
                    (able_before, &bare)
                };
                match subject {
                    Some(p) if self.answers(v, kind, &p, phrases) => {
                        let force = p.actor().and_then(|a| self.id(&self.r.actors[a]));
                        self.parts.replied.extend(force);
                    }
                    Some(p) => self.all_do(&p, phrases, kind, "role:subject"),
                    None if !event_before && !noun && !first.is_some_and(|p| p.is_event()) => {
                        self.speaker_does(v, "role:speaker")
                    }
                    None => {}
                }
                if object == Object::Target {
                    // "hit a gathering of the group"
                    let from = subject.filter(|s| s.at >= v.end).map_or(v.end, |s| s.end);
                    let next = behind.iter().find(|p| p.at >= from);
                    let owner = next.filter(|p| p.lead == Lead::To && p.actor().is_some() && p.at <= from + 2);
                    if let Some(p) = objects.first().filter(|p| !self.comma(v.end, p.at)) {
                        self.aim(p, objects, "role:object");
                    } else if let Some(p) = owner {
                        self.aim(p, &behind, "role:object");
                    }
                }
                // "the army killed fighters of X": nobody counted them
                if object == Object::Victim
                    && let Some(p) = subject.and_then(|s| objects.first().filter(|p| self.victims_behind(&s, p)))
                {
                    self.aim(p, objects, "role:object");
                }
                if !matches!(kind, Incident::Killing | Incident::Arrest | Incident::Takeover | Incident::Seize) {
                    self.aimed(&behind);
                }
            }
        }
    }

    /// What stands behind "against": all joined phrases.
    pub(super) fn aimed(&mut self, behind: &[Phrase]) {
        if let Some(k) = behind.iter().position(|p| p.lead == Lead::On && !p.is_event()) {
            self.aim(&behind[k], &behind[k..], "role:aimed-at");
        }
    }

    pub(super) fn comma(&self, from: usize, to: usize) -> bool {
        (from..to).any(|t| self.r.mark(t, ".;:"))
    }
}
