//! What is found, and by what.

use crate::support::{Folder, article, at, day, id_of, run, told};
use isnad_store::{Filter, Sort, Store};

fn sample() -> (Folder, Store) {
    let folder = Folder::new();
    let mut store = folder.open();
    let corpus = [
        article("a", "2024-05-12", &[told("2024-05-11", "Ménaka", 4)]),
        article("b", "2024-05-22", &[told("2024-05-21", "Djibo", 12)]),
        article("c", "2024-06-02", &[told("2024-06-01", "Kidal", 30), told("2024-05-11", "Ménaka", 5)]),
    ];
    run(&mut store, &corpus, 1);
    (folder, store)
}

fn found(store: &Store, filter: Filter) -> Vec<String> {
    let rows = store.events(&filter).unwrap();
    if filter.limit.is_none() {
        assert_eq!(rows.len() as u64, store.count(&filter).unwrap());
    }
    rows.iter().map(|r| r.event.locations[0].name.clone()).collect()
}

#[test]
fn every_filter_finds_what_it_says() {
    let (_folder, store) = sample();
    let all = Filter::default;
    let texts = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    for (name, filter, expected) in [
        ("all, by day", all(), vec!["Ménaka", "Djibo", "Kidal"]),
        ("country", Filter { countries: texts(&["bf"]), ..all() }, vec!["Djibo"]),
        ("countries", Filter { countries: texts(&["BF", "ML"]), ..all() }, vec!["Ménaka", "Djibo", "Kidal"]),
        ("place in Latin, without accent", Filter { place: Some("menak".into()), ..all() }, vec!["Ménaka"]),
        ("place as written", Filter { place: Some("كيدال".into()), ..all() }, vec!["Kidal"]),
        ("box", Filter { within: Some("-3,13,0,15".parse().unwrap()), ..all() }, vec!["Djibo"]),
        ("from", Filter { from: Some(day("2024-05-12")), ..all() }, vec!["Djibo", "Kidal"]),
        ("to", Filter { to: Some(day("2024-05-21")), ..all() }, vec!["Ménaka", "Djibo"]),
        ("type", Filter { types: texts(&["battles"]), ..all() }, vec!["Ménaka", "Djibo", "Kidal"]),
        ("no such", Filter { types: texts(&["Protests"]), ..all() }, vec![]),
        (
            "actor",
            Filter { actors: vec!["jnim=perpetrator".parse().unwrap()], ..all() },
            vec!["Ménaka", "Djibo", "Kidal"],
        ),
        (
            "actor's kind",
            Filter { actors: vec!["state:ML".parse().unwrap()], ..all() },
            vec!["Ménaka", "Djibo", "Kidal"],
        ),
        ("actor elsewhere", Filter { actors: vec!["jnim=target".parse().unwrap()], ..all() }, vec![]),
        ("figure", Filter { figures: vec!["killed>=12".parse().unwrap()], ..all() }, vec!["Djibo", "Kidal"]),
        ("class", Filter { figures: vec!["killed:civilians>=1".parse().unwrap()], ..all() }, vec![]),
        ("words in another spelling", Filter { text: Some("مدينه جيبو".into()), ..all() }, vec!["Djibo"]),
        ("beginning of a word", Filter { text: Some("جيب*".into()), ..all() }, vec!["Djibo"]),
        ("words in a row", Filter { text: Some("\"ثكنة في مدينة كيدال\"".into()), ..all() }, vec!["Ménaka", "Kidal"]),
        ("order", Filter { sort: Sort::Killed, descending: true, limit: Some(2), ..all() }, vec!["Kidal", "Djibo"]),
        ("page", Filter { limit: Some(1), offset: 1, ..all() }, vec!["Djibo"]),
        ("changed since", Filter { changed_since: Some(at(1)), ..all() }, vec![]),
        ("confirmed", Filter { confirmed: true, ..all() }, vec![]),
    ] {
        assert_eq!(found(&store, filter), expected, "{name}");
    }
    let wrong = store.events(&Filter { types: texts(&["Bottles"]), ..all() }).unwrap_err();
    assert!(wrong.to_string().contains("there are: Battles"), "{wrong}");
}

#[test]
fn a_dossier_holds_every_claim_with_its_chain_and_article() {
    let (_folder, store) = sample();
    let dossier = store.dossier(&id_of(&store, "a#0")).unwrap().dossier.unwrap();
    assert_eq!(dossier.tellings.len(), 2);
    let telling = &dossier.tellings[1];
    assert_eq!((telling.article.id.as_str(), telling.index), ("c", 1));
    let claim = &telling.report.claims[0];
    assert_eq!((claim.quote.as_str(), claim.sources.len()), ("5 جنديا", 1));
    assert!(store.article("c").unwrap().unwrap().text.contains(&claim.quote));
}

#[test]
fn numbers_add_up() {
    let (_folder, store) = sample();
    let stats = store.stats().unwrap();
    assert_eq!((stats.articles, stats.reports, stats.claims, stats.events), (3, 4, 4, 3));
    assert_eq!(stats.told_by_several, 1);
    assert_eq!(stats.countries, [("ML".to_owned(), 2), ("BF".to_owned(), 1)]);
    assert_eq!(stats.days, Some(("2024-05-11".to_owned(), "2024-06-01".to_owned())));
    let ids: Vec<String> = store.articles("a", 10).unwrap().into_iter().map(|c| c.id).collect();
    assert_eq!(ids, ["b", "c"]);
}

#[test]
fn readers_see_one_moment_beside_a_writer() {
    let (folder, mut store) = sample();
    let reader = Store::open_read_only(folder.file()).unwrap();
    reader
        .at_one_moment(|reader| {
            let before = reader.count(&Filter::default())?;
            run(&mut store, &[article("d", "2024-07-02", &[told("2024-07-01", "Gao", 1)])], 2);
            assert_eq!(reader.count(&Filter::default())?, before);
            Ok(())
        })
        .unwrap();
    assert_eq!(reader.count(&Filter::default()).unwrap(), 4);
}

#[test]
fn figures_of_another_policy_change_derived_columns_alone() {
    use isnad_reconcile::Policy;
    let (_folder, mut store) = sample();
    // the hospital counts more than the security source
    let hospital = article("d", "2024-05-12", &[told("2024-05-11", "Ménaka", 7)]);
    let mut extraction = hospital.extraction().clone();
    for source in extraction.reports.iter_mut().flat_map(|r| &mut r.claims).flat_map(|c| &mut c.sources) {
        (source.kind, source.name) = (isnad_model::SourceKind::Medical, "مستشفى ميناكا".to_owned());
    }
    run(&mut store, &[hospital.read_again(extraction).unwrap()], 2);
    let all = |filter: &Filter, policy| {
        let mut rows = Vec::new();
        store
            .each_event_by(filter, policy, |row| {
                rows.push(row);
                Ok(true)
            })
            .unwrap();
        rows
    };
    let stored = store.events(&Filter::default()).unwrap();
    assert_eq!(all(&Filter::default(), None), stored);
    assert_eq!(all(&Filter::default(), Some(Policy::Best)), stored);
    let least = all(&Filter::default(), Some(Policy::Conservative));
    let best = |row: &isnad_store::EventRow| row.event.estimates[0].best;
    assert_eq!((best(&stored[0]), best(&least[0])), (Some(7), Some(5)));
    for (mut a, mut b) in stored.iter().cloned().zip(least) {
        for row in [&mut a, &mut b] {
            for e in &mut row.event.estimates {
                (e.best, e.why, e.grounds) = (None, String::new(), Vec::new());
            }
        }
        assert_eq!(a, b);
    }
    // conditions and order are by the figures that were asked for
    let five =
        Filter { figures: vec!["killed<=5".parse().unwrap(), "killed>=5".parse().unwrap()], ..Filter::default() };
    assert_eq!((store.events(&five).unwrap().len(), all(&five, Some(Policy::Conservative)).len()), (0, 1));
    assert_eq!(store.event_ids_by(&five, Some(Policy::Conservative)).unwrap().len(), 1);
    let page = Filter { sort: Sort::Killed, descending: true, limit: Some(1), offset: 1, ..Filter::default() };
    assert_eq!(all(&page, Some(Policy::Conservative))[0].event.locations[0].name, "Djibo");
    let id = id_of(&store, "a#0");
    let dossier = store.dossier_by(&id, Some(Policy::Conservative)).unwrap().dossier.unwrap();
    assert_eq!(dossier.row.event.estimates[0].best, Some(5));
    assert_eq!(dossier.history, store.dossier(&id).unwrap().dossier.unwrap().history);
}
