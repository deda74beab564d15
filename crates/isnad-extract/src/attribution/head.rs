//! Words that can head a speaker.

use crate::places::PlaceMention;
use crate::reading::Reading;
use crate::vocabulary::{Outlet, Small, Speaker, Word};
use isnad_language::Features;
use isnad_model::{PlacePrecision, SourceKind};

/// What a head is.
pub(super) enum Head {
    Speaker(Speaker),
    Outlet(Outlet),
    Actor(SourceKind),
}

/// A head that starts at a token.
pub(super) struct Found {
    pub end: usize,
    pub features: Features,
    pub head: Head,
}

/// Whether a speaker, an outlet or an actor that can speak starts at a token.
pub(super) fn starts(r: &Reading<'_>, t: usize) -> bool {
    head(r, t).is_some()
}

/// Whether anything starts at a token that a head could be.
pub(super) fn possible(r: &Reading<'_>, t: usize) -> bool {
    r.has(t, Word::SPEAKER | Word::OUTLET) || r.actors_at(t).next().is_some() || r.places_at(t).next().is_some()
}

pub(super) fn head(r: &Reading<'_>, t: usize) -> Option<Found> {
    if !possible(r, t) {
        return None;
    }
    // "and to", written like an office
    let led = || r.any(t - 1..t, &[Small::Relayed, Small::According, Small::Agent, Small::Locative]);
    if r.is(t, Small::To) && !(t > 0 && (speaks(r, t - 1) || led())) {
        return None;
    }
    let mut best: Option<Found> = None;
    let mut weight = 0;
    for (m, w) in r.words(t) {
        let (head, n) = match w {
            // "its channel" belongs to the speaker; "that it published" is no bulletin
            Word::Outlet(o) if (o.open || o.weak) && m.features.has(Features::PRONOUN) => continue,
            // "the Arab states", "in the Arabic language": an adjective that is also a channel's name
            Word::Outlet(o)
                if !o.weak
                    && m.end as usize == t + 1
                    && !(o.open && m.features.any(Features::TO | Features::WITH))
                    && adjective(r, t) =>
            {
                continue;
            }
            // "the site of the attack" is no outlet
            Word::Outlet(o) if o.open && of_a_deed(r, m.end as usize) => continue,
            Word::Speaker(s) if s.text && m.features.has(Features::PRONOUN) && r.is(t, Small::Issue) => continue,
            Word::Speaker(s) => (Head::Speaker(*s), if s.weak { 1 } else { 3 }),
            Word::Outlet(o) => (Head::Outlet(o.clone()), if o.weak { 1 } else { 3 }),
            _ => continue,
        };
        let end = m.end as usize;
        if best.as_ref().is_none_or(|b| (end, n) > (b.end, weight)) {
            best = Some(Found { end, features: m.features, head });
            weight = n;
        }
    }
    // aircraft do not speak
    if let Some(a) = r.actors_at(t).next().filter(|_| !r.has(t, Word::MEANS))
        && best.as_ref().is_none_or(|b| {
            weight == 1 && !matches!(b.head, Head::Speaker(s) if s.rank) || a.tokens.end > b.end && weight < 3
        })
    {
        let features = r.chart.matches_at(t).first().map_or(Features::NONE, |m| m.features);
        // a journalist is a person, and what he says is that of the press
        let kind = match &best {
            Some(Found { head: Head::Speaker(s), .. }) if a.people && !s.open && !s.text => s.kind,
            _ => a.kind,
        };
        return Some(Found { end: a.tokens.end, features, head: Head::Actor(kind) });
    }
    // "France announced": a state speaks through its government
    let state = |p: &&PlaceMention| p.precision == PlacePrecision::Country && !p.compass && !p.prepositional;
    if best.is_none()
        && (t > 0 && speaks(r, t - 1) || (1..3).any(|k| speaks(r, t + k)))
        && let Some(p) = r.places_at(t).find(state)
    {
        return Some(Found { end: p.tokens.end, features: Features::NONE, head: Head::Actor(SourceKind::Government) });
    }
    best
}

/// Whether a deed stands with the article at a token: "the site *of the attack*".
fn of_a_deed(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| {
        m.features.has(Features::DEFINITE) && matches!(w, Word::Trigger(x) if x.noun)
            || m.features.has(Features::DEFINITE) && matches!(w, Word::Small(Small::IncidentNoun))
    })
}

/// Whether a word with the article describes the word with the article before it.
fn adjective(r: &Reading<'_>, t: usize) -> bool {
    let definite = |k: usize| r.vocabulary.morphology.definite(r.chart.norm(k));
    t > 0
        && !r.chart.text.tokens()[t].quote.opens
        && r.chart.sentence_of(t) == r.chart.sentence_of(t - 1)
        && definite(t)
        && definite(t - 1)
        && !speaks(r, t - 1)
}

/// A preposition that makes what follows no subject.
pub(super) fn preposition(r: &Reading<'_>, t: usize) -> bool {
    r.any(
        t..t + 1,
        &[
            Small::Locative,
            Small::From,
            Small::To,
            Small::Relayed,
            Small::Agent,
            Small::Toward,
            Small::Temporal,
            Small::Affiliation,
            Small::Between,
            Small::Including,
            Small::Channel,
        ],
    )
}

pub(super) fn speaks(r: &Reading<'_>, t: usize) -> bool {
    r.has(t, Word::SPEECH)
}
