//! Segments are gathered into incidents in the order of the text.

use super::choose::Choice;
use super::fit::{Fit, compatible, past, place_fit, retort, stale};
use super::lead::mark_main;
use super::links::Links;
use super::sides::AllSides;
use super::twice::join_told_twice;
use super::when::vague_stretch;
use super::{Draft, Gap, Segment, Told, TriggerHit};
use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::statements::alike;
use crate::vocabulary::{Incident, Small, Word};
use isnad_model::{DatePrecision, DateRange, Figure, Measure, Of};

pub(super) fn gather(r: &Reading<'_>, attribution: &Attribution, figures: &[Figured], told: &mut Told) {
    let sides = AllSides::new(r, attribution, figures, told);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut current: Option<usize> = None;
    let mut turned = false;
    let mut current_paragraph = u32::MAX;
    let mut current_sentence = usize::MAX;
    let round_up = days_told(&told.segments) >= 4;
    // headline or lead tell of a flood or a crash, and no attack
    let attack = |t: &TriggerHit| !(t.trigger.weak || t.trigger.kind == Incident::Killing);
    let attacked = |s: usize| told.segments.iter().any(|g| g.sentence == s && g.triggers.iter().any(attack));
    let calamity = (0..r.title_sentences).any(|s| r.any(r.sentence(s), &[Small::Disaster]))
        || (r.title_sentences..r.sentences()).take(1).any(|s| r.any(r.sentence(s), &[Small::Disaster]) && !attacked(s));
    let harmed =
        |t: &TriggerHit| t.trigger.kind == Incident::Killing || t.trigger.weak && t.trigger.kind == Incident::Attack;
    // "the flood washed away houses", "three men in charge were arrested", and no attack is told so early
    let swept = |t: &TriggerHit| {
        let weakly = t.trigger.weak && t.trigger.kind == Incident::Strike;
        harmed(t) || weakly || matches!(t.trigger.kind, Incident::Arrest | Incident::Looting)
    };
    let early = |g: &&Segment| g.sentence < r.title_sentences + 3;
    let only = calamity && told.segments.iter().take_while(early).flat_map(|g| &g.triggers).all(swept);
    // what blew up by itself
    let accident = (0..(r.title_sentences + 3).min(r.sentences())).any(|s| r.any(r.sentence(s), &[Small::Accident]));
    // one person, or those who attacked, are no toll of a long run
    let toll = |f: &usize| figures[*f].figure != Figure::exact(1) && figures[*f].measure != Measure::Attackers;
    // "the coalition admits to have killed 892": the sum that the body tells of four years
    let counted = |k: &usize| (figures[*k].measure, figures[*k].figure.low);
    let sums: Vec<_> = told.segments.iter().flat_map(|g| &g.running).map(counted).collect();
    let sum = |k: &usize| figures[*k].figure.low.is_some_and(|n| n >= SUM) && sums.contains(&counted(k));
    let links = Links::new(r);
    // "on another note": the account has gone on to a flood or a shipwreck
    let mut adrift = false;
    let mut aggregates: Vec<usize> = Vec::new();
    for (k, g) in told.segments.iter().enumerate() {
        if !drafts.is_empty() && links.at(r, g.sentence) {
            continue;
        }
        aggregates.extend(g.running.iter().copied().filter(toll));
        let strong = g.triggers.iter().any(|t| !t.general);
        let any_figure = !g.figures.is_empty();
        // floods and crashes kill too: without a weapon or an attack their figures are none of ours
        let disaster = r.any(r.sentence(g.sentence), &[Small::Disaster])
            || calamity && g.triggers.iter().all(|t| harmed(t) || only && swept(t));
        let by_arms = |t: &TriggerHit| !(t.trigger.weak || t.trigger.kind == Incident::Strike || only && swept(t));
        if disaster && !g.triggers.iter().any(by_arms) {
            adrift |= g.another && !g.title;
            continue;
        }
        if any_figure || !g.triggers.is_empty() {
            adrift &= g.places.is_empty() && g.date.is_none() && g.triggers.iter().all(harmed);
        }
        if adrift {
            continue;
        }
        let burst =
            |t: &TriggerHit| matches!(t.trigger.kind, Incident::Bombing | Incident::Carbomb | Incident::Killing);
        if accident && (!g.triggers.is_empty() || any_figure) && g.triggers.iter().all(burst) {
            continue;
        }
        let summed = g.title && !g.figures.is_empty() && g.figures.iter().all(sum);
        if g.longrun && (!g.title || g.sum) || summed {
            aggregates.extend(g.figures.iter().copied().filter(toll));
            continue;
        }
        if g.triggers.is_empty() && !any_figure {
            // still the same account: the lead's day counts where it tells it without a trigger
            let whole = g.tokens == r.sentence(g.sentence);
            if let Some(d) = drafts.first_mut().filter(|d| whole && d.date.is_none()) {
                d.date = g.date.filter(|(_, x)| x.precision() == DatePrecision::Day);
                d.said = d.said.or(g.said);
            }
            continue;
        }
        let series_only = !strong && !any_figure && g.date.is_none();
        if series_only && !drafts.is_empty() {
            continue;
        }
        let segments = &told.segments;
        let choice =
            Choice { r, g, figures, drafts: &drafts, segments, current, current_paragraph, current_sentence, round_up };
        let chosen = choice.choose();
        // the other side's fire: an incident that it has been told to fight, else one of its own
        let chosen = match chosen {
            Some(d) if g.sentence > r.title_sentences && sides.opposed(k, &drafts[d], told) => (0..drafts.len())
                .rev()
                .find(|x| {
                    let overlap = drafts[*x].date.zip(g.date).is_none_or(|((_, a), (_, b))| a.overlaps(&b));
                    *x != d
                        && overlap
                        && (drafts[*x].turned || drafts[*x].segments.iter().all(|s| told.segments[*s].title))
                        && compatible(r, g, &drafts[*x], &told.segments)
                        && !sides.opposed(k, &drafts[*x], told)
                })
                .or_else(|| {
                    turned = true;
                    None
                }),
            chosen => chosen,
        };
        let d = match chosen {
            Some(d) => d,
            None => {
                drafts.push(Draft::default());
                drafts.len() - 1
            }
        };
        drafts[d].segments.push(k);
        drafts[d].turned |= std::mem::take(&mut turned);
        if drafts[d].segments.len() == 1 {
            drafts[d].after = g.after;
            drafts[d].background = g.background;
            drafts[d].known = g.definite && !g.title && g.triggers.iter().all(|t| t.trigger.noun);
        }
        if drafts[d].segments.len() == 1 || g.sentence <= r.title_sentences + 2 {
            drafts[d].said = drafts[d].said.or(g.said);
        }
        if let Some(gap @ Gap::Anniversary(_)) = g.after {
            drafts[d].after = drafts[d].after.or(Some(gap));
        }
        // "the attack on the office in May": told further down, the month of another one
        let opens = drafts[d].segments.len() == 1;
        let lead = g.sentence < r.title_sentences + 2;
        if let Some(date) = g
            .date
            .filter(|(k, _)| opens || lead || !vague_stretch(&r.dates[*k]))
            .filter(|(_, x)| opens || lead || g.definite || drafts[d].date.is_some() || !past(r, x))
            .filter(|(_, x)| opens || !stale(x, lead, None) || drafts[d].date.is_some_and(|(_, o)| o.contains(x)))
        {
            let better = match drafts[d].date {
                None => true,
                Some((_, old)) => {
                    let narrower = old.contains(&date.1) && old != date.1;
                    // the day that the deed is told with wins over the day of a funeral or a vote
                    // "this week", and further down "on Sunday and Monday"
                    let days = |x: &DateRange| (x.end() - x.start()).get_days();
                    let finer = old.overlaps(&date.1) && days(&old) >= 6 && days(&date.1) <= 2 && g.definite;
                    narrower
                        || finer
                        || !old.overlaps(&date.1)
                            && (date.1.end() < old.start() || old.precision() != DatePrecision::Day)
                }
            };
            if better {
                drafts[d].date = Some(date);
            }
        }
        // the account in which an old incident is recalled goes on behind it
        // "…, two days after an attack on X that killed three"
        let before_it = g.after.is_some() && current_sentence == g.sentence;
        if !(g.recalled || g.deed || before_it) || current.is_none() {
            current = Some(d);
            current_paragraph = g.paragraph;
            current_sentence = g.sentence;
        }
    }
    told.aggregates = aggregates;
    if off_topic(r) && !bloodshed(r, figures, told) {
        return;
    }
    join_undated(r, figures, told, &mut drafts);
    join_told_twice(figures, told, &mut drafts);
    mark_main(r, figures, told, &mut drafts);
    told.drafts = drafts;
}

/// A figure of as many that headline and body share is one sum.
const SUM: u64 = 100;

/// How many different days the article tells incidents of: those that it only names as what they were part of ("the
/// protests that began on") are no news of a day.
pub(super) fn days_told(segments: &[Segment]) -> usize {
    let mut days: Vec<DateRange> = segments
        .iter()
        .filter(|g| g.triggers.iter().any(|t| !t.general))
        .filter_map(|g| g.date.map(|(_, d)| d))
        .filter(|d| matches!(d.precision(), DatePrecision::Day | DatePrecision::Range))
        .collect();
    days.sort();
    days.dedup();
    days.len()
}

/// An incident that headline and lead tell without its day, and that is told again further down with it: an arrest or a
/// trial years later leads back to the attack itself.
pub(super) fn join_undated(r: &Reading<'_>, figures: &[Figured], told: &Told, drafts: &mut Vec<Draft>) {
    let values = |d: &Draft| -> Vec<(Measure, Option<u64>, Of)> {
        d.segments
            .iter()
            .flat_map(|k| &told.segments[*k].figures)
            .map(|f| (figures[*f].measure, figures[*f].figure.low, figures[*f].of))
            .filter(|(_, low, _)| low.is_some_and(|n| n >= 3))
            .collect()
    };
    // three soldiers and three civilians are not the same dead
    type Toll = (Measure, Option<u64>, Of);
    let same = |a: &Toll, b: &Toll| (a.0, a.1) == (b.0, b.1) && alike(a.2, b.2);
    let Some(a) = drafts.iter().position(|d| d.date.is_none() && d.after.is_none() && !retort(d, &told.segments))
    else {
        return;
    };
    let mine = values(&drafts[a]);
    let reacted = reaction(r, told, &drafts[a]);
    let b = (0..drafts.len()).find(|b| {
        let tolls = || values(&drafts[*b]);
        let again = || reacted && named_alike(told, &drafts[a], &drafts[*b]) && (mine.is_empty() || tolls().is_empty());
        *b != a
            && drafts[*b].date.is_some()
            && (values(&drafts[*b]).iter().any(|v| mine.iter().any(|m| same(m, v))) || again())
            && {
                let theirs = drafts[*b].segments.clone();
                theirs.iter().all(|k| place_fit(r, &told.segments[*k], &drafts[a], &told.segments) != Fit::Apart)
            }
    });
    if let Some(b) = b {
        let taken = drafts.remove(b);
        let a = if b < a { a - 1 } else { a };
        drafts[a].date = taken.date;
        drafts[a].segments.extend(taken.segments);
        drafts[a].segments.sort_unstable();
    }
}

/// Whether headline and lead tell of an attack only in what somebody says of it: threatens, promises an answer.
fn reaction(r: &Reading<'_>, told: &Told, d: &Draft) -> bool {
    let leads = || d.segments.iter().map(|k| &told.segments[*k]).filter(|g| g.sentence <= r.title_sentences);
    let spoken = |g: &Segment| {
        let first = g.triggers.first().map_or(g.tokens.end, |t| t.at);
        let head = r.sentence(g.sentence).start;
        r.any(head..first, &[Small::Condition, Small::Retort, Small::Act]) || r.any_of(head..first, Word::SPEECH)
    };
    let nouns = |g: &Segment| g.triggers.iter().all(|t| t.trigger.noun);
    leads().next().is_some() && leads().all(|g| nouns(g) && spoken(g))
}

/// Whether two drafts name an attack by nouns of one kind.
fn named_alike(told: &Told, a: &Draft, b: &Draft) -> bool {
    let nouns = |d: &Draft| -> Vec<Incident> {
        let all = d.segments.iter().flat_map(|k| &told.segments[*k].triggers);
        all.filter(|t| t.trigger.noun && t.trigger.kind != Incident::Killing).map(|t| t.trigger.kind).collect()
    };
    let theirs = nouns(b);
    nouns(a).iter().any(|k| theirs.contains(k))
}

/// Whether headline or lead count the dead of an attack, whatever the article speaks of: a team that was shot at on its way.
fn bloodshed(r: &Reading<'_>, figures: &[Figured], told: &Told) -> bool {
    let dead = |k: &usize| figures[*k].measure == Measure::Killed && figures[*k].figure.low.is_some_and(|n| n >= 2);
    let attack = |t: &TriggerHit| !(t.trigger.weak || t.general || t.trigger.kind == Incident::Killing);
    let mut lead = told.segments.iter().filter(|g| g.sentence <= r.title_sentences);
    lead.any(|g| g.figures.iter().any(dead) && g.triggers.iter().any(attack))
}

/// Whether the article speaks of sport, film or markets in the words of war.
pub(super) fn off_topic(r: &Reading<'_>) -> bool {
    let at: Vec<usize> = r.marked(0..r.chart.len(), Small::Offtopic.mark()).collect();
    // a team of medics told of four times is one word
    let mut words: Vec<&str> = at.iter().map(|t| r.chart.norm(*t)).collect();
    words.sort_unstable_by_key(|w| w.len());
    words.dedup();
    // "a team", "the team", "to a team"
    let forms: Vec<&str> = words.clone();
    words.retain(|w| !forms.iter().any(|f| f.len() < w.len() && w.contains(f)));
    words.sort_unstable();
    words.dedup();
    words.len() >= 3 && at.len() >= 4 && at.len() * 60 >= r.chart.len()
}
