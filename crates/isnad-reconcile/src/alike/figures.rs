//! How many: what the figures of two tellings have in common.

use super::weights::Feature;
use isnad_model::{Claim, ClaimStance, Measure, Of, Qualifier};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// No more than so many shared figures count: the third says little that the first two did not.
const SHARED: usize = 3;

/// A figure as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub measure: Measure,
    pub of: Of,
    pub low: u64,
    pub high: u64,
    /// Told as a number, not as a bound or a vague word.
    pub exact: bool,
    /// The number told, where a number is told.
    pub told: Option<u64>,
    /// A party about its own success.
    pub boast: bool,
    /// The words of a claim about one victim.
    pub words: Vec<u64>,
}

impl Count {
    pub fn of(claim: &Claim) -> Option<Self> {
        if claim.stance == ClaimStance::Denied {
            return None;
        }
        let (low, high) = (claim.figure.low.unwrap_or(0), claim.figure.high.unwrap_or(u64::MAX));
        let told = match claim.figure.qualifier {
            Qualifier::Vague | Qualifier::None | Qualifier::Range => None,
            _ => claim.figure.low.or(claim.figure.high),
        };
        let one = told == Some(1) && counts_people(claim.measure);
        let key = if one { isnad_places::key(&claim.quote) } else { String::new() };
        let words = key.split(' ').filter(|w| w.chars().count() > 2).map(|w| xxh3_64(w.as_bytes())).collect();
        Some(Self {
            words,
            measure: claim.measure,
            of: claim.of,
            low,
            high,
            exact: matches!(claim.figure.qualifier, Qualifier::Exact | Qualifier::About),
            told,
            boast: claim.stance == ClaimStance::Claimed,
        })
    }
}

/// Whether two classes can count the same people or things.
fn one_class(a: Of, b: Of) -> bool {
    let soldiers = |of| matches!(of, Of::Military | Of::Militia | Of::Peacekeepers | Of::Mercenaries);
    let unarmed = |of| matches!(of, Of::Civilians | Of::AidWorkers | Of::Officials);
    a == b
        || matches!(a, Of::People | Of::Things)
        || matches!(b, Of::People | Of::Things)
        || (soldiers(a) && soldiers(b))
        || (unarmed(a) && unarmed(b))
}

/// What the figures of two tellings have in common, into `say`. `b_is_later` tells whether `b` was told on a
/// later day than `a`, where that is known.
pub fn compare(a: &[Count], b: &[Count], b_is_later: Option<bool>, say: &mut Vec<Feature>) {
    let mut shared: Vec<(Measure, u64, Feature)> = Vec::new();
    for x in a {
        for y in b.iter().filter(|y| y.measure == x.measure && one_class(x.of, y.of)) {
            let (Some(n), true) = (x.told, x.told == y.told) else { continue };
            let feature = match n {
                0 => continue,
                // a bomber or two, a handful of gunmen: told of many
                ..=4 if x.measure == Measure::Attackers => continue,
                _ if !(x.exact && y.exact) && n < 3 => continue,
                _ if !(x.exact && y.exact) => Feature::TollBound,
                1 => Feature::Toll1,
                2 => Feature::Toll2,
                3..=4 => Feature::TollFew,
                5..=9 => Feature::TollSome,
                _ if n % 10 == 0 => Feature::TollRound,
                _ => Feature::TollMany,
            };
            match shared.iter_mut().find(|s| (s.0, s.1) == (x.measure, n)) {
                Some(s) if s.2.weight() < feature.weight() => s.2 = feature,
                Some(_) => {}
                None => shared.push((x.measure, n, feature)),
            }
        }
    }
    shared.sort_by(|x, y| y.2.weight().total_cmp(&x.2.weight()).then(x.cmp(y)));
    say.extend(shared.iter().take(SHARED).map(|s| s.2));
    if shared.len() > 1 {
        say.push(Feature::SeveralTolls);
    }
    if a.iter().any(|x| b.iter().any(|y| x.measure == y.measure && common(&x.words, &y.words) >= VICTIM)) {
        say.push(Feature::SameVictim);
    }
    if shared.is_empty() {
        let apart = disagreement(a, b, b_is_later);
        say.extend(apart);
        if apart.is_none() && great(a) && great(b) {
            say.push(Feature::SameScale);
        }
    }
}

/// Words that two claims about one victim share at least, where they speak of the same: the deed and a name, or two of a name.
const VICTIM: usize = 2;

fn common(a: &[u64], b: &[u64]) -> usize {
    a.iter().filter(|w| b.contains(w)).count()
}

/// Dead, wounded or abducted that make an incident a rare one.
const GREAT: u64 = 50;

/// Whether the least that is told of some measure makes it a rare one; a party's own word does not.
fn great(counts: &[Count]) -> bool {
    counts.iter().any(|c| counts_people(c.measure) && !c.boast && c.low >= GREAT)
}

/// Whether a measure counts those who came to harm.
fn counts_people(measure: Measure) -> bool {
    matches!(measure, Measure::Killed | Measure::Wounded | Measure::Abducted | Measure::KilledOrWounded)
}

/// How far the figures of one measure and class lie apart, where none of them meet.
fn disagreement(a: &[Count], b: &[Count], b_is_later: Option<bool>) -> Option<Feature> {
    let mut worst = None;
    for measure in Measure::ALL.iter().copied().filter(|&m| counts_people(m)) {
        let pairs = a
            .iter()
            .flat_map(|x| b.iter().map(move |y| (x, y)))
            .filter(|(x, y)| x.measure == measure && y.measure == measure && x.of == y.of && !x.boast && !y.boast);
        let far = |(x, y): (&Count, &Count)| {
            let (less, more) = if x.high < y.low {
                (x.high, y.low)
            } else if y.high < x.low {
                (y.high, x.low)
            } else {
                return Distance::Meet;
            };
            let grown = b_is_later == Some(x.high < y.low);
            match (more > less.saturating_mul(3) && more - less > 5, more - less > 2 && more * 2 > less * 3) {
                (true, _) if !grown => Distance::Far,
                (_, true) => Distance::Off,
                _ => Distance::Meet,
            }
        };
        if let Some(nearest) = pairs.map(far).min() {
            worst = worst.max(Some(nearest));
        }
    }
    match worst? {
        Distance::Meet => None,
        Distance::Off => Some(Feature::TollsOff),
        Distance::Far => Some(Feature::TollsFar),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    Meet,
    Off,
    Far,
}
