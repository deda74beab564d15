//! From drafts to reports: types, dates, places, parts and claims put together.

use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::dates::{Anchor, DateExpr, DateMention, Unit};
use crate::incidents::{Draft, Gap, Segment, Told, TriggerHit, gone_on};
use crate::reading::Reading;
use crate::statements::{alike, claims};
use crate::sums::sums;
use crate::vocabulary::{Incident, Small, Word};
use crate::worth::{Case, FRESH, MASS};
use crate::{locations, parties, roles, settle};
use isnad_model::{Claim, DatePrecision, DateRange, Report, Role, SubEventType};
use jiff::ToSpan;
use jiff::civil::Date;

/// The reports of an article and its aggregates.
pub(crate) fn assemble(
    r: &Reading<'_>,
    attribution: &Attribution,
    told: &Told,
    figures: &[Figured],
    published: Option<Date>,
) -> (Vec<Report>, Vec<Claim>) {
    let mut reports: Vec<Report> = Vec::new();
    let mut headed: Option<usize> = None;
    let mut implied: Vec<usize> = Vec::new();
    let mut about_it = false;
    for d in &told.drafts {
        if let Some((report, told_day)) = report(r, attribution, told, d, figures, published) {
            headed = headed.or_else(|| d.of_headline(told).then_some(reports.len()));
            if !told_day {
                implied.push(reports.len());
            }
            about_it |= told_day || !report.claims.is_empty() || opens(r, told, d);
            reports.push(report);
        }
    }
    if !about_it {
        reports.clear();
        headed = None;
        implied.clear();
    }
    parties::of_series(&mut reports);
    // the headline speaks of what is told only further down
    if let Some(k) = headed.filter(|_| !reports.iter().any(|x| x.main)) {
        reports[k].main = true;
    }
    // an article about something else is no fresh news of what it recalls
    let lead = |g: &&Segment| g.title || g.sentence == r.title_sentences;
    let news = told.segments.iter().filter(lead).flat_map(|g| &g.triggers).any(|t| !t.known());
    if !reports.iter().any(|x| x.main) && !news {
        for k in implied {
            reports[k].date = None;
        }
    }
    let aggregates = if reports.is_empty() && told.aggregates.is_empty() {
        Vec::new()
    } else {
        claims(r, attribution, figures, &told.aggregates, false)
    };
    // the same figure told again of the incident itself
    let same = |a: &Claim, c: &Claim| {
        (a.measure, a.figure.low, a.figure.high) == (c.measure, c.figure.low, c.figure.high) && alike(a.of, c.of)
    };
    let few = |a: &Claim| a.figure.low.is_some_and(|n| n < MASS);
    let told_of = |a: &Claim| few(a) && reports.iter().any(|x: &Report| x.claims.iter().any(|c| same(a, c)));
    let mut aggregates: Vec<Claim> = aggregates.into_iter().filter(|a| !told_of(a)).collect();
    sums(r, &mut reports, &mut aggregates);
    (reports, aggregates)
}

/// Whether headline or first sentence tell of a draft. An article that tells of deeds only further down, of no day and with
/// no toll, is a speech or an analysis.
fn opens(r: &Reading<'_>, told: &Told, draft: &Draft) -> bool {
    let told_in = |g: &Segment| g.sentence <= r.title_sentences && !g.triggers.is_empty();
    draft.segments.iter().any(|k| told_in(&told.segments[*k]))
}

/// Whether the sentences of a draft name a year before the last one and no other time.
fn of_old_years(r: &Reading<'_>, told: &Told, draft: &Draft, published: Option<Date>) -> bool {
    let Some(published) = published else { return false };
    let mut dates = draft
        .segments
        .iter()
        .flat_map(|k| r.dates_in(r.sentence(told.segments[*k].sentence)))
        .filter(|d| d.kind == "date")
        .peekable();
    let old = |d: &DateMention| matches!(d.expr, DateExpr::Absolute { year: Some(y), month: None, .. } if y + 1 < published.year());
    dates.peek().is_some() && dates.all(old)
}

/// The report of a draft, and whether the text tells its day.
fn report(
    r: &Reading<'_>,
    attribution: &Attribution,
    told: &Told,
    draft: &Draft,
    figures: &[Figured],
    published: Option<Date>,
) -> Option<(Report, bool)> {
    let country = locations::country(r, told, draft);
    let mut parts = roles::read(r, attribution, told, draft, figures, country.clone());
    let unclaimed = std::mem::take(&mut parts.unclaimed);
    let (actors, sites) = roles::actors(parts);
    let targets: Vec<isnad_model::Target> = sites.iter().map(|s| s.target).collect();
    let settled = settle::settle(r, told, draft, figures, &actors, &targets)?;
    let force = || actors.iter().find(|a| a.role == Role::Perpetrator)?.id.strip_prefix("state:")?.get(..2);
    let taken = (settled.sub_type == SubEventType::Arrests).then(force).flatten().map(|c| draft.of_arrest(r, told, c));
    let mut locations = locations::read(r, told, taken.as_ref().unwrap_or(draft), &actors, &sites);
    // "meanwhile the coalition flew raids on their posts": beside the news and nowhere else
    if locations.is_empty()
        && draft.beside(told)
        && let Some(main) = told.drafts.first()
    {
        locations = locations::read(r, told, main, &actors, &[]);
    }
    if locations.is_empty()
        && let Some(before) = draft.other_than(r, told)
    {
        locations = locations::read(r, told, before, &actors, &[]);
    }
    let indices: Vec<usize> = draft.segments.iter().flat_map(|k| told.segments[*k].figures.iter().copied()).collect();
    let old = |d: DateRange| published.is_some_and(|p| (p - d.end()).get_days() > FRESH);
    let known = !draft.main || draft.date.is_some_and(|(_, d)| old(d));
    let claims = claims(r, attribution, figures, &indices, known);
    // a trial tells of what happened long before
    let mut first = draft.segments.iter().take(2).map(|k| told.segments[*k].sentence);
    let tried = first.any(|s| r.any(r.sentence(s), &[Small::Legal, Small::Trial]));
    // an accord is made on the day on which it is announced
    let accord = settled.sub_type == SubEventType::Agreement;
    let said = draft.said.filter(|(_, d)| {
        (draft.main || accord)
            && !draft.known
            && !tried
            && d.precision() == DatePrecision::Day
            // told on the day of publication, it is fresh news: of that day or the one before
            && published.is_none_or(|p| (if accord { 0 } else { 1 }..=10).contains(&(p - d.start()).get_days()))
    });
    let dated = draft.date.or_else(|| gone_on(told, draft)).or(said).or_else(|| announced(draft, published));
    let years_ago = matches!(draft.after, Some(Gap::Anniversary(_))) && draft.date.is_none();
    let explicit = dated.filter(|_| !years_ago).map(|(_, d)| d).or_else(|| before_main(r, told, draft, published));
    // what happened on this day centuries ago
    if explicit.zip(published).is_some_and(|(d, p)| p.year() - d.end().year() > HISTORY) {
        return None;
    }
    // "tombs that extremists destroyed in 2012": nothing that happened now
    if explicit.is_none() && claims.is_empty() && of_old_years(r, told, draft, published) {
        return None;
    }
    let retort = draft.segments.first().is_some_and(|k| told.segments[*k].retort);
    // what was answered is of the day of the answer
    let own_account = !retort && (draft.background || draft.known || draft.said.is_some());
    let same_day = || if own_account { None } else { day_of_lead(told, published) };
    let date = explicit.or_else(|| {
        // "the minister condemned the attack that …": days later, for all the text tells
        let news = published.filter(|_| !(recalled(told, draft) && condemned(r)));
        let beside = || draft.other_than(r, told).and_then(|d| d.date).map(|(_, d)| d);
        let told = || beside().or_else(same_day).or_else(|| fresh(draft, news, retort && !draft.known));
        // gas is answered days later
        let gas = retort && settled.sub_type == SubEventType::ChemicalWeapon;
        if tried || gas { None } else { told() }
    });
    let date = date.map(|d| until_told(d, published));
    let fresh = explicit.is_none() && date.is_some();
    let case = Case {
        r,
        told,
        draft,
        sub_type: &settled.sub_type,
        date: explicit,
        fresh,
        locations: &locations,
        claims: &claims,
        actors: &actors,
    };
    if !case.worth() {
        return None;
    }
    let date_evidence = dated
        .map(|(k, _)| vec![r.evidence(r.dates[k].range.clone(), format!("dates:{}", r.dates[k].pattern))])
        .unwrap_or_default();
    let evidence = draft
        .segments
        .iter()
        .flat_map(|k| &told.segments[*k].triggers)
        .take(8)
        .map(|t| r.evidence(t.at..t.end, format!("event:{:?}", t.trigger.kind).to_lowercase()))
        .collect();
    let mut report = Report {
        main: draft.main,
        event_type: settled.sub_type.event_type(),
        sub_event_type: settled.sub_type,
        date,
        date_evidence,
        locations,
        actors,
        tactics: settled.tactics,
        targets,
        claims,
        unclaimed,
        evidence,
    };
    parties::of_kind(&mut report, country.as_deref());
    Some((report, explicit.is_some()))
}

/// What was announced days ago beside the news: of the day of the announcement or the one before it.
fn announced(draft: &Draft, published: Option<Date>) -> Option<(usize, DateRange)> {
    let (k, said) = draft.said.filter(|_| !draft.main && !draft.known && draft.after.is_none())?;
    let days = (published? - said.end()).get_days();
    if days < ANNOUNCED {
        return None;
    }
    let range = match said.precision() {
        DatePrecision::Day => DateRange::new(said.start().checked_sub(1.day()).ok()?, said.end(), DatePrecision::Range),
        _ => said,
    };
    Some((k, range))
}

/// "This week": what happened in it happened before it was told.
fn until_told(d: DateRange, published: Option<Date>) -> DateRange {
    let stretch = matches!(d.precision(), DatePrecision::Week | DatePrecision::Range);
    match published {
        Some(day) if stretch && d.start() <= day && day < d.end() => DateRange::new(d.start(), day, d.precision()),
        _ => d,
    }
}

/// Days after which an announcement is told as one of before the news, at least.
const ANNOUNCED: i32 = 2;

/// Years after which an incident is history.
const HISTORY: i16 = 100;

/// "A day after …": counted back from the main incident.
fn before_main(r: &Reading<'_>, told: &Told, draft: &Draft, published: Option<Date>) -> Option<DateRange> {
    let gap = draft.after?;
    let counted = || draft.segments.first().and_then(|k| told.segments[*k].counted_from);
    let main =
        || told.drafts.iter().find(|d| d.main && d.after.is_none()).and_then(|d| d.date.or(d.said)).map(|(_, d)| d);
    let from = match gap {
        Gap::Days(0) => main(),
        Gap::Told(k) if matches!(r.dates[k].expr, DateExpr::Ago { count: None, .. }) => main(),
        Gap::Anniversary(_) => None,
        _ => counted().or_else(main),
    };
    let from = from.map(|d| d.start()).or(published)?;
    match gap {
        Gap::Days(0) => {
            let (a, b) = (from.checked_sub(7.days()).ok()?, from.checked_sub(1.day()).ok()?);
            Some(DateRange::new(a, b, DatePrecision::Week))
        }
        Gap::Days(days) => from.checked_sub(days.days()).ok().map(DateRange::day),
        // "a week after …", to the day
        Gap::Told(k) if let DateExpr::Ago { unit: Unit::Week, count: Some(weeks), .. } = r.dates[k].expr => {
            from.checked_sub((7 * weeks).days()).ok().map(DateRange::day)
        }
        Gap::Told(k) => {
            let anchor = Anchor { published: Some(from), dateline: None, reference: Some(DateRange::day(from)) };
            r.dates[k].expr.resolve(&anchor)
        }
        Gap::Anniversary(k) => match r.dates[k].expr {
            DateExpr::Ago { count: Some(years), .. } => from.checked_sub(years.years()).ok().map(DateRange::day),
            _ => None,
        },
    }
}

/// What stands beside a fresh main incident without a word of time of its own happened on its day.
fn day_of_lead(told: &Told, published: Option<Date>) -> Option<DateRange> {
    let (_, day) = told.drafts.iter().find(|d| d.main)?.date?;
    let fresh = published.is_some_and(|p| (0..=2).contains(&(p - day.end()).get_days()));
    (fresh && day.precision() == DatePrecision::Day).then_some(day)
}

/// Whether the words that tell an incident where the article opens speak of it as known: "the attack that hit …".
fn recalled(told: &Told, draft: &Draft) -> bool {
    let body = draft.segments.iter().map(|k| &told.segments[*k]).find(|g| !g.title);
    // "the attack that hit X and led to the death of ten": what it led to is told anew
    let deed = |t: &&TriggerHit| t.trigger.noun && t.trigger.kind != Incident::Killing;
    let mut named = body.into_iter().flat_map(|g| &g.triggers).filter(deed).peekable();
    draft.known || named.peek().is_some() && named.all(TriggerHit::known)
}

/// Whether the article opens with somebody who condemns.
fn condemned(r: &Reading<'_>) -> bool {
    let Some(lead) = (r.title_sentences..r.sentences()).map(|s| r.sentence(s)).next() else { return false };
    let opening = lead.start..lead.end.min(lead.start + OPENING);
    opening.into_iter().any(|t| r.words(t).any(|(_, w)| matches!(w, Word::Speech(s) if s.condemns)))
}

/// Words within which an article opens with what it is about.
const OPENING: usize = 14;

/// A fresh item without any word of time: the day before publication to publication (codebook, settled questions).
/// `retort`: what the news answered; it is as fresh as the answer.
fn fresh(draft: &Draft, published: Option<Date>, retort: bool) -> Option<DateRange> {
    let day = published?;
    if !draft.main && !retort && (draft.background || draft.known) {
        return None;
    }
    let before = day.checked_sub(1.day()).ok()?;
    Some(DateRange::new(before, day, DatePrecision::Range))
}
