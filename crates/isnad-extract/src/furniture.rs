//! What a page prints around an article: the headline again, who wrote it and when, buttons, captions, links to other articles.
//!
//! Read as sentences, such lines stand where the lead should stand, and tell incidents of other articles. So a text that has any is read again
//! with blanks in their place; every byte of the article keeps its place.

use crate::dates::DateMention;
use crate::vocabulary::{Small, Vocabulary, Word};
use isnad_language::Chart;
use isnad_text::{Kind, Sentence};
use jiff::civil::Date;
use std::ops::Range;

/// Lines at the beginning that may be furniture by what they lack; those at the end that may name who wrote the article.
const EDGE: usize = 6;
/// Tokens of a line that says "read also" and names nothing at most, and of one that is a button.
const BARE: usize = 4;
/// Tokens of a line that begins with "published on", "key words" at most.
const LABELLED: usize = 40;
/// Words of a line that names a town, a day or a writer at most.
const OPENING: usize = 14;
/// Tokens of another article's headline and of a caption at most.
const HEADLINE: usize = 24;
/// Tokens from the end of a caption to the word "archive" at most.
const CLOSING: usize = 4;

/// Words of a headline that are known as such in a longer one at least.
const REPEATED: usize = 4;

/// A blank that ends no line, however many there are.
const GLUE: u8 = b'_';

/// A text without its page's furniture.
pub(crate) struct Bare {
    /// Headline, line break, body; blanks stand for furniture and for the day in "town, day", a stroke for the line break behind that.
    pub source: String,
    /// The day by which the page dates its article.
    pub dated: Option<Date>,
}

/// The text without furniture, where there is any.
pub(crate) fn bare(
    vocabulary: &Vocabulary,
    chart: &Chart,
    dates: &[DateMention],
    source: &str,
    title_bytes: usize,
) -> Option<Bare> {
    let page = Page::new(vocabulary, chart, source, title_bytes);
    if page.lines.len() < 2 {
        return None;
    }
    let (left_out, opening) = page.furniture();
    if left_out.is_empty() && opening.is_none() {
        return None;
    }
    let tokens = chart.text.tokens();
    let words = |range: &Range<usize>| tokens[range.start].start as usize..tokens[range.end - 1].end as usize;
    // with the quotation marks around it
    let whole = |line: &Range<usize>| {
        let Range { start, end } = words(line);
        let before = source[..start].rfind(char::is_whitespace);
        let lead = before.map_or(0, |b| b + source[b..].chars().next().map_or(0, char::len_utf8));
        lead..source[end..].find(char::is_whitespace).map_or(source.len(), |b| end + b)
    };
    let mut out = source.as_bytes().to_vec();
    for k in &left_out {
        out[whole(&page.lines[*k])].fill(b' ');
    }
    if let Some(opening) = &opening {
        let lines = &page.lines[opening.start..=opening.end];
        for gap in lines.windows(2).map(|pair| whole(&pair[0]).end..whole(&pair[1]).start) {
            out[gap].fill(GLUE);
        }
        for line in opening.clone().filter(|k| left_out.contains(k)) {
            out[whole(&page.lines[line])].fill(GLUE);
        }
        out[whole(&lines[lines.len() - 1]).start - 1] = b'|';
    }
    let mut dated = None;
    for date in dates {
        let within = |k: usize| page.lines[k].contains(&date.range.start);
        let opens = opening.clone().is_some_and(|mut lines| lines.any(within));
        if opens {
            // when it was written is not when it happened
            out[words(&date.range)].fill(GLUE);
        }
        if dated.is_none() && (opens || left_out.iter().any(|k| within(*k))) {
            dated = date.expr.full_date();
        }
    }
    // whole words and line breaks were overwritten, so what is left is text as before
    Some(Bare { source: String::from_utf8(out).ok()?, dated })
}

/// The lines of a body.
struct Page<'a> {
    vocabulary: &'a Vocabulary,
    chart: &'a Chart,
    source: &'a str,
    title: Range<usize>,
    lines: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    fn new(vocabulary: &'a Vocabulary, chart: &'a Chart, source: &'a str, title_bytes: usize) -> Self {
        let sentences = chart.text.sentences();
        let first = chart.text.tokens().partition_point(|t| (t.start as usize) < title_bytes);
        let body = sentences.partition_point(|s| (s.start as usize) < first);
        // "…, the police said. Link to this news: …" on one line
        let labelled = |s: &Sentence| vocabulary.small(chart, s.start as usize, Small::Furniture).is_some();
        let lines = sentences[body..].chunk_by(|a, b| a.paragraph == b.paragraph && !labelled(b));
        let lines = lines.map(|l| l[0].start as usize..l[l.len() - 1].end as usize).collect();
        Self { vocabulary, chart, source, title: 0..first, lines }
    }

    /// The lines to be left out, and those at the beginning that tell whence and when the news was sent.
    fn furniture(&self) -> (Vec<usize>, Option<Range<usize>>) {
        let mut out = Vec::new();
        let mut opening = None;
        let head = self.lines.len().min(EDGE + 1) - 1;
        let mut k = 0;
        while k < head {
            let line = &self.lines[k];
            if self.repeats(line) || self.labelled(line) || self.signed(line) || self.caption(line) {
                out.push(k);
            } else if self.opens(line) {
                opening = opening.or(Some(k));
            } else {
                break;
            }
            k += 1;
        }
        let opening = opening.map(|first| first..k);
        while k < self.lines.len() {
            let line = &self.lines[k];
            let at_end = k + EDGE >= self.lines.len();
            if self.links(line) {
                let behind = if line.len() <= BARE { self.headlines(k + 1) } else { 0 };
                out.extend(k..=k + behind);
                k += behind;
            } else if self.labelled(line) || at_end && (self.signed(line) || self.tags(line)) || self.caption(line) {
                out.push(k);
            }
            k += 1;
        }
        (out, opening)
    }

    /// Lines behind a bare "read also" that name other articles: one; several where the text's own lines end as sentences do.
    fn headlines(&self, from: usize) -> usize {
        // a headline may ask
        let headline = |line: &&Range<usize>| !self.mark(line.end - 1, ".") && line.len() <= HEADLINE;
        let found = self.lines[from..].iter().take_while(headline).count();
        let own = self.lines.len() - found;
        let ended = self.lines.iter().filter(|line| self.stops(line)).count();
        let one = self.lines.get(from).is_some_and(|line| !self.stops(line));
        if ended * 2 >= own || from + found == self.lines.len() {
            found.max(usize::from(one))
        } else {
            usize::from(one)
        }
    }

    /// Whether a line ends as a sentence ends.
    fn stops(&self, line: &Range<usize>) -> bool {
        self.mark(line.end - 1, ".!?")
    }

    fn mark(&self, token: usize, marks: &str) -> bool {
        self.chart.text.single_byte(token).is_some_and(|b| marks.as_bytes().contains(&b))
    }

    /// The first word of a line, behind the mark of a list.
    fn first(&self, line: &Range<usize>) -> usize {
        let mark = |t: &usize| self.chart.text.tokens()[*t].kind == Kind::Mark;
        line.clone().find(|t| !mark(t)).unwrap_or(line.start)
    }

    /// The headline once more, with or without the outlet's name that stands before or behind it.
    fn repeats(&self, line: &Range<usize>) -> bool {
        let words = |tokens: &Range<usize>| -> Vec<u64> {
            let word = |t: &usize| self.chart.text.tokens()[*t].kind != Kind::Mark;
            tokens.clone().filter(word).map(|t| self.chart.hash(t)).collect()
        };
        if line.len() > self.title.len() {
            return false;
        }
        let (line, title) = (words(line), words(&self.title));
        line == title || line.len() >= REPEATED && (title.ends_with(&line) || title.starts_with(&line))
    }

    /// "Read also", with or without what is to be read.
    fn links(&self, line: &Range<usize>) -> bool {
        self.vocabulary.small(self.chart, self.first(line), Small::SeeAlso).is_some()
    }

    /// "Published on …", "key words: …"; "print".
    fn labelled(&self, line: &Range<usize>) -> bool {
        let first = self.first(line);
        let label = self.vocabulary.small(self.chart, first, Small::Furniture);
        let most = |end: usize| if end > first + 1 { LABELLED } else { BARE };
        label.is_some_and(|end| line.len() <= most(end)) && !self.stops(line)
    }

    /// "By so-and-so".
    fn signed(&self, line: &Range<usize>) -> bool {
        let first = self.first(line);
        let by = self.vocabulary.small(self.chart, first, Small::Byline);
        by.is_some_and(|end| line.len() <= OPENING && !self.stops(line) && !self.tells(end.min(line.end)..line.end))
    }

    /// "#one #another": a line of nothing but tags.
    fn tags(&self, line: &Range<usize>) -> bool {
        let tokens = self.chart.text.tokens();
        let tag = |t: usize| self.source[..tokens[t].start as usize].ends_with(['#', '_']);
        line.clone().filter(|t| tokens[*t].kind != Kind::Mark).all(tag)
    }

    /// "Soldiers on patrol (archive)".
    fn caption(&self, line: &Range<usize>) -> bool {
        let closing = line.end.saturating_sub(CLOSING).max(line.start)..line.end;
        line.len() <= HEADLINE && !self.stops(line) && self.chart.any_marked(closing, Small::Archive.mark())
    }

    /// "Town | weekday, 3 May", "so-and-so - such a paper": a short line that tells nothing else.
    fn opens(&self, line: &Range<usize>) -> bool {
        let words = self.first(line)..line.end;
        // a time of day with its zone is mostly marks
        let count = words.clone().filter(|t| self.chart.text.tokens()[*t].kind != Kind::Mark).count();
        let sent = || {
            count <= BARE
                || words.clone().any(|t| self.mark(t, "-/|") || self.chart.marks(t).any(Word::OUTLET))
                || words.clone().any(|t| self.chart.mentions_at(t).any(|m| m.kind == "date"))
        };
        count <= OPENING && !self.stops(line) && sent() && !self.tells(words.clone())
    }

    /// Whether tokens hold a word of what happened or of who said so.
    fn tells(&self, tokens: Range<usize>) -> bool {
        let told = Word::TRIGGER | Word::MEASURE | Word::SPEECH | Word::PERSON | Word::MEANS;
        self.chart.any_marked(tokens, told)
    }
}
