//! Armed men who were killed, where nobody tells by whom: "six men of X were killed near the town".

use super::Finder;
use super::victims::harm;
use crate::actors::id_of;
use crate::claims::Figured;
use crate::incidents::Segment;
use crate::vocabulary::{Acts, Incident};
use isnad_model::{Measure, Of};

impl Finder<'_, '_> {
    /// Takes armed men for the target where killing, or fire from afar, is all that is told, and none but they fell; whether
    /// it did.
    pub(super) fn slain(&mut self, segments: &[&Segment], figures: &[Figured]) -> bool {
        use Incident as I;
        let deed =
            |k| matches!(k, I::Killing | I::Operation | I::Strike | I::Raid | I::Airstrike | I::Drone | I::Shelling);
        let mut kinds = segments.iter().flat_map(|g| &g.triggers).map(|t| t.trigger.kind).peekable();
        if self.clash_only || !self.parts.targets.is_empty() || kinds.peek().is_none() || !kinds.all(deed) {
            return false;
        }
        let mut hurt = segments.iter().flat_map(|g| &g.figures).map(|i| &figures[*i]).filter(|f| harm(f)).peekable();
        let Some(first) = hurt.peek().copied().filter(|f| f.measure == Measure::Killed) else { return false };
        if !hurt.all(|f| f.of == Of::Militants) {
            return false;
        }
        let group = self.group_in(first).and_then(|a| self.id(a));
        let Some(id) = group.or_else(|| id_of(Acts::Armed, self.country.as_deref())) else { return false };
        self.target(id, first.tokens.clone(), "role:victims");
        true
    }
}
