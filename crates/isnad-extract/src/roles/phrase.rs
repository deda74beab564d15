//! The phrases of a clause that can take part in an incident, each with the preposition that leads it.

use crate::among::{first_from, places_among};
use crate::attribution::Attribution;
use crate::incidents::{Segment, TriggerHit};
use crate::reading::Reading;
use crate::vocabulary::{Incident, Site, Small, Start, Word};
use isnad_language::Features;
use isnad_model::PlacePrecision;
use std::ops::Range;

/// What a phrase names.
#[derive(Debug, Clone, Copy)]
pub(super) enum Head {
    /// Index into the reading's actors.
    Actor(usize),
    Site(Site),
    /// A noun that names an incident.
    Event,
    /// Index into the reading's quantities.
    People(usize),
    /// A settlement by its name.
    Place,
    /// A country by its name, where it can be the subject of a deed; index into the reading's places.
    State(usize),
}

/// The preposition that leads a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    Bare,
    By,
    On,
    To,
    With,
    In,
    From,
    Other,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    pub at: usize,
    pub end: usize,
    pub head: Head,
    pub lead: Lead,
    /// Joined to the phrase before by a conjunction.
    pub joined: bool,
    /// Stands right behind a noun that it completes: "the army's *base*", "the raid of *the coalition*".
    pub genitive: bool,
    pub features: Features,
    /// Begins with a number.
    pub counted: bool,
}

impl Phrase {
    pub(super) fn tokens(&self) -> Range<usize> {
        self.at..self.end
    }

    pub(super) fn actor(&self) -> Option<usize> {
        match self.head {
            Head::Actor(a) => Some(a),
            _ => None,
        }
    }

    /// Names somebody who can have done it.
    pub(super) fn party(&self) -> bool {
        matches!(self.head, Head::Actor(_) | Head::State(_))
    }

    pub(super) fn is_event(&self) -> bool {
        matches!(self.head, Head::Event)
    }
}

/// All phrases of a run of tokens from left to right, without those that speak.
pub(super) fn phrases(r: &Reading<'_>, attribution: &Attribution, g: &Segment) -> Vec<Phrase> {
    let tokens = g.tokens.clone();
    let mut out: Vec<Phrase> = Vec::new();
    let mut t = tokens.start;
    let begins = Start::ANY | Word::SITE | Word::TRIGGER | Word::MEANS;
    let mut begun = r.marked(tokens.clone(), begins);
    while let Some(at) = begun.find(|k| *k >= t) {
        t = at;
        let event = g.triggers.iter().find(|x| x.at == t && x.trigger.noun);
        let found = if attribution.speaking[t] { None } else { head(r, t, event) };
        let Some((head, end)) = found else {
            t += 1;
            continue;
        };
        let features = features(r, t);
        let joined = features.has(Features::CONJUNCTION)
            || t > tokens.start && (r.is(t - 1, Small::And) || r.is(t - 1, Small::Also))
            || matches!(head, Head::State(k) if r.places[k].joined);
        // the words that lead to a place's name belong to it
        let place = r.places_at(t).find(|_| matches!(head, Head::Place));
        let from = place.map_or(t, |p| p.span.start.max(tokens.start));
        let mut lead = lead(r, from, features, tokens.start);
        let mut genitive = false;
        if let Some(before) = out.last() {
            if joined && lead == Lead::Bare && t - before.end <= 1 {
                lead = before.lead;
            }
            let completes =
                matches!(before.head, Head::Event | Head::Site(_)) && !before.features.has(Features::DEFINITE);
            genitive = !joined && lead == Lead::Bare && completes && t == before.end;
        }
        let counted = !r.numbers_in(t..t + 1).is_empty();
        out.push(Phrase { at: t, end: end.max(t + 1), head, lead, joined, genitive, features, counted });
        t = end.max(t + 1);
    }
    out
}

fn features(r: &Reading<'_>, t: usize) -> Features {
    r.chart.matches_at(t).iter().map(|m| m.features).collect()
}

/// The longest phrase that begins at a token.
fn head(r: &Reading<'_>, t: usize, event: Option<&TriggerHit>) -> Option<(Head, usize)> {
    if event.is_none() && !r.anything_starts(t) && !r.has(t, Word::SITE) {
        return None;
    }
    let mut best: Option<(Head, usize)> = None;
    let mut take = |head: Head, end: usize| {
        if best.as_ref().is_none_or(|(_, e)| end > *e) {
            best = Some((head, end));
        }
    };
    let first =
        if r.has(t, Start::Actor.mark()) { r.actors.partition_point(|a| a.tokens.start < t) } else { r.actors.len() };
    let actor = r.actors.get(first).filter(|a| a.tokens.start == t && !a.weak && !a.affiliation);
    for (m, w) in r.words(t) {
        if let Word::Site(s) = w
            && s.target.is_some()
            && (!s.weak || actor.is_none() && !m.features.has(Features::DEFINITE))
        {
            take(Head::Site(*s), m.end as usize);
        }
    }
    // "the coalition's aircraft" tell a strike, yet name who flew it
    if let Some(a) = actor {
        take(Head::Actor(first), a.tokens.end);
    }
    if let Some(e) = event {
        take(Head::Event, e.end);
    }
    if r.has(t, Start::Quantity.mark())
        && let k = first_from(&r.quantities, t)
        && let Some(q) = r.quantities.get(k).filter(|q| q.tokens.start == t && !q.is_thing())
    {
        // the people counted may be a group's men
        let mut men = places_among(&r.actors, q.tokens.clone());
        match men.find(|a| !r.actors[*a].weak && !r.actors[*a].affiliation) {
            Some(a) => take(Head::Actor(a), q.tokens.end.max(r.actors[a].tokens.end)),
            None => take(Head::People(k), q.tokens.end),
        }
    }
    if best.is_none()
        && let Some(p) = r.places_at(t).find(|p| p.precision == PlacePrecision::Settlement && !p.aside)
    {
        return Some((Head::Place, p.tokens.end));
    }
    best.or_else(|| state(r, t))
}

/// A country that stands by itself, as subjects do: behind a verb, a conjunction or a mark, not behind a noun.
fn state(r: &Reading<'_>, t: usize) -> Option<(Head, usize)> {
    let k = r.has(t, Start::Place.mark()).then(|| first_from(&r.places, t))?;
    let p = r.places.get(k)?;
    // "the army and Russia": joined to a force
    let with_force = || {
        features(r, t).has(Features::CONJUNCTION) && r.actors.iter().any(|a| a.tokens.end == t && !a.people && !a.weak)
    };
    let alone = t == 0
        || with_force()
        || k > 0 && r.places[k - 1].tokens.end == t && p.joined && state(r, r.places[k - 1].tokens.start).is_some()
        || r.chart.text.tokens()[t - 1].kind != isnad_text::Kind::Word
        || r.words(t - 1).any(|(_, w)| match w {
            Word::Small(s) => !matches!(s, Small::Locative | Small::From | Small::Near | Small::Border),
            Word::Trigger(x) => !x.noun,
            Word::Speech(_) => true,
            _ => false,
        });
    let country = p.precision == PlacePrecision::Country && !p.compass && p.country.is_some();
    (country && alone && !r.is(t, Small::Locative)).then_some((Head::State(k), p.tokens.end))
}

/// The preposition before a phrase: written together with it, or up to two words before.
fn lead(r: &Reading<'_>, at: usize, features: Features, floor: usize) -> Lead {
    if features.has(Features::TO) {
        return Lead::To;
    }
    for k in 1..=4 {
        if at < floor + k || r.mark(at - k, ",.;:") {
            break;
        }
        if r.vocabulary.small(&r.chart, at - k, Small::Agent).is_some_and(|end| end <= at) {
            return Lead::By;
        }
    }
    if features.has(Features::WITH) {
        return Lead::With;
    }
    if features.has(Features::AS) {
        return Lead::Other;
    }
    for k in 1..=3 {
        let Some(t) = at.checked_sub(k).filter(|t| *t >= floor) else { break };
        if r.mark(t, ",.;:()") {
            break;
        }
        let mut noun = false;
        for (m, w) in r.words(t) {
            if m.end as usize > at || (m.end - m.start == 1 && governed(r, t)) {
                continue;
            }
            match w {
                Word::Small(Small::Toward) => return Lead::On,
                // "men of X", "a number of X": as they stand themselves
                Word::Small(Small::From) => match t.checked_sub(1).filter(|b| *b >= floor && share(r, *b)) {
                    Some(b) => return lead(r, b, self::features(r, b), floor),
                    None => return Lead::From,
                },
                Word::Small(Small::Locative) => return Lead::In,
                Word::Small(
                    Small::To
                    | Small::Near
                    | Small::Between
                    | Small::Temporal
                    | Small::Relayed
                    | Small::Together
                    | Small::According
                    | Small::Elsewhere
                    | Small::Heading,
                ) => return Lead::Other,
                Word::Small(Small::OneOf | Small::Any) => {}
                _ => noun = true,
            }
        }
        if noun || r.date_at(t).is_some() || r.in_place(t) {
            break;
        }
    }
    Lead::Bare
}

/// Whether a word tells of some of those named behind "of": men, a number, a band.
pub(super) fn share(r: &Reading<'_>, t: usize) -> bool {
    let band = r.is(t, Small::Band) && !features(r, t).has(Features::DEFINITE);
    band || r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.member && (p.plural || p.measure.is_none())))
        || r.date_at(t).is_none() && r.number_before(t + 1).is_some()
}

/// Whether a preposition belongs to a phrase that governs something else: "control *of*", "response *to*".
fn governed(r: &Reading<'_>, t: usize) -> bool {
    r.covered[t]
        && (t.saturating_sub(3)..t).any(|s| {
            r.words(s).any(|(m, w)| {
                m.end as usize > t
                    && !matches!(w, Word::Trigger(x) if x.tactic.is_some() || x.kind == Incident::Operation)
            })
        })
}

/// Whether only a relative, a date, a place or a word or two stand between a subject and its verb.
pub(super) fn close(r: &Reading<'_>, from: usize, to: usize) -> bool {
    let loose = (from..to)
        .filter(|t| {
            !r.is(*t, Small::Relative)
                && !r.is(*t, Small::Particle)
                && !r.is(*t, Small::Background)
                && !r.in_place(*t)
                && r.date_at(*t).is_none()
        })
        .count();
    loose <= 2 && !(from..to).any(|t| r.mark(t, ".;:"))
}
