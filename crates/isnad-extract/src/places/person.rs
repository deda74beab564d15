//! What only bears a town's name: surnames ("Lloyd Austin", "the son of Rabia"), streets ("Cairo Street").

use crate::heads::Heads;
use crate::reading::Reading;
use crate::vocabulary::Small;

/// Whether a word stands right behind a first name, or behind "son of": its bearer's surname, whatever town is called so.
pub(super) fn surname(r: &Reading<'_>, heads: &Heads, at: usize) -> bool {
    let sentence = r.sentence(r.chart.sentence_of(at)).start;
    at > sentence && (heads.at(at - 1).given || r.is(at - 1, Small::Son))
}

/// Whether a word stands right behind a street's: what it is called after lies elsewhere.
pub(super) fn street(r: &Reading<'_>, at: usize) -> bool {
    let sentence = r.sentence(r.chart.sentence_of(at)).start;
    at > sentence && r.is(at - 1, Small::Avenue)
}
