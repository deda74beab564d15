//! Compiles `gazetteer/` into the bytes that the crate embeds.

#[path = "src/compile.rs"]
#[allow(dead_code)]
mod compile;
#[path = "src/key.rs"]
#[allow(dead_code)]
mod key;
#[path = "src/kind.rs"]
#[allow(dead_code)]
mod kind;
#[path = "src/layout.rs"]
#[allow(dead_code)]
mod layout;
#[path = "src/rank.rs"]
mod rank;
#[path = "src/row.rs"]
#[allow(dead_code)]
mod row;
#[path = "src/skeleton.rs"]
#[allow(dead_code)]
mod skeleton;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../gazetteer");
    let table = |name: &str| -> Result<PathBuf, Box<dyn Error>> {
        let path = folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        Ok(path)
    };
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src");
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(table("places.tsv.gz")?)?).read_to_end(&mut text)?;
    let mut rows = row::read_rows(BufReader::new(text.as_slice()))?;
    let (mut weak, mut led, mut never) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for line in fs::read_to_string(table("weak.tsv")?)?.lines().filter(|l| !l.starts_with('#')) {
        let (name, why) = line.split_once('\t').unwrap_or((line, ""));
        let kept = if why == "never" { &mut never } else { &mut weak };
        kept.insert(key::key(name));
        if why == "led" {
            led.insert(key::key(name));
        }
    }
    for row in &mut rows {
        row.names.retain(|name| !never.contains(&key::key(name)));
    }
    let hashes = |name: &str| -> Result<Vec<u64>, Box<dyn Error>> {
        let text = fs::read_to_string(table(name)?)?;
        let words = text.lines().filter(|l| !l.starts_with('#'));
        Ok(words.map(|word| key::hash(key::key(word).as_bytes())).collect())
    };
    let words = [hashes("ordinary.tsv")?, hashes("given.tsv")?];
    let sounds = skeleton::Sounds::new(&fs::read_to_string(table("transliteration.tsv")?)?);
    let version = format!("{} places, {:016x}", rows.len(), key::hash(&text));
    let blob = compile::compile(rows, &|key| weak.contains(key), &|key| led.contains(key), words, &sounds, &version)?;
    fs::write(Path::new(&std::env::var("OUT_DIR")?).join("gazetteer.bin"), blob)?;
    Ok(())
}
