//! Fingerprints of bytes.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Sha = [u8; 32];

/// SHA-256 of bytes.
pub fn sha256(bytes: &[u8]) -> Sha {
    Sha256::digest(bytes).into()
}

/// SHA-256 of a value's JSON; plain structs of the model always have one.
pub(crate) fn sha256_of_json(value: &impl Serialize) -> Sha {
    sha256(&serde_json::to_vec(value).unwrap_or_default())
}

/// Sum that notices damage, as SQLite stores it.
pub(crate) fn sum(parts: &[&str]) -> i64 {
    let mut hash = xxhash_rust::xxh3::Xxh3Default::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    hash.digest() as i64
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).collect()
}
