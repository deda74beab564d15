//! The record over HTTP: a REST interface for programs, and the page for people.
//!
//! [`bind`] opens the record and the port, [`Server::run`] answers until it is told to stop. Everything is read from the record;
//! what an article says and which reports are one event is decided elsewhere. Nothing here asks any other host for
//! anything.

mod answer;
mod auth;
mod crowd;
mod guard;
mod index;
mod page;
mod params;
mod patience;
mod pool;
mod problem;
mod refresh;
mod routes;
mod search;
mod selection;
mod server;
mod tokens;

pub use answer::export::exported;
pub use answer::openapi::DOCUMENT as OPENAPI;
pub use patience::PATIENCE;
pub use server::{Config, Error, Reader, Server, bind};
pub use tokens::{Scope, Token, TokenError, Tokens};
