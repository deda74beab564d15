//! The form under which a name is found: folded words joined by one space.

use isnad_text::fold;

/// The folded words of a name, split as the tokeniser splits them; marks between them are dropped.
pub fn key(name: &str) -> String {
    let folded = fold(name);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if is_modifier(c) {
            continue;
        }
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Letters of scholars' transcriptions that newspapers leave out.
fn is_modifier(c: char) -> bool {
    matches!(c, '\u{2b0}'..='\u{2ff}')
}

/// Whether a key is long enough to be a name: three letters, and not only digits.
pub fn usable(key: &str) -> bool {
    key.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// A hash for the filter of first words: FxHash over eight bytes at a time.
#[inline]
pub fn hash(word: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut h = word.len() as u64;
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        h = (h.rotate_left(5) ^ u64::from_le_bytes(eight)).wrapping_mul(K);
    }
    let mut rest = [0; 8];
    let tail = chunks.remainder();
    rest[..tail.len()].copy_from_slice(tail);
    h = (h.rotate_left(5) ^ u64::from_le_bytes(rest)).wrapping_mul(K);
    h ^ (h >> 29)
}
