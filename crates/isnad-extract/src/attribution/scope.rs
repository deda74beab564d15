//! How far an attribution reaches: over its sentence, and over the sentences that go on telling the same account.

use super::Attribution;
use super::cues::{Covers, Cue};
use super::speaker::chained;
use crate::reading::Reading;
use std::ops::Range;

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
    for (k, c) in cues.iter().enumerate() {
        let next = cues.get(k + 1).map_or(s.end, |n| n.tokens().start);
        match c.covers {
            Covers::From(content) => {
                if !c.silent {
                    let start = content.min(next);
                    out.of_token[start..next].fill(ids[k]);
                }
                said = Some(k);
                from = content.min(next);
            }
            Covers::Before => {
                if let Some(j) = said
                    && (c.outlets_only() || c.quoting)
                    && !cues[j].silent
                {
                    // the outlet behind passes on what the speaker before it said
                    let (speaker, behind) = (out.chains[ids[j] as usize].links.clone(), c.chain.links.clone());
                    let links = if c.quoting { chained(behind, speaker) } else { chained(speaker, behind) };
                    out.chains[ids[j] as usize].links = links.clone();
                    out.chains[ids[k] as usize].links = links;
                } else {
                    let start = if said.is_some() { clause(r, from, c.tokens().start) } else { from };
                    out.of_token[start..c.tokens().start].fill(ids[k]);
                }
                from = c.tokens().end;
                let tail = from.min(next)..next;
                out.of_token[tail].fill(said.map_or(ids[k], |j| ids[j]));
            }
        }
    }
}

/// The last clause before a token: behind its last comma.
fn clause(r: &Reading<'_>, from: usize, at: usize) -> usize {
    (from + 1..at.saturating_sub(1)).rev().find(|t| r.mark(*t - 1, ",")).unwrap_or(from)
}
