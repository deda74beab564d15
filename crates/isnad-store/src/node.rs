//! Reports as joining needs them, and what is remembered of them between batches.

use crate::ingest::Writer;
use crate::sum::sum;
use crate::{Error, Result, Uid};
use isnad_reconcile::{ArticleHead, Names, Profile, Told};
use rusqlite::params;
use std::sync::Arc;

/// A report as joining needs it.
#[derive(Debug)]
pub(crate) struct Node {
    pub id: i64,
    pub uid: Uid,
    pub profile: Profile,
}

/// Reports whose words are held at once while a batch is written.
const REMEMBERED: usize = 20_000;

impl Writer<'_> {
    /// A report, from memory or from the record.
    pub fn node(&mut self, id: i64) -> Result<Arc<Node>> {
        if let Some(node) = self.memory.nodes.get(&id) {
            return Ok(Arc::clone(node));
        }
        let mut query = self.db.prepare_cached(
            "SELECT r.uid, p.body FROM reports r LEFT JOIN profiles p ON p.report = r.id WHERE r.id = ?1",
        )?;
        let (uid, body) = query.query_row([id], |r| Ok((r.get(0)?, r.get::<_, Option<Vec<u8>>>(1)?)))?;
        let profile = match body.and_then(|body| postcard::from_bytes(&body).ok()) {
            Some(profile) => profile,
            None => Profile::of(&*self.told(id)?, &mut Names::default()),
        };
        Ok(self.remember(Node { id, uid, profile }))
    }

    pub(crate) fn remember(&mut self, node: Node) -> Arc<Node> {
        let node = Arc::new(node);
        self.memory.nodes.insert(node.id, Arc::clone(&node));
        node
    }

    /// What a report says.
    pub fn told(&mut self, id: i64) -> Result<Arc<Told>> {
        if let Some(told) = self.told.get(&id) {
            return Ok(Arc::clone(told));
        }
        let mut query = self.db.prepare_cached(
            "SELECT r.idx, r.body, r.sum, a.name, v.lang, v.published, v.publisher, v.fingerprint
             FROM reports r JOIN articles a ON a.id = r.article JOIN versions v ON v.id = a.version WHERE r.id = ?1",
        )?;
        let (index, body, check, head) = query.query_row([id], |r| {
            let head = ArticleHead {
                id: r.get(3)?,
                lang: r.get(4)?,
                published: r.get::<_, Option<String>>(5)?.and_then(|d| d.parse().ok()),
                publisher: r.get(6)?,
                fingerprint: r.get(7)?,
            };
            Ok((r.get::<_, u32>(0)?, r.get::<_, String>(1)?, r.get::<_, i64>(2)?, head))
        })?;
        let told = Arc::new(Told { article: Arc::new(head), index, report: read_body(&body, check)? });
        if self.told.len() >= REMEMBERED {
            self.told.clear();
        }
        self.told.insert(id, Arc::clone(&told));
        Ok(told)
    }

    /// Writes down what a report is compared by, and under which keys it is found.
    pub(crate) fn keep_profile(&self, id: i64, profile: &Profile, keys: &[i64]) -> Result<()> {
        let body = postcard::to_allocvec(profile).map_err(|e| Error::Json(serde::ser::Error::custom(e)))?;
        let mut insert = self.db.prepare_cached("INSERT INTO profiles(report, body) VALUES(?1, ?2)")?;
        insert.execute(params![id, body])?;
        let mut insert = self.db.prepare_cached("INSERT INTO keys(key, report) VALUES(?1, ?2)")?;
        for key in keys {
            insert.execute([*key, id])?;
        }
        Ok(())
    }

    /// Takes the keys of a report away.
    pub(crate) fn forget_keys(&self, id: i64, keys: &[i64]) -> Result<()> {
        let mut delete = self.db.prepare_cached("DELETE FROM keys WHERE key = ?1 AND report = ?2")?;
        for key in keys {
            delete.execute([*key, id])?;
        }
        Ok(())
    }

    /// The edges of a report, strong ones and near ones, each with its other end.
    pub(crate) fn neighbours(&mut self, id: i64) -> Result<&[(i64, f64)]> {
        if !self.memory.edges.contains_key(&id) {
            let mut query = self.db.prepare_cached(
                "SELECT b, score FROM edges WHERE a = ?1 UNION ALL SELECT a, score FROM edges WHERE b = ?1",
            )?;
            let edges = query.query_map([id], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
            self.memory.edges.insert(id, edges);
        }
        Ok(self.memory.edges.get(&id).map_or(&[], Vec::as_slice))
    }
}

/// A report out of its stored form.
pub(crate) fn read_body(body: &str, check: i64) -> Result<isnad_model::Report> {
    if sum(&[body]) != check {
        return Err(Error::Json(serde::de::Error::custom("a report is not what was stored")));
    }
    Ok(serde_json::from_str(body)?)
}
