//! Old incidents that a clause recalls inside the account of a new one: "the camp of the group that carried out the bombing of
//! the port last year". The clause's day and place are not those of what the sentence tells.

use super::again::same_kind;
use super::fit::{Fit, place_fit};
use super::{Draft, Segment, TriggerHit};
use crate::among::places_among;
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::{Incident, Small};
use isnad_language::Features;
use isnad_model::{DatePrecision, DateRange};
use std::ops::Range;

/// Words between the opening of such a clause and its deed at most.
const NEAR: usize = 5;

/// Words before a relative pronoun in which its noun stands.
const HEAD: usize = 2;

/// The clauses of a sentence that recall old incidents inside what the sentence tells; none where it is cut already.
pub(super) fn recalled(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    resolved: &[Option<DateRange>],
    cuts: &[usize],
    s: Range<usize>,
) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    // what dates nothing recalls nothing
    if r.dates_in(s.clone()).is_empty() {
        return out;
    }
    let mut cuts = cuts.to_vec();
    let told = |range: Range<usize>| {
        triggers.iter().any(|t| range.contains(&t.at)) || figures.iter().any(|f| range.contains(&f.at))
    };
    if let Some(clause) = released(r, triggers, &s)
        && !cuts.iter().any(|c| (clause.start..=clause.end).contains(&(c + 1)))
    {
        cuts.extend([clause.start, clause.end]);
        out.push(clause);
    }
    let opens = Small::Relative.mark() | Small::Afterwards.mark() | Small::Suspect.mark();
    for t in r.marked(s.start + 3..s.end, opens) {
        let from = out.last().map_or(s.start, |o| o.end);
        if t >= from
            && let Some(clause) = clause(r, triggers, figures, resolved, t, s.end)
            && told(from..t)
            && !cuts.iter().any(|c| (clause.start..=clause.end).contains(&(c + 1)))
        {
            cuts.extend([clause.start, clause.end]);
            out.push(clause);
        }
    }
    out
}

/// Whether a date at a token is that of an old incident which a clause behind another date recalls: "on Monday in the town that
/// *saw an attack last month*".
pub(super) fn recalls(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    resolved: &[Option<DateRange>],
    between: Range<usize>,
    end: usize,
) -> bool {
    let date = between.end;
    r.marked(between, Small::Relative.mark())
        .filter_map(|t| clause(r, triggers, figures, resolved, t, end))
        .any(|clause| clause.contains(&date))
}

/// "Released an engineer (who was) abducted two months ago in X": how he came to be held, up to its day.
fn released(r: &Reading<'_>, triggers: &[TriggerHit], s: &Range<usize>) -> Option<Range<usize>> {
    let freed = |x: &&TriggerHit| x.trigger.kind == Incident::Release;
    let taken = |x: &&TriggerHit| x.trigger.kind == Incident::Abduction && !x.trigger.noun;
    let release = triggers.iter().find(freed)?;
    let abduction = triggers.iter().filter(taken).find(|x| x.at > release.end && x.at <= release.end + FREED)?;
    let end = (abduction.end..s.end).find(|k| r.mark(*k, ",;.:")).unwrap_or(s.end);
    let date = r.dates_in(abduction.at..end).iter().find(|d| d.kind == "date")?;
    let bare = !abduction.features.has(Features::CONJUNCTION);
    // "freed in X the priest abducted in January *in Y*"
    let end = date.range.end;
    let told = r.places_in(s.start..abduction.at).iter().any(|p| !p.aside);
    let there = r.places_in(end..(end + THERE).min(s.end)).first().filter(|_| told && r.is(end, Small::Locative));
    bare.then_some(abduction.at..there.map_or(end, |p| p.tokens.end))
}

/// Words from the day of an abduction to its place at most.
const THERE: usize = 3;

/// Words from a release to how those released had been taken at most.
const FREED: usize = 16;

/// The clause at a token that recalls an incident of an old week, month or year: up to the end of that date, and on where it
/// goes on with what came of it.
fn clause(
    r: &Reading<'_>,
    triggers: &[TriggerHit],
    figures: &[Figured],
    resolved: &[Option<DateRange>],
    t: usize,
    end: usize,
) -> Option<Range<usize>> {
    let relative = r.is(t, Small::Relative);
    // "the attack that …" goes on with the attack
    let head = |x: &TriggerHit| x.trigger.noun && x.at + HEAD >= t && x.at < t;
    if relative && triggers.iter().any(head) {
        return None;
    }
    let end = (t..end).find(|k| r.mark(*k, ",;.:")).unwrap_or(end);
    let deed = triggers.iter().find(|x| x.at > t && x.at <= t + NEAR && x.at < end && (relative || x.trigger.noun));
    // "the shell that he fired it with": the noun is what it was done with
    if relative && deed.is_some_and(|d| !d.trigger.noun && d.features.has(Features::PRONOUN)) {
        return None;
    }
    // "the group that had taken it five months ago": whatever it had done
    let had = relative && r.is(t + 1, Small::Background) && r.is(t + 2, Small::May);
    let deed = deed.map(|d| d.at).or(had.then_some(t + 1))?;
    let old = places_among(&r.dates, deed..end).map(|k| (&r.dates[k], &resolved[k])).find(|(d, x)| {
        d.kind == "date"
            && x.is_some_and(|x| {
                matches!(x.precision(), DatePrecision::Week | DatePrecision::Month | DatePrecision::Year)
            })
    });
    let date = old?.0.range.end;
    // "last year in a raid on …": how those died of whom it is told
    let back = triggers
        .iter()
        .any(|x| x.at > date && x.at <= date + HEAD && x.trigger.noun && !x.known() && r.is(x.at - 1, Small::Locative));
    let more =
        triggers.iter().any(|x| (date..end).contains(&x.at)) || figures.iter().any(|f| (date..end).contains(&f.at));
    Some(t..if more && !back { end } else { date })
}

/// The draft that told before what a clause recalls; never the account in which it stands.
pub(super) fn recalled_draft(r: &Reading<'_>, g: &Segment, drafts: &[Draft], segments: &[Segment]) -> Option<usize> {
    drafts.iter().position(|d| {
        // "in answer to the attack on …", told in the headline without its day
        let aside = || d.segments.iter().all(|k| segments[*k].deed || segments[*k].retort);
        let same_day = match d.date.zip(g.date) {
            Some(((_, a), (_, b))) => a.overlaps(&b),
            None => d.date.is_none() && aside() && place_fit(r, g, d, segments) == Fit::Same,
        };
        d.segments.iter().all(|k| segments[*k].sentence != g.sentence)
            && same_day
            && place_fit(r, g, d, segments) != Fit::Apart
            && same_kind(g, d, segments)
    })
}
