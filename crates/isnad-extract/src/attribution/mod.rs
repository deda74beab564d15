//! Who says so: chains of sources with the stretch of text that each one covers.

mod according;
mod bounds;
mod content;
mod cues;
mod head;
mod labels;
mod memory;
mod names;
mod outlets;
mod relays;
mod scope;
mod speaker;
mod subjects;
mod texts;
mod turns;

use crate::actors::ActorMention;
use crate::quantities::Quantity;
use crate::reading::{Account, Reading};
use crate::vocabulary::{Small, Word};
use cues::Covers;
use isnad_language::Features;
use isnad_model::{ClaimStance, SourceKind, SourceLink};
use outlets::chained;
use std::ops::Range;

/// A chain of sources with what its verb makes of the content.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    /// First speaker first.
    pub links: Vec<SourceLink>,
    /// Tokens of the construction, for evidence.
    pub cue: Range<usize>,
    /// The verb denies, claims or estimates.
    pub stance: Option<ClaimStance>,
    /// The speaker's mention, for "it" and "the source" further on.
    pub speaker: Range<usize>,
    /// Index of the first chain of the same speaker, where one came before.
    pub first: Option<u32>,
}

/// For every token the chain that covers it.
#[derive(Debug, Default)]
pub(crate) struct Attribution {
    pub chains: Vec<Chain>,
    of_token: Vec<u32>,
    /// Tokens that belong to speakers' names and speech constructions: no place, actor or figure of the event.
    pub speaking: Vec<bool>,
}

const NONE: u32 = u32::MAX;

/// Sentences between what a speaker says and "he added" at most that are his, too.
const BETWEEN: usize = 4;

/// Words from the head of a sentence to "others" at most.
const OTHERS: usize = 8;

impl Attribution {
    pub(crate) fn chain_at(&self, token: usize) -> Option<&Chain> {
        self.of_token.get(token).filter(|c| **c != NONE).map(|c| &self.chains[*c as usize])
    }
}

/// Reads all speech constructions and spreads their chains over the text.
pub(crate) fn read(r: &Reading<'_>) -> Attribution {
    let n = r.chart.len();
    let mut out = Attribution { chains: Vec::new(), of_token: vec![NONE; n], speaking: vec![false; n] };
    // who spoke last, and the paragraph in which that account goes on without a new verb
    let mut last: Option<u32> = None;
    let mut account: Option<Account> = None;
    let mut listed: Option<u32> = None;
    // the last sentence with a speech construction
    let mut spoke: Option<usize> = None;
    // the first chain of the sentence before
    let mut before = 0;
    let issued = communique(r);
    let issuer = if issued { issuer(r) } else { None };
    for s in 0..r.sentences() {
        let tokens = r.sentence(s);
        let here = r.account(s);
        if s == r.title_sentences {
            last = None;
            account = None;
            spoke = None;
            if let Some(chain) = issuer.clone() {
                out.chains.push(chain);
                last = Some(out.chains.len() as u32 - 1);
                account = Some(here);
            }
        }
        // the article turns to something else
        if turns::away(r, tokens.clone()) {
            account = None;
            listed = None;
        }
        let on = || issued && s > r.title_sentences || goes_on(r, tokens.clone());
        if s > 0 && account == Some(r.account(s - 1)) && on() {
            account = Some(here);
        }
        let mut cues = cues::cues(r, tokens.clone(), s < r.title_sentences);
        cues.retain(|c| memory::known(r, &out.chains, c));
        let first = out.chains.len();
        let last_told = last.zip(spoke);
        let cues_go_on = cues.first().is_some_and(|c| c.open && c.continues && c.tokens().start <= tokens.start + 1);
        if let Some(c) = cues.last() {
            spoke = Some(s).filter(|_| !c.silent);
        } else if r.any_of(tokens.clone(), Word::SPEECH | Small::According.mark()) {
            spoke = None;
        }
        let mut ids = Vec::with_capacity(cues.len());
        // a list that a speaker announced goes on in paragraphs of its own
        listed = listed.filter(|_| s > 0 && (here == r.account(s - 1) || r.list_item(s)));
        let dated = cues.iter().all(|c| c.silent) && turns::long_ago(r, tokens.clone());
        let running = last.filter(|_| account == Some(here) && !dated).or(listed);
        // the verb of saying that an outlet or witness told behind it passes on
        let mut said: Option<usize> = None;
        // outlets that hand on what begins here
        let mut handed: Option<(usize, Vec<SourceLink>)> = None;
        for c in &mut cues {
            for t in c.chain.cue.clone().chain(c.chain.speaker.clone()).chain(scope::introduced(r, c, tokens.end)) {
                // "the *province* announced": the one that speaks is where it happened, too
                let place = c.chain.speaker.contains(&t) && province(r, c);
                out.speaking[t] = !place;
            }
            memory::resolve(r, &out.chains, last, c);
            // "the channel said that the police reported": what is said is itself a telling
            if let Covers::From(content) = c.covers {
                if let Some((from, outlets)) = handed.take()
                    && !c.open
                    && (from..=from + 2).contains(&c.tokens().start)
                {
                    c.chain.links = chained(std::mem::take(&mut c.chain.links), outlets);
                }
                handed = c.outlets_only().then(|| (content, c.chain.links.clone()));
            }
            if let (Some(k), true) = (said, c.passes_on()) {
                let before = std::mem::take(&mut out.chains[k].links);
                let behind = std::mem::take(&mut c.chain.links);
                let links = if c.quoting { chained(behind, before) } else { chained(before, behind) };
                c.chain.links.clone_from(&links);
                out.chains[k].links = links;
            }
            let id = out.chains.len();
            if c.covers != Covers::Before {
                said = Some(id).filter(|_| !c.silent);
            }
            ids.push(id as u32);
            out.chains.push(c.chain.clone());
            if told_aside(r, c) {
                continue;
            }
            if c.chain.links.is_empty() {
                account = account.filter(|_| c.open || c.silent);
                continue;
            }
            last = Some(id as u32);
            account = (c.chain.stance != Some(ClaimStance::Denied)).then_some(here);
        }
        if r.mark(tokens.end.saturating_sub(1), ":") && !cues.is_empty() {
            listed = last.filter(|_| account == Some(here));
        } else if !cues.is_empty() {
            listed = None;
        }
        // "and he added": whoever goes on without being named anew has told what stands between, too
        if let Some((k, from)) = last_told
            && cues_go_on
            && (1..=BETWEEN).contains(&(s - from - 1))
        {
            scope::bridge(r, from + 1..s, k, &mut out);
        }
        let alone = scope::stands_alone(r, &tokens, &cues);
        let sentence = tokens.clone();
        scope::spread(r, tokens, &cues, &ids, &mut out, running);
        let sentences = r.chart.text.sentences();
        if alone && s > 0 && sentences[s].paragraph == sentences[s - 1].paragraph {
            scope::credit(r, s - 1, ids[0], before..first, &mut out);
        }
        if dated || turns::quote_ends(r, sentence, cues.last()) {
            account = None;
        }
        before = first;
    }
    outlets::share(r, &mut out.chains);
    out
}

/// Whether the headline calls the text a statement: whoever issues it speaks to its end.
fn communique(r: &Reading<'_>) -> bool {
    let title = if r.title_sentences > 0 { r.sentence(0) } else { 0..0 };
    title.start < title.end && r.words(title.start).any(|(_, w)| matches!(w, Word::Speaker(x) if x.text))
}

/// Whose statement the text is: the group or force that its headline names behind the word for it, before a colon or behind
/// one.
fn issuer(r: &Reading<'_>) -> Option<Chain> {
    let title = r.sentence(0);
    let body = |a: &&ActorMention| !(a.people || a.affiliation || a.weak) && a.who.fights();
    let a = r.actors_in(title.clone()).iter().find(body)?;
    let first = a.tokens.start <= title.start + ISSUER || r.mark(a.tokens.start - 1, ":");
    let links = vec![SourceLink { kind: a.kind, name: r.words_of(a.tokens.clone()).to_owned() }];
    let told = a.tokens.clone();
    first.then(|| Chain { links, cue: told.clone(), speaker: told, ..Chain::default() })
}

/// Words from the word for a statement to whose it is at most.
const ISSUER: usize = 3;

/// "And fifty more were wounded", "also": a paragraph that goes on with the account of the one before.
fn goes_on(r: &Reading<'_>, s: Range<usize>) -> bool {
    let at = s.start;
    let others =
        || r.any(at..s.end.min(at + OTHERS), &[Small::Other, Small::Others, Small::OtherTwo, Small::OrdinalOther]);
    // "and four of the dead fell": of those counted before; not "five of the contractors"
    let again = |q: &Quantity| q.definite && !q.single && (q.measure.is_some() || q.elliptic || q.tokens.len() == 1);
    let known = || r.quantities_in(at..at + 4).iter().any(again);
    r.is(at, Small::Also)
        || r.is(at, Small::Result) && of_the_same(r, at)
        || r.words(at).any(|(m, w)| {
            matches!(w, Word::Measure(x) if !x.noun && !x.weak && !x.things) && m.features.has(Features::CONJUNCTION)
        }) && (others() || known())
}

/// "And *the attack* cost …": whether the incident told before is the subject of a verb of causing.
fn of_the_same(r: &Reading<'_>, at: usize) -> bool {
    let joined = r.chart.matches_at(at).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let known = |t: usize| {
        let told = |w: &Word| matches!(w, Word::Trigger(x) if x.noun) || matches!(w, Word::Small(Small::IncidentNoun));
        r.words(t).any(|(m, w)| told(w) && m.features.has(Features::DEFINITE))
    };
    joined && (known(at + 1) || r.vocabulary.small(&r.chart, at, Small::Result).is_some_and(known))
}

/// "The *province* announced": whether a division of the country speaks for those who govern it.
fn province(r: &Reading<'_>, c: &cues::Cue) -> bool {
    let at = c.chain.speaker.start;
    r.has(at, Word::CUE)
        && r.has(at, Word::SPEAKER)
        && c.chain.links.first().is_some_and(|l| l.kind == SourceKind::LocalOfficial)
}

/// "The town *that the authorities announced they hold*": a saying that only tells which one is meant begins no account.
fn told_aside(r: &Reading<'_>, c: &cues::Cue) -> bool {
    let at = c.tokens().start;
    !c.open && c.chain.speaker.start > at && scope::in_aside(r, at)
}
