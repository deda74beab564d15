//! Everything that the record knows of one event.

use crate::account::Account;
use crate::articles::{self, ArticleCard};
use crate::decide::{Kept, Ruling, kept};
use crate::difference::Difference;
use crate::events::EventRow;
use crate::find::{Found, find};
use crate::headline::Headline;
use crate::node::read_body;
use crate::{Result, Store, Uid};
use isnad_model::{Event, Report};
use isnad_reconcile::Policy;
use jiff::Timestamp;
use serde::Serialize;

/// An event with the reports that tell it, their articles, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dossier {
    /// The event.
    #[serde(flatten)]
    pub row: EventRow,
    /// What the reports come to without corrections, where analysts made some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncorrected: Option<Event>,
    /// The reports, in the order of the event's members.
    pub tellings: Vec<Telling>,
    /// Other ids that lead here.
    pub also: Vec<Uid>,
    /// Decisions about it, oldest first.
    pub decisions: Vec<Kept>,
    /// What became of it, oldest first.
    pub history: Vec<Step>,
}

/// A report of an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Telling {
    /// Name of the report for good.
    pub uid: Uid,
    /// The article that tells it.
    pub article: ArticleCard,
    /// Index of the report in the article's list, from 0.
    pub index: u32,
    /// What it says, every claim with its chain of sources and words.
    pub report: Report,
}

/// A step in the history of an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// `new`, `changed`, `split` (out of another), `merged` (into another), `withdrawn`.
    pub kind: String,
    /// The event it came out of or went into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<Uid>,
    /// The decision that led to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<i64>,
    /// What was different afterwards, in words.
    pub differences: Vec<String>,
    /// The same, for interfaces to say in their own language.
    pub changed: Vec<Difference>,
}

/// What an id leads to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// Where the id leads.
    #[serde(flatten)]
    pub found: Found,
    /// The event, where it still is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier: Option<Box<Dossier>>,
}

impl Store {
    /// Looks an id up, old or new, in full or its beginning, and gathers what is known of the event.
    ///
    /// # Errors
    /// When no event has or had it, several begin so, or the record cannot be read.
    pub fn dossier(&self, id: &str) -> Result<Answer> {
        self.dossier_by(id, None)
    }

    /// As [`Store::dossier`], with the figures that a policy chooses; the history stays that of the record's own.
    ///
    /// # Errors
    /// As [`Store::dossier`].
    pub fn dossier_by(&self, id: &str, policy: Option<Policy>) -> Result<Answer> {
        self.at_one_moment(|store| {
            store.told((|| {
                let found = find(&store.db, id)?;
                let mut dossier = match &found {
                    Found::Here { event: uid } | Found::Moved { to: uid, .. } => store.gather(*uid)?.map(Box::new),
                    Found::Withdrawn { .. } => None,
                };
                let here = match &found {
                    Found::Here { event: uid } | Found::Moved { to: uid, .. } => Some(*uid),
                    Found::Withdrawn { .. } => None,
                };
                if let (Some(policy), Some(uid), Some(dossier)) = (policy, here, &mut dossier)
                    && let Some(account) = store.account_of(uid, Some(policy))?
                {
                    dossier.row = account.row;
                }
                Ok(Answer { found, dossier })
            })())
        })
    }

    /// What is known of an event of the record; `None` where none has just this id now.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn dossier_of(&self, event: Uid) -> Result<Option<Dossier>> {
        self.told(self.gather(event))
    }

    fn gather(&self, uid: Uid) -> Result<Option<Dossier>> {
        let Some(Account { row, uncorrected, tellings }) = self.account(uid)? else { return Ok(None) };
        let mut query = self.db.prepare_cached(
            "SELECT i.id FROM members m JOIN reports r ON r.id = m.report JOIN ids i ON i.anchor = r.uid
             WHERE m.event = ?1 AND i.id <> ?1 ORDER BY i.run, i.id",
        )?;
        let also: Vec<Uid> = query.query_map([uid], |r| r.get(0))?.collect::<Result<_, _>>()?;
        let decisions = self.decisions_on(uid, &also, &tellings)?;
        let history = self.history(uid, &Headline::of(&row.event, row.state.name()))?;
        Ok(Some(Dossier { row, uncorrected, tellings, also, decisions, history }))
    }

    pub(crate) fn tellings(&self, uid: Uid) -> Result<Vec<Telling>> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT r.uid, r.idx, r.body, r.sum, {} FROM members m JOIN reports r ON r.id = m.report JOIN {}
             ON a.id = r.article WHERE m.event = ?1 ORDER BY a.name, r.idx",
            articles::COLUMNS,
            articles::TABLES.replacen("articles a JOIN", "(articles a JOIN", 1) + ")",
        ))?;
        let rows = query.query_map([uid], |r| {
            let body: String = r.get(2)?;
            Ok((r.get(0)?, r.get(1)?, body, r.get::<_, i64>(3)?, articles::card(r, 4)?))
        })?;
        let mut tellings = Vec::new();
        for read in rows {
            let (uid, index, body, check, article) = read?;
            tellings.push(Telling { uid, article, index, report: read_body(&body, check)? });
        }
        Ok(tellings)
    }

    /// Decisions that name the event, an id that leads to it, or one of its reports.
    fn decisions_on(&self, uid: Uid, also: &[Uid], tellings: &[Telling]) -> Result<Vec<Kept>> {
        let all = kept(&self.db)?;
        let here = |x: &Uid| *x == uid || also.contains(x) || tellings.iter().any(|t| t.uid == *x);
        let mut about: Vec<i64> = Vec::new();
        for decision in &all {
            let on = match &decision.what {
                Ruling::Merge { events, reports } => events.iter().chain(reports).any(here),
                Ruling::Split { event, reports, rest } => here(event) || reports.iter().chain(rest).any(here),
                Ruling::Apart { a, b } => here(a) || here(b),
                Ruling::Correct { event, .. } => here(event),
                Ruling::Confirm { event, .. } | Ruling::Reject { event, .. } => here(event),
                Ruling::Undo { undone } => about.contains(undone),
            };
            if on {
                about.push(decision.seq);
            }
        }
        Ok(all.into_iter().filter(|d| about.contains(&d.seq)).collect())
    }

    fn history(&self, uid: Uid, now: &Headline) -> Result<Vec<Step>> {
        let mut query = self
            .db
            .prepare_cached("SELECT at, kind, other, decision, before FROM changes WHERE event = ?1 ORDER BY seq")?;
        let rows = query.query_map([uid], |r| {
            Ok((r.get::<_, i64>(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get::<_, Option<String>>(4)?))
        })?;
        let mut steps: Vec<(Step, Option<Headline>)> = Vec::new();
        for read in rows {
            let (at, kind, other, decision, before) = read?;
            let step =
                Step { at: crate::time(at)?, kind, other, decision, differences: Vec::new(), changed: Vec::new() };
            steps.push((step, before.map(|b| serde_json::from_str(&b)).transpose()?));
        }
        // how it stood after a step is how it stood before the next
        for k in 0..steps.len() {
            let after = steps.get(k + 1).map_or(Some(now), |(_, next)| next.as_ref()).cloned();
            let (step, before) = &mut steps[k];
            if let (Some(before), Some(after)) = (before, after) {
                step.changed = before.differences(&after);
                step.differences = step.changed.iter().map(ToString::to_string).collect();
            }
        }
        Ok(steps.into_iter().map(|(step, _)| step).collect())
    }
}
