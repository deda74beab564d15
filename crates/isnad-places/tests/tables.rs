//! Tables of one's own, and the laws of matching.

use isnad_places::{Gazetteer, GazetteerError, Kind, distance_km};
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
    assert_eq!((place.code(), place.name(), place.country), ("x:1", "Tin Foo", "ML"));
    assert_eq!((place.lat, place.lon, place.population), (15.5, -1.25, 200));
    assert!(!set.weak() && own.lookup("foo").expect("the weak name").weak());
    assert_eq!(own.longest(["tin", "-", "foo", "bar"]).map(|(n, _)| n), Some(3));
}

#[test]
fn a_table_is_added_to_the_built_in_places_and_wins() {
    let rows = "x:1\tKatibat Foo\tML\t\tSettlement\t15.5\t-1.25\t\t\tكتيبة فو\n\
                x:2\tKidal\tML\t\tSettlement\t18.45\t1.41\t\t\tكيدال\n\
                x:3\tBoni\tML\t\tSettlement\t12.0\t-5.0\t\t\tبوني|صباح\n";
    let built_in = Gazetteer::embedded();
    let both = built_in.with_tsv(format!("{HEAD}{rows}").as_bytes()).expect("a good table");
    let first = |name: &str| both.lookup(name).map(|s| s.first().code());
    assert_eq!(first("كتيبة فو"), Some("x:1"), "a new place");
    let codes = |name: &str, kind: Kind| -> Vec<&str> {
        let places = both.lookup(name).expect("the name").places();
        places.filter(|p| p.kind == kind && p.country == "ML").map(|p| p.code()).collect()
    };
    assert_eq!(codes("كيدال", Kind::Settlement), ["x:2"], "told anew, not twice");
    assert_eq!(codes("كيدال", Kind::Admin1).len(), 1, "the region of that name stays");
    assert!(codes("بوني", Kind::Settlement).contains(&"x:3"), "beside a namesake far away");
    assert!(built_in.lookup("صباح").is_some_and(|s| s.weak()) && !both.lookup("صباح").is_some_and(|s| s.weak()));
    assert_eq!(first("باماكو"), built_in.lookup("باماكو").map(|s| s.first().code()), "the rest stays");
    assert_eq!(both.len(), built_in.len() + 2);
    assert!(both.version().ends_with("3 places of a table"), "{}", both.version());
    let sound = |g: &Gazetteer| g.similar("سيبيكورو", Some("ML"), None).map(|s| g.place(s.place).name().to_owned());
    assert_eq!(sound(&both), sound(built_in));
    assert_eq!(both.ordinary("المتحدث"), built_in.ordinary("المتحدث"));
    assert!(both.given("فيليب") && !both.given("دمشق"));
}

#[test]
fn frequent_words_that_are_no_names() {
    let gazetteer = Gazetteer::embedded();
    for (word, ordinary) in [("تمثل", true), ("تستهدف", true), ("دمشق", false), ("تنغلورا", false)]
    {
        assert_eq!(gazetteer.ordinary(word), ordinary, "{word}");
    }
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
