//! Signatures of texts, by which copies are known.

use std::fmt;
use xxhash_rust::xxh3::xxh3_64;

/// How many values a signature has: the share that two have in common is off by 0.06 at most in two cases of three.
const LANES: usize = 64;
/// Words of a shingle.
const SHINGLE: usize = 3;
/// Texts of fewer words have no signature: they are alike by chance.
const LEAST_WORDS: usize = 20;
/// From this share of common shingles on, one text is a copy of the other, cut or with a new headline.
const COPY: f64 = 0.6;

/// MinHash signature of a text: how many of its values two texts share tells how many of their runs of three words they
/// share (Broder 1997). Made with one hash per run of words, whose values are dealt out to the lanes (Li, Owen and Zhang
/// 2012); lanes that stay empty borrow from their neighbours (Shrivastava and Li 2014). A lane keeps 8 bits, so two lanes
/// are equal by chance once in 256 times, which [`Fingerprint::likeness`] takes off again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; LANES]);

impl Fingerprint {
    /// The signature of a text given as its words, folded; `None` for a text too short to be known again.
    pub fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        Self::of_hashes(words.into_iter().map(word_hash))
    }

    /// As [`Fingerprint::of_words`], of words already hashed by [`word_hash`].
    pub fn of_hashes(words: impl IntoIterator<Item = u64>) -> Option<Self> {
        let mut least = [u64::MAX; LANES];
        // the words before: the last but one, and the last with what it is mixed to
        let (mut one, mut two) = (0u64, (0u64, 0u64));
        let mut count = 0usize;
        for word in words {
            let mixed = mix(word);
            count += 1;
            if count >= SHINGLE {
                let hash = mix(one.rotate_left(21) ^ two.1.rotate_left(42) ^ mix(mixed));
                let lane = &mut least[(hash >> 58) as usize];
                *lane = (*lane).min(hash << 6);
            }
            (one, two) = (two.0, (word, mixed));
        }
        (count >= LEAST_WORDS).then(|| Self(filled(&least)))
    }

    /// Reads what [`Fingerprint`]'s `Display` writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lanes = [0; LANES];
        if text.len() != LANES * 2 || !text.is_ascii() {
            return None;
        }
        for (i, lane) in lanes.iter_mut().enumerate() {
            *lane = u8::from_str_radix(&text[i * 2..i * 2 + 2], 16).ok()?;
        }
        Some(Self(lanes))
    }

    /// The values of the signature: short to store, and [`Fingerprint::from_bytes`] reads them back.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A signature of its values; `None` where there are not as many as it has.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The share of their runs of words that two texts have in common, as the signatures tell it: 0 to 1.
    pub fn likeness(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() as f64 / LANES as f64;
        let chance = 1.0 / 256.0;
        ((same - chance) / (1.0 - chance)).max(0.0)
    }

    /// Whether one text is a copy of the other.
    pub fn copies(&self, other: &Self) -> bool {
        self.likeness(other) >= COPY
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digit = |n: u8| char::from_digit(u32::from(n), 16).unwrap_or_default();
        let digits: String = self.0.iter().flat_map(|lane| [digit(lane >> 4), digit(lane & 15)]).collect();
        f.write_str(&digits)
    }
}

/// The hash of a folded word.
pub fn word_hash(word: &str) -> u64 {
    hash(word.as_bytes())
}

#[inline]
pub(crate) fn hash(word: &[u8]) -> u64 {
    xxh3_64(word)
}

/// An empty lane takes the value of another, chosen by a chain of hashes that depends on the two lanes alone.
fn filled(least: &[u64; LANES]) -> [u8; LANES] {
    let mut out = [0; LANES];
    for (i, lane) in out.iter_mut().enumerate() {
        let (mut from, mut step) = (i, 0u64);
        while least[from] == u64::MAX {
            step += 1;
            from = (mix((i as u64) << 32 | step) >> 58) as usize;
        }
        *lane = mix(least[from].wrapping_add(step)) as u8;
    }
    out
}

/// Stafford's mixing function: every bit of the input moves every bit of the output.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn words(seed: u64, n: usize) -> Vec<String> {
        (0..n as u64).map(|i| format!("w{}", mix(seed << 32 | i) % 5000)).collect()
    }

    fn print(words: &[String]) -> Fingerprint {
        Fingerprint::of_words(words.iter().map(String::as_str)).expect("long enough")
    }

    fn jaccard(a: &[String], b: &[String]) -> f64 {
        let runs = |w: &[String]| w.windows(SHINGLE).map(<[String]>::to_vec).collect::<HashSet<_>>();
        let (a, b) = (runs(a), runs(b));
        a.intersection(&b).count() as f64 / a.union(&b).count() as f64
    }

    #[test]
    fn a_signature_is_read_back_as_it_is_written() {
        let print = print(&words(1, 200));
        assert_eq!(Fingerprint::parse(&print.to_string()), Some(print));
        for broken in ["", "00", &"zz".repeat(LANES), &"é".repeat(LANES)] {
            assert_eq!(Fingerprint::parse(broken), None);
        }
    }

    #[test]
    fn short_texts_have_none() {
        assert_eq!(Fingerprint::of_words(["three", "dead", "today"]), None);
    }

    #[test]
    fn a_copy_with_a_new_headline_or_a_cut_end_is_a_copy() {
        let text = words(2, 300);
        let headline = [words(3, 10), text.clone()].concat();
        assert!(print(&text).copies(&print(&headline)));
        assert!(print(&text).copies(&print(&text[..240])));
        assert!(!print(&text).copies(&print(&words(4, 300))));
    }

    #[test]
    fn likeness_is_near_the_share_of_common_runs() {
        let mut off = 0.0;
        for round in 0..60 {
            let text = words(round, 30 + round as usize * 8);
            let kept = text.len() * (1 + round as usize % 9) / 10;
            let other = [text[..kept].to_vec(), words(1000 + round, text.len() - kept)].concat();
            off += (print(&text).likeness(&print(&other)) - jaccard(&text, &other)).abs();
        }
        assert!(off / 60.0 < 0.06, "mean error {}", off / 60.0);
    }
}
