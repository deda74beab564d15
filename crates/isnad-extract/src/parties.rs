//! What the kind of an incident says of its parties, once type, places and figures are settled.

use crate::actors::{army_in, fights_for, id_of, state_of};
use crate::vocabulary::Acts;
use isnad_model::{Actor, EventType, Evidence, Measure, Of, Report, Role, Stance, SubEventType as Kind};

/// Brings the actors of a report in line with its kind; `country` is the one that its places lie in.
pub(crate) fn of_kind(report: &mut Report, country: Option<&str>) {
    accord(report);
    no_nameless_army(report);
    taken_back(report, country);
    own_side(report);
    named_for_nameless(report);
    firmer(report);
    people(report, country);
    crowd(report, country);
    // perpetrators first, as the stages give them
    report.actors.sort_by_key(|a| a.role);
}

/// "Three more raids": a strike from the air that nobody is told to have flown, beside others of the article, is theirs who
/// flew those.
pub(crate) fn of_series(reports: &mut [Report]) {
    let flown = |r: &Report| r.sub_event_type == Kind::AirStrike;
    let flyers = reports.iter().find(|r| flown(r) && acts(r, Role::Perpetrator));
    let Some(flyers) = flyers.map(|r| with(r, Role::Perpetrator).cloned().collect::<Vec<Actor>>()) else { return };
    for report in reports.iter_mut().filter(|r| flown(r) && !acts(r, Role::Perpetrator)) {
        let hit = |a: &Actor| report.actors.iter().any(|b| b.id == a.id);
        let own: Vec<Actor> = flyers.iter().filter(|a| !hit(a)).cloned().collect();
        report.actors.splice(0..0, own);
    }
}

/// An accord, and a place handed over by one, has parties and no doer: the unnamed armed men in it are one of them.
fn accord(report: &mut Report) {
    if !matches!(report.sub_event_type, Kind::Agreement | Kind::NonViolentTransfer | Kind::GroupChange) {
        return;
    }
    for a in report.actors.iter_mut().filter(|a| a.role == Role::Perpetrator && nameless(a)) {
        (a.role, a.stance) = (Role::Other, None);
        a.sources.clear();
    }
}

/// Armed men whom nobody names fly no aircraft, use no gas and take nothing back for a government.
fn no_nameless_army(report: &mut Report) {
    if matches!(report.sub_event_type, Kind::AirStrike | Kind::ChemicalWeapon | Kind::GovernmentRegains) {
        report.actors.retain(|a| !(a.role == Role::Perpetrator && nameless(a)));
    }
}

/// What a government takes back, its army takes back, where no other is told to have done it.
fn taken_back(report: &mut Report, country: Option<&str>) {
    if report.sub_event_type == Kind::GovernmentRegains && !acts(report, Role::Perpetrator) {
        suppose(report, Role::Perpetrator, Acts::Military, country);
    }
}

/// No army strikes its own state, nor does a coalition the one it fights for: who is told so beside it holds what was hit.
fn own_side(report: &mut Report) {
    if report.event_type == EventType::Strategic {
        return;
    }
    let sides: Vec<String> =
        with(report, Role::Perpetrator).filter_map(|a| fights_for(&a.id)).map(str::to_owned).collect();
    let own = |a: &Actor| state_of(&a.id).is_some_and(|cc| sides.iter().any(|s| s == cc));
    report.actors.retain(|a| !(a.role == Role::Target && own(a)));
}

/// A party that is told by name stands for the unnamed men told beside it as hit; so do people without arms, unless it was
/// a fight.
fn named_for_nameless(report: &mut Report) {
    let fight = report.event_type == EventType::Battles;
    let told = |a: &Actor| !(nameless(a) || fight && a.id.starts_with("civilians:"));
    if with(report, Role::Target).any(told) {
        report.actors.retain(|a| !(a.role == Role::Target && nameless(a)));
    }
}

/// Where several are told as hit, those count less that stand only beside a noun of attack or as what the scene held, and
/// people who are but the object of a verb.
fn firmer(report: &mut Report) {
    let loose = |a: &Actor| match rule(a) {
        "role:object-of-noun" | "role:scene" => true,
        "role:object" => a.id.starts_with("civilians:"),
        _ => false,
    };
    if with(report, Role::Target).any(|a| !loose(a)) {
        report.actors.retain(|a| !(a.role == Role::Target && loose(a)));
    }
}

/// Force against protesters hits them; a bomb or an abduction that hurt people hit people.
fn people(report: &mut Report, country: Option<&str>) {
    // "protesters were dispersed with water cannon": nobody but the police does
    let harm = |m| matches!(m, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded);
    let unhurt = !report.locations.is_empty() && !report.claims.iter().any(|c| harm(c.measure));
    // and nobody else fires at a crowd, where no other is told
    let force = report.sub_event_type == Kind::ExcessiveForce && !report.locations.is_empty();
    let dispersed = report.sub_event_type == Kind::ProtestIntervention && unhurt;
    if (force || dispersed) && !acts(report, Role::Perpetrator) {
        // a held land has the army of those who hold it
        let held = country.is_some_and(|cc| army_in(cc) != cc);
        suppose(report, Role::Perpetrator, if held { Acts::Military } else { Acts::Police }, country);
    }
    let hurt = || {
        report.claims.iter().any(|c| {
            matches!(c.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded | Measure::Abducted)
                && matches!(c.of, Of::People | Of::Civilians)
                && c.figure.high != Some(0)
        })
    };
    let befell = match report.sub_event_type {
        Kind::ExcessiveForce | Kind::ProtestIntervention => acts(report, Role::Perpetrator),
        Kind::RemoteExplosive | Kind::SuicideBomb | Kind::Abduction => hurt(),
        _ => false,
    };
    if befell && !acts(report, Role::Target) {
        suppose(report, Role::Target, Acts::Civilians, country);
    }
}

/// Who protests or riots is the crowd: nobody else does either, and nobody is hit by those who only protest.
fn crowd(report: &mut Report, country: Option<&str>) {
    let peaceful = report.sub_event_type == Kind::PeacefulProtest;
    // "an angry crowd killed a man": people did it to people
    if report.sub_event_type == Kind::MobViolence && !acts(report, Role::Perpetrator) {
        let hit: Vec<Actor> = with(report, Role::Target).cloned().collect();
        report.actors.retain(|a| a.role != Role::Target);
        suppose(report, Role::Perpetrator, Acts::Civilians, country);
        report.actors.extend(hit);
        return;
    }
    if !peaceful && report.sub_event_type != Kind::ViolentDemonstration {
        return;
    }
    let people = |a: &Actor| a.id.starts_with("civilians:");
    if peaceful {
        report.actors.retain(people);
        for a in &mut report.actors {
            (a.role, a.stance) = (Role::Perpetrator, Some(Stance::Asserted));
        }
    } else {
        report.actors.retain(|a| !(a.role == Role::Perpetrator && nameless(a)));
    }
    if !acts(report, Role::Perpetrator) {
        suppose(report, Role::Perpetrator, Acts::Civilians, country);
    }
}

/// Adds a party that the kind alone tells, with the words that tell the incident as its evidence.
fn suppose(report: &mut Report, role: Role, branch: Acts, country: Option<&str>) {
    let Some(id) = id_of(branch, country).filter(|id| !report.actors.iter().any(|a| a.id == *id)) else { return };
    let words = report.evidence.first().cloned();
    let evidence = words.map(|e| Evidence { rule: "role:of-kind".to_owned(), ..e }).into_iter().collect();
    let stance = (role == Role::Perpetrator).then_some(Stance::Asserted);
    report.actors.push(Actor { id, role, stance, sources: Vec::new(), evidence });
}

fn with(report: &Report, role: Role) -> impl Iterator<Item = &Actor> {
    report.actors.iter().filter(move |a| a.role == role)
}

fn acts(report: &Report, role: Role) -> bool {
    with(report, role).next().is_some()
}

fn nameless(a: &Actor) -> bool {
    a.id.starts_with("unidentified:")
}

fn rule(a: &Actor) -> &str {
    a.evidence.first().map_or("", |e| e.rule.as_str())
}
