//! Patterns over tokens: the small grammar in which packs describe constructions.
//!
//! A pattern is a row of elements, each reads one or more tokens:
//!
//! | element | reads |
//! | --- | --- |
//! | `word` | that word (in any spelling of the same normal form); the first word may carry a conjunction |
//! | `<class>` `<class key=value key2>` `<class +definite -past>` | a lexicon entry of the class, with the attributes and with (`+`) or without (`-`) the features |
//! | `[kind]` | a mention that an earlier stage has read |
//! | `#` `#1..31` | a number in digits, within the bounds |
//! | `_` | any one word; `_{0,3}` up to three words (marks are no words) |
//! | `,` `/` `(` `)` `:` `-` … | that mark, escaped as `\(` `\)` `\?` … where it has a meaning here |
//! | `( a \| b c )` | either row |
//! | `x?` `x*` `x+` | optional, any number, at least one |
//! | `name:x` | x, kept under a name |

mod element;
mod follow;
mod openings;
mod parse;
mod run;

pub use openings::Openings;

use crate::entry::EntryId;
use crate::lexicon::Lexicon;
use crate::table::{Row, attributes};
use crate::{Chart, PackError};
use element::Element;
use follow::{Bits, Mask};
use isnad_text::Kind;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A named pattern with what it produces.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Unique readable name.
    pub name: String,
    /// Attributes of what it produces; the stage reads them.
    pub production: Vec<(String, String)>,
    /// A text that must match.
    pub example: String,
    /// A text that must not.
    pub counter: String,
    /// File within the pack.
    pub file: String,
    /// Line from 1.
    pub line: usize,
    body: Vec<Element>,
    names: Vec<String>,
}

impl Pattern {
    /// Value of an attribute of the production.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.production.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// Whether the production has the attribute.
    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }
}

/// All patterns of one file, indexed by what they can begin with.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// For every entry the number of its list in `lists`; 0 where no pattern begins with it.
    by_entry: Vec<u16>,
    lists: Vec<Starts>,
    by_mention: FxHashMap<String, Starts>,
    by_digits: Starts,
    by_mark: FxHashMap<String, Starts>,
    anywhere: Starts,
    bits: Bits,
}

/// Patterns that begin alike, each with what can stand behind its first element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Starts {
    list: Vec<(u32, Mask)>,
    /// What can stand behind the first element of any.
    any: Mask,
}

/// What stands at each token of a chart, as far as the patterns of a file ask, found out when it is asked for; 0 where it
/// has not been. It serves a set and those selected from it, for one chart; see [`Standing::added`].
#[derive(Debug, Clone, Default)]
pub struct Standing {
    masks: Vec<Mask>,
    /// Memory that the next look at a token uses again.
    candidates: Vec<u32>,
    captures: Captures,
}

impl Standing {
    /// A mention was added to the chart at a token.
    pub fn added(&mut self, token: usize) {
        if let Some(mask) = self.masks.get_mut(token) {
            *mask = 0;
        }
    }

    /// What stands at a token, to the patterns of a set.
    #[inline]
    fn at(&mut self, set: &PatternSet, chart: &Chart, token: usize) -> Mask {
        match self.masks.get(token) {
            Some(&mask) if mask != 0 => mask,
            _ => self.find_out(set, chart, token),
        }
    }

    fn find_out(&mut self, set: &PatternSet, chart: &Chart, token: usize) -> Mask {
        let mask = set.bits.of_token(chart, token);
        if self.masks.is_empty() {
            self.masks.resize(chart.len() + 1, 0);
        }
        if let Some(known) = self.masks.get_mut(token) {
            *known = mask;
        }
        mask
    }
}

/// Tokens kept under the names of a pattern, by the name's slot.
type Captures = Vec<(u8, Range<usize>)>;

/// A pattern found in a text.
#[derive(Debug, Clone)]
pub struct Found<'p> {
    /// Which.
    pub pattern: &'p Pattern,
    /// Tokens it reads.
    pub range: Range<usize>,
    captures: Captures,
}

impl Found<'_> {
    /// Tokens kept under a name; the first where there are several.
    pub fn capture(&self, name: &str) -> Option<Range<usize>> {
        self.captures_of(name).next()
    }

    /// All tokens kept under a name, in order.
    pub fn captures_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let slot = self.pattern.names.iter().position(|n| n == name).map_or(u8::MAX, |k| k as u8);
        self.captures.iter().filter(move |(s, _)| *s == slot).map(|(_, r)| r.clone())
    }
}

impl PatternSet {
    /// Adds a line: name, pattern, production, example, counter-example.
    pub(crate) fn add_row(&mut self, row: &Row<'_>, lexicon: &mut Lexicon) -> Result<(), PackError> {
        let name = row.cell(0);
        if name.is_empty() {
            return Err(row.fault("L020", 0, "the first column must name the pattern"));
        }
        if self.patterns.iter().any(|p| p.name == name) {
            return Err(row.fault("L021", 0, format!("the name `{name}` is taken; give this pattern another")));
        }
        let mut names = Vec::new();
        let body = parse::body(row, lexicon, &mut names)?;
        self.patterns.push(Pattern {
            name: name.to_owned(),
            production: attributes(row.cell(2)),
            example: row.cell(3).to_owned(),
            counter: row.cell(4).to_owned(),
            file: row.file.to_owned(),
            line: row.line,
            body,
            names,
        });
        Ok(())
    }

    /// Builds the index of beginnings; called once when all rows and all lexicon entries are there.
    pub(crate) fn finish(&mut self) {
        let mut by_entry: FxHashMap<EntryId, Starts> = FxHashMap::default();
        for (k, p) in self.patterns.iter().enumerate() {
            for (element, behind) in self.bits.heads(&p.body) {
                let start = (k as u32, behind);
                match element {
                    Element::Entry { set, .. } => {
                        set.iter().for_each(|id| push(by_entry.entry(id).or_default(), start));
                    }
                    Element::Mention(m) => push(self.by_mention.entry(m.clone()).or_default(), start),
                    Element::Digits(_) => push(&mut self.by_digits, start),
                    Element::Mark(m) => push(self.by_mark.entry(m.clone()).or_default(), start),
                    _ => push(&mut self.anywhere, start),
                }
            }
        }
        self.lists = vec![Starts::default()];
        let entries = by_entry.keys().map(|id| id.index() + 1).max().unwrap_or(0);
        self.by_entry = vec![0; entries];
        for (id, list) in by_entry {
            // entries of one class share their list
            let number = self.lists.iter().position(|l| *l == list).unwrap_or_else(|| {
                self.lists.push(list);
                self.lists.len() - 1
            });
            self.by_entry[id.index()] = number as u16;
        }
    }

    /// The set of those patterns that `keep` accepts, in the same order: a stage that works in several rounds takes
    /// one set per round.
    pub fn select(&self, mut keep: impl FnMut(&Pattern) -> bool) -> Self {
        let patterns = self.patterns.iter().filter(|p| keep(p)).cloned().collect();
        // what stands at a token is the same to all sets of a file
        let mut out = Self { patterns, bits: self.bits.clone(), ..Self::default() };
        out.finish();
        out
    }

    /// Lexicon entries with which a pattern can begin.
    pub fn first_entries(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.by_entry.iter().enumerate().filter(|(_, list)| **list != 0).map(|(k, _)| EntryId(k as u32))
    }

    /// Kinds of mentions with which a pattern can begin.
    pub fn first_mentions(&self) -> impl Iterator<Item = &str> {
        self.by_mention.keys().map(String::as_str)
    }

    /// Whether a pattern can begin with a number in digits.
    pub fn begins_with_digits(&self) -> bool {
        !self.by_digits.list.is_empty()
    }

    /// Whether a pattern can begin with a mark or with any word: such a set must be tried at every token.
    pub fn begins_anywhere(&self) -> bool {
        !self.anywhere.list.is_empty() || !self.by_mark.is_empty()
    }

    /// The patterns in the order of the file.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Every pattern found at a token, each in its longest reading, longest first (then in the file's order).
    pub fn at<'p>(&'p self, chart: &Chart, standing: &mut Standing, token: usize) -> Vec<Found<'p>> {
        standing.candidates.clear();
        self.beginnings(chart, token, Behind { set: self, chart, standing: &mut *standing });
        let Standing { candidates, captures: scratch, .. } = standing;
        if candidates.is_empty() {
            return Vec::new();
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut found = Vec::new();
        for &k in candidates.iter() {
            let pattern = &self.patterns[k as usize];
            if let Some((end, captures)) = run::longest(&pattern.body, chart, token, scratch) {
                found.push(Found { pattern, range: token..end, captures });
            }
        }
        found.sort_by_key(|f| std::cmp::Reverse(f.range.end));
        found
    }

    /// The patterns whose first element reads what stands at a token and that can go on behind it.
    fn beginnings(&self, chart: &Chart, token: usize, mut behind: Behind<'_>) {
        for m in chart.matches_at(token) {
            if let Some(list) = self.by_entry.get(m.entry.index()) {
                behind.add(&self.lists[usize::from(*list)], m.end as usize);
            }
        }
        if !self.by_mention.is_empty() {
            for m in chart.mentions_at(token) {
                if let Some(list) = self.by_mention.get(m.kind) {
                    behind.add(list, m.end as usize);
                }
            }
        }
        match chart.text.tokens()[token].kind {
            Kind::Number => behind.add(&self.by_digits, token + 1),
            Kind::Mark => {
                if let Some(list) = self.by_mark.get(chart.norm(token)) {
                    behind.add(list, token + 1);
                }
            }
            Kind::Word => {}
        }
        behind.add(&self.anywhere, token + 1);
    }

    /// Reads a text from left to right: at each token the longest pattern, then on behind it.
    pub fn scan<'p>(&'p self, chart: &Chart) -> Vec<Found<'p>> {
        let mut standing = Standing::default();
        let mut out = Vec::new();
        let mut at = 0;
        while at < chart.len() {
            match self.at(chart, &mut standing, at).into_iter().next() {
                Some(f) => {
                    at = f.range.end;
                    out.push(f);
                }
                None => at += 1,
            }
        }
        out
    }
}

/// Keeps of patterns those that can go on with what stands behind their first element.
struct Behind<'a> {
    set: &'a PatternSet,
    chart: &'a Chart,
    standing: &'a mut Standing,
}

impl Behind<'_> {
    #[inline]
    fn add(&mut self, patterns: &Starts, end: usize) {
        if patterns.list.is_empty() {
            return;
        }
        let bits = self.standing.at(self.set, self.chart, end);
        if patterns.any & bits != 0 {
            self.standing
                .candidates
                .extend(patterns.list.iter().filter(|(_, behind)| behind & bits != 0).map(|(k, _)| k));
        }
    }
}

fn push(starts: &mut Starts, (pattern, behind): (u32, Mask)) {
    starts.any |= behind;
    match starts.list.last_mut() {
        Some((last, mask)) if *last == pattern => *mask |= behind,
        _ => starts.list.push((pattern, behind)),
    }
}
