//! An invented archive of news from the Sahel, as large as asked for: what benches and tests of reconciling, the record and
//! the server run on.
//!
//! Nothing in it is a fact: villages, incidents and papers are drawn by a fixed sequence of numbers, in the proportions of
//! news: most incidents told once, some by a dozen papers, copies of agency texts, tolls that grow, reports without a day or
//! with a mere region, looks back at older incidents. The same size and seed give the same archive.
//!
//! More reports make a longer archive, not a denser one: a year has some 14,000 incidents, so 100,000 reports are three years
//! and 300,000 ten. [`within`] crowds them into fewer days.

mod draw;
mod incident;
mod paper;

use draw::Draw;
use incident::{Incident, Village};
use isnad_model::{Article, Extraction, Member};

/// Articles, and which incident each of their reports tells.
#[derive(Debug, Clone)]
pub struct Archive {
    /// The articles, in no order that reconciling could profit from.
    pub articles: Vec<Extraction>,
    /// For every report the number of the incident it tells, in the order of `articles` and their reports.
    pub truth: Vec<(Member, u32)>,
}

/// Villages of the archive.
const VILLAGES: usize = 6_000;

/// Reports of a year: some 14,000 incidents, each told twice or so.
const A_YEAR: usize = 30_000;

/// An archive with about `reports` reports (no fewer, and at most a dozen more), as long as such an archive is.
pub fn archive(reports: usize, seed: u64) -> Archive {
    within(reports, (reports * 365 / A_YEAR).max(7), seed)
}

/// As many reports as [`archive`] has, of incidents of so many days.
pub fn within(reports: usize, days: usize, seed: u64) -> Archive {
    let mut draw = Draw::new(seed);
    let villages: Vec<Village> = (0..VILLAGES).map(|n| Village::new(n, &mut draw)).collect();
    let mut incidents: Vec<Incident> = Vec::new();
    let mut made = Archive { articles: Vec::new(), truth: Vec::new() };
    while made.truth.len() < reports {
        let number = incidents.len() as u32;
        let incident = Incident::new(number, &villages, days, &mut draw);
        paper::tell(&incident, &incidents, &mut made, &mut draw);
        incidents.push(incident);
    }
    draw.shuffle(&mut made.articles);
    made
}

/// The article that such an extraction could have been read from: its text is the words of its claims.
pub fn article(extraction: &Extraction) -> Article {
    let quotes: Vec<&str> = extraction.reports.iter().flat_map(|r| &r.claims).map(|c| c.quote.as_str()).collect();
    Article {
        id: extraction.id.clone(),
        lang: extraction.lang.clone(),
        published: extraction.published,
        publisher: extraction.publisher.clone(),
        title: format!("Article {}", extraction.id),
        text: format!("People were killed. {}", quotes.join(". ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_archive() {
        let (a, b) = (archive(500, 7), archive(500, 7));
        assert_eq!(a.articles, b.articles);
        assert_ne!(a.articles, archive(500, 8).articles);
    }

    #[test]
    fn every_report_has_its_incident() {
        let archive = archive(2_000, 1);
        let reports: usize = archive.articles.iter().map(|a| a.reports.len()).sum();
        assert_eq!(reports, archive.truth.len());
        let undated = archive.articles.iter().flat_map(|a| &a.reports).filter(|r| r.date.is_none()).count();
        assert!(undated * 50 > reports && undated * 5 < reports, "{undated} of {reports} undated");
        let copies =
            archive.articles.iter().filter_map(|a| a.fingerprint.as_ref()).collect::<std::collections::HashSet<_>>();
        assert!(copies.len() < archive.articles.len());
    }

    #[test]
    fn more_reports_are_more_days() {
        let days = |reports| {
            let all = archive(reports, 1).articles;
            let mut days: Vec<_> = all.iter().filter_map(|a| a.published).collect();
            days.sort_unstable();
            (days[days.len() - 1] - days[0]).get_days()
        };
        let (few, many) = (days(2_000), days(20_000));
        assert!((few - 24).abs() < 30 && (many - 243).abs() < 30, "{few} days, {many} days");
    }
}
