//! Who spoke before: "the source", "the minister", "he added", a name told in full further up.

use super::Chain;
use super::cues::Cue;
use super::outlets::chained;
use super::speaker::Refers;
use crate::reading::Reading;
use crate::vocabulary::Word;
use isnad_model::{SourceKind, SourceLink};
use std::ops::Range;

/// Fills in what a construction leaves to the speakers before it.
pub(super) fn resolve(r: &Reading<'_>, before: &[Chain], last: Option<u32>, cue: &mut Cue) {
    if cue.open {
        if let Some(k) = last {
            let told = &before[k as usize];
            let speaker = if cue.chain.links.is_empty() { &told.links[..] } else { people(&told.links) };
            let own = std::mem::take(&mut cue.chain.links);
            cue.chain.links = chained(speaker.to_vec(), own);
            cue.chain.speaker = told.speaker.clone();
        }
        return;
    }
    let Some(head) = cue.chain.links.first().map(|l| l.kind) else { return };
    let told = match cue.refers {
        Refers::No => None,
        Refers::Anyone => {
            let of =
                |fits: &dyn Fn(&Chain) -> bool| before.iter().rfind(|c| !outlet(c) && !c.links.is_empty() && fits(c));
            of(&|c| source(r, c)).or_else(|| of(&|_| true))
        }
        Refers::Kind => {
            let of = |fits: &dyn Fn(SourceKind) -> bool| {
                before.iter().rfind(|c| c.links.first().is_some_and(|l| fits(l.kind)))
            };
            of(&|k| k == head).or_else(|| of(&|k| alike(k, head)))
        }
        Refers::Name => before.iter().rfind(|c| share_a_name(r, &c.speaker, &cue.chain.speaker)),
    };
    if let Some(c) = told {
        let own = cue.chain.links.split_off(1);
        cue.chain.links = chained(c.links.clone(), own);
    }
}

/// The first link alone where the outlets behind it are told anew.
fn people(links: &[SourceLink]) -> &[SourceLink] {
    &links[..links.len().min(1)]
}

/// Whether a chain begins with an unnamed source or official rather than a body.
fn source(r: &Reading<'_>, c: &Chain) -> bool {
    r.words(c.speaker.start).any(|(_, w)| matches!(w, Word::Speaker(_)))
}

fn outlet(c: &Chain) -> bool {
    c.links.first().is_some_and(|l| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media))
}

/// Kinds that one noun may stand for: "the official", "the spokesman".
fn alike(told: SourceKind, head: SourceKind) -> bool {
    use SourceKind::*;
    match head {
        Government => matches!(told, Military | Police | LocalOfficial | SecuritySource | Un),
        Ngo => matches!(told, Un | Analyst),
        Military => matches!(told, SecuritySource),
        NewsAgency | Media => matches!(told, NewsAgency | Media),
        _ => false,
    }
}

/// Whether two phrases have a word in common that the lexicon does not know: a person's name.
fn share_a_name(r: &Reading<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
    b.clone().any(|t| {
        let word = r.chart.norm(t);
        super::names::names(r, t) && word.chars().nth(2).is_some() && a.clone().any(|k| r.chart.norm(k) == word)
    })
}
