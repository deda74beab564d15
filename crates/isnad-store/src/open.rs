//! Opening a record: making it where it is new, refusing what is none, noticing damage.

use crate::ingest::Memory;
use crate::{Error, Result};
use rusqlite::{Connection, OpenFlags};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks a SQLite file as a record of Isnad: `ISND`.
pub const APPLICATION_ID: i32 = 0x4953_4e44;

/// The steps from each form of the record to the next.
const MIGRATIONS: &[&str] = &[include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// Records up to this many bytes are looked through page by page whenever they are opened.
const CHECKED: u64 = 16 << 20;

/// How long a writer waits for another by default.
pub const WAIT: Duration = Duration::from_secs(10);

/// A record: one SQLite file, opened for reading or for writing too.
///
/// Any number of readers may work beside one writer, in this or other programs; each sees the record as it was when
/// its query began. A `Store` can be moved between threads, but not shared: open one for each.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    pub(crate) wait: Duration,
    pub(crate) writable: bool,
    pub(crate) memory: Memory,
}

impl Store {
    /// Opens a record to write to it, and makes it where there is none.
    ///
    /// # Errors
    /// When the file is no record, of a newer form, damaged, marked read-only, or the system refuses it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_waiting(path, WAIT)
    }

    /// As [`Store::open`], waiting at most so long for another writer whenever something is written.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_waiting(path: impl AsRef<Path>, wait: Duration) -> Result<Self> {
        let path = path.as_ref();
        if !path.exists() {
            create(path).map_err(|e| e.at(path, wait))?;
        }
        look(path)?;
        let readonly = std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly());
        if readonly {
            return Err(Error::ReadOnly { path: path.to_owned(), why: "the file is marked read-only".to_owned() });
        }
        let open = || -> Result<Self> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let db = Connection::open_with_flags(path, flags)?;
            db.busy_timeout(wait)?;
            check_form(&db, path)?;
            if db.is_readonly("main")? {
                return Err(Error::ReadOnly {
                    path: path.to_owned(),
                    why: "the system allows reading only".to_owned(),
                });
            }
            db.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;",
            )?;
            settings(&db)?;
            migrate(&db)?;
            let store = Self { db, path: path.to_owned(), wait, writable: true, memory: Memory::default() };
            store.check_small()?;
            Ok(store)
        };
        open().map_err(|e| match e {
            Error::Sql(e) if cannot_open(&e) => {
                let why = format!("{e}; its disk or folder may take no writes");
                Error::ReadOnly { path: path.to_owned(), why }
            }
            e => e.at(path, wait),
        })
    }

    /// Opens a record to read it. A record on a disk that cannot be written to is read too.
    ///
    /// # Errors
    /// When there is none, it is of a newer form, damaged, or the system refuses it.
    pub fn open_read_only(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_reading(path.as_ref(), true)
    }

    fn open_reading(path: &Path, check: bool) -> Result<Self> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        look(path)?;
        let open = |db: Connection| -> Result<Self> {
            db.busy_timeout(WAIT)?;
            check_form(&db, path)?;
            settings(&db)?;
            let store = Self { db, path: path.to_owned(), wait: WAIT, writable: false, memory: Memory::default() };
            if check {
                store.check_small()?;
            }
            Ok(store)
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let first = Connection::open_with_flags(path, flags).map_err(Error::from).and_then(open);
        match first {
            // a log that cannot be opened beside it: the disk takes no writes, so nobody else changes the file either
            Err(Error::Sql(e)) if cannot_open(&e) && !has_log(path) => {
                let uri = format!("file:{}?immutable=1", encoded(path));
                let db = Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_URI).map_err(Error::from);
                db.and_then(open)
            }
            other => other,
        }
        .map_err(|e| e.at(path, WAIT))
    }

    /// As [`Store::open_read_only`], without a look through the pages, so that [`Store::verify`] can tell all that is wrong.
    ///
    /// # Errors
    /// As [`Store::open_read_only`].
    pub fn open_to_verify(path: impl AsRef<Path>) -> Result<Self> {
        Self::open_reading(path.as_ref(), false)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes whenever another program, or another `Store`, has written to the record.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn data_version(&self) -> Result<i64> {
        self.told(self.pragma("data_version"))
    }

    /// Keeps at most so many KiB of the record in memory for this connection: for programs that open many.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn keep_in_memory(&self, kib: u32) -> Result<()> {
        self.told(self.db.execute_batch(&format!("PRAGMA cache_size = -{kib}")).map_err(Error::from))
    }

    pub(crate) fn pragma(&self, name: &str) -> Result<i64> {
        Ok(self.db.pragma_query_value(None, name, |r| r.get(0))?)
    }

    /// Names the file in an error.
    pub(crate) fn told<T>(&self, result: Result<T>) -> Result<T> {
        result.map_err(|e| e.at(&self.path, self.wait))
    }

    /// Lets the file grow by so many pages and no more: what a full disk does.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn limit_pages(&self, more: u32) -> Result<()> {
        let limit = || -> Result<()> {
            let pages = self.pragma("page_count")? + i64::from(more);
            self.db.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
            Ok(())
        };
        self.told(limit())
    }

    fn check_small(&self) -> Result<()> {
        if std::fs::metadata(&self.path).is_ok_and(|m| m.len() > CHECKED) {
            return Ok(());
        }
        match self.page_faults("quick_check", 1)?.pop() {
            Some(what) => Err(Error::Damaged { path: self.path.clone(), what }),
            None => Ok(()),
        }
    }

    /// What SQLite finds wrong with the pages and the order of rows in them, at most so many faults; `integrity_check` holds
    /// indexes against their tables too.
    pub(crate) fn page_faults(&self, check: &str, most: u32) -> Result<Vec<String>> {
        let mut query = self.db.prepare(&format!("PRAGMA {check}({most})"))?;
        let rows = query.query_map([], |r| r.get::<_, String>(0))?;
        let mut faults = Vec::new();
        for row in rows {
            let row = row?;
            if row != "ok" {
                faults.push(row.replace('\n', " "));
            }
        }
        Ok(faults)
    }
}

fn settings(db: &Connection) -> Result<()> {
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
    )?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// A new record beside its place, and into it once it is whole: nobody ever meets half a record.
fn create(path: &Path) -> Result<()> {
    let refused = |e: io::Error| Error::System {
        path: path.to_owned(),
        why: format!("it cannot be made ({e}); does the folder exist, and may it be written to?"),
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let file = tempfile::Builder::new().prefix(".isnad-new-").tempfile_in(folder).map_err(refused)?;
    {
        let db = Connection::open(file.path())?;
        db.execute_batch("PRAGMA page_size = 8192; PRAGMA synchronous = FULL;")?;
        let begin = db.unchecked_transaction()?;
        for step in MIGRATIONS {
            begin.execute_batch(step)?;
        }
        begin.pragma_update(None, "application_id", APPLICATION_ID)?;
        begin.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
        begin.execute("INSERT INTO meta(key, value) VALUES('rules', ?1)", [isnad_reconcile::RULES.to_string()])?;
        begin.commit()?;
    }
    make_ordinary(&file);
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        // another program was quicker: its record is as good
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(e) => Err(refused(e.error)),
    }
}

/// Temporary files are private; a record has the permissions that any new file has.
#[cfg(unix)]
fn make_ordinary(file: &tempfile::NamedTempFile) {
    use std::os::unix::fs::PermissionsExt;
    // a file system without permissions keeps what it has
    let _ = std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn make_ordinary(_: &tempfile::NamedTempFile) {}

/// What the first bytes and the length tell, before SQLite touches the file.
fn look(path: &Path) -> Result<()> {
    let refused = |e: io::Error| Error::System { path: path.to_owned(), why: e.to_string() };
    let mut head = Vec::new();
    let file = File::open(path).map_err(refused)?;
    let meta = file.metadata().map_err(refused)?;
    if meta.is_dir() {
        return Err(Error::NotARecord { path: path.to_owned(), why: "it is a folder".to_owned() });
    }
    file.take(100).read_to_end(&mut head).map_err(refused)?;
    if !head.starts_with(b"SQLite format 3\0") {
        let why = if head.is_empty() { "it is empty" } else { "it does not begin as a SQLite file does" };
        return Err(Error::NotARecord { path: path.to_owned(), why: why.to_owned() });
    }
    let number = |at: usize| head.get(at..at + 4).map_or(0, |b| b.iter().fold(0u64, |n, x| n << 8 | u64::from(*x)));
    let page = match (head.get(16), head.get(17)) {
        (Some(0), Some(1)) => 65536,
        (Some(a), Some(b)) => u64::from(*a) << 8 | u64::from(*b),
        _ => 0,
    };
    let (pages, sure) = (number(28), number(24) == number(92));
    // while a log lies beside it, the file itself may be behind
    if head.len() < 100 || page < 512 || (sure && !has_log(path) && meta.len() < pages * page) {
        let what = format!("it is cut off: {} bytes are there, {} should be", meta.len(), pages * page);
        return Err(Error::Damaged { path: path.to_owned(), what });
    }
    Ok(())
}

fn check_form(db: &Connection, path: &Path) -> Result<()> {
    let mark: i32 = db.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let form: i64 = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let known = MIGRATIONS.len() as i64;
    if mark != APPLICATION_ID {
        let why = "it is a SQLite file of another program".to_owned();
        return Err(Error::NotARecord { path: path.to_owned(), why });
    }
    if form > known {
        return Err(Error::Newer { path: path.to_owned(), found: form, known });
    }
    if form < 1 {
        let what = format!("its form is {form}, which no version of Isnad wrote");
        return Err(Error::Damaged { path: path.to_owned(), what });
    }
    Ok(())
}

/// Brings a record of an older form up to this one; all steps or none.
fn migrate(db: &Connection) -> Result<()> {
    let form: i64 = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let done = usize::try_from(form).unwrap_or(0);
    if done >= MIGRATIONS.len() {
        return Ok(());
    }
    let begin = rusqlite::Transaction::new_unchecked(db, rusqlite::TransactionBehavior::Immediate)?;
    for step in &MIGRATIONS[done..] {
        begin.execute_batch(step)?;
    }
    begin.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    begin.commit()?;
    Ok(())
}

fn cannot_open(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
    matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly | PermissionDenied))
}

fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).is_ok_and(|m| m.len() > 0)
}

/// A path within a URI.
fn encoded(path: &Path) -> String {
    let mut out = String::new();
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
