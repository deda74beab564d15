//! Who can have done a deed, and what is made of the one who did.

use super::phrase::{Head, Lead, Phrase};
use super::{Finder, assault};
use crate::actors::{Who, id_of};
use crate::claims::Figured;
use crate::incidents::{Segment, TriggerHit};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_model::{Of, Stance};

/// Kinds that are told of a country as the doer.
pub(super) fn by_state(kind: Incident) -> bool {
    use Incident as I;
    matches!(
        kind,
        I::Attack
            | I::Raid
            | I::Strike
            | I::Airstrike
            | I::Drone
            | I::Shelling
            | I::Operation
            | I::Assassination
            | I::Takeover
            | I::Regain
            | I::Disrupt
    )
}

impl Finder<'_, '_> {
    /// "A drone that belongs to X": the state named behind a word of belonging.
    pub(super) fn belongs_to(&self, behind: &[Phrase]) -> Option<Phrase> {
        let owned = |p: &&Phrase| {
            matches!(p.head, Head::State(_))
                && p.lead == Lead::To
                && self.r.is(p.at.saturating_sub(1), Small::Affiliation)
        };
        behind.iter().find(owned).copied()
    }

    /// Whether only adjectives stand between a noun and what belongs to it: "an air raid of X", "an attack of men of X", not
    /// "an attack outside a post of X".
    pub(super) fn of_noun(&self, from: usize, to: usize) -> bool {
        let men = |w: &Word| matches!(w, Word::Person(p) if p.member && p.measure.is_none());
        let known = |w: &Word| {
            !matches!(w, Word::Demonym(_) | Word::Means(_) | Word::Trigger(_) | Word::Small(Small::From)) && !men(w)
        };
        !(from..to).any(|t| self.r.words(t).any(|(m, w)| m.end as usize <= to && known(w)))
    }

    /// A subject with those that are joined to it: "France and Britain".
    pub(super) fn all_do(&mut self, p: &Phrase, phrases: &[Phrase], kind: Incident, rule: &'static str) {
        // "France, Britain and the army of X struck": the first of a row stand further off
        let mut first = *p;
        let mut row: Vec<Phrase> = Vec::new();
        while first.joined
            && let Some(q) = phrases.iter().rev().find(|q| q.end <= first.at)
            && first.at - q.end <= 1
            && q.lead == Lead::Bare
            && q.party()
            && !q.counted
            && self.able(q, kind)
        {
            row.push(*q);
            first = *q;
        }
        for q in row.iter().rev() {
            self.does(q, kind, rule);
        }
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

    pub(super) fn does(&mut self, p: &Phrase, kind: Incident, rule: &'static str) {
        // who surrounds the attackers afterwards only answers
        if self.attacked && kind == Incident::Siege && !self.armed_group(p) {
            return;
        }
        if self.able(p, kind) {
            self.perpetrator_of(p, Stance::Asserted, rule);
        } else if self.lone_attacker(p, kind)
            && let Some(id) = id_of(Acts::Armed, self.country.as_deref())
        {
            self.perpetrator(id, Stance::Asserted, false, p.tokens(), rule);
        }
    }

    /// "A man stabbed …": one who is no fighter by name.
    pub(super) fn lone_attacker(&self, p: &Phrase, kind: Incident) -> bool {
        let Some(a) = p.actor().map(|a| &self.r.actors[a]) else { return false };
        a.people
            && !a.plural
            && a.who == Who::Of(Acts::Civilians)
            && super::assault(kind)
            && kind != Incident::Abduction
    }

    /// Whether a phrase can have done a deed of the kind.
    pub(super) fn able(&self, p: &Phrase, kind: Incident) -> bool {
        let Head::Actor(a) = p.head else {
            return matches!(p.head, Head::State(_)) && by_state(kind);
        };
        match &self.r.actors[a].who {
            Who::Of(Acts::Government) => {
                matches!(kind, Incident::Arrest | Incident::Siege | Incident::Operation) && !self.r.actors[a].embassy
            }
            who => who.fights(),
        }
    }

    /// An attack that a group claims is none of the police or the army of the country: they came after it.
    pub(super) fn claimed_from(&mut self) {
        let claimed = |s: &super::Suspect| s.stance == Stance::Claimed && !s.regular;
        if !self.attacked || self.fired || !self.parts.perpetrators.iter().any(claimed) {
            return;
        }
        let home = self.country.clone();
        let own = |id: &str| crate::actors::state_of(id).is_some_and(|cc| Some(cc) == home.as_deref());
        self.parts.perpetrators.retain(|s| !own(&s.id));
    }

    pub(super) fn is_people(&self, p: &Phrase) -> bool {
        !matches!(p.head, Head::State(_)) && p.actor().is_none_or(|a| self.r.actors[a].people)
    }

    pub(super) fn armed_group(&self, p: &Phrase) -> bool {
        p.actor().is_some_and(|a| super::is_group(&self.r.actors[a]))
    }

    /// The subject of a deed that hits nobody: withdrawal, allegiance, a coup.
    pub(super) fn takes_part(&mut self, p: Option<Phrase>) {
        let Some(p) = p else { return };
        let Some(a) = p.actor().filter(|_| self.able(&p, Incident::Attack)) else { return };
        if let Some(id) = self.id(&self.r.actors[a])
            && !self.parts.others.iter().any(|(i, _)| *i == id)
        {
            let e = self.r.evidence(p.tokens(), "role:takes-part");
            self.parts.others.push((id, e));
        }
    }
}

/// Whether armed men attacked. Where the headline or the first words tell that they were killed, an attack told as
/// known, "those behind the attack on X", is what they were sought for.
pub(super) fn attacked(r: &Reading<'_>, segments: &[&Segment], figures: &[Figured]) -> bool {
    let all = || segments.iter().flat_map(|g| &g.triggers);
    let hunt = |t: &TriggerHit| {
        matches!(t.trigger.kind, Incident::Killing | Incident::Operation | Incident::Clash | Incident::Arrest)
    };
    let first = segments.iter().find_map(|g| g.figures.first()).map(|i| &figures[*i]);
    let hunted =
        first.is_some_and(|f| f.of == Of::Militants && f.figure.high != Some(0)) && all().next().is_some_and(hunt);
    let sought = |t: &TriggerHit| {
        let named = r.places_at(t.end).any(|p| !p.prepositional && p.span.start == t.end);
        hunted && t.trigger.noun && (t.known() || named)
    };
    // "the army killed ten of them in an operation", and further down how they fired at it or what they had done
    let lead = |g: &&&Segment| g.sentence <= r.title_sentences;
    let operation = |t: &TriggerHit| t.trigger.kind == Incident::Operation;
    let active = || segments.iter().filter(lead).flat_map(|g| &g.figures).any(|i| figures[*i].active);
    let led = hunted && (active() || segments.iter().filter(lead).flat_map(|g| &g.triggers).any(operation));
    let told = segments.iter().filter(|g| !led || lead(g)).flat_map(|g| &g.triggers);
    told.into_iter().any(|t| !t.general && assault(t.trigger.kind) && !sought(t))
}
