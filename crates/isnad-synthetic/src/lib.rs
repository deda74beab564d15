//! An invented year of the Sahel, as large as asked for: what benches and tests of reconciling, the record and the server
//! run on.
//!
//! Nothing in it is a fact: villages, incidents and papers are drawn by a fixed sequence of numbers, in the proportions of
//! a year of news: most incidents told once, some by a dozen papers, copies of agency texts, tolls that grow, reports
//! without a day or with a mere region, looks back at older incidents. The same size and seed give the same year.

mod draw;
mod incident;
mod paper;

use draw::Draw;
use incident::{Incident, Village};
use isnad_model::{Extraction, Member};

/// Articles of a year, and which incident each of their reports tells.
#[derive(Debug, Clone)]
pub struct Year {
    /// The articles, in no order that reconciling could profit from.
    pub articles: Vec<Extraction>,
    /// For every report the number of the incident it tells, in the order of `articles` and their reports.
    pub truth: Vec<(Member, u32)>,
}

/// Villages of the year.
const VILLAGES: usize = 6_000;

/// A year with about `reports` reports (no fewer, and at most a dozen more).
pub fn year(reports: usize, seed: u64) -> Year {
    let mut draw = Draw::new(seed);
    let villages: Vec<Village> = (0..VILLAGES).map(|n| Village::new(n, &mut draw)).collect();
    let mut incidents: Vec<Incident> = Vec::new();
    let mut made = Year { articles: Vec::new(), truth: Vec::new() };
    while made.truth.len() < reports {
        let number = incidents.len() as u32;
        let incident = Incident::new(number, &villages, &mut draw);
        paper::tell(&incident, &incidents, &mut made, &mut draw);
        incidents.push(incident);
    }
    draw.shuffle(&mut made.articles);
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_year() {
        let (a, b) = (year(500, 7), year(500, 7));
        assert_eq!(a.articles, b.articles);
        assert_ne!(a.articles, year(500, 8).articles);
    }

    #[test]
    fn every_report_has_its_incident() {
        let year = year(2_000, 1);
        let reports: usize = year.articles.iter().map(|a| a.reports.len()).sum();
        assert_eq!(reports, year.truth.len());
        let undated = year.articles.iter().flat_map(|a| &a.reports).filter(|r| r.date.is_none()).count();
        assert!(undated * 50 > reports && undated * 5 < reports, "{undated} of {reports} undated");
        let copies =
            year.articles.iter().filter_map(|a| a.fingerprint.as_ref()).collect::<std::collections::HashSet<_>>();
        assert!(copies.len() < year.articles.len());
    }
}
