//! How alike two tellings are: one file for each of the questions, one table of weights.

mod figures;
mod party;
mod place;
mod profile;
pub mod types;
mod weights;
mod when;

pub use party::{Sort, kin};
pub use place::{Names, Place, one_place};
pub use profile::{Profile, RARE_TARGETS};
pub use weights::{Feature, JOIN, MEAN, NEAR, WORST, weights};

/// Compares two tellings and lists what speaks for or against; `None` where they cannot be one event.
///
/// What is listed does not depend on the order of the two beyond its own order; [`sum`] does not depend on it.
pub fn compare(a: &Profile, b: &Profile, say: &mut Vec<Feature>) -> Option<f64> {
    say.clear();
    say.push(a.when.compare(b.when)?);
    if a.same_article(b) {
        return None;
    }
    if !place::compare(&a.places, &b.places, say) {
        return None;
    }
    say.push(types::compare(a.kind, b.kind));
    let here = |c| a.countries.contains(&c) || b.countries.contains(&c);
    party::compare(&a.parties, &b.parties, here, say);
    if a.targets != 0 && b.targets != 0 {
        say.push(match a.targets & b.targets {
            0 if a.targets & profile::PLAIN_TARGETS != 0 && b.targets & profile::PLAIN_TARGETS != 0 => {
                Feature::OtherRareTarget
            }
            0 => Feature::OtherTarget,
            both if both & profile::RARE_TARGETS != 0 => Feature::SameRareTarget,
            _ => Feature::SameTarget,
        });
    }
    let both = a.targets & b.targets;
    if both & profile::RARE_TARGETS != 0 && both.count_ones() > 1 {
        say.push(Feature::SeveralTargets);
    }
    if a.tactics & b.tactics & profile::RARE_TACTICS != 0 {
        say.push(Feature::SameTactic);
    }
    let later = a.published.zip(b.published).map(|(x, y)| y - x);
    figures::compare(&a.counts, &b.counts, later.filter(|&d| d != 0).map(|d| d > 0), say);
    if a.speakers.iter().any(|s| b.speakers.contains(s)) {
        say.push(Feature::SameSpeaker);
    }
    let days_meet = matches!(say[0], Feature::SameDay | Feature::DaysOverlap | Feature::FitsPublication);
    if a.main && b.main && days_meet && later.is_some_and(|d| d.abs() <= 1) {
        say.push(Feature::BothNews);
    }
    match later.map(i32::abs) {
        Some(..=3) => say.push(Feature::ToldTogether),
        Some(31..) => say.push(Feature::ToldLater),
        _ => {}
    }
    if a.copies(b) {
        say.push(Feature::OneText);
        if a.tells_as(b) {
            say.push(Feature::SameReport);
        }
    }
    Some(sum(say))
}

/// The sum of the weights, in hundredths until the last step, so that no order of adding shows.
fn sum(features: &[Feature]) -> f64 {
    features.iter().map(|f| (f.weight() * 100.0).round()).sum::<f64>() / 100.0
}
