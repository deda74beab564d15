//! The tactics that fit the sub-type (codebook, section 5).

use super::evidence::Evidence;
use crate::vocabulary::Incident;
use isnad_model::{Actor, Role, SubEventType, Tactic};

pub(super) fn tactics(e: &Evidence, sub_type: SubEventType, actors: &[Actor]) -> Vec<Tactic> {
    use Tactic as T;
    let mut out = e.tactics.clone();
    if out.contains(&T::SuicideVehicleBomb) {
        out.retain(|t| !matches!(t, T::SuicideBomber | T::IedLandmine));
    }
    if out.contains(&T::SuicideBomber) && e.has(Incident::Carbomb) {
        out.retain(|t| !matches!(t, T::SuicideBomber | T::IedLandmine));
        out.push(T::SuicideVehicleBomb);
    }
    if out.contains(&T::DroneStrike) {
        out.retain(|t| *t != T::AirStrike);
    }
    match sub_type {
        SubEventType::AirStrike => {
            if !out.contains(&T::DroneStrike) && !out.contains(&T::AirStrike) {
                out.push(T::AirStrike);
            }
            out.retain(|t| !matches!(t, T::ArmedAssault | T::ShellingRocket));
        }
        SubEventType::Shelling => out.retain(|t| *t != T::ArmedAssault),
        SubEventType::RemoteExplosive => {
            if !out.contains(&T::IedLandmine)
                && (e.has(Incident::Ied) || e.has(Incident::Carbomb) || e.has(Incident::Bombing))
            {
                out.push(T::IedLandmine);
            }
            out.retain(|t| *t != T::ArmedAssault);
        }
        SubEventType::SuicideBomb => {
            if !out.iter().any(|t| matches!(t, T::SuicideBomber | T::SuicideVehicleBomb)) {
                out.push(T::SuicideBomber);
            }
            out.retain(|t| *t != T::ArmedAssault);
        }
        SubEventType::ArmedClash | SubEventType::Attack => {
            let means = out.iter().any(|t| {
                matches!(
                    t,
                    T::Ambush
                        | T::Execution
                        | T::Assassination
                        | T::ArmedAssault
                        | T::SuicideBomber
                        | T::SuicideVehicleBomb
                        | T::IedLandmine
                )
            });
            let perpetrator =
                actors.iter().any(|a| a.role == Role::Perpetrator) || actors.iter().any(|a| a.role == Role::Other);
            if (!means || e.assault)
                && perpetrator
                && !out.contains(&T::ArmedAssault)
                && !out.contains(&T::Ambush)
                && !out.contains(&T::Assassination)
            {
                out.push(T::ArmedAssault);
            }
        }
        SubEventType::Arrests
        | SubEventType::Agreement
        | SubEventType::GroupChange
        | SubEventType::DisruptedWeapons
        | SubEventType::PeacefulProtest
        | SubEventType::ProtestIntervention
        | SubEventType::NonViolentTransfer => out.clear(),
        _ => {}
    }
    out.sort();
    out.dedup();
    out
}
