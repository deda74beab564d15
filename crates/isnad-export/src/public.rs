//! What may be shown to everybody. The rules stand in `docs/exports.md`, section "For the public".

use crate::options::Areas;
use crate::site::Site;
use crate::{Coarsen, Dossier, countries};
use isnad_model::{Claim, Location, PlacePrecision, Relation, SourceKind, SourceLink};

/// A figure below this may stand for people whom its words name.
const FEW: u64 = 5;
/// A quote of more words than these says more than the figure.
const WORDS: usize = 10;

/// A dossier for the public: coarse places, no headlines, no names of private speakers, only quotes that cannot well
/// hold a private name.
pub fn public(mut dossier: Dossier, coarsen: Coarsen, areas: Option<Areas<'_>>) -> Dossier {
    let mut hidden: Vec<(String, SourceKind)> = Vec::new();
    let mut hide = |chain: &mut Vec<SourceLink>| {
        for link in chain.iter_mut().filter(|l| is_private(l.kind)) {
            let kind = link.kind;
            let name = std::mem::replace(&mut link.name, label(kind));
            hidden.push((name, kind));
        }
    };
    for telling in &mut dossier.tellings {
        telling.article.title = None;
        let report = &mut telling.report;
        places(&mut report.locations, coarsen, areas);
        report.actors.iter_mut().for_each(|actor| hide(&mut actor.sources));
        for claim in &mut report.claims {
            if !may_be_quoted(claim) {
                claim.quote.clear();
            }
            hide(&mut claim.sources);
        }
    }
    let event = &mut dossier.event;
    event.responsibility.iter_mut().flat_map(|r| &mut r.by).for_each(&mut hide);
    places(&mut event.locations, coarsen, areas);
    // longer names first, so that none is cut by one that it holds
    hidden.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    hidden.dedup();
    let clean = |text: &mut String| {
        for (name, kind) in &hidden {
            *text = without(text, name, &label(*kind));
        }
    };
    event.estimates.iter_mut().for_each(|e| clean(&mut e.why));
    event.contradictions.iter_mut().for_each(|c| clean(&mut c.text));
    dossier
}

/// Whether speakers of this kind may be private people.
fn is_private(kind: SourceKind) -> bool {
    use SourceKind::*;
    match kind {
        Witness | Medical | LocalOfficial | Analyst | SecuritySource | Diplomat | Other => true,
        Military | Police | Government | ArmedGroup | Document | Un | Ngo | NewsAgency | Media => false,
    }
}

/// A text with a label wherever a name stands as whole words.
fn without(text: &str, name: &str, label: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name).filter(|_| !name.is_empty()) {
        let (before, behind) = (&rest[..at], &rest[at + name.len()..]);
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let inside = letter(before.chars().next_back().or(out.chars().next_back())) || letter(behind.chars().next());
        out.push_str(before);
        out.push_str(if inside { name } else { label });
        rest = behind;
    }
    out + rest
}

/// What stands in the place of a name.
fn label(kind: SourceKind) -> String {
    kind.name().replace('_', " ")
}

/// Whether the words of a figure can be shown: many people or things, told by institutions, in few words, without two
/// capitalised words in a row.
fn may_be_quoted(claim: &Claim) -> bool {
    let many = claim.measure.counts_things() || claim.figure.low.or(claim.figure.high).unwrap_or(0) >= FEW;
    let words: Vec<&str> = claim.quote.split_whitespace().collect();
    let capital = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let name = words.windows(2).any(|pair| pair.iter().all(|word| capital(word)));
    many && words.len() <= WORDS && !name && !claim.sources.iter().any(|l| is_private(l.kind))
}

fn places(locations: &mut Vec<Location>, coarsen: Coarsen, areas: Option<Areas<'_>>) {
    for location in locations.iter_mut() {
        match coarsen {
            Coarsen::Precision => round(location),
            Coarsen::Admin1 => lift(location, areas),
        }
    }
    let mut seen: Vec<Location> = Vec::new();
    for location in locations.drain(..) {
        let same = |l: &Location| {
            l.name == location.name && l.country == location.country && l.precision == location.precision
        };
        if coarsen == Coarsen::Precision || !seen.iter().any(same) {
            seen.push(location);
        }
    }
    *locations = seen;
}

/// Coordinates no finer than what is told.
fn round(location: &mut Location) {
    let decimals = match (location.precision, location.relation) {
        (PlacePrecision::Site | PlacePrecision::Settlement, Relation::In) => Some(2),
        (PlacePrecision::Admin1 | PlacePrecision::Country, _) => None,
        _ => Some(1),
    };
    let round = |degrees: f64| {
        let scale = 10f64.powi(decimals?);
        Some((degrees * scale).round() / scale)
    };
    location.lat = location.lat.and_then(round);
    location.lon = location.lon.and_then(round);
}

/// The first-level division in the place of a place; the country where that is not known.
fn lift(location: &mut Location, areas: Option<Areas<'_>>) {
    let admin1 = Site::new(location, areas).admin1;
    let country = location.country.as_deref().map(|c| countries::name(c).to_owned());
    location.precision = if admin1.is_some() { PlacePrecision::Admin1 } else { PlacePrecision::Country };
    location.name = admin1.or(country).unwrap_or_default();
    location.relation = Relation::In;
    location.lat = None;
    location.lon = None;
    location.evidence.clear();
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn names_are_taken_out_as_whole_words() {
        assert_eq!(
            without("12, Ali via Reuters; Alioune, Ali", "Ali", "witness"),
            "12, witness via Reuters; Alioune, witness"
        );
        assert_eq!(without("AliAli Ali", "Ali", "w"), "AliAli w");
        assert_eq!(without("قال علي: عليه", "علي", "w"), "قال w: عليه");
        assert_eq!(without("same", "", "w"), "same");
    }
}
