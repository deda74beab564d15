//! Those who hand on another's words: "the agency quoted a source as saying", "according to what the paper learnt from …".

use super::Chain;
use super::content::{clause_start, content_start, marker};
use super::cues::{Covers, Cue};
use super::outlets::{self, chained};
use super::speaker::{self, Phrase, Place, Refers};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use std::ops::Range;

/// "According to what *the agency learnt from a source*": a relay behind "according to", with the one it is from.
pub(super) fn learnt(r: &Reading<'_>, at: usize, k: usize, s: &Range<usize>) -> Option<Cue> {
    let end = r.words(k).find_map(|(m, w)| matches!(w, Word::Speech(v) if v.relays).then_some(m.end as usize))?;
    let c = relayed(r, k, end, s.clone(), s.start).filter(|c| !c.open && c.chain.links.len() > 1)?;
    let first = at <= s.start + 2 || r.mark(at - 1, ".;:");
    let cue = at..c.chain.speaker.end.max(end);
    let covers = if first { c.covers } else { Covers::Before };
    Some(Cue { according: true, told: true, ..Cue::plain(Chain { cue, ..c.chain }, covers, c.refers) })
}

/// "Reuters quoted a security source as saying": the subject is the last link, the one quoted the first.
pub(super) fn relayed(r: &Reading<'_>, at: usize, end: usize, s: Range<usize>, from: usize) -> Option<Cue> {
    let limit = content_start(r, end, s.end);
    let led = |s: Small| (end..limit).find_map(|t| r.vocabulary.small(&r.chart, t, s));
    // "learnt *from* a source"
    let told = led(Small::Relayed);
    let lead = told.or_else(|| led(Small::From));
    let back = (end..limit).find_map(|t| r.vocabulary.small(&r.chart, t, Small::RelayedPronoun));
    let mut behind = outlets::outlets(r, end, lead.unwrap_or(limit));
    // "«Name» quoted", "the service «Name»", "«Name» learnt that"
    let learnt =
        || outlets::in_quotes(r, end, limit).is_some_and(|(_, e)| e == limit && marker(r, limit, s.end).is_some());
    if behind.is_empty() && (lead.is_some() || learnt()) {
        behind.extend((end..end + 2).find_map(|t| outlets::in_quotes(r, t, limit)).map(|(link, _)| link));
    }
    let via = if behind.is_empty() { outlets::outlets(r, clause_start(r, at, from), at) } else { behind };
    // "told of a heavy attack on what is left": one bare word is nobody's name
    let bare = |p: &Phrase| p.refers == Refers::Name && p.tokens.len() < 2;
    let lead = lead.filter(|_| told.is_some() || !via.is_empty());
    let quoted = lead.and_then(|e| speaker::phrase(r, e, limit, Place::According)).filter(|p| !bare(p));
    let content = marker(r, limit, s.end).unwrap_or(limit);
    let (p, open) = match quoted {
        Some(q) => (Phrase { links: chained(q.links, via), ..q }, false),
        None if via.is_empty() => return None,
        None => (Phrase { links: via, tokens: at..end, refers: Refers::No }, back.is_some()),
    };
    let covers = Covers::From(content.max(p.tokens.end));
    let cue = at..p.tokens.end.max(end);
    let chain = Chain { links: p.links, cue, speaker: p.tokens, ..Chain::default() };
    Some(Cue { open, ..Cue::plain(chain, covers, p.refers) })
}
