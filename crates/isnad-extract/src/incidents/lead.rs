//! Headline and lead mark the main incidents.

use super::fit::{Method, method};
use super::{Draft, Segment, Told, TriggerHit};
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::Incident;
use isnad_language::Features;
use isnad_model::{DatePrecision, DateRange, Measure, Of, PlacePrecision, Qualifier};

/// Headline and lead mark the main incidents; a round-up, whose headline tells no single one, has as many as it dates.
pub(super) fn mark_main(r: &Reading<'_>, figures: &[Figured], told: &mut Told, drafts: &mut Vec<Draft>) {
    let specific = |g: &Segment| !g.figures.is_empty() || g.triggers.iter().any(|t| !t.general && !t.trigger.weak);
    let telling: Vec<bool> = told.segments.iter().map(|g| g.item && !g.triggers.is_empty()).collect();
    let item = |d: &Draft| d.segments.iter().any(|k| telling[*k]);
    let items = drafts.iter().filter(|d| item(d)).count() >= 3;
    let dated = drafts.iter().filter(|d| d.date.is_some()).count();
    let first = drafts.first();
    // the toll of a week whose days are told one by one
    let week = first.is_some_and(|d| {
        let stretch = d.date.filter(|(_, x)| (x.end() - x.start()).get_days() >= 3);
        let days = |x: DateRange| drafts.iter().skip(1).filter(|o| o.date.is_some_and(|(_, y)| x.contains(&y))).count();
        let mut triggers = d.segments.iter().flat_map(|k| &told.segments[*k].triggers).peekable();
        // "the army killed 45 of them in a week"
        let least = if triggers.peek().is_none() { 2 } else { 3 };
        let sum = |t: &TriggerHit| matches!(t.trigger.kind, Incident::Killing | Incident::Arrest | Incident::Operation);
        triggers.all(sum) && stretch.is_some_and(|(_, x)| days(x) >= least)
    });
    // a headline or lead that only speaks of the series is no incident of its own
    let vague = first.is_some_and(|d| {
        let segments = || d.segments.iter().map(|k| &told.segments[*k]);
        d.date.is_none()
            && segments().all(|g| g.figures.is_empty())
            && (segments().all(|g| !specific(g)) || segments().all(|g| g.places.is_empty()))
    });
    // the sum of a list
    let sum = items && first.is_some_and(|d| d.date.is_none() && !item(d));
    // a chronicle: what its head tells is told again one by one
    let chronicle = dated >= CHRONICLE && first.is_some_and(|d| d.date.is_none() && d.after.is_none());
    if (vague || week) && dated >= 3 || sum || chronicle {
        let series = drafts.remove(0);
        told.aggregates.extend(series.segments.iter().flat_map(|k| told.segments[*k].figures.iter().copied()));
    }
    let fine = |p: &usize| {
        matches!(r.places[*p].precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
    };
    // without a headline the first sentence stands for it
    let untitled = r.title_sentences == 0;
    let heads = |g: &Segment| g.title || untitled && g.sentence == 0;
    let headline = told
        .segments
        .iter()
        .any(|g| heads(g) && (specific(g) || g.places.iter().any(fine) && g.triggers.iter().any(|t| !t.general)));
    let days: Vec<DateRange> = drafts.iter().filter_map(|d| d.date.map(|(_, x)| x)).collect();
    let latest = days.iter().map(|d| d.end()).max();
    let round_up = (!headline || week) && dated >= 3;
    told.week = round_up && week;
    // places that the headline names: their incidents are what it tells
    let named: Vec<&str> = told
        .segments
        .iter()
        .filter(|g| heads(g) && !g.deed)
        .flat_map(|g| g.places.iter().filter(|p| fine(p)))
        .map(|p| r.places[*p].name.as_str())
        .collect();
    let series = series_of_headline(told, heads, r.title_sentences);
    let first = drafts.first().map(|d| d.date.map(|(_, x)| x));
    let tolls = tolls_of_sum(told, drafts, heads);
    let places = |d: &Draft| -> Vec<&str> {
        let all = d.segments.iter().filter(|s| !told.segments[**s].title).flat_map(|s| &told.segments[*s].places);
        all.filter(|p| fine(p)).map(|p| r.places[*p].name.as_str()).collect()
    };
    // "… in X, and … in Y": of the headline's places those where the first incident was not
    let others: Vec<&str> = match drafts.first().map(places) {
        Some(own) if !own.is_empty() => named.iter().copied().filter(|n| !own.contains(n)).collect(),
        _ => Vec::new(),
    };
    let fresh = |x: DateRange| r.published.is_none_or(|p| (p - x.end()).get_days() <= WEEK);
    let fronts: Vec<bool> = drafts
        .iter()
        .map(|d| !d.background && d.date.is_some_and(|(_, x)| fresh(x)) && places(d).iter().any(|p| others.contains(p)))
        .collect();
    let counted = counted_in_headline(figures, told, drafts, heads);
    let summed = summed_in_headline(figures, told, drafts, heads);
    let several = several(told, heads);
    for (k, d) in drafts.iter_mut().enumerate() {
        let recent = d.date.is_some_and(|(_, x)| latest.is_some_and(|l| (l - x.end()).get_days() <= 31));
        d.main = if round_up {
            let old = d.date.is_some_and(|(_, x)| matches!(x.precision(), DatePrecision::Month | DatePrecision::Year));
            recent && !old && d.after.is_none() && !d.background || d.date.is_none() && k == 0
        } else if items {
            item(d)
        } else {
            k == 0 && leads(r, told, d)
                || named.is_empty() && one_of(told, d, &series) && same_day(d, first)
                || tolls.contains(&k) && same_day(d, first)
                || fronts[k] && d.after.is_none()
                || counted.contains(&k) && d.date.is_none_or(|(_, x)| fresh(x))
                || summed.contains(&k) && near_day(d, first)
                || several && dealt_anew(told, d, r.title_sentences) && near_day(d, first)
                || (d.date.is_some() && first.flatten().is_some() || !d.background)
                    && d.segments
                        .iter()
                        .flat_map(|s| &told.segments[*s].places)
                        .any(|p| fine(p) && named.contains(&r.places[*p].name.as_str()))
                    && recent
                    && (same_day(d, first) || d.segments.iter().any(|s| heads(&told.segments[*s])))
                || d.after.is_none()
                    && d.segments.iter().any(|s| {
                        let g = &told.segments[*s];
                        heads(g)
                            && !g.triggers.is_empty()
                            && !(g.deed || g.recalled)
                            && (!g.retort || g.title && !g.figures.is_empty())
                    })
        };
    }
}

/// Days before publication on which a second front that the headline names was told of at most.
const WEEK: i32 = 7;

/// So many incidents of their own days make a chronicle.
const CHRONICLE: usize = 6;

/// So many sentences of the body may pass before the news is told.
const LEAD: usize = 4;

/// Whether headline or first sentences tell of it: an article about something else recalls it further down.
fn leads(r: &Reading<'_>, told: &Told, d: &Draft) -> bool {
    let first = d.segments.first().map_or(0, |k| told.segments[*k].sentence);
    r.title_sentences == 0 || first < r.title_sentences + LEAD
}

/// How the incidents are done that a headline tells in the plural: "raids on …", "clashes and shelling in …".
fn series_of_headline(told: &Told, heads: impl Fn(&Segment) -> bool, lead: usize) -> Vec<Method> {
    let titles = told.segments.iter().filter(|g| heads(g));
    // "three commanders were killed in raids", told one by one below
    let deaths = |g: &Segment| !g.figures.is_empty() || g.triggers.iter().any(|t| t.trigger.kind == Incident::Killing);
    let below = told.segments.iter().filter(|g| g.sentence == lead && deaths(g));
    let plural = below.flat_map(|g| &g.triggers).filter(|t| t.trigger.noun && t.features.has(Features::PLURAL));
    let fire = |m: &Method| matches!(m, Method::Air | Method::Artillery);
    let below: Vec<Method> = plural.filter_map(|t| method(t.trigger.kind)).filter(fire).collect();
    // "aircraft raid the rebels in four provinces": a verb of raids or shelling that names no town
    let series = |t: &&TriggerHit| {
        let fire = matches!(method(t.trigger.kind), Some(Method::Air | Method::Artillery));
        t.trigger.noun && t.features.has(Features::PLURAL) || !t.trigger.noun && fire
    };
    let mut all: Vec<Method> =
        titles.flat_map(|g| &g.triggers).filter(series).filter_map(|t| method(t.trigger.kind)).collect();
    all.extend(below);
    all
}

/// Whether a draft tells anew one of a series.
fn one_of(told: &Told, d: &Draft, series: &[Method]) -> bool {
    let first = d.segments.first().map(|k| &told.segments[*k]);
    !d.background
        && d.after.is_none()
        && first.is_some_and(|g| {
            !g.places.is_empty()
                && g.triggers.iter().any(|t| method(t.trigger.kind).is_some_and(|m| series.contains(&m)))
        })
}

/// Below a headline that only tells a sum since the fighting began: the tolls of the day, sentence by sentence.
fn tolls_of_sum(told: &Told, drafts: &[Draft], heads: impl Fn(&Segment) -> bool) -> Vec<usize> {
    let mut titles = told.segments.iter().filter(|g| heads(g)).peekable();
    let sum = titles.peek().is_some() && titles.all(|g| g.longrun || g.triggers.is_empty() || !g.running.is_empty());
    let start = |d: &Draft| d.segments.first().map(|k| told.segments[*k].sentence);
    let day = drafts.first().is_some_and(|d| d.date.is_some_and(|(_, x)| x.precision() == DatePrecision::Day));
    let Some(first) = drafts.first().and_then(start).filter(|_| sum && day) else { return Vec::new() };
    let deaths = |d: &Draft| d.segments.iter().any(|k| !told.segments[*k].figures.is_empty());
    let near = |d: &Draft| start(d).is_some_and(|s| s <= first + 1) && deaths(d) && !d.background && d.after.is_none();
    (1..drafts.len()).filter(|k| near(&drafts[*k])).collect()
}

/// "Rebels take the town, and two peacekeepers were killed", "a missile on the camp, and dozens of rebels killed": incidents
/// whose toll the headline gives beside the first one, by its number or by whom it counts.
fn counted_in_headline(
    figures: &[Figured],
    told: &Told,
    drafts: &[Draft],
    heads: impl Fn(&Segment) -> bool,
) -> Vec<usize> {
    let vague = |f: &Figured| f.figure.qualifier == Qualifier::Vague;
    let toll = |f: &Figured| (f.measure, f.figure.low, f.figure.high);
    let class = |f: &Figured| (f.measure, f.of);
    let headline: Vec<&Figured> =
        told.segments.iter().filter(|g| heads(g)).flat_map(|g| &g.figures).map(|k| &figures[*k]).collect();
    let body = |d: &Draft| -> Vec<&Figured> {
        let own = d.segments.iter().map(|k| &told.segments[*k]).filter(|g| !heads(g));
        own.flat_map(|g| &g.figures).map(|k| &figures[*k]).collect()
    };
    let tolls: Vec<Vec<&Figured>> = drafts.iter().map(body).collect();
    let counts = |of: &[&Figured], f: &Figured| of.iter().any(|x| !vague(x) && toll(x) == toll(f));
    let classes = |of: &[&Figured], f: &Figured| of.iter().any(|x| class(x) == class(f));
    // a crowd of people may be anybody
    let told_by = |k: usize, f: &Figured| match vague(f) {
        true => f.of != Of::People && classes(&tolls[k], f) && tolls.iter().filter(|t| classes(t, f)).count() == 1,
        false => f.figure.low > Some(1) && counts(&tolls[k], f) && tolls.iter().filter(|t| counts(t, f)).count() == 1,
    };
    (1..drafts.len())
        .filter(|k| !drafts[*k].background && drafts[*k].after.is_none())
        .filter(|k| headline.iter().any(|f| told_by(*k, f)))
        .collect()
}

/// "43 killed in two attacks": the incidents whose dead make up the toll of the headline with those of the first.
fn summed_in_headline(
    figures: &[Figured],
    told: &Told,
    drafts: &[Draft],
    heads: impl Fn(&Segment) -> bool,
) -> Vec<usize> {
    let dead = |i: &usize| {
        let f = &figures[*i];
        (f.measure == Measure::Killed && f.figure.qualifier != Qualifier::Vague).then_some(f.figure.low).flatten()
    };
    let headline: Vec<u64> =
        told.segments.iter().filter(|g| heads(g)).flat_map(|g| &g.figures).filter_map(dead).collect();
    let body = |d: &Draft| -> Vec<u64> {
        let own = d.segments.iter().map(|k| &told.segments[*k]).filter(|g| !heads(g));
        own.flat_map(|g| &g.figures).filter_map(dead).filter(|n| *n > 0).collect()
    };
    let Some(first) = drafts.first().map(body) else { return Vec::new() };
    let parts = |d: &Draft| {
        let other = body(d);
        headline.iter().any(|n| first.iter().any(|a| other.iter().any(|b| a + b == *n)))
    };
    (1..drafts.len()).filter(|k| !drafts[*k].background && drafts[*k].after.is_none() && parts(&drafts[*k])).collect()
}

/// "Two attacks in X and Y", "attacks leave 20 dead": a headline of several blows, whose incidents the body tells one by one.
fn several(told: &Told, heads: impl Fn(&Segment) -> bool) -> bool {
    let many = |t: &TriggerHit| {
        t.trigger.noun
            && !t.known()
            && t.features.any(Features::PLURAL | Features::DUAL)
            && matches!(t.trigger.kind, Incident::Attack | Incident::Bombing | Incident::Suicide | Incident::Carbomb)
    };
    told.segments.iter().filter(|g| heads(g)).any(|g| g.triggers.iter().any(many))
}

/// Whether a draft of the first sentences tells anew of a blow that was dealt somewhere, with its dead or wounded.
fn dealt_anew(told: &Told, d: &Draft, lead: usize) -> bool {
    let Some(g) = d.segments.first().map(|k| &told.segments[*k]) else { return false };
    let dealt = |t: &TriggerHit| {
        use Incident as I;
        let kinds = [I::Attack, I::Bombing, I::Suicide, I::Carbomb, I::Ied, I::Clash, I::Shooting, I::Killing];
        kinds.contains(&t.trigger.kind) && !t.known() && !t.general
    };
    !d.background
        && d.after.is_none()
        && g.sentence < lead + ONE_BY_ONE
        && !g.places.is_empty()
        && !g.figures.is_empty()
        && g.triggers.iter().any(dealt)
}

/// So many sentences of the body may tell the blows of a headline one by one.
const ONE_BY_ONE: usize = 8;

/// Whether a draft tells the first one's day or the one beside it.
fn near_day(d: &Draft, first: Option<Option<DateRange>>) -> bool {
    d.date
        .zip(first.flatten())
        .is_none_or(|((_, a), b)| (a.start() - b.end()).get_days() <= 1 && (b.start() - a.end()).get_days() <= 1)
}

/// Whether a draft tells no other day than the first one.
fn same_day(d: &Draft, first: Option<Option<DateRange>>) -> bool {
    d.date.zip(first.flatten()).is_none_or(|((_, a), b)| a.overlaps(&b))
}
