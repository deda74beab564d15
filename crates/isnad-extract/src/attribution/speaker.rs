//! Phrases that name a speaker: a head (a source, a ministry, the army, an agency) with what stands behind it.

use super::bounds::{field, quoted_body, stands_free};
use super::head::{Found, Head, head, preposition, speaks};
use super::names::{body, called, names, tidy};
use super::outlets::{chained, outlet, outlets_told, told_to};
use super::texts::{apposed_police, authored, of_body, of_group, of_police};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Modifier, Small, Speaker, Word};
use isnad_language::{Features, Match};
use isnad_model::{SourceKind, SourceLink};
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// A speaker as one phrase names it.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// First speaker first, outlets behind.
    pub links: Vec<SourceLink>,
    /// Head, names and apposition of the first speaker.
    pub tokens: Range<usize>,
    pub refers: Refers,
}

/// How a phrase leans on a speaker told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refers {
    /// Stands by itself.
    No,
    /// "The source", "the statement": whoever spoke last.
    Anyone,
    /// "The official", "the group", "the agency": who spoke last of that kind.
    Kind,
    /// "The ministry", "the minister": who spoke last of just that kind.
    Body,
    /// A bare name: whoever bore it before.
    Name,
}

/// Where a phrase stands towards its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Behind a verb of saying.
    Behind,
    /// Before a verb of saying.
    Before,
    /// Behind "according to".
    According,
}

/// Tokens between verb and speaker at most: a day, a name in front of its title.
pub(super) const REACH: usize = 9;

/// The speaker named between two tokens, from the first on.
pub(super) fn phrase(r: &Reading<'_>, from: usize, to: usize, place: Place) -> Option<Phrase> {
    let mut outlets = Vec::new();
    let mut name: Option<Range<usize>> = None;
    let mut text = false;
    let mut t = from;
    if let Some(end) = called(r, from, to).filter(|_| place == Place::Behind) {
        name = Some(from..end);
        t = end;
    }
    while t < to && t < from + REACH {
        if let Some(f) = head(r, t).filter(|f| stands_free(r, f, from, t, name.as_ref(), text)) {
            let found = first(r, t, to, &f, At { place, text, head: t == from }, &mut outlets);
            match found {
                Step::Speaker(p) => return Some(finish(r, p, name, outlets, to)),
                Step::Skip(end) => {
                    text |= matches!(f.head, Head::Speaker(s) if s.text);
                    t = end;
                    continue;
                }
                Step::Stop => break,
            }
        }
        if let Some(d) = r.date_at(t) {
            t = d.range.end.max(t + 1);
            continue;
        }
        let token = &r.chart.text.tokens()[t];
        if token.kind == TokenKind::Number {
            t += 1;
            continue;
        }
        if token.kind == TokenKind::Mark {
            let inside = name.is_some() || text || t == from;
            if r.mark(t, "(")
                && inside
                && let Some(end) = closing(r, t, to)
            {
                t = end;
                continue;
            }
            if r.mark(t, ",") && inside {
                t += 1;
                continue;
            }
            break;
        }
        if stops(r, t)
            || name.is_some()
                && place == Place::Behind
                && preposition(r, t)
                && !r.is(t, Small::Toward)
                && !r.any(from..t, &[Small::Apposition])
        {
            break;
        }
        if names(r, t)
            && !text
            && !token.quote.opens
            && (t == from || name.as_ref().is_some_and(|n| n.end == t) || r.date_at(t - 1).is_some())
        {
            name = Some(name.map_or(t, |n| n.start)..t + 1);
        }
        t += 1;
    }
    if let Some(p) = quoted_body(r, from, to).filter(|_| place == Place::Behind) {
        return Some(finish(r, p, None, outlets, to));
    }
    // "according to" takes a bare name too: whether somebody bore it before is seen later
    let tokens = name.filter(|n| place != Place::Before && n.start <= from + 2)?;
    // capitals speak for their governments
    let capital = tokens.clone().all(|t| r.places.iter().any(|p| p.tokens.len() == 1 && p.tokens.contains(&t)));
    let (kind, refers) = match of_body(r, tokens.end) {
        _ if capital => (SourceKind::Government, Refers::No),
        Some(kind) => (kind, Refers::No),
        None => (SourceKind::Other, Refers::Name),
    };
    let links = vec![SourceLink { kind, name: tidy(r, tokens.clone()) }];
    Some(Phrase { links: chained(links, outlets), tokens, refers })
}

/// Where a head stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub place: Place,
    /// Behind a text that it may have written.
    pub text: bool,
    /// First of its phrase.
    pub head: bool,
}

pub(super) enum Step {
    Speaker(Phrase),
    Skip(usize),
    Stop,
}

/// What a head at `t` is to the verb: its speaker, an outlet it was told to, or neither.
pub(super) fn first(r: &Reading<'_>, t: usize, to: usize, f: &Found, at: At, outlets: &mut Vec<SourceLink>) -> Step {
    let At { place, text, head } = at;
    let apposed = t > 1 && r.any(t - 2..t, &[Small::Apposition]);
    // "and the spokesman went on", where the verb is written like "belonging to"
    let verb = || head && place == Place::Behind && r.is(t - 1, Small::Affiliation) && speaks(r, t - 1);
    let before = t > 0 && preposition(r, t - 1) && !apposed && !verb();
    let led = f.features.any(Features::TO | Features::WITH) || before;
    match &f.head {
        // "the UN agency": the body behind the common noun speaks
        Head::Outlet(o) if o.weak && owner(r, f.end).is_some() => {
            let (end, kind) = owner(r, f.end).unwrap_or((f.end, o.kind));
            let end = body(r, end, to);
            let links = vec![SourceLink { kind, name: tidy(r, t..end) }];
            Step::Speaker(Phrase { links, tokens: t..end, refers: Refers::No })
        }
        Head::Outlet(o) => {
            let (link, end) = outlet(r, t, f.end, o, to);
            if led && place != Place::According {
                if told_to(r, t, f, o) {
                    outlets.push(link);
                }
                return Step::Skip(end);
            }
            if text && !led && place != Place::Behind {
                return Step::Skip(end);
            }
            let bare = f.features.has(Features::DEFINITE) && (o.open || o.weak) && end == t + 1;
            let refers = if bare { Refers::Kind } else { Refers::No };
            Step::Speaker(Phrase { links: vec![link], tokens: t..end, refers })
        }
        Head::Speaker(s) => {
            // "said in a statement": the author stands elsewhere, perhaps behind "of"
            // "said in a series of tweets"
            let led = led || s.text && t > 1 && r.is(t - 2, Small::Locative) && r.words(t - 1).next().is_none();
            if s.text && led && place != Place::According {
                return Step::Skip(f.end);
            }
            if led && !(text && f.features.has(Features::TO)) && place == Place::Behind {
                return Step::Skip(f.end);
            }
            if s.again && (place == Place::Before || t > 0 && !speaks(r, t - 1)) {
                return Step::Skip(f.end);
            }
            // "the ministry issued a statement": who issued it stands before the verb
            if s.text && place == Place::Behind && t > 0 && r.is(t - 1, Small::Issue) {
                return Step::Skip(f.end);
            }
            if s.text {
                return Step::Speaker(authored(r, t, f.end, to, s.kind, place));
            }
            let (kind, end, told) = settle(r, s, f.end, to);
            let source = s.open && s.kind == SourceKind::Other;
            // "two sources said" after three that were told with what they are
            // "the governor", which the lexicon keeps whole
            let office = kind == SourceKind::LocalOfficial
                && f.end == t + 1
                && r.vocabulary.morphology.definite(r.chart.norm(t));
            let anaphoric = !told
                && (f.features.has(Features::DEFINITE)
                    || office
                    || s.again
                    || source && f.features.has(Features::DUAL));
            let refers = match (anaphoric, source) {
                (true, true) => Refers::Anyone,
                (true, false) if !s.open && !s.weak => Refers::Body,
                (true, false) => Refers::Kind,
                _ => Refers::No,
            };
            let links = vec![SourceLink { kind, name: tidy(r, t..end) }];
            Step::Speaker(Phrase { links, tokens: t..end, refers })
        }
        Head::Actor(kind) => {
            if led && place == Place::Behind && !text {
                return Step::Stop;
            }
            let links = vec![SourceLink { kind: *kind, name: tidy(r, t..f.end) }];
            Step::Speaker(Phrase { links, tokens: t..f.end, refers: Refers::No })
        }
    }
}

/// The body that stands right behind a common noun for an agency.
fn owner(r: &Reading<'_>, t: usize) -> Option<(usize, SourceKind)> {
    r.words(t).find_map(|(m, w)| match w {
        Word::Speaker(s) if !s.weak && !s.open => Some((m.end as usize, s.kind)),
        Word::Group(g) => Some((m.end as usize, g.kind)),
        Word::Force(f) if !f.weak => Some((m.end as usize, f.kind)),
        _ => None,
    })
}

/// Adds the name before the title, names in apposition, and the outlets between speaker and content.
fn finish(
    r: &Reading<'_>,
    mut p: Phrase,
    name: Option<Range<usize>>,
    mut outlets: Vec<SourceLink>,
    to: usize,
) -> Phrase {
    let outlet = matches!(p.links[0].kind, SourceKind::NewsAgency | SourceKind::Media);
    if let Some(n) = name
        && !outlet
        && (n.end..p.tokens.start).all(|t| {
            r.chart.text.tokens()[t].kind != TokenKind::Word
                || r.any(t..t + 1, &[Small::Apposition, Small::From, Small::OneOf])
        })
    {
        p.tokens.start = n.start;
        p.links[0].name = tidy(r, p.tokens.clone());
        if p.refers != Refers::Anyone {
            p.refers = Refers::No;
        }
    }
    let mut t = p.tokens.end;
    while t < to && (outlet || r.mark(t, ",")) {
        if outlet
            && let Some(end) = relayed(r, t)
            && let Some(q) = phrase(r, end, to, Place::According)
        {
            // "the paper, quoting residents"
            return Phrase { links: chained(q.links, p.links), tokens: q.tokens, refers: q.refers };
        }
        if outlet
            && let Some(Found { end, head: Head::Speaker(s), .. }) = head(r, t)
            && s.text
        {
            // "the agency published a statement of the group"
            let q = authored(r, t, end, to, s.kind, Place::According);
            if q.links[0].kind != SourceKind::Other && q.tokens.start != t {
                return Phrase { links: chained(q.links, p.links), tokens: q.tokens, refers: q.refers };
            }
        }
        if r.mark(t, ",") && t + 1 < to && names(r, t + 1) && t <= p.tokens.end + 3 && !outlet {
            let end = body(r, t + 1, to);
            if end < to && r.mark(end, ",") {
                p.tokens.end = end;
                p.links[0].name = tidy(r, p.tokens.clone());
                t = end;
                continue;
            }
        }
        t += 1;
    }
    outlets.extend(outlets_told(r, p.tokens.end, to));
    p.links = chained(p.links, outlets);
    p
}

/// The kind of a head that leaves it open, from the words behind it: adjectives, the body it speaks for. Tells where the
/// phrase ends, and whether anything was told.
fn settle(r: &Reading<'_>, head: &Speaker, end: usize, to: usize) -> (SourceKind, usize, bool) {
    let end = if head.kind == SourceKind::Analyst { field(r, end, to).unwrap_or(end) } else { end };
    if !head.open {
        let complete = matches!(head.kind, SourceKind::Ngo | SourceKind::Un | SourceKind::Medical);
        let e = if complete && !r.is(end, Small::Same) { end } else { body(r, end, to) };
        if head.kind == SourceKind::Military
            && let Some(e) = of_group(r, end)
        {
            return (SourceKind::ArmedGroup, e, true);
        }
        // "Captain So-and-so *of the city's police*"
        let police = head.rank && (of_police(r, e) || apposed_police(r, e));
        return (if police { SourceKind::Police } else { head.kind }, e, e > end);
    }
    let official = head.kind == SourceKind::Government;
    let mut kind = head.kind;
    let mut e = end;
    let mut settled = false;
    let mut t = end;
    while t < to && t < end + 8 && !settled {
        if r.mark(t, ",(:") || r.any(t..t + 1, &[Small::Relative, Small::That, Small::Temporal]) {
            break;
        }
        let mut next = t + 1;
        // "the *Gaza* media centre"
        let name = |k: usize| r.words(k).next().is_none() && !r.covered[k];
        let adjective = |k| r.has(k, Word::MODIFIER | Word::DEMONYM);
        let described = (end..t).all(|k| name(k) || adjective(k));
        // "the ministry of defence" is a body of the state before it is a force
        let ministry = r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if !(s.weak || s.open || s.text)));
        let longest = r.words(t).filter(|(_, w)| matches!(w, Word::Speaker(_))).map(|(m, _)| m.end).max();
        let shorter = |m: &Match, w: &Word| matches!(w, Word::Speaker(_)) && Some(m.end) < longest;
        let foreign = |m: &Match, w: &Word| {
            ministry && matches!(w, Word::Force(_) | Word::Group(_) | Word::Person(_)) || shorter(m, w)
        };
        // "in the *province* of", written like "and for any"
        let free = |(m, w): (&Match, &Word)| matches!(w, Word::Speaker(_)) && !m.features.has(Features::CONJUNCTION);
        let division = |t: usize| r.has(t, Word::CUE) && preposition(r, t - 1);
        let joined = !r.words(t).any(free);
        for (m, w) in r.words(t).filter(|(m, w)| !foreign(m, w)) {
            // a second speaker; "activists and workers in …" are told of together
            let together = matches!(w, Word::Speaker(s) if s.open && s.weak && s.kind == SourceKind::Other);
            if m.features.has(Features::CONJUNCTION) && together {
                continue;
            }
            if m.features.has(Features::CONJUNCTION) {
                // a word with a clitic that may be no clitic, a person who speaks, too
                let other = !matches!(w, Word::Speaker(_)) && r.has(t, Word::SPEAKER);
                if !joined || other {
                    continue;
                }
                next = to;
                break;
            }
            let of = match w {
                // an adjective of a noun in between says nothing of the head
                Word::Modifier(_) if !described && m.end == m.start + 1 => continue,
                Word::Modifier(Modifier::Kind(k)) => *k,
                Word::Modifier(Modifier::Local) if official => SourceKind::LocalOfficial,
                Word::Modifier(Modifier::Local) => SourceKind::Other,
                Word::Speaker(s) if s.text => break,
                // "the spokesman Colonel So-and-so"
                Word::Speaker(s) if s.rank && official && described => s.kind,
                Word::Speaker(s) if !(s.weak || s.open && s.kind == SourceKind::Other) => s.kind,
                // "an official *in the province of* …"
                Word::Speaker(s) if official && s.kind == SourceKind::LocalOfficial && division(t) => s.kind,
                Word::Force(f) if !f.weak => f.kind,
                Word::Group(g) => g.kind,
                Word::Militants(_) => SourceKind::ArmedGroup,
                Word::Person(p) if matches!(p.acts, Some(Acts::Armed | Acts::Militia)) => SourceKind::ArmedGroup,
                Word::Speech(v) if !v.weak => {
                    next = to;
                    break;
                }
                _ => continue,
            };
            // a student of armed groups speaks for none of them
            let body = matches!(of, SourceKind::Ngo | SourceKind::Un | SourceKind::Medical | SourceKind::LocalOfficial);
            if head.kind == SourceKind::Analyst && !body {
                continue;
            }
            // "the *official* spokesman" says no more than "the spokesman"
            let open = matches!(w, Word::Speaker(s) if s.open) || matches!(w, Word::Modifier(_)) && of == head.kind;
            kind = of;
            settled = !open;
            e = m.end as usize;
            next = next.max(e);
            break;
        }
        t = next;
    }
    let told = e > end;
    let before = e;
    let mut e = body(r, e, to);
    // "the spokesman denied *payment* of": one bare word behind "the spokesman" is no name
    let definite = |t: usize| r.vocabulary.morphology.definite(r.chart.norm(t));
    if !told && e == before + 1 && definite(end - 1) && !definite(before) && !r.is(before, Small::Same) {
        e = before;
    }
    (kind, e, told || e > end && !r.is(end, Small::Same))
}

fn relayed(r: &Reading<'_>, t: usize) -> Option<usize> {
    r.vocabulary.small(&r.chart, t, Small::Relayed).or_else(|| r.vocabulary.small(&r.chart, t, Small::Quoting))
}

/// A word that a speaker's name does not run over.
fn stops(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(_, w)| match w {
        Word::Measure(_) | Word::Means(_) | Word::Group(_) => true,
        Word::Trigger(x) => !x.weak,
        Word::Speech(v) => !v.weak,
        Word::Small(s) => matches!(
            s,
            Small::That | Small::Relative | Small::Denial | Small::Claiming | Small::Relayed | Small::Another
        ),
        _ => false,
    })
}

/// Behind the bracket that closes the one at `t`.
fn closing(r: &Reading<'_>, t: usize, to: usize) -> Option<usize> {
    (t + 1..to.min(t + 9)).find(|k| r.mark(*k, ")")).map(|k| k + 1)
}
