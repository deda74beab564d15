//! Whom the figures name as victims, and operations in which armed men are the victims.

use super::{Finder, is_state};
use crate::actors::{Who, id_of};
use crate::claims::Figured;
use crate::incidents::Segment;
use crate::vocabulary::Acts;
use isnad_model::{Measure, Of, SourceKind, Stance};
use std::ops::Range;

impl Finder<'_, '_> {
    /// Victims are targets; the subject of an active verb did it.
    pub(super) fn figure(&mut self, f: &Figured, g: Range<usize>) {
        if f.measure == Measure::Attackers {
            if let Some(id) = id_of(Acts::Armed, self.country.as_deref()) {
                self.perpetrator(id, Stance::Asserted, false, f.tokens.clone(), "role:attackers");
            }
            return;
        }
        if !harm(f) {
            return;
        }
        if f.of != Of::Militants {
            let acts = f.acts.or(match f.of {
                Of::Civilians | Of::AidWorkers => Some(Acts::Civilians),
                Of::Military => Some(Acts::Military),
                Of::Militia => Some(Acts::Militia),
                Of::Peacekeepers => Some(Acts::Peacekeepers),
                _ => None,
            });
            if let Some(acts) = acts.filter(|a| f.of != Of::People || *a != Acts::Armed) {
                let cc =
                    if acts == Acts::Civilians { None } else { f.country.clone() }.or_else(|| self.country.clone());
                let named = self.named_in(&f.tokens);
                if let Some(id) = named.or_else(|| id_of(acts, cc.as_deref())) {
                    self.parts.hurt.push(id.clone());
                    self.target(id, f.tokens.clone(), if f.of == Of::People { "role:people" } else { "role:victims" });
                }
            }
        }
        if f.active
            && let Some(governor) = f.governor
        {
            self.killer(f, governor, &g);
        }
    }

    /// The name that the people counted carry: "7 volunteers of X".
    fn named_in(&self, tokens: &Range<usize>) -> Option<String> {
        self.r.actors.iter().find_map(|a| match &a.who {
            Who::Named(id) if tokens.contains(&a.tokens.start) || a.tokens.start == tokens.end => {
                (matches!(a.of, Of::Militia | Of::Mercenaries | Of::Military | Of::Peacekeepers) && !a.affiliation)
                    .then(|| id.clone())
            }
            _ => None,
        })
    }

    /// The subject of an active verb of killing: between verb and object, else before the verb.
    fn killer(&mut self, f: &Figured, governor: usize, g: &Range<usize>) {
        let r = self.r;
        let able = |a: &&crate::actors::ActorMention| {
            self.usable(a)
                && !matches!(a.who, Who::Of(Acts::Civilians | Acts::Government))
                && !f.tokens.contains(&a.tokens.start.max(f.at))
        };
        let between = r.actors.iter().find(|a| a.tokens.start > governor && a.tokens.end <= f.at && able(a));
        let from = governor.saturating_sub(8).max(g.start);
        let before = || r.actors.iter().rev().find(|a| a.tokens.end <= governor && a.tokens.start >= from && able(a));
        if let Some(a) = between.or_else(before).cloned() {
            self.blame(&a, Stance::Asserted, "role:subject-of-killing");
        }
    }

    /// Armed men are the only victims: a state force acted, by its own account or as told.
    pub(super) fn hunt(&mut self, segments: &[&Segment], figures: &[Figured]) {
        let r = self.r;
        let all = || segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]);
        let others = all().any(|f| harm(f) && f.of != Of::Militants);
        let Some(fallen) = all().find(|f| (harm(f) || f.measure == Measure::Arrested) && f.of == Of::Militants) else {
            return;
        };
        let group_acts = self.parts.perpetrators.iter().any(|s| !is_state(&s.id));
        let state_acts = self.parts.perpetrators.iter().any(|s| is_state(&s.id));
        let attacked = segments.iter().flat_map(|g| &g.triggers).any(|t| super::assault(t.trigger.kind) && !t.general);
        if group_acts
            || (!state_acts
                && (others
                    || attacked
                    || !self.parts.targets.is_empty()
                    || !self.parts.implied.is_empty()
                    || self.clash_only))
        {
            return;
        }
        if !state_acts {
            let force = segments.iter().find_map(|g| {
                r.actors.iter().find(|a| {
                    g.tokens.contains(&a.tokens.start)
                        && !a.affiliation
                        && !a.weak
                        && matches!(a.who, Who::Of(Acts::Military | Acts::Police))
                })
            });
            let speaks = self.attribution.chain_at(fallen.at).and_then(|c| c.links.first()).map(|l| l.kind);
            if let Some(a) = force.cloned() {
                self.blame(&a, Stance::Asserted, "role:operation");
            } else if let Some(SourceKind::Military | SourceKind::Government) = speaks
                && let Some(id) = id_of(Acts::Military, self.country.as_deref())
            {
                self.perpetrator(id, Stance::Asserted, false, fallen.tokens.clone(), "role:operation");
            } else {
                return;
            }
        }
        let named = segments.iter().find_map(|g| {
            r.actors.iter().find(|a| {
                g.tokens.contains(&a.tokens.start) && a.of == Of::Militants && matches!(a.who, Who::Named(_)) && !a.weak
            })
        });
        let id = match named {
            Some(a) => self.id(a),
            None => id_of(Acts::Armed, self.country.as_deref()),
        };
        if let Some(id) = id {
            self.target(id, fallen.tokens.clone(), "role:victims");
        }
    }
}

fn harm(f: &Figured) -> bool {
    f.figure.high != Some(0)
        && matches!(
            f.measure,
            Measure::Killed
                | Measure::Wounded
                | Measure::KilledOrWounded
                | Measure::Abducted
                | Measure::Displaced
                | Measure::Captured
        )
}
