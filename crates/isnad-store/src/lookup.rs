//! Looking through what is stored only to find: the words of articles, the names of places, keys, profiles and edges.

use crate::Result;
use crate::check::TOLD;
use crate::incoming::{numbers, place_names};
use crate::node::read_body;
use isnad_reconcile::{ArticleHead, Names, Profile, Scale, Told};
use isnad_text::fold;
use rusqlite::{Connection, params};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use xxhash_rust::xxh3::Xxh3Default;

/// Articles whose words are indexed anew at once.
const AT_ONCE: i64 = 500;

/// Sum of the words of each article, in whatever order they come.
type Sums = FxHashMap<i64, u64>;

/// Articles whose words are not found as they stand in them.
pub(crate) fn words(db: &Connection) -> Result<Vec<String>> {
    db.execute_batch(
        "CREATE VIRTUAL TABLE temp.words_found USING fts5vocab('main', 'words', 'instance');
         CREATE VIRTUAL TABLE temp.words_anew USING fts5(
            title, text, content='', contentless_delete=1, tokenize=\"unicode61 remove_diacritics 0\");
         CREATE VIRTUAL TABLE temp.words_told USING fts5vocab('temp', 'words_anew', 'instance');",
    )?;
    let faults = compare_words(db);
    db.execute_batch("DROP TABLE temp.words_told; DROP TABLE temp.words_anew; DROP TABLE temp.words_found;")?;
    faults.or_else(|e| Ok(vec![format!("the words of articles cannot be looked through ({e})")]))
}

fn compare_words(db: &Connection) -> Result<Vec<String>> {
    let mut found = Sums::default();
    sum_words(db, "words_found", &mut found)?;
    let mut told = Sums::default();
    let mut names: FxHashMap<i64, String> = FxHashMap::default();
    let mut texts = db.prepare(
        "SELECT a.id, a.name, v.title, v.text FROM articles a JOIN versions v ON v.id = a.version
         WHERE a.id > ?1 ORDER BY a.id LIMIT ?2",
    )?;
    let mut insert = db.prepare("INSERT INTO temp.words_anew(rowid, title, text) VALUES(?1, ?2, ?3)")?;
    let mut last = i64::MIN;
    loop {
        let mut rows = texts.query([last, AT_ONCE])?;
        let before = names.len();
        while let Some(row) = rows.next()? {
            let (id, title, text): (i64, String, String) = (row.get(0)?, row.get(2)?, row.get(3)?);
            insert.execute(params![id, fold(&title), fold(&text)])?;
            names.insert(id, row.get(1)?);
            last = id;
        }
        if names.len() == before {
            break;
        }
        sum_words(db, "words_told", &mut told)?;
        db.execute("INSERT INTO temp.words_anew(words_anew) VALUES('delete-all')", [])?;
    }
    let mut wrong: Vec<&str> =
        names.iter().filter(|(id, _)| told.get(id) != found.get(id)).map(|(_, name)| name.as_str()).collect();
    wrong.sort_unstable();
    let mut faults: Vec<String> = wrong
        .into_iter()
        .take(TOLD)
        .map(|name| format!("search: the words of article {name} are not found as they stand in it"))
        .collect();
    if found.keys().any(|id| !names.contains_key(id)) {
        faults.push("search: words are found of articles that are not there".to_owned());
    }
    Ok(faults)
}

fn sum_words(db: &Connection, table: &str, sums: &mut Sums) -> Result<()> {
    let mut query = db.prepare(&format!("SELECT term, doc, col, offset FROM temp.{table}"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let mut hash = Xxh3Default::new();
        hash.update(row.get_ref(0)?.as_bytes().map_err(rusqlite::Error::from)?);
        hash.update(row.get_ref(2)?.as_bytes().map_err(rusqlite::Error::from)?);
        hash.update(&row.get::<_, i64>(3)?.to_le_bytes());
        let sum = sums.entry(row.get(1)?).or_default();
        *sum = sum.wrapping_add(hash.digest());
    }
    Ok(())
}

/// Reports whose places, keys or profiles are not those of the report, and edges whose scores are not those of their ends.
pub(crate) fn joining(db: &Connection) -> Result<Vec<String>> {
    let mut faults = Vec::new();
    let mut kept: FxHashMap<i64, (usize, u64)> = FxHashMap::default();
    {
        let mut query = db.prepare("SELECT key, report FROM keys")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (count, sum) = kept.entry(row.get(1)?).or_default();
            (*count, *sum) = (*count + 1, sum.wrapping_add(spread(row.get(0)?)));
        }
    }
    let mut reports = db.prepare(
        "SELECT r.id, r.idx, r.body, r.sum, a.name, v.lang, v.published, v.publisher, v.fingerprint, v.title, v.text,
            p.body FROM reports r JOIN articles a ON a.id = r.article JOIN versions v ON v.id = a.version
         LEFT JOIN profiles p ON p.report = r.id",
    )?;
    let mut places = db.prepare("SELECT name FROM place_names WHERE report = ?1 ORDER BY name")?;
    let mut names = Names::default();
    let mut rows = reports.query([])?;
    while let Some(r) = rows.next()? {
        let id: i64 = r.get(0)?;
        // what is not in its form is told by its sum
        let Ok(report) = read_body(&r.get::<_, String>(2)?, r.get(3)?) else { continue };
        let head = ArticleHead {
            id: r.get(4)?,
            lang: r.get(5)?,
            published: r.get::<_, Option<String>>(6)?.and_then(|d| d.parse().ok()),
            publisher: r.get(7)?,
            fingerprint: r.get(8)?,
        };
        let told = Told { article: Arc::new(head), index: r.get(1)?, report };
        let named = format!("{}#{}", told.article.id, told.index);
        let written: Vec<String> = places.query_map([id], |r| r.get(0))?.collect::<Result<_, _>>()?;
        if written != place_names(&r.get::<_, String>(9)?, &r.get::<_, String>(10)?, &told.report) {
            faults.push(format!("search: the names of places of {named} are not those of the report"));
        }
        let profile = Profile::of(&told, &mut names);
        let keys = numbers(&profile.keys().kept);
        let sum = keys.iter().fold(0u64, |sum, key| sum.wrapping_add(spread(*key)));
        if kept.remove(&id).unwrap_or_default() != (keys.len(), sum) {
            faults.push(format!("joining: the keys of {named} are not those of the report"));
        }
        let stored = r.get::<_, Option<Vec<u8>>>(11)?.and_then(|body| postcard::from_bytes::<Profile>(&body).ok());
        if stored.as_ref() != Some(&profile) {
            faults.push(format!("joining: the profile of {named} is not that of the report"));
        }
        if faults.len() > TOLD {
            return Ok(faults);
        }
    }
    if !kept.is_empty() {
        faults.push(format!("joining: keys of {} report(s) that are not there", kept.len()));
    }
    faults.extend(edges(db)?);
    Ok(faults)
}

fn edges(db: &Connection) -> Result<Vec<String>> {
    let mut query = db.prepare(
        "SELECT x.joins, x.score, p.body, q.body FROM edges x JOIN profiles p ON p.report = x.a
         JOIN profiles q ON q.report = x.b",
    )?;
    let mut rows = query.query([])?;
    let mut scale = Scale::default();
    let (mut wrong, mut seen) = (0usize, 0i64);
    while let Some(r) = rows.next()? {
        seen += 1;
        let (joins, score): (bool, f64) = (r.get(0)?, r.get(1)?);
        let profile = |k: usize| -> Result<Option<Profile>> {
            Ok(postcard::from_bytes(r.get_ref(k)?.as_blob().map_err(rusqlite::Error::from)?).ok())
        };
        let right = match (profile(2)?, profile(3)?) {
            (Some(a), Some(b)) => scale.weigh(&a, &b) == Some(score) && Scale::joins(score) == joins,
            _ => false,
        };
        wrong += usize::from(!right);
    }
    let all: i64 = db.query_row("SELECT count(*) FROM edges", [], |r| r.get(0))?;
    let mut faults = Vec::new();
    if wrong > 0 {
        faults.push(format!("joining: {wrong} edge(s) have not the score of their reports"));
    }
    if all != seen {
        faults.push(format!("joining: {} edge(s) lead nowhere", all - seen));
    }
    Ok(faults)
}

fn spread(key: i64) -> u64 {
    xxhash_rust::xxh3::xxh3_64(&key.to_le_bytes())
}
