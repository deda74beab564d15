//! Which stretches of the article tell which incident: sentences are cut into segments, segments gathered into drafts.

mod again;
mod aircraft;
mod answers;
mod asserted;
mod beside;
mod choose;
mod clauses;
mod crowd;
mod cuts;
mod downed;
mod fired;
mod fit;
mod foiled;
mod fronts;
mod gather;
mod lead;
mod leaving;
mod links;
mod objects;
mod occurred;
mod rally;
mod recalled;
mod running;
mod segments;
mod sides;
mod since;
mod triggers;
mod twice;
mod when;

pub(crate) use crowd::{met_crowd, protesters};
pub(crate) use since::gone_on;

use crate::attribution::Attribution;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Object, Small, Trigger};
use crate::worth::FRESH;
use isnad_language::Features;
use isnad_model::DateRange;
use std::cell::OnceCell;
use std::ops::Range;

/// A trigger in the text that is neither denied nor planned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TriggerHit {
    pub at: usize,
    pub end: usize,
    pub trigger: Trigger,
    pub features: Features,
    /// The entry that read it.
    pub entry: isnad_language::EntryId,
    /// Speaks of the situation: a plural or a present tense that names no single incident.
    pub general: bool,
    /// Told anew, whatever its form: "the fighting flared up again".
    pub anew: bool,
}

impl TriggerHit {
    /// Whether its form speaks of something told before: "the attack", "his attack"; "hitting it" does not.
    pub(crate) fn known(&self) -> bool {
        let owned = self.features.has(Features::PRONOUN) && self.trigger.object != Object::Target;
        !self.anew && (self.features.has(Features::DEFINITE) || owned)
    }
}

/// How long before the incident told before it something happened: "two days after …".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// So many days; 0 = some days.
    Days(i32),
    /// Index into the reading's dates: a length of time that counts back.
    Told(usize),
    /// Index into the reading's dates: so many years before the article, to the day.
    Anniversary(usize),
}

/// A stretch of one sentence that tells at most one incident.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub tokens: Range<usize>,
    pub sentence: usize,
    pub paragraph: u32,
    pub title: bool,
    pub triggers: Vec<TriggerHit>,
    /// Indices into the figures.
    pub figures: Vec<usize>,
    /// Indices of figures of a long run: they belong to no incident.
    pub running: Vec<usize>,
    /// Indices into the reading's dates, with what they resolve to.
    pub date: Option<(usize, DateRange)>,
    /// A date that only dates the saying: it stands in where the incident has no other.
    pub said: Option<(usize, DateRange)>,
    /// The date from which what it tells has gone on.
    pub since: Option<(usize, DateRange)>,
    /// Indices into the reading's places.
    pub places: Vec<usize>,
    /// Speaks of an incident told before.
    pub definite: bool,
    pub another: bool,
    /// Told as what the incident before it answered: "in answer to rockets".
    pub retort: bool,
    /// What an arrest told before it in the sentence was for.
    pub deed: bool,
    /// Opens an item of a list.
    pub item: bool,
    /// Opens its sentence with "also".
    pub also: bool,
    /// A clause of its sentence that has a toll and a town of its own.
    pub parted: bool,
    pub background: bool,
    /// A clause that recalls an old incident inside the account of another.
    pub recalled: bool,
    /// Told as so long before the incident told before it.
    pub after: Option<Gap>,
    /// The day told before it in the sentence, from which those days count back.
    pub counted_from: Option<DateRange>,
    /// A long run or the whole conflict: its figures belong to no incident.
    pub longrun: bool,
    /// A headline that only counts the killed by hundreds: a sum, unless the lead tells what killed them.
    pub sum: bool,
}

/// An incident being gathered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    pub segments: Vec<usize>,
    pub date: Option<(usize, DateRange)>,
    /// The day on which it was told, for want of a better.
    pub said: Option<(usize, DateRange)>,
    /// So long before the main incident.
    pub after: Option<Gap>,
    /// Told as something that lies further back.
    pub background: bool,
    /// Told as known, with no verb that tells it anew: "the attack that …" in an article about something else.
    pub known: bool,
    pub main: bool,
    /// What the other side did.
    pub turned: bool,
}

impl Draft {
    /// Whether it tells anew of fighting or fire from afar beside the main incident, with no day of its own.
    pub(crate) fn beside(&self, told: &Told) -> bool {
        let fight = |t: &TriggerHit| {
            let far =
                matches!(t.trigger.kind, Incident::Airstrike | Incident::Drone | Incident::Raid | Incident::Shelling);
            (far || t.trigger.kind == Incident::Clash) && !t.trigger.weak && !t.general && !t.known()
        };
        let triggers = || self.segments.iter().flat_map(|k| &told.segments[*k].triggers);
        !(self.main || self.background || self.known)
            && self.date.is_none()
            && self.after.is_none()
            && told.drafts.first().is_some_and(|d| d.main && !d.background)
            && triggers().any(fight)
    }

    /// What it tells of an arrest by a force of a country, without what those who were taken had done abroad.
    pub(crate) fn of_arrest(&self, r: &Reading<'_>, told: &Told, country: &str) -> Draft {
        let abroad = |k: &usize| {
            let g = &told.segments[*k];
            let arrest = g.triggers.iter().any(|t| t.trigger.kind == Incident::Arrest);
            let elsewhere = |p: &usize| r.places[*p].country.as_deref().is_some_and(|c| c != country);
            !arrest && !g.places.is_empty() && g.places.iter().all(elsewhere)
        };
        let segments = self.segments.iter().copied().filter(|k| !abroad(k)).collect();
        Draft { segments, ..self.clone() }
    }

    /// "*In another blast* five were killed": the incident told right before this one, where nobody tells another place or day.
    pub(crate) fn other_than<'t>(&self, r: &Reading<'_>, told: &'t Told) -> Option<&'t Draft> {
        let first = *self.segments.first()?;
        let g = &told.segments[first];
        let apart = self.date.is_some() || self.after.is_some() || self.background || self.known;
        let other = |t: &TriggerHit| {
            let other = Small::Other.mark() | Small::OrdinalOther.mark() | Small::Similar.mark();
            t.trigger.noun && t.end < r.chart.len() && r.has(t.end, other)
        };
        if !g.another || g.title || g.figures.is_empty() || apart || !g.triggers.iter().any(other) {
            return None;
        }
        let before = first.checked_sub(1).filter(|k| told.segments[*k].paragraph + 1 >= g.paragraph)?;
        told.drafts.iter().find(|d| d.segments.contains(&before) && d.after.is_none() && !d.background)
    }

    /// Whether the headline names the kind of this incident.
    pub(crate) fn of_headline(&self, told: &Told) -> bool {
        let titles = || told.segments.iter().filter(|g| g.title).flat_map(|g| &g.triggers);
        let mine = self.segments.iter().flat_map(|k| &told.segments[*k].triggers);
        mine.filter(|t| !t.trigger.weak).any(|t| titles().any(|x| x.trigger.kind == t.trigger.kind))
    }
}

/// What the article tells, before it is settled into reports.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub segments: Vec<Segment>,
    pub drafts: Vec<Draft>,
    /// Figures of long runs and of several incidents together.
    pub aggregates: Vec<usize>,
    /// The headline tells the sum of a week, whose incidents the body tells one by one.
    pub week: bool,
    /// For every segment whether it belongs to a draft; found out when it is first asked for.
    owned: OnceCell<Vec<bool>>,
    /// Sentences that tell no incident and may claim one; found out when they are first asked for.
    silent: OnceCell<Vec<usize>>,
}

impl Told {
    /// For every segment whether it belongs to an incident.
    pub(crate) fn owned(&self) -> &[bool] {
        self.owned.get_or_init(|| {
            let mut owned = vec![false; self.segments.len()];
            for k in self.drafts.iter().flat_map(|d| &d.segments) {
                owned[*k] = true;
            }
            owned
        })
    }

    /// The sentences without a word that tells an incident. What speaks of many attacks, or of earlier ones, is none of
    /// them: it claims no single one.
    pub(crate) fn silent(&self, r: &Reading<'_>) -> &[usize] {
        self.silent.get_or_init(|| {
            let mut tells = vec![false; r.sentences()];
            for g in self.segments.iter().filter(|g| !g.triggers.is_empty()) {
                tells[g.sentence] = true;
            }
            let many = [Small::Since, Small::Longrun, Small::Series, Small::Background];
            (0..r.sentences()).filter(|s| !tells[*s] && !r.any(r.sentence(*s), &many)).collect()
        })
    }
}

pub(crate) fn read(
    r: &Reading<'_>,
    attribution: &Attribution,
    figures: &[Figured],
    resolved: &[Option<DateRange>],
) -> Told {
    let mut told = Told::default();
    let old = |x: &Option<DateRange>| r.published.zip(*x).is_some_and(|(p, x)| (p - x.end()).get_days() > FRESH);
    let days: Vec<when::DayOf> =
        r.dates.iter().zip(resolved).map(|(d, x)| when::day_of(r, d.range.start, old(x))).collect();
    for s in 0..r.sentences() {
        segments::segments_of(r, attribution, figures, resolved, &days, s, &mut told.segments);
    }
    gather::gather(r, attribution, figures, &mut told);
    told
}
