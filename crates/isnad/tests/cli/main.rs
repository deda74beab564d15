//! The binary as its users meet it: what it prints, what it says, how it ends.

mod bad_input;
mod explain;
mod forms;
mod language;
mod reconcile;
mod streams;
mod support;
