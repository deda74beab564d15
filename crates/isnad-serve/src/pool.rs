//! Connections to the record, handed to whoever reads it.

use crate::problem::{Answer, Problem};
use isnad_store::Store;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Readers that may work at once: a little more than the cores of a laptop, so that a slow query stops nobody.
const READERS: usize = 8;

/// Open connections for reading; each is used by one request at a time.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Store>>>,
    seats: Arc<Semaphore>,
}

impl Pool {
    /// Connections to a record.
    pub fn new(path: PathBuf) -> Self {
        Self { path: Arc::new(path), idle: Arc::default(), seats: Arc::new(Semaphore::new(READERS)) }
    }

    /// Does something with a connection on a thread that may wait for the disk.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&Store) -> Answer<T> + Send + 'static) -> Answer<T> {
        let seat = self.seats.clone().acquire_owned().await.map_err(Problem::inside)?;
        let pool = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            let store = match pool.take() {
                Some(store) => store,
                None => Store::open_read_only(pool.path.as_path())?,
            };
            let done = work(&store);
            pool.put(store);
            done
        });
        done.await.map_err(Problem::inside)?
    }

    fn take(&self) -> Option<Store> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, store: Store) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
    }
}
