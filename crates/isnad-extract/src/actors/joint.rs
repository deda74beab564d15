//! One noun with the adjectives of several countries: "the Syrian and Russian forces".

use super::{ActorMention, Who, army_in, state_of};
use crate::reading::Reading;
use crate::vocabulary::Acts;
use isnad_language::Features;
use isnad_model::Of;
use std::ops::Range;

/// The country whose adjective ends a name of several words: "American jets".
pub(super) fn ending(r: &Reading<'_>, tokens: &Range<usize>) -> Option<String> {
    let last = tokens.end.checked_sub(1).filter(|t| *t > tokens.start)?;
    r.demonym(last).filter(|(end, ..)| *end == tokens.end).map(|(.., country)| country)
}

/// An adjective joined to the one before: its end and its country. People of a country, in the plural, are others.
pub(crate) fn joined(r: &Reading<'_>, t: usize) -> Option<(usize, String)> {
    let (end, features, country) = r.demonym(t)?;
    let people = features.any(Features::PLURAL | Features::DUAL | Features::ADVERBIAL);
    (features.has(Features::CONJUNCTION) && !people && army_in(&country) == country).then_some((end, country))
}

/// The forces of the other countries whose adjectives follow that of a force.
pub(super) fn others(r: &Reading<'_>, m: &ActorMention) -> Vec<ActorMention> {
    let mut out = Vec::new();
    let own = match &m.who {
        Who::Of(Acts::Military | Acts::Police) => m.country.as_deref(),
        Who::Named(id) if id.ends_with(":military") => state_of(id),
        _ => None,
    };
    // an army known by name may have its adjective inside its name
    let told = matches!(m.who, Who::Named(_)) || ending(r, &m.tokens).is_some();
    let Some(own) = own.filter(|_| !m.people && told) else { return out };
    let mut t = m.tokens.end;
    while let Some((end, country)) = joined(r, t) {
        if country != own {
            let who = if matches!(m.who, Who::Of(_)) { m.who.clone() } else { Who::Of(Acts::Military) };
            out.push(ActorMention { tokens: t..end, who, country: Some(country), of: Of::Military, ..m.clone() });
        }
        t = end;
    }
    out
}
