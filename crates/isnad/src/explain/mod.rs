//! `isnad explain`: how one article was read, for people who want to mend a pack or doubt a value.

mod highlight;
mod prose;

use crate::cli::{Explain, Prose};
use crate::packs::{self, Complete};
use anyhow::Result;
use isnad_extract::Explanation;
use isnad_gather::{Gather, Notice, Severity};
use isnad_model::{Article, Extraction, Field};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Runs the command; whether all input was read as it stands.
pub fn run(options: &Explain) -> Result<bool> {
    let opened = packs::open(&options.knowledge)?;
    let complete = Complete::new(&options.defaults, &opened.languages);
    let mut worker = opened.extractor.worker();
    let colours = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut sound, mut any) = (true, false);
    let mut tell = |notice: &Notice| {
        sound &= notice.kind.severity() == Severity::Warning;
        eprintln!("{notice}");
    };
    for raw in Gather::new([options.path.clone()]) {
        let reading = raw.read();
        reading.notices.iter().for_each(&mut tell);
        for mut located in reading.articles {
            any = true;
            complete.complete(&mut located).iter().for_each(&mut tell);
            let explanation = worker.explain(&located.article);
            match options.format {
                Prose::Text => prose::write(&mut out, &located.article, &explanation, colours)?,
                Prose::Json => {
                    serde_json::to_writer(&mut out, &Explained::new(&located.article, &explanation))?;
                    out.write_all(b"\n")?;
                }
            }
        }
    }
    out.flush()?;
    if !any {
        eprintln!("isnad: no article in {}", options.path.display());
    }
    Ok(sound && any)
}

/// The JSON form: one object per article.
#[derive(Debug, Serialize)]
struct Explained<'a> {
    id: &'a str,
    lang: Option<&'a str>,
    mentions: Vec<Mention<'a>>,
    extraction: &'a Extraction,
}

#[derive(Debug, Serialize)]
struct Mention<'a> {
    stage: &'static str,
    field: Field,
    start: u32,
    end: u32,
    quote: &'a str,
    rule: &'a str,
    value: &'a str,
}

impl<'a> Explained<'a> {
    fn new(article: &'a Article, explanation: &'a Explanation) -> Self {
        let mentions = explanation.stages.iter().map(|m| Mention {
            stage: m.stage,
            field: m.field,
            start: m.start,
            end: m.end,
            quote: quote(article, m.field, m.start, m.end),
            rule: &m.rule,
            value: &m.value,
        });
        Self {
            id: &article.id,
            lang: article.lang.as_deref(),
            mentions: mentions.collect(),
            extraction: &explanation.extraction,
        }
    }
}

/// The words of a span; empty where the span lies in no such field.
fn quote(article: &Article, field: Field, start: u32, end: u32) -> &str {
    let text = match field {
        Field::Title => &article.title,
        Field::Text => &article.text,
    };
    text.get(start as usize..end as usize).unwrap_or("")
}
