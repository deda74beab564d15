//! Quantities without a number before them: duals, "one of the soldiers", single persons, people with their number behind.

use super::another::another;
use super::noun::{noun, people_of};
use super::{Quantity, bare, with_noun};
use crate::numbers::NumberKind;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Person, Small, Word};
use isnad_language::{Features, Marks, Match};
use isnad_model::{Figure, Measure, Of, Qualifier};
use isnad_text::Kind as TokenKind;

/// Marks of the words with which such a quantity can begin.
pub(super) const BEGINS: Marks = Word::PERSON
    .or(Word::THING)
    .or(Word::DEMONYM)
    .or(Small::OneOf.mark())
    .or(Small::OneOfThem.mark())
    .or(Small::Culprit.mark())
    .or(Small::AsMany.mark())
    .or(Small::Other.mark())
    .or(Small::OrdinalOther.mark());

/// A dual, "one of the soldiers", or a single person.
pub(super) fn uncounted(r: &Reading<'_>, at: usize) -> Option<Quantity> {
    if !r.has(at, BEGINS) {
        return None;
    }
    if r.date_at(at).is_some() {
        return None;
    }
    if let Some(end) = r.vocabulary.small(&r.chart, at, Small::OneOf)
        && let Some(n) =
            noun(r, end).filter(|n| n.plural || n.features.any(Features::PLURAL | Features::DUAL | Features::DEFINITE))
    {
        return Some(with_noun(r, at..end, Figure::exact(1), n, true));
    }
    // "one of the most dangerous terrorists": an adjective before the noun
    if let Some(end) = r.vocabulary.small(&r.chart, at, Small::OneOf)
        && end + 1 < r.chart.len()
        && r.words(end).all(|(_, w)| matches!(w, Word::Small(Small::Record)))
        && !r.vocabulary.morphology.definite(r.chart.norm(end))
        && r.numbers_in(end..end + 1).is_empty()
        && let Some(n) = noun(r, end + 1).filter(|n| n.acts.is_some())
        && (n.plural || n.features.has(Features::PLURAL))
    {
        return Some(with_noun(r, at..end + 1, Figure::exact(1), n, true));
    }
    // "one of the terrorist elements", "one of the group's members": a name of its own for armed men
    if let Some(end) = r.vocabulary.small(&r.chart, at, Small::OneOf)
        && let Some((end, of)) = armed_men(r, end)
    {
        let mut q = bare(at..end, Figure::exact(1));
        (q.single, q.elliptic, q.of, q.acts) = (true, false, of, Some(Acts::Armed));
        return Some(q);
    }
    // "the arrest of one of the planners"
    if let Some(end) = r.vocabulary.small(&r.chart, at, Small::OneOf)
        && end < r.chart.len()
        && befallen(r, at)
        && r.words(end).all(|(_, w)| matches!(w, Word::Small(_)))
        && r.vocabulary.morphology.definite(r.chart.norm(end))
    {
        let mut q = bare(at..end + 1, Figure::exact(1));
        (q.single, q.elliptic) = (true, false);
        return Some(q);
    }
    if let Some(q) = another(r, at) {
        return Some(q);
    }
    if named_body(r, at) || r.is(at, Small::Unit) && r.number_before(at).is_some() {
        return None;
    }
    if let Some(q) = pointed_at(r, at) {
        return Some(q);
    }
    // "the wounding of a soldier", not "a casualty, a soldier"
    if r.words(at).any(|(_, w)| matches!(w, Word::Measure(x) if x.noun))
        && r.words(at).any(|(_, w)| matches!(w, Word::Person(p) if p.measure.is_some()))
        && !r.words(at).any(|(_, w)| matches!(w, Word::Person(p) if p.measure.is_none()))
    {
        return None;
    }
    // "Britain frees", written like "a Briton"
    let country = || r.in_place(at);
    let told = |n: &super::noun::Noun| {
        let led = n.features.prepositional();
        // "in which two Palestinians were killed"
        let wake = at > 1 && r.is(at - 1, Small::Particle) && befalls(r, at - 1);
        // "the army killed a Palestinian"
        let object = !led && n.features.has(Features::ADVERBIAL) && befallen(r, at);
        (befalls(r, at) || wake || object) && !(led && country()) || befalls_behind(r, n.end) && !country()
    };
    let people = || people_of(r, at, false).filter(told);
    let mut n = noun(r, at).or_else(people)?;
    // "and the capture of two", written like "and families"
    let next = n.end;
    let taken = n.family
        && n.features.has(Features::CONJUNCTION)
        && r.words(at).any(|(_, w)| matches!(w, Word::Measure(x) if x.noun))
        && !r.numbers_in(next..next + 1).is_empty();
    if taken {
        return None;
    }
    // "12 people of one family"
    if n.family && r.ends(at, Small::From) {
        return None;
    }
    // "one soldier", "two civilians" with the number behind
    let number = |start: usize| r.numbers_in(start..start + 1).iter().find(|x| x.kind == NumberKind::Cardinal);
    // "the three foreign fighters": an adjective between noun and number
    let definite = |t: usize| t < r.chart.len() && r.vocabulary.morphology.definite(r.chart.norm(t));
    let apart = || number(n.end + 1).filter(|x| definite(n.end) && definite(x.range.start));
    if let Some(behind) = number(n.end).or_else(apart) {
        let few = matches!(behind.figure.low, Some(1 | 2))
            && matches!(behind.figure.qualifier, Qualifier::Exact | Qualifier::AtLeast);
        // "two people of one family"
        let several = n.plural || n.dual || n.features.any(Features::PLURAL | Features::DUAL);
        let few = few && !(several && behind.figure.low == Some(1));
        // "the three attackers": noun and number both with the article
        let those = several
            && n.features.any(Features::DEFINITE | Features::PRONOUN)
            && behind.figure.qualifier == Qualifier::Exact
            && r.vocabulary.morphology.definite(r.chart.norm(behind.range.start));
        let bare = few && !n.features.any(Features::DEFINITE | Features::PRONOUN);
        if (bare || those) && !behind.joined {
            n.end = behind.range.end;
            return Some(with_noun(r, at..n.end, behind.figure, n, false));
        }
    }
    // "artillery", "humanitarian": adjectives in -iyya are written like "his two guns", "his two people"
    let kin = n.features.has(Features::CONJUNCTION) && (one_person(r, at) || several_before(r, &n, at));
    if n.features.has(Features::DUAL)
        && n.features.has(Features::PRONOUN)
        && !n.features.has(Features::PRONOUN_PLURAL)
        && (n.of.is_thing() || n.member || !(befalls(r, at) || kin))
    {
        return None;
    }
    // "survivors", written like two of them: nothing befell them
    let unhurt = !n.of.is_thing() && n.acts.is_none() && n.measure.is_none();
    if unhurt && !(n.captive || n.member || n.family) {
        return None;
    }
    if n.features.has(Features::DUAL) || n.dual {
        return Some(with_noun(r, at..n.end, Figure::exact(2), n, false));
    }
    if at > 0 && r.is(at - 1, Small::Any) {
        return None;
    }
    if two_alike(r, at, &n) {
        return Some(with_noun(r, at..n.end, Figure::exact(2), n, false));
    }
    // "the killing of his driver"
    let his = n.features.has(Features::PRONOUN)
        && !n.of.is_thing()
        && n.measure.is_none()
        && (befalls(r, at) || befalls_behind(r, n.end) || kin && n.acts == Some(Acts::Civilians));
    let singular = !n.plural
        && !n.features.any(Features::PLURAL | Features::DEFINITE)
        && (his || !n.features.has(Features::PRONOUN));
    // "like camels" is mostly a name; "a suicide attack" is no person
    let like = n.features.has(Features::AS);
    // "killed by the fire of a soldier", "… of a Houthi sniper"
    let agent = |at: usize| (1..=3).any(|k| at >= k && r.vocabulary.small(&r.chart, at - k, Small::Agent) == Some(at));
    if agent(at) || one_person(r, at) && agent(at - 1) {
        return None;
    }
    // "a military compound"
    let of_thing = r.words(at).any(|(_, w)| matches!(w, Word::Person(p) if p.adjective))
        && crate::actors::of_thing(r, at, n.features);
    // "armed forces", "a terrorist cell": the form of a woman describes things where nothing befalls her
    let fighter = matches!(n.acts, Some(Acts::Armed | Acts::Military | Acts::Police)) && !n.suicide;
    // "a terrorist killing", written like "the killing of a woman terrorist"
    let of_her = |(m, w): (&Match, &Word)| matches!(w, Word::Measure(x) if x.noun && !x.weak || m.features.any(Features::FEMININE | Features::PRESENT));
    let befallen = befalls(r, at) && r.words(at - 1).any(of_her);
    let describes = fighter && n.features.has(Features::FEMININE) && !befallen && !befalls_behind(r, n.end);
    let describes = describes || n.features.has(Features::FEMININE) && describes_noun(r, at);
    let told_of = n.acts == Some(Acts::Armed)
        && at > 0
        && r.words(at - 1).any(|(_, w)| matches!(w, Word::Trigger(t) if t.noun))
        && (n.suicide || !r.has(at - 1, Word::MEASURE));
    // "one dead": a casualty that nobody counts
    let casualty = |m: &Match, w: &Word| {
        m.end as usize == at + 1 && matches!(w, Word::Person(p) if p.measure.is_some() && !p.body)
    };
    let fallen =
        matches!(n.measure, Some(Measure::Killed | Measure::Wounded)) && r.words(at).any(|(m, w)| casualty(m, w));
    let told = n.acts.is_some() || n.of.is_thing() || fallen;
    // "So-and-so son of So-and-so": a surname written like a man's trade
    let surname = at > 1 && r.is(at - 2, Small::Son);
    if singular && !like && !told_of && !of_thing && !describes && told && !n.member && !surname {
        return Some(with_noun(r, at..n.end, Figure::exact(1), n, true));
    }
    None
}

/// The end of a word for armed men or of the name of their group.
fn armed_men(r: &Reading<'_>, at: usize) -> Option<(usize, Of)> {
    let men = |(m, w): (&Match, &Word)| match w {
        Word::Militants(_) => Some((m.end as usize, Of::Militants)),
        Word::Group(g) if r.knows(g) && !g.weak && g.of == Of::Militants => Some((m.end as usize, g.of)),
        _ => None,
    };
    r.words(at).filter_map(men).max_by_key(|(end, _)| *end)
}

/// "Led to the killing of policemen", where the form may be read as two of them: a toll of several would have a number.
fn two_alike(r: &Reading<'_>, at: usize, n: &super::noun::Noun) -> bool {
    let people = n.of == Of::Military || n.of == Of::People && n.country.is_some() && n.acts == Some(Acts::Civilians);
    // "that Palestinians were killed", where the verb tells of two
    // not "its dead and *its wounded*", written like "the two wounded him"
    let verb = |(m, w): (&Match, &Word)| {
        let own = m.features.any(Features::CONJUNCTION | Features::PRONOUN);
        matches!(w, Word::Measure(x) if !x.noun) && m.features.has(Features::DUAL) && !own
    };
    let several = n.plural || n.features.any(Features::PLURAL | Features::OBLIQUE);
    let bare = several && !n.of.is_thing() && !n.features.any(Features::DEFINITE | Features::CONJUNCTION);
    if bare && r.words(n.end).any(verb) {
        return true;
    }
    let form = |f: Features| {
        f.has(Features::OBLIQUE) && !f.any(Features::PRONOUN | Features::DEFINITE | Features::CONJUNCTION)
    };
    let dual = || r.words(at).any(|(m, w)| matches!(w, Word::Person(_) | Word::Demonym(_)) && form(m.features));
    let noun = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::Measure(x) if x.noun && !x.things));
    if !people || !befalls(r, at) || !noun(at - 1) || !dual() {
        return false;
    }
    let from = at.saturating_sub(TOLD).max(r.sentence(r.chart.sentence_of(at)).start);
    let told = (from..at - 1).rev().take_while(|t| !r.mark(*t, ",.;:")).any(|t| r.is(t, Small::Result));
    // "the killing of policemen and the wounding of six"
    let counted = |t: usize| r.numbers_in(t..t + 1).iter().any(|x| x.kind == NumberKind::Cardinal);
    let joined = r.words(n.end).any(|(m, w)| {
        matches!(w, Word::Measure(x) if x.noun) && m.features.has(Features::CONJUNCTION) && counted(m.end as usize)
    });
    // "Two Frenchmen killed in an attack in X", in a headline
    let deed = |t: usize| t < r.chart.len() && r.has(t, Word::TRIGGER);
    let hurt = || r.words(n.end).any(|(m, w)| matches!(w, Word::Measure(_)) && m.features.has(Features::WITH));
    let headline = r.chart.sentence_of(at) < r.title_sentences
        && (r.is(n.end, Small::Locative) && (n.of == Of::Military || deed(n.end + 1)) || hurt());
    told || joined || headline || at > 1 && r.is(at - 2, Small::To)
}

/// Words of a deed and of the body that did it at most.
const BODY: usize = 6;

/// Words between a verb of causing and a toll told as a noun at most.
const TOLD: usize = 10;

/// One whom the text points at and whom something befalls: "and hit one of them", "one of them was killed", "the arrest of
/// the attacker".
fn pointed_at(r: &Reading<'_>, at: usize) -> Option<Quantity> {
    let one = |end: usize| {
        let mut q = bare(at..end, Figure::exact(1));
        (q.single, q.elliptic) = (true, false);
        q
    };
    if let Some(end) = r.vocabulary.small(&r.chart, at, Small::OneOfThem) {
        let mut q = one(end);
        q.other = true;
        // "two were hurt, one of them a soldier": a verb that agrees with the two leaves the one to what follows
        let one = |m: &Match, w: &Word| {
            matches!(w, Word::Measure(x) if !(x.things || x.light || x.count))
                && !m.features.any(Features::PLURAL | Features::DUAL | Features::PRONOUN)
        };
        let before = at > 0 && r.words(at - 1).any(|(m, w)| m.end as usize == at && one(m, w));
        let verb = |(m, w): (&Match, &Word)| one(m, w) && matches!(w, Word::Measure(x) if !x.noun && !x.weak);
        return (before || r.words(end).any(verb)).then_some(q);
    }
    if !befallen(r, at) {
        return None;
    }
    if let Some(end) = r.vocabulary.small(&r.chart, at, Small::Culprit) {
        return Some(one(end));
    }
    let attacker = r.words(at).find_map(|(m, w)| match w {
        Word::Person(p)
            if p.acts == Some(Acts::Armed)
                && !(p.plural || p.dual || p.member || p.adjective || p.leader)
                && m.features.has(Features::DEFINITE)
                && !m.features.any(Features::PLURAL | Features::DUAL | Features::CONJUNCTION) =>
        {
            Some((m.end as usize, p))
        }
        _ => None,
    });
    let alone =
        |end: usize| !r.words(end).any(|(m, w)| matches!(w, Word::Person(_)) && m.features.has(Features::DEFINITE));
    attacker.or_else(|| of_his_trade(r, at)).filter(|(end, _)| alone(*end)).map(|(end, p)| {
        let mut q = one(end);
        (q.of, q.acts) = (p.of, p.acts);
        q
    })
}

/// "And the wounding of the driver": one told by what he does, with the article, whom a noun of wounding, or one joined to
/// another toll, befalls.
fn of_his_trade<'r>(r: &'r Reading<'_>, at: usize) -> Option<(usize, &'r Person)> {
    let hurt = r.words(at - 1).any(|(m, w)| match w {
        Word::Measure(x) => {
            (x.noun || x.passive)
                && (x.measure == Measure::Wounded
                    || x.measure == Measure::Killed && m.features.has(Features::CONJUNCTION))
        }
        _ => false,
    });
    let trade =
        |p: &Person| matches!(p.acts, Some(Acts::Civilians | Acts::Military | Acts::Police)) && p.of != Of::People;
    hurt.then(|| {
        r.words(at).find_map(|(m, w)| match w {
            Word::Person(p)
                if trade(p)
                    && !(p.plural || p.dual || p.member || p.adjective || p.leader)
                    && m.features.has(Features::DEFINITE)
                    && !m.features.any(Features::PLURAL | Features::DUAL | Features::CONJUNCTION) =>
            {
                Some((m.end as usize, p))
            }
            _ => None,
        })
    })?
}

/// Whether a word or phrase of what befalls one person ends right before a token, perhaps with who did it between: "the
/// police killed the attacker".
fn befallen(r: &Reading<'_>, at: usize) -> bool {
    // "the forces killed, on Friday, …"
    let day = |t: usize| t < at && (r.date_at(t).is_some() || r.mark(t, ",") || r.is(t, Small::Locative));
    let meets = |end: usize| (end..at).find(|t| !day(*t)).is_none();
    let body =
        |from: usize| r.actors_at(from).any(|a| a.tokens.end <= at && meets(a.tokens.end) && (!a.people || a.plural));
    let deed = |t: usize| {
        r.words(t).any(|(m, w)| {
            matches!(w, Word::Measure(x) if x.agent && !(x.noun || x.things || x.light || x.count))
                && !m.features.any(Features::PRONOUN | Features::PLURAL | Features::DUAL)
                && body(m.end as usize)
        })
    };
    if !r.chart.any_marked(at.saturating_sub(BODY)..at, Word::MEASURE) {
        return false;
    }
    if (at.saturating_sub(BODY)..at.saturating_sub(1)).any(deed) {
        return true;
    }
    (at.saturating_sub(3)..at).any(|t| {
        r.words(t).any(|(m, w)| {
            m.end as usize == at
                && matches!(w, Word::Measure(x) if !x.things && !x.weak && !x.light && !x.count)
                && !m.features.any(Features::DEFINITE | Features::PRONOUN | Features::PLURAL | Features::DUAL)
        })
    })
}

/// Whether a body of its own name starts at a token ("Taliban", written like "two students").
pub(super) fn named_body(r: &Reading<'_>, at: usize) -> bool {
    r.words(at).any(|(_, w)| matches!(w, Word::Group(g) if r.knows(g) && g.of == Of::Militants && !g.weak))
}

/// Whether what befalls people is told right before a token.
fn befalls(r: &Reading<'_>, at: usize) -> bool {
    at > 0
        && r.words(at - 1).any(|(m, w)| {
            matches!(w, Word::Measure(x) if !x.things && !x.weak && !x.light && !x.count)
                && !m.features.has(Features::DEFINITE)
        })
}

/// Whether what befell them is told right behind, perhaps with their number between: "two Palestinians were killed".
fn befalls_behind(r: &Reading<'_>, end: usize) -> bool {
    let t = r.numbers_in(end..end + 1).first().map_or(end, |n| n.range.end);
    // "an American *had been* killed"
    let t = if t + 1 < r.chart.len() && r.is(t, Small::Particle) { t + 1 } else { t };
    t < r.chart.len()
        && r.words(t).any(|(m, w)| {
            matches!(w, Word::Measure(x) if !x.noun && !x.things && !x.weak)
                && !m.features.any(Features::CONJUNCTION | Features::PRONOUN)
        })
}

/// Whether one person stands right before a token, or before an adjective: "a woman and her child", "a pregnant woman and
/// her child".
fn one_person(r: &Reading<'_>, at: usize) -> bool {
    let person = |t: usize| {
        r.words(t).any(|(m, w)| {
            matches!(w, Word::Person(p) if p.measure.is_none() && !p.plural)
                && !m.features.any(Features::PLURAL | Features::DEFINITE)
        })
    };
    let unknown = |t: usize| r.chart.text.tokens()[t].kind == TokenKind::Word && r.chart.matches_at(t).is_empty();
    at > 0 && (person(at - 1) || at > 1 && unknown(at - 1) && person(at - 2))
}

/// "Three engineers *and their driver*": whether several whom a number or their form counts stand right before one who is
/// told as theirs.
fn several_before(r: &Reading<'_>, n: &super::noun::Noun, at: usize) -> bool {
    let many = Features::PLURAL | Features::DUAL;
    let several = |(m, w): (&Match, &Word)| {
        matches!(w, Word::Person(p) if p.measure.is_none() && p.acts.is_some() && (p.plural || p.dual || m.features.any(many)))
            && !m.features.has(Features::DEFINITE)
    };
    n.features.has(Features::PRONOUN_PLURAL) && at > 0 && r.words(at - 1).any(several)
}

/// "Leading elements", "press cards": whether a noun without the article stands right before what has the form of a woman
/// and is no more than its adjective.
fn describes_noun(r: &Reading<'_>, at: usize) -> bool {
    if at == 0 || befalls(r, at) || befallen(r, at) || r.chart.sentence_of(at) != r.chart.sentence_of(at - 1) {
        return false;
    }
    let closed = |f: Features| f.any(Features::CONJUNCTION | Features::DEFINITE) || f.prepositional();
    let bare = !r.chart.matches_at(at).iter().any(|m| closed(m.features));
    let before = &r.chart.text.tokens()[at - 1];
    let several = r.words(at - 1).any(|(m, w)| match w {
        Word::Person(p) => (p.plural || m.features.has(Features::PLURAL)) && !m.features.has(Features::DEFINITE),
        Word::Thing(x) => (x.plural || m.features.has(Features::PLURAL)) && !m.features.has(Features::DEFINITE),
        _ => false,
    });
    let unknown = before.kind == TokenKind::Word
        && (r.chart.matches_at(at - 1).is_empty() || r.is(at - 1, Small::Unit))
        && !r.vocabulary.morphology.definite(r.chart.norm(at - 1));
    bare && (several || unknown)
}
