//! Nouns of attack with their arguments: "the raid of X on Y", "a Turkish raid", "in its attack", "the firing of rockets".

use super::Finder;
use super::frame::against;
use super::party::by_state;
use super::phrase::{Head, Lead, Phrase, share};
use crate::actors::{ActorMention, Who};
use crate::incidents::TriggerHit;
use crate::places::PlaceMention;
use crate::vocabulary::{Acts, Incident, Object, Small, Word};
use isnad_language::Features;
use isnad_model::{PlacePrecision, SourceKind, Stance, Target};

/// Words between a speaker and the deed that he tells as his own at most.
const SOON: usize = 8;

/// Words between a word of taking and what was taken at most.
const TAKEN: usize = 7;

/// Words between "came under" and the fire at most: "two soldiers of the mission came under fire".
const EXPOSED: usize = 6;

impl Finder<'_, '_> {
    /// "A *Houthi* attack": a group's member in the singular, which behind a noun of attack is its adjective.
    fn adjective(&self, p: &Phrase) -> bool {
        let r = self.r;
        let named = p.actor().is_some_and(|a| matches!(r.actors[a].who, Who::Named(_)));
        let one = |f: Features| f.has(Features::SINGULAR) && !f.has(Features::DEFINITE);
        named && r.words(p.at).any(|(m, w)| matches!(w, Word::Person(_)) && one(m.features))
    }

    pub(super) fn noun(&mut self, t: &TriggerHit, phrases: &[Phrase], right: usize) {
        let (end, trigger, kind) = (t.end, t.trigger, t.trigger.kind);
        // "an attempt of X to sneak in": a clash that has a doer
        let attempt = kind == Incident::Clash && !trigger.general;
        if !(against(kind) || attempt)
            || kind == Incident::Arrest
            || kind == Incident::Operation && (t.general || self.fired && t.features.has(Features::DEFINITE))
        {
            return;
        }
        self.venture(t, phrases);
        self.origin(t);
        let behind: Vec<Phrase> =
            phrases.iter().filter(|p| p.at >= end && p.at < right && p.at - end <= 16).copied().collect();
        let near = behind.first().filter(|p| p.at - end <= 2 && !p.joined && !self.comma(end, p.at)).copied();
        // "the targeting *by some of* X of the post": the phrase begins with those of them who are told
        let some = |p: &Phrase| {
            let from = p.at == end + 2 && self.r.is(end + 1, Small::From);
            p.lead == Lead::Bare && from && share(self.r, end)
        };
        let near = near.map(|p| if some(&p) { Phrase { at: end, ..p } } else { p });
        if kind == Incident::Takeover
            && let Some(a) = self.hands_of(t, right)
        {
            self.blame(&a, Stance::Asserted, "role:holds-now");
            return;
        }
        if let Some(p) = near {
            match (p.lead, p.actor()) {
                (Lead::To, Some(_)) if !self.of_noun(end, p.at) => {}
                (Lead::To, Some(a)) => {
                    let own = &self.r.actors[a];
                    let state = matches!(
                        own.who,
                        Who::Of(Acts::Military | Acts::Police | Acts::Peacekeepers | Acts::Civilians)
                    );
                    // "the police laid an ambush for the gunmen"
                    let laid = trigger.military && self.parts.perpetrators.iter().any(|s| s.regular);
                    if (trigger.military || trigger.object != Object::Unknown) && state || laid {
                        self.aim(&p, &behind, "role:ambush-for");
                    } else if self.able(&p, kind) {
                        self.all_do(&p, phrases, kind, "role:of-attack");
                    }
                }
                (Lead::To, None) if p.party() => self.does(&p, kind, "role:of-attack"),
                (Lead::To, None) => self.aim(&p, &behind, "role:attack-for"),
                // "an attack hit *the peacekeepers* in X", which "a raid of the army hit a town" is not
                (Lead::Bare, Some(_)) if p.at == end && self.hit_before(t.at) && self.sole_object(t, &p, &behind) => {
                    self.aim(&p, &behind, "role:object");
                }
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
                    } else if let Some(o) = self.object_by_to(&p, &behind)
                        && trigger.object == Object::Target
                        && self.able(&p, kind)
                    {
                        // "the targeting by X of the house"
                        self.does(&p, kind, "role:of-attack");
                        self.aim(&o, &behind[1..], "role:object-of-noun");
                    } else if trigger.object == Object::Target && self.able(&p, kind) && self.place_behind(&p) {
                        // "the targeting by X of the region"
                        self.does(&p, kind, "role:of-attack");
                    } else if object {
                        if kind != Incident::Killing {
                            self.aim(&p, &behind, "role:object-of-noun");
                        }
                    } else if (!people || trigger.general && self.adjective(&p)) && self.able(&p, kind) {
                        // "a Houthi attack"
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
                // "their arrest by the army": whom it befell stands in the pronoun
                (Lead::From, Some(a))
                    if t.features.has(Features::PRONOUN) && p.at <= end + 1 && self.whole_force(a) =>
                {
                    self.does(&p, kind, "role:of-attack")
                }
                _ => {}
            }
        }
        self.demonym(t);
        self.possessor(t, phrases);
        // "the police's opening fire on …": the subject stands inside the phrase
        let exposed = || (t.at.saturating_sub(EXPOSED)..t.at).any(|k| self.r.is(k, Small::Exposed));
        if kind == Incident::Shooting
            && !(t.features.has(Features::TO) && exposed())
            && let Some(p) =
                phrases.iter().find(|p| p.end == t.at && matches!(p.lead, Lead::Bare | Lead::Other) && !p.joined)
        {
            self.does(p, kind, "role:subject");
        }
        // "the group announced the targeting of …"
        let target = trigger.object == Object::Target
            && !t.features.has(Features::DEFINITE)
            && !self.police_speaks(t.at)
            && self.soon_told(t.at);
        if (target || self.announced(t)) && near.is_none_or(|p| p.lead != Lead::By) {
            self.speaker(t.at, "role:speaker");
        }
        if !matches!(kind, Incident::Killing | Incident::Takeover | Incident::Seize) {
            self.aimed(&behind);
        }
    }

    /// Whether a party behind a noun of attack is all that its verb can take: told in the accusative, or nothing that could be
    /// hit stands behind it.
    fn sole_object(&self, t: &TriggerHit, p: &Phrase, behind: &[Phrase]) -> bool {
        let further = |o: &&Phrase| o.lead == Lead::Bare && !o.joined && o.at >= p.end && o.at - p.end <= 2;
        let other = || behind.iter().skip(1).any(|o| further(&o)) || self.place_behind(p);
        p.features.has(Features::ADVERBIAL) || !t.features.has(Features::DEFINITE) && !other()
    }

    /// Whether a verb of hitting stands right before its subject.
    fn hit_before(&self, at: usize) -> bool {
        let hit = |w: &Word| matches!(w, Word::Trigger(x) if !x.noun && x.object == Object::Target);
        at > 0 && self.r.words(at - 1).any(|(_, w)| hit(w))
    }

    /// The army or the police as a whole, or a group.
    fn whole_force(&self, a: usize) -> bool {
        let a = &self.r.actors[a];
        !a.people && matches!(a.who, Who::Named(_) | Who::Of(Acts::Military | Acts::Police))
    }

    /// The object of a noun whose subject stands before it, by the preposition that leads to it: "X's hitting *of* Y".
    fn object_by_to(&self, p: &Phrase, behind: &[Phrase]) -> Option<Phrase> {
        let hit = |o: &&Phrase| o.lead == Lead::To && o.at == p.end && !o.joined && !o.is_event();
        behind.get(1).filter(hit).copied()
    }

    /// Whether a place stands as an object right behind a phrase.
    fn place_behind(&self, p: &Phrase) -> bool {
        let r = self.r;
        let near = p.end..(p.end + 2).min(r.chart.len());
        let object = |x: &&PlaceMention| near.contains(&x.span.start) && x.span.start == p.end && !x.prepositional;
        r.places.iter().find(object).is_some_and(|x| !x.aside && x.precision != PlacePrecision::Country)
    }

    /// Whether a deed stands near the one who tells it, not in what led to something else.
    fn soon_told(&self, at: usize) -> bool {
        let Some(chain) = self.attribution.chain_at(at) else { return false };
        chain.speaker.end > at || at - chain.speaker.end <= SOON
    }

    /// Whether the police tell it: they tell of others' deeds.
    fn police_speaks(&self, at: usize) -> bool {
        let chain = self.attribution.chain_at(at);
        chain.and_then(|c| c.links.first()).is_some_and(|l| l.kind == SourceKind::Police)
    }

    /// "X announced the firing of rockets at …": the deed stands right behind the party that tells it.
    fn announced(&self, t: &TriggerHit) -> bool {
        use Incident as I;
        let Some(chain) = self.attribution.chain_at(t.at).filter(|c| c.speaker.end <= t.at) else { return false };
        let r = self.r;
        let between = || chain.speaker.end..t.at;
        let condemns = |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Speech(v) if v.condemns));
        let rebels = chain.links.first().is_some_and(|l| l.kind == SourceKind::ArmedGroup);
        let apart = between().filter(|k| !r.mark(*k, ",") && r.date_at(*k).is_none()).count();
        let fired =
            matches!(t.trigger.kind, I::Shelling | I::Strike | I::Airstrike | I::Drone | I::Raid | I::Operation);
        let planted = matches!(t.trigger.kind, I::Ied | I::Bombing | I::Carbomb | I::Abduction);
        (fired && apart <= 2 || rebels && planted && apart <= 10)
            && !chain.cue.clone().chain(between()).any(condemns)
            // "according to the army, five people in a shelling": he tells of those whom it befell
            && !between().any(|k| r.is(k, Small::That) || r.has(k, Word::PERSON))
            && !(t.end..(t.end + 3).min(r.chart.len())).any(|k| r.is(k, Small::From))
    }

    /// "In its attack on …": who was spoken of last before it in the sentence.
    fn possessor(&mut self, t: &TriggerHit, phrases: &[Phrase]) {
        let assassinated = t.trigger.kind == Incident::Assassination;
        if !t.features.has(Features::PRONOUN) || !by_state(t.trigger.kind) || assassinated || self.stepped_up(t.at) {
            return;
        }
        // "their targeting": it aimed at them, where no other object stands behind it
        let object = |p: &Phrase| p.at == t.end && p.lead == Lead::Bare;
        if t.trigger.object == Object::Target && !phrases.iter().any(object) {
            return;
        }
        let before = phrases.iter().rposition(|p| {
            p.end <= t.at && t.at - p.end <= 12 && p.party() && !self.comma(p.end, t.at) && self.able(p, t.trigger.kind)
        });
        if let Some(mut k) = before {
            // "the Iraqi and American forces in their attack": all of them
            while k > 0 && phrases[k].joined && phrases[k - 1].party() && phrases[k].at == phrases[k - 1].end {
                k -= 1;
            }
            self.all_do(&phrases[k], phrases, t.trigger.kind, "role:possessor");
        }
    }

    /// Those from whom a place was taken.
    pub(super) fn losers(&mut self, t: &TriggerHit, phrases: &[Phrase]) {
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
        self.base_taken(t, phrases);
    }

    /// "Took the army's camp in X": who held it, where that is told.
    fn base_taken(&mut self, t: &TriggerHit, phrases: &[Phrase]) {
        // the one who took it may stand between
        let object = |p: &&Phrase| p.at >= t.end && !p.party() && matches!(p.lead, Lead::Bare | Lead::On);
        let Some(p) = phrases.iter().find(object).filter(|p| p.at - t.end <= TAKEN && !self.comma(t.end, p.at)) else {
            return;
        };
        let r = self.r;
        let army = || (p.at..p.end).any(|k| r.has(k, Word::FORCE)) || r.demonym(p.end).is_some();
        let told = self.owner(p).is_some() || t.trigger.kind == Incident::Takeover && army();
        if let Head::Site(s) = p.head
            && s.target == Some(Target::MilitaryBase)
            && told
        {
            self.struck(p, s, "role:taken");
        }
    }

    /// "With air support of X": X took part.
    pub(super) fn supporters(&mut self, tokens: std::ops::Range<usize>) {
        let r = self.r;
        for t in r.marked(tokens.clone(), Small::Support.mark()) {
            let with = r
                .actors
                .iter()
                .find(|a| a.tokens.start > t && a.tokens.start <= t + 6 && tokens.contains(&a.tokens.start));
            // "raids in support *of* X" are not its own
            let helped =
                |a: &ActorMention| r.chart.matches_at(a.tokens.start).iter().any(|m| m.features.has(Features::TO));
            if let Some(a) = with
                && !a.weak
                && !helped(a)
                && self.id(a).is_some_and(|id| self.regular(&id))
                && !(t..a.tokens.start).any(|k| r.mark(k, ",.;:"))
            {
                self.parts.support.push(a.clone());
            }
        }
    }
}
