//! Stretches between two commas that interrupt a clause: "were killed, *according to the army*, five", "arrested, *in raids on
//! the town*, twelve".

use crate::quantities::Quantity;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;

/// Tokens of an aside with its commas at most.
const LENGTH: usize = 14;

/// Tokens of a clause that describes what was named before it, with its commas, at most.
const CLAUSE: usize = 18;

/// "Were killed in the attack, *which the movement claimed*, nineteen people": whether a clause between two commas, from `t`
/// to a quantity, says more of what is named between the verb's end and its first comma.
pub(crate) fn told_aside(r: &Reading<'_>, verb: usize, t: usize, q: &Quantity) -> bool {
    let at = q.tokens.start;
    let aside = t + 1..at.saturating_sub(1);
    let befell = |k: usize| r.words(k).any(|(_, w)| matches!(w, Word::Measure(m) if !m.noun && !m.weak));
    let tells = |k: usize| r.mark(k, ",.;:") || befell(k) || r.is(k, Small::That);
    let people = r.quantities_in(verb..at).iter().any(|p| !p.is_thing());
    r.mark(t, ",")
        && t > verb
        && !q.elliptic
        && !q.single
        && (2..CLAUSE).contains(&aside.len())
        && r.mark(at - 1, ",")
        && !r
            .chart
            .matches_at(t + 1)
            .iter()
            .any(|m| m.features.has(Features::CONJUNCTION) && !r.is(t + 1, Small::Apposition))
        && !people
        && !aside.clone().any(tells)
}

/// Behind the second comma of an aside whose first comma stands at `t` and which ends before `end`: it opens with a
/// preposition and tells nothing by itself.
pub(crate) fn aside_end(r: &Reading<'_>, t: usize, end: usize) -> Option<usize> {
    let opens = |t: usize| {
        let led = [Small::Locative, Small::Temporal, Small::According, Small::Particle, Small::Together];
        led.iter().any(|s| r.is(t, *s)) || r.chart.matches_at(t).iter().any(|m| m.features.has(Features::WITH))
    };
    if !r.mark(t, ",") || t + 2 >= end || !opens(t + 1) {
        return None;
    }
    let close = (t + 2..end.min(t + LENGTH)).find(|k| r.mark(*k, ",.;:"))?;
    let tells = |k: usize| {
        r.words(k).any(|(_, w)| match w {
            Word::Measure(m) => !m.noun && !m.weak,
            Word::Trigger(x) => !x.noun && !x.weak,
            _ => false,
        }) || r.quantities_in(k..k + 1).iter().any(|q| !q.single)
    };
    (r.mark(close, ",") && !(t + 1..close).any(tells)).then_some(close + 1)
}
