//! Outlets in a speech construction: the one spoken to, the one that passes on.

use super::Chain;
use super::head::{Found, Head, head, starts};
use super::memory::unknown;
use super::names::{body, tidy};
use crate::reading::Reading;
use crate::vocabulary::{Outlet, Small, Word};
use isnad_language::Features;
use isnad_model::{SourceKind, SourceLink};
use std::collections::HashMap;

/// Tokens from the verb to an outlet that no lexicon knows at most.
const REACH: usize = 9;

/// The links with the outlets behind them, each kind of outlet once.
pub(super) fn chained(mut links: Vec<SourceLink>, outlets: Vec<SourceLink>) -> Vec<SourceLink> {
    for o in outlets {
        if !links.iter().any(|l| l.kind == o.kind) {
            links.push(o);
        }
    }
    links
}

/// An outlet of a name of its own counts wherever the construction names it; a common noun ("state television") only as
/// the one spoken to.
pub(super) fn told_to(r: &Reading<'_>, t: usize, f: &Found, o: &Outlet) -> bool {
    // "in a talk *with* a local channel"
    f.features.has(Features::TO) || t > 0 && r.any(t - 1..t, &[Small::To, Small::Together]) || !o.open && !o.weak
}

/// The outlets that something is told to between two tokens.
pub(super) fn outlets_told(r: &Reading<'_>, from: usize, to: usize) -> Vec<SourceLink> {
    let mut out = Vec::new();
    let mut t = from;
    while t < to {
        t = match head(r, t) {
            Some(f) => {
                let mut end = f.end;
                if let Head::Outlet(o) = &f.head {
                    let told = told_to(r, t, &f, o) || t > from && r.ends(t, Small::SpokenTo);
                    let (link, e) = outlet(r, t, end, o, to);
                    end = e;
                    if told || named_behind(r, f.end, o).is_some() {
                        out.push(link);
                    }
                }
                end.max(t + 1)
            }
            None => match quoted_outlet(r, from, t, to) {
                Some(end) => {
                    out.push(SourceLink {
                        kind: SourceKind::Media,
                        name: tidy(r, (t + 1).max(end.saturating_sub(4))..end),
                    });
                    end
                }
                None => t + 1,
            },
        };
    }
    chained(Vec::new(), out)
}

/// "Told «Name»", "told RT": the end of an outlet's name that the lexicon does not know.
pub(super) fn quoted_outlet(r: &Reading<'_>, from: usize, t: usize, to: usize) -> Option<usize> {
    // "to «Name»", "whom «Name» spoke to"
    let behind = if r.is(t, Small::ToWhom) { Some(t + 1) } else { r.vocabulary.small(&r.chart, t, Small::SpokenTo) };
    let t = behind.filter(|b| t <= from + REACH && *b < to && !starts(r, *b))? - 1;
    // a name in letters of another script
    let foreign = |k: usize| r.chart.norm(k).starts_with(|c: char| c.is_ascii_alphanumeric());
    if foreign(t + 1) && (t + 2 >= to || !foreign(t + 2)) {
        return Some(t + 2);
    }
    quoted_name(r, t + 1, to)
}

/// A short name in quotation marks at a token that nobody bears who takes part: its end.
pub(super) fn quoted_name(r: &Reading<'_>, t: usize, to: usize) -> Option<usize> {
    let tokens = r.chart.text.tokens();
    if t >= to || !tokens[t].quote.opens {
        return None;
    }
    let end = (t + 1..=to.min(t + 4)).find(|k| tokens[k - 1].quote.closes)?;
    let doers = |k| {
        r.words(k).any(|(_, w)| {
            matches!(
                w,
                Word::Measure(_)
                    | Word::Trigger(_)
                    | Word::Speaker(_)
                    | Word::Person(_)
                    | Word::Militants(..)
                    | Word::Group(_)
                    | Word::Force(_)
            )
        })
    };
    (!(t..end).any(doers)).then_some(end)
}

/// An outlet that only its quotation marks tell.
pub(super) fn in_quotes(r: &Reading<'_>, t: usize, to: usize) -> Option<(SourceLink, usize)> {
    let end = quoted_name(r, t, to)?;
    Some((SourceLink { kind: SourceKind::Media, name: tidy(r, t..end) }, end))
}

/// The outlets named between two tokens.
pub(super) fn outlets(r: &Reading<'_>, from: usize, to: usize) -> Vec<SourceLink> {
    let mut out: Vec<SourceLink> = Vec::new();
    let mut t = from;
    while t < to {
        match head(r, t) {
            Some(Found { end, head: Head::Outlet(o), .. }) => {
                let (link, end) = outlet(r, t, end, &o, to);
                if !out.iter().any(|l| l.kind == link.kind) {
                    out.push(link);
                }
                t = end;
            }
            _ => t += 1,
        }
    }
    out
}

/// An outlet as a link, with the end of its phrase: "the paper" with the name that follows.
pub(super) fn outlet(r: &Reading<'_>, t: usize, end: usize, o: &Outlet, to: usize) -> (SourceLink, usize) {
    let (kind, name, end) = match named_behind(r, end, o) {
        Some((n, e)) => (n.kind, n.name.clone(), e),
        None if o.open || o.weak => (o.kind, None, body(r, end, to)),
        None => (o.kind, o.name.clone(), end),
    };
    (SourceLink { kind, name: name.unwrap_or_else(|| tidy(r, t..end)) }, end)
}

/// The named outlet right behind a common noun for outlets.
pub(super) fn named_behind<'a>(r: &'a Reading<'_>, t: usize, o: &Outlet) -> Option<(&'a Outlet, usize)> {
    if !o.open && !o.weak {
        return None;
    }
    r.words(t).find_map(|(m, w)| match w {
        Word::Outlet(n) if !n.open && !n.weak => Some((n, m.end as usize)),
        _ => None,
    })
}

/// An outlet is credited once for what one speaker said: it passed on what the same speaker says elsewhere, too.
pub(super) fn share(r: &Reading<'_>, chains: &mut [Chain]) {
    let outlet = |l: &SourceLink| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media);
    let mut credited: HashMap<Same<'_>, SourceLink> = HashMap::new();
    for (k, c) in chains.iter().enumerate().filter(|(_, c)| c.links.len() >= 2 && !outlet(&c.links[0])) {
        if let Some(link) = c.links.iter().find(|l| outlet(l)) {
            for t in c.speaker.clone().filter(|t| unknown(r, *t)) {
                let name = Same::Name(c.links[0].kind, r.chart.norm(t));
                credited.entry(name).or_insert_with(|| link.clone());
            }
            credited.entry(Same::First(c.first.unwrap_or(k as u32))).or_insert_with(|| link.clone());
        }
    }
    if credited.is_empty() {
        return;
    }
    for (k, c) in chains.iter_mut().enumerate().filter(|(_, c)| !c.links.is_empty() && !c.links.iter().any(outlet)) {
        let kind = c.links[0].kind;
        let name = |t: usize| credited.get(&Same::Name(kind, r.chart.norm(t)));
        let same = c.speaker.clone().filter(|t| unknown(r, *t)).find_map(name);
        c.links.extend(same.or_else(|| credited.get(&Same::First(c.first.unwrap_or(k as u32)))).cloned());
    }
}

/// By what a speaker is known again.
#[derive(PartialEq, Eq, Hash)]
enum Same<'a> {
    /// A word of a name, borne by a speaker of this kind.
    Name(SourceKind, &'a str),
    /// The first chain of the speaker.
    First(u32),
}
