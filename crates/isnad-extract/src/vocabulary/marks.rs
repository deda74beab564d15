//! The marks of tokens: one for each small word, one for each kind of word, and those of what stages have read.

use super::{Small, Word};
use isnad_language::Marks;

/// The mark of the first kind of words; those below it are of small words.
const KINDS: usize = 160;

macro_rules! kinds {
    ($($name:ident = $kind:ident $number:literal,)*) => {
        /// The marks of tokens at which words of a kind start.
        impl Word {
            $(pub(crate) const $name: Marks = Marks::one(KINDS + $number);)*

            /// The number of the mark of what the word is.
            pub(super) fn number(&self) -> usize {
                match self {
                    $(Word::$kind(_) => KINDS + $number,)*
                    Word::Small(small) => *small as usize,
                }
            }
        }
    };
}

kinds! {
    PERSON = Person 0,
    THING = Thing 1,
    MEASURE = Measure 2,
    TRIGGER = Trigger 3,
    MEANS = Means 4,
    FORCE = Force 5,
    GROUP = Group 6,
    MILITANTS = Militants 7,
    DEMONYM = Demonym 8,
    SITE = Site 9,
    SPEECH = Speech 10,
    SPEAKER = Speaker 11,
    MODIFIER = Modifier 12,
    OUTLET = Outlet 13,
    CUE = Cue 14,
    AFTER = After 15,
    COMPASS = Compass 16,
    DISTANCE = Distance 17,
    ANAPHOR = Anaphor 18,
}

/// What starts at a token that a stage has read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Start {
    Date = 188,
    Place = 189,
    Actor = 190,
    Quantity = 191,
}

impl Start {
    /// The mark of a place, an actor or a quantity.
    pub(crate) const ANY: Marks = Start::Place.mark().or(Start::Actor.mark()).or(Start::Quantity.mark());

    /// The mark of tokens at which it starts.
    #[inline(always)]
    pub(crate) const fn mark(self) -> Marks {
        Marks::one(self as usize)
    }
}

const _: () = assert!((Small::LAST as usize) < KINDS, "small words and kinds of words have marks of their own");
