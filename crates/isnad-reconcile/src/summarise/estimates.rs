//! Low, best and high of each measure and class, with the rule that chose each.

use super::account::{Account, PARTS, Trust};
use super::grounds::{self, Grounds};
use super::policy::Policy;
use isnad_model::{Estimate, Ground, GroundCode, Measure, Of};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The estimates of an event, by measure and class.
pub fn all(accounts: &[Account], policy: Policy) -> Vec<Estimate> {
    let mut by: BTreeMap<(Measure, Of), Vec<&Account>> = BTreeMap::new();
    for account in accounts {
        by.entry((account.claim.measure, account.claim.of)).or_default().push(account);
    }
    let mut estimates: Vec<Estimate> = by.values().filter_map(|claims| one(claims, policy)).collect();
    bound_by_both(&mut estimates);
    link_totals(&mut estimates, accounts);
    estimates
}

/// The estimate of claims on one measure and class; `None` where all of them are denials.
fn one(claims: &[&Account], policy: Policy) -> Option<Estimate> {
    let first = claims.iter().find(|a| a.trust != Trust::None)?;
    let counted = |a: &&&Account| !a.superseded && !a.part && a.trust != Trust::None;
    let active: Vec<&Account> = claims.iter().filter(counted).copied().collect();
    let of_trust = |trust| active.iter().copied().filter(|a| a.trust == trust).collect::<Vec<_>>();
    let (full, loose, vague) = (of_trust(Trust::Full), of_trust(Trust::Loose), of_trust(Trust::Vague));
    let party = of_trust(Trust::Party);
    // numbers before vague words; for the best figure, firm numbers before estimates
    let numbers: Vec<&Account> = full.iter().chain(&loose).copied().collect();
    let bounds = if numbers.is_empty() { &vague } else { &numbers };
    let weighed = if full.is_empty() { bounds } else { &full };
    let mut grounds = Grounds::default();

    let least = bounds.iter().min_by_key(|a| (a.low(), &a.reference));
    let mut low = least.and_then(|a| a.claim.figure.low.or(a.claim.figure.high.map(|_| 0)));
    let best = choose(weighed, policy);
    if let (Some(a), Some(n)) = (least, low) {
        grounds.add_told(Ground::of(GroundCode::LowLeast, n), a);
    }
    match &best {
        Some((a, rule)) => grounds.add_told(rule.clone(), a),
        None => grounds.add(Ground::new(GroundCode::BestNone)),
    }
    let best = best.map(|(a, _)| a.value());
    low = low.map(|low| best.map_or(low, |best| low.min(best)));

    let bounded = bounds.iter().chain(&party).filter_map(|a| Some((a.high()?, *a)));
    let greatest = bounded.max_by_key(|(high, a)| (*high, Reverse(&a.reference)));
    let open = bounds.iter().filter(|a| a.high().is_none()).map(|a| a.low()).max();
    let high = match (greatest, open) {
        (Some((high, _)), Some(open)) if open > high => {
            grounds.add(Ground::of(GroundCode::HighUnbounded, open));
            None
        }
        (Some((high, a)), _) => {
            let code = if a.trust == Trust::Party { GroundCode::HighParty } else { GroundCode::HighMost };
            grounds.add_told(Ground::of(code, high), a);
            Some(high)
        }
        (None, _) => {
            grounds.add(Ground::new(GroundCode::HighOpen));
            None
        }
    };
    let high = high.map(|high| best.map_or(high, |best| high.max(best)));

    let superseded = claims.iter().filter(|a| a.superseded).count();
    if superseded > 0 {
        grounds.add(Ground::of(GroundCode::Replaced, superseded as u64));
    }
    let parts = claims.iter().filter(|a| a.part).count();
    if parts > 0 {
        grounds.add(Ground::of(GroundCode::PartsLeftOut, parts as u64));
    }
    if full.is_empty() && !weighed.is_empty() {
        grounds.add(Ground::new(GroundCode::NotFirm));
    }
    let voices = active.iter().map(|a| a.voice).collect::<BTreeSet<_>>().len();
    grounds.add(Ground::of(GroundCode::Voices, voices as u64));
    let mut refs: Vec<_> = claims.iter().map(|a| a.reference.clone()).collect();
    refs.sort();
    let (measure, of) = (first.claim.measure, first.claim.of);
    let (why, grounds) = grounds.among(&refs);
    Some(Estimate { measure, of, low, best, high, why, grounds, claims: refs })
}

/// The claim that the policy takes, and the rule.
fn choose<'a, 'b>(claims: &[&'b Account<'a>], policy: Policy) -> Option<(&'b Account<'a>, Ground)> {
    let voices = |value: u64| {
        let same = claims.iter().filter(|a| a.value() == value);
        same.map(|a| a.voice).collect::<BTreeSet<_>>().len()
    };
    let bound = |a: &Account| a.claim.figure.low != a.claim.figure.high;
    match policy {
        Policy::Conservative => {
            let least = claims.iter().min_by_key(|a| (a.value(), a.tier(), &a.reference))?;
            Some((least, Ground::of(GroundCode::BestLeast, least.value())))
        }
        Policy::Latest => {
            let last = claims.iter().max_by_key(|a| (a.published, Reverse(a.tier()), Reverse(&a.reference)))?;
            let rule = Ground::of(GroundCode::BestLatest, last.value());
            Some((last, Ground { day: last.published, ..rule }))
        }
        Policy::MostReported => {
            let most = claims
                .iter()
                .max_by_key(|a| (voices(a.value()), Reverse(a.tier()), a.published, Reverse(&a.reference)))?;
            let rule = Ground::of(GroundCode::BestMostVoices, most.value());
            Some((most, Ground { voices: Some(voices(most.value()) as u64), ..rule }))
        }
        Policy::Best => {
            let standing: Vec<&Account> =
                claims.iter().copied().filter(|a| !claims.iter().any(|b| overtakes(b, a))).collect();
            let best = standing.iter().min_by_key(|a| {
                (a.tier(), bound(a), Reverse(a.published), Reverse(voices(a.value())), a.value(), &a.reference)
            })?;
            let rule = match best.tier() {
                0 => GroundCode::BestRecorded,
                1 => GroundCode::BestAuthority,
                2 => GroundCode::BestPresent,
                _ => GroundCode::BestUnrivalled,
            };
            Some((best, Ground::of(rule, best.value())))
        }
    }
}

/// Whether a later claim by somebody about as well placed allows no figure as small as the earlier one's.
fn overtakes(later: &Account, earlier: &Account) -> bool {
    later.published.zip(earlier.published).is_some_and(|(l, e)| l > e)
        && later.tier() <= earlier.tier() + 1
        && later.low() > earlier.high().unwrap_or_else(|| earlier.low())
}

/// Killed and wounded told in one figure bound the killed and the wounded, and set neither.
fn bound_by_both(estimates: &mut [Estimate]) {
    let both: Vec<(Of, u64)> = estimates
        .iter()
        .filter(|e| e.measure == Measure::KilledOrWounded)
        .filter_map(|e| Some((e.of, e.high?)))
        .collect();
    for e in estimates.iter_mut().filter(|e| matches!(e.measure, Measure::Killed | Measure::Wounded)) {
        let Some(&(_, bound)) = both.iter().find(|(of, _)| *of == e.of) else { continue };
        if e.high.is_none() && bound >= e.best.or(e.low).unwrap_or(0) {
            e.high = Some(bound);
            grounds::add_to(e, Ground::of(GroundCode::HighBoth, bound));
        }
    }
}

/// A total is no less than the parts that one report tells, and a part no more than the total.
fn link_totals(estimates: &mut [Estimate], accounts: &[Account]) {
    for measure in Measure::ALL.iter().copied().filter(|m| !m.counts_things()) {
        let Some(total) = estimates.iter().position(|e| (e.measure, e.of) == (measure, Of::People)) else { continue };
        let parts = accounts.iter().filter(|a| a.claim.measure == measure && PARTS.contains(&a.claim.of));
        let mut sums: BTreeMap<(&str, u32), BTreeMap<Of, u64>> = BTreeMap::new();
        for a in parts.filter(|a| !a.superseded && a.trust == Trust::Full) {
            let of = sums.entry((&a.reference.article, a.reference.report)).or_default();
            let least = of.entry(a.claim.of).or_insert(u64::MAX);
            *least = (*least).min(a.low());
        }
        let sum = sums.values().map(|of| of.values().fold(0u64, |sum, n| sum.saturating_add(*n))).max().unwrap_or(0);
        let e = &mut estimates[total];
        if e.low.is_some_and(|low| low < sum) && e.best.is_none_or(|best| sum <= best) {
            e.low = Some(sum);
            grounds::add_to(e, Ground::of(GroundCode::LowParts, sum));
        }
        let Some(bound) = e.high else { continue };
        for e in estimates.iter_mut().filter(|e| e.measure == measure && PARTS.contains(&e.of)) {
            if e.high.is_none() && bound >= e.best.or(e.low).unwrap_or(0) {
                e.high = Some(bound);
                grounds::add_to(e, Ground::of(GroundCode::HighTotal, bound));
            }
        }
    }
}
