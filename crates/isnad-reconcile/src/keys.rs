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

/// The keys of a telling, sorted, each once.
pub fn keys(told: &Told) -> Vec<BlockKey> {
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
    keys
}
