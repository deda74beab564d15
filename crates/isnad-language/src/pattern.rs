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

use crate::entries::EntrySet;
use crate::lexicon::{EntryId, Lexicon};
use crate::table::{Row, attributes};
use crate::{Chart, Features, PackError};
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

#[derive(Debug, Clone)]
enum Element {
    Entry { set: EntrySet, with: Features, without: Features },
    Mention(String),
    Digits(Range<u64>),
    AnyWord,
    Mark(String),
    Choice(Vec<Vec<Element>>),
    Repeat { inner: Box<Element>, least: u32, most: u32 },
    Capture { slot: u8, inner: Box<Element> },
}

/// All patterns of one file, indexed by what they can begin with.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    by_entry: FxHashMap<EntryId, Vec<u32>>,
    by_mention: FxHashMap<String, Vec<u32>>,
    by_digits: Vec<u32>,
    by_mark: FxHashMap<String, Vec<u32>>,
    anywhere: Vec<u32>,
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
        let source = row.cell(1);
        let mut parser = Parser { words: split(source), at: 0, row, lexicon, names: &mut names };
        let body = parser.row(false)?;
        if parser.at < parser.words.len() {
            return Err(row.fault("L022", 1, "`)` without `(`"));
        }
        if body.is_empty() {
            return Err(row.fault("L022", 1, "the second column must hold a pattern"));
        }
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
        for (k, p) in self.patterns.iter().enumerate() {
            let k = k as u32;
            let mut open = true;
            for e in &p.body {
                let (firsts, optional) = e.firsts();
                for f in firsts {
                    match f {
                        First::Entry(id) => push(self.by_entry.entry(id).or_default(), k),
                        First::Mention(m) => push(self.by_mention.entry(m).or_default(), k),
                        First::Digits => push(&mut self.by_digits, k),
                        First::Mark(m) => push(self.by_mark.entry(m).or_default(), k),
                        First::Any => push(&mut self.anywhere, k),
                    }
                }
                if !optional {
                    open = false;
                    break;
                }
            }
            debug_assert!(!open, "a pattern must not match nothing");
        }
    }

    /// The set of those patterns that `keep` accepts, in the same order: a stage that works in several rounds takes
    /// one set per round.
    pub fn select(&self, mut keep: impl FnMut(&Pattern) -> bool) -> Self {
        let mut out = Self { patterns: self.patterns.iter().filter(|p| keep(p)).cloned().collect(), ..Self::default() };
        out.finish();
        out
    }

    /// Lexicon entries with which a pattern can begin.
    pub fn first_entries(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.by_entry.keys().copied()
    }

    /// Kinds of mentions with which a pattern can begin.
    pub fn first_mentions(&self) -> impl Iterator<Item = &str> {
        self.by_mention.keys().map(String::as_str)
    }

    /// Whether a pattern can begin with a number in digits.
    pub fn begins_with_digits(&self) -> bool {
        !self.by_digits.is_empty()
    }

    /// Whether a pattern can begin with a mark or with any word: such a set must be tried at every token.
    pub fn begins_anywhere(&self) -> bool {
        !self.anywhere.is_empty() || !self.by_mark.is_empty()
    }

    /// The patterns in the order of the file.
    pub fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    /// Every pattern found at a token, each in its longest reading, longest first (then in the file's order).
    pub fn at<'p>(&'p self, chart: &Chart, token: usize) -> Vec<Found<'p>> {
        let mut candidates: Vec<u32> = Vec::new();
        for m in chart.matches_at(token) {
            if let Some(list) = self.by_entry.get(&m.entry) {
                candidates.extend(list);
            }
        }
        if !self.by_mention.is_empty() {
            for m in chart.mentions_at(token) {
                if let Some(list) = self.by_mention.get(m.kind) {
                    candidates.extend(list);
                }
            }
        }
        match chart.text.tokens()[token].kind {
            Kind::Number => candidates.extend(&self.by_digits),
            Kind::Mark => {
                if let Some(list) = self.by_mark.get(chart.norm(token)) {
                    candidates.extend(list);
                }
            }
            Kind::Word => {}
        }
        candidates.extend(&self.anywhere);
        if candidates.is_empty() {
            return Vec::new();
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut found = Vec::new();
        for k in candidates {
            let pattern = &self.patterns[k as usize];
            let mut run = Run { chart, captures: Vec::new(), best: None, steps: 0 };
            run.row(&pattern.body, 0, token, &mut |run, end| run.keep(end));
            if let Some((end, captures)) = run.best
                && end > token
            {
                found.push(Found { pattern, range: token..end, captures });
            }
        }
        found.sort_by_key(|f| std::cmp::Reverse(f.range.end));
        found
    }

    /// Reads a text from left to right: at each token the longest pattern, then on behind it.
    pub fn scan<'p>(&'p self, chart: &Chart) -> Vec<Found<'p>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < chart.len() {
            match self.at(chart, at).into_iter().next() {
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

fn push(list: &mut Vec<u32>, k: u32) {
    if list.last() != Some(&k) {
        list.push(k);
    }
}

enum First {
    Entry(EntryId),
    Mention(String),
    Digits,
    Mark(String),
    Any,
}

impl Element {
    fn firsts(&self) -> (Vec<First>, bool) {
        match self {
            Element::Entry { set, .. } => (set.iter().map(First::Entry).collect(), false),
            Element::Mention(m) => (vec![First::Mention(m.clone())], false),
            Element::Digits(_) => (vec![First::Digits], false),
            Element::AnyWord => (vec![First::Any], false),
            Element::Mark(m) => (vec![First::Mark(m.clone())], false),
            Element::Choice(rows) => {
                let mut all = Vec::new();
                let mut optional = false;
                for row in rows {
                    let mut row_optional = true;
                    for e in row {
                        let (f, o) = e.firsts();
                        all.extend(f);
                        if !o {
                            row_optional = false;
                            break;
                        }
                    }
                    optional |= row_optional;
                }
                (all, optional)
            }
            Element::Repeat { inner, least, .. } => {
                let (f, o) = inner.firsts();
                (f, o || *least == 0)
            }
            Element::Capture { inner, .. } => inner.firsts(),
        }
    }
}

/// Steps after which a pattern gives up at one token: far above what any sensible pattern needs.
const MOST_STEPS: u32 = 20_000;

struct Run<'c> {
    chart: &'c Chart,
    captures: Captures,
    best: Option<(usize, Captures)>,
    steps: u32,
}

type Next<'n, 'c> = &'n mut dyn FnMut(&mut Run<'c>, usize);

impl<'c> Run<'c> {
    fn keep(&mut self, end: usize) {
        if self.best.as_ref().is_none_or(|(b, _)| end > *b) {
            self.best = Some((end, self.captures.clone()));
        }
    }

    fn row(&mut self, row: &[Element], k: usize, at: usize, next: Next<'_, 'c>) {
        match row.get(k) {
            None => next(self, at),
            Some(e) => self.element(e, at, &mut |run, end| run.row(row, k + 1, end, next)),
        }
    }

    fn element(&mut self, e: &Element, at: usize, next: Next<'_, 'c>) {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return;
        }
        let chart = self.chart;
        match e {
            Element::Entry { set, with, without } => {
                let mut last = 0;
                for m in chart.matches_at(at) {
                    if set.has(m.entry) && m.features.has(*with) && !m.features.any(*without) && m.end != last {
                        last = m.end;
                        next(self, m.end as usize);
                    }
                }
            }
            Element::Mention(kind) => {
                for m in chart.mentions_at(at) {
                    if m.kind == kind {
                        next(self, m.end as usize);
                    }
                }
            }
            Element::Digits(bounds) => {
                if at < chart.len()
                    && chart.text.tokens()[at].kind == Kind::Number
                    && chart.norm(at).parse::<u64>().is_ok_and(|n| bounds.contains(&n))
                {
                    next(self, at + 1);
                }
            }
            Element::AnyWord => {
                if at < chart.len() && chart.text.tokens()[at].kind == Kind::Word {
                    next(self, at + 1);
                }
            }
            Element::Mark(mark) => {
                if at < chart.len() && chart.norm(at) == mark {
                    next(self, at + 1);
                }
            }
            Element::Choice(rows) => {
                for row in rows {
                    self.row(row, 0, at, next);
                }
            }
            Element::Repeat { inner, least, most } => self.repeat(inner, *least, *most, 0, at, next),
            Element::Capture { slot, inner } => {
                let slot = *slot;
                self.element(inner, at, &mut |run, end| {
                    run.captures.push((slot, at..end));
                    next(run, end);
                    run.captures.pop();
                });
            }
        }
    }

    fn repeat(&mut self, inner: &Element, least: u32, most: u32, done: u32, at: usize, next: Next<'_, 'c>) {
        if done < most {
            self.element(inner, at, &mut |run, end| {
                if end > at {
                    run.repeat(inner, least, most, done + 1, end, next);
                }
            });
        }
        if done >= least {
            next(self, at);
        }
    }
}

fn split(source: &str) -> Vec<String> {
    // white space inside <…> belongs to the element
    let mut out: Vec<String> = Vec::new();
    let mut depth = 0;
    let mut word = String::new();
    let mut escaped = false;
    for c in source.chars() {
        match c {
            _ if escaped => {
                word.push('\\');
                word.push(c);
                escaped = false;
            }
            '\\' => escaped = true,
            '<' => {
                depth += 1;
                word.push(c);
            }
            '>' => {
                depth -= 1;
                word.push(c);
            }
            _ if c.is_whitespace() && depth == 0 => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
            }
            '(' if depth == 0 => {
                word.push('(');
                out.push(std::mem::take(&mut word));
            }
            '|' if depth == 0 => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
                out.push("|".to_owned());
            }
            ')' if depth == 0 => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
                word.push(')');
            }
            _ => word.push(c),
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

struct Parser<'a, 'r> {
    words: Vec<String>,
    at: usize,
    row: &'a Row<'r>,
    lexicon: &'a mut Lexicon,
    names: &'a mut Vec<String>,
}

impl Parser<'_, '_> {
    fn fault(&self, message: impl Into<String>) -> PackError {
        self.row.fault("L022", 1, message)
    }

    fn row(&mut self, nested: bool) -> Result<Vec<Element>, PackError> {
        let mut out = Vec::new();
        while let Some(w) = self.words.get(self.at) {
            if nested && (w == "|" || w.starts_with(')')) {
                break;
            }
            if w.starts_with(')') {
                break;
            }
            let word = w.clone();
            self.at += 1;
            out.push(self.element(&word)?);
        }
        Ok(out)
    }

    fn element(&mut self, word: &str) -> Result<Element, PackError> {
        if let Some((name, rest)) = word.split_once(':')
            && !name.is_empty()
            && !rest.is_empty()
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
        {
            let slot = match self.names.iter().position(|n| n == name) {
                Some(k) => k,
                None => {
                    self.names.push(name.to_owned());
                    self.names.len() - 1
                }
            } as u8;
            // quantifiers bind outside the name: `day:#?` is an optional day
            return Ok(match self.element(rest)? {
                Element::Repeat { inner, least, most } => {
                    Element::Repeat { inner: Box::new(Element::Capture { slot, inner }), least, most }
                }
                inner => Element::Capture { slot, inner: Box::new(inner) },
            });
        }
        if word == "(" {
            let mut rows = vec![self.row(true)?];
            while self.words.get(self.at).is_some_and(|w| w == "|") {
                self.at += 1;
                rows.push(self.row(true)?);
            }
            let Some(close) = self.words.get(self.at).filter(|w| w.starts_with(')')).cloned() else {
                return Err(self.fault("`(` without `)`"));
            };
            self.at += 1;
            return self.quantified(Element::Choice(rows), &close[1..]);
        }
        let (body, quantifier) = cut_quantifier(word);
        let element = self.simple(body)?;
        self.quantified(element, quantifier)
    }

    fn quantified(&self, inner: Element, quantifier: &str) -> Result<Element, PackError> {
        let (least, most) = match quantifier {
            "" => return Ok(inner),
            "?" => (0, 1),
            "*" => (0, 8),
            "+" => (1, 8),
            q => {
                let bounds = q.strip_prefix('{').and_then(|q| q.strip_suffix('}')).and_then(|q| q.split_once(','));
                let Some((Ok(a), Ok(b))) = bounds.map(|(a, b)| (a.parse(), b.parse())) else {
                    return Err(self.fault(format!("`{q}` is no quantifier; write ? * + or {{0,3}}")));
                };
                (a, b)
            }
        };
        Ok(Element::Repeat { inner: Box::new(inner), least, most })
    }

    fn simple(&mut self, body: &str) -> Result<Element, PackError> {
        if let Some(inner) = body.strip_prefix('<') {
            let inner = inner.strip_suffix('>').ok_or_else(|| self.fault(format!("`{body}` lacks its `>`")))?;
            return self.entry(inner);
        }
        if let Some(inner) = body.strip_prefix('[') {
            let kind = inner.strip_suffix(']').ok_or_else(|| self.fault(format!("`{body}` lacks its `]`")))?;
            return Ok(Element::Mention(kind.to_owned()));
        }
        if let Some(bounds) = body.strip_prefix('#') {
            if bounds.is_empty() {
                return Ok(Element::Digits(0..u64::MAX));
            }
            let parsed = bounds.split_once("..").map(|(a, b)| (a.parse::<u64>(), b.parse::<u64>()));
            let Some((Ok(a), Ok(b))) = parsed else {
                return Err(self.fault(format!("`#{bounds}`: write bounds as #1..31")));
            };
            return Ok(Element::Digits(a..b + 1));
        }
        if body == "_" {
            return Ok(Element::AnyWord);
        }
        let plain = body.replace('\\', "");
        if plain.chars().count() == 1 && !plain.chars().any(char::is_alphanumeric) {
            return Ok(Element::Mark(isnad_text::Text::new(&plain).tokens().first().map_or(plain.clone(), |_| {
                let t = isnad_text::Text::new(&plain);
                t.norm(0).to_owned()
            })));
        }
        let id = self.lexicon.add_literal(&plain, self.row);
        let set = EntrySet::from_iter([id]);
        Ok(Element::Entry { set, with: Features::NONE, without: Features::NONE })
    }

    fn entry(&self, inner: &str) -> Result<Element, PackError> {
        let mut words = inner.split_whitespace();
        let class = words.next().unwrap_or("");
        let (mut with, mut without) = (Features::NONE, Features::NONE);
        let mut wanted = Vec::new();
        for w in words {
            let feature =
                |name: &str| Features::from_name(name).ok_or_else(|| self.fault(format!("`{name}` is no feature")));
            if let Some(f) = w.strip_prefix('+') {
                with |= feature(f)?;
            } else if let Some(f) = w.strip_prefix('-') {
                without |= feature(f)?;
            } else {
                wanted.extend(attributes(w));
            }
        }
        let classes: Vec<&str> = class.split('/').collect();
        let set: EntrySet = classes
            .iter()
            .flat_map(|class| self.lexicon.of_class(class))
            .filter(|(_, e)| {
                wanted.iter().all(|(k, v)| e.get(k).is_some_and(|x| x == v || v.split('/').any(|o| o == x)))
            })
            .map(|(id, _)| id)
            .collect();
        if set.is_empty() {
            return Err(self.fault(format!("no lexicon entry fits `<{inner}>`")));
        }
        Ok(Element::Entry { set, with, without })
    }
}

fn cut_quantifier(word: &str) -> (&str, &str) {
    if word.chars().count() < 2 || word.starts_with('\\') && word.chars().count() == 2 {
        return (word, "");
    }
    if let Some(k) = word.rfind('{')
        && word.ends_with('}')
    {
        return word.split_at(k);
    }
    match word.as_bytes().last() {
        Some(b'?' | b'*' | b'+') => word.split_at(word.len() - 1),
        _ => (word, ""),
    }
}
