//! What holds for the checkout as a whole: no text file names a path of somebody's machine, and links in documents lead
//! somewhere.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the checkout is there")
}

/// Tracked files, relative to the root; without git all files that are no build output.
fn files() -> Vec<PathBuf> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    if let Some(output) = listed.ok().filter(|o| o.status.success() && !o.stdout.is_empty()) {
        let names = String::from_utf8_lossy(&output.stdout).into_owned();
        return names.split('\0').filter(|n| !n.is_empty()).map(PathBuf::from).collect();
    }
    let mut out = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root().join(&folder)).expect("a folder").filter_map(|e| e.ok()) {
            let path = folder.join(entry.file_name());
            let name = entry.file_name().to_string_lossy().into_owned();
            match entry.path().is_dir() {
                true if name != "target" && name != ".git" => folders.push(path),
                true => {}
                false => out.push(path),
            }
        }
    }
    out.sort();
    out
}

/// Content of a text file; `None` for what is no text (or a file that is being taken away).
fn text(file: &Path) -> Option<String> {
    String::from_utf8(std::fs::read(root().join(file)).ok()?).ok()
}

/// Beginnings of paths that exist on one machine only.
fn machine_paths() -> Vec<String> {
    let unix = ["home", "root", "work", "Users", "tmp", "mnt"].map(|d| format!("/{d}/"));
    let windows = ["Users", "Windows"].map(|d| format!(":\\{d}\\"));
    unix.into_iter().chain(windows).collect()
}

#[test]
fn no_file_names_a_path_of_a_machine() {
    let mut found = Vec::new();
    for file in files() {
        for (n, line) in text(&file).unwrap_or_default().lines().enumerate() {
            for path in machine_paths() {
                // part of a longer relative path or of an address is no path of a machine
                let begins = |at: usize| {
                    !line[..at]
                        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '}' | ')'))
                };
                if line.match_indices(&path).any(|(at, _)| begins(at)) {
                    found.push(format!("{}:{}: {path}", file.display(), n + 1));
                }
            }
        }
    }
    assert!(found.is_empty(), "paths of a machine:\n{}", found.join("\n"));
}

#[test]
fn links_in_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for file in files().into_iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        let folder = root().join(file.parent().unwrap_or(Path::new("")));
        let content = text(&file).unwrap_or_default();
        for (n, line) in content.lines().enumerate() {
            for target in targets(line) {
                let relative = target.split('#').next().unwrap_or_default();
                let outside = target.contains("://") || target.starts_with("mailto:");
                if !outside && !relative.is_empty() && !folder.join(relative).exists() {
                    broken.push(format!("{}:{}: {target}", file.display(), n + 1));
                }
            }
        }
    }
    assert!(broken.is_empty(), "links that lead nowhere:\n{}", broken.join("\n"));
}

/// Targets of the links of a line: what stands in `](…)`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.trim())
}

/// Files that documents name in backticks from the root on are there.
#[test]
fn files_that_documents_name_exist() {
    let mut missing = Vec::new();
    for file in files().into_iter().filter(|f| f.extension().is_some_and(|e| e == "md")) {
        let content = text(&file).unwrap_or_default();
        for (n, line) in content.lines().enumerate() {
            for word in line.split('`').skip(1).step_by(2) {
                let ours = ["crates/", "corpus/", "docs/", "languages/", "gazetteer/", "tools/"]
                    .iter()
                    .any(|p| word.starts_with(p));
                let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
                if ours && plain && !root().join(word).exists() {
                    missing.push(format!("{}:{}: {word}", file.display(), n + 1));
                }
            }
        }
    }
    assert!(missing.is_empty(), "documents name files that are not there:\n{}", missing.join("\n"));
}
