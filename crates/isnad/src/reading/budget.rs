//! How much may be under way at once: what keeps memory bounded however long the input is.

use std::sync::{Condvar, Mutex, MutexGuard};

/// Pieces and bytes that may be between reader and writer.
#[derive(Debug)]
pub struct Budget {
    used: Mutex<Used>,
    freed: Condvar,
    most: Used,
}

#[derive(Debug, Clone, Copy, Default)]
struct Used {
    pieces: usize,
    bytes: usize,
}

impl Budget {
    /// A budget; a piece larger than all of it goes alone.
    pub fn new(pieces: usize, bytes: usize) -> Self {
        Self { used: Mutex::default(), freed: Condvar::new(), most: Used { pieces, bytes } }
    }

    /// Waits until a piece fits, and takes its share.
    ///
    /// What is under way is always a run of the input without gaps, all of it with workers or the writer; so the
    /// writer always comes to give back, and waiting here ends.
    pub fn take(&self, bytes: usize) {
        let mut used = self.lock();
        while used.pieces > 0 && (used.pieces >= self.most.pieces || used.bytes + bytes > self.most.bytes) {
            used = self.freed.wait(used).unwrap_or_else(|e| e.into_inner());
        }
        used.pieces += 1;
        used.bytes += bytes;
    }

    /// Gives a piece's share back.
    pub fn give(&self, bytes: usize) {
        let mut used = self.lock();
        used.pieces -= 1;
        used.bytes -= bytes;
        drop(used);
        self.freed.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(|e| e.into_inner())
    }
}
