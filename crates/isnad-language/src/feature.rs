//! What inflection and clitics tell about a word, the same for all languages.

use std::ops::{BitOr, BitOrAssign};

/// A set of grammatical features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Features(u32);

macro_rules! features {
    ($($(#[$m:meta])* $name:ident = $bit:literal $text:literal,)*) => {
        impl Features {
            $($(#[$m])* pub const $name: Features = Features(1 << $bit);)*

            /// Reads a feature's name as packs write it.
            pub fn from_name(name: &str) -> Option<Features> {
                match name { $($text => Some(Features::$name),)* _ => None }
            }

            /// The names of the features in the set.
            pub fn names(self) -> Vec<&'static str> {
                let mut out = Vec::new();
                $(if self.has(Features::$name) { out.push($text); })*
                out
            }
        }
    };
}

features! {
    /// One.
    SINGULAR = 0 "singular",
    /// Two, by inflection.
    DUAL = 1 "dual",
    /// Several.
    PLURAL = 2 "plural",
    /// Feminine.
    FEMININE = 3 "feminine",
    /// Past tense.
    PAST = 4 "past",
    /// Present tense.
    PRESENT = 5 "present",
    /// Future tense.
    FUTURE = 6 "future",
    /// Passive voice, shown by the form.
    PASSIVE = 7 "passive",
    /// Carries the article.
    DEFINITE = 8 "definite",
    /// Carries a conjunction in front.
    CONJUNCTION = 9 "conjunction",
    /// Carries a clitic "to, for".
    TO = 10 "to",
    /// Carries a clitic "by, with, in".
    WITH = 11 "with",
    /// Carries a clitic "as".
    AS = 12 "as",
    /// Carries a pronoun behind.
    PRONOUN = 13 "pronoun",
    /// Adverbial (indefinite accusative) ending.
    ADVERBIAL = 14 "adverbial",
    /// Infinitive or verbal noun.
    INFINITIVE = 15 "infinitive",
    /// Participle.
    PARTICIPLE = 16 "participle",
    /// A pronoun behind that stands for several people.
    PRONOUN_PLURAL = 17 "pronoun-plural",
    /// Bound to a following noun (the construct state of a dual or plural).
    CONSTRUCT = 18 "construct",
    /// Only usable without an article in front.
    BARE = 19 "bare",
    /// An ending of the object or behind a preposition (dual or sound plural): never that of a subject behind its verb.
    OBLIQUE = 20 "oblique",
    /// A pronoun behind that only nouns carry ("my"), never a verb: told of a cut, not of what was found.
    POSSESSIVE = 21 "possessive",
}

impl Features {
    /// No feature.
    pub const NONE: Features = Features(0);

    /// Whether all of `other` are in the set.
    #[inline]
    pub fn has(self, other: Features) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether one of `other` is in the set.
    #[inline]
    pub fn any(self, other: Features) -> bool {
        self.0 & other.0 != 0
    }

    /// Those that are in both sets.
    pub(crate) fn intersection(self, other: Features) -> Features {
        Features(self.0 & other.0)
    }

    /// The set without those of `other`.
    pub(crate) fn without(self, other: Features) -> Features {
        Features(self.0 & !other.0)
    }

    /// Whether a clitic preposition stands in front.
    pub fn prepositional(self) -> bool {
        self.any(Features::TO | Features::WITH | Features::AS)
    }
}

impl BitOr for Features {
    type Output = Features;
    fn bitor(self, other: Features) -> Features {
        Features(self.0 | other.0)
    }
}

impl BitOrAssign for Features {
    fn bitor_assign(&mut self, other: Features) {
        self.0 |= other.0;
    }
}

impl FromIterator<Features> for Features {
    fn from_iter<I: IntoIterator<Item = Features>>(iter: I) -> Self {
        iter.into_iter().fold(Features::NONE, BitOr::bitor)
    }
}
