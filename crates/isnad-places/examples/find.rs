//! Prints what the gazetteer sees in a text: `cargo run -p isnad-places --example find < TEXT`.
//!
//! One name a line: the words, `weak` or `name`, and the places that bear it, best known first.

use std::io::Read;

use isnad_places::Gazetteer;
use isnad_text::Text;

fn main() -> std::io::Result<()> {
    let mut source = String::new();
    std::io::stdin().read_to_string(&mut source)?;
    let gazetteer = Gazetteer::embedded();
    let text = Text::new(&source);
    let count = text.tokens().len();
    let mut at = 0;
    while at < count {
        let Some((consumed, set)) = gazetteer.longest((at..count).map(|i| text.norm(i))) else {
            at += 1;
            continue;
        };
        let words: Vec<&str> = (at..at + consumed).map(|i| text.norm(i)).collect();
        let strength = if set.weak() { "weak" } else { "name" };
        let places: Vec<String> = set
            .places()
            .take(8)
            .map(|p| format!("{} {} {:?} {} {}", p.name(), p.country, p.kind, p.lat, p.lon))
            .collect();
        println!("{}\t{strength}\t{}", words.join(" "), places.join("\t"));
        at += consumed;
    }
    Ok(())
}
