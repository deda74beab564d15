//! Who acts in a segment and whom it hits: two sides that fire at each other fight two incidents.

use super::fit::{Fit, Method, method, place_fit};
use super::{Draft, Segment, Told};
use crate::actors::of_states;
use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::roles::{self, Sides};
use crate::vocabulary::{Incident, Small};
use std::cell::OnceCell;

/// Words between "after" and what was answered at most.
const NEAR: usize = 5;

/// The sides of the segments that tell anew how something was done, each read when it is first asked for.
pub(super) struct AllSides<'a, 'p> {
    r: &'a Reading<'p>,
    attribution: &'a Attribution,
    figures: &'a [Figured],
    sides: Vec<OnceCell<Option<Sides>>>,
}

impl<'a, 'p> AllSides<'a, 'p> {
    pub(super) fn new(r: &'a Reading<'p>, attribution: &'a Attribution, figures: &'a [Figured], told: &Told) -> Self {
        Self { r, attribution, figures, sides: vec![OnceCell::new(); told.segments.len()] }
    }

    fn of(&self, k: usize, told: &Told) -> Option<&Sides> {
        let sides = self.sides.get(k)?.get_or_init(|| {
            let g = &told.segments[k];
            let tells = (anew(g).next().is_some() || attacked(self.r, g)) && !self.both(g);
            tells
                .then(|| {
                    let alone = Draft { segments: vec![k], ..Draft::default() };
                    roles::sides(self.r, self.attribution, told, &alone, self.figures)
                })
                .filter(|s| !s.did.is_empty() && !at_odds(&s.did, &s.did))
        });
        sides.as_ref()
    }

    /// "Raids were flown after a soldier was killed by …" tells of both sides.
    fn both(&self, g: &Segment) -> bool {
        let answers = |t: usize| self.r.is(t, Small::Afterwards) || self.r.is(t, Small::Retort);
        let between = |t: usize| {
            let before = g.triggers.iter().any(|x| x.at < t && method(x.trigger.kind).is_some());
            before && g.triggers.iter().any(|x| x.at > t && x.at <= t + NEAR)
        };
        g.tokens.clone().any(|t| answers(t) && between(t))
    }

    /// Whether a segment and a draft tell a place by the same name.
    fn named_alike(&self, g: &Segment, d: &Draft, segments: &[Segment]) -> bool {
        let name = |p: &usize| self.r.places[*p].name.as_str();
        d.segments.iter().flat_map(|s| &segments[*s].places).any(|p| g.places.iter().any(|q| name(p) == name(q)))
    }

    /// Whether a segment tells how the other side struck: neither did what the draft tells.
    pub(super) fn opposed(&self, k: usize, d: &Draft, told: &Told) -> bool {
        let segments = &told.segments;
        let far = |m: Method| matches!(m, Method::Air | Method::Artillery);
        // without arms that reach from afar attack and answer are one incident
        let reach = || anew(&segments[k]).any(far) || d.segments.iter().any(|s| anew(&segments[*s]).any(far));
        if anew(&segments[k]).next().is_none() && !attacked(self.r, &segments[k]) || !reach() {
            return false;
        }
        // the same blow at the same spot, whoever is said to have dealt it
        let again = |s: &usize| anew(&segments[*s]).any(|m| anew(&segments[k]).any(|x| x == m));
        let same_spot = || place_fit(self.r, &segments[k], d, segments) == Fit::Same;
        if d.segments.iter().any(again) && (same_spot() && self.named_alike(&segments[k], d, segments)) {
            return false;
        }
        let Some(mine) = self.of(k, told) else { return false };
        let mut theirs = d.segments.iter().filter_map(|s| self.of(*s, told)).peekable();
        theirs.peek().is_some()
            && theirs.all(|theirs| {
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

/// Whether a verb tells anew that somebody named right behind it attacked, and not how.
fn attacked(r: &Reading<'_>, g: &Segment) -> bool {
    g.triggers.iter().any(|t| {
        let verb = t.trigger.kind == Incident::Attack && !t.trigger.noun;
        verb && !t.general && !t.known() && r.actors_at(t.end).next().is_some()
    })
}

/// Whether one acts for a state and the other against one.
fn at_odds(a: &[String], b: &[String]) -> bool {
    let states = |ids: &[String]| ids.iter().any(|id| of_states(id));
    let against = |ids: &[String]| ids.iter().any(|id| !of_states(id) && !id.starts_with("militia:"));
    states(a) && against(b) || states(b) && against(a)
}
