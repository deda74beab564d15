//! How far an attribution reaches: over its sentence, and over the sentences that go on telling the same account.

use super::Attribution;
use super::cues::{Covers, Cue};
use super::outlets::chained;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::SourceKind;
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// Tokens of a quote from which on it is the whole of what was said.
pub(super) const WHOLE: usize = 6;

/// Words of a name and title behind a speaker at most.
const NAME: usize = 8;

/// Gives every token of a sentence its chain; `running` is the account that the sentence before left open.
pub(super) fn spread(
    r: &Reading<'_>,
    s: Range<usize>,
    cues: &[Cue],
    ids: &[u32],
    out: &mut Attribution,
    running: Option<u32>,
) {
    if let Some(k) = running {
        let end = cues.first().map_or(s.end, |c| c.tokens().start);
        out.of_token[s.start..end].fill(k);
    }
    // where the content of the construction before begins, and whether it is somebody's words
    let mut from = s.start;
    let mut said: Option<usize> = None;
    // the construction within which others stand, before what its speaker said begins
    let mut outer: Option<(usize, usize)> = None;
    for (k, c) in cues.iter().enumerate() {
        let next = cues.get(k + 1).map_or(s.end, |n| n.tokens().start);
        // "said the movement, *which claimed the attack*, that …": what is told of the speaker is nobody's content
        if let Some((j, content)) = outer {
            if next > content {
                out.of_token[content..next].fill(ids[j]);
                (said, from, outer) = (Some(j), content, None);
            }
            continue;
        }
        if let Covers::From(content) = c.covers
            && next < content
            && !c.silent
            && !c.chain.links.is_empty()
            && !c.outlets_only()
            && in_aside(r, next)
            && matches!(cues[k + 1].covers, Covers::From(inner) if inner < content)
        {
            outer = Some((k, content));
            continue;
        }
        match c.covers {
            // "said that the attack, *which X claimed*, cost three lives": the speaker goes on
            Covers::From(content) if c.silent && said.is_some() && in_aside(r, c.tokens().start) => {
                let start = content.min(next);
                out.of_token[start..next].fill(said.map_or(ids[k], |j| ids[j]));
            }
            // "an attack that X claimed killed three, *according to Y*": who claims or condemns says no figure, and the
            // one credited behind him speaks for the whole sentence
            Covers::From(_) if c.silent && said.is_none() => {}
            Covers::From(content) => {
                if !c.silent {
                    let start = content.min(next);
                    let end = words_end(r, start, next);
                    out.of_token[start..end].fill(ids[k]);
                }
                said = Some(k);
                from = content.min(next);
            }
            Covers::Before => {
                let start = match said {
                    // passed on as a whole
                    Some(j) if c.passes_on() && !cues[j].silent => c.tokens().start,
                    Some(_) => clause(r, from, c.tokens().start),
                    None => from,
                };
                out.of_token[start..c.tokens().start].fill(ids[k]);
                from = c.tokens().end;
                let tail = from.min(next)..next;
                out.of_token[tail].fill(said.map_or(ids[k], |j| ids[j]));
            }
        }
    }
}

/// Gives sentences that name no speaker to the one who goes on behind them.
pub(super) fn bridge(r: &Reading<'_>, sentences: Range<usize>, chain: u32, out: &mut Attribution) {
    for t in sentences.flat_map(|s| r.sentence(s)) {
        if out.of_token[t] == super::NONE {
            out.of_token[t] = chain;
        }
    }
}

/// Whether a construction begins a clause that says which deed is meant: "which … claimed".
pub(super) fn in_aside(r: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|t| r.is(t, Small::Relative))
}

/// "Said So-and-so, *who lives in the old town*, that …": what is told of the speaker between two commas, where what he said
/// tells a place of its own.
pub(super) fn introduced(r: &Reading<'_>, c: &Cue, end: usize) -> Range<usize> {
    let Covers::From(content) = c.covers else { return 0..0 };
    let speaker = &c.chain.speaker;
    let opens = |t: &usize| r.mark(*t - 1, ",") && r.is(*t, Small::Apposition);
    let Some(from) = (speaker.start + 1..content.min(speaker.end + 2)).find(opens) else { return 0..0 };
    let Some(to) = (from + 1..content).find(|t| r.mark(*t, ",")) else { return 0..0 };
    let own = || !r.places_in(content..end).is_empty();
    if r.any_of(from..to, Word::MEASURE | Word::TRIGGER) || !own() { 0..0 } else { from..to }
}

/// Words quoted in full end with their quotation mark, and the article itself goes on.
fn words_end(r: &Reading<'_>, start: usize, end: usize) -> usize {
    let tokens = r.chart.text.tokens();
    if start >= end || !tokens[start].quote.opens {
        return end;
    }
    match (start..end).find(|t| tokens[*t].quote.closes) {
        Some(t) if t - start >= WHOLE && !(t + 1..end).any(|k| tokens[k].quote.opens) && !runs_on(r, t + 1, end) => {
            t + 1
        }
        _ => end,
    }
}

/// "Reported «…» *that cost three lives*": whether the clause of the quoted words goes on behind them.
fn runs_on(r: &Reading<'_>, at: usize, end: usize) -> bool {
    at < end
        && r.chart.text.tokens()[at].kind == TokenKind::Word
        && !r.chart.matches_at(at).iter().any(|m| m.features.has(Features::CONJUNCTION))
        && !r.has(at, Word::SPEECH | Small::According.mark() | Small::Meanwhile.mark())
}

/// The last clause before a token: behind its last comma.
fn clause(r: &Reading<'_>, from: usize, at: usize) -> usize {
    (from + 1..at.saturating_sub(1)).rev().find(|t| r.mark(*t - 1, ",")).unwrap_or(from)
}

/// Whether a sentence is nothing but "according to X": it credits the sentence before it.
pub(super) fn stands_alone(r: &Reading<'_>, s: &Range<usize>, cues: &[Cue]) -> bool {
    let [c] = cues else { return false };
    let mut rest = c.tokens().end..s.end;
    let tells = |t: usize| {
        let deed =
            |w: &Word| matches!(w, Word::Measure(_) | Word::Trigger(_) | Word::Speech(_) | Word::Small(Small::That));
        r.words(t).any(|(_, w)| deed(w)) || r.quantity_over(t).is_some()
    };
    c.according
        && c.tokens().start <= s.start + 1
        && !c.chain.links.is_empty()
        && rest.len() <= NAME
        && !rest.any(tells)
}

/// Gives what a sentence tells to the speaker who is credited behind it: outlets pass on what others said in it, anybody
/// else takes over what it did not give to a speaker of its own.
pub(super) fn credit(r: &Reading<'_>, sentence: usize, id: u32, own: Range<usize>, out: &mut Attribution) {
    let outlets = out.chains[id as usize].links.clone();
    let passes_on = outlets.iter().all(|l| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media));
    if passes_on {
        for k in own.clone() {
            let links = std::mem::take(&mut out.chains[k].links);
            out.chains[k].links = if links.is_empty() { links } else { chained(links, outlets.clone()) };
        }
    }
    for t in r.sentence(sentence) {
        let told = (out.of_token[t] as usize) < out.chains.len() && own.contains(&(out.of_token[t] as usize));
        if !told {
            out.of_token[t] = id;
        }
    }
}
