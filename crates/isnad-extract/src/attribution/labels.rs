//! Speakers told with a colon at the head of a line.

use super::Chain;
use super::cues::{Covers, Cue};
use super::head;
use super::speaker::{self, Place};
use crate::reading::Reading;
use crate::vocabulary::Word;
use isnad_model::SourceKind;
use std::ops::Range;

/// "Ministry: 5 killed": a speaker and a colon at the head of a headline or line.
pub(super) fn label(r: &Reading<'_>, s: Range<usize>, title: bool) -> Option<Cue> {
    let reach = if title { 9 } else { 4 };
    let colon = s.clone().take(reach).find(|t| r.mark(*t, ":"))?;
    let from = (s.start..colon).rev().find(|t| r.mark(*t, "|-")).map_or(s.start, |t| t + 1);
    if (from..colon).any(|t| r.has(t, Word::SPEECH | Word::MEASURE | Word::TRIGGER)) {
        return None;
    }
    let p = speaker::phrase(r, from, colon, Place::Before)?;
    let text = r.words(p.tokens.start).any(|(_, w)| matches!(w, Word::Speaker(s) if s.text));
    (p.tokens.start <= from + 1 && !text && (from..from + 2).any(|t| head::starts(r, t))).then(|| {
        let chain = Chain { links: p.links, cue: s.start..colon, speaker: p.tokens, ..Chain::default() };
        Cue::plain(chain, Covers::From(colon + 1), p.refers)
    })
}

/// "Seven killed near the river (security source)", "… - security source": a speaker whom a headline credits at its end.
pub(super) fn tail(r: &Reading<'_>, s: Range<usize>) -> Option<Cue> {
    let closed = s.end > s.start && r.mark(s.end - 1, ")");
    let end = if closed { s.end - 1 } else { s.end };
    let opens = if closed { "(" } else { "-–" };
    let from = (end.saturating_sub(TAIL).max(s.start + 1)..end).rev().find(|t| r.mark(*t, opens))? + 1;
    let p = speaker::phrase(r, from, end, Place::According)?;
    let outlet = p.links.iter().any(|l| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media));
    let whole = p.tokens.start == from && p.tokens.end + 1 >= end && head::starts(r, from);
    (whole && !outlet && r.has(from, Word::SPEAKER)).then(|| {
        let chain = Chain { links: p.links, cue: from..s.end, speaker: p.tokens, ..Chain::default() };
        Cue::plain(chain, Covers::Before, p.refers)
    })
}

/// Words of such a speaker and the mark before him at most.
const TAIL: usize = 6;
