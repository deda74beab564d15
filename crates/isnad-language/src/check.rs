//! Running the examples and counter-examples that stand beside the rows of a pack.

use crate::{Chart, EntryId, Pack, PackError, PatternSet, Reader, Standing};
use std::sync::Arc;

/// What a check of one pack found.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// File by file, in the order of the pack.
    pub files: Vec<Tally>,
    /// Rows whose example or counter-example fails.
    pub faults: Vec<PackError>,
}

/// What was run for one file of a pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// File within the pack.
    pub file: String,
    /// Rows of the file.
    pub rows: usize,
    /// Examples run.
    pub examples: usize,
    /// Counter-examples run.
    pub counters: usize,
    /// Rows without an example.
    pub bare: usize,
    /// Rows at fault.
    pub faults: usize,
}

/// Columns of the examples and counter-examples, from 0.
const LEXICON: (usize, usize) = (4, 5);
const PATTERNS: (usize, usize) = (3, 4);

impl Check {
    /// Runs everything that stands in a pack.
    ///
    /// The example of a lexicon row must hold a match of that entry, its counter-example none; likewise the patterns.
    /// A pattern may build on what earlier stages read, and a stage may refuse what a pattern matches: `found` is called
    /// with each chart and the name of the file of patterns it is for (`dates` for `patterns/dates.tsv`). It adds the
    /// mentions of earlier stages and names the patterns that the stage reads; `None` leaves the matching to the check.
    pub fn run(pack: &Pack, mut found: impl FnMut(&mut Chart, &str) -> Option<Vec<Arc<str>>>) -> Self {
        let mut check = Check::default();
        let mut reader = Reader::default();
        let lexicon = pack.lexicon.ids().filter(|(_, e)| e.file.starts_with("lexicon/"));
        for (id, entry) in lexicon {
            let row = Row { file: &entry.file, line: entry.line, columns: LEXICON };
            let finds = |text: &str| finds_entry(pack, &mut reader, id, text);
            check.row(&row, &entry.example, &entry.counter, ["L030", "L031"], &format!("`{}`", entry.lemma), finds);
        }
        for (name, set) in &pack.patterns {
            for pattern in set.patterns() {
                let row = Row { file: &pattern.file, line: pattern.line, columns: PATTERNS };
                let finds = |text: &str| {
                    let mut chart = Chart::new(pack, &mut reader, text);
                    match found(&mut chart, name) {
                        Some(names) => names.iter().any(|n| **n == *pattern.name),
                        None => finds_pattern(set, &pattern.name, &chart),
                    }
                };
                let what = format!("pattern `{}`", pattern.name);
                check.row(&row, &pattern.example, &pattern.counter, ["L040", "L041"], &what, finds);
                if pattern.example.is_empty() {
                    let message = format!("{what} needs an example sentence that it must match");
                    check.fault(PackError::new("L042", row.file, row.line, PATTERNS.0 + 1, message));
                }
            }
        }
        check
    }

    /// Whether every example and counter-example holds.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    fn row(
        &mut self,
        row: &Row<'_>,
        example: &str,
        counter: &str,
        codes: [&'static str; 2],
        what: &str,
        mut finds: impl FnMut(&str) -> bool,
    ) {
        let tally = self.tally(row.file);
        tally.rows += 1;
        tally.examples += usize::from(!example.is_empty());
        tally.counters += usize::from(!counter.is_empty());
        tally.bare += usize::from(example.is_empty());
        if !example.is_empty() && !finds(example) {
            let message = format!("{what} is not found in its example `{example}`; mend the row or the example");
            self.fault(PackError::new(codes[0], row.file, row.line, row.columns.0 + 1, message));
        }
        if !counter.is_empty() && finds(counter) {
            let message = format!("{what} is found in its counter-example `{counter}`, where it must not be");
            self.fault(PackError::new(codes[1], row.file, row.line, row.columns.1 + 1, message));
        }
    }

    fn fault(&mut self, fault: PackError) {
        self.tally(&fault.file).faults += 1;
        self.faults.push(fault);
    }

    fn tally(&mut self, file: &str) -> &mut Tally {
        let k = match self.files.iter().rposition(|t| t.file == file) {
            Some(k) => k,
            None => {
                self.files.push(Tally { file: file.to_owned(), ..Tally::default() });
                self.files.len() - 1
            }
        };
        &mut self.files[k]
    }
}

struct Row<'a> {
    file: &'a str,
    line: usize,
    columns: (usize, usize),
}

fn finds_entry(pack: &Pack, reader: &mut Reader, id: EntryId, text: &str) -> bool {
    Chart::new(pack, reader, text).matches().iter().any(|m| m.entry == id)
}

fn finds_pattern(set: &PatternSet, name: &str, chart: &Chart) -> bool {
    let mut standing = Standing::default();
    (0..chart.len()).any(|token| set.at(chart, &mut standing, token).iter().any(|f| f.pattern.name == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Mention;

    fn pack(lexicon: &str, patterns: &str) -> Pack {
        let head = "code = \"xx\"\nname = \"Test\"\nversion = \"1\"\nscript = \"Latn\"\n";
        let files = [
            ("language.toml", head.to_owned()),
            ("lexicon/a.tsv", format!("lemma\tforms\tclass\tattributes\texample\tcounter\n{lexicon}")),
            ("patterns/p.tsv", format!("name\tpattern\tproduction\texample\tcounter\n{patterns}")),
        ];
        Pack::compile(&files.map(|(n, c)| (n.to_owned(), c))).expect("the pack is sound")
    }

    fn codes(pack: &Pack) -> Vec<String> {
        let found = |chart: &mut Chart, _: &str| {
            for k in 0..chart.len() {
                if chart.norm(k) == "seven" {
                    chart.add(Mention { kind: "number", start: k as u32, end: k as u32 + 1, value: 7 });
                }
            }
            None
        };
        Check::run(pack, found)
            .faults
            .iter()
            .map(|f| format!("{}@{}:{}:{}", f.code, f.file, f.line, f.column))
            .collect()
    }

    #[test]
    fn sound_rows_pass() {
        let p =
            pack("army\t-\tforce\t-\tthe army came\tthe farmer came", "seven-men\t[number] men\t-\tseven men\tno men");
        assert_eq!(codes(&p), Vec::<String>::new());
        let check = Check::run(&p, |_, _| None);
        assert_eq!(
            check.files[0],
            Tally { file: "lexicon/a.tsv".into(), rows: 1, examples: 1, counters: 1, bare: 0, faults: 0 }
        );
        assert!(!check.is_sound(), "without the mentions of earlier stages the pattern finds nothing");
        let names = Check::run(&p, |_, _| Some(vec!["seven-men".into()]));
        assert_eq!(names.faults.len(), 1, "what the stage names counts, in the example and in the counter-example");
    }

    #[test]
    fn a_fault_names_its_place() {
        let p = pack("army\t-\tforce\t-\tthe navy came\tan army", "two\tmen\t-\t-\t-\nthree\tmen\t-\tman\tmen");
        assert_eq!(
            codes(&p),
            [
                "L030@lexicon/a.tsv:2:5",
                "L031@lexicon/a.tsv:2:6",
                "L042@patterns/p.tsv:2:4",
                "L040@patterns/p.tsv:3:4",
                "L041@patterns/p.tsv:3:5"
            ]
        );
    }
}
