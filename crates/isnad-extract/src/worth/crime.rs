//! What harms people and is no violence of a conflict: killings before a court or in a household in which nobody bears arms
//! for a side, beasts, cars that ran into people by themselves.

use super::Case;
use crate::incidents::TriggerHit;
use crate::vocabulary::{Incident, Small};
use isnad_model::{Of, SourceKind};

/// Sentences behind the headline in which an article tells that it was an accident at most.
const ACCIDENT: usize = 4;

impl Case<'_, '_> {
    /// Whether an article on a court, a household's crime or a beast tells of harm in which nobody bears arms for a side.
    pub(super) fn ordinary_crime(&self) -> bool {
        use Incident::{Abduction, Arrest, Attack, Killing, Sexual, Shooting, Strike};
        let r = self.r;
        let mut lead = (0..r.sentences()).take(r.title_sentences + 3);
        let tried = lead.any(|s| r.any(r.sentence(s), &[Small::Legal, Small::Trial]));
        let crime = || (0..r.sentences()).any(|s| r.any(r.sentence(s), &[Small::Crime]));
        let by_hand =
            |t: &TriggerHit| matches!(t.trigger.kind, Killing | Shooting | Sexual | Abduction | Arrest | Strike);
        // "stabbed", "an assault": of no arms
        let assaulted = |t: &TriggerHit| t.trigger.kind == Attack && t.trigger.tactic.is_none();
        (tried && self.triggers().all(by_hand) || crime() && self.triggers().all(|t| by_hand(t) || assaulted(t)))
            && !self.sides()
            && !(0..r.sentences()).any(|s| r.any(r.sentence(s), &[Small::Conflict]))
    }

    /// Whether an article on an accident tells of people run over by somebody who is not told to have meant harm.
    pub(super) fn mishap(&self) -> bool {
        use Incident::{Attack, Killing, Strike};
        let r = self.r;
        let mut first = (0..r.sentences()).take(r.title_sentences + ACCIDENT);
        let run_over = |t: &TriggerHit| t.trigger.kind == Attack && t.trigger.tactic.is_none();
        first.any(|s| r.any(r.sentence(s), &[Small::Accident]))
            && self.triggers().any(run_over)
            && self.triggers().all(|t| run_over(t) || matches!(t.trigger.kind, Killing | Strike))
            && !self.sides()
    }

    /// Whether somebody who bears arms for a side is told of in the account or the lead.
    pub(super) fn sides(&self) -> bool {
        let r = self.r;
        let told_of =
            |t: usize| self.segments().any(|g| g.tokens.contains(&t)) || r.chart.sentence_of(t) < r.title_sentences + 2;
        r.actors.iter().filter(|a| told_of(a.tokens.start)).any(|a| {
            a.of.irregular()
                || matches!(a.of, Of::Mercenaries | Of::Peacekeepers)
                || a.of == Of::Military && a.kind != SourceKind::Police
        })
    }
}
