//! Prints sizes and costs of the embedded gazetteer: `cargo run --release -p isnad-places --example timing [TEXT]`.

use std::hint::black_box;
use std::time::Instant;

use isnad_places::Gazetteer;
use isnad_text::{Text, fold};

const MISSES: [&str; 8] = ["zzyzx", "قتلتهم", "والمسلحون", "yesterday", "soldats", "واستهدفت", "المهاجمين", "kkkk"];
const HITS: [&str; 4] = ["باماكو", "Ménaka", "Ouagadougou", "الفاشر"];
const ROUNDS: usize = 200_000;

fn main() {
    let start = Instant::now();
    let gazetteer = Gazetteer::embedded();
    println!("open           {:?}", start.elapsed());
    println!("holds          {}", gazetteer.version());
    for (label, words) in [("miss", MISSES.as_slice()), ("hit", HITS.as_slice())] {
        let words: Vec<String> = words.iter().map(|w| fold(w)).collect();
        let start = Instant::now();
        let mut found = 0;
        for i in 0..ROUNDS {
            let word = black_box(words[i % words.len()].as_str());
            found += gazetteer.matches([word]).count();
        }
        println!("{label:<14} {:?} a word, {found} found", start.elapsed() / ROUNDS as u32);
    }
    let start = Instant::now();
    for _ in 0..1000 {
        black_box(gazetteer.similar(black_box("سيبيكورو"), Some("ML"), None));
    }
    println!("similar        {:?}", start.elapsed() / 1000);
    let start = Instant::now();
    black_box(gazetteer.admin1_of("ML", (15.9, 2.4)));
    println!("admin1_of      {:?}", start.elapsed());
    if let Some(path) = std::env::args().nth(1) {
        running_text(gazetteer, &path);
    }
}

fn running_text(gazetteer: &Gazetteer, path: &str) {
    let source = match std::fs::read_to_string(path) {
        Ok(source) => source,
        Err(error) => return eprintln!("{path}: {error}; give a UTF-8 text file"),
    };
    let text = Text::new(&source);
    let count = text.tokens().len();
    let start = Instant::now();
    let mut found = 0;
    for at in 0..count {
        found += gazetteer.matches((at..count).map(|i| text.norm(i))).count();
    }
    let took = start.elapsed();
    println!(
        "running text   {:.0} ns a token, {found} names in {count} tokens, {:.0} MB/s of text",
        took.as_nanos() as f64 / count as f64,
        source.len() as f64 / took.as_secs_f64() / 1e6
    );
}
