//! An explanation for people: the article with marked words, what each stage read, and what came of it.

use super::highlight::{Mark, lines, paint};
use super::quote;
use crate::bidi::isolated;
use crate::extract::figure;
use isnad_extract::Explanation;
use isnad_model::{Article, Claim, Evidence, Field, Report};
use std::io::{self, Write};

/// The stage that only looks words up: it knows nearly every word, so its finds are not marked and come last.
const WORDS: &str = "lexicon";

/// Characters of a quote that are shown.
const QUOTE: usize = 60;

/// Writes one article's explanation.
pub fn write(out: &mut impl Write, article: &Article, explanation: &Explanation, colours: bool) -> io::Result<()> {
    let page = Page { article, colours };
    let mut stages: Vec<&'static str> = Vec::new();
    for mention in &explanation.stages {
        if !stages.contains(&mention.stage) {
            stages.push(mention.stage);
        }
    }
    stages.sort_by_key(|s| *s == WORDS);
    let lang = article.lang.as_deref().unwrap_or("unknown language");
    let published = article.published.map_or_else(|| "no date of publication".to_owned(), |d| format!("published {d}"));
    writeln!(out, "{}", page.strong(&format!("{} · {lang} · {published}", isolated(&article.id))))?;
    for (field, name, text) in [(Field::Title, "title", &article.title), (Field::Text, "text", &article.text)] {
        let marks: Vec<Mark> = explanation
            .stages
            .iter()
            .filter(|m| m.field == field && m.stage != WORDS)
            .filter_map(|m| Some((m.start as usize..m.end as usize, stages.iter().position(|s| *s == m.stage)?)))
            .collect();
        for (k, line) in lines(text, marks, colours).into_iter().enumerate() {
            writeln!(out, "{:>5}  {line}", if k == 0 { name } else { "" })?;
        }
    }
    let extraction = &explanation.extraction;
    for (k, report) in extraction.reports.iter().enumerate() {
        page.report(out, k + 1, report)?;
    }
    if !extraction.aggregates.is_empty() {
        writeln!(out, "\n{}", page.strong("aggregates"))?;
        for claim in &extraction.aggregates {
            page.claim(out, claim)?;
        }
    }
    if extraction.reports.is_empty() {
        writeln!(out, "\nno reports")?;
    }
    for (k, stage) in stages.iter().enumerate() {
        writeln!(out, "\n{}", page.strong(&paint(stage, k, colours)))?;
        for m in explanation.stages.iter().filter(|m| m.stage == *stage) {
            let words = page.quote(m.field, m.start, m.end);
            writeln!(
                out,
                "  {words}  = {}  by {}  {}",
                isolated(&m.value),
                isolated(&m.rule),
                at(m.field, m.start, m.end)
            )?;
        }
    }
    if stages.is_empty() {
        writeln!(out, "\nno stage read anything")?;
    }
    writeln!(out)
}

struct Page<'a> {
    article: &'a Article,
    colours: bool,
}

impl Page<'_> {
    fn strong(&self, text: &str) -> String {
        if self.colours { format!("\x1b[1m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn quote(&self, field: Field, start: u32, end: u32) -> String {
        let words = quote(self.article, field, start, end);
        let mut short: String = words.chars().take(QUOTE).map(|c| if c.is_control() { ' ' } else { c }).collect();
        if short.len() < words.len() {
            short.push('…');
        }
        isolated(&short)
    }

    fn report(&self, out: &mut impl Write, number: usize, report: &Report) -> io::Result<()> {
        let main = if report.main { " ● main" } else { "" };
        let kind = report.sub_event_type.name();
        writeln!(out, "\n{}{}", self.strong(&format!("report {number}: {kind}")), main)?;
        self.evidence(out, &report.evidence)?;
        if let Some(date) = report.date {
            let end = if date.start() == date.end() { String::new() } else { format!(" – {}", date.end()) };
            writeln!(out, "  date {}{end}", date.start())?;
            self.evidence(out, &report.date_evidence)?;
        }
        for l in &report.locations {
            let country = l.country.as_deref().unwrap_or("?");
            writeln!(out, "  {} {} ({country}), {}", l.relation.name(), isolated(&l.name), l.precision.name())?;
            self.evidence(out, &l.evidence)?;
        }
        for a in &report.actors {
            let stance = a.stance.map_or("", |s| s.name());
            writeln!(out, "  {} {} {stance}", a.role.name(), a.id)?;
            self.evidence(out, &a.evidence)?;
        }
        let tactics: Vec<&str> = report.tactics.iter().map(|t| t.name()).collect();
        let targets: Vec<&str> = report.targets.iter().map(|t| t.name()).collect();
        for (name, values) in [("tactics", tactics), ("targets", targets)] {
            if !values.is_empty() {
                writeln!(out, "  {name} {}", values.join(", "))?;
            }
        }
        report.claims.iter().try_for_each(|claim| self.claim(out, claim))
    }

    fn claim(&self, out: &mut impl Write, claim: &Claim) -> io::Result<()> {
        let sources: Vec<String> =
            claim.sources.iter().map(|s| format!("{} ({})", isolated(&s.name), s.kind.name())).collect();
        let voice = if sources.is_empty() { "the article itself".to_owned() } else { sources.join(" via ") };
        let (measure, stance) = (claim.measure.name(), claim.stance.name());
        writeln!(out, "  {measure} {} {}, {stance}, says {voice}", figure(&claim.figure), claim.of.name())?;
        self.evidence(out, &claim.evidence)
    }

    fn evidence(&self, out: &mut impl Write, evidence: &[Evidence]) -> io::Result<()> {
        evidence.iter().try_for_each(|e| {
            let words = self.quote(e.field, e.start, e.end);
            writeln!(out, "      {words}  by {}  {}", isolated(&e.rule), at(e.field, e.start, e.end))
        })
    }
}

fn at(field: Field, start: u32, end: u32) -> String {
    let field = match field {
        Field::Title => "title",
        Field::Text => "text",
    };
    format!("[{field} {start}..{end}]")
}
