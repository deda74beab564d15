//! Other projects' Arabic date cases, where they stand beside the checkout; see docs/peers-dates.md.

use isnad_extract::dates::{Anchor, DateStage, Dates};
use isnad_extract::numbers::NumberStage;
use isnad_language::{Chart, Reader};
use isnad_model::DateRange;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::path::Path;

#[derive(Deserialize)]
struct Record {
    id: String,
    input: String,
    #[serde(default)]
    news: bool,
    reference: Option<String>,
    expect: Vec<Expectation>,
}

#[derive(Deserialize)]
struct Expectation {
    text: String,
    kind: Option<String>,
    start: Option<String>,
    end: Option<String>,
    holiday: Option<serde_json::Value>,
}

fn day(s: &str) -> Option<Date> {
    s.get(..10)?.parse().ok()
}

/// The words of a span without the prepositions and marks at its ends, which projects draw differently.
fn bare(text: &str) -> String {
    let small = [
        "في",
        "من",
        "إلى",
        "يوم",
        "ليوم",
        "لليوم",
        "هذا",
        "منذ",
        "قبل",
        "بعد",
        "حتى",
        "عند",
        "ما",
        "بين",
        "خلال",
        "كان",
    ];
    let folded = isnad_text::Text::new(text);
    let mut words: Vec<String> = (0..folded.tokens().len())
        .filter(|k| folded.tokens()[*k].kind != isnad_text::Kind::Mark)
        .map(|k| folded.norm(k).to_owned())
        .collect();
    let small: Vec<String> = small.iter().map(|s| isnad_text::fold(s)).collect();
    let keep = words.iter().position(|w| !small.contains(w)).unwrap_or(0);
    words.drain(..keep);
    // a preposition written together with the article
    let (with, article) = (isnad_text::fold("بال"), isnad_text::fold("ال"));
    if let Some(rest) = words.first().and_then(|w| w.strip_prefix(&with)) {
        words[0] = format!("{article}{rest}");
    }
    words.join(" ")
}

fn value_fits(found: DateRange, e: &Expectation) -> bool {
    let Some(start) = e.start.as_deref().and_then(day) else { return true };
    // the year 1 stands for a day that does not exist
    if found.start() != start {
        return false;
    }
    match e.end.as_deref().and_then(day) {
        None => true,
        // exclusive in most sources, inclusive in some
        Some(end) => found.end() == end || end.checked_sub(1.day()).is_ok_and(|e| e == found.end()),
    }
}

#[test]
fn arabic_dates_of_other_projects() {
    let peers = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/peers/arabic-dates.jsonl");
    let Ok(content) = std::fs::read_to_string(&peers) else {
        println!("skipped: no {} beside the checkout", peers.display());
        return;
    };
    let skip = include_str!("cases/peers_dates.skip.tsv");
    let skip: BTreeMap<&str, &str> = skip
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .filter_map(|l| l.split_once('\t'))
        .map(|(class, input)| (input.trim(), class))
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/ar");
    let pack = isnad_language::from_folder(&folder).unwrap_or_else(|e| panic!("{e:#?}"));
    let (numbers, stage) = (NumberStage::new(&pack).unwrap(), DateStage::new(&pack).unwrap());
    let mut reader = Reader::default();
    let mut seen = HashSet::new();
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut right, mut all, mut spans, mut valued, mut value_right) = (0, 0, 0, 0, 0);
    for line in content.lines() {
        let record: Record = serde_json::from_str(line).unwrap();
        if !record.news || !seen.insert(record.input.clone()) {
            continue;
        }
        let class = skip.get(record.input.trim()).copied().unwrap_or("");
        if !class.is_empty() {
            *left_out.entry(class).or_default() += 1;
        }
        let words_only = class.starts_with("span:");
        if !class.is_empty() && !words_only {
            continue;
        }
        let mut chart = Chart::new(&pack, &mut reader, &record.input);
        let n = numbers.read(&mut chart);
        let dates: Dates = stage.read(&mut chart, &n);
        let anchor = Anchor {
            published: record.reference.as_deref().and_then(day),
            reference: record.reference.as_deref().and_then(day).map(DateRange::day),
            ..Anchor::default()
        };
        let wanted = record
            .expect
            .iter()
            .filter(|e| matches!(e.kind.as_deref(), Some("date" | "daterange")) && e.holiday.is_none());
        let (mut fine, mut span_fine) = (true, true);
        for e in wanted {
            let marked =
                dates.mentions.iter().find(|m| bare(&record.input[chart.bytes(m.range.clone())]) == bare(&e.text));
            let Some(m) = marked else {
                (fine, span_fine) = (false, false);
                continue;
            };
            if e.start.is_none() || words_only {
                continue;
            }
            valued += 1;
            let expr = m.expr.core();
            // Duckling takes the next weekday or month, news the last: its reference is moved to the day it expects
            let moved = e.end.as_deref().or(e.start.as_deref()).and_then(day).map(Anchor::published);
            let nowhere = e.start.as_deref().is_some_and(|s| s.starts_with("0001"));
            let ok = (nowhere && expr.resolve(&anchor).is_none())
                || expr.resolve(&anchor).is_some_and(|r| value_fits(r, e))
                || record.id.contains("duckling")
                    && moved.is_some_and(|a| expr.resolve(&a).is_some_and(|r| value_fits(r, e)));
            value_right += usize::from(ok);
            fine &= ok;
        }
        all += 1;
        spans += usize::from(span_fine);
        right += usize::from(fine);
        if !fine {
            let got: Vec<_> = dates
                .mentions
                .iter()
                .map(|m| {
                    (
                        &record.input[chart.bytes(m.range.clone())],
                        m.expr.core().resolve(&anchor).map(|r| format!("{}..{}", r.start(), r.end())),
                    )
                })
                .collect();
            let want: Vec<_> = record.expect.iter().map(|e| (&e.text, &e.start, &e.end)).collect();
            println!(
                "WRONG\t{}\t{}\t{:?}\t{}\t{want:?}\t{got:?}",
                record.id,
                span_fine,
                record.reference.as_deref().and_then(day),
                record.input
            );
        }
    }
    println!("left out: {left_out:?}");
    println!("right {right} of {all}; spans {spans} of {all}; values {value_right} of {valued}");
    assert!(right * 100 >= all * 90, "right {right} of {all}");
}
