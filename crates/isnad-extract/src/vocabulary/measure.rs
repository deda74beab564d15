//! Words that say what befell those who are counted.

use isnad_model::Measure;

/// What must follow a verb that is mostly something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Until {
    /// "Met … their death".
    Death,
    /// "Were taken … to hospital".
    Care,
    /// "Parted … from life".
    Life,
    /// "Gave … himself up".
    Itself,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasureWord {
    pub measure: Measure,
    pub noun: bool,
    /// In the active the subject did it.
    pub agent: bool,
    /// It befalls the subject.
    pub own_subject: bool,
    pub passive: bool,
    pub things: bool,
    pub weak: bool,
    /// Only together with a noun that says the measure itself.
    pub light: bool,
    pub count: bool,
    /// Only when words that complete it follow.
    pub until: Option<Until>,
    pub execution: bool,
    /// Told of several.
    pub plural: bool,
    /// Fighters who leave are counted, too: an evacuation.
    pub evacuates: bool,
    /// Its subject lost those whom it counts.
    pub loses: bool,
    /// Seizes things and arrests people.
    pub arrests: bool,
}

impl MeasureWord {
    /// "The number of those who …": a noun that counts them.
    pub(crate) fn tally(measure: Measure) -> Self {
        Self {
            measure,
            noun: true,
            agent: false,
            own_subject: false,
            passive: false,
            things: false,
            weak: false,
            light: false,
            count: true,
            until: None,
            execution: false,
            plural: true,
            evacuates: false,
            loses: false,
            arrests: false,
        }
    }
}
