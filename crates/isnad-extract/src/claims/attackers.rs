//! Figures of those who acted: how many took part.

use super::Figured;
use super::governors::fits;
use super::hits::Hit;
use super::joined::{coordinated, joined};
use crate::quantities::Quantity;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Incident, Small, Until, Word};
use isnad_language::{Features, Match};
use isnad_model::Of;
use isnad_text::Kind as TokenKind;
use std::ops::Range;

/// Words from "whether" to the one who may have acted at most.
const OPEN: usize = 10;

/// A figure of armed men who act: how many took part.
pub(super) fn attackers(r: &Reading<'_>, q: &Quantity, s: Range<usize>, mut f: Figured) -> Option<Figured> {
    // "the two gunmen" are told of again; "hundreds of the gunmen" are counted
    let counted = !r.numbers_in(q.tokens.start..q.tokens.start + 1).is_empty();
    let known = q.definite && (q.tokens.len() == 1 || !counted || r.is(q.tokens.start, Small::OneOf));
    if by_hand(r, q) {
        // "which two girls carried out"
        f.of = if f.of == Of::Civilians { Of::Militants } else { f.of };
        return Some(f);
    }
    let armed = q.acts == Some(Acts::Armed) && !q.elliptic && !known;
    if !armed || q.figure.low.is_none() {
        return None;
    }
    let from = q.tokens.start.saturating_sub(3).max(s.start);
    let to = (q.tokens.end + 8).min(s.end);
    // "a suicide bomber blew himself up": one that nobody counts
    if q.single && q.suicide {
        return None;
    }
    let acts = (from..q.tokens.start).chain(q.tokens.end..to).any(|t| {
        r.words(t).any(|(m, w)| match w {
            // who leaves a town attacks nobody
            Word::Trigger(w) if matches!(w.kind, Incident::Evacuation | Incident::Withdraw) => false,
            // behind its subject a verb agrees with it
            Word::Trigger(w) if !w.noun && t >= q.tokens.end => {
                m.features.any(Features::PLURAL | Features::DUAL)
                    || q.figure.low == Some(1) && !m.features.has(Features::FEMININE)
            }
            Word::Trigger(w) => !w.noun || m.features.any(Features::PRONOUN),
            Word::Small(Small::Agent | Small::Perform) => true,
            _ => false,
        })
    });
    let acts = acts || did_the_deed(r, q.tokens.start, s.start);
    // "it is not known whether a suicide bomber …"
    let before = (q.tokens.start.saturating_sub(OPEN).max(s.start)..q.tokens.start).rev();
    let open = before.take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.is(t, Small::Condition));
    if !acts || open || q.single {
        return None;
    }
    f.of = Of::Militants;
    Some(f)
}

/// Words from those who attacked to their number at most.
const NUMBER: usize = 4;

/// "The attackers, *whose number was thirty*": a bare number of those who attacked, told right behind them.
pub(super) fn whose_number(r: &Reading<'_>, q: &Quantity, start: usize) -> bool {
    let at = q.tokens.start;
    if !q.elliptic || q.other || at < start + 2 {
        return false;
    }
    let points = Features::PRONOUN | Features::PRONOUN_PLURAL;
    let number = |t: usize| r.is(t, Small::Tally) && r.chart.matches_at(t).iter().any(|m| m.features.any(points));
    let Some(t) = (at.saturating_sub(2).max(start)..at).rev().find(|t| number(*t)) else { return false };
    let armed = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Person(p) if p.acts == Some(Acts::Armed) && (p.plural || m.features.has(Features::PLURAL)))
            && m.features.has(Features::DEFINITE)
    };
    // "gunmen, whose number was thirty, attacked", "attacked gunmen whose number was thirty"
    let men = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Person(p) if p.acts == Some(Acts::Armed) && p.measure.is_none() && (p.plural || m.features.has(Features::PLURAL)))
            && !m.features.any(Features::DEFINITE | Features::CONJUNCTION)
            && !m.features.prepositional()
    };
    let does =
        |(_, w): (&Match, &Word)| matches!(w, Word::Trigger(x) if !x.noun) || matches!(w, Word::Small(Small::Perform));
    let acting = |k: usize| r.words(k).any(men) && k > start && r.words(k - 1).any(does);
    (t.saturating_sub(NUMBER).max(start)..t).rev().any(|k| r.words(k).any(armed) || acting(k))
}

/// Words of a deed between its verb and those who did it at most.
const DONE: usize = 10;

/// "*Carried out the attack on the village* forty gunmen": a verb of doing and its deed before those who did it.
fn did_the_deed(r: &Reading<'_>, at: usize, start: usize) -> bool {
    let deed = |(m, w): (&Match, &Word)| {
        m.features.has(Features::DEFINITE)
            && (matches!(w, Word::Trigger(x) if x.noun) || matches!(w, Word::Small(Small::IncidentNoun)))
    };
    let before = (at.saturating_sub(DONE).max(start)..at).rev().take_while(|t| !r.mark(*t, ".;:"));
    before.take_while(|t| !r.is(*t, Small::Relative)).any(|t| r.is(t, Small::Perform) && r.words(t + 1).any(deed))
}

/// Words from the noun of a deed to "at the hands of" at most.
const DEED: usize = 4;

/// "An attack by three persons", "the attack was carried out by two men": people of no class, counted, whom a word of doing
/// names.
pub(super) fn by_hand(r: &Reading<'_>, q: &Quantity) -> bool {
    let at = q.tokens.start;
    let nobody = matches!(q.of, Of::People | Of::Civilians)
        && matches!(q.acts, None | Some(Acts::Civilians))
        && q.country.is_none();
    let counted = nobody && q.measure.is_none() && !q.family && !(q.single || q.definite || q.other);
    if !counted || q.elliptic || q.unknown || at == 0 {
        return false;
    }
    let start = r.sentence(r.chart.sentence_of(at)).start;
    let deed = |t: usize| t >= start && r.words(t).any(|(_, w)| matches!(w, Word::Trigger(x) if x.noun));
    let agent = (1..=3).filter(|n| at >= *n).find(|n| r.vocabulary.small(&r.chart, at - n, Small::Agent) == Some(at));
    if let Some(n) = agent {
        return ((at - n).saturating_sub(DEED)..at - n).any(deed);
    }
    let carried = |t: usize| t >= start && r.is(t, Small::Perform);
    let points = Features::PRONOUN | Features::PRONOUN_PLURAL;
    let it = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.any(points));
    carried(at - 1) && it(at - 1) || at > 1 && deed(at - 1) && carried(at - 2)
}

/// "gunmen killed 16 people": the quantity before the verb is the subject when another stands behind it.
pub(super) fn object_behind(r: &Reading<'_>, h: &Hit, all: &[&Quantity], k: usize) -> bool {
    // "that twenty were killed, four of them soldiers"
    let of_them = |n: &Quantity| n.elliptic && r.is(n.tokens.end, Small::OfThem);
    all.get(k + 1).filter(|n| !of_them(n)).is_some_and(|n| {
        n.tokens.start >= h.end
            && n.tokens.start - h.end <= 1
            && !r.words(h.end).any(|(m, w)| matches!(w, Word::Measure(_)) && m.features.has(Features::CONJUNCTION))
            // "51 people were killed, among them 40 children"
            && ![Small::Locative, Small::From, Small::Toward, Small::Including, Small::Namely, Small::That].iter().any(|s| r.is(h.end, *s))
            && !joined(r, n)
            && n.acts != Some(Acts::Armed)
    })
}

/// Whether something that nobody counts stands behind an active verb in the present as its object.
pub(super) fn object_untold(r: &Reading<'_>, h: &Hit) -> bool {
    let goes_on = h.end < r.chart.len() && r.chart.sentence_of(h.end) == r.chart.sentence_of(h.at);
    let led = || {
        r.date_at(h.end).is_some()
            || r.any(h.end..h.end + 1, &[Small::Locative, Small::From, Small::Toward, Small::Temporal, Small::Agent])
            || r.chart.matches_at(h.end).iter().any(|m| m.features.prepositional())
            || r.chart.text.tokens()[h.end].kind == TokenKind::Mark
    };
    // "a gunman killed policemen"
    let people = || r.words(h.end).any(|(_, w)| matches!(w, Word::Person(p) if p.measure.is_none() && !p.adjective));
    h.word.agent && goes_on && !led() && (h.features.has(Features::PRESENT) || people())
}

/// "five gunmen killed …": armed men right behind an active verb with their victims behind them.
pub(super) fn subject_of_active(r: &Reading<'_>, h: &Hit, q: &Quantity, all: &[&Quantity], k: usize) -> bool {
    // "a man killed three people": one person, and right behind him several with their number
    let one = || {
        q.single
            && all.get(k + 1).is_some_and(|n| {
                !n.single
                    && !n.is_thing()
                    && (n.tokens.start == q.tokens.end || by_means(r, q.tokens.end..n.tokens.start))
            })
    };
    !h.word.noun
        && h.word.agent
        && (q.acts == Some(Acts::Armed) || r.is(q.tokens.start, Small::Culprit) || one())
        && victim_behind(r, q, all, k).is_some_and(|n| {
            !coordinated(r, q, n)
                && n.acts != Some(Acts::Armed)
                && !(q.tokens.end..n.tokens.start).any(|t| {
                    let day = r.date_at(t + 1).is_some() || r.date_at(t - 1).is_some();
                    r.is(t, Small::Including) || r.mark(t, ",") && !day || r.is(t, Small::Locative) && r.date_at(t + 1).is_none()
                })
                && !r.has(n.tokens.start.saturating_sub(1), Word::MEASURE)
                // "the army killed 13 and seized arms"
                && fits(&h.word, n)
        })
}

/// Words from armed men to their victim at most, with what they rode on between.
const RIDING: usize = 5;

/// The people counted right behind armed men: "two gunmen on a motorcycle killed an officer".
fn victim_behind<'q, 'a>(r: &Reading<'_>, q: &Quantity, all: &'a [&'q Quantity], k: usize) -> Option<&'a &'q Quantity> {
    let end = q.tokens.end;
    let next = all[k + 1..].iter().find(|n| !(n.is_thing() && n.single))?;
    // "seven rebels were killed, two of them at a post"
    if next.elliptic && r.is(next.tokens.end, Small::OfThem) {
        return None;
    }
    let ridden = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Thing(_) | Word::Site(_) | Word::Means(_)));
    let gap = end..next.tokens.start.max(end);
    let reach = if gap.clone().take(3).any(ridden) { RIDING } else { 2 };
    // "two gunmen killed, on Friday evening, an officer"
    let day = |t: usize| r.date_at(t).is_some();
    let far = gap.clone().filter(|t| !(day(*t) || r.mark(*t, ",") && (day(*t - 1) || day(*t + 1)))).count();
    (far <= reach).then_some(next)
}

/// "A man killed *with his lorry* ten passers-by": nothing but what he did it with.
fn by_means(r: &Reading<'_>, gap: Range<usize>) -> bool {
    let with = |t: usize| r.has(t, Word::MEANS) || r.chart.matches_at(t).iter().any(|m| m.features.has(Features::WITH));
    let adjective = |t: usize| r.words(t).next().is_none() && r.vocabulary.morphology.definite(r.chart.norm(t));
    gap.len() <= 2
        && gap.enumerate().all(|(n, t)| !r.is(t, Small::Agent) && if n == 0 { with(t) } else { adjective(t) })
}

/// "Two girls blew themselves up".
pub(super) fn blown_up(r: &Reading<'_>, hits: &[Hit], q: &Quantity) -> bool {
    let to = (q.tokens.end + 2).min(r.chart.len());
    // "ten rebels gave themselves up"
    if hits.iter().any(|h| h.word.until == Some(Until::Itself) && h.end == q.tokens.start) {
        return false;
    }
    !q.is_thing()
        && q.measure.is_none()
        && !q.single
        && (q.tokens.end..to).any(|t| r.is(t, Small::Itself))
        && (q.tokens.start.saturating_sub(2)..to).any(|t| r.has(t, Word::TRIGGER))
}
