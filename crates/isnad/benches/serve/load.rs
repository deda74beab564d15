//! Many readers at once.

use crate::client::Client;
use crate::server::Server;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Readers at once.
const CLIENTS: usize = 8;

/// How long they read.
const LASTS: Duration = Duration::from_secs(8);

/// Lists, dossiers and counts by several clients at once: with `oha` where it is installed, else with a client of the bench's own.
pub fn mixed(server: &Server, dossiers: &[String]) {
    let paths = paths(dossiers);
    match with_oha(server, &paths) {
        Some(told) => println!("mixed reading, {CLIENTS} connections, oha:\n{told}"),
        None => {
            println!("mixed reading, {CLIENTS} connections, the bench's own client (oha is not installed):");
            println!("  {:.0} requests a second", own(server, &paths));
        }
    }
}

/// Three dossiers for each other request.
fn paths(dossiers: &[String]) -> Vec<String> {
    let others = [
        "/api/v1/events?limit=50&country=ML",
        "/api/v1/events?limit=50&sort=killed",
        "/api/v1/timeline?country=BF",
        "/api/v1/events?limit=50&q=people",
        "/api/v1/map?zoom=4",
        "/api/v1/stats?country=NE",
    ];
    let each = |(k, path): (usize, &String)| match k % 3 {
        0 => vec![others[(k / 3) % others.len()].to_owned(), path.clone()],
        _ => vec![path.clone()],
    };
    dossiers.iter().enumerate().flat_map(each).collect()
}

fn with_oha(server: &Server, paths: &[String]) -> Option<String> {
    let urls = tempfile::NamedTempFile::new().ok()?;
    for path in paths {
        writeln!(urls.as_file(), "http://{}{path}", server.address).ok()?;
    }
    let done = Command::new("oha")
        .args(["--no-tui", "--disable-compression", "-c", &CLIENTS.to_string(), "-z"])
        .arg(format!("{}s", LASTS.as_secs()))
        .arg("--urls-from-file")
        .arg(urls.path())
        .stderr(Stdio::inherit())
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    let wanted = ["Requests/sec", "Success rate", "50.00%", "95.00%", "99.00%", "[200]"];
    let lines: Vec<&str> = told.lines().filter(|l| wanted.iter().any(|w| l.contains(w))).collect();
    done.status.success().then(|| lines.join("\n"))
}

/// Requests a second.
fn own(server: &Server, paths: &[String]) -> f64 {
    let begun = Instant::now();
    let done: usize = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|c| {
                scope.spawn(move || {
                    let mut client = Client::new(server.address);
                    let mut n = 0;
                    while begun.elapsed() < LASTS {
                        client.get(&paths[(n * 7 + c * 31) % paths.len()]);
                        n += 1;
                    }
                    n
                })
            })
            .collect();
        clients.into_iter().map(|c| c.join().expect("a client")).sum()
    });
    done as f64 / begun.elapsed().as_secs_f64()
}
