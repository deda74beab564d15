//! One article in, its reports out. For now the cascade stands empty: every article gives no reports.

use isnad_language::{Pack, PackError};
use isnad_model::{Article, Extraction, Extractor as Made, Field};
use isnad_places::Gazetteer;
use std::time::Duration;

/// Language packs and gazetteer, ready to read articles; shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    packs: Vec<Pack>,
    made: Made,
}

/// What one thread needs of its own to read articles.
#[derive(Debug)]
pub struct Worker<'e> {
    extractor: &'e Extractor,
}

/// A value that a stage has read, for people to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedMention {
    /// Stage that read it.
    pub stage: &'static str,
    /// Headline or body.
    pub field: Field,
    /// First byte in that field.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Pattern or lexicon entry.
    pub rule: String,
    /// What it was read as.
    pub value: String,
}

/// How an article was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What the stages read, stage by stage.
    pub stages: Vec<ExplainedMention>,
    /// What came of it.
    pub extraction: Extraction,
}

impl Extractor {
    /// Compiles the stages' tables out of the packs.
    pub fn new(packs: Vec<Pack>, gazetteer: &'static Gazetteer) -> Result<Self, Vec<PackError>> {
        let mut names: Vec<String> = packs.iter().map(|p| format!("{}@{}", p.language.code, p.digest)).collect();
        names.push(format!("places@{}", gazetteer.version()));
        let made = Made { version: env!("CARGO_PKG_VERSION").to_owned(), packs: names };
        Ok(Self { packs, made })
    }

    /// The packs in use.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// State for one thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { extractor: self }
    }
}

impl Worker<'_> {
    /// Reads an article in the language it names; one that names none, or one without a pack, gives no reports.
    pub fn extract(&mut self, article: &Article) -> Extraction {
        let known = |code: &&String| self.extractor.packs.iter().any(|p| p.language.code == **code);
        Extraction {
            id: article.id.clone(),
            lang: article.lang.as_ref().filter(known).cloned(),
            published: article.published,
            reports: Vec::new(),
            aggregates: Vec::new(),
            extractor: self.extractor.made.clone(),
        }
    }

    /// As [`Worker::extract`], with what every stage read.
    pub fn explain(&mut self, article: &Article) -> Explanation {
        Explanation { stages: Vec::new(), extraction: self.extract(article) }
    }

    /// Keeps the time that each stage takes from now on.
    pub fn keep_time(&mut self, _on: bool) {}

    /// Time spent in each stage since [`Worker::keep_time`].
    pub fn timings(&self) -> Vec<(&'static str, Duration)> {
        Vec::new()
    }
}
