//! What the lines of a text are by how they begin: items of a list, links to other articles.

use crate::reading::Reading;
use crate::vocabulary::Small;
use isnad_text::Kind;

/// Tokens of a line that says "read also" and names nothing at most.
const SEE_ALSO: usize = 4;

impl Reading<'_> {
    /// Whether a sentence of the body stands in a line that only names another article: "read also: …", or in the line
    /// behind one that says no more than that.
    pub(crate) fn see_also(&self, s: usize) -> bool {
        let sentences = self.chart.text.sentences();
        if s < self.title_sentences || self.run_on(s) {
            return false;
        }
        let line = |s: usize| {
            let same = |i: &usize| sentences[*i].paragraph == sentences[s].paragraph;
            (self.title_sentences..s).rev().take_while(same).last().unwrap_or(s)
        };
        let links = |i: usize| {
            let tokens = self.sentence(i);
            let first = tokens.start + usize::from(self.mark(tokens.start, "-–•*|"));
            first < tokens.end && self.is(first, Small::SeeAlso)
        };
        let first = line(s);
        let stops = |i: usize| self.mark(self.sentence(i).end - 1, ".");
        let bare = |i: usize| self.sentence(i).len() <= SEE_ALSO && links(i);
        links(first) || first > self.title_sentences && !stops(s) && bare(line(first - 1))
    }

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
