//! Numbers that are the names of bodies of troops and count nobody.

use super::noun::{Noun, noun};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::Features;
use isnad_model::Figure;
use std::ops::Range;

/// Up to so many the noun of a number stands in the plural; behind greater ones in the singular.
const FEW: u64 = 10;

/// "The commander of the 301st Brigade": whether a number is the name of a body of troops.
pub(super) fn names_body(r: &Reading<'_>, number: &Range<usize>, figure: Figure) -> bool {
    // "… the 35th Brigade, *the brigadier* …", "the 17th Brigade *of infantry*": no noun that is counted
    let counts = |n: &Noun| {
        let several = n.plural || n.features.has(Features::PLURAL);
        !(n.features.has(Features::DEFINITE) || several && figure.low.is_some_and(|n| n > FEW))
    };
    number.len() == 1 && formation(r, number.start) && !noun(r, number.end).is_some_and(|n| counts(&n))
}

/// Whether the word for a body of troops stands right before a token: "the division", "the commander of the division".
fn formation(r: &Reading<'_>, at: usize) -> bool {
    let leads = |t: usize| {
        r.words(t).any(|(m, w)| {
            m.end as usize == at && matches!(w, Word::Person(p) if p.leader || p.acts == Some(Acts::Military))
        })
    };
    at > 0 && r.is(at - 1, Small::Formation) || (2..=3).any(|n| at >= n && leads(at - n))
}
