//! Stretches between two commas that interrupt a clause: "were killed, *according to the army*, five", "arrested, *in raids on
//! the town*, twelve".

use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_language::Features;

/// Tokens of an aside with its commas at most.
const LENGTH: usize = 14;

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
        }) || r.quantities.iter().any(|q| q.tokens.start == k && !q.single)
    };
    (r.mark(close, ",") && !(t + 1..close).any(tells)).then_some(close + 1)
}
