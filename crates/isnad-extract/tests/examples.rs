//! The examples beside the rows of the Arabic lexicon: all hold, and rows that can go wrong have one.

use isnad_extract::Examples;
use isnad_language::{Check, Entry, Pack};
use std::path::Path;

/// Words whose misreading gives a wrong figure, a wrong chain of sources, or an incident, a party or a place that is none.
const CLASSES: [&str; 11] =
    ["measure", "speech", "speaker", "outlet", "number", "bound", "event", "actor", "force", "cue", "site"];

/// Attributes of words that are mostly something else, or that need other words beside them.
const DOUBTFUL: [&str; 9] = ["weak", "light", "count", "counts", "until", "again", "relays", "informs", "text"];

fn arabic() -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages/ar");
    isnad_language::from_folder(&folder).unwrap_or_else(|e| panic!("{e:#?}"))
}

fn place(e: &Entry) -> String {
    format!("{}:{}: `{}`", e.file, e.line, e.lemma)
}

#[test]
fn all_examples_hold() {
    let pack = arabic();
    let stages = Examples::new(&pack).unwrap_or_else(|e| panic!("{e:#?}"));
    let check = Check::run(&pack, |chart, file| stages.found(chart, file));
    assert!(check.is_sound(), "{:#?}", check.faults);
}

#[test]
fn doubtful_words_carry_an_example() {
    let pack = arabic();
    let doubtful =
        |e: &&Entry| CLASSES.contains(&e.class.as_str()) && e.example.is_empty() && DOUBTFUL.iter().any(|a| e.has(a));
    let bare: Vec<String> = pack.lexicon.entries().iter().filter(doubtful).map(place).collect();
    assert!(bare.is_empty(), "{} rows need an example:\n{}", bare.len(), bare.join("\n"));
}
