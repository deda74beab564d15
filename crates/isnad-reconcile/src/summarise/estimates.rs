//! Low, best and high of each measure and class, with the rule that chose each.

use super::account::{Account, PARTS, Trust};
use super::policy::Policy;
use isnad_model::{Estimate, Measure, Of};
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
    let mut why = Vec::new();

    let least = bounds.iter().min_by_key(|a| (a.low(), &a.reference));
    let mut low = least.and_then(|a| a.claim.figure.low.or(a.claim.figure.high.map(|_| 0)));
    let best = choose(weighed, policy);
    if let (Some(a), Some(n)) = (least, low) {
        why.push(format!("low {n}: the least that is told ({})", a.words()));
    }
    if let Some((a, rule)) = &best {
        why.push(format!("best {}: {rule} ({})", a.value(), a.words()));
    } else {
        why.push("best: none, as only a party speaks about its enemy's losses".to_owned());
    }
    let best = best.map(|(a, _)| a.value());
    low = low.map(|low| best.map_or(low, |best| low.min(best)));

    let bounded = bounds.iter().chain(&party).filter_map(|a| Some((a.high()?, *a)));
    let greatest = bounded.max_by_key(|(high, a)| (*high, Reverse(&a.reference)));
    let open = bounds.iter().filter(|a| a.high().is_none()).map(|a| a.low()).max();
    let high = match (greatest, open) {
        (Some((high, _)), Some(open)) if open > high => {
            why.push(format!("high: open, as at least {open} are told and nobody bounds it"));
            None
        }
        (Some((high, a)), _) => {
            let of_party = if a.trust == Trust::Party { ", a party about its enemy" } else { "" };
            why.push(format!("high {high}: the most that is told ({}{of_party})", a.words()));
            Some(high)
        }
        (None, _) => {
            why.push("high: open, as only least figures are told".to_owned());
            None
        }
    };
    let high = high.map(|high| best.map_or(high, |best| high.max(best)));

    let superseded = claims.iter().filter(|a| a.superseded).count();
    if superseded > 0 {
        why.push(format!("{superseded} earlier by the same speaker replaced"));
    }
    let parts = claims.iter().filter(|a| a.part).count();
    if parts > 0 {
        why.push(format!("{parts} left out as part of a larger figure by the same speaker"));
    }
    if full.is_empty() && !weighed.is_empty() {
        why.push("no firm number is told".to_owned());
    }
    let voices = active.iter().map(|a| a.voice).collect::<BTreeSet<_>>().len();
    why.push(format!("{voices} independent {}", if voices == 1 { "voice" } else { "voices" }));
    let mut refs: Vec<_> = claims.iter().map(|a| a.reference.clone()).collect();
    refs.sort();
    let (measure, of) = (first.claim.measure, first.claim.of);
    Some(Estimate { measure, of, low, best, high, why: why.join("; "), claims: refs })
}

/// The claim that the policy takes, and the rule in words.
fn choose<'a, 'b>(claims: &[&'b Account<'a>], policy: Policy) -> Option<(&'b Account<'a>, String)> {
    let voices = |value: u64| {
        let same = claims.iter().filter(|a| a.value() == value);
        same.map(|a| a.voice).collect::<BTreeSet<_>>().len()
    };
    let bound = |a: &Account| a.claim.figure.low != a.claim.figure.high;
    match policy {
        Policy::Conservative => {
            let least = claims.iter().min_by_key(|a| (a.value(), a.tier(), &a.reference))?;
            Some((least, "the least figure of a trusted voice".to_owned()))
        }
        Policy::Latest => {
            let last = claims.iter().max_by_key(|a| (a.published, Reverse(a.tier()), Reverse(&a.reference)))?;
            let day = last.published.map_or_else(|| "no day of publication known".to_owned(), |d| d.to_string());
            Some((last, format!("the figure told last ({day})")))
        }
        Policy::MostReported => {
            let most = claims
                .iter()
                .max_by_key(|a| (voices(a.value()), Reverse(a.tier()), a.published, Reverse(&a.reference)))?;
            Some((most, format!("told by most voices ({})", voices(most.value()))))
        }
        Policy::Best => {
            let standing: Vec<&Account> =
                claims.iter().copied().filter(|a| !claims.iter().any(|b| overtakes(b, a))).collect();
            let best = standing.iter().min_by_key(|a| {
                (a.tier(), bound(a), Reverse(a.published), Reverse(voices(a.value())), a.value(), &a.reference)
            })?;
            let rule = match best.tier() {
                0 => "hospitals, documents, the United Nations and aid organisations come first",
                1 => "authorities come before unnamed sources",
                2 => "people on the spot come before the paper's own voice",
                _ => "no better placed source tells a figure",
            };
            Some((best, rule.to_owned()))
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
            e.why.push_str(&format!("; high {bound}: killed and wounded together are no more"));
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
            e.why.push_str(&format!("; low {sum}: the parts that one report tells add up to it"));
        }
        let Some(bound) = e.high else { continue };
        for e in estimates.iter_mut().filter(|e| e.measure == measure && PARTS.contains(&e.of)) {
            if e.high.is_none() && bound >= e.best.or(e.low).unwrap_or(0) {
                e.high = Some(bound);
                e.why.push_str(&format!("; high {bound}: a part of the total"));
            }
        }
    }
}
