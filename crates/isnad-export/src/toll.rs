//! One figure for all classes, where a layout has room for one.

use crate::{Dossier, Vague};
use isnad_model::{Estimate, Measure, Of, Qualifier};

/// Civilians in the sense of the layouts.
pub const CIVILIANS: &[Of] = &[Of::Civilians, Of::AidWorkers, Of::Officials];
/// Those who fight on the side of a state, or keep the peace.
pub const FORCES: &[Of] = &[Of::Military, Of::Militia, Of::Peacekeepers, Of::Mercenaries];
/// Men of armed groups.
pub const MILITANTS: &[Of] = &[Of::Militants];

/// Least, figure to quote, most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Toll {
    /// Least.
    pub low: Option<u64>,
    /// To quote.
    pub best: Option<u64>,
    /// Most; `None` where nobody bounds it.
    pub high: Option<u64>,
}

impl Toll {
    /// The figure to quote, or the least where there is none to quote.
    pub fn quoted(self) -> Option<u64> {
        self.best.or(self.low)
    }
}

impl From<&Estimate> for Toll {
    fn from(e: &Estimate) -> Self {
        Self { low: e.low, best: e.best, high: e.high }
    }
}

/// What is estimated on one measure: of all, and of each class.
#[derive(Debug, Clone, Default)]
pub struct Count {
    whole: Option<Toll>,
    parts: Vec<(Of, Toll)>,
}

impl Count {
    /// The estimates of an event on a measure.
    pub fn of(dossier: &Dossier, measure: Measure) -> Self {
        Self::read(dossier, measure, |e| Toll::from(e))
    }

    /// The same, with other figures for vague words.
    pub fn counted(dossier: &Dossier, measure: Measure, vague: Vague) -> Self {
        Self::read(dossier, measure, |e| {
            let told = Toll::from(e);
            let floor = |n: u64| floor(dossier, e, n, vague);
            Toll { low: told.low.map(floor), best: told.quoted().map(floor), ..told }
        })
    }

    fn read(dossier: &Dossier, measure: Measure, toll: impl Fn(&Estimate) -> Toll) -> Self {
        let mut count = Self::default();
        for e in dossier.event.estimates.iter().filter(|e| e.measure == measure) {
            match e.of {
                Of::People => count.whole = Some(toll(e)),
                of => count.parts.push((of, toll(e))),
            }
        }
        count
    }

    /// All classes together: the estimate for all where there is one, yet never less than its parts add up to.
    pub fn total(&self) -> Option<Toll> {
        let Some(parts) = self.sum(|_| true) else { return self.whole };
        let Some(whole) = self.whole else { return Some(parts) };
        let low = whole.low.max(parts.low);
        let best = whole.best.max(parts.best).map(|best| best.max(low.unwrap_or(0)));
        let high = whole.high.map(|h| h.max(best.or(low).unwrap_or(0)));
        Some(Toll { low, best, high })
    }

    /// Some classes together, the figure to quote; `None` where nothing is told of them.
    pub fn part(&self, classes: &[Of]) -> Option<u64> {
        self.sum(|of| classes.contains(&of))?.quoted()
    }

    /// Classes together; open on top where one of them is.
    fn sum(&self, take: impl Fn(Of) -> bool) -> Option<Toll> {
        let parts: Vec<Toll> = self.parts.iter().filter(|(of, _)| take(*of)).map(|(_, toll)| *toll).collect();
        if parts.is_empty() {
            return None;
        }
        let add = |of: fn(Toll) -> Option<u64>| parts.iter().filter_map(|t| of(*t)).reduce(u64::saturating_add);
        let high = parts.iter().try_fold(0u64, |sum, t| Some(sum.saturating_add(t.high?)));
        // a class of which only the least is known still adds to the figure to quote
        let best = add(|t| t.best).and_then(|_| add(Toll::quoted));
        Some(Toll { low: add(|t| t.low), best, high: high.map(|h| h.max(best.unwrap_or(0))) })
    }
}

/// What a figure counts where only vague words stand behind it.
fn floor(dossier: &Dossier, estimate: &Estimate, n: u64, vague: Vague) -> u64 {
    if vague == Vague::Codebook {
        return n;
    }
    let claims = estimate.claims.iter().filter_map(|c| dossier.claim(c));
    let mut english = false;
    let mut seen = false;
    for (telling, claim) in claims.filter(|(_, c)| c.figure.low == Some(n)) {
        if claim.figure.qualifier != Qualifier::Vague {
            return n;
        }
        seen = true;
        // English counts in dozens where Arabic and French count in tens
        english |= telling.article.lang.as_deref() == Some("en");
    }
    match (seen, n) {
        (true, 20..=69) if english => 12,
        (true, 20..=69) => 10,
        (true, 200..=999) => 100,
        (true, 2000..) => 1000,
        _ => n,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toll(low: u64, best: u64, high: impl Into<Option<u64>>) -> Toll {
        Toll { low: Some(low), best: Some(best), high: high.into() }
    }

    fn count(whole: Option<Toll>, parts: &[(Of, Toll)]) -> Count {
        Count { whole, parts: parts.to_vec() }
    }

    #[test]
    fn a_total_stands_for_itself() {
        assert_eq!(count(None, &[]).total(), None);
        assert_eq!(count(Some(toll(3, 4, 5)), &[]).total(), Some(toll(3, 4, 5)));
    }

    #[test]
    fn parts_add_up() {
        let parts = [(Of::Military, toll(3, 4, 5)), (Of::Civilians, toll(1, 1, 2))];
        assert_eq!(count(None, &parts).total(), Some(toll(4, 5, 7)));
        assert_eq!(count(None, &parts).part(CIVILIANS), Some(1));
        assert_eq!(count(None, &parts).part(MILITANTS), None);
        let open = [(Of::Military, toll(3, 4, None)), (Of::Civilians, toll(1, 1, 2))];
        assert_eq!(count(None, &open).total(), Some(toll(4, 5, None)));
    }

    #[test]
    fn a_total_is_never_less_than_its_parts() {
        let parts = [(Of::Military, toll(30, 40, 50)), (Of::Civilians, toll(10, 10, 20))];
        assert_eq!(count(Some(toll(20, 45, 48)), &parts).total(), Some(toll(40, 50, 50)));
        assert_eq!(count(Some(toll(60, 64, 70)), &parts).total(), Some(toll(60, 64, 70)));
        let least = Toll { low: Some(147), ..Toll::default() };
        let nobody = [(Of::Civilians, Toll { best: Some(0), ..Toll::default() })];
        assert_eq!(count(Some(least), &nobody).total(), Some(toll(147, 147, None)));
    }
}
