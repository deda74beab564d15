//! A claim as it is weighed: who says it, when, and how far that can be trusted.

use super::voices::Voices;
use crate::Told;
use isnad_model::{Claim, ClaimRef, ClaimStance, Field, Measure, Of, Qualifier, SourceKind};
use jiff::civil::Date;

/// How much a claim can set of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// All three figures.
    Full,
    /// An estimate ("may exceed", "in the seventies"): `low` and `high`, and `best` where nothing firmer is told.
    Loose,
    /// A vague word ("dozens"): only where no number is told.
    Vague,
    /// A party about its enemy's losses: `high` alone.
    Party,
    /// A denial: nothing.
    None,
}

/// Classes that add up to `people`; militants are counted apart, as papers leave attackers out of a toll.
pub const PARTS: [Of; 7] =
    [Of::Civilians, Of::Military, Of::Militia, Of::Mercenaries, Of::Peacekeepers, Of::AidWorkers, Of::Officials];

/// A claim with its circumstances.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    pub claim: &'a Claim,
    pub reference: ClaimRef,
    pub voice: usize,
    pub published: Option<Date>,
    /// Who says it first: the kind and the words of the name, or the outlet where the article speaks itself.
    pub speaker: Speaker,
    pub trust: Trust,
    /// A later toll by the same speaker has replaced it.
    pub superseded: bool,
    /// The same speaker tells more in the same report: this counts some of those.
    pub part: bool,
    /// Read in the headline alone.
    pub headline: bool,
}

/// Who says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// The first link of the chain.
    Named(SourceKind, Vec<String>),
    /// The article, of a known outlet.
    Outlet(String),
    /// The article, of an outlet not told.
    Article(String),
}

impl Speaker {
    fn of(claim: &Claim, told: &Told) -> Self {
        match (claim.sources.first(), &told.article.publisher) {
            (Some(link), _) => {
                let mut words: Vec<String> = isnad_places::key(&link.name).split(' ').map(str::to_owned).collect();
                words.sort_unstable();
                words.dedup();
                Speaker::Named(link.kind, words)
            }
            (None, Some(outlet)) => Speaker::Outlet(outlet.clone()),
            (None, None) => Speaker::Article(told.article.id.clone()),
        }
    }

    /// Whether two chains begin with one speaker: the same kind, and all words of one name in the other.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Speaker::Named(kind, a), Speaker::Named(other, b)) => {
                let (less, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
                kind == other && less.iter().all(|w| more.contains(w))
            }
            _ => self == other,
        }
    }
}

impl<'a> Account<'a> {
    /// All claims of an event, each told by whom and how far it counts.
    pub fn all(told: &[&'a Told], voices: &Voices) -> Vec<Account<'a>> {
        let mut accounts = Vec::new();
        for (i, t) in told.iter().enumerate() {
            for (k, claim) in t.report.claims.iter().enumerate() {
                let member = t.member();
                accounts.push(Account {
                    claim,
                    reference: ClaimRef {
                        article: member.article,
                        report: member.report,
                        claim: u32::try_from(k).unwrap_or(u32::MAX),
                    },
                    voice: voices.voice(i),
                    published: t.article.published,
                    speaker: Speaker::of(claim, t),
                    trust: trust(claim),
                    superseded: false,
                    part: false,
                    headline: !claim.evidence.is_empty() && claim.evidence.iter().all(|e| e.field == Field::Title),
                });
            }
        }
        let superseded: Vec<bool> = accounts.iter().map(|a| accounts.iter().any(|b| b.replaces(a))).collect();
        let parts: Vec<bool> = accounts.iter().map(|a| accounts.iter().any(|b| b.includes(a))).collect();
        for (account, (superseded, part)) in accounts.iter_mut().zip(superseded.into_iter().zip(parts)) {
            account.superseded = superseded;
            account.part = part;
        }
        accounts
    }

    /// Whether this is a later toll by the same speaker.
    fn replaces(&self, earlier: &Self) -> bool {
        self.counts_as(earlier)
            && self.published.zip(earlier.published).is_some_and(|(late, early)| late > early)
            && self.speaker.is(&earlier.speaker)
            && self.trust == earlier.trust
    }

    /// Whether the same speaker's other figure in the same report holds this one: 221 dead, 32 of them in one village.
    fn includes(&self, part: &Self) -> bool {
        self.counts_as(part)
            && (&self.reference.article, self.reference.report) == (&part.reference.article, part.reference.report)
            && !self.headline
            && !part.headline
            && self.speaker.is(&part.speaker)
            && (self.trust == Trust::Party) == (part.trust == Trust::Party)
            && part.high().is_some_and(|high| self.low() > high)
    }

    /// Whether both count the same measure and class.
    pub fn counts_as(&self, other: &Self) -> bool {
        (self.claim.measure, self.claim.of) == (other.claim.measure, other.claim.of)
    }

    pub fn low(&self) -> u64 {
        self.claim.figure.low.unwrap_or(0)
    }

    /// Greatest value; `None` for no bound.
    pub fn high(&self) -> Option<u64> {
        self.claim.figure.high
    }

    /// The number to quote.
    pub fn value(&self) -> u64 {
        match (self.claim.figure.low, self.claim.figure.high) {
            (Some(a), Some(b)) => a + (b.saturating_sub(a)) / 2,
            (a, b) => a.or(b).unwrap_or(0),
        }
    }

    /// How well placed the speaker is to know: 0 is best.
    pub fn tier(&self) -> u8 {
        use SourceKind::*;
        match self.claim.sources.first().map(|link| link.kind) {
            Some(Medical | Document | Un | Ngo) => 0,
            Some(Police | Government | Military | LocalOfficial) => 1,
            Some(SecuritySource | Diplomat | Witness) => 2,
            Some(NewsAgency | ArmedGroup | Media | Analyst | Other) | None => 3,
        }
    }

    /// The figure and who says it, for a sentence.
    pub fn words(&self) -> String {
        let names: Vec<&str> = self.claim.sources.iter().map(|s| s.name.as_str()).collect();
        let by = if names.is_empty() { "the article itself".to_owned() } else { names.join(" via ") };
        format!("{}, {by}, {}", told(self.claim), self.reference.article)
    }
}

/// The figure as it is told.
pub fn told(claim: &Claim) -> String {
    let (low, high) = (claim.figure.low, claim.figure.high);
    match (low, high) {
        (Some(a), Some(b)) if a == b && claim.figure.qualifier == Qualifier::About => format!("about {a}"),
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a} to {b}"),
        (Some(a), None) => format!("at least {a}"),
        (None, Some(b)) => format!("at most {b}"),
        (None, None) => "some".to_owned(),
    }
}

fn trust(claim: &Claim) -> Trust {
    if claim.stance == ClaimStance::Denied {
        Trust::None
    } else if boasts(claim) {
        Trust::Party
    } else if claim.figure.qualifier == Qualifier::Vague && claim.figure.high.is_none() {
        Trust::Vague
    } else if claim.stance == ClaimStance::Estimated || claim.figure.qualifier == Qualifier::Vague {
        Trust::Loose
    } else {
        Trust::Full
    }
}

/// Whether a party to the fight speaks about its enemy's losses.
fn boasts(claim: &Claim) -> bool {
    use Measure::{Captured, Damaged, Destroyed, Killed, KilledOrWounded, Wounded};
    use SourceKind::{ArmedGroup, Government, Military, Police};
    let loss = matches!(claim.measure, Killed | Wounded | KilledOrWounded | Captured | Destroyed | Damaged);
    let claimed = claim.stance == ClaimStance::Claimed;
    let Some(link) = claim.sources.first().filter(|_| loss) else { return false };
    match link.kind {
        ArmedGroup => claimed && claim.of != Of::Militants,
        Military | Government | Police => claim.of == Of::Militants || (claimed && claim.of.is_thing()),
        _ => false,
    }
}
