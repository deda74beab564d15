use super::Row;
use crate::value::Value;
use crate::view::View;

/// The rows of the reports of an event.
pub fn rows(view: &View<'_>) -> Vec<Row> {
    let row = |telling: &crate::Telling| {
        let (article, report) = (&telling.article, &telling.report);
        vec![
            ("article", article.id.as_str().into()),
            ("report", telling.index.into()),
            ("event_id", view.dossier.event.id.as_str().into()),
            ("outlet", article.publisher.as_deref().into()),
            ("published", article.published.into()),
            ("lang", article.lang.as_deref().into()),
            ("title", article.title.as_deref().into()),
            ("main", report.main.into()),
            ("sub_event_type", report.sub_event_type.name().into()),
            ("date_start", report.date.map(|d| d.start()).into()),
            ("date_end", report.date.map(|d| d.end()).into()),
            ("location", Value::list(report.locations.iter().map(|l| l.name.as_str()))),
            ("claims", report.claims.len().into()),
        ]
    };
    view.dossier.tellings.iter().map(row).collect()
}
