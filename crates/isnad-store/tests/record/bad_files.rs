//! Damaged, foreign, newer, full, locked: told clearly, and nothing lost.

use crate::support::{Folder, article, at, dump, run, told};
use isnad_store::{Error, Incoming, Store};
use std::time::Duration;

fn corpus(n: usize) -> Vec<Incoming> {
    let days = ["2024-05-11", "2024-05-14", "2024-05-17", "2024-05-20"];
    let places = ["Ménaka", "Gao", "Djibo", "Kidal", "Mopti"];
    (0..n)
        .map(|k| article(&format!("a{k:03}"), "2024-05-21", &[told(days[k % 4], places[k % 5], 1 + k as u64 % 9)]))
        .collect()
}

fn filled(n: usize) -> Folder {
    let folder = Folder::new();
    run(&mut folder.open(), &corpus(n), 1);
    folder
}

#[test]
fn cut_off_anywhere() {
    let folder = filled(60);
    let whole = std::fs::read(folder.file()).unwrap();
    for length in [0, 10, 99, 100, 4096, 8192, whole.len() / 2, whole.len() - 8192, whole.len() - 1] {
        std::fs::write(folder.file(), &whole[..length]).unwrap();
        for opened in [Store::open(folder.file()), Store::open_read_only(folder.file())] {
            let error = opened.map(|_| ()).expect_err(&format!("{length} bytes"));
            assert!(matches!(error, Error::Damaged { .. } | Error::NotARecord { .. }), "{length}: {error:?}");
        }
        assert!(std::fs::read(folder.file()).unwrap() == whole[..length], "it was written to at {length}");
    }
}

#[test]
fn flipped_bits_are_noticed_or_do_no_harm() {
    let folder = filled(40);
    let expected = dump(&Store::open_read_only(folder.file()).unwrap());
    let whole = std::fs::read(folder.file()).unwrap();
    let (mut noticed, mut tried) = (0, 0);
    let mut k = 24;
    while k < whole.len() {
        let mut bytes = whole.clone();
        bytes[k] ^= 1 << (k % 8);
        std::fs::write(folder.file(), &bytes).unwrap();
        tried += 1;
        // no panic, and either somebody says so or all that the record tells is as it was
        let sound = Store::open_read_only(folder.file()).and_then(|s| {
            let health = s.verify(None)?;
            let mut out = Vec::new();
            let written = s.dump(&mut out)?;
            assert!(written.is_ok());
            Ok((health.faults.is_empty(), String::from_utf8(out).unwrap()))
        });
        match sound {
            Ok((true, now)) => {
                assert!(now == expected, "byte {k}: {:?}", differing(&now, &expected));
            }
            _ => noticed += 1,
        }
        k += 2999;
    }
    assert!(noticed * 6 > tried, "{noticed} of {tried} noticed");
}

fn differing<'t>(a: &'t str, b: &'t str) -> Option<(&'t str, &'t str)> {
    a.lines().zip(b.lines()).find(|(a, b)| a != b)
}

/// What is stored only to find, or only to join, is held against what it was made of.
#[test]
fn damage_of_what_only_finds_is_noticed() {
    for (what, damage) in [
        ("search: the words of article", "INSERT INTO words(rowid, title, text) VALUES(1, 'other', 'words')"),
        ("search: the words of article", "DELETE FROM words WHERE rowid = 2"),
        (
            "search: words are found of articles that are not there",
            "INSERT INTO words(rowid, title, text) VALUES(900, 'a', 'b')",
        ),
        ("search: the names of places", "UPDATE place_names SET name = name || 'x' WHERE report = 3"),
        ("joining: the keys of", "DELETE FROM keys WHERE report = 4"),
        ("joining: the keys of", "UPDATE keys SET key = key + 1 WHERE report = 5"),
        (
            "joining: the profile of",
            "UPDATE profiles SET body = (SELECT body FROM profiles WHERE report = 7) WHERE report = 6",
        ),
        ("joining: the profile of", "UPDATE profiles SET body = x'00' WHERE report = 6"),
        (
            "joining: 1 edge(s) have not the score",
            "UPDATE edges SET score = score + 1 WHERE rowid IS NULL OR (a, b) = (SELECT a, b FROM edges LIMIT 1)",
        ),
    ] {
        let folder = filled(40);
        let damage = damage.replace("rowid IS NULL OR ", "");
        rusqlite::Connection::open(folder.file()).unwrap().execute_batch(&damage).unwrap();
        let faults = Store::open_read_only(folder.file()).unwrap().verify(None).unwrap().faults;
        assert!(faults.iter().any(|f| f.contains(what)), "{damage}: {faults:?}");
    }
}

/// Bytes of the index of words, changed where SQLite itself finds nothing to say.
#[test]
fn flipped_bits_of_the_words_are_noticed() {
    let folder = filled(12);
    let sound = dump(&Store::open_read_only(folder.file()).unwrap());
    let db = rusqlite::Connection::open(folder.file()).unwrap();
    let rows: Vec<(i64, Vec<u8>)> = db
        .prepare("SELECT id, block FROM words_data WHERE id > 10")
        .unwrap()
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(!rows.is_empty());
    for (id, block) in rows {
        for k in (0..block.len()).step_by(block.len() / 9 + 1) {
            let mut bytes = block.clone();
            bytes[k] ^= 4;
            db.execute("UPDATE words_data SET block = ?2 WHERE id = ?1", rusqlite::params![id, bytes]).unwrap();
            let store = Store::open_read_only(folder.file());
            let noticed = store.and_then(|s| s.verify(None)).map_or(true, |health| !health.faults.is_empty());
            assert!(noticed, "byte {k} of block {id}");
            db.execute("UPDATE words_data SET block = ?2 WHERE id = ?1", rusqlite::params![id, block]).unwrap();
        }
    }
    let store = Store::open_read_only(folder.file()).unwrap();
    assert!(store.verify(None).unwrap().faults.is_empty());
    assert_eq!(dump(&store), sound);
}

/// A record of form 1: its keys were others and had references, and there were no profiles.
#[test]
fn a_record_of_an_older_form_is_brought_up_to_this_one() {
    let folder = filled(30);
    let expected = dump(&Store::open_read_only(folder.file()).unwrap());
    let db = rusqlite::Connection::open(folder.file()).unwrap();
    db.execute_batch(
        "DROP INDEX articles_version; DROP TABLE profiles; DROP TABLE keys; DELETE FROM edges;
         CREATE TABLE keys(key INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
            PRIMARY KEY(key, report)) STRICT, WITHOUT ROWID;
         CREATE INDEX keys_report ON keys(report);
         INSERT INTO keys SELECT id * 7, id FROM reports;
         UPDATE meta SET value = '1' WHERE key = 'rules'; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(db);
    assert!(Store::open_read_only(folder.file()).unwrap().verify(None).unwrap().faults.is_empty(), "read as it is");
    let mut store = folder.open();
    store.add(&corpus(31)[30..], at(2)).unwrap();
    store.settle(at(2)).unwrap();
    assert!(store.verify(None).unwrap().faults.is_empty());
    let other = Folder::new();
    let mut anew = other.open();
    run(&mut anew, &corpus(30), 1);
    assert_eq!(dump(&anew), expected);
    run(&mut anew, &corpus(31)[30..], 2);
    assert_eq!(dump(&store), dump(&anew));
}

#[test]
fn foreign_and_newer_files_are_left_alone() {
    let folder = filled(3);
    let db = rusqlite::Connection::open(folder.file()).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    drop(db);
    let before = std::fs::read(folder.file()).unwrap();
    for opened in [Store::open(folder.file()), Store::open_read_only(folder.file())] {
        let message = opened.map(|_| ()).unwrap_err().to_string();
        assert!(message.contains("newer Isnad (form 99, this program knows up to 2)"), "{message}");
    }
    assert!(std::fs::read(folder.file()).unwrap() == before);
    std::fs::write(folder.file(), "id,date\n").unwrap();
    assert!(matches!(Store::open(folder.file()), Err(Error::NotARecord { .. })));
    let other = folder.0.path().join("other.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t(x)").unwrap();
    let message = Store::open(&other).map(|_| ()).unwrap_err().to_string();
    assert!(message.contains("another program"), "{message}");
    assert!(matches!(Store::open_read_only(folder.0.path().join("none.db")), Err(Error::Missing { .. })));
}

#[test]
fn a_full_disk_takes_the_batch_back() {
    let folder = filled(20);
    let before = dump(&Store::open_read_only(folder.file()).unwrap());
    let mut store = folder.open();
    store.limit_pages(5).unwrap();
    let error = store.add(&corpus(400), at(2)).unwrap_err();
    assert!(matches!(&error, Error::Full { .. }), "{error:?}");
    assert!(error.to_string().contains("make room and run the command again"), "{error}");
    assert_eq!(dump(&store), before);
    drop(store);
    let mut store = folder.open();
    assert!(store.verify(None).unwrap().faults.is_empty());
    assert_eq!(store.add(&corpus(400), at(3)).unwrap().new.len(), 380);
}

#[test]
fn a_second_writer_waits_and_then_says_so() {
    let folder = filled(3);
    let holder = rusqlite::Connection::open(folder.file()).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut store = Store::open_waiting(folder.file(), Duration::from_millis(50)).unwrap();
    let error = store.add(&corpus(9), at(2)).unwrap_err();
    assert!(matches!(error, Error::Busy { .. }), "{error:?}");
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(store.add(&corpus(9), at(3)).unwrap().new.len(), 6);
}

#[test]
fn two_writers_take_turns() {
    let folder = Folder::new();
    let corpus = corpus(60);
    let (mut a, mut b) = (folder.open(), folder.open());
    for (k, pair) in corpus.chunks(6).enumerate() {
        let store = if k % 2 == 0 { &mut a } else { &mut b };
        store.add(pair, at(1)).unwrap();
    }
    a.settle(at(1)).unwrap();
    let other = Folder::new();
    let mut alone = other.open();
    run(&mut alone, &corpus, 1);
    assert_eq!(dump(&a), dump(&alone));
}

#[test]
fn a_file_marked_read_only_is_read_and_not_written() {
    let folder = filled(3);
    let mut permissions = std::fs::metadata(folder.file()).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.file(), permissions).unwrap();
    assert!(matches!(Store::open(folder.file()), Err(Error::ReadOnly { .. })));
    let mut store = Store::open_read_only(folder.file()).unwrap();
    assert_eq!(store.events(&Default::default()).unwrap().len(), 3);
    assert!(matches!(store.add(&corpus(9), at(2)), Err(Error::ReadOnly { .. })));
}
