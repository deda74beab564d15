use crate::taxonomy::named;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

named! {
    /// A rule that chose an end of an estimate, or something that had part in it.
    GroundCode {
        LowLeast = "low-least",
        LowParts = "low-parts",
        BestLeast = "best-least",
        BestLatest = "best-latest",
        BestMostVoices = "best-most-voices",
        BestRecorded = "best-recorded",
        BestAuthority = "best-authority",
        BestPresent = "best-present",
        BestUnrivalled = "best-unrivalled",
        BestNone = "best-none",
        HighMost = "high-most",
        HighParty = "high-party",
        HighUnbounded = "high-unbounded",
        HighOpen = "high-open",
        HighBoth = "high-both",
        HighTotal = "high-total",
        Replaced = "replaced",
        PartsLeftOut = "parts-left-out",
        NotFirm = "not-firm",
        Voices = "voices",
    }
}

/// Why an estimate is what it is, for interfaces to say in their own language; the estimate's `why` says the same in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Which rule.
    pub code: GroundCode,
    /// The figure it chose, or how many claims or voices it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// The claim that gives the figure: its place among the claims of the estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<u32>,
    /// How many voices tell the figure, where that chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voices: Option<u64>,
    /// The day the figure was told, where that chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

impl Ground {
    /// A rule that needs no more than its code.
    pub fn new(code: GroundCode) -> Self {
        Self { code, n: None, claim: None, voices: None, day: None }
    }

    /// A rule about a number.
    pub fn of(code: GroundCode, n: u64) -> Self {
        Self { n: Some(n), ..Self::new(code) }
    }
}
