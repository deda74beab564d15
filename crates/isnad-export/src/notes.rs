//! An event in a few sentences, made of its claims.

use crate::actors::named;
use crate::value::joined;
use crate::view::{View, outlet};
use isnad_model::{Claim, DatePrecision, DateRange, Figure, Qualifier, Responsibility, Role, SourceLink, Stance};

/// More figures than these are only counted.
const FIGURES: usize = 12;

/// What happened, who is said to have done it, every figure with those who give it, and what does not agree.
pub fn notes(view: &View<'_>) -> String {
    let event = &view.dossier.event;
    let mut text = format!("{}: {}", day(event.date), event.sub_event_type.name());
    let places = view.sites.iter().map(|s| s.phrase());
    if !view.sites.is_empty() {
        text.push_str(&format!(" {}", joined(places)));
    }
    let did = view.actors(Role::Perpetrator).into_iter().map(|a| match a.stance {
        Some(stance) => format!("{} ({})", named(&a.id).name, firmness(stance)),
        None => named(&a.id).name,
    });
    let against = joined(view.actors(Role::Target).into_iter().map(|a| named(&a.id).name));
    let did = joined(did);
    if !did.is_empty() {
        text.push_str(&format!(", by {did}"));
    }
    if !against.is_empty() {
        text.push_str(&format!(", against {against}"));
    }
    text.push('.');
    let figures = figures(view);
    for (figure, by) in figures.iter().take(FIGURES) {
        text.push_str(&format!(" {figure}: {}.", by.join(", ")));
    }
    if figures.len() > FIGURES {
        text.push_str(&format!(" And {} more figures.", figures.len() - FIGURES));
    }
    if !event.contradictions.is_empty() {
        let told = event.contradictions.iter().map(|c| c.text.trim_end_matches('.'));
        text.push_str(&format!(" Not in agreement: {}.", joined(told)));
    }
    text
}

/// Each figure once, with the chains and outlets that give it.
fn figures(view: &View<'_>) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    let mut tellings: Vec<_> = view.dossier.tellings.iter().collect();
    tellings.sort_by_key(|t| (t.article.published.is_none(), t.article.published));
    for telling in tellings {
        let told = telling.article.published.map_or_else(String::new, |d| format!(" {d}"));
        for claim in &telling.report.claims {
            let says = match through(&claim.sources) {
                says if says.is_empty() => format!("{}{told}", outlet(telling)),
                says => format!("{says} ({}{told})", outlet(telling)),
            };
            let figure = figure(claim);
            match all.iter_mut().find(|(f, _)| *f == figure) {
                Some((_, by)) if by.contains(&says) => {}
                Some((_, by)) => by.push(says),
                None => all.push((figure, vec![says])),
            }
        }
    }
    all
}

/// `at least 12 military killed`
fn figure(claim: &Claim) -> String {
    let what = match claim.measure.name() {
        "attackers" => "as attackers".to_owned(),
        measure => measure.replace('_', " "),
    };
    let stance = match claim.stance.name() {
        "asserted" => String::new(),
        stance => format!(" ({stance})"),
    };
    let text = format!("{} {} {what}{stance}", number(claim.figure), claim.of.name().replace('_', " "));
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `at least 12`
fn number(figure: Figure) -> String {
    let n = figure.low.or(figure.high).unwrap_or(0);
    match (figure.qualifier, figure.low, figure.high) {
        (Qualifier::None, ..) => "no".to_owned(),
        (Qualifier::About, ..) => format!("about {n}"),
        (_, Some(low), Some(high)) if low == high => low.to_string(),
        (_, Some(low), Some(high)) => format!("{low} to {high}"),
        (Qualifier::Vague, Some(low), None) => format!("a vague number ({low} or more) of"),
        (_, Some(low), None) => format!("at least {low}"),
        (_, None, Some(high)) => format!("up to {high}"),
        (_, None, None) => "some".to_owned(),
    }
}

/// `a via b`
pub fn through(chain: &[SourceLink]) -> String {
    chain.iter().map(|l| l.name.as_str()).filter(|n| !n.is_empty()).collect::<Vec<_>>().join(" via ")
}

/// `jnim: claimed (by …)`, `no claim as of 2024-05-14`
pub fn responsibility(r: &Responsibility) -> String {
    let as_of = r.as_of.map_or_else(String::new, |d| format!(" as of {d}"));
    let by = joined(r.by.iter().map(|chain| through(chain)));
    let by = if by.is_empty() { by } else { format!(" (by {})", by.replace("; ", ", ")) };
    match &r.actor {
        Some(actor) => format!("{actor}: {}{as_of}{by}", r.state.name()),
        None => format!("{}{as_of}{by}", r.state.name()),
    }
}

/// The stance of a perpetrator in words.
fn firmness(stance: Stance) -> &'static str {
    match stance {
        Stance::Claimed => "claims it",
        other => other.name(),
    }
}

/// A day, or the interval in which it lies.
fn day(date: Option<DateRange>) -> String {
    match date {
        None => "On an unknown day".to_owned(),
        Some(d) if d.start() == d.end() => format!("On {}", d.start()),
        Some(d) if d.precision() == DatePrecision::Month => format!("In {}", d.start().strftime("%B %Y")),
        Some(d) => format!("Between {} and {}", d.start(), d.end()),
    }
}
