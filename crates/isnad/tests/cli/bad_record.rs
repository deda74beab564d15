//! A record that is damaged, foreign, newer, read-only, locked, or on a full disk: the program says so, ends with exit
//! code 2, and loses nothing.

use crate::support::{Folder, Ran};
use std::path::Path;
use std::process::Command;

fn articles(n: usize) -> String {
    let line = |k: usize| {
        let text = format!(
            "قال مصدر أمني إن {} جنديا قتلوا الثلاثاء في هجوم على ثكنة في مدينة غاو. {}",
            2 + k % 40,
            "خبر ".repeat(60)
        );
        format!(
            "{}\n",
            serde_json::json!({"id": format!("n{k}"), "lang": "ar", "published": "2024-05-16", "text": text})
        )
    };
    (0..n).map(line).collect()
}

/// Articles in [`bulk`].
#[cfg(target_os = "linux")]
const BULK: usize = 300;

/// Long articles without an incident: they take room and little time.
#[cfg(target_os = "linux")]
fn bulk() -> String {
    let line = |k: usize| {
        let text: String = (0..1500).map(|n| format!("x{} ", (k * 7919 + n * n) % 100_003)).collect();
        format!("{}\n", serde_json::json!({"id": format!("b{k}"), "lang": "ar", "text": text}))
    };
    (0..BULK).map(line).collect()
}

fn filled() -> Folder {
    let folder = Folder::new();
    folder.file("in.jsonl", articles(20));
    assert_eq!(folder.run(&["ingest", "in.jsonl", "--record", "r.db"], "").code, 0);
    folder
}

/// Both a reader and a writer refuse, say why, and leave the file as it is.
fn refused(folder: &Folder, words: &str) {
    let before = std::fs::read(folder.path().join("r.db")).ok();
    for command in [&["events", "--record", "r.db"][..], &["ingest", "in.jsonl", "--record", "r.db"]] {
        let ran = folder.run(command, "");
        assert_eq!(ran.code, 2, "{command:?}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(words) && ran.stderr.contains("r.db"), "{command:?}: `{words}` in {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{command:?}");
    }
    assert!(before == std::fs::read(folder.path().join("r.db")).ok(), "the file is another");
}

#[test]
fn cut_off() {
    let folder = filled();
    let whole = std::fs::read(folder.path().join("r.db")).expect("the record");
    for length in [100, 8192, whole.len() / 2, whole.len() - 1] {
        folder.file("r.db", &whole[..length]);
        refused(&folder, "is damaged: it is cut off");
    }
    folder.file("r.db", b"");
    refused(&folder, "is no record of Isnad (it is empty)");
}

#[test]
fn flipped_bits() {
    let folder = filled();
    let mut bytes = std::fs::read(folder.path().join("r.db")).expect("the record");
    let text = "مدينة غاو".as_bytes();
    let places: Vec<usize> = (0..bytes.len() - text.len()).filter(|&at| bytes[at..].starts_with(text)).collect();
    assert!(!places.is_empty(), "an article's words stand in the file");
    places.iter().for_each(|&at| bytes[at] ^= 1);
    folder.file("r.db", &bytes);
    let ran = folder.run(&["audit", "verify", "--record", "r.db"], "");
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("is not what was stored"), "{}", ran.stderr);
    // the heads of pages: nothing of them can be read
    for page in 1..bytes.len() / 8192 {
        bytes[page * 8192] ^= 0xff;
    }
    folder.file("r.db", &bytes);
    refused(&folder, "is damaged");
}

#[test]
fn newer_and_foreign() {
    let folder = filled();
    let db = rusqlite::Connection::open(folder.path().join("r.db")).expect("it opens");
    db.pragma_update(None, "user_version", 7).expect("it can be written to");
    drop(db);
    refused(&folder, "newer Isnad (form 7");
    folder.file("r.db", "a letter, no record, though long enough to be one");
    refused(&folder, "is no record of Isnad");
    let ran = folder.run(&["events", "--record", "none.db"], "");
    assert!(ran.code == 2 && ran.stderr.contains("no record at none.db"), "{}", ran.stderr);
}

#[test]
fn another_writer() {
    let folder = filled();
    folder.file("more.jsonl", articles(30));
    let db = rusqlite::Connection::open(folder.path().join("r.db")).expect("it opens");
    db.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes");
    let ran = folder.run(&["ingest", "more.jsonl", "--record", "r.db", "--wait", "0.2"], "");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("another program is writing") && ran.stderr.contains("0.2 s"), "{}", ran.stderr);
    // readers are not kept waiting
    assert_eq!(folder.run(&["events", "--record", "r.db"], "").code, 0);
    db.execute_batch("ROLLBACK").expect("it ends");
    assert_eq!(folder.run(&["ingest", "more.jsonl", "--record", "r.db"], "").code, 0);
}

#[test]
fn two_programs_at_once_both_end_well() {
    let folder = Folder::new();
    let all = articles(40);
    let lines: Vec<&str> = all.lines().collect();
    folder.file("one.jsonl", lines[..25].join("\n"));
    folder.file("two.jsonl", lines[15..].join("\n"));
    let run = |name: &'static str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        command.current_dir(folder.path()).args(["ingest", name, "--record", "r.db", "--batch", "3"]);
        command.spawn().expect("the program runs")
    };
    let both = [run("one.jsonl"), run("two.jsonl")];
    for mut child in both {
        assert!(child.wait().expect("it ends").success());
    }
    let stats = folder.run(&["stats", "--record", "r.db", "--format", "json"], "");
    let stats: serde_json::Value = serde_json::from_str(&stats.stdout).expect("JSON");
    assert_eq!(stats["articles"], 40);
    assert_eq!(folder.run(&["audit", "verify", "--record", "r.db"], "").code, 0);
}

#[test]
fn a_file_marked_read_only() {
    let folder = filled();
    let path = folder.path().join("r.db");
    let mut permissions = std::fs::metadata(&path).expect("the record").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("it can be marked");
    folder.file("more.jsonl", articles(30));
    let ran = folder.run(&["ingest", "more.jsonl", "--record", "r.db"], "");
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("marked read-only"), "{}", ran.stderr);
    assert_eq!(folder.run(&["events", "--record", "r.db"], "").code, 0);
}

/// Runs a shell script in a name space of its own, where it may mount; `None` where the system does not allow that.
#[cfg(target_os = "linux")]
fn with_mounts(folder: &Path, script: &str) -> Option<Ran> {
    let unshare = |script: &str| Command::new("unshare").args(["-rm", "sh", "-c", script]).current_dir(folder).output();
    let allowed = unshare("mount -t tmpfs -o size=64k none . ").is_ok_and(|o| o.status.success());
    if !allowed {
        eprintln!("skipped: this system lets nobody mount");
        return None;
    }
    let output = unshare(script).ok()?;
    Some(Ran {
        code: output.status.code()?,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}

#[test]
#[cfg(target_os = "linux")]
fn a_read_only_disk() {
    let folder = filled();
    folder.file("more.jsonl", articles(30));
    let bin = env!("CARGO_BIN_EXE_isnad");
    let remount = "mount --bind . . && mount -o remount,ro,bind . && cd \"$PWD\"";
    if let Some(ran) = with_mounts(folder.path(), &format!("{remount} && {bin} events --record r.db --format jsonl")) {
        assert_eq!((ran.code, ran.stdout.is_empty()), (0, false), "{}", ran.stderr);
    }
    if let Some(ran) = with_mounts(folder.path(), &format!("{remount} && {bin} ingest more.jsonl --record r.db")) {
        assert_eq!(ran.code, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains("cannot be written to"), "{}", ran.stderr);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk() {
    let folder = filled();
    folder.file("more.jsonl", bulk());
    let bin = env!("CARGO_BIN_EXE_isnad");
    let script = format!(
        "mkdir small && mount -t tmpfs -o size=3m none small && cp r.db small && cd small && \
         {bin} ingest ../more.jsonl --record r.db --batch 20 --format jsonl > ../told.jsonl; code=$?; cp r.db* ..; exit $code"
    );
    let Some(ran) = with_mounts(folder.path(), &script) else { return };
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("no room to write the record"), "{}", ran.stderr);
    stored_as_told(&folder);
}

/// A limit on the size of files acts as a full disk does, where nothing can be mounted too.
#[test]
#[cfg(target_os = "linux")]
fn a_limit_on_files() {
    let folder = filled();
    folder.file("more.jsonl", bulk());
    let bin = env!("CARGO_BIN_EXE_isnad");
    let script = format!(
        "trap '' XFSZ; ulimit -f 6000; exec {bin} ingest more.jsonl --record r.db --batch 20 --format jsonl > told.jsonl"
    );
    let output = Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().expect("bash runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("no room to write the record"), "{stderr}");
    stored_as_told(&folder);
}

/// All that was told as stored is there, the record is sound, and with room again the rest goes in.
#[cfg(target_os = "linux")]
fn stored_as_told(folder: &Folder) {
    let told = std::fs::read_to_string(folder.path().join("told.jsonl")).expect("what was told");
    let new = |line: &str| -> usize {
        let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
        line["new"].as_array().map_or(0, Vec::len)
    };
    let stored = 20 + told.lines().map(new).sum::<usize>();
    let stats = folder.run(&["stats", "--record", "r.db", "--format", "json"], "");
    let stats: serde_json::Value = serde_json::from_str(&stats.stdout).expect("JSON");
    let there = stats["articles"].as_u64().expect("a number") as usize;
    assert!(there == stored && stored < 20 + BULK, "{there} are there, {stored} were told");
    assert_eq!(folder.run(&["audit", "verify", "--record", "r.db"], "").code, 0);
    assert_eq!(folder.run(&["ingest", "more.jsonl", "--record", "r.db"], "").code, 0);
}
