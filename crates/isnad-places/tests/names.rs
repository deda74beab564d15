//! The table of `names.tsv`: spellings and the places they must mean.

use isnad_places::{Context, Gazetteer, Kinds, Mention};
use isnad_text::Text;

fn longest<'g>(gazetteer: &'g Gazetteer, spelling: &str) -> Option<isnad_places::PlaceSet<'g>> {
    let text = Text::new(spelling);
    let count = text.tokens().len();
    let (consumed, set) = gazetteer.longest((0..count).map(|i| text.norm(i)))?;
    (consumed == count).then_some(set)
}

#[test]
fn spellings_mean_their_places() {
    let gazetteer = Gazetteer::embedded();
    let mut wrong = Vec::new();
    for line in include_str!("names.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[spelling, name, country, votes] = cells.as_slice() else {
            wrong.push(format!("{line}: four columns are expected"));
            continue;
        };
        let mut context = Context::new();
        votes.split(' ').filter(|v| !v.is_empty()).for_each(|v| context.vote(v, 1.0));
        let found = longest(gazetteer, spelling).map(|set| {
            gazetteer.place(gazetteer.resolve(&[Mention { set, kinds: Kinds::NONE, within: None }], &context)[0])
        });
        match found {
            Some(p) if isnad_text::fold(p.name()) == isnad_text::fold(name) && p.country == country => {}
            Some(p) => {
                wrong.push(format!("{spelling}: {} ({}, {:?}), not {name} ({country})", p.name(), p.country, p.kind))
            }
            None => wrong.push(format!("{spelling}: nothing, not {name} ({country})")),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn names_that_stand_nowhere_are_found_by_sound() {
    let gazetteer = Gazetteer::embedded();
    let mut wrong = Vec::new();
    for line in include_str!("sounds.tsv").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[spelling, country, name] = cells.as_slice() else {
            wrong.push(format!("{line}: three columns are expected"));
            continue;
        };
        let found =
            gazetteer.similar(&isnad_text::fold(spelling), Some(country), None).map(|s| gazetteer.place(s.place));
        match (found, name) {
            (None, "-") => {}
            (Some(p), name) if isnad_text::fold(p.name()) == isnad_text::fold(name) => {}
            (found, name) => wrong.push(format!("{spelling} ({country}): {:?}, not {name}", found.map(|p| p.name()))),
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
