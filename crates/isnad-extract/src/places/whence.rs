//! Where people and things come from, or are taken to, and what happened elsewhere: no place of an incident.

use super::PlaceMention;
use super::lead::lead_word;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_model::{Measure, PlacePrecision, Relation, Target};
use isnad_places::distance_km;

/// Words between what was fired and where it was fired from at most.
const LAUNCH: usize = 6;
/// Words from people to the "from" behind them at most.
const MEN: usize = 2;

/// Marks where people come from that the sentence tells in another place: "gunmen from X attacked Y (so far from Z)".
pub(super) fn origins(r: &Reading<'_>, places: &mut [PlaceMention]) {
    // "one of them from X and the other from Y"
    let mut told = usize::MAX;
    for k in 0..places.len() {
        let p = &places[k];
        let start = p.span.start;
        let sentence = r.chart.sentence_of(p.tokens.start);
        let floor = r.sentence(sentence).start;
        if start <= floor + 1 || !r.is(start - 1, Small::From) || !p.fine() || p.relation != Relation::In {
            continue;
        }
        let men = Word::PERSON | Word::FORCE | Word::SPEAKER | Small::Unit.mark().or(Small::OneOfThem.mark());
        if told != sentence && !(start.saturating_sub(1 + MEN).max(floor)..start - 1).any(|t| r.has(t, men)) {
            continue;
        }
        let row = (k + 1..places.len())
            .take_while(|j| places[*j].joined && places[*j].span.start == places[*j - 1].tokens.end);
        let end = k + 1 + row.count();
        let led = |n: &PlaceMention| {
            let cue = n.span.start < n.tokens.start && r.has(n.span.start, Word::CUE);
            n.prepositional || n.relation != Relation::In || cue || lead_word(r, n.span.start)
        };
        let here = |n: &PlaceMention| {
            n.fine() && !n.aside && !n.joined && n.name != p.name && r.chart.sentence_of(n.tokens.start) == sentence
        };
        // "gunmen from X, in the north": only tells where that lies, unless a deed stands between
        let last = places[end - 1].tokens.end;
        let deed = |n: &PlaceMention| {
            let at = n.span.start > last && r.is(n.span.start - 1, Small::Particle);
            // "there attacked men from X the town of Y"
            let object = n.relation == Relation::In && !n.prepositional && !lead_word(r, n.span.start);
            let cued = n.span.start < n.tokens.start;
            r.any_trigger(last..n.span.start) || cued && (at || object && r.any_trigger(floor..start))
        };
        // "fighters left X for Y"
        let left = (floor.max(start.saturating_sub(LEAVING))..start).any(|t| leaves(r, t));
        // what is told in brackets behind the name says where it lies
        let inside = |n: &PlaceMention| {
            (places[end - 1].tokens.end..n.span.start).any(|t| r.mark(t, "("))
                && !(places[end - 1].tokens.end..n.span.start).any(|t| r.mark(t, ")"))
        };
        let bracket = places[end..].iter().take_while(|n| inside(n)).count();
        let before = |n: &PlaceMention| here(n) && led(n);
        let behind = |n: &PlaceMention| here(n) && deed(n);
        let scene = places[..k].iter().any(before) || places[end + bracket..].iter().any(behind);
        if scene && !left {
            told = sentence;
            places[k..end + bracket].iter_mut().for_each(|p| p.aside = true);
        }
    }
}

/// Marks towns that only tell where a place of before lies: "in the region of X, *which lies 90 km from Y*".
pub(super) fn described(r: &Reading<'_>, places: &mut [PlaceMention]) {
    for k in 1..places.len() {
        let (before, p) = (places[k - 1].tokens.end, &places[k]);
        let relative = p.span.start.checked_sub(1).filter(|t| r.is(*t, Small::Relative));
        let behind = relative.is_some_and(|t| t == before || t == before + 1 && r.mark(before, ","));
        if behind && p.relation == Relation::Near {
            places[k].aside = true;
        }
    }
}

/// Words from a verb of leaving to the place left at most.
const LEAVING: usize = 6;

/// Whether somebody leaves or flees.
fn leaves(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(_, w)| match w {
        Word::Trigger(x) => matches!(x.kind, Incident::Withdraw | Incident::Prisonbreak | Incident::Evacuation),
        Word::Measure(m) => m.measure == Measure::Displaced,
        _ => false,
    })
}

/// Words from a verb of leaving to the direction taken at most.
const FLED: usize = 4;

/// Marks where those who left went: "they withdrew towards X".
pub(super) fn fled(r: &Reading<'_>, places: &mut [PlaceMention]) {
    let mut row = usize::MAX;
    for p in places.iter_mut().filter(|p| p.span.start > 0) {
        let start = p.span.start;
        // "towards X and Y"
        if p.joined && start == row {
            (p.aside, row) = (true, p.tokens.end);
            continue;
        }
        let floor = r.sentence(r.chart.sentence_of(start)).start.max(start.saturating_sub(FLED));
        if !r.is(start - 1, Small::Toward) {
            continue;
        }
        if (floor..start - 1).rev().take_while(|t| !r.mark(*t, ",.;:")).any(|t| leaves(r, t)) {
            (p.aside, row) = (true, p.tokens.end);
        }
    }
}

/// Words from a verb of carrying, or from a hospital, to the name of the town at most.
const CARRIED: usize = 7;

/// Marks where the wounded and the dead were brought, are treated or mourned: "to the central hospital in X", "flown out to
/// X", and the hospital that tells of them.
pub(super) fn brought(r: &Reading<'_>, places: &mut [PlaceMention]) {
    let hospital = |t: usize| {
        let site = |w: &Word| matches!(w, Word::Site(s) if s.target == Some(Target::SchoolHospital));
        let leads = |k: usize| r.is(k, Small::To) || r.is(k, Small::According);
        r.words(t).any(|(_, w)| site(w))
            && ((t.saturating_sub(2)..t).any(leads) || (t.saturating_sub(3)..t).any(|k| r.is(k, Small::Carried)))
    };
    for p in places.iter_mut().filter(|p| p.span.start > 0 && p.precision != PlacePrecision::Site) {
        let start = p.span.start;
        let floor = r.sentence(r.chart.sentence_of(start)).start.max(start.saturating_sub(CARRIED));
        if !r.any_of(floor..start, Word::SITE | Small::Carried.mark() | Small::Mourned.mark()) {
            continue;
        }
        let mut before = (floor..start).rev().take_while(|t| !r.mark(*t, ",.;:") && !r.has(*t, Word::TRIGGER));
        let led = r.is(start - 1, Small::To);
        p.aside |= before.any(|t| hospital(t) || led && r.is(t, Small::Carried) || r.is(t, Small::Mourned));
    }
}

/// A camp this far from another town told beside it is only called after its own.
const CALLED_KM: f64 = 30.0;
/// Words from a camp to the town that it lies in at most.
const CAMP: usize = 9;

/// Marks the home towns that camps of the displaced are called after: "the X camp for the displaced in Y", "the camp of the
/// displaced of X in Y".
pub(super) fn camps(r: &Reading<'_>, places: &mut [PlaceMention]) {
    let people = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.acts == Some(Acts::Civilians)));
    let camp =
        |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Site(s) if s.target == Some(Target::CampDisplaced)));
    let lies = |k: usize| {
        let p = &places[k];
        let end = r.sentence(r.chart.sentence_of(p.tokens.start)).end.min(p.tokens.end + CAMP);
        let floor = r.sentence(r.chart.sentence_of(p.tokens.start)).start.max(p.tokens.start.saturating_sub(3));
        let of_town = (p.span.start..p.tokens.start).any(camp) && p.tokens.end < end && people(p.tokens.end);
        let of_people = p.tokens.start > floor
            && p.span.start == p.tokens.start
            && people(p.tokens.start - 1)
            && (floor..p.tokens.start - 1).any(camp);
        (of_town || of_people)
            && places[k + 1..].iter().take_while(|n| n.tokens.start < end).any(|n| {
                let far = p.point.zip(n.point).is_some_and(|(a, b)| distance_km(a, b) > CALLED_KM);
                n.fine() && far && !(p.tokens.end..n.tokens.start).any(|t| r.has(t, Word::TRIGGER | Word::MEASURE))
            })
    };
    let called: Vec<usize> = (0..places.len()).filter(|k| lies(*k)).collect();
    for name in called.iter().map(|k| places[*k].name.clone()).collect::<Vec<_>>() {
        // the same camp told again, or meant by the headline: "dead in X in the capital"
        let again = |p: &PlaceMention| {
            (p.span.start..p.tokens.start).any(camp) || r.chart.sentence_of(p.tokens.start) < r.title_sentences
        };
        places.iter_mut().filter(|p| p.name == name && again(p)).for_each(|p| p.aside = true);
    }
    for k in called {
        places[k].aside = true;
    }
}

/// Marks where rockets were fired from, where the sentence tells another place.
pub(super) fn launched(r: &Reading<'_>, places: &mut [PlaceMention]) {
    for k in 0..places.len() {
        let p = &places[k];
        let start = p.span.start;
        let sentence = r.chart.sentence_of(p.tokens.start);
        let floor = r.sentence(sentence).start.max(start.saturating_sub(LAUNCH));
        if start == 0 || !r.is(start - 1, Small::From) {
            continue;
        }
        let within = |t: usize| r.is(t, Small::Locative) || r.is(t, Small::Near);
        let fired = (floor..start - 1).rev().take_while(|t| !r.mark(*t, ",.;:") && !within(*t)).any(|t| {
            r.words(t).any(|(_, w)| match w {
                Word::Trigger(x) => x.kind == Incident::Shelling,
                Word::Means(x) => x.kind == Some(Incident::Shelling),
                _ => false,
            })
        });
        let other = |q: &PlaceMention| {
            r.chart.sentence_of(q.tokens.start) == sentence && q.name != p.name && !q.aside && q.tokens.start > start
        };
        if fired && places.iter().any(other) {
            places[k].aside = true;
        }
    }
}
