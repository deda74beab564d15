//! Which of several namesakes an article means.

use crate::gazetteer::Gazetteer;
use crate::geo::{distance_km, nearest_km};
use crate::kind::{Kind, Kinds};
use crate::matches::PlaceSet;
use crate::place::{PlaceId, Spot};
use crate::rank::prior;

/// One mention of a place in an article.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'g> {
    /// The places that bear the name.
    pub set: PlaceSet<'g>,
    /// What a cue word beside the name says it is ("region of": [`Kinds::DIVISIONS`]); empty where there is none.
    pub kinds: Kinds,
    /// A containing place named beside it ("Boni, in the Mopti region"): the index of that mention.
    pub within: Option<usize>,
}

/// What the article says of countries apart from its places: countries by demonyms, by its dateline, by its actors.
#[derive(Debug, Clone, Default)]
pub struct Context {
    votes: Vec<([u8; 2], f64)>,
}

impl Context {
    /// Nothing known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds weight for a country (ISO code); a country named once weighs 1.
    pub fn vote(&mut self, country: &str, weight: f64) {
        let &[a, b] = country.as_bytes() else { return };
        match self.votes.iter_mut().find(|(c, _)| *c == [a, b]) {
            Some((_, sum)) => *sum += weight,
            None => self.votes.push(([a, b], weight)),
        }
    }

    /// The share of a country in all votes.
    pub fn share(&self, country: &str) -> f64 {
        self.share_of(country.as_bytes())
    }

    fn share_of(&self, country: &[u8]) -> f64 {
        let total: f64 = self.votes.iter().map(|(_, w)| w).sum();
        let own = self.votes.iter().find(|(c, _)| c == country).map_or(0.0, |(_, w)| *w);
        if total > 0.0 { own / total } else { 0.0 }
    }
}

/// What each sort of evidence weighs; the unit is that of [`prior`].
mod weight {
    pub const COUNTRY: f64 = 6.0;
    pub const WITHIN: f64 = 5.0;
    pub const CUE: f64 = 5.0;
    pub const NEAR: f64 = 2.5;
    pub const NEAR_KM: f64 = 150.0;
    /// A town that gave its division the name is meant, unless a cue says division.
    pub const SEAT: f64 = 4.0;
}

impl Gazetteer {
    /// The place that each mention means, in the order of the mentions.
    pub fn resolve(&self, mentions: &[Mention<'_>], context: &Context) -> Vec<PlaceId> {
        let mut context = context.clone();
        for mention in mentions {
            let best = mention.set.first();
            if best.kind == Kind::Country {
                context.vote(best.country, 1.0);
            } else if !mention.set.weak()
                && let Some(country) = mention.set.one_country()
            {
                context.vote(country, 1.0);
            }
        }
        let mut chosen: Vec<PlaceId> = mentions.iter().map(|m| self.choose(m, &context, None, &[])).collect();
        // twice, so that a containing place settled in the first round helps in the second
        for _ in 0..2 {
            let next = self.settle(mentions, &chosen, &context);
            if next == chosen {
                break;
            }
            chosen = next;
        }
        chosen
    }

    /// One round: every mention in the light of what all were taken for.
    fn settle(&self, mentions: &[Mention<'_>], chosen: &[PlaceId], context: &Context) -> Vec<PlaceId> {
        let points: Vec<Spot> = chosen.iter().map(|&id| self.spot(id)).collect();
        let names: Vec<PlaceId> = mentions.iter().map(|m| m.set.first_id()).collect();
        // a place told twice lies no nearer for it
        let mut spots: Vec<(PlaceId, Spot)> =
            names.iter().copied().zip(points.iter().copied()).filter(|(_, p)| is_spot(p.kind)).collect();
        spots.sort_by_key(|(name, p)| (p.id, *name));
        spots.dedup_by_key(|(name, p)| (p.id, *name));
        let mut others: Vec<Spot> = Vec::new();
        let mut settle = |(i, m): (usize, &Mention<'_>)| {
            if m.set.len() == 1 {
                return names[i];
            }
            let within = m.within.filter(|&w| w != i).and_then(|w| points.get(w)).copied();
            others.clear();
            others.extend(spots.iter().filter(|(name, _)| *name != names[i]).map(|(_, p)| *p));
            self.choose(m, context, within, &others)
        };
        mentions.iter().enumerate().map(&mut settle).collect()
    }

    fn choose(&self, mention: &Mention<'_>, context: &Context, within: Option<Spot>, others: &[Spot]) -> PlaceId {
        if mention.set.len() == 1 {
            return mention.set.first_id();
        }
        let mut best = (f64::NEG_INFINITY, mention.set.first_id());
        for place in mention.set.ids().map(|id| self.spot(id)) {
            let mut score = prior(place.kind, place.population, place.notable);
            score += weight::COUNTRY * context.share_of(&place.country);
            if mention.kinds.has(place.kind) {
                score += weight::CUE;
            } else if matches!(place.kind, Kind::Admin1 | Kind::Admin2 | Kind::Admin3)
                && mention.set.ids().map(|id| self.spot(id)).any(|p| p.kind == Kind::Settlement && is_seat(&p, &place))
            {
                score -= weight::SEAT;
            }
            if let Some(within) = within {
                score += weight::WITHIN * containment(&place, &within);
            }
            let nearest = nearest_km(place.point, others.iter().map(|o| o.point));
            score += weight::NEAR * (-nearest / weight::NEAR_KM).exp();
            if score > best.0 {
                best = (score, place.id);
            }
        }
        best.1
    }
}

fn is_spot(kind: Kind) -> bool {
    !matches!(kind, Kind::Country)
}

fn is_seat(town: &Spot, division: &Spot) -> bool {
    town.country == division.country
        && (town.admin1 == Some(division.id) || distance_km(town.point, division.point) < 150.0)
}

/// How well a place lies in another: 1 in it, 0 elsewhere.
fn containment(place: &Spot, holder: &Spot) -> f64 {
    if place.id == holder.id || place.country != holder.country {
        return 0.0;
    }
    match holder.kind {
        Kind::Country => 1.0,
        Kind::Admin1 if place.admin1.is_some() => {
            if place.admin1 == Some(holder.id) && place.id != holder.id {
                1.0
            } else {
                0.2
            }
        }
        _ => 0.3 + 0.7 * (-distance_km(place.point, holder.point) / 100.0).exp(),
    }
}
