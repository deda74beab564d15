//! Lines between the paragraphs that lead to other articles: "Read also", headlines of their own.

use crate::reading::Reading;

/// Which lines of an article are no part of its account.
pub(super) struct Links {
    /// Whether the article closes its paragraphs, so that a line left open stands out.
    closed: bool,
}

/// Words of such a line at most.
const WORDS: usize = 16;

impl Links {
    pub(super) fn new(r: &Reading<'_>) -> Self {
        let last = |s: usize| {
            let sentences = r.chart.text.sentences();
            s + 1 == r.sentences() || sentences[s + 1].paragraph != sentences[s].paragraph
        };
        let ends: Vec<bool> = (r.title_sentences..r.sentences()).filter(|s| last(*s)).map(|s| ended(r, s)).collect();
        let closed = ends.iter().filter(|e| **e).count();
        Self { closed: closed >= 3 && closed * 2 > ends.len() }
    }

    /// Whether a sentence of the body is such a line: a short paragraph that no mark closes.
    pub(super) fn at(&self, r: &Reading<'_>, s: usize) -> bool {
        let sentences = r.chart.text.sentences();
        let alone = |s: usize| {
            let here = sentences[s].paragraph;
            sentences[s - 1].paragraph != here && sentences.get(s + 1).is_some_and(|n| n.paragraph != here)
        };
        self.closed
            && s > r.title_sentences
            && alone(s)
            && r.sentence(s).len() <= WORDS
            && !r.list_item(s)
            && !ended(r, s)
    }
}

/// Whether a mark closes a sentence.
fn ended(r: &Reading<'_>, s: usize) -> bool {
    let tokens = r.sentence(s);
    let last = tokens.rev().find(|t| !r.mark(*t, "\")"));
    last.is_some_and(|t| r.mark(t, ".!:?"))
}
