//! Dates: the pattern examples of the packs, and the table of expressions with the days they mean.

use isnad_extract::dates::{Anchor, DateStage, Dates};
use isnad_extract::numbers::NumberStage;
use isnad_language::{Chart, Pack, Reader};
use isnad_model::DateRange;
use jiff::civil::Date;
use std::path::Path;

struct Bench {
    pack: Pack,
    numbers: NumberStage,
    dates: DateStage,
}

impl Bench {
    fn new(lang: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages").join(lang);
        let pack = isnad_language::from_folder(&folder).unwrap_or_else(|e| panic!("{e:#?}"));
        let numbers = NumberStage::new(&pack).unwrap_or_else(|e| panic!("{e:#?}"));
        let dates = DateStage::new(&pack).unwrap_or_else(|e| panic!("{e:#?}"));
        Self { pack, numbers, dates }
    }

    fn read(&self, text: &str) -> (Chart, Dates) {
        let mut chart = Chart::new(&self.pack, &mut Reader::default(), text);
        let numbers = self.numbers.read(&mut chart);
        let dates = self.dates.read(&mut chart, &numbers);
        (chart, dates)
    }
}

fn day(s: &str) -> Date {
    s.parse().unwrap_or_else(|e| panic!("{s}: {e}"))
}

fn show(r: Option<DateRange>) -> String {
    match r {
        None => "null".to_owned(),
        Some(r) => {
            let p = format!("{:?}", r.precision()).to_lowercase();
            if r.start() == r.end() { format!("{} {p}", r.start()) } else { format!("{}..{} {p}", r.start(), r.end()) }
        }
    }
}

/// One row per expression: published, told, text, span, expected; `#` starts a comment.
fn table(lang: &str) {
    let bench = Bench::new(lang);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/dates.{lang}.tsv"));
    let content = std::fs::read_to_string(&file).unwrap();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for (n, line) in content.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [published, told, text, span, expected] = cells[..] else { panic!("line {}: five columns", n + 1) };
        rows += 1;
        let mut anchor = Anchor::default();
        if published != "-" {
            anchor.published = Some(day(published));
        }
        if told != "-" {
            anchor = anchor.told(match told.split_once("..") {
                Some((a, b)) => DateRange::new(day(a), day(b), isnad_model::DatePrecision::Range),
                None => DateRange::day(day(told)),
            });
        }
        let (chart, dates) = bench.read(text);
        let got: Vec<(String, String)> = dates
            .mentions
            .iter()
            .map(|m| {
                let value = match m.kind {
                    "period" => format!("open {}", show(m.expr.core().resolve(&anchor))),
                    "duration" => "duration".to_owned(),
                    _ => show(m.expr.resolve(&anchor)),
                };
                (text[chart.bytes(m.range.clone())].to_owned(), value)
            })
            .collect();
        let fine = match expected {
            "none" => got.iter().all(|(_, v)| v == "duration"),
            "impossible" => got.is_empty() && !dates.impossible.is_empty(),
            e => got.iter().any(|(s, v)| s == span && v == e),
        };
        if !fine {
            let rules: Vec<_> = dates.mentions.iter().map(|m| &*m.pattern).collect();
            wrong.push(format!("line {}: {text}\n    want {span} = {expected}\n    got  {got:?} {rules:?}", n + 1));
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} rows\n{}", wrong.len(), wrong.join("\n"));
    println!("{rows} rows");
}

/// The example of every pattern is read by it (perhaps inside a longer date), the counter-example is not.
fn examples(lang: &str) {
    let bench = Bench::new(lang);
    let mut wrong = Vec::new();
    for p in bench.pack.patterns("dates").patterns() {
        let readings = |text: &str| {
            let mut chart = Chart::new(&bench.pack, &mut Reader::default(), text);
            let numbers = bench.numbers.read(&mut chart);
            bench.dates.readings(&mut chart, &numbers).into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        if p.example.is_empty() {
            wrong.push(format!("{} (line {}) has no example", p.name, p.line));
        } else if !readings(&p.example).iter().any(|n| **n == *p.name) {
            wrong.push(format!("{} (line {}): not in {} {:?}", p.name, p.line, p.example, readings(&p.example)));
        }
        if !p.counter.is_empty() && readings(&p.counter).iter().any(|n| **n == *p.name) {
            wrong.push(format!("{} (line {}): found in {}", p.name, p.line, p.counter));
        }
    }
    assert!(wrong.is_empty(), "{} patterns\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn arabic_table() {
    table("ar");
}

#[test]
fn arabic_examples() {
    examples("ar");
}

#[test]
fn french_table() {
    table("fr");
}

#[test]
fn french_examples() {
    examples("fr");
}

#[test]
fn datelines() {
    let bench = Bench::new("ar");
    for (text, expected) in [
        ("باماكو | الثلاثاء 01 جويلية 2025\nقتل جنديان في هجوم.\n", Some("2025-07-01")),
        ("القاهرة - 3 مايو 2018 - قتل جنديان في هجوم.\n", Some("2018-05-03")),
        ("هجوم على ثكنة\nباماكو، 3 مايو 2018 (وكالات) قتل جنديان.\n", Some("2018-05-03")),
        ("هجوم على ثكنة\nقتل جنديان في هجوم.\nانسحب المهاجمون.\nتاريخ النشر: 01/07/2025\n", Some("2025-07-01")),
        ("هجوم على ثكنة\nقتل جنديان في هجوم يوم 3 مايو 2018 قرب المدينة.\nانسحب المهاجمون.\n", None),
    ] {
        let (chart, dates) = bench.read(text);
        assert_eq!(bench.dates.dateline(&chart, &dates), expected.map(day), "{text}");
    }
}

/// Any heap of calendar words is read without panic; what is kept does not overlap and resolves forwards.
#[test]
fn any_heap_of_words() {
    heaps("ar");
    heaps("fr");
}

fn heaps(lang: &str) {
    use proptest::prelude::*;
    let bench = Bench::new(lang);
    let mut words: Vec<String> = bench
        .pack
        .lexicon
        .entries()
        .iter()
        .filter(|e| e.file.ends_with("calendar.tsv") || e.class == "literal")
        .map(|e| e.lemma.clone())
        .collect();
    words.extend(
        ["31", "2018", "3.5.2018", "0", "99999999999", "/", "-", "(", ")", "،", ".", "و", "ثلاثة", "2000000000"]
            .map(str::to_owned),
    );
    let heap = prop::collection::vec(prop::sample::select(words), 0..12);
    proptest!(ProptestConfig::with_cases(1000), |(heap in heap)| {
        let text = heap.join(" ");
        let (_, dates) = bench.read(&text);
        let anchor = Anchor::published(day("2018-07-25")).told(DateRange::day(day("2018-06-10")));
        let mut at = 0;
        for m in &dates.mentions {
            prop_assert!(m.range.start >= at && m.range.end > m.range.start);
            at = m.range.end;
            if let Some(r) = m.expr.resolve(&anchor) {
                prop_assert!(r.start() <= r.end());
            }
            m.expr.resolve(&Anchor::default());
        }
    });
}
