//! What the parts make of one incident: the actors of the report.

use super::{Parts, Struck, Suspect, is_state};
use isnad_model::{Actor, Evidence, Field, Role, Stance, Target};

/// Actors of the report, perpetrators first, and the sites hit. A named group stands for the unnamed men it sent, a
/// branch for its network, and nobody attacks himself.
pub(crate) fn actors(mut parts: Parts) -> (Vec<Actor>, Vec<Struck>) {
    let anonymous = |id: &str| id.starts_with("unidentified");
    let force = |id: &str| !id.starts_with("civilians:") && !id.ends_with(":government");
    // an officer of a rank that the police have, too, says less than the post that was attacked
    let ranked = |id: &String| !parts.army_told && parts.ranked.contains(id);
    let lacking = !parts.targets.iter().any(|(id, _)| force(id) && !ranked(id));
    let implied = std::mem::take(&mut parts.implied);
    for (id, e) in implied.into_iter().filter(|(id, _)| lacking || id.ends_with(":government")) {
        if !parts.targets.iter().any(|(i, _)| *i == id) {
            parts.targets.push((id, e));
        }
    }
    // who lays the moral blame on a government where a group has claimed it names no doer
    if parts.perpetrators.iter().any(|s| s.stance == Stance::Claimed) {
        parts.perpetrators.retain(|s| !(s.stance == Stance::Accused && s.id.ends_with(":government")));
    }
    let acting_state = parts.perpetrators.iter().any(|s| s.regular);
    if parts.perpetrators.iter().any(|s| !anonymous(&s.id)) {
        parts.perpetrators.retain(|s| !anonymous(&s.id));
    }
    if parts.perpetrators.iter().any(|s| !s.broad && !s.regular && !anonymous(&s.id)) {
        let branch = |s: &Suspect| !s.broad && s.stance == Stance::Claimed;
        let claimed = parts.perpetrators.iter().any(branch);
        parts.perpetrators.retain(|s| !s.broad || s.stance == Stance::Claimed && !claimed);
    }
    let rebels = |id: &str| !is_state(id) && !anonymous(id) && !id.starts_with("civilians:");
    let did = |id: &str| parts.perpetrators.iter().any(|s| s.id == id);
    let place = |e: &Evidence| (e.field == Field::Text, e.start);
    let first = parts.targets.iter().filter(|(id, _)| rebels(id) && !did(id)).map(|(_, e)| place(e)).min();
    // "the shelling hit the gunmen's posts": nobody says whose it was
    if acting_state || parts.perpetrators.is_empty() {
        // armed men without a name, told behind their group as hit, are its men
        let its_men = |id: &str, e: &Evidence| anonymous(id) && first.is_some_and(|at| at < place(e));
        for (id, e) in parts.hunted.into_iter().filter(|(id, e)| !its_men(id, e)) {
            if !parts.targets.iter().any(|(i, _)| *i == id) {
                parts.targets.push((id, e));
            }
        }
    }
    // a sergeant where the police was attacked is one of theirs
    let police = |id: &str| id.ends_with(":police");
    if parts.targets.iter().any(|(id, _)| police(id)) {
        parts.targets.retain(|(id, _)| !parts.ranked.contains(id));
    }
    // the people killed at a base are no civilians where its army is told as hit
    let base = |t: &Target| matches!(t, Target::MilitaryBase | Target::AirportAirbase);
    let army = parts.targets.iter().any(|(id, _)| id.ends_with(":military"));
    if army && !parts.sites.is_empty() && parts.sites.iter().all(|s| base(&s.target)) {
        parts.targets.retain(|(id, e)| !(id.starts_with("civilians:") && e.rule == "role:people"));
    }
    // people without a word of who they are, where a group was hit, are as well its own men
    let group =
        parts.targets.iter().any(|(id, e)| force(id) && !is_state(id) && !anonymous(id) && e.rule != "role:victims");
    if group {
        parts.targets.retain(|(id, e)| !(id.starts_with("civilians:") && e.rule == "role:people"));
    }
    let did = |id: &str| parts.perpetrators.iter().any(|s| s.id == id);
    parts.targets.retain(|(id, _)| !did(id));
    // a settlement is a target where nothing finer and no armed force is
    let armed = parts.targets.iter().any(|(id, _)| !id.starts_with("civilians:"));
    let finer = parts.sites.iter().any(|s| s.target != Target::VillageTown && s.target != Target::Residence);
    if armed || finer {
        parts.sites.retain(|s| s.target != Target::VillageTown);
    }
    // the target that the text puts first decides the type
    parts.targets.sort_by_key(|(_, e)| (e.field == Field::Text, e.start));
    let mut out: Vec<Actor> = parts
        .perpetrators
        .into_iter()
        .map(|s| Actor {
            id: s.id,
            role: Role::Perpetrator,
            stance: Some(s.stance),
            sources: s.sources,
            evidence: vec![s.evidence],
        })
        .collect();
    let rest =
        parts.targets.into_iter().map(|t| (t, Role::Target)).chain(parts.others.into_iter().map(|o| (o, Role::Other)));
    for ((id, e), role) in rest {
        if !out.iter().any(|a| a.id == id) {
            out.push(Actor { id, role, stance: None, sources: Vec::new(), evidence: vec![e] });
        }
    }
    (out, parts.sites)
}
