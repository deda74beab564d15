//! What a pack's words mean to the cascade: lexicon classes and attributes turned into types, once per pack.

mod marks;
mod measure;
mod names;
mod read;
mod small;
mod words;

pub(crate) use marks::Start;
pub(crate) use measure::{MeasureWord, Until};
pub(crate) use names::acts as acts_named;
pub(crate) use small::Small;
pub(crate) use words::*;

use isnad_language::{Chart, EntryId, Features, Marks, Match, Morphology, Pack, PackError};
use read::read;

/// Typed words of a pack by entry.
#[derive(Debug, Clone)]
pub(crate) struct Vocabulary {
    words: Vec<Option<Word>>,
    /// For every entry the number of the bit that tells what it is; [`UNMARKED`] for those of other stages.
    marks: Vec<u8>,
    /// What is written together with a word.
    pub morphology: Morphology,
}

/// In the place of the number of a bit.
const UNMARKED: u8 = u8::MAX;

impl Vocabulary {
    pub(crate) fn new(pack: &Pack) -> Result<Self, Vec<PackError>> {
        let mut faults = Vec::new();
        let words: Vec<Option<Word>> = pack
            .lexicon
            .entries()
            .iter()
            .map(|e| {
                read(e, pack).unwrap_or_else(|f| {
                    faults.push(f);
                    None
                })
            })
            .collect();
        if !faults.is_empty() {
            return Err(faults);
        }
        let marks = words.iter().map(|w| w.as_ref().map_or(UNMARKED, |w| w.number() as u8)).collect();
        Ok(Self { words, marks, morphology: pack.lexicon.morphology().clone() })
    }

    /// Marks in a chart what its words are: [`Vocabulary::at`] and its kin ask the marks first.
    pub(crate) fn mark(&self, chart: &mut Chart) {
        chart.mark_words(|e| Some(usize::from(self.marks[e.index()])).filter(|mark| *mark < Marks::MOST));
    }

    #[inline]
    pub(crate) fn word(&self, id: EntryId) -> Option<&Word> {
        self.words[id.index()].as_ref()
    }

    /// Words that start at a token, with their matches.
    #[inline]
    pub(crate) fn at<'a>(&'a self, chart: &'a Chart, token: usize) -> impl Iterator<Item = (&'a Match, &'a Word)> + 'a {
        let matches = if chart.marks(token) == Marks::NONE { &[] } else { chart.matches_at(token) };
        matches.iter().filter_map(|m| self.word(m.entry).map(|w| (m, w)))
    }

    /// The end of a small word that starts at a token.
    #[inline]
    pub(crate) fn small(&self, chart: &Chart, token: usize, small: Small) -> Option<usize> {
        if !chart.marks(token).any(small.mark()) {
            return None;
        }
        self.at(chart, token).find_map(|(m, w)| match w {
            Word::Small(s) if *s == small => Some(m.end as usize),
            _ => None,
        })
    }

    /// A word of a given kind that starts at a token.
    #[inline]
    pub(crate) fn find<'a, T>(
        &'a self,
        chart: &'a Chart,
        token: usize,
        pick: impl Fn(&'a Word) -> Option<T>,
    ) -> Option<(usize, Features, T)> {
        self.at(chart, token).filter_map(|(m, w)| pick(w).map(|t| (m.end as usize, m.features, t))).max_by_key(|x| x.0)
    }
}
