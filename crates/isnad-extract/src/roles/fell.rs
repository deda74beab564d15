//! Groups that lost men: "two fighters of X were shot by unknown men", "forty of X fell in raids".

use super::Finder;
use crate::actors::{ActorMention, Who, id_of};
use crate::claims::Figured;
use crate::incidents::Segment;
use crate::vocabulary::Acts;
use isnad_model::{Measure, Of, SourceKind, Stance, Target};

impl Finder<'_, '_> {
    /// Keeps the group whose men a figure tells of as killed or hurt.
    pub(super) fn men_of(&mut self, f: &Figured) {
        let hurt = matches!(f.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded);
        if f.of != Of::Militants || !hurt || self.of_army(f) {
            return;
        }
        let r = self.r;
        let told = f.at..f.tokens.end.max(f.at + 1);
        let group = |a: &&ActorMention| {
            told.contains(&a.tokens.start)
                && matches!(a.who, Who::Named(_))
                && a.of == Of::Militants
                && !(a.affiliation || a.broad)
        };
        if let Some(a) = r.actors_in(told.clone()).iter().find(group)
            && let Some(id) = self.id(a)
        {
            self.parts.fell.push((id, r.evidence(a.tokens.clone(), "role:victims")));
        }
    }

    /// Who lost men and did nothing himself was hit; in a clash it is one of the sides.
    pub(super) fn fell(&mut self) {
        if self.clash_only && !self.parts.others.is_empty() {
            return;
        }
        for (id, e) in std::mem::take(&mut self.parts.fell) {
            let parts = &self.parts;
            let did = parts.perpetrators.iter().any(|s| s.id == id) || parts.others.iter().any(|(o, _)| *o == id);
            if !did && !parts.targets.iter().any(|(t, _)| *t == id) {
                self.parts.targets.push((id, e));
            }
        }
    }

    /// "X announced that twenty soldiers were killed": the rebels who tell of the losses of an army, where nobody else is
    /// told to have caused them, claim them.
    pub(super) fn teller(&mut self, segments: &[&Segment], figures: &[Figured]) {
        if !self.parts.perpetrators.is_empty() || self.clash_only {
            return;
        }
        let r = self.r;
        let lost = |f: &&Figured| f.measure == Measure::Killed && f.of == Of::Military && f.figure.high != Some(0);
        let first = segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).find(lost);
        let Some(chain) = first.and_then(|f| self.attribution.chain_at(f.at)) else { return };
        if chain.links.first().is_none_or(|l| l.kind != SourceKind::ArmedGroup) {
            return;
        }
        let rebels = |a: &&ActorMention| {
            chain.speaker.contains(&a.tokens.start) && matches!(a.who, Who::Named(_)) && a.of == Of::Militants
        };
        if let Some(a) = r.actors_in(chain.speaker.clone()).iter().find(rebels).cloned() {
            self.blame(&a, Stance::Claimed, "role:teller");
        }
    }

    /// "Nine people died in the hotel, two guards among them": the others were civilians.
    pub(super) fn guests(&mut self, segments: &[&Segment], figures: &[Figured]) {
        let house = |t: Target| {
            matches!(t, Target::HotelRestaurant | Target::Market | Target::PlaceOfWorship | Target::SchoolHospital)
        };
        let guards = |id: &str| super::is_state(id) && !id.ends_with(":government");
        let parts = &self.parts;
        let only_guards = !parts.targets.is_empty() && parts.targets.iter().all(|(id, _)| guards(id));
        if !only_guards || !parts.sites.iter().any(|s| house(s.target)) {
            return;
        }
        let all = || segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]);
        let killed = |of: Of| {
            let of = all().filter(move |f| f.of == of && f.measure == Measure::Killed);
            of.filter_map(|f| f.figure.low.map(|n| (n, f))).max_by_key(|(n, _)| *n)
        };
        let guards = killed(Of::Military).map_or(0, |(n, _)| n);
        if let Some((_, f)) = killed(Of::People).filter(|(n, _)| *n > guards)
            && let Some(id) = id_of(Acts::Civilians, self.country.as_deref())
        {
            self.target(id, f.tokens.clone(), "role:victims");
        }
    }
}
