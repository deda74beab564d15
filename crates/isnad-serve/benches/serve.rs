//! How fast a large record is served, over real connections: `make bench-serve`.
//!
//! `ISNAD_BENCH_REPORTS` sets the size of the invented record (its reports; events are fewer). Times are seen by a client on the same
//! machine, which takes its share of it.

use isnad_model::Article;
use isnad_serve::{Config, bind};
use isnad_store::{Filter, Incoming, Original, Store, content};
use jiff::Timestamp;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Reports of the record unless told otherwise.
const REPORTS: usize = 100_000;

/// Articles stored at once.
const BATCH: usize = 5_000;

/// Requests of one kind.
const TIMES: usize = 200;

fn main() {
    let reports = std::env::var("ISNAD_BENCH_REPORTS").ok().and_then(|n| n.parse().ok()).unwrap_or(REPORTS);
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("bench.db");
    let begun = Instant::now();
    let ids = fill(&record, reports);
    let size = std::fs::metadata(&record).map_or(0, |m| m.len()) >> 20;
    println!(
        "record: {} events of {reports} reports, {size} MB, filled in {:.0} s",
        ids.len(),
        begun.elapsed().as_secs_f64()
    );
    let before = resident();
    let begun = Instant::now();
    let (address, stop, thread) = serve(&record);
    println!("start: {:.2} s until the first answer is ready", begun.elapsed().as_secs_f64());
    println!("{:<34} {:>9} {:>9} {:>9} {:>10}", "request", "p50 ms", "p95 ms", "max ms", "bytes");
    let dossiers: Vec<String> =
        ids.iter().step_by((ids.len() / TIMES).max(1)).map(|id| format!("/api/v1/events/{id}")).collect();
    let one = |path: &str| vec![path.to_owned(); TIMES];
    let kinds = [
        ("list", one("/api/v1/events?limit=50")),
        ("list, country and toll", one("/api/v1/events?limit=50&country=ML&min=killed:10")),
        ("list, three months by toll", one("/api/v1/events?limit=50&from=2024-03-01&to=2024-05-31&sort=killed")),
        ("list, words", one("/api/v1/events?limit=50&q=killed")),
        ("dossier", dossiers.clone()),
        ("map of all events", one("/api/v1/map?zoom=4")),
        ("timeline", one("/api/v1/timeline?step=week")),
        ("stats", one("/api/v1/stats")),
    ];
    for (name, paths) in &kinds {
        measure(address, name, paths);
    }
    mixed(address, &dossiers);
    println!("memory: {} MB resident, {before} MB of it before the server was started", resident());
    drop(stop);
    thread.join().expect("the server ends");
}

/// Writes an invented record and returns the ids of its events.
fn fill(record: &Path, reports: usize) -> Vec<String> {
    let mut store = Store::open(record).expect("a record");
    let archive = isnad_synthetic::archive(reports, 1);
    for (k, batch) in archive.articles.chunks(BATCH).enumerate() {
        let incoming: Vec<Incoming> = batch
            .iter()
            .map(|extraction| {
                let quotes: Vec<&str> =
                    extraction.reports.iter().flat_map(|r| &r.claims).map(|c| c.quote.as_str()).collect();
                let article = Article {
                    id: extraction.id.clone(),
                    lang: extraction.lang.clone(),
                    published: extraction.published,
                    publisher: extraction.publisher.clone(),
                    title: format!("Article {}", extraction.id),
                    text: format!("People were killed. {}", quotes.join(". ")),
                };
                let original = Arc::new(Original::new(article.text.as_bytes()));
                let digest = content(&article);
                Incoming::new(article, digest, extraction.clone(), original, "bench".to_owned()).expect("an article")
            })
            .collect();
        let at = Timestamp::from_second(k as i64).expect("a time");
        store.add(&incoming, at).expect("stored");
    }
    store.settle(Timestamp::now()).expect("settled");
    let ids = store.event_ids(&Filter::default()).expect("ids");
    ids.iter().map(ToString::to_string).collect()
}

fn serve(record: &Path) -> (SocketAddr, oneshot::Sender<()>, std::thread::JoinHandle<()>) {
    let listen = "127.0.0.1:0".parse().expect("an address");
    let config = Config { record: record.to_owned(), listen, read_only: true, rate: None, reader: None };
    let (stop, stopped) = oneshot::channel::<()>();
    let (tell, told) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
        runtime.block_on(async {
            let server = bind(config).await.expect("a server");
            tell.send(server.address()).expect("somebody listens");
            server.run(async { drop(stopped.await) }).await;
        });
    });
    (told.recv().expect("an address"), stop, thread)
}

/// A connection that stays open, as a browser's does.
struct Client {
    stream: BufReader<TcpStream>,
    host: SocketAddr,
}

impl Client {
    fn new(host: SocketAddr) -> Self {
        let stream = TcpStream::connect(host).expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        Self { stream: BufReader::new(stream), host }
    }

    /// Bytes of the answer's body.
    fn get(&mut self, path: &str) -> usize {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes()).expect("sent");
        let mut length = None;
        let mut line = String::new();
        self.stream.read_line(&mut line).expect("a line");
        assert!(line.starts_with("HTTP/1.1 200"), "{path}: {line}");
        loop {
            line.clear();
            self.stream.read_line(&mut line).expect("a line");
            if line == "\r\n" {
                break;
            }
            if let Some(n) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = n.trim().parse::<usize>().ok();
            }
        }
        let mut body = vec![0; length.expect("a length")];
        self.stream.read_exact(&mut body).expect("a body");
        body.len()
    }
}

fn measure(address: SocketAddr, name: &str, paths: &[String]) {
    let mut client = Client::new(address);
    let mut bytes = client.get(&paths[0]);
    let mut times: Vec<Duration> = Vec::with_capacity(paths.len());
    for path in paths {
        let begun = Instant::now();
        bytes = client.get(path);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let ms = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("{name:<34} {:>9.2} {:>9.2} {:>9.2} {bytes:>10}", ms(0.5), ms(0.95), ms(1.0));
}

/// Lists, dossiers and counts by eight clients at once.
fn mixed(address: SocketAddr, dossiers: &[String]) {
    const CLIENTS: usize = 8;
    let lists =
        ["/api/v1/events?limit=50&country=ML", "/api/v1/events?limit=50&sort=killed", "/api/v1/timeline?country=BF"];
    let begun = Instant::now();
    let until = Duration::from_secs(5);
    let done: usize = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|c| {
                scope.spawn(move || {
                    let mut client = Client::new(address);
                    let mut n = 0;
                    while begun.elapsed() < until {
                        match (n + c) % 4 {
                            0 => client.get(lists[(n / 4) % lists.len()]),
                            _ => client.get(&dossiers[(n * 7 + c) % dossiers.len()]),
                        };
                        n += 1;
                    }
                    n
                })
            })
            .collect();
        clients.into_iter().map(|c| c.join().expect("a client")).sum()
    });
    println!("mixed reading, {CLIENTS} clients: {:.0} requests a second", done as f64 / begun.elapsed().as_secs_f64());
}

/// Memory of this process in MB; 0 where the system does not tell.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).map_or(0, |kb| kb >> 10)
}
