//! Towns that stand for the government that sits there ("said Khartoum", "Bamako denies").

use super::PlaceMention;
use super::lead::{ends_before, to_place};
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::{Features, Marks};
use isnad_model::{PlacePrecision, Relation};

/// Governments sit in towns of more people.
const SEAT: u32 = 100_000;
/// Towns of more people stand for their governments anywhere.
const KNOWN: u32 = 400_000;

/// Marks towns that stand for the government that sits there ("said Khartoum", "Bamako denies"), and places of
/// which something is denied.
pub(super) fn governments(r: &Reading<'_>, places: &mut [PlaceMention]) {
    let mut governs = None;
    for k in 0..places.len() {
        let p = &places[k];
        let end = p.tokens.end;
        let goes_on = end < r.chart.len()
            && r.chart.text.tokens()[end].kind == isnad_text::Kind::Word
            && r.chart.sentence_of(end) == r.chart.sentence_of(p.tokens.start);
        let adjoins = |a: usize, b: usize| {
            let gap = places[a].tokens.end.min(places[b].tokens.start)..places[b].tokens.start;
            gap.is_empty() || gap.len() == 1 && r.mark(gap.start, ",")
        };
        let listed = k > 0 && adjoins(k - 1, k);
        // "Washington and Paris have concluded": two governments
        let seats = |a: usize, b: usize| {
            let (a, b) = (&places[a], &places[b]);
            b.joined && a.country != b.country && a.population.min(b.population) >= KNOWN
        };
        let listed_on = places.get(k + 1).is_some_and(|n| n.tokens.start == end) && !seats(k, k + 1);
        let paired = listed && governs == Some(k - 1) && seats(k - 1, k);
        // a large town of another country needs no words behind it: "factions backed by Ankara."
        let abroad = p.country != r.country && p.population >= KNOWN;
        let goes_on = goes_on && p.population >= SEAT;
        let subject = p.precision == PlacePrecision::Settlement
            && (paired
                || !listed && !listed_on && (goes_on || abroad) && bare(r, p)
                || !listed
                    && places.get(k + 1).is_some_and(|n| n.tokens.start == end)
                    && seats(k, k + 1)
                    && of_both(r, p));
        if subject {
            governs = Some(k);
        }
        let away = p.precision == PlacePrecision::Settlement && p.country != r.country && p.population >= SEAT;
        let town = p.precision != PlacePrecision::Country;
        if subject || denied(r, p) || commands(r, p) || town && embassy(r, p) || away && speaks_from(r, p) {
            places[k].aside = true;
        }
    }
}

/// Whether nothing before a name says that something lies or happens there.
fn bare(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let start = p.tokens.start;
    // "the city of X" may be a name of its own
    let town = |w: &Word| matches!(w, Word::Cue(c) if c.precision == PlacePrecision::Settlement && !c.weak);
    let named = p.tokens.len() > 1 && r.words(start).any(|(m, w)| m.end as usize == start + 1 && town(w));
    if named || p.span.start < start || p.prepositional || p.relation != Relation::In || p.compass {
        return false;
    }
    if start == r.sentence(r.chart.sentence_of(start)).start || p.joined || r.mark(start - 1, ",;:-") {
        return true;
    }
    let noun = |w: &Word| {
        matches!(
            w,
            Word::Trigger(_) | Word::Measure(_) | Word::Site(_) | Word::Person(_) | Word::Means(_) | Word::Thing(_)
        )
    };
    // "the Malian capital Bamako"
    let capital = start > 0
        && r.has(start - 1, Word::DEMONYM)
        && ends_before(r, start - 1, Word::ANAPHOR, |w| matches!(w, Word::Anaphor(_)));
    !capital
        && !to_place(r, start, Features::NONE)
        && !ends_before(r, start, Marks::ALL, |w| {
            noun(w)
                || matches!(
                    w,
                    Word::Compass(_)
                        | Word::Anaphor(_)
                        | Word::Small(Small::From | Small::To | Small::Toward | Small::Placeword | Small::Border)
                )
        })
}

/// Whether "of" alone leads to the first of two capitals: "both of Moscow and Tehran blamed".
fn of_both(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let floor = r.sentence(r.chart.sentence_of(p.tokens.start)).start;
    let of = p.tokens.start > floor + 1 && p.span.start == p.tokens.start && r.is(p.tokens.start - 1, Small::From);
    of && !r.has(p.tokens.start - 2, Word::TRIGGER | Word::CUE | Word::COMPASS | Word::MEASURE | Word::SITE)
}

/// Words between an embassy and the name of where it stands at most.
const EMBASSY: usize = 6;

/// Whether a place is told only as where an embassy stands, which nobody attacked: "the opening of its embassy in X".
fn embassy(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let sentence = r.sentence(r.chart.sentence_of(p.span.start));
    let floor = sentence.start.max(p.span.start.saturating_sub(EMBASSY));
    let over = |t: &usize| !r.mark(*t, ",.;:") && !r.has(*t, Word::TRIGGER | Word::MEASURE);
    let mission = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Force(f) if f.embassy));
    let Some(at) = (floor..p.span.start).rev().take_while(over).find(|t| mission(*t)) else { return false };
    // what stands near it, in it or against it tells what happened there
    let before = sentence.start.max(at.saturating_sub(3))..at;
    let near = [Small::Near, Small::Toward, Small::Locative, Small::Hit, Small::From];
    let hit = before.clone().any(|t| r.has(t, Word::TRIGGER | Word::SITE | Word::MEASURE | Word::MEANS | Word::PERSON))
        || r.any(before, &near);
    let struck = (p.tokens.end..sentence.end.min(p.tokens.end + 2)).any(|t| r.has(t, Word::TRIGGER));
    let in_it = r.chart.matches_at(at).iter().any(|m| m.features.prepositional());
    !(hit || struck || in_it || sentence.start == at)
}

/// "And in X, the minister expressed …": whether a sentence begins with a town abroad and goes on with somebody who speaks.
fn speaks_from(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let sentence = r.sentence(r.chart.sentence_of(p.tokens.start));
    let led = p.prepositional || p.tokens.start > sentence.start && r.is(p.tokens.start - 1, Small::Locative);
    let next = if r.mark(p.tokens.end, ",") { p.tokens.end + 1 } else { p.tokens.end };
    let speech = |w: &Word| matches!(w, Word::Speech(s) if !s.weak);
    led && p.tokens.start <= sentence.start + 1 && next < sentence.end && r.words(next).any(|(_, w)| speech(w))
}

/// Whether a large town is told as the one that forces are of: "troops of Damascus".
fn commands(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let floor = r.sentence(r.chart.sentence_of(p.tokens.start)).start;
    // "in support of Damascus", "the accord with Tehran"
    let led = |small: Small| p.tokens.start > floor && r.is(p.tokens.start - 1, small);
    if p.precision == PlacePrecision::Settlement
        && p.population >= KNOWN
        && (p.to && led(Small::Support) || led(Small::Together) && p.span.start == p.tokens.start)
    {
        return true;
    }
    let before = p.tokens.start.checked_sub(1).filter(|t| *t >= floor && p.to && p.population >= KNOWN);
    let forces = Word::FORCE | Word::PERSON | Word::MILITANTS | Word::GROUP;
    before.is_some_and(|t| r.is(t, Small::Affiliation) && (floor.max(t.saturating_sub(2))..t).any(|f| r.has(f, forces)))
}

/// Whether a negation governs the words up to the place, and no incident is told in between.
fn denied(r: &Reading<'_>, p: &PlaceMention) -> bool {
    let floor = r.sentence(r.chart.sentence_of(p.span.start)).start.max(p.span.start.saturating_sub(5));
    for t in (floor..p.span.start).rev() {
        if r.is(t, Small::Negation) {
            return true;
        }
        if r.mark(t, ",.;:") || r.has(t, Word::TRIGGER | Word::MEASURE) {
            return false;
        }
    }
    false
}
