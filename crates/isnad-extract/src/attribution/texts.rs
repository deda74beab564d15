//! Texts that speak for their authors: statements, reports, posts.

use super::head::{Head, head, preposition};
use super::names::tidy;
use super::speaker::{At, Phrase, Place, REACH, Refers, Step, first};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;
use isnad_model::{SourceKind, SourceLink};

/// "A statement of the general staff", "a report that the ministry issued": the author, else whoever spoke before.
pub(super) fn authored(r: &Reading<'_>, at: usize, end: usize, to: usize, kind: SourceKind, place: Place) -> Phrase {
    let mut t = end;
    // "according to the reports, four people were killed": what befell somebody is what they say
    let told = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if !(x.noun || x.weak || x.things)));
    // "the statement pointed *to* the guards' killing of", "said that 'a nest of …'": content, and no author
    let content =
        |t: usize| r.is(t, Small::That) || r.is(t, Small::To) || t > end && r.chart.text.tokens()[t].quote.opens;
    while t < to && t < end + REACH && !r.mark(t, ",.:;") && !told(t) && !content(t) {
        if let Some(f) = head(r, t)
            && !matches!(&f.head, Head::Speaker(s) if s.text)
            && !matches!(&f.head, Head::Outlet(_))
            && let Step::Speaker(p) =
                first(r, t, to, &f, At { place: Place::According, text: true, head: false }, &mut Vec::new())
        {
            return p;
        }
        t += 1;
    }
    if place == Place::Before
        && let Some(p) = issued(r, at)
    {
        return p;
    }
    let links = vec![SourceLink { kind, name: tidy(r, at..end) }];
    let definite = r.chart.matches_at(at).iter().any(|m| m.features.has(Features::DEFINITE));
    Phrase { links, tokens: at..end, refers: if definite { Refers::Anyone } else { Refers::No } }
}

/// "The ministry issued *a statement* in which …": who put out a text, told before it with the verb.
fn issued(r: &Reading<'_>, at: usize) -> Option<Phrase> {
    let from = at.saturating_sub(REACH).max(r.sentence(r.chart.sentence_of(at)).start);
    let clause = || (from..at).rev().take_while(|t| !r.mark(*t, ".:;"));
    clause().find(|t| r.is(*t, Small::Issue))?;
    clause().find_map(|t| {
        let f = head(r, t).filter(|f| {
            let text = matches!(&f.head, Head::Speaker(s) if s.text);
            !(text || matches!(&f.head, Head::Outlet(_)) || t > from && preposition(r, t - 1))
        })?;
        match first(r, t, at, &f, At { place: Place::Before, text: false, head: false }, &mut Vec::new()) {
            Step::Speaker(p) => Some(p).filter(|p| matches!(p.refers, Refers::No | Refers::Kind | Refers::Body)),
            _ => None,
        }
    })
}

/// "The military spokesman *of the movement*", "a commander *in the group*": the end of the armed group that a word of the
/// military is said of.
pub(super) fn of_group(r: &Reading<'_>, end: usize) -> Option<usize> {
    let led = r.vocabulary.small(&r.chart, end, Small::Locative);
    r.words(led.unwrap_or(end)).find_map(|(m, w)| {
        let armed = match w {
            Word::Group(g) => g.kind == SourceKind::ArmedGroup,
            Word::Speaker(s) => s.kind == SourceKind::ArmedGroup,
            _ => false,
        };
        (armed && (led.is_some() || m.features.has(Features::TO))).then_some(m.end as usize)
    })
}

/// "Captain So-and-so *of the police*", whose rank soldiers have, too.
pub(super) fn of_police(r: &Reading<'_>, end: usize) -> bool {
    let behind = |t: usize| {
        head(r, t).is_some_and(|f| match f.head {
            Head::Actor(kind) => kind == SourceKind::Police,
            Head::Speaker(s) => s.kind == SourceKind::Police,
            Head::Outlet(_) => false,
        })
    };
    r.vocabulary.small(&r.chart, end, Small::From).is_some_and(behind)
}

/// "Major So-and-so, *who is an officer of the police*".
pub(super) fn apposed_police(r: &Reading<'_>, end: usize) -> bool {
    let at = if r.mark(end, ",") { end + 1 } else { end };
    r.vocabulary.small(&r.chart, at, Small::Apposition).is_some_and(|t| {
        let office = |w: &Word| matches!(w, Word::Speaker(s) if s.kind == SourceKind::Police);
        r.words(t).any(|(_, w)| office(w))
    })
}

/// "So-and-so *of the observatory*": the kind of the body that a name is told to be of.
pub(super) fn of_body(r: &Reading<'_>, end: usize) -> Option<SourceKind> {
    let at = if r.mark(end, ",") { end + 1 } else { end };
    let t = r.vocabulary.small(&r.chart, at, Small::From)?;
    match head(r, t)?.head {
        Head::Speaker(s) if !(s.text || s.again || s.open && s.kind == SourceKind::Other) => Some(s.kind),
        _ => None,
    }
}
