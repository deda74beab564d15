//! Tables of one's own, and the laws of matching.

use isnad_places::{Gazetteer, GazetteerError, distance_km};
use proptest::prelude::*;

const HEAD: &str = "id\tname\tcountry\tadmin1\tkind\tlat\tlon\tpopulation\tnotable\tnames\n";

fn gazetteer(rows: &str) -> Result<Gazetteer, GazetteerError> {
    Gazetteer::from_tsv(format!("{HEAD}{rows}").as_bytes())
}

#[test]
fn a_table_of_ones_own() {
    let own = gazetteer("x:1\tTin Foo\tML\t\tSettlement\t15.5\t-1.25\t200\t\tتين فو|~Foo\n").expect("a good table");
    let set = own.lookup("tin-foo").expect("the name");
    let place = set.first();
    assert_eq!((place.code, place.name, place.country), ("x:1", "Tin Foo", "ML"));
    assert_eq!((place.lat, place.lon, place.population), (15.5, -1.25, 200));
    assert!(!set.weak() && own.lookup("foo").expect("the weak name").weak());
    assert_eq!(own.longest(["tin", "-", "foo", "bar"]).map(|(n, _)| n), Some(3));
}

#[test]
fn errors_say_line_and_column() {
    for (row, said) in [
        ("x\tFoo\tML\t\tSettlement\tnorth\t1\t\t\t\n", "line 2, column lat"),
        ("x\tFoo\tMali\t\tSettlement\t1\t1\t\t\t\n", "line 2, column country"),
        ("x\tFoo\tML\t\tTown\t1\t1\t\t\t\n", "line 2, column kind"),
        ("x\tFoo\tML\t\tSettlement\t1\t181\t\t\t\n", "line 2, column lon"),
        ("x\tFoo\tML\n", "line 2: 3 tab-separated columns"),
    ] {
        let message = gazetteer(row).expect_err(row).to_string();
        assert!(message.contains(said), "{message} does not say {said}");
    }
}

#[test]
fn distances() {
    let (bamako, gao) = ((12.65, -8.0), (16.27, -0.04));
    assert!((distance_km(bamako, gao) - 943.0).abs() < 10.0, "{}", distance_km(bamako, gao));
    assert!(distance_km(gao, gao) < 1e-9);
}

proptest! {
    #[test]
    fn matches_are_the_names_that_are_prefixes(
        names in prop::collection::btree_set("[a-c]{3}( [a-c]{3}){0,2}", 1..12),
        words in prop::collection::vec("[a-c]{3}", 1..6),
    ) {
        let rows: String =
            names.iter().map(|n| format!("{n}\t{n}\tML\t\tSettlement\t1\t1\t\t\t\n")).collect();
        let gazetteer = gazetteer(&rows).expect("a good table");
        let found: Vec<usize> = gazetteer.matches(words.iter().map(String::as_str)).map(|(n, _)| n).collect();
        let expected: Vec<usize> = (1..=words.len()).filter(|&n| names.contains(&words[..n].join(" "))).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_words_may_be_asked(words in prop::collection::vec("\\PC{0,8}", 0..4), query in "\\PC{0,12}") {
        let gazetteer = Gazetteer::embedded();
        for (consumed, set) in gazetteer.matches(words.iter().map(String::as_str)) {
            prop_assert!(consumed <= words.len() && set.len() > 0);
        }
        let _ = gazetteer.similar(&query, Some("ML"), None);
    }
}
