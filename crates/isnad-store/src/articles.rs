//! Articles of the record, and their bytes.

use crate::incoming::Original;
use crate::sum::{Sha, hex, sha256, sum};
use crate::{Error, Result, Store};
use isnad_model::{Claim, Extractor};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

/// What is known of an article besides its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleCard {
    /// Its id.
    pub id: String,
    /// ISO 639-1 code of the language it was read in.
    pub lang: Option<String>,
    /// Day of publication, as given or found in its date line.
    pub published: Option<Date>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Headline.
    pub title: String,
    /// The file it stood in, and the line where there is one.
    pub origin: String,
    /// SHA-256 of the bytes it stood in, hexadecimal.
    pub sha256: String,
    /// When the version that counts came into the record.
    pub stored: Timestamp,
    /// How many versions of it the record holds.
    pub versions: u32,
    /// What read it.
    pub extractor: Extractor,
}

/// An article with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StoredArticle {
    /// What is known of it.
    #[serde(flatten)]
    pub card: ArticleCard,
    /// Body.
    pub text: String,
    /// Figures of no single event.
    pub aggregates: Vec<Claim>,
}

pub(crate) const COLUMNS: &str = "a.name, v.lang, v.published, v.publisher, v.title, v.origin, o.sha256, v.at,
    (SELECT count(*) FROM versions w WHERE w.article = a.id), v.program, v.packs";

pub(crate) const TABLES: &str = "articles a JOIN versions v ON v.id = a.version JOIN originals o ON o.id = v.original";

/// What the sum of a version is of, in its order.
pub(crate) const SUMMED: &str =
    "a.name, v.origin, coalesce(v.lang, ''), coalesce(v.published, ''), coalesce(v.publisher, ''),
    v.title, v.text, coalesce(v.fingerprint, ''), v.program, v.packs, v.aggregates,
    lower(hex(v.content)), lower(hex(v.extraction))";

/// The sum of [`SUMMED`], from a place on.
pub(crate) fn summed(row: &Row<'_>, k: usize) -> rusqlite::Result<i64> {
    let parts: Vec<String> = (k..k + 13).map(|k| row.get(k)).collect::<Result<_, _>>()?;
    Ok(sum(&parts.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Reads [`COLUMNS`] from a place on.
pub(crate) fn card(row: &Row<'_>, k: usize) -> rusqlite::Result<ArticleCard> {
    let packs: String = row.get(k + 10)?;
    let at: i64 = row.get(k + 7)?;
    let wrong = |e: Box<dyn std::error::Error + Send + Sync>, column: usize| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, e)
    };
    Ok(ArticleCard {
        id: row.get(k)?,
        lang: row.get(k + 1)?,
        published: row.get::<_, Option<String>>(k + 2)?.and_then(|d| d.parse().ok()),
        publisher: row.get(k + 3)?,
        title: row.get(k + 4)?,
        origin: row.get(k + 5)?,
        sha256: hex(&row.get::<_, Sha>(k + 6)?),
        stored: Timestamp::from_millisecond(at).map_err(|e| wrong(Box::new(e), k + 7))?,
        versions: row.get(k + 8)?,
        extractor: Extractor {
            version: row.get(k + 9)?,
            packs: serde_json::from_str(&packs).map_err(|e| wrong(Box::new(e), k + 10))?,
        },
    })
}

impl Store {
    /// An article by its id, in the version that counts.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn article(&self, id: &str) -> Result<Option<StoredArticle>> {
        let read = || -> Result<Option<StoredArticle>> {
            let mut query = self.db.prepare_cached(&format!(
                "SELECT {COLUMNS}, v.text, v.aggregates, v.sum, {SUMMED} FROM {TABLES} WHERE a.name = ?1"
            ))?;
            let found = query
                .query_row([id], |r| {
                    let sound = r.get::<_, i64>(13)? == summed(r, 14)?;
                    Ok((card(r, 0)?, r.get::<_, String>(11)?, r.get::<_, String>(12)?, sound))
                })
                .optional()?;
            let Some((card, text, aggregates, sound)) = found else { return Ok(None) };
            if !sound {
                return Err(Error::Json(serde::de::Error::custom("an article is not what was stored")));
            }
            Ok(Some(StoredArticle { card, text, aggregates: serde_json::from_str(&aggregates)? }))
        };
        self.told(read())
    }

    /// Articles in the order of their ids, a page at a time: those after `after`.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn articles(&self, after: &str, limit: u32) -> Result<Vec<ArticleCard>> {
        let read = || -> Result<Vec<ArticleCard>> {
            let sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE a.name > ?1 ORDER BY a.name LIMIT ?2");
            let mut query = self.db.prepare_cached(&sql)?;
            Ok(query.query_map(params![after, limit], |r| card(r, 0))?.collect::<Result<_, _>>()?)
        };
        self.told(read())
    }

    /// The bytes an article stood in, as they lay there.
    ///
    /// # Errors
    /// When the record cannot be read, or the bytes are not those that were stored.
    pub fn original(&self, id: &str) -> Result<Option<Vec<u8>>> {
        let read = || -> Result<Option<Vec<u8>>> {
            let sql = format!("SELECT o.packed, o.size, o.sha256 FROM {TABLES} WHERE a.name = ?1");
            let mut query = self.db.prepare_cached(&sql)?;
            let found = query
                .query_row([id], |r| Ok((r.get::<_, Vec<u8>>(0)?, r.get::<_, i64>(1)?, r.get::<_, Sha>(2)?)))
                .optional()?;
            let Some((packed, size, known)) = found else { return Ok(None) };
            let bytes = Original::unpack(&packed, size.unsigned_abs())?;
            if sha256(&bytes) != known {
                return Err(Error::Json(serde::de::Error::custom("original bytes are not what was stored")));
            }
            Ok(Some(bytes))
        };
        self.told(read())
    }
}
