//! "According to X", "according to what X said".

use super::Chain;
use super::content::phrase_end;
use super::cues::{Covers, Cue, speech_end};
use super::head;
use super::outlets;
use super::relays::learnt;
use super::speaker::{self, Phrase, Place, Refers};
use crate::reading::Reading;
use crate::vocabulary::Small;
use std::ops::Range;

/// "According to X": the speaker stands right behind, perhaps after a verb of saying ("according to what X said").
pub(super) fn according(r: &Reading<'_>, at: usize, end: usize, s: Range<usize>, quoting: bool) -> Option<Cue> {
    let mut t = end;
    let mut said = false;
    for k in end..(end + 3).min(s.end) {
        // "according to what the agency *learnt from* a source"
        if let Some(c) = learnt(r, at, k, &s) {
            return Some(c);
        }
        if let Some(e) = speech_end(r, k) {
            t = e;
            said = true;
            break;
        }
        if head::starts(r, k) {
            break;
        }
    }
    let limit = phrase_end(r, t, s.end);
    let back = (t..limit.min(t + 2)).any(|k| r.is(k, Small::RelayedPronoun));
    let quoted = |(link, end)| Phrase { links: vec![link], tokens: t..end, refers: Refers::No };
    let p = speaker::phrase(r, t, limit, Place::According).or_else(|| outlets::in_quotes(r, t, limit).map(quoted))?;
    let first = at <= s.start + 2 || r.mark(at - 1, ".;:");
    let cue = at..p.tokens.end.max(end);
    let covers = if first { Covers::From(cue.end) } else { Covers::Before };
    let told = said && p.tokens.len() > 1;
    let chain = Chain { links: p.links, cue, speaker: p.tokens, ..Chain::default() };
    // "as Reuters quoted him"
    Some(Cue { told, open: back, quoting, according: true, ..Cue::plain(chain, covers, p.refers) })
}
