//! The sides of a stretch of text, before incidents are told apart.

use super::{Suspect, read};
use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::incidents::{Draft, Told};
use crate::reading::Reading;
use isnad_model::Stance;

/// Who acts and who is hit, as a stretch of text tells it by itself.
#[derive(Debug, Clone)]
pub(crate) struct Sides {
    /// Identifiers of those who are told to have done it.
    pub did: Vec<String>,
    /// Identifiers of those whom it was aimed at.
    pub hit: Vec<String>,
}

/// The sides of the segments of a draft, before incidents are told apart.
pub(crate) fn sides(
    r: &Reading<'_>,
    attribution: &Attribution,
    told: &Told,
    draft: &Draft,
    figures: &[Figured],
) -> Sides {
    let parts = read(r, attribution, told, draft, figures, crate::locations::country(r, told, draft));
    let guessed = ["role:armed-men", "role:only-group-told", "role:supports"];
    let firm = |s: &Suspect| s.stance != Stance::Denied && !guessed.contains(&s.evidence.rule.as_str());
    let did: Vec<String> = parts.perpetrators.into_iter().filter(firm).map(|s| s.id).collect();
    let hit = parts.targets.into_iter().map(|t| t.0).filter(|id| !id.starts_with("civilians:"));
    let hit = hit.filter(|id| !did.contains(id)).collect();
    Sides { did, hit }
}
