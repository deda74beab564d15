//! `isnad language`.

use crate::support::Folder;
use serde_json::Value;

const HEAD: &str = "code = \"xx\"\nname = \"Test\"\nversion = \"1\"\nscript = \"Latn\"\nstop_words = [\"the\"]\n";
const LEXICON: &str = "lemma\tforms\tclass\tattributes\texample\tcounter\n";
const PATTERNS: &str = "name\tpattern\tproduction\texample\tcounter\n";

fn pack(folder: &Folder, lexicon: &str, patterns: &str) {
    folder.file("packs/xx/language.toml", HEAD);
    folder.file("packs/xx/lexicon/a.tsv", format!("{LEXICON}{lexicon}"));
    folder.file("packs/xx/patterns/p.tsv", format!("{PATTERNS}{patterns}"));
}

#[test]
fn a_sound_pack() {
    let folder = Folder::new();
    pack(
        &folder,
        "pebble\t-\tstone\t-\ta pebble fell\ta leaf fell\n",
        "two-stones\t<stone> <stone>\t-\tpebble pebble\tone pebble\n",
    );
    for place in ["packs", "packs/xx"] {
        let ran = folder.run(&["language", "check", place], "");
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        assert!(ran.stdout.contains("4 examples and counter-examples run: all sound"), "{}", ran.stdout);
    }
    let ran = folder.run(&["language", "list", "--languages", "packs", "--format", "json"], "");
    let list: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((&list[0]["code"], &list[0]["entries"], &list[0]["patterns"]), (&"xx".into(), &1.into(), &1.into()));
}

#[test]
fn faults_name_file_line_column_and_code() {
    let folder = Folder::new();
    pack(&folder, "pebble\t-\tstone\t-\ta leaf fell\ta pebble fell\n", "stone\t<stone>\t-\tleaf\tpebble\n");
    let ran = folder.run(&["language", "check", "packs"], "");
    assert_eq!(ran.code, 1);
    for place in [
        "packs/xx/lexicon/a.tsv:2:5: L030: ",
        "packs/xx/lexicon/a.tsv:2:6: L031: ",
        "packs/xx/patterns/p.tsv:2:4: L040: ",
        "packs/xx/patterns/p.tsv:2:5: L041: ",
    ] {
        assert!(ran.stdout.lines().any(|l| l.starts_with(place)), "{place} in\n{}", ran.stdout);
    }
    let ran = folder.run(&["language", "check", "packs", "--format", "json"], "");
    let check: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(check["sound"], false);
    assert_eq!(check["packs"][0]["faults"].as_array().map(Vec::len), Some(4));
}

#[test]
fn a_pack_that_does_not_compile() {
    let folder = Folder::new();
    pack(&folder, "pebble\tnosuchparadigm\tstone\n", "a\t( <stone>\t-\tx\t-\n");
    let ran = folder.run(&["language", "check", "packs"], "");
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("packs/xx/lexicon/a.tsv:2:2: L005: "), "{}", ran.stdout);
    assert!(ran.stdout.contains("does not compile"));
    let ran = folder.run(&["extract", "--languages", "packs", "-"], "{\"text\":\"a\"}");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("packs/xx/lexicon/a.tsv:2:2: L005"), "{}", ran.stderr);
}

#[test]
fn the_packs_built_in() {
    let folder = Folder::new();
    let ran = folder.run(&["language", "list"], "");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("Arabic") && ran.stdout.contains("built in"), "{}", ran.stdout);
    let ran = folder.run(&["language", "check", "ar"], "");
    assert_ne!(ran.code, 2, "{}", ran.stderr);
}
