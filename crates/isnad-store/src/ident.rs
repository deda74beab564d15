//! Names that stay: of reports, and of the events they found.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Name of a report for good; an event has the name of the report that founded it.
///
/// Made of the article's id and the report's index, so that it is the same in every record; a new version of the
/// article keeps it for the report that tells the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(pub(crate) i64);

/// What an event's id begins with.
const MARK: &str = "ev-";

impl Uid {
    /// The name of a report; `turn` counts up where a name is taken.
    pub(crate) fn new(article: &str, index: u32, turn: u32) -> Self {
        let mut hash = Sha256::new();
        hash.update(article.as_bytes());
        hash.update([0]);
        hash.update(index.to_le_bytes());
        if turn > 0 {
            hash.update(turn.to_le_bytes());
        }
        let digest = hash.finalize();
        let mut head = [0; 8];
        head.copy_from_slice(&digest[..8]);
        Self(i64::from_be_bytes(head))
    }

    /// Reads a full id, `ev-` and 16 hexadecimal digits; the mark may be left out.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = digits(text);
        if digits.len() != 16 {
            return None;
        }
        u64::from_str_radix(digits, 16).ok().map(|n| Self(n as i64))
    }

    /// The ids that begin like a text with fewer digits, as ranges of signed numbers.
    pub(crate) fn ranges(text: &str) -> Option<(i64, i64)> {
        let digits = digits(text);
        if digits.is_empty() || digits.len() > 16 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let low = u64::from_str_radix(&format!("{digits:0<16}"), 16).ok()?;
        let high = u64::from_str_radix(&format!("{digits:f<16}"), 16).ok()?;
        Some((low as i64, high as i64))
    }
}

fn digits(text: &str) -> &str {
    text.trim().strip_prefix(MARK).unwrap_or(text.trim())
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{MARK}{:016x}", self.0 as u64)
    }
}

impl Serialize for Uid {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Uid {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Uid::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no id of an event")))
    }
}

impl ToSql for Uid {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Uid {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        i64::column_result(value).map(Uid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_they_are_written() {
        for (article, index) in [("a", 0), ("a", 1), ("مقال", 7)] {
            let uid = Uid::new(article, index, 0);
            assert_eq!(Uid::parse(&uid.to_string()), Some(uid));
            let (low, high) = Uid::ranges(&uid.to_string()[..9]).unwrap();
            assert!((low..=high).contains(&uid.0), "{uid}");
        }
        assert_ne!(Uid::new("a", 0, 0), Uid::new("a", 0, 1));
        assert_eq!(Uid::parse("ev-xyz"), None);
    }
}
