//! "The base": the army's that was told before, or the network of that name.

use super::ActorMention;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::{Features, Match};

/// From the last word of a base to "the base" that takes it up at most.
const TAKEN_UP: usize = 200;

/// "They retook the air base of X after an attack on *the base*": one word that names a network and a base alike, behind a
/// base and in a text that has not named the network in full, other than as what somebody is linked to.
pub(super) fn the_base(r: &Reading<'_>, at: usize, told: &[ActorMention]) -> bool {
    let group = |w: &Word| matches!(w, Word::Group(_));
    if !r.has(at, Word::GROUP)
        || r.words(at).any(|(m, w)| group(w) && m.end as usize > at + 1)
        || at > 0 && r.is(at - 1, Small::Formation)
    {
        return false;
    }
    let one_word = |m: &Match| m.end == m.start + 1;
    let base = |w: &Word| matches!(w, Word::Site(s) if s.base.is_some());
    let definite = |m: &Match| m.features.has(Features::DEFINITE);
    let Some((_, this)) = r.words(at).find(|(m, w)| base(w) && one_word(m) && definite(m)) else { return false };
    let network = || told.iter().any(|a| a.tokens.len() > 1 && a.broad && !a.affiliation);
    let same = |(m, w): (&Match, &Word)| std::ptr::eq(w, this) && one_word(m) && !definite(m);
    let before = || r.marked(at.saturating_sub(TAKEN_UP)..at, Word::SITE).any(|t| r.words(t).any(same));
    before() && !network()
}
