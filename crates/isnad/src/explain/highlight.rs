//! A text with the words marked that some stage has read.

use crate::bidi::isolated;
use std::ops::Range;

/// A stretch to mark, and the number of the stage that read it.
pub type Mark = (Range<usize>, usize);

/// Marks on a page without colours.
const PLAIN: [&str; 2] = ["⟦", "⟧"];

/// ANSI colours of stages, in turn.
const COLOURS: [u8; 6] = [36, 33, 32, 35, 34, 31];

/// How a stage's name or words are set off.
pub fn paint(text: &str, stage: usize, colours: bool) -> String {
    if colours { format!("\x1b[{}m{text}\x1b[0m", COLOURS[stage % COLOURS.len()]) } else { text.to_owned() }
}

/// The lines of a text with marked words; of marks that overlap the longest shows. Right-to-left lines are isolated.
pub fn lines(text: &str, mut marks: Vec<Mark>, colours: bool) -> Vec<String> {
    marks.retain(|(range, _)| range.start < range.end && text.get(range.clone()).is_some());
    marks.sort_by_key(|(range, stage)| (std::cmp::Reverse(range.len()), range.start, std::cmp::Reverse(*stage)));
    let mut shown: Vec<Mark> = Vec::new();
    for (range, stage) in marks {
        if shown.iter().all(|(s, _)| s.end <= range.start || range.end <= s.start) {
            shown.push((range, stage));
        }
    }
    shown.sort_by_key(|(range, _)| range.start);
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let mut marked = String::new();
        let mut at = start;
        for (range, stage) in shown.iter().filter(|(r, _)| r.start < end && start < r.end) {
            let (from, to) = (range.start.max(start), range.end.min(end));
            marked.push_str(&text[at..from]);
            let words = text[from..to].trim_end_matches('\n');
            if colours {
                marked.push_str(&paint(words, *stage, true));
            } else {
                marked.extend([PLAIN[0], words, PLAIN[1]]);
            }
            at = to;
        }
        marked.push_str(&text[at..end]);
        let marked = marked.trim();
        if !marked.is_empty() {
            out.push(isolated(marked));
        }
        start = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_mark_shows_and_lines_keep_theirs() {
        let text = "two men died\nin the\nnorth";
        let marks = vec![(0..3, 0), (0..7, 1), (16..23, 2), (90..95, 0)];
        assert_eq!(lines(text, marks, false), ["⟦two men⟧ died", "in ⟦the⟧", "⟦nor⟧th"]);
        assert_eq!(lines("one", vec![(0..3, 0)], true), ["\x1b[36mone\x1b[0m"]);
        assert_eq!(lines("قتل 3", vec![(0..6, 0)], false), ["\u{2068}⟦قتل⟧ 3\u{2069}"]);
    }
}
