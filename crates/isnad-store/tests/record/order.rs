//! The record is a function of what was put in, whatever the order and the batches.

use crate::support::{Folder, Told, article, at, dump, groups, run, told};
use isnad_store::{Incoming, Store};
use proptest::prelude::*;

const DAYS: [&str; 5] = ["2024-05-10", "2024-05-11", "2024-05-12", "2024-05-14", "2024-05-20"];
const PLACES: [&str; 3] = ["Ménaka", "Gao", "Djibo"];

fn incidents() -> impl Strategy<Value = Vec<Told>> {
    let one = (0..DAYS.len(), 0..PLACES.len(), 1..9u64).prop_map(|(d, p, k)| told(DAYS[d], PLACES[p], k));
    prop::collection::vec(one, 0..3)
}

fn corpus() -> impl Strategy<Value = Vec<Incoming>> {
    prop::collection::vec(incidents(), 1..14).prop_map(|all| {
        all.iter().enumerate().map(|(k, told)| article(&format!("a{k:02}"), "2024-05-21", told)).collect()
    })
}

fn in_batches(store: &mut Store, articles: &[Incoming], size: usize) {
    for batch in articles.chunks(size) {
        store.add(batch, at(1)).unwrap();
    }
    store.settle(at(1)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn one_run_in_any_order_and_batches((corpus, shuffled) in corpus().prop_flat_map(|c| (Just(c.clone()), Just(c).prop_shuffle())),
                                        size in 1..8usize) {
        let (one, other) = (Folder::new(), Folder::new());
        let (mut a, mut b) = (one.open(), other.open());
        in_batches(&mut a, &corpus, corpus.len());
        in_batches(&mut b, &shuffled, size);
        prop_assert_eq!(dump(&a), dump(&b));
        prop_assert!(a.verify(None).unwrap().faults.is_empty());
    }

    #[test]
    fn many_runs_give_the_events_of_one(corpus in corpus(), size in 1..5usize) {
        let (one, other) = (Folder::new(), Folder::new());
        let (mut a, mut b) = (one.open(), other.open());
        in_batches(&mut a, &corpus, corpus.len());
        for batch in corpus.chunks(size) {
            run(&mut b, batch, 1);
        }
        prop_assert_eq!(groups(&a), groups(&b));
        prop_assert!(b.verify(None).unwrap().faults.is_empty());
    }
}

#[test]
fn the_same_again_changes_no_byte() {
    let folder = Folder::new();
    let mut store = folder.open();
    let corpus = [
        article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4), told("2024-05-10", "Gao", 2)]),
        article("b", "2024-05-12", &[told("2024-05-11", "Ménaka", 7)]),
    ];
    run(&mut store, &corpus, 1);
    drop(store);
    let before = std::fs::read(folder.file()).unwrap();
    let mut store = folder.open();
    let batch = run(&mut store, &corpus, 2);
    assert_eq!((batch.unchanged, batch.new.len(), batch.events_new), (2, 0, 0));
    drop(store);
    assert!(before == std::fs::read(folder.file()).unwrap(), "the file is another");
}

#[test]
fn the_record_agrees_with_reconciling_all_at_once() {
    let folder = Folder::new();
    let mut store = folder.open();
    let corpus: Vec<Incoming> = (0..30)
        .map(|k| {
            let told =
                [told(DAYS[k % 5], PLACES[k % 3], 1 + k as u64 % 4), told(DAYS[(k + 2) % 5], PLACES[(k + 1) % 3], 9)];
            article(&format!("a{k:02}"), "2024-05-21", &told[..1 + k % 2])
        })
        .collect();
    in_batches(&mut store, &corpus, 4);
    let all: Vec<isnad_reconcile::Told> =
        corpus.iter().flat_map(|i| isnad_reconcile::Told::all(i.extraction())).collect();
    let events = isnad_reconcile::reconcile(&all, &Default::default(), Default::default());
    let mut expected: Vec<Vec<String>> =
        events.iter().map(|e| e.members.iter().map(|m| format!("{}#{}", m.article, m.report)).collect()).collect();
    expected.sort();
    assert_eq!(groups(&store), expected);
}

/// A day on which more reports tell of one town than any of them keeps edges to; some articles change later.
#[test]
fn a_crowd_in_any_order_and_batches() {
    let crowd: Vec<Incoming> = (0..90)
        .map(|k| {
            let told = [told("2024-05-11", "Ménaka", 3 + k % 3), told("2024-05-12", "Ménaka", 1)];
            article(&format!("a{k:02}"), "2024-05-12", &told[..1 + (k % 7 == 0) as usize])
        })
        .collect();
    let changed: Vec<Incoming> = (0..90)
        .step_by(9)
        .map(|k| article(&format!("a{k:02}"), "2024-05-13", &[told("2024-05-11", PLACES[k % 3], 5 + k as u64 % 2)]))
        .collect();
    let dumps = [(90, false), (7, true), (1, false)].map(|(size, backwards)| {
        let folder = Folder::new();
        let mut store = folder.open();
        let mut corpus = crowd.clone();
        let mut later = changed.clone();
        if backwards {
            corpus.reverse();
            later.reverse();
        }
        in_batches(&mut store, &corpus, size);
        in_batches(&mut store, &later, size);
        assert_eq!(store.verify(None).unwrap().faults, Vec::<String>::new());
        dump(&store)
    });
    assert!(dumps[0] == dumps[1], "by sevens, backwards: {:?}", differing(&dumps[0], &dumps[1]));
    assert!(dumps[0] == dumps[2], "one by one: {:?}", differing(&dumps[0], &dumps[2]));
    let mut of: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for line in dumps[0].lines().filter(|l| l.starts_with("edge")) {
        line.split('\t').skip(1).take(2).for_each(|end| *of.entry(end).or_default() += 1);
    }
    let all: usize = of.values().sum::<usize>() / 2;
    assert!(all <= of.len() * isnad_reconcile::STRONGEST, "{all} edges of {} reports", of.len());
    assert!(of.values().any(|n| *n >= isnad_reconcile::STRONGEST), "it is no crowd");
}

fn differing<'t>(a: &'t str, b: &'t str) -> Option<(&'t str, &'t str)> {
    a.lines().zip(b.lines()).find(|(a, b)| a != b)
}
