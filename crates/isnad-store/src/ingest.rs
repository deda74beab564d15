//! Articles into the record, a batch at a time: all of a batch or nothing.

use crate::audit;
use crate::incoming::{Incoming, Prepared};
use crate::link;
use crate::node::Node;
use crate::rebuild;
use crate::rulings::Decided;
use crate::sum::{Sha, hex, sha256, sum};
use crate::{Error, Result, Store, Uid};
use isnad_model::Report;
use isnad_reconcile::{Policy, Told};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a batch did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Batch {
    /// Ids of articles that the record did not have.
    pub new: Vec<String>,
    /// Ids of articles whose content is another than before; the new one counts from now on.
    pub changed: Vec<String>,
    /// Ids of articles that came twice in one run with different content; that with the later day of publication counts.
    pub superseded: Vec<String>,
    /// Ids of articles that the record had word for word and that were read anew, to another result.
    pub reread: Vec<String>,
    /// How many articles the record had already, word for word.
    pub unchanged: usize,
    /// Reports of the new and changed articles.
    pub reports: usize,
    /// How many of these tell an event that another report tells too.
    pub joined: usize,
    /// Events that came into being.
    pub events_new: usize,
    /// Events that were there and are told otherwise now.
    pub events_changed: usize,
    /// Events that went into others, or that no report tells any longer.
    pub events_gone: usize,
}

/// What a writer keeps between batches to spare reading it again.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub nodes: FxHashMap<i64, Arc<Node>>,
    /// The edges of reports, each with its other end.
    pub edges: FxHashMap<i64, Vec<(i64, f64)>>,
    /// The weakest edge that a report with as many as it keeps still keeps: score, and rank of the other end.
    pub weakest: FxHashMap<i64, (f64, u64)>,
    pub decided: Option<Decided>,
    /// The record's version when the above were read.
    version: i64,
}

/// Reports that a writer remembers: less than 1 KB each.
const REMEMBERED: usize = 60_000;

/// A batch under way.
pub(crate) struct Writer<'a> {
    pub db: &'a Connection,
    pub memory: &'a mut Memory,
    pub at: i64,
    pub policy: Policy,
    /// Reports to look at: new, changed, or near what changed.
    pub seeds: Vec<i64>,
    /// Keys under which new reports look for partners.
    pub sought: FxHashMap<i64, Vec<i64>>,
    /// Folded headlines and bodies that are to be indexed, by article.
    pub words: BTreeMap<i64, (String, String)>,
    /// Reports whose words changed.
    pub dirty: FxHashSet<i64>,
    /// Those of them that the record did not have in any words.
    pub fresh: FxHashSet<i64>,
    /// Reports that lost an edge and may have had more than they kept.
    pub again: FxHashSet<i64>,
    /// What reports say, as far as it was asked for.
    pub told: FxHashMap<i64, Arc<Told>>,
    /// Events that lost all their reports, and the articles that no longer tell them.
    pub emptied: Vec<Uid>,
}

impl Store {
    /// Whether the record has an article of that id with that content already.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn knows(&self, id: &str, content: &Sha) -> Result<bool> {
        self.told(knows(&self.db, id, content))
    }

    /// Stores a batch of articles and joins their reports to events. When this returns, the batch is on the disk; when
    /// it fails, or the program dies in it, nothing of the batch is. A batch without news writes nothing.
    ///
    /// An article whose id is known with other content replaces what it said before; its earlier content is kept. One
    /// that is known with the same content changes nothing, unless it was made [`Incoming::anew`].
    /// The events that result are a function of the articles and decisions alone, whatever the order and the batches.
    ///
    /// # Errors
    /// When another writer holds the record for too long, the disk is full, or the record is damaged or read-only.
    pub fn add(&mut self, articles: &[Incoming], at: Timestamp) -> Result<Batch> {
        let mut done = Batch::default();
        let mut news = Vec::with_capacity(articles.len());
        for article in articles {
            match self.told(is_news(&self.db, article))? {
                false => done.unchanged += 1,
                true => news.push(article),
            }
        }
        if news.is_empty() {
            return Ok(done);
        }
        self.write(at, |writer| {
            let run = run(writer.db)?;
            let mut contents = Vec::new();
            for article in news {
                // another program may have stored it since, or the batch holds it twice
                if !is_news(writer.db, article)? {
                    done.unchanged += 1;
                    continue;
                }
                contents.push(article.content);
                match knows(writer.db, &article.article.id, &article.content)? {
                    true => writer.read_anew(article, &mut done)?,
                    false => writer.article(article, run, &mut done)?,
                }
            }
            if contents.is_empty() {
                return Ok(());
            }
            link::relink(writer, &FxHashSet::default(), None, &mut done)?;
            contents.sort_unstable();
            let detail = serde_json::json!({
                "new": done.new.len(), "changed": done.changed.len(), "superseded": done.superseded.len(),
                "reread": done.reread.len(),
                "contents": hex(&sha256(&contents.concat())),
            });
            audit::append(writer.db, writer.at, "isnad ingest", "articles", &detail)?;
            writer.index_words()
        })?;
        Ok(done)
    }

    /// Ends a run of batches: ids of events that came into being in it are final from now on. A run that was
    /// interrupted is ended by the next. Returns how many ids became final.
    ///
    /// # Errors
    /// As [`Store::add`].
    pub fn settle(&mut self, at: Timestamp) -> Result<usize> {
        let open: bool = self.told(unsettled(&self.db))?;
        if !open {
            return Ok(0);
        }
        self.write(at, |writer| settle(writer.db))
    }

    /// Does something in one transaction.
    pub(crate) fn write<T>(&mut self, at: Timestamp, work: impl FnOnce(&mut Writer<'_>) -> Result<T>) -> Result<T> {
        if !self.writable {
            let why = "it was opened for reading only".to_owned();
            return Err(Error::ReadOnly { path: self.path.clone(), why });
        }
        let done = self.transact(at, work);
        if done.is_err() {
            self.memory = Memory::default();
        }
        self.told(done)
    }

    fn transact<T>(&mut self, at: Timestamp, work: impl FnOnce(&mut Writer<'_>) -> Result<T>) -> Result<T> {
        let begin = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        let version: i64 = begin.pragma_query_value(None, "data_version", |r| r.get(0))?;
        if version != self.memory.version || self.memory.nodes.len().max(self.memory.edges.len()) > REMEMBERED {
            self.memory = Memory { version, ..Memory::default() };
        }
        let policy = crate::policy::stored(&begin)?;
        let mut writer = Writer {
            db: &begin,
            memory: &mut self.memory,
            at: at.as_millisecond(),
            policy,
            seeds: Vec::new(),
            sought: FxHashMap::default(),
            words: BTreeMap::new(),
            dirty: FxHashSet::default(),
            fresh: FxHashSet::default(),
            again: FxHashSet::default(),
            told: FxHashMap::default(),
            emptied: Vec::new(),
        };
        rebuild::renew(&mut writer)?;
        let done = work(&mut writer)?;
        begin.commit()?;
        Ok(done)
    }
}

fn knows(db: &Connection, id: &str, content: &Sha) -> Result<bool> {
    let mut query = db.prepare_cached(
        "SELECT EXISTS(SELECT 1 FROM articles a JOIN versions v ON v.article = a.id WHERE a.name = ?1 AND v.content = ?2)",
    )?;
    Ok(query.query_row(params![id, content], |r| r.get(0))?)
}

/// Whether the record does not have an article, or not this reading of it where it is to be read anew.
fn is_news(db: &Connection, article: &Incoming) -> Result<bool> {
    if !article.anew {
        return Ok(!knows(db, &article.article.id, &article.content)?);
    }
    let mut query = db.prepare_cached(
        "SELECT EXISTS(SELECT 1 FROM articles a JOIN versions v ON v.article = a.id
                       WHERE a.name = ?1 AND v.content = ?2 AND v.extraction = ?3)",
    )?;
    Ok(!query.query_row(params![article.article.id, article.content, article.extraction_hash], |r| r.get(0))?)
}

/// The run under way: one more than the runs that ended.
fn run(db: &Connection) -> Result<i64> {
    let ended: Option<i64> =
        db.query_row("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'runs'", [], |r| r.get(0)).optional()?;
    Ok(ended.unwrap_or(0) + 1)
}

fn unsettled(db: &Connection) -> Result<bool> {
    Ok(db.query_row("SELECT EXISTS(SELECT 1 FROM events WHERE settled = 0)", [], |r| r.get(0))?)
}

/// Makes the ids of all events final and ends the run.
pub(crate) fn settle(db: &Connection) -> Result<usize> {
    let run = run(db)?;
    let ids = db.execute("INSERT INTO ids(id, anchor, run) SELECT id, id, ?1 FROM events WHERE settled = 0", [run])?;
    db.execute("UPDATE events SET settled = 1 WHERE settled = 0", [])?;
    db.execute("INSERT OR REPLACE INTO meta(key, value) VALUES('runs', ?1)", [run.to_string()])?;
    Ok(ids)
}

impl Writer<'_> {
    fn article(&mut self, incoming: &Incoming, run: i64, done: &mut Batch) -> Result<()> {
        let name = &incoming.article.id;
        let known: Option<(i64, i64)> = self
            .db
            .prepare_cached("SELECT id, version FROM articles WHERE name = ?1")?
            .query_row([name], |r| Ok((r.get(0)?, r.get(1)?)))
            .optional()?;
        let original = self.original(incoming)?;
        let Some((article, current)) = known else {
            let mut next = self.db.prepare_cached("SELECT coalesce(max(id), 0) + 1 FROM articles")?;
            let article: i64 = next.query_row([], |r| r.get(0))?;
            let version = self.version(article, incoming, original, run)?;
            let mut insert = self.db.prepare_cached("INSERT INTO articles(id, name, version) VALUES(?1, ?2, ?3)")?;
            insert.execute(params![article, name, version])?;
            self.words.insert(article, incoming.words.clone());
            for prepared in &incoming.reports {
                let uid = self.fresh(name, prepared.told.index)?;
                self.report(article, uid, prepared, None)?;
            }
            done.new.push(name.clone());
            done.reports += incoming.reports.len();
            return Ok(());
        };
        let version = self.version(article, incoming, original, run)?;
        let rank = |id: i64| -> Result<(i64, Option<String>, Sha)> {
            let mut query = self.db.prepare_cached("SELECT run, published, content FROM versions WHERE id = ?1")?;
            Ok(query.query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?)
        };
        let (old, new) = (rank(current)?, rank(version)?);
        if old.0 == new.0 {
            done.superseded.push(name.clone());
        } else {
            done.changed.push(name.clone());
        }
        if new > old {
            self.db.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([article])?;
            self.db.prepare_cached("UPDATE articles SET version = ?2 WHERE id = ?1")?.execute([article, version])?;
            self.words.insert(article, incoming.words.clone());
            self.replace(article, incoming)?;
            done.reports += incoming.reports.len();
        }
        Ok(())
    }

    fn original(&self, incoming: &Incoming) -> Result<i64> {
        let original = &incoming.original;
        let mut query = self.db.prepare_cached("SELECT id FROM originals WHERE sha256 = ?1")?;
        if let Some(id) = query.query_row([&original.sha256], |r| r.get(0)).optional()? {
            return Ok(id);
        }
        let mut insert = self.db.prepare_cached("INSERT INTO originals(sha256, size, packed) VALUES(?1, ?2, ?3)")?;
        insert.execute(params![original.sha256, original.size as i64, original.packed])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Indexes the words of the articles that count from now on: one after the other and after everything else, for whatever
    /// is written between two of them makes the index write down what it has gathered.
    fn index_words(&mut self) -> Result<()> {
        let mut insert = self.db.prepare_cached("INSERT INTO words(rowid, title, text) VALUES(?1, ?2, ?3)")?;
        for (article, (title, text)) in std::mem::take(&mut self.words) {
            insert.execute(params![article, title, text])?;
        }
        Ok(())
    }

    /// A name for a report that nothing else has or had.
    pub(crate) fn fresh(&self, article: &str, index: u32) -> Result<Uid> {
        let mut taken = self.db.prepare_cached(
            "SELECT EXISTS(SELECT 1 FROM reports WHERE uid = ?1) OR EXISTS(SELECT 1 FROM ids WHERE id = ?1)",
        )?;
        let mut turn = 0;
        loop {
            let uid = Uid::new(article, index, turn);
            if !taken.query_row([uid], |r| r.get::<_, bool>(0))? {
                return Ok(uid);
            }
            turn += 1;
        }
    }

    /// Writes a report: a new one, or into the row of the one it takes the place of.
    pub(crate) fn report(&mut self, article: i64, uid: Uid, prepared: &Prepared, row: Option<i64>) -> Result<()> {
        let (index, body) = (prepared.told.index, &prepared.body);
        let check = sum(&[body]);
        let id = match row {
            Some(id) => {
                let mut update =
                    self.db.prepare_cached("UPDATE reports SET idx = ?2, body = ?3, sum = ?4 WHERE id = ?1")?;
                update.execute(params![id, index, body, check])?;
                id
            }
            None => {
                let mut insert = self
                    .db
                    .prepare_cached("INSERT INTO reports(uid, article, idx, body, sum) VALUES(?1, ?2, ?3, ?4, ?5)")?;
                insert.execute(params![uid, article, index, body, check])?;
                let id = self.db.last_insert_rowid();
                self.fresh.insert(id);
                id
            }
        };
        self.claims(id, &prepared.told.report)?;
        let mut name = self.db.prepare_cached("INSERT INTO place_names(report, name) VALUES(?1, ?2)")?;
        for place in &prepared.places {
            name.execute(params![id, place])?;
        }
        self.keep_profile(id, &prepared.profile, &prepared.kept)?;
        self.remember(Node { id, uid, profile: prepared.profile.clone() });
        self.told.insert(id, Arc::clone(&prepared.told));
        self.sought.insert(id, prepared.sought.clone());
        self.seeds.push(id);
        self.dirty.insert(id);
        Ok(())
    }

    fn claims(&self, report: i64, told: &Report) -> Result<()> {
        let mut insert = self.db.prepare_cached(
            "INSERT INTO claims(report, idx, measure, of, low, high, qualifier, stance, sources, quote)
             VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        for (k, claim) in told.claims.iter().enumerate() {
            insert.execute(params![
                report,
                k as i64,
                claim.measure.name(),
                claim.of.name(),
                claim.figure.low.map(|n| n.min(i64::MAX as u64) as i64),
                claim.figure.high.map(|n| n.min(i64::MAX as u64) as i64),
                claim.figure.qualifier.name(),
                claim.stance.name(),
                serde_json::to_string(&claim.sources)?,
                claim.quote,
            ])?;
        }
        Ok(())
    }
}
