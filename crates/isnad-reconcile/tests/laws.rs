//! What must hold for any set of tellings, on invented years dense enough to be hard.

use isnad_model::{Event, Member};
use isnad_reconcile::{
    BlockKey, Edge, Keys, Names, Policy, Profile, Rulings, STRONGEST, Scale, Told, cluster, keys, reconcile, score,
    summarise,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

fn year(seed: u64) -> Vec<Told> {
    let mut told: Vec<Told> = isnad_synthetic::archive(150, seed).articles.iter().flat_map(Told::all).collect();
    // a year's incidents crowded into two weeks and a few villages, so that many pairs are near
    for t in &mut told {
        let crowd = |d: jiff::civil::Date| d.with().month(5).day(1 + d.day() % 14).build().expect("a day of May");
        t.report.date =
            t.report.date.map(|d| isnad_model::DateRange::new(crowd(d.start()), crowd(d.end()), d.precision()));
        let mut article = (*t.article).clone();
        article.published = article.published.map(crowd);
        t.article = article.into();
        for place in &mut t.report.locations {
            place.lat = place.lat.map(|lat| 14.0 + (lat * 3.0).fract() / 2.0);
            place.lon = place.lon.map(|lon| (lon * 3.0).fract() / 2.0);
            place.country = Some("ML".to_owned());
        }
    }
    told
}

fn shuffled(seed: u64) -> impl Strategy<Value = Vec<Told>> {
    Just(year(seed)).prop_shuffle()
}

fn members(events: &[Event]) -> Vec<Vec<Member>> {
    events.iter().map(|e| e.members.clone()).collect()
}

/// A record that takes tellings in batches: it looks for the partners of what is new alone.
#[derive(Default)]
struct Record {
    told: BTreeMap<Member, Profile>,
    index: HashMap<BlockKey, Vec<Member>>,
    /// Every edge that was found.
    edges: BTreeMap<Member, BTreeMap<Member, f64>>,
}

impl Record {
    fn add(&mut self, batch: &[Told]) {
        let mut scale = Scale::default();
        for told in batch {
            let profile = Profile::of(told, &mut Names::default());
            let member = profile.member();
            let Keys { kept, sought } = profile.keys();
            let partners: BTreeSet<Member> =
                sought.iter().filter_map(|k| self.index.get(k)).flatten().cloned().collect();
            for partner in partners {
                let score = scale.weigh(&profile, &self.told[&partner]).filter(|s| Scale::joins(*s));
                if let Some(score) = score {
                    self.edges.entry(member.clone()).or_default().insert(partner.clone(), score);
                    self.edges.entry(partner).or_default().insert(member.clone(), score);
                }
            }
            kept.into_iter().for_each(|k| self.index.entry(k).or_default().push(member.clone()));
            self.told.insert(member, profile);
        }
    }

    /// What each telling keeps, chosen the long way.
    fn strongest(&self) -> BTreeMap<Member, BTreeMap<Member, f64>> {
        let mut kept: BTreeMap<Member, BTreeMap<Member, f64>> = BTreeMap::new();
        for (a, edges) in &self.edges {
            let mut edges: Vec<(&Member, f64)> = edges.iter().map(|(b, s)| (b, *s)).collect();
            edges.sort_by(|x, y| y.1.total_cmp(&x.1).then(self.told[x.0].rank().cmp(&self.told[y.0].rank())));
            for (b, score) in edges.into_iter().take(STRONGEST) {
                kept.entry(a.clone()).or_default().insert(b.clone(), score);
                kept.entry(b.clone()).or_default().insert(a.clone(), score);
            }
        }
        kept
    }

    fn events(&self, rulings: &Rulings) -> BTreeSet<Vec<Member>> {
        let edges = self.strongest();
        let mut events = BTreeSet::new();
        let mut seen: BTreeSet<Member> = BTreeSet::new();
        for start in self.told.keys() {
            let mut component: BTreeSet<Member> = BTreeSet::new();
            let mut open = vec![start.clone()];
            while let Some(member) = open.pop() {
                if !self.told.contains_key(&member) || seen.contains(&member) || !component.insert(member.clone()) {
                    continue;
                }
                open.extend(edges.get(&member).into_iter().flatten().map(|(other, _)| other.clone()));
                for (a, b) in &rulings.together {
                    open.extend([(a, b), (b, a)].into_iter().filter(|(x, _)| **x == member).map(|(_, y)| y.clone()));
                }
            }
            let members: Vec<&Member> = component.iter().rev().collect();
            let place = |m: &Member| members.iter().position(|x| *x == m);
            let mut within = Vec::new();
            for (a, member) in members.iter().enumerate() {
                for (other, score) in edges.get(member).into_iter().flatten() {
                    within.extend(place(other).filter(|b| a < *b).map(|b| Edge { a, b, score: *score }));
                }
            }
            let profiles: Vec<&Profile> = members.iter().map(|m| &self.told[m]).collect();
            for event in cluster(&profiles, &within, rulings) {
                events.insert(event.into_iter().map(|k| members[k].clone()).collect());
            }
            seen.extend(component);
        }
        events
    }
}

/// Rulings drawn from what the reports themselves make of the year.
fn rulings(told: &[Told], pick: &[prop::sample::Index]) -> Rulings {
    let mut members: Vec<Member> = told.iter().map(Told::member).collect();
    members.sort();
    let events = reconcile(told, &Rulings::default(), Policy::Best);
    let joined: Vec<&Event> = events.iter().filter(|e| e.members.len() > 1).collect();
    let event = pick[0].get(&joined);
    Rulings {
        together: vec![(pick[1].get(&members).clone(), pick[2].get(&members).clone())],
        apart: vec![(event.members[0].clone(), event.members[1].clone())],
        rejected: BTreeSet::from([pick[3].get(&members).clone()]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_does_not_show((seed, told) in (0u64..1_000).prop_flat_map(|s| (Just(s), shuffled(s)))) {
        prop_assert_eq!(
            reconcile(&told, &Rulings::default(), Policy::Best),
            reconcile(&year(seed), &Rulings::default(), Policy::Best)
        );
    }

    #[test]
    fn batches_do_not_show(
        told in (0u64..1_000).prop_flat_map(shuffled),
        sizes in prop::collection::vec(1usize..40, 1..30),
        pick in prop::collection::vec(any::<prop::sample::Index>(), 4),
        ruled in any::<bool>(),
    ) {
        let rulings = if ruled { rulings(&told, &pick) } else { Rulings::default() };
        let mut record = Record::default();
        let (mut rest, mut sizes) = (told.as_slice(), sizes.iter().cycle());
        while !rest.is_empty() {
            let (batch, later) = rest.split_at((*sizes.next().expect("a cycle")).min(rest.len()));
            record.add(batch);
            rest = later;
        }
        let at_once = members(&reconcile(&told, &rulings, Policy::Best));
        prop_assert_eq!(record.events(&rulings).into_iter().collect::<Vec<_>>(), at_once);
    }

    #[test]
    fn a_crowd_is_bounded_and_its_order_does_not_show(seed in 0u64..1_000, shuffle in any::<prop::sample::Index>()) {
        // one town, one day: more reports than any of them keeps edges
        let mut told = year(seed);
        for t in &mut told {
            t.report.date = Some(isnad_model::DateRange::day(jiff::civil::date(2025, 5, 3)));
            for place in &mut t.report.locations {
                (place.lat, place.lon) = (Some(14.5), Some(0.5));
            }
        }
        let at_once = members(&reconcile(&told, &Rulings::default(), Policy::Best));
        let middle = shuffle.index(told.len());
        told.rotate_left(middle);
        let mut record = Record::default();
        told.chunks(20).for_each(|batch| record.add(batch));
        let most = record.edges.values().map(BTreeMap::len).max().unwrap_or(0);
        prop_assert!(most > STRONGEST, "no crowd: {most} edges at most");
        prop_assert_eq!(record.events(&Rulings::default()).into_iter().collect::<Vec<_>>(), at_once);
    }

    #[test]
    fn rulings_are_respected(
        told in (0u64..1_000).prop_flat_map(shuffled),
        pick in prop::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let rulings = rulings(&told, &pick);
        let events = members(&reconcile(&told, &rulings, Policy::Best));
        let of = |m: &Member| events.iter().position(|e| e.contains(m));
        for rejected in &rulings.rejected {
            prop_assert_eq!(of(rejected), None);
        }
        let stands = |m: &Member| !rulings.rejected.contains(m);
        for (a, b) in rulings.apart.iter().filter(|(a, b)| stands(a) && stands(b)) {
            prop_assert_ne!(of(a), of(b));
        }
        for (a, b) in rulings.together.iter().filter(|(a, b)| stands(a) && stands(b)) {
            let opposed = rulings.apart.iter().any(|p| *p == (a.clone(), b.clone()) || *p == (b.clone(), a.clone()));
            prop_assert!(opposed || of(a) == of(b));
        }
    }

    #[test]
    fn every_report_is_in_one_event_and_no_article_twice(told in (0u64..1_000).prop_flat_map(shuffled)) {
        let events = reconcile(&told, &Rulings::default(), Policy::Best);
        let mut all: Vec<Member> = events.iter().flat_map(|e| e.members.clone()).collect();
        all.sort();
        let mut expected: Vec<Member> = told.iter().map(Told::member).collect();
        expected.sort();
        prop_assert_eq!(all, expected);
        for event in &events {
            let articles: BTreeSet<&String> = event.members.iter().map(|m| &m.article).collect();
            prop_assert_eq!(articles.len(), event.members.len());
        }
    }

    #[test]
    fn pairs_are_symmetric_and_edges_share_keys(told in (0u64..1_000).prop_flat_map(shuffled)) {
        let keyed: Vec<Keys> = told.iter().map(keys).collect();
        let meet = |a: &Keys, b: &Keys| a.kept.iter().any(|k| b.sought.binary_search(k).is_ok());
        for (i, a) in told.iter().enumerate().take(60) {
            for (j, b) in told.iter().enumerate().skip(i + 1) {
                prop_assert_eq!(score(a, b), score(b, a));
                prop_assert_eq!(meet(&keyed[i], &keyed[j]), meet(&keyed[j], &keyed[i]));
            }
        }
    }

    #[test]
    fn estimates_are_ordered_and_only_best_follows_the_policy(told in (0u64..1_000).prop_flat_map(shuffled)) {
        let told: Vec<&Told> = told.iter().take(12).collect();
        let plain = |policy| {
            let mut event = summarise(&told, policy).expect("members");
            for e in &mut event.estimates {
                let (low, best, high) = (e.low, e.best, e.high);
                assert!(low.zip(best).is_none_or(|(a, b)| a <= b), "{low:?} {best:?}");
                assert!(best.or(low).zip(high).is_none_or(|(a, b)| a <= b), "{low:?} {best:?} {high:?}");
                assert!(!e.why.is_empty() && !e.grounds.is_empty());
                assert!(e.grounds.iter().all(|g| g.claim.is_none_or(|k| (k as usize) < e.claims.len())));
                e.grounds.clear();
                (e.best, e.low, e.high, e.why) = (None, None, None, String::new());
            }
            event
        };
        let best = plain(Policy::Best);
        for policy in [Policy::Conservative, Policy::Latest, Policy::MostReported] {
            prop_assert_eq!(&plain(policy), &best);
        }
    }
}
