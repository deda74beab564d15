//! Why an estimate is what it is: as codes for interfaces, and in words.

use super::account::Account;
use isnad_model::{ClaimRef, Estimate, Ground, GroundCode as Code};

/// Grounds in the order in which they are told, each with the claim that it rests on.
#[derive(Debug, Default)]
pub struct Grounds<'a> {
    list: Vec<(Ground, Option<&'a Account<'a>>)>,
}

impl<'a> Grounds<'a> {
    /// Adds a ground that rests on no claim of its own.
    pub fn add(&mut self, ground: Ground) {
        self.list.push((ground, None));
    }

    /// Adds a ground that rests on a claim.
    pub fn add_told(&mut self, ground: Ground, by: &'a Account<'a>) {
        self.list.push((ground, Some(by)));
    }

    /// All in words, and as codes that name their claims by their places among `refs`.
    pub fn among(self, refs: &[ClaimRef]) -> (String, Vec<Ground>) {
        let said: Vec<String> = self.list.iter().map(|(g, by)| words(g, *by)).collect();
        let place = |by: &Account| refs.iter().position(|r| *r == by.reference).map(|k| k as u32);
        let grounds = self.list.into_iter().map(|(ground, by)| Ground { claim: by.and_then(place), ..ground });
        (said.join("; "), grounds.collect())
    }
}

/// Adds a ground that came up after the estimate was made.
pub fn add_to(estimate: &mut Estimate, ground: Ground) {
    estimate.why.push_str("; ");
    estimate.why.push_str(&words(&ground, None));
    estimate.grounds.push(ground);
}

/// A ground in English.
fn words(ground: &Ground, by: Option<&Account>) -> String {
    let n = ground.n.unwrap_or(0);
    let by = by.map(Account::words).unwrap_or_default();
    let best = |rule: &str| format!("best {n}: {rule} ({by})");
    match ground.code {
        Code::LowLeast => format!("low {n}: the least that is told ({by})"),
        Code::LowParts => format!("low {n}: the parts that one report tells add up to it"),
        Code::BestLeast => best("the least figure of a trusted voice"),
        Code::BestLatest => {
            let day = ground.day.map_or_else(|| "no day of publication known".to_owned(), |d| d.to_string());
            best(&format!("the figure told last ({day})"))
        }
        Code::BestMostVoices => best(&format!("told by most voices ({})", ground.voices.unwrap_or(0))),
        Code::BestRecorded => best("hospitals, documents, the United Nations and aid organisations come first"),
        Code::BestAuthority => best("authorities come before unnamed sources"),
        Code::BestPresent => best("people on the spot come before the paper's own voice"),
        Code::BestUnrivalled => best("no better placed source tells a figure"),
        Code::BestNone => "best: none, as only a party speaks about its enemy's losses".to_owned(),
        Code::HighMost => format!("high {n}: the most that is told ({by})"),
        Code::HighParty => format!("high {n}: the most that is told ({by}, a party about its enemy)"),
        Code::HighUnbounded => format!("high: open, as at least {n} are told and nobody bounds it"),
        Code::HighOpen => "high: open, as only least figures are told".to_owned(),
        Code::HighBoth => format!("high {n}: killed and wounded together are no more"),
        Code::HighTotal => format!("high {n}: a part of the total"),
        Code::Replaced => format!("{n} earlier by the same speaker replaced"),
        Code::PartsLeftOut => format!("{n} left out as part of a larger figure by the same speaker"),
        Code::NotFirm => "no firm number is told".to_owned(),
        Code::Voices => format!("{n} independent {}", if n == 1 { "voice" } else { "voices" }),
    }
}
