use crate::token::{Kind, Token};

/// A run of tokens that ends with a full stop or a line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Index of the first token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Number of the paragraph (line) it stands in, from 0.
    pub paragraph: u32,
}

impl Sentence {
    /// Token indices of the sentence.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Digits of a year.
const YEAR: usize = 4;
/// Tokens, marks among them, of a line that tells no more than where and when it was written, at most.
const DATELINE: usize = 18;

pub(crate) fn split(tokens: &[Token], norms: &str, out: &mut Vec<Sentence>) {
    let mut start = 0usize;
    let (mut line, mut paragraph) = (0usize, 0u32);
    for (i, token) in tokens.iter().enumerate() {
        let last = i + 1 == tokens.len();
        // a line that ends without a stop and goes on with a small word mid-number ("14\nsoldiers") is rare
        // enough to leave to the line break, except right after a bare number; the first line is a headline and may end so,
        // and so may a short one that ends with a date
        let dated = || i - line <= DATELINE && (tokens[i - 1].kind == Kind::Mark || token.norm(norms).len() >= YEAR);
        let number_cut = token.broken && paragraph > 0 && token.kind == Kind::Number && i > start && !last && !dated();
        let breaks = token.broken && !number_cut;
        if last || breaks || ends(tokens, norms, i) {
            out.push(Sentence { start: start as u32, end: (i + 1) as u32, paragraph });
            start = i + 1;
        }
        if breaks {
            (line, paragraph) = (i + 1, paragraph + 1);
        }
    }
}

/// Cuts sentences at these tokens, in order.
pub(crate) fn part(sentences: &mut Vec<Sentence>, at: &[usize]) {
    for t in at.iter().map(|t| *t as u32) {
        let k = sentences.partition_point(|s| s.end <= t);
        if let Some(s) = sentences.get_mut(k).filter(|s| s.start < t) {
            let rest = Sentence { start: t, ..*s };
            s.end = t;
            sentences.insert(k + 1, rest);
        }
    }
}

fn ends(tokens: &[Token], norms: &str, i: usize) -> bool {
    let t = &tokens[i];
    if t.kind != Kind::Mark {
        return false;
    }
    match t.norm(norms) {
        "!" | "?" => true,
        "." => {
            let next_is_stop = tokens.get(i + 1).is_some_and(|n| n.kind == Kind::Mark && n.norm(norms) == ".");
            let spaced_next = tokens.get(i + 1).is_none_or(|n| n.spaced);
            // an initial ("J. Smith") ends no sentence
            let initial = i > 0 && {
                let p = tokens[i - 1].norm(norms);
                p.len() == 1 && p.as_bytes()[0].is_ascii_lowercase()
            };
            spaced_next && !next_is_stop && !initial
        }
        _ => false,
    }
}
