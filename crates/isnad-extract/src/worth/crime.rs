//! Killings before a court in which nobody bears arms for a side.

use super::Case;
use crate::vocabulary::{Incident, Small};
use isnad_model::{Of, SourceKind};

impl Case<'_, '_> {
    /// Whether a court's article tells of a killing in which nobody bears arms for a side.
    pub(super) fn ordinary_crime(&self) -> bool {
        use Incident::{Abduction, Arrest, Killing, Sexual, Shooting, Strike};
        let r = self.r;
        let mut lead = (0..r.sentences()).take(r.title_sentences + 3);
        let tried = lead.any(|s| r.any(r.sentence(s), &[Small::Legal, Small::Trial]));
        let told_of =
            |t: usize| self.segments().any(|g| g.tokens.contains(&t)) || r.chart.sentence_of(t) < r.title_sentences + 2;
        let mut triggers = self.triggers();
        tried
            && triggers.all(|t| matches!(t.trigger.kind, Killing | Shooting | Sexual | Abduction | Arrest | Strike))
            && !r.actors.iter().filter(|a| told_of(a.tokens.start)).any(|a| {
                matches!(a.of, Of::Militants | Of::Militia | Of::Mercenaries | Of::Peacekeepers)
                    || a.of == Of::Military && a.kind != SourceKind::Police
            })
            && !(0..r.sentences()).any(|s| r.any(r.sentence(s), &[Small::Conflict]))
    }
}
