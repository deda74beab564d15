//! How fast a large record is served, over real connections to `isnad serve` as a process of its own: `make bench-serve`.
//!
//! `ISNAD_BENCH_EVENTS` sets the size of the invented record. It is kept beside the program and filled once; remove it to have it filled
//! anew. Times are what a client on the same machine sees, which takes its share of the machine.

mod client;
mod crowd;
mod fill;
mod load;
mod server;

use client::Client;
use server::Server;
use std::time::{Duration, Instant};

/// Events of the record unless told otherwise: with some 2.7 claims each, 300,000 claims.
const EVENTS: usize = 109_000;

/// Requests of one kind.
const TIMES: usize = 200;

fn main() {
    let events = std::env::var("ISNAD_BENCH_EVENTS").ok().and_then(|n| n.parse().ok()).unwrap_or(EVENTS);
    let bench = fill::record(events);
    println!("record: {} events, {} claims, {} MB", bench.ids.len(), bench.claims, bench.megabytes());
    if std::env::args().any(|a| a == "--fill-only") {
        return;
    }
    let begun = Instant::now();
    let server = Server::start(&bench.path);
    println!("start: {:.2} s until the first answer is ready", begun.elapsed().as_secs_f64());
    println!("memory: {} MB resident once it has started", server.resident());
    println!();
    Times::head();
    let dossiers: Vec<String> =
        bench.ids.iter().step_by((bench.ids.len() / TIMES).max(1)).map(|id| format!("/api/v1/events/{id}")).collect();
    for (name, paths) in kinds(&dossiers) {
        Times::of(&mut Client::new(server.address), &paths, Duration::ZERO).print(name);
    }
    println!();
    load::mixed(&server, &dossiers);
    println!("memory: {} MB resident after all this", server.resident());
    println!();
    crowd::idle(&server, &dossiers);
    crowd::slow(&server, &dossiers);
    println!("memory: {} MB resident at the end", server.resident());
}

/// Requests that people and programs send, by name.
fn kinds(dossiers: &[String]) -> Vec<(&'static str, Vec<String>)> {
    let one = |path: &str| vec![path.to_owned(); TIMES];
    // the same words in other letters are another search, which nobody asked before
    let unasked =
        |words: &str| (0..TIMES).map(|n| format!("/api/v1/events?limit=50&q={}", spelled(words, n))).collect();
    vec![
        ("list", one("/api/v1/events?limit=50")),
        ("list, country and toll", one("/api/v1/events?limit=50&country=ML&min=killed:10")),
        ("list, three months by toll", one("/api/v1/events?limit=50&from=2025-03-01&to=2025-05-31&sort=killed")),
        ("list, part of a place's name", one("/api/v1/events?limit=50&place=gou")),
        ("list, box", one("/api/v1/events?limit=50&bbox=-5,12,4,16")),
        ("list, words of every article", one("/api/v1/events?limit=50&q=people+were")),
        ("list, the same never asked before", unasked("people+were")),
        ("dossier", dossiers.to_vec()),
        ("map of all events", one("/api/v1/map?zoom=4")),
        ("timeline", one("/api/v1/timeline?step=week")),
        ("stats", one("/api/v1/stats")),
    ]
}

/// Words with some of their letters in capitals: those whose places are bits of a number.
fn spelled(words: &str, number: usize) -> String {
    let letter = |(k, c): (usize, char)| if number >> k & 1 == 1 { c.to_ascii_uppercase() } else { c };
    words.chars().enumerate().map(letter).collect()
}

/// How long requests took, in milliseconds.
#[derive(Debug)]
pub struct Times {
    sorted: Vec<f64>,
    bytes: usize,
}

impl Times {
    /// Sends requests one after the other, with a pause between.
    pub fn of(client: &mut Client, paths: &[String], pause: Duration) -> Self {
        let mut bytes = 0;
        let mut sorted: Vec<f64> = paths
            .iter()
            .map(|path| {
                std::thread::sleep(pause);
                let begun = Instant::now();
                bytes = client.get(path);
                begun.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        sorted.sort_unstable_by(f64::total_cmp);
        Self { sorted, bytes }
    }

    fn head() {
        println!("{:<34} {:>9} {:>9} {:>9} {:>9} {:>10}", "request", "least ms", "p50 ms", "p95 ms", "max ms", "bytes");
    }

    fn share(&self, share: f64) -> f64 {
        self.sorted[((self.sorted.len() - 1) as f64 * share) as usize]
    }

    /// A line of the table.
    pub fn print(&self, name: &str) {
        let (least, p50, p95, most) = (self.share(0.0), self.share(0.5), self.share(0.95), self.share(1.0));
        println!("{name:<34} {least:>9.2} {p50:>9.2} {p95:>9.2} {most:>9.2} {:>10}", self.bytes);
    }
}
