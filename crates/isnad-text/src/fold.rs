//! One spelling for all spellings: the normal form in which words are compared.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds a word to its normal form; see [`fold_into`].
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// Appends the normal form of `word` to `out`.
///
/// Latin letters lose case and accents; Arabic letters lose vowel marks, tatweel and the hamza of alef,
/// ta marbuta becomes ha, alef maqsura and Persian yeh become ya; all decimal digits become ASCII;
/// invisible direction marks vanish. Folding a folded word changes nothing.
pub fn fold_into(word: &str, out: &mut String) {
    for c in word.chars() {
        fold_char(c, out);
    }
}

/// The normal form of a letter of Arabic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// The letter itself.
    Same,
    /// Another letter.
    As(char),
    /// None: the letter vanishes.
    Gone,
}

/// The normal forms of the letters from U+0621 to U+064A.
const ARABIC: [Letter; 42] = {
    let mut table = [Letter::Same; 42];
    let mut k = 0;
    while k < table.len() {
        table[k] = match char::from_u32(0x621 + k as u32) {
            // alef with madda, hamza above, hamza below
            Some('\u{622}' | '\u{623}' | '\u{625}') => Letter::As('\u{627}'),
            // ta marbuta
            Some('\u{629}') => Letter::As('\u{647}'),
            // alef maqsura
            Some('\u{649}') => Letter::As('\u{64a}'),
            // tatweel
            Some('\u{640}') => Letter::Gone,
            _ => Letter::Same,
        };
        k += 1;
    }
    table
};

/// What two bytes are that may be a letter of Arabic: itself, what it folds to, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Pair {
    /// A letter that is its own normal form.
    Same,
    /// A letter that becomes alef.
    Alef,
    /// A letter that becomes ha.
    Ha,
    /// A letter that becomes ya.
    Ya,
    /// A letter that vanishes.
    Gone,
    /// No such letter.
    Other,
}

impl Pair {
    /// The normal form of a letter that has another than itself.
    #[inline]
    pub(crate) fn folded(self) -> &'static str {
        match self {
            Pair::Alef => "\u{627}",
            Pair::Ha => "\u{647}",
            Pair::Ya => "\u{64a}",
            Pair::Same | Pair::Gone | Pair::Other => "",
        }
    }
}

/// [`ARABIC`] by the number that the two bytes of a letter are.
static PAIRS: [Pair; 1 << 16] = {
    let mut table = [Pair::Other; 1 << 16];
    let mut k = 0;
    while k < ARABIC.len() {
        let letter = 0x621 + k;
        table[(0xc0 | letter >> 6) << 8 | 0x80 | letter & 0x3f] = match ARABIC[k] {
            Letter::Same => Pair::Same,
            Letter::Gone => Pair::Gone,
            Letter::As('\u{627}') => Pair::Alef,
            Letter::As('\u{647}') => Pair::Ha,
            Letter::As(_) => Pair::Ya,
        };
        k += 1;
    }
    table
};

/// What two bytes are.
#[inline(always)]
pub(crate) fn pair(bytes: [u8; 2]) -> Pair {
    PAIRS[usize::from(u16::from_be_bytes(bytes))]
}

#[inline]
pub(crate) fn fold_char(c: char, out: &mut String) {
    if let '\u{621}'..='\u{64a}' = c {
        // one table in place of a chain of questions: these letters are all but all that Arabic text holds
        match ARABIC[c as usize - 0x621] {
            Letter::Same => out.push(c),
            Letter::As(folded) => out.push(folded),
            Letter::Gone => {}
        }
        return;
    }
    match c {
        '\0'..='\x7f' => out.push(c.to_ascii_lowercase()),
        // alef wasla
        '\u{671}' => out.push('\u{627}'),
        // Persian yeh
        '\u{6cc}' => out.push('\u{64a}'),
        // Persian kaf
        '\u{6a9}' => out.push('\u{643}'),
        // vowel marks, superscript alef
        '\u{64b}'..='\u{65f}' | '\u{670}' => {}
        '\u{660}'..='\u{669}' => out.push((b'0' + (c as u32 - 0x660) as u8) as char),
        '\u{6f0}'..='\u{6f9}' => out.push((b'0' + (c as u32 - 0x6f0) as u8) as char),
        // typographic apostrophes
        '\u{2018}' | '\u{2019}' => out.push('\''),
        _ if is_invisible(c) => {}
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' => out.push('d'),
        'ł' | 'Ł' => out.push('l'),
        'ı' => out.push('i'),
        _ => fold_rest(c, out),
    }
}

#[cold]
fn fold_rest(c: char, out: &mut String) {
    decompose_compatible(c, |d| {
        if is_combining_mark(d) {
            return;
        }
        if d == c {
            for l in d.to_lowercase().filter(|l| !is_combining_mark(*l)) {
                out.push(l);
            }
        } else {
            fold_char(d, out);
        }
    });
}

/// Characters that show nothing: direction marks, joiners, byte-order marks, soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_meet() {
        for (a, b) in [
            ("أُغسطس", "اغسطس"),
            ("إسـلام", "اسلام"),
            ("قاعدة", "قاعده"),
            ("مالى", "مالي"),
            ("Sévaré", "sevare"),
            ("٢٠١٨", "2018"),
            ("ﻻ", "لا"),
            ("Œuvre", "oeuvre"),
        ] {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(s in "\\PC{0,40}") {
            let once = fold(&s);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
