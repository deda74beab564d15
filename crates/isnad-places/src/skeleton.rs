//! Names by sound: what an Arabic and a Latin spelling of one name have in common.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use crate::kind::Kind;
use crate::row::Row;

static TRANSLITERATION: &str = include_str!("../../../gazetteer/transliteration.tsv");
static EMBEDDED: LazyLock<Sounds> = LazyLock::new(|| Sounds::new(TRANSLITERATION));

/// The letter correspondences of `gazetteer/transliteration.tsv`.
#[derive(Debug, Default)]
pub struct Sounds {
    rules: FxHashMap<String, String>,
    longest: usize,
    classes: FxHashMap<char, char>,
}

impl Sounds {
    /// The table that is compiled into the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads the table; a line that is no rule is left out (the tests hold the table to its grammar).
    pub fn new(table: &str) -> Self {
        let mut sounds = Sounds::default();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut cells = line.split('\t');
            let (Some(script), Some(letters), Some(value)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            if script == "class" {
                for sound in value.chars() {
                    sounds.classes.insert(sound, letters.chars().next().unwrap_or(sound));
                }
            } else {
                sounds.longest = sounds.longest.max(letters.chars().count());
                let value = if value == "-" { "" } else { value };
                sounds.rules.insert(letters.to_owned(), value.to_owned());
            }
        }
        sounds
    }

    /// The sounds of a key, words run together, doubled sounds written once.
    pub fn of(&self, key: &str) -> String {
        let mut out = String::with_capacity(key.len());
        for word in key.split(' ') {
            self.word(word, &mut out);
        }
        out
    }

    fn word(&self, word: &str, out: &mut String) {
        let framed: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
        let mut at = 0;
        let mut piece = String::new();
        'letters: while at < framed.len() {
            for n in (1..=self.longest.min(framed.len() - at)).rev() {
                piece.clear();
                piece.extend(&framed[at..at + n]);
                if let Some(sounds) = self.rules.get(&piece) {
                    for s in sounds.chars() {
                        if !out.ends_with(s) {
                            out.push(s);
                        }
                    }
                    at += n;
                    continue 'letters;
                }
            }
            at += 1;
        }
    }

    /// The skeleton of sounds: one letter per consonant's class.
    pub fn skeleton(&self, sounds: &str) -> String {
        sounds.chars().filter_map(|s| self.classes.get(&s)).collect()
    }

    /// Under which skeleton a spelling of a place is kept, if under any: Latin names of places that lie in no other
    /// place's name, long enough to be told apart.
    pub fn indexed(&self, key: &str, row: &Row) -> Option<String> {
        let latin = key.bytes().next().is_some_and(|b| b.is_ascii());
        let kind = matches!(row.kind, Kind::Settlement | Kind::Admin1 | Kind::Admin2 | Kind::Site | Kind::Feature);
        if !latin || !kind || key.split(' ').count() > 3 {
            return None;
        }
        let skeleton = self.skeleton(&self.of(key));
        (skeleton.len() >= 2).then_some(skeleton)
    }

    /// How far two names' sounds lie apart: 0 for the same, about 1 for each wrong consonant.
    pub fn distance(&self, a: &str, b: &str) -> f64 {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut row: Vec<f64> = Vec::with_capacity(b.len() + 1);
        row.push(0.0);
        for (j, &y) in b.iter().enumerate() {
            row.push(row[j] + gap(y, j == 0));
        }
        for (i, &x) in a.iter().enumerate() {
            let mut corner = row[0];
            row[0] += gap(x, i == 0);
            for (j, &y) in b.iter().enumerate() {
                let here = (corner + self.change(x, y)).min(row[j + 1] + gap(x, i == 0)).min(row[j] + gap(y, j == 0));
                corner = std::mem::replace(&mut row[j + 1], here);
            }
        }
        row[b.len()]
    }

    fn change(&self, x: char, y: char) -> f64 {
        let vowels = is_vowel(x) && is_vowel(y);
        match (x, y) {
            _ if x == y => 0.0,
            _ if vowels => 0.4,
            _ if self.classes.get(&x).is_some_and(|c| self.classes.get(&y) == Some(c)) => 0.4,
            _ => 1.2,
        }
    }
}

/// What a sound costs that only one spelling has: Arabic leaves short vowels out, but not at the beginning.
fn gap(sound: char, first: bool) -> f64 {
    match sound {
        'a' | 'i' | 'u' if first => 0.6,
        'a' | 'i' | 'u' => 0.25,
        'h' => 0.3,
        'n' | 'm' => 0.8,
        _ => 1.0,
    }
}

fn is_vowel(sound: char) -> bool {
    matches!(sound, 'a' | 'i' | 'u')
}
