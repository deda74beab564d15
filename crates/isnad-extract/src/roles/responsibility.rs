//! Claims of responsibility, accusations, suspicions and denials.

use super::{Finder, is_group};
use crate::actors::{ActorMention, Who};
use crate::among::places_among;
use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::Features;
use isnad_model::{PlacePrecision, Stance};
use std::ops::Range;

/// Cities of more people stand for the governments that sit there.
const CAPITAL: u32 = 400_000;

/// Words before a claim among which the verb that announces it stands.
const UNSAID: usize = 8;

/// Words behind a claim among which it is told to be of many attacks.
const MANY: usize = 5;

/// Words behind a verb of accusing among which the accused stands.
const ACCUSED: usize = 16;

/// Words of a relative clause that tells of the accuser at most.
const CLAUSE: usize = 14;

/// Words from a party that announces to its responsibility at most.
const ANNOUNCED: usize = 9;

/// Words from a denial to the part in a deed that it denies at most.
const DENIED: usize = 10;

/// Words behind the accused among which what he is accused of begins.
const OF: usize = 5;

/// Words before a party among which a guess about it stands.
const GUESS: usize = 5;

/// "Claimed *the two attacks*", "*a double attack*": those told of, no row of others.
fn both(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| {
        let two = m.features.has(Features::DUAL | Features::DEFINITE) || m.features.has(Features::SINGULAR);
        matches!(w, Word::Trigger(x) if x.noun) && two
    })
}

impl Finder<'_, '_> {
    pub(super) fn claimers(&mut self, g: Range<usize>) {
        let r = self.r;
        let words = [
            Small::Claiming,
            Small::ClaimingWeak,
            Small::Accusation,
            Small::Suspicion,
            Small::Responsible,
            Small::Disclaiming,
            Small::Denial,
        ];
        let marks = words.iter().fold(Word::SPEECH | Small::Unclaimed.mark(), |marks, w| marks | w.mark());
        if !r.any_of(g.clone(), marks) {
            return;
        }
        let told = r
            .marked(g.clone(), Small::Unclaimed.mark())
            .find_map(|t| r.vocabulary.small(&r.chart, t, Small::Unclaimed).map(|end| t..end));
        let unclaimed = told.is_some();
        self.parts.unclaimed.extend(told.map(|tokens| r.evidence(tokens, "role:unclaimed")));
        for t in r.marked(g.clone(), marks) {
            if !unclaimed && (r.is(t, Small::Claiming) || self.took_it_on(t, &g)) {
                // "the group denied its responsibility": the one who denies stands between the two words
                let clause = (t.saturating_sub(10).max(g.start)..t).rev().take_while(|k| !r.mark(*k, ",.;:"));
                match clause.into_iter().find(|k| r.is(*k, Small::Denial)) {
                    Some(denial) => self.denier(denial, denial + 1, &g),
                    None if self.unsaid(t, &g) || self.of_an_idea(t, &g) => {}
                    // "claimed a number of attacks": none of them is this one
                    None if (t..(t + MANY).min(g.end)).any(|k| r.is(k, Small::Series) && !both(r, k)) => {}
                    // "the army laid on the rebels *the responsibility for* it"
                    None if self.laid_on(t, &g) => {}
                    None => self.claimer(t, &g),
                }
            }
            let negated = (t.saturating_sub(2).max(g.start)..t).any(|k| r.is(k, Small::Negation));
            if !negated && r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if v.accuses)) {
                self.accused_by_verb(t, &g);
            }
            // "the army ascribed the attack to X": who ascribes it stands before "to"
            let named = |end: usize| {
                let clause = (end..g.end.min(end + ACCUSED)).take_while(|k| !r.mark(*k, ".;"));
                let to = |k: &usize| r.is(*k, Small::To) && r.actors_at(k + 1).any(|a| a.who.fights());
                clause.into_iter().find(to).unwrap_or(end)
            };
            // "fingers of accusation point to X" name no accuser
            let pointed = (t.saturating_sub(2).max(g.start)..=t).any(|k| r.is(k, Small::Suspicion));
            // "X denied any *part in it*": who denies is nobody's accused
            let denied = (t.saturating_sub(DENIED).max(g.start)..t).any(|k| r.is(k, Small::Denial))
                && !r.words(t).any(|(_, w)| matches!(w, Word::Speech(_)));
            let disowned = denied && (t > g.start && r.is(t - 1, Small::Any));
            if let Some(end) = r.vocabulary.small(&r.chart, t, Small::Accusation).filter(|_| !pointed && !disowned) {
                self.first_behind(named(end), &g, Stance::Accused, "role:accused");
            }
            // "believed to be Turkish": a country's adjective tells whose it was
            let whose = |end: usize| (end..(end + 2).min(g.end)).any(|k| r.has(k, Word::DEMONYM));
            if let Some(end) = r.vocabulary.small(&r.chart, t, Small::Suspicion).filter(|end| !whose(*end)) {
                self.first_behind(named(end), &g, Stance::Suspected, "role:suspected");
            }
            self.said_to_be_of(t, &g);
            let many = || (t..(t + MANY).min(g.end)).any(|k| r.is(k, Small::Series));
            if let Some(end) = r.vocabulary.small(&r.chart, t, Small::Responsible).filter(|_| !many()) {
                self.responsible(t, end, &g);
            }
            if let Some(end) = r.vocabulary.small(&r.chart, t, Small::Disclaiming) {
                self.denier(t, end, &g);
            }
            if r.is(t, Small::Denial) {
                self.denial_of_part(t, &g);
            }
        }
    }

    /// "The attackers, who the mayor said were of X": somebody says whose men they were.
    fn said_to_be_of(&mut self, t: usize, g: &Range<usize>) {
        let r = self.r;
        let said = r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !(v.weak || v.denies || v.accuses)));
        if !said || t == g.start || !r.is(t - 1, Small::Relative) {
            return;
        }
        let clause = (t + 1..g.end.min(t + CLAUSE)).take_while(|k| !r.mark(*k, ".;"));
        let of = |k: usize| [Small::From, Small::Affiliation].iter().find_map(|s| r.vocabulary.small(&r.chart, k, *s));
        let end = clause.into_iter().filter(|k| r.is(*k, Small::ThatSubject)).find_map(|k| of(k + 1));
        let group = |a: &&ActorMention| is_group(a) && !a.weak && matches!(a.who, Who::Named(_));
        if let Some(a) = end.and_then(|e| r.actors_in(e..e + 2).first().filter(group)) {
            self.blame(&a.clone(), Stance::Accused, "role:said-to-be-of");
        }
    }

    /// "X announced its responsibility", without a word of what for: the announcement right before the party.
    fn took_it_on(&self, t: usize, g: &Range<usize>) -> bool {
        let r = self.r;
        if !r.is(t, Small::ClaimingWeak) {
            return false;
        }
        // "X announced *through its channel* its responsibility"
        let plain = |k: usize| !(r.has(k, Word::SPEECH | Word::MEASURE | Word::TRIGGER) || r.mark(k, ",.;:"));
        let near = |a: &&ActorMention| a.tokens.end <= t && (a.tokens.end..t).all(plain) && is_group(a);
        let party = r.actors_in(t.saturating_sub(ANNOUNCED)..t).iter().rev().find(near).map(|a| a.tokens.start);
        let said =
            |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Speech(v) if !(v.weak || v.denies || v.accuses)));
        party.and_then(|p| p.checked_sub(1)).is_some_and(|k| k >= g.start && said(k))
    }

    /// "Laid on X the *responsibility for*": a verb of accusing before the word, which carries no pronoun of its own.
    fn laid_on(&self, t: usize, g: &Range<usize>) -> bool {
        let r = self.r;
        let accuses = |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Speech(v) if v.accuses));
        let clause = (t.saturating_sub(ACCUSED).max(g.start)..t).rev().take_while(|k| !r.mark(*k, ",.;:"));
        r.vocabulary.morphology.definite(r.chart.norm(t)) && clause.into_iter().any(accuses)
    }

    /// "Did not *claim*", "the group did not announce its *responsibility*".
    fn unsaid(&self, t: usize, g: &Range<usize>) -> bool {
        let r = self.r;
        let before = |words: usize| t.saturating_sub(words).max(g.start)..t;
        before(2).any(|k| r.is(k, Small::Negation))
            || before(UNSAID).any(|k| r.is(k, Small::Negation) && r.has(k + 1, Word::SPEECH))
    }

    /// "X claimed", "claimed X", "a claim by X": the group nearest to the word, behind a verb first.
    fn claimer(&mut self, t: usize, g: &Range<usize>) {
        let r = self.r;
        let stop = g.end.min(t + 9);
        // "who belongs to X, which claimed it": X claims
        let claims = |a: &ActorMention| a.tokens.end < t && r.is(a.tokens.end, Small::Relative);
        // "through the agency of X" is how it was told
        let outlet = |a: &ActorMention| r.has(a.tokens.start, Word::OUTLET);
        let usable = |a: &&ActorMention| {
            let group = is_group(a) && !matches!(a.who, Who::Of(Acts::Armed)) && !outlet(a);
            !a.weak && (!a.affiliation || claims(a)) && group
        };
        let behind = r.actors_in(t + 1..stop).iter().find(usable);
        let before =
            r.actors_in(t.saturating_sub(22).max(g.start)..t).iter().rev().filter(usable).find(|a| a.tokens.end <= t);
        let verb = r.chart.matches_at(t).iter().any(|m| m.features.any(Features::PAST | Features::PRONOUN));
        let near = before.is_some_and(|a| t - a.tokens.end <= 1);
        // "X condemned it, while *Y* claimed it": who stands right behind
        let next = behind.is_some_and(|a| a.tokens.start == t + 1);
        if let Some(a) = (if (verb || next) && !near { behind.or(before) } else { before.or(behind) }).cloned() {
            self.blame(&a, Stance::Claimed, "role:claims-responsibility");
        }
    }

    /// "A accused B of …": the second party named behind the verb, or the only one where the accuser stands before.
    fn accused_by_verb(&mut self, t: usize, g: &Range<usize>) {
        let r = self.r;
        let reach = g.end.min(t + self.clause_of_accuser(t, g).map_or(ACCUSED, |end| end - t + ACCUSED));
        let whole = (t + 1..reach).find(|k| r.mark(*k, ".;:")).unwrap_or(reach);
        // who is accused stands before what he is accused of: "accused A of blind obedience to B"
        let named = |k: usize| r.actors_at(k).next().is_some() || r.places_at(k).next().is_some();
        let charge = (t + 2..whole)
            .find(|k| r.chart.matches_at(*k).iter().any(|m| m.features.has(Features::WITH)) && !named(*k));
        let told = |k: usize| r.actors_in(t + 1..k).iter().any(|a| a.tokens.end <= k);
        let stop = charge.filter(|k| told(*k)).unwrap_or(whole);
        let mut behind = r.actors_in(t + 1..stop).iter().filter(|a| !a.weak && !a.affiliation);
        let lone = |a: &&ActorMention| a.people && !a.plural && matches!(a.who, Who::Of(Acts::Military | Acts::Police));
        let (first, second) = (behind.next(), behind.next());
        let party =
            |a: &&ActorMention| is_group(a) || matches!(a.who, Who::Of(Acts::Military | Acts::Police | Acts::Militia));
        let close = |a: &&ActorMention, b: &ActorMention| a.tokens.start - b.tokens.end <= 5;
        // "accused the army and foreign fighters of …": the two are accused together
        let pair = |a: &ActorMention, b: &&ActorMention| party(&a) && self.joined_to(a, b);
        let pick = match (first, second) {
            (Some(a), Some(b)) if a.tokens.start > t + 1 && pair(a, &b) => Some(a),
            (Some(a), Some(b)) if party(&b) && (close(&b, a) || self.clause_of_accuser(t, g).is_some()) => Some(b),
            (Some(a), _) if party(&a) => Some(a),
            (_, Some(b)) if party(&b) => Some(b),
            _ => None,
        };
        // "accused the army of ignoring warnings" blames it for no deed
        let idle = |a: &&ActorMention| (a.tokens.end..whole.min(a.tokens.end + OF)).any(|k| r.is(k, Small::Omission));
        let pick = pick.filter(|a| !lone(a) && !idle(a)).cloned();
        // "the opposition accused *Russia* of …": who stands right behind the verb accuses
        let accuser = first
            .filter(|a| second.is_none() && (a.tokens.start == t + 1 || self.attribution.speaking[a.tokens.start]));
        let next = |a: &ActorMention, k: usize| self.r.places[k].tokens.start <= a.tokens.end + 1;
        let country = accuser.and_then(|a| self.accused_country(a.tokens.end..whole).filter(|k| next(a, *k)));
        if let Some(k) = country {
            self.blame_country(k);
            return;
        }
        // "the commander of X accused Israel of …": the country right before the charge
        let charged = |k: usize| {
            let with = r.chart.matches_at(k).iter().any(|m| m.features.has(Features::WITH));
            with || r.is(k, Small::Suspect) || r.is(k, Small::Perform)
        };
        let before_charge = |p: &PlaceMention| {
            let within = p.tokens.start > t + 1 && p.tokens.end < whole;
            within && p.precision == PlacePrecision::Country && !(p.compass || p.prepositional) && charged(p.tokens.end)
        };
        let led = |p: &PlaceMention| r.is(p.tokens.start - 1, Small::Locative) || r.is(p.tokens.start - 1, Small::From);
        let state = places_among(&r.places, t + 2..whole).find(|k| before_charge(&r.places[*k]) && !led(&r.places[*k]));
        if let Some(k) = state.filter(|k| pick.as_ref().is_some_and(|a| a.tokens.end <= r.places[*k].tokens.start)) {
            self.blame_country(k);
            return;
        }
        match pick {
            Some(a) => self.blame_all(&a, Stance::Accused, "role:accused"),
            None => self.accused_state(t + 1..whole),
        }
    }

    /// Whether a party stands right behind another, joined to it by "and".
    pub(super) fn joined_to(&self, a: &ActorMention, b: &ActorMention) -> bool {
        let conjunction = |m: &isnad_language::Match| m.features.has(Features::CONJUNCTION);
        b.tokens.start == a.tokens.end && self.r.chart.matches_at(b.tokens.start).iter().any(conjunction)
    }

    /// "The idea of a jihad *that the group has adopted*": what a relative clause tells of is no deed.
    fn of_an_idea(&self, t: usize, g: &Range<usize>) -> bool {
        let r = self.r;
        let relative = t > g.start && r.is(t - 1, Small::Relative);
        let deed = |k: usize| r.has(k, Word::TRIGGER | Word::MEASURE | Small::IncidentNoun.mark());
        // "the group that claimed the attack"
        let told = |tokens: Range<usize>| tokens.into_iter().any(deed);
        // "which declared its responsibility" is said of nothing else
        let adopts = r.vocabulary.small(&r.chart, t, Small::Claiming) == Some(t + 1);
        relative && adopts && !told(t.saturating_sub(CLAUSE).max(g.start)..t) && !told(t + 1..g.end.min(t + CLAUSE))
    }

    /// Who is accused, with those who are named together with him.
    fn blame_all(&mut self, a: &ActorMention, stance: Stance, rule: &'static str) {
        self.blame(a, stance, rule);
        let mut last = a.clone();
        while let Some(next) = self.r.actors_at(last.tokens.end).find(|b| self.joined_to(&last, b)).cloned() {
            let force = matches!(next.who, Who::Of(Acts::Military | Acts::Police | Acts::Militia | Acts::Armed));
            if next.weak || !(force || is_group(&next)) {
                return;
            }
            self.blame(&next, stance, rule);
            last = next;
        }
    }

    /// "X, who hold the town, accused Y": where a relative clause of the accuser ends, at its comma.
    fn clause_of_accuser(&self, t: usize, g: &Range<usize>) -> Option<usize> {
        let r = self.r;
        let accuser = r.actors_at(t + 1).next()?;
        let end = accuser.tokens.end;
        let relative = end < g.end && r.is(end, Small::Relative);
        (end..g.end.min(end + CLAUSE)).find(|k| r.mark(*k, ",")).filter(|_| relative)
    }

    fn accused_state(&mut self, tokens: Range<usize>) {
        if let Some(k) = self.accused_country(tokens) {
            self.blame_country(k);
        }
    }

    /// A country that is accused by its name: the last before the deed, as the accuser may be a country too.
    fn accused_country(&self, tokens: Range<usize>) -> Option<usize> {
        let r = self.r;
        let deed = tokens.clone().find(|t| r.has(*t, Word::TRIGGER | Word::MEASURE | Small::Perform.mark()));
        let told = |p: &PlaceMention| {
            tokens.contains(&p.tokens.start)
                && p.precision == PlacePrecision::Country
                && !p.compass
                && (deed.is_some_and(|t| p.tokens.end <= t) || r.is(p.tokens.start - 1, Small::Toward))
        };
        let all: Vec<usize> = places_among(&r.places, tokens.clone()).filter(|k| told(&r.places[*k])).collect();
        let last = *all.last()?;
        let start = r.places[last].tokens.start;
        // behind the accuser, although his words reach so far
        (all.len() > 1 || start > tokens.start || !self.attribution.speaking[start]).then_some(last)
    }

    fn blame_country(&mut self, place: usize) {
        // who is accused of a murder far from any war is accused as a government
        match self.r.places[place].country.clone().filter(|_| !self.armed) {
            Some(cc) => {
                let tokens = self.r.places[place].tokens.clone();
                self.perpetrator(format!("state:{cc}:government"), Stance::Accused, false, tokens, "role:accused");
            }
            None => self.blame_state(place, Stance::Accused, "role:accused"),
        }
    }

    /// "X is responsible for it", "who is responsible for it is X".
    fn responsible(&mut self, t: usize, end: usize, g: &Range<usize>) {
        let r = self.r;
        let party =
            |a: &&ActorMention| !a.weak && !a.people && (is_group(a) || matches!(a.who, Who::Of(Acts::Military)));
        let before = r.actors_in(g.start..t).iter().rev().filter(party).find(|a| {
            a.tokens.end <= t && (a.tokens.end..t).all(|k| r.is(k, Small::Apposition) || r.is(k, Small::Relative))
        });
        let behind = || {
            r.actors_in(end..g.end.min(end + 6))
                .iter()
                .filter(party)
                .find(|a| r.is(a.tokens.start - 1, Small::Apposition))
        };
        if let Some(a) = before.or_else(behind).cloned() {
            // "the police think it likely that X is behind the attack"
            let guess = |k: usize| {
                r.is(k, Small::Estimate) || r.words(k).any(|(_, w)| matches!(w, Word::Speech(v) if v.estimates))
            };
            let guessed = (a.tokens.start.saturating_sub(GUESS).max(g.start)..a.tokens.start).any(guess);
            let stance = if guessed { Stance::Suspected } else { Stance::Accused };
            self.blame_all(&a, stance, "role:responsible");
        }
    }

    fn first_behind(&mut self, end: usize, g: &Range<usize>, stance: Stance, rule: &'static str) {
        let r = self.r;
        let reach = g.end.min(end + if stance == Stance::Accused { 12 } else { 8 });
        let stop = (end..reach).find(|k| r.mark(*k, ".;:")).unwrap_or(reach);
        let accused = stance == Stance::Accused;
        let a = r.actors_in(end..stop).iter().find(|a| {
            !(a.weak || accused && a.affiliation)
                && (matches!(a.who, Who::Named(_))
                    || accused && is_group(a)
                    || accused && matches!(a.who, Who::Of(Acts::Military | Acts::Militia)))
        });
        // "accusations against Moscow of taking part in …": a city for its country, before the deed
        let state = if accused { self.accused_city(end..a.map_or(stop, |a| a.tokens.start)) } else { None };
        if let Some(k) = state {
            self.blame_state(k, stance, rule);
            return;
        }
        match a.cloned() {
            Some(a) if accused => self.blame_all(&a, stance, rule),
            Some(a) => self.blame(&a, stance, rule),
            None if accused => {
                // "laid the blame on X": the country right behind goes before the party that speaks
                let next = self.accused_country(end..stop).filter(|k| r.places[*k].tokens.start <= end);
                match (next, self.faces(end, g)) {
                    (Some(k), _) => self.blame_country(k),
                    (None, Some(a)) => self.blame(&a, stance, "role:accused"),
                    (None, None) => self.accused_state(end..stop),
                }
            }
            None => {}
        }
    }

    /// A large city right behind a word of accusation, with the deed behind it.
    fn accused_city(&self, tokens: Range<usize>) -> Option<usize> {
        let r = self.r;
        let deed = |t: usize| r.has(t, Word::TRIGGER | Word::MEASURE | Small::Perform.mark());
        let seat = |p: &PlaceMention| {
            let near = tokens.contains(&p.tokens.start) && p.tokens.start <= tokens.start + 1;
            near && p.precision == PlacePrecision::Settlement && p.population >= CAPITAL && p.country.is_some()
        };
        let k = r.places.iter().position(seat)?;
        (r.places[k].tokens.end..tokens.end).any(deed).then_some(k)
    }

    /// "X faces accusations of …": the party right before the word.
    fn faces(&self, end: usize, g: &Range<usize>) -> Option<ActorMention> {
        let party =
            |a: &&ActorMention| !a.weak && !a.people && (is_group(a) || matches!(a.who, Who::Of(Acts::Military)));
        let near = |a: &&ActorMention| a.tokens.end + 3 >= end && a.tokens.end < end && a.tokens.start >= g.start;
        self.r.actors_in(g.start..end).iter().rev().filter(party).find(near).cloned()
    }

    /// A party that says it was not the one.
    fn denier(&mut self, t: usize, end: usize, g: &Range<usize>) {
        let r = self.r;
        let usable = |a: &&ActorMention| !a.weak && (is_group(a) || matches!(a.who, Who::Of(Acts::Military)));
        let before =
            r.actors_in(t.saturating_sub(6).max(g.start)..t).iter().rev().filter(usable).find(|a| a.tokens.end <= t);
        let behind = || r.actors_in(end..g.end.min(end + 5)).iter().find(usable);
        if let Some(a) = before.or_else(behind).cloned() {
            self.blame(&a, Stance::Denied, "role:denies");
        }
    }
}
