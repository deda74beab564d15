//! Numbers in digits and words, with the words that bound them.
//!
//! The stage knows how numbers are put together; which words they are made of stands in a pack's `lexicon/numbers.tsv`
//! (see [`table`] for its attributes). A number may be told exactly, under a bound ("at least"), as a range or vaguely
//! ("dozens"): [`Number::figure`] is the interval the codebook gives it.
//!
//! Invariants: numbers do not overlap and do not cross a sentence's end; the same text gives the same numbers.

mod digits;
mod span;
mod sum;
pub mod table;
mod words;

use isnad_language::{Chart, Mention, Pack, PackError};
use isnad_model::{Figure, Qualifier};
use std::ops::Range;
use table::Table;

/// What a number does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// Counts things.
    Cardinal,
    /// A place in a row.
    Ordinal,
    /// A fraction or a number with decimals.
    Decimal,
    /// A part of a hundred.
    Percent,
    /// A place in a row told from where one stands: "last", "next". `value` is the offset.
    Relative,
    /// A time of day in digits, a date, a telephone number: digits that count nothing.
    Code,
}

impl NumberKind {
    /// The kind of the mention that stands for it in a chart.
    pub fn mention(self) -> &'static str {
        match self {
            NumberKind::Cardinal => "number",
            NumberKind::Ordinal => "ordinal",
            NumberKind::Decimal => "decimal",
            NumberKind::Percent => "percent",
            NumberKind::Relative => "relative",
            NumberKind::Code => "code",
        }
    }
}

/// A number as told.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// Tokens of the number with the bound words beside it.
    pub range: Range<usize>,
    /// Tokens of the number alone.
    pub core: Range<usize>,
    /// What it does.
    pub kind: NumberKind,
    /// The interval; decimals and percentages are rounded down in it.
    pub figure: Figure,
    /// The number itself; the lower end of a range; the least a vague word can mean.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// Written in digits alone.
    pub digits: bool,
    /// Carries the article: a set already told of, or (some languages) a place in a row.
    pub definite: bool,
    /// Joined to what stands before by a conjunction written on its first word.
    pub joined: bool,
    /// The bound words, where there are any inside `range`.
    pub bound: Option<Range<usize>>,
}

impl Number {
    /// Whether the digits can be a year of our time: dates and counts compete for such numbers.
    pub fn is_year_like(&self) -> bool {
        self.digits
            && self.kind == NumberKind::Cardinal
            && self.core.len() == 1
            && (1900.0..2100.0).contains(&self.value)
    }
}

/// Bound words that stand apart from the number they belong to, behind what is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Tokens.
    pub range: Range<usize>,
    /// What they make of an exact figure.
    pub qualifier: Qualifier,
}

/// All that the stage has read in a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Numbers {
    /// The numbers from left to right; a mention's `value` is an index.
    pub numbers: Vec<Number>,
    /// Bounds that stand apart; the `value` of a mention `bound` is an index.
    pub bounds: Vec<Bound>,
}

/// Reads numbers with the words of one pack.
#[derive(Debug, Clone)]
pub struct NumberStage {
    table: Table,
}

impl NumberStage {
    /// Compiles the number words of a pack; all faults are collected.
    pub fn new(pack: &Pack) -> Result<Self, Vec<PackError>> {
        Ok(Self { table: Table::new(pack)? })
    }

    /// Reads all numbers of a text and adds a mention for each: `number`, `ordinal`, `decimal`, `percent`, `relative`,
    /// `code`, and `bound` for bound words that stand apart.
    pub fn read(&self, chart: &mut Chart) -> Numbers {
        let mut out = Numbers::default();
        for k in 0..chart.text.sentences().len() {
            let sentence = chart.text.sentences()[k].range();
            span::Reader::new(&self.table, chart, sentence).read(&mut out);
        }
        for (k, n) in out.numbers.iter().enumerate() {
            add(chart, n.kind.mention(), &n.range, k);
        }
        for (k, b) in out.bounds.iter().enumerate() {
            add(chart, "bound", &b.range, k);
        }
        out
    }
}

fn add(chart: &mut Chart, kind: &'static str, range: &Range<usize>, value: usize) {
    chart.add(Mention { kind, start: range.start as u32, end: range.end as u32, value: value as u32 });
}
