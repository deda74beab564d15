//! Reading inputs: JSONL, single JSON, plain text, Markdown, folders of them and standard input become articles.
//!
//! [`Gather`] walks the inputs in order and cuts them into [`Raw`] pieces without looking inside, so that one thread
//! can feed many; [`Raw::read`] decodes and parses a piece wherever it suits. Nothing is lost silently: whatever
//! cannot be read as it stands leaves a [`Notice`] with its place, and reading goes on behind it.
//!
//! Invariants: no input makes this crate panic; memory is bounded by the largest single piece ([`LARGEST`]); what an
//! article says is passed on as it was written, only its encoding changes.

mod decode;
mod gather;
mod json;
mod notice;
mod plain;
mod raw;

pub use decode::{Charset, decode};
pub use gather::Gather;
pub use notice::{Kind, Notice, Place, Severity};
pub use raw::{LARGE, LARGEST, Located, Raw, Reading};
