//! Who says so: chains of sources with the stretch of text that each one covers.

use crate::actors::Who;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Modifier, Small, Speaker, Speech, Word};
use isnad_language::Features;
use isnad_model::{ClaimStance, SourceKind, SourceLink};
use isnad_text::Kind as TokenKind;
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

impl Attribution {
    pub(crate) fn chain_at(&self, token: usize) -> Option<&Chain> {
        self.of_token.get(token).filter(|c| **c != NONE).map(|c| &self.chains[*c as usize])
    }
}

/// A speech construction in one sentence.
struct Cue {
    tokens: Range<usize>,
    speech: Speech,
    according: bool,
    chain: Chain,
    /// Where the content begins.
    content: usize,
    /// No speaker stands beside the verb.
    open: bool,
}

/// Reads all speech constructions and spreads their chains over the text.
pub(crate) fn read(r: &Reading<'_>) -> Attribution {
    let n = r.chart.len();
    let mut out = Attribution { chains: Vec::new(), of_token: vec![NONE; n], speaking: vec![false; n] };
    let mut last: Option<u32> = None;
    let mut last_paragraph = u32::MAX;
    for s in 0..r.sentences() {
        let tokens = r.sentence(s);
        let paragraph = r.chart.text.sentences()[s].paragraph;
        if s == r.title_sentences {
            last = None;
        }
        let mut cues = cues(r, tokens.clone());
        if let Some(c) = label(r, tokens.clone(), s < r.title_sentences)
            && cues.iter().all(|x| x.tokens.start >= c.content)
        {
            cues.insert(0, c);
        }
        for c in &mut cues {
            for t in c.tokens.clone() {
                out.speaking[t] = true;
            }
            for t in c.chain.speaker.clone() {
                out.speaking[t] = true;
            }
            if c.open {
                // goes on with the speaker before
                if let Some(k) = last {
                    let before = &out.chains[k as usize];
                    let mut links = before.links.clone();
                    links.extend(c.chain.links.iter().filter(|l| !before.links.iter().any(|b| b.kind == l.kind)).cloned());
                    c.chain.links = links;
                }
            } else if let Some(k) = last {
                back_reference(&out.chains[k as usize], &mut c.chain, r);
            }
        }
        spread(r, tokens.clone(), &cues, &mut out, last.filter(|_| paragraph == last_paragraph));
        // what the sentence leaves behind for the next
        let speaks = cues.iter().rev().find(|c| !c.chain.links.is_empty() && !c.speech.condemns);
        if let Some(c) = speaks
            && let Some(k) = out.chains.iter().rposition(|x| x.cue == c.chain.cue)
        {
            last = Some(k as u32);
            last_paragraph = paragraph;
        } else if paragraph != last_paragraph && cues.is_empty() {
            // another topic: a speaker is taken up again only by a verb that says so
            last_paragraph = u32::MAX;
        }
    }
    out
}

/// "Ministry: 5 killed": a speaker and a colon at the head of a headline.
fn label(r: &Reading<'_>, s: Range<usize>, title: bool) -> Option<Cue> {
    let colon = s.clone().take(9).find(|t| r.mark(*t, ":"))?;
    if colon == s.start || (!title && colon - s.start > 4) {
        return None;
    }
    let (links, span) = speaker_phrase(r, s.start, colon, title)?;
    if span.start > s.start + 1 {
        return None;
    }
    Some(Cue {
        tokens: s.start..colon,
        speech: Speech::default(),
        according: false,
        chain: Chain { links, cue: s.start..colon, stance: None, speaker: span },
        content: colon + 1,
        open: false,
    })
}

fn cues(r: &Reading<'_>, s: Range<usize>) -> Vec<Cue> {
    let mut out: Vec<Cue> = Vec::new();
    let mut t = s.start;
    while t < s.end {
        if let Some(end) = r.vocabulary.small(&r.chart, t, Small::According) {
            let c = according(r, t, end, s.clone());
            if let Some(c) = c {
                t = c.tokens.end.max(end);
                out.push(c);
                continue;
            }
        }
        let speech = r.vocabulary.find(&r.chart, t, |w| match w {
            Word::Speech(v) => Some(*v),
            _ => None,
        });
        if let Some((end, features, v)) = speech {
            if let Some(c) = verb(r, t, end, features, v, s.clone(), out.last().map_or(s.start, |c| c.tokens.end)) {
                t = c.tokens.end.max(end);
                out.push(c);
                continue;
            }
            t = end;
            continue;
        }
        t += 1;
    }
    out
}

/// "According to X": the speaker stands right behind, perhaps after a verb of saying ("according to what X said").
fn according(r: &Reading<'_>, at: usize, end: usize, s: Range<usize>) -> Option<Cue> {
    let mut t = end;
    // "according to what … said"
    for _ in 0..3 {
        if t >= s.end {
            return None;
        }
        let verb = r.words(t).filter(|(_, w)| matches!(w, Word::Speech(_))).map(|(m, _)| m.end as usize).max();
        if let Some(e) = verb {
            t = e;
            break;
        }
        if speaker_head(r, t).is_some() {
            break;
        }
        if r.words(t).next().is_some() && !r.is(t, Small::That) {
            break;
        }
        t += 1;
    }
    let limit = phrase_end(r, t, s.end);
    let (links, span) = speaker_phrase(r, t, limit, true).filter(|(_, span)| span.start <= t + 2)?;
    let initial = at <= s.start + 2;
    Some(Cue {
        tokens: at..span.end.max(end),
        speech: Speech::default(),
        according: true,
        chain: Chain { links, cue: at..span.end, stance: None, speaker: span.clone() },
        content: if initial { span.end } else { s.start },
        open: false,
    })
}

/// A verb of saying with its subject behind (VSO) or before it (SVO), or none.
fn verb(
    r: &Reading<'_>,
    at: usize,
    end: usize,
    features: Features,
    v: Speech,
    s: Range<usize>,
    from: usize,
) -> Option<Cue> {
    if v.relays {
        return relayed(r, at, end, s);
    }
    let limit = content_start(r, end, s.end);
    let behind = speaker_phrase(r, end, limit, true).filter(|(_, span)| span.start <= end + 2);
    let content = |span_end: usize| content_marker(r, span_end.max(end), s.end).unwrap_or(limit.max(span_end));
    if let Some((links, span)) = behind {
        let content = content(span.end);
        if v.weak && content_marker(r, span.end, s.end).is_none() {
            return None;
        }
        return Some(Cue {
            tokens: at..span.end,
            speech: v,
            according: false,
            chain: Chain { links, cue: at..span.end, stance: stance(v), speaker: span },
            content,
            open: false,
        });
    }
    // the subject stands before the verb
    if at > from {
        let start = clause_start(r, at, from);
        if let Some((links, span)) = speaker_phrase(r, start, at, true).filter(|(_, span)| at - span.end <= 6) {
            if v.weak && content_marker(r, end, s.end).is_none() {
                return None;
            }
            return Some(Cue {
                tokens: span.start..end,
                speech: v,
                according: false,
                chain: Chain { links, cue: span.start..end, stance: stance(v), speaker: span },
                content: content(end),
                open: false,
            });
        }
    }
    if v.weak {
        return None;
    }
    if v.continues || features.any(Features::CONJUNCTION) {
        // "and he added to Reuters that"
        let via = outlets_between(r, end, limit);
        return Some(Cue {
            tokens: at..end,
            speech: v,
            according: false,
            chain: Chain { links: via, cue: at..end, stance: stance(v), speaker: at..end },
            content: content(end),
            open: true,
        });
    }
    None
}

/// "Reuters quoted a security source as saying": the subject is the last link, the one quoted the first.
fn relayed(r: &Reading<'_>, at: usize, end: usize, s: Range<usize>) -> Option<Cue> {
    let limit = content_start(r, end, s.end);
    let outlet_end = (end..limit).find(|t| is_from(r, *t)).unwrap_or(limit);
    let mut links = Vec::new();
    let mut span = at..end;
    if outlet_end < limit
        && let Some((speakers, sp)) = speaker_phrase(r, outlet_end + 1, limit, true)
    {
        links.extend(speakers);
        span = sp;
    }
    let has_outlet = outlets_between(r, end, outlet_end.max(end));
    let via = if has_outlet.is_empty() { outlets_between(r, s.start, at) } else { has_outlet };
    for l in via {
        if !links.contains(&l) {
            links.push(l);
        }
    }
    if links.is_empty() {
        return None;
    }
    let open = links.iter().all(|l| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media))
        && r.chart.norm(end).chars().count() <= 4
        && is_from_pronoun(r, end);
    Some(Cue {
        tokens: at..span.end.max(end),
        speech: Speech::default(),
        according: false,
        chain: Chain { links, cue: at..span.end.max(end), stance: None, speaker: span },
        content: limit,
        open,
    })
}

/// The preposition that leads from the one who relays to the one who spoke; packs mark it in the class `relay`.
fn is_from(r: &Reading<'_>, t: usize) -> bool {
    r.is(t, Small::Relayed)
}

fn is_from_pronoun(r: &Reading<'_>, t: usize) -> bool {
    r.is(t, Small::RelayedPronoun)
}

fn stance(v: Speech) -> Option<ClaimStance> {
    if v.denies {
        Some(ClaimStance::Denied)
    } else if v.claims {
        Some(ClaimStance::Claimed)
    } else if v.estimates {
        Some(ClaimStance::Estimated)
    } else {
        None
    }
}

/// First token of what is said: behind "that", a colon or an opening quote; at most twenty-four tokens on.
fn content_marker(r: &Reading<'_>, from: usize, end: usize) -> Option<usize> {
    (from..end.min(from + 24)).find_map(|t| {
        if let Some(e) = r.vocabulary.small(&r.chart, t, Small::That) {
            return Some(e);
        }
        if r.mark(t, ":") {
            return Some(t + 1);
        }
        (r.chart.text.tokens()[t].quote.opens && t > from).then_some(t)
    })
}

/// Where a speaker's phrase must end: at the content marker, else at a comma or a verb.
fn content_start(r: &Reading<'_>, from: usize, end: usize) -> usize {
    for t in from..end.min(from + 30) {
        if r.is(t, Small::That) || r.mark(t, ":") {
            return t;
        }
        let word = r.words(t).any(|(m, w)| match w {
            // "announced the killing of": the content is the verbal noun itself
            Word::Measure(x) => x.noun && !x.light || m.features.has(Features::WITH),
            Word::Trigger(x) => x.noun && !x.weak || m.features.has(Features::WITH),
            Word::Small(Small::Denial | Small::Claiming) => true,
            _ => false,
        });
        if word && t > from {
            return t;
        }
    }
    end.min(from + 30)
}

/// End of a noun phrase that names a speaker: a stop, a verb, the content.
fn phrase_end(r: &Reading<'_>, from: usize, end: usize) -> usize {
    for t in from..end {
        if r.mark(t, ".;:?!") || r.is(t, Small::That) {
            return t;
        }
        if t > from
            && (r.mark(t, ",")
                || r.words(t).any(|(_, w)| matches!(w, Word::Small(Small::Temporal | Small::Relative)) || matches!(w, Word::Speech(v) if !v.weak)))
        {
            return t;
        }
    }
    end
}

fn clause_start(r: &Reading<'_>, at: usize, from: usize) -> usize {
    let mut t = at;
    let mut commas = 0;
    while t > from {
        if r.mark(t - 1, ".;:?!") {
            break;
        }
        if r.mark(t - 1, ",") {
            commas += 1;
            // a name in apposition stands between commas
            if commas > 2 {
                break;
            }
        }
        if at - t > 22 {
            break;
        }
        t -= 1;
    }
    t
}

/// A word that can head a speaker.
fn speaker_head(r: &Reading<'_>, t: usize) -> Option<(usize, Features, Head)> {
    let mut best: Option<(usize, Features, Head)> = None;
    for (m, w) in r.words(t) {
        let head = match w {
            Word::Speaker(s) => Head::Speaker(*s),
            Word::Outlet(o) => Head::Outlet(o.kind, o.name.clone(), o.open, o.weak),
            _ => continue,
        };
        let end = m.end as usize;
        if best.as_ref().is_none_or(|b| end > b.0 || (end == b.0 && matches!(b.2, Head::Speaker(s) if s.weak))) {
            best = Some((end, m.features, head));
        }
    }
    if let Some(a) = r.actors.iter().find(|a| a.tokens.start == t)
        && best.as_ref().is_none_or(|b| match &b.2 {
            Head::Speaker(s) => s.weak && !s.rank,
            Head::Outlet(_, _, _, weak) => *weak,
            Head::Actor(_) => false,
        })
        && (!a.people || matches!(a.who, Who::Of(Acts::Government)) || a.plural)
        && !matches!(a.who, Who::Of(Acts::Civilians))
    {
        let features = r.chart.matches_at(t).first().map_or(Features::NONE, |m| m.features);
        return Some((a.tokens.end, features, Head::Actor(a.kind)));
    }
    best
}

enum Head {
    Speaker(Speaker),
    Outlet(SourceKind, Option<String>, bool, bool),
    Actor(SourceKind),
}

/// The speakers named between two tokens, as links in order, with the tokens of the first speaker.
fn speaker_phrase(r: &Reading<'_>, from: usize, to: usize, with_outlets: bool) -> Option<(Vec<SourceLink>, Range<usize>)> {
    let mut t = from;
    let mut speaker: Option<(SourceKind, Range<usize>, bool)> = None;
    let mut outlets: Vec<SourceLink> = Vec::new();
    let mut span = from..from;
    while t < to {
        if let Some((end, features, head)) = speaker_head(r, t) {
            match head {
                Head::Outlet(kind, name, open, weak) => {
                    let named = open || weak;
                    let end = if named { name_end(r, end, to) } else { end };
                    if weak && end == t + 1 && !outlets.is_empty() {
                        t = end;
                        continue;
                    }
                    let first = speaker.is_none();
                    let tokens = t..end;
                    let link = SourceLink { kind, name: name.unwrap_or_else(|| tidy(r.words_of(tokens.clone()))) };
                    let _ = features;
                    if with_outlets && !outlets.iter().any(|o| o.kind == link.kind) {
                        outlets.push(link);
                    }
                    if first && span.is_empty() {
                        span = tokens;
                    } else {
                        span.end = end;
                    }
                    t = end;
                    continue;
                }
                Head::Speaker(s) => {
                    if s.weak && speaker.is_none() && !s.rank && t > from + 1 {
                        t = end;
                        continue;
                    }
                    match &mut speaker {
                        None => {
                            let (kind, e) = settle(r, s, t, end, to);
                            speaker = Some((kind, t..e, s.open || s.text));
                            if span.is_empty() {
                                span = t..e;
                            } else {
                                span.end = e;
                            }
                            t = e;
                            continue;
                        }
                        Some((_, range, _)) => {
                            // further titles and co-speakers belong to the same link
                            range.end = end;
                            span.end = end;
                        }
                    }
                    t = end;
                    continue;
                }
                Head::Actor(kind) => {
                    match &mut speaker {
                        None => {
                            speaker = Some((kind, t..end, false));
                            if span.is_empty() {
                                span = t..end;
                            } else {
                                span.end = end;
                            }
                        }
                        Some((_, range, _)) => {
                            range.end = end;
                            span.end = end;
                        }
                    }
                    t = end;
                    continue;
                }
            }
        }
        // a speaker is looked for only near the beginning
        if speaker.is_none() && outlets.is_empty() && t >= from + 3 && !r.mark(t, "(\"") {
            break;
        }
        t += 1;
    }
    let mut links = Vec::new();
    if let Some((kind, tokens, _)) = speaker {
        let tokens = trim(r, tokens);
        links.push(SourceLink { kind, name: tidy(r.words_of(tokens)) });
    }
    for o in outlets {
        links.push(o);
    }
    (!links.is_empty()).then_some((links, span))
}

/// The kind of a speaker whose head leaves it open, from the words behind: adjectives, the body it speaks for.
fn settle(r: &Reading<'_>, head: Speaker, at: usize, end: usize, to: usize) -> (SourceKind, usize) {
    let mut kind = head.kind;
    let mut e = end;
    if !head.open {
        return (kind, name_end(r, end, to));
    }
    let official = matches!(head.kind, SourceKind::Government);
    let mut t = end;
    let mut settled = false;
    while t < to && t < end + 7 && !settled {
        if r.mark(t, ",(") && t > end {
            break;
        }
        for (m, w) in r.words(t) {
            match w {
                Word::Modifier(Modifier::Kind(k)) => {
                    kind = *k;
                    settled = true;
                }
                Word::Modifier(Modifier::Local) => {
                    kind = if official { SourceKind::LocalOfficial } else { SourceKind::Other };
                    settled = true;
                }
                Word::Speaker(s) if !s.weak && !(s.open && s.kind == SourceKind::Other) => {
                    kind = s.kind;
                    settled = !s.open;
                }
                Word::Force(f) => {
                    kind = f.kind;
                    settled = true;
                }
                Word::Group(g) => {
                    kind = g.kind;
                    settled = true;
                }
                Word::Militants => {
                    kind = SourceKind::ArmedGroup;
                    settled = true;
                }
                _ => continue,
            }
            e = m.end as usize;
            break;
        }
        t += 1;
    }
    let _ = at;
    (kind, name_end(r, e, to))
}

/// Runs on over words that stand in no lexicon: names.
fn name_end(r: &Reading<'_>, from: usize, to: usize) -> usize {
    let mut t = from;
    while t < to && t < from + 5 {
        let token = r.chart.text.tokens()[t];
        if token.kind != TokenKind::Word {
            break;
        }
        let known = r.words(t).any(|(_, w)| {
            !matches!(w, Word::Demonym(_) | Word::Person(_) | Word::Small(Small::Locative | Small::Compass) | Word::Modifier(_))
        });
        if known || r.chart.norm(t).chars().count() < 2 || r.date_at(t).is_some() {
            break;
        }
        t += 1;
    }
    t
}

fn trim(r: &Reading<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.len() > 1 && r.chart.text.tokens()[tokens.end - 1].kind == TokenKind::Mark {
        tokens.end -= 1;
    }
    tokens
}

/// Names as read, without a line break inside.
fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn outlets_between(r: &Reading<'_>, from: usize, to: usize) -> Vec<SourceLink> {
    let mut out: Vec<SourceLink> = Vec::new();
    let mut t = from;
    while t < to {
        if let Some((end, _, (kind, name, open, weak))) = r.vocabulary.find(&r.chart, t, |w| match w {
            Word::Outlet(o) => Some((o.kind, o.name.clone(), o.open, o.weak)),
            _ => None,
        }) {
            let e = if open || weak { name_end(r, end, to) } else { end };
            let link = SourceLink { kind, name: name.unwrap_or_else(|| tidy(r.words_of(t..e))) };
            if !out.iter().any(|o| o.kind == link.kind) {
                out.push(link);
            }
            t = e;
        } else {
            t += 1;
        }
    }
    out
}

/// "The source", "the statement", "the minister": a definite open head is the speaker told before.
fn back_reference(before: &Chain, chain: &mut Chain, r: &Reading<'_>) {
    let (Some(old), Some(new)) = (before.links.first(), chain.links.first()) else { return };
    let head = chain.speaker.start;
    let definite = r.chart.matches_at(head).iter().any(|m| m.features.has(Features::DEFINITE));
    let open = r.words(head).any(|(_, w)| matches!(w, Word::Speaker(s) if s.open || s.text));
    let vague = new.kind == SourceKind::Other || (new.kind == SourceKind::Government && open);
    if definite && open && vague && old.kind != new.kind && chain.speaker.len() <= 2 {
        let mut links = before.links.clone();
        for l in chain.links.drain(1..) {
            if !links.iter().any(|b| b.kind == l.kind) {
                links.push(l);
            }
        }
        chain.links = links;
    } else if old.kind == new.kind && chain.links.len() == 1 && before.links.len() > 1 && definite && chain.speaker.len() <= 2 {
        chain.links = before.links.clone();
    }
}

/// Gives every token of a sentence its chain.
fn spread(r: &Reading<'_>, s: Range<usize>, cues: &[Cue], out: &mut Attribution, before: Option<u32>) {
    if cues.is_empty() {
        if let Some(k) = before {
            out.of_token[s.clone()].fill(k);
        }
        return;
    }
    let mut ids = Vec::new();
    for c in cues {
        out.chains.push(c.chain.clone());
        ids.push(out.chains.len() as u32 - 1);
    }
    // what stands before the first verb of saying belongs to nobody, unless the account goes on
    let mut from = s.start;
    for (k, c) in cues.iter().enumerate() {
        let next = cues.get(k + 1).map_or(s.end, |n| if n.according { n.tokens.start } else { n.tokens.start.max(n.chain.cue.start) });
        if c.speech.condemns || c.speech.accuses && c.chain.links.is_empty() {
            continue;
        }
        if c.according && c.content <= c.tokens.start {
            // covers what stands before it, back to the last construction
            let start = clause_back(r, from, c.tokens.start);
            for t in start..c.tokens.start {
                // a speaker within an account that is passed on: both are links
                if out.of_token[t] == NONE || t >= from {
                    out.of_token[t] = ids[k];
                }
            }
            if cues.len() == 1 || k + 1 == cues.len() {
                let tail = c.tokens.end..s.end;
                let own = tail.clone().any(|t| r.mark(t, ","));
                if own && before.is_none() {
                    out.of_token[tail].fill(ids[k]);
                }
            }
        } else {
            let end = if cues.get(k + 1).is_some_and(|n| n.according && n.content <= n.tokens.start) {
                // "X said that …, according to Y": Y passes X's words on, or is a second voice
                cues[k + 1].tokens.start
            } else {
                next
            };
            let start = c.content.min(s.end);
            if start < end.max(start) {
                out.of_token[start..end.max(start)].fill(ids[k]);
            }
            // what a verb in the middle leaves behind it: "5 were killed, said X"
            let lone = !r.any(start..end.max(start), &[]) && !has_figure(r, start..end.max(start));
            if lone && has_figure(r, from..c.tokens.start) && !c.open {
                out.of_token[from..c.tokens.start].fill(ids[k]);
            }
        }
        from = c.tokens.end.max(from);
        if let Some(n) = cues.get(k + 1)
            && n.according
            && !c.according
            && n.chain.links.iter().all(|l| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media))
            && !n.chain.links.is_empty()
            && !c.chain.links.is_empty()
        {
            // the outlet behind passes on what the speaker before it said
            let mut links = out.chains[ids[k] as usize].links.clone();
            for l in &n.chain.links {
                if !links.iter().any(|x| x.kind == l.kind) {
                    links.push(l.clone());
                }
            }
            out.chains[ids[k] as usize].links = links.clone();
            out.chains[ids[k + 1] as usize].links = links;
        }
    }
}

fn has_figure(r: &Reading<'_>, tokens: Range<usize>) -> bool {
    r.quantities.iter().any(|q| tokens.contains(&q.tokens.start))
}

/// An "according to" reaches back over its clause: to the construction before it.
fn clause_back(_r: &Reading<'_>, from: usize, _at: usize) -> usize {
    from
}
