//! What: which types papers give to one event.

use super::weights::Feature;
use isnad_model::{EventType, SubEventType};

use SubEventType::*;

/// Pairs of types that are told of one event.
const KINDRED: &[(SubEventType, SubEventType)] = &[
    (ArmedClash, Attack),
    (ArmedClash, SuicideBomb),
    (ArmedClash, RemoteExplosive),
    (ArmedClash, Shelling),
    (ArmedClash, AirStrike),
    (ArmedClash, GovernmentRegains),
    (ArmedClash, NonStateOvertakes),
    (Attack, SuicideBomb),
    (Attack, RemoteExplosive),
    (Attack, Shelling),
    (Attack, Grenade),
    (Attack, AirStrike),
    (Attack, Abduction),
    (Attack, SexualViolence),
    (Attack, Looting),
    (Attack, MobViolence),
    (Attack, ExcessiveForce),
    (SuicideBomb, RemoteExplosive),
    (Grenade, RemoteExplosive),
    (Shelling, AirStrike),
    (Shelling, ChemicalWeapon),
    (AirStrike, ChemicalWeapon),
    (NonStateOvertakes, NonViolentTransfer),
    (GovernmentRegains, NonViolentTransfer),
    (PeacefulProtest, ProtestIntervention),
    (ProtestIntervention, ExcessiveForce),
    (ProtestIntervention, ViolentDemonstration),
    (ExcessiveForce, ViolentDemonstration),
    (ViolentDemonstration, MobViolence),
    (Arrests, DisruptedWeapons),
];

/// Types of which few incidents are told of one place and time.
const RARE: &[SubEventType] =
    &[ChemicalWeapon, SexualViolence, Agreement, GroupChange, NonViolentTransfer, BaseEstablished];

/// Whether few incidents of the type are told of one place and time.
pub fn is_rare(kind: SubEventType) -> bool {
    RARE.contains(&kind)
}

/// How the types of two tellings fit.
pub fn compare(a: SubEventType, b: SubEventType) -> Feature {
    if a == b {
        // "other" is what has no type
        return match a {
            Other => Feature::KindredType,
            ChemicalWeapon => Feature::PoisonGas,
            _ if is_rare(a) => Feature::SameRareType,
            _ => Feature::SameType,
        };
    }
    if KINDRED.contains(&(a, b)) || KINDRED.contains(&(b, a)) {
        return Feature::KindredType;
    }
    use EventType::*;
    match (family(a), family(b)) {
        (Battles, Battles) | (Protests, Protests) => Feature::DistantType,
        (Battles, Strategic) | (Strategic, Battles) if raid(a) || raid(b) => Feature::DistantType,
        _ => Feature::OtherType,
    }
}

/// Three families: armed violence, crowds, all else.
pub fn family(kind: SubEventType) -> EventType {
    match kind.event_type() {
        EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians => EventType::Battles,
        EventType::Protests | EventType::Riots => EventType::Protests,
        EventType::Strategic => EventType::Strategic,
    }
}

/// Developments that come with fighting: a raid told for its booty, its prisoners, its siege.
fn raid(kind: SubEventType) -> bool {
    matches!(kind, Looting | Arrests | DisruptedWeapons | NonViolentTransfer | BaseEstablished | Other)
}
