//! What a run has read and what failed, told while it goes and at its end, on standard error.

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use isnad_gather::{Kind, Notice, Severity};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Warnings of one kind told for one file; the rest is only counted.
const TOLD: usize = 3;

/// Runs shorter than this show no bar.
const SHOWN_AFTER: Duration = Duration::from_millis(500);

/// The progress bar: on a terminal only.
#[derive(Debug)]
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar over so many bytes of input, or a spinner where nobody knows.
    pub fn new(size: Option<u64>) -> Self {
        if !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let (bar, template) = match size.filter(|s| *s > 0) {
            Some(size) => (ProgressBar::new(size), "{bar:30} {percent:>3} %  {bytes_per_sec}  {msg}  {eta} left"),
            None => (ProgressBar::new_spinner(), "{spinner} {bytes}  {bytes_per_sec}  {msg}"),
        };
        bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self(bar)
    }

    /// Does something else on the terminal.
    pub fn around<T>(&self, f: impl FnOnce() -> T) -> T {
        self.0.suspend(f)
    }
}

/// Counts of a run.
#[derive(Debug)]
pub struct Summary {
    /// The bar.
    pub progress: Progress,
    began: Instant,
    bytes: u64,
    articles: u64,
    reports: u64,
    kinds: HashMap<Kind, u64>,
    lost: u64,
    warned: HashMap<(Kind, Arc<str>), usize>,
}

impl Summary {
    /// Nothing read yet.
    pub fn new(progress: Progress) -> Self {
        Self {
            progress,
            began: Instant::now(),
            bytes: 0,
            articles: 0,
            reports: 0,
            kinds: HashMap::new(),
            lost: 0,
            warned: HashMap::new(),
        }
    }

    /// Counts a piece of input and tells its notices.
    pub fn add(&mut self, articles: usize, reports: usize, bytes: u64, notices: &[Notice]) {
        self.articles += articles as u64;
        self.reports += reports as u64;
        let faulty = notices.iter().any(|n| n.kind.severity() == Severity::Fault);
        self.lost += u64::from(articles == 0 && faulty);
        for notice in notices {
            *self.kinds.entry(notice.kind).or_default() += 1;
            self.tell(notice);
        }
        self.bytes += bytes;
        if !self.progress.0.is_hidden() && self.began.elapsed() > SHOWN_AFTER {
            self.progress.0.set_message(counted(self.articles, "article"));
            self.progress.0.set_position(self.bytes);
        }
    }

    fn tell(&mut self, notice: &Notice) {
        if notice.kind.severity() == Severity::Warning {
            let told = self.warned.entry((notice.kind, notice.place.file.clone())).or_default();
            *told += 1;
            if *told > TOLD {
                return;
            }
        }
        self.progress.around(|| eprintln!("{notice}"));
    }

    /// Whether something was not read as the input meant it.
    pub fn has_faults(&self) -> bool {
        self.kinds.keys().any(|k| k.severity() == Severity::Fault)
    }

    /// Tells the whole at the end.
    pub fn finish(&self) {
        self.progress.0.finish_and_clear();
        eprintln!("{}", self.line());
    }

    fn line(&self) -> String {
        let mut line = format!(
            "isnad: {} read, {} found, in {:.1} s",
            counted(self.articles, "article"),
            counted(self.reports, "report"),
            self.began.elapsed().as_secs_f64()
        );
        if self.lost > 0 {
            let _ = write!(line, "; {} gave no article", counted(self.lost, "piece of input"));
        }
        for (severity, name) in [(Severity::Fault, "fault"), (Severity::Warning, "warning")] {
            let kinds: Vec<(Kind, u64)> = Kind::ALL
                .iter()
                .filter(|k| k.severity() == severity)
                .filter_map(|k| self.kinds.get(k).map(|n| (*k, *n)))
                .collect();
            let all: u64 = kinds.iter().map(|(_, n)| n).sum();
            if all > 0 {
                let why: Vec<String> = kinds.iter().map(|(k, n)| format!("{} {}", HumanCount(*n), k.label())).collect();
                let _ = write!(line, "; {}: {}", counted(all, name), why.join(", "));
            }
        }
        line
    }
}

/// A number with the word for what it counts.
pub fn counted(n: u64, what: &str) -> String {
    match (n, what.split_once(' ')) {
        (1, _) => format!("1 {what}"),
        (n, Some((head, rest))) => format!("{} {head}s {rest}", HumanCount(n)),
        (n, None) => format!("{} {what}s", HumanCount(n)),
    }
}
