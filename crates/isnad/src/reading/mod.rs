//! What all commands share that read many articles: threads, order, bounded memory, progress, notices.

mod budget;
mod pipeline;
mod summary;

pub use pipeline::{Done, Sink, read, run};
pub use summary::{Progress, Summary, counted};
