//! A party charged with a deed in passing: "raids on X and Y, *accused of carrying out* the bombing that …".

use super::Finder;
use crate::incidents::Segment;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small};
use isnad_model::Stance;

/// Words of a charge, from the one who is charged to the deed, at most.
const CHARGE: usize = 5;

impl Finder<'_, '_> {
    /// Blames whoever is charged with the first deed that follows a charge; the rest of the segment from that deed on, as what
    /// stands before it tells of something else.
    pub(super) fn charged(&mut self, g: &Segment) -> Option<Segment> {
        let r = self.r;
        let deed = |k: Incident| !matches!(k, Incident::Arrest | Incident::Agreement | Incident::Protest);
        let (at, party) = g.triggers.iter().filter(|t| t.trigger.noun && deed(t.trigger.kind)).find_map(|t| {
            let charge = charge_before(r, t.at, g.tokens.start)?;
            let end = if charge > g.tokens.start && r.mark(charge - 1, ",") { charge - 1 } else { charge };
            let party = r.actors.iter().rev().find(|a| a.tokens.end == end && a.who.fights() && !a.weak)?;
            Some((t.at, party.clone()))
        })?;
        g.triggers.iter().any(|t| t.at < party.tokens.start).then_some(())?;
        self.blame(&party, Stance::Accused, "role:charged");
        let mut rest = g.clone();
        rest.tokens.start = at;
        rest.triggers.retain(|t| t.at >= at);
        Some(rest)
    }
}

/// Where a charge of two words or more begins that ends at a deed: "accused of carrying out".
fn charge_before(r: &Reading<'_>, deed: usize, start: usize) -> Option<usize> {
    let from = deed.saturating_sub(CHARGE).max(start);
    let word = |t: usize| r.is(t, Small::Suspect) || r.is(t, Small::Doing);
    let ends =
        |t: usize| [Small::Suspect, Small::Doing].iter().any(|s| r.vocabulary.small(&r.chart, t, *s) == Some(deed));
    let last = (from..deed).rev().find(|t| ends(*t))?;
    let first = last.checked_sub(1).filter(|t| *t >= from && word(*t))?;
    Some(first)
}
