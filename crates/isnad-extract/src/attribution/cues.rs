//! Speech constructions of one sentence: verbs of saying, "according to", relays, labels.

use super::Chain;
use super::according::according;
use super::content::{FAR, content_start, marker};
use super::head;
use super::labels::{label, tail};
use super::outlets::{self, chained};
use super::relays::relayed;
use super::speaker::{self, Phrase, Place, Refers};
use super::subjects::{blamer, framed, main_subject, subject_before};
use crate::reading::Reading;
use crate::vocabulary::{Small, Speech, Start, Word};
use isnad_language::Features;
use isnad_model::{ClaimStance, SourceKind, SourceLink};
use std::ops::Range;

/// Tokens between a verb without a subject and what is said at most.
const REACH: usize = 12;

/// A speech construction in one sentence.
#[derive(Debug)]
pub(super) struct Cue {
    pub chain: Chain,
    pub covers: Covers,
    pub refers: Refers,
    /// No speaker stands beside the verb: who spoke before goes on.
    pub open: bool,
    /// "Quoting X": the speaker before it passes on what X said.
    pub quoting: bool,
    /// Says nothing of what happened: a condemnation, a claim of responsibility.
    pub silent: bool,
    /// "According to X".
    pub according: bool,
    /// "According to *what* So-and-so *said*": whoever said something is a person, known or not.
    pub told: bool,
    /// A verb that does not go on with the speaker before by itself.
    pub anew: bool,
    /// A verb of adding: "and he went on".
    pub continues: bool,
    /// "So-and-so said *by telephone to the agency* that": one bare word is a name only where somebody bore it before.
    pub loose: bool,
}

/// Which side of the construction the content stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Covers {
    /// From this token on.
    From(usize),
    /// What stands before the construction.
    Before,
}

impl Cue {
    /// A construction of which no more is told than whose words it covers.
    pub(super) fn plain(chain: Chain, covers: Covers, refers: Refers) -> Self {
        Self {
            chain,
            covers,
            refers,
            open: false,
            quoting: false,
            silent: false,
            according: false,
            told: false,
            anew: false,
            continues: false,
            loose: false,
        }
    }

    pub(super) fn tokens(&self) -> &Range<usize> {
        &self.chain.cue
    }

    /// Stands behind another's words and hands them on: "according to Reuters", "quoting residents".
    pub(super) fn passes_on(&self) -> bool {
        self.covers == Covers::Before && (self.quoting || self.outlets_only())
    }

    /// Only outlets: they pass on what another speaker says.
    pub(super) fn outlets_only(&self) -> bool {
        !self.chain.links.is_empty()
            && self.chain.links.iter().all(|l| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media))
    }
}

/// The constructions of a sentence in order.
pub(super) fn cues(r: &Reading<'_>, s: Range<usize>, title: bool) -> Vec<Cue> {
    let mut out: Vec<Cue> = label(r, s.clone(), title).into_iter().collect();
    let mut t = out.last().map_or(s.start, |c| c.tokens().end);
    let opens = Word::SPEECH | Small::According.mark() | Small::Quoting.mark() | Small::Claiming.mark();
    let mut opened = r.marked(t..s.end, opens);
    while let Some(at) = opened.find(|k| *k >= t) {
        t = at;
        let from = out.last().map_or(s.start, |c| c.tokens().end);
        let cue = match r.vocabulary.small(&r.chart, t, Small::According) {
            Some(end) => according(r, t, end, s.clone(), false),
            None => {
                r.vocabulary.small(&r.chart, t, Small::Quoting).and_then(|end| according(r, t, end, s.clone(), true))
            }
        };
        if cue.is_none() && (inside_words(r, &out, t) || surname(r, &out, t)) {
            t += 1;
            continue;
        }
        let speech = speech_at(r, t)
            .then(|| {
                r.vocabulary.find(&r.chart, t, |w| match w {
                    Word::Speech(v) => Some(*v),
                    Word::Small(Small::Claiming) => Some(Speech { claims: true, condemns: true, ..Speech::default() }),
                    _ => None,
                })
            })
            .flatten();
        let cue = cue.or_else(|| {
            let (end, features, v) = speech?;
            if v.relays { relayed(r, t, end, s.clone(), from) } else { verb(r, t, end, features, v, s.clone(), from) }
        });
        match cue {
            Some(mut c) => {
                t = c.tokens().end.max(t + 1);
                if c.open
                    && c.continues
                    && c.chain.links.is_empty()
                    && let Some(p) = blamer(r, from..c.tokens().start)
                {
                    (c.chain.links, c.chain.speaker, c.refers, c.open) = (p.links, p.tokens, p.refers, false);
                }
                merge(r, &mut out, c);
            }
            None => t = speech.map_or(t + 1, |x| x.0),
        }
    }
    if title && out.is_empty() {
        out.extend(tail(r, s.clone()));
    }
    if let Some(c) = out.first_mut().filter(|c| c.open && c.continues && c.chain.links.is_empty())
        && let Some(p) = main_subject(r, s.start, c.tokens().start)
    {
        c.chain.links = p.links;
        c.chain.speaker = p.tokens;
        c.refers = p.refers;
        c.open = false;
    }
    out
}

/// Whether a word is a verb of saying rather than one written alike: "in addition", "belonging to".
fn speech_at(r: &Reading<'_>, t: usize) -> bool {
    // "between Gaza and Israel"
    if r.is(t, Small::Between) && r.places_at(t + 1).next().is_some() {
        return false;
    }
    // "so that it reached 29", written like "told"
    if r.is(t, Small::Reach) && r.has(t + 1, Start::Quantity.mark()) {
        return false;
    }
    // "a source *whom the paper spoke to*"
    if r.is(t, Small::SpokenTo) {
        return false;
    }
    let alike = r.any(t..t + 1, &[Small::Also, Small::Affiliation]);
    let owner = || r.chart.matches_at(t + 1).iter().any(|m| m.features.has(Features::TO));
    let verb = |f: Features| !f.has(Features::PRONOUN) && f.any(Features::PAST | Features::PRESENT);
    // "a statement that Amaq published"
    let issued = r.is(t, Small::Issue)
        && r.words(t).all(|(m, _)| m.features.has(Features::PRONOUN) || m.features == Features::NONE);
    !issued && !alike
        || !issued && r.words(t).any(|(m, w)| matches!(w, Word::Speech(_)) && verb(m.features)) && !owner()
}

/// "The paper reported, quoting residents, that …": the one quoted speaks first.
fn merge(r: &Reading<'_>, out: &mut Vec<Cue>, mut c: Cue) {
    if let Some(last) = out.last_mut()
        && let Covers::From(content) = last.covers
        && c.covers == Covers::Before
        && content >= c.tokens().start
    {
        // "the agency said that according to first information …": what carries the article is nobody's name
        let thing = c.refers == Refers::Name && r.vocabulary.morphology.definite(r.chart.norm(c.chain.speaker.start));
        if thing || !last.outlets_only() && !c.quoting {
            // "said in a statement of the ministry": the speaker stands already; "the police say, according to the paper,
            // that": the paper passes it on
            if !thing && c.outlets_only() && hands_on(r, &c) {
                let links = std::mem::take(&mut last.chain.links);
                last.chain.links = chained(links, c.chain.links);
                last.covers = Covers::From(content.max(c.chain.cue.end));
            }
            return;
        }
        let links = std::mem::take(&mut last.chain.links);
        last.chain.links = chained(std::mem::take(&mut c.chain.links), links);
        last.chain.cue.end = c.chain.cue.end;
        last.chain.speaker = c.chain.speaker;
        last.covers = Covers::From(content.max(c.chain.cue.end));
        last.refers = c.refers;
        return;
    }
    out.push(c);
}

/// "According to *the paper*": an outlet right behind the word for it, or one of a name of its own.
fn hands_on(r: &Reading<'_>, c: &Cue) -> bool {
    let at = c.chain.speaker.start;
    let adjacent = r.vocabulary.small(&r.chart, c.tokens().start, Small::According) == Some(at);
    let quoted = r.chart.text.tokens()[at].quote.opens;
    match head::head(r, at) {
        Some(head::Found { end, head: head::Head::Outlet(o), .. }) => {
            adjacent || !(o.open || o.weak) || outlets::named_behind(r, end, &o).is_some()
        }
        _ => adjacent && quoted,
    }
}

/// A verb of saying with its subject behind it or before it, or one that goes on with the speaker before.
fn verb(
    r: &Reading<'_>,
    at: usize,
    end: usize,
    features: Features,
    v: Speech,
    s: Range<usize>,
    from: usize,
) -> Option<Cue> {
    if r.vocabulary.small(&r.chart, at, Small::Background).is_some_and(|e| e > end) {
        // "it is recalled that": the article's own voice takes over
        return Some(own_voice(at..end));
    }
    // "no wounds were recorded" says that there were none, and nothing of who speaks
    let losses = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.measure.is_some()));
    if v.counts && at > s.start && r.is(at - 1, Small::Negation) && (end..(end + 2).min(s.end)).any(losses) {
        return None;
    }
    // "the authorities did not say": what they left unsaid is nobody's
    if at > s.start && r.is(at - 1, Small::Negation) && !v.denies {
        return Some(own_voice(at..end));
    }
    let limit = content_start(r, end, s.end);
    let marked = marker(r, limit, s.end);
    // a participle goes on with the speaker before
    let participle = v.continues && !features.any(Features::PAST | Features::PRESENT);
    let subject = if participle { None } else { subject_before(r, at, from) };
    let behind = speaker::phrase(r, end, limit, Place::Behind);
    let finite = features.any(Features::PAST | Features::PRESENT);
    // "the American lawmaker" is nobody's name; a surname may have the article
    let person = |p: &Phrase| p.tokens.len() == 1 || !r.vocabulary.morphology.definite(r.chart.norm(p.tokens.start));
    let near_name = |p: &Phrase| limit <= p.tokens.end + 2;
    let named = |p: &Phrase| {
        !v.weak && marked.is_some() && (near_name(p) || finite && person(p) && only_how(r, p.tokens.end, limit))
    };
    // "the province recorded 28 dead" tells where they died
    let place = |p: &Phrase| v.counts && r.has(p.tokens.start, Word::CUE);
    // "«Name» reported that", of a paper
    let paper = || {
        let (link, e) = outlets::in_quotes(r, end, limit)?;
        let that = features.has(Features::FEMININE) && marked.is_some() && limit <= e + 1;
        that.then(|| Phrase { links: vec![link], tokens: end..e, refers: Refers::No })
    };
    let behind = behind.or_else(paper);
    // "the army denied it *and accused the rebels of* burning": a party right before the charge is no speaker but accused
    let charged = |p: &Phrase| {
        v.accuses
            && features.has(Features::CONJUNCTION)
            && r.actors_at(end).any(|a| {
                let with = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::WITH));
                // "the People's Movement", of which one word is known
                let adjective = |t: usize| {
                    r.words(t).next().is_none() && !r.covered[t] && r.vocabulary.morphology.definite(r.chart.norm(t))
                };
                let charge = (a.tokens.end..s.end).find(|t| !adjective(*t)).filter(|t| *t <= a.tokens.end + 2);
                a.tokens.contains(&p.tokens.start)
                    && a.who.fights()
                    && (!a.people || a.plural)
                    && charge.is_some_and(with)
            })
    };
    let behind = behind.filter(|p| (p.refers != Refers::Name || named(p)) && !place(p) && !charged(p));
    // "after the accusation of X by …", "after X was accused of": no accuser without an accused behind him
    let nominal = v.accuses && !finite && !participle;
    let accused = |p: &Phrase| {
        let deed = (p.tokens.end..s.end).find(|t| r.has(*t, Word::TRIGGER)).unwrap_or(s.end);
        r.actors_in(p.tokens.end..deed).iter().next().is_some()
    };
    if nominal && !behind.as_ref().is_some_and(accused) {
        return None;
    }
    let subject = subject.filter(|p| !place(p));
    // "the monitors *counted* nine pupils": who is counted says nothing
    let counted =
        |p: &Phrase| subject.is_some() && r.quantities_in(p.tokens.start..p.tokens.start + 1).iter().any(|q| !q.single);
    let behind = behind.filter(|p| !counted(p));
    let behind = match (&behind, &subject) {
        // a bare name behind a verb that has its subject already is no subject
        // "a doctor told Reuters that": the outlet is the one told
        (Some(p), Some(s)) if v.informs && outlet(&p.links) && !outlet(&s.links) => None,
        (Some(p), Some(_)) if p.refers == Refers::Name || p.tokens.start > end + 2 || v.accuses || v.condemns => None,
        _ => behind,
    };
    let adjacent = (v.estimates || v.counts && limit < s.end.min(end + FAR))
        && (behind.as_ref().is_some_and(|p| p.tokens.start == end && p.refers != Refers::Name)
            || (v.counts || toll(r, end)) && subject.as_ref().is_some_and(|p| p.tokens.end == at));
    // a verb that is mostly something else needs its content close by, or its speaker
    let text = r.words(end).any(|(_, w)| matches!(w, Word::Speaker(s) if s.text));
    let alone = if text && subject.is_some() { end + FAR } else { end + 4 };
    let near = behind.as_ref().map_or(alone, |p| if p.tokens.start == end { end + FAR } else { p.tokens.end + 4 });
    if v.weak && (marked.is_none() || limit > near) && !adjacent {
        return None;
    }
    // no word begins the content: all behind the speaker counts
    let deed = if limit < s.end.min(end + FAR) && !r.has(end, Start::Quantity.mark()) { limit } else { end };
    let make = |p: Phrase, cue: Range<usize>, content: usize, open: bool| Cue {
        silent: v.condemns && v.claims || claiming(r, content, s.end),
        chain: Chain { links: p.links, cue, stance: stance(v), speaker: p.tokens, first: None },
        covers: Covers::From(content),
        refers: p.refers,
        open,
        quoting: false,
        according: false,
        told: false,
        anew: !v.continues && !features.has(Features::CONJUNCTION),
        continues: v.continues || features.has(Features::CONJUNCTION),
        loose: false,
    };
    if let Some(mut p) = behind {
        let stop = p.tokens.end;
        let loose = p.refers == Refers::Name && !near_name(&p) && p.tokens.len() == 1;
        if !outlet(&p.links) {
            // "a source *told the agency* that", "in a talk *with the agency*, a source said"
            let own = if v.informs {
                outlets::outlets(r, stop, limit)
            } else if p.refers == Refers::Name {
                // "So-and-so said *in a talk with the agency* that"
                outlets::outlets_told(r, stop, limit)
            } else {
                framed(r, at, from)
            };
            p.links = chained(p.links, own);
        }
        // "an attack killed ten, *X claimed responsibility*" says who did it, and nothing of who counted
        let claims = claiming(r, stop, s.end);
        if marked.is_none() && !claims && trails(r, at, stop, s.end) && !features.has(Features::CONJUNCTION) {
            let mut c = make(p, at..stop, stop, false);
            c.covers = Covers::Before;
            return Some(c);
        }
        return Some(Cue { loose, ..make(p, at..stop, marked.unwrap_or(deed).max(stop), false) });
    }
    if let Some(mut p) = subject {
        p.links = chained(p.links, outlets::outlets_told(r, end, limit));
        let start = p.tokens.start;
        return Some(make(p, start..end, marked.unwrap_or(deed).max(end), false));
    }
    // "his country is worried about the killing of": what somebody feels about what is known
    if v.condemns && !features.any(Features::PAST | Features::PRESENT) {
        return Some(own_voice(at..end));
    }
    let goes_on =
        !features.has(Features::PRESENT) || limit <= end + REACH && limit < s.end && (v.continues || marked.is_some());
    if v.weak
        || v.condemns
        || !goes_on
        || !(v.continues
            || features.has(Features::CONJUNCTION) && !features.has(Features::PRESENT)
            || marked.is_some_and(|m| m <= end + 2))
    {
        return None;
    }
    let p = Phrase { links: outlets::outlets_told(r, end, limit), tokens: at..end, refers: Refers::No };
    Some(make(p, at..end, marked.unwrap_or(end), true))
}

/// "A source put *the toll* at": whether a word for a toll stands at a token.
fn toll(r: &Reading<'_>, t: usize) -> bool {
    r.is(t, Small::Tally) || r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.count))
}

/// "So-and-so said *by telephone*, *to reporters in New York*, that": whether what stands between a name and what is said
/// only tells how, when and to whom.
fn only_how(r: &Reading<'_>, from: usize, limit: usize) -> bool {
    let from = if r.mark(from, ",") { from + 1 } else { from };
    let led = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.any(Features::TO | Features::WITH));
    let dated = |t: usize| r.date_at(t).is_some();
    let how = r.is(from, Small::Particle) || head::preposition(r, from) || led(from) || dated(from);
    how && limit <= from + HOW && !(from..limit).any(|t| r.mark(t, ".;?!") || r.is(t, Small::Relative))
}

/// Words between a name and what is said at most.
const HOW: usize = 12;

fn own_voice(cue: Range<usize>) -> Cue {
    let covers = Covers::From(cue.end);
    Cue::plain(Chain { cue, ..Chain::default() }, covers, Refers::No)
}

/// Whether the first link is an outlet.
fn outlet(links: &[SourceLink]) -> bool {
    links.first().is_some_and(|l| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media))
}

/// "Said the council's head Musa *Dan* that": a verb's form right behind a speaker's name, before what he said, is a name.
fn surname(r: &Reading<'_>, cues: &[Cue], t: usize) -> bool {
    let Some(c) = cues.last() else { return false };
    let joined = || r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let speaker = &c.chain.speaker;
    let said = matches!(c.covers, Covers::From(content) if content > t + 1);
    said && !c.chain.links.is_empty()
        && speaker.end == t
        && speaker.start > c.tokens().start
        && super::names::names(r, t - 1)
        && r.words(t).any(|(_, w)| matches!(w, Word::Speech(v) if !v.continues))
        && !joined()
}

/// Whether a token stands in the words of a speaker that this sentence quotes.
fn inside_words(r: &Reading<'_>, cues: &[Cue], t: usize) -> bool {
    let tokens = r.chart.text.tokens();
    let Some(Covers::From(content)) = cues.last().map(|c| c.covers) else { return false };
    content <= t && (content..=t).all(|k| tokens[k].quote.inside) && !(content + 1..=t).any(|k| tokens[k].quote.opens)
}

fn stance(v: Speech) -> Option<ClaimStance> {
    if v.denies {
        Some(ClaimStance::Denied)
    } else if v.claims {
        Some(ClaimStance::Claimed)
    } else if v.estimates {
        Some(ClaimStance::Estimated)
    } else {
        None
    }
}

pub(super) fn speech_end(r: &Reading<'_>, t: usize) -> Option<usize> {
    r.words(t).filter(|(_, w)| matches!(w, Word::Speech(_))).map(|(m, _)| m.end as usize).max()
}

/// Whether what is said begins with a claim of responsibility.
fn claiming(r: &Reading<'_>, content: usize, end: usize) -> bool {
    r.any(content..(content + 3).min(end), &[Small::Claiming])
}

/// Whether a verb with its speaker ends a sentence whose content stands before it: "…, said X".
fn trails(r: &Reading<'_>, at: usize, stop: usize, end: usize) -> bool {
    let after = at > 0 && (r.mark(at - 1, ",") || r.chart.text.tokens()[at - 1].quote.closes);
    after && end.saturating_sub(stop) <= 8
}
