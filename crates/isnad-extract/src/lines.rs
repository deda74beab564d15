//! What the lines of a text are by how they begin: turns of long sentences, items of a list.

use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::{Chart, Features};
use isnad_text::{Kind, Sentence};

/// A sentence of so many tokens is a run of several, as some papers write whole paragraphs.
const LONG: usize = 60;

/// Tokens that a part of such a run has at least.
const PART: usize = 12;

/// Where the long sentences of the body turn to what somebody else said, or to something else: "…, *and the spokesman
/// added* …", "…, *for its part* …", "…, *and also hit* …".
pub(crate) fn turns(chart: &Chart, title_sentences: usize) -> Vec<usize> {
    let mut out = Vec::new();
    for s in chart.text.sentences().iter().skip(title_sentences).map(Sentence::range).filter(|s| s.len() >= LONG) {
        let mut last = s.start;
        let turning = Word::SPEECH | Small::InTurn.mark() | Small::Another.mark() | Small::Also.mark();
        for t in chart.marked(s.start + PART..s.end - PART, turning) {
            let said = |f: Features| f.has(Features::CONJUNCTION) && f.has(Features::PAST);
            let away = chart.marks(t).any(Small::InTurn.mark() | Small::Another.mark());
            // "…, *also hit* …"; "…, as the army said, …" interrupts
            let deed =
                || chart.marks(t + 1).any(Word::TRIGGER | Word::MEASURE) && !chart.marks(t + 1).any(Word::SPEECH);
            let also = chart.marks(t).any(Small::Also.mark()) && deed();
            let turns = away || also || chart.matches_at(t).iter().any(|m| said(m.features));
            let comma = chart.text.single_byte(t - 1).is_some_and(|b| b",;".contains(&b));
            if turns && comma && t - last >= PART {
                out.push(t);
                last = t;
            }
        }
    }
    out
}

impl Reading<'_> {
    /// Whether a sentence of the body begins an item of a list: "2- …", "• …".
    pub(crate) fn list_item(&self, s: usize) -> bool {
        let sentences = self.chart.text.sentences();
        if s < self.title_sentences || s > 0 && sentences[s - 1].paragraph == sentences[s].paragraph {
            return false;
        }
        let tokens = self.sentence(s);
        let kind = |t: usize| (t < tokens.end).then(|| self.chart.text.tokens()[t].kind);
        let mark = |t: usize, marks: &str| kind(t) == Some(Kind::Mark) && self.mark(t, marks);
        let opened = self.chart.text.tokens()[tokens.start].quote.opens;
        let start = if opened { tokens.start + 1 } else { tokens.start };
        mark(start, "-–•*") || kind(start) == Some(Kind::Number) && mark(start + 1, "-–.)")
    }
}
