//! Figures with their chains, put together as claims: told twice they are one.

use crate::attribution::{Attribution, Chain};
use crate::claims::Figured;
use crate::reading::Reading;
use crate::vocabulary::{Small, Word};
use isnad_model::{Claim, ClaimStance, Measure, Of, Qualifier, SourceKind, SourceLink};

/// "The attack *that* cost 25 lives": words between the pronoun and the figure at most.
const ASIDE: usize = 5;

/// Whether a figure is told in passing of an incident that everybody knows: it says which attack is meant, and is not what
/// the speaker reports.
fn aside(r: &Reading<'_>, f: &Figured, chain: &Chain) -> bool {
    let start = r.sentence(f.sentence).start;
    let from = f.tokens.start.saturating_sub(ASIDE).max(start);
    chain.cue.end <= from && r.any(from..f.tokens.start, &[Small::Relative])
}

/// Whether a figure stands behind "a day after …" in what somebody said: of an earlier incident that the article recalls.
fn recalled(r: &Reading<'_>, f: &Figured, chain: &Chain) -> bool {
    let start = r.sentence(f.sentence).start.max(chain.cue.end);
    let after = |t: usize| r.words(t).any(|(_, w)| matches!(w, Word::After(_)));
    start < f.tokens.start && (start..f.tokens.start).any(after)
}

/// The claims of figures, with their chains; `known`: of an incident that is no news.
pub(crate) fn claims(
    r: &Reading<'_>,
    attribution: &Attribution,
    figures: &[Figured],
    indices: &[usize],
    known: bool,
) -> Vec<Claim> {
    let mut out: Vec<(Claim, &Figured)> = Vec::new();
    for i in indices {
        let f = &figures[*i];
        // "weapons and vehicles, several of them": things without a number are no claim
        let chain = attribution.chain_at(f.at).filter(|c| {
            // "X denied its part in the attack *that* cost twelve lives": nobody denies the toll
            let denied = c.stance == Some(ClaimStance::Denied);
            !(recalled(r, f, c) || (known || denied) && aside(r, f, c))
        });
        let sources: Vec<SourceLink> = chain.map(|c| c.links.clone()).unwrap_or_default();
        let stance = stance(r, f, &sources, chain.and_then(|c| c.stance));
        let quote = r.words_of(f.tokens.clone()).to_owned();
        let mut evidence = vec![r.evidence(f.tokens.clone(), format!("claims:{}", f.rule))];
        if let Some(c) = chain
            && !c.cue.is_empty()
            && !sources.is_empty()
        {
            evidence.push(r.evidence(c.cue.clone(), "attribution"));
        }
        let claim = Claim { measure: f.measure, of: f.of, figure: f.figure, sources, stance, quote, evidence };
        let before = i.checked_sub(1).map(|k| &figures[k]);
        merge(&mut out, claim, f, before);
    }
    out.into_iter().map(|(c, _)| c).collect()
}

/// The same figure told twice is one claim, with the fullest chain told for it (codebook, section 6).
fn merge<'f>(out: &mut Vec<(Claim, &'f Figured)>, claim: Claim, f: &'f Figured, before: Option<&Figured>) {
    for (c, first) in out.iter_mut() {
        let vague = |c: &Claim| c.figure.qualifier == Qualifier::Vague;
        if c.measure == claim.measure
            && !apart(c.of, first, f, before)
            && vague(c) == vague(&claim)
            && c.figure.low == claim.figure.low
            && c.figure.high == claim.figure.high
            && alike(c.of, claim.of)
        {
            // two speakers, one figure: still one claim, of the one who is told more of
            let fuller = (claim.sources.len(), names_somebody(&claim)) > (c.sources.len(), names_somebody(c));
            if fuller {
                c.sources = claim.sources;
                c.quote = claim.quote;
                c.stance = claim.stance;
            }
            if c.of == Of::People {
                c.of = claim.of;
            }
            c.evidence.extend(claim.evidence);
            return;
        }
    }
    out.push((claim, f));
}

/// Whether two equal figures count different people: those of `of`, told first as `first`, and those of `f`, behind `before`.
fn apart(of: Of, first: &Figured, f: &Figured, before: Option<&Figured>) -> bool {
    // "eight people and eight attackers were killed": two figures of one sentence
    let beside = of != f.of && !f.part && first.sentence == f.sentence;
    // "one was stabbed to death", "the attacker was shot dead"
    let victim = |of: Of, x: &Figured| !x.assailant && of != Of::Militants;
    let answered =
        f.measure == Measure::Killed && (f.assailant && victim(of, first) || first.assailant && victim(f.of, f));
    // "a British soldier", "an American soldier"
    let countries = first.country.is_some() && f.country.is_some() && first.country != f.country;
    // "and killed another soldier"
    let equal = |x: &Figured| x.measure == f.measure && x.figure == f.figure && !x.other;
    let further =
        f.other && f.measure != Measure::Attackers && before.is_some_and(|x| equal(x) && x.sentence + 1 >= f.sentence);
    beside || answered || countries || further
}

/// Whether two figures may count the same: of one class, or one of them of people without a class.
pub(crate) fn alike(a: Of, b: Of) -> bool {
    a == b || a == Of::People || b == Of::People
}

/// Whether a claim's first speaker is more than an outlet or an unnamed source.
fn names_somebody(c: &Claim) -> bool {
    let nobody = |k| matches!(k, SourceKind::Other | SourceKind::Media | SourceKind::NewsAgency);
    c.sources.first().is_some_and(|s| !nobody(s.kind))
}

fn stance(r: &Reading<'_>, f: &Figured, sources: &[SourceLink], told: Option<ClaimStance>) -> ClaimStance {
    if let Some(s) = told {
        return s;
    }
    let from = f.tokens.start.saturating_sub(6).max(r.sentence(f.sentence).start);
    if r.any(from..f.tokens.end, &[Small::Estimate]) && f.figure.qualifier != Qualifier::None {
        return ClaimStance::Estimated;
    }
    let party = sources.first().is_some_and(|s| match s.kind {
        SourceKind::ArmedGroup | SourceKind::Military => true,
        SourceKind::Government | SourceKind::Police | SourceKind::Un => {
            matches!(f.of, Of::Militants | Of::Military | Of::Militia | Of::Mercenaries | Of::Peacekeepers)
                || f.of.is_thing()
        }
        _ => false,
    });
    if party { ClaimStance::Claimed } else { ClaimStance::Asserted }
}
