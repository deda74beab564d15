//! What sort of deed a trigger names.

use crate::incidents::TriggerHit;
use crate::vocabulary::Incident as I;

/// Whether a word names an attack or a blast.
pub(super) fn blow(t: &TriggerHit) -> bool {
    matches!(
        t.trigger.kind,
        I::Attack | I::Abduction | I::Bombing | I::Suicide | I::Carbomb | I::Ied | I::Massacre | I::Assassination
    )
}

/// Whether a word names fighting or fire from afar: what goes on along a front.
pub(super) fn fight(t: &TriggerHit) -> bool {
    matches!(t.trigger.kind, I::Clash | I::Shelling | I::Airstrike | I::Drone | I::Raid)
}

/// Whether a word tells that somebody advanced.
pub(super) fn advance(t: &TriggerHit) -> bool {
    t.trigger.kind == I::Clash && t.trigger.weak
}

/// Whether a word tells that ground changed hands.
pub(super) fn ground(t: &TriggerHit) -> bool {
    matches!(t.trigger.kind, I::Takeover | I::Regain)
}

/// "Operations", "the government was toppled", "the accord": no attack on anybody.
pub(super) fn talk(t: &TriggerHit) -> bool {
    matches!(t.trigger.kind, I::Operation | I::Coup | I::Agreement)
}

/// "Military operations", "the battle" may be nothing but the war.
pub(super) fn war(t: &TriggerHit) -> bool {
    t.trigger.kind == I::Operation || t.trigger.kind == I::Clash && t.trigger.weak && t.trigger.noun
}
