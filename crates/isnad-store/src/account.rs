//! An event with what tells it, and nothing of its past: what an export walks through.

use crate::dossier::Telling;
use crate::events::{self, EventRow};
use crate::{Result, Store, Uid};
use isnad_model::{Estimate, Event};
use isnad_reconcile::{ArticleHead, Policy, Told, summarise};
use rusqlite::OptionalExtension;
use std::sync::Arc;

/// An event and the reports that tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The event.
    pub row: EventRow,
    /// What the reports come to without corrections, where analysts made some.
    pub uncorrected: Option<Event>,
    /// The reports, in the order of the event's members.
    pub tellings: Vec<Telling>,
}

impl Store {
    /// An event of the record with its reports; `None` where none has just this id now.
    ///
    /// `policy` chooses the figures anew; those that analysts corrected stay as they are.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn account_of(&self, event: Uid, policy: Option<Policy>) -> Result<Option<Account>> {
        let account = || {
            let Some(mut account) = self.account(event)? else { return Ok(None) };
            if let Some(policy) = policy {
                let told = self.told_of(event, &account.tellings)?;
                let told: Vec<&Told> = told.iter().collect();
                if let Some(chosen) = summarise(&told, policy) {
                    account.row.event.estimates = with_corrections(chosen.estimates, &account);
                }
            }
            Ok(Some(account))
        };
        self.told(account())
    }

    /// The policy by which the record's figures are chosen.
    ///
    /// # Errors
    /// When the record cannot be read.
    pub fn policy(&self) -> Result<Policy> {
        self.told(crate::policy::stored(&self.db))
    }

    pub(crate) fn account(&self, uid: Uid) -> Result<Option<Account>> {
        let sql = format!("SELECT {}, e.told FROM events e WHERE e.id = ?1", events::COLUMNS);
        let mut query = self.db.prepare_cached(&sql)?;
        let found = query.query_row([uid], |r| Ok((events::row(r)?, r.get::<_, Option<String>>(6)?))).optional()?;
        let Some((read, told)) = found else { return Ok(None) };
        let row = events::event_row(read)?;
        let uncorrected = told.map(|t| serde_json::from_str(&t)).transpose()?;
        Ok(Some(Account { row, uncorrected, tellings: self.tellings(uid)? }))
    }

    /// The reports as reconciling reads them.
    fn told_of(&self, event: Uid, tellings: &[Telling]) -> Result<Vec<Told>> {
        let mut query = self.db.prepare_cached(
            "SELECT v.fingerprint FROM members m JOIN reports r ON r.id = m.report JOIN articles a ON a.id = r.article
             JOIN versions v ON v.id = a.version WHERE m.event = ?1 ORDER BY a.name, r.idx",
        )?;
        let prints: Vec<Option<String>> = query.query_map([event], |r| r.get(0))?.collect::<Result<_, _>>()?;
        let told = tellings.iter().zip(prints).map(|(telling, fingerprint)| {
            let card = &telling.article;
            let head = ArticleHead {
                id: card.id.clone(),
                lang: card.lang.clone(),
                published: card.published,
                publisher: card.publisher.clone(),
                fingerprint,
            };
            Told { article: Arc::new(head), index: telling.index, report: telling.report.clone() }
        });
        Ok(told.collect())
    }
}

/// Estimates chosen anew, those that analysts corrected apart.
fn with_corrections(chosen: Vec<Estimate>, account: &Account) -> Vec<Estimate> {
    let Some(before) = &account.uncorrected else { return chosen };
    let corrected: Vec<&Estimate> =
        account.row.event.estimates.iter().filter(|e| !before.estimates.contains(e)).collect();
    let free = |e: &Estimate| !corrected.iter().any(|c| (c.measure, c.of) == (e.measure, e.of));
    let mut all: Vec<Estimate> = chosen.into_iter().filter(free).collect();
    all.extend(corrected.into_iter().cloned());
    all.sort_by_key(|e| (e.measure, e.of));
    all
}
