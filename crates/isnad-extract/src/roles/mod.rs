//! Who did it to whom: perpetrators with their stance, targets, others.
//!
//! Each segment is cut into phrases; verbs and nouns of attack take them as arguments, and what is told of
//! responsibility, of sites and of victims is added. What the parts then make of one incident is settled in [`actors`].

mod agents;
mod cast;
mod charged;
mod craft;
mod crowd;
mod custody;
mod doubt;
mod fell;
mod foes;
mod frame;
mod hunt;
mod managed;
mod nouns;
mod opposed;
mod outlaws;
mod party;
mod passengers;
mod patrol;
mod phrase;
mod planted;
mod ranks;
mod repelled;
mod response;
mod responsibility;
mod sides;
mod sites;
mod slain;
mod speaker;
mod states;
mod subject;
mod unnamed;
mod ventures;
mod victims;

use crate::actors::{ActorMention, Who, id_of};
use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::incidents::{Draft, Segment, Told, TriggerHit};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small};
pub(crate) use cast::actors;
use isnad_model::{Actor, Evidence, Field, Measure, Of, SourceKind, SourceLink, Stance, Target};
use phrase::{Head, Phrase, phrases};
pub(crate) use sides::{Sides, sides};
use std::ops::Range;

/// The rule by which a deed without a doer has one.
const UNNAMED: &str = "role:unnamed";

/// Whether the text speaks of an actor, who is not only supposed because there was a deed.
pub(crate) fn is_told(a: &Actor) -> bool {
    a.evidence.iter().any(|e| e.rule != UNNAMED)
}

/// A site that was hit.
#[derive(Debug)]
pub(crate) struct Struck {
    pub target: Target,
    pub evidence: Evidence,
}

/// Somebody who is said to have done it.
#[derive(Debug)]
struct Suspect {
    id: String,
    stance: Stance,
    /// Named as a network that its branches belong to.
    broad: bool,
    /// The force of a state or a coalition.
    regular: bool,
    /// Who says so; empty = the article's own voice.
    sources: Vec<SourceLink>,
    evidence: Evidence,
}

/// What the text says of the parts of one incident.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    perpetrators: Vec<Suspect>,
    targets: Vec<(String, Evidence)>,
    others: Vec<(String, Evidence)>,
    sites: Vec<Struck>,
    /// Forces that a site stands for: targets where no other force is.
    implied: Vec<(String, Evidence)>,
    /// Unnamed armed men as objects: targets where a state force acts.
    hunted: Vec<(String, Evidence)>,
    /// Forces that killed armed men: where these attacked, they only fought back.
    replied: Vec<String>,
    /// Identifiers whose own people are told as victims.
    hurt: Vec<String>,
    /// Forces that beat an attack off.
    /// With whether the attack was aimed at people without arms, or flew.
    repelling: Vec<(String, Evidence, bool)>,
    /// Armies of which only a rank that the police have, too, is told as hurt.
    ranked: Vec<String>,
    /// An army is told of beside them.
    army_told: bool,
    /// Groups whose own men are told as victims: targets where they are no doers.
    fell: Vec<(String, Evidence)>,
    /// Forces that gave fire or cover to those who did it.
    support: Vec<ActorMention>,
    /// Where the text says that nobody has claimed it.
    pub unclaimed: Vec<Evidence>,
}

impl Parts {
    fn strike(&mut self, s: Struck) {
        if !self.sites.iter().any(|x| x.target == s.target) {
            self.sites.push(s);
        }
    }
}

struct Finder<'a, 'p> {
    r: &'a Reading<'p>,
    attribution: &'a Attribution,
    country: Option<String>,
    clash_only: bool,
    /// Armed men attacked: who is arrested or shot afterwards is not what the incident is about.
    attacked: bool,
    /// Where assaults are told that are no deeds of a force.
    assaults: Vec<usize>,
    /// An assault is told before anything else.
    assaulted: bool,
    /// A clash is told.
    fought: bool,
    /// An arrest is told first: what the arrested had done is told behind it.
    arrests: bool,
    /// Something was fired or flown at its target: who shot it down only defended himself.
    fired: bool,
    /// Weapons of war are told of.
    armed: bool,
    /// Those whom a verb befell: the verb and the words that tell of them.
    befallen: Vec<(usize, Range<usize>)>,
    /// Figures of armed men who fell where nobody else is told as hurt: sentence, first token, count.
    fallen: Vec<(usize, usize, Option<u64>)>,
    /// Soldiers and policemen whose country is told: what befell them, their class, how many, the country.
    nationals: Vec<(Measure, Option<Acts>, Option<u64>, String)>,
    /// A crowd that attacked, burnt or stormed.
    rioters: Option<usize>,
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
    let segments: Vec<&Segment> = draft.segments.iter().map(|k| &told.segments[*k]).collect();
    let kinds = || segments.iter().flat_map(|g| &g.triggers).map(|t| t.trigger.kind);
    // accords and what is told in general do not make a clash an attack
    let quiet = |t: &TriggerHit| {
        matches!(t.trigger.kind, Incident::Clash | Incident::Killing | Incident::Operation | Incident::Agreement)
            || t.general && !matches!(t.trigger.kind, Incident::Attack | Incident::Suicide)
    };
    let clash_only = kinds().any(|k| k == Incident::Clash) && segments.iter().flat_map(|g| &g.triggers).all(quiet);
    let attacked = party::attacked(r, &segments, figures);
    let (assaults, assaulted) = response::assaults(r, &segments);
    let held = |k: &Incident| *k != Incident::Release;
    let arrests = kinds().find(held) == Some(Incident::Arrest);
    let fired = kinds().any(|k| matches!(k, Incident::Shelling | Incident::Airstrike | Incident::Raid));
    let quiet = |k| matches!(k, Incident::Attack | Incident::Assassination | Incident::Killing | Incident::Abduction);
    let soldiers = || segments.iter().flat_map(|g| &g.figures).any(|i| figures[*i].of == Of::Military);
    let armed = kinds().any(|k| !quiet(k)) || soldiers();
    let fought = kinds().any(|k| k == Incident::Clash);
    let hurt = || segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).filter(|f| victims::harm(f));
    let only = hurt().all(|f| matches!(f.of, Of::Militants | Of::People));
    let fallen = hurt().filter(|f| only && f.of == Of::Militants);
    let fallen = fallen.map(|f| (f.sentence, f.at, f.figure.low)).collect();
    let all = || segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]);
    let befallen = all().filter_map(|f| Some((f.governor?, f.at..f.tokens.end))).collect();
    let forces = |f: &&Figured| f.of == Of::Military;
    let national = |f: &Figured| Some((f.measure, f.acts, f.figure.low, f.country.clone()?));
    let nationals = all().filter(forces).filter_map(national).collect();
    let parts = Parts::default();
    let mut f = Finder {
        r,
        attribution,
        country,
        clash_only,
        attacked,
        assaults,
        assaulted,
        fought,
        arrests,
        fired,
        armed,
        befallen,
        fallen,
        nationals,
        rioters: None,
        parts,
    };
    for g in &segments {
        let rest = f.charged(g);
        let g = &rest.as_ref().unwrap_or(g);
        let phrases = phrases(r, attribution, g);
        let known = (f.parts.targets.len(), f.parts.sites.len());
        f.agents(g, &phrases);
        f.frames(g, &phrases);
        f.claimers(g.tokens.clone());
        f.scenes(g, &phrases);
        f.supporters(g.tokens.clone());
        f.repelled(g, &phrases, known);
        for i in &g.figures {
            f.figure(&figures[*i], g);
        }
        f.casualties(g, figures);
    }
    f.beaten_off();
    // claims of responsibility, accusations and suspicions may stand in sentences without a trigger
    if draft.main {
        if fired && f.parts.perpetrators.is_empty() {
            f.flown(&segments);
        }
        let struck = fired && f.parts.perpetrators.iter().any(|s| s.regular && s.stance == Stance::Asserted);
        let known = f.parts.perpetrators.len();
        let own = |s: &usize| segments.iter().any(|g| g.sentence == *s);
        for s in told.silent(r).iter().filter(|s| !own(s)) {
            f.claimers(r.sentence(*s));
        }
        // a group that is held responsible where an army is told to have struck answers for what led to it
        if struck {
            let mut at = 0;
            f.parts.perpetrators.retain(|s| {
                at += 1;
                at <= known || s.regular || !matches!(s.stance, Stance::Accused | Stance::Suspected)
            });
        }
    }
    // nobody has claimed it: who claims something claims another attack
    if !f.parts.unclaimed.is_empty() {
        f.parts.perpetrators.retain(|s| s.stance != Stance::Claimed);
    }
    if attacked {
        // a force that was attacked and lost men only fought back, unless the headline tells what it did
        let hurt = std::mem::take(&mut f.parts.hurt);
        let headline = |s: &Suspect| s.evidence.field == Field::Title && fired;
        f.parts.perpetrators.retain(|s| !(is_state(&s.id) && hurt.contains(&s.id)) || headline(s));
        if f.parts.perpetrators.iter().any(|s| !s.regular) {
            let replied = std::mem::take(&mut f.parts.replied);
            let mission = |s: &Suspect| s.id.starts_with("au:");
            f.parts.perpetrators.retain(|s| !((s.regular || mission(s)) && replied.contains(&s.id)));
        }
    }
    // "struck a house that sheltered suspected men of X": they were hit
    if fired && f.parts.perpetrators.iter().any(|s| s.regular && s.stance == Stance::Asserted) {
        // and a group that is accused answers for what led to it
        f.parts.perpetrators.retain(|s| s.regular || !matches!(s.stance, Stance::Accused | Stance::Suspected));
    }
    f.enemies();
    f.other_blow(&segments);
    f.answered(&segments, figures);
    // aircraft of a state killed armed men: no other group of theirs flew them
    let air = |k| matches!(k, Incident::Airstrike | Incident::Drone | Incident::Raid);
    if kinds().any(air) && !assaulted && !f.fallen.is_empty() && f.parts.perpetrators.iter().any(|s| s.regular) {
        let helps: Vec<bool> = f.parts.perpetrators.iter().map(|s| f.of_state(s)).collect();
        let mut helps = helps.into_iter();
        f.parts.perpetrators.retain(|_| helps.next().unwrap_or(true));
    }
    f.claimed_from();
    // who claimed an attack is not who makes an arrest
    if arrests && !attacked {
        f.parts.perpetrators.retain(|s| s.stance != Stance::Claimed);
    }
    f.hunt(&segments, figures);
    // no force of a state blows up its own men
    let flown = kinds().any(|k| k == Incident::Drone) || fired;
    let suicide = !flown && kinds().any(|k| k == Incident::Suicide);
    let struck = |f: &Figured| victims::harm(f) && f.of != Of::Militants;
    if suicide && segments.iter().flat_map(|g| &g.figures).any(|k| struck(&figures[*k])) {
        f.parts.perpetrators.retain(|s| !s.regular);
    }
    f.teller(&segments, figures);
    f.crowd_did(&segments);
    if f.parts.perpetrators.is_empty() {
        f.planted(&segments);
    }
    if f.parts.perpetrators.is_empty() {
        f.supposed(&segments, figures);
    }
    if f.parts.perpetrators.is_empty() {
        let flown = f.flown(&segments);
        let slain = f.parts.perpetrators.is_empty() && f.slain(&segments, figures);
        if !(flown || slain) {
            f.fallback(&segments, figures);
        }
    }
    for a in std::mem::take(&mut f.parts.support) {
        // who is named as helping an army did not help those who fought it
        if f.parts.perpetrators.iter().any(|s| f.of_state(s)) {
            f.blame(&a, Stance::Asserted, "role:supports");
        }
    }
    f.foe(&segments, figures);
    f.nameless(&segments, figures);
    f.fell();
    f.outlaws(&segments);
    f.lone_group(&segments);
    f.custody(&segments, figures);
    f.dispersed(&segments);
    f.parts.army_told = segments.iter().any(|g| f.tells_of_army(g.tokens.clone()));
    f.parts
}

impl Finder<'_, '_> {
    fn id(&self, a: &ActorMention) -> Option<String> {
        a.id(self.country.as_deref())
    }

    /// An army as a body, not one of its men.
    fn tells_of_army(&self, tokens: Range<usize>) -> bool {
        let army = |a: &ActorMention| !a.people && a.kind == SourceKind::Military && a.of == Of::Military;
        self.r.actors_in(tokens).iter().any(army)
    }

    fn usable(&self, a: &ActorMention) -> bool {
        !a.affiliation && !a.weak && !self.attribution.speaking[a.tokens.start]
    }

    fn perpetrator_of(&mut self, p: &Phrase, stance: Stance, rule: &'static str) {
        match p.head {
            Head::Actor(a) => self.blame(&self.r.actors[a].clone(), stance, rule),
            Head::State(k) => self.blame_state(k, stance, rule),
            _ => {}
        }
    }

    /// A country that is said to have done it: its army.
    fn blame_state(&mut self, place: usize, stance: Stance, rule: &'static str) {
        let p = &self.r.places[place];
        if let Some(id) = id_of(Acts::Military, p.country.as_deref()) {
            self.perpetrator(id, stance, false, p.tokens.clone(), rule);
        }
    }

    /// Adds an actor as perpetrator; the stance is weaker where its name stands behind a word of suspicion.
    fn blame(&mut self, a: &ActorMention, stance: Stance, rule: &'static str) {
        let within = || a.tokens.clone().any(|t| self.r.is(t, Small::Suspicion));
        let suspected = stance == Stance::Asserted && (within() || self.guessed(a.tokens.start));
        let stance = if suspected { Stance::Suspected } else { stance };
        if let Some(id) = self.id(a) {
            self.perpetrator(id, stance, a.broad, a.tokens.clone(), rule);
        }
    }

    fn perpetrator(&mut self, id: String, stance: Stance, broad: bool, tokens: Range<usize>, rule: &'static str) {
        if id.starts_with("civilians:") {
            return;
        }
        let sources = self.attribution.chain_at(tokens.start).map(|c| c.links.clone()).unwrap_or_default();
        let evidence = self.r.evidence(tokens, rule);
        match self.parts.perpetrators.iter_mut().find(|s| s.id == id) {
            // who is quoted is who says it most firmly
            Some(s) if stance < s.stance => (s.stance, s.sources) = (stance, sources),
            Some(_) => {}
            None => {
                let regular = self.regular(&id);
                self.parts.perpetrators.push(Suspect { id, stance, broad, regular, sources, evidence });
            }
        }
    }

    /// Whether an identifier names the force of a state or a coalition.
    fn regular(&self, id: &str) -> bool {
        let named = |a: &ActorMention| {
            a.kind == SourceKind::Military && a.of == Of::Military && matches!(&a.who, Who::Named(n) if n == id)
        };
        let home = || id_of(Acts::Military, self.country.as_deref()).is_some_and(|army| army == id);
        is_state(id) || home() || self.r.actors.iter().any(named)
    }

    fn target(&mut self, id: String, tokens: Range<usize>, rule: &'static str) {
        if !self.parts.targets.iter().any(|(i, _)| *i == id) {
            let e = self.r.evidence(tokens, rule);
            self.parts.targets.push((id, e));
        }
    }
}

fn is_group(a: &ActorMention) -> bool {
    matches!(a.who, Who::Named(_) | Who::Of(Acts::Armed))
}

/// Kinds in which armed men attack rather than clash or are hunted.
fn assault(kind: Incident) -> bool {
    use Incident as I;
    matches!(kind, I::Attack | I::Suicide | I::Carbomb | I::Ied | I::Massacre | I::Abduction | I::Shooting)
}

fn is_state(id: &str) -> bool {
    id.starts_with("state:")
}
