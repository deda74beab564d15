use isnad_model::{Extraction, Member, Report};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What reconciling knows of an article besides its reports.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArticleHead {
    /// Id, unique among all articles that are reconciled together.
    pub id: String,
    /// ISO 639-1 code.
    pub lang: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Signature of the text ([`isnad_text::Fingerprint`], as text), made by whoever has it; copies of one text have signatures alike.
    pub fingerprint: Option<String>,
}

/// One report and the article that tells it.
///
/// Whether two tellings tell one event depends on these two values alone: no count over other articles goes into it, so
/// what was decided for a pair stays decided however many articles come later.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The article; reports of one article share it.
    pub article: Arc<ArticleHead>,
    /// Index of the report in the article's list, from 0.
    pub index: u32,
    /// What it says.
    pub report: Report,
}

impl Told {
    /// All reports of an extraction.
    pub fn all(extraction: &Extraction) -> Vec<Told> {
        let article = Arc::new(ArticleHead {
            id: extraction.id.clone(),
            lang: extraction.lang.clone(),
            published: extraction.published,
            publisher: extraction.publisher.clone(),
            fingerprint: extraction.fingerprint.clone(),
        });
        let report = |(index, report): (usize, &Report)| Told {
            article: Arc::clone(&article),
            index: u32::try_from(index).unwrap_or(u32::MAX),
            report: report.clone(),
        };
        extraction.reports.iter().enumerate().map(report).collect()
    }

    /// How the report is named as a member of an event.
    pub fn member(&self) -> Member {
        Member { article: self.article.id.clone(), report: self.index }
    }
}
