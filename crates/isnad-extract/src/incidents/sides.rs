//! Who acts in a segment and whom it hits: two sides that fire at each other fight two incidents.

use super::fit::{Fit, Method, method, place_fit};
use super::{Draft, Segment, Told};
use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::roles::{self, Sides};
use crate::vocabulary::Small;

/// Words between "after" and what was answered at most.
const NEAR: usize = 5;

/// The sides of all segments that tell anew how something was done; the others have none.
#[derive(Debug, Default)]
pub(super) struct AllSides(Vec<Option<Sides>>);

impl AllSides {
    pub(super) fn read(r: &Reading<'_>, attribution: &Attribution, figures: &[Figured], told: &Told) -> Self {
        let remote = |g: &Segment| anew(g).any(|m| matches!(m, Method::Air | Method::Artillery));
        // without arms that reach from afar attack and answer are one incident
        if !told.segments.iter().any(remote) {
            return Self(Vec::new());
        }
        let sides = |k: usize| {
            let g = &told.segments[k];
            // "raids were flown after a soldier was killed by …" tells of both sides
            let answers = |t: usize| r.is(t, Small::Afterwards) || r.is(t, Small::Retort);
            let between = |t: usize| {
                let before = g.triggers.iter().any(|x| x.at < t && method(x.trigger.kind).is_some());
                before && g.triggers.iter().any(|x| x.at > t && x.at <= t + NEAR)
            };
            let both = g.tokens.clone().any(|t| answers(t) && between(t));
            let tells = !both && anew(g).next().is_some();
            tells.then(|| {
                let alone = Draft { segments: vec![k], ..Draft::default() };
                roles::sides(r, attribution, told, &alone, figures)
            })
        };
        Self((0..told.segments.len()).map(sides).collect())
    }

    fn of(&self, k: usize) -> Option<&Sides> {
        self.0.get(k).and_then(|s| s.as_ref()).filter(|s| !s.did.is_empty() && !at_odds(&s.did, &s.did))
    }

    /// Whether a segment tells how the other side struck: neither did what the draft tells.
    pub(super) fn opposed(&self, r: &Reading<'_>, k: usize, d: &Draft, segments: &[Segment]) -> bool {
        let Some(mine) = self.of(k) else { return false };
        let far = |g: &Segment| anew(g).any(|m| matches!(m, Method::Air | Method::Artillery));
        let told: Vec<(usize, &Sides)> = d.segments.iter().filter_map(|s| Some((*s, self.of(*s)?))).collect();
        let reach = far(&segments[k]) || told.iter().any(|(s, _)| far(&segments[*s]));
        // the same blow at the same spot, whoever is said to have dealt it
        let ways = |g: &Segment| anew(g).collect::<Vec<Method>>();
        let same = place_fit(r, &segments[k], d, segments) == Fit::Same
            && d.segments.iter().any(|s| ways(&segments[*s]).iter().any(|m| ways(&segments[k]).contains(m)));
        reach
            && !same
            && !told.is_empty()
            && told.iter().all(|(_, theirs)| {
                !theirs.did.iter().any(|id| mine.did.contains(id))
                    && (at_odds(&mine.did, &theirs.did)
                        || mine.did.iter().any(|id| theirs.hit.contains(id))
                        || theirs.did.iter().any(|id| mine.hit.contains(id)))
            })
    }
}

/// In which ways a segment tells anew that something was done.
fn anew(g: &Segment) -> impl Iterator<Item = Method> {
    g.triggers.iter().filter(|t| !t.general && !t.known()).filter_map(|t| method(t.trigger.kind))
}

/// Whether one acts for a state and the other against one.
fn at_odds(a: &[String], b: &[String]) -> bool {
    let states = |id: &String| id.starts_with("state:") || id.ends_with("-coalition");
    a.iter().any(states) && b.iter().any(|id| !states(id) && !id.starts_with("militia:"))
        || b.iter().any(states) && a.iter().any(|id| !states(id) && !id.starts_with("militia:"))
}
