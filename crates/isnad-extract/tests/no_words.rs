//! The engine knows no language: no Rust source outside tests holds Arabic words or words of the packs' lexicons.

use isnad_language::embedded;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|n| !["tests", "target", "examples", "benches"].iter().any(|x| n == *x)) {
                sources(&path, out);
            }
        } else if path.extension().is_some_and(|e| e == "rs") && path.file_name().is_some_and(|n| n != "tests.rs") {
            out.push(path);
        }
    }
}

/// Source without its test modules (which stand last), by line, without comments.
fn code(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).expect("a source");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).map(str::to_owned).collect()
}

fn arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D3}')
}

#[test]
fn no_source_holds_words_of_a_language() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    sources(&crates, &mut files);
    assert!(files.len() > 30, "only {} sources", files.len());
    let mut words = HashSet::new();
    for pack in ["ar", "fr"].map(|c| embedded(c).expect("built in").expect("the pack is sound")) {
        // words spelt alike in English, or names of the engine's own vocabulary, prove nothing: only those with letters
        // outside ASCII do
        words.extend(pack.lexicon.entries().iter().map(|e| e.lemma.clone()).filter(|l| !l.is_ascii()));
    }
    let mut found = Vec::new();
    for file in files {
        for line in code(&file) {
            let letters: Vec<char> = line.chars().collect();
            let pair = letters.windows(2).any(|w| arabic(w[0]) && arabic(w[1]));
            let literal = line.split('"').skip(1).step_by(2).any(|s| words.contains(s));
            if pair || literal {
                found.push(format!("{}: {}", file.display(), line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
