//! Lists the files of `languages/` so that the program carries them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../languages");
    // cargo looks at everything below; a line for a folder that is not there would rebuild for ever
    println!("cargo::rerun-if-changed={}", root.display());
    let mut out = String::from("static EMBEDDED: &[(&str, &[(&str, &str)])] = &[\n");
    for pack in listing(&root) {
        let code = pack.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if !pack.join("language.toml").is_file() {
            continue;
        }
        let _ = writeln!(out, "    ({code:?}, &[");
        for sub in ["", "lexicon", "patterns"] {
            let folder = pack.join(sub);
            for file in listing(&folder).into_iter().filter(|f| f.is_file()) {
                let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                if !name.ends_with(".tsv") && !name.ends_with(".toml") {
                    continue;
                }
                let name = if sub.is_empty() { name } else { format!("{sub}/{name}") };
                let path = file.canonicalize().unwrap_or(file);
                let _ = writeln!(out, "        ({name:?}, include_str!({:?})),", path.display().to_string());
            }
        }
        out.push_str("    ]),\n");
    }
    out.push_str("];\n");
    let target = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it")).join("embedded.rs");
    std::fs::write(target, out).expect("the build folder can be written");
}

fn listing(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().filter_map(|e| e.ok()).map(|e| e.path()).collect();
    paths.sort();
    paths
}
