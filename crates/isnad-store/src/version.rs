//! What is stored of one content of an article, and reading it anew.

use crate::Result;
use crate::incoming::Incoming;
use crate::ingest::{Batch, Writer};
use crate::sum::{hex, sum};
use rusqlite::{ToSql, params};

/// The columns of what was read, in the order of [`Reading::values`].
macro_rules! columns {
    () => {
        "lang, published, publisher, fingerprint, program, packs, aggregates, extraction, sum"
    };
}

/// What was read out of a content, as its row holds it.
struct Reading {
    published: Option<String>,
    packs: String,
    aggregates: String,
    sum: i64,
}

impl Reading {
    fn of(incoming: &Incoming, origin: &str) -> Result<Self> {
        let (a, e) = (&incoming.article, &incoming.extraction);
        let published = e.published.map(|d| d.to_string());
        let (packs, aggregates) = (serde_json::to_string(&e.extractor.packs)?, serde_json::to_string(&e.aggregates)?);
        let sum = sum(&[
            &a.id,
            origin,
            e.lang.as_deref().unwrap_or_default(),
            published.as_deref().unwrap_or_default(),
            e.publisher.as_deref().unwrap_or_default(),
            &a.title,
            &a.text,
            e.fingerprint.as_deref().unwrap_or_default(),
            &e.extractor.version,
            &packs,
            &aggregates,
            &hex(&incoming.content),
            &hex(&incoming.extraction_hash),
        ]);
        Ok(Self { published, packs, aggregates, sum })
    }

    /// What stands in the columns of a reading.
    fn values<'a>(&'a self, incoming: &'a Incoming) -> [&'a dyn ToSql; 9] {
        let e = &incoming.extraction;
        [
            &e.lang,
            &self.published,
            &e.publisher,
            &e.fingerprint,
            &e.extractor.version,
            &self.packs,
            &self.aggregates,
            &incoming.extraction_hash,
            &self.sum,
        ]
    }
}

impl Writer<'_> {
    /// Stores a content that the record does not have.
    pub(crate) fn version(&self, article: i64, incoming: &Incoming, original: i64, run: i64) -> Result<i64> {
        let a = &incoming.article;
        let reading = Reading::of(incoming, &incoming.origin)?;
        let mut insert = self.db.prepare_cached(concat!(
            "INSERT INTO versions(",
            columns!(),
            ", article, content, original, origin, run, at, title, text)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        ))?;
        let told: [&dyn ToSql; 8] =
            [&article, &incoming.content, &original, &incoming.origin, &run, &self.at, &a.title, &a.text];
        insert.execute(&*[&reading.values(incoming)[..], &told[..]].concat())?;
        Ok(self.db.last_insert_rowid())
    }

    /// Puts another reading of a content in place of the one that is stored. Its reports keep their names as those of a
    /// new version do, and with them their events' ids and analysts' decisions.
    pub(crate) fn read_anew(&mut self, incoming: &Incoming, done: &mut Batch) -> Result<()> {
        let mut query = self.db.prepare_cached(
            "SELECT a.id, v.id, v.id = a.version, v.origin FROM articles a JOIN versions v ON v.article = a.id
             WHERE a.name = ?1 AND v.content = ?2",
        )?;
        let name = &incoming.article.id;
        let (article, version, counts, origin): (i64, i64, bool, String) =
            query.query_row(params![name, incoming.content], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))?;
        let reading = Reading::of(incoming, &origin)?;
        let mut update = self.db.prepare_cached(concat!(
            "UPDATE versions SET (",
            columns!(),
            ") = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) WHERE id = ?10",
        ))?;
        let which: [&dyn ToSql; 1] = [&version];
        update.execute(&*[&reading.values(incoming)[..], &which[..]].concat())?;
        if counts {
            self.replace(article, incoming)?;
            done.reports += incoming.reports.len();
        }
        done.reread.push(name.clone());
        Ok(())
    }
}
