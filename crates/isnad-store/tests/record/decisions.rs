//! What analysts decide holds in every later run, until it is undone.

use crate::support::{Folder, article, at, day, groups, id_of, run, told};
use isnad_model::{DateRange, Measure, Member, Of, SubEventType};
use isnad_store::{Ask, Correction, Filter, State, Store};

fn two_tellings() -> (Folder, Store, String) {
    let folder = Folder::new();
    let mut store = folder.open();
    let corpus = ["a", "b"].map(|id| article(id, "2024-05-12", &[told("2024-05-11", "Ménaka", 4)]));
    run(&mut store, &corpus, 1);
    let id = id_of(&store, "a#0");
    (folder, store, id)
}

fn member(article: &str) -> Member {
    Member { article: article.to_owned(), report: 0 }
}

#[test]
fn a_split_holds_against_what_comes_later() {
    let (_folder, mut store, id) = two_tellings();
    store.decide(&Ask::Split { event: id, reports: vec![member("b")] }, "ada", "two attacks", at(2)).unwrap();
    assert_eq!(groups(&store), [["a#0"], ["b#0"]]);
    run(&mut store, &[article("c", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)])], 3);
    let groups_now = groups(&store);
    assert!(
        !groups_now.iter().any(|g| g.contains(&"a#0".to_owned()) && g.contains(&"b#0".to_owned())),
        "{groups_now:?}"
    );
    store.decide(&Ask::Undo(1), "ada", "one after all", at(4)).unwrap();
    assert_eq!(groups(&store), [["a#0", "b#0", "c#0"]]);
    assert!(store.verify(None).unwrap().faults.is_empty());
}

#[test]
fn a_merge_against_a_split_is_refused() {
    let (_folder, mut store, id) = two_tellings();
    store.decide(&Ask::Split { event: id.clone(), reports: vec![member("b")] }, "ada", "two", at(2)).unwrap();
    let other = id_of(&store, "b#0");
    let refused = store.decide(&Ask::Merge(vec![id, other]), "bob", "one", at(3)).unwrap_err();
    assert!(refused.to_string().contains("undo it first"), "{refused}");
    assert_eq!(store.decisions().unwrap().len(), 1);
}

#[test]
fn corrections_stand_over_later_reports_and_go_when_undone() {
    let (_folder, mut store, id) = two_tellings();
    let figure =
        Correction::Figure { measure: Measure::Killed, of: Of::Military, low: Some(3), best: Some(3), high: Some(5) };
    let date = Correction::Date(Some(DateRange::day(day("2024-05-10"))));
    for (k, correction) in [figure, date, Correction::Type(SubEventType::Shelling)].into_iter().enumerate() {
        store
            .decide(&Ask::Correct { event: id.clone(), correction }, "ada", "the hospital's list", at(2 + k as i64))
            .unwrap();
    }
    run(&mut store, &[article("c", "2024-05-12", &[told("2024-05-11", "Ménaka", 9)])], 6);
    let dossier = store.dossier(&id).unwrap().dossier.unwrap();
    let event = &dossier.row.event;
    assert_eq!(event.members.len(), 3);
    assert_eq!((event.estimates[0].best, event.estimates[0].high), (Some(3), Some(5)));
    assert!(event.estimates[0].why.contains("corrected by ada (decision 1): the hospital's list"));
    assert_eq!(event.date.unwrap().start(), day("2024-05-10"));
    assert_eq!(event.sub_event_type, SubEventType::Shelling);
    assert_eq!(dossier.uncorrected.unwrap().sub_event_type, SubEventType::ArmedClash);
    assert_eq!(store.count(&Filter { figures: vec!["killed<=3".parse().unwrap()], ..Filter::default() }).unwrap(), 1);
    store.decide(&Ask::Undo(3), "ada", "no shells", at(7)).unwrap();
    let event = store.dossier(&id).unwrap().dossier.unwrap().row.event;
    assert_eq!((event.sub_event_type, event.estimates[0].best), (SubEventType::ArmedClash, Some(3)));
}

#[test]
fn a_rejected_event_is_hidden_kept_and_joined_by_nothing() {
    let (_folder, mut store, id) = two_tellings();
    store.decide(&Ask::Reject(id.clone()), "ada", "a film set", at(2)).unwrap();
    assert!(groups(&store).is_empty());
    assert_eq!(store.count(&Filter { rejected: true, ..Filter::default() }).unwrap(), 1);
    let dossier = store.dossier(&id).unwrap().dossier.unwrap();
    assert_eq!((dossier.row.state, dossier.tellings.len()), (State::Rejected, 2));
    run(&mut store, &[article("c", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)])], 3);
    assert_eq!(groups(&store), [["c#0"]]);
    assert!(store.decide(&Ask::Confirm(id.clone()), "ada", "x", at(4)).unwrap_err().to_string().contains("rejected"));
    store.decide(&Ask::Undo(1), "ada", "it was real", at(5)).unwrap();
    assert_eq!(groups(&store), [["a#0", "b#0", "c#0"]]);
}

/// Two that no score would join are merged by hand; a third that fits one of them comes later, or came before.
#[test]
fn a_third_telling_joins_what_was_merged_by_hand() {
    for third in ["Ménaka", "Gao"] {
        for late in [false, true] {
            let folder = Folder::new();
            let mut store = folder.open();
            let c = || article("c", "2024-05-12", &[told("2024-05-11", third, 4)]);
            let mut corpus = vec![
                article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)]),
                article("b", "2024-05-12", &[told("2024-05-11", "Gao", 9)]),
            ];
            corpus.extend((!late).then(c));
            run(&mut store, &corpus, 1);
            let (one, other) = (id_of(&store, "a#0"), id_of(&store, "b#0"));
            store.decide(&Ask::Merge(vec![one, other]), "ada", "one raid on two towns", at(2)).unwrap();
            if late {
                run(&mut store, &[c()], 3);
            }
            assert_eq!(groups(&store), [["a#0", "b#0", "c#0"]], "{third}, late: {late}");
            // and a fourth, by way of the third
            run(&mut store, &[article("d", "2024-05-12", &[told("2024-05-11", third, 4)])], 4);
            assert_eq!(groups(&store), [["a#0", "b#0", "c#0", "d#0"]], "{third}, late: {late}");
            assert!(store.verify(None).unwrap().faults.is_empty());
        }
    }
}

#[test]
fn a_confirmed_event_stays_together_when_an_article_changes() {
    let (_folder, mut store, id) = two_tellings();
    store.decide(&Ask::Confirm(id.clone()), "ada", "seen both", at(2)).unwrap();
    // the new version puts the day elsewhere, which alone would part the two
    run(&mut store, &[article("b", "2024-05-14", &[told("2024-05-20", "Ménaka", 4)])], 3);
    assert_eq!(groups(&store), [["a#0", "b#0"]]);
    assert_eq!(store.dossier(&id).unwrap().dossier.unwrap().row.state, State::Confirmed);
}

#[test]
fn an_undo_can_be_undone_and_nonsense_is_refused() {
    let (_folder, mut store, id) = two_tellings();
    store.decide(&Ask::Reject(id.clone()), "ada", "hoax", at(2)).unwrap();
    store.decide(&Ask::Undo(1), "ada", "no hoax", at(3)).unwrap();
    assert_eq!(groups(&store).len(), 1);
    store.decide(&Ask::Undo(2), "ada", "a hoax it is", at(4)).unwrap();
    assert_eq!(groups(&store).len(), 0);
    for (ask, words) in [
        (Ask::Undo(2), "undone already"),
        (Ask::Undo(9), "no decision 9"),
        (Ask::Merge(vec![id.clone()]), "nothing to merge"),
        (Ask::Split { event: id.clone(), reports: vec![] }, "rejected"),
        (Ask::Confirm("ev-00".to_owned()), "no event"),
    ] {
        let refused = store.decide(&ask, "ada", "x", at(5)).unwrap_err().to_string();
        assert!(refused.contains(words), "{ask:?}: {refused}");
    }
    assert!(store.decide(&Ask::Undo(3), "ada", " ", at(5)).unwrap_err().to_string().contains("needs a reason"));
}

#[test]
fn the_log_notices_what_was_changed_behind_its_back() {
    let (folder, mut store, id) = two_tellings();
    store.decide(&Ask::Confirm(id), "ada", "seen", at(2)).unwrap();
    let noted = store.verify(None).unwrap();
    assert_eq!((noted.entries, noted.faults.as_slice()), (2, [].as_slice()));
    assert!(store.verify(Some(&noted.head[..12])).unwrap().faults.is_empty());
    drop(store);
    let db = rusqlite::Connection::open(folder.file()).unwrap();
    assert!(db.execute("UPDATE audit SET by = 'eve'", []).is_err(), "the trigger forbids it");
    db.execute_batch("DROP TRIGGER decisions_stay; UPDATE decisions SET by = 'eve';").unwrap();
    let health = Store::open_read_only(folder.file()).unwrap().verify(None).unwrap();
    assert!(health.faults[0].contains("not those of the audit log"), "{:?}", health.faults);
    db.execute_batch("DROP TRIGGER audit_kept; DELETE FROM audit WHERE seq = 2;").unwrap();
    let health = Store::open_read_only(folder.file()).unwrap().verify(Some(&noted.head)).unwrap();
    assert!(health.faults.iter().any(|f| f.contains("the noted hash is not in it")), "{:?}", health.faults);
}
