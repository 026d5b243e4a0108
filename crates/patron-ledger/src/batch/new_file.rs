//! A file that is removed again unless it is kept.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::make_folder;

/// A new file; dropped without [`NewFile::keep`] it is removed.
#[derive(Debug)]
pub struct NewFile {
    path: PathBuf,
    kept: bool,
}

impl NewFile {
    /// Creates the file, which must not exist, and the folder it is in; a new folder is on disk before the file is.
    ///
    /// # Errors
    /// If it exists or cannot be created.
    pub fn create(path: &Path) -> io::Result<(Self, File)> {
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let file = File::options().write(true).create_new(true).open(path)?;
        Ok((Self { path: path.to_owned(), kept: false }, file))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Brings file and folder to disk.
    ///
    /// # Errors
    /// If the disk does not confirm.
    pub fn synchronise(&self, file: &File) -> io::Result<()> {
        file.sync_all()?;
        match self.path.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }

    /// Keeps the file.
    pub fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.kept {
            // what stays is swept at the next start
            let _ = fs::remove_file(&self.path);
        }
    }
}
