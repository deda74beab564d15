//! Namesakes told apart by what else the article names.

use isnad_places::{Context, Gazetteer, Kind, Kinds, Mention};

/// Resolves names that stand together in one article; `within` joins a name to the containing place at that index.
fn resolve(names: &[(&str, Kinds, Option<usize>)]) -> Vec<(String, String, Kind)> {
    let gazetteer = Gazetteer::embedded();
    let mentions: Vec<Mention<'_>> = names
        .iter()
        .map(|(name, kinds, within)| {
            let set = gazetteer.lookup(name).unwrap_or_else(|| panic!("{name} is no name"));
            Mention { set, kinds: *kinds, within: *within }
        })
        .collect();
    let places = gazetteer.resolve(&mentions, &Context::new());
    assert_eq!(places, gazetteer.resolve(&mentions, &Context::new()), "the same mentions give the same places");
    places
        .into_iter()
        .map(|id| gazetteer.place(id))
        .map(|p| (p.name().to_owned(), p.country.to_owned(), p.kind))
        .collect()
}

const ANY: Kinds = Kinds::NONE;

#[test]
fn a_country_named_in_the_article_decides() {
    for (holder, country) in [("ليبيا", "LY"), ("لبنان", "LB")] {
        assert_eq!(resolve(&[("طرابلس", ANY, None), (holder, ANY, None)])[0].1, country);
    }
}

#[test]
fn towns_draw_their_neighbours() {
    assert_eq!(resolve(&[("بوني", ANY, None), ("دوينتزا", ANY, None)])[0].1, "ML");
    assert_eq!(resolve(&[("رفح", ANY, None), ("العريش", ANY, None), ("سيناء", ANY, None)])[0].1, "EG");
    assert_eq!(resolve(&[("رفح", ANY, None), ("خان يونس", ANY, None)])[0].1, "PS");
    assert_eq!(resolve(&[("Gao", ANY, None), ("Ansongo", ANY, None)])[0].1, "ML");
}

#[test]
fn a_region_beside_the_name_decides() {
    let found = resolve(&[("Macina", ANY, Some(1)), ("Ségou", Kinds::DIVISIONS, None), ("Mali", ANY, None)]);
    assert_eq!((found[0].1.as_str(), found[1].2), ("ML", Kind::Admin1));
}

#[test]
fn a_town_is_meant_unless_a_cue_says_division() {
    assert_eq!(resolve(&[("ميناكا", ANY, None)])[0].2, Kind::Settlement);
    assert_eq!(resolve(&[("ميناكا", Kinds::DIVISIONS, None)])[0].2, Kind::Admin1);
    assert_eq!(resolve(&[("درعا", ANY, None)])[0].2, Kind::Settlement);
    assert_eq!(resolve(&[("درعا", Kinds::DIVISIONS, None)])[0].2, Kind::Admin1);
}

#[test]
fn points_have_divisions() {
    let gazetteer = Gazetteer::embedded();
    let admin1 = gazetteer.admin1_of("ML", (15.92, 2.4)).map(|id| gazetteer.place(id).name());
    assert_eq!(admin1, Some("Ménaka"));
    assert_eq!(gazetteer.country("ML").map(|p| p.name()), Some("Mali"));
}
