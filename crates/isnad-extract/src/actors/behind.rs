//! What the words behind an actor, or right before it, make of it: its country, the group its men belong to, the force it leads.

use super::joint::ending;
use super::{ActorMention, Who, of_acts};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Stands, Word};
use isnad_language::Features;
use isnad_model::{Of, PlacePrecision, SourceKind};

/// A demonym or a country's name right behind the force: "the Malian army", "the police of South Sudan".
pub(super) fn country_behind(r: &Reading<'_>, m: &mut ActorMention) {
    if !m.people
        && let Some(country) = ending(r, &m.tokens)
    {
        m.country = Some(country);
        return;
    }
    if m.weak && believed(r, m) {
        return;
    }
    for k in 0..3 {
        let t = m.tokens.end + k;
        if t >= r.chart.len() || r.mark(t, ",.;:()") {
            return;
        }
        if let Some((end, features, country)) = r.demonym(t) {
            // "gunmen abducted *a Frenchman*", whose word stands right behind theirs
            if m.people && m.plural && features.has(Features::ADVERBIAL) {
                return;
            }
            m.country = Some(country);
            m.tokens.end = end;
            return;
        }
        if k == 0
            && !m.people
            && let Some(p) = r.places_at(t).find(|p| !p.prepositional)
        {
            m.country = p.country.clone();
            return;
        }
        // "the armed forces in Burkina Faso"
        if k == 0
            && !m.people
            && r.is(t, Small::Locative)
            && let Some(p) = r.places_at(t + 1).find(|p| p.precision == PlacePrecision::Country)
        {
            m.country = p.country.clone();
            return;
        }
        // only adjectives may stand between
        if r.words(t).next().is_some() {
            return;
        }
    }
}

/// "Aircraft that are believed to be Turkish": the country, with the words of suspicion as part of the name.
fn believed(r: &Reading<'_>, m: &mut ActorMention) -> bool {
    let t = m.tokens.end;
    if t >= r.chart.len() || !r.is(t, Small::Suspicion) {
        return false;
    }
    let behind = (t + 1..(t + 4).min(r.chart.len())).find_map(|k| r.demonym(k));
    if let Some((end, _, country)) = behind {
        (m.country, m.tokens.end) = (Some(country), end);
        return true;
    }
    false
}

/// Whether a word for a man, "military", is the adjective of the thing right before: "a military compound".
pub(crate) fn of_thing(r: &Reading<'_>, at: usize, features: Features) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let unknown = || {
        features.has(Features::ADVERBIAL)
            && r.chart.text.tokens()[before].kind == isnad_text::Kind::Word
            && r.chart.matches_at(before).is_empty()
    };
    r.words(before).any(|(m, w)| m.end as usize == at && matches!(w, Word::Site(_) | Word::Thing(_) | Word::Means(_)))
        || unknown()
}

/// Words between a rank and what tells of its service at most: a name of five words.
const SERVICE: usize = 7;

/// Whether one whose rank the police have, too, is told as of the police: "an officer in the police", "Colonel X, chief
/// of police of Y".
pub(crate) fn of_police(r: &Reading<'_>, at: usize, end: usize) -> bool {
    if !r.words(at).any(|(_, w)| matches!(w, Word::Person(p) if p.rank)) {
        return false;
    }
    let stop = r.sentence(r.chart.sentence_of(at)).end.min(end + SERVICE);
    for t in end..stop {
        let told = r.words(t).any(|(m, w)| match w {
            Word::Force(f) => f.acts == Acts::Police && (m.features.has(Features::WITH) || led(r, t)),
            Word::Person(p) => p.acts == Some(Acts::Police) && !m.features.has(Features::CONJUNCTION),
            _ => false,
        });
        if told {
            return true;
        }
        let over = Word::TRIGGER | Word::MEASURE | Word::SPEECH | Word::FORCE | Word::GROUP | Word::PERSON;
        if r.mark(t, ".;:") || r.has(t, over) {
            return false;
        }
    }
    false
}

/// Whether "in" or "of" stands before a token.
fn led(r: &Reading<'_>, t: usize) -> bool {
    r.is(t - 1, Small::Locative) || r.is(t - 1, Small::From)
}

/// "The army" means a party of the country that the article is about, but not with another country's adjective behind it.
pub(super) fn foreign(r: &Reading<'_>, m: &mut ActorMention) {
    let demonym = r.demonym(m.tokens.end);
    if let Some((end, features, country)) = demonym
        && !features.has(Features::CONJUNCTION)
        && r.country.as_deref() != Some(country.as_str())
    {
        m.who = Who::Of(Acts::Military);
        m.of = Of::Military;
        m.country = Some(country);
        m.tokens.end = end;
    }
}

/// Words between an office and the group that it is held in at most: "head of the political council of X".
const TITLE: usize = 5;

/// "The deputy of the movement X", "a political official of X": the group's man.
pub(super) fn official_of(r: &Reading<'_>, m: &mut ActorMention) {
    let rebels = |t: usize| {
        r.vocabulary.find(&r.chart, t, |w| match w {
            Word::Group(g) if g.kind == SourceKind::ArmedGroup && g.of == Of::Militants && r.knows(g) => g.id.clone(),
            _ => None,
        })
    };
    for t in m.tokens.end..(m.tokens.end + TITLE).min(r.chart.len()) {
        if let Some((end, features, id)) = rebels(t) {
            if t == m.tokens.end && !features.any(Features::CONJUNCTION | Features::WITH)
                || features.has(Features::TO)
                || t > m.tokens.end && r.is(t - 1, Small::Locative)
            {
                (m.who, m.of, m.kind) = (Who::Named(id), Of::Militants, SourceKind::ArmedGroup);
                m.tokens.end = end;
            }
            return;
        }
        // only adjectives, words that link and the parts of a body, "of the political council", may stand between
        let passed = r.words(t).all(|(_, w)| {
            matches!(w, Word::Modifier(_) | Word::Speaker(_) | Word::Small(Small::Affiliation | Small::Locative))
        });
        if !passed || r.chart.text.tokens()[t].kind != isnad_text::Kind::Word {
            return;
        }
    }
}

/// "The commander of the police": one of the force he leads.
pub(super) fn led_force(r: &Reading<'_>, m: &mut ActorMention) {
    let force = r.vocabulary.find(&r.chart, m.tokens.end, |w| match w {
        Word::Force(f) if matches!(f.acts, Acts::Military | Acts::Police) => Some(f.acts),
        _ => None,
    });
    if let Some((end, _, acts)) = force {
        m.who = Who::Of(acts);
        m.of = of_acts(acts);
        m.tokens.end = end;
        country_behind(r, m);
    }
}

/// "Soldiers of the Malian army", "members of the police": the force they serve in.
pub(super) fn served(r: &Reading<'_>, m: &mut ActorMention) {
    let Some(of) = r.vocabulary.small(&r.chart, m.tokens.end, Small::From) else { return };
    let force = r.vocabulary.find(&r.chart, of, |w| match w {
        Word::Force(f) if matches!(f.acts, Acts::Military | Acts::Police) && !f.weak => {
            Some((f.acts, f.kind, f.country.clone()))
        }
        _ => None,
    });
    let Some((end, _, (acts, kind, country))) = force else { return };
    let mut served = ActorMention { tokens: of..end, country, people: false, ..m.clone() };
    if served.country.is_none() {
        country_behind(r, &mut served);
    }
    // "soldiers of the army": as they stand themselves
    if served.country.is_some() || acts == Acts::Police {
        (m.who, m.kind, m.of, m.country) = (Who::Of(acts), kind, of_acts(acts), served.country);
        m.tokens.end = served.tokens.end;
    }
}

/// "A Houthi sniper": the group of whose name the adjective is made.
pub(super) fn adjective_behind(r: &Reading<'_>, m: &mut ActorMention) -> bool {
    let group = r.vocabulary.find(&r.chart, m.tokens.end, |w| match w {
        Word::Person(p) if p.acts == Some(Acts::Armed) => match r.vocabulary.word(p.actor?) {
            Some(Word::Group(g)) => g.id.clone().map(|id| (id, g.of, g.kind)),
            _ => None,
        },
        _ => None,
    });
    match group {
        Some((end, features, (id, of, kind))) if !features.any(Features::CONJUNCTION) && !features.prepositional() => {
            (m.who, m.of, m.kind) = (Who::Named(id), of, kind);
            m.tokens.end = end;
            true
        }
        _ => false,
    }
}

/// A named group that begins at a token: where it ends, its features, identifier, class and kind.
fn group_at(r: &Reading<'_>, t: usize) -> Option<(usize, Features, (String, Of, SourceKind))> {
    r.vocabulary.find(&r.chart, t, |w| match w {
        Word::Group(g) if r.knows(g) => g.id.clone().map(|id| (id, g.of, g.kind)),
        _ => None,
    })
}

/// "The movement", "the group": a word that stands for a group told before.
fn stands_for_group(r: &Reading<'_>, t: usize) -> bool {
    r.words(t).any(|(m, w)| matches!(w, Word::Militants(Stands::Group)) && m.end as usize == t + 1)
}

pub(super) fn named_behind(r: &Reading<'_>, m: &mut ActorMention) {
    if m.people && m.who == Who::Of(Acts::Armed) && adjective_behind(r, m) {
        return;
    }
    let mut t = m.tokens.end;
    // "a leader in the group X"
    if m.people && t + 1 < r.chart.len() && r.is(t, Small::Locative) && group_at(r, t + 1).is_some() {
        t += 1;
    }
    // "a cell linked to"
    let mut linked = !m.people && r.is(t - 1, Small::Affiliation);
    for k in 0..7 {
        if t >= r.chart.len() || r.mark(t, ",.;:") || k >= 4 && !linked {
            return;
        }
        if let Some((end, features, (id, of, kind))) = group_at(r, t) {
            // "army of", "soldiers from": armed men take the name of a group, soldiers that of an army right behind them
            let own = match m.of {
                Of::Militants => kind == SourceKind::ArmedGroup,
                Of::Military => kind == SourceKind::Military && k == 0 && !features.has(Features::CONJUNCTION),
                _ => false,
            };
            if (linked || !features.prepositional() || features.has(Features::TO)) && own {
                m.who = Who::Named(id);
                m.of = of;
                m.tokens.end = end;
            }
            return;
        }
        // "this movement, which is linked to X", is one told before
        if r.is(t, Small::Affiliation) && stands_for_group(r, m.tokens.start) {
            return;
        }
        if let Some(end) = r
            .vocabulary
            .small(&r.chart, t, Small::Affiliation)
            .or_else(|| r.vocabulary.small(&r.chart, t, Small::From))
            .or_else(|| r.vocabulary.small(&r.chart, t, Small::Suspicion))
        {
            linked = true;
            t = end;
            continue;
        }
        // "extremist fighters of": a second word for armed men, as an adjective
        let also_armed = k == 0
            && m.of == Of::Militants
            && r.words(t).any(|(_, w)| matches!(w, Word::Person(p) if p.acts == Some(Acts::Armed)));
        // "attacked a post of X": what stands between is what was hit
        let hit = |w: &Word| matches!(w, Word::Site(_) | Word::Thing(_));
        if r.words(t).any(|(_, w)| hit(w))
            || !also_armed && r.has(t, Word::PERSON | Word::FORCE | Word::TRIGGER | Word::SPEECH)
            || r.has(t, Small::Relative.mark() | Small::Locative.mark() | Small::That.mark() | Small::To.mark())
        {
            return;
        }
        t += 1;
    }
}
