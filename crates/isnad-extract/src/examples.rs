//! What the stages make of an example sentence, so that a check of a pack sees what a run would see.

use crate::dates::DateStage;
use crate::numbers::NumberStage;
use isnad_language::{Chart, Pack, PackError};
use std::sync::Arc;

/// The stages that read patterns, compiled from one pack.
#[derive(Debug)]
pub struct Examples {
    numbers: NumberStage,
    dates: DateStage,
}

impl Examples {
    /// Compiles the stages.
    pub fn new(pack: &Pack) -> Result<Self, Vec<PackError>> {
        Ok(Self { numbers: NumberStage::new(pack)?, dates: DateStage::new(pack)? })
    }

    /// The patterns of a file that a stage reads in a chart; for [`isnad_language::Check::run`].
    ///
    /// `None` where no stage reads that file by itself: the chart then holds the numbers and dates, and whoever asks
    /// matches the patterns against it.
    pub fn found(&self, chart: &mut Chart, file: &str) -> Option<Vec<Arc<str>>> {
        let numbers = self.numbers.read(chart);
        match file {
            "dates" => Some(self.dates.readings(chart, &numbers).into_iter().map(|(_, name)| name).collect()),
            _ => {
                self.dates.read(chart, &numbers);
                None
            }
        }
    }
}
