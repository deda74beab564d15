//! Which language a text is in, as far as the packs at hand can tell.

use crate::Language;
use rustc_hash::FxHashSet;

/// Bytes of a text that are looked at: enough for some hundred words.
const SAMPLE: usize = 6_000;

/// Of a hundred words, how many must be stop words of the language.
const LEAST_SHARE: usize = 4;

/// Words below which stop words cannot be expected; such a text is taken for the only language of its script.
const SHORT: usize = 8;

/// Tells languages apart: first by script, then by the stop words of the packs written in it.
///
/// A text that no pack fits has no language: of two languages that share a script (Arabic and Persian, French and
/// Portuguese) the one without a pack has few stop words of the other.
#[derive(Debug, Clone, Default)]
pub struct Detector {
    languages: Vec<Known>,
}

#[derive(Debug, Clone)]
struct Known {
    code: String,
    script: Script,
    words: FxHashSet<String>,
    letters: Vec<char>,
}

impl Detector {
    /// A detector for some languages; of equal guesses the one named first wins.
    pub fn new<'a>(languages: impl IntoIterator<Item = &'a Language>) -> Self {
        let languages = languages.into_iter().map(|l| Known {
            code: l.code.clone(),
            script: Script::from_code(&l.script),
            words: l.stop_words.iter().map(|w| isnad_text::fold(w)).collect(),
            letters: l.own_letters.chars().collect(),
        });
        Self { languages: languages.collect() }
    }

    /// Code of the language of a text; `None` where no pack fits.
    pub fn detect(&self, title: &str, text: &str) -> Option<&str> {
        let text = beginning(text);
        let title = beginning(title);
        let script = Script::of(title.chars().chain(text.chars()))?;
        let candidates: Vec<&Known> = self.languages.iter().filter(|l| l.script == script).collect();
        if candidates.is_empty() {
            return None;
        }
        let mut hits = vec![0usize; candidates.len()];
        let mut words = 0usize;
        let mut folded = String::new();
        let parts = [title, text].into_iter().flat_map(|part| part.split(|c: char| !c.is_alphabetic() && !is_mark(c)));
        for word in parts.filter(|w| !w.is_empty()) {
            folded.clear();
            isnad_text::fold_into(word, &mut folded);
            words += 1;
            for (hit, language) in hits.iter_mut().zip(&candidates) {
                // a flash may hold no stop word, but hardly a sentence is without the language's own letters
                let own = || word.contains(language.letters.as_slice());
                *hit += usize::from(language.words.contains(&folded) || own());
            }
        }
        let best = (0..hits.len()).max_by_key(|k| (hits[*k], std::cmp::Reverse(*k)))?;
        let sure = hits[best] * 100 >= words * LEAST_SHARE && hits[best] > 0;
        let alone = words < SHORT && candidates.len() == 1;
        (sure || alone).then(|| candidates[best].code.as_str())
    }
}

/// The sample of a text, cut where a character ends.
fn beginning(text: &str) -> &str {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|k| text.is_char_boundary(*k));
    &text[..end.unwrap_or(0)]
}

/// Marks that stand inside words: vowel signs and joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}')
}

/// A script, by its ISO 15924 code; all that have no range here are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Script(usize);

/// Ranges of letters.
const SCRIPTS: &[(&str, &[std::ops::RangeInclusive<u32>])] = &[
    ("Latn", &[0x41..=0x5a, 0x61..=0x7a, 0xc0..=0x24f, 0x1e00..=0x1eff]),
    ("Arab", &[0x620..=0x64a, 0x671..=0x6d3, 0x750..=0x77f, 0xfb50..=0xfdff, 0xfe70..=0xfefc]),
    ("Cyrl", &[0x400..=0x52f]),
    ("Grek", &[0x370..=0x3ff]),
    ("Hebr", &[0x5d0..=0x5ea]),
    ("Ethi", &[0x1200..=0x139f]),
    ("Tfng", &[0x2d30..=0x2d7f]),
    ("Deva", &[0x900..=0x97f]),
    ("Hani", &[0x3400..=0x4dbf, 0x4e00..=0x9fff]),
];

impl Script {
    fn from_code(code: &str) -> Self {
        Self(SCRIPTS.iter().position(|(c, _)| *c == code).unwrap_or(SCRIPTS.len()))
    }

    /// The script of most letters.
    fn of(chars: impl Iterator<Item = char>) -> Option<Self> {
        let mut counts = vec![0usize; SCRIPTS.len() + 1];
        for c in chars.filter(|c| c.is_alphabetic()) {
            let c = c as u32;
            let k = SCRIPTS.iter().position(|(_, ranges)| ranges.iter().any(|r| r.contains(&c)));
            counts[k.unwrap_or(SCRIPTS.len())] += 1;
        }
        (0..counts.len()).filter(|k| counts[*k] > 0).max_by_key(|k| (counts[*k], std::cmp::Reverse(*k))).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detector() -> Detector {
        let language = |code: &str, script: &str, words: &[&str]| Language {
            code: code.to_owned(),
            name: code.to_owned(),
            version: String::new(),
            script: script.to_owned(),
            own_letters: if code == "ar" { "ةإأ".to_owned() } else { String::new() },
            stop_words: words.iter().map(|w| (*w).to_owned()).collect(),
            right_to_left: script == "Arab",
        };
        Detector::new(&[
            language("ar", "Arab", &["في", "من", "على", "إلى", "عن", "أن", "التي"]),
            language("fr", "Latn", &["le", "la", "les", "des", "dans", "et", "un", "une", "à"]),
            language("en", "Latn", &["the", "of", "and", "in", "a", "to", "was"]),
        ])
    }

    #[test]
    fn script_then_stop_words() {
        let d = detector();
        for (text, code) in [
            ("هاجم مسلحون موقعا للجيش في شمال البلاد وأسفر ذلك عن مقتل عدد من الجنود", Some("ar")),
            ("Des hommes armés ont attaqué un village dans le nord et tué trois personnes", Some("fr")),
            ("Gunmen attacked a village in the north of the country and killed three people", Some("en")),
            // Persian and Portuguese have no pack
            ("مردان مسلح به روستایی حمله کردند و چند نفر را کشتند و گریختند", None),
            ("Homens armados atacaram uma aldeia no norte e mataram três pessoas ontem", None),
            ("Вооруженные люди напали на деревню", None),
            // no stop word among seventeen
            ("اغتيل نائب عمدة بلدوين برصاص مسلحين اثنين أمام منزله مساء الخميس ولاذ الجانيان بالفرار", Some("ar")),
            ("مقتل جنود", Some("ar")),
            ("Attaque", None),
            ("12 .. 13", None),
        ] {
            assert_eq!(d.detect("", text), code, "{text}");
        }
        assert_eq!(d.detect("هجوم في الشمال", ""), Some("ar"));
    }
}
