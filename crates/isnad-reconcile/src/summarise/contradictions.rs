//! Where the claims and reports of an event do not agree.

use super::account::{Account, PARTS, Trust, told as figure};
use crate::Told;
use crate::alike::kin;
use isnad_model::{
    ClaimRef, ClaimStance, Contradiction, ContradictionKind, DatePrecision, DateRange, Measure, Member, Of, Qualifier,
    Role, Stance,
};
use std::collections::{BTreeMap, BTreeSet};

/// How far "about" may be off: a fifth.
const ABOUT: u64 = 5;

/// All contradictions, sorted by kind.
pub fn all(told: &[&Told], accounts: &[Account]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    sources(accounts, &mut found);
    headlines(accounts, &mut found);
    parts(accounts, &mut found);
    denials(told, accounts, &mut found);
    perpetrators(told, &mut found);
    dates(told, &mut found);
    found
}

/// The interval a figure allows; "about" is wide.
fn interval(a: &Account) -> (u64, u64) {
    let (low, high) = (a.low(), a.high().unwrap_or(u64::MAX));
    match a.claim.figure.qualifier {
        Qualifier::About => (low - low / ABOUT, high.saturating_add(high / ABOUT)),
        _ => (low, high),
    }
}

fn disjoint(a: &Account, b: &Account) -> bool {
    let ((a, b), (c, d)) = (interval(a), interval(b));
    b < c || d < a
}

fn about(kind: ContradictionKind, claims: &[&Account], text: String) -> Contradiction {
    let mut refs: Vec<ClaimRef> = claims.iter().map(|a| a.reference.clone()).collect();
    refs.sort();
    refs.dedup();
    let mut members: Vec<Member> =
        refs.iter().map(|r| Member { article: r.article.clone(), report: r.report }).collect();
    members.dedup();
    let claim = claims.first().map(|a| a.claim);
    let (measure, of) = (claim.map(|c| c.measure), claim.map(|c| c.of));
    let (actors, days) = (Vec::new(), Vec::new());
    Contradiction { kind, measure, of, claims: refs, members, sum: None, actors, days, text }
}

/// Figures of one measure and class that cannot both be true, told by different speakers.
fn sources(accounts: &[Account], found: &mut Vec<Contradiction>) {
    let mut by: BTreeMap<(Measure, Of), Vec<&Account>> = BTreeMap::new();
    let active = accounts.iter().filter(|a| !a.superseded && !a.part && a.trust != Trust::None && !a.headline);
    active.for_each(|a| by.entry((a.claim.measure, a.claim.of)).or_default().push(a));
    for ((measure, of), claims) in by {
        let against = |a: &Account| {
            claims.iter().any(|b| {
                let one_article = a.reference.article == b.reference.article;
                // one speaker's figures in one article count different people
                disjoint(a, b) && !(one_article && a.speaker.is(&b.speaker))
            })
        };
        let mut apart: Vec<&Account> = claims.iter().copied().filter(|a| against(a)).collect();
        if apart.is_empty() {
            continue;
        }
        apart.sort_by_key(|a| (interval(a), &a.reference));
        let say: Vec<String> = apart.iter().map(|a| a.words()).collect();
        let text = format!("{} {}: {}", measure.name().replace('_', " "), of.name(), say.join(" – "));
        found.push(about(ContradictionKind::Sources, &apart, text));
    }
}

/// A headline whose figure the body does not bear out, or that makes dead of dead and wounded.
fn headlines(accounts: &[Account], found: &mut Vec<Contradiction>) {
    for title in accounts.iter().filter(|a| a.headline && a.trust != Trust::None) {
        let body: Vec<&Account> = accounts
            .iter()
            .filter(|a| !a.headline && a.reference.article == title.reference.article && a.trust != Trust::None)
            .collect();
        let same: Vec<&Account> = body.iter().copied().filter(|a| a.counts_as(title)).collect();
        let both = body.iter().copied().find(|a| {
            let one = matches!(title.claim.measure, Measure::Killed | Measure::Wounded);
            one && a.claim.measure == Measure::KilledOrWounded && a.low() == title.low()
        });
        let exact = |a: &&Account| a.high() == title.high() && a.low() == title.low();
        if let Some(both) = both.filter(|_| !same.iter().any(exact)) {
            let text = format!(
                "the headline's {} {} are killed and wounded in the body",
                title.claim.measure.name(),
                figure(title.claim)
            );
            found.push(about(ContradictionKind::Headline, &[title, both], text));
        } else if !same.is_empty() && same.iter().all(|a| disjoint(a, title)) {
            let mut claims = vec![title];
            claims.extend(&same);
            let say: Vec<String> = same.iter().map(|a| a.words()).collect();
            let text = format!(
                "the headline's {} {}: {} in the body",
                title.claim.measure.name(),
                figure(title.claim),
                say.join(" – ")
            );
            found.push(about(ContradictionKind::Headline, &claims, text));
        }
    }
}

/// A total that is smaller than its parts, within one report.
fn parts(accounts: &[Account], found: &mut Vec<Contradiction>) {
    for total in accounts.iter().filter(|a| a.claim.of == Of::People && a.trust == Trust::Full && !a.headline) {
        let Some(bound) = total.high() else { continue };
        let one_report = |a: &&Account| {
            (&a.reference.article, a.reference.report) == (&total.reference.article, total.reference.report)
                && a.claim.measure == total.claim.measure
                && !a.headline
        };
        // another total of the report may be the one that the parts belong to
        let bound = accounts
            .iter()
            .filter(|a| one_report(a) && a.claim.of == Of::People && a.trust != Trust::None)
            .map(|a| a.high().unwrap_or(u64::MAX))
            .fold(bound, u64::max);
        let mut least: BTreeMap<Of, &Account> = BTreeMap::new();
        for part in accounts.iter().filter(one_report).filter(|a| PARTS.contains(&a.claim.of) && a.trust == Trust::Full)
        {
            let kept = least.entry(part.claim.of).or_insert(part);
            if part.low() < kept.low() {
                *kept = part;
            }
        }
        let sum = least.values().fold(0u64, |sum, a| sum.saturating_add(a.low()));
        let known = |c: &Contradiction| {
            c.kind == ContradictionKind::Parts
                && c.measure == Some(total.claim.measure)
                && c.members
                    .iter()
                    .any(|m| (&m.article, m.report) == (&total.reference.article, total.reference.report))
        };
        if sum > bound && !found.iter().any(known) {
            let mut claims = vec![total];
            claims.extend(least.values());
            let text = format!("the parts add up to {sum}, the total is {}", total.words());
            found.push(Contradiction { sum: Some(sum), ..about(ContradictionKind::Parts, &claims, text) });
        }
    }
}

/// A figure that somebody gives and somebody denies, and a deed that is laid to a party which denies it.
fn denials(told: &[&Told], accounts: &[Account], found: &mut Vec<Contradiction>) {
    for denial in accounts.iter().filter(|a| a.claim.stance == ClaimStance::Denied) {
        let denied =
            |a: &&Account| a.counts_as(denial) && a.claim.stance != ClaimStance::Denied && !disjoint(a, denial);
        let claims: Vec<&Account> = accounts.iter().filter(denied).collect();
        if !claims.is_empty() {
            let say: Vec<String> = claims.iter().map(|a| a.words()).collect();
            let text = format!("{} – denied: {}", say.join(" – "), denial.words());
            let mut all = vec![denial];
            all.extend(claims);
            found.push(about(ContradictionKind::Denial, &all, text));
        }
    }
    let mut by: BTreeMap<&str, (Vec<Member>, Vec<Member>)> = BTreeMap::new();
    for t in told {
        for actor in t.report.actors.iter().filter(|a| a.role == Role::Perpetrator) {
            let sides = by.entry(&actor.id).or_default();
            match actor.stance {
                Some(Stance::Denied) => sides.0.push(t.member()),
                Some(_) => sides.1.push(t.member()),
                None => {}
            }
        }
    }
    for (actor, (denies, named)) in
        by.into_iter().filter(|(_, (denies, named))| !denies.is_empty() && !named.is_empty())
    {
        let members: BTreeSet<Member> = denies.into_iter().chain(named).collect();
        let text = format!("{actor} is named as perpetrator, and denies it");
        let denial = of_members(ContradictionKind::Denial, members.into_iter().collect(), text);
        found.push(Contradiction { actors: vec![actor.to_owned()], ..denial });
    }
}

fn of_members(kind: ContradictionKind, members: Vec<Member>, text: String) -> Contradiction {
    let (actors, days) = (Vec::new(), Vec::new());
    Contradiction { kind, measure: None, of: None, claims: Vec::new(), members, sum: None, actors, days, text }
}

/// Reports that name other perpetrators, or one that names two whom nobody says to have acted together.
fn perpetrators(told: &[&Told], found: &mut Vec<Contradiction>) {
    type Named<'a> = BTreeMap<&'a str, Stance>;
    let named: Vec<(Member, Named)> = told
        .iter()
        .map(|t| {
            let actors =
                t.report.actors.iter().filter(|a| a.role == Role::Perpetrator && !a.id.starts_with("unidentified:"));
            let firm = actors.filter_map(|a| Some((a.id.as_str(), a.stance?)));
            (t.member(), firm.filter(|(_, stance)| *stance != Stance::Denied).collect())
        })
        .filter(|(_, named): &(_, Named)| !named.is_empty())
        .collect();
    let akin = |a: &Named, b: &Named| a.keys().any(|x| b.keys().any(|y| x == y || kin(x, y)));
    let mut members: BTreeSet<&Member> = BTreeSet::new();
    let mut actors: BTreeSet<&str> = BTreeSet::new();
    for (i, (m, a)) in named.iter().enumerate() {
        for (n, b) in &named[i + 1..] {
            if !akin(a, b) {
                members.extend([m, n]);
                actors.extend(a.keys().chain(b.keys()));
            }
        }
        // a claim by one and an accusation of another, in one report
        let accused = a.iter().filter(|(_, s)| matches!(s, Stance::Accused | Stance::Suspected));
        for (x, _) in accused {
            for (y, stance) in a {
                if x != y && !kin(x, y) && *stance == Stance::Claimed {
                    members.insert(m);
                    actors.extend([x, y]);
                }
            }
        }
    }
    if !members.is_empty() {
        let actors: Vec<String> = actors.into_iter().map(str::to_owned).collect();
        let text = format!("named as perpetrators: {}", actors.join(", "));
        let named = of_members(ContradictionKind::Perpetrators, members.into_iter().cloned().collect(), text);
        found.push(Contradiction { actors, ..named });
    }
}

/// Reports that tell other days.
fn dates(told: &[&Told], found: &mut Vec<Contradiction>) {
    let exact = |d: &DateRange| d.precision() <= DatePrecision::Range;
    let dated: Vec<(Member, DateRange)> =
        told.iter().filter_map(|t| Some((t.member(), t.report.date.filter(exact)?))).collect();
    let mut members: BTreeSet<&Member> = BTreeSet::new();
    let mut days: BTreeMap<String, DateRange> = BTreeMap::new();
    for (i, (m, a)) in dated.iter().enumerate() {
        for (n, b) in dated[i + 1..].iter().filter(|(_, b)| !a.overlaps(b)) {
            members.extend([m, n]);
            days.extend([(span(a), *a), (span(b), *b)]);
        }
    }
    if !members.is_empty() {
        let text = format!("days told: {}", days.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
        let dates = of_members(ContradictionKind::Dates, members.into_iter().cloned().collect(), text);
        found.push(Contradiction { days: days.into_values().collect(), ..dates });
    }
}

fn span(d: &DateRange) -> String {
    if d.start() == d.end() { d.start().to_string() } else { format!("{} to {}", d.start(), d.end()) }
}
