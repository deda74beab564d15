//! `isnad serve`, as people start it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl Server {
    /// Serves a record on a port that is free.
    pub fn start(record: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_isnad"))
            .args(["serve", "--read-only", "--rate", "0", "--listen", "127.0.0.1:0", "--record"])
            .arg(record)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("its first line");
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/');
        Self { address: address.parse().expect("an address"), child }
    }

    /// Memory of its process in MB; 0 where the system does not tell.
    pub fn resident(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).map_or(0, |kb| kb >> 10)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // it may have ended by itself, and is gone either way
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
