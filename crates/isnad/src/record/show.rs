//! `isnad show`: everything a record knows of one event.

use super::when::shown;
use super::{pretty, print, tidy};
use crate::cli::Prose;
use crate::cli::record::Show;
use crate::extract::{date, figure, hedge};
use crate::reconcile::policy;
use anyhow::Result;
use isnad_model::{Claim, ClaimRef, Estimate, Location, Relation, Role, SourceLink};
use isnad_store::{Dossier, Found, Ruling, Store, Telling};
use std::fmt::Write;

/// Runs the command.
pub fn run(options: &Show) -> Result<bool> {
    let store = Store::open_read_only(&options.record.record)?;
    let answer = store.dossier_by(&options.event, options.estimate.map(policy))?;
    if options.format == Prose::Json {
        pretty(&answer)?;
        return Ok(true);
    }
    let mut out = String::new();
    match &answer.found {
        Found::Here { .. } => {}
        Found::Moved { from, to } => writeln!(out, "{from} went into {to}:\n")?,
        Found::Withdrawn { event, article } => {
            writeln!(out, "{event} is no event any longer: the article {article} that told it has changed")?;
        }
    }
    if let Some(dossier) = &answer.dossier {
        write(dossier, &mut out)?;
    }
    print(&out)?;
    Ok(true)
}

fn write(d: &Dossier, out: &mut String) -> Result<()> {
    let e = &d.row.event;
    writeln!(out, "{} · {} · {}", e.id, e.sub_event_type.name(), d.row.state.name())?;
    writeln!(out, "  when      {}", e.date.map_or_else(|| "?".to_owned(), |x| date(x).replace('\n', " ")))?;
    for (k, location) in e.locations.iter().enumerate() {
        writeln!(out, "  {}     {}", if k == 0 { "where" } else { "     " }, place(location))?;
    }
    for (role, word) in [(Role::Perpetrator, "by"), (Role::Target, "against"), (Role::Other, "present")] {
        for a in e.actors.iter().filter(|a| a.role == role) {
            writeln!(out, "  {word:<9} {}{} · in {} report(s)", a.id, a.stance.map_or("", hedge), a.reports)?;
        }
    }
    let names = |list: Vec<&str>| list.join(", ");
    if !e.tactics.is_empty() {
        writeln!(out, "  how       {}", names(e.tactics.iter().map(|t| t.name()).collect()))?;
    }
    if !e.targets.is_empty() {
        writeln!(out, "  what      {}", names(e.targets.iter().map(|t| t.name()).collect()))?;
    }
    writeln!(out, "  told by   {} report(s), {} independent voice(s)", e.members.len(), e.voices)?;

    writeln!(out, "\nfigures")?;
    for estimate in &e.estimates {
        figures(d, estimate, out)?;
    }
    if e.estimates.is_empty() {
        writeln!(out, "  none")?;
    }
    if !e.contradictions.is_empty() {
        writeln!(out, "\ncontradictions")?;
        for c in &e.contradictions {
            writeln!(out, "  {}: {}", c.kind.name(), tidy(&c.text))?;
            for r in &c.claims {
                if let Some((_, claim)) = claim_of(d, r) {
                    writeln!(out, "      {}#{} {}", r.article, r.report, told(claim))?;
                }
            }
        }
    }
    if !e.responsibility.is_empty() {
        writeln!(out, "\nresponsibility")?;
        for r in &e.responsibility {
            let who = r.actor.as_deref().unwrap_or("nobody");
            let day = r.as_of.map(|day| format!(" as of {day}")).unwrap_or_default();
            let by: Vec<String> = r.by.iter().map(|c| chain(c)).collect();
            let by = if by.is_empty() { String::new() } else { format!(", say {}", by.join("; ")) };
            let members: Vec<String> = r.members.iter().map(|m| format!("{}#{}", m.article, m.report)).collect();
            writeln!(out, "  {who}: {}{day}{by} [{}]", r.state.name(), members.join(", "))?;
        }
    }
    writeln!(out, "\nreports")?;
    for telling in &d.tellings {
        report(telling, out)?;
    }
    if !d.also.is_empty() {
        writeln!(out, "\nids that lead here")?;
        d.also.iter().try_for_each(|id| writeln!(out, "  {id}"))?;
    }
    if !d.decisions.is_empty() {
        writeln!(out, "\ndecisions")?;
        for k in &d.decisions {
            let undone = if k.holds { "" } else { " (undone)" };
            writeln!(out, "  {} · {} · {} by {}{undone}: {}", k.seq, shown(k.at), ruling(&k.what), k.by, tidy(&k.why))?;
        }
    }
    writeln!(out, "\nhistory")?;
    for step in &d.history {
        let other = step.other.map(|o| format!(" {o}")).unwrap_or_default();
        let decision = step.decision.map(|n| format!(" by decision {n}")).unwrap_or_default();
        writeln!(out, "  {} · {}{other}{decision}", shown(step.at), step.kind)?;
        for line in &step.differences {
            writeln!(out, "      {}", tidy(line))?;
        }
    }
    Ok(())
}

fn figures(d: &Dossier, e: &Estimate, out: &mut String) -> Result<()> {
    let n = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), |n| n.to_string());
    writeln!(
        out,
        "  {} {}: low {} · best {} · high {}",
        e.measure.name().replace('_', " "),
        e.of.name(),
        n(e.low),
        n(e.best),
        n(e.high)
    )?;
    writeln!(out, "      {}", tidy(&e.why))?;
    for r in &e.claims {
        if let Some((telling, claim)) = claim_of(d, r) {
            let published = telling.article.published.map(|p| format!(", {p}")).unwrap_or_default();
            writeln!(out, "    {} [{}#{}{published}]", told(claim), r.article, r.report)?;
        }
    }
    Ok(())
}

fn claim_of<'d>(d: &'d Dossier, r: &ClaimRef) -> Option<(&'d Telling, &'d Claim)> {
    let telling = d.tellings.iter().find(|t| t.article.id == r.article && t.index == r.report)?;
    Some((telling, telling.report.claims.get(r.claim as usize)?))
}

/// A claim with its chain and words.
fn told(claim: &Claim) -> String {
    let who = if claim.sources.is_empty() { "the article itself".to_owned() } else { chain(&claim.sources) };
    format!("{} {}, {}: “{}”", figure(&claim.figure), claim.stance.name(), who, tidy(&claim.quote))
}

fn chain(links: &[SourceLink]) -> String {
    let link = |l: &SourceLink| format!("{} ({})", tidy(&l.name), l.kind.name());
    links.iter().map(link).collect::<Vec<_>>().join(" via ")
}

fn place(l: &Location) -> String {
    let relation = match l.relation {
        Relation::In => "",
        Relation::Near => "near ",
        Relation::Between => "between ",
    };
    let country = l.country.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
    let point = l.lat.zip(l.lon).map(|(lat, lon)| format!(" · {lat:.4}, {lon:.4}")).unwrap_or_default();
    format!("{relation}{}{country}{point} · {}", tidy(&l.name), l.precision.name())
}

fn report(t: &Telling, out: &mut String) -> Result<()> {
    let a = &t.article;
    let main = if t.report.main { " ● main" } else { "" };
    let outlet = a.publisher.as_ref().map(|p| format!(" · {}", tidy(p))).unwrap_or_default();
    let day = a.published.map(|p| format!(" · {p}")).unwrap_or_default();
    writeln!(out, "  {}#{}{main}{outlet}{day}", a.id, t.index)?;
    if !a.title.is_empty() {
        writeln!(out, "      {}", tidy(&a.title))?;
    }
    let day = t.report.date.map_or_else(|| "?".to_owned(), |x| date(x).replace('\n', " "));
    let places: Vec<String> = t.report.locations.iter().map(place).collect();
    writeln!(out, "      {} · {day} · {}", t.report.sub_event_type.name(), places.join("; "))?;
    for claim in &t.report.claims {
        writeln!(out, "      {} {} {}", claim.measure.name().replace('_', " "), claim.of.name(), told(claim))?;
    }
    writeln!(out, "      from {} · SHA-256 {}… · read by {}", a.origin, &a.sha256[..16], a.extractor.version)?;
    Ok(())
}

/// A decision in a few words.
pub fn ruling(what: &Ruling) -> String {
    match what {
        Ruling::Merge { events, .. } => {
            format!("merge {}", events.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
        Ruling::Split { event, reports, .. } => format!("split {} report(s) out of {event}", reports.len()),
        Ruling::Apart { a, b } => format!("keep {a} and {b} apart"),
        Ruling::Correct { event, correction } => {
            let field = serde_json::to_string(correction).unwrap_or_default();
            format!("correct {event}: {field}")
        }
        Ruling::Confirm { event, .. } => format!("confirm {event}"),
        Ruling::Reject { event, .. } => format!("reject {event}"),
        Ruling::Undo { undone } => format!("undo {undone}"),
    }
}
