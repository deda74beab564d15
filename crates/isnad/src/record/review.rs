//! `isnad review`: what people decide about events, and what waits for them.

use super::show::ruling;
use super::when::shown;
use super::{lines, pretty, print, tidy};
use crate::cli::Prose;
use crate::cli::record::{CorrectField, Reason, Review, Stats, Suggestions, Told};
use anyhow::{Context, Result, anyhow, bail};
use isnad_model::{
    DatePrecision, DateRange, Location, Measure, Member, Of, PlacePrecision, Relation, Role, Stance, SubEventType,
};
use isnad_store::{Ask, Correction, Store};
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt::Write;

/// Runs the command.
pub fn run(options: &Review) -> Result<bool> {
    match options {
        Review::Suggestions(options) => suggestions(options),
        Review::List(options) => list(options),
        Review::Merge(o) => decide(Ask::Merge(o.events.clone()), &o.reason),
        Review::Split(o) => {
            let reports = o.reports.iter().map(|r| member(r)).collect::<Result<_>>()?;
            decide(Ask::Split { event: o.event.clone(), reports }, &o.reason)
        }
        Review::Apart(o) => decide(Ask::Apart(o.a.clone(), o.b.clone()), &o.reason),
        Review::Correct(o) => {
            let correction = correction(&o.field)?;
            decide(Ask::Correct { event: o.event.clone(), correction }, &o.reason)
        }
        Review::Confirm(o) => decide(Ask::Confirm(o.event.clone()), &o.reason),
        Review::Reject(o) => decide(Ask::Reject(o.event.clone()), &o.reason),
        Review::Undo(o) => decide(Ask::Undo(o.decision), &o.reason),
    }
}

fn decide(ask: Ask, reason: &Reason) -> Result<bool> {
    let user = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    let by = reason.by.clone().or(user).filter(|by| !by.trim().is_empty());
    let by = by.ok_or_else(|| anyhow!("nobody knows who decides; say it with --by NAME"))?;
    let path = &reason.written.record.record;
    if !path.exists() {
        // a decision makes no record
        Store::open_read_only(path)?;
    }
    let mut store = Store::open_waiting(path, reason.written.wait)?;
    let outcome = store.decide(&ask, &by, &reason.why, Timestamp::now())?;
    if reason.format == Prose::Json {
        pretty(&outcome)?;
        return Ok(true);
    }
    let mut out = format!("decision {} by {by} is stored\n", outcome.decision);
    for event in &outcome.events {
        if let Some(d) = store.dossier_of(*event)? {
            let reports: Vec<String> =
                d.row.event.members.iter().map(|m| format!("{}#{}", m.article, m.report)).collect();
            writeln!(out, "  {event} · {} · told by {}", d.row.state.name(), reports.join(", "))?;
        }
    }
    print(&out)?;
    Ok(true)
}

fn suggestions(options: &Suggestions) -> Result<bool> {
    let store = Store::open_read_only(&options.record.record)?;
    let found = store.suggestions(options.limit)?;
    match options.format {
        Told::Json => pretty(&found)?,
        Told::Jsonl => lines(&found)?,
        Told::Text => {
            let mut out = String::new();
            for s in &found {
                writeln!(out, "{} and {} · score {:.2}", s.a, s.b, s.why.score)?;
                for (id, report) in [(s.a, &s.report_a), (s.b, &s.report_b)] {
                    let Some(d) = store.dossier_of(id)? else { continue };
                    let e = &d.row.event;
                    let places: Vec<&str> = e.locations.iter().map(|l| l.name.as_str()).collect();
                    let day = e.date.map_or_else(|| "?".to_owned(), |x| crate::extract::date(x).replace('\n', " "));
                    let line = format!(
                        "{}#{} · {day} · {} · {}",
                        report.article,
                        report.report,
                        places.join(", "),
                        e.sub_event_type.name()
                    );
                    writeln!(out, "    {}", tidy(&line))?;
                }
                let reasons: Vec<String> =
                    s.why.reasons.iter().map(|r| format!("{} {:+.1}", r.feature, r.weight)).collect();
                writeln!(out, "    {}", tidy(&reasons.join(", ")))?;
            }
            print(&out)?;
            eprintln!("{} pair(s); `isnad review merge A B` joins, `isnad review apart A B` keeps apart", found.len());
        }
    }
    Ok(true)
}

fn list(options: &Stats) -> Result<bool> {
    let decisions = Store::open_read_only(&options.record.record)?.decisions()?;
    if options.format == Prose::Json {
        pretty(&decisions)?;
        return Ok(true);
    }
    let mut out = String::new();
    for d in &decisions {
        let undone = if d.holds { "" } else { " (undone)" };
        writeln!(
            out,
            "{} · {} · {} by {}{undone}: {}",
            d.seq,
            shown(d.at),
            ruling(&d.what),
            tidy(&d.by),
            tidy(&d.why)
        )?;
    }
    print(&out)?;
    Ok(true)
}

/// `article#0`
fn member(text: &str) -> Result<Member> {
    let split = text.rsplit_once('#').and_then(|(article, n)| Some((article, n.parse().ok()?)));
    let (article, report) =
        split.with_context(|| format!("`{text}` names no report; write ARTICLE#NUMBER as `isnad show` does"))?;
    Ok(Member { article: article.to_owned(), report })
}

fn correction(field: &CorrectField) -> Result<Correction> {
    if let Some(text) = &field.date {
        return date(text).map(Correction::Date);
    }
    if let Some(text) = &field.sub_type {
        return sub_type(text).map(Correction::Type);
    }
    if let Some(text) = &field.place {
        return text.split(';').map(place).collect::<Result<_>>().map(Correction::Locations);
    }
    if let Some(text) = &field.figure {
        return figure(text);
    }
    if let Some(text) = &field.actor {
        return actor(text);
    }
    match &field.no_actor {
        Some(id) => Ok(Correction::NoActor { id: id.trim().to_owned() }),
        None => bail!("name the field to correct: --date, --type, --place, --figure, --actor or --no-actor"),
    }
}

fn date(text: &str) -> Result<Option<DateRange>> {
    if text.trim() == "none" {
        return Ok(None);
    }
    let day = |t: &str| -> Result<Date> {
        t.trim().parse().map_err(|_| anyhow!("`{t}` is no day; write 2024-05-11, 2024-05-11..2024-05-13 or none"))
    };
    Ok(Some(match text.split_once("..") {
        Some((a, b)) => DateRange::new(day(a)?, day(b)?, DatePrecision::Range),
        None => DateRange::day(day(text)?),
    }))
}

fn sub_type(text: &str) -> Result<SubEventType> {
    let told = text.trim().to_lowercase();
    let found = SubEventType::ALL.iter().find(|t| t.name().to_lowercase() == told);
    let names: Vec<&str> = SubEventType::ALL.iter().map(|t| t.name()).collect();
    found.copied().with_context(|| format!("`{text}` is no sub-event type; there are: {}", names.join(", ")))
}

fn place(text: &str) -> Result<Location> {
    let wrong = || anyhow!("`{text}` is no place; write NAME,CC or NAME,CC,LAT,LON as Ménaka,ML,15.92,2.40");
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let (name, country, point) = match parts.as_slice() {
        [name, country] => (name, country, None),
        [name, country, lat, lon] => {
            let degrees = |t: &str, most: f64| t.parse::<f64>().ok().filter(|x| x.abs() <= most).ok_or_else(wrong);
            (name, country, Some((degrees(lat, 90.0)?, degrees(lon, 180.0)?)))
        }
        _ => return Err(wrong()),
    };
    if name.is_empty() || country.len() != 2 || !country.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Err(wrong());
    }
    Ok(Location {
        name: (*name).to_owned(),
        country: Some(country.to_ascii_uppercase()),
        lat: point.map(|p| p.0),
        lon: point.map(|p| p.1),
        precision: PlacePrecision::Settlement,
        relation: Relation::In,
        evidence: Vec::new(),
    })
}

fn figure(text: &str) -> Result<Correction> {
    let wrong = || anyhow!("`{text}` is no figure; write killed:civilians=12, =10..15 or =10..12..15");
    let (what, numbers) = text.split_once('=').ok_or_else(wrong)?;
    let (measure, of) = what.split_once(':').ok_or_else(wrong)?;
    let measure = Measure::from_name(measure.trim()).ok_or_else(wrong)?;
    let of = Of::from_name(of.trim()).ok_or_else(wrong)?;
    let number = |t: &str| -> Result<Option<u64>> {
        let t = t.trim();
        if t.is_empty() { Ok(None) } else { t.parse().map(Some).map_err(|_| wrong()) }
    };
    let parts: Vec<Option<u64>> = numbers.split("..").map(number).collect::<Result<_>>()?;
    let (low, best, high) = match parts.as_slice() {
        [Some(n)] => (Some(*n), Some(*n), Some(*n)),
        [low, high] => (*low, None, *high),
        [low, best, high] => (*low, *best, *high),
        _ => return Err(wrong()),
    };
    let ordered = [low, best, high].into_iter().flatten().collect::<Vec<_>>();
    if ordered.is_empty() || !ordered.is_sorted() {
        return Err(wrong());
    }
    Ok(Correction::Figure { measure, of, low, best, high })
}

fn actor(text: &str) -> Result<Correction> {
    let wrong = || anyhow!("`{text}` is no actor with a part; write jnim=perpetrator or jnim=perpetrator=claimed");
    let mut parts = text.split('=').map(str::trim);
    let id = parts.next().filter(|id| !id.is_empty()).ok_or_else(wrong)?.to_owned();
    let role = parts.next().and_then(Role::from_name).ok_or_else(wrong)?;
    let stance = match parts.next() {
        Some(stance) => Some(Stance::from_name(stance).ok_or_else(wrong)?),
        None => None,
    };
    Ok(Correction::Actor { id, role, stance })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_read() {
        assert!(matches!(date("2024-05-13..2024-05-11").unwrap(), Some(d) if d.start() < d.end()));
        assert_eq!(date("none").unwrap(), None);
        assert!(matches!(figure("killed:civilians=10..12..15").unwrap(), Correction::Figure { best: Some(12), .. }));
        assert!(matches!(
            figure("killed:civilians=10..").unwrap(),
            Correction::Figure { low: Some(10), high: None, .. }
        ));
        assert_eq!(place("Ménaka, ml, 15.92, 2.4").unwrap().lat, Some(15.92));
        assert!(matches!(
            actor("jnim=perpetrator=claimed").unwrap(),
            Correction::Actor { stance: Some(Stance::Claimed), .. }
        ));
        assert_eq!(member("a#b#2").unwrap().article, "a#b");
        for wrong in ["killed=3", "killed:civilians=", "killed:civilians=5..3", "killed:cats=1"] {
            assert!(figure(wrong).is_err(), "{wrong}");
        }
        assert!(place("Ménaka").is_err() && place("X,ML,100,0").is_err() && member("a").is_err());
        assert!(actor("jnim").is_err() && sub_type("clash").is_err() && date("soon").is_err());
    }
}
