//! Connections that are open. Where there are as many as the system allows, whoever has been idle longest gives way to whoever comes:
//! thousands that say nothing, or say it very slowly, keep nobody out.

use hyper::body::{Body, Bytes, Frame, SizeHint};
use rustc_hash::FxHashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tokio::sync::Notify;

/// Connections at most, where the system would allow more.
const MOST: usize = 16_384;

/// Open files that are no connections: the record, its readers, the program itself.
const KEPT: usize = 128;

/// Idle, as a place in the order of those who wait, is any number but this.
const BUSY: u64 = u64::MAX;

/// Everybody who is connected.
#[derive(Debug)]
pub(crate) struct Crowd {
    most: usize,
    /// Counts up: names of guests, and the order in which they became idle.
    count: AtomicU64,
    guests: Mutex<FxHashMap<u64, Arc<Guest>>>,
}

/// One connection.
#[derive(Debug)]
pub(crate) struct Guest {
    idle: AtomicU64,
    /// Told when the guest must go.
    leave: Notify,
}

/// A guest's place; free again when dropped.
#[derive(Debug)]
pub(crate) struct Seat {
    crowd: Arc<Crowd>,
    name: u64,
    guest: Arc<Guest>,
}

impl Crowd {
    /// As many as the system lets this program open, up to a bound; asks the system for more where it gives them.
    pub fn new() -> Arc<Self> {
        let files = open_files();
        Self::of(files.saturating_sub(KEPT).clamp(KEPT, MOST))
    }

    fn of(most: usize) -> Arc<Self> {
        Arc::new(Self { most, count: AtomicU64::new(0), guests: Mutex::default() })
    }

    /// A place for one more; `None` where all are taken by guests that are being served.
    pub fn enter(self: &Arc<Self>) -> Option<Seat> {
        let mut guests = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        if guests.len() >= self.most {
            let idle = guests.iter().map(|(name, g)| (g.idle.load(Ordering::Relaxed), *name));
            let (since, name) = idle.min()?;
            if since == BUSY {
                return None;
            }
            // gone from the list at once, so that the next does not ask the same one to go
            if let Some(guest) = guests.remove(&name) {
                guest.leave.notify_one();
            }
        }
        let name = self.next();
        let guest = Arc::new(Guest { idle: AtomicU64::new(name), leave: Notify::new() });
        guests.insert(name, guest.clone());
        Some(Seat { crowd: self.clone(), name, guest })
    }

    /// Asks all to go that are not being served.
    pub fn dismiss(&self) {
        let guests = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        guests.values().filter(|g| g.idle.load(Ordering::Relaxed) != BUSY).for_each(|g| g.leave.notify_one());
    }

    fn next(&self) -> u64 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }
}

impl Seat {
    /// Returns when the guest must go.
    pub async fn must_leave(&self) {
        self.guest.leave.notified().await;
    }

    /// The guest is being served until what is returned is dropped.
    pub fn serve(&self) -> Service {
        self.guest.idle.store(BUSY, Ordering::Relaxed);
        Service { crowd: self.crowd.clone(), guest: self.guest.clone() }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.crowd.guests.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
    }
}

/// A request under way.
#[derive(Debug)]
pub(crate) struct Service {
    crowd: Arc<Crowd>,
    guest: Arc<Guest>,
}

impl Drop for Service {
    fn drop(&mut self) {
        self.guest.idle.store(self.crowd.next(), Ordering::Relaxed);
    }
}

/// The body of an answer; the request is under way until all of it was sent.
#[derive(Debug)]
pub(crate) struct Served<B> {
    pub body: B,
    /// Held, never read.
    pub _service: Service,
}

impl<B: Body<Data = Bytes> + Unpin> Body for Served<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Files that this program may have open.
#[cfg(unix)]
fn open_files() -> usize {
    let allowed = rlimit::increase_nofile_limit((MOST + KEPT) as u64);
    // where the system does not say, it is as many as every system gives
    allowed.map_or(256, |n| usize::try_from(n).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn open_files() -> usize {
    MOST + KEPT
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    async fn leaves(seat: &Seat) -> bool {
        tokio::time::timeout(Duration::from_millis(20), seat.must_leave()).await.is_ok()
    }

    #[tokio::test]
    async fn whoever_was_idle_longest_gives_way() {
        let crowd = Crowd::of(3);
        let (a, b, c) = (crowd.enter().unwrap(), crowd.enter().unwrap(), crowd.enter().unwrap());
        let served = a.serve();
        let d = crowd.enter().unwrap();
        assert!(leaves(&b).await && !leaves(&a).await && !leaves(&c).await);
        drop(served);
        let _e = crowd.enter().unwrap();
        assert!(leaves(&c).await, "it waited longer than the one that was served");
        let _f = crowd.enter().unwrap();
        assert!(leaves(&d).await && !leaves(&a).await);
    }

    #[tokio::test]
    async fn nobody_who_is_being_served_must_go() {
        let crowd = Crowd::of(2);
        let (a, b) = (crowd.enter().unwrap(), crowd.enter().unwrap());
        let (_x, y) = (a.serve(), b.serve());
        assert!(crowd.enter().is_none());
        drop(y);
        assert!(crowd.enter().is_some());
        crowd.dismiss();
        assert!(!leaves(&a).await);
        drop((a, b));
        assert!(crowd.enter().is_some());
    }
}
