//! What one thread does with a piece of input: knows again what the record has, reads the rest.

use crate::cli::Defaults;
use crate::cli::record::Ingest;
use crate::packs::Complete;
use crate::reading::{self, Done};
use isnad_extract::{Extractor, Worker};
use isnad_gather::{Located, Notice, Raw};
use isnad_model::Article;
use isnad_store::{Incoming, Original, Sha, Store, content, made_id};
use std::sync::Arc;

/// What came of an article.
pub enum Piece {
    /// To be stored.
    Article(Box<Incoming>),
    /// The record has it word for word.
    Known,
    /// It cannot be made ready; the reason.
    Failed(isnad_store::Error),
}

/// One thread's tools.
pub struct Hands<'e> {
    extractor: &'e Extractor,
    worker: Worker<'e>,
    complete: &'e Complete<'e>,
    defaults: &'e Defaults,
    /// Whether what is known is read too.
    reread: bool,
    /// To look up what is there; without it everything is read, and known again when it is stored.
    store: Option<Store>,
}

impl<'e> Hands<'e> {
    pub fn new(extractor: &'e Extractor, complete: &'e Complete<'e>, options: &'e Ingest) -> Self {
        let store = Store::open_read_only(&options.written.record.record).ok();
        let (defaults, reread) = (&options.defaults, options.reread);
        Self { extractor, worker: extractor.worker(), complete, defaults, reread, store }
    }

    pub fn read(&mut self, raw: Raw) -> Done<Piece> {
        let bytes = raw.bytes().to_vec();
        let read = raw.read();
        let articles = read.articles.len();
        let mut done = Done { pieces: Vec::with_capacity(articles), notices: read.notices, articles, reports: 0 };
        let mut original: Option<Arc<Original>> = None;
        for located in read.articles {
            let original = || Arc::clone(original.get_or_insert_with(|| Arc::new(Original::new(&bytes))));
            let piece = self.article(located, original, &mut done.notices, &mut done.reports);
            done.pieces.push(piece);
        }
        done
    }

    fn article(
        &mut self,
        mut located: Located,
        original: impl FnOnce() -> Arc<Original>,
        notices: &mut Vec<Notice>,
        reports: &mut usize,
    ) -> Piece {
        let digest = self.name(&mut located);
        let known =
            !self.reread && self.store.as_ref().is_some_and(|s| s.knows(&located.article.id, &digest).unwrap_or(false));
        if known {
            return Piece::Known;
        }
        let extraction = reading::read(&mut located, self.extractor, &mut self.worker, self.complete, notices);
        *reports += extraction.reports.len();
        let origin = located.place.to_string();
        match Incoming::new(located.article, digest, extraction, original(), origin) {
            Ok(incoming) if self.reread => Piece::Article(Box::new(incoming.anew())),
            Ok(incoming) => Piece::Article(Box::new(incoming)),
            Err(e) => Piece::Failed(e),
        }
    }

    /// Gives an article without an id one that is made of what it says; the fingerprint of what it says, before anything
    /// was found out about it.
    fn name(&self, located: &mut Located) -> Sha {
        let article = &mut located.article;
        let given = Article {
            lang: article.lang.clone().or_else(|| self.defaults.lang.clone()),
            published: article.published.or(self.defaults.published),
            ..article.clone()
        };
        if located.unnamed {
            article.id = made_id(&given);
        }
        content(&Article { id: article.id.clone(), ..given })
    }
}
