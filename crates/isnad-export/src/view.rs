//! A dossier as the tables look at it.

use crate::countries::Country;
use crate::site::Site;
use crate::value::joined;
use crate::{Dossier, Options};
use isnad_model::{EventActor, PlacePrecision, Role, SourceKind, SourceLink, Stance};
use jiff::civil::Date;
use std::cmp::Reverse;

/// A dossier with what several tables need of it.
#[derive(Debug)]
pub struct View<'a> {
    /// The dossier.
    pub dossier: &'a Dossier,
    /// Its places.
    pub sites: Vec<Site<'a>>,
    /// How to export.
    pub options: &'a Options<'a>,
}

impl<'a> View<'a> {
    /// Looks the places up.
    pub fn new(dossier: &'a Dossier, options: &'a Options<'a>) -> Self {
        let sites = dossier.event.locations.iter().map(|l| Site::new(l, options.areas)).collect();
        Self { dossier, sites, options }
    }

    /// The place that stands for the event where there is room for one: the first, unless it is a whole division or
    /// country and a finer one is told.
    pub fn main_site(&self) -> Option<&Site<'a>> {
        let first = self.sites.first()?;
        if first.location.precision < PlacePrecision::Admin1 {
            return Some(first);
        }
        self.sites.iter().min_by_key(|s| s.location.precision)
    }

    /// Country of that place.
    pub fn country(&self) -> Option<&'static Country> {
        self.main_site()?.country()
    }

    /// Actors of a part; those named most firmly, then most often, first. Who was only denied to have done it did not.
    pub fn actors(&self, role: Role) -> Vec<&'a EventActor> {
        let here = self.dossier.event.actors.iter().filter(|a| a.role == role && a.stance != Some(Stance::Denied));
        let mut actors: Vec<&EventActor> = here.collect();
        actors.sort_by_key(|a| (a.stance, Reverse(a.reports)));
        actors
    }

    /// Who publishes the articles, each once, in the order of publication.
    pub fn outlets(&self) -> String {
        let mut articles: Vec<_> = self.dossier.tellings.iter().map(|t| (t.article.published, outlet(t))).collect();
        articles.sort_by_key(|(published, _)| (published.is_none(), *published));
        joined(articles.into_iter().map(|(_, outlet)| outlet))
    }

    /// Days of publication, in order.
    pub fn published(&self) -> Vec<Date> {
        let mut days: Vec<Date> = self.dossier.tellings.iter().filter_map(|t| t.article.published).collect();
        days.sort_unstable();
        days
    }

    /// How many articles tell the event.
    pub fn articles(&self) -> usize {
        let mut ids: Vec<&str> = self.dossier.tellings.iter().map(|t| t.article.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len()
    }
}

/// Who publishes an article; where that is not known, the outlet that a chain ends with, else the article's id.
pub fn outlet(telling: &crate::Telling) -> &str {
    let is_outlet = |l: &&SourceLink| matches!(l.kind, SourceKind::NewsAgency | SourceKind::Media);
    let chains = || telling.report.claims.iter().filter_map(|c| c.sources.last()).find(is_outlet);
    match &telling.article.publisher {
        Some(publisher) => publisher,
        None => chains().map_or(&telling.article.id, |l| &l.name),
    }
}
