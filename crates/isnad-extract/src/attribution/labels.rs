//! Speakers told with a colon at the head of a line.

use super::Chain;
use super::cues::{Covers, Cue};
use super::head;
use super::speaker::{self, Place};
use crate::reading::Reading;
use crate::vocabulary::Word;
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
