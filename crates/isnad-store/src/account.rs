//! An event with what tells it, and nothing of its past: what an export walks through.

use crate::dossier::Telling;
use crate::events::{self, EventRow};
use crate::filter::greatest;
use crate::{Filter, Result, Sort, Store, Uid};
use isnad_model::{Estimate, Event, Measure};
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

    /// As [`Store::each_event`], with the figures that a policy chooses: conditions on figures and their order are by
    /// these too. `None`, and the record's own policy, take the figures as they are stored.
    ///
    /// # Errors
    /// As [`Store::each_event`].
    pub fn each_event_by(
        &self,
        filter: &Filter,
        policy: Option<Policy>,
        mut take: impl FnMut(EventRow) -> Result<bool>,
    ) -> Result<()> {
        let Some(policy) = self.other(policy)? else { return self.each_event(filter, take) };
        let (by_killed, from) = (filter.sort == Sort::Killed, filter.offset as usize);
        let most = filter.limit.map_or(usize::MAX, |n| n as usize);
        let without = Filter {
            figures: Vec::new(),
            sort: if by_killed { Sort::Date } else { filter.sort },
            limit: None,
            offset: 0,
            ..filter.clone()
        };
        let mut rows = Vec::new();
        let mut passed = 0;
        for id in self.event_ids(&without)? {
            let Some(account) = self.account_of(id, Some(policy))? else { continue };
            let row = account.row;
            if !filter.figures.iter().all(|f| f.holds(&row.event.estimates)) {
                continue;
            }
            if by_killed {
                rows.push((greatest(&row.event.estimates, Measure::Killed, None), id, row));
                continue;
            }
            passed += 1;
            if passed > from && (passed - from > most || !take(row)?) {
                return Ok(());
            }
        }
        // those without a number come last, either way
        rows.sort_by(|(x, i, _), (y, j, _)| {
            let numbers = if filter.descending { y.cmp(x) } else { x.cmp(y) };
            x.is_none().cmp(&y.is_none()).then(numbers).then(i.cmp(j))
        });
        for (_, _, row) in rows.into_iter().skip(from).take(most) {
            if !take(row)? {
                break;
            }
        }
        Ok(())
    }

    /// As [`Store::event_ids`], by the figures that a policy chooses.
    ///
    /// # Errors
    /// As [`Store::each_event_by`].
    pub fn event_ids_by(&self, filter: &Filter, policy: Option<Policy>) -> Result<Vec<Uid>> {
        if filter.figures.is_empty() && filter.sort != Sort::Killed {
            return self.event_ids(filter);
        }
        let mut ids = Vec::new();
        self.each_event_by(filter, policy, |row| {
            ids.extend(Uid::parse(&row.event.id));
            Ok(true)
        })?;
        Ok(ids)
    }

    /// A policy, where it is not that of the record.
    fn other(&self, policy: Option<Policy>) -> Result<Option<Policy>> {
        match policy {
            Some(policy) if policy != self.policy()? => Ok(Some(policy)),
            _ => Ok(None),
        }
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
