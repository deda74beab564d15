//! One article in, its reports out.

use crate::attribution::{self, Attribution};
use crate::claims::{self, Figured};
use crate::dates::{Anchor, DateStage, going_on, resolve_in_order};
use crate::heads::Heads;
use crate::incidents::{self, Told};
use crate::numbers::NumberStage;
use crate::reading::Reading;
use crate::vocabulary::Vocabulary;
use crate::{actors, assemble, explain, furniture, places, quantities};
use isnad_language::{Chart, Detector, Pack, PackError, Reader};
use isnad_model::{Article, Extraction, Extractor as Made, Field};
use isnad_places::Gazetteer;
use isnad_text::Fingerprint;
use jiff::civil::Date;
use std::time::{Duration, Instant};

/// Language packs and gazetteer, ready to read articles; shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    languages: Vec<Language>,
    packs: Vec<Pack>,
    detector: Detector,
    gazetteer: &'static Gazetteer,
    made: Made,
}

#[derive(Debug)]
struct Language {
    vocabulary: Vocabulary,
    numbers: NumberStage,
    dates: DateStage,
}

/// What one thread needs of its own to read articles.
#[derive(Debug)]
pub struct Worker<'e> {
    extractor: &'e Extractor,
    readers: Vec<Reader>,
    heads: Vec<Heads>,
    clock: Option<Vec<(&'static str, Duration)>>,
}

/// A value that a stage has read, for people to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedMention {
    /// Stage that read it.
    pub stage: &'static str,
    /// Headline or body.
    pub field: Field,
    /// First byte in that field.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Pattern or lexicon entry.
    pub rule: String,
    /// What it was read as.
    pub value: String,
}

/// How an article was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What the stages read, stage by stage.
    pub stages: Vec<ExplainedMention>,
    /// What came of it.
    pub extraction: Extraction,
}

/// All that the stages have read, before it is put together.
pub(crate) struct Read<'e> {
    pub reading: Reading<'e>,
    pub attribution: Attribution,
    pub figures: Vec<Figured>,
    pub told: Told,
    pub published: Option<Date>,
}

impl Extractor {
    /// Compiles the stages' tables out of the packs.
    pub fn new(packs: Vec<Pack>, gazetteer: &'static Gazetteer) -> Result<Self, Vec<PackError>> {
        let mut languages = Vec::new();
        let mut faults = Vec::new();
        for pack in &packs {
            match (Vocabulary::new(pack), NumberStage::new(pack), DateStage::new(pack)) {
                (Ok(vocabulary), Ok(numbers), Ok(dates)) => languages.push(Language { vocabulary, numbers, dates }),
                (a, b, c) => {
                    faults.extend(a.err().into_iter().flatten());
                    faults.extend(b.err().into_iter().flatten());
                    faults.extend(c.err().into_iter().flatten());
                }
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut names: Vec<String> = packs.iter().map(|p| format!("{}@{}", p.language.code, p.digest)).collect();
        names.push(format!("places@{}", gazetteer.version()));
        let made = Made { version: env!("CARGO_PKG_VERSION").to_owned(), packs: names };
        let detector = Detector::new(packs.iter().map(|p| &p.language));
        Ok(Self { languages, packs, detector, gazetteer, made })
    }

    /// The packs in use.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// State for one thread.
    pub fn worker(&self) -> Worker<'_> {
        let packs = self.packs.len();
        let (readers, heads) = (vec![Reader::default(); packs], vec![Heads::default(); packs]);
        Worker { extractor: self, readers, heads, clock: None }
    }
}

impl<'e> Worker<'e> {
    /// Reads an article; one that names no language is read in the one it is detected as. One without a pack gives no reports.
    pub fn extract(&mut self, article: &Article) -> Extraction {
        match self.language(article) {
            Some(k) => {
                let read = self.read(article, k);
                let extraction = self.finish(article, k, &read);
                self.readers[k].give_back(read.reading.chart);
                extraction
            }
            None => self.empty(article),
        }
    }

    /// As [`Worker::extract`], with what every stage read.
    pub fn explain(&mut self, article: &Article) -> Explanation {
        match self.language(article) {
            Some(k) => {
                let read = self.read(article, k);
                let stages = explain::stages(&read, &self.extractor.packs[k]);
                Explanation { stages, extraction: self.finish(article, k, &read) }
            }
            None => Explanation { stages: Vec::new(), extraction: self.empty(article) },
        }
    }

    /// Keeps the time that each stage takes from now on.
    pub fn keep_time(&mut self, on: bool) {
        self.clock = on.then(Vec::new);
    }

    /// Time spent in each stage since [`Worker::keep_time`].
    pub fn timings(&self) -> Vec<(&'static str, Duration)> {
        self.clock.clone().unwrap_or_default()
    }

    fn language(&self, article: &Article) -> Option<usize> {
        let packs = &self.extractor.packs;
        match &article.lang {
            Some(code) => packs.iter().position(|p| p.language.code == *code),
            None => {
                let code = self.extractor.detector.detect(&article.title, &article.text)?;
                packs.iter().position(|p| p.language.code == code)
            }
        }
    }

    fn empty(&self, article: &Article) -> Extraction {
        Extraction {
            id: article.id.clone(),
            lang: None,
            published: article.published,
            reports: Vec::new(),
            aggregates: Vec::new(),
            publisher: article.publisher.clone(),
            fingerprint: None,
            extractor: self.extractor.made.clone(),
        }
    }

    fn read(&mut self, article: &Article, k: usize) -> Read<'e> {
        let e = self.extractor;
        let (pack, language) = (&e.packs[k], &e.languages[k]);
        let mut clock = self.clock.take();
        let mut since = Instant::now();
        let mut lap = |stage: &'static str| {
            if let Some(times) = &mut clock {
                let now = Instant::now();
                let spent = now - since;
                since = now;
                match times.iter_mut().find(|(s, _)| *s == stage) {
                    Some((_, t)) => *t += spent,
                    None => times.push((stage, spent)),
                }
            }
        };
        let mut source = format!("{}\n{}", article.title, article.text);
        let reader = &mut self.readers[k];
        let mut words = |source: &str, lap: &mut dyn FnMut(&'static str)| {
            let mut chart = Chart::new(pack, reader, source);
            language.vocabulary.mark(&mut chart);
            lap("tokens and lexicon");
            let numbers = language.numbers.read(&mut chart);
            lap("numbers");
            let dates = language.dates.read(&mut chart, &numbers);
            lap("dates");
            (chart, numbers, dates)
        };
        let (mut chart, mut numbers, mut dates) = words(&source, &mut lap);
        let mut dateline = language.dates.dateline(&chart, &dates);
        let title = article.title.len();
        let mut published = article.published;
        if let Some(bare) = furniture::bare(&language.vocabulary, &chart, &dates.mentions, &source, title) {
            dateline = dateline.or(bare.dated);
            // what an archive says of an article may be the day on which it took the page
            published = published.map(|p| bare.dated.filter(|d| *d < p).unwrap_or(p));
            // the reader has met the words that are left out now
            self.heads[k].learn(&chart, pack, e.gazetteer);
            source = bare.source;
            (chart, numbers, dates) = words(&source, &mut lap);
        }
        let published = published.or(dateline);
        lap("dates");
        let mut r = Reading::new(&language.vocabulary, chart, source, article.title.len());
        debug_assert!(numbers.numbers.is_sorted_by(|a, b| a.range.end <= b.range.start));
        r.numbers = numbers;
        r.published = published;
        let anchor = Anchor { published, dateline, reference: None };
        let anchor = match anchor.published {
            // an article that says of itself no day: its first full date stands in
            None => Anchor { dateline: dates.mentions.iter().find_map(|m| m.expr.full_date()), ..anchor },
            Some(_) => anchor,
        };
        r.set_dates(dates.mentions);
        let mut resolved = resolve_in_order(r.dates.iter().map(|d| &d.expr), &anchor);
        for (date, told) in resolved.iter_mut().zip(&r.dates) {
            *date = date.or_else(|| going_on(&told.expr, &anchor));
        }
        // nothing that is told as happened lies behind the day of publication, nor in the hours or days that follow it
        for date in &mut resolved {
            date.take_if(|d| published.is_some_and(|p| d.start() > p || d.start() == p && d.end() > p));
        }
        lap("dates");
        places::read(&mut r, pack, e.gazetteer, &mut self.heads[k]);
        lap("places");
        actors::read(&mut r);
        lap("actors");
        quantities::read(&mut r);
        lap("quantities");
        let attribution = attribution::read(&r);
        lap("attribution");
        let figures = claims::read(&r, &attribution);
        lap("claims");
        let told = incidents::read(&r, &attribution, &figures, &resolved);
        lap("incidents");
        self.clock = clock;
        Read { reading: r, attribution, figures, told, published }
    }

    fn finish(&self, article: &Article, k: usize, read: &Read<'_>) -> Extraction {
        let (reports, aggregates) =
            assemble::assemble(&read.reading, &read.attribution, &read.told, &read.figures, read.published);
        // the signature by which copies of the text are known
        let chart = &read.reading.chart;
        let fingerprint = Fingerprint::of_hashes((0..chart.len()).filter_map(|t| self.heads[k].print(chart, t)));
        Extraction {
            id: article.id.clone(),
            lang: Some(self.extractor.packs[k].language.code.clone()),
            published: read.published,
            reports,
            aggregates,
            publisher: article.publisher.clone(),
            fingerprint: fingerprint.map(|f| f.to_string()),
            extractor: self.extractor.made.clone(),
        }
    }
}
