//! Attacks that carry a state's name: "a Turkish raid", "Syrian and Russian raids", "the shelling of Y by Israel".

use super::Finder;
use super::craft::{craft, flown};
use crate::actors::{id_of, joined};
use crate::incidents::TriggerHit;
use crate::vocabulary::{Acts, Incident, Modifier, Small, Word};
use isnad_language::Features;
use isnad_model::{PlacePrecision, SourceKind, Stance};

/// A people whose adjective names no army (ISO 3166-1).
const STATELESS: &str = "PS";

/// Words behind an attack in which its state is told at most.
const BEHIND: usize = 8;

impl Finder<'_, '_> {
    /// "A Turkish raid": the state whose adjective the attack carries.
    pub(super) fn demonym(&mut self, t: &TriggerHit) {
        use Incident as I;
        let r = self.r;
        // "a Russian attack on X": that of another country; its own country's adjective may tell where it was
        let abroad = || {
            let told = r.demonym(t.end).map(|(_, _, country)| country);
            let state = |c: &String| id_of(Acts::Military, Some(c)).is_some() && c != STATELESS;
            // "the one who carried out the attack, the Tunisian X"
            let culprit = t.at > 0 && (r.is(t.at - 1, Small::Culprit) || r.is(t.at - 1, Small::Suspect));
            let foreign = |c: String| self.country.as_ref().is_some_and(|home| *home != c);
            t.trigger.noun && !culprit && told.filter(state).is_some_and(foreign)
        };
        let army = by_air_or_fire(t.trigger.kind) || t.trigger.kind == I::Operation;
        let attack = || t.trigger.kind == I::Attack && t.end < r.chart.len() && abroad();
        if let Some((end, country)) = self.state_behind(t) {
            self.blame_army(t.end, end, country, Stance::Asserted);
            return;
        }
        // "two French helicopters attacked the post"
        let flown = flown(r, t);
        if !army && !flown && !attack() {
            return;
        }
        // "two warplanes, Turkish": behind the whole name of the craft
        let ends = |t: usize| r.words(t).filter(|(_, w)| craft(w)).map(|(m, _)| m.end as usize).max();
        let crafts = if flown { ends(t.end) } else { None };
        let last = crafts.map_or(t.end + 2, |end| (end + 1).max(t.end + 2));
        for k in t.end..last.min(r.chart.len()) {
            if let Some((mut end, features, country)) = r.demonym(k) {
                // "American and British jets": whose name the attack itself has
                if features.has(Features::CONJUNCTION)
                    && let Some(id) = r.actors_at(t.at).find(|a| a.tokens.end == k).and_then(|a| self.id(a))
                {
                    self.perpetrator(id, Stance::Asserted, false, t.at..k, "role:demonym");
                }
                self.blame_army(k, end, country, Stance::Asserted);
                // "Syrian and Russian raids", "the American British French strike"
                while let Some((next, other)) = joined(r, end).or_else(|| self.another(end, features)) {
                    self.blame_army(end, next, other, Stance::Asserted);
                    end = next;
                }
                return;
            }
            if crafts.is_none_or(|end| k >= end)
                && r.words(k).next().is_some()
                && !r.words(k).any(|(_, w)| matches!(w, Word::Means(_)) || craft(w))
            {
                break;
            }
        }
        // "government shelling": the army of the country
        let governmental =
            |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Modifier(Modifier::Kind(SourceKind::Government))));
        if t.end < r.chart.len()
            && governmental(t.end)
            && let Some(cc) = self.country.clone()
        {
            self.blame_army(t.end, t.end + 1, cc, Stance::Asserted);
            return;
        }
        // "a raid that is believed to be Turkish", "raids that Damascus says are Israeli"
        let told = (t.end..(t.end + BEHIND).min(r.chart.len())).take_while(|k| !r.mark(*k, ",.;:"));
        let mut stance = None;
        for k in told {
            if r.is(k, Small::Suspicion) || r.is(k, Small::Estimate) {
                stance = Some(Stance::Suspected);
            } else if r.has(k, Word::SPEECH) && !r.words(k).any(|(_, w)| matches!(w, Word::Speech(s) if s.denies)) {
                stance = stance.or(Some(Stance::Accused));
            }
            let past =
                (1..=2).any(|b| k > t.end + b && (r.is(k - b, Small::ThatSubject) || r.is(k - b, Small::Suspicion)));
            if let Some(stance) = stance.filter(|_| past)
                && let Some((end, _, country)) = r.demonym(k)
            {
                self.blame_army(k, end, country, stance);
                return;
            }
        }
    }

    /// "The shelling of Y by *Israel*", "an attack of *Iran* on Y": the name of another country right behind the noun.
    fn state_behind(&self, t: &TriggerHit) -> Option<(usize, String)> {
        let (r, kind) = (self.r, t.trigger.kind);
        if !t.trigger.noun || !(kind == Incident::Attack || by_air_or_fire(kind)) || t.end >= r.chart.len() {
            return None;
        }
        let p = r.places_at(t.end).next()?;
        let country = p.country.as_ref().filter(|c| self.country.as_ref().is_some_and(|home| home != *c))?;
        let whole = p.precision == PlacePrecision::Country && !p.compass && (!p.prepositional || p.to);
        (whole && country != STATELESS).then(|| (p.tokens.end, country.clone()))
    }

    fn blame_army(&mut self, from: usize, end: usize, country: String, stance: Stance) {
        if let Some(id) = id_of(Acts::Military, Some(&country)) {
            self.perpetrator(id, stance, false, from..end, "role:demonym");
        }
    }

    /// A further country's adjective, with nothing between, that agrees with the one before.
    fn another(&self, t: usize, like: Features) -> Option<(usize, String)> {
        let (end, features, country) = self.r.demonym(t)?;
        let same = |f| features.has(f) == like.has(f);
        let agrees = same(Features::DEFINITE) && same(Features::FEMININE) && same(Features::PLURAL);
        agrees.then_some((end, country))
    }
}

/// What armies do from afar.
fn by_air_or_fire(kind: Incident) -> bool {
    matches!(kind, Incident::Strike | Incident::Raid | Incident::Airstrike | Incident::Drone | Incident::Shelling)
}
