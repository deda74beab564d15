use isnad_model::Member;
use std::collections::BTreeSet;

/// What analysts decided; every run respects it before any score.
///
/// Where decisions oppose each other, `apart` wins over `together`: a wrong join is worse than a missed one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rulings {
    /// Pairs that tell one event. An event that was confirmed or merged is a chain of such pairs.
    pub together: Vec<(Member, Member)>,
    /// Pairs that tell different events, also through a third report.
    pub apart: Vec<(Member, Member)>,
    /// Reports that tell no event (a misreading, a hoax): they are left out.
    pub rejected: BTreeSet<Member>,
}
