//! Triggers of a sentence that tell something as happened: neither denied nor planned nor supposed.

use super::TriggerHit;
use super::aircraft::{flown, from_the_air};
use super::asserted::asserted;
use super::crowd::{crowd_led, rioted};
use super::downed::{brought_down, downed};
use super::fired::{exchanged, felled, launched, launched_at, mined, opened_fire, shot};
use super::foiled::{foiled, thwarted};
use super::leaving::left;
use super::objects::{arms_behind, cell_behind, entered, in_words, object_behind, people_behind, town_behind};
use super::occurred::{cost_lives, fell, goes_on, named_series, occurred};
use super::rally::{gathered, turned_out};
use crate::actors::{ActorMention, Who};
use crate::attribution::Attribution;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Word};
use isnad_language::{Features, Match};
use isnad_model::{PlacePrecision, Tactic, Target};
use std::ops::Range;

/// Triggers of a sentence that tell something as happened.
pub(super) fn triggers(r: &Reading<'_>, attribution: &Attribution, s: Range<usize>, title: bool) -> Vec<TriggerHit> {
    let mut out: Vec<TriggerHit> = Vec::new();
    let legal = r.any(s.clone(), &[Small::Legal]);
    // "freed hostages in a simulation of an attack"
    if r.any(s.clone(), &[Small::Drill]) {
        return out;
    }
    let crowds = [Small::Intervention, Small::Gather, Small::Turnout];
    let begins = crowds.iter().fold(Word::TRIGGER | Word::MEANS, |marks, c| marks | c.mark());
    let mut begun = r.marked(s.clone(), begins);
    let mut next = s.start;
    while let Some(t) = begun.find(|k| *k >= next) {
        next = t + 1;
        // "went out into the streets", where "went out" may mean fighters who left
        let found = gathered(r, t, &s);
        let named = || r.has(t, Word::TRIGGER | Word::MEANS);
        let found = found.or_else(|| if named() { read_at(r, t, &s, title, &out) } else { None });
        let Some(mut hit) = found else { continue };
        next = hit.end.max(t + 1);
        let spoken = attribution.speaking.get(hit.at).copied().unwrap_or(false);
        if spoken || !asserted(r, &hit, s.clone()) || legal && sentenced(&hit) || in_words(r, &hit, &s) {
            continue;
        }
        if hit.trigger.fired {
            if !opened_fire(r, &hit, &s) {
                continue;
            }
            hit.trigger.weak = false;
            hit.anew = true;
        }
        weigh(r, &mut hit, &out, &s, title);
        sharpen(r, &mut hit, &s, crowd_led(&out));
        if !empty(r, &hit, &out, &s) && with_object(r, &mut hit, &s) {
            out.push(hit);
        }
    }
    // "two fell to police bullets during protests": the protests alone tell none
    if out.iter().all(|t| t.general) {
        out.extend(shot(r, s.clone()).or_else(|| felled(r, s.clone())).or_else(|| mined(r, s)));
        out.sort_by_key(|t| t.at);
    }
    out
}

/// The longest trigger at a token, of those as long the nearest reading; "it fired a missile" is no mere mention of one.
fn read_at(r: &Reading<'_>, t: usize, s: &Range<usize>, title: bool, before: &[TriggerHit]) -> Option<TriggerHit> {
    let mut best: Option<TriggerHit> = None;
    for (m, w) in r.words(t) {
        let Word::Trigger(trigger) = w else { continue };
        if m.features.has(Features::PRESENT) && r.names_place(t) {
            continue;
        }
        // "dead" is no "killed me", "offensive" no "my offence": what needs no pronoun is the nearer reading
        if m.features.has(Features::PRONOUN)
            && r.words(t).any(|(m, w)| {
                matches!(w, Word::Person(_) | Word::Small(Small::Particle)) && !m.features.has(Features::PRONOUN)
            })
        {
            continue;
        }
        // "at dawn" is written like "blew up"
        if m.end - m.start == 1 && !trigger.noun && r.date_at(t).is_some() {
            continue;
        }
        let hit = TriggerHit {
            at: t,
            end: m.end as usize,
            trigger: *trigger,
            features: m.features,
            entry: m.entry,
            general: false,
            anew: false,
        };
        // "threw", "smashed", "burnt": of a crowd or of nobody
        if hit.trigger.weak && hit.trigger.kind == Incident::Riot && !rioted(r, &hit, s, crowd_led(before)) {
            continue;
        }
        let better = match &best {
            None => true,
            Some(b) => {
                hit.end > b.end || (hit.end == b.end && reading_rank(r, &hit, s.start) > reading_rank(r, b, s.start))
            }
        };
        if better {
            best = Some(hit);
        }
    }
    match best {
        Some(b) if b.trigger.weak && b.trigger.kind == Incident::Shelling => launched(r, t, s, title).or(Some(b)),
        best => best.or_else(|| launched(r, t, s, title)),
    }
}

/// A sentence of death is no killing yet.
fn sentenced(hit: &TriggerHit) -> bool {
    use Incident as I;
    matches!(hit.trigger.kind, I::Massacre | I::Killing | I::Arrest | I::Assassination)
}

/// Settles whether a trigger tells one incident, and whether it tells it by itself.
fn weigh(r: &Reading<'_>, hit: &mut TriggerHit, before: &[TriggerHit], s: &Range<usize>, title: bool) {
    let plural = hit.features.has(Features::PLURAL);
    let kind = hit.trigger.kind;
    // "X was killed by the police": told with who did it, a killing is an incident of its own
    let by = || r.any(hit.end..(hit.end + 9).min(s.end), &[Small::Agent]);
    if kind == Incident::Killing && !hit.trigger.noun && by() {
        hit.trigger.weak = false;
    }
    // a text without a headline often begins with it: "the militia abducts ten"
    let title = title || s.start == 0;
    let present = hit.features.has(Features::PRESENT) && !title;
    let cost = kind == Incident::Clash && plural && cost_lives(r, hit, s);
    let occurred = occurred(r, hit, s)
        || kind == Incident::Clash && goes_on(r, hit, s)
        || kind == Incident::Protest && turned_out(r, hit, s)
        || cost && !hit.known()
        || title && kind == Incident::Clash && plural && headline(r, hit, s);
    let series = hit.trigger.general && plural && named_series(r, hit, s);
    let fell = hit.trigger.general && plural && kind == Incident::Clash && fell(r, before, hit, s);
    hit.general = hit.trigger.general && plural && !(occurred || series || fell || cost) || present;
    hit.anew |= series;
    // "fierce fighting broke out", "the fighting flared up again" tell a clash
    let fighters = || s.clone().any(|k| r.actors_at(k).any(|a| a.of.irregular()));
    if (occurred || fell && fighters()) && kind == Incident::Clash {
        hit.trigger.weak = false;
        hit.anew = true;
    }
    // "protests broke out in two towns"
    if occurred && kind == Incident::Protest && !hit.known() {
        hit.trigger.weak = false;
        hit.anew = true;
    }
    // "hundreds of protesters", "the police dispersed protesters": a crowd on the spot
    // "thousands of the protesters"
    let number = || r.number_before(hit.at).is_some();
    let counted = || number() || r.quantity_over(hit.at).is_some_and(|q| q.tokens.len() > 1);
    let crowd = || r.any(s.clone(), &[Small::Intervention]) || counted();
    if kind == Incident::Protest && hit.trigger.weak && !present && crowd() {
        hit.trigger.weak = false;
        hit.general = false;
    }
    // "a team came under fire"
    let under = || {
        let before = (hit.at.saturating_sub(UNDER).max(s.start)..hit.at).rev().take_while(|k| !r.mark(*k, ".;:"));
        before.into_iter().any(|k| r.is(k, Small::Exposed))
    };
    if hit.trigger.weak && hit.trigger.noun && hit.features.has(Features::TO) && under() {
        hit.trigger.weak = false;
    }
    // "launched strikes on the town"
    if kind == Incident::Strike && hit.trigger.noun && launched_at(r, hit, s) {
        hit.trigger.weak = false;
        hit.general = false;
    }
    // "blasts shook the army's depot"
    if occurred && kind == Incident::Bombing && r.any_site(s.clone(), hard) {
        hit.trigger.weak = false;
        hit.general = false;
    }
}

/// "Clashes between the army and the rebels in the district of": a headline leaves the verb out.
fn headline(r: &Reading<'_>, hit: &TriggerHit, s: &Range<usize>) -> bool {
    let sides = |t: usize| r.is(t, Small::Between) && r.actors_at(t + 1).next().is_some();
    let place = |p: &crate::places::PlaceMention| p.precision != PlacePrecision::Country;
    hit.trigger.noun
        && hit.at == s.start
        && !hit.known()
        && (hit.end..(hit.end + SIDES).min(s.end)).take_while(|t| !r.mark(*t, ",.;:")).any(sides)
        && s.clone().any(|t| r.places_at(t).any(place))
        && !r.any(s.clone(), &[Small::Longrun, Small::Since])
}

/// Words between a clash and "between" at most.
const SIDES: usize = 4;

/// Settles the kind where the words around tell it better: "seized the town", "exchanged fire", "planes shelled".
fn sharpen(r: &Reading<'_>, hit: &mut TriggerHit, s: &Range<usize>, led: bool) {
    if hit.trigger.kind == Incident::Seize && town_behind(r, hit, s) {
        hit.trigger.kind = Incident::Takeover;
    }
    if hit.trigger.kind == Incident::Coup && brought_down(r, hit, s) {
        hit.trigger.kind = Incident::Arrest;
        hit.trigger.weak = true;
    }
    // "said that it fired a missile"
    let fired = |(m, w): (&Match, &Word)| matches!(w, Word::Small(Small::Perform)) && m.features.has(Features::PAST);
    if hit.trigger.weak && hit.trigger.kind == Incident::Shelling && r.words(hit.at).any(fired) {
        hit.trigger.weak = false;
    }
    // "gunmen and the police exchanged fire"
    if hit.trigger.noun && hit.trigger.kind == Incident::Shooting && exchanged(r, hit, s) {
        hit.trigger.kind = Incident::Clash;
        hit.trigger.weak = false;
    }
    // "protesters stormed the parliament"
    if rioted(r, hit, s, led) {
        hit.trigger.kind = Incident::Riot;
        hit.trigger.tactic = None;
        hit.trigger.weak = false;
    }
    // "two girls blew themselves up"
    if hit.trigger.kind == Incident::Bombing && !hit.trigger.noun {
        let near = (hit.end..(hit.end + 5).min(s.end)).take_while(|t| !r.mark(*t, ".;:"));
        if near.into_iter().any(|t| r.is(t, Small::Itself)) {
            hit.trigger.kind = Incident::Suicide;
            hit.trigger.tactic = Some(Tactic::SuicideBomber);
            hit.trigger.weak = false;
        }
    }
    let struck = matches!(hit.trigger.kind, Incident::Strike | Incident::Attack) && !hit.trigger.noun;
    if thwarted(r, hit, s) || struck && downed(r, hit, s) {
        hit.trigger.kind = Incident::Disrupt;
        hit.trigger.tactic = None;
        hit.trigger.weak = false;
    } else if let Some((kind, tactic)) = flown(r, hit, s) {
        hit.trigger.kind = kind;
        hit.trigger.tactic = Some(tactic);
        hit.trigger.weak = false;
    } else if let Some((kind, tactic)) = from_the_air(r, hit, s) {
        hit.trigger.kind = kind;
        hit.trigger.tactic = Some(tactic);
        hit.trigger.weak = false;
    }
}

/// Words from a verb of snatching to the show or the title that was snatched at most: its subject stands between.
const PRIZE: usize = 9;

/// Whether a trigger tells nothing after all: foiled, of nobody, an accord left or broken, a leaving that is none of fighters.
fn empty(r: &Reading<'_>, hit: &TriggerHit, before: &[TriggerHit], s: &Range<usize>) -> bool {
    // "withdrawal from the accord" leaves no ground
    let renounced = || {
        let accord = |k| r.words(k).any(|(_, w)| matches!(w, Word::Trigger(x) if x.kind == Incident::Agreement));
        (hit.end..(hit.end + 4).min(s.end)).any(accord)
    };
    foiled(before, hit)
        || hit.trigger.people && !people_behind(r, hit, s)
        || hit.trigger.enters && !entered(r, hit, s)
        || hit.trigger.kind == Incident::Abduction && hit.trigger.weak && !hit.trigger.noun && in_custody(r, hit)
        // "stole the show", "snatched a draw"
        || hit.trigger.kind == Incident::Abduction
            && (hit.end..(hit.end + PRIZE).min(s.end)).take_while(|t| !r.mark(*t, ".;:")).any(|t| r.is(t, Small::Prize))
        // "floods swept over the town"
        || hit.trigger.kind == Incident::Takeover && !hit.trigger.noun && hit.end < s.end && r.is(hit.end, Small::Disaster)
        // "struck a cordon around the scene"
        || hit.trigger.kind == Incident::Siege
            && hit.trigger.weak
            && (hit.end..(hit.end + 5).min(s.end)).take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.is(t, Small::IncidentNoun))
        || at_dawn(r, hit, s)
        || match hit.trigger.kind {
            Incident::Withdraw => renounced(),
            Incident::Evacuation => !left(r, hit, s),
            // "broke the truce", "despite the ceasefire": made before
            Incident::Agreement => broken(r, hit, s),
            _ => false,
        }
}

/// "Stormed the village at dawn": the word that can also be two who blew something up, with nothing behind it that they could
/// have blown up.
fn at_dawn(r: &Reading<'_>, hit: &TriggerHit, s: &Range<usize>) -> bool {
    let dual = hit.features.has(Features::DUAL) && hit.features.has(Features::PAST);
    let blown = |t: usize| {
        r.any(t..t + 1, &[Small::Itself])
            || r.words(t).any(|(_, w)| matches!(w, Word::Site(_) | Word::Thing(_) | Word::Means(_)))
    };
    let behind = hit.end..(hit.end + 2).min(s.end);
    hit.trigger.kind == Incident::Bombing && !hit.trigger.noun && dual && {
        // "at dawn on the village": what follows a preposition is no object
        let led = |t: usize| r.mark(t, ",.;:") || r.any(t..t + 1, &[Small::Locative, Small::Toward]);
        !behind.take_while(|t| !led(*t)).any(blown)
    }
}

/// "The police led two men off": a force of the state right behind the verb or before it, or nobody who bears arms, where the
/// verb is not that of several who were told of before.
fn in_custody(r: &Reading<'_>, hit: &TriggerHit) -> bool {
    let near =
        |a: &&ActorMention| !a.weak && ((hit.end..hit.end + 2).contains(&a.tokens.start) || a.tokens.end == hit.at);
    let force = |a: &ActorMention| matches!(a.who, Who::Of(Acts::Military | Acts::Police | Acts::Government));
    let armed = |a: &ActorMention| matches!(a.who, Who::Of(Acts::Armed)) || a.of.irregular();
    let parties = || r.actors.iter().filter(near);
    parties().any(force) || !hit.features.has(Features::PLURAL) && !parties().any(armed)
}

/// "Prisoners fled", "the army set up a post", "seized a bomb": weak words that tell it with their object, and nothing
/// without it.
fn with_object(r: &Reading<'_>, hit: &mut TriggerHit, s: &Range<usize>) -> bool {
    let told = match hit.trigger.kind {
        Incident::Prisonbreak | Incident::Base if hit.trigger.weak => object_behind(r, hit, s),
        // "the bureau broke up a cell of five"
        Incident::Disrupt if hit.trigger.weak && cell_behind(r, hit, s) => {
            hit.trigger.kind = Incident::Arrest;
            true
        }
        Incident::Disrupt if hit.trigger.weak => arms_behind(r, hit, s),
        _ => return true,
    };
    hit.trigger.weak &= !told;
    told
}

/// Words between "came under" and what befell somebody at most.
const UNDER: usize = 10;

/// Sites of armed forces.
fn hard(t: Target) -> bool {
    matches!(t, Target::MilitaryBase | Target::AirportAirbase | Target::PolicePost | Target::ConvoyPatrol)
}

pub(super) fn reading_rank(r: &Reading<'_>, h: &TriggerHit, start: usize) -> i32 {
    let mut n = 0;
    if h.trigger.noun {
        if h.features.any(Features::DEFINITE | Features::WITH | Features::TO | Features::AS | Features::PRONOUN) {
            n += 3;
        }
        if h.at > start
            && r.has(
                h.at - 1,
                Small::Locative.mark()
                    | Small::Result.mark()
                    | Small::Temporal.mark()
                    | Small::From.mark()
                    | Small::Toward.mark(),
            )
        {
            n += 3;
        }
        n += 1;
    } else {
        n += 2;
        if h.features.has(Features::DEFINITE) {
            n -= 5;
        }
        // "that a shelling", written like "they two shelled"
        if h.features.has(Features::DUAL) && h.at > start && r.is(h.at - 1, Small::That) {
            n -= 4;
        }
        // "the army carried out *a shelling*": what was carried out, written like "they two shelled"
        if h.features.has(Features::DUAL) && h.at > start && r.is(h.at - 1, Small::Perform) {
            n -= 4;
        }
        // the noun in its bare form is nearer than the verb with a pronoun that is written alike
        if h.features.has(Features::PRONOUN) {
            n -= 2;
        }
    }
    if h.trigger.weak {
        n -= 1;
    }
    n
}

/// Whether a word of breaking stands right before an agreement.
fn broken(r: &Reading<'_>, h: &TriggerHit, s: &Range<usize>) -> bool {
    let before = (h.at.saturating_sub(4).max(s.start)..h.at).rev();
    before.take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.is(t, Small::Breach))
}

/// Whether a word tells one deed ("in the worst attack since …").
pub(super) fn one_deed(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| {
        matches!(w, Word::Trigger(x) if x.noun && !x.weak && !x.general)
            && !m.features.any(Features::PLURAL | Features::DEFINITE)
    })
}
