//! Whether a draft tells an incident at all.

use crate::incidents::{Draft, Told, TriggerHit};
use crate::reading::Reading;
use crate::roles;
use crate::vocabulary::{Incident, Object, Small, Word};
use isnad_language::Features;
use isnad_model::{
    Claim, DatePrecision, DateRange, Location, Measure, Of, PlacePrecision, Qualifier, SourceKind, SubEventType,
};

/// So many in one figure are seldom those of one incident that has no place.
const MANY: u64 = 50;

/// Whether a court's article tells of a killing in which nobody bears arms for a side.
fn ordinary_crime(r: &Reading<'_>, told: &Told, draft: &Draft) -> bool {
    use Incident::{Abduction, Arrest, Killing, Sexual, Shooting, Strike};
    let mut lead = (0..r.sentences()).take(r.title_sentences + 3);
    let tried = lead.any(|s| r.any(r.sentence(s), &[Small::Legal, Small::Trial]));
    let segments = || draft.segments.iter().map(|k| &told.segments[*k]);
    let mut triggers = segments().flat_map(|g| &g.triggers);
    let told_of =
        |t: usize| segments().any(|g| g.tokens.contains(&t)) || r.chart.sentence_of(t) < r.title_sentences + 2;
    tried
        && triggers.all(|t| matches!(t.trigger.kind, Killing | Shooting | Sexual | Abduction | Arrest | Strike))
        && !r.actors.iter().filter(|a| told_of(a.tokens.start)).any(|a| {
            matches!(a.of, Of::Militants | Of::Militia | Of::Mercenaries | Of::Peacekeepers)
                || a.of == Of::Military && a.kind != SourceKind::Police
        })
        && !(0..r.sentences()).any(|s| r.any(r.sentence(s), &[Small::Conflict]))
}

/// Whether a draft tells an incident rather than a background: time, place or actor, and something that happened.
/// `fresh`: nobody tells its day, but it stands in the day's news.
#[allow(clippy::too_many_arguments)]
pub(crate) fn worth(
    r: &Reading<'_>,
    told: &Told,
    draft: &Draft,
    sub_type: &SubEventType,
    date: Option<DateRange>,
    fresh: bool,
    locations: &[Location],
    claims: &[Claim],
    actors: &[isnad_model::Actor],
) -> bool {
    let segments = || draft.segments.iter().map(|k| &told.segments[*k]);
    let triggers = || segments().flat_map(|g| &g.triggers);
    // headline and lead may tell one incident in the plural ("explosions shook the town on Sunday")
    let told_at = date.is_some() && draft.main;
    let strong = triggers().any(|t| !t.trigger.weak && (!t.general || told_at));
    let ground = matches!(sub_type, SubEventType::GovernmentRegains | SubEventType::NonStateOvertakes);
    // "military operations", "the battle" may be nothing but the war
    let more = triggers().any(|t| {
        let war = t.trigger.kind == Incident::Operation
            || t.trigger.kind == Incident::Clash && t.trigger.weak && t.trigger.noun;
        !t.general && !war
    });
    // "eighteen died in raids on the town": the dead tell that it was one
    let died = claims
        .iter()
        .any(|c| matches!(c.measure, Measure::Killed | Measure::Wounded) && c.figure.qualifier != Qualifier::Vague);
    let weak = triggers().any(|t| !t.general || died);
    let fine = locations.iter().any(|l| l.precision != PlacePrecision::Country);
    let year_only = date.is_some_and(|d| d.precision() == DatePrecision::Year);
    let lead = draft.main && segments().any(|g| g.sentence < r.title_sentences + 3);
    let strategic = sub_type.event_type() == isnad_model::EventType::Strategic;
    let perpetrator = actors.iter().any(|a| a.role == isnad_model::Role::Perpetrator && roles::is_told(a));
    if !strong && !weak && claims.is_empty() || ordinary_crime(r, told, draft) {
        return false;
    }
    // "police take the planner of the bombing": the headline tells it, whoever was taken
    let headline_arrest = *sub_type == SubEventType::Arrests
        && draft.main
        && segments().any(|g| g.title && g.triggers.first().is_some_and(|t| t.trigger.kind == Incident::Arrest));
    if strategic {
        return match sub_type {
            SubEventType::Agreement => date.is_some() && !year_only || lead && date.is_none() && fine,
            SubEventType::Arrests | SubEventType::DisruptedWeapons => {
                let timed = date.is_some() && !year_only;
                let shot_down = *sub_type == SubEventType::DisruptedWeapons && strong && fine && !draft.background;
                let told = lead && timed && fine;
                // "and took 40 men in the town": told with its number beside fresh news
                let day = date.is_some_and(|d| d.precision() == DatePrecision::Day);
                let arrested = claims.iter().any(|c| c.measure == Measure::Arrested);
                let beside =
                    fine && (perpetrator || day && arrested) && !claims.is_empty() && !draft.background && !draft.known;
                (lead || timed && strong || shot_down || beside)
                    && (fine || timed)
                    && (!claims.is_empty() || (strong || lead) && perpetrator || headline_arrest || told)
            }
            SubEventType::Other | SubEventType::Looting => {
                // a siege goes on
                let lasting = strong && fine && perpetrator;
                // "the army freed 54 hostages"
                let freed = fine && date.is_some() && claims.iter().any(|c| c.measure == Measure::Freed);
                lasting
                    || (lead || date.is_some() && !year_only)
                        && (strong || perpetrator || freed)
                        && (fine || date.is_some())
            }
            SubEventType::BaseEstablished => (date.is_some() && !year_only || lead) && fine && (strong || perpetrator),
            _ => {
                // "and freed the hills of X": told beside the day's news
                if ground && fresh && fine && !draft.background && !draft.known && draft.after.is_none() {
                    return true;
                }
                let named = perpetrator || !ground && (!actors.is_empty() || lead && date.is_some());
                (date.is_some() && !year_only || lead) && fine && named
            }
        };
    }
    let newly = |t: &&TriggerHit| !t.general && !t.known();
    // "the coalition hit their posts in the district"
    let hit = perpetrator
        && actors.iter().any(|a| a.role == isnad_model::Role::Target)
        && triggers()
            .filter(newly)
            .any(|t| !t.trigger.noun && matches!(t.trigger.object, Object::Target | Object::Victim));
    // "units took the hills"
    // "announced the seizure of the hills", not "after the seizure of …"
    let announced = |t: &TriggerHit| {
        let before = t.at.saturating_sub(2)..t.at;
        !before.into_iter().any(|k| [Small::Temporal, Small::Afterwards, Small::Since].iter().any(|s| r.is(k, *s)))
    };
    // "made progress in the district"
    let made = |t: &TriggerHit| {
        let past = |k: usize| {
            let deed = |w: &Word| matches!(w, Word::Small(Small::Perform));
            r.words(k).any(|(m, w)| deed(w) && m.features.has(Features::PAST))
        };
        (t.at.saturating_sub(MADE)..t.at).rev().take_while(|k| !r.mark(*k, ".;:")).any(past)
    };
    let named = actors
        .iter()
        .any(|a| a.role == isnad_model::Role::Perpetrator && roles::is_told(a) && !a.id.starts_with("unidentified"));
    let took = perpetrator
        && triggers().filter(newly).any(|t| {
            ground && is_ground(t) && (!t.trigger.noun || named && announced(t))
                || advance(t) && (!t.trigger.noun || made(t))
        });
    if lead {
        // an article about something else that recalls an old month or year
        let headed = segments().any(|g| g.title || r.title_sentences == 0);
        // "a journalist was killed in the consulate", nobody says by whom
        let killed = triggers().any(|t| t.trigger.kind == Incident::Killing && !t.general && !t.known());
        let old = date.is_some_and(|d| matches!(d.precision(), DatePrecision::Month | DatePrecision::Year));
        // fresh news has its headline or its first sentence tell what happened
        let first = segments().any(|g| g.sentence == r.title_sentences && !g.triggers.is_empty());
        let nowhere = date.is_none() && !(first && (strong || ground)) && !(fine && (hit || took));
        if !headed && claims.is_empty() && (old || nowhere) {
            return false;
        }
        // "since they took the port": ground that somebody holds
        if ground && date.is_none() && claims.is_empty() && triggers().all(|t| t.trigger.noun && t.known()) {
            return false;
        }
        // "they practise killing": neither day nor place nor toll, and nothing that is told anew
        let told_anew = triggers().any(|t| !t.general && !t.known() && !t.trigger.weak);
        if date.is_none() && claims.is_empty() && !fine && !told_anew && !ground {
            return false;
        }
        return (strong
            || weak && !claims.is_empty()
            || weak && fine && perpetrator && (more || date.is_some())
            || ground && date.is_some()
            || headed && fine && killed)
            && (fine || date.is_some() || !locations.is_empty() || perpetrator);
    }
    // "days after a similar raid": nothing that could be found again
    // what the other side had done
    let retort = draft.segments.first().is_some_and(|k| told.segments[*k].retort);
    let shot_at =
        r.actors.iter().any(|a| a.of == Of::Military && segments().any(|g| g.tokens.contains(&a.tokens.start)));
    if retort && (strong && (!locations.is_empty() || perpetrator) || shot_at) {
        return true;
    }
    let exact = date.is_some_and(|d| d.precision() == DatePrecision::Day);
    if draft.after.is_some() && !exact && locations.is_empty() && claims.is_empty() {
        return false;
    }
    let timed = date.is_some() && !year_only;
    // many killed in a month, nobody says where: the month's sum
    let sum = date.is_some_and(|d| d.precision() == DatePrecision::Month)
        && claims.iter().any(|c| c.figure.low.is_some_and(|n| n >= MANY));
    // "operations began", "the government was toppled": no attack on anybody
    let deed = triggers().any(|t| {
        let talk = matches!(t.trigger.kind, Incident::Operation | Incident::Coup | Incident::Agreement);
        !t.general && !talk
    });
    // told anew, with a place and who did it
    let anew = triggers().filter(newly).any(|t| !t.trigger.weak);
    // "the attack on the parliament in 2014"
    let one_deed = triggers().any(|t| t.trigger.noun && !t.trigger.weak && !t.general && is_blow(t));
    let parties = actors.iter().any(|a| a.role != isnad_model::Role::Target && roles::is_told(a));
    let aside = draft.background || draft.known;
    // "clashes broke out at the camp": told beside the day's news
    let fought = triggers().filter(newly).any(|t| !t.trigger.weak && is_fight(t));
    let beside = fresh && !draft.main && fought && fine && !aside && draft.after.is_none();
    // background: a day and something hit, or a place and a toll
    beside
        || (anew && parties || hit || took) && fine && !aside
        || timed && (strong || !claims.is_empty() && (fine || !sum) || fine && (ground || deed && perpetrator))
        || fine && !claims.is_empty() && (strong || weak)
        // "the attacks of 2016, which killed 32 people"
        || year_only && strong && died && one_deed
        || year_only && fine && strong && (!claims.is_empty() || anew && (perpetrator || one_deed))
}

/// Words between "made" and the progress at most.
const MADE: usize = 8;

/// Whether a word names an attack or a blast.
fn is_blow(t: &TriggerHit) -> bool {
    use Incident as I;
    matches!(
        t.trigger.kind,
        I::Attack | I::Abduction | I::Bombing | I::Suicide | I::Carbomb | I::Ied | I::Massacre | I::Assassination
    )
}

/// Whether a word names fighting or fire from afar: what goes on along a front.
fn is_fight(t: &TriggerHit) -> bool {
    use Incident as I;
    matches!(t.trigger.kind, I::Clash | I::Shelling | I::Airstrike | I::Drone | I::Raid)
}

/// Whether a word tells that somebody advanced.
fn advance(t: &TriggerHit) -> bool {
    t.trigger.kind == Incident::Clash && t.trigger.weak
}

/// Whether a word tells that ground changed hands.
fn is_ground(t: &TriggerHit) -> bool {
    matches!(t.trigger.kind, Incident::Takeover | Incident::Regain)
}

/// So many are mostly those of many incidents, though one seems to tell of them.
pub(crate) const MASS: u64 = 500;

/// Days after which an incident is no news any more.
pub(crate) const FRESH: i32 = 9;
