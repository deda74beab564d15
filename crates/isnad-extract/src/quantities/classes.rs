//! Classes that one quantity takes from another.

use super::Quantity;
use super::noun::Noun;
use crate::reading::Reading;
use crate::vocabulary::{Acts, Small, Word};
use isnad_language::Features;
use isnad_model::{Figure, Of};

/// "Five dead and seven wounded of the soldiers": what stands behind the second tells of the first, too.
pub(super) fn share_class(before: &mut Quantity, q: &Quantity, r: &Reading<'_>) {
    let open = before.of == Of::People && before.acts.is_none() && before.measure.is_some();
    let apart = q.tokens.start == before.tokens.end + 1 && r.is(before.tokens.end, Small::And);
    let joined = apart
        || q.tokens.start == before.tokens.end
            && (r.chart.matches_at(q.tokens.start).iter().any(|m| m.features.has(Features::CONJUNCTION))
                || r.numbers_in(q.tokens.start..q.tokens.start + 1).iter().any(|n| n.joined));
    let several = q.figure != Figure::exact(1);
    if open && joined && several && q.measure.is_some() && !matches!(q.of, Of::People | Of::Civilians) {
        (before.of, before.acts) = (q.of, q.acts);
        before.country.clone_from(&q.country);
    }
}

/// "Others" and bare numbers take the class of the quantity before in the same sentence.
pub(super) fn inherit(before: &[Quantity], q: &mut Quantity, r: &Reading<'_>) {
    // "the American ambassador and three diplomats"
    if q.acts == Some(Acts::Government)
        && q.country.is_none()
        && let Some(p) = before.last().filter(|p| p.tokens.end == q.tokens.start && p.acts == q.acts)
    {
        q.country.clone_from(&p.country);
    }
    if !q.other || q.acts.is_some() {
        return;
    }
    let sentence = r.chart.sentence_of(q.tokens.start);
    // "a soldier and four civilians were killed and seven others hurt": of which, nobody said
    let mut last = before.iter().rev().filter(|p| r.chart.sentence_of(p.tokens.start) == sentence && !p.is_thing());
    if let (Some(a), Some(b)) = (last.next(), last.next())
        && a.tokens.start - b.tokens.end.min(a.tokens.start) <= 1
        && a.of != b.of
        && a.acts.is_some()
        && b.acts.is_some()
    {
        return;
    }
    if let Some(p) = before.iter().rev().take_while(|p| r.chart.sentence_of(p.tokens.start) == sentence).find(|p| {
        let part = r.ends(p.tokens.start, Small::Including);
        // "*an official* said that fifty others were hurt": who tells it is none of them
        let tells = p.single
            && (p.acts == Some(Acts::Government) || r.has(p.tokens.start, Word::SPEAKER))
            && r.marked(p.tokens.end..q.tokens.start, Small::That.mark()).next().is_some();
        !tells && !p.is_thing() && !p.elliptic && p.measure.is_none() && !part
    }) {
        q.of = p.of;
        q.acts = p.acts;
        q.country = p.country.clone();
    }
}

/// Where the body stands whose fighters a noun names: "fighters of the forces", "the forces' fighters".
pub(super) fn fighters_of(r: &Reading<'_>, n: &Noun) -> Option<usize> {
    let several = n.plural || n.features.has(Features::PLURAL);
    let bound = several && !n.features.has(Features::DEFINITE) && r.has(n.end, Word::FORCE | Word::GROUP);
    r.vocabulary.small(&r.chart, n.end, Small::From).or_else(|| bound.then_some(n.end))
}

/// The class that an adjective gives to losses told before it: "the number of *civilian* dead".
pub(crate) fn described(r: &Reading<'_>, at: usize) -> Option<(usize, Of, Option<Acts>, Option<String>)> {
    r.words(at).find_map(|(m, w)| match w {
        Word::Person(p)
            if m.features.has(Features::DEFINITE)
                && !m.features.any(Features::CONJUNCTION | Features::TO | Features::WITH)
                && !matches!(p.of, Of::People | Of::Officials)
                && p.measure.is_none() =>
        {
            Some((m.end as usize, p.of, p.acts, None))
        }
        _ => None,
    })
}

/// "Twenty of X": whether a group's name, which may be written like two people, stands behind "of".
pub(super) fn of_group(r: &Reading<'_>, at: usize) -> bool {
    at > 0 && r.is(at - 1, Small::From) && r.has(at, Word::GROUP)
}

/// "A man stabbed *a soldier*", "gunmen abducted *a Frenchman*": whether what stands behind them has the form of an object, no
/// adjective's.
pub(super) fn object_of(n: &Noun, features: Features) -> bool {
    let one =
        !n.plural && n.features.has(Features::SINGULAR) && !n.features.any(Features::ADVERBIAL | Features::FEMININE);
    let several = n.plural || n.features.any(Features::PLURAL | Features::DUAL);
    (one || several) && features.has(Features::ADVERBIAL)
}
