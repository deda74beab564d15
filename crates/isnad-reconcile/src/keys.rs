//! Which pairs are worth a look.

use crate::Told;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// A mark that an index can hold: only tellings that share one can tell one event.
///
/// The value is the same on every machine and in every run of one [`crate::RULES`]; keep no keys of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockKey(pub u64);

/// Under which keys a telling is kept, and under which its partners are sought; each sorted, each key once.
///
/// Two lists, because a vague telling (no day, a whole country) must be compared with exact ones, while exact ones of
/// different days need not meet. The law: where `a` is kept under a key that `b` seeks, `b` is kept under one that `a`
/// seeks. So an index holds `kept` alone, and a new telling looks up its `sought`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// To be held by the index.
    pub kept: Vec<BlockKey>,
    /// To be looked up in it.
    pub sought: Vec<BlockKey>,
}

/// The keys of a telling.
pub fn keys(told: &Told) -> Keys {
    let days: Vec<Date> = match (&told.report.date, told.article.published) {
        (Some(date), _) => [date.start(), date.end()].to_vec(),
        (None, Some(published)) => vec![published],
        (None, None) => Vec::new(),
    };
    let mut keys = Vec::new();
    for place in &told.report.locations {
        for &day in &days {
            for near in -1..=1 {
                let Ok(day) = day.checked_add(near.days()) else { continue };
                keys.push(BlockKey(xxh3_64(format!("{:?}|{day}", place.country).as_bytes())));
            }
        }
    }
    keys.sort_unstable();
    keys.dedup();
    Keys { kept: keys.clone(), sought: keys }
}
