//! Puts the built page into the program, where there is one.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let page = Path::new("../../web/dist");
    println!("cargo::rerun-if-changed={}", page.display());
    let mut files = Vec::new();
    collect(page, page, &mut files);
    files.sort();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut code = String::from("&[\n");
    for (k, (name, path)) in files.iter().enumerate() {
        // copied, so that the page can be built anew while the program still is
        let copy = out.join(format!("page-{k}"));
        fs::copy(path, &copy).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        writeln!(code, "    ({name:?}, include_bytes!({copy:?})),").expect("writing to a string");
    }
    code.push(']');
    let list = out.join("page.rs");
    fs::write(&list, code).unwrap_or_else(|e| panic!("{}: {e}", list.display()));
}

/// Files below a folder, by their names in an address.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(name) = path.strip_prefix(root) {
            println!("cargo::rerun-if-changed={}", path.display());
            let parts: Vec<_> = name.components().map(|c| c.as_os_str().to_string_lossy()).collect();
            files.push((format!("/{}", parts.join("/")), path));
        }
    }
}
