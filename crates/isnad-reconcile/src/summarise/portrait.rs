//! When, where, what, who: the fields of an event by most of its voices.

use super::voices::Voices;
use crate::Told;
use crate::alike::{Names, Place, one_place};
use isnad_model::{DatePrecision, DateRange, EventActor, Location, PlacePrecision, Report, Role, SubEventType};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A value that fewer than one voice in so many tells is left out of lists.
const RARE: usize = 4;

/// The type that most voices tell; among equals the one told as the main news more often.
pub fn kind(told: &[&Told], voices: &Voices) -> Option<SubEventType> {
    let mut votes: BTreeMap<SubEventType, Vec<usize>> = BTreeMap::new();
    told.iter().enumerate().for_each(|(i, t)| votes.entry(t.report.sub_event_type).or_default().push(i));
    let rank = |(kind, tellings): &(SubEventType, Vec<usize>)| {
        let main = tellings.iter().filter(|&&i| told[i].report.main).count();
        (voices.among(tellings.iter().copied()), main, Reverse(*kind))
    };
    votes.into_iter().max_by_key(rank).map(|(kind, _)| kind)
}

/// The day that most voices tell; where none tells a day, what the spans have in common.
pub fn date(told: &[&Told], voices: &Voices) -> Option<DateRange> {
    let dated: Vec<(usize, DateRange)> =
        told.iter().enumerate().filter_map(|(i, t)| Some((i, t.report.date?))).collect();
    let finest = dated.iter().map(|(_, d)| d.precision()).min()?;
    let mut votes: BTreeMap<DateRange, Vec<usize>> = BTreeMap::new();
    for (i, d) in dated.iter().filter(|(_, d)| d.precision() == finest) {
        votes.entry(*d).or_default().push(*i);
    }
    // a span that holds a day speaks for it
    let support = |day: &DateRange| {
        let near = dated.iter().filter(|(_, d)| d.precision() <= DatePrecision::Range && d.contains(day));
        voices.among(near.map(|(i, _)| *i))
    };
    let rank = |(d, tellings): &(&DateRange, &Vec<usize>)| {
        (voices.among(tellings.iter().copied()), support(d), Reverse(d.start()), Reverse(d.end()))
    };
    let (&chosen, _) = votes.iter().max_by_key(rank)?;
    if finest == DatePrecision::Day {
        return Some(chosen);
    }
    let common =
        dated.iter().filter(|(_, d)| d.precision() == finest && d.overlaps(&chosen)).try_fold(chosen, |all, (_, d)| {
            let (start, end) = (all.start().max(d.start()), all.end().min(d.end()));
            (start <= end).then(|| DateRange::new(start, end, finest))
        });
    Some(common.unwrap_or(chosen))
}

/// The finest place told for each site: places that one voice in four tells, and a region only where no finer is told.
pub fn locations(told: &[&Told], voices: &Voices) -> Vec<Location> {
    let mut names = Names::default();
    let places: Vec<(usize, &Location, Place)> = told
        .iter()
        .enumerate()
        .flat_map(|(i, t)| t.report.locations.iter().map(move |l| (i, l)))
        .map(|(i, l)| (i, l, Place::of(l, &mut names)))
        .collect();
    let votes = |place: &Place| voices.among(places.iter().filter(|(.., p)| one_place(place, p)).map(|(i, ..)| *i));
    let fine = |l: &Location| l.precision <= PlacePrecision::Area;
    let all = voices.count() as usize;
    let mut ranked: Vec<(usize, &Location, &Place)> = places.iter().map(|(_, l, p)| (votes(p), *l, p)).collect();
    ranked.sort_by(|a, b| {
        (a.1.precision, Reverse(a.0)).cmp(&(b.1.precision, Reverse(b.0))).then_with(|| a.1.name.cmp(&b.1.name))
    });
    let most = ranked.iter().map(|r| r.0).max().unwrap_or(0);
    let mut chosen: Vec<(&Location, &Place)> = Vec::new();
    for (votes, location, place) in ranked {
        let covered = chosen.iter().any(|(l, p)| one_place(p, place) || (fine(l) && !fine(location)));
        if !covered && (votes * RARE >= all || votes == most) {
            chosen.push((location, place));
        }
    }
    chosen.into_iter().map(|(l, _)| Location { evidence: Vec::new(), ..l.clone() }).collect()
}

/// Every actor that is named, in the role that most voices give it, the most named first.
pub fn actors(told: &[&Told], voices: &Voices) -> Vec<EventActor> {
    let mut named: BTreeMap<&str, Vec<(usize, Role)>> = BTreeMap::new();
    for (i, t) in told.iter().enumerate() {
        t.report.actors.iter().for_each(|a| named.entry(&a.id).or_default().push((i, a.role)));
    }
    let mut actors: Vec<EventActor> = named
        .into_iter()
        .filter_map(|(id, parts)| {
            let in_role = |role| voices.among(parts.iter().filter(|(_, r)| *r == role).map(|(i, _)| *i));
            let role = Role::ALL.iter().copied().max_by_key(|&r| (in_role(r), Reverse(r)))?;
            let stances = told.iter().flat_map(|t| &t.report.actors).filter(|a| a.id == id).filter_map(|a| a.stance);
            let mut tellings: Vec<usize> = parts.iter().map(|(i, _)| *i).collect();
            tellings.dedup();
            let reports = u32::try_from(tellings.len()).unwrap_or(u32::MAX);
            Some(EventActor {
                id: id.to_owned(),
                role,
                stance: stances.min().filter(|_| role == Role::Perpetrator),
                reports,
            })
        })
        .collect();
    actors.sort_by(|a, b| (a.role, Reverse(a.reports), &a.id).cmp(&(b.role, Reverse(b.reports), &b.id)));
    actors
}

/// The values of a list that one voice in four tells, in the codebook's order.
pub fn shared<T: Copy + Ord>(told: &[&Told], voices: &Voices, list: impl Fn(&Report) -> &Vec<T>) -> Vec<T> {
    let mut votes: BTreeMap<T, Vec<usize>> = BTreeMap::new();
    for (i, t) in told.iter().enumerate() {
        list(&t.report).iter().for_each(|&value| votes.entry(value).or_default().push(i));
    }
    let all = voices.count() as usize;
    votes
        .into_iter()
        .filter(|(_, tellings)| voices.among(tellings.iter().copied()) * RARE >= all)
        .map(|(value, _)| value)
        .collect()
}
