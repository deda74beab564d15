//! Sentences are cut into segments that tell at most one incident each.

use super::answers::{struck_back, told_in_answer};
use super::clauses::clause_cuts;
use super::cuts::{cuts, headline_cuts};
use super::rally::causes;
use super::recalled::recalled;
use super::running::{opens_run, record, running, since_act};
use super::since::since;
use super::triggers::triggers;
use super::when::{DayOf, after, choose_date, counts_from_another, long};
use super::{Segment, TriggerHit};
use crate::among::places_among;
use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::dates::DateMention;
use crate::describing::describes;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small, Word};
use crate::worth::FRESH;
use isnad_language::Features;
use isnad_model::{DatePrecision, DateRange, Measure, Of, PlacePrecision, Qualifier};
use std::ops::Range;

/// What "hundreds" counts at least (codebook, section 6).
const HUNDREDS: u64 = 200;

/// Words between a relative pronoun and a word of a long run that belongs to its clause at most.
const RELATIVE: usize = 4;

/// So many are killed or hurt by no single incident of which nobody tells the day.
const THOUSAND: u64 = 1000;

pub(super) fn segments_of(
    r: &Reading<'_>,
    attribution: &Attribution,
    figures: &[Figured],
    resolved: &[Option<DateRange>],
    days: &[DayOf],
    s: usize,
    out: &mut Vec<Segment>,
) {
    let tokens = r.sentence(s);
    let title = s < r.title_sentences;
    // figures stand in the order of the sentences
    let first = figures.partition_point(|f| f.sentence < s);
    let own = &figures[first..first + figures[first..].partition_point(|f| f.sentence == s)];
    let title_told = out.iter().take_while(|g| g.title).any(|g| !g.triggers.is_empty());
    let legal = r.any(tokens.clone(), &[Small::Legal]);
    let item = r.list_item(s);
    let mut triggers = triggers(r, attribution, tokens.clone(), title);
    // "the police freed 21 pupils": no ground
    let freed = |t: usize| own.iter().any(|f| f.governor == Some(t) && f.measure == Measure::Freed);
    for t in triggers.iter_mut().filter(|t| t.trigger.kind == Incident::Regain && freed(t.at)) {
        t.trigger.kind = Incident::Release;
    }
    // "detonated 163 bombs that it had found": nobody was hit
    let blown =
        |t: usize| own.iter().any(|f| f.governor == Some(t) && f.measure == Measure::Destroyed && f.of == Of::Weapons);
    for t in triggers.iter_mut().filter(|t| matches!(t.trigger.kind, Incident::Bombing | Incident::Ied) && blown(t.at))
    {
        t.trigger.kind = Incident::Disrupt;
    }
    // "in solidarity with those shelled in X": what a protest is about is left out, or an incident of its own
    let causes = causes(r, &triggers, own, &tokens);
    let idle = |t: usize| causes.iter().any(|(c, own)| !own && c.contains(&t));
    triggers.retain(|t| !idle(t.at));
    let mut cuts = cuts(r, &triggers, own, resolved, days, tokens.clone());
    cuts.retain(|c| !causes.iter().any(|(clause, _)| clause.contains(c)));
    cuts.extend(causes.iter().flat_map(|(c, _)| [c.start, c.end]).filter(|c| *c > tokens.start));
    cuts.sort_unstable();
    let clauses = if title { Vec::new() } else { clause_cuts(r, &triggers, figures, own, &cuts, tokens.clone()) };
    cuts.extend(clauses.iter().filter(|c| !cuts.contains(c)).copied().collect::<Vec<_>>());
    cuts.sort_unstable();
    if title {
        cuts.extend(headline_cuts(r, &triggers, own, tokens.clone()));
        cuts.sort_unstable();
    }
    let old = recalled(r, &triggers, own, resolved, &cuts, tokens.clone());
    cuts.extend(old.iter().flat_map(|clause| [clause.start, clause.end]));
    cuts.sort_unstable();
    cuts.retain(|c| *c < tokens.end);
    cuts.push(tokens.end);
    let mut start = tokens.start;
    for cut in cuts {
        let range = start..cut;
        if range.is_empty() {
            continue;
        }
        if idle(range.start) {
            start = cut;
            continue;
        }
        let inside = |t: usize| range.contains(&t);
        // a sentence of its own may tell of the campaign; inside the news it only says since when it goes on
        let campaign = range == tokens && s > r.title_sentences && opens_campaign(r, days, &range);
        let dates: Vec<(usize, DateRange)> = places_among(&r.dates, range.clone())
            .map(|k| (k, &r.dates[k]))
            .filter(|(k, d)| {
                d.kind == "date"
                    && (days[*k] != DayOf::Campaign || campaign)
                    && days[*k] != DayOf::Act
                    && !counts_from_another(r, d)
            })
            .filter_map(|(k, _)| resolved[k].map(|x| (k, x)))
            .collect();
        let back = range.start > tokens.start && struck_back(r, &triggers, range.start, range.end);
        let retort = back || told_in_answer(r, &triggers, own, range.clone());
        let triggers: Vec<TriggerHit> = triggers.iter().filter(|t| inside(t.at)).copied().collect();
        // "a doctor who had been abducted in April": told with how he was taken
        let held = |k: &usize| {
            let f = &figures[*k];
            let governor = f.governor.filter(|_| f.measure == Measure::Abducted);
            governor.filter(|t| old.iter().any(|clause| clause.contains(t))).unwrap_or(f.at)
        };
        // a court's sentences are no tolls
        let figures_in: Vec<usize> =
            (first..first + own.len()).filter(|k| inside(held(k)) && !(legal && figures[*k].execution)).collect();
        let (running, figures_in): (Vec<usize>, Vec<usize>) =
            figures_in.into_iter().partition(|k| running(r, own, *k - first, &range));
        let dated_alone = s == r.title_sentences || speaks_of_incident(r, range.clone());
        let (date, said) = choose_date(r, &triggers, &figures_in, figures, dates, days, dated_alone);
        let since_word =
            |t: usize| r.is(t, Small::Since) && !record(r, t) && r.date_at(t).is_none_or(|d| opens_run(r, d));
        let since_word = |t: usize| since_word(t) && !describes(r, t);
        let stretch = |d: &DateMention| d.kind == "period" && opens_run(r, d) && !describes(r, d.range.start);
        let open = r.dates_in(range.clone()).iter().any(stretch)
            || r.marked(range.clone(), Small::Since.mark()).any(since_word);
        // "the festival that is held every year" says nothing of the figures before it
        let aside = |t: usize| (t.saturating_sub(RELATIVE).max(range.start)..t).any(|k| r.is(k, Small::Relative));
        // "killed seven in the deadliest attack for years": a toll of one deed
        let told = !figures_in.is_empty();
        let longrun_word = r.marked(range.clone(), Small::Longrun.mark()).any(|t| !(aside(t) || told && record(r, t)));
        let conflict = r.marked(range.clone(), Small::Conflict.mark()).any(|t| !aside(t));
        // "thirty rebels were killed": a toll of the day's news, whatever war it is part of
        let news = s <= r.title_sentences + 1
            && !figures_in.is_empty()
            && figures_in.iter().all(|k| figures[*k].figure.low.is_some_and(|n| n < NEWS));
        let fresh = date.zip(r.published).is_some_and(|((_, d), p)| (p - d.end()).get_days() <= FRESH);
        // ground that changed hands on a day told is no long run
        let taken = |t: &TriggerHit| date.is_some() && matches!(t.trigger.kind, Incident::Takeover | Incident::Regain);
        let strong = triggers.iter().any(|t| !t.general && (!t.trigger.weak || taken(t)));
        let mut places: Vec<usize> = (0..r.places.len())
            .filter(|k| {
                let p = &r.places[*k];
                inside(p.tokens.start) && !p.aside && !attribution.speaking[p.tokens.start]
            })
            .collect();
        if let Some(t) = in_the_wake(r, &triggers, &figures_in, figures, range.start) {
            let behind = |k: &usize| r.places[*k].tokens.start > t;
            let told = |k: &usize| {
                let p = &r.places[*k];
                behind(k) && p.precision != PlacePrecision::Country && p.country == r.country
            };
            if places.iter().any(told) {
                places.retain(behind);
            }
        }
        let definite = speaks_of_known(&triggers) || triggers.is_empty() && speaks_of_incident(r, range.clone());
        let recalls = campaign
            || old.iter().any(|o| o.start == range.start)
            || causes.iter().any(|(c, _)| c.start == range.start);
        // "… last month, in the valley": the end of the sentence is of its beginning
        let tail = old.iter().any(|o| o.end == range.start) && triggers.is_empty() && figures_in.is_empty();
        if tail && let Some(main) = out.len().checked_sub(2).and_then(|k| out.get_mut(k)) {
            main.places.extend(places);
            main.date = main.date.or(date);
            start = cut;
            continue;
        }
        let since_at = r.marked(range.clone(), Small::Since.mark()).next().unwrap_or(range.end);
        let mut before_since = triggers.iter().filter(|t| t.at < since_at);
        let meanwhile = range.start > tokens.start && r.is(range.start, Small::Meanwhile);
        let relative = range.start > tokens.start && r.is(range.start, Small::Relative);
        let many = date.is_none_or(|(_, d)| long(&d)) && figures_in.iter().any(|k| hundreds(&figures[*k]));
        let sum = title && many && triggers.iter().all(|t| t.trigger.kind == Incident::Killing);
        out.push(Segment {
            sentence: s,
            paragraph: r.chart.text.sentences()[s].paragraph,
            title,
            definite,
            retort,
            another: meanwhile
                || retort
                || r.marked(range.clone(), Small::Another.mark()).any(|t| another(r, t, tokens.start))
                || s > r.title_sentences && triggers.iter().any(|t| similar(r, t, &range))
                || date.is_some() && !figures_in.is_empty() && latest(r, &range)
                || item && range.start == tokens.start && (date.is_some() || !figures_in.is_empty()),
            deed: range.start > tokens.start && r.is(range.start, Small::Suspect),
            item: item && range.start == tokens.start,
            also: range.start == tokens.start && r.is(range.start, Small::Also),
            parted: clauses.contains(&range.start),
            recalled: recalls,
            background: recalls
                || relative
                // "the bus was carrying pupils when": the first sentence below a headline tells the news
                || !(title_told && s == r.title_sentences && fresh)
                    && r.any(range.start..(range.start + 4).min(range.end), &[Small::Background]),
            longrun: date.is_some_and(|(_, d)| long(&d))
                && !strong_here(r, &triggers, &range)
                && !(date.is_some_and(|(_, d)| d.precision() == DatePrecision::Year)
                    && figures_in.iter().any(|k| figures[*k].measure == Measure::Killed)
                    && triggers.iter().any(single))
                || date.is_none()
                    && open
                    && !running.is_empty()
                    && figures_in.is_empty()
                    && triggers.iter().all(several)
                || figures_in.is_empty()
                    && before_since.all(|t| t.features.has(Features::PLURAL) || t.trigger.kind == Incident::Killing)
                    && running.iter().any(|k| since_act(r, &figures[*k], &range))
                || date.is_none()
                    && (longrun_word || open && !(strong && figures_in.is_empty()) || (conflict && !strong && !news))
                    && !title
                || (longrun_word || (conflict && open)) && !strong
                || many && s > r.title_sentences + 1
                || triggers.is_empty()
                    && s > r.title_sentences
                    && date.or(said).is_some_and(|(_, d)| monthly(&d))
                    && figures_in.iter().any(|k| figures[*k].figure.low.is_some_and(|n| n >= DOZENS))
                || sum,
            sum,
            since: since(r, resolved, days, &range),
            after: (range.start..(range.start + 5).min(range.end)).find_map(|t| after(r, t)),
            counted_from: day_before(r, resolved, tokens.start..range.start),
            tokens: range,
            triggers,
            figures: figures_in,
            running,
            date,
            said,
            places,
        });
        start = cut;
    }
}

/// Whether the nouns of attack all speak of one told before: "the attack left nine dead".
fn speaks_of_known(triggers: &[TriggerHit]) -> bool {
    let nouns = || triggers.iter().filter(|t| t.trigger.noun);
    let known = |t: &TriggerHit| t.known();
    let deaths = |t: &&TriggerHit| t.trigger.kind == Incident::Killing;
    if nouns().any(|t| !deaths(&t)) {
        nouns().filter(|t| !deaths(t)).all(known)
    } else {
        nouns().next().is_some() && nouns().all(known)
    }
}

/// Whether a stretch without a word of attack speaks of "the incident".
fn speaks_of_incident(r: &Reading<'_>, range: Range<usize>) -> bool {
    let the = |t: usize| {
        r.words(t).any(|(m, w)| {
            let known = m.features.any(Features::DEFINITE | Features::PRONOUN);
            matches!(w, Word::Small(Small::IncidentNoun)) && known
        })
    };
    r.marked(range, Small::IncidentNoun.mark()).any(the)
}

/// Fewer than so many may die in one incident of the day's news.
const NEWS: u64 = 100;

/// So many at least are a month's sum rather than the toll of one attack.
const DOZENS: u64 = 20;

/// Figures of a month with no attack beside them are its sum.
fn monthly(d: &DateRange) -> bool {
    matches!(d.precision(), DatePrecision::Month | DatePrecision::Year)
}

/// The day told last in a stretch, whatever it is the day of.
fn day_before(r: &Reading<'_>, resolved: &[Option<DateRange>], range: Range<usize>) -> Option<DateRange> {
    let days = places_among(&r.dates, range).filter(|k| r.dates[*k].kind == "date");
    days.filter_map(|k| resolved[k]).rfind(|x| x.precision() == DatePrecision::Day)
}

/// Hundreds or thousands killed, with no day to it: the toll of a conflict.
fn hundreds(f: &Figured) -> bool {
    let casualties = matches!(f.measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded);
    let vague = f.measure == Measure::Killed && f.figure.qualifier == Qualifier::Vague;
    f.figure.low.is_some_and(|n| vague && n >= HUNDREDS || casualties && n >= THOUSAND)
}

/// Whether the day on which a campaign began is the only one that a stretch tells.
fn opens_campaign(r: &Reading<'_>, days: &[DayOf], range: &Range<usize>) -> bool {
    let mut told = places_among(&r.dates, range.clone()).filter(|k| r.dates[*k].kind == "date").peekable();
    told.peek().is_some() && told.all(|k| days[k] == DayOf::Campaign)
}

/// "The governors of X and Y armed the guard *in the wake of attacks* in Z": the word behind which alone something of ours
/// is told; what stands before it happened elsewhere.
fn in_the_wake(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures_in: &[usize],
    figures: &[Figured],
    start: usize,
) -> Option<usize> {
    use Incident::{Clash, Operation, Regain, Takeover};
    // "advanced in X after battles in Y": one fight
    let fight = |t: &TriggerHit| matches!(t.trigger.kind, Clash | Operation | Regain | Takeover);
    if triggers.iter().min_by_key(|t| t.at).is_some_and(fight) {
        return None;
    }
    let first = triggers.iter().map(|t| t.at).chain(figures_in.iter().map(|k| figures[*k].at)).min()?;
    (start + WAKE..first).rev().take(2).find(|t| r.is(*t, Small::Afterwards) || r.is(*t, Small::Retort))
}

/// Words of the clause that tells what was done in the wake of a deed, at least.
const WAKE: usize = 4;

/// Whether a word turns to another incident; "on one side, … on the other side" names the parties of one.
pub(super) fn another(r: &Reading<'_>, t: usize, sentence: usize) -> bool {
    let joined =
        |k: usize| r.mark(k, ",") || r.chart.matches_at(k).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let side = |k: usize| t + 1 < r.chart.len() && r.chart.norm(k) == r.chart.norm(t + 1) && joined(k + 1);
    r.is(t, Small::Another) && !(sentence..t).any(side)
}

/// "Several attacks, the latest of them a bombing in the market last week that killed five": told beside the news, where it
/// has its own day and toll. Who did it may stand before it, so that the sentence is not cut here.
fn latest(r: &Reading<'_>, range: &Range<usize>) -> bool {
    r.marked(range.clone(), Small::Latest.mark()).any(|t| r.any_trigger(t + 1..(t + 2).min(range.end)))
}

/// "A similar shelling", "in a separate raid": one deed beside the one that was told.
fn similar(r: &Reading<'_>, t: &TriggerHit, range: &Range<usize>) -> bool {
    let one = t.trigger.noun && !t.general && !t.known() && !t.features.has(Features::PLURAL);
    let within = |k: usize| range.contains(&k) && r.is(k, Small::Locative);
    let behind = range.contains(&t.end) && r.is(t.end, Small::Similar);
    // "another blast went off" may be of the same attack
    behind && one && t.trigger.kind != Incident::Killing && (within(t.at) || t.at > 0 && within(t.at - 1))
}

/// Whether a trigger names one deed: "an attack", "the bombing".
fn single(t: &TriggerHit) -> bool {
    let dead = t.trigger.kind == Incident::Killing;
    // "the bombings of Bali in 2002" are one
    let named = t.anew && t.trigger.kind != Incident::Clash;
    let several = t.trigger.noun && t.features.has(Features::PLURAL) && !named;
    !(dead || t.general || t.trigger.weak || several)
}

/// Whether a trigger speaks of many deeds, or of nothing but the dead: "whose attacks have left 15,000 dead since 2009".
fn several(t: &TriggerHit) -> bool {
    t.general || t.trigger.kind == Incident::Killing || t.trigger.noun && t.features.has(Features::PLURAL)
}

/// Whether a trigger in the singular and a place below the region tell one incident all the same.
pub(super) fn strong_here(r: &Reading<'_>, triggers: &[TriggerHit], range: &Range<usize>) -> bool {
    triggers.iter().any(|t| !t.general && !t.trigger.weak)
        && r.places_in(range.clone()).iter().any(|p| {
            !p.aside && matches!(p.precision, PlacePrecision::Site | PlacePrecision::Settlement | PlacePrecision::Area)
        })
}
