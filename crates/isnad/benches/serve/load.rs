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

/// Lists, dossiers and counts by several clients at once: with `oha` or `wrk`, whichever is installed, else with a client of the
/// bench's own.
pub fn mixed(server: &Server, dossiers: &[String]) {
    let paths = paths(dossiers);
    print!("mixed reading, {CLIENTS} connections, ");
    if let Some(told) = with_oha(server, &paths) {
        println!("oha:\n{told}");
    } else if let Some(told) = with_wrk(server, &paths) {
        println!("wrk:\n{told}");
    } else {
        println!("the bench's own client (neither oha nor wrk is installed):");
        println!("  {:.0} requests a second", own(server, &paths));
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
    done.status
        .success()
        .then(|| kept(&done.stdout, &["Requests/sec", "Success rate", "50.00%", "95.00%", "99.00%", "[200]"]))
}

/// The same with `wrk`, which takes its addresses from a script.
fn with_wrk(server: &Server, paths: &[String]) -> Option<String> {
    let script = tempfile::NamedTempFile::new().ok()?;
    writeln!(script.as_file(), "local paths = {{").ok()?;
    for path in paths {
        writeln!(script.as_file(), "  {path:?},").ok()?;
    }
    writeln!(
        script.as_file(),
        "}}\nlocal n = 0\nfunction request() n = n + 1 return wrk.format('GET', paths[n % #paths + 1]) end"
    )
    .ok()?;
    let done = Command::new("wrk")
        .args(["--latency", "-t", "1", "-c", &CLIENTS.to_string(), "-d"])
        .arg(format!("{}s", LASTS.as_secs()))
        .arg("-s")
        .arg(script.path())
        .arg(format!("http://{}", server.address))
        .stderr(Stdio::inherit())
        .output()
        .ok()?;
    done.status
        .success()
        .then(|| kept(&done.stdout, &["Requests/sec", "50%", "90%", "99%", "Non-2xx", "Socket errors"]))
}

/// The lines of a report that hold one of the words.
fn kept(report: &[u8], words: &[&str]) -> String {
    let told = String::from_utf8_lossy(report);
    let lines: Vec<&str> = told.lines().filter(|l| words.iter().any(|w| l.contains(w))).collect();
    lines.join("\n")
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
