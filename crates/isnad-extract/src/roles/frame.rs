//! Verbs and nouns of attack with their arguments: who is the subject, whom or what it was aimed at.

use super::Finder;
use super::phrase::{Head, Lead, Phrase};
use crate::actors::{Who, id_of};
use crate::incidents::{Segment, TriggerHit};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Object, Small, Word};
use isnad_language::Features;
use isnad_model::{PlacePrecision, SourceKind, Stance};

/// What a verb does with its arguments.
#[derive(Debug, Clone, Copy)]
enum Sort {
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
struct Verb {
    at: usize,
    end: usize,
    features: Features,
    sort: Sort,
}

/// Kinds in which the subject acts against an object.
fn against(kind: Incident) -> bool {
    !matches!(
        kind,
        Incident::Clash
            | Incident::Withdraw
            | Incident::Agreement
            | Incident::Protest
            | Incident::Groupchange
            | Incident::Coup
            | Incident::Base
            | Incident::Release
    )
}

/// Kinds that are told of a country as the doer.
fn by_state(kind: Incident) -> bool {
    use Incident as I;
    matches!(
        kind,
        I::Attack | I::Raid | I::Strike | I::Airstrike | I::Drone | I::Shelling | I::Operation | I::Assassination
    )
}

impl Finder<'_, '_> {
    /// Reads the verbs and the nouns of a segment.
    pub(super) fn frames(&mut self, g: &Segment, phrases: &[Phrase]) {
        let verbs = self.verbs(g);
        for v in &verbs {
            let (left, right) = self.reach(g, &verbs, v);
            let goes_on = v.features.has(Features::CONJUNCTION) && verbs.iter().any(|x| x.at < v.at);
            self.verb(v, phrases, left, right, goes_on);
        }
        for t in &g.triggers {
            self.losers(t, phrases);
        }
        for t in g.triggers.iter().filter(|t| t.trigger.noun) {
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
        for t in g.tokens.clone() {
            if self.attribution.speaking[t]
                || r.date_at(t).is_some()
                || t > g.tokens.start && (t.saturating_sub(2)..t).any(|k| r.is(k, Small::Negation))
            {
                continue;
            }
            for (m, w) in r.words(t) {
                let sort = match w {
                    Word::Small(Small::Perform) => Sort::Perform,
                    Word::Small(Small::Hit) => Sort::Hit,
                    Word::Small(Small::Exposed) => Sort::Exposed,
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
    fn reach(&self, g: &Segment, verbs: &[Verb], v: &Verb) -> (usize, usize) {
        let r = self.r;
        let cut = |t: usize| r.mark(t, ".;:") || r.words(t).any(|(_, w)| matches!(w, Word::Speech(s) if !s.weak));
        let left = (g.tokens.start..v.at)
            .rev()
            .find(|t| v.at - t > 14 || cut(*t) || r.is(*t, Small::That) || verbs.iter().any(|x| x.at == *t))
            .map_or(g.tokens.start, |t| t + 1);
        let right = (v.end..g.tokens.end)
            .find(|t| *t - v.end > 18 || cut(*t) || verbs.iter().any(|x| x.at == *t) || self.result(*t))
            .unwrap_or(g.tokens.end);
        (left, right)
    }

    /// "Leaving ten dead" ends a clause; the same word can name a site.
    fn result(&self, t: usize) -> bool {
        self.r.is(t, Small::Result) && !self.r.words(t).any(|(_, w)| matches!(w, Word::Site(_)))
    }

    fn verb(&mut self, v: &Verb, phrases: &[Phrase], left: usize, right: usize, goes_on: bool) {
        let behind: Vec<Phrase> = phrases.iter().filter(|p| p.at > v.at && p.at < right).copied().collect();
        let plural = v.features.any(Features::PLURAL | Features::DUAL);
        // "…, and killed": what stands before is an argument of the verb before
        let before = phrases.iter().rev().filter(|_| plural || !goes_on).find(|p| {
            p.end <= v.at && p.at >= left && !p.genitive && p.lead == Lead::Bare && !matches!(p.head, Head::Place)
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
        let event_before = phrases.iter().any(|p| p.is_event() && p.at >= left && p.end <= v.at && p.end + 3 >= v.at);
        match v.sort {
            Sort::Exposed => {
                let subject = before.filter(|_| adjacent).copied().or(first);
                if let Some(p) = subject.filter(|p| !p.is_event()) {
                    self.aim(&p, &behind, "role:exposed");
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
                let deed = v.features.has(Features::PRONOUN) || event_before || behind.iter().any(Phrase::is_event);
                if !deed {
                    return;
                }
                let subject = match first {
                    Some(p)
                        if p.party()
                            && (event_before || v.features.has(Features::PRONOUN) || !(plural && before.is_some())) =>
                    {
                        Some(p)
                    }
                    _ => before.filter(|p| p.party() && !event_before).copied(),
                };
                match subject.or_else(|| self.belongs_to(&behind)) {
                    Some(p) => self.all_do(&p, phrases, Incident::Attack, "role:carried-out"),
                    None => self.speaker_does(v, "role:speaker"),
                }
                self.aimed(&behind);
            }
            Sort::Deed(kind, object) => {
                if v.features.has(Features::PASSIVE) {
                    if let Some(p) = first.or(before.filter(|_| adjacent).copied()) {
                        self.aim(&p, &bare, "role:object-of-passive");
                    }
                    return;
                }
                // "the area that X controls" tells of no deed
                let held = kind == Incident::Takeover && v.features.has(Features::PRESENT);
                if kind == Incident::Clash || held || kind == Incident::Arrest && self.attacked {
                    return;
                }
                if !against(kind) {
                    self.takes_part(first.or(before.filter(|_| adjacent).copied()));
                    return;
                }
                let able_before = before.filter(|p| self.able(p, kind) && (adjacent || plural)).copied();
                // "the men were killed": a verb of killing without a victim behind it has one for its subject
                let victim = bare.iter().any(|p| p.at <= v.end + 8 && (p.counted || self.is_people(p)));
                if object == Object::Victim && first.is_none() && !victim && !v.features.has(Features::PRONOUN) {
                    return;
                }
                let rest = bare.get(1).is_some_and(|p| p.at <= v.end + 14) || behind.iter().any(|p| p.lead == Lead::On);
                let lone = |p: &Phrase| rest && object == Object::Target && self.lone_attacker(p, kind);
                let able_first = first.filter(|p| self.able(p, kind) || lone(p));
                let (subject, objects): (Option<Phrase>, &[Phrase]) = if event_before {
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
                    let passive = object == Object::Victim && (!rest && self.is_people(&p) || one_count);
                    let object_only = object != Object::Victim && able_before.is_some() && !rest;
                    if passive || object_only {
                        (able_before.filter(|_| object_only), &bare)
                    } else {
                        (Some(p), bare.get(1..).unwrap_or(&[]))
                    }
                } else if first.is_some_and(|p| p.is_event()) {
                    (None, bare.get(1..).unwrap_or(&[]))
                } else {
                    (able_before, &bare)
                };
                match subject {
                    Some(p) => self.all_do(&p, phrases, kind, "role:subject"),
                    None if !event_before && !first.is_some_and(|p| p.is_event()) => {
                        self.speaker_does(v, "role:speaker")
                    }
                    None => {}
                }
                if object == Object::Target {
                    // "hit a gathering of the group"
                    let owner = behind.first().filter(|p| {
                        p.lead == Lead::To
                            && p.actor().is_some()
                            && p.at <= v.end + 2
                            && Some(p.at) != subject.map(|s| s.at)
                    });
                    if let Some(p) = objects.first().filter(|p| !self.comma(v.end, p.at)) {
                        self.aim(p, objects, "role:object");
                    } else if let Some(p) = owner {
                        self.aim(p, &behind, "role:object");
                    }
                }
                if !matches!(kind, Incident::Killing | Incident::Arrest | Incident::Takeover | Incident::Seize) {
                    self.aimed(&behind);
                }
            }
        }
    }

    fn noun(&mut self, t: &TriggerHit, phrases: &[Phrase], right: usize) {
        let (end, trigger, kind) = (t.end, t.trigger, t.trigger.kind);
        if !against(kind) || kind == Incident::Arrest || kind == Incident::Operation && t.general {
            return;
        }
        let behind: Vec<Phrase> =
            phrases.iter().filter(|p| p.at >= end && p.at < right && p.at - end <= 16).copied().collect();
        let near = behind.first().filter(|p| p.at - end <= 2 && !p.joined && !self.comma(end, p.at)).copied();
        if let Some(p) = near {
            match (p.lead, p.actor()) {
                (Lead::To, Some(_)) if !self.of_noun(end, p.at) => {}
                (Lead::To, Some(a)) => {
                    let own = &self.r.actors[a];
                    let state = matches!(
                        own.who,
                        Who::Of(Acts::Military | Acts::Police | Acts::Peacekeepers | Acts::Civilians)
                    );
                    if (trigger.military || trigger.object != Object::Unknown) && state {
                        self.aim(&p, &behind, "role:ambush-for");
                    } else if self.able(&p, kind) {
                        self.does(&p, kind, "role:of-attack");
                    }
                }
                (Lead::To, None) if p.party() => self.does(&p, kind, "role:of-attack"),
                (Lead::To, None) => self.aim(&p, &behind, "role:attack-for"),
                (Lead::Bare, Some(a)) if p.at == end => {
                    let people = self.r.actors[a].people;
                    let object = trigger.object != Object::Unknown
                        || matches!(
                            kind,
                            Incident::Killing | Incident::Assassination | Incident::Abduction | Incident::Massacre
                        );
                    let second = behind
                        .get(1)
                        .filter(|o| o.lead == Lead::Bare && !o.joined && !o.is_event() && o.at - p.end <= 1)
                        .filter(|_| trigger.object == Object::Target && self.able(&p, kind));
                    if let Some(o) = second {
                        // "the storming by gunmen of the building"
                        self.does(&p, kind, "role:of-attack");
                        self.aim(o, &behind[1..], "role:object-of-noun");
                    } else if object {
                        if kind != Incident::Killing {
                            self.aim(&p, &behind, "role:object-of-noun");
                        }
                    } else if !people && self.able(&p, kind) {
                        self.does(&p, kind, "role:of-attack");
                        if let Some(o) =
                            behind.get(1).filter(|o| o.lead == Lead::Bare && o.at - p.end <= 1 && !o.is_event())
                        {
                            self.aim(o, &behind[1..], "role:object-of-noun");
                        }
                    }
                }
                (Lead::Bare, None) if p.at == end && !p.is_event() && kind != Incident::Killing => {
                    self.aim(&p, &behind, "role:object-of-noun");
                }
                (Lead::From, Some(_)) if self.armed_group(&p) => self.does(&p, kind, "role:of-attack"),
                _ => {}
            }
        }
        self.demonym(t);
        self.possessor(t, phrases);
        // "the police's opening fire on …": the subject stands inside the phrase
        if kind == Incident::Shooting
            && let Some(p) = phrases.iter().find(|p| p.end == t.at && p.lead == Lead::Bare && !p.joined)
        {
            self.does(p, kind, "role:subject");
        }
        // "the group announced the targeting of …"
        if (trigger.object == Object::Target || self.announced(t)) && near.is_none_or(|p| p.lead != Lead::By) {
            self.speaker(t.at, "role:speaker");
        }
        if !matches!(kind, Incident::Killing | Incident::Takeover | Incident::Seize) {
            self.aimed(&behind);
        }
    }

    /// "In its attack on …": who was spoken of last before it in the sentence.
    fn possessor(&mut self, t: &TriggerHit, phrases: &[Phrase]) {
        if !t.features.has(Features::PRONOUN) || !by_state(t.trigger.kind) || t.trigger.kind == Incident::Assassination
        {
            return;
        }
        let before = phrases.iter().rev().find(|p| {
            p.end <= t.at && t.at - p.end <= 12 && p.party() && !self.comma(p.end, t.at) && self.able(p, t.trigger.kind)
        });
        if let Some(p) = before {
            self.does(p, t.trigger.kind, "role:possessor");
        }
    }

    /// "A drone that belongs to X": the state named behind a word of belonging.
    fn belongs_to(&self, behind: &[Phrase]) -> Option<Phrase> {
        let owned = |p: &&Phrase| {
            matches!(p.head, Head::State(_))
                && p.lead == Lead::To
                && self.r.is(p.at.saturating_sub(1), Small::Affiliation)
        };
        behind.iter().find(owned).copied()
    }

    /// "X announced the firing of rockets at …": the deed stands right behind the party that tells it.
    fn announced(&self, t: &TriggerHit) -> bool {
        use Incident as I;
        let told = self.attribution.chain_at(t.at).map(|c| c.speaker.end);
        matches!(t.trigger.kind, I::Shelling | I::Strike | I::Airstrike | I::Drone | I::Raid)
            && told.is_some_and(|end| end <= t.at && t.at - end <= 2)
            && !(t.end..(t.end + 3).min(self.r.chart.len())).any(|k| self.r.is(k, Small::From))
    }

    /// Those from whom a place was taken.
    fn losers(&mut self, t: &TriggerHit, phrases: &[Phrase]) {
        if !matches!(t.trigger.kind, Incident::Regain | Incident::Takeover) {
            return;
        }
        let from = phrases.iter().find(|p| {
            p.at >= t.end
                && p.at - t.end <= 16
                && p.lead == Lead::From
                && self.armed_group(p)
                && !self.comma(t.end, p.at)
        });
        if let Some(p) = from {
            self.aim(p, &[], "role:taken-from");
        }
    }

    /// "With air support of X": X took part.
    pub(super) fn supporters(&mut self, tokens: std::ops::Range<usize>) {
        let r = self.r;
        for t in tokens.clone().filter(|t| r.is(*t, Small::Support)) {
            let with = r
                .actors
                .iter()
                .find(|a| a.tokens.start > t && a.tokens.start <= t + 6 && tokens.contains(&a.tokens.start));
            if let Some(a) = with
                && !a.weak
                && self.id(a).is_some_and(|id| self.regular(&id))
                && !(t..a.tokens.start).any(|k| r.mark(k, ",.;:"))
            {
                self.parts.support.push(a.clone());
            }
        }
    }

    /// What stands behind "against": all joined phrases.
    fn aimed(&mut self, behind: &[Phrase]) {
        if let Some(k) = behind.iter().position(|p| p.lead == Lead::On && !p.is_event()) {
            self.aim(&behind[k], &behind[k..], "role:aimed-at");
        }
    }

    /// "At the hands of X": the agent of a clause.
    pub(super) fn agents(&mut self, phrases: &[Phrase]) {
        let r = self.r;
        for p in phrases.iter().filter(|p| p.lead == Lead::By) {
            let from = p.at.saturating_sub(4);
            let accused = (from..p.at).any(|t| r.is(t, Small::Accuser));
            let negated = (from.saturating_sub(2)..p.at).any(|t| r.is(t, Small::Negation));
            // "the attacker was killed by the police": an answer to the attack
            let answered = self.attacked
                && phrases
                    .iter()
                    .rev()
                    .find(|q| q.end <= p.at && p.at - q.end <= 3)
                    .and_then(Phrase::actor)
                    .is_some_and(|a| {
                        let q = &r.actors[a];
                        q.people && q.who == Who::Of(Acts::Armed)
                    });
            if answered && let Some(a) = p.actor() {
                self.parts.replied.extend(self.id(&r.actors[a]));
            }
            if !negated && self.able(p, Incident::Attack) {
                self.perpetrator_of(p, if accused { Stance::Accused } else { Stance::Asserted }, "role:agent");
            } else if !negated {
                self.does(p, Incident::Shooting, "role:agent");
            }
        }
    }

    /// A verb whose subject is only referred to behind "that": the one who speaks.
    fn speaker_does(&mut self, v: &Verb, rule: &'static str) {
        if self.refers_to_speaker(v.at) && !v.features.has(Features::PASSIVE) {
            self.speaker(v.at, rule);
        }
    }

    /// Whether "that he", "that they" stands right before a verb.
    pub(super) fn refers_to_speaker(&self, at: usize) -> bool {
        at > 0 && self.r.is(at - 1, Small::ThatSubject)
    }

    /// The party whose account a token belongs to, as the one who did what it tells.
    pub(super) fn speaker(&mut self, at: usize, rule: &'static str) {
        let r = self.r;
        let Some(chain) = self.attribution.chain_at(at) else { return };
        let party = r.actors.iter().find(|a| {
            chain.speaker.contains(&a.tokens.start)
                && (matches!(a.who, Who::Named(_)) && a.kind != SourceKind::Un
                    || matches!(a.who, Who::Of(Acts::Military | Acts::Police)))
        });
        let state = r.places.iter().position(|p| {
            chain.speaker.contains(&p.tokens.start) && p.precision == PlacePrecision::Country && !p.prepositional
        });
        if party.is_none()
            && chain.speaker.len() == 1
            && let Some(k) = state
        {
            self.blame_state(k, Stance::Asserted, rule);
        }
        if let Some(a) = party.cloned() {
            let stance = if a.kind == SourceKind::ArmedGroup { Stance::Claimed } else { Stance::Asserted };
            self.blame(&a, stance, rule);
        }
    }

    /// "A Turkish raid": the state whose adjective the attack carries.
    fn demonym(&mut self, t: &TriggerHit) {
        use Incident as I;
        if !matches!(t.trigger.kind, I::Strike | I::Raid | I::Airstrike | I::Drone | I::Shelling | I::Operation) {
            return;
        }
        let r = self.r;
        let demonym = |k: usize| {
            r.vocabulary.find(&r.chart, k, |w| match w {
                Word::Demonym(c) => Some(c.clone()),
                _ => None,
            })
        };
        let mut blame = |k: usize, end: usize, country: String, stance| {
            self.perpetrator(format!("state:{country}:military"), stance, false, k..end, "role:demonym");
        };
        for k in t.end..(t.end + 2).min(r.chart.len()) {
            if let Some((end, _, country)) = demonym(k) {
                blame(k, end, country, Stance::Asserted);
                return;
            }
            if r.words(k).next().is_some_and(|(_, w)| !matches!(w, Word::Means(_))) {
                break;
            }
        }
        // "a raid that is believed to be Turkish"
        let suspicion =
            (t.end..(t.end + 3).min(r.chart.len())).find_map(|k| r.vocabulary.small(&r.chart, k, Small::Suspicion));
        if let Some((k, (end, _, country))) =
            suspicion.and_then(|k| (k..(k + 2).min(r.chart.len())).find_map(|k| Some((k, demonym(k)?))))
        {
            blame(k, end, country, Stance::Suspected);
        }
    }

    /// The subject of a deed that hits nobody: withdrawal, allegiance, a coup.
    fn takes_part(&mut self, p: Option<Phrase>) {
        let Some(p) = p else { return };
        let Some(a) = p.actor().filter(|_| self.able(&p, Incident::Attack)) else { return };
        if let Some(id) = self.id(&self.r.actors[a])
            && !self.parts.others.iter().any(|(i, _)| *i == id)
        {
            let e = self.r.evidence(p.tokens(), "role:takes-part");
            self.parts.others.push((id, e));
        }
    }

    fn does(&mut self, p: &Phrase, kind: Incident, rule: &'static str) {
        if self.able(p, kind) {
            self.perpetrator_of(p, Stance::Asserted, rule);
        } else if self.lone_attacker(p, kind)
            && let Some(id) = id_of(Acts::Armed, self.country.as_deref())
        {
            self.perpetrator(id, Stance::Asserted, false, p.tokens(), rule);
        }
    }

    /// A subject with those that are joined to it: "France and Britain".
    fn all_do(&mut self, p: &Phrase, phrases: &[Phrase], kind: Incident, rule: &'static str) {
        self.does(p, kind, rule);
        let mut end = p.end;
        for q in phrases.iter().filter(|q| q.at >= p.end) {
            let party = q.joined && q.at - end <= 1 && q.party() && !q.counted;
            if !party || !self.able(q, kind) {
                return;
            }
            self.does(q, kind, rule);
            end = q.end;
        }
    }

    /// "A man stabbed …": one who is no fighter by name.
    fn lone_attacker(&self, p: &Phrase, kind: Incident) -> bool {
        let Some(a) = p.actor().map(|a| &self.r.actors[a]) else { return false };
        a.people
            && !a.plural
            && a.who == Who::Of(Acts::Civilians)
            && super::assault(kind)
            && kind != Incident::Abduction
    }

    fn comma(&self, from: usize, to: usize) -> bool {
        (from..to).any(|t| self.r.mark(t, ".;:"))
    }

    /// Whether a phrase can have done a deed of the kind.
    fn able(&self, p: &Phrase, kind: Incident) -> bool {
        let Head::Actor(a) = p.head else {
            return matches!(p.head, Head::State(_)) && by_state(kind);
        };
        match &self.r.actors[a].who {
            Who::Named(id) => !id.starts_with("un:"),
            Who::Of(Acts::Government) => {
                matches!(kind, Incident::Arrest | Incident::Siege | Incident::Operation) && !self.r.actors[a].embassy
            }
            Who::Of(Acts::Civilians) => false,
            Who::Of(_) => true,
        }
    }

    /// Whether only adjectives stand between a noun and what belongs to it: "an air raid of X", not "an attack outside a
    /// post of X".
    fn of_noun(&self, from: usize, to: usize) -> bool {
        let known = |w: &Word| !matches!(w, Word::Demonym(_) | Word::Means(_) | Word::Trigger(_));
        !(from..to).any(|t| self.r.words(t).any(|(m, w)| m.end as usize <= to && known(w)))
    }

    fn is_people(&self, p: &Phrase) -> bool {
        !matches!(p.head, Head::State(_)) && p.actor().is_none_or(|a| self.r.actors[a].people)
    }

    fn armed_group(&self, p: &Phrase) -> bool {
        p.actor().is_some_and(|a| super::is_group(&self.r.actors[a]))
    }
}

/// Whether only a relative, a date, a place or a word or two stand between a subject and its verb.
pub(super) fn close(r: &Reading<'_>, from: usize, to: usize) -> bool {
    let loose = (from..to)
        .filter(|t| {
            !r.is(*t, Small::Relative)
                && !r.is(*t, Small::Particle)
                && !r.is(*t, Small::Background)
                && !r.places.iter().any(|p| p.tokens.contains(t))
                && !r.dates.iter().any(|d| d.range.contains(t))
        })
        .count();
    loose <= 2 && !(from..to).any(|t| r.mark(t, ".;:"))
}
