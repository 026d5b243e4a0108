//! The format of a data folder.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use patron_ledger::batch::make_folder;

use crate::error::{Result, ServiceError};

const NAME: &str = "FORMAT";
/// `FORMAT` while it is being written.
const HALF_WRITTEN: &str = "FORMAT.new";
/// The format this program reads and writes.
const CURRENT: u32 = 1;

/// Whether there is a data folder; an empty folder is none yet.
pub(super) fn exists(root: &Path) -> Result<bool> {
    if root.join(NAME).exists() {
        return Ok(true);
    }
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(unusable(root, &error)),
    };
    for entry in entries {
        if entry?.file_name() != HALF_WRITTEN {
            let shown = root.display().to_string();
            return Err(ServiceError::new(
                "not-a-data-folder",
                format!("folder `{shown}` holds other files; expected an empty folder or one made by patron"),
            )
            .hint("name another folder with `--data-dir`")
            .value("folder", shown));
        }
    }
    Ok(false)
}

/// Makes the folder; all of `FORMAT` appears at once.
pub(super) fn create(root: &Path) -> Result<()> {
    let make = || -> io::Result<()> {
        make_folder(root)?;
        let half = root.join(HALF_WRITTEN);
        let mut file = File::create(&half)?;
        writeln!(file, "{CURRENT}")?;
        file.sync_all()?;
        fs::rename(&half, root.join(NAME))?;
        File::open(root)?.sync_all()
    };
    make().map_err(|error| unusable(root, &error))
}

/// Refuses what this program cannot read.
pub(super) fn check(root: &Path) -> Result<()> {
    let text = fs::read_to_string(root.join(NAME)).map_err(|error| unusable(root, &error))?;
    let shown = root.display().to_string();
    match text.trim().parse::<u32>() {
        Ok(CURRENT) => Ok(()),
        Ok(newer) if newer > CURRENT => Err(ServiceError::new(
            "data-folder-newer",
            format!("data folder `{shown}` has format `{newer}`; expected at most `{CURRENT}`"),
        )
        .hint("use the version of patron that wrote it, or a newer one")
        .value("folder", shown)
        .value("format", newer)),
        _ => Err(ServiceError::new(
            "data-folder-damaged",
            format!("file `FORMAT` of data folder `{shown}` holds `{}`; expected a number", shorten(text.trim())),
        )
        .hint("restore the folder from a copy, or name another folder with `--data-dir`")
        .value("folder", shown)),
    }
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

pub(super) fn unusable(root: &Path, error: &io::Error) -> ServiceError {
    let shown = root.display().to_string();
    ServiceError::new("data-folder-unusable", format!("data folder `{shown}` cannot be used: {error}"))
        .hint("check that the folder is writable and has room, or name another with `--data-dir`")
        .value("folder", shown)
}
