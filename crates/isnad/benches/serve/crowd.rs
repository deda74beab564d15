//! Clients that say nothing, or say and read it slowly, and what that does to the others.

use crate::Times;
use crate::client::Client;
use crate::server::Server;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Connections that say nothing.
const IDLE: u64 = 10_000;

/// Clients of each slow kind.
const SLOW: usize = 200;

/// Between two requests of the one who is measured.
const PAUSE: Duration = Duration::from_millis(10);

/// Dossiers while thousands are connected and silent.
pub fn idle(server: &Server, dossiers: &[String]) {
    let files = allowed_files();
    if files < IDLE + 100 {
        println!("skipped: {IDLE} idle connections (the system allows this program {files} open files)");
        return;
    }
    let mut client = Client::new(server.address);
    let alone = Times::of(&mut client, dossiers, PAUSE);
    let connect = |_| TcpStream::connect(server.address).expect("a connection");
    let crowd: Vec<TcpStream> = (0..IDLE).map(connect).collect();
    let among = Times::of(&mut client, dossiers, PAUSE);
    let newcomer = Times::of(&mut Client::new(server.address), dossiers, PAUSE);
    println!("{} connections say nothing, {} MB resident:", crowd.len(), server.resident());
    alone.print("dossier before");
    among.print("dossier meanwhile");
    newcomer.print("dossier, connected after them");
}

#[cfg(unix)]
fn allowed_files() -> u64 {
    rlimit::increase_nofile_limit(u64::MAX).unwrap_or(0)
}

#[cfg(not(unix))]
fn allowed_files() -> u64 {
    u64::MAX
}

/// Dossiers while others send heads and bodies byte by byte, or read exports that way.
pub fn slow(server: &Server, dossiers: &[String]) {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let host = format!("Host: {}\r\n", server.address);
            let heads: Vec<TcpStream> = open(server, b"GET /api/v1/events HTTP/1.1\r\nX-Slow: ");
            let post = format!("POST /api/v1/decisions HTTP/1.1\r\n{host}Content-Length: 100000\r\n\r\n{{");
            let bodies = open(server, post.as_bytes());
            let export = format!("GET /api/v1/export?format=jsonl HTTP/1.1\r\n{host}\r\n");
            let readers = open(server, export.as_bytes());
            while !done.load(Ordering::Relaxed) {
                // a connection that the server has given up is what is wanted
                heads.iter().chain(&bodies).for_each(|mut s| drop(s.write(b"x")));
                readers.iter().for_each(|mut s| drop(s.read(&mut [0; 16])));
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        std::thread::sleep(Duration::from_secs(1));
        let times = Times::of(&mut Client::new(server.address), dossiers, PAUSE);
        done.store(true, Ordering::Relaxed);
        println!("{SLOW} clients each send heads, send bodies and read exports byte by byte:");
        times.print("dossier meanwhile");
    });
}

fn open(server: &Server, words: &[u8]) -> Vec<TcpStream> {
    let open = |_| {
        let mut stream = TcpStream::connect(server.address).expect("a connection");
        stream.write_all(words).expect("sent");
        stream.set_read_timeout(Some(Duration::from_millis(1))).expect("a limit");
        stream
    };
    (0..SLOW).map(open).collect()
}
