//! The ACLED sub-type that the evidence settles (codebook, section 3).

use super::evidence::Evidence;
use crate::actors::of_states;
use crate::vocabulary::Incident;
use isnad_model::{Actor, Role, SubEventType, Tactic, Target};

const VIOLENT: &[Incident] = &[
    Incident::Attack,
    Incident::Raid,
    Incident::Clash,
    Incident::Strike,
    Incident::Airstrike,
    Incident::Drone,
    Incident::Shelling,
    Incident::Bombing,
    Incident::Ied,
    Incident::Carbomb,
    Incident::Suicide,
    Incident::Grenade,
    Incident::Chemical,
    Incident::Shooting,
    Incident::Massacre,
    Incident::Assassination,
    Incident::Abduction,
    Incident::Operation,
    Incident::Looting,
    Incident::Siege,
    Incident::Prisonbreak,
];

pub(super) fn sub_type(e: &Evidence, actors: &[Actor], targets: &[Target], casualties: bool) -> Option<SubEventType> {
    use Incident as I;
    use SubEventType as S;
    let targeted = |p: &dyn Fn(&str) -> bool| actors.iter().any(|a| a.role == Role::Target && p(&a.id));
    let armed_target =
        targeted(&|id| {
            (id.starts_with("state:") && !id.ends_with(":government"))
                || id.starts_with("un:")
                || id.starts_with("au:")
                || !id.contains(':')
                || id.starts_with("militia:")
                || id.starts_with("group:")
                || id.starts_with("unidentified")
        }) || targets.iter().any(|t| matches!(t, Target::MilitaryBase | Target::PolicePost | Target::ConvoyPatrol));
    let civilian_first = actors
        .iter()
        .find(|a| a.role == Role::Target)
        .is_some_and(|a| a.id.starts_with("civilians:") || a.id.ends_with(":government"));
    let unarmed_target = civilian_first
        && !targets.iter().any(|t| matches!(t, Target::MilitaryBase | Target::PolicePost))
        && !targeted(&|id| id.starts_with("state:") && !id.ends_with(":government"))
        || (!armed_target && targeted(&|id| id.starts_with("civilians:")));
    // soldiers and others hit: by those that the text puts first, or by the church, the market or the bus that was hit
    let hard = |t: &Target| matches!(t, Target::MilitaryBase | Target::PolicePost | Target::ConvoyPatrol);
    let soft_site = |t: &Target| {
        matches!(
            t,
            Target::PlaceOfWorship
                | Target::Market
                | Target::SchoolHospital
                | Target::HotelRestaurant
                | Target::CampDisplaced
                | Target::Residence
                | Target::VehicleCivilian
        )
    };
    let fought = e.has(I::Clash) || e.tactics.contains(&Tactic::Ambush) || targets.iter().any(hard);
    let peaceful = targeted(&|id| id.starts_with("civilians:")) && targets.iter().any(soft_site);
    let unarmed_target = unarmed_target || !fought && (civilian_first || peaceful);
    let state_did = actors.iter().any(|a| a.role == Role::Perpetrator && a.id.starts_with("state:"));
    let told_target = actors.iter().any(|a| a.role == Role::Target);
    let violent = e.weight(VIOLENT);

    // "gunmen opened fire on protesters": no force of a state met them
    let mut did = actors.iter().filter(|a| a.role == Role::Perpetrator).peekable();
    let gunmen = did.peek().is_some() && did.all(|a| irregular(&a.id) && !of_states(&a.id));
    let by_hand = [I::Attack, I::Shooting, I::Massacre, I::Killing, I::Protest, I::Abduction];
    let only = e.kinds.iter().all(|(k, _)| by_hand.contains(k));
    if gunmen && only && casualties && e.has(I::Attack) && (e.has(I::Protest) || e.crowd) {
        return Some(S::Attack);
    }
    if e.has(I::Protest) || e.protest && e.has(I::Riot) {
        let riot = e.weight(&[I::Riot]);
        // stones thrown at soldiers who fought armed men are no incident of their own
        let beside = e.fighters_hurt && violent > riot + 1.5;
        if riot >= e.weight(&[I::Protest]) && e.has(I::Riot) && !beside {
            // "the soldiers say that they fired at rioters"
            let fired = state_did && e.has(I::Shooting) && e.has(I::Killing) && !e.fighters_hurt;
            return Some(if fired { S::ExcessiveForce } else { S::ViolentDemonstration });
        }
        // a bomb among protesters is none of the police's means
        let bombed = e.weight(&[I::Suicide, I::Ied, I::Carbomb]) >= 1.0 && casualties && !state_did && !e.intervention;
        if e.weight(&[I::Protest]) >= 1.0 && violent <= e.weight(&[I::Protest]) + 1.5 && !bombed {
            let shots = e.has(I::Shooting) || e.has(I::Killing) || e.tactics.contains(&Tactic::ArmedAssault);
            // "clashes between protesters and the police"
            let met = e.met_crowd > 0.0 && !e.intervention && !state_did;
            return Some(if casualties && shots {
                S::ExcessiveForce
            } else if met && !casualties {
                S::ViolentDemonstration
            } else if e.intervention || casualties || state_did || e.arrested {
                S::ProtestIntervention
            } else {
                S::PeacefulProtest
            });
        }
    }
    // shells and raids from the air disperse nobody
    let heavy = e.weight(&[I::Airstrike, I::Drone, I::Raid, I::Shelling]) >= 1.0;
    if (e.protest || e.has(I::Protest))
        && !heavy
        && state_did
        && casualties
        && (e.has(I::Shooting) || e.has(I::Killing))
        && !e.has(I::Clash)
    {
        return Some(S::ExcessiveForce);
    }
    // "dozens were killed in confrontations between the army and the protesters"
    let crowd = (e.crowd || e.protest || e.has(I::Protest)) && !heavy && casualties;
    let hunted = e.weight(&[I::Attack, I::Operation, I::Suicide, I::Bombing]) >= 2.0;
    if crowd
        && e.has(I::Clash)
        && !hunted
        && !e.fighters_hurt
        && e.others_hurt
        && targeted(&|id| id.starts_with("civilians:"))
    {
        return Some(S::ExcessiveForce);
    }
    let people = targeted(&|id| id.starts_with("civilians:"))
        || !told_target && actors.iter().any(|a| a.id.starts_with("state:"));
    let fired = e.has(I::Shooting) || e.has(I::Clash);
    let civilians = targeted(&|id| id.starts_with("civilians:")) || !told_target && e.others_hurt;
    let quiet_sky = e.weight(&[I::Airstrike, I::Drone, I::Raid, I::Shelling, I::Strike]) < 1.0;
    if e.amid_crowd && fired && quiet_sky && state_did && civilians && !hunted && !e.fighters_hurt {
        return Some(S::ExcessiveForce);
    }
    if crowd && e.has(I::Clash) && !hunted && !e.fighters_hurt && e.others_hurt && people {
        return Some(S::ExcessiveForce);
    }
    // "clashes between protesters and the police": none of the crowd was hurt
    let unarmed = !actors.iter().any(|a| irregular(&a.id));
    let clash = e.weight(&[I::Clash]);
    if 2.0 * e.met_crowd >= clash && clash > 0.0 && violent <= clash + 0.5 && !heavy && !e.others_hurt && unarmed {
        return Some(S::ViolentDemonstration);
    }
    if e.has(I::Mob) && 2.0 * e.weight(&[I::Mob]) >= violent {
        return Some(S::MobViolence);
    }
    if e.has(I::Riot) && violent < 1.5 {
        return Some(S::ViolentDemonstration);
    }
    // hostages who were let go, however long ago they were taken
    if e.release_led && violent - e.weight(&[I::Abduction]) < 1.0 && !e.fighters_hurt {
        return Some(S::Other);
    }
    // figures and words that go with much else tell no incident where nobody bears arms
    let soft = |k: &I| {
        use I::{Agreement, Arrest, Attack, Clash, Killing, Operation, Release, Strike, Withdraw};
        matches!(k, Agreement | Arrest | Attack | Clash | Killing | Operation | Release | Strike | Withdraw)
    };
    // "reached a truce after fighting"
    let truce = e.signed && e.has(I::Agreement) && e.has(I::Clash);
    if !e.told && !e.arms && !e.protest && !e.peace && !truce && e.kinds.iter().all(|(k, _)| soft(k)) {
        return None;
    }
    // "an attack on a base of the army", nobody says by whom
    let home = |t: &Target| *t == Target::Residence;
    let hit = |t: &Target| matches!(t, Target::VillageTown | Target::Boat | Target::VehicleCivilian);
    let site = e.anew && targets.iter().any(|t| hard(t) || hit(t) || soft_site(t) && !home(t));
    // "a drug that attacks the cells": nobody bears arms, nobody is told as doing it or as hit
    let nobody = || actors.iter().all(|a| a.id.starts_with("unidentified") && a.role == Role::Perpetrator);
    let blow = |k: &I| matches!(k, I::Attack | I::Strike);
    if !e.arms && !e.protest && !casualties && !site && nobody() && e.kinds.iter().all(|(k, _)| blow(k)) {
        return None;
    }
    let gone = e.weight(&[I::Evacuation]);
    if gone >= 1.0 && gone >= e.weight(&[I::Agreement]) && violent <= gone {
        return Some(S::NonViolentTransfer);
    }
    if e.has(I::Agreement) && e.signed && violent < 1.5 && (e.peace || e.arms) {
        return Some(S::Agreement);
    }
    if !e.armed && !casualties && violent < 1.0 && e.kinds.is_empty() {
        return None;
    }
    let blows = e.weight(&[I::Airstrike, I::Drone, I::Raid, I::Shelling, I::Clash]);
    if e.has(I::Chemical) && 4.0 * e.weight(&[I::Chemical]) >= blows {
        return Some(S::ChemicalWeapon);
    }
    if e.weight(&[I::Sexual]) >= 1.0 && violent <= 1.0 {
        return Some(S::SexualViolence);
    }
    let assault = e.assault
        || e.has(I::Shooting)
        // "help in the fight against hunger": the bare word, once
        || e.weight(&[I::Clash]) > 0.3
        || e.tactics.contains(&Tactic::ArmedAssault)
        || e.tactics.contains(&Tactic::Ambush);
    let generic = e.weight(&[I::Attack, I::Shooting, I::Massacre, I::Assassination, I::Killing, I::Raid, I::Operation]);
    let clash = e.weight(&[I::Clash]);
    // "attack", "operation" and "killed" name the incident; they say nothing against a word that tells how it was done
    let by_hand =
        if assault { generic } else { e.weight(&[I::Shooting, I::Assassination]) + 0.3 * e.weight(&[I::Attack]) };
    // "the attack" names a blast, too, where nobody is told to have shot
    let named = if e.assault || e.has(I::Shooting) || e.has(I::Assassination) { 0.0 } else { 0.5 * e.named };
    // "attacked a convoy with a car bomb"
    let bombs = e.weight(&[I::Ied, I::Carbomb]);
    let by_bomb = bombs >= 0.8 && !e.assault && clash < 0.5 && !e.has(I::Shooting) && !e.has(I::Abduction);
    let quiet = !casualties && violent <= 2.0;
    // what is shot down was fired first
    let fired = e.weight(&[I::Shelling, I::Drone]);
    let shot_down = !casualties && violent - fired <= 1.0 && e.weight(&[I::Disrupt]) >= 0.7 * fired;
    let taken_first = quiet && e.arrest_led && e.weight(&[I::Arrest]) >= 0.5 * e.weight(&[I::Disrupt]);
    if (quiet || shot_down) && e.weight(&[I::Disrupt]) >= 1.0 && clash < 1.0 && !taken_first {
        return Some(S::DisruptedWeapons);
    }
    // headline and lead tell an arrest, and of violence only what led to it
    // and the fighting that those who were taken had been part of
    let past_of_theirs = !casualties && 2.0 * clash <= e.weight(&[I::Arrest]);
    if e.arrest_first && (clash < 1.0 || past_of_theirs) {
        return Some(S::Arrests);
    }
    // raids on houses are how people are taken
    let fought = violent - e.weight(&[I::Operation]);
    let territory = e.weight(&[I::Takeover, I::Regain]);
    let arrest = e.weight(&[I::Arrest]);
    // "the army took eleven in an operation": nobody was hurt and nobody is told to have fought
    let only_taken = e.has(I::Operation) && arrest > 0.0 && fought <= 0.0 && !e.fighters_hurt;
    if quiet && (arrest >= 1.0 || only_taken) && arrest >= fought && clash < 1.0 && territory < arrest {
        return Some(S::Arrests);
    }
    // "the country took the town": nobody says with what arms
    let taken = actors.iter().any(|a| a.role == Role::Perpetrator);
    // ground told beside many raids is what they were flown for
    let fire = e.weight(&[I::Airstrike, I::Drone, I::Raid, I::Shelling]);
    if territory >= 1.0 && e.unopposed && !casualties && clash < 1.0 {
        return Some(S::NonViolentTransfer);
    }
    if territory >= 1.0 && 1.5 * territory >= generic.max(clash).max(0.7 * fire) && (e.armed || taken) {
        return Some(changed_hands(e, actors));
    }
    // "gunmen raided a village": riders, who have no aircraft
    let villagers = targeted(&|id| id.starts_with("civilians:")) && !e.fighters_hurt;
    let riders = gunmen && villagers && e.has(I::Raid) && !e.has(I::Airstrike) && !e.has(I::Drone);
    if e.has(I::Airstrike)
        || e.has(I::Drone)
        || !riders
            && (e.has(I::Raid) || e.has(I::Strike))
            && (e.tactics.contains(&Tactic::AirStrike) || e.tactics.contains(&Tactic::DroneStrike))
    {
        let air = e.weight(&[I::Airstrike, I::Drone, I::Raid, I::Strike]);
        let hand = e.weight(&[I::Shooting, I::Assassination]) + 0.3 * e.weight(&[I::Attack]);
        let shells = e.weight(&[I::Shelling]);
        // drones told beside gunmen who attacked, with no word of a strike
        let gunmen = actors.iter().any(|a| a.role == Role::Perpetrator && !of_states(&a.id));
        let beside = air < 0.8 && e.assault && gunmen && e.weight(&[I::Attack]) >= 1.0;
        // "a military plane took home the man who was freed"
        let beside = beside || air < 0.8 && !casualties && e.has(I::Release);
        // "helicopters look for those who sent the bomber"
        let suicide = e.weight(&[I::Suicide]);
        let beside = beside || suicide >= 1.0 && air < 0.8 * suicide;
        let support = beside || e.by_ground && air <= clash + e.weight(&[I::Attack]);
        // "the coalition's planes bombed": what they did is told again by the bare word
        let again = air >= 0.8 && !e.shells && actors.iter().all(|a| a.role != Role::Perpetrator || of_states(&a.id));
        if !support && air >= clash && air + 1.0 >= hand && (2.5 * air >= shells || again) {
            return Some(S::AirStrike);
        }
    }
    let flown = actors.iter().any(|a| a.role == Role::Perpetrator && of_states(&a.id));
    // riders raid too, where they are told of
    let ridden = actors.iter().any(|a| a.role == Role::Perpetrator && !of_states(&a.id));
    let raids = e.weight(&[I::Raid]);
    if e.has(I::Raid)
        && !riders
        && clash < 1.0
        && (flown || (raids >= 2.0 || raids >= 1.0 && !ridden) && e.weight(&[I::Attack]) < raids)
    {
        return Some(S::AirStrike);
    }
    if e.has(I::Suicide) {
        // "the attack", "the blast" tell nothing against it
        let suicide = e.weight(&[I::Suicide]);
        let blasts = suicide + e.weight(&[I::Bombing, I::Carbomb]);
        let fought = e.weight(&[I::Shooting, I::Assassination, I::Massacre]) + clash;
        let bombed = blasts >= 2.0 && fought <= 0.0 && blasts > 0.3 * e.weight(&[I::Attack]);
        if bombed || !(assault && suicide < generic - named + clash) {
            return Some(S::SuicideBomb);
        }
    }
    let thrown = !assault && e.weight(&[I::Ied, I::Carbomb, I::Suicide]) <= 0.0;
    if e.has(I::Grenade) && (thrown || e.weight(&[I::Grenade]) + 0.5 >= by_hand) {
        return Some(S::Grenade);
    }
    let mine = e.weight(&[I::Ied, I::Carbomb, I::Bombing]);
    if mine > 0.0
        && (mine >= by_hand - named || by_bomb || bombs >= 1.0 && !e.assault)
        && mine >= clash
        && 1.5 * mine >= e.weight(&[I::Shelling])
        && !e.has(I::Suicide)
        && (e.has(I::Ied) || e.has(I::Carbomb) || mine >= 1.0)
    {
        return Some(S::RemoteExplosive);
    }
    let shelling = e.weight(&[I::Shelling]);
    // "a missile hit a house, a woman was killed": nothing but the missile tells how
    let nothing_else = || violent <= shelling && !assault && e.has(I::Killing);
    if shelling >= 0.8 && shelling >= clash && shelling + 0.5 >= by_hand || shelling > 0.0 && nothing_else() {
        return Some(S::Shelling);
    }
    let abduction = e.weight(&[I::Abduction]);
    let other = if casualties { generic } else { by_hand };
    if abduction > 0.0 && abduction >= other && abduction >= clash && !(casualties && armed_target) {
        return Some(if e.bodies { S::Attack } else { S::Abduction });
    }
    // "strikes hit posts of the militia", nobody says with what
    let struck = e.weight(&[I::Strike]);
    if struck >= 1.0
        && clash < 0.5
        && !e.assault
        && (state_did || armed_target)
        && struck >= e.weight(&[I::Attack, I::Operation])
    {
        return Some(S::AirStrike);
    }
    if clash >= 0.5 && (clash + 0.5 >= generic || armed_target) && !(unarmed_target && clash < generic) {
        return Some(if territory > clash { changed_hands(e, actors) } else { S::ArmedClash });
    }
    // "fighters were killed in clashes", whoever attacked
    if clash >= 0.5 && e.fighters_hurt && !told_target && !e.has(I::Massacre) {
        return Some(S::ArmedClash);
    }
    if territory > generic.max(clash) {
        return Some(changed_hands(e, actors));
    }
    let deadly = e.weight(&[I::Assassination, I::Massacre]) >= 1.0;
    if generic >= 0.5 && (e.armed || casualties || deadly || site) {
        // "the army launched an attack on the town"
        let forces =
            |a: &Actor| a.role == Role::Perpetrator && a.id.starts_with("state:") && a.id.ends_with(":military");
        let by_hand = [I::Killing, I::Assassination, I::Shooting, I::Massacre, I::Abduction];
        let offensive = (e.army || actors.iter().any(forces)) && e.weight(&by_hand) <= 0.0;
        // where no target is told, those hurt tell it, and an army's operation is aimed at armed men
        let fighters = !told_target
            && (e.fighters_hurt && !e.others_hurt
                || !casualties && (offensive || e.weight(&[I::Operation]) * 2.0 >= generic));
        return Some(if armed_target && !unarmed_target || fighters { S::ArmedClash } else { S::Attack });
    }
    if e.has(I::Prisonbreak) {
        return Some(S::Other);
    }
    if e.has(I::Siege) && e.weight(&[I::Siege]) >= 0.8 {
        return Some(S::Other);
    }
    if e.has(I::Disrupt) {
        return Some(S::DisruptedWeapons);
    }
    if e.has(I::Arrest) {
        return Some(S::Arrests);
    }
    if e.has(I::Looting) || (e.has(I::Seize) && e.armed) {
        return Some(S::Looting);
    }
    if e.weight(&[I::Withdraw]) >= 0.5 && e.armed {
        return Some(S::NonViolentTransfer);
    }
    if e.has(I::Release) || e.has(I::Coup) {
        return Some(S::Other);
    }
    if e.weight(&[I::Base]) >= 0.5 {
        return Some(S::BaseEstablished);
    }
    if e.has(I::Groupchange) && e.armed {
        return Some(S::GroupChange);
    }
    if violent >= 1.0 && e.armed {
        return Some(if unarmed_target { S::Attack } else { S::ArmedClash });
    }
    None
}

/// Whether an actor bears arms and is no force of a state.
fn irregular(id: &str) -> bool {
    !id.starts_with("state:") && !id.starts_with("civilians:")
}

/// Ground taken: by the state and those who fight on its side, or by others.
fn changed_hands(e: &Evidence, actors: &[Actor]) -> SubEventType {
    let took =
        |side: &dyn Fn(&str) -> bool| actors.iter().find(|a| a.role == Role::Perpetrator).is_some_and(|a| side(&a.id));
    // missions fight on its side: "peacekeepers took the town"
    let allied = |id: &str| id.starts_with("militia:") && !e.rebel_militia;
    let states = |id: &str| of_states(id) || allied(id) || ["au:", "un:"].iter().any(|x| id.starts_with(x));
    let others = |id: &str| !states(id) && !id.starts_with("civilians");
    if e.army {
        return SubEventType::GovernmentRegains;
    }
    let regained = e.weight(&[Incident::Regain]) >= e.weight(&[Incident::Takeover]);
    if took(&states) || regained && !took(&others) {
        SubEventType::GovernmentRegains
    } else {
        SubEventType::NonStateOvertakes
    }
}
