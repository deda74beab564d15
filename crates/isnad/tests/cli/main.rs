//! The binary as its users meet it: what it prints, what it says, how it ends.

mod bad_input;
mod bad_record;
mod explain;
mod export;
mod forms;
mod killed;
mod language;
mod reconcile;
mod record;
mod streams;
mod support;
