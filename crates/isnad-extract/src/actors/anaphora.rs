//! Actors told before: "the movement", "the rebels", "a gunman of the group", "the army".

use super::{ActorMention, Who, army_in, state_of};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Stands, Word};
use isnad_language::Features;
use isnad_model::{Of, SourceKind};

/// "The group", "the rebels": the armed group named last; without one, the rebels are unnamed and the group is nobody.
pub(super) fn groups(r: &Reading<'_>, all: &mut Vec<ActorMention>) {
    let mut last: Option<(String, Of)> = None;
    let mut rebels: Option<(String, Of)> = None;
    all.retain_mut(|m| {
        if let Who::Named(id) = &m.who
            && m.kind == SourceKind::ArmedGroup
            // a group told only by those who belong to it is meant where no other has been told
            && (!m.affiliation || last.is_none() && m.of == Of::Militants)
        {
            let named = Some((id.clone(), m.of));
            if m.of == Of::Militants {
                rebels.clone_from(&named);
            }
            last = named;
            return true;
        }
        let whole = |x: &isnad_language::Match| x.end as usize == m.tokens.end;
        let stands = r.words(m.tokens.start).find_map(|(x, w)| match w {
            Word::Militants(stands) if whole(x) => Some(*stands),
            _ => None,
        });
        let named = match stands {
            Some(Stands::Group) => &last,
            Some(Stands::Rebels) => &rebels,
            _ => return true,
        };
        if m.who != Who::Of(Acts::Armed) {
            return true;
        }
        match named {
            Some((id, of)) => {
                m.who = Who::Named(id.clone());
                m.of = *of;
                true
            }
            None => stands == Some(Stands::Rebels),
        }
    });
}

/// "A gunman of the movement": its man, where the movement has been told before.
pub(super) fn members(r: &Reading<'_>, all: &mut [ActorMention]) {
    for k in 1..all.len() {
        let (before, behind) = all.split_at_mut(k);
        let (man, group) = (&mut before[k - 1], &behind[0]);
        let between = man.tokens.end..group.tokens.start;
        let linked = between.len() == 1 && between.clone().all(|t| r.is(t, Small::From) || r.is(t, Small::Affiliation))
            || between.is_empty()
                && r.chart.matches_at(group.tokens.start).iter().any(|m| m.features.has(Features::TO));
        if man.people
            && man.who == Who::Of(Acts::Armed)
            && linked
            && group.of == Of::Militants
            && matches!(group.who, Who::Named(_))
        {
            man.who = group.who.clone();
        }
    }
}

/// "The army" with no country beside it: the army spoken of right before, else that of the country where it is spoken of
/// too, else the one spoken of last.
pub(super) fn forces(r: &Reading<'_>, all: &mut [ActorMention]) {
    let home = r.country.as_deref().map(army_in);
    for acts in [Acts::Military, Acts::Police] {
        let told = |m: &ActorMention| match &m.who {
            Who::Of(a) if *a == acts => m.country.clone(),
            Who::Named(id) if acts == Acts::Military && id.ends_with(":military") => state_of(id).map(str::to_owned),
            _ => None,
        };
        let organised = |m: &ActorMention| !m.people && !m.affiliation;
        let home_told = all.iter().any(|m| organised(m) && told(m).as_deref() == home);
        let mut last: Option<(usize, String)> = None;
        for m in all.iter_mut().filter(|m| organised(m)) {
            let sentence = r.chart.sentence_of(m.tokens.start);
            if let Some(country) = told(m) {
                last = Some((sentence, country));
            } else if m.who == Who::Of(acts)
                && let Some((s, country)) = &last
                && (!home_told || s + 1 >= sentence)
            {
                m.country = Some(country.clone());
            }
        }
    }
}
