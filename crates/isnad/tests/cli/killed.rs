//! The program is killed at random moments, again and again: what it told as done is there, and in the end the record is
//! that of a run that nobody killed.

use crate::support::Folder;
use isnad_store::Store;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Kills, unless `ISNAD_KILLS` says otherwise; `make test` says 200.
const KILLS: usize = 25;

const PLACES: [&str; 4] = ["ميناكا", "غاو", "كيدال", "موبتي"];

fn corpus() -> String {
    let line = |k: usize| {
        let text = format!(
            "قال مصدر أمني إن {} جنديا قتلوا {} في هجوم شنه مسلحون على ثكنة للجيش في مدينة {}.",
            2 + k % 5,
            ["الثلاثاء", "الأربعاء", "الاثنين"][k % 3],
            PLACES[k % 4]
        );
        format!(
            "{}\n",
            serde_json::json!({"id": format!("k{k:03}"), "lang": "ar", "published": "2024-05-16", "text": text})
        )
    };
    (0..60).map(line).collect()
}

fn start(folder: &Path, record: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .current_dir(folder)
        .args(["ingest", "in.jsonl", "--record", record, "--batch", "2", "--jobs", "1", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs")
}

fn dump(path: &Path) -> String {
    let store = Store::open_read_only(path).expect("it opens");
    assert_eq!(store.verify(None).expect("it can be looked through").faults, Vec::<String>::new());
    let mut out = Vec::new();
    store.dump(&mut out).expect("it can be read").expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

/// Ids of the articles that lines of output tell as stored.
fn told(lines: &[String]) -> Vec<String> {
    let ids = |line: &String| -> Vec<String> {
        let Ok(line) = serde_json::from_str::<Value>(line) else { return Vec::new() };
        line["new"].as_array().into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
    };
    lines.iter().flat_map(ids).collect()
}

#[test]
fn at_any_moment() {
    let kills = std::env::var("ISNAD_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(KILLS);
    let folder = Folder::new();
    folder.file("in.jsonl", corpus());
    let began = Instant::now();
    assert!(start(folder.path(), "whole.db").wait_with_output().expect("it ends").status.success());
    let whole = began.elapsed();
    let expected = dump(&folder.path().join("whole.db"));

    // a fixed sequence of numbers, so that a failure can be looked into
    let mut state = 0x1234_5678_9abc_def0_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let (mut records, mut struck, mut stored) = (0, 0, Vec::<String>::new());
    while struck < kills {
        let name = format!("r{records}.db");
        let path = folder.path().join(&name);
        let mut child = start(folder.path(), &name);
        let stdout = BufReader::new(child.stdout.take().expect("its output"));
        let listener = thread::spawn(move || stdout.lines().map_while(Result::ok).collect::<Vec<String>>());
        thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * 0.9 * random()));
        let ended = child.try_wait().expect("it can be asked").is_some();
        child.kill().expect("it can be killed");
        let status = child.wait().expect("it ends");
        stored.extend(told(&listener.join().expect("its output is read")));
        if path.exists() {
            let store = Store::open_read_only(&path).expect("the record opens");
            for id in &stored {
                assert!(store.article(id).expect("it can be read").is_some(), "{id} was told and is not there");
            }
        } else {
            assert!(stored.is_empty(), "told before there was a record");
        }
        if ended || status.success() {
            assert_eq!(dump(&path), expected, "record {records}");
            records += 1;
            stored.clear();
        } else {
            struck += 1;
        }
    }
    let last = format!("r{records}.db");
    assert!(start(folder.path(), &last).wait_with_output().expect("it ends").status.success());
    assert_eq!(dump(&folder.path().join(&last)), expected);
    eprintln!("{kills} kills over {} records in {:.1} s", records + 1, began.elapsed().as_secs_f64());
}
