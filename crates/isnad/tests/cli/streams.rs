//! Long streams: order, bounded memory, readers who stop reading.

use crate::support::{ARTICLE, Folder};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

fn article(number: usize) -> String {
    // lengths differ, so that threads finish out of order
    ARTICLE.replace("one", &format!("a{number}")).replace("الشمال.", &"الشمال. ".repeat(1 + number * 7 % 40))
}

#[test]
fn order_is_kept_on_many_threads() {
    let folder = Folder::new();
    let mut content = String::new();
    for number in 0..500 {
        content.push_str(&article(number));
    }
    folder.file("in.jsonl", content);
    let want: Vec<String> = (0..500).map(|n| format!("a{n}")).collect();
    let four = folder.run(&["extract", "--jobs", "4", "in.jsonl"], "");
    assert_eq!(four.ids(), want);
    let one = folder.run(&["extract", "--jobs", "1", "in.jsonl"], "");
    assert!(one.stdout == four.stdout, "the number of threads changes nothing");
}

#[test]
fn messages_come_in_order_too() {
    let folder = Folder::new();
    let mut content = String::new();
    for number in 0..200 {
        let _ = writeln!(content, "{}{{", article(number));
    }
    folder.file("in.jsonl", content);
    let ran = folder.run(&["extract", "--jobs", "4", "in.jsonl"], "");
    assert_eq!((ran.code, ran.ids().len()), (1, 200));
    let places: Vec<&str> = ran.stderr.lines().filter_map(|l| l.strip_prefix("in.jsonl:")?.split(':').next()).collect();
    // every second line is a lone brace
    let want: Vec<String> = (1..=200).map(|n| (n * 2).to_string()).collect();
    assert_eq!(places, want);
}

fn spawn() -> Child {
    Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["extract", "--jobs", "2", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs")
}

/// Most memory that a process has held, in kB; `None` where the system does not tell.
fn peak(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Streams articles through the program; its memory while all have been answered and the stream is still open.
fn peak_after(counts: &[usize]) -> Option<Vec<u64>> {
    let mut child = spawn();
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    let mut peaks = Vec::new();
    let mut fed = 0;
    for count in counts {
        let from = fed;
        fed = *count;
        let feeder = std::thread::spawn(move || {
            for number in from..fed {
                stdin.write_all(article(number).as_bytes()).expect("the program reads");
            }
            stdin
        });
        for number in from..fed {
            let line = lines.next().expect("a line per article").expect("UTF-8");
            assert!(line.starts_with(&format!("{{\"id\":\"a{number}\",")), "{line}");
        }
        stdin = feeder.join().expect("the feeder ends");
        peaks.push(peak(&child));
    }
    drop(stdin);
    assert!(lines.next().is_none());
    assert!(child.wait().expect("it ends").success());
    peaks.into_iter().collect()
}

#[test]
fn memory_stays_bounded_over_a_long_stream() {
    let Some(peaks) = peak_after(&[2_000, 20_000]) else {
        eprintln!("skipped: this system does not tell a process's peak memory");
        return;
    };
    let growth = peaks[1].saturating_sub(peaks[0]);
    assert!(growth < 32 * 1024, "from {} kB after 2,000 articles to {} kB after 20,000", peaks[0], peaks[1]);
}

#[test]
fn memory_stays_bounded_when_nobody_reads() {
    let mut child = spawn();
    let mut stdin = child.stdin.take().expect("a pipe");
    let feeder = std::thread::spawn(move || {
        for number in 0..5_000 {
            if stdin.write_all(article(number).as_bytes()).is_err() {
                return;
            }
        }
    });
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let held = peak(&child);
    assert!(!feeder.is_finished(), "the program must stop reading while its output waits");
    let mut out = String::new();
    child.stdout.take().expect("a pipe").read_to_string(&mut out).expect("UTF-8");
    feeder.join().expect("the feeder ends");
    assert_eq!(out.lines().count(), 5_000);
    assert!(child.wait().expect("it ends").success());
    eprintln!("peak while waiting: {held:?} kB");
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let mut child = spawn();
    let mut stdin = child.stdin.take().expect("a pipe");
    let feeder = std::thread::spawn(move || {
        for number in 0..20_000 {
            if stdin.write_all(article(number).as_bytes()).is_err() {
                return;
            }
        }
    });
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
    assert!(lines.next().is_some());
    drop(lines);
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
    assert_eq!((child.wait().expect("it ends").code(), said.as_str()), (Some(0), ""));
    feeder.join().expect("the feeder ends");
}

#[test]
fn nobody_who_reads_is_no_error_in_any_format() {
    let folder = Folder::new();
    folder.file("articles.jsonl", ARTICLE);
    let ran = folder.run(&["extract", "articles.jsonl", "--output", "reports.jsonl"], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let ran = folder.run(&["ingest", "articles.jsonl", "--record", "record.db"], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let record = ["--record", "record.db"];
    let mut all: Vec<Vec<&str>> = Vec::new();
    for format in ["json", "jsonl", "table"] {
        all.push(vec!["extract", "articles.jsonl", "--format", format]);
        all.push(vec!["reconcile", "reports.jsonl", "--format", format]);
        all.push([&["events", "--format", format], &record[..]].concat());
    }
    for format in ["csv", "jsonl", "geojson", "parquet", "xlsx", "datapackage"] {
        all.push([&["export", "--format", format], &record[..]].concat());
    }
    for arguments in all {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let child = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .current_dir(folder.path())
            .args(&arguments)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let ended = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!said.contains("ipe"), "{arguments:?}: {said}");
    }
}
