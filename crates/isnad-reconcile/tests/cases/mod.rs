//! The language of the case files: one telling a line.
//!
//! ```text
//! ## name of the case: what makes it hard
//! a 2024-05-16 | Attack | 2024-05-14 | Ménaka ML 15.92,2.40 settlement | issp! civilians:ML | village_town | killed 12 civilians residents
//! = a b ; c
//! ```
//!
//! A telling: article, day of publication (`-` where not known; `*` behind the article marks the article's background),
//! then type, date, places, actors, targets, claims, each list by `;`. A date is a day, a month, a year, `a..b`, or `-`. An
//! actor ends in `!` (perpetrator, asserted), `!claimed`, `!accused`, `!suspected`, `!denied`, or nothing (target). A claim:
//! measure, number (`12`, `12+`, `~12`, `12..14`, `dozens`, `not 12`), class, and who says it (kind: name); `title` before
//! it for a headline; `claimed` before it for a party. Several reports of one article stand under one name.
//! `= a b ; c` tells the events: `a` and `b` are one, `c` another.

#![allow(dead_code)]

use isnad_model::*;
use isnad_reconcile::{ArticleHead, Told};
use jiff::civil::Date;
use std::sync::Arc;

/// A case: its name, its tellings by letter, and the lines that tell what is expected.
pub struct Case {
    pub name: String,
    pub told: Vec<Told>,
    pub expected: Vec<String>,
}

/// All cases of a file; a line that cannot be read stops the test with its number.
pub fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let fail = |why: &str| -> ! { panic!("line {}: {why}: {line}", number + 1) };
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), told: Vec::new(), expected: Vec::new() });
        } else if line.is_empty() || line.starts_with('#') {
            continue;
        } else {
            let Some(case) = cases.last_mut() else { fail("a case begins with ##") };
            if let Some(expected) = line.strip_prefix('=') {
                case.expected.push(expected.trim().to_owned());
            } else {
                match telling(line, &case.told) {
                    Some(told) => case.told.push(told),
                    None => fail("no telling"),
                }
            }
        }
    }
    cases
}

fn telling(line: &str, before: &[Told]) -> Option<Told> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [head, kind, date, places, actors, targets, claims] = cells.try_into().ok()?;
    let mut words = head.split(' ');
    let (id, published) = (words.next()?, words.next()?);
    let publisher = words.next().map(str::to_owned);
    let main = !id.ends_with('*');
    let id = id.trim_end_matches('*');
    let index = before.iter().filter(|t| t.article.id == id).count() as u32;
    let published = if published == "-" { None } else { Some(published.parse::<Date>().ok()?) };
    let article = ArticleHead { id: id.to_owned(), published, publisher, ..ArticleHead::default() };
    let sub_event_type = SubEventType::from_name(kind)?;
    let list = |cell: &str| {
        cell.split(';').map(str::trim).filter(|c| !c.is_empty() && *c != "-").map(str::to_owned).collect::<Vec<_>>()
    };
    let report = Report {
        main,
        event_type: sub_event_type.event_type(),
        sub_event_type,
        date: if date == "-" { None } else { Some(range(date)?) },
        date_evidence: Vec::new(),
        locations: list(places).iter().map(|p| place(p)).collect::<Option<_>>()?,
        actors: actors.split_whitespace().filter(|a| *a != "-").map(actor).collect::<Option<_>>()?,
        tactics: Vec::new(),
        targets: targets.split_whitespace().filter(|t| *t != "-").map(Target::from_name).collect::<Option<_>>()?,
        claims: list(claims).iter().map(|c| claim(c)).collect::<Option<_>>()?,
        unclaimed: Vec::new(),
        evidence: Vec::new(),
    };
    Some(Told { article: Arc::new(article), index, report })
}

fn range(text: &str) -> Option<DateRange> {
    if let Some((a, b)) = text.split_once("..") {
        return Some(DateRange::new(a.parse().ok()?, b.parse().ok()?, DatePrecision::Range));
    }
    match text.len() {
        4 => {
            let day: Date = format!("{text}-01-01").parse().ok()?;
            Some(DateRange::new(day, day.last_of_year(), DatePrecision::Year))
        }
        7 => {
            let day: Date = format!("{text}-01").parse().ok()?;
            Some(DateRange::new(day, day.last_of_month(), DatePrecision::Month))
        }
        _ => Some(DateRange::day(text.parse().ok()?)),
    }
}

/// `Name CC lat,lon precision`, the point `-` where there is none; `near` before the name.
fn place(text: &str) -> Option<Location> {
    let (text, relation) = match text.strip_prefix("near ") {
        Some(rest) => (rest, Relation::Near),
        None => (text, Relation::In),
    };
    let mut parts = text.rsplitn(4, ' ');
    let precision = PlacePrecision::from_name(parts.next()?)?;
    let point = parts.next()?;
    let country = parts.next()?;
    let point = match point {
        "-" => None,
        _ => point.split_once(',').map(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)))?,
    };
    Some(Location {
        name: parts.next()?.to_owned(),
        country: Some(country.to_owned()),
        lat: point.map(|p: (f64, f64)| p.0),
        lon: point.map(|p| p.1),
        precision,
        relation,
        evidence: Vec::new(),
    })
}

fn actor(text: &str) -> Option<Actor> {
    let (id, role, stance) = match text.split_once('!') {
        None => (text, Role::Target, None),
        Some((id, "")) => (id, Role::Perpetrator, Some(Stance::Asserted)),
        Some((id, stance)) => (id, Role::Perpetrator, Some(Stance::from_name(stance)?)),
    };
    Some(Actor { id: id.to_owned(), role, stance, sources: Vec::new(), evidence: Vec::new() })
}

fn claim(text: &str) -> Option<Claim> {
    let (text, field) = match text.strip_prefix("title ") {
        Some(rest) => (rest, Field::Title),
        None => (text, Field::Text),
    };
    let (text, mut stance) = match text.strip_prefix("claimed ") {
        Some(rest) => (rest, ClaimStance::Claimed),
        None => (text, ClaimStance::Asserted),
    };
    let mut words = text.splitn(4, ' ');
    let measure = Measure::from_name(words.next()?)?;
    let mut number = words.next()?;
    let mut of = words.next()?;
    let mut source = words.next().unwrap_or_default();
    let held: String;
    if number == "not" {
        stance = ClaimStance::Denied;
        number = of;
        held = source.to_owned();
        (of, source) = held.split_once(' ').unwrap_or((&held, ""));
    }
    let of = Of::from_name(of)?;
    let figure = if number == "dozens" {
        Figure::qualified(20, Qualifier::Vague)
    } else if let Some((a, b)) = number.split_once("..") {
        Figure::range(a.parse().ok()?, b.parse().ok()?)
    } else if let Some(n) = number.strip_suffix('+') {
        Figure::qualified(n.parse().ok()?, Qualifier::AtLeast)
    } else if let Some(n) = number.strip_prefix('~') {
        Figure::qualified(n.parse().ok()?, Qualifier::About)
    } else {
        Figure::exact(number.parse().ok()?)
    };
    let sources = match source.split_once(':') {
        Some((kind, name)) => {
            vec![SourceLink { kind: SourceKind::from_name(kind.trim())?, name: name.trim().to_owned() }]
        }
        None if source.is_empty() => Vec::new(),
        None => return None,
    };
    let evidence = vec![Evidence { field, start: 0, end: 1, rule: "case".to_owned() }];
    Some(Claim { measure, of, figure, sources, stance, quote: text.to_owned(), evidence })
}
