//! The sentences of `docs/constructions.md` read as articles: what the document says of them must be so.
//!
//! `ISNAD_UPDATE_DOCS=1 cargo test -p isnad-extract --test constructions` writes the document's last column anew.

use isnad_extract::{Extractor, Worker};
use isnad_language::{embedded, embedded_codes};
use isnad_model::{Article, Claim, Extraction, Report};
use isnad_places::Gazetteer;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/constructions.md")
}

/// The cells of a row of the document's tables; `None` for other lines.
fn row(line: &str) -> Option<[&str; 4]> {
    let cells: Vec<&str> = line.strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
    let cells: [&str; 4] = cells.try_into().ok()?;
    (cells[0] != "construction" && !cells[0].starts_with("---")).then_some(cells)
}

fn extraction(worker: &mut Worker<'_>, sentence: &str) -> Extraction {
    let (title, text) = sentence.split_once("//").unwrap_or(("", sentence));
    worker.extract(&Article {
        lang: Some("ar".to_owned()),
        published: Some("2024-05-16".parse().expect("a day")),
        title: title.trim().to_owned(),
        text: text.trim().replace('¶', "\n"),
        ..Article::default()
    })
}

fn figure(c: &Claim) -> String {
    let end = |n: Option<u64>| n.map_or_else(String::new, |n| n.to_string());
    let (low, high) = (end(c.figure.low), end(c.figure.high));
    let value = if low == high { low } else { format!("{low}..{high}") };
    format!("{} {value} {}", c.measure.name(), c.of.name())
}

/// What was read, in the document's words.
fn facts(e: &Extraction) -> BTreeSet<String> {
    let mut out: BTreeSet<String> = e.aggregates.iter().map(|c| format!("aggregate {}", figure(c))).collect();
    out.insert(match e.reports.len() {
        0 => "no report".to_owned(),
        1 => "1 report".to_owned(),
        n => format!("{n} reports"),
    });
    out.insert(format!("{} main", e.reports.iter().filter(|r| r.main).count()));
    for r in &e.reports {
        if r.main {
            out.insert(format!("main {}", r.sub_event_type.name()));
        }
        report(r, &mut out);
    }
    out
}

fn report(r: &Report, out: &mut BTreeSet<String>) {
    out.insert(format!("type {}", r.sub_event_type.name()));
    out.insert(match r.date {
        None => "no date".to_owned(),
        Some(d) if d.start() == d.end() => format!("date {}", d.start()),
        Some(d) => format!("date {}..{}", d.start(), d.end()),
    });
    out.insert(format!("{} location{}", r.locations.len(), if r.locations.len() == 1 { "" } else { "s" }));
    out.extend(r.locations.iter().map(|l| format!("{} {}", l.relation.name(), l.name)));
    for a in &r.actors {
        let stance = a.stance.map_or(String::new(), |s| format!(" {}", s.name()));
        out.insert(format!("{} {}{stance}", a.role.name(), a.id));
    }
    out.extend(r.tactics.iter().map(|t| format!("tactic {}", t.name())));
    out.extend(r.targets.iter().map(|t| format!("hits {}", t.name())));
    for c in &r.claims {
        let chain: Vec<&str> = c.sources.iter().map(|s| s.kind.name()).collect();
        let by = if chain.is_empty() { "nobody".to_owned() } else { chain.join(" > ") };
        let figure = figure(c);
        out.insert(format!("{figure} by {by}"));
        out.insert(format!("{figure} by {by} {}", c.stance.name()));
        out.insert(figure);
    }
}

#[test]
fn sentences_are_read_as_the_document_says() {
    let packs = embedded_codes().map(|c| embedded(c).expect("built in").expect("the pack is sound")).collect();
    let extractor = Extractor::new(packs, Gazetteer::embedded()).expect("the packs fit the stages");
    let mut worker = extractor.worker();
    let content = std::fs::read_to_string(document()).expect("the document is there");
    let (mut written, mut wrong, mut rows) = (String::new(), Vec::new(), 0);
    for (n, line) in content.lines().enumerate() {
        let Some([what, sentence, expected, said]) = row(line) else {
            written.push_str(line);
            written.push('\n');
            continue;
        };
        rows += 1;
        let found = facts(&extraction(&mut worker, sentence));
        let missing: Vec<&str> = expected.split(';').map(str::trim).filter(|f| !found.contains(*f)).collect();
        let read = if missing.is_empty() { "yes" } else { "no" };
        written.push_str(&format!("| {what} | {sentence} | {expected} | {read} |\n"));
        if read == "no" {
            println!("line {}: {what}: missing {missing:?} in {found:?}", n + 1);
        }
        // a construction that has come to be read is no fault; the next update says so
        if said != "no" && read == "no" {
            wrong.push(format!("docs/constructions.md:{}: {what}: not read: {}", n + 1, missing.join("; ")));
        }
    }
    assert!(rows > 0, "the document has rows");
    if std::env::var_os("ISNAD_UPDATE_DOCS").is_some() {
        std::fs::write(document(), written).expect("the document can be written");
        return;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
