//! "X managed to kill Y", "X proceeded to the shelling of Y": the subject stands with the first verb, the deed is a noun.

use super::Finder;
use super::phrase::{Lead, Phrase};
use crate::asides::aside_end;
use crate::incidents::Segment;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use isnad_language::Features;
use isnad_model::Measure;

/// Words between the verb and the noun of the deed at most.
const REACH: usize = 24;

/// Words between a verb of trying, who tried and the noun of the deed at most.
const SUBJECT: usize = 5;

impl Finder<'_, '_> {
    /// Reads all such deeds of a segment; gives the tokens of their nouns, which tell nothing more.
    pub(super) fn managed(&mut self, g: &Segment, phrases: &[Phrase]) -> Vec<usize> {
        let r = self.r;
        let mut nouns = Vec::new();
        self.tried(g, phrases);
        for verb in r.marked(g.tokens.clone(), Small::Managed.mark()) {
            let negated = (verb.saturating_sub(2).max(g.tokens.start)..verb).any(|t| r.is(t, Small::Negation));
            let reach = (verb + 1)..(verb + REACH).min(g.tokens.end);
            // "managed, with the support of X, to": the comma parts nothing
            let support = |k: usize| r.is(k, Small::Support) || r.is(k, Small::Affiliation);
            let aside = |t: usize| r.mark(t, ",") && (support(t + 1) || (verb..t).any(support));
            // "managed, on Saturday, in a sweep of the forest, to"
            let mut stop = verb + 1;
            while stop < reach.end
                && (!r.mark(stop, ",.;:") || aside(stop) || interrupted(r, stop, g.tokens.end).is_some())
            {
                stop = interrupted(r, stop, g.tokens.end).unwrap_or(stop + 1);
            }
            let Some((noun, kind)) = (verb + 1..stop).find_map(|t| Some((t, self.deed(g, t)?))) else { continue };
            let between = phrases.iter().find(|p| p.at > verb && p.end <= noun && p.party() && p.lead == Lead::Bare);
            let before = || self.manager(verb, g, phrases);
            let Some(subject) = between.or_else(before).filter(|p| self.able(p, kind) && !negated) else { continue };
            nouns.push(noun);
            // "shelled the village … after the army had managed to take the airport"
            let before = verb.saturating_sub(1).max(g.tokens.start)..verb;
            let told_after = self.fired && before.clone().any(|t| r.is(t, Small::Afterwards));
            let earlier = told_after && matches!(kind, Incident::Regain | Incident::Takeover);
            if earlier && !self.parts.perpetrators.is_empty() || self.manages_after(subject, kind, noun) {
                continue;
            }
            // "whom the police then killed": an answer to the attack
            let by = phrases.iter().any(|q| q.end <= verb && q.lead == Lead::By);
            let him = r.chart.matches_at(noun).iter().any(|m| m.features.has(Features::PRONOUN));
            if (self.attacked || by) && him && kind == Incident::Killing && !self.armed_group(subject) {
                let force = subject.actor().and_then(|a| self.id(&r.actors[a]));
                self.parts.replied.extend(force);
                continue;
            }
            self.all_do(subject, phrases, kind, "role:managed");
            let behind: Vec<Phrase> = phrases.iter().filter(|p| p.at > noun && p.at < g.tokens.end).copied().collect();
            let object = behind.first().filter(|p| p.at - noun <= 4 && !self.comma(noun, p.at) && !p.is_event());
            if let Some(p) = object.filter(|p| matches!(p.lead, Lead::Bare | Lead::To)) {
                self.aim(p, &behind, "role:object-of-noun");
            }
        }
        nouns
    }

    /// "Fighters of X tried to storm the base": the deed stands bare right behind who tried.
    fn tried(&mut self, g: &Segment, phrases: &[Phrase]) {
        let r = self.r;
        for verb in r.marked(g.tokens.clone(), Small::Tried.mark()) {
            let past = r.chart.matches_at(verb).iter().any(|m| m.features.has(Features::PAST));
            if !past || (verb.saturating_sub(2).max(g.tokens.start)..verb).any(|t| r.is(t, Small::Negation)) {
                continue;
            }
            let parties = phrases.iter().filter(|p| p.at > verb && p.at <= verb + SUBJECT && p.party());
            let parties: Vec<&Phrase> = parties.collect();
            let Some(first) = parties.first().filter(|p| p.at == verb + 1 && p.lead == Lead::Bare) else { continue };
            let noun = g.triggers.iter().find(|t| {
                let bare = !t.features.any(Features::WITH | Features::TO | Features::DEFINITE | Features::CONJUNCTION);
                t.at >= first.end && t.at <= first.end + SUBJECT && t.trigger.noun && bare
            });
            let Some(noun) = noun.filter(|t| !self.comma(verb, t.at)) else { continue };
            // "fighters of X": the group behind "of" names them
            let own = parties.iter().rev().find(|p| p.end <= noun.at && noun.at - p.end <= 1);
            let kind = noun.trigger.kind;
            if let Some(p) = own.filter(|p| super::frame::against(kind) && self.able(p, kind)) {
                self.all_do(p, phrases, kind, "role:tried");
            }
        }
    }

    /// Who stands before the verb; "attacked the rebels' posts and managed to": who attacked them.
    fn manager<'a>(&self, verb: usize, g: &Segment, phrases: &'a [Phrase]) -> Option<&'a Phrase> {
        let r = self.r;
        let near = phrases.iter().rev().find(|p| p.end <= verb && p.party() && super::phrase::close(r, p.end, verb))?;
        let goes_on = r.chart.matches_at(verb).iter().any(|m| m.features.has(Features::CONJUNCTION));
        if !goes_on {
            return Some(near);
        }
        let start = (g.tokens.start..verb).rev().find(|t| r.mark(*t, ".;:") || r.is(*t, Small::That));
        let from = start.map_or(g.tokens.start, |t| t + 1);
        let own = |p: &&Phrase| p.at >= from && p.end <= verb && p.party() && p.lead == Lead::Bare && !p.genitive;
        phrases.iter().find(own).or(Some(near))
    }

    /// The deed that a word names behind a preposition.
    fn deed(&self, g: &Segment, t: usize) -> Option<Incident> {
        let r = self.r;
        let before = [Small::From, Small::Locative, Small::Toward, Small::To];
        let led = t > g.tokens.start
            && (before.iter().any(|s| r.is(t - 1, *s))
                || r.chart.matches_at(t).iter().any(|m| m.features.has(Features::WITH)));
        if !led {
            return None;
        }
        let trigger = g.triggers.iter().find(|x| x.at == t).map(|x| x.trigger.kind);
        trigger.filter(|k| super::frame::against(*k)).or_else(|| {
            let destroyed = |w: &Word| matches!(w, Word::Measure(m) if m.noun && m.measure == Measure::Destroyed);
            r.words(t).any(|(_, w)| destroyed(w)).then_some(Incident::Strike)
        })
    }
}

/// Behind a day or an aside between commas that begins at a token.
fn interrupted(r: &Reading<'_>, t: usize, end: usize) -> Option<usize> {
    let day = |t: usize| r.date_at(t).filter(|d| r.mark(d.range.end, ",")).map(|d| d.range.end + 1);
    // one comma may part two of them
    let open = if r.mark(t, ",") { t } else { t - 1 };
    aside_end(r, open, end).or_else(|| day(open + 1).filter(|_| r.mark(open, ",")))
}
