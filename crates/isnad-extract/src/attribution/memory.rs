//! Who spoke before: "the source", "the minister", "he added", a name told in full further up.

use super::Chain;
use super::cues::Cue;
use super::outlets::chained;
use super::speaker::{self, Place, Refers};
use crate::actors::ActorMention;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_model::{SourceKind, SourceLink};
use std::ops::Range;

/// Words between a name and its title at most.
const TITLE: usize = 8;

/// Whether a construction names anybody: "according to" with a bare name that nobody bore before may be a thing.
pub(super) fn known(r: &Reading<'_>, before: &[Chain], cue: &Cue) -> bool {
    !cue.according
        || cue.told
        || cue.refers != Refers::Name
        || before.iter().any(|c| share_a_name(r, &c.speaker, &cue.chain.speaker))
}

/// Fills in what a construction leaves to the speakers before it.
pub(super) fn resolve(r: &Reading<'_>, before: &[Chain], last: Option<u32>, cue: &mut Cue) {
    if cue.loose && !borne(r, before, last, &cue.chain.speaker) {
        // one bare word that nobody bore: whoever spoke before goes on
        cue.chain.links.drain(..1);
        cue.chain.speaker = cue.chain.cue.clone();
        cue.refers = Refers::No;
        cue.open = true;
    }
    if cue.open {
        if cue.anew
            && cue.chain.links.is_empty()
            && let Some(link) = topic(r, cue.chain.cue.start)
        {
            cue.chain.links = vec![link];
            cue.open = false;
            return;
        }
        if let Some(k) = last {
            let told = &before[k as usize];
            let speaker = if cue.chain.links.is_empty() { &told.links[..] } else { people(&told.links) };
            let own = std::mem::take(&mut cue.chain.links);
            cue.chain.links = chained(speaker.to_vec(), own);
            cue.chain.speaker = told.speaker.clone();
            cue.chain.first = told.first.or(Some(k));
        }
        return;
    }
    let Some(head) = cue.chain.links.first().map(|l| l.kind) else { return };
    if head == SourceKind::Other && cue.refers == Refers::Kind && armed_party(r, cue.chain.speaker.start) {
        cue.chain.links[0].kind = SourceKind::ArmedGroup;
        return;
    }
    if let Some(kind) = theirs(r, before, &cue.chain).or_else(|| of_body_told(r, &cue.chain)) {
        cue.chain.links[0].kind = kind;
        return;
    }
    let nation = nationality(r, &cue.chain.speaker);
    // "the Israeli medics" are not the Palestinian ones who spoke before
    let foreign = |c: &Chain| nation.is_some_and(|n| nationality(r, &c.speaker).is_some_and(|told| told != n));
    let nearest = |fits: &dyn Fn(&Chain) -> bool| before.iter().rposition(|c| fits(c) && !foreign(c));
    let told = match cue.refers {
        // "the deputy", whom an agency quoted before
        Refers::No => same_head(r, before, &cue.chain).filter(|k| {
            let told = &before[*k].links;
            cue.chain.links.len() == 1 && told.len() > 1 && told[0].kind == head
        }),
        // "the chamber", "the source": whoever was told of by just that word
        _ if same_head(r, before, &cue.chain).is_some() => same_head(r, before, &cue.chain),
        Refers::Anyone => {
            let of = |fits: &dyn Fn(&Chain) -> bool| nearest(&|c| !outlet(c) && !c.links.is_empty() && fits(c));
            let text = r.words(cue.chain.speaker.start).any(|(_, w)| matches!(w, Word::Speaker(s) if s.text));
            let unnamed = of(&|c| source(r, c) && !body(r, c)).filter(|_| !text);
            unnamed.or_else(|| of(&|c| source(r, c))).or_else(|| of(&|_| true))
        }
        Refers::Kind => {
            let of = |fits: &dyn Fn(SourceKind) -> bool| nearest(&|c| c.links.first().is_some_and(|l| fits(l.kind)));
            of(&|k| k == head).or_else(|| of(&|k| alike(k, head)))
        }
        Refers::Body => nearest(&|c| c.links.first().is_some_and(|l| l.kind == head)),
        Refers::Name => nearest(&|c| share_a_name(r, &c.speaker, &cue.chain.speaker)),
    };
    if cue.refers == Refers::No && head == SourceKind::Government {
        spokesman(r, before, cue);
    }
    if told.is_none()
        && cue.refers == Refers::Name
        && let Some(kind) = office(r, &cue.chain.speaker).or_else(|| introduced(r, before, &cue.chain))
        && let Some(link) = cue.chain.links.first_mut()
    {
        link.kind = kind;
    }
    let again = |k: &usize| cue.refers == Refers::Anyone || share_a_word(r, &before[*k].speaker, &cue.chain.speaker);
    let same = told.filter(again).or_else(|| nearest(&|c| one_body(r, c, &cue.chain)));
    // whoever is named anew is somebody else
    let anew = |k: usize| {
        let told = |t: usize| before[k].speaker.clone().any(|x| r.chart.norm(x) == r.chart.norm(t));
        cue.chain.speaker.clone().any(|t| unknown(r, t) && !told(t))
    };
    cue.chain.first = same.filter(|k| !anew(*k)).map(|k| before[k].first.unwrap_or(k as u32));
    if let Some(k) = told {
        let own = cue.chain.links.split_off(1);
        cue.chain.links = chained(before[k].links.clone(), own);
    }
}

/// Whether somebody told of further up bears a name, and is not just who spoke last without one.
fn borne(r: &Reading<'_>, before: &[Chain], last: Option<u32>, name: &Range<usize>) -> bool {
    let speaks_on = |kind: SourceKind| {
        let told = last.map(|k| &before[k as usize]);
        told.is_some_and(|c| {
            c.links.first().is_some_and(|l| l.kind == kind) && !c.speaker.clone().any(|t| unknown(r, t))
        })
    };
    before.iter().any(|c| share_a_name(r, &c.speaker, name)) || office(r, name).is_some_and(|kind| !speaks_on(kind))
}

/// The nearest chain whose speaker is headed by the very word that stands alone here with the article: "the chamber"
/// behind "the operations chamber of …".
fn same_head(r: &Reading<'_>, before: &[Chain], chain: &Chain) -> Option<usize> {
    let at = chain.speaker.start;
    let word = r.chart.norm(at);
    let alone = chain.speaker.len() == 1 && r.vocabulary.morphology.definite(word);
    let head = |c: &Chain| {
        let first = r.chart.norm(c.speaker.start);
        c.speaker.len() > 1 && first.chars().nth(2).is_some() && word.ends_with(first)
    };
    before.iter().rposition(|c| alone && !c.links.is_empty() && head(c))
}

/// "*Its* spokesman": the kind of the force, group or body told last before, in the same sentence or as a speaker.
fn theirs(r: &Reading<'_>, before: &[Chain], own: &Chain) -> Option<SourceKind> {
    let at = own.speaker.start;
    if !r.words(at).any(|(_, w)| matches!(w, Word::Speaker(s) if s.theirs)) {
        return None;
    }
    let sentence = r.sentence(r.chart.sentence_of(at));
    let body = |a: &&ActorMention| {
        sentence.start <= a.tokens.start && a.tokens.end <= own.cue.start && !a.people && !a.affiliation
    };
    let named =
        |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if !(s.open || s.weak || s.text || s.theirs)));
    let actor = r.actors_in(sentence.start..own.cue.start).iter().rev().find(body).map(|a| (a.tokens.start, a.kind));
    let speaker = (sentence.start..own.cue.start.min(at)).rev().find(|t| named(*t));
    let speaker = speaker.and_then(|t| {
        let p = speaker::phrase(r, t, own.cue.start.min(at), Place::According)?;
        p.links.first().map(|l| (t, l.kind))
    });
    let last = || before.iter().rev().filter_map(|c| c.links.first()).map(|l| l.kind).next();
    actor.into_iter().chain(speaker).max_by_key(|(t, _)| *t).map(|(_, kind)| kind).or_else(last)
}

/// "A spokeswoman *of the committee*" behind "the international committee of …": the kind of the body that was told in full.
fn of_body_told(r: &Reading<'_>, own: &Chain) -> Option<SourceKind> {
    let at = own.speaker.end.checked_sub(1).filter(|t| *t > own.speaker.start)?;
    let word = r.chart.norm(at);
    let open = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if s.open && !s.text));
    if !open(own.speaker.start) || !r.vocabulary.morphology.definite(word) {
        return None;
    }
    let whole = |k: usize| {
        r.words(k).find_map(|(m, w)| match w {
            Word::Speaker(s) if m.end as usize > k + 1 && !s.open => Some(s.kind),
            _ => None,
        })
    };
    let same = |k: usize| word.ends_with(r.chart.norm(k)) || r.chart.norm(k).ends_with(word);
    let from = own.speaker.start.saturating_sub(TOLD);
    r.marked(from..own.speaker.start, Word::SPEAKER).filter(|k| same(*k)).filter_map(whole).last()
}

/// Words back to a body told in full at most.
const TOLD: usize = 300;

/// "The spokesman So-and-so" behind "the spokesman of the movement": of the same body, where nothing else is told of his.
fn spokesman(r: &Reading<'_>, before: &[Chain], cue: &mut Cue) {
    let s = cue.chain.speaker.clone();
    let open = r
        .words(s.start)
        .any(|(m, w)| matches!(w, Word::Speaker(x) if x.open && !x.text) && m.end as usize == s.start + 1);
    let word = r.chart.norm(s.start);
    let named = s.len() > 1 && (s.start + 1..s.end).all(|t| super::names::names(r, t) && r.words(t).next().is_none());
    if !open || !named || !r.vocabulary.morphology.definite(word) {
        return;
    }
    let told = before.iter().rev().find(|c| r.chart.norm(c.speaker.start) == word && c.speaker.len() > 1);
    if let Some(kind) = told.and_then(|c| c.links.first()).map(|l| l.kind) {
        cue.chain.links[0].kind = kind;
    }
}

/// "Said So-and-so", whom nothing introduces, behind "according to the ministry's spokesman", whom no name tells: he is it.
fn introduced(r: &Reading<'_>, before: &[Chain], own: &Chain) -> Option<SourceKind> {
    let nameless = |c: &Chain| {
        let spokesman = |(_, w): (&isnad_language::Match, &Word)| matches!(w, Word::Speaker(x) if x.open && !x.text);
        r.words(c.speaker.start).any(spokesman) && c.speaker.len() > 1 && !c.speaker.clone().any(|t| unknown(r, t))
    };
    let full = own.speaker.len() > 1 && own.speaker.clone().all(|t| unknown(r, t));
    let near = |c: &&Chain| r.chart.sentence_of(c.speaker.start) + INTRODUCED >= r.chart.sentence_of(own.speaker.start);
    let told = before.iter().rev().find(|c| !c.links.is_empty()).filter(near).filter(|c| full && nameless(c))?;
    told.links.first().map(|l| l.kind)
}

/// Sentences from an office to the name of its holder at most.
const INTRODUCED: usize = 2;

/// "The movement aired a tape of men who, *it said*, …": the armed group that its sentence is about.
fn topic(r: &Reading<'_>, at: usize) -> Option<SourceLink> {
    let s = r.sentence(r.chart.sentence_of(at));
    let group = |a: &&ActorMention| s.start <= a.tokens.start && a.tokens.end <= at && !a.people && !a.affiliation;
    let Some(a) = r.actors_in(s.start..at).iter().find(group) else { return claimant(r, s.start, at) };
    (a.kind == SourceKind::ArmedGroup)
        .then(|| SourceLink { kind: a.kind, name: super::names::tidy(r, a.tokens.clone()) })
}

/// "*So-and-so* claimed the attack in a tape in which he said": whoever claims it by name leads those who did it.
fn claimant(r: &Reading<'_>, start: usize, at: usize) -> Option<SourceLink> {
    let verb = r.marked(start..at.min(start + 2), Small::Claiming.mark()).next()?;
    let name = (verb + 1..at).take_while(|t| unknown(r, *t)).last()? + 1;
    Some(SourceLink { kind: SourceKind::ArmedGroup, name: r.words_of(verb + 1..name).to_owned() })
}

/// The country that the adjective of a speaker names, be it inside the phrase or right behind it.
fn nationality<'r>(r: &'r Reading<'_>, speaker: &Range<usize>) -> Option<&'r str> {
    let country = |t: usize| {
        r.words(t).find_map(|(_, w)| match w {
            Word::Demonym(c) => Some(c.as_str()),
            _ => None,
        })
    };
    (speaker.start..(speaker.end + 1).min(r.chart.len())).find_map(country)
}

/// "The party" behind the name of an armed group that calls itself so.
fn armed_party(r: &Reading<'_>, at: usize) -> bool {
    let noun = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if s.party));
    let group = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Group(g) if g.party));
    noun(at) && r.actors.iter().any(|a| a.tokens.end <= at && a.tokens.clone().any(group))
}

/// What the bearer of a name is by the title told with it further up, where nobody spoke: "the town's governor,
/// So-and-so, arrived".
fn office(r: &Reading<'_>, name: &Range<usize>) -> Option<SourceKind> {
    let known = |k: usize| {
        let word = r.chart.norm(k);
        super::names::names(r, k)
            && word.chars().nth(2).is_some()
            && name.clone().any(|t| super::names::names(r, t) && r.chart.norm(t) == word)
    };
    (0..name.start).filter(|k| known(*k)).find_map(|k| {
        let sentence = r.sentence(r.chart.sentence_of(k));
        let from = k.saturating_sub(TITLE).max(sentence.start);
        let to = (k + 1 + TITLE).min(sentence.end);
        let before = (from..k).rev().take_while(|t| !r.mark(*t, ".:;")).filter(|t| heads(r, *t)).last();
        let behind = (k + 1..to).find(|t| r.mark(*t, ",")).filter(|t| t + 1 < to && heads(r, t + 1)).map(|t| t + 1);
        let found = before.or(behind)?;
        let p = speaker::phrase(r, found, to, Place::According)?;
        p.links.first().map(|l| l.kind).filter(|kind| *kind != SourceKind::Other)
    })
}

/// Whether a word that tells an office starts at a token.
fn heads(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(_, w)| matches!(w, Word::Speaker(s) if !s.text && !s.again))
}

/// The first link alone where the outlets behind it are told anew.
fn people(links: &[SourceLink]) -> &[SourceLink] {
    &links[..links.len().min(1)]
}

/// Whether a chain begins with an unnamed source or official rather than a body.
fn source(r: &Reading<'_>, c: &Chain) -> bool {
    r.has(c.speaker.start, Word::SPEAKER)
}

/// Whether a chain begins with a body of the state or another, no person and no unnamed source.
fn body(r: &Reading<'_>, c: &Chain) -> bool {
    use SourceKind::{Government, Ngo, Un};
    r.words(c.speaker.start)
        .any(|(_, w)| matches!(w, Word::Speaker(s) if !s.open && matches!(s.kind, Government | Ngo | Un)))
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

/// Whether two phrases have a word in common, be it with the article in one of them: "witnesses", "the witnesses".
fn share_a_word(r: &Reading<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
    let word = |t: usize| Some(r.chart.norm(t)).filter(|w| w.chars().nth(2).is_some());
    let like = |x: &str, y: &str| x.ends_with(y) || y.ends_with(x);
    a.clone().filter_map(word).any(|x| b.clone().filter_map(word).any(|y| like(x, y)))
}

/// Whether a token is a word of a name that nothing else is called by.
pub(super) fn unknown(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).next().is_none() && !r.covered[t] && personal(r, t)
}

/// Whether two phrases name one body: all words of the shorter are in the longer ("the Turkish defence ministry", "the
/// Turkish defence").
fn one_body(r: &Reading<'_>, a: &Chain, b: &Chain) -> bool {
    use SourceKind::{Government, Medical, Military, Ngo, Police, Un};
    let kind = |c: &Chain| c.links.first().map(|l| l.kind);
    let body = matches!(kind(b), Some(Government | Medical | Military | Ngo | Police | Un));
    if !body || kind(a) != kind(b) {
        return false;
    }
    let (short, long) = if a.speaker.len() < b.speaker.len() { (a, b) } else { (b, a) };
    let within = |t: usize| long.speaker.clone().any(|k| r.chart.norm(k) == r.chart.norm(t));
    (short.speaker.len() > 1 || kind(b) == Some(Ngo))
        && short.speaker.clone().any(|t| r.vocabulary.morphology.definite(r.chart.norm(t)))
        && short.speaker.clone().all(within)
}

/// Whether two phrases have a word in common that the lexicon does not know: a person's name.
fn share_a_name(r: &Reading<'_>, a: &Range<usize>, b: &Range<usize>) -> bool {
    b.clone().any(|t| {
        let word = r.chart.norm(t);
        a.clone().any(|k| r.chart.norm(k) == word) && personal(r, t)
    })
}

/// Whether a token can be a word of a person's name: known neither to the lexicon nor as a place.
fn personal(r: &Reading<'_>, t: usize) -> bool {
    super::names::names(r, t) && r.chart.norm(t).chars().nth(2).is_some() && !r.in_place(t)
}
