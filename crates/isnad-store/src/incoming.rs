//! An article on its way into the record: all that can be made of it without the record, by any thread.

use crate::sum::{Sha, sha256, sha256_of_json};
use crate::{Error, Result};
use flate2::read::ZlibDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use isnad_model::{Article, Extraction, Field, Report};
use isnad_reconcile::{BlockKey, Names, Profile, Told};
use isnad_text::fold;
use std::cell::RefCell;
use std::io::Read;
use std::sync::Arc;

thread_local! {
    /// What names sound like, remembered from article to article.
    static NAMES: RefCell<Names> = RefCell::default();
    /// What packs bytes; making one takes longer than packing an article.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::fast(), true));
}

/// Bytes of input as they lay there; articles of one file share them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    pub(crate) sha256: Sha,
    pub(crate) size: u64,
    pub(crate) packed: Vec<u8>,
}

impl Original {
    /// Takes the fingerprint of the bytes and packs them.
    pub fn new(bytes: &[u8]) -> Self {
        let packed = PACKER.with_borrow_mut(|packer| {
            packer.reset();
            let mut packed = Vec::with_capacity(bytes.len() / 2 + 64);
            // what does not fit is asked for again with more room; packing into memory does not fail
            while let Ok(Status::Ok | Status::BufError) =
                packer.compress_vec(&bytes[packer.total_in() as usize..], &mut packed, FlushCompress::Finish)
            {
                packed.reserve(packed.capacity().max(64));
            }
            packed
        });
        Self { sha256: sha256(bytes), size: bytes.len() as u64, packed }
    }

    /// Unpacks stored bytes.
    pub(crate) fn unpack(packed: &[u8], size: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).min(1 << 24));
        let read = ZlibDecoder::new(packed).take(size + 1).read_to_end(&mut bytes);
        match read {
            Ok(n) if n as u64 == size => Ok(bytes),
            _ => Err(Error::Json(serde::de::Error::custom("packed bytes cannot be unpacked"))),
        }
    }
}

/// Fingerprint of what an article says, by which the same article is known again: its id, and language, day, outlet,
/// headline and body as they were given.
pub fn content(given: &Article) -> Sha {
    sha256_of_json(given)
}

/// The id of an article that has none of its own: made of what it says, so that its place in the input plays no part.
pub fn made_id(given: &Article) -> String {
    let digest = sha256_of_json(&Article { id: String::new(), ..given.clone() });
    format!("sha256-{}", &crate::sum::hex(&digest)[..16])
}

/// An article, what was read out of it, and where it came from.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub(crate) article: Article,
    pub(crate) content: Sha,
    pub(crate) original: Arc<Original>,
    pub(crate) origin: String,
    pub(crate) extraction: Extraction,
    pub(crate) extraction_hash: Sha,
    pub(crate) words: (String, String),
    pub(crate) reports: Vec<Prepared>,
    pub(crate) anew: bool,
}

/// A report with its index entries.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub told: Arc<Told>,
    pub profile: Profile,
    pub body: String,
    pub kept: Vec<i64>,
    pub sought: Vec<i64>,
    pub places: Vec<String>,
}

impl Incoming {
    /// Prepares an article; `content` is what [`content`] made of it before a language was found for it, `origin` the
    /// file and line it stands in.
    ///
    /// # Errors
    /// When the extraction has no JSON form.
    pub fn new(
        article: Article,
        content: Sha,
        extraction: Extraction,
        original: Arc<Original>,
        origin: String,
    ) -> Result<Self> {
        let mut reports = Vec::with_capacity(extraction.reports.len());
        for told in Told::all(&extraction) {
            let profile = NAMES.with_borrow_mut(|names| Profile::of(&told, names));
            let keys = profile.keys();
            reports.push(Prepared {
                profile,
                body: serde_json::to_string(&told.report)?,
                kept: numbers(&keys.kept),
                sought: numbers(&keys.sought),
                places: place_names(&article.title, &article.text, &told.report),
                told: Arc::new(told),
            });
        }
        Ok(Self {
            words: (fold(&article.title), fold(&article.text)),
            extraction_hash: sha256_of_json(&extraction),
            content,
            original,
            origin,
            extraction,
            reports,
            article,
            anew: false,
        })
    }

    /// The same, to be read anew where the record has the article already: what was read of it now takes the place of what
    /// was read of it before.
    pub fn anew(self) -> Self {
        Self { anew: true, ..self }
    }

    /// The same article with another reading of it.
    ///
    /// # Errors
    /// As [`Incoming::new`].
    pub fn read_again(self, extraction: Extraction) -> Result<Self> {
        Self::new(self.article, self.content, extraction, self.original, self.origin)
    }

    /// What was read out of the article.
    pub fn extraction(&self) -> &Extraction {
        &self.extraction
    }

    /// The article's id.
    pub fn id(&self) -> &str {
        &self.article.id
    }
}

/// Keys as the record holds them.
pub(crate) fn numbers(keys: &[BlockKey]) -> Vec<i64> {
    keys.iter().map(|k| k.0 as i64).collect()
}

/// Names of a report's places as people may look for them, folded: the usual name, and the words of the article.
pub(crate) fn place_names(title: &str, text: &str, report: &Report) -> Vec<String> {
    let mut names = Vec::new();
    for location in &report.locations {
        names.push(fold(&location.name));
        for evidence in &location.evidence {
            let field = match evidence.field {
                Field::Title => title,
                Field::Text => text,
            };
            names.extend(field.get(evidence.start as usize..evidence.end as usize).map(fold));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}
