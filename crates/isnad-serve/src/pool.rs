//! Connections to the record, handed to whoever reads it.

use crate::problem::{Answer, Problem};
use axum::http::{StatusCode, header};
use isnad_store::Store;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Readers that may work at once: a little more than the cores of a laptop, so that a slow query stops nobody.
const READERS: usize = 8;

/// Exports that may be written at once: each lasts as long as its client reads.
const EXPORTS: usize = 8;

/// What each connection keeps of the record, in KiB: the system keeps the rest, once for all of them.
const KEPT: u32 = 4 << 10;

/// Open connections for reading; each is used by one request at a time.
#[derive(Debug, Clone)]
pub(crate) struct Pool {
    path: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Store>>>,
    seats: Arc<Semaphore>,
    exports: Arc<Semaphore>,
}

impl Pool {
    /// Connections to a record.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path: Arc::new(path),
            idle: Arc::default(),
            seats: Arc::new(Semaphore::new(READERS)),
            exports: Arc::new(Semaphore::new(EXPORTS)),
        }
    }

    /// Does something with a connection on a thread that may wait for the disk.
    pub async fn read<T: Send + 'static>(&self, work: impl FnOnce(&Store) -> Answer<T> + Send + 'static) -> Answer<T> {
        let seat = self.seats.clone().acquire_owned().await.map_err(Problem::inside)?;
        self.seated(seat, work).await
    }

    /// A seat for an export: clients that read slowly must not take those of other requests.
    pub fn export_seat(&self) -> Answer<OwnedSemaphorePermit> {
        self.exports.clone().try_acquire_owned().map_err(|_| {
            let detail = format!("{EXPORTS} exports are being read just now; try again");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "Busy", detail).header(header::RETRY_AFTER, "10")
        })
    }

    /// Does something on a seat that was taken before.
    pub async fn seated<T: Send + 'static>(
        &self,
        seat: OwnedSemaphorePermit,
        work: impl FnOnce(&Store) -> Answer<T> + Send + 'static,
    ) -> Answer<T> {
        let pool = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let _seat = seat;
            let store = match pool.take() {
                Some(store) => store,
                None => {
                    let store = Store::open_read_only(pool.path.as_path())?;
                    store.keep_in_memory(KEPT)?;
                    store
                }
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
