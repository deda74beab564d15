//! Ids are permanent; what became of them is answered.

use crate::support::{Folder, article, at, events, id_of, run, told};
use isnad_model::Member;
use isnad_store::{Ask, ChangeKind, Found};

#[test]
fn an_id_stays_when_reports_join_later() {
    let folder = Folder::new();
    let mut store = folder.open();
    run(&mut store, &[article("m", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)])], 1);
    let id = id_of(&store, "m#0");
    run(&mut store, &[article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 7)])], 2);
    assert_eq!(events(&store), [(id.clone(), vec!["a#0".to_owned(), "m#0".to_owned()])]);
    let history = store.dossier(&id).unwrap().dossier.unwrap().history;
    assert_eq!(history.iter().map(|s| s.kind.as_str()).collect::<Vec<_>>(), ["new", "changed"]);
    assert!(history[1].differences[0].contains("now also told by a#0"), "{history:?}");
}

#[test]
fn within_a_run_the_first_report_gives_the_id() {
    let (one, other) = (Folder::new(), Folder::new());
    let corpus = ["m", "a", "x"].map(|id| article(id, "2024-05-12", &[told("2024-05-11", "Ménaka", 4)]));
    let (mut a, mut b) = (one.open(), other.open());
    for k in [0, 1, 2] {
        a.add(&corpus[k..=k], at(1)).unwrap();
    }
    for k in [2, 1, 0] {
        b.add(&corpus[k..=k], at(1)).unwrap();
    }
    a.settle(at(1)).unwrap();
    b.settle(at(1)).unwrap();
    assert_eq!(events(&a), events(&b));
    let steps = a.dossier(&id_of(&a, "a#0")).unwrap().dossier.unwrap().history.len();
    assert_eq!(steps, 3, "the history goes with the event when its id is not final yet");
}

#[test]
fn after_a_merge_the_old_id_says_where_it_went_and_a_split_brings_it_back() {
    let folder = Folder::new();
    let mut store = folder.open();
    run(&mut store, &[article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)])], 1);
    run(&mut store, &[article("b", "2024-05-22", &[told("2024-05-21", "Kidal", 4)])], 2);
    let (first, second) = (id_of(&store, "a#0"), id_of(&store, "b#0"));
    let outcome =
        store.decide(&Ask::Merge(vec![first.clone(), second.clone()]), "ada", "one operation", at(3)).unwrap();
    assert_eq!(outcome.events.iter().map(ToString::to_string).collect::<Vec<_>>(), std::slice::from_ref(&first));
    let answer = store.dossier(&second).unwrap();
    assert!(matches!(&answer.found, Found::Moved { to, .. } if to.to_string() == first), "{:?}", answer.found);
    assert_eq!(answer.dossier.unwrap().also.len(), 1);
    let changes = store.changes_since(at(2)).unwrap();
    assert!(changes.iter().any(|c| c.kind == ChangeKind::Merged && c.other.unwrap().to_string() == first));

    store.decide(&Ask::Undo(1), "ada", "they were two", at(4)).unwrap();
    assert_eq!((id_of(&store, "a#0"), id_of(&store, "b#0")), (first.clone(), second));
    assert!(store.changes_since(at(2)).unwrap().is_empty(), "all stands as it stood");

    run(&mut store, &[article("c", "2024-05-12", &[told("2024-05-11", "Ménaka", 5)])], 5);
    let member = Member { article: "c".to_owned(), report: 0 };
    store.decide(&Ask::Split { event: first.clone(), reports: vec![member] }, "ada", "another", at(6)).unwrap();
    assert_eq!(id_of(&store, "a#0"), first);
    assert_ne!(id_of(&store, "c#0"), first);
    let split = store.changes_since(at(5)).unwrap();
    assert!(split.iter().any(|c| c.kind == ChangeKind::Split && c.other.unwrap().to_string() == first), "{split:?}");
}

#[test]
fn beginnings_of_ids_suffice_and_unknown_ones_are_told() {
    let folder = Folder::new();
    let mut store = folder.open();
    run(&mut store, &[article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)])], 1);
    let id = id_of(&store, "a#0");
    assert!(matches!(store.find(&id[..8]).unwrap(), Found::Here { .. }));
    for unknown in ["ev-0123456789abcdef", "nonsense", ""] {
        let message = store.find(unknown).unwrap_err().to_string();
        assert!(message.contains("isnad events"), "{message}");
    }
}
