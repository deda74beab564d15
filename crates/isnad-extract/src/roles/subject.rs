//! Subjects that stand further off: of the verb before, of a noun of taking.

use super::Finder;
use super::frame::{Sort, Verb};
use super::phrase::{Lead, Phrase, close};
use crate::actors::ActorMention;
use crate::incidents::{Segment, TriggerHit};
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::Of;

/// Words between a subject and its object at most.
const NEXT: usize = 2;

/// Words at the head of a sentence among which a known attack is named.
const OPENING: usize = 4;

impl Finder<'_, '_> {
    /// The party right before or right behind a verb.
    pub(super) fn own_subject(&self, v: &Verb, phrases: &[Phrase], left: usize) -> Option<Phrase> {
        let party = |p: &&Phrase| p.lead == Lead::Bare && p.party() && !p.genitive;
        let behind = phrases.iter().filter(party).find(|p| p.at >= v.end && p.at <= v.end + 1);
        let before =
            || phrases.iter().rev().filter(party).find(|p| p.end <= v.at && p.at >= left && close(self.r, p.end, v.at));
        behind.or_else(before).copied()
    }

    /// "X, who seized …": the party before the relative, however it stands in its own clause. A word in the singular may
    /// stand for the attack as well, unless the verb tells of land.
    pub(super) fn antecedent<'a>(&self, v: &Verb, phrases: &'a [Phrase]) -> Option<&'a Phrase> {
        let r = self.r;
        let relative = v.at.checked_sub(1).filter(|t| r.is(*t, Small::Relative))?;
        let land = matches!(v.sort, Sort::Deed(Incident::Takeover | Incident::Regain | Incident::Seize, _));
        // "the palace that X seized"
        let behind = |p: &Phrase| p.lead == Lead::Bare && p.party() && (v.end..=v.end + NEXT).contains(&p.at);
        if !v.features.has(Features::PLURAL) && (!land || phrases.iter().any(behind)) {
            return None;
        }
        let p = phrases.iter().rev().find(|p| p.end <= relative)?;
        (p.party() && relative - p.end <= NEXT && close(r, p.end, relative)).then_some(p)
    }

    /// "The deed *that* targeted the guards": a verb in the singular right behind its relative, with nothing that points back
    /// ("which *it* targeted", "on which"): what it tells of did it, and behind it stands the object.
    pub(super) fn which_did(&self, v: &Verb) -> bool {
        let r = self.r;
        let relative = v.at.checked_sub(1).is_some_and(|t| r.is(t, Small::Relative));
        let back = |t: usize| t < r.chart.len() && r.is(t, Small::Pointing);
        relative && !v.features.any(Features::PRONOUN | Features::PLURAL) && !(v.end..v.end + NEXT).any(back)
    }

    /// The army or the police inside a verb of several words.
    pub(super) fn within(&self, v: &Verb) -> Option<ActorMention> {
        let inside = |a: &&ActorMention| v.at < a.tokens.start && a.tokens.end < v.end && a.is_force();
        self.r.actors_in(v.at + 1..v.end).iter().find(inside).cloned()
    }

    /// Who holds a town that fell, named behind it: "the town of X fell into the hands of Y".
    pub(super) fn hands_of(&self, t: &TriggerHit, right: usize) -> Option<ActorMention> {
        let r = self.r;
        let of_town = |k: &usize| r.has(*k, Word::CUE | Word::SITE) || r.in_place(*k);
        let held = |k| [Small::Held, Small::Agent].iter().find_map(|s| r.vocabulary.small(&r.chart, k, *s));
        let town = (t.end..right).take_while(of_town).count();
        // the phrase may lie within the words that tell the fall
        let end = (t.at + 1..=t.end + town).find_map(held)?;
        r.actors_at(end).find(|a| !a.weak && a.who.fights()).cloned()
    }

    /// Whether a figure tells that a verb befell those whom a phrase names.
    pub(super) fn befell(&self, v: &Verb, p: &Phrase) -> bool {
        self.befallen.iter().any(|(governor, told)| *governor == v.at && told.contains(&p.at))
    }

    /// Armed men in the plural.
    pub(super) fn gunmen(&self, p: &Phrase) -> bool {
        let armed = |a: usize| {
            let a = &self.r.actors[a];
            a.of == Of::Militants && (a.plural || !a.people)
        };
        p.lead == Lead::Bare && p.actor().is_some_and(armed)
    }

    /// People, not counted, right behind the subject of a verb that kills or takes.
    pub(super) fn victims_behind(&self, subject: &Phrase, p: &Phrase) -> bool {
        let id = |p: &Phrase| p.actor().and_then(|a| self.id(&self.r.actors[a]));
        let behind = p.at >= subject.end && p.at <= subject.end + NEXT && p.lead == Lead::Bare;
        behind && !p.counted && !p.joined && p.actor().is_some() && id(subject) != id(p)
    }

    /// A verb of taking land that goes on with the subject of the verb before.
    pub(super) fn carried(&mut self, v: &Verb, subject: Option<Phrase>, phrases: &[Phrase]) {
        let (Sort::Deed(kind, _), Some(p)) = (v.sort, subject) else { return };
        let takes = matches!(kind, Incident::Regain | Incident::Takeover);
        if takes && !v.features.any(Features::PASSIVE | Features::PRESENT) && self.able(&p, kind) {
            self.all_do(&p, phrases, kind, "role:subject");
        }
    }

    /// "The army is waging a campaign": what goes on meanwhile, told below the lead.
    pub(super) fn goes_on(&self, v: &Verb, behind: &[Phrase]) -> bool {
        let r = self.r;
        let below = r.chart.sentence_of(v.at) >= r.title_sentences + 2;
        let campaign = |p: &Phrase| {
            r.words(p.at).any(|(_, w)| matches!(w, Word::Trigger(t) if t.kind == Incident::Operation || t.general))
        };
        let deed = behind.iter().find(|p| p.is_event());
        let idle = self.attacked && below && deed.is_some_and(campaign);
        v.features.has(Features::PRESENT) && (idle || deed.is_some_and(|p| self.stepped_up(p.at)))
    }

    /// "The attack comes as the group steps up *its attacks*": several of somebody's own, told beside one that is known.
    pub(super) fn stepped_up(&self, at: usize) -> bool {
        let r = self.r;
        let points = Features::PRONOUN | Features::PRONOUN_PLURAL;
        let own = |f: Features| f.has(Features::PLURAL) && f.any(points);
        let several = r.words(at).any(|(m, w)| matches!(w, Word::Trigger(t) if t.noun) && own(m.features));
        let head = r.sentence(r.chart.sentence_of(at)).start;
        let known = |t: usize| {
            r.words(t).any(|(m, w)| {
                let noun = matches!(w, Word::Trigger(x) if x.noun) || matches!(w, Word::Small(Small::IncidentNoun));
                noun && m.features.has(Features::DEFINITE) && !m.features.has(Features::PLURAL)
            })
        };
        several && (head..(head + OPENING).min(at)).any(known)
    }

    /// Whether a phrase right behind a verb has the form of its object, whatever stands before.
    pub(super) fn object_form(&self, v: &Verb, p: &Phrase) -> bool {
        let adjacent = p.at == v.end;
        p.features.has(Features::ADVERBIAL)
            || self.never_hers(v, p)
            || adjacent && (p.features.has(Features::OBLIQUE) || self.disagrees(v, p))
    }

    /// Whether an attack right before a verb is what it tells of; "in answer to the firing of rockets, aircraft struck": a
    /// comma parts what was answered from the answer.
    pub(super) fn event_of(&self, v: &Verb, p: &Phrase) -> bool {
        let r = self.r;
        let answered = || (p.at.saturating_sub(2)..p.at).any(|t| r.is(t, Small::Retort) || r.is(t, Small::Afterwards));
        let parted = v.at > p.end && r.mark(v.at - 1, ",") && answered();
        p.end <= v.at && p.end + 3 >= v.at && !parted
    }

    /// Several men behind a verb in the feminine singular: "found weapons with *the rebels*".
    fn never_hers(&self, v: &Verb, p: &Phrase) -> bool {
        let men = p.actor().is_some_and(|a| self.r.actors[a].people && self.r.actors[a].plural);
        let hers = v.features.has(Features::FEMININE) && v.features.has(Features::SINGULAR);
        let masculine = p.features.has(Features::PLURAL) && !p.features.has(Features::FEMININE);
        men && hers && masculine && v.features.any(Features::PAST | Features::PRESENT)
    }

    /// A past verb and a body right behind it that differ in gender: the body is its object.
    fn disagrees(&self, v: &Verb, p: &Phrase) -> bool {
        let body = p.actor().is_some_and(|a| !self.r.actors[a].people);
        let masdar = self.r.chart.matches_at(v.at).iter().any(|m| m.features.has(Features::INFINITIVE));
        let past = v.features.has(Features::PAST) && !v.features.any(Features::PLURAL | Features::DUAL) && !masdar;
        let told = p.features.has(Features::SINGULAR);
        body && past && told && v.features.has(Features::FEMININE) != p.features.has(Features::FEMININE)
    }

    /// The nouns of campaigns that only go on meanwhile.
    pub(super) fn campaigns(&self, g: &Segment, verbs: &[Verb], phrases: &[Phrase]) -> Vec<usize> {
        let told = verbs.iter().filter(|v| matches!(v.sort, Sort::Perform)).filter_map(|v| {
            let (_, right) = self.reach(g, verbs, v);
            let behind: Vec<Phrase> = phrases.iter().filter(|p| p.at > v.at && p.at < right).copied().collect();
            let noun = behind.iter().find(|p| p.is_event())?.at;
            self.goes_on(v, &behind).then_some(noun)
        });
        told.collect()
    }

    /// Whether a sentence names behind a token who did it.
    fn by_another(&self, from: usize) -> bool {
        let end = self.r.sentence(self.r.chart.sentence_of(from)).end;
        self.r.any(from..end, &[Small::Agent])
    }

    /// "The army announced the retaking of …", "the shelling of …": a noun in the shape of a verb right behind the party
    /// that tells it.
    pub(super) fn announced_taking(&self, v: &Verb) -> bool {
        let r = self.r;
        let Sort::Deed(kind, _) = v.sort else { return false };
        let masdar = || r.chart.matches_at(v.at).iter().any(|m| m.features.has(Features::INFINITIVE));
        let fired = matches!(kind, Incident::Shelling | Incident::Strike | Incident::Airstrike | Incident::Drone);
        // "the army announced the killing of a man", by nobody else
        let killed = || kind == Incident::Killing && masdar() && v.end == v.at + 1 && !self.by_another(v.end);
        if !(matches!(kind, Incident::Regain | Incident::Takeover) || fired && masdar() || killed()) {
            return false;
        }
        let Some(chain) = self.attribution.chain_at(v.at).filter(|c| c.speaker.end <= v.at) else { return false };
        let between = || chain.speaker.end..v.at;
        let apart = between().filter(|k| !r.mark(*k, ",") && r.date_at(*k).is_none()).count();
        apart <= 1 && !between().any(|k| r.is(k, Small::That))
    }
}
