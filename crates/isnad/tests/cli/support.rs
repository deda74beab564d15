//! Running the program and looking at what came of it.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A folder of inputs.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        std::fs::write(&path, content).expect("the file can be written");
        path
    }

    /// Runs the program in this folder.
    pub fn run(&self, arguments: &[&str], stdin: impl Into<Vec<u8>>) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_isnad"));
        let output =
            command.current_dir(self.path()).args(arguments).write_stdin(stdin).output().expect("the program runs");
        Ran {
            code: output.status.code().expect("no signal ended it"),
            stdout: String::from_utf8(output.stdout).expect("it prints UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("it prints UTF-8"),
        }
    }
}

impl Ran {
    /// The lines of output as JSON.
    pub fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
    }

    /// The articles' ids.
    pub fn ids(&self) -> Vec<String> {
        self.lines().iter().map(|v| v["id"].as_str().expect("an id").to_owned()).collect()
    }

    /// The message of a place: `file:line`.
    pub fn says(&self, place: &str, words: &str) {
        let line = self.stderr.lines().find(|l| l.starts_with(&format!("{place}: ")));
        assert!(line.is_some_and(|l| l.contains(words)), "`{words}` of {place} in:\n{}", self.stderr);
    }

    /// The last line of standard error.
    pub fn summary(&self) -> &str {
        self.stderr.lines().last().unwrap_or("")
    }
}

/// One sound article.
pub const ARTICLE: &str = "{\"id\":\"one\",\"lang\":\"ar\",\"published\":\"2018-03-04\",\"publisher\":null,\
    \"title\":\"هجوم على قرية\",\"text\":\"قال مصدر محلي إن مسلحين هاجموا قرية في الشمال.\"}\n";
