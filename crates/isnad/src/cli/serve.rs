//! What can be asked of the server and its tokens.

use super::Knowledge;
use super::record::Record;
use clap::{Args, Subcommand};
use isnad_serve::Scope;
use std::net::SocketAddr;

const EXIT_CODES: &str = "\
Exit codes:
  0  the server was told to stop, and did
  2  wrong usage, or the record, the tokens or the address cannot be used";

#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = EXIT_CODES)]
pub struct Serve {
    #[command(flatten)]
    pub record: Record,

    /// Address and port. Anybody on this machine may read; beyond it, every request needs a token
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8017")]
    pub listen: SocketAddr,

    /// Refuse everything that writes
    #[arg(long)]
    pub read_only: bool,

    /// Requests that one host may send a second, ten seconds' worth at once; 0 lifts the limit
    #[arg(long, value_name = "N", default_value = "200")]
    pub rate: u32,

    #[command(flatten)]
    pub knowledge: Knowledge,
}

#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make a token; its secret is shown once and kept nowhere
    New {
        #[command(flatten)]
        record: Record,
        /// Whose it is; decisions made with it bear this name
        #[arg(long)]
        name: String,
        /// What it allows: viewer, analyst, reviewer or admin
        #[arg(long)]
        scope: Scope,
    },
    /// List the tokens of a record, without their secrets
    List {
        #[command(flatten)]
        record: Record,
    },
    /// Take a token back
    Revoke {
        #[command(flatten)]
        record: Record,
        /// Whose it is
        #[arg(long)]
        name: String,
    },
}
