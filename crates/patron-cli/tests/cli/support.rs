//! Runs the program in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A folder in which the program runs.
pub(crate) struct Place {
    folder: tempfile::TempDir,
}

/// How a run of the program ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &str) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patron"));
        command.args(arguments).current_dir(self.folder.path()).env_remove("PATRON_DATA_DIR").env_remove("LANG");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        ended(self.command(arguments).output().unwrap())
    }

    /// Runs what must succeed.
    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) -> Ended {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(0), "{arguments:?}: {}{}", ended.out, ended.err);
        ended
    }

    /// What must succeed, as JSON.
    #[track_caller]
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let all: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
        serde_json::from_str(&self.done(&all).out).unwrap()
    }

    /// Runs what must fail with a code; the words of the error and the hint.
    #[track_caller]
    pub(crate) fn refused(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(code), "{arguments:?}: {}{}", ended.out, ended.err);
        assert_eq!(ended.out, "", "{arguments:?}");
        let mut lines = ended.err.lines();
        let mut next = |start: &str| {
            let line = lines.next().unwrap_or_default();
            line.strip_prefix(start).unwrap_or_else(|| panic!("`{line}` does not start with `{start}`")).to_owned()
        };
        (next("error: "), next("hint: "))
    }
}

fn ended(output: Output) -> Ended {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A file of the developers' data folder, or `None` (with a printed line) where that folder is not there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("PATRON_SHARED_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let file = folder.join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: `{path}` is not in the developers' data folder");
    None
}

/// Fails unless |found − expected| ≤ tolerance · |expected|.
#[track_caller]
pub(crate) fn assert_relative(found: &Value, expected: f64, tolerance: f64) {
    let found = found.as_f64().unwrap_or_else(|| panic!("{found} is no number"));
    let error = (found / expected - 1.0).abs();
    assert!(error <= tolerance, "found {found}, expected {expected}: {error:e} over {tolerance:e}");
}
