//! Keeps the index in step with the record, whoever writes to it.

use crate::index::{Draft, Index};
use arc_swap::ArcSwap;
use isnad_store::{Filter, Store, Uid};
use jiff::{Timestamp, ToSpan};
use rustc_hash::FxHashSet;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;
use tokio::sync::{broadcast, oneshot};

/// How often the record is asked whether another program wrote to it.
const LOOK: Duration = Duration::from_millis(400);

/// Changes that a slow listener may lag behind before it misses some.
const WAITING: usize = 256;

/// What the watching connection keeps of the record, in KiB.
const KEPT: u32 = 4 << 10;

/// Events that changed at once; listeners of the live view get them.
#[derive(Debug, Clone)]
pub(crate) struct Changed {
    /// The version of the index that has them.
    pub version: u64,
    /// New or different.
    pub events: Arc<Vec<Uid>>,
    /// No longer events.
    pub gone: Arc<Vec<Uid>>,
}

/// The index as it is now, and word of every change.
#[derive(Debug, Clone)]
pub(crate) struct Fresh {
    index: Arc<ArcSwap<Index>>,
    changes: broadcast::Sender<Changed>,
    ask: mpsc::Sender<oneshot::Sender<()>>,
}

impl Fresh {
    /// Reads the record wholly, then watches it from a thread of its own until the last `Fresh` is dropped.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn start(record: &Path) -> isnad_store::Result<Self> {
        let store = Store::open_read_only(record)?;
        store.keep_in_memory(KEPT)?;
        let version = store.data_version()?;
        let first = store.at_one_moment(|store| read(store, &Index::default(), None))?;
        let index = Arc::new(ArcSwap::from_pointee(first.0));
        let (changes, _) = broadcast::channel(WAITING);
        let (ask, asked) = mpsc::channel();
        let mut watch = Watch { store, version, index: index.clone(), changes: changes.clone() };
        thread::Builder::new()
            .name("refresh".to_owned())
            .spawn(move || watch.run(&asked))
            .map_err(|e| isnad_store::Error::System { path: record.to_owned(), why: e.to_string() })?;
        Ok(Self { index, changes, ask })
    }

    /// The index as it is now.
    pub fn index(&self) -> Arc<Index> {
        self.index.load_full()
    }

    /// Word of changes from now on.
    pub fn listen(&self) -> broadcast::Receiver<Changed> {
        self.changes.subscribe()
    }

    /// Returns when the index holds all that was written before.
    pub async fn catch_up(&self) {
        let (done, told) = oneshot::channel();
        if self.ask.send(done).is_ok() {
            // an error means that the watcher ended, which it does with the server only
            let _ = told.await;
        }
    }
}

struct Watch {
    store: Store,
    version: i64,
    index: Arc<ArcSwap<Index>>,
    changes: broadcast::Sender<Changed>,
}

impl Watch {
    fn run(&mut self, asked: &mpsc::Receiver<oneshot::Sender<()>>) {
        loop {
            let waiting = match asked.recv_timeout(LOOK) {
                Ok(done) => Some(done),
                Err(mpsc::RecvTimeoutError::Timeout) => None,
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
            };
            if let Err(e) = self.look() {
                eprintln!("isnad serve: the record cannot be read just now, what was read before is shown: {e}");
            }
            if let Some(done) = waiting {
                // nobody waits any longer where this fails
                let _ = done.send(());
            }
        }
    }

    fn look(&mut self) -> isnad_store::Result<()> {
        let version = self.store.data_version()?;
        if version == self.version {
            return Ok(());
        }
        let old = self.index.load_full();
        let since = old.events().iter().map(|e| e.changed).max();
        let (next, changed) = self.store.at_one_moment(|store| read(store, &old, since))?;
        self.version = version;
        if !changed.events.is_empty() || !changed.gone.is_empty() {
            self.index.store(Arc::new(next));
            // no listener, no harm
            let _ = self.changes.send(changed);
        }
        Ok(())
    }
}

/// What changed since the newest event of an index, and the index after it.
fn read(store: &Store, old: &Index, since: Option<Timestamp>) -> isnad_store::Result<(Index, Changed)> {
    // several batches may fall into one millisecond
    let since = since.and_then(|t| t.checked_sub(1.millisecond()).ok());
    let draft = Draft::read(store, old, since)?;
    let here: FxHashSet<Uid> = store.event_ids(&Filter { rejected: true, ..Filter::default() })?.into_iter().collect();
    let gone: Vec<Uid> = old.events().iter().map(|l| l.uid).filter(|u| !here.contains(u)).collect();
    let events = draft.ids();
    let next = old.after(draft, &here);
    let changed = Changed { version: next.version, events: Arc::new(events), gone: Arc::new(gone) };
    Ok((next, changed))
}
