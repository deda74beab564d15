//! The record as its users meet it: what goes in, what comes out, what stays.

mod bad_files;
mod decisions;
mod ids;
mod order;
mod queries;
mod support;
mod versions;
