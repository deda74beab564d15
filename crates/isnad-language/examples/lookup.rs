//! Prints what the lexicon of a language finds in a text: `cargo run --example lookup ar "…"`.
use isnad_language::{Chart, Reader, embedded};

fn main() {
    let mut args = std::env::args().skip(1);
    let (code, text) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
    match embedded(&code) {
        None => eprintln!("no pack `{code}`"),
        Some(Err(faults)) => faults.iter().for_each(|f| eprintln!("{f}")),
        Some(Ok(pack)) => {
            let chart = Chart::new(&pack, &mut Reader::default(), &text);
            for m in chart.matches() {
                let entry = pack.lexicon.entry(m.entry);
                println!("{:24} {:12} {:?}", &text[chart.bytes(m.range())], entry.class, m.features.names());
            }
        }
    }
}
