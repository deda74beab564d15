//! Of whom a figure is told: one who is pointed at, the losses that a number stands beside.

use super::Figured;
use super::hits::Hit;
use super::joined::joined;
use super::tallies::{counted, raised};
use crate::actors::{ActorMention, Who};
use crate::places::PlaceMention;
use crate::quantities::{Quantity, class_behind};
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::{Features, Match};
use isnad_model::{Measure, Of, PlacePrecision, Qualifier, SourceKind};

/// Whether one who attacked is pointed at: "the attacker", "the culprit".
pub(super) fn pointed_out(r: &Reading<'_>, at: usize) -> bool {
    r.is(at, Small::Culprit)
        || r.words(at).any(|(m, w)| {
            matches!(w, Word::Person(p) if p.acts == Some(Acts::Armed) && p.measure.is_none())
                && m.features.has(Features::DEFINITE)
                && !m.features.any(Features::PLURAL | Features::DUAL)
        })
}

/// What some of those told of before are said to be: "… of the dead *are of the police*", "… *are civilians*".
pub(super) fn said_to_be(r: &Reading<'_>, at: usize) -> Option<(Of, Option<Acts>)> {
    let at = r.vocabulary.small(&r.chart, at, Small::Namely).unwrap_or(at);
    if let Some((_, of, acts, _)) = class_behind(r, at, true) {
        return Some((of, acts));
    }
    r.words(at).find_map(|(m, w)| match w {
        Word::Person(p)
            if p.of != Of::People
                && (p.plural || m.features.any(Features::PLURAL | Features::DUAL))
                && !m.features.any(Features::DEFINITE | Features::CONJUNCTION | Features::PRONOUN)
                && !m.features.prepositional() =>
        {
            Some((p.of, p.acts))
        }
        _ => None,
    })
}

/// Words from those counted to a part of them at most.
const PART: usize = 8;

/// "Twelve people were killed, *eight of them policemen*": what befell a number of those told just before, and who they are.
pub(super) fn some_of_them(
    r: &Reading<'_>,
    q: &Quantity,
    done: &[Option<Figured>],
) -> Option<(Measure, Of, Option<Acts>)> {
    let class = r.vocabulary.small(&r.chart, q.tokens.end, Small::OfThem).filter(|_| q.elliptic && !q.other)?;
    let (of, acts) = said_to_be(r, class)?;
    let people = |f: &&Figured| !f.part && !f.of.is_thing() && f.measure != Measure::Attackers;
    let whole = done.iter().rev().flatten().find(people)?;
    let near = whole.tokens.end <= q.tokens.start && q.tokens.start - whole.tokens.end <= PART;
    let fewer = q.figure.low.is_some() && (whole.figure.high.is_none() || q.figure.low < whole.figure.high);
    (near && fewer && whole.of != of).then_some((whole.measure, of, acts))
}

/// "The number of dead *of the army*": the force or group whose losses are counted, named right behind.
pub(super) fn losses_of(r: &Reading<'_>, at: usize) -> Option<(usize, Of, Option<Acts>, Option<String>)> {
    let bare = |a: &&ActorMention| {
        !(a.weak || a.affiliation)
            && a.of.fights()
            && !r.chart.matches_at(at).iter().any(|m| m.features.any(Features::CONJUNCTION | Features::WITH))
    };
    r.actors_at(at).find(bare).map(|a| (a.tokens.end, a.of, acts_of(a), a.country.clone()))
}

/// "*The army* lost 120": the side right behind a verb of losing.
pub(super) fn loser(r: &Reading<'_>, h: &Hit, q: &Quantity) -> Option<(Of, Option<Acts>, Option<String>)> {
    // "Chad lost fourteen soldiers"
    let state = |p: &PlaceMention| p.precision == PlacePrecision::Country && p.tokens.end <= q.tokens.start;
    if q.of == Of::Military && r.places_at(h.end).any(state) {
        return Some((q.of, q.acts, q.country.clone()));
    }
    // "the forces lost ten fighters"
    let own = |a: &ActorMention| matches!(q.of, Of::People | Of::Militants) || q.of == a.of;
    let (end, of, acts, country) = losses_of(r, h.end)?;
    let behind = end <= q.tokens.start && r.actors_at(h.end).any(own);
    (behind && !q.is_thing()).then_some((of, acts, country))
}

/// "Five *of its men*": the force or group told last before them in the sentence.
pub(super) fn own_men(r: &Reading<'_>, q: &Quantity, start: usize) -> Option<(Of, Option<Acts>, Option<String>)> {
    let member = |t: usize| {
        r.words(t).any(|(m, w)| {
            matches!(w, Word::Person(p) if p.member && p.measure.is_none())
                && m.features.any(Features::PRONOUN | Features::PRONOUN_PLURAL)
        })
    };
    let men = q.tokens.end - 1;
    if !q.own || !member(men) {
        return None;
    }
    // "the police faced the group *and arrested* two of its men": who arrests takes none of his own
    let taken = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Measure(x) if x.agent && !x.noun && matches!(x.measure, Measure::Arrested | Measure::Captured))
            && m.end as usize == q.tokens.start
    };
    if (q.tokens.start.saturating_sub(2).max(start)..q.tokens.start).any(|t| r.words(t).any(taken)) {
        return Some((Of::Militants, Some(Acts::Armed), None));
    }
    // "of their men": of several, not of a body
    let several = r.chart.matches_at(men).iter().any(|m| m.features.has(Features::PRONOUN_PLURAL));
    let party = |a: &&ActorMention| {
        a.tokens.end <= q.tokens.start
            && a.tokens.start >= start
            && a.people == several
            && !(a.weak || a.affiliation)
            && a.of.fights()
    };
    // "*the party* accused the army of a strike that killed nine of its men"
    let accuses =
        |t: usize| r.words(t).find_map(|(m, w)| matches!(w, Word::Speech(v) if v.accuses).then_some(m.end as usize));
    let accuser =
        (start..q.tokens.start).rev().find_map(accuses).and_then(|end| r.actors_in(end..end + 1).iter().find(party));
    let own = accuser.or_else(|| r.actors_in(start..q.tokens.start).iter().rev().find(party));
    // "a store *of the movement's* was hit and nine of its men were wounded"
    let tied = |a: &&ActorMention| a.tokens.end <= q.tokens.start && a.affiliation && !a.people && a.of.fights();
    let own = own.or_else(|| r.actors_in(start..q.tokens.start).iter().rev().find(tied).filter(|_| !several));
    own.map(|a| (a.of, acts_of(a), a.country.clone())).or_else(|| officers_men(r, q, start))
}

/// "An officer of the police said that five of *his men*": those of the force that he is of, or of his own rank.
fn officers_men(r: &Reading<'_>, q: &Quantity, start: usize) -> Option<(Of, Option<Acts>, Option<String>)> {
    let that = (start..q.tokens.start).rev().find(|t| r.is(*t, Small::That))?;
    let force = r.actors_in(start..that).iter().rev().find(|a| a.of.fights() && a.tokens.end <= that);
    let officer = || {
        (start..that).any(|t| {
            r.words(t).any(
                |(_, w)| matches!(w, Word::Speaker(s) if matches!(s.kind, SourceKind::Military | SourceKind::Police)),
            )
        })
    };
    let by_force = force.map(|a| (a.of, acts_of(a), a.country.clone()));
    by_force.or_else(|| officer().then_some((Of::Military, None, None)))
}

/// "The gunmen attacked a post and the guards killed *nine of them*": those told last before what befell them, in its sentence;
/// else the only ones told in the sentence before.
pub(super) fn of_them(
    r: &Reading<'_>,
    q: &Quantity,
    governor: usize,
    start: usize,
) -> Option<(Of, Option<Acts>, Option<String>)> {
    // "ten of them", "ten of them at least"
    let behind = (q.tokens.start + 1..=q.tokens.end).any(|t| r.is(t, Small::OfThem));
    // "and missing *of them* are eight"
    let ahead = q.tokens.start > start && r.is(q.tokens.start - 1, Small::OfThem) && governor + 1 < q.tokens.start;
    if !(behind || ahead) || !q.elliptic || q.other {
        return None;
    }
    // "the movement's fighters" are several, whatever they are told to be of
    let men = |(m, w): (&Match, &Word)| matches!(w, Word::Person(p) if p.plural || m.features.has(Features::PLURAL));
    let several =
        |a: &&ActorMention| (a.people && a.plural || r.words(a.tokens.start).any(men)) && !(a.weak || a.affiliation);
    let whose = |a: &ActorMention| (a.of, acts_of(a), a.country.clone());
    // "the guards *managed* to kill", "the guards killed": whoever stands right before did it
    let joined = r.chart.matches_at(governor).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let apart = |a: &&ActorMention| {
        let end = a.tokens.end;
        let of = r.is(end, Small::From) && end + 1 == governor;
        end <= governor && (joined || end < governor) && !of
    };
    let mut before = r.actors_in(start..governor).iter().rev().filter(several).filter(apart);
    let (named, other) = (before.next(), before.next());
    // "gunmen attacked the village and *killed* seven of them": those who did it are not whom it befell
    if several_did(r, governor) && other.is_none() {
        return None;
    }
    // those counted last are meant, whatever they are called
    let counted = |p: &&Quantity| !(p.is_thing() || p.single || p.elliptic) && p.tokens.end <= governor;
    let last = r.quantities_in(start..governor).iter().rev().find(counted);
    if let Some(p) = last.filter(|p| named.is_none_or(|a| p.tokens.start >= a.tokens.start)) {
        return (p.of != Of::People).then(|| (p.of, p.acts, p.country.clone()));
    }
    // "some of the culprits were known and two of them arrested"
    if r.marked(named.map_or(start, |a| a.tokens.end)..governor, Small::Culprit.mark()).next().is_some() {
        return None;
    }
    if let Some(a) = named {
        return Some(whose(a));
    }
    let before = r.chart.sentence_of(start).checked_sub(1).filter(|s| *s >= r.title_sentences)?;
    let mut told = r.actors_in(r.sentence(before)).iter().filter(several);
    let first = told.next()?;
    told.all(|a| a.of == first.of).then(|| whose(first))
}

/// Whether a verb in the active agrees with several who did it.
fn several_did(r: &Reading<'_>, verb: usize) -> bool {
    r.words(verb).any(|(m, w)| {
        matches!(w, Word::Measure(x) if x.agent && !x.noun)
            && m.features.has(Features::PLURAL)
            && !m.features.has(Features::PASSIVE)
    })
}

fn acts_of(a: &ActorMention) -> Option<Acts> {
    match (&a.who, a.of) {
        (Who::Of(acts), _) => Some(*acts),
        (_, Of::Militants) => Some(Acts::Armed),
        (_, Of::Military) => Some(Acts::Military),
        (_, Of::Militia) => Some(Acts::Militia),
        (_, Of::Peacekeepers) => Some(Acts::Peacekeepers),
        _ => None,
    }
}

/// "Rose to nine *the number of the dead*": the losses that a bare number behind a verb of reaching counts.
pub(super) fn count_behind(r: &Reading<'_>, hits: &[Hit], q: &Quantity, start: usize) -> Option<(Measure, Of, usize)> {
    let at = q.tokens.start;
    let h = hits.iter().find(|h| h.word.count && h.at == q.tokens.end)?;
    let to = at >= start + 2 && r.is(at - 1, Small::To);
    let reached = r.ends(at, Small::Reach) || to && (r.is(at - 2, Small::Reach) || raised(r, at - 1));
    let behind = class_behind(r, h.end, true).map(|(_, of, ..)| of);
    let of = behind.or_else(|| counted(r, h).map(|(of, ..)| of)).unwrap_or(Of::People);
    (q.elliptic && reached).then_some((h.word.measure, of, at))
}

/// "The dead rose to 58 and *the wounded to 90*": losses joined to others, right before their number.
pub(super) fn goes_on(r: &Reading<'_>, q: &Quantity) -> Option<(Measure, Of, usize)> {
    let at = q.tokens.start;
    if !q.elliptic || q.other || at < 2 || !r.is(at - 1, Small::To) {
        return None;
    }
    r.words(at - 2).find_map(|(m, w)| match w {
        Word::Person(p)
            if m.end as usize == at - 1
                && m.features.has(Features::CONJUNCTION)
                && m.features.has(Features::DEFINITE)
                && (p.plural || m.features.has(Features::PLURAL)) =>
        {
            Some((p.measure?, p.of, at - 2))
        }
        _ => None,
    })
}

/// Whether one person only says whose the person right before is: "a son of the leader".
pub(super) fn of_one_before(r: &Reading<'_>, before: &Quantity, q: &Quantity) -> bool {
    let bare = |f: Features| !f.any(Features::CONJUNCTION | Features::ADVERBIAL) && !f.prepositional();
    q.single
        && before.single
        && before.tokens.end == q.tokens.start
        && r.chart.matches_at(q.tokens.start).iter().all(|m| bare(m.features))
}

/// How many people or things a number counts at least to which further nouns are joined.
const MANY: u64 = 10;

/// The same where the noun has no ending by which to tell: "two thousand fighters and civilians".
const HUNDREDS: u64 = 99;

/// The same of things told in a row: "437 shelters and den and store".
const MANY_THINGS: u64 = 20;

/// Whether the last of some quantities is a further noun under one number: "thirty soldiers and policemen".
pub(super) fn under_one_number(r: &Reading<'_>, all: &[&Quantity]) -> bool {
    let Some((q, before)) = all.split_last() else { return false };
    let joined = |a: &Quantity, b: &Quantity| {
        let f = |f: Features| r.chart.matches_at(b.tokens.start).iter().any(|m| m.features.has(f));
        a.tokens.end == b.tokens.start && b.single && f(Features::CONJUNCTION)
    };
    let mut next = *q;
    for a in before.iter().rev().take_while(|a| a.is_thing() == q.is_thing() || q.is_thing() && a.unknown) {
        if !joined(a, next) {
            return false;
        }
        if !a.single {
            // "46 girls and young women": nouns of women, of one class, show no ending
            let woman = |t: usize| r.words(t).any(|(m, _)| m.features.has(Features::FEMININE));
            let women = a.of == q.of && woman(a.tokens.end - 1) && woman(q.tokens.start);
            let declined =
                r.chart.matches_at(q.tokens.start).iter().any(|m| m.features.has(Features::ADVERBIAL)) || women;
            // "21 tourists and a policeman": one of another class beside a number that nobody rounded
            let precise = a.figure.qualifier == Qualifier::Exact && a.figure.low.is_some_and(|n| n % 10 != 0);
            // but "thirteen soldiers and civilians"
            let general = |(_, w): (&Match, &Word)| {
                matches!(w, Word::Small(Small::Wartime)) || matches!(w, Word::Person(p) if p.adjective)
            };
            let own = precise && a.of != q.of && a.of != Of::People && q.of != Of::People;
            if !q.is_thing() && own && !r.words(q.tokens.start).any(general) {
                return false;
            }
            let many = |least: u64| a.figure.low.is_some_and(|n| n > least);
            return if q.is_thing() { many(MANY_THINGS) } else { many(MANY) && declined || many(HUNDREDS) };
        }
        next = a;
    }
    false
}

/// "Fifty dead *and twenty captives*", "twelve soldiers fell *captive*": those whom another word than theirs governs.
pub(super) fn taken(r: &Reading<'_>, h: &Hit, q: &Quantity) -> bool {
    let fell = matches!(h.word.measure, Measure::Killed | Measure::Wounded);
    let also = |t: usize| r.chart.matches_at(t).iter().any(|m| m.features.has(Features::CONJUNCTION));
    let apart = || captives(r, q) && h.end < q.tokens.start && (h.end..=q.tokens.start).any(also);
    fell && !q.is_thing() && (h.word.light && captive(r, q.tokens.end) || apart())
}

/// Whether those counted are told as captives.
pub(super) fn captives(r: &Reading<'_>, q: &Quantity) -> bool {
    q.captive && q.tokens.clone().any(|t| captive(r, t))
}

/// Whether a word for a captive tells by itself what befell him: "prisoner of war".
fn captive(r: &Reading<'_>, at: usize) -> bool {
    let taken = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Measure(x) if x.noun && x.measure == Measure::Captured)
            && !m.features.any(Features::DEFINITE | Features::PRONOUN)
    };
    let person = |(_, w): (&Match, &Word)| matches!(w, Word::Person(p) if p.captive);
    r.words(at).any(taken) && r.words(at).any(person)
}

/// "The police held twenty protesters": held by a state's force, which takes nobody hostage.
pub(super) fn held_by_state(r: &Reading<'_>, h: &Hit, q: &Quantity) -> bool {
    let police = |a: &ActorMention| matches!(a.kind, SourceKind::Police | SourceKind::Military) && a.of == Of::Military;
    h.word.weak && (h.end..q.tokens.start).any(|t| r.actors_at(t).any(police))
}

/// Words from a verb of causing to the one casualty that it left at most.
const LEFT: usize = 8;

/// "One dead and three wounded", "left one dead": a casualty without a number that begins its sentence, that a verb of
/// causing left, or that is joined to the one before.
pub(super) fn lone_casualty(
    r: &Reading<'_>,
    all: &[&Quantity],
    done: &[Option<Figured>],
    k: usize,
    start: usize,
) -> bool {
    let q = all[k];
    let at = q.tokens.start;
    if q.definite || q.own || at == start || r.mark(at - 1, ":") {
        return !(q.definite || q.own);
    }
    let object = r.chart.matches_at(at).iter().any(|m| m.features.has(Features::ADVERBIAL));
    let led = r.any(at - 1..at, &[Small::Relayed, Small::To]);
    let mut clause = (at.saturating_sub(LEFT).max(start)..at).rev().take_while(|t| !r.mark(*t, ",.;:"));
    let left = (object || led) && clause.any(|t| r.is(t, Small::Result));
    let casualty = |f: &Figured| matches!(f.measure, Measure::Killed | Measure::Wounded);
    let goes_on = k > 0
        && all[k - 1].tokens.end == at
        && all[k - 1].measure.is_some()
        && joined(r, q)
        && done[k - 1].as_ref().is_some_and(|f| casualty(f) && f.tokens.end <= at);
    left || goes_on
}

/// What befell one casualty: "the killing of one wounded", "three of the wounded died" tell of a death.
pub(super) fn befallen_one(r: &Reading<'_>, hits: &[Hit], q: &Quantity, own: Measure) -> Measure {
    // "two of the wounded died", "three wounded succumbed"
    let died = |h: &Hit| h.word.noun || (q.definite || h.word.own_subject) && own == Measure::Wounded;
    let firm = |h: &Hit| !(h.word.light || h.word.count || h.word.weak);
    // "the bodies of three of those abducted"
    let bodies = |h: &Hit| h.word.weak && h.word.noun && h.at + 1 == h.end && is_body(r, h.at);
    let governed = hits.iter().find(|h| h.end == q.tokens.start && (bodies(h) || died(h) && firm(h)));
    governed.map(|h| h.word.measure).filter(|m| *m == Measure::Killed).unwrap_or(own)
}

/// Whether a word for a dead body stands at a token.
fn is_body(r: &Reading<'_>, at: usize) -> bool {
    r.words(at).any(|(_, w)| matches!(w, Word::Person(p) if p.body))
}

/// Whose further losses "and wounded three" tells: the one class of people told of just before.
pub(super) fn same_people(done: &[Option<Figured>], at: usize) -> Option<&Figured> {
    let mut before = done.iter().rev().flatten().filter(|f| !f.of.is_thing() && f.measure != Measure::Attackers);
    let last = before.next().filter(|f| at.saturating_sub(f.tokens.end) <= 8 && f.tokens.end <= at)?;
    (!last.part && before.all(|f| f.of == last.of)).then_some(last)
}
