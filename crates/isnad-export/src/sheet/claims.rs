use super::Row;
use crate::view::View;
use isnad_model::SourceLink;

/// The rows of the claims of an event, report by report.
pub fn rows(view: &View<'_>) -> Vec<Row> {
    let event = &view.dossier.event;
    let site = view.main_site();
    let mut rows = Vec::new();
    for telling in &view.dossier.tellings {
        let article = &telling.article;
        for (n, claim) in telling.report.claims.iter().enumerate() {
            let speaker = claim.sources.first();
            rows.push(vec![
                ("claim_id", format!("{}#{}/{n}", article.id, telling.index).into()),
                ("event_id", event.id.as_str().into()),
                ("event_type", event.event_type.name().into()),
                ("sub_event_type", event.sub_event_type.name().into()),
                ("date_start", event.date.map(|d| d.start()).into()),
                ("date_end", event.date.map(|d| d.end()).into()),
                ("country", site.and_then(|s| s.location.country.as_deref()).into()),
                ("location", site.map(|s| s.location.name.as_str()).into()),
                ("measure", claim.measure.name().into()),
                ("of", claim.of.name().into()),
                ("low", claim.figure.low.into()),
                ("high", claim.figure.high.into()),
                ("qualifier", claim.figure.qualifier.name().into()),
                ("stance", claim.stance.name().into()),
                ("speaker", speaker.map(|s| s.name.as_str()).into()),
                ("speaker_kind", speaker.map(|s| s.kind.name()).into()),
                ("chain", chain(&claim.sources).into()),
                ("outlet", article.publisher.as_deref().into()),
                ("article", article.id.as_str().into()),
                ("report", telling.index.into()),
                ("published", article.published.into()),
                ("lang", article.lang.as_deref().into()),
                ("quote", claim.quote.as_str().into()),
            ]);
        }
    }
    rows
}

/// `name (kind) > name (kind)`
fn chain(sources: &[SourceLink]) -> String {
    sources.iter().map(|l| format!("{} ({})", l.name, l.kind.name())).collect::<Vec<_>>().join(" > ")
}
