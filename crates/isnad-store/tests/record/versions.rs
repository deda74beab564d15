//! An article that comes again with other words.

use crate::support::{Folder, article, at, dump, events, groups, id_of, run, told};
use isnad_store::{Found, Store};

#[test]
fn the_new_version_counts_and_keeps_the_ids() {
    let folder = Folder::new();
    let mut store = folder.open();
    run(&mut store, &[article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4), told("2024-05-02", "Gao", 9)])], 1);
    let (attack, older) = (id_of(&store, "a#0"), id_of(&store, "a#1"));
    // the background comes first now, and the toll rose
    let newer = article("a", "2024-05-13", &[told("2024-05-02", "Gao", 9), told("2024-05-11", "Ménaka", 6)]);
    let batch = run(&mut store, &[newer], 2);
    assert_eq!((batch.changed.as_slice(), batch.new.len()), (["a".to_owned()].as_slice(), 0));
    assert_eq!((id_of(&store, "a#1"), id_of(&store, "a#0")), (attack.clone(), older));
    let dossier = store.dossier(&attack).unwrap().dossier.unwrap();
    assert_eq!((dossier.row.event.estimates[0].best, dossier.tellings[0].article.versions), (Some(6), 2));
    assert!(store.verify(None).unwrap().faults.is_empty());
}

#[test]
fn what_the_new_version_tells_no_longer_is_withdrawn() {
    let folder = Folder::new();
    let mut store = folder.open();
    run(&mut store, &[article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4), told("2024-05-02", "Gao", 9)])], 1);
    let older = id_of(&store, "a#1");
    run(&mut store, &[article("a", "2024-05-13", &[told("2024-05-11", "Ménaka", 4)])], 2);
    assert_eq!(groups(&store), [["a#0"]]);
    let found = store.find(&older).unwrap();
    assert!(matches!(&found, Found::Withdrawn { article, .. } if article == "a"), "{found:?}");
}

#[test]
fn an_event_outlives_its_first_article() {
    let folder = Folder::new();
    let mut store = folder.open();
    run(&mut store, &[article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)])], 1);
    run(&mut store, &[article("b", "2024-05-12", &[told("2024-05-11", "Ménaka", 5)])], 2);
    let id = id_of(&store, "a#0");
    run(&mut store, &[article("a", "2024-05-13", &[told("2024-04-01", "Kidal", 1)])], 3);
    assert_eq!(id_of(&store, "b#0"), id, "the id goes to the report that is left");
    assert_ne!(id_of(&store, "a#0"), id);
    assert!(store.verify(None).unwrap().faults.is_empty());
}

#[test]
fn two_contents_in_one_run_give_the_same_in_either_order() {
    let versions = [
        article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)]),
        article("a", "2024-05-13", &[told("2024-05-11", "Gao", 5)]),
    ];
    let dumps: Vec<String> = [[0, 1], [1, 0]]
        .map(|order| {
            let folder = Folder::new();
            let mut store = folder.open();
            for k in order {
                store.add(&versions[k..=k], at(1)).unwrap();
            }
            store.settle(at(1)).unwrap();
            assert_eq!(store.add(&versions, at(2)).unwrap().unchanged, 2, "either is known");
            assert_eq!(store.article("a").unwrap().unwrap().card.published.unwrap().day(), 13);
            dump(&store)
        })
        .to_vec();
    assert_eq!(dumps[0], dumps[1]);
}

#[test]
fn the_bytes_are_those_of_the_input() {
    let folder = Folder::new();
    let mut store = folder.open();
    let one = article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)]);
    run(&mut store, &[one], 1);
    let bytes = store.original("a").unwrap().unwrap();
    assert!(bytes.starts_with(b"{\"id\":\"a\""));
    let card = Store::open_read_only(folder.file()).unwrap().article("a").unwrap().unwrap().card;
    assert_eq!((card.origin.as_str(), card.sha256.len()), ("in.jsonl:a", 64));
    assert_eq!(events(&store).len(), 1);
}

/// The same article, read by another program that reads more out of it.
fn read_by(version: &str, id: &str, incidents: &[crate::support::Told]) -> isnad_store::Incoming {
    let before = article(id, "2024-05-12", &[told("2024-05-11", "Ménaka", 4), told("2024-05-02", "Gao", 9)]);
    let mut extraction = before.extraction().clone();
    let text = "قال مصدر أمني إن جنودا قتلوا في هجوم على ثكنة في مدينة ميناكا.";
    extraction.reports = incidents.iter().enumerate().map(|(k, t)| crate::support::report(t, k == 0, text)).collect();
    extraction.extractor.version = version.to_owned();
    before.read_again(extraction).unwrap()
}

#[test]
fn a_known_article_is_read_anew_when_asked_and_decisions_stay() {
    let folder = Folder::new();
    let mut store = folder.open();
    let old = [told("2024-05-11", "Ménaka", 4)];
    let new = [told("2024-05-02", "Gao", 9), told("2024-05-11", "Ménaka", 6)];
    run(&mut store, &[read_by("0.1.0", "a", &old), article("b", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)])], 1);
    let id = id_of(&store, "a#0");
    store.decide(&isnad_store::Ask::Confirm(id.clone()), "ada", "seen both", at(2)).unwrap();
    let before = dump(&store);
    assert_eq!(run(&mut store, &[read_by("0.2.0", "a", &new)], 3).unchanged, 1, "nobody asked for it");
    assert_eq!(dump(&store), before);
    assert_eq!(run(&mut store, &[read_by("0.1.0", "a", &old).anew()], 4).unchanged, 1, "the same reading");
    assert_eq!(dump(&store), before);
    let batch = run(&mut store, &[read_by("0.2.0", "a", &new).anew()], 5);
    assert_eq!((batch.reread.as_slice(), batch.unchanged, batch.reports), (["a".to_owned()].as_slice(), 0, 2));
    assert_eq!(groups(&store), [vec!["a#0"], vec!["a#1", "b#0"]]);
    assert_eq!(id_of(&store, "a#1"), id, "what is told anew keeps its id");
    let dossier = store.dossier(&id).unwrap().dossier.unwrap();
    assert_eq!((dossier.row.state, dossier.decisions.len()), (isnad_store::State::Confirmed, 1));
    assert_eq!(dossier.tellings[0].article.extractor.version, "0.2.0");
    assert_eq!(dossier.tellings[0].article.versions, 1, "it is no other version of the article");
    assert_eq!(store.verify(None).unwrap().faults, Vec::<String>::new());
    assert_eq!(store.audit().unwrap().last().unwrap().detail["reread"], 1);
}
